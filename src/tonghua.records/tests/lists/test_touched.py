"""What a transaction touched is indexed once, and no more than that."""

import pytest
import transaction
from Acquisition import aq_base
from case_steps import case_body, content, file_case, filing
from plone import api
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.indexing import processQueue
from Products.CMFCore.WorkflowCore import ActionSucceededEvent
from zope.event import notify

from tonghua.records.lists import indexing
from tonghua.records.lists.touched import on_touched
from tonghua.records.supervision.orders import relation_to
from tonghua.records.supervision.tick import tick


def touched():
    return transaction.get().data(on_touched)


def test_a_new_record_touches_itself_and_its_case_alone(site, rest, case):
    file_case(rest, case)
    transaction.begin()
    within = content(site, case["url"])
    with api.env.adopt_roles(["Manager"]):
        made = createContentInContainer(within, "SceneInspection", title="（示例）笔录")
        assert list(touched().records) == ["/".join(made.getPhysicalPath())]
        assert list(touched().cases) == ["/".join(within.getPhysicalPath())]
    transaction.abort()


def test_other_people_of_a_case_have_other_records_before_them(rest, case):
    filing(rest, case)
    handler = rest("handler1")

    def waiting(who):
        found = handler.get("@search", portal_type="Filing", waits_for=who, metadata_fields="UID")
        return found.json()["items_total"]

    assert (waiting("handler1"), waiting("handler2")) == (1, 1)
    assert handler.patch(case["url"], {"handlers": ["handler1", "handler3"]}).status_code == 204
    assert (waiting("handler2"), waiting("handler3")) == (0, 1)


def test_a_step_of_a_case_touches_the_complaint_that_it_came_from(site, rest, case):
    body = {"@type": "Complaint", "title": "（示例）举报"}
    complaint = rest("handler1").made("complaints", body)
    transaction.begin()
    within, told = content(site, case["url"]), content(site, complaint)
    within.complaint = relation_to(told)
    notify(ActionSucceededEvent(within, None, "file", None))
    paths = {"/".join(each.getPhysicalPath()) for each in (within, told)}
    assert set(touched().cases) == paths
    transaction.abort()


class TestJudgedOnce:
    """A case is judged once for all indexes that ask, and anew the next time."""

    @pytest.fixture
    def judged(self, monkeypatch):
        """The uids of the cases that are judged from now on, in turn."""
        found, judge = [], indexing.standing_of

        def counting(facts, *more):
            found.append(facts.uid)
            return judge(facts, *more)

        monkeypatch.setattr(indexing, "standing_of", counting)
        return found

    def test_when_the_catalogue_is_built_anew(self, site, rest, case, judged):
        other = content(site, rest("handler1").made("cases", case_body(case)))
        here = content(site, case["url"])
        judged.clear()
        catalog = api.portal.get_tool("portal_catalog")
        with api.env.adopt_roles(["Manager"]):
            catalog.clearFindAndRebuild()
            processQueue()
        assert sorted(judged) == sorted([here.UID(), other.UID()])
        found = catalog.unrestrictedSearchResults(rule_outcomes="CAS-1:due")
        assert {brain.UID for brain in found} == {here.UID(), other.UID()}

    def test_at_the_commit_of_what_touched_it(self, rest, case, judged):
        filing(rest, case)
        # its making, and what came of it
        assert 0 < len(judged) <= 2

    def test_each_time_it_is_asked(self, site, case, judged):
        here = content(site, case["url"])
        catalog = api.portal.get_tool("portal_catalog")
        catalog.catalog_object(here)
        catalog.catalog_object(here)
        assert judged == [here.UID()] * 2
        assert indexing.HELD not in vars(aq_base(here))

    def test_what_is_typed_is_kept_where_a_case_cannot_be_judged(
        self, site, rest, case, monkeypatch
    ):
        def broken(*_args):
            raise RuntimeError("示例")

        monkeypatch.setattr(indexing, "standing_of", broken)
        assert rest("handler1").patch(case["url"], {"title": "（示例）改过"}).status_code == 204
        monkeypatch.undo()
        here = content(site, case["url"])
        assert here.title == "（示例）改过"
        with api.env.adopt_roles(["Manager"]):
            assert tick().looked == 1
        catalog = api.portal.get_tool("portal_catalog")
        assert len(catalog.unrestrictedSearchResults(rule_outcomes="CAS-1:due")) == 1

    def test_not_for_an_index_that_asks_something_else(self, site, case, judged):
        catalog = api.portal.get_tool("portal_catalog")
        catalog.catalog_object(content(site, case["url"]), idxs=["getId"], update_metadata=False)
        assert judged == []
