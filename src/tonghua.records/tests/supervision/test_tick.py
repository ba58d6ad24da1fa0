"""The tick of the clock: everybody is reminded once, in the inbox and by mail."""

from datetime import timedelta

import pytest
import transaction
from case_steps import content, file_case
from plone import api
from Products.CMFPlone.tests.utils import MockMailHost
from ZODB.POSException import ConflictError

from tonghua.records.lists.touched import touch
from tonghua.records.moments import now
from tonghua.records.notices import store
from tonghua.records.office import settings
from tonghua.records.setup.changing import changing
from tonghua.records.setup.leaving import deactivate
from tonghua.records.supervision import corrections
from tonghua.records.supervision import tick as clock
from tonghua.records.supervision.mail import send_all
from tonghua.records.supervision.orders import make_order
from tonghua.records.supervision.state import state_of
from tonghua.records.supervision.tick import tick


@pytest.fixture
def filed(site, rest, case):
    """A case that was filed today, so that its ninety days run."""
    file_case(rest, case)
    transaction.begin()
    return content(site, case["url"])


@pytest.fixture
def mails(site):
    """A mail server that keeps what is sent, and the site's own address."""
    host = MockMailHost("MailHost")
    site._original_MailHost = site.MailHost
    site.MailHost = host
    manager = site.getSiteManager()
    from Products.MailHost.interfaces import IMailHost

    manager.registerUtility(host, IMailHost)
    api.portal.set_registry_record("plone.email_from_address", "records@example.org")
    transaction.commit()
    return host


def told(username):
    return [(notice.kind, str(notice.text)) for notice, _unread in store.inbox(username)]


def in_days(days):
    return now() + timedelta(days=days)


def run(days):
    with api.env.adopt_roles(["Manager"]):
        return tick(at=in_days(days))


def test_nothing_is_told_of_what_is_far(filed):
    assert run(10).told == 0
    assert told("handler1") == []


@pytest.mark.parametrize(
    ("days", "kind"), [(87, "soon"), (89, "soon"), (90, "today"), (91, "overdue")]
)
def test_before_on_the_day_and_after(filed, days, kind):
    run(days)
    found = [each for each in told("handler1") if "作出决定" in each[1]]
    assert [each[0] for each in found] == [kind]


def test_the_reviewer_hears_of_what_is_overdue_alone(filed):
    run(88)
    assert told("reviewer1") == []
    run(91)
    assert {kind for kind, _text in told("reviewer1")} == {"overdue"}


def test_a_second_run_tells_nothing_again(filed):
    first = run(88)
    assert first.told > 0
    transaction.begin()
    again = run(88)
    assert (again.looked, again.told) == (0, 0)
    assert store.unread_count("handler1") == len(told("handler1"))


def test_a_run_that_was_broken_off_is_made_up_for(filed):
    """Whatever was written before the end of a batch counts, and nothing is told twice."""
    run(88)
    transaction.begin()
    before = told("handler1")
    state = state_of(filed)
    state.told = frozenset()
    api.portal.get_tool("portal_catalog").catalog_object(filed, idxs=["next_look"])
    transaction.commit()
    assert run(88).told == 0
    assert told("handler1") == before


def test_a_rule_that_breaks_by_the_clock_is_found_by_lists(filed):
    catalog = api.portal.get_tool("portal_catalog")
    query = {"broken_rules": "DEC-2"}
    assert len(catalog.unrestrictedSearchResults(query)) == 0
    run(91)
    assert [each.UID for each in catalog.unrestrictedSearchResults(query)] == [filed.UID()]


def test_a_case_that_cannot_be_judged_stops_no_other(site, rest, filed, monkeypatch):
    def broken(*_args):
        raise RuntimeError("示例")

    monkeypatch.setattr(clock, "standing_of", broken)
    assert run(91).failed == 1
    assert told("handler1") == []
    monkeypatch.undo()
    transaction.begin()
    assert run(91).failed == 0
    assert told("handler1") != []


def test_a_notice_names_neither_case_nor_party(filed):
    run(91)
    said = " ".join(text for _kind, text in told("handler1"))
    assert filed.title not in said


def test_what_was_read_long_ago_is_dropped(filed):
    run(91)
    transaction.begin()
    assert store.mark_read("handler1") > 0
    store.mark_mailed("handler1", [each.key for each, _unread in store.inbox("handler1")])
    transaction.commit()
    run(92)
    assert told("handler1") != []
    run(200)
    kept = [each for each, _unread in store.inbox("handler1")]
    assert all(each.at > in_days(100) for each in kept)


def archive(case):
    """As an import leaves it, whatever was missed."""
    flows = api.portal.get_tool("portal_workflow")
    status = flows.getStatusOf("penalty_workflow", case)
    flows.setStatusOf("penalty_workflow", case, {**status, "review_state": "archived"})
    transaction.commit()


def test_nobody_is_reminded_of_an_archived_case(filed):
    archive(filed)
    first = run(91)
    assert (first.looked, first.told) == (1, 0)
    assert told("handler1") == told("reviewer1") == []
    assert run(91).looked == 0


