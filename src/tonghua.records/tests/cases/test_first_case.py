"""A penalty case made step by step over REST, by handler, reviewer and approver."""

import base64
from pathlib import Path

import pytest

MEDIA = Path(__file__).resolve().parents[4] / "profiles" / "demo" / "media"


@pytest.fixture
def office(site):
    """Two officers and a basis in the registers; their URLs."""
    import transaction
    from plone import api

    with api.env.adopt_roles(["Manager"]):
        officers = [
            api.content.create(
                container=site["officers"],
                type="Officer",
                title=name,
                user_id=user,
                certificate_number=number,
                valid_from=_day("2024-01-01"),
                valid_until=_day("2028-12-31"),
                scope="地方志行政执法",
            )
            for name, user, number in (
                ("示例甲", "handler1", "SL-T-001"),
                ("示例乙", "handler2", "SL-T-002"),
            )
        ]
        expired = api.content.create(
            container=site["officers"],
            type="Officer",
            title="示例过期",
            certificate_number="SL-T-003",
            valid_from=_day("2020-01-01"),
            valid_until=_day("2025-12-31"),
            scope="地方志行政执法",
        )
        basis = api.content.create(
            container=site["bases"],
            type="LegalBasis",
            title="（示例）示例法规第一条",
            law="示例法规",
            article="第一条",
            penalty_kinds=["fine"],
            effective_from=_day("2024-01-01"),
            own_power=True,
        )
    transaction.commit()
    return {
        "officers": [each.absolute_url() for each in officers],
        "expired": expired.absolute_url(),
        "basis": basis.absolute_url(),
    }


def _day(text):
    from datetime import date

    return date.fromisoformat(text)


@pytest.fixture
def case(rest, office):
    handler = rest("handler1")
    url = handler.made(
        "cases",
        {
            "@type": "PenaltyCase",
            "title": "（示例）擅自编纂冠名年鉴案",
            "cause": "擅自编纂",
            "section": "执法科（示例）",
            "legal_basis": [office["basis"]],
            "handlers": ["handler1", "handler2"],
            "reviewer": "reviewer1",
            "approver": "approver1",
            "procedure": "ordinary",
        },
    )
    party = handler.made(
        url,
        {
            "@type": "Party",
            "kind": "organisation",
            "name": "示例文化传播有限公司",
            "address": "示例路1号",
        },
    )
    return {"url": url, "party": party, **office}


def chain(rest, record):
    rest("handler1").step(record, "submit", "建议立案。")
    rest("reviewer1").step(record, "endorse", "同意。")
    rest("approver1").step(record, "approve", "批准。")


def inspection(rest, case, **more):
    return rest("handler1").made(
        case["url"],
        {
            "@type": "SceneInspection",
            "title": "（示例）现场检查笔录",
            "occurred_start": "2026-11-20T10:00:00+08:00",
            "occurred_end": "2026-11-20T11:00:00+08:00",
            "place": "示例路1号",
            "officers": case["officers"],
            "parties": [case["party"]],
            "credentials_shown": True,
            "credentials_shown_at": "2026-11-20T10:01:00+08:00",
            "inspected": "示例文化传播有限公司",
            "witness": "示例见证人",
            "situation": "客观记载。",
            **more,
        },
    )


def recording(rest, case, about, **more):
    data = (MEDIA / "c1-scene.mp4").read_bytes()
    return rest("handler1").post(
        case["url"],
        {
            "@type": "AudioVisual",
            "title": "（示例）录像",
            "kind": "video",
            "captured_start": "2026-11-20T10:00:00+08:00",
            "captured_end": "2026-11-20T11:00:00+08:00",
            "about": [about],
            "media": {
                "filename": "c1-scene.mp4",
                "content-type": "video/mp4",
                "encoding": "base64",
                "data": base64.b64encode(data).decode(),
            },
            **more,
        },
    )


def sign(rest, record, name, capacity, **more):
    answer = rest("handler1").post(
        f"{record}/@signatures", {"name": name, "capacity": capacity, "mode": "handwritten", **more}
    )
    assert answer.status_code == 201, answer.text


def rules(rest, case, who="handler1"):
    answer = rest(who).get(f"{case['url']}/@compliance")
    assert answer.status_code == 200, answer.text
    return {item["rule"]: item["status"] for item in answer.json()["items"]}


