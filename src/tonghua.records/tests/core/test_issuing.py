"""Gates before a paper is given out (出具) beside its record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core_builders import OFFICE, at, draft, steps, with_records

from tonghua.records.core.articles import articles
from tonghua.records.core.facts import (
    Approval,
    DeliveryReceipt,
    Hearing,
    Override,
    PartyFacts,
    Performance,
)
from tonghua.records.core.issuing import PAPERS, judge_issue
from tonghua.records.core.overrides import issuing
from tonghua.records.core.papers import papers
from tonghua.records.core.releasing import blocked
from tonghua.records.core.rules import RULES, Status
from tonghua.records.core.rules.registry import Rule, about
from tonghua.records.core.text import _

NOW = at("06-30 12:00")
HEARING = Hearing(
    uid="h", title="听证", public=True, occurred_start=at("07-20 09:00"), place="会议室"
)
NOTICE = DeliveryReceipt(
    uid="r", title="送达回证", method="public_notice", notice_text="公告", circumstances="下落不明"
)
APPROVAL = Approval(uid="a", title="公告送达审批", history=steps(("approve", "06-01 08:00")))
PERFORMANCE = Performance(uid="perf", obligation="缴纳罚款", overdue_measure="申请法院强制执行")
#: 2026年6月12日 is a Friday; the tenth working day after it is Monday 29 June (端午: 19 June off)
DEMAND = DeliveryReceipt(
    uid="served",
    served=("perf",),
    method="direct",
    outcome="served",
    signer_name="示例人",
    signed_at=at("06-12 10:00"),
    history=steps(("finalize", "06-12 11:00")),
)


def refused(case, subject, paper, now=NOW, office=OFFICE):
    return judge_issue(case, office, now, subject, paper)


def test_the_table_names_what_there_is():
    known = {rule for each in articles().values() for rule in each.rules}
    for key, rules in PAPERS.items():
        assert papers()[key].issued, key
        assert set(rules) <= known, key


def test_a_paper_without_a_rule_goes_out():
    assert refused(with_records(NOTICE), "r", "entrust_letter") is None


def test_a_record_that_is_not_in_the_case_is_an_error():
    with pytest.raises(KeyError):
        refused(with_records(NOTICE), "nowhere", "public_notice")


def test_a_public_notice_is_approved_first():
    found = refused(with_records(NOTICE), "r", "public_notice")
    assert (found.rule, found.article) == ("SRV-P", 23)
    assert found.message.startswith("第二十三条：公告送达应当先经审批。")
    assert refused(with_records(NOTICE, APPROVAL), "r", "public_notice") is None


class TestApplicationToTheCourt:
    """强制执行申请书 goes out only after a demand was served and waited for (PRF-3)."""

    def said(self, *records, now=NOW):
        return refused(with_records(PERFORMANCE, *records), "perf", "enforcement_application", now)

    def test_without_a_demand(self):
        found = self.said()
        assert (found.rule, found.article) == ("PRF-3", 24)
        assert "申请法院强制执行以前应当催告" in found.message
        assert "满10个工作日" in found.message

    def test_a_demand_that_did_not_arrive(self):
        assert self.said(replace(DEMAND, outcome="refused")).rule == "PRF-3"

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            pytest.param("06-12 12:00", "PRF-3", id="on the day of service"),
            pytest.param("06-29 23:59", "PRF-3", id="the tenth working day"),
            pytest.param("06-30 00:00", None, id="the day after"),
        ],
    )
    def test_the_days_are_waited_for(self, now, expected):
        found = self.said(DEMAND, now=at(now))
        assert (found.rule if found else None) == expected
        if found:
            assert (
                "催告书2026年6月12日送达，应当等待10个工作日，到2026年6月29日为止" in found.message
            )

    def test_every_party_that_it_names_has_it_first(self):
        """PRF-3 is judged likewise: a paper let out here is not found too early there."""
        parties = tuple(PartyFacts(uid=each, name="示例人") for each in "pq")
        both = replace(PERFORMANCE, parties=("p", "q"))
        one, other = (
            replace(DEMAND, uid=f"to-{each.uid}", parties=(each.uid,)) for each in parties
        )
        for receipts, allowed in (((one,), False), ((one, other), True)):
            case = replace(with_records(both, *receipts), parties=parties)
            assert (refused(case, "perf", "enforcement_application") is None) is allowed

    def test_a_demand_beside_another_record_of_performance_counts(self):
        other = replace(PERFORMANCE, uid="other")
        assert self.said(other, replace(DEMAND, served=("other",))) is None


@pytest.fixture
def secret_hearing(monkeypatch):
    """A rule HRG-4 that forbids a public hearing."""

    def judge(case, office, now):
        for each in case.standing(Hearing):
            status = Status.FAIL if each.public else Status.PASS
            yield about(each.uid, status, _("第十一条：涉及个人隐私的听证不公开。"))

    rule = Rule(
        id="HRG-4", article=11, title=_("听证"), blocking=True, nothing=_("无"), judge=judge
    )
    monkeypatch.setitem(RULES, "HRG-4", rule)


class TestByRule:
    CASE = with_records(draft(HEARING))

    def test_the_rule_s_sentence_refuses(self, secret_hearing):
        found = refused(self.CASE, "h", "hearing_announcement")
        assert (found.rule, found.article) == ("HRG-4", 11)
        assert found.message == "第十一条：涉及个人隐私的听证不公开。"

    def test_what_the_rule_allows_goes_out(self, secret_hearing):
        case = with_records(draft(replace(HEARING, public=False)))
        assert refused(case, "h", "hearing_notice") is None

    def test_another_record_s_fault_does_not(self, secret_hearing):
        case = with_records(draft(replace(HEARING, public=False)), draft(replace(HEARING, uid="o")))
        assert refused(case, "h", "hearing_notice") is None

    def test_a_rule_that_is_not_there_yet_is_not_asked(self, monkeypatch):
        monkeypatch.delitem(RULES, "HRG-4", raising=False)
        assert refused(self.CASE, "h", "hearing_announcement") is None

    def test_a_leader_sets_it_aside_for_this_paper_alone(self, secret_hearing):
        office = replace(OFFICE, overridable=frozenset({"HRG-4"}))
        found = refused(self.CASE, "h", "hearing_announcement", office=office)
        assert found.overridable
        acts = [(each.refusal.rule, each.transition) for each in blocked(self.CASE, office, NOW)]
        assert ("HRG-4", issuing("hearing_announcement")) in acts
        given = Override(
            rule="HRG-4",
            subject="h",
            transition=issuing("hearing_announcement"),
            by="approver1",
            at=NOW,
            reason="理由",
        )
        case = replace(self.CASE, overrides=(given,))
        assert refused(case, "h", "hearing_announcement", office=office) is None
        assert refused(case, "h", "hearing_notice", office=office).rule == "HRG-4"
