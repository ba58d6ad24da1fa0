"""Facts read in bulk are those read one by one."""

import pytest
from case_steps import content

from tonghua.records.cases.facts import fill, uid_of
from tonghua.records.core.facts import BasisFacts
from tonghua.records.interfaces import IFactsSource
from tonghua.records.lists.cases import due_of


def test_a_record_reads_alike_alone_and_with_its_case(site, case, rest):
    rest("handler1").made(
        case["url"],
        {
            "@type": "SceneInspection",
            "title": "（示例）现场检查（勘验）笔录",
            "officers": case["officers"],
            "parties": [case["party"]],
        },
    )
    import transaction

    transaction.begin()
    content = site["cases"][case["url"].rsplit("/", 1)[-1]]
    (record,) = [each for each in content.objectValues() if each.portal_type == "SceneInspection"]
    facts = IFactsSource(content).facts()
    assert facts.records == (IFactsSource(record).facts(),)
    assert facts.record(uid_of(record)).parties == tuple(party.uid for party in facts.parties)
    assert {officer.uid for officer in facts.officers} == set(facts.records[0].officers)


def test_what_the_supervising_office_ordered_comes_with_the_case(site, case, rest):
    supervisor = rest("supervisor1")
    body = {
        "@type": "SupervisionOrder",
        "title": "（示例）责令整改通知书",
        "ground": "1",
        "case": case["url"],
        "due_at": "2099-01-01T10:00:00+08:00",
    }
    made = supervisor.made("supervision", body)
    assert answer_of(supervisor, case) == "na"  # a draft is not given yet
    supervisor.step(made, "finalize")
    assert answer_of(supervisor, case) == "pending"
    assert next_due(site, case).year == 2099
    answer = supervisor.post(f"{made}/@later", {"reply": "已整改"})
    assert answer.status_code == 200, answer.text
    assert next_due(site, case) is None
    (order,) = IFactsSource(content(site, case["url"])).facts().orders
    assert (order.state, order.reply) == ("final", "已整改")
    assert order.replied_at is not None
    assert order.rechecked_at is None
    assert supervisor.post(f"{made}/@later", {"recheck": "属实"}).status_code == 200
    assert answer_of(supervisor, case) == "pass"


def answer_of(client, case):
    """What @compliance says of the order."""
    items = client.get(f"{case['url']}/@compliance").json()["items"]
    return {each["rule"]: each["status"] for each in items}["SUP-2"]


def next_due(site, case):
    """The next moment by which to act, as the catalogue has it."""
    item = content(site, case["url"])
    catalog = site.portal_catalog
    rid = catalog.getrid("/".join(item.getPhysicalPath()))
    return due_of(catalog._catalog.indexes["next_due"].getEntryForObject(rid))


def test_a_default_counts_where_nobody_filled_the_field_in(site, case):
    bases = {each.own_power: each for each in site["bases"].objectValues()}
    del bases[False].own_power  # what the schema says of one that nobody ticked
    for given, basis in bases.items():
        assert fill(BasisFacts, basis, uid=uid_of(basis)).own_power is given


INSPECTION = {
    "@type": "SceneInspection",
    "title": "（示例）现场检查（勘验）笔录",
    "occurred_start": "2026-03-06T10:00:00+08:00",
}
RENEWED = {"valid_from": "2026-06-01", "valid_until": "2099-05-31"}


@pytest.mark.parametrize(
    ("changes", "expected", "saved"),
    [
        pytest.param(RENEWED, "pass", 204, id="renewed"),
        # a draft may still get other officers
        pytest.param({"valid_from": "2026-06-01"}, "pending", 400, id="only corrected"),
    ],
)
def test_a_record_is_judged_by_the_certificate_of_its_day(case, rest, changes, expected, saved):
    handler = rest("handler1")
    record = handler.made(case["url"], {**INSPECTION, "officers": case["officers"]})
    assert certificates(handler, case) == "pass"
    for officer in case["officers"]:
        answered = rest("siteadmin1").patch(officer, changes)
        assert answered.status_code == 204, answered.text
    assert certificates(handler, case) == expected
    again = handler.patch(record, {"officers": case["officers"]})
    assert again.status_code == saved, again.text


def test_the_former_certificate_is_kept_with_its_number(site, case, rest):
    rest("handler1").made(case["url"], {**INSPECTION, "officers": case["officers"]})
    for officer in case["officers"]:
        rest("siteadmin1").patch(officer, {**RENEWED, "certificate_number": "SL-T-100"})
    first = IFactsSource(content(site, case["url"])).facts().officers[0]
    (former,) = first.former_certificates
    assert (former["certificate_number"], first.certificate_number) == ("SL-T-001", "SL-T-100")


def certificates(client, case):
    """What @compliance says of the certificates."""
    items = client.get(f"{case['url']}/@compliance").json()["items"]
    return {each["rule"]: each["status"] for each in items}["OFF-2"]
