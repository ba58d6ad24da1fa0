"""Acts on a case or its records, as a rule or a page names them before anybody asks who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(str, Enum):
    """What sort of act it is: where in the interface it is done."""

    ADD = "add"
    EDIT = "edit"
    SIGN = "sign"
    STEP = "step"
    VIEW = "view"


class Part(str, Enum):
    """Who acts: 承办人、审核人、批准人、法制审核人、档案管理员."""

    HANDLER = "handler"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    LEGAL_REVIEWER = "legal_reviewer"
    ARCHIVIST = "archivist"


#: portal_type → whose it is to write; every other record is the handlers'
WRITTEN_BY: Mapping[str, Part] = {
    "LegalReview": Part.LEGAL_REVIEWER,
    "Volume": Part.ARCHIVIST,
    "CopyRequest": Part.ARCHIVIST,
}


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act. ``subject`` is a record's uid, "" for the case.

    ``name`` is the portal_type to add or the transition to take; ``given`` are (field, uid) that
    the form of a new record has filled in.
    """

    kind: Kind
    subject: str = ""
    name: str = ""
    given: tuple[tuple[str, str], ...] = ()


def add(portal_type: str, **given: str) -> Act:
    """Make a new record; ``given`` are fields that name another item by its uid."""
    return Act(kind=Kind.ADD, name=portal_type, given=tuple(given.items()))


def edit(subject: str = "") -> Act:
    """Edit a draft, or the case."""
    return Act(kind=Kind.EDIT, subject=subject)


def take(transition: str, subject: str = "") -> Act:
    """Take a step of a record, or of the case."""
    return Act(kind=Kind.STEP, subject=subject, name=transition)


def sign(subject: str) -> Act:
    """Take the signatures of a record."""
    return Act(kind=Kind.SIGN, subject=subject)


def view(subject: str = "") -> Act:
    """Open a record, where it is read and decided upon."""
    return Act(kind=Kind.VIEW, subject=subject)
