"""A template is its DOCX: asked for and checked by the same rule in the form and over REST."""

import pytest
from case_steps import file_of
from page_forms import add, error_of, fill, made, press

NAME = "（示例）模板"
ASKED = "第十八条：请上传 DOCX 格式的模板文件"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def docx(site):
    return site["templates"]["prior_notice"].docx_file.data


@pytest.fixture
def url(site):
    return site["templates"]["prior_notice"].absolute_url()


class TestRest:
    def test_new_template_needs_its_file(self, rest):
        answer = rest("siteadmin1").post("templates", {"@type": "DocumentTemplate", "title": NAME})
        assert answer.status_code == 400
        assert ASKED in answer.json()["message"]

    def test_new_template_with_its_file(self, rest, docx):
        body = {
            "@type": "DocumentTemplate",
            "title": NAME,
            "docx_file": file_of(docx, "a.docx", KIND),
        }
        url = rest("siteadmin1").made("templates", body)
        assert rest("siteadmin1").get(url).json()["docx_file"]["filename"] == "a.docx"

    def test_title_alone_is_changed(self, rest, url):
        assert rest("siteadmin1").patch(url, {"title": NAME}).status_code == 204
        assert rest("siteadmin1").get(url).json()["title"] == NAME

    def test_file_is_not_taken_away(self, rest, url):
        answer = rest("siteadmin1").patch(url, {"docx_file": None})
        assert answer.status_code == 400
        assert ASKED in answer.json()["message"]

    def test_broken_file(self, rest, url):
        answer = rest("siteadmin1").patch(url, {"docx_file": file_of(b"text", "a.docx", KIND)})
        assert answer.status_code == 400
        assert "第十八条：模板不能使用" in answer.json()["message"]


class TestForm:
    def test_new_template_needs_its_file(self, stage, site):
        admin = stage.browser("siteadmin1")
        add(admin, f"{site.absolute_url()}/templates", "DocumentTemplate", title=NAME)
        assert ASKED in error_of(admin)

    def test_new_template_with_its_file(self, stage, site, docx):
        admin = stage.browser("siteadmin1")
        file = (docx, "a.docx")
        made(
            admin,
            f"{site.absolute_url()}/templates",
            "DocumentTemplate",
            title=NAME,
            docx_file=file,
        )
        assert "a.docx" in admin.contents

    def test_title_alone_is_changed(self, stage, url):
        admin = stage.browser("siteadmin1", f"{url}/edit")
        fill(admin, title=NAME)
        press(admin, "save")
        assert not error_of(admin)
        assert NAME in admin.contents
