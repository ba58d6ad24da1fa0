"""The supervising office's sums follow the cases."""

from collections import Counter

import transaction
from case_steps import case_body, content, file_case
from plone import api

from tonghua.records.supervision.state import state_of
from tonghua.records.supervision.tally import Cell, cells, parts_of


def figures():
    total = Counter()
    for cell in cells().values():
        total.update(cell.figures)
    return total


def test_a_case_is_counted_by_month_kind_and_section(site, case):
    transaction.begin()
    (place,) = [place for place, cell in cells().items() if cell.figures]
    month, kind, section = parts_of(place)
    assert (kind, section) == ("PenaltyCase", "执法科（示例）")
    assert len(month) == len("2026-03")
    assert figures()["cases"] == 1


def test_a_case_counts_with_nothing_in_it(site, rest, office):
    rest("handler1").made("cases", case_body(office))
    rest("handler1").made("complaints", {"@type": "Complaint", "title": "（示例）来信"})
    transaction.begin()
    counted = {parts_of(place)[1:]: cell.figures["cases"] for place, cell in cells().items()}
    assert counted == {("PenaltyCase", "执法科（示例）"): 1, ("Complaint", ""): 1}


def test_what_is_done_in_a_case_changes_the_sums(site, rest, case):
    transaction.begin()
    before = figures()
    assert before["CAS-1:due"] == 1
    file_case(rest, case)
    transaction.begin()
    after = figures()
    assert (after["CAS-1:due"], after["CAS-1:kept"], after["cases"]) == (0, 1, 1)


def test_the_sums_are_what_the_cases_have_added(site, demo):
    transaction.begin()
    catalog = api.portal.get_tool("portal_catalog")
    kinds = ["PenaltyCase", "ApplicationCase", "InspectionCase", "Complaint"]
    total = Counter()
    for brain in catalog.unrestrictedSearchResults(portal_type=kinds):
        total.update(state_of(brain._unrestrictedGetObject()).figures)
    assert total["cases"] > 1
    assert figures() == total


def test_a_case_that_is_removed_is_counted_no_more(site, case):
    transaction.begin()
    made = content(site, case["url"])
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(obj=made, check_linkintegrity=False)
    transaction.commit()
    assert not +figures()


def test_two_who_add_at_once_both_count():
    old = {"figures": {"cases": 5, "DEC-2:due": 2}}
    one = {"figures": {"cases": 6, "DEC-2:due": 3}}
    other = {"figures": {"cases": 5, "DEC-2:due": 1, "DEC-2:kept": 1}}
    merged = Cell()._p_resolveConflict(old, one, other)
    assert merged["figures"] == {"cases": 6, "DEC-2:due": 2, "DEC-2:kept": 1}


def test_a_case_is_found_by_how_a_rule_went(site, demo):
    transaction.begin()
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(rule_outcomes="DEC-2:kept")
    assert [brain.portal_type for brain in found] == ["PenaltyCase"]
