"""What legal staff hear about a template before it is used."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from tonghua.records.papers.check import check, placeholders

KEYS = (
    "delivery_receipt",
    "filing_approval",
    "internal_approval",
    "penalty_decision",
    "prior_notice",
    "scene_inspection",
)
SAMPLE = {
    "case": {"number": "〔2026〕3号", "title": "示例案"},
    "officers": [{"name": "示例甲", "certificate_number": "SL1"}],
    "record": {"facts": "事实", "decided_at": "2026-05-15T16:30:00+08:00", "empty": []},
    "signatures": [],
    "places": [],
}


def docx(*paragraphs: str, header: str = "", cell: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("key", KEYS)
def test_the_offices_templates_are_without_fault(key, template, sample):
    assert check(template(key), sample(key)) == []


class TestPlaceholders:
    def test_in_order_with_loops_unrolled(self):
        data = docx(
            "{{ case.number }}",
            "{%p for o in officers %}",
            "{{ o.name }} {{ o.certificate_number|blank }}",
            "{%p endfor %}",
            "{{ record.decided_at|day }}{{ case.number }}",
            header="{{ case.title }}",
        )
        assert placeholders(data) == [
            "case.number",
            "officers",
            "officers[].name",
            "officers[].certificate_number",
            "record.decided_at",
            "case.title",
        ]


class TestCheck:
    @pytest.mark.parametrize(
        ("text", "placeholder", "message"),
        [
            ("{{ case.numbr }}", "case.numbr", "没有“case.numbr”这一项，是不是“case.number”？"),
            ("{{ cas.number }}", "cas", "没有“cas”这一项，是不是“case”？"),
            ("{{ xyz }}", "xyz", "没有“xyz”这一项，请核对写法。"),
            (
                "{{ case.number.old }}",
                "case.number.old",
                "没有“case.number.old”这一项，请核对写法。",
            ),
            ("{{ record.decided_at|dya }}", "dya", "没有“dya”这个过滤器，是不是“day”？"),
            ("{{ record.facts|otherwise(case.titel) }}", "case.titel", "是不是“case.title”？"),
            ("{{ sign.oficer }}", "sign.oficer", "是不是“sign.officer”？"),
            (
                "{% for o in officers %}{{ o.nam }}{% endfor %}",
                "officers[].nam",
                "“officers[].name”",
            ),
            ("{% for o in record.facts %}{{ o }}{% endfor %}", "record.facts", "不是列表"),
            ("｛｛ case.number ｝｝", "｛｛ case.number ｝｝", "半角花括号"),
            ("{ case.number }", "{ case.number }", "半角花括号"),
            ("{{ case.number }", "", "花括号是否成对"),
            ("{{ case number }}", "", "花括号是否成对"),
            ("{% for o in officers %}", "", "没有结束"),
            ("{% endfor %}", "", "没有与它对应的循环"),
            ("{% foreach o in officers %}", "", "不认识的标记"),
            ("{{ ''.upper }}", "upper", "前面不是数据"),
            ("{{ (record.facts|otherwise('x')).upper }}", "upper", "前面不是数据"),
        ],
    )
    def test_a_fault_is_named_with_its_paragraph(self, text, placeholder, message):
        (problem,) = check(docx("第一段", text), SAMPLE)
        assert problem.paragraph == text
        assert problem.placeholder == placeholder
        assert message in problem.message

    def test_all_faults_are_found_in_body_cell_and_header(self):
        data = docx("{{ a }}", "{{ b }}{{ c }}", header="{{ d }}", cell="{{ e }}")
        assert [problem.placeholder for problem in check(data, SAMPLE)] == ["a", "b", "c", "e", "d"]

    def test_a_branch_that_the_sample_does_not_take_is_judged_as_well(self):
        (problem,) = check(docx("{% if record.empty %}{{ record.fact }}{% endif %}"), SAMPLE)
        assert problem.placeholder == "record.fact"

    def test_names_over_an_empty_list_are_not_judged(self):
        assert check(docx("{% for x in record.empty %}{{ x.any }}{% endfor %}"), SAMPLE) == []

    def test_an_unsafe_file_is_one_problem_without_a_paragraph(self):
        (problem,) = check(b"no zip", SAMPLE)
        assert str(problem) == "文件不是 Word 文档（DOCX），请重新上传。"
