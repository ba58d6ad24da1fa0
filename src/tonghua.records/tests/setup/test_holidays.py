"""节假日安排: entered by the administrator alone, shown before it is kept, told once."""

import re
from datetime import date

import pytest

from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.holiday_notice import say
from tonghua.records.core.holiday_year import Source, periods, source, with_notice
from tonghua.records.office import office, settings

NATION = WorkingCalendar()
#: a year that nobody has announced
YEAR = 2058
PAGE = f"@@holidays?year={YEAR}"
LABOUR = ["劳动节", "5月1日", "5月6日", "5月11日（周六）"]


def form_with(browser, button, last=False):
    """The form that has this button."""
    forms = re.split(r"(?=<form\b)", browser.contents)[1:]
    found = [n for n, each in enumerate(forms) if f'name="{button}"' in each]
    return browser.getForm(index=found[-1 if last else 0])


def press(browser, button, **values):
    form = form_with(browser, button)
    for name, value in values.items():
        if isinstance(value, tuple):
            form.getControl(name=name).add_file(*value)
        else:
            form.getControl(name=name).value = value
    form.getControl(name=button).click()
    return browser


def fill_row(browser, n, row):
    form = form_with(browser, "preview")
    for name, value in zip(("name", "start", "end", "made_up"), row, strict=True):
        form.getControl(name=f"{name}:list", index=n).value = value


def plain_notice(year=YEAR):
    """What the statutory holidays alone would be, as the notice would tell them."""
    return "\n".join(say(each, year) for each in periods(NATION, year))


def row_of(browser, name):
    form = form_with(browser, "preview")
    n = 0
    while form.getControl(name="name:list", index=n).value != name:
        n += 1
    return n


@pytest.fixture
def kept(site):
    """``kept()``: the holidays in the registry, as last committed."""

    def now():
        site._p_jar.sync()
        return dict(settings().holidays or {})

    return now


@pytest.mark.parametrize("page", ["@@holidays", "@@holidays-sample?name=notice.csv"])
@pytest.mark.parametrize(
    "username", ["handler1", "reviewer1", "legal1", "archivist1", "supervisor1", "secrecy1"]
)
def test_not_for_others(opened, page, username):
    browser = opened(page, username)
    assert "insufficient-privileges" in browser.url or not browser.headers["Status"].startswith(
        "200"
    )


@pytest.mark.parametrize("page", ["@@holidays", "@@holidays-sample?name=notice.csv"])
def test_not_for_anonymous(rest, site, page):
    answer = rest().http.get(f"{site.absolute_url()}/{page}")
    assert "login" in answer.url or answer.status_code in (401, 403)


def test_nobody_else_keeps_anything(rest, site, kept):
    for who in (rest(), rest("handler1")):
        answer = who.http.post(
            f"{site.absolute_url()}/@@holidays",
            data={"correct": "1", "day": "2026-03-09", "worked": "0", "year": "2026"},
        )
        assert "login" in answer.url or answer.status_code in (401, 403) or "require" in answer.url
    assert kept() == {}


def test_a_known_year_says_where_it_comes_from(opened):
    page = opened("@@holidays?year=2026").contents
    assert "系统内置国务院办公厅通知的安排" in page
    assert (
        "国庆节：10月1日（周四）至7日（周三）放假，共7天。9月20日（周日）、10月10日（周六）上班。"
        in page
    )
    assert len(re.findall('<table class="table table-bordered table-sm records-month"', page)) == 12


def test_an_unknown_year_asks_for_its_notice(opened):
    assert "系统没有这一年的安排" in opened(PAGE).contents


@pytest.mark.parametrize(
    "year", ["1", "0000", "2100", "abcd", "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%96", "20266", "-2026"]
)
def test_a_year_that_cannot_be_shows_the_present_one(opened, year):
    browser = opened(f"@@holidays?year={year}")
    assert browser.headers["Status"].startswith("200")
    assert f'name="year" type="hidden" value="{date.today().year}"' in " ".join(
        browser.contents.split()
    )


