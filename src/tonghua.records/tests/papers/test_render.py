"""Templates and values in, DOCX out."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from tonghua.records.papers.render import TemplateProblem, render

KEYS = (
    "delivery_receipt",
    "filing_approval",
    "internal_approval",
    "penalty_decision",
    "prior_notice",
    "scene_inspection",
)
CONTEXT = {"party": {"name": "甲", "items": ["一", "二"], "rows": [{"copy": "三"}]}, "text": "文"}


def docx(*paragraphs: str) -> bytes:
    """A template of these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def words(data: bytes) -> str:
    """All text of body, headers and footers, without white space."""
    document = Document(BytesIO(data))
    section = document.sections[0]
    parts = [document.element.body, section.header._element, section.footer._element]
    return "".join("".join(node.itertext(qn("w:t"))) for node in parts).translate(
        {ord(char): None for char in " \n　"}
    )


def changed(data: bytes, **parts: str | bytes) -> bytes:
    """A package with parts replaced or added; `__` in a name stands for `/`."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        named = {
            name.replace("__", "/").replace("_DOT_", "."): body for name, body in parts.items()
        }
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, body in named.items():
            new.writestr(name, body)
    return out.getvalue()


class TestText:
    @pytest.mark.parametrize(
        "name",
        [
            "A & B <w:p>",
            "</w:t></w:r></w:p>",
            "“示例”公司 & 'C'",
            "{{ text }}",
            "{% for x in y %}",
            "喆堃镕翀𠮷",
            " 前后  空格 ",
        ],
    )
    def test_it_prints_literally(self, name):
        made = render(docx("当事人：{{ party.name }}。"), {**CONTEXT, "party": {"name": name}})
        assert lines(made) == [f"当事人：{name}。"]

    def test_a_line_end_makes_a_paragraph_of_the_same_form(self):
        document = Document()
        paragraph = document.add_paragraph("经查：")
        paragraph.paragraph_format.first_line_indent = Pt(32)
        run = paragraph.add_run("{{ text }}")
        run.bold = True
        paragraph.add_run("（完）")
        made = Document(BytesIO(render(saved(document), {"text": "一\r\n二\n三\n"})))
        assert [each.text for each in made.paragraphs] == ["经查：一", "二", "三（完）"]
        assert {each.paragraph_format.first_line_indent for each in made.paragraphs} == {Pt(32)}
        assert [each.runs[0].bold for each in made.paragraphs[1:]] == [True, True]

    def test_a_cell_whose_loop_prints_nothing_keeps_a_paragraph(self):
        document = Document()
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "{%p for r in rows %}"
        cell.add_paragraph("{{ r.n }}")
        cell.add_paragraph("{%p endfor %}")
        (table,) = Document(BytesIO(render(saved(document), {"rows": []}))).tables
        assert [paragraph.text for paragraph in table.cell(0, 0).paragraphs] == [""]
        assert len(table.cell(0, 0)._tc.p_lst) == 1

    def test_a_tab_stays_a_tab(self):
        assert lines(render(docx("{{ text }}"), {"text": "一\t二"})) == ["一\t二"]

    def test_characters_that_xml_cannot_carry_are_dropped(self):
        assert lines(render(docx("{{ text }}"), {"text": "一\x00\x08\ufffe二"})) == ["一二"]

    @pytest.mark.parametrize(
        ("value", "text"),
        [(None, ""), (True, "是"), (False, "否"), (["甲", "乙"], "甲、乙"), (3, "3")],
    )
    def test_plain_values(self, value, text):
        assert lines(render(docx("[{{ text }}]"), {"text": value})) == [f"[{text}]"]

    def test_names_of_dictionary_methods_are_data(self):
        template = docx(
            "{{ party.items }}", "{%p for r in party.rows %}", "{{ r.copy }}", "{%p endfor %}"
        )
        assert lines(render(template, CONTEXT)) == ["一、二", "三"]

    def test_a_placeholder_that_word_has_split_into_runs_still_works(self):
        document = Document()
        paragraph = document.add_paragraph()
        for piece in ("{", "{ par", "ty.na", "me }", "}"):
            paragraph.add_run(piece)
        assert lines(render(saved(document), CONTEXT)) == ["甲"]


class TestSandbox:
    @pytest.mark.parametrize(
        "hostile",
        [
            "{{ party.__class__ }}",
            "{{ party._values }}",
            "{{ ''.__class__.__mro__ }}",
            "{{ text.upper() }}",
            "{{ range(1000000000) }}",
            "{{ 9**9**9 }}",
            "{{ 'x' * 1000000000 }}",
            "{{ text|safe }}",
            "{{ text|attr('__class__') }}",
            "{{ text|xmlattr }}",
            "{% set x = 1 %}",
            "{% include 'x' %}",
            "{% import 'x' as y %}",
            "{% extends 'x' %}",
            "{% macro m() %}{% endmacro %}",
            "{% autoescape false %}{{ text }}{% endautoescape %}",
            "{% for c in text %}{{ c }}{% endfor %}",
            "{% for a in party.rows recursive %}{{ loop(a) }}{% endfor %}",
            "{{ self }}",
            "{{ cycler }}",
        ],
    )
    def test_it_refuses_everything_but_placeholders_and_loops(self, hostile):
        with pytest.raises(TemplateProblem) as refusal:
            render(docx(hostile), CONTEXT)
        assert "段落“" in str(refusal.value)


class TestProblems:
    def test_an_unknown_placeholder_is_named_with_its_paragraph_and_its_neighbour(self):
        with pytest.raises(TemplateProblem) as refusal:
            render(docx("名称：{{ party.name }}", "地址：{{ party.nmae }}"), CONTEXT)
        (problem,) = refusal.value.problems
        assert problem.placeholder == "party.nmae"
        assert problem.paragraph == "地址：{{ party.nmae }}"
        assert problem.message == "没有“party.nmae”这一项，是不是“party.name”？"

    def test_a_value_that_a_filter_cannot_read_is_named_with_its_paragraph(self):
        with pytest.raises(TemplateProblem, match=r"段落“日期：.*“文”不是日期"):
            render(docx("甲", "日期：{{ text|day }}"), CONTEXT)

    def test_a_group_is_not_printed(self):
        with pytest.raises(TemplateProblem, match="一组内容"):
            render(docx("{{ party }}"), CONTEXT)

    def test_a_loop_that_breaks_the_document_is_refused(self):
        with pytest.raises(TemplateProblem, match=r"段落“{% for r .*循环标记的位置不对"):
            render(docx("一", "{%p for r in party.rows %}", "二{% endfor %}三"), CONTEXT)

    def test_a_loop_from_paragraph_to_paragraph_is_none(self):
        rows = {"party": {"rows": [{"n": 1}, {"n": 2}]}}
        made = render(docx("甲{% for r in party.rows %}{{ r.n }}", "{% endfor %}乙"), rows)
        assert lines(made) == ["甲1", "2", "乙"]


OPENXML = "http://schemas.openxmlformats.org"
ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
HIDDEN = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'
REMOTE = (
    f'<Relationships xmlns="{OPENXML}/package/2006/relationships"><Relationship Id="a"'
    ' Type="x/attachedTemplate" Target="http://example.com/t.dotm" TargetMode="External"/>'
    "</Relationships>"
)
INCLUDE = (
    f'<w:p xmlns:w="{OPENXML}/wordprocessingml/2006/main"><w:instrText> INCLUDE</w:instrText>'
    '<w:instrText>TEXT "/etc/passwd"</w:instrText></w:p>'
)


class TestPackage:
    GOOD = docx("{{ text }}")

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "不是 Word 文档"),
            (b"{{ text }}", "不是 Word 文档"),
            (GOOD[:200], "不是 Word 文档"),
            (changed(GOOD, word__vbaProject_DOT_bin=b"x"), "宏"),
            (changed(GOOD, word__activeX__a_DOT_xml="<a/>"), "宏"),
            (changed(GOOD, word__x_DOT_xml=ENTITY), "DOCTYPE"),
            (changed(GOOD, word__x_DOT_xml=HIDDEN.encode("utf-16")), "DOCTYPE"),
            (changed(GOOD, word___rels__x_DOT_xml_DOT_rels=REMOTE), "外部内容"),
            (changed(GOOD, word__x_DOT_xml=INCLUDE), "INCLUDETEXT"),
            (changed(GOOD, word__x_DOT_bin=bytes(51 * 1024 * 1024)), "50 MB"),
            (changed(GOOD, word__document_DOT_xml="<broken"), "已损坏"),
        ],
        ids=lambda value: value if isinstance(value, str) else "file",
    )
    def test_an_unsafe_file_is_refused(self, data, reason):
        with pytest.raises(TemplateProblem, match=reason):
            render(data, CONTEXT)

    def test_a_hyperlink_may_lead_outside(self):
        document = Document()
        document.add_paragraph("{{ text }}")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        document.part.relate_to("http://example.com/", kind, is_external=True)
        assert lines(render(saved(document), CONTEXT)) == ["文"]


class TestSigning:
    def make(self, template, context, images=None):
        return lines(render(docx(template), context, images))

    def test_unsigned_places_leave_room_for_each(self):
        places = [{"capacity": "officer", "label": "执法人员", "count": 2}]
        printed = self.make("签名：{{ sign.officer }}", {"signatures": [], "places": places})
        assert len(printed) == 2
        assert all(line.rstrip().endswith("年　　月　　日") for line in printed)

    def test_a_refusal_says_why_and_who_saw_it(self):
        refused = {
            "name": "示例人A",
            "capacity": "party",
            "mode": "refused",
            "at": "2026-05-18T15:30:00+08:00",
            "refusal_reason": "认为罚款过高",
            "witness": "示例D",
            "image": None,
        }
        printed = self.make("{{ sign.party }}", {"signatures": [refused], "places": []})
        assert printed == ["示例人A拒绝签名：认为罚款过高（见证人：示例D）　2026年5月18日"]

    def test_the_chain_signs_where_no_signature_was_given(self):
        chain = {
            "handler": {"opinion": "建议立案", "name": "示例甲", "at": "2026-03-04T09:30:00+08:00"}
        }
        context = {"signatures": [], "places": [], "chain": chain}
        assert self.make("{{ sign.handler }}", context) == ["示例甲　2026年3月4日"]

    def test_a_picture_is_twelve_millimetres_high(self, template, sample, images):
        made = render(template("filing_approval"), sample("filing_approval"), images)
        shapes = Document(BytesIO(made)).inline_shapes
        assert len(shapes) == 4
        assert {round(shape.height.mm) for shape in shapes} == {12}

    def test_a_picture_that_is_not_there_is_refused(self, template, sample):
        with pytest.raises(TemplateProblem, match=r"签名图片“sign-01\.png”"):
            render(template("filing_approval"), sample("filing_approval"))


class TestOffice:
    """The office's own templates with the first case's values."""

    @pytest.mark.parametrize("key", KEYS)
    def test_every_text_of_the_record_is_on_paper(self, key, template, sample, images):
        context = sample(key)
        text = words(render(template(key), context, images))
        texts = "facts evidence reasons basis discretion content performance remedies clue proposed"
        texts += " situation inspected matter handler_opinion reviewer_opinion approver_opinion"
        for field in texts.split():
            assert "".join(context["record"].get(field, "").split()) in text, field
        assert context["parties"][0]["name"] in text or key == "delivery_receipt"
        assert context["office"]["name"] in text

    @pytest.mark.parametrize("key", KEYS)
    def test_the_same_values_give_the_same_bytes(self, key, template, sample, images):
        first = render(template(key), sample(key), images)
        assert first == render(template(key), sample(key), images)

    @pytest.mark.parametrize("key", KEYS)
    def test_a_draft_says_so_on_every_page(self, key, template, sample, images):
        context = sample(key)
        assert "草稿" not in words(render(template(key), context, images))
        context["paper"]["draft"] = True
        assert "草稿" in words(render(template(key), context, images))

    @pytest.mark.parametrize("key", KEYS)
    def test_an_empty_draft_prints(self, key, template, sample):
        context = sample(key)
        context["signatures"] = []
        context["chain"] = {
            part: {"opinion": "", "name": "", "at": ""} for part in context["chain"]
        }
        for name, value in context["record"].items():
            context["record"][name] = [] if isinstance(value, list) else ""
        context["case"] |= {"number": "", "handlers": []}
        assert context["office"]["name"] in words(render(template(key), context))

    def test_two_parties_and_three_officers_are_all_named(self, template, sample, images):
        context = sample("scene_inspection")
        context["parties"].append({**context["parties"][0], "name": "示例印刷厂"})
        context["officers"].append({**context["officers"][0], "name": "示例癸（何静）"})
        text = words(render(template("scene_inspection"), context, images))
        assert "示例印刷厂" in text
        assert "示例癸（何静）" in text
        assert "检查人员共3人" in text

    def test_a_service_by_public_notice_names_its_media(self, template, sample, images):
        context = sample("delivery_receipt")
        context["record"]["media"] = [
            {"medium": "示例日报", "posted_at": "2026-04-01T00:00:00+08:00", "evidence": ""}
        ]
        text = words(render(template("delivery_receipt"), context, images))
        assert "载体：示例日报发出：2026年4月1日" in text
