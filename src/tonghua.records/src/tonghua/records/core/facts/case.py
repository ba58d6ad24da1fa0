"""Facts of a case or complaint, and of the people and bases it names."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from tonghua.records.core.facts.base import RecordFacts, Row, Step, brings
from tonghua.records.core.facts.supervision import SupervisionOrder
from tonghua.records.core.workflows import workflow_of

R = TypeVar("R", bound=RecordFacts)

#: states in which a record no longer speaks for the case
SET_ASIDE = frozenset({"superseded", "void"})


@dataclass(frozen=True, kw_only=True)
class OfficerFacts:
    """执法人员 and the certificate (执法证)

    ``former_certificates``: rows of ``valid_from``, ``valid_until`` and ``scope`` of those before it.
    """

    uid: str
    title: str = ""
    user_id: str = ""
    certificate_number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    scope: str = ""
    section: str = ""
    law_qualified: bool = False
    former_certificates: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BasisFacts:
    """执法依据; ``own_power`` False: only transfer to the body that has the power"""

    uid: str
    title: str = ""
    law: str = ""
    article: str = ""
    penalty_kinds: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_until: date | None = None
    own_power: bool = True

    def holds_on(self, day: date) -> bool:
        """Whether the basis was in force on a day; without a first day it is not known to be."""
        if self.effective_from is None or day < self.effective_from:
            return False
        return self.effective_until is None or day <= self.effective_until


@dataclass(frozen=True, kw_only=True)
class DeviceFacts:
    """记录设备 (article 6); ``clock_checked_at`` is its last clock check (校时)"""

    uid: str
    title: str = ""
    device_number: str = ""
    clock_checked_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Override:
    """例外放行: a leader set a rule aside for one act, and why.

    ``subject`` is the uid of the record that the act is about, "" for the case itself;
    ``transition`` the act; ``by`` a username.
    """

    rule: str
    subject: str
    transition: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """当事人"""

    uid: str
    kind: str | None = None
    name: str = ""
    id_number: str = ""
    representative: str = ""
    agent: str = ""
    agent_authorisation: bool = False
    address: str = ""
    phone: str = ""
    email: str = ""
    service_address: str = ""
    e_service_consent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """A case (案件) with all that it holds. People are usernames, ``legal_basis`` are uids."""

    uid: str
    type: str
    title: str = ""
    number: str = ""
    cause: str = ""
    source: str = ""
    section: str = ""
    procedure: str | None = None
    is_licence: bool | None = None
    complaint: str | None = None
    legal_basis: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    reviewer: str | None = None
    approver: str | None = None
    legal_reviewer: str | None = None
    archivist: str | None = None
    deliberation_required: bool | None = None
    confidentiality: str = "internal"
    created: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    history: tuple[Step, ...] = ()
    bases: tuple[BasisFacts, ...] = ()
    parties: tuple[PartyFacts, ...] = ()
    officers: tuple[OfficerFacts, ...] = ()
    devices: tuple[DeviceFacts, ...] = ()
    records: tuple[RecordFacts, ...] = ()
    #: 责令整改通知书 that concern this case; they lie in no case
    orders: tuple[SupervisionOrder, ...] = ()
    overrides: tuple[Override, ...] = ()

    @cached_property
    def state(self) -> str:
        """The state that the history leads to."""
        workflow = workflow_of(self.type)
        return workflow.replay(self.history) if workflow else ""

    def record(self, uid: str | None) -> RecordFacts | None:
        return self._by_uid.get(uid or "")

    def party(self, uid: str) -> PartyFacts | None:
        return next((party for party in self.parties if party.uid == uid), None)

    def device(self, uid: str | None) -> DeviceFacts | None:
        return next((device for device in self.devices if device.uid == uid), None)

    def officer(self, uid: str) -> OfficerFacts | None:
        return next((officer for officer in self.officers if officer.uid == uid), None)

    # rules ask these for every record of a case: they are found once

    @cached_property
    def _by_uid(self) -> dict[str, RecordFacts]:
        # of equal uids the first, as a search in order would find it
        return {record.uid: record for record in reversed(self.records)}

    @cached_property
    def _replaced(self) -> frozenset[str]:
        """The uids whose place a final record has taken."""
        return frozenset(
            record.supersedes
            for record in self.records
            if record.supersedes and record.state in {"final", "superseded"}
        )

    @cached_property
    def _standing(self) -> dict[Any, tuple[RecordFacts, ...]]:
        """What ``standing`` has answered, by the types asked."""
        return {}

    def all_of(self, kind: builtins.type[R]) -> tuple[R, ...]:
        """Every record of a type, also those set aside."""
        return tuple(record for record in self.records if isinstance(record, kind))

    def standing(self, *kinds: builtins.type[R]) -> tuple[R, ...]:
        """The records of these types that speak for the case.

        A void record does not, nor one whose place a final record that stands has taken.
        """
        if kinds not in self._standing:
            self._standing[kinds] = tuple(
                record
                for record in self.records
                if isinstance(record, kinds)
                and record.uid not in self._replaced
                and record.state not in SET_ASIDE
            )
        return cast("tuple[R, ...]", self._standing[kinds])

    @cached_property
    def _naming(self) -> dict[tuple[Any, str], dict[str, list[RecordFacts]]]:
        """What ``naming`` has found, by type and field: uid → the records that name it."""
        return {}

    def naming(self, kind: builtins.type[R], field: str, uid: str) -> tuple[R, ...]:
        """The standing records of a type that name a uid in a field of uids, each once, in order."""
        if (kind, field) not in self._naming:
            found: dict[str, list[RecordFacts]] = {}
            for record in self.standing(kind):
                for each in dict.fromkeys(getattr(record, field)):
                    found.setdefault(each, []).append(record)
            self._naming[kind, field] = found
        return cast("tuple[R, ...]", tuple(self._naming[kind, field].get(uid, ())))

    def parties_of(self, record: RecordFacts) -> tuple[PartyFacts, ...]:
        """The parties that a record names; all of the case's where it names none."""
        if not record.parties:
            return self.parties
        return tuple(party for party in self.parties if party.uid in record.parties)

    def bases_on(self, day: date) -> tuple[BasisFacts, ...]:
        return tuple(basis for basis in self.bases if basis.holds_on(day))


@dataclass(frozen=True, kw_only=True)
class StartedCase:
    """A case that a complaint led to; ``opened_at`` is when its filing (立案) was approved"""

    uid: str
    opened_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ComplaintFacts(CaseFacts):
    """投诉举报 (article 8): judged like a case, by the rules that concern it

    ``cases`` are those that name it as what they came from; None where nobody has looked.
    """

    channel: str | None = None
    real_name: bool | None = None
    informant: str = ""
    contact: str = ""
    content: str = ""
    received_at: datetime | None = None
    registrar: str | None = None
    examiner: str | None = None
    conclusion: str | None = None
    conclusion_reason: str = ""
    concluded_at: datetime | None = field(
        default=None, metadata=brings("conclusion", "conclusion_reason")
    )
    informed_at: datetime | None = field(default=None, metadata=brings("informed_by"))
    informed_by: str | None = None
    cases: tuple[StartedCase, ...] | None = None
