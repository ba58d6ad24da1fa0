"""Each paper of the catalogue: the office's template is there, without fault, and prints."""

from __future__ import annotations

from io import BytesIO

import pytest
from case_steps import DAY, content
from office_staff import USERS

from tonghua.records.core.papers import papers
from tonghua.records.papers.check import check, placeholders
from tonghua.records.papers.render import render
from tonghua.records.testing import TEMPLATES

KEYS = tuple(papers())
#: signed for on the receipt that goes with it, not on the paper itself
SERVED = {"penalty_decision"}
OFFICE = "示例地方志办公室"
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def template(key):
    return (TEMPLATES / f"{key}.docx").read_bytes()


def words(data):
    from docx import Document

    document = Document(BytesIO(data))
    headers = [section.header._element for section in document.sections]
    parts = [document.element.body, *headers]
    runs = [run.text or "" for part in parts for run in part.iter(TEXT)]
    return "".join("".join(runs).split())


def emptied(value):
    """A value as it is before anybody has written anything."""
    if isinstance(value, dict):
        return {name: emptied(each) for name, each in value.items()}
    return [] if isinstance(value, list) else ""


def printed(record):
    """The words of the paper that a record prints now."""
    from tonghua.records.papers.versions import make_version

    return words(make_version(record, ("docx",)).file("docx").data)


def test_the_office_has_a_template_of_every_paper_and_no_other():
    assert {path.stem for path in TEMPLATES.glob("*.docx")} == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_whoever_signs_has_room_on_the_paper(key):
    named = set(placeholders(template(key)))
    places = [place for place in papers()[key].places if key not in SERVED]
    assert {f"sign.{place.capacity}" for place in places} <= named


def test_every_template_is_without_fault_and_prints_full_and_empty(site):
    from tonghua.records.papers.samples import sample_context

    for key in KEYS:
        sample = sample_context(key)
        assert check(template(key), sample) == [], key
        assert "草稿" in words(render(template(key), sample)), key
        parts = ("record", "case", "chain", "bases", "signatures")
        empty = {**sample, **{name: emptied(sample[name]) for name in parts}}
        said = words(render(template(key), empty))
        assert "{{" not in said, key
        assert "{%" not in said, key


class TestRecords:
    """Papers of real records, made by the product."""

    @pytest.fixture
    def make(self, site, case):
        """Put a record into the case, with values as its forms would leave them."""
        from plone import api
        from plone.dexterity.utils import createContentInContainer

        held = content(site, case["url"])
        with api.env.adopt_roles(["Manager"]):
            yield lambda portal_type, **values: createContentInContainer(
                held, portal_type, checkConstraints=False, **{"title": "（示例）记录", **values}
            )

    @pytest.fixture
    def officer(self, site, case):
        """A relation to the office's first officer."""
        from z3c.relationfield import RelationValue
        from zope.component import getUtility
        from zope.intid.interfaces import IIntIds

        found = content(site, case["officers"][0])
        return lambda: RelationValue(getUtility(IIntIds).getId(found))

    def test_a_draft_with_nothing_in_it_prints(self, make):
        for key, paper in papers().items():
            chosen = {name: tokens[0] for name, tokens in paper.only.items()}
            assert OFFICE in printed(make(paper.portal_type, **chosen)), key

    def test_tokens_in_rows_are_printed_by_their_labels(self, make):
        rows = [
            {"name": "示例样书", "kind": "physical", "copies": 2, "original": True},
            {"name": "示例合同", "kind": "documentary", "copies": 1, "original": False},
        ]
        said = printed(make("EvidenceRequest", holder="示例公司", rows=rows))
        assert "1示例样书物证2是" in said
        assert "2示例合同书证1否" in said

    def test_questions_and_answers_stand_one_after_another(self, make):
        said = printed(
            make("Interview", questions=[{"question": "是谁？", "answer": "示例人。\n本人。"}])
        )
        assert "问：是谁？答：示例人。本人。" in said
        assert "以上笔录我已看过（已向我宣读），与我所说的一致。" in said

    def test_officers_beside_the_record_are_named_with_their_certificates(self, make, officer):
        hearing = make("Hearing", host=officer(), public=True)
        assert "主持人示例甲" in printed(hearing)
        assert content_number(officer) in printed(hearing)
        review = make("LegalReview", reviewers=[officer()], verdict="amend")
        said = printed(review)
        assert "示例甲执法证号" in said
        assert "修改后再审" in said

    def test_people_are_printed_by_their_names(self, make):
        said = printed(make("Volume", archivist="archivist1", retention="30y", pages=12))
        assert f"档案管理员{USERS['archivist1'][0]}" in said
        assert "定期30年" in said

    def test_lines_are_numbered(self, make):
        said = printed(
            make("ApplicationNotice", outcome="supplement", supplement_items=["示例甲件", "乙件"])
        )
        assert "1．示例甲件" in said
        assert "2．乙件" in said


def content_number(officer):
    """The certificate number of the officer that a relation names."""
    return officer().to_object.certificate_number


def test_the_informant_is_told_by_a_notice_to_him(rest, site, office):
    from plone import api
    from plone.dexterity.utils import createContentInContainer

    complaint = rest("handler1").made(
        "complaints",
        {
            "@type": "Complaint",
            "title": "（示例）反映编印村史",
            "channel": "letter",
            "real_name": True,
            "informant": "示例举报人",
            "contact": "示例电话",
            "content": "反映编印村史。",
            "received_at": f"{DAY}T10:00:00+08:00",
            "examiner": "handler2",
        },
    )
    with api.env.adopt_roles(["Manager"]):
        notice = createContentInContainer(
            content(site, complaint),
            "ApplicationNotice",
            checkConstraints=False,
            title="（示例）告知",
            outcome="not_filed",
            reasons="不属于本机关职权。",
        )
        said = printed(notice)
    assert "不予立案告知书" in said
    assert "（示例）反映编印村史" in said
    assert "不属于本机关职权。" in said
    assert USERS["handler2"][0] in said
    assert "示例举报人：" in said
