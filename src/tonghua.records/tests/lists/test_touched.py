"""What a transaction touched is indexed once, and no more than that."""

import transaction
from case_steps import content, file_case, filing
from plone import api
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.WorkflowCore import ActionSucceededEvent
from zope.event import notify

from tonghua.records.lists.touched import on_touched
from tonghua.records.supervision.orders import relation_to


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
