"""The steps of a penalty case over REST, as its people take them; the tests' common words.

``conftest.py`` makes the fixtures ``office`` and ``case`` of every test from here.
"""

import base64
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[3] / "profiles" / "demo" / "tonghua-demo.json"
MEDIA = DEMO.parent / "media"
ZONE = timezone(timedelta(hours=8))
TODAY = datetime.now(ZONE).date()
#: the year in which numbers of today are given
YEAR = TODAY.year
#: when the scene was inspected: before any filing that a test has approved
DAY = (TODAY - timedelta(days=1)).isoformat()
PARTY = "示例文化传播有限公司"


@pytest.fixture(scope="session")
def office_ground(stage, people_ground):
    """Two officers, one whose certificate has expired, and two bases; their URLs."""
    return stage.prepare(people_ground, lambda stage: make_office(stage.layer["portal"]))


@pytest.fixture
def office(site, office_ground):
    """Two officers, one whose certificate has expired, and two bases; their URLs."""
    return dict(office_ground.values)


def make_office(site):
    from plone import api

    with api.env.adopt_roles(["Manager"]):
        officers = [
            _officer(site, "示例甲", "SL-T-001", user_id="handler1"),
            _officer(site, "示例乙", "SL-T-002", user_id="handler2"),
        ]
        expired = _officer(
            site,
            "示例过期",
            "SL-T-003",
            valid_from=TODAY - timedelta(days=900),
            valid_until=TODAY - timedelta(days=2),
        )
        basis = _basis(site, "（示例）示例法规第一条", own_power=True)
        others = _basis(site, "（示例）他机关法规第二条", own_power=False)
    return {
        "officers": [each.absolute_url() for each in officers],
        "expired": expired.absolute_url(),
        "basis": basis.absolute_url(),
        "others_basis": others.absolute_url(),
    }


def _officer(site, name, number, **more):
    from plone import api

    values = {"valid_from": date(2024, 1, 1), "valid_until": TODAY + timedelta(days=700), **more}
    return api.content.create(
        container=site["officers"],
        type="Officer",
        title=name,
        certificate_number=number,
        scope="地方志行政执法",
        **values,
    )


def _basis(site, title, **more):
    from plone import api

    return api.content.create(
        container=site["bases"],
        type="LegalBasis",
        title=title,
        law="示例法规",
        article="第一条",
        penalty_kinds=["fine"],
        effective_from=date(2024, 1, 1),
        **more,
    )


def case_body(office, **more):
    """What registers a penalty case of handler1 and handler2."""
    return {
        "@type": "PenaltyCase",
        "title": "（示例）擅自编纂冠名年鉴案",
        "cause": "擅自编纂",
        "section": "执法科（示例）",
        "legal_basis": [office["basis"]],
        "handlers": ["handler1", "handler2"],
        "reviewer": "reviewer1",
        "approver": "approver1",
        "procedure": "ordinary",
        **more,
    }


def register(rest, office, party=PARTY, **more):
    """A registered case with its party: their URLs with those of the office."""
    handler = rest("handler1")
    url = handler.made("cases", case_body(office, **more))
    made = handler.made(
        url,
        {"@type": "Party", "kind": "organisation", "name": party, "address": "示例路1号"},
    )
    return {**office, "url": url, "party": made}


@pytest.fixture(scope="session")
def case_ground(stage, office_ground):
    """A case just registered, with one party."""
    return stage.prepare(
        office_ground, lambda stage: register(stage.rest, dict(office_ground.values))
    )


@pytest.fixture
def case(site, case_ground):
    """A case just registered, with one party."""
    return dict(case_ground.values)


