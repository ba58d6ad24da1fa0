"""Document numbers (文号): patterns, and sequences without gaps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

#: the sequence that gives a case its own number (案号), by portal_type
CASE_NUMBER_CLASS: Mapping[str, str] = {
    "PenaltyCase": "罚立",
    "ApplicationCase": "许申",
    "InspectionCase": "检",
    "Complaint": "举",
}

BLANK = "　"  # the space left for the number on a draft


def format_number(pattern: str, year: int, n: int | None) -> str:
    """Fill a pattern such as ``通志办罚〔{year}〕{n}号``; ``n`` None leaves the draft's blank.

    Raises ValueError for a pattern without ``{n}`` or a number below one.
    """
    if "{n}" not in pattern:
        raise ValueError(f"pattern has no {{n}}: {pattern}")
    if n is not None and n < 1:
        raise ValueError(f"numbers start at 1: {n}")
    return pattern.replace("{year}", str(year)).replace("{n}", BLANK if n is None else str(n))


def parse_number(pattern: str, number: str) -> tuple[int, int] | None:
    """Read year and n back; None where the number is not of this pattern.

    The year is 0 where the pattern does not name it. Leading zeros are not of any pattern
    (GB/T 9704: 序号不编虚位).
    """
    shape = re.escape(pattern)
    for name, digits in (("year", r"\d{4}"), ("n", r"[1-9]\d*")):
        place = re.escape("{" + name + "}")
        shape = shape.replace(place, f"(?P<{name}>{digits})", 1)
        shape = shape.replace(place, f"(?P={name})")
    found = re.fullmatch(shape, number, re.ASCII)
    if not found or "n" not in found.groupdict():
        return None
    return int(found.groupdict().get("year") or 0), int(found["n"])


@dataclass(frozen=True, kw_only=True)
class Sequence:
    """One class's numbers in one year: the last one taken, and those voided with a reason."""

    last: int = 0
    voided: Mapping[int, str] = field(default_factory=dict)


def take(sequence: Sequence) -> tuple[Sequence, int]:
    """Take the next number."""
    n = sequence.last + 1
    return replace(sequence, last=n), n


def void(sequence: Sequence, n: int, reason: str) -> Sequence:
    """Record a taken number as 作废. Raises ValueError without reason, or if never taken."""
    if not reason.strip():
        raise ValueError("a voided number needs its reason")
    if not 1 <= n <= sequence.last:
        raise ValueError(f"number was never taken: {n}")
    return replace(sequence, voided={**sequence.voided, n: reason})


def lift(sequence: Sequence, n: int) -> Sequence:
    """Raise the sequence to a number that an import brought; never lowers it."""
    return replace(sequence, last=max(sequence.last, n))
