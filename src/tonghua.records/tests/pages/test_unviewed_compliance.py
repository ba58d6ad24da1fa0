"""The Supervisor (监督员) and a case that he may not view: answers, and no word of the case."""

import pytest
import transaction
from plone import api

from tonghua.records.custody.confidentiality import change_level

WORDS = ("擅自编纂", "示例甲", "去处理", "@@case-timeline")


@pytest.fixture
def private(site, case):
    """The case at a level that no Supervisor may view; its URL."""
    item = site.unrestrictedTraverse(case.removeprefix(site.absolute_url() + "/"))
    with api.env.adopt_user(username="handler1"):
        change_level(item, "privacy", "（示例）涉及个人隐私。")
    transaction.commit()
    return case


def test_answers_without_the_case(browser, private):
    page = browser("supervisor1", f"{private}/@@case-compliance").contents
    assert page.count('class="case-article"') == 31
    assert "✓ 符合" in page
    assert [word for word in WORDS if word in page] == []
    assert private.rsplit("/", 1)[-1] not in page


def test_what_may_be_viewed_is_told_whole(browser, case):
    page = browser("supervisor1", f"{case}/@@case-compliance").contents
    assert "擅自编纂" in page


@pytest.mark.parametrize("who", ["legal1", "archivist1", "secrecy1", "siteadmin1", "handler3"])
def test_nobody_else_is_told(browser, private, who):
    page = browser(who, f"{private}/@@case-compliance")
    assert "insufficient-privileges" in page.url
    assert "case-article" not in page.contents


def test_the_case_itself_stays_closed(browser, private):
    for part in ("", "/@@case-timeline", "/@@case-access"):
        assert "insufficient-privileges" in browser("supervisor1", private + part).url
