"""What filling a template may cost (用量): so many rows, so much text, so much time.

A template is written by people, and a loop in a loop in a loop over two thousand rows would run
for days. What is over is refused with a sentence; the site goes on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import pass_context
from jinja2.runtime import Context

from .problems import TemplateProblem

#: rows that all loops of a template take together: fifty loops over a list of two thousand
MAX_ROWS = 100_000
#: characters of XML: a list of two thousand rows has six million
MAX_OUTPUT = 24_000_000
#: seconds; the longest list that an office prints takes three
MAX_SECONDS = 20.0
#: characters that one placeholder may print
MAX_TEXT = 1_000_000

#: the filter around whatever a loop goes over, and the budget's place in the context: no template
#: can write a name with a space
COUNTED, BUDGET = " counted", " budget"

TOO_MANY_ROWS = (
    "模板中的循环一共超过 {most} 行，不予生成。循环里又有循环的，行数是相乘的，"
    "请改为一层循环，或者减少清单的行数。"
)
TOO_LONG = "按这个模板生成的文书过长，不予生成。请检查循环的范围，或者减少清单的行数。"
TOO_SLOW = "按这个模板生成文书超过 {most} 秒，不予生成。请简化模板中的循环。"


@dataclass
class Budget:
    """What is left for one paper; `deadline` is on the clock that never goes back."""

    rows: int = MAX_ROWS
    output: int = MAX_OUTPUT
    deadline: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)

    def row(self) -> None:
        """Count a row of a loop. Raises TemplateProblem."""
        self.rows -= 1
        if self.rows < 0:
            raise TemplateProblem.whole(TOO_MANY_ROWS.format(most=f"{MAX_ROWS:,}"))
        self._in_time()

    def collect(self, pieces: Iterable[str]) -> str:
        """The text that a template gives. Raises TemplateProblem."""
        kept: list[str] = []
        for piece in pieces:
            self.output -= len(piece)
            if self.output < 0:
                raise TemplateProblem.whole(TOO_LONG)
            kept.append(piece)
        self._in_time()
        return "".join(kept)

    def _in_time(self) -> None:
        if time.monotonic() > self.deadline:
            raise TemplateProblem.whole(TOO_SLOW.format(most=int(MAX_SECONDS)))


class Rows:
    """A list as a loop takes it: each row is counted when its turn comes."""

    def __init__(self, rows: list[object], budget: Budget) -> None:
        self._rows, self._budget = rows, budget

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[object]:
        for row in self._rows:
            self._budget.row()
            yield row


@pass_context
def counted(context: Context, value: object) -> Rows:
    """Only lists are gone over: the letters of a text are no rows."""
    if not isinstance(value, list):
        raise ValueError("循环的对象不是列表，不能循环。")
    return Rows(value, context[BUDGET])
