"""规则的数额和例外: numbers, hearings, legal review, rules that may be set aside."""

import re
from decimal import Decimal

import pytest
import transaction
from page_forms import carried, form_index
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from tonghua.records.core.parameters import parameters
from tonghua.records.core.rules import RULES
from tonghua.records.office import office, settings

PAGE = "@@office-rules"
OF_LAW = "规定的是90日（《行政处罚法》第六十条）"


def form(browser):
    return browser.getForm(index=form_index(browser))


def save(browser, **values):
    found = form(browser)
    for name, value in values.items():
        found.getControl(name=name).value = value
    found.getControl(name="save").click()
    return browser


@pytest.fixture
def kept(site):
    """``kept()``: the settings, as last committed."""

    def now():
        site._p_jar.sync()
        return settings()

    return now


@pytest.mark.parametrize("parameter", parameters().values(), ids=lambda each: each.id)
def test_every_number_has_a_field_with_its_source(opened_once, parameter):
    assert f'name="number_{parameter.id}"' in opened_once
    assert parameter.label in opened_once
    assert parameter.source in opened_once


@pytest.fixture(scope="module")
def opened_once(stage, people_ground):
    """The page as it is shown."""
    site = stage.enter(people_ground)
    browser = stage.browser("siteadmin1")
    browser.open(f"{site.absolute_url()}/{PAGE}")
    stage.leave()
    return browser.contents


def test_says_what_is_law_and_what_is_a_proposal(opened_once):
    assert opened_once.count(">法定<") == sum(
        each.value is not None and not each.suggested for each in parameters().values()
    )
    assert opened_once.count(">由本省规定<") == 2
    assert opened_once.count(">由监督机构确定<") == 1
    assert "空着的，办案时逐件由承办人确认是否告知听证" in opened_once
    assert "通常：90日" in opened_once


def test_a_number_is_kept_told_and_taken_back(opened, kept, told):
    browser = save(
        opened(PAGE), number_statement_days="５", number_hearing_threshold_person="5,000"
    )
    assert "已保存规则的数额和例外" in browser.contents
    assert kept().thresholds == {"statement_days": "5", "hearing_threshold_person": "5000"}
    assert office().count("statement_days") == 5
    assert office().number("hearing_threshold_person") == Decimal(5000)
    (event,) = told
    assert event.what == ("thresholds",)
    assert (event.before.count("statement_days"), event.after.count("statement_days")) == (3, 5)
    save(browser, number_statement_days="", number_hearing_threshold_person="")
    assert kept().thresholds == {}
    assert office().number("hearing_threshold_person") is None


def test_a_number_as_usual_is_no_change(opened, kept, told):
    save(opened(PAGE), number_decision_days="90", number_hearing_notice_strict=["1"])
    assert kept().thresholds == {}
    assert told == []


def test_numbers_that_the_profile_says_as_usual_show_as_usual(opened, kept, told):
    settings().thresholds = {"decision_days": "90", "of_another_version": "1"}
    transaction.commit()
    browser = opened(PAGE)
    assert form(browser).getControl(name="number_decision_days").value == ""
    save(browser)
    assert kept().thresholds == {"of_another_version": "1"}
    assert told == []


