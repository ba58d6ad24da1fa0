"""Levels of confidentiality (密级) of cases, complaints and records (article 29)."""

from __future__ import annotations

from typing import Final

from tonghua.records.core.text import Text, _

PUBLIC: Final = "public"
INTERNAL: Final = "internal"
PRIVACY: Final = "privacy"
BUSINESS_SECRET: Final = "business_secret"  # noqa: S105

DEFAULT: Final = INTERNAL
LEVELS: Final = (PUBLIC, INTERNAL, PRIVACY, BUSINESS_SECRET)
#: no level that anybody chooses: what lies in a complaint and tells who complained (article 8) is
#: seen by its registrar and examiner alone
INFORMANT: Final = "informant"
#: seen by the case's own people alone
SECRET: Final = frozenset({PRIVACY, BUSINESS_SECRET})

LABELS: Final[dict[str, Text]] = {
    PUBLIC: _("公开"),
    INTERNAL: _("内部"),
    PRIVACY: _("个人隐私"),
    BUSINESS_SECRET: _("商业秘密"),
}

_RANKS: Final = {PUBLIC: 0, INTERNAL: 1, PRIVACY: 2, BUSINESS_SECRET: 2}


def rank(level: str) -> int:
    """How confidential a level is; higher is stricter. Raises KeyError for an unknown level."""
    return _RANKS[level]


def effective(case_level: str, own_level: str | None) -> str:
    """The level that holds for a record: its own, unless its case is secret and it is not.

    A public record may lie in an internal case: a decision is published, its case is not.
    """
    if not own_level:
        return case_level
    if rank(own_level) < rank(PRIVACY) <= rank(case_level):
        return case_level
    return own_level


def is_raised(before: str, after: str) -> bool:
    """Whether a change makes a thing stricter; between two secrets nobody gains by it."""
    return rank(after) >= rank(before)
