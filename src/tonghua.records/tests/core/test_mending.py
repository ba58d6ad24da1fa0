"""Where a broken rule is mended."""

from dataclasses import replace

import pytest
from core_builders import (
    CASE,
    DECISION,
    FILING,
    LATER,
    NOTICE,
    PERFORMANCE,
    PRIOR_NOTICE,
    RECEIPT,
    SCENE,
    TOLD,
    TOLD_RECEIPT,
    VIDEO,
    ask,
    at,
    chain,
    draft,
    refuse,
    steps,
    with_records,
)
from core_builders import sign as sign_as
from test_rules_evidence import REFUSAL, REQUEST
from test_rules_hearing import HEARING, MADE, QUIET, UNHELD
from test_rules_preservation import KEPT
from test_rules_recusal import RECUSAL
from test_rules_rights import SAID, UNREVIEWED

from tonghua.records.core.acts import Kind, add, edit, sign, take, view
from tonghua.records.core.facts import (
    Application,
    ApplicationNotice,
    Approval,
    Closing,
    ComplaintFacts,
    CopyRequest,
    Deliberation,
    EvidencePreservation,
    ExpertOpinion,
    Hearing,
    LegalReview,
    RectificationCheck,
    RectificationOrder,
    SupervisionOrder,
    Volume,
)
from tonghua.records.core.mending import MENDS, mend
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.registry import Status

BARE = draft(SCENE, signatures=())
NO_FILING = with_records(SCENE, VIDEO)
UNSHOWN = draft(SCENE, credentials_shown=None, credentials_shown_at=None)
FINAL = steps(("finalize", "05-20 09:00"))
APPROVED = chain("05-19 09:00", "05-19 10:00", "05-20 09:00")
ORAL = Application(uid="app", mode="oral", received_at=at("05-18 09:00"), history=FINAL)
GRANTED = replace(DECISION, kind="granted")
REFUSED = replace(DECISION, kind="refused", reasons="")
ACCEPTED = replace(
    CASE,
    type="ApplicationCase",
    records=(
        replace(ORAL, mode="written"),
        ApplicationNotice(uid="yes", outcome="accepted", history=FINAL),
    ),
)
ORDER = RectificationOrder(
    uid="order",
    title="责令改正通知书",
    occurred_start=at("05-19 09:00"),
    due_at=at("06-29 23:59"),
    history=APPROVED,
)
CHECK = RectificationCheck(
    uid="check", order="order", occurred_start=at("06-29 09:00"), checked_at=at("06-29 10:00")
)
CLOSING = Closing(uid="closing", outcome="performed", history=APPROVED)
VOLUME = Volume(
    uid="volume",
    occurred_start=at("05-20 09:00"),
    archivist="archivist1",
    archived_at=at("05-20 09:00"),
    history=FINAL,
)
INFORMED = ComplaintFacts(
    uid="complaint",
    type="Complaint",
    real_name=True,
    conclusion="not_filed",
    informed_at=at("05-20 09:00"),
    informed_by="handler1",
)
GONE = replace(VIDEO, media=False, ingested_at=None, sha256="")
COPY = CopyRequest(uid="copy", occurred_start=at("06-08 09:00"), history=FINAL)
SUPERVISED = SupervisionOrder(uid="ordered", due_at=at("06-01 09:00"), history=FINAL)


