"""What stands in an attached DOCX is found, by whoever may view what it is attached to."""

import io
import zipfile

import pytest
from case_steps import file_of, inspection, receipt_body
from docx import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY, CELL, HEADER = "鹧鸪", "砗磲", "氤氲"


def docx(body="", cell="", header=""):
    """A DOCX with words in a sentence, in a table and in the header."""
    document = Document()
    document.add_paragraph(f"兹委托贵单位代为送达{body}等文书各一份。")
    document.add_table(rows=1, cols=1).cell(0, 0).text = f"附件：{cell}清单"
    document.sections[0].header.paragraphs[0].text = f"某某{header}办公室"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb():
    """A DOCX that unpacks to far more than it is."""
    out = io.BytesIO(docx(body="旖旎"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/bomb.xml", b"\0" * (30 * 1024 * 1024))
    return out.getvalue()


def attached(rest, case, data, name="委托函.docx"):
    """A receipt with a letter; its URL."""
    body = receipt_body(case, [inspection(rest, case)], method="entrusted", agency="示例机关")
    body["letter"] = file_of(data, name, DOCX)
    return rest("handler1").made(case["url"], body)


def found(rest, words, who="handler1"):
    answer = rest(who).get("@search", SearchableText=words)
    assert answer.status_code == 200, answer.text
    return [each["@id"] for each in answer.json()["items"]]


@pytest.mark.parametrize("words", [BODY, CELL, HEADER, "委托贵单位"])
def test_words_of_every_place_are_found(rest, case, words):
    made = attached(rest, case, docx(BODY, CELL, HEADER))
    assert found(rest, words) == [made]


def test_by_whoever_may_view_it_and_by_nobody_else(rest, case):
    made = attached(rest, case, docx(BODY))
    assert found(rest, BODY, "supervisor1") == [made]
    for who in ("handler3", "siteadmin1", None):
        assert found(rest, BODY, who) == []
    body = {"level": "privacy", "reason": "涉及个人隐私。"}
    assert rest("handler1").post(f"{made}/@confidentiality", body).status_code == 200
    assert found(rest, BODY, "supervisor1") == []
    assert found(rest, BODY) == [made]


def test_another_file_in_its_place(rest, case):
    made = attached(rest, case, docx(BODY))
    answer = rest("handler1").patch(made, {"letter": file_of(docx(CELL), "另.docx", DOCX)})
    assert answer.status_code == 204, answer.text
    assert found(rest, BODY) == []
    assert found(rest, CELL) == [made]


@pytest.mark.parametrize(
    "data", [bomb(), b"PK\x03\x04 broken", docx()[:900]], ids=["bomb", "broken", "cut off"]
)
def test_a_hostile_file_is_kept_and_has_no_words(rest, case, data):
    made = attached(rest, case, data)
    assert made in found(rest, "送达回证")
    assert found(rest, "旖旎") == []


def test_rows_of_a_table_are_found(rest, case):
    body = {
        "@type": "Interview",
        "title": "（示例）询问笔录",
        "interviewee": case["party"],
        "questions": [{"question": "年鉴由谁编纂？", "answer": f"由{BODY}公司编纂。"}],
    }
    made = rest("handler1").made(case["url"], body)
    assert found(rest, BODY) == [made]


def test_what_a_paper_prints_of_others_is_found_at_the_others_alone(rest, case):
    """It may print what not every reader of the record may know (article 8: who complained)."""
    scene = inspection(rest, case)
    assert rest("handler1").post(f"{scene}/@paper", {"formats": ["docx"]}).status_code == 201
    rest("handler1").patch(scene, {"situation": "改过的记载。"})
    assert scene in found(rest, "改过的记载")
    assert scene not in found(rest, "SL-T-001")


def test_templates_do_not_crowd_the_search(rest, case, manager):
    assert manager.get("templates/scene_inspection").json()["docx_file"]
    assert not [each for each in found(rest, "当事人", "siteadmin1") if "/templates/" in each]


class TestTransform:
    """The site knows it as it knows its own, so a plain file is found too."""

    def test_of_a_plain_file(self, site, rest, manager):
        import transaction
        from plone import api
        from plone.namedfile.file import NamedBlobFile

        with api.env.adopt_roles(["Manager"]):
            file = NamedBlobFile(data=docx(BODY), contentType=DOCX, filename="说明.docx")
            site.portal_types["File"].global_allow = True
            made = api.content.create(container=site, type="File", title="说明", file=file)
            transaction.commit()
        words = manager.get("@search", SearchableText=BODY).json()["items"]
        assert [each["@id"] for each in words] == [made.absolute_url()]

    def test_goes_with_the_product(self, site):
        from plone import api

        with api.env.adopt_roles(["Manager"]):
            transforms = api.portal.get_tool("portal_transforms")
            assert str(transforms.convertTo("text/plain", docx(BODY), mimetype=DOCX)).count(BODY)
            setup = api.portal.get_tool("portal_setup")
            setup.runAllImportStepsFromProfile("profile-tonghua.records:uninstall")
            assert transforms.convertTo("text/plain", docx(BODY), mimetype=DOCX) is None
            setup.runAllImportStepsFromProfile("profile-tonghua.records:uninstall")