class TestWholeCase:
    def test_from_registration_to_served_decision(self, rest, case):
        handler = rest("handler1")
        filing = handler.made(
            case["url"],
            {"@type": "Filing", "title": "（示例）立案审批表", "clue": "举报", "facts": "初查"},
        )
        chain(rest, filing)
        handler.step(case["url"], "file")
        now = handler.get(case["url"]).json()
        assert now["number"] == "示例罚立〔2026〕1号"
        assert now["opened_at"]
        handler.step(case["url"], "investigate")

        scene = inspection(rest, case)
        answer = handler.post(f"{scene}/@workflow/finalize", {"comment": ""})
        assert answer.status_code == 409
        assert set(answer.json()) >= {"rule", "article", "message"}
        assert recording(rest, case, scene).status_code == 201
        for name in ("示例甲", "示例乙"):
            sign(rest, scene, name, "officer")
        sign(rest, scene, "示例人", "party")
        sign(rest, scene, "示例见证人", "witness")
        handler.step(scene, "finalize")
        papers = handler.get(f"{scene}/@paper").json()["items"]
        assert papers[-1]["draft"] is False

        handler.step(case["url"], "give_notice")
        notice = handler.made(
            case["url"],
            {
                "@type": "RightsNotice",
                "title": "（示例）行政处罚事先告知书",
                "kind": "prior_notice",
                "told": ["statement", "defence", "recusal", "hearing"],
                "how": "written",
                "facts": "事实",
                "reasons": "理由",
                "basis": "依据",
                "proposed": "拟处罚款",
                "proposed_kinds": ["fine"],
                "proposed_amount": 50000,
                "parties": [case["party"]],
            },
        )
        chain(rest, notice)
        assert handler.get(notice).json()["number"] == "示例罚告〔2026〕1号"
        handler.step(case["url"], "review")
        handler.step(case["url"], "decide")
        decision = handler.made(
            case["url"],
            {
                "@type": "Decision",
                "title": "（示例）行政处罚决定书",
                "kind": "penalty",
                "facts": "事实",
                "evidence": "证据",
                "reasons": "理由",
                "basis": "依据",
                "content": "处罚款人民币伍万元整。",
                "performance": "十五日内缴纳。",
                "remedies": "六十日内申请行政复议，六个月内提起行政诉讼。",
                "penalty_kinds": ["fine"],
                "amount": 50000.5,
                "parties": [case["party"]],
                "confidentiality": "public",
            },
        )
        chain(rest, decision)
        made = handler.get(decision).json()
        assert made["number"] == "示例罚〔2026〕1号"
        assert made["amount"] == 50000.5
        assert made["decided_at"]
        handler.step(case["url"], "serve")
        receipt = handler.made(
            case["url"],
            {
                "@type": "DeliveryReceipt",
                "title": "（示例）送达回证",
                "served": [decision],
                "recipient": "示例文化传播有限公司",
                "method": "direct",
                "outcome": "served",
                "servers": case["officers"],
                "signer_name": "示例人",
                "signer_relation": "legal_representative",
                "signed_at": made["decided_at"],
                "parties": [case["party"]],
            },
        )
        for name in ("示例甲", "示例乙"):
            sign(rest, receipt, name, "server")
        sign(rest, receipt, "示例人", "recipient")
        handler.step(receipt, "finalize")
        assert handler.get(receipt).json()["served_at"] == made["decided_at"][:10]
        found = rules(rest, case)
        assert found == {
            "APR-1": "pass",
            "AUTH-1": "pass",
            "AV-12": "pass",
            "CAS-1": "fail",
            "DEC-1": "pass",
            "DEC-2": "pass",
            "DOC-SIG": "pending",
            "OFF-1": "pass",
            "OFF-2": "pass",
            "OFF-3": "pass",
            "SCOPE-1": "pass",
            "SRV-7": "pass",
            "SRV-D": "pass",
        }
        events = handler.get(f"{case['url']}/@timeline").json()["items"]
        assert [event["at"] for event in events] == sorted(event["at"] for event in events)
        approvals = [
            item["title"] for item in handler.get(case["url"]).json()["items"] if item["@type"] == "Approval"
        ]
        assert len(approvals) == 3
