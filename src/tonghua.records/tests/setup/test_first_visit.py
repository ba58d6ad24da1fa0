"""What a new site's administrator sets up, and what he cannot give himself."""

import re

import pytest
from plone import api

PAGES = ("@@setup", "@@office-settings", "@@office-rules", "@@holidays", "@@people", "@@person")


def opened(stage, username, site, page):
    browser = stage.browser(username)
    browser.raiseHttpErrors = False
    browser.open(f"{site.absolute_url()}/{page}")
    return browser


def form(browser):
    forms = re.findall(r"<form\b[^>]*>", browser.contents)
    return browser.getForm(index=next(n for n, tag in enumerate(forms) if 'id="form"' in tag))


def person(stage, actor, site, username="", roles=None, button="save", **more):
    """Fill in somebody's form as ``actor``, with these roles where given, and press a button."""
    browser = opened(stage, actor, site, f"@@person?username={username}")
    found = form(browser)
    for name, value in more.items():
        found.getControl(name=name).value = value
    if roles is not None:
        found.getControl(name="roles:list").value = roles
    found.getControl(name=button).click()
    return browser


def roles_of(username):
    user = api.user.get(userid=username)
    return set(api.user.get_roles(user=user)) if user else set()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "username", ["handler1", "reviewer1", "legal1", "archivist1", "supervisor1", "secrecy1"]
)
def test_pages_are_not_for_others(stage, site, page, username):
    browser = opened(stage, username, site, page)
    assert "insufficient-privileges" in browser.url or not browser.headers["Status"].startswith(
        "200"
    )


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_the_administrator(stage, site, page):
    assert opened(stage, "siteadmin1", site, page).headers["Status"].startswith("200")


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_not_for_anonymous(rest, site, page):
    answer = rest().http.get(f"{site.absolute_url()}/{page}")
    assert "login" in answer.url or answer.status_code in (401, 403)


class TestSteps:
    def test_ticked_by_the_data(self, stage, site, office):
        from tonghua.records.setup.steps import steps

        with api.env.adopt_roles(["Manager"]):
            assert [step.done for step in steps()] == [True, True, True, True]

    def test_say_what_is_missing(self, stage, site):
        page = opened(stage, "siteadmin1", site, "@@setup")
        assert "还要登记 2 名持有效证件的执法人员" in page.contents
        assert "还没有本机关有权实施的执法依据" in page.contents


class TestOffice:
    def test_saved(self, stage, site):
        from tonghua.records.office import office, settings

        browser = opened(stage, "siteadmin1", site, "@@office-settings")
        found = form(browser)
        found.getControl(name="office_name").value = "示例县地方志办公室"
        found.getControl(name="section_name:list", index=2).value = "新科（示例）"
        found.getControl(name="section_enforces:list", index=2).value = ["1"]
        found.getControl(name="section_scope:list", index=2).value = "地方志"
        found.getControl(name="save").click()
        assert "已保存机关设置" in browser.contents
        site._p_jar.sync()
        assert settings().office_name == "示例县地方志办公室"
        assert settings().sections["新科（示例）"] is True
        assert settings().sections["综合科（示例）"] is False
        assert settings().scopes == {"新科（示例）": "地方志"}
        assert "罚立" in office().number_patterns

    def test_problems_are_said_and_nothing_is_lost(self, stage, site):
        from tonghua.records.office import settings

        before = settings().office_name
        browser = opened(stage, "siteadmin1", site, "@@office-settings")
        found = form(browser)
        found.getControl(name="office_name").value = "写到一半"
        found.getControl(name="pattern:list", index=0).value = "没有序号"
        found.getControl(name="save").click()
        assert "应当含有 {n}" in browser.contents
        assert 'value="写到一半"' in browser.contents
        site._p_jar.sync()
        assert settings().office_name == before

    def test_standard_questions_leave_open_only_what_is_filled_in(self, stage, site):
        from tonghua.records.office import settings

        browser = opened(stage, "siteadmin1", site, "@@office-settings")
        assert "以上笔录请你核对" in form(browser).getControl(name="interview_questions").value
        form(browser).getControl(name="interview_questions").value = "你是{谁}吗？"
        form(browser).getControl(name="save").click()
        assert "标准问题中没有“{谁}”这个空位" in browser.contents
        assert form(browser).getControl(name="interview_questions").value == "你是{谁}吗？"
        form(browser).getControl(name="interview_questions").value = "你是{被询问人}吗？ | 是。"
        form(browser).getControl(name="save").click()
        site._p_jar.sync()
        assert settings().interview_questions == "你是{被询问人}吗？ | 是。"

    def test_leaves_what_the_other_pages_keep(self, stage, site):
        import transaction

        from tonghua.records.office import settings

        settings().holidays = {"2027-10-08": False}
        settings().thresholds = {"decision_days": "60"}
        transaction.commit()
        form(opened(stage, "siteadmin1", site, "@@office-settings")).getControl(name="save").click()
        site._p_jar.sync()
        assert settings().holidays == {"2027-10-08": False}
        assert settings().thresholds == {"decision_days": "60"}

    def test_get_changes_nothing(self, stage, site):
        from tonghua.records.office import settings

        opened(stage, "siteadmin1", site, "@@office-settings?office_name=x&save=1")
        site._p_jar.sync()
        assert settings().office_name != "x"