class TestPasted:
    def test_shown_then_kept_then_told_once(self, opened, kept, told, notice):
        browser = press(opened(PAGE), "paste", notice=plain_notice())
        assert "预览：还没有保存" in browser.contents
        assert "这一年就不再提示没有安排" in browser.contents
        assert (kept(), told) == ({}, [])
        press(browser, "save")
        assert "已保存节假日安排" in browser.contents
        assert "本机关按照国务院办公厅的通知录入" in browser.contents
        assert kept()[f"{YEAR}-05-01"] is False
        assert source(office().calendar, YEAR) is Source.OFFICE
        (event,) = told
        assert event.what == ("holidays",)
        assert source(event.before.calendar, YEAR) is Source.UNKNOWN
        assert source(event.after.calendar, YEAR) is Source.OFFICE

    def test_the_rows_of_what_was_pasted_can_be_changed(self, opened, kept):
        browser = press(opened(PAGE), "paste", notice=plain_notice())
        fill_row(browser, row_of(browser, "劳动节"), LABOUR)
        press(browser, "preview")
        assert f"{YEAR}年5月6日（星期一）：上班改为放假。" in browser.contents
        press(browser, "save")
        assert kept()[f"{YEAR}-05-06"] is False
        assert kept()[f"{YEAR}-05-11"] is True

    def test_what_the_program_knows_already_keeps_nothing(self, opened, kept, told, notice):
        browser = press(opened("@@holidays?year=2026"), "paste", notice=notice(2026))
        assert "没有一天改变" in browser.contents
        press(browser, "save")
        assert (kept(), told) == ({}, [])

    def test_another_year_s_notice_is_refused_and_stays_to_be_read(self, opened, kept, notice):
        browser = press(opened(PAGE), "paste", notice=notice(2026))
        assert "不是星期" in browser.contents
        assert "preview-title" not in browser.contents
        assert "农历腊月二十八" in form_with(browser, "paste").getControl(name="notice").value
        assert kept() == {}

    def test_markup_is_only_text(self, opened):
        text = "<script>alert(1)</script>：1月1日（周八）放假"
        browser = press(opened(PAGE), "paste", notice=text)
        assert "<script>alert(1)" not in browser.contents


class TestTyped:
    def test_a_wrong_row_is_named_and_nothing_is_kept(self, opened, kept):
        browser = opened("@@holidays?year=2026")
        fill_row(browser, row_of(browser, "劳动节"), ["劳动节", "5月5日", "5月1日", ""])
        press(browser, "preview")
        assert "第4行：“劳动节”的结束日期2026年5月1日早于开始日期2026年5月5日" in browser.contents
        assert (
            form_with(browser, "preview").getControl(name="start:list", index=3).value == "5月5日"
        )
        assert kept() == {}

    def test_a_holiday_left_out_is_named(self, opened, kept):
        browser = opened("@@holidays?year=2026")
        fill_row(browser, row_of(browser, "劳动节"), ["", "", "", ""])
        press(browser, "preview")
        assert "没有写劳动节（5月1日、5月2日）放假" in browser.contents

    def test_what_was_not_shown_is_shown_first(self, rest, site, kept):
        rows = [("元旦", "1月1日", "1月1日", "")]
        rows += [
            (each.name, each.start.isoformat(), each.end.isoformat(), "")
            for each in periods(NATION, YEAR)[1:]
        ]
        data = {"year": str(YEAR), "save": "1", "seen": "0" * 64}
        for n, name in enumerate(("name", "start", "end", "made_up")):
            data[f"{name}:list"] = [row[n] for row in rows]
        answer = rest("siteadmin1").http.post(f"{site.absolute_url()}/@@holidays", data=data)
        assert "预览：还没有保存" in answer.text
        assert kept() == {}

    def test_a_preview_that_others_overtook_is_shown_anew(self, opened, kept):
        browser = press(opened(PAGE), "paste", notice=plain_notice())
        press(opened(PAGE), "correct", day=f"{YEAR}-03-01", worked=["0"])
        press(browser, "save")
        assert "还没有保存。请先核对下面将要改变的日子" in browser.contents
        assert kept() == {f"{YEAR}-03-01": False}
        press(browser, "save")
        assert "已保存节假日安排" in browser.contents


