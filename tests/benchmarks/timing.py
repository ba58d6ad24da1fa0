"""Two ways of doing one thing, timed in turns, so that a noisy machine slows both alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median
from time import perf_counter, thread_time

Act = Callable[[int], object]


def timed(act: Act, n: int) -> float:
    """Return how many seconds one run takes; ``n`` numbers the run."""
    begun = perf_counter()
    act(n)
    return perf_counter() - begun


def in_turns(ours: Act, theirs: Act, rounds: int, warm: int = 2) -> dict[str, list[float]]:
    """Run both ``warm`` times unmeasured, then A B, B A, A B … ``rounds`` times; seconds of each.

    Who begins changes from round to round: what one leaves behind (garbage, a cold cache) would
    otherwise always fall to the other.
    """
    seconds: dict[str, list[float]] = {"ours": [], "theirs": []}
    pair = [("ours", ours), ("theirs", theirs)]
    for n in range(-warm, rounds):
        for name, act in pair if n % 2 == 0 else reversed(pair):
            took = timed(act, n)
            if n >= 0:
                seconds[name].append(took)
    return seconds


def alone(act: Act, rounds: int, warm: int = 2) -> list[float]:
    """Run one thing ``warm`` times unmeasured, then ``rounds`` times; the seconds of each.

    With nothing beside it to bear the machine's load, it is counted in seconds of the processor.
    """
    seconds = []
    for n in range(-warm, rounds):
        begun = thread_time()
        act(n)
        if n >= 0:
            seconds.append(thread_time() - begun)
    return seconds


def milliseconds(seconds: Iterable[float]) -> float:
    """Return the median in milliseconds, to the microsecond."""
    return round(median(seconds) * 1000, 3)
