"""What happens after a record is final is written then (事后栏目), and its papers print it."""

import io

import pytest
from case_steps import DAY, chain, file_case, refused, sign

EXTENSION = {
    "@type": "Extension",
    "title": "（示例）延期审批表",
    "what": "作出决定的期限",
    "until": "2026-06-30",
    "reason": "案情复杂。",
}
PRESERVATION = {
    "@type": "EvidencePreservation",
    "title": "（示例）先行登记保存",
    "occurred_start": f"{DAY}T10:00:00+08:00",
    "reason": "证据可能灭失。",
    "subject_matter": "涉案成品。",
    "forms": ["registration"],
}
ROWS = [{"name": "示例年鉴", "quantity": 12, "unit": "册", "kept_at": "示例库房"}]
HEARING_NOTICE = {
    "@type": "RightsNotice",
    "title": "（示例）听证告知书",
    "kind": "hearing",
    "told": ["hearing"],
    "how": "written",
    "facts": "未经批准编印。",
    "reasons": "影响较大。",
    "basis": "示例法规第一条。",
    "proposed": "拟处罚款。",
    "proposed_kinds": ["fine"],
}


def words(rest, record):
    """The words of a record's paper, made anew."""
    from docx import Document

    handler = rest("handler1")
    made = handler.post(f"{record}/@paper", {"formats": ["docx"]})
    assert made.status_code == 201, made.text
    paper = handler.get(made.json()["docx"]).content
    return "".join("".join(Document(io.BytesIO(paper)).element.body.itertext()).split())


@pytest.fixture
def under_way(rest, case):
    file_case(rest, case)
    return case


def test_whoever_is_concerned_is_told_of_the_extension_once_it_is_approved(rest, under_way):
    handler = rest("handler1")
    made = handler.made(under_way["url"], EXTENSION)
    chain(rest, made)
    told = {"informed_at": f"{DAY}T15:00:00+08:00"}
    assert handler.post(f"{made}/@later", told).status_code == 200
    assert handler.get(made).json()["until"] == EXTENSION["until"]
    assert "2026年6月30日" in words(rest, made)
    refused(handler.post(f"{made}/@later", told), article=30, words="已经写过")


def test_what_was_kept_is_listed_after_the_approval(rest, under_way):
    handler = rest("handler1")
    made = handler.made(
        under_way["url"],
        {
            **PRESERVATION,
            "approved_at": f"{DAY}T09:00:00+08:00",
            "officers": under_way["officers"],
            "credentials_shown": True,
            "credentials_shown_at": f"{DAY}T10:01:00+08:00",
        },
    )
    chain(rest, made)
    assert "示例年鉴" not in words(rest, made)
    answer = handler.post(f"{made}/@later", {"rows": ROWS})
    assert answer.status_code == 200, answer.text
    assert handler.get(made).json()["rows"][0]["name"] == "示例年鉴"
    assert "示例年鉴" in words(rest, made)


def test_the_host_reports_on_minutes_that_are_signed(rest, under_way):
    """The report leaves the signatures under the minutes as they are."""
    handler = rest("handler1")
    hearing = handler.made(
        under_way["url"],
        {
            "@type": "Hearing",
            "title": "（示例）听证",
            "occurred_start": f"{DAY}T09:00:00+08:00",
            "occurred_end": f"{DAY}T10:00:00+08:00",
            "place": "示例会议室",
            "host": under_way["officers"][0],
            "clerk": under_way["officers"][1],
            "minutes": "双方陈述。",
        },
    )
    sign(rest, hearing, "示例人", "party")
    answer = handler.post(f"{hearing}/@later", {"report": "建议维持。"})
    refused(answer, article=30, words="还没有定稿")
    (signature,) = handler.get(f"{hearing}/@signatures").json()["items"]
    assert not signature["outdated"]


def test_copies_are_handed_over_after_the_consent(rest, case):
    archivist = rest("archivist1")
    made = archivist.made(
        case["url"],
        {
            "@type": "CopyRequest",
            "title": "（示例）复制申请",
            "applicant": "示例人",
            "purpose": "诉讼",
            "scope": "笔录",
        },
    )
    for name, capacity in (("示例人", "applicant"), ("示例科长", "section_head")):
        body = {"name": name, "capacity": capacity, "mode": "handwritten"}
        assert archivist.post(f"{made}/@signatures", body).status_code == 201
    archivist.step(made, "finalize")
    early = {"masked": "电话号码", "handed_over_at": f"{DAY}T11:00:00+08:00"}
    answer = archivist.post(f"{made}/@later", early)
    refused(answer, rule="CPY-1", article=28, words="没有科室负责人同意")
    answer = archivist.post(f"{made}/@later", {"masked": "附件（机密★10年）"})
    refused(answer, rule="SEC-1", article=29, words="线下报告保密员")
    assert not archivist.get(made).json()["masked"]
    handed = {
        "consented_by": "reviewer1",
        "consented_at": f"{DAY}T10:00:00+08:00",
        "masked": "电话号码",
        "handed_over_at": f"{DAY}T11:00:00+08:00",
    }
    answer = archivist.post(f"{made}/@later", handed)
    assert answer.status_code == 200, answer.text
    signed = archivist.get(f"{made}/@signatures").json()["items"]
    assert [each["outdated"] for each in signed] == [False, False]


class TestHearingNotice:
    """听证告知书 says what penalty is proposed, and asks for it."""

    def test_what_is_proposed_is_asked_for(self, rest, under_way):
        handler = rest("handler1")
        made = handler.made(under_way["url"], HEARING_NOTICE)
        answer = handler.post(f"{made}/@workflow/submit", {"comment": "建议告知。"})
        refused(answer, article=10, words="拟罚款金额")
        assert handler.patch(made, {"proposed_amount": 20000}).status_code == 204
        handler.step(made, "submit", "建议告知。")
        said = words(rest, made)
        assert "人民币贰万元整" in said
        assert "拟处罚款" in said

    @pytest.mark.parametrize("name", ["facts", "reasons", "basis", "proposed", "proposed_kinds"])
    def test_its_form_shows_it(self, site, name):
        from tonghua.records.records.rights import IRightsNotice
        from tonghua.records.schema import shown_for

        assert shown_for(IRightsNotice[name]) == ("kind", ("prior_notice", "hearing"))
