"""The calendar: what it says to whoever has the address, and to nobody else."""

import re
from datetime import date, datetime, timedelta

import pytest
import requests
import transaction
from case_steps import TODAY, content, decision, file_case, inspection, recording, register
from icalendar import Calendar
from plone import api

from tonghua.records.custody.confidentiality import change_level
from tonghua.records.office import settings

TITLE = "擅自编纂冠名年鉴案"
#: everybody whom the tests' case does not name
OTHERS = ("handler3", "legal1", "archivist1", "supervisor1", "secrecy1", "siteadmin1")


@pytest.fixture
def filed(rest, case):
    """The case, filed today: the ninety days of its decision run."""
    file_case(rest, case)
    return case


def told(events):
    return [str(each["SUMMARY"]) for each in events]


def level(site, case, name):
    with api.env.adopt_roles(["Manager"]):
        change_level(content(site, case["url"]), name, "（示例）重新定密。")
    transaction.commit()


def body(url, **headers):
    return requests.get(url, headers=headers, timeout=60)


class TestContent:
    def test_says_rule_case_and_day(self, site, filed, address, read):
        (event,) = read(address("handler1"))
        number = content(site, filed["url"]).number
        assert told([event]) == [f"立案之日起九十日内作出决定（{number} （示例）{TITLE}）"]
        assert event["DTSTART"].dt == TODAY + timedelta(days=90)
        assert event["DTEND"].dt == TODAY + timedelta(days=91)
        assert event["URL"] == filed["url"]
        assert event["CLASS"] == "PRIVATE"
        assert event["TRANSP"] == "TRANSPARENT"
        assert "次日起算90日" in event["DESCRIPTION"]

    def test_reminds_before(self, filed, address, read):
        (event,) = read(address("handler1"))
        (alarm,) = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["TRIGGER"].dt == timedelta(days=-3, hours=9)

    def test_reminds_as_the_office_says(self, filed, address, read):
        kept = settings()
        kept.thresholds = {**(kept.thresholds or {}), "remind_days": "7"}
        transaction.commit()
        (event,) = read(address("handler1"))
        assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-7, hours=9)

    def test_is_a_calendar_that_clients_read(self, filed, address):
        answer = body(address("handler1"))
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        lines = answer.content.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR"
        assert max(map(len, lines)) <= 75
        assert all(re.match(rb"[A-Z-]+[;:]| ", line) for line in lines if line)
        calendar = Calendar.from_ical(answer.content)
        assert calendar["VERSION"] == "2.0"
        assert calendar["X-WR-CALNAME"] == "办案时限"
        assert not calendar.errors

    def test_chinese_is_whole_where_lines_are_folded(self, site, rest, office, address, read):
        title = "（示例）" + "鸳鸯蝴蝶珊瑚琥珀" * 20
        made = register(rest, office, title=title)
        file_case(rest, made)
        (event,) = read(address("handler1"))
        assert title in event["SUMMARY"]
        assert b"\xef\xbf\xbd" not in body(address("handler1")).content

    def test_holidays_are_said(self, site, rest, filed, address, read):
        """A period that was counted over days off says so, by the office's corrections too."""
        off = TODAY + timedelta(days=2)
        kept = settings()
        kept.holidays = {(off + timedelta(days=n)).isoformat(): False for n in range(3)}
        transaction.commit()
        made = decision(rest, filed)
        with api.env.adopt_roles(["Manager"]):
            item = content(site, made)
            item.decided_at = datetime.now().astimezone()
            tool = api.portal.get_tool("portal_workflow")
            for step in ("submit", "endorse", "approve"):
                _force(tool, item, step)
        transaction.commit()
        events = {str(each["SUMMARY"]).split("（")[0]: each for each in read(address("handler1"))}
        said = next(each for name, each in events.items() if "七个工作日" in name)
        assert "工作日" in said["DESCRIPTION"]
        assert said["DTSTART"].dt > TODAY + timedelta(days=9)

    def test_a_moment_has_the_offices_clock(self, site, rest, filed, address):
        """A recording goes into store within twenty-four hours of its end."""
        from tonghua.records.core.agenda import Appointment
        from tonghua.records.core.clock import OFFICE_ZONE
        from tonghua.records.core.text import _
        from tonghua.records.subscription.agenda import Dated
        from tonghua.records.subscription.feed import written

        due = datetime(2026, 3, 7, 11, 20, tzinfo=OFFICE_ZONE)
        one = Appointment(
            uid="u",
            summary=_("示例"),
            description=_("示例"),
            due=due,
            reminder=timedelta(days=-3),
            private=False,
        )
        calendar = Calendar.from_ical(written([Dated(appointment=one, url="http://x")], due))
        (event,) = calendar.walk("VEVENT")
        assert event["DTSTART"].dt == due
        assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
        (zone,) = calendar.walk("VTIMEZONE")
        assert zone["TZID"] == "Asia/Shanghai"
        assert event["DTSTART"].dt.utcoffset() == timedelta(hours=8)

    def test_same_uid_while_it_is_the_same_deadline(self, filed, address, read):
        url = address("handler1")
        assert read(url)[0]["UID"] == read(url)[0]["UID"]

    def test_not_sent_again_while_nothing_changed(self, rest, filed, address):
        url = address("handler1")
        known = body(url).headers["ETag"]
        again = body(url, **{"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        rest("handler1").patch(filed["url"], {"title": "（示例）改了名称的案件"})
        assert body(url, **{"If-None-Match": known}).status_code == 200

    def test_empty_without_a_deadline(self, case, address, read):
        assert read(address("handler1")) == []


def _force(tool, item, step):
    from tonghua.records.core.workflows import workflow_of

    flow = workflow_of(item.portal_type)
    from DateTime import DateTime

    state = flow.transitions[step][1]
    status = {
        "review_state": state,
        "action": step,
        "actor": {"submit": "handler1", "endorse": "reviewer1"}.get(step, "approver1"),
        "comments": "同意",
        "time": DateTime(),
    }
    tool.setStatusOf(flow.id, item, status)
    tool.getWorkflowById(flow.id).updateRoleMappingsFor(item)


class TestWhose:
    @pytest.mark.parametrize("who", ["handler1", "handler2", "reviewer1", "approver1"])
    def test_who_has_a_part_has_the_deadline(self, filed, address, read, who):
        assert len(read(address(who))) == 1

    @pytest.mark.parametrize("who", OTHERS)
    def test_nobody_else_has_it(self, filed, address, read, who):
        assert read(address(who)) == []

    def test_named_for_the_legal_review(self, rest, filed, address, read):
        url = address("legal1")
        answer = rest("handler1").patch(filed["url"], {"legal_reviewer": "legal1"})
        assert answer.status_code == 204, answer.text
        assert len(read(url)) == 1

    def test_no_longer_after_the_part(self, rest, filed, address, read):
        url = address("reviewer1")
        assert len(read(url)) == 1
        rest("handler1").patch(filed["url"], {"reviewer": "handler3"})
        assert read(url) == []

    def test_a_login_adds_nothing(self, rest, filed, address):
        """Whose browser it is that asks does not matter: the key alone says whose calendar."""
        answer = rest("handler1").http.get(address("handler3"))
        assert b"VEVENT" not in answer.content

    def test_archived_case_is_over(self, site, filed, address, read):
        url = address("handler1")
        with api.env.adopt_roles(["Manager"]):
            case = content(site, filed["url"])
            tool = api.portal.get_tool("portal_workflow")
            status = {**tool.getStatusOf("penalty_workflow", case), "review_state": "archived"}
            tool.setStatusOf("penalty_workflow", case, status)
            case.reindexObject()
        transaction.commit()
        assert read(url) == []


class TestConfidential:
    @pytest.mark.parametrize("name", ["privacy", "business_secret"])
    def test_case_that_became_so_is_told_by_number(self, site, filed, address, read, name):
        url = address("handler1")
        assert TITLE in told(read(url))[0]
        level(site, filed, name)
        (event,) = read(url)
        number = content(site, filed["url"]).number
        assert told([event]) == [f"立案之日起九十日内作出决定（{number}）"]
        assert "保密案件" in event["DESCRIPTION"]
        assert event["CLASS"] == "CONFIDENTIAL"
        assert TITLE.encode() not in body(url).content
        assert "年鉴" not in body(url).text

    def test_its_record_is_told_without_its_sentence(self, site, rest, filed, address, read):
        """The sentence of a deadline names records; a private one's stays in the system."""
        scene = inspection(rest, filed, title="（示例）鸳鸯蝴蝶笔录", confidentiality="privacy")
        assert recording(rest, filed, scene).status_code == 201
        assert "鸳鸯" not in body(address("handler1")).text
        assert any(TITLE in words for words in told(read(address("handler1"))))

    def test_complaint_is_told_by_number(self, rest, office, address):
        rest("handler1").made(
            "complaints",
            {
                "@type": "Complaint",
                "title": "（示例）鸳鸯举报",
                "content": "（示例）来信",
                "informant": "示例鸳鸯",
                "real_name": True,
                "received_at": f"{TODAY.isoformat()}T00:10:00+08:00",
            },
        )
        text = body(address("handler1")).text.replace("\r\n ", "")
        assert "BEGIN:VEVENT" in text
        assert "鸳鸯" not in text
        assert "为举报人保密" in text


class TestKeys:
    def gone(self, url):
        answer = body(url)
        return answer.status_code, answer.text, answer.headers["Content-Type"]

    def test_wrong_missing_and_ended_keys_are_answered_alike(self, site, rest, filed, address):
        old = address("handler1")
        ended = address("reviewer1")
        address("handler1")
        rest("reviewer1").delete("@calendar-address")
        feed = f"{site.absolute_url()}/@@deadlines.ics"
        wrong = (feed, f"{feed}?key=", f"{feed}?key={'x' * 43}", f"{feed}?key={'x' * 9999}")
        many = (f"{feed}?key=a&key=b", f"{feed}?key:list=a", f"{feed}?key:int=3")
        answers = {self.gone(url) for url in (old, ended, *wrong, *many)}
        assert answers == {(404, "没有这个日历。\n", "text/plain; charset=utf-8")}

    def test_the_new_one_serves(self, filed, address, read):
        address("handler1")
        assert len(read(address("handler1"))) == 1

    def test_who_was_deactivated_has_none(self, site, filed, address):
        from tonghua.records.setup.leaving import deactivate, reactivate

        url = address("handler1")
        site._p_jar.sync()
        with api.env.adopt_roles(["Manager"]):
            deactivate("handler1")
        transaction.commit()
        assert self.gone(url)[0] == 404
        with api.env.adopt_roles(["Manager"]):
            reactivate("handler1")
        transaction.commit()
        # whoever comes back makes a new one
        assert self.gone(url)[0] == 404

    def test_in_the_group_of_those_who_left_alone(self, site, filed, address):
        from tonghua.records.setup.leaving import GROUP

        url = address("handler1")
        with api.env.adopt_roles(["Manager"]):
            api.group.create(groupname=GROUP)
            api.group.add_user(groupname=GROUP, username="handler1")
        transaction.commit()
        assert self.gone(url)[0] == 404

    def test_a_username_given_anew_has_no_old_calendar(self, site, filed, address):
        from grounds import PASSWORD

        from tonghua.records.people import make_person

        url = address("handler1")
        site._p_jar.sync()
        with api.env.adopt_roles(["Manager"]):
            api.portal.get_tool("acl_users").userFolderDelUsers(["handler1"])
            transaction.commit()
            assert self.gone(url)[0] == 404
            make_person("handler1", "示例新人", ["Case Handler"], PASSWORD)
        transaction.commit()
        assert self.gone(url)[0] == 404

    def test_the_database_holds_no_key(self, site, filed, address):
        from zope.annotation.interfaces import IAnnotations

        from tonghua.records.subscription.addresses import KEY

        key = address("handler1").split("key=")[1]
        assert len(key) >= 43
        site._p_jar.sync()
        kept = IAnnotations(site)[KEY]
        assert key not in repr([list(kept.people.items()), list(kept.hashes.items())])

    def test_a_request_keeps_no_key(self, site, address):
        from tonghua.records.subscription.views import Deadlines

        key = address("handler1").split("key=")[1]
        site._p_jar.sync()
        request = site.REQUEST
        request.form["key"] = key
        request.environ["QUERY_STRING"] = f"key={key}"
        Deadlines(site, request)()
        assert key not in f"{request}{request.environ}{request.form}"

    def test_reading_writes_nothing(self, site, filed, address):
        url = address("handler1")
        site._p_jar.sync()
        before = site._p_jar.db().lastTransaction()
        assert body(url).status_code == 200
        assert site._p_jar.db().lastTransaction() == before


def test_a_date_is_a_date(filed, address, read):
    (event,) = read(address("handler1"))
    assert type(event["DTSTART"].dt) is date
