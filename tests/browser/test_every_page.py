"""What holds on every page that a role meets, on a desk and on a phone.

It is no wider than the window, has one first heading, is in Chinese, and has no grave barrier, no
script error and nothing from another host.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chromium import Desk
from paperwork import Paperwork
from walks import english_of, look_over

FORBIDDEN = ("nowhere-at-all", "@@setup")
OF_SUPERVISORS = (
    "@@supervision?from=2026-01&to=2026-12",
    "@@supervision?from=2020-01&to=2020-02",
    "@@supervision-cases?from=2026-01&to=2026-12&figure=all:kept",
    "@@supervision-cases?from=2020-01&to=2020-02&figure=overdue",
)
OF_ANYBODY = (
    "",
    "cases",
    "cases?state=investigation&q=年鉴",
    "cases?q=没有这样的案件",
    "@@search?SearchableText=年鉴",
    "@@handbook",
    "@@handbook/lists",
    "@@ordinance",
    "@@notices",
    "@@my-calendar",
    "complaints",
    "officers",
    "devices",
    "bases",
    "supervision",
    "@@personal-information",
    "@@personal-preferences",
    "@@change-password",
    *FORBIDDEN,
)
PARTS = ("recordings", "service", "timeline", "compliance", "volume", "access")


@pytest.fixture(scope="module")
def under_way(papers: Paperwork) -> dict[str, str]:
    """A case with a filing form in review, a draft record and a private one."""
    case, filing = papers.filing_in_review("（示例）逐页查看的案件")
    scene = papers.record(
        case, "SceneInspection", "（示例）逐页查看的笔录", situation="（示例）所见"
    )
    private = papers.case("（示例）逐页查看的不公开案件", confidentiality="privacy")
    return {"case": case, "filing": filing, "scene": scene, "private": private}


def of_the_case(papers: Paperwork) -> list[str]:
    """The demo's case with its tabs, and one record of each type with a register's entries."""
    parts = [f"{papers.demo_case}/@@case-{part}" for part in PARTS]
    entries = [papers.officers[0], papers.bases[0]]
    return [papers.demo_case, *parts, *papers.demo_records.values(), *entries]


def pages_of(role: str, papers: Paperwork, under_way: dict[str, str]) -> list[str]:
    """Return the addresses that a role meets at its work."""
    case, filing, scene = (under_way[name] for name in ("case", "filing", "scene"))
    decision = papers.demo_records["Decision"]
    if role == "anonymous":
        return [
            "",
            "login",
            "cases",
            papers.demo_case,
            "@@handbook",
            "@@ordinance",
            "@@notices",
            "@@mail_password_form",
        ]
    pages = list(OF_ANYBODY)
    if role == "admin-of-site":
        entries = [papers.officers[0], papers.bases[0]]
        pages = [each for each in pages if each not in FORBIDDEN]
        pages += ["@@office-settings", "@@people", "@@person", "@@person?username=handler1"]
        pages += ["@@office-rules", "@@holidays", "@@holidays?year=2028"]
        pages += ["@@setup", *entries, *(f"{entry}/edit" for entry in entries)]
        pages += ["officers/++add++Officer", "bases/++add++LegalBasis", papers.demo_case]
        return pages
    if role == "secrecy1":
        levels = (papers.demo_case, decision, under_way["private"])
        return [*pages, papers.demo_case, *(f"{item}/@@change-confidentiality" for item in levels)]
    pages += of_the_case(papers)
    pages += [f"{papers.demo_case}/@@case-compliance?show={each}" for each in ("fail", "pending")]
    if role == "handler1":
        kinds = ("Filing", "SceneInspection", "AudioVisual", "RightsNotice", "Decision")
        kinds += ("DeliveryReceipt", "Approval", "Party")
        pages += ["cases/++add++PenaltyCase", case, f"{case}/edit", scene, f"{scene}/edit"]
        pages += [f"{case}/++add++{kind}" for kind in kinds]
        pages += [f"{case}/@@act?transition=file", f"{scene}/@@act?transition=finalize"]
        pages += [f"{scene}/@@sign", f"{decision}/@@later", f"{case}/@@change-confidentiality"]
    elif role == "reviewer1":
        pages += [case, filing]
        pages += [f"{filing}/@@act?transition={step}" for step in ("endorse", "send_back")]
    elif role == "approver1":
        pages += [case, filing]
    else:
        if role == "supervisor1":
            pages += OF_SUPERVISORS
        pages += [case, under_way["private"], f"{under_way['private']}/@@case-compliance"]
    return pages


ROLES = (
    "handler1",
    "reviewer1",
    "approver1",
    "legal1",
    "archivist1",
    "supervisor1",
    "secrecy1",
    "admin-of-site",
    "anonymous",
)


@pytest.mark.parametrize("role", ROLES)
def test_every_page(
    at_desk: Callable[..., Desk],
    papers: Paperwork,
    under_way: dict[str, str],
    site_administrator: str,
    role: str,
) -> None:
    user = {"anonymous": None, "admin-of-site": site_administrator}.get(role, role)
    # the others' pages are these, with less on them
    everything = role in ("handler1", "admin-of-site", "anonymous")
    pages = pages_of(role, papers, under_way)
    found = look_over(at_desk(user), pages, phone_barriers=everything)
    assert not found, "\n".join(found)


def test_every_form(
    at_desk: Callable[..., Desk], papers: Paperwork, under_way: dict[str, str]
) -> None:
    """Whatever the handler may add: to a case, to a complaint, to the registers."""
    handler = papers.as_user("handler1")
    told = {"@type": "Complaint", "title": "（示例）逐页查看的举报", "content": "（示例）来信"}
    complaint = handler.post("complaints", told)["@id"]
    held = ("cases", "complaints", under_way["case"], complaint)
    forms = [
        f"{container}/++add++{each['@id'].rsplit('/', 1)[-1]}"
        for container in held
        for each in handler.get(f"{container}/@types")
        if each["addable"]
    ]
    assert len(forms) > 30
    found = look_over(at_desk("handler1"), [complaint, *forms])
    assert not found, "\n".join(found)


def test_an_english_sentence_is_noticed() -> None:
    assert english_of("字体 Noto Sans CJK SC，办理人 handler1") == []
    assert english_of("请登录。You must log in first") == ["English: You must log in first"]
