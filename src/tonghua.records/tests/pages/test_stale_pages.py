"""Stale pages: what others saved meanwhile is neither overwritten nor passed over."""

import pytest
import transaction
from page_forms import control, error_of, fill, form_index, made, press, step


@pytest.fixture
def scene(browser, case):
    return made(
        browser("handler1"),
        case,
        "SceneInspection",
        title="（示例）现场检查笔录",
        place="示例路1号",
        situation="第一稿",
    )


def fresh(site, url):
    transaction.begin()
    return site.unrestrictedTraverse(url.removeprefix(site.absolute_url() + "/"))


def choose(browser, field, value):
    form = browser.getForm(index=form_index(browser))
    form.getControl(name=f"_choice.{field}").value = [value]


def chosen(browser, field):
    form = browser.getForm(index=form_index(browser))
    return form.getControl(name=f"_choice.{field}").value


@pytest.fixture
def crossed(browser, scene):
    """handler1's page is older than what handler2 saved: place and situation."""
    first = browser("handler1", f"{scene}/edit")
    second = browser("handler2", f"{scene}/edit")
    fill(second, place="示例路2号", situation="第二稿")
    press(second, "save")
    assert not error_of(second)
    return first


class TestEdit:
    def test_nothing_is_overwritten(self, site, scene, crossed):
        fill(crossed, situation="我的稿", witness="示例见证人")
        press(crossed, "save")
        assert "示例乙已于" in crossed.contents
        assert "现在保存的（示例乙" in crossed.contents
        assert "您填写的" in crossed.contents
        assert "保存所选" in crossed.contents
        assert "form.buttons.finalize" not in crossed.contents
        record = fresh(site, scene)
        assert (record.place, record.situation, record.witness) == ("示例路2号", "第二稿", None)

    def test_chosen_beforehand_is_who_alone_changed_it(self, crossed):
        fill(crossed, situation="我的稿", witness="示例见证人")
        press(crossed, "save")
        assert chosen(crossed, "IRecord.place") == ["stored"]
        assert chosen(crossed, "witness") == ["written"]
        assert chosen(crossed, "situation") == []

    def test_each_choice_holds(self, site, scene, crossed):
        fill(crossed, situation="我的稿", witness="示例见证人")
        press(crossed, "save")
        choose(crossed, "situation", "written")
        press(crossed, "save")
        assert not error_of(crossed)
        record = fresh(site, scene)
        assert (record.place, record.situation, record.witness) == (
            "示例路2号",
            "我的稿",
            "示例见证人",
        )

    def test_a_choice_that_is_missing_is_asked_for(self, site, scene, crossed):
        fill(crossed, situation="我的稿")
        press(crossed, "save")
        press(crossed, "save")
        assert "请逐栏选择" in crossed.contents
        assert fresh(site, scene).situation == "第二稿"
        choose(crossed, "situation", "stored")
        press(crossed, "save")
        assert fresh(site, scene).situation == "第二稿"

    def test_a_third_saving_is_noticed_too(self, browser, site, scene, crossed):
        fill(crossed, situation="我的稿")
        press(crossed, "save")
        third = browser("handler2", f"{scene}/edit")
        fill(third, situation="第三稿")
        press(third, "save")
        choose(crossed, "situation", "written")
        press(crossed, "save")
        assert "第三稿" in crossed.contents
        assert fresh(site, scene).situation == "第三稿"

    def test_a_page_that_was_refused_is_as_old_as_before(self, site, scene, crossed):
        fill(crossed, situation="我的稿", title="")
        press(crossed, "save")
        assert "请填写这一栏" in error_of(crossed)
        fill(crossed, title="（示例）现场检查笔录")
        press(crossed, "save")
        assert "您填写的" in crossed.contents
        assert fresh(site, scene).situation == "第二稿"

    def test_own_saving_in_between_counts_too(self, browser, site, scene):
        first, second = (browser("handler1", f"{scene}/edit") for _n in range(2))
        fill(second, situation="第二个窗口")
        press(second, "save")
        fill(first, situation="第一个窗口")
        press(first, "save")
        assert fresh(site, scene).situation == "第二个窗口"

    def test_same_values_need_no_question(self, site, scene, crossed):
        fill(crossed, place="示例路2号", situation="第二稿")
        press(crossed, "save")
        assert "您填写的" not in crossed.contents
        assert fresh(site, scene).situation == "第二稿"

    def test_fields_are_not_mixed_into_nonsense(self, browser, site, scene):
        """Start of one side and end of the other would contradict each other."""
        first, second = browser("handler1", f"{scene}/edit"), browser("handler2", f"{scene}/edit")
        fill(second, occurred_start="2026-03-06T15:00", occurred_end="2026-03-06T16:00")
        press(second, "save")
        fill(first, occurred_start="2026-03-06T10:00", occurred_end="2026-03-06T11:00")
        press(first, "save")
        choose(first, "IRecord.occurred_start", "stored")
        choose(first, "IRecord.occurred_end", "written")
        press(first, "save")
        assert "第四条" in first.contents
        choose(first, "IRecord.occurred_end", "stored")
        press(first, "save")
        record = fresh(site, scene)
        assert f"{record.occurred_start:%H} {record.occurred_end:%H}" == "15 16"

    def test_case(self, browser, site, case):
        first, second = browser("handler1", f"{case}/edit"), browser("handler2", f"{case}/edit")
        fill(second, cause="案由甲")
        press(second, "save")
        fill(first, cause="案由乙")
        press(first, "save")
        assert "案由甲" in first.contents
        assert fresh(site, case).cause == "案由甲"


class TestSteps:
    @pytest.fixture
    def filing(self, browser, case):
        return made(
            browser("handler1"),
            case,
            "Filing",
            title="（示例）立案审批表",
            clue="举报",
            facts="初查",
        )

    def test_what_happened_in_between_is_said(self, browser, filing):
        first = browser("handler1", f"{filing}/@@act?transition=submit")
        step(browser("handler2"), filing, "submit", "建议立案，理由：事实清楚。")
        fill(first, comment="建议立案，理由：同上。")
        press(first, "save")
        assert "示例乙已于" in error_of(first)
        assert "提交审核" in error_of(first)
        assert "现在是“待审核”" in error_of(first) or "现在是“审核" in error_of(first)

    def test_changed_content_is_read_first(self, browser, filing):
        first = browser("handler1", f"{filing}/@@act?transition=submit")
        second = browser("handler2", f"{filing}/edit")
        fill(second, clue="补充的线索")
        press(second, "save")
        fill(first, comment="建议立案，理由：同上。")
        press(first, "save")
        assert "示例乙已于" in error_of(first)
        assert "修改了内容" in error_of(first)
        control(first, "comment", "看过修改，建议立案。")
        press(first, "save")
        assert not error_of(first)
