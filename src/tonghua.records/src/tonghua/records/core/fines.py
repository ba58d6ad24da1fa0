"""What is added to a fine that is paid late (加处罚款): Administrative Penalty Law, article 72."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


def overdue_surcharge(fine: Decimal, due: date, until: date, percent: Decimal) -> Decimal:
    """The surcharge in yuan for the days after ``due`` up to ``until``, never more than the fine.

    ``until`` is the day of payment, or that on which it is asked; each calendar day after the
    last one of the term counts, the day of payment included. Days of a review or lawsuit, which
    do not count (article 73), are for a person to take off. Raises ValueError for a negative fine.
    """
    if fine < 0:
        raise ValueError(f"negative fine: {fine}")
    days = max(0, (until - due).days)
    added = min(fine, fine * percent / HUNDRED * days)
    return added.quantize(CENT, rounding=ROUND_HALF_UP)


def say_yuan(amount: Decimal) -> str:
    """50,000元, 1,500.5元: by thousands, and without the zeros that say nothing."""
    text = f"{amount:,f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}元"
