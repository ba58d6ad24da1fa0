"""Where a broken or unknown rule is mended (补正): rule → the act that mends it.

What is final is never changed: it is mended by a new record that names the old one (article 30).
"""

from __future__ import annotations

from collections.abc import Mapping

from tonghua.records.core.acts import Act
from tonghua.records.core.facts import (
    CaseFacts,
    Hearing,
    Recusal,
)
from tonghua.records.core.mending import decision, ending, investigation, opening, rights, service
from tonghua.records.core.mending.base import (
    Broken,
    Mend,
    look,
    mend_case,
    mend_record,
    missing,
    signed,
    within_linked,
)
from tonghua.records.core.rules.registry import Finding


def mend(rule: str, case: CaseFacts, finding: Finding) -> Act:
    """The act that mends a finding of a rule; rules without a row mend the record itself."""
    uid = finding.subject or next(iter(finding.records), None)
    broken = Broken(case=case, finding=finding, record=case.record(uid))
    return MENDS.get(rule, mend_record)(broken)


#: rule → how it is mended; a rule that is not named here mends its record (``mend_record``)
MENDS: Mapping[str, Mend] = {
    "AUTH-1": opening.authority,
    "SCOPE-1": mend_case,
    "CUS-1": ending.keeper,
    "APP-1": missing("Application"),
    "APP-2": missing("ApplicationNotice"),
    "APP-3": missing("ApplicationNotice"),
    "APP-4": missing("Decision"),
    "APP-5": decision.reasons_or_service,
    "CAS-1": opening.filing,
    "OFF-3": investigation.credentials,
    "PRS-2": investigation.disposed,
    "PRS-3": investigation.kept,
    "RGT-1": rights.telling,
    "RGT-2": rights.review,
    "RGT-3": rights.time,
    "RCU-1": within_linked(Recusal),
    "REF-1": investigation.refusal,
    "DOC-SIG": investigation.signatures,
    "HRG-1": rights.notice_of_hearing,
    "HRG-2": within_linked(Hearing),
    "HRG-3": rights.notified,
    "AV-12": investigation.recording,
    "STAGE-1": opening.stage,
    "CMP-2": opening.started,
    "AV-H": investigation.recording,
    "LEG-1": missing("LegalReview"),
    "LEG-2": decision.reviewers,
    "EXP-1": signed,
    "COL-1": decision.deliberation,
    "APR-1": opening.chain,
    "APR-2": opening.matter,
    "APR-3": opening.chain,
    "DEC-2": missing("Decision"),
    "DEC-3": decision.on_the_spot,
    "DEC-4": decision.told_before,
    "SRV-M": service.receipt,
    "SRV-L": service.lien,
    "SRV-E": service.entrusted,
    "SRV-T": service.entrusted,
    "SRV-P": service.public_notice,
    "SRV-E2": service.consent,
    "SRV-7": missing("DeliveryReceipt", "served"),
    "PRF-1": missing("Performance"),
    "PRF-2": missing("Performance"),
    "PRF-3": missing("Performance"),
    "RCT-1": ending.check,
    "ARC-1": ending.archive,
    "AV-24": investigation.ingested,
    "AV-CUST": investigation.draft_or_look,
    "AV-INT": look,
    "CPY-1": investigation.draft_or_look,
    "SEC-1": look,
    "SEC-2": look,
    "DEV-1": investigation.draft_or_look,
    "SUP-2": look,
    "SYS-1": investigation.backfilled,
}

__all__ = ["MENDS", "mend"]
