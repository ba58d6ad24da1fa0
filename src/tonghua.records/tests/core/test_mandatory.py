"""What must be filled before a record is final: every type, every entry of the table."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from core_builders import CASE, LATER, OFFICERS, SCENE, at, draft, step, with_records
from core_imported import OFFICE, cases_of

from tonghua.records.core.acts import Kind, Part
from tonghua.records.core.articles import articles
from tonghua.records.core.facts import (
    FACTS_BY_TYPE,
    FACTS_OF_SUPERVISION,
    ComplaintFacts,
    Hearing,
    Interview,
    RecordFacts,
    Sampling,
)
from tonghua.records.core.gates import judge, refusals
from tonghua.records.core.mandatory import COMMON, CORRECTION, entries, lack_of, types
from tonghua.records.core.next_steps import next_steps
from tonghua.records.core.papers import papers
from tonghua.records.core.tables import load
from tonghua.records.core.vocabularies import label, names, vocabulary
from tonghua.records.core.workflows import APPROVED_TYPES

#: every type that may become final → its facts
FACTS = {**FACTS_BY_TYPE, **FACTS_OF_SUPERVISION}

NOON = at("05-14 12:00")
SPAN = {"occurred_start": at("05-14 09:00"), "occurred_end": NOON, "place": "示例路1号"}
COMPLAINT = {
    "channel": "letter",
    "received_at": NOON,
    "content": "示例内容",
    "real_name": True,
    "informant": "示例人",
    "contact": "示例电话",
    "conclusion": "not_filed",
    "conclusion_reason": "不属于违法",
}
PRIOR = {
    "kind": "prior_notice",
    "told": ("statement", "defence", "recusal", "hearing"),
    "how": "written",
    "facts": "事实",
    "reasons": "理由",
    "basis": "依据",
    "proposed": "拟罚款",
    "proposed_kinds": ("fine",),
    "proposed_amount": Decimal(1),
}
SERVED = {"served": ("decision",), "recipient": "示例公司", "outcome": "served"}
DIRECT = {
    **SERVED,
    "method": "direct",
    "place": "示例路1号",
    "signer_name": "示例人",
    "signer_relation": "self",
    "signed_at": NOON,
}
MAIL = {
    **SERVED,
    "method": "mail",
    "carrier": "ems",
    "mail_number": "示例0001",
    "mailed_at": NOON,
    "register": True,
    "voucher": True,
    "return_slip": True,
    "received_at": NOON,
}
LIEN = {
    **SERVED,
    "method": "lien",
    "place": "示例路1号",
    "occurred_start": NOON,
    "refusal_reason": "不认可",
    "witness_name": "示例见证人",
    "witness_organisation": "示例居民委员会",
    "left_at_residence": True,
}
ENTRUSTED = {
    **SERVED,
    "method": "entrusted",
    "agency": "示例机关",
    "reason": "路途遥远",
    "sent_at": NOON,
    "signed_at": NOON,
}
PUBLIC = {
    **SERVED,
    "method": "public_notice",
    "outcome": None,
    "media": ({"medium": "示例报", "posted_at": NOON},),
    "circumstances": "下落不明",
    "notice_text": "公告",
}
ELECTRONIC = {**SERVED, "method": "electronic", "system": "示例系统", "delivered_at": NOON}
ORDER = {"due_at": NOON, "body": "停止征订。"}
DUE = {"obligation": "缴纳罚款", "due_at": NOON}
LATE = {"backfilled": True, "backfill_reason": "断网", "occurred_start": NOON}
#: one row of a list of evidence that is whole
CONTRACT = {"name": "合同", "copies": 1, "original": False}
MEDIA = {"media": True, "kind": "video", "captured_start": NOON, "captured_end": NOON}

#: (type, values that are whole, fields that may not be left out of them): every case of the table
WHOLE = [
    ("Complaint", COMPLAINT, COMPLAINT),
    (
        "Complaint",
        {**COMPLAINT, "real_name": False, "informant": "", "contact": ""},
        set(COMPLAINT) - {"informant", "contact"},
    ),
    (
        "Application",
        {"mode": "written", "matter": "出版", "received_at": NOON, "materials": ("书稿",)},
        {"mode", "matter", "received_at", "materials"},
    ),
    (
        "Application",
        {"mode": "oral", "matter": "出版", "received_at": NOON},
        {"matter", "received_at"},
    ),
    ("ApplicationNotice", {"outcome": "accepted"}, {"outcome"}),
    ("ApplicationNotice", {"outcome": "rejected", "reasons": "不属职权"}, {"outcome", "reasons"}),
    (
        "ApplicationNotice",
        {"outcome": "supplement", "supplement_items": ("证明",)},
        {"outcome", "supplement_items"},
    ),
    ("Filing", {"clue": "举报", "facts": "初查"}, {"clue", "facts"}),
    (
        "Interview",
        {
            **SPAN,
            "interviewee": "示例人",
            "relation": "法定代表人",
            "rights_told": ("recusal",),
            "questions": ({"question": "是吗？", "answer": "是。"},),
            "recorder": "o1",
        },
        {*SPAN, "interviewee", "relation", "rights_told", "questions", "recorder"},
    ),
    (
        "EvidenceRequest",
        {"holder": "示例印刷厂", "due_at": NOON, "rows": (CONTRACT,)},
        {"holder", "due_at", "rows"},
    ),
    (
        "SceneInspection",
        {**SPAN, "inspected": "示例公司", "situation": "所见"},
        {*SPAN, "inspected", "situation"},
    ),
    (
        "Sampling",
        {
            **SPAN,
            "rows": ({"name": "年鉴", "quantity": Decimal(3)},),
            "method": "随机",
            "sealed": "完好",
            "retained": "一册",
            "fee": "不收取",
        },
        {*SPAN, "rows", "method", "sealed", "retained", "fee"},
    ),
    ("RightsNotice", PRIOR, PRIOR),
    (
        "RightsNotice",
        {**PRIOR, "proposed_kinds": ("warning",), "proposed_amount": None},
        set(PRIOR) - {"proposed_amount"},
    ),
    (
        "RightsNotice",
        {"kind": "rights", "told": ("recusal",), "how": "oral"},
        {"kind", "told", "how"},
    ),
    ("RightsNotice", {**PRIOR, "kind": "hearing", "told": ("hearing",)}, PRIOR),
    ("Recusal", {"person": "示例甲", "decision": "驳回"}, {"person", "decision"}),
    (
        "Statement",
        {
            "occurred_start": NOON,
            "place": "示例路",
            "opinion": "过重",
        },
        {"occurred_start", "place", "opinion"},
    ),
    (
        "Statement",
        {"occurred_start": NOON, "place": "示例路", "waived": True},
        {"occurred_start", "place"},
    ),
    (
        "SupervisionCheck",
        {"period": "2026年上半年", "findings": "没有问题"},
        {"period", "findings"},
    ),
    ("SupervisionOrder", {"ground": "1", "due_at": LATER}, {"ground", "due_at"}),
    (
        "SupervisionOrder",
        {"ground": "4", "severity": "记录丢失", "due_at": LATER},
        {"ground", "severity", "due_at"},
    ),
    (
        "Hearing",
        {**SPAN, "host": "o1", "clerk": "o2", "minutes": "笔录"},
        {*SPAN, "host", "clerk", "minutes"},
    ),
    (
        "OtherInvestigation",
        {"occurred_start": NOON, "method": "鉴定", "basis": "示例法"},
        {"occurred_start", "method", "basis"},
    ),
    (
        "Refusal",
        {
            "occurred_start": NOON,
            "refuser": "示例人",
            "what": "不开门",
            "reason": "未说明",
            "witness": "无",
        },
        {"occurred_start", "refuser", "what", "reason", "witness"},
    ),
    (
        "EvidencePreservation",
        {"reason": "可能灭失", "subject_matter": "成品", "forms": ("registration",)},
        {"reason", "subject_matter", "forms"},
    ),
    (
        "LegalReview",
        {"reviewers": ("o1",), "opinion": "合法", "suggestion": "无", "verdict": "agree"},
        {"reviewers", "opinion", "suggestion", "verdict"},
    ),
    (
        "ExpertOpinion",
        {"experts": ("示例专家",), "conclusion": "可以", "conflict_declared": "无"},
        {"experts", "conclusion", "conflict_declared"},
    ),
    (
        "Deliberation",
        {
            "occurred_start": NOON,
            "place": "会议室",
            "chair": "示例戊",
            "present": ("示例戊",),
            "opinions": "同意",
            "conclusion": "同意",
        },
        {"occurred_start", "place", "chair", "present", "opinions", "conclusion"},
    ),
    ("Approval", {"matter": "公告送达"}, {"matter"}),
    ("Decision", {"kind": "penalty"}, set()),
    ("Decision", {"kind": "summary_penalty", "place": "示例路"}, {"place"}),
    (
        "Extension",
        {"what": "决定期限", "until": NOON.date(), "reason": "复杂"},
        {"what", "until", "reason"},
    ),
    ("TransferLetter", {"to": "示例出版局", "reason": "无权处罚"}, {"to", "reason"}),
    ("DeliveryReceipt", DIRECT, set(DIRECT) - {"outcome"}),
    (
        "DeliveryReceipt",
        {**SERVED, "method": "direct", "place": "示例路", "outcome": "refused"},
        {"served", "recipient", "method", "place"},
    ),
    ("DeliveryReceipt", MAIL, set(MAIL) - {"outcome"}),
    (
        "DeliveryReceipt",
        {**MAIL, "outcome": "returned", "return_slip": False, "received_at": None}
        | {"return_reason": "查无此人"},
        set(MAIL) - {"return_slip", "received_at", "outcome"} | {"return_reason"},
    ),
    ("DeliveryReceipt", LIEN, set(LIEN) - {"outcome"}),
    ("DeliveryReceipt", ENTRUSTED, set(ENTRUSTED) - {"outcome"}),
    ("DeliveryReceipt", {**ENTRUSTED, "method": "forwarded"}, set(ENTRUSTED) - {"outcome"}),
    ("DeliveryReceipt", PUBLIC, set(PUBLIC) - {"outcome"}),
    ("DeliveryReceipt", ELECTRONIC, set(ELECTRONIC) - {"outcome"}),
    (
        "Performance",
        {**DUE, "overdue_measure": "已催告"},
        {*DUE, "overdue_measure"},
    ),
    ("Performance", {**DUE, "done_at": NOON}, {*DUE, "done_at"}),
    ("Performance", {**DUE, "body": "已经停止"}, {*DUE, "body"}),
    ("RectificationOrder", ORDER, ORDER),
    (
        "RectificationCheck",
        {"order": "x", "checked_at": NOON, "result": "done"},
        {"order", "checked_at", "result"},
    ),
    (
        "RectificationCheck",
        {"order": "x", "checked_at": NOON, "result": "not", "next_measure": "催告"},
        {"order", "checked_at", "result", "next_measure"},
    ),
    (
        "RectificationCheck",
        {"order": "x", "checked_at": NOON, "result": "partly", "next_measure": "继续改正"},
        {"order", "checked_at", "result", "next_measure"},
    ),
    ("Closing", {"outcome": "performed"}, {"outcome"}),
    ("AudioVisual", MEDIA, MEDIA),
    (
        "AudioVisual",
        {"media": True, "kind": "photo", "captured_start": NOON},
        {"media", "kind", "captured_start"},
    ),
    ("AudioVisual", {"unsuitable_reason": "涉及商业秘密"}, {"unsuitable_reason"}),
    (
        "CopyRequest",
        {"applicant": "示例人", "purpose": "诉讼", "scope": "笔录"},
        {"applicant", "purpose", "scope"},
    ),
    (
        "CopyRequest",
        {"applicant": "示例人", "purpose": "诉讼", "scope": "笔录", "handed_over_at": NOON}
        | {"consented_by": "reviewer1", "consented_at": NOON},
        {"applicant", "purpose", "scope", "consented_by", "consented_at"},
    ),
    (
        "Volume",
        {"retention": "30y", "archivist": "archivist1", "archived_at": NOON},
        {"retention", "archivist", "archived_at"},
    ),
    *(
        ("Closing", {"outcome": "performed", **more}, {"outcome", *asked})
        for asked, more in (
            ({"backfill_reason", "occurred_start"}, LATE),
            ({"body"}, {"supersedes": "old", "body": "当事人名称有误"}),
        )
    ),
]
#: proven by a test of its own: what the record or its case may have
OR_CASE = {("Application", "parties")}
#: what makes a record another case of the table when it is left out
CHOOSING = {"backfilled", "supersedes", "waived", "outcome", "mode", "handed_over_at"}


def made(kind, /, **values):
    """Facts of a type, as a draft."""
    if kind == "Complaint":
        return ComplaintFacts(uid="x", type="Complaint", title="示例举报", **values)
    return FACTS[kind](uid="x", title=label("types", kind), **values)


def step_of(kind):
    """The step before which nothing may be missing."""
    if kind == "Complaint":
        return "conclude"
    return "submit" if kind in APPROVED_TYPES else "finalize"


def lack(kind, values):
    return lack_of(made(kind, **values), step_of(kind))


def empty(kind, name):
    """The value of a field that nobody has filled."""
    facts = ComplaintFacts if kind == "Complaint" else FACTS[kind]
    return getattr(facts(uid="x", **({"type": kind} if kind == "Complaint" else {})), name)


ASKED = [
    pytest.param(kind, values, name, id=f"{kind}-{n}-{name}")
    for n, (kind, values, asked) in enumerate(WHOLE)
    for name in sorted(asked)
]


class TestTable:
    @pytest.mark.parametrize(("kind", "values", "_asked"), WHOLE)
    def test_whole(self, kind, values, _asked):
        assert lack(kind, values) is None

    @pytest.mark.parametrize(("kind", "values", "name"), ASKED)
    def test_one_left_out_is_named(self, kind, values, name):
        found = lack(kind, {**values, name: empty(kind, name)})
        words = {each.name for each in entries(kind) if name in each.fields}
        assert any(each in found.message for each in words)
        assert found.message.startswith("第")
        assert found.article in {each.article for each in entries(kind)}

    @pytest.mark.parametrize(("kind", "values", "asked"), WHOLE)
    def test_the_rest_may_be_left_out(self, kind, values, asked):
        for name in set(values) - set(asked) - CHOOSING:
            assert lack(kind, {**values, name: empty(kind, name)}) is None, name

    def test_every_entry_is_proven_by_a_case(self):
        proven = {(kind, name) for kind, _values, asked in WHOLE for name in asked}
        of_all = {each.fields[0] for each in entries("Closing")} - {"outcome"}
        listed = {
            (kind, name)
            for kind in types()
            for each in entries(kind)
            if not each.optional
            for name in each.fields
            if name not in of_all
        }
        # a paper is left behind at a moment, or until one
        assert listed - proven == {("DeliveryReceipt", "occurred_end"), *OR_CASE}
        assert {("Closing", name) for name in of_all} <= proven

    def test_every_type_is_there(self):
        assert set(types()) == {*FACTS, "Complaint"}
        assert {each.portal_type for each in papers().values()} <= {*types(), "PenaltyCase"}
        assert {COMMON, CORRECTION}.isdisjoint(types())

    @pytest.mark.parametrize("kind", types())
    def test_every_field_is_one_of_the_facts(self, kind):
        facts = ComplaintFacts if kind == "Complaint" else FACTS[kind]
        known = {each.name for each in fields(facts)}
        for each in entries(kind):
            used = {*each.fields, *each.only, *each.unless, each.with_field} - {""}
            assert used <= known
            assert each.article in articles()
            if each.columns:
                assert len(each.fields) == 1

    def test_every_value_is_a_token(self):
        known = {token for name in names() for token in vocabulary(name)} | {True}
        for kind in types():
            for each in entries(kind):
                for tokens in (*each.only.values(), *each.unless.values()):
                    assert set(tokens) <= known, (kind, each.name)

    def test_no_key_of_the_table_is_unknown(self):
        keys = {"field", "name", "article", "columns", "optional", "file"}
        keys |= {"only", "unless", "with", "or_case"}
        for kind, row in load("mandatory").items():
            assert set(row) == {"article", "asks"}, kind
            for each in row["asks"]:
                assert set(each) <= keys, (kind, each)


@pytest.mark.parametrize("name", ["tonghua-demo.json", "first-case.json"])
def test_the_papers_of_the_examples_are_whole(name):
    """They were written after the law's own list: what they do without is not asked."""
    lacking = {
        each.uid: str(found.message)
        for case in cases_of(name).values()
        for each in (case, *case.records)
        if isinstance(each, (RecordFacts, ComplaintFacts))
        and (found := lack_of(each, step_of(each.type)))
    }
    assert lacking == {}


