"""执法证件: which certificate of an officer held on a day (article 9, OFF-2).

A renewed certificate (换证) takes the place of the one before in the register. A record of an earlier
day is judged by the one that held then, so what was renewed is kept beside the officer's fields.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol

from tonghua.records.core.facts.base import Row


class Certificate(NamedTuple):
    """The term and scope of one certificate; None for an end that nobody has registered."""

    valid_from: date | None = None
    valid_until: date | None = None
    scope: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is known to hold on a day."""
        if self.valid_from is None or self.valid_until is None:
            return False
        return self.valid_from <= day <= self.valid_until

    def is_over(self, day: date) -> bool:
        return self.valid_until is not None and day > self.valid_until

    def is_not_yet(self, day: date) -> bool:
        return self.valid_from is not None and day < self.valid_from


class HasCertificates(Protocol):
    """An officer: the present certificate, and rows of those before it."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def scope(self) -> str: ...
    @property
    def former_certificates(self) -> tuple[Row, ...]: ...


def certificate_on(officer: HasCertificates, day: date) -> Certificate:
    """The certificate that held on a day; the present one where none is known to have."""
    present = Certificate(officer.valid_from, officer.valid_until, officer.scope or "")
    found = (present, *map(certificate_of, officer.former_certificates or ()))
    return next((each for each in found if each.holds_on(day)), present)


def is_renewal(old: Certificate, new: Certificate) -> bool:
    """Whether a new term follows an old one, and does not only correct it: both its ends moved on."""
    if old.valid_from is None or old.valid_until is None:
        return False
    if new.valid_from is None or new.valid_until is None:
        return False
    return new.valid_from > old.valid_from and new.valid_until > old.valid_until


def certificate_of(row: Row) -> Certificate:
    """A row that was kept of a certificate."""
    return Certificate(row.get("valid_from"), row.get("valid_until"), row.get("scope") or "")
