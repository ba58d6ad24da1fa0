"""Where a broken rule is mended."""

from dataclasses import replace

import pytest
from core_builders import (
    CASE,
    DECISION,
    FILING,
    LATER,
    NOTICE,
    RECEIPT,
    SCENE,
    TOLD,
    VIDEO,
    ask,
    at,
    draft,
    refuse,
    steps,
    with_records,
)
from test_rules_evidence import REFUSAL, REQUEST
from test_rules_hearing import HEARING, MADE, QUIET, UNHELD
from test_rules_preservation import KEPT
from test_rules_recusal import RECUSAL
from test_rules_rights import SAID, UNREVIEWED

from tonghua.records.core.acts import Kind, add, edit, sign, take, view
from tonghua.records.core.facts import EvidencePreservation
from tonghua.records.core.mending import MENDS, mend
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.registry import Status

BARE = draft(SCENE, signatures=())
NO_FILING = with_records(SCENE, VIDEO)
UNSHOWN = draft(SCENE, credentials_shown=None, credentials_shown_at=None)


def mended(rule, case):
    """The act that mends the first finding of a rule that is not settled."""
    answer = ask(rule, case)
    wanted = (Status.FAIL, Status.UNKNOWN, Status.PENDING)
    finding = next(each for each in answer.findings if each.status in wanted)
    return mend(rule, case, finding)


@pytest.mark.parametrize(
    ("rule", "case", "act"),
    [
        ("AUTH-1", replace(CASE, bases=()), edit()),
        ("SCOPE-1", replace(CASE, section="综合科"), edit()),
        ("CAS-1", NO_FILING, add("Filing")),
        ("CAS-1", with_records(draft(FILING), SCENE), view("filing")),
        ("OFF-1", with_records(draft(SCENE, officers=())), edit("scene")),
        (
            "OFF-1",
            with_records(replace(SCENE, officers=())),
            add("SceneInspection", supersedes="scene"),
        ),
        ("OFF-3", with_records(BARE), sign("scene")),
        ("OFF-3", with_records(UNSHOWN), edit("scene")),
        ("AV-12", with_records(SCENE), add("AudioVisual", about="scene")),
        (
            "AV-12",
            with_records(SCENE, replace(VIDEO, media=False, unsuitable_reason="涉密")),
            add("Approval"),
        ),
        ("DOC-SIG", with_records(BARE), sign("scene")),
        ("DOC-SIG", with_records(FILING, DECISION), add("DeliveryReceipt", served="decision")),
        (
            "DOC-SIG",
            with_records(DECISION, draft(RECEIPT, signatures=(), signed_at=None, outcome=None)),
            edit("receipt"),
        ),
        ("APR-1", with_records(draft(FILING)), take("submit", "filing")),
        (
            "APR-1",
            with_records(replace(FILING, history=steps(("submit", "03-04 09:30")))),
            view("filing"),
        ),
        ("DEC-1", with_records(draft(DECISION, reasons="")), edit("decision")),
        ("DEC-2", with_records(FILING), add("Decision")),
        ("DEC-2", with_records(FILING, draft(DECISION)), edit("decision")),
        ("SRV-7", with_records(DECISION), add("DeliveryReceipt", served="decision")),
        ("SRV-D", with_records(draft(RECEIPT, signed_at=None)), edit("receipt")),
        ("RGT-1", with_records(), add("RightsNotice")),
        ("RGT-1", with_records(NOTICE), add("DeliveryReceipt", served="notice")),
        (
            "RGT-1",
            with_records(replace(NOTICE, how=None), TOLD),
            add("RightsNotice", supersedes="notice"),
        ),
        ("RGT-2", with_records(UNREVIEWED), view("said")),
        ("RGT-2", with_records(replace(SAID, opinion="")), add("Statement", supersedes="said")),
        ("RGT-3", with_records(NOTICE, TOLD), add("Decision")),
        (
            "RGT-3",
            with_records(NOTICE, TOLD, SAID, draft(DECISION, amount=60000)),
            edit("decision"),
        ),
        ("HRG-1", with_records(draft(QUIET, created=MADE)), edit("notice")),
        ("HRG-1", with_records(QUIET), add("RightsNotice")),
        ("HRG-2", with_records(NOTICE, TOLD, UNHELD), edit("hearing")),
        (
            "HRG-3",
            with_records(replace(HEARING, notified_at=None)),
            add("DeliveryReceipt", served="hearing"),
        ),
        ("HRG-3", with_records(replace(HEARING, notified_at=at("05-06 09:00"))), add("Hearing")),
        ("HRG-4", with_records(draft(HEARING, host=None)), edit("hearing")),
        ("AV-H", with_records(HEARING), add("AudioVisual", about="hearing")),
        ("RCU-1", with_records(draft(RECUSAL)), edit("recusal")),
        ("RCU-1", with_records(draft(RECUSAL), DECISION), edit("recusal")),
        ("EVD-1", with_records(draft(REQUEST, rows=())), edit("request")),
        (
            "EVD-1",
            with_records(replace(REQUEST, rows=())),
            add("EvidenceRequest", supersedes="request"),
        ),
        ("REF-1", with_records(replace(SCENE, situation="拒绝提供账册。")), add("Refusal")),
        ("REF-1", with_records(draft(REFUSAL, reason="")), edit("refusal")),
        ("PRS-1", with_records(draft(KEPT, reason="")), edit("keep")),
        ("PRS-2", with_records(replace(KEPT, disposed_at=None)), view("keep")),
        ("PRS-3", with_records(replace(KEPT, rows=())), view("keep")),
        ("PRS-3", with_records(replace(KEPT, signatures=())), sign("keep")),
        (
            "PRS-3",
            with_records(replace(KEPT, signatures=(*KEPT.signatures[:2], refuse("party")))),
            add("DeliveryReceipt", served="keep"),
        ),
    ],
)
def test_where(rule, case, act):
    assert mended(rule, case) == act


def test_rule_without_a_row_mends_its_record():
    record = EvidencePreservation(uid="keep")
    case = with_records(record)
    finding = ask("DOC-SIG", CASE).findings[0]._replace(subject="keep", records=("keep",))
    assert mend("PRS-1", case, finding) == edit("keep")


def test_finding_without_a_record_mends_the_case():
    finding = ask("DEC-2", CASE).findings[0]._replace(subject="", records=())
    assert mend("X-1", CASE, finding) == edit()


def test_every_rule_leads_somewhere():
    case = with_records(BARE, draft(DECISION), draft(RECEIPT))
    for rule in RULES:
        for finding in ask(rule, case, LATER).findings:
            assert mend(rule, case, finding).kind in Kind
    assert MENDS.keys() & RULES.keys()