@pytest.fixture
def manager(rest):
    """The site's Manager over REST."""
    from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

    return rest(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def content(site, url):
    """The object behind a URL, as the database has it now."""
    site._p_jar.sync()
    return site.unrestrictedTraverse(url[len(site.absolute_url()) + 1 :])


def chain(rest, record):
    """Handler, reviewer and approver bring a record to its end."""
    rest("handler1").step(record, "submit", "建议办理，理由充分。")
    rest("reviewer1").step(record, "endorse", "同意。")
    rest("approver1").step(record, "approve", "批准。")


def filing(rest, case, **more):
    """立案审批表, a draft."""
    body = {"@type": "Filing", "title": "（示例）立案审批表", "clue": "举报", "facts": "初查"}
    return rest("handler1").made(case["url"], {**body, **more})


def file_case(rest, case):
    """Approve the filing and file the case; the filing."""
    made = filing(rest, case)
    chain(rest, made)
    rest("handler1").step(case["url"], "file")
    return made


def inspection_body(case, **more):
    return {
        "@type": "SceneInspection",
        "title": "（示例）现场检查笔录",
        "occurred_start": f"{DAY}T10:00:00+08:00",
        "occurred_end": f"{DAY}T11:00:00+08:00",
        "place": "示例路1号",
        "officers": case["officers"],
        "parties": [case["party"]],
        "credentials_shown": True,
        "credentials_shown_at": f"{DAY}T10:01:00+08:00",
        "inspected": PARTY,
        "witness": "示例见证人",
        "situation": "客观记载。",
        **more,
    }


def inspection(rest, case, **more):
    """现场检查笔录, a draft."""
    return rest("handler1").made(case["url"], inspection_body(case, **more))


def media(name="c1-scene.mp4", kind="video/mp4", as_name=None):
    """A file of the demo as REST takes it."""
    return file_of((MEDIA / name).read_bytes(), as_name or name, kind)


def file_of(data, name, kind="application/octet-stream"):
    return {
        "filename": name,
        "content-type": kind,
        "encoding": "base64",
        "data": base64.b64encode(data).decode(),
    }


def recording(rest, case, about, **more):
    """Take in the recording of an inspection; the answer."""
    return rest("handler1").post(
        case["url"],
        {
            "@type": "AudioVisual",
            "title": "（示例）录像",
            "kind": "video",
            "captured_start": f"{DAY}T10:00:00+08:00",
            "captured_end": f"{DAY}T11:00:00+08:00",
            "about": [about],
            "media": media(),
            **more,
        },
    )


def sign(rest, record, name, capacity, **more):
    """Take one signature."""
    answer = rest("handler1").post(
        f"{record}/@signatures", {"name": name, "capacity": capacity, "mode": "handwritten", **more}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


def sign_inspection(rest, scene):
    """Everybody whom an inspection asks for signs."""
    for name in ("示例甲", "示例乙"):
        sign(rest, scene, name, "officer")
    sign(rest, scene, "示例人", "party")
    sign(rest, scene, "示例见证人", "witness")


def final_inspection(rest, case, **more):
    """An inspection that was recorded, signed and finalized."""
    scene = inspection(rest, case, **more)
    answer = recording(rest, case, scene)
    assert answer.status_code == 201, answer.text
    sign_inspection(rest, scene)
    rest("handler1").step(scene, "finalize")
    return scene


def notice(rest, case, **more):
    """行政处罚事先告知书, a draft."""
    return rest("handler1").made(
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
            "proposed_amount": 50000.5,
            "parties": [case["party"]],
            **more,
        },
    )


def waiver(rest, case, **more):
    """放弃陈述、申辩和听证的笔录: signed by the party and two officers, and final."""
    said = datetime.now(ZONE).replace(second=0, microsecond=0).isoformat()
    made = rest("handler1").made(
        case["url"],
        {
            "@type": "Statement",
            "title": "（示例）陈述申辩笔录（放弃）",
            "occurred_start": said,
            "place": "示例路1号",
            "officers": case["officers"],
            "parties": [case["party"]],
            "credentials_shown": True,
            "credentials_shown_at": said,
            "waived": True,
            "opinion": "当事人明确表示放弃陈述、申辩，不要求听证。",
            **more,
        },
    )
    for name in ("示例甲", "示例乙"):
        sign(rest, made, name, "officer")
    sign(rest, made, "示例人", "party")
    rest("handler1").step(made, "finalize")
    return made


def told(rest, case, **more):
    """The party has been told what is proposed, has signed for it, and has given up the rest.

    Only then may a penalty be decided, and at once (Administrative Penalty Law, article 62).
    """
    made = notice(rest, case, **more)
    chain(rest, made)
    sign(rest, made, "示例人", "party")
    waiver(rest, case)
    return made


def decision_body(case, **more):
    return {
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
        **more,
    }


def decision(rest, case, **more):
    """行政处罚决定书, a draft."""
    return rest("handler1").made(case["url"], decision_body(case, **more))


def receipt_body(case, served, **more):
    return {
        "@type": "DeliveryReceipt",
        "title": "（示例）送达回证",
        "served": served,
        "recipient": PARTY,
        "method": "direct",
        "place": "示例路1号",
        "outcome": "served",
        "servers": case["officers"],
        "signer_name": "示例人",
        "signer_relation": "legal_representative",
        "parties": [case["party"]],
        **more,
    }


def refused(answer, rule="", article=None, words=()):
    """Assert a 409 with its rule, article and a sentence that has these words."""
    assert answer.status_code == 409, answer.text
    found = answer.json()
    assert found["rule"] == rule, found
    if article is not None:
        assert found["article"] == article, found
    for word in (words,) if isinstance(words, str) else words:
        assert word in found["message"], found
    return found["message"]


def malformed(answer, *words):
    """Assert a 400 whose message has these words."""
    assert answer.status_code == 400, answer.text
    message = answer.json().get("message") or answer.text
    for word in words:
        assert word in str(message), message
    return message
