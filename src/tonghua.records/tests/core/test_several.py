"""Of several days the first of any, and the last of all."""

from __future__ import annotations

from datetime import date

import pytest

from tonghua.records.core.several import first_of_any, last_of_all

EARLY, LATE = date(2026, 3, 6), date(2026, 3, 9)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ([], None, None),
        ([None], None, None),
        ([EARLY], EARLY, EARLY),
        ([LATE, EARLY], EARLY, LATE),
        ([None, LATE, EARLY], EARLY, None),
    ],
)
def test_of_several(days: list[date | None], first: date | None, last: date | None) -> None:
    assert first_of_any(iter(days)) == first
    assert last_of_all(iter(days)) == last