DONE = steps(("finalize", "05-13 09:00"))
HEARD = Hearing(uid="heard", requested_at=at("04-15 09:00"), history=DONE)
DISCUSSED = Deliberation(
    uid="held", present=("示例戊",), occurred_end=at("05-13 10:00"), history=DONE
)
REVIEW = LegalReview(uid="review", reviewers=("o1",), verdict="agree", history=DONE)
SUMMARY = replace(DECISION, kind="summary_penalty", amount=100)
SPOT_CLOSING = Closing(uid="closing", history=FILING.history)
SERVED_AT_ONCE = replace(RECEIPT, signed_at=at("05-15 17:00"))
RETURNED = replace(RECEIPT, method="mail", outcome="returned", signed_at=None, carrier="ems")
RETURNED = replace(
    RETURNED, mail_number="EX1", mailed_at=at("05-18 09:00"), register=True, voucher=True
)
LIEN = replace(
    RECEIPT,
    method="lien",
    refusal_reason="不认可",
    witness_name="示例D",
    witness_organisation="示例居委会",
    left_at_residence=True,
    signatures=(*RECEIPT.signatures[1:], sign_as("witness", "示例D", "05-18 15:34")),
)
ENTRUSTED = replace(RECEIPT, method="entrusted", agency="示例政府", reason="困难", letter=True)
PUBLIC = replace(
    RECEIPT,
    method="public_notice",
    signed_at=None,
    media=({"medium": "示例报", "posted_at": at("05-25 09:00")},),
    circumstances="下落不明",
    notice_text="公告",
)
FORM = Approval(uid="form", title="公告送达审批", history=FILING.history)


OPINION = ExpertOpinion(
    uid="opinion",
    experts=("示例专家",),
    conclusion="可以",
    occurred_end=at("05-10 09:00"),
    history=DONE,
)
LED_TO_NOTHING = ComplaintFacts(
    uid="c", type="Complaint", conclusion="filed", concluded_at=at("05-12 09:00"), cases=()
)


