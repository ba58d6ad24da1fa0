"""Plain facts about a case: what the adapters bring and the rules read."""

from collections.abc import Mapping

from tonghua.records.core.facts.base import RecordFacts, Row, Signature, Step
from tonghua.records.core.facts.case import (
    BasisFacts,
    CaseFacts,
    ComplaintFacts,
    DeviceFacts,
    OfficerFacts,
    Override,
    PartyFacts,
    StartedCase,
)
from tonghua.records.core.facts.decision import (
    Approval,
    Decision,
    Deliberation,
    ExpertOpinion,
    Extension,
    LegalReview,
    TransferLetter,
)
from tonghua.records.core.facts.delivery import DeliveryReceipt
from tonghua.records.core.facts.ending import (
    Closing,
    CopyRequest,
    Performance,
    RectificationCheck,
    RectificationOrder,
    Volume,
)
from tonghua.records.core.facts.hearing import Hearing, Recusal, RightsNotice, Statement
from tonghua.records.core.facts.investigation import (
    EvidencePreservation,
    EvidenceRequest,
    Interview,
    OtherInvestigation,
    Refusal,
    Sampling,
    SceneInspection,
)
from tonghua.records.core.facts.opening import Application, ApplicationNotice, Filing
from tonghua.records.core.facts.recording import AudioVisual
from tonghua.records.core.facts.supervision import SupervisionCheck, SupervisionOrder

#: portal_type → the facts of its records
FACTS_BY_TYPE: Mapping[str, type[RecordFacts]] = {
    facts.__name__: facts
    for facts in (
        Application,
        ApplicationNotice,
        Filing,
        Interview,
        EvidenceRequest,
        SceneInspection,
        Sampling,
        RightsNotice,
        Recusal,
        Statement,
        Hearing,
        OtherInvestigation,
        Refusal,
        EvidencePreservation,
        LegalReview,
        ExpertOpinion,
        Deliberation,
        Approval,
        Decision,
        Extension,
        TransferLetter,
        DeliveryReceipt,
        Performance,
        RectificationOrder,
        RectificationCheck,
        Closing,
        AudioVisual,
        CopyRequest,
        Volume,
    )
}

#: portal_type → the facts of what lies in no case
FACTS_OF_SUPERVISION: Mapping[str, type[RecordFacts]] = {
    facts.__name__: facts for facts in (SupervisionCheck, SupervisionOrder)
}

__all__ = [
    "FACTS_BY_TYPE",
    "FACTS_OF_SUPERVISION",
    "Application",
    "ApplicationNotice",
    "Approval",
    "AudioVisual",
    "BasisFacts",
    "CaseFacts",
    "Closing",
    "ComplaintFacts",
    "CopyRequest",
    "Decision",
    "Deliberation",
    "DeliveryReceipt",
    "DeviceFacts",
    "EvidencePreservation",
    "EvidenceRequest",
    "ExpertOpinion",
    "Extension",
    "Filing",
    "Hearing",
    "Interview",
    "LegalReview",
    "OfficerFacts",
    "OtherInvestigation",
    "Override",
    "PartyFacts",
    "Performance",
    "RecordFacts",
    "RectificationCheck",
    "RectificationOrder",
    "Recusal",
    "Refusal",
    "RightsNotice",
    "Row",
    "Sampling",
    "SceneInspection",
    "Signature",
    "StartedCase",
    "Statement",
    "Step",
    "SupervisionCheck",
    "SupervisionOrder",
    "TransferLetter",
    "Volume",
]
