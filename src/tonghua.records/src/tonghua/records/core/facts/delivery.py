"""Facts of service: the delivery receipt (articles 19-23)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tonghua.records.core.facts.base import RecordFacts, Row, brings


@dataclass(frozen=True, kw_only=True)
class DeliveryReceipt(RecordFacts):
    """送达回证 (articles 19-23); files are given as whether they are there"""

    served: tuple[str, ...] = ()
    recipient: str = ""
    method: str | None = None
    servers: tuple[str, ...] = ()
    outcome: str | None = None
    # direct (article 19); entrusted and forwarded share signed_at
    signer_name: str = ""
    signer_relation: str | None = None
    signed_at: datetime | None = field(
        default=None, metadata=brings("outcome", "signer_name", "signer_relation")
    )
    # by mail (article 20)
    carrier: str | None = None
    mail_number: str = ""
    mailed_at: datetime | None = field(
        default=None, metadata=brings("mail_number", "register", "voucher")
    )
    received_at: datetime | None = field(default=None, metadata=brings("outcome", "return_slip"))
    returned_at: datetime | None = field(
        default=None, metadata=brings("outcome", "return_slip", "return_reason")
    )
    return_reason: str = ""
    register: bool = False
    voucher: bool = False
    return_slip: bool = False
    # by lien (article 21)
    refusal_reason: str = ""
    witness_name: str = ""
    witness_organisation: str = ""
    left_at_residence: bool | None = None
    # entrusted or forwarded (article 22)
    agency: str = ""
    reason: str = ""
    letter: bool = False
    sent_at: datetime | None = field(default=None, metadata=brings("letter"))
    # by public notice (article 23)
    media: tuple[Row, ...] = ()
    earlier_attempts: tuple[str, ...] = ()
    circumstances: str = ""
    notice_text: str = ""
    # electronic (Administrative Penalty Law 61)
    system: str = ""
    delivered_at: datetime | None = field(default=None, metadata=brings("outcome"))