def at_end(*records):
    """An archived case."""
    history = steps(*((name, "03-05 09:00") for name in ("file", "close", "archive")))
    return with_records(*records, history=history)


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
        ("STAGE-1", at_end(), add("Filing")),
        ("STAGE-1", at_end(draft(FILING)), edit("filing")),
        (
            "STAGE-1",
            at_end(FILING, SCENE, PRIOR_NOTICE, DECISION),
            add("DeliveryReceipt", served="decision"),
        ),
        ("STAGE-1", at_end(FILING, SCENE, PRIOR_NOTICE, DECISION, RECEIPT), add("Performance")),
        ("LEG-1", with_records(HEARD, DECISION), add("LegalReview")),
        ("LEG-1", with_records(HEARD, draft(REVIEW, created=at("05-12 09:00"))), edit("review")),
        ("LEG-2", with_records(REVIEW), view("review")),
        (
            "LEG-2",
            with_records(FILING, REVIEW),
            add("LegalReview", supersedes="review"),
        ),
        ("COL-1", with_records(DECISION, deliberation_required=True), add("Deliberation")),
        ("COL-1", with_records(DISCUSSED, DECISION), sign("held")),
        ("EXP-1", with_records(OPINION), sign("opinion")),
        ("EXP-1", with_records(draft(OPINION, created=at("05-12 09:00"))), edit("opinion")),
        ("APR-2", with_records(draft(FILING)), take("submit", "filing")),
        ("APR-2", with_records(PUBLIC), add("Approval")),
        ("APR-2", with_records(PUBLIC, replace(FORM, history=FORM.history[:1])), view("form")),
        (
            "APR-3",
            with_records(
                replace(
                    FILING,
                    history=steps(("submit", "03-04 09:00"), ("send_back", "03-04 10:00")),
                )
            ),
            take("submit", "filing"),
        ),
        ("DEC-3", with_records(draft(SUMMARY, amount=4000)), edit("decision")),
        ("DEC-3", with_records(SUMMARY), add("DeliveryReceipt", served="decision")),
        ("DEC-3", with_records(SUMMARY, SERVED_AT_ONCE), add("Closing")),
        (
            "DEC-3",
            with_records(replace(SUMMARY, number=""), SERVED_AT_ONCE, SPOT_CLOSING),
            add("Decision", supersedes="decision"),
        ),
        ("DEC-4", with_records(DECISION), add("RightsNotice")),
        (
            "DEC-4",
            with_records(DECISION, PRIOR_NOTICE),
            add("DeliveryReceipt", served="told"),
        ),
        (
            "DEC-4",
            with_records(draft(DECISION, amount=60000), PRIOR_NOTICE, TOLD_RECEIPT),
            edit("decision"),
        ),
        ("SRV-M", with_records(DECISION, RETURNED), add("DeliveryReceipt", served="decision")),
        ("SRV-M", with_records(draft(RETURNED, voucher=False)), edit("receipt")),
        ("SRV-L", with_records(replace(LIEN, signatures=())), sign("receipt")),
        ("SRV-L", with_records(LIEN), add("AudioVisual", about="receipt")),
        ("SRV-L", with_records(draft(LIEN, left_at_residence=None)), edit("receipt")),
        ("SRV-E", with_records(replace(ENTRUSTED, signatures=())), sign("receipt")),
        ("SRV-E", with_records(draft(ENTRUSTED, reason="")), edit("receipt")),
        ("SRV-T", with_records(draft(ENTRUSTED, method="forwarded", agency="")), edit("receipt")),
        ("SRV-P", with_records(PUBLIC), add("Approval")),
        ("SRV-P", with_records(PUBLIC, FORM), add("AudioVisual", about="receipt")),
        ("SRV-P", with_records(draft(PUBLIC, notice_text=""), FORM), edit("receipt")),
        (
            "SRV-E2",
            with_records(replace(RECEIPT, method="electronic", delivered_at=at("05-20 09:00"))),
            view(),
        ),
        ("CMP-2", LED_TO_NOTHING, view()),
        ("CUS-1", replace(CASE, archivist="handler1"), edit()),
        (
            "CUS-1",
            with_records(draft(VOLUME, archivist="handler1")),
            edit("volume"),
        ),
        ("APP-4", ACCEPTED, add("Decision")),
        ("APP-5", replace(ACCEPTED, records=(ORAL,)), sign("app")),
        (
            "APP-5",
            replace(ACCEPTED, records=(GRANTED,)),
            add("DeliveryReceipt", served="decision"),
        ),
        ("APP-5", replace(ACCEPTED, records=(draft(REFUSED),)), edit("decision")),
        ("PRF-1", with_records(DECISION, RECEIPT), add("Performance")),
        ("PRF-1", with_records(DECISION, RECEIPT, draft(PERFORMANCE)), edit("performance")),
        ("PRF-2", with_records(DECISION, RECEIPT), add("Performance")),
        ("PRF-3", with_records(DECISION, RECEIPT), add("Performance")),
        ("RCT-1", with_records(ORDER), add("RectificationCheck", order="order")),
        ("RCT-1", with_records(ORDER, CHECK), edit("check")),
        ("RCT-1", with_records(draft(ORDER, due_at=None)), edit("order")),
        ("RCT-2", with_records(CHECK), edit("check")),
        ("ARC-1", with_records(CLOSING), add("Volume")),
        ("ARC-1", with_records(CLOSING, draft(VOLUME)), edit("volume")),
        ("ARC-1", with_records(VOLUME), view("volume")),
        ("ARC-1", INFORMED, take("archive")),
        ("AV-24", with_records(draft(GONE)), edit("video")),
        ("AV-24", with_records(replace(VIDEO, ingested_at=at("03-09 09:00"))), view("video")),
        ("AV-CUST", with_records(draft(VIDEO, keeper="")), edit("video")),
        ("AV-CUST", with_records(replace(VIDEO, device_copy_erased_at=None)), view("video")),
        ("AV-INT", with_records(replace(VIDEO, sha256="")), view("video")),
        ("DEV-1", with_records(replace(VIDEO, device=None)), view("video")),
        ("CPY-1", with_records(COPY), view("copy")),
        ("CPY-1", with_records(draft(COPY)), edit("copy")),
        ("SEC-1", with_records(draft(SCENE, situation="机密★")), view("scene")),
        (
            "SEC-2",
            with_records(
                replace(DECISION, confidentiality="privacy", published_at=at("05-25 09:00"))
            ),
            view("decision"),
        ),
        ("SUP-2", replace(CASE, orders=(SUPERVISED,)), view()),
        ("SYS-1", with_records(draft(SCENE, backfilled=True)), edit("scene")),
        ("SYS-1", with_records(replace(SCENE, backfilled=True, backfill_reason="断电")), view()),
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
