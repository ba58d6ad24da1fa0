"""The corpus of hostile templates: each is refused with a sentence, and nothing else happens."""

from __future__ import annotations

from io import BytesIO

import pytest
from case_steps import file_of, inspection, refused
from docx import Document
from hostile.files import FILES, GOOD
from hostile.writings import RUNAWAYS, WRITINGS

from tonghua.records.papers.budget import Budget
from tonghua.records.papers.check import check
from tonghua.records.papers.render import TemplateProblem, render

ADDRESS = "templates/scene_inspection"
SAMPLE = {
    "case": {"number": "〔2026〕3号", "title": "示例案"},
    "record": {"facts": "事实", "rows": [{"name": "示例"}], "names": ["示例"]},
    "signatures": [],
    "places": [],
}


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def is_chinese(sentence: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in sentence)


class TestRenderer:
    def test_the_file_that_they_are_made_of_is_good(self):
        assert check(GOOD, SAMPLE) == []
        assert texts(render(GOOD, SAMPLE)) == ["〔2026〕3号"]

    @pytest.mark.parametrize("name", FILES)
    def test_file(self, name):
        data, words = FILES[name]
        found = check(data, SAMPLE)
        assert len(found) == 1
        assert words in str(found[0])
        with pytest.raises(TemplateProblem, match=r"。$"):
            render(data, SAMPLE)

    @pytest.mark.parametrize("name", WRITINGS)
    def test_writing(self, name):
        paragraphs, words = WRITINGS[name]
        data = docx("第一段", *paragraphs)
        with pytest.raises(TemplateProblem) as refusal:
            render(data, SAMPLE)
        said = [str(problem) for problem in refusal.value.problems]
        assert words in "".join(said)
        assert all(is_chinese(each) for each in said)
        assert len(said) <= 101

    @pytest.mark.parametrize("name", RUNAWAYS)
    def test_runaway(self, name):
        paragraphs, words = RUNAWAYS[name]
        data = docx(*paragraphs)
        assert check(data, SAMPLE) == []
        rows = [{"name": f"示例{n}"} for n in range(2000)]
        names = [row["name"] for row in rows]
        long = {**SAMPLE, "record": {"facts": "事" * 30_000, "rows": rows, "names": names}}
        with pytest.raises(TemplateProblem, match=words):
            render(data, long)

    def test_a_long_list_is_no_runaway(self):
        rows = [{"name": f"示例{n}"} for n in range(2000)]
        data = docx("{%p for a in record.rows %}", "{{ a.name }}", "{%p endfor %}")
        made = texts(render(data, {**SAMPLE, "record": {"rows": rows}}))
        assert (len(made), made[-1]) == (2000, "示例1999")

    def test_what_a_value_says_is_not_run(self):
        said = "A & B <w:p> {{ case.title }} {% for r in record.rows %} {_{ x }_} ${x}"
        made = render(docx("{{ record.facts }}"), {**SAMPLE, "record": {"facts": said}})
        assert texts(made) == [said]


class TestSite:
    def test_every_one_is_refused_and_the_site_stays_as_it_was(self, rest, site):
        admin = rest("siteadmin1")
        before = admin.get(ADDRESS).json()["docx_file"]
        broken = {name: data for name, (data, _words) in FILES.items() if data}
        broken |= {name: docx(*said) for name, (said, _words) in WRITINGS.items()}
        wrong = {}
        for name, data in broken.items():
            answer = admin.patch(ADDRESS, {"docx_file": file_of(data, "a.docx")})
            if answer.status_code != 400 or "第十八条" not in answer.json()["message"]:
                wrong[name] = answer.text
        assert wrong == {}
        assert admin.get(ADDRESS).json()["docx_file"] == before

    def test_a_runaway_is_refused_when_it_prints(self, rest, case, monkeypatch):
        said = "{% for a in parties %}{% for b in parties %}{{ a.name }}{% endfor %}{% endfor %}"
        answer = rest("siteadmin1").patch(ADDRESS, {"docx_file": file_of(docx(said), "a.docx")})
        assert answer.status_code == 204, answer.text
        scene = inspection(rest, case)
        monkeypatch.setattr("tonghua.records.papers.template.Budget", lambda: Budget(rows=1))
        answer = rest("handler1").post(f"{scene}/@paper", {"formats": ["docx"]})
        refused(answer, article=18, words=("超过", "行"))
