"""Replacing a template: checked at once, looked at first, every version kept, papers as they were."""

import io
import re
from hashlib import sha256

import pytest
from case_steps import content, file_of, inspection
from page_forms import error_of, fill, press

from tonghua.records.testing import TEMPLATES

KEY = "scene_inspection"
ADDRESS = f"templates/{KEY}"
WHY = "增加一句提示语，依据法制机构的意见。"
SHIPPED = (TEMPLATES / f"{KEY}.docx").read_bytes()


def with_text(text, data=SHIPPED):
    """The template with one more paragraph."""
    from docx import Document

    document = Document(io.BytesIO(data))
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


NEW = with_text("本机关新增的提示语。")
NEWER = with_text("再改一次。")


@pytest.fixture
def template(site):
    return lambda: content(site, f"{site.absolute_url()}/{ADDRESS}")


@pytest.fixture
def url(site):
    return f"{site.absolute_url()}/{ADDRESS}"


@pytest.fixture
def edit(stage, url):
    """Sends the edit form with a file; ends on the page it led to."""

    def send(data, why=WHY, button="save", who="siteadmin1"):
        browser = stage.browser(who, f"{url}/edit")
        fill(browser, docx_file=(data, "新.docx"), change_note=why)
        press(browser, button)
        return browser

    return send


def act(browser, url, name, number=None):
    """Press the button of an act on the template's page."""
    browser.open(url)
    for position in range(browser.contents.count("@@template-act")):
        form = browser.getForm(index=form_index(browser, position))
        button = form.getControl(name="act")
        numbers = re.findall(r'name="number"', browser.contents)
        given = form.getControl(name="number").value if numbers and number else None
        if has_act(browser, position, name) and (number is None or given == str(number)):
            button.click()
            return
    raise LookupError(name)


def form_index(browser, position):
    forms = re.findall(r"<form\b[^>]*>", browser.contents)
    return [n for n, tag in enumerate(forms) if "@@template-act" in tag][position]


def has_act(browser, position, name):
    forms = re.findall(r"<form\b[^>]*@@template-act.*?</form>", browser.contents, re.S)
    return f'value="{name}"' in forms[position]


def in_force(rest, who="handler1"):
    return rest(who).get(ADDRESS).json()["docx_file"]["size"]


class TestForm:
    def test_a_file_needs_its_reason(self, edit, template):
        browser = edit(NEW, why="")
        assert "请填写修改说明" in error_of(browser)
        assert template().docx_file.data == SHIPPED

    def test_it_is_replaced_and_both_are_kept(self, edit, url, template):
        browser = edit(NEW)
        assert not error_of(browser)
        assert template().docx_file.data == NEW
        assert "第2版" in browser.contents.replace(" ", "")
        assert WHY in browser.contents
        assert "示例管理员" in browser.contents
        assert sha256(NEW).hexdigest() in browser.contents
        for number, data in ((1, SHIPPED), (2, NEW)):
            browser.open(f"{url}/@@template-file/{number}/template")
            assert browser._response.body == data

    def test_a_reason_is_asked_anew_each_time(self, edit, stage, url):
        edit(NEW)
        browser = stage.browser("siteadmin1", f"{url}/edit")
        assert WHY not in browser.contents

    def test_every_fault_is_listed_with_its_paragraph(self, edit, template):
        browser = edit(with_text("当事人：{{ party.naem }}", with_text("{{ nothing }}")))
        page = browser.contents
        assert "有 2 处问题" in error_of(browser)
        table = page[page.index("template-problems") :]
        for words in ("当事人：{{ party.naem }}", "party.naem", "“party.name”", "nothing"):
            assert words in table
        assert template().docx_file.data == SHIPPED


class TestLookingFirst:
    def test_what_waits_is_previewed_and_papers_go_on_as_before(
        self, edit, rest, template, url, case
    ):
        browser = edit(NEW, button="look")
        assert "待采用的模板" in browser.contents
        assert WHY in browser.contents
        assert template().docx_file.data == SHIPPED
        browser.open(f"{url}/@@template-file/candidate/docx")
        assert "本机关新增的提示语。" in text_of(browser._response.body)
        made = rest("handler1").post(f"{inspection(rest, case)}/@paper", {"formats": ["docx"]})
        assert made.json()["template_sha256"] == sha256(SHIPPED).hexdigest()

    def test_it_is_taken(self, edit, template, url):
        browser = edit(NEW, button="look")
        act(browser, url, "adopt")
        assert "已采用" in browser.contents
        assert "待采用的模板" not in browser.contents
        assert template().docx_file.data == NEW
        assert WHY in browser.contents

    def test_it_is_dropped(self, edit, template, url):
        browser = edit(NEW, button="look")
        act(browser, url, "discard")
        assert "已放弃" in browser.contents
        assert template().docx_file.data == SHIPPED

    def test_a_faulty_file_does_not_wait(self, edit):
        browser = edit(with_text("{{ nothing }}"), button="look")
        assert "模板不能使用" in error_of(browser)
        assert "待采用的模板" not in browser.contents

    def test_a_file_is_asked_for(self, stage, url):
        browser = stage.browser("siteadmin1", f"{url}/edit")
        press(browser, "look")
        assert "请先选择" in error_of(browser)

    def test_nobody_else_sees_what_waits(self, edit, stage, url, rest):
        edit(NEW, button="look")
        assert "待采用" not in stage.browser("handler1", url).contents
        address = f"{url}/@@template-file/candidate/docx"
        answer = rest("handler1").http.get(address, allow_redirects=False)
        assert answer.status_code in (302, 401, 403)
        assert rest(None).http.get(address, allow_redirects=False).status_code in (302, 401, 403)