class TestSentence:
    def test_one_names_all(self):
        found = lack("Interview", {**SPAN, "relation": "员工", "rights_told": ("recusal",)})
        assert found.article == 11
        assert found.message == (
            "第十一条：《询问笔录》还缺：被询问人、问答、记录人。请补充后再定稿。"
        )

    def test_of_several_articles(self):
        found = lack("Interview", {})
        assert found.article == 11
        assert found.message.startswith("第十条、第十一条：《询问笔录》还缺：开始时间、")

    def test_of_a_chain(self):
        said = lack("Filing", {"clue": "举报"}).message
        assert said == "第八条：《立案审批表》还缺：简要情况。请补充后再提交。"

    def test_of_a_complaint(self):
        said = lack("Complaint", {**COMPLAINT, "conclusion_reason": " "}).message
        assert said == "第八条：投诉举报登记还缺：审查意见和理由。请补充后再作出结论。"

    def test_article_of_the_way_of_service(self):
        assert lack("DeliveryReceipt", {**LIEN, "refusal_reason": ""}).article == 21
        assert lack("DeliveryReceipt", {**MAIL, "voucher": False}).article == 20

    def test_it_can_be_translated_word_by_word(self):
        message = lack("Filing", {}).message
        words = message.mapping["items"]
        assert [each.msgid for each in words.mapping.values()] == ["线索来源和内容", "简要情况"]

    @pytest.mark.parametrize("step", ["endorse", "approve", "send_back", "annul", "supersede"])
    def test_no_other_step_asks(self, step):
        assert lack_of(made("Filing"), step) is None

    @pytest.mark.parametrize("blank", ["", "  ", "\n"])
    def test_blank_text_says_nothing(self, blank):
        assert "简要情况" in lack("Filing", {"clue": "举报", "facts": blank}).message
        assert (
            "专家"
            in lack(
                "ExpertOpinion",
                {"experts": (blank,), "conclusion": "可", "conflict_declared": "无"},
            ).message
        )

    def test_no_is_an_answer_and_no_file_is_none(self):
        assert lack("DeliveryReceipt", {**LIEN, "left_at_residence": False}) is None
        assert "邮寄登记" in lack("DeliveryReceipt", {**MAIL, "register": False}).message


