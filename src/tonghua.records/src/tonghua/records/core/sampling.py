"""Drawing cases for a supervision check (监督抽查, article 6) so that the draw can be repeated."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def draw(uids: Iterable[str], count: int, seed: str) -> tuple[str, ...]:
    """``count`` of the uids, by chance; the same seed draws the same ones, whatever their order.

    Each uid's place is a hash of it and the seed, so a case that came in later moves none of the
    others. All of them where there are fewer. Raises ValueError for a count below 0, or no seed.
    """
    if count < 0:
        raise ValueError(f"cannot draw {count}")
    if not seed:
        raise ValueError("a draw without a seed could not be repeated")
    return tuple(sorted(set(uids), key=lambda uid: _place(uid, seed))[:count])


def _place(uid: str, seed: str) -> str:
    return sha256(f"{seed}\n{uid}".encode()).hexdigest()


def digest(uids: Iterable[str]) -> str:
    """What tells whether the cases that were drawn from are the same: SHA-256 of their uids."""
    return sha256("\n".join(sorted(set(uids))).encode()).hexdigest()
