"""Facts read in bulk are those read one by one."""

from tonghua.records.cases.facts import fill, uid_of
from tonghua.records.core.facts import BasisFacts
from tonghua.records.interfaces import IFactsSource


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


def test_a_default_counts_where_nobody_filled_the_field_in(site, case):
    bases = {each.own_power: each for each in site["bases"].objectValues()}
    del bases[False].own_power  # what the schema says of one that nobody ticked
    for given, basis in bases.items():
        assert fill(BasisFacts, basis, uid=uid_of(basis)).own_power is given
