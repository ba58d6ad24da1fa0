"""What a transaction touched is indexed once, and no more than that."""

import transaction
from case_steps import content, file_case, filing
from plone import api
from plone.dexterity.utils import createContentInContainer

from tonghua.records.lists.touched import on_touched


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
