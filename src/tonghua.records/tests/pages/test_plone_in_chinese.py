"""Plone's own pages as somebody reads them whose language is Chinese: no English sentence is left."""

import json
import re
from pathlib import Path

import pytest
from lxml import html
from page_forms import press
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.component import getUtility
from zope.i18n import translate
from zope.i18n.interfaces import ITranslationDomain

from tonghua.records import translations

LOCALES = str(Path(translations.__file__).parent / "locales")
#: names that stay as they are
NAMES = re.compile(r"Plone|Web|CMS|WCM|GNU GPL|RSS [\d.]+|DOCX|PDF|XLSX|TinyMCE|English")
#: three English words in a row are a sentence, or the rest of one
SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’-]+(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){2,}")
SPOKEN = ("title", "alt", "placeholder", "aria-label")
#: each language is named in itself
LANGUAGES = "language"

ANYBODY = [
    "login",
    "login-help",
    "require_login?came_from=cases",
    "logged-out",
    "passwordreset/no-such-request",
    "search",
    "search?SearchableText=nothing",
    "sitemap",
    "contact-info",
    "no-such-page",
    "insufficient-privileges",
]
HANDLER = [
    "personal-information",
    "personal-preferences",
    "change-password",
    "search?SearchableText=nothing",
    "no-such-page",
    "officers/edit",
    "insufficient-privileges",
]
ADMINISTRATOR = [
    "@@overview-controlpanel",
    "@@new-user",
    "@@mail-controlpanel",
    "@@language-controlpanel",
    "@@search-controlpanel",
    "@@security-controlpanel",
    "@@dateandtime-controlpanel",
    "@@actions-controlpanel",
    "folder_contents",
    "cases/delete_confirmation",
    "cases/object_rename",
    "cases/sharing",
    "cases/edit",
]


def sentences(page):
    """The English that a page says, to the eye or to a reader of screens."""
    root = html.fromstring(page)
    for element in root.xpath("//script|//style|//template|//code|//pre|//textarea|//noscript"):
        element.drop_tree()
    for element in root.xpath(f"//select[contains(@id, '{LANGUAGES}')]"):
        element.drop_tree()
    said = [*root.itertext(tag=None)]
    for name in SPOKEN:
        said += root.xpath(f"//*[not(self::option)]/@{name}")
    spaced = (NAMES.sub("·", " ".join(text.split())) for text in said)
    return [found for text in spaced for found in SENTENCE.findall(text)]


@pytest.fixture
def anybody(site, stage):
    browser = stage.browser(None, f"{site.absolute_url()}/login")
    browser.raiseHttpErrors = False
    return browser


@pytest.mark.parametrize(
    ("text", "found"), [("Please select an item.", 1), ("选择 DOCX 和 PDF", 0)]
)
def test_a_sentence_is_recognised(text, found):
    assert len(sentences(f"<p>{text}</p>")) == found
    assert len(sentences(f"<p title='{text}'>示例</p>")) == found


class TestPages:
    def test_who_has_not_logged_in(self, anybody, site):
        assert self.english(anybody, site, ANYBODY) == {}

    def test_a_handler(self, browser, site):
        handler = browser("handler1")
        handler.raiseHttpErrors = False
        assert self.english(handler, site, HANDLER) == {}

    def test_a_site_administrator(self, browser, site):
        administrator = browser("siteadmin1")
        administrator.raiseHttpErrors = False
        found = self.english(administrator, site, ADMINISTRATOR)
        # Plone has these three titles of check boxes and a menu in its code, not in a catalogue
        own = re.compile("Reset password of user|Remove user|Manage all portlets")
        left = {
            path: [each for each in said if not own.match(each)] for path, said in found.items()
        }
        assert {path: said for path, said in left.items() if said} == {}

    @staticmethod
    def english(browser, site, paths):
        found = {}
        for path in paths:
            browser.open(f"{site.absolute_url()}/{path}")
            assert "</html>" in browser.contents, path
            if said := sentences(browser.contents):
                found[path] = said
        return found

    def test_a_failed_login(self, anybody, site):
        anybody.open(f"{site.absolute_url()}/login")
        anybody.getControl(name="__ac_name").value = "handler1"
        anybody.getControl(name="__ac_password").value = "wrong"
        anybody.getControl(name="buttons.login").click()
        assert "登录失败" in anybody.contents
        assert "错误：" in anybody.contents
        assert sentences(anybody.contents) == []

    def test_a_missing_field(self, browser, site, office):
        handler = browser("handler1", f"{site.absolute_url()}/cases/++add++PenaltyCase")
        press(handler, "save")
        assert "必填" in handler.contents
        assert sentences(handler.contents) == []


class TestCatalogues:
    def test_ours_come_first(self, site):
        for name in ("plone", "widgets", "zope", "z3c.form", "cmfeditions", "plone.restapi"):
            domain = getUtility(ITranslationDomain, name)
            assert domain.getCatalogsInfo()["zh_CN"][0].startswith(LOCALES)

    @pytest.mark.parametrize(
        ("msgid", "said"),
        [
            # Plone leaves it in English
            ("statusmessage_mtype_warning", "注意："),
            # Plone says 改变密码
            ("label_change_password", "修改密码"),
            # ours say nothing of it
            ("Log in", "登录"),
        ],
    )
    def test_additions_corrections_and_the_rest(self, site, msgid, said):
        assert translate(msgid, domain="plone", target_language="zh_CN") == said

    def test_who_reads_english_is_given_no_chinese_of_ours(self, browser, site):
        administrator = browser(None)
        administrator.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
        address = f"{site.absolute_url()}/@@overview-controlpanel"
        administrator.open(address)
        assert "文书生成设置" in administrator.contents
        administrator.addHeader("Cookie", "I18N_LANGUAGE=en")
        administrator.open(address)
        # its domain has no English catalogue, for its msgids are English
        assert "Document Generator settings" in administrator.contents
        assert "文书生成设置" not in administrator.contents

    def test_scripts_get_their_strings(self, anybody, site):
        base = f"{site.absolute_url()}/plonejsi18n?domain=widgets&language"
        anybody.open(f"{base}=zh-cn")
        chinese = json.loads(anybody.contents)
        assert (chinese["Upload"], chinese["Select all items on this page"]) == (
            "上传",
            "选择本页的全部条目",
        )
        anybody.open(f"{base}=en")
        assert (json.loads(anybody.contents) or {}).get("Upload") in (None, "", "Upload")

    def test_mail_for_a_new_password(self, site):
        reset = api.portal.get_tool("portal_password_reset").requestReset("handler1")
        page = api.content.get_view("mail_password_template", site, site.REQUEST)
        said = page(member=api.user.get("handler1"), reset=reset, password="", charset="utf-8")
        _headers, text = said.split("\nPrecedence: bulk", 1)
        assert reset["randomstring"] in text
        assert "重置在" in text
        assert "小时内有效" in text
        assert SENTENCE.findall(text) == []

    def test_titles_of_icons_are_translated(self, site, anybody):
        anybody.open(f"{site.absolute_url()}/logged-out")
        assert re.search(r"<title>(提示：)</title>\s*</svg>", anybody.contents)
        assert "statusmessage_mtype" not in anybody.contents
