"""What the program brings, and what the office made of it: previewed, compared, decided."""

import io
import shutil
from collections import OrderedDict

import pytest
from case_steps import content
from test_replacing import ADDRESS, KEY, NEW, NEWER, SHIPPED, WHY, text_of

from tonghua.records.testing import TEMPLATES


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Puts a file of a later program in the place of the one that the site was made from."""
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder)
    monkeypatch.setenv("TEMPLATES_DIR", str(folder))
    return lambda data: (folder / f"{KEY}.docx").write_bytes(data)


@pytest.fixture
def replace(rest):
    def send(data, why=WHY):
        from case_steps import file_of

        body = {"docx_file": file_of(data, "a.docx"), "change_note": why}
        assert rest("siteadmin1").patch(ADDRESS, body).status_code == 204

    return send


@pytest.fixture
def url(site):
    return f"{site.absolute_url()}/{ADDRESS}"


@pytest.fixture
def row(stage, site):
    """The row of the template on the page of the register."""

    def find(who="siteadmin1"):
        page = stage.browser(who, f"{site.absolute_url()}/templates/@@template-updates").contents
        rows = page.split("<tr")
        return next(each for each in rows if f"templates/{KEY}" in each)

    return find


def in_force(site):
    return content(site, f"{site.absolute_url()}/{ADDRESS}").docx_file.data


class TestAfterAnUpgrade:
    def test_each_is_told_by_its_state(self, shipped, replace, row):
        assert "与随附的相同" in row()
        replace(NEW)
        assert "本单位已修改" in row()
        assert "新版" not in row()
        shipped(NEWER)
        assert "本单位已修改，程序也有新版" in row()

    def test_newer_one_is_taken(self, shipped, row, stage, site, url):
        shipped(NEWER)
        assert "程序有新版" in row()
        browser = stage.browser("siteadmin1", f"{url}/@@template-compare")
        assert "再改一次。" in browser.contents
        press(browser, "take_shipped")
        assert in_force(site) == NEWER
        assert "与随附的相同" in row()
        assert "采用程序随附的新版" in browser.contents

    def test_own_one_is_kept_and_not_asked_about_again(
        self, shipped, replace, row, stage, site, url
    ):
        replace(NEW)
        shipped(NEWER)
        browser = stage.browser("siteadmin1", f"{url}/@@template-compare")
        assert "本机关新增的提示语。" in browser.contents
        assert "再改一次。" in browser.contents
        press(browser, "keep_own")
        assert in_force(site) == NEW
        assert "也有新版" not in row()

    def test_both_files_are_to_be_had(self, shipped, stage, url):
        shipped(NEWER)
        browser = stage.browser("handler1")
        for which, data in (("current", SHIPPED), ("shipped", NEWER)):
            browser.open(f"{url}/@@template-file/{which}/template")
            assert browser._response.body == data

    def test_staff_looks_and_does_not_decide(self, shipped, stage, url, row, rest):
        shipped(NEWER)
        assert "程序有新版" in row("handler1")
        assert "take_shipped" not in stage.browser("handler1", f"{url}/@@template-compare").contents
        for page in (f"{url}/@@template-compare", f"{url}/@@template-file/current/pdf"):
            answer = rest(None).http.get(
                page, headers={"Accept": "text/html"}, allow_redirects=False
            )
            assert answer.status_code in (302, 401, 403)


def press(browser, name):
    import re

    forms = re.findall(r"<form\b.*?</form>", browser.contents, re.S)
    position = next(n for n, form in enumerate(forms) if f'value="{name}"' in form)
    browser.getForm(index=position).getControl(name="act").click()


class TestPreview:
    def test_every_paper_is_previewed_with_a_sample_case(self, site):
        from tonghua.records.core.papers import papers
        from tonghua.records.papers.preview import preview_docx

        for key, paper in papers().items():
            made = preview_docx(key, (TEMPLATES / f"{key}.docx").read_bytes())
            said = "".join(text_of(made).split())
            assert "示例" in said, key
            assert "{{" not in said, key
            assert "".join(str(paper.title).split())[:4] in said, key

    def test_values_are_as_long_as_real_ones(self, site):
        from tonghua.records.papers.preview import preview_values

        values = preview_values("penalty_decision")
        assert len(values["record"]["facts"]) > 150
        assert len(values["officers"]) == 2
        assert values["paper"]["title"] == "行政处罚决定书"
        assert values["paper"]["draft"] is True

    def test_as_pdf_in_the_page(self, rest, url, worker, monkeypatch):
        import pikepdf

        monkeypatch.setenv("RECORDS_OFFICE_SOCKET", worker.socket)
        answer = rest("handler1").http.get(
            f"{url}/@@template-file/current/pdf", headers={"Accept": "text/html"}
        )
        assert answer.status_code == 200, answer.text
        assert "inline" in answer.headers["Content-Disposition"]
        with pikepdf.open(io.BytesIO(answer.content)) as document:
            assert len(document.pages) >= 1

    def test_without_a_converter_it_says_so(self, rest, url, monkeypatch):
        monkeypatch.delenv("RECORDS_OFFICE_SOCKET", raising=False)
        monkeypatch.setattr("tonghua.records.papers.preview._made", OrderedDict())
        answer = rest("handler1").http.get(
            f"{url}/@@template-file/current/pdf", headers={"Accept": "text/html"}
        )
        assert answer.status_code == 409
        assert "转换服务没有运行" in answer.text

    def test_the_page_shows_it(self, stage, url):
        page = stage.browser("handler1", url).contents
        assert f'data-records-paper="{url}/@@template-file/current/pdf"' in page
        assert "没有发现问题" in page