class TestRows:
    REQUEST = {"holder": "示例印刷厂", "due_at": NOON}  # noqa: RUF012

    def rows(self, *rows):
        found = lack("EvidenceRequest", {**self.REQUEST, "rows": rows})
        return found and str(found.message)

    def test_half_a_row(self):
        assert self.rows(CONTRACT, {**CONTRACT, "name": " "}) == (
            "第十一条：《调取证据通知书》的证据清单第2行缺名称。请补充后再定稿。"
        )
        assert "第1行缺名称、份数、原件还是复制件" in self.rows({"source": "示例印刷厂"})

    def test_no_is_an_answer_in_a_row_too(self):
        assert self.rows({**CONTRACT, "original": False}) is None

    def test_half_a_row_beside_a_field(self):
        row = {**CONTRACT, "copies": None}
        found = lack("EvidenceRequest", {"due_at": NOON, "rows": (row,)})
        assert "还缺：证据持有人；证据清单第1行缺份数。" in found.message

    @pytest.mark.parametrize("row", [{}, {"name": "", "copies": None, "original": False}])
    def test_row_that_says_nothing_does_not_count(self, row):
        assert self.rows({**CONTRACT, "copies": 0}, row) is None
        assert self.rows(row) == ("第十一条：《调取证据通知书》还缺：证据清单。请补充后再定稿。")

    def test_list_that_may_come_later(self):
        whole = {"reason": "灭失", "subject_matter": "成品", "forms": ("registration",)}
        found = lack("EvidencePreservation", {**whole, "rows": ({"name": "成品"},)})
        assert found.message == (
            "第十三条：《证据保全（先行登记保存）》的保全物品清单第1行缺数量。请补充后再提交。"
        )


