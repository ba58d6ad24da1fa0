"""The store of notices: once under a key, counted, pruned, and of one person alone."""

from datetime import datetime, timedelta, timezone

import pytest
import transaction
from plone import api

from tonghua.records.core.text import _
from tonghua.records.notices import store

AT = datetime(2026, 3, 6, 10, 0, tzinfo=timezone(timedelta(hours=8)))
DAY = timedelta(days=1)


def post(key="first", username="handler1", at=AT, **more):
    text = more.pop("text", _("示例"))
    return store.post(username, key, more.pop("kind", "soon"), text, "case-uid", at, **more)


def keys(username="handler1"):
    return [notice.key for notice, _unread in store.inbox(username)]


class TestPosting:
    def test_once_under_a_key(self, site):
        assert post() is True
        assert post() is False
        assert post(at=AT + DAY, text=_("改过的")) is False
        ((notice, unread),) = store.inbox("handler1")
        assert (notice.text, notice.at, notice.case, unread) == ("示例", AT, "case-uid", True)
        assert store.unread_count("handler1") == 1

    def test_what_was_read_is_not_posted_again(self, site):
        post()
        store.mark_read("handler1")
        assert post() is False
        assert store.unread_count("handler1") == 0

    def test_each_person_has_the_same_key_once(self, site):
        assert post()
        assert post(username="handler2")
        assert keys("handler1") == keys("handler2") == ["first"]
        assert keys("handler3") == []

    def test_the_newest_first(self, site):
        for n in (2, 0, 1):
            post(f"n{n}", at=AT + n * DAY)
        assert keys() == ["n2", "n1", "n0"]

    def test_a_sentence_keeps_its_template_through_the_database(self, site):
        post(text=_("《${what}》还剩 ${left}。", what=_("音像转存"), left=_("${n} 天", n=3)))
        transaction.commit()
        site._p_jar.cacheMinimize()
        ((notice, _unread),) = store.inbox("handler1")
        assert notice.text == "《音像转存》还剩 3 天。"
        assert notice.text.msgid == "《${what}》还剩 ${left}。"
        assert notice.text.mapping["left"].msgid == "${n} 天"

    def test_the_database_holds_no_code_of_ours_for_a_sentence(self, site):
        """A sentence is plain data: its class may move without the inboxes."""
        post(text=_("示例${n}", n=1))
        kind, text, *_rest = store._inboxes()["handler1"].notices["first"]
        assert (kind, text) == ("soon", ("示例${n}", {"n": "1"}))

    def test_people_share_no_object(self, site):
        """Who posts to one and who reads another never write the same object."""
        post()
        post(username="handler2")
        transaction.commit()
        post("second")
        written = {type(each) for each in site._p_jar._registered_objects}
        trees = store._inboxes()
        assert trees._p_changed is False
        assert trees["handler2"].notices._p_changed is False
        assert type(site) not in written
        transaction.abort()


class TestReading:
    def test_some(self, site):
        for key in "abc":
            post(key)
        assert store.mark_read("handler1", ["a", "c", "unheard of"]) == 2
        assert store.mark_read("handler1", ["a"]) == 0
        assert store.unread_count("handler1") == 1
        unread = {notice.key: unread for notice, unread in store.inbox("handler1")}
        assert unread == {"a": False, "b": True, "c": False}

    def test_all(self, site):
        for key in "abc":
            post(key)
        assert store.mark_read("handler1") == 3
        assert store.unread_count("handler1") == 0

    def test_all_until_a_moment(self, site):
        post("seen")
        post("later", at=AT + DAY)
        assert store.mark_read("handler1", until=AT) == 1
        assert store.unread_count("handler1") == 1

    def test_nobody_reads_for_another(self, site):
        post()
        assert store.mark_read("handler2", ["first"]) == 0
        assert store.unread_count("handler1") == 1


class TestSettling:
    def test_what_is_over_is_read_for_everybody(self, site):
        for username in ("handler1", "handler2"):
            post("over", username)
            post("open", username)
        assert store.settle(lambda notice: notice.key == "over") == 2
        assert store.unread_count("handler1") == store.unread_count("handler2") == 1
        assert {each.key: unread for each, unread in store.inbox("handler1")} == {
            "over": False,
            "open": True,
        }


class TestPruning:
    @pytest.mark.parametrize(
        ("read", "mailed", "age", "kept"),
        [
            (True, True, 91, False),
            (True, True, 90, True),
            (False, True, 365, True),
            (True, False, 365, True),
            (False, False, 366, False),
        ],
    )
    def test_what_was_told_long_ago_goes_sooner_when_it_was_read(
        self, site, read, mailed, age, kept
    ):
        post(at=AT - age * DAY)
        if read:
            store.mark_read("handler1")
        if mailed:
            store.mark_mailed("handler1", ["first"])
        assert store.prune(AT - 90 * DAY, AT - 365 * DAY) == (0 if kept else 1)
        assert keys() == (["first"] if kept else [])

    def test_what_went_unread_is_counted_and_mailed_no_more(self, site):
        post(at=AT - DAY)
        assert store.prune(AT, AT) == 1
        assert store.unread_count("handler1") == 0
        assert store.unmailed() == {}

    def test_whoever_gets_a_username_anew_does_not_get_the_inbox(self, site):
        post(username="leaver")
        with api.env.adopt_roles(["Manager"]):
            api.user.create(username="leaver", email="leaver@example.org", password="Longer-12345")
            api.user.delete(username="leaver")
        assert keys("leaver") == []

    def test_nothing_where_nobody_was_told_anything(self, site):
        assert store.prune(AT, AT) == 0
        assert store.inbox("handler1") == []
        assert store.unread_count("handler1") == store.mark_read("handler1") == 0


class TestMail:
    def test_each_notice_is_sent_once(self, site):
        post("b", at=AT + DAY)
        post("a")
        post("c", username="handler2")
        waiting = store.unmailed()
        assert [each.key for each in waiting["handler1"]] == ["a", "b"]
        store.mark_mailed("handler1", ["a", "b", "unheard of"])
        assert set(store.unmailed()) == {"handler2"}
        assert store.unread_count("handler1") == 2

    def test_what_was_read_before_may_still_be_sent(self, site):
        post()
        store.mark_read("handler1")
        assert set(store.unmailed()) == {"handler1"}
