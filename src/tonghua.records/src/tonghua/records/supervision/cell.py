"""One cell of the supervising office's sums.

The storage server loads this module to settle conflicts, so it imports nothing of Plone.
"""

from collections import Counter

from persistent import Persistent


class Cell(Persistent):
    """The sums of one month, kind of case and section: figure → how many."""

    def __init__(self):
        self.figures = {}

    def add(self, difference):
        """Add a difference, figure by figure; a sum of none is left out."""
        summed = Counter(self.figures)
        summed.update(difference)
        self.figures = {name: count for name, count in summed.items() if count}

    def _p_resolveConflict(self, old, saved, mine):
        """Two clients that add at once both count: differences can be taken in any order."""
        summed = Counter(saved["figures"])
        summed.update(mine["figures"])
        summed.subtract(old["figures"])
        return {**saved, "figures": {name: count for name, count in summed.items() if count}}
