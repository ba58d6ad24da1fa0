"""Applications over REST (article 7): numbers of their own, one supplement, what is refused."""

import pytest
from case_steps import DAY, TODAY, YEAR, chain, refused, sign

AGENT = "示例E"


@pytest.fixture
def application(rest, office):
    """A registered application case; its URL."""
    handler = rest("handler1")
    url = handler.made(
        "cases",
        {
            "@type": "ApplicationCase",
            "title": "（示例）年鉴公开出版批准",
            "cause": "年鉴公开出版批准",
            "section": "执法科（示例）",
            "legal_basis": [office["basis"]],
            "handlers": ["handler1", "handler2"],
            "reviewer": "reviewer1",
            "approver": "approver1",
        },
    )
    handler.made(url, {"@type": "Party", "name": "示例编辑部", "address": "示例街3号"})
    return url


def asked(rest, case, day=DAY):
    """A final oral application, received on a day; its URL."""
    record = rest("handler1").made(
        case,
        {
            "@type": "Application",
            "title": "（示例）口头申请记录",
            "mode": "oral",
            "matter": "年鉴公开出版批准",
            "received_at": f"{day}T09:00:00+08:00",
        },
    )
    refused(rest("handler1").post(f"{record}/@workflow/finalize"), rule="DOC-SIG", words="申请人")
    sign(rest, record, AGENT, "applicant")
    sign(rest, record, "示例甲", "officer")
    rest("handler1").step(record, "finalize")
    return record


def notice(rest, case, outcome, **more):
    body = {"@type": "ApplicationNotice", "title": "受理/不予受理/补正告知", "outcome": outcome}
    return rest("handler1").made(case, {**body, **more})


def final_notice(rest, case, outcome, **more):
    record = notice(rest, case, outcome, **more)
    rest("handler1").step(record, "finalize")
    return rest("handler1").get(record).json()


def rules(rest, case):
    items = rest("handler1").get(f"{case}/@compliance").json()["items"]
    return {item["rule"]: item for item in items}


def test_it_has_its_number_when_it_is_registered(rest, application):
    read = rest("handler1").get(application).json()
    assert read["number"] == f"示例许申〔{YEAR}〕1号"


@pytest.mark.parametrize(
    ("outcome", "title", "kind", "more"),
    [
        ("accepted", "受理通知书", "许受", {}),
        ("rejected", "不予受理通知书", "许不", {"reasons": "不属于本机关职权，请向示例机关申请。"}),
        ("supplement", "补正告知书", "许补", {"supplement_items": ["保密审查意见"]}),
    ],
)
def test_a_notice_is_called_and_numbered_by_its_outcome(
    rest, application, outcome, title, kind, more
):
    made = final_notice(rest, application, outcome, **more)
    assert made["title"] == title
    assert made["number"] == f"示例{kind}〔{YEAR}〕1号"


def test_a_title_of_its_own_stays(rest, application):
    assert (
        final_notice(rest, application, "accepted", title="（示例）受理")["title"] == "（示例）受理"
    )


def test_a_second_supplement_notice_is_refused(rest, application):
    asked(rest, application)
    final_notice(rest, application, "supplement", supplement_items=["保密审查意见"])
    again = notice(rest, application, "supplement", supplement_items=["另一份"])
    answer = rest("handler1").post(f"{again}/@workflow/finalize")
    refused(answer, rule="APP-2", article=7, words=("一次告知", "受理或者不予受理"))
    assert rest("handler1").patch(again, {"outcome": "accepted"}).status_code == 204
    rest("handler1").step(again, "finalize")
    assert rest("handler1").get(again).json()["title"] == "受理通知书"


def test_a_late_supplement_notice_leaves_it_accepted_from_the_day_of_receipt(rest, application):
    asked(rest, application, day=f"{YEAR - 1}-03-02")
    final_notice(rest, application, "supplement", supplement_items=["保密审查意见"])
    found = rules(rest, application)["APP-2"]
    assert found["status"] == "fail"
    assert f"{YEAR - 1}年3月2日" in found["reason"]
    assert "即为受理" in found["reason"]
    assert rules(rest, application)["APP-3"]["status"] == "fail"


def test_a_rejection_says_why_and_where_to_apply(rest, application):
    record = notice(rest, application, "rejected")
    answer = rest("handler1").post(f"{record}/@workflow/finalize")
    refused(answer, article=7, words=("不予受理的理由", "向哪个机关申请"))


def test_a_refused_application_says_where_to_appeal(rest, application, office):
    asked(rest, application, day=TODAY.isoformat())
    final_notice(rest, application, "accepted")
    handler = rest("handler1")
    for step in ("accept", "examine", "review", "decide"):
        handler.step(application, step)
    body = {"@type": "Decision", "title": "（示例）不予决定书", "kind": "refused"}
    said = {"reasons": "理由", "basis": "依据", "content": "不予批准。"}
    decision = handler.made(application, {**body, **said})
    refused(
        handler.post(f"{decision}/@workflow/submit", {"comment": "建议不予批准。"}),
        rule="DEC-1",
        article=18,
        words="途径和期限",
    )
    assert handler.patch(decision, {"remedies": "六十日内申请行政复议。"}).status_code == 204
    chain(rest, decision)
    assert handler.get(decision).json()["review_state"] == "final"


def test_it_is_open_from_the_day_of_receipt_that_counts(site, rest, application):
    """Neither a draft nor what was annulled says when it came in."""
    handler = rest("handler1")
    body = {"@type": "Application", "title": "（示例）申请登记", "mode": "oral", "matter": "年鉴"}
    early = {"received_at": f"{YEAR - 1}-01-02T09:00:00+08:00"}
    handler.made(application, {**body, **early})
    annulled = asked(rest, application, day=f"{YEAR - 1}-02-03")
    handler.step(annulled, "annul", "（示例）登记错了案件。")
    asked(rest, application, day=DAY)
    final_notice(rest, application, "accepted")
    handler.step(application, "accept")
    assert handler.get(application).json()["opened_at"].startswith(DAY)