class TestPeople:
    def test_made_with_a_password_that_works_once_shown(self, stage, site, rest):
        browser = person(
            stage,
            "siteadmin1",
            site,
            username="",
            roles=["Case Handler", "Case Reviewer"],
            fullname="示例新人",
        )
        assert "用户名应当由英文字母开头" in browser.contents
        found = form(browser)
        found.getControl(name="username").value = "newcomer"
        found.getControl(name="save").click()
        word = re.search(r'id="one-time-password">([^<]+)<', browser.contents).group(1)
        site._p_jar.sync()
        assert "Case Officer" in roles_of("newcomer")
        assert rest("newcomer", word).get(f"{site.absolute_url()}/cases").status_code == 200
        again = opened(stage, "siteadmin1", site, "@@person?username=newcomer")
        assert word not in again.contents

    @pytest.mark.parametrize(
        "role", ["Legal Reviewer", "Archivist", "Supervisor", "Secrecy Officer"]
    )
    def test_administrator_gives_himself_no_reading_role(self, stage, site, role):
        browser = person(
            stage, "siteadmin1", site, "siteadmin1", roles=["Site Administrator", role]
        )
        assert "系统管理员不能给自己" in browser.contents
        site._p_jar.sync()
        assert role not in roles_of("siteadmin1")

    def test_but_gives_it_to_others(self, stage, site):
        person(stage, "siteadmin1", site, "handler3", roles=["Supervisor"])
        site._p_jar.sync()
        assert "Supervisor" in roles_of("handler3")
        assert "Case Officer" not in roles_of("handler3")

    def test_manager_is_neither_given_nor_touched(self, stage, site):
        with api.env.adopt_roles(["Manager"]):
            api.user.grant_roles(username="handler3", roles=["Manager"])
        import transaction

        transaction.commit()
        browser = opened(stage, "siteadmin1", site, "@@person?username=handler3")
        assert "只能由他本人或者另一位最高管理员修改" in browser.contents
        assert 'id="form"' not in browser.contents
        assert "Manager" not in opened(stage, "siteadmin1", site, "@@person").contents

    def test_forged_role_is_not_given(self, stage, site, rest):
        answer = rest("siteadmin1").http.post(
            f"{site.absolute_url()}/@@person",
            data={"username": "handler3", "fullname": "示例", "roles:list": "Manager", "save": "1"},
        )
        assert answer.status_code in (200, 302, 403)
        site._p_jar.sync()
        assert "Manager" not in roles_of("handler3")

    def test_deactivated_is_kept_out_and_let_in_again(self, stage, site, rest):
        from grounds import PASSWORD

        assert rest("handler3").get(f"{site.absolute_url()}/cases").status_code == 200
        person(stage, "siteadmin1", site, "handler3", button="leave")
        site._p_jar.sync()
        answer = rest("handler3", PASSWORD).get(f"{site.absolute_url()}/cases")
        assert answer.status_code in (401, 403)
        assert api.user.get(userid="handler3").getProperty("fullname") == "示例癸"
        browser = person(stage, "siteadmin1", site, "handler3", button="return")
        word = re.search(r'id="one-time-password">([^<]+)<', browser.contents).group(1)
        assert rest("handler3", word).get(f"{site.absolute_url()}/cases").status_code == 200

    def test_nobody_deactivates_himself(self, stage, site):
        browser = person(stage, "siteadmin1", site, "siteadmin1", button="leave")
        assert "不能停用自己" in browser.contents