class TestFiles:
    def test_single_days_are_shown_and_kept_beside_the_others(self, opened, kept, told):
        press(opened("@@holidays?year=2026"), "correct", day="2026-03-10", worked=["0"])
        data = "日期,是否上班,说明\r\n2026-03-09,否,停电\r\n2026年3月14日,是,\r\n".encode("gbk")
        browser = press(opened("@@holidays?year=2026"), "load", file=(data, "text/csv", "a.csv"))
        assert "2026年3月9日（星期一）：上班改为放假。" in browser.contents
        press(browser, "save_days")
        assert kept() == {"2026-03-09": False, "2026-03-10": False, "2026-03-14": True}
        assert len(told) == 2

    def test_a_year_from_a_workbook(self, opened, kept):
        browser = opened("@@holidays-sample?name=notice.xlsx")
        data = browser.contents
        assert browser.headers["Content-Disposition"] == (
            'attachment; filename="holidays-notice.xlsx"'
        )
        data = data if isinstance(data, bytes) else data.encode("latin-1")
        page = press(
            opened("@@holidays?year=2026"), "load", file=(data, "application/zip", "a.xlsx")
        )
        assert "没有一天改变" in page.contents

    def test_lines_that_are_wrong_are_all_named(self, opened, kept):
        data = "日期,是否上班\n2026-02-30,否\n2026-03-09,也许\n2026-03-10,否\n".encode()
        browser = press(opened("@@holidays?year=2026"), "load", file=(data, "text/csv", "a.csv"))
        assert "第2行：没有“2026-02-30”这一天" in browser.contents
        assert "第3行：“是否上班”写的是“也许”" in browser.contents
        assert "preview-title" not in browser.contents
        assert kept() == {}

    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            ((b"\x89PNG\r\n\x1a\n\0\0", "image/png", "a.png"), "文件不是表格"),
            ((b"x" * 1_100_000, "text/csv", "a.csv"), "文件超过 1 MB"),
        ],
    )
    def test_no_table(self, opened, kept, file, sentence):
        browser = press(opened(PAGE), "load", file=file)
        assert sentence in browser.contents
        assert kept() == {}

    def test_no_file(self, opened):
        assert "请先选择文件" in press(opened(PAGE), "load").contents

    def test_no_other_sample(self, opened):
        assert opened("@@holidays-sample?name=../x").headers["Status"].startswith("404")


class TestSingleDays:
    def test_corrected_and_taken_back(self, opened, kept, told):
        browser = press(opened("@@holidays?year=2026"), "correct", day="2026-03-09", worked=["0"])
        assert "改变了 1 天" in browser.contents
        assert "其中 1 天按照本机关的更正" in browser.contents
        assert kept() == {"2026-03-09": False}
        assert office().calendar.add_working_days(date(2026, 3, 6), 1) == date(2026, 3, 10)
        form_with(browser, "take_back").getControl(name="back:list").value = ["2026-03-09"]
        press(browser, "take_back")
        assert kept() == {}
        assert [event.what for event in told] == [("holidays",)] * 2

    @pytest.mark.parametrize("day", ["", "2026-02-30", "明天", "9999-01-01"])
    def test_no_day(self, opened, kept, day):
        browser = press(opened("@@holidays?year=2026"), "correct", day=day)
        assert "请改正" in browser.contents
        assert kept() == {}

    def test_nothing_chosen(self, opened, kept):
        browser = press(opened("@@holidays?year=2026"), "correct", day="2026-03-09", worked=["0"])
        assert "请先勾选" in press(browser, "take_back").contents


class TestWarning:
    """Whoever administers is told while a year is wanting."""

    @pytest.fixture
    def in_november(self, monkeypatch):
        from datetime import datetime

        from tonghua.records.moments import ZONE
        from tonghua.records.setup import holidays

        monkeypatch.setattr(holidays, "now", lambda: ZONE.localize(datetime(YEAR - 1, 11, 20, 9)))

    def test_on_the_pages_of_administrators_alone(self, opened, in_november):
        words = f"系统没有{YEAR - 1}年的节假日安排"
        for page in ("", "@@setup", "@@holidays"):
            assert words in opened(page).contents
        assert words not in opened("", "handler1").contents

    def test_until_the_notices_are_there(self, opened, in_november):
        import transaction

        from tonghua.records.setup.holidays import calendar, keep

        for year in (YEAR - 1, YEAR):
            keep(with_notice(calendar(), periods(calendar(), year), year))
        transaction.commit()
        assert "年的节假日安排，算到" not in opened("@@setup").contents