FINALIZE = step("finalize", "06-30 12:00")


class TestGate:
    def test_what_is_missing_comes_before_the_rules(self):
        case = with_records(made("Interview"))
        found = list(refusals(case, OFFICE, LATER, "x", FINALIZE))
        assert [each.rule for each in found] == ["", "OFF-1", "OFF-3", "DOC-SIG"]
        assert found[0].way.kind is Kind.EDIT
        assert found[0].way.subject == "x"

    def test_whole_goes_on_to_the_next_rule(self):
        _kind, values, _asked = next(each for each in WHOLE if each[0] == "Interview")
        case = with_records(made("Interview", **values))
        assert judge(case, OFFICE, LATER, "x", FINALIZE).rule == "OFF-1"

    def test_complaint_at_its_conclusion(self):
        complaint = made("Complaint")
        taken = step("conclude", "06-30 12:00")
        found = judge(complaint, OFFICE, LATER, "x", taken)
        assert (found.rule, found.article, found.way.kind) == ("", 8, Kind.EDIT)
        assert judge(replace(complaint, **COMPLAINT), OFFICE, LATER, "x", taken) is None

    def test_an_application_names_who_asks_or_its_case_does(self):
        _kind, values, _asked = next(each for each in WHOLE if each[0] == "Application")
        nobody = replace(CASE, records=(made("Application", **values),), parties=())
        (found,) = (
            each for each in refusals(nobody, OFFICE, LATER, "x", FINALIZE) if each.rule == ""
        )
        assert found.message == "第七条：《申请登记》还缺：申请人。请补充后再定稿。"
        for named in (
            replace(nobody, parties=CASE.parties),
            replace(nobody, records=(made("Application", **values, parties=("p",)),)),
        ):
            assert all(r.rule for r in refusals(named, OFFICE, LATER, "x", FINALIZE))

    @pytest.mark.parametrize("kind", ["SceneInspection", "Sampling", "Hearing"])
    @pytest.mark.parametrize("name", ["occurred_start", "occurred_end"])
    def test_recording_is_asked_for_once_it_is_known_from_when(self, kind, name):
        """AV-12 asks for the times too: what is missing says it first, and alone."""
        _kind, values, _asked = next(each for each in WHOLE if each[0] == kind)
        whole = with_records(made(kind, **values))
        assert "AV-12" in [r.rule for r in refusals(whole, OFFICE, LATER, "x", FINALIZE)]
        case = with_records(made(kind, **{**values, name: None}))
        found = list(refusals(case, OFFICE, LATER, "x", FINALIZE))
        assert found[0].rule == ""
        assert "时间" in found[0].message
        assert "AV-12" not in [each.rule for each in found]

    def test_next_step_is_to_complete_it(self):
        scene = draft(SCENE, situation="")
        found, *_rest = next_steps(
            replace(CASE, records=(scene,), officers=OFFICERS),
            OFFICE,
            LATER,
            [Part.HANDLER],
            {"SceneInspection"},
        )
        assert (found.act.kind, found.act.subject) == (Kind.EDIT, "scene")
        assert found.title == "补充《现场检查（勘验）笔录》"
        assert re.match("第十一条：《现场检查笔录》还缺：.*检查（勘验）情况。", found.why)


def test_types_that_are_recorded_have_their_times_asked():
    for kind in (SCENE, Sampling(uid="s"), Hearing(uid="h"), Interview(uid="i")):
        asked = {name for each in entries(kind.type) for name in each.fields}
        assert {"occurred_start", "occurred_end"} <= asked