class TestRestoring:
    def test_an_earlier_one_becomes_the_newest(self, edit, template, url):
        edit(NEW)
        browser = edit(NEWER)
        act(browser, url, "restore", number=1)
        assert "已恢复" in browser.contents
        assert template().docx_file.data == SHIPPED
        assert "恢复第1版" in browser.contents
        assert "第4版" in browser.contents.replace(" ", "")

    def test_papers_name_the_version_that_they_were_made_by(self, edit, rest, stage, case):
        scene = inspection(rest, case)
        handler = rest("handler1")
        handler.post(f"{scene}/@paper", {"formats": ["docx"]})
        edit(NEW)
        handler.post(f"{scene}/@paper", {"formats": ["docx"]})
        page = stage.browser("handler1", scene).contents
        assert "按模板第1版生成" in page.replace("\n", "").replace(" ", "")
        assert "按模板第2版生成" in page.replace("\n", "").replace(" ", "")

    @pytest.mark.parametrize("name", ["adopt", "restore", "take_shipped"])
    def test_a_post_without_its_token_does_nothing(self, rest, url, template, edit, name):
        edit(NEW, button="look")
        answer = rest("siteadmin1").http.post(
            f"{url}/@@template-act", data={"act": name, "number": "1"}, allow_redirects=False
        )
        assert answer.status_code in (302, 403)
        assert template().docx_file.data == SHIPPED

    @pytest.mark.parametrize("who", ["handler1", "legal1", "supervisor1", None])
    def test_by_nobody_else(self, rest, url, who):
        for page in ("edit", "@@template-act"):
            answer = rest(who).http.get(
                f"{url}/{page}", headers={"Accept": "text/html"}, allow_redirects=False
            )
            assert answer.status_code in (302, 401, 403), page


def text_of(data):
    from docx import Document

    return "".join(Document(io.BytesIO(data)).element.body.itertext())


class TestGrant:
    """A site administrator grants the templates to legal staff, by name."""

    PAGE = "templates/@@template-editors"

    def grant(self, stage, site, *names):
        browser = stage.browser("siteadmin1", f"{site.absolute_url()}/{self.PAGE}")
        form = browser.getForm(action="template-editors")
        form.getControl(name="editors:list").value = list(names)
        form.getControl("保存").click()
        return browser

    def replace(self, rest, who="legal1"):
        file = file_of(NEW, "a.docx")
        return rest(who).patch(ADDRESS, {"docx_file": file, "change_note": WHY}).status_code

    def test_who_has_it_replaces_templates_and_nothing_else(self, stage, site, rest, office):
        assert self.replace(rest) == 401
        browser = self.grant(stage, site, "legal1")
        assert "已保存授权" in browser.contents
        assert "示例管理员" in browser.contents
        assert self.replace(rest) == 204
        legal = rest("legal1")
        assert legal.patch(office["officers"][0], {"scope": "x"}).status_code == 401
        assert legal.post(f"{ADDRESS}/@workflow/retire").status_code in (400, 401, 409)
        assert legal.get(ADDRESS).json()["review_state"] == "active"
        body = {"@type": "DocumentTemplate", "title": "x", "docx_file": file_of(NEW, "a.docx")}
        assert legal.post("templates", body).status_code in (400, 401, 403)
        assert legal.delete(ADDRESS).status_code in (401, 403)

    def test_it_is_taken_back(self, stage, site, rest):
        self.grant(stage, site, "legal1")
        self.grant(stage, site)
        assert self.replace(rest) == 401

    def test_it_ends_with_the_group(self, stage, site, rest):
        from plone import api

        self.grant(stage, site, "legal1")
        with api.env.adopt_roles(["Manager"]):
            api.group.remove_user(groupname="legal_reviewers", username="legal1")
        import transaction

        transaction.commit()
        assert self.replace(rest) == 401

    def test_only_legal_staff_is_offered(self, stage, site, rest):
        browser = self.grant(stage, site, "legal1")
        assert "示例丁" in browser.contents
        assert "示例甲" not in browser.contents

    @pytest.mark.parametrize("who", ["legal1", "handler1", "supervisor1", None])
    def test_granted_by_nobody_else(self, rest, site, who):
        answer = rest(who).http.get(
            f"{site.absolute_url()}/{self.PAGE}",
            headers={"Accept": "text/html"},
            allow_redirects=False,
        )
        assert answer.status_code in (302, 401, 403)

    def test_no_other_register_has_the_page(self, rest, site):
        answer = rest("siteadmin1").http.get(
            f"{site.absolute_url()}/officers/@@template-editors", headers={"Accept": "text/html"}
        )
        assert answer.status_code == 404