def test_a_number_of_the_law_is_changed_with_a_warning(opened, kept):
    assert OF_LAW not in opened(PAGE).contents
    browser = save(opened(PAGE), number_decision_days="60")
    assert OF_LAW in browser.contents
    assert kept().thresholds == {"decision_days": "60"}
    assert OF_LAW in opened(PAGE).contents


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("number_decision_days", "九十", "“立案到作出处罚决定”写的是“九十”，不是数字"),
        ("number_decision_days", "-1", "“立案到作出处罚决定”应当是不小于 0 的整数"),
        ("number_decision_days", "1e99", "“立案到作出处罚决定”不能大于 3660"),
        ("number_recording_percent", "101", "“音像应当覆盖笔录时间的比例”不能大于 100"),
        ("number_summary_fine_person", "0.001", "最多写到分"),
        ("number_decision_days", "<b>9</b>", "&lt;b&gt;9&lt;/b&gt;"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(opened, kept, told, name, value, sentence):
    browser = save(opened(PAGE), number_statement_days="5", **{name: value})
    assert sentence in browser.contents
    assert form(browser).getControl(name=name).value == value
    assert form(browser).getControl(name="number_statement_days").value == "5"
    assert not kept().thresholds
    assert told == []


def test_boxes(opened, kept, told):
    browser = opened(PAGE)
    found = form(browser)
    assert set(found.getControl(name="legal_review:list").value) == {"hearing", "deliberation"}
    found.getControl(name="legal_review:list").value = ["hearing", "deliberation", "licence"]
    found.getControl(name="overridable:list").value = ["AV-12"]
    found.getControl(name="hearing_kinds:list").value = ["revocation"]
    found.getControl(name="save").click()
    assert kept().legal_review == ["deliberation", "hearing", "licence"]
    assert office().overridable == {"AV-12"}
    assert office().hearing_kinds == {"revocation"}
    assert "没有勾选。请核对依据" in browser.contents
    assert told[0].what == ("hearing_kinds", "legal_review", "overridable_rules")


class TestTwoAtOnce:
    """Two administrators have the form open; both save."""

    def test_each_keeps_what_he_changed(self, opened, kept):
        first, second = opened(PAGE), opened(PAGE)
        found = form(first)
        found.getControl(name="overridable:list").value = ["AV-12"]
        save(first, number_statement_days="5")
        found = form(second)
        found.getControl(name="legal_review:list").value = ["hearing"]
        save(second, number_decision_days="60")
        assert kept().thresholds == {"statement_days": "5", "decision_days": "60"}
        assert kept().overridable_rules == ["AV-12"]
        assert kept().legal_review == ["hearing"]

    def test_of_one_number_the_second_is_told_and_decides(self, opened, kept):
        first, second = opened(PAGE), opened(PAGE)
        save(first, number_statement_days="5", number_decision_days="60")
        save(second, number_statement_days="7")
        assert "刚刚由另一人改为“5”，您填写的是“7”" in second.contents
        assert kept().thresholds["statement_days"] == "5"
        assert form(second).getControl(name="number_decision_days").value == "60"
        save(second)
        assert kept().thresholds == {"statement_days": "7", "decision_days": "60"}

    @pytest.mark.parametrize("shown", ["", "{", "[]", '{"numbers": []}', "null"])
    def test_a_form_that_does_not_say_what_it_showed_is_taken_as_it_is(
        self, rest, site, kept, shown
    ):
        http = rest("siteadmin1").http
        token = carried(http.get(f"{site.absolute_url()}/{PAGE}").text)
        data = {**token, "save": "1", "shown": shown, "number_statement_days": "5"}
        assert http.post(f"{site.absolute_url()}/{PAGE}", data=data).status_code == 200
        assert kept().thresholds == {"statement_days": "5"}


def test_only_rules_that_refuse_can_be_set_aside(opened_once):
    offered = set(re.findall(r'id="overridable-([\w-]+)"', opened_once))
    assert offered == {rule.id for rule in RULES.values() if rule.blocking}


def test_what_is_no_choice_is_left_out(rest, site, kept):
    http = rest("siteadmin1").http
    token = carried(http.get(f"{site.absolute_url()}/{PAGE}").text)
    answer = http.post(
        f"{site.absolute_url()}/{PAGE}",
        data={
            **token,
            "save": "1",
            "overridable:list": ["NONE-1", "AV-12"],
            "hearing_kinds:list": ["fine", "closure", "x"],
            "legal_review:list": "penalty",
        },
    )
    assert answer.status_code == 200
    assert kept().overridable_rules == ["AV-12"]
    assert kept().hearing_kinds == ["closure"]
    assert kept().legal_review == ["penalty"]


def test_nobody_else_keeps_anything(rest, site, kept):
    for who in (rest(), rest("handler1"), rest("supervisor1")):
        who.http.post(
            f"{site.absolute_url()}/{PAGE}", data={"save": "1", "number_decision_days": "1"}
        )
    assert not kept().thresholds


class TestPastOurPages:
    """The registry as REST, Plone's own page and profiles write it."""

    def test_told_too(self, site, told):
        settings().holidays = {"2026-03-09": False}
        (event,) = told
        assert event.what == ("holidays",)
        assert event.before.calendar.corrections == {}

    def test_what_rules_do_not_ask_is_not_told(self, site, told):
        settings().office_name = "示例"
        settings().interview_questions = "你是谁？"
        assert told == []

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("holidays", {"国庆": False}, "“国庆”不是日期"),
            ("holidays", {"20261001": False}, "“20261001”不是日期"),
            ("thresholds", {"decision_days": "九十"}, "不是数字"),
            ("thresholds", {"decision_days": "1e99"}, "不能大于 3660"),
            ("overridable_rules", ["NONE-1"], "没有“NONE-1”这一项"),
            ("hearing_kinds", ["everything"], "没有“everything”这一项"),
            ("legal_review", ["everything"], "没有“everything”这一项"),
        ],
    )
    def test_what_no_rule_can_reckon_with_is_refused(self, rest, site, kept, name, value, sentence):
        before = getattr(kept(), name)
        admin = rest(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        answer = admin.patch("@registry", {f"tonghua.records.{name}": value})
        assert answer.status_code == 400
        assert sentence in answer.json()["message"]
        assert getattr(kept(), name) == before
