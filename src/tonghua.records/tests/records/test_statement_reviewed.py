"""陈述申辩笔录: the party signs what it said; what the office makes of it is written after that."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from case_steps import DAY, refused, sign
from lxml import etree

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
REVIEW = {"review_opinion": "所述属实，处罚幅度已经考虑。", "accepted": False}
REASON = {"accept_reason": "没有提出新的事实和证据。"}


@pytest.fixture
def statement(rest, case):
    """A statement that the party and the officers have signed, still a draft."""
    made = rest("handler1").made(
        case["url"],
        {
            "@type": "Statement",
            "title": "（示例）陈述申辩笔录",
            "occurred_start": f"{DAY}T10:00:00+08:00",
            "occurred_end": f"{DAY}T11:00:00+08:00",
            "place": "示例路1号",
            "officers": case["officers"],
            "parties": [case["party"]],
            "credentials_shown": True,
            "credentials_shown_at": f"{DAY}T10:01:00+08:00",
            "opinion": "处罚过重，请求减轻。",
        },
    )
    for name in ("示例甲", "示例乙"):
        sign(rest, made, name, "officer")
    sign(rest, made, "示例人", "party")
    sign(rest, made, "示例甲", "recorder")
    return made


def paper(rest, record):
    """The words of the newest paper, made now."""
    handler = rest("handler1")
    made = handler.post(f"{record}/@paper", {"formats": ["docx"]})
    assert made.status_code == 201, made.text
    data = handler.get(made.json()["docx"]).content
    tree = etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    return "".join("".join(each.text or "" for each in tree.iter(WORDS)).split())


def test_it_is_final_when_signed_and_the_signatures_stand(rest, statement):
    handler = rest("handler1")
    handler.step(statement, "finalize")
    before = paper(rest, statement)
    assert "是否采纳／" in before
    answer = handler.post(f"{statement}/@later", {**REVIEW, **REASON})
    assert answer.status_code == 200, answer.text
    signatures = handler.get(f"{statement}/@signatures").json()["items"]
    assert len(signatures) == 4
    assert not any(each["outdated"] for each in signatures)
    refused(handler.post(f"{statement}/@later", {"accepted": True}), article=30, words="已经写过")
    now = handler.get(statement).json()
    assert {name: now[name] for name in (*REVIEW, *REASON)} == {**REVIEW, **REASON}


def test_a_paper_made_after_the_review_prints_it(rest, statement):
    handler = rest("handler1")
    handler.step(statement, "finalize")
    handler.post(f"{statement}/@later", {**REVIEW, **REASON})
    after = paper(rest, statement)
    assert REVIEW["review_opinion"] in after
    assert "是否采纳不采纳" in after
    assert REASON["accept_reason"] in after
    assert "示例人" in after
    papers = handler.get(f"{statement}/@paper").json()["items"]
    assert len({each["data_sha256"] for each in papers[-2:]}) == 2


def test_a_review_written_into_the_signed_draft_asks_for_new_signatures(rest, statement):
    handler = rest("handler1")
    answer = handler.post(f"{statement}/@later", {"review_opinion": "属实。"})
    refused(answer, article=30, words="还没有定稿")
    assert handler.patch(statement, {"review_opinion": "属实。"}).status_code == 204
    signatures = handler.get(f"{statement}/@signatures").json()["items"]
    assert all(each["outdated"] for each in signatures)
    answer = handler.post(f"{statement}/@workflow/finalize")
    assert "重新签名" in refused(answer, rule=answer.json()["rule"])