class TestSettling:
    """A notice that asks for nothing any more is read of itself."""

    def reminders(self):
        return {unread for each, unread in store.inbox("handler1") if "作出决定" in str(each.text)}

    def test_a_deadline_that_is_no_more(self, filed):
        run(91)
        assert self.reminders() == {True}
        transaction.begin()
        filed.opened_at += timedelta(days=20)
        touch(filed)
        transaction.commit()
        run(92)
        assert self.reminders() == {False}

    def test_a_deadline_that_is_still_missed(self, filed):
        run(91)
        run(93)
        assert self.reminders() == {True}

    def test_a_case_that_is_archived(self, filed):
        run(91)
        transaction.begin()
        archive(filed)
        run(92)
        assert store.unread_count("handler1") == 0

    def test_an_order_that_was_answered(self, filed):
        with api.env.adopt_roles(["Manager"]):
            order = make_order(filed)
        store.post("handler1", f"order|{order.UID()}", "order", "示例", filed.UID(), now())
        transaction.commit()
        run(1)
        assert store.unread_count("handler1") == 1
        transaction.begin()
        order.reply = "（示例）已经改正。"
        transaction.commit()
        run(2)
        assert store.unread_count("handler1") == 0

    def test_what_nobody_reads_goes_when_the_office_says(self, filed):
        settings().unread_days = 100
        store.post("handler1", "news", "another", "示例", "", now())
        transaction.commit()
        run(99)
        assert "示例" in {text for _kind, text in told("handler1")}
        run(101)
        assert "示例" not in {text for _kind, text in told("handler1")}


@pytest.mark.parametrize("left", [True, False])
def test_a_letter_goes_to_whoever_works_here_by_whatever_name_he_logs_in(filed, mails, left):
    api.user.get(userid="handler1").setMemberProperties({"email": "handler1@example.org"})
    api.portal.get_tool("acl_users").updateLoginName("handler1", "another-login")
    if left:
        deactivate("handler1")
    run(91)
    transaction.begin()
    assert send_all() == (0 if left else 1)


def test_one_letter_a_person_and_none_again(filed, mails):
    api.user.get(username="handler1").setMemberProperties({"email": "handler1@example.org"})
    run(91)
    transaction.begin()
    assert send_all() == 1
    (letter,) = mails.messages
    text = letter.decode() if isinstance(letter, bytes) else str(letter)
    assert "handler1@example.org" in text
    assert filed.title not in text
    assert send_all() == 0


def test_without_mail_the_inbox_is_enough(filed):
    run(91)
    transaction.begin()
    assert send_all() == 0
    assert store.unread_count("handler1") > 0


def test_a_correction_of_the_calendar_moves_deadlines_and_keeps_the_old_value(filed):
    key = ("SRV-7", "")
    state = state_of(filed)
    state.deadlines = {**state.deadlines, ("DEC-2", ""): "2026-01-01"}
    corrections.correct(now(), "admin", "更正2026年节假日")
    transaction.commit()
    assert run(0).recounted == 1
    (moved,) = state_of(filed).moved
    assert (moved.rule, moved.old, moved.why) == ("DEC-2", "2026-01-01", "更正2026年节假日")
    assert moved.new == state_of(filed).deadlines["DEC-2", ""]
    assert key not in state_of(filed).deadlines
    assert run(0).recounted == 0


def test_a_changed_number_moves_what_still_runs_when_all_else_is_over(site, rest, office):
    """A concluded complaint waits for the archive alone: it is in progress no more."""
    told = {
        "@type": "Complaint",
        "title": "（示例）来信",
        "content": "（示例）",
        "channel": "letter",
    }
    given = {"received_at": now().isoformat(), "real_name": False, "examiner": "handler2"}
    url = rest("handler1").made("complaints", told | given)
    examiner = rest("handler2")
    examiner.patch(url, {"conclusion": "not_filed", "conclusion_reason": "（示例）不属于职权。"})
    examiner.step(url, "conclude", "不启动。")
    transaction.begin()
    complaint = content(site, url)
    assert ("ARC-1", "") in state_of(complaint).deadlines
    with api.env.adopt_user("siteadmin1"), changing() as kept:
        kept.thresholds = {**(kept.thresholds or {}), "archive_days": "10"}
    transaction.commit()
    assert run(0).recounted == 1
    transaction.begin()
    (moved,) = state_of(complaint).moved
    assert moved.rule == "ARC-1"
    assert moved.new == f"{in_days(10):%Y-%m-%d}"


def test_a_case_that_somebody_is_at_is_judged_anew_by_the_next_run(filed, monkeypatch):
    """A correction is done with when every case was judged under it, whoever came between."""
    corrections.correct(now(), "admin", "更正2026年节假日")
    transaction.commit()

    def overtaken(*_args):
        raise ConflictError()

    monkeypatch.setattr(clock, "look", overtaken)
    assert run(0).recounted == 0
    monkeypatch.undo()
    transaction.begin()
    assert run(0).recounted == 1
    assert state_of(filed).version == corrections.version()
    assert run(0).recounted == 0


def test_a_changed_number_moves_a_deadline_and_the_page_tells_the_old_one(filed, rest, browser):
    """作出决定的天数 is corrected in the office's settings."""
    before = state_of(filed).deadlines["DEC-2", ""]
    with api.env.adopt_user("siteadmin1"), changing() as kept:
        kept.thresholds = {**(kept.thresholds or {}), "decision_days": "60"}
    transaction.commit()
    assert run(0).recounted == 1
    transaction.begin()
    (moved,) = state_of(filed).moved
    assert (moved.rule, moved.old) == ("DEC-2", before)
    assert moved.why == "“立案到作出处罚决定”由90改为60"
    page = browser("handler1")
    page.open(f"{filed.absolute_url()}/@@case-compliance")
    assert "原期限" in page.contents
    assert moved.why in page.contents
