"""Drafts that save themselves: each person's own, of forms that he may use, bounded."""

import json
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import transaction
from page_forms import add, press
from plone import api

from tonghua.records.forms import drafts
from tonghua.records.moments import now

VALUES = [["form.widgets.clue", "举报信，𠮷 <b>&"], ["form.widgets.IRecord.title", "立案"]]


@pytest.fixture
def ask(site, rest):
    """``ask("handler1").draft("POST", form, values)``: the draft view as a form's script calls it."""

    class Script:
        def __init__(self, username):
            self.http = rest(username).http
            self.site = site.absolute_url()

        def token(self):
            return self.http.get(f"{self.site}/@@form-token")

        def draft(self, method, form, values=None, key="", token=None):
            if token is None:
                answer = self.token()
                token = answer.json().get("token", "") if answer.ok else ""
            return self.http.request(
                method,
                f"{self.site}/@@form-draft?form_id={quote(form, safe='')}",
                data=json.dumps({"key": key, "values": values}) if method == "POST" else None,
                headers={"Content-Type": "application/json", "X-CSRF-TOKEN": token},
            )

    return Script


@pytest.fixture
def filing(site, case):
    """The name of a filing's add form among drafts."""
    return f"{case.removeprefix(site.absolute_url() + '/')}/++add++Filing"


class TestKept:
    def test_what_is_saved_comes_back(self, ask, filing):
        answer = ask("handler1").draft("POST", filing, VALUES)
        assert answer.status_code == 200
        assert re.fullmatch(r"\d\d:\d\d", answer.json()["time"])
        assert ask("handler1").draft("GET", filing).json()["values"] == VALUES

    def test_another_person_has_his_own(self, ask, filing):
        ask("handler1").draft("POST", filing, VALUES)
        assert ask("handler2").draft("GET", filing).json()["values"] is None
        ask("handler2").draft("POST", filing, [["a", "别的"]])
        assert ask("handler1").draft("GET", filing).json()["values"] == VALUES

    def test_form_offers_it_again(self, ask, filing, browser, case):
        assert 'data-draft-time=""' in browser("handler1", f"{case}/++add++Filing").contents
        ask("handler1").draft("POST", filing, VALUES)
        again = browser("handler1", f"{case}/++add++Filing").contents
        assert re.search(r'data-draft-time="\d\d:\d\d"', again)
        assert "举报信" not in again
        assert 'data-draft-time=""' in browser("handler2", f"{case}/++add++Filing").contents

    def test_thrown_away(self, ask, filing):
        ask("handler1").draft("POST", filing, VALUES)
        assert ask("handler1").draft("DELETE", filing).status_code == 200
        assert ask("handler1").draft("GET", filing).json()["values"] is None

    def test_gone_when_the_form_was_sent(self, ask, filing, browser, case):
        ask("handler1").draft("POST", filing, VALUES)
        add(browser("handler1"), case, "Filing", title="（示例）立案审批表", clue="举报信")
        assert ask("handler1").draft("GET", filing).json()["values"] is None

    def test_late_saving_does_not_bring_it_back(self, ask, filing, browser, case):
        handler = browser("handler1", f"{case}/++add++Filing")
        key = re.search(
            r'value="([\w-]+)"[^>]*name="_once"|name="_once"[^>]*value="([\w-]+)"', handler.contents
        )
        key = key.group(1) or key.group(2)
        press(handler, "save")
        assert ask("handler1").draft("POST", filing, VALUES, key=key).json()["time"] == ""
        assert ask("handler1").draft("GET", filing).json()["values"] is None


class TestRights:
    def test_nobody_is_told_to_log_in(self, ask, filing):
        for method in ("GET", "POST", "DELETE"):
            answer = ask(None).draft(method, filing, VALUES)
            assert answer.status_code == 401
            assert "登录" in answer.json()["message"]
        assert ask(None).token().status_code == 401

    @pytest.mark.parametrize("username", ["handler3", "reviewer1", "supervisor1", "siteadmin1"])
    def test_who_may_not_use_the_form(self, ask, filing, username):
        assert ask(username).draft("POST", filing, VALUES).status_code == 403
        assert ask(username).draft("GET", filing).status_code == 403

    def test_manager_reads_only_his_own(self, site, ask, filing):
        ask("handler1").draft("POST", filing, VALUES)
        with api.env.adopt_user(username="handler2"), api.env.adopt_roles(["Manager"]):
            assert drafts.draft_of(filing) is None

    def test_without_token_nothing_is_written(self, ask, filing):
        answer = ask("handler1").draft("POST", filing, VALUES, token="none")
        assert answer.status_code == 403
        assert answer.json()["person"] == "handler1"
        fresh = ask("handler1").draft("POST", filing, VALUES, token=answer.json()["token"])
        assert fresh.status_code == 200

    @pytest.mark.parametrize(
        "form", ["", "nowhere/edit", "cases/nowhere/++add++Filing", "cases/@@form-token", "login"]
    )
    def test_what_is_no_form(self, ask, form):
        assert ask("handler1").draft("POST", form, VALUES).status_code in (403, 404)


class TestBounds:
    @pytest.mark.parametrize("values", [None, "text", [["a"]], [["a", 1]], {"a": "b"}])
    def test_no_values(self, ask, filing, values):
        assert ask("handler1").draft("POST", filing, values).status_code == 400

    def test_too_large(self, ask, filing):
        answer = ask("handler1").draft("POST", filing, [["a", "字" * 700_000]])
        assert answer.status_code == 413
        assert "2 MB" in answer.json()["message"]

    def test_long_text_fits(self, ask, filing):
        values = [["form.widgets.facts", "字" * 200_000]]
        assert ask("handler1").draft("POST", filing, values).status_code == 200
        assert ask("handler1").draft("GET", filing).json()["values"] == values

    def test_oldest_make_room(self, site):
        with api.env.adopt_user(username="handler1"):
            for n in range(drafts.MOST + 3):
                drafts.save(f"form-{n}", VALUES).at = (
                    now() - timedelta(hours=1) + timedelta(seconds=n)
                )
            assert drafts.draft_of("form-2") is None
            assert drafts.draft_of("form-3") is not None
            assert drafts.draft_of(f"form-{drafts.MOST + 2}") is not None

    def test_old_ones_go(self, site):
        with api.env.adopt_user(username="handler1"):
            drafts.save("old", VALUES).at = now() - drafts.AGE
            assert drafts.draft_of("old") is None
            drafts.save("new", VALUES)
            kept = drafts.mine().drafts
            assert list(kept) == ["new"]

    def test_two_people_write_at_once(self, site):
        """Each has a tree of his own, so that no writing waits for, or undoes, another's."""
        from tonghua.records.forms.store import KEY, store

        with api.env.adopt_user(username="handler1"):
            drafts.save("form", VALUES)
        with api.env.adopt_user(username="handler2"):
            drafts.save("form", VALUES)
        transaction.commit()
        database = store()._p_jar.db()
        path = site.getId()
        managers = [transaction.TransactionManager() for _each in range(2)]
        opened = [database.open(transaction_manager=manager) for manager in managers]
        try:
            for connection, person in zip(opened, ("handler1", "handler2"), strict=True):
                kept = connection.root()["Application"][path].__annotations__[KEY]
                kept[person].drafts["form"] = kept[person].drafts["form"].__class__(VALUES)
            for manager in managers:
                manager.commit()
        finally:
            for manager, connection in zip(managers, opened, strict=True):
                manager.abort()
                connection.close()
