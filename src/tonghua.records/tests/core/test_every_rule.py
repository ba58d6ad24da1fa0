"""Every rule of the legal requirements (part A3): asked, on its article, or why no machine decides it."""

from __future__ import annotations

import pytest
from core_builders import CASE, LATER
from core_imported import OFFICE

from tonghua.records.core.articles import articles_of
from tonghua.records.core.rules import RULES, Status, evaluate
from tonghua.records.core.rules.unjudged import UNJUDGED

#: rule → the articles that it stands on
EVERY_RULE = {
    **dict.fromkeys(("AUTH-1",), (1,)),
    **dict.fromkeys(("SCOPE-1",), (2,)),
    **dict.fromkeys(("STAGE-1",), (3,)),
    **dict.fromkeys(("SYS-1",), (5,)),
    **dict.fromkeys(("DEV-1", "SUP-1"), (6,)),
    **dict.fromkeys(("APP-1", "APP-2", "APP-3", "APP-4", "APP-5"), (7,)),
    **dict.fromkeys(("CMP-1", "CMP-2", "CMP-3", "CAS-1"), (8,)),
    **dict.fromkeys(("OFF-1", "OFF-2", "OFF-3"), (9,)),
    **dict.fromkeys(("RGT-1", "RGT-3", "RCU-1"), (10,)),
    "RGT-2": (10, 11),
    **dict.fromkeys(("DOC-SIG", "EVD-1", "REF-1", "HRG-1", "HRG-2", "HRG-3", "HRG-4"), (11,)),
    **dict.fromkeys(("AV-12", "AV-H"), (12,)),
    **dict.fromkeys(("PRS-1", "PRS-2", "PRS-3"), (13,)),
    **dict.fromkeys(("LEG-1", "LEG-2"), (14,)),
    **dict.fromkeys(("EXP-1",), (15,)),
    **dict.fromkeys(("COL-1",), (16,)),
    "APR-1": (17, 31),
    **dict.fromkeys(("APR-2", "APR-3"), (31,)),
    **dict.fromkeys(("DEC-1", "DEC-2", "DEC-3", "DEC-4"), (18,)),
    **dict.fromkeys(("SRV-D", "SRV-7", "SRV-E2"), (19,)),
    **dict.fromkeys(("SRV-M",), (20,)),
    **dict.fromkeys(("SRV-L",), (21,)),
    **dict.fromkeys(("SRV-E", "SRV-T"), (22,)),
    **dict.fromkeys(("SRV-P",), (23,)),
    **dict.fromkeys(("PRF-1", "PRF-2", "PRF-3"), (24,)),
    **dict.fromkeys(("RCT-1", "RCT-2"), (25,)),
    **dict.fromkeys(("ARC-1", "AV-24", "AV-CUST", "AV-INT"), (26,)),
    **dict.fromkeys(("CUS-1",), (27,)),
    **dict.fromkeys(("CPY-1",), (28,)),
    **dict.fromkeys(("SEC-1", "SEC-2", "SEC-3"), (29,)),
    **dict.fromkeys(("LOG-1", "SUP-2"), (30,)),
}
HOW_MANY = 69


def test_the_table_is_whole():
    assert len(EVERY_RULE) == HOW_MANY


@pytest.mark.parametrize(("rule", "articles"), EVERY_RULE.items())
def test_a_rule_is_asked_on_its_article(rule, articles):
    assert rule in RULES, "neither judged nor listed with the reason why not"
    assert RULES[rule].article in articles
    assert articles_of(rule) == articles


def test_there_is_no_other():
    assert RULES.keys() <= EVERY_RULE.keys()


@pytest.mark.parametrize("rule", UNJUDGED)
def test_what_no_machine_decides_says_why(rule):
    (answer,) = evaluate(CASE, OFFICE, LATER, rules=[rule])
    assert (answer.status, answer.findings) == (Status.NA, ())
    assert answer.reason == UNJUDGED[rule].reason
    assert not answer.blocking
