"""Each role at its desk: what waits for it, what it can do, and what it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from chromium import Desk
from paperwork import DEMO_CASE, Paperwork
from playwright.sync_api import expect

Seat = Callable[..., Desk]
FACTS = "（示例）当事人未经批准编纂冠名年鉴。"
PARTY = "示例文化传播有限公司"
REGISTER = "登记案件"


@pytest.fixture
def filing(papers: Paperwork) -> tuple[str, str]:
    """A case and its filing form, in review."""
    return papers.filing_in_review("（示例）各司其职的案件")


def refused(desk: Desk, path: str) -> bool:
    """Say whether an address answers this person with nothing but the refusal."""
    answer = desk.page.goto(path if path.startswith("http") else f"{desk.site.url}/{path}")
    told = "insufficient-privileges" in desk.page.url or "/login" in desk.page.url
    return told or (answer is not None and answer.status in (401, 403, 404))


def save(desk: Desk, name: str = "save") -> None:
    """Press a form's button and wait for the page that it leads to."""
    page = desk.page
    with page.expect_navigation():
        page.locator(f"#form-buttons-{name}").click()
    assert page.locator("#form-errors").count() == 0, page.locator("#form-errors").inner_text()


def acts(desk: Desk) -> list[str]:
    """Return what in the page's main part leads to a change: forms, add forms, steps."""
    addresses = desk.page.locator("main a").evaluate_all("all => all.map((each) => each.href)")
    return [url for url in addresses if re.search(r"/edit$|\+\+add\+\+|@@(act|sign|later)", url)]


class TestHandler:
    def test_registers_a_case_and_its_party(self, at_desk: Seat) -> None:
        desk = at_desk("handler1")
        page = desk.open()
        page.get_by_role("link", name=REGISTER).click()
        page.fill("#form-widgets-title", "（示例）在窗口登记的案件")
        page.fill("#form-widgets-cause", "（示例）擅自编纂年鉴")
        page.fill("#form-widgets-source", "（示例）群众举报")
        page.get_by_label("法律依据").or_(page.locator("#form-widgets-legal_basis-0")).first.check()
        page.check("#form-widgets-handlers-0")
        page.check("#form-widgets-handlers-1")
        save(desk)
        expect(page.locator("h1")).to_contain_text("（示例）在窗口登记的案件")
        page.get_by_role("link", name="登记当事人").first.click()
        page.fill("#form-widgets-name", "示例书店")
        save(desk)
        expect(page.get_by_role("main")).to_contain_text("示例书店")

    def test_makes_a_record_from_the_case(self, at_desk: Seat, papers: Paperwork) -> None:
        desk = at_desk("handler1")
        page = desk.open(papers.case("（示例）新建记录的案件"))
        page.get_by_text("新建记录", exact=True).click()
        page.get_by_role("link", name="立案审批表").first.click()
        page.fill("#form-widgets-clue", FACTS)
        save(desk)
        expect(page.get_by_role("main")).to_contain_text(FACTS)
        expect(page.get_by_role("main")).to_contain_text("草稿")

    def test_edits_a_draft(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）修改草稿的案件")
        record = papers.record(case, "Filing", "（示例）立案审批表", clue="旧的线索")
        desk = at_desk("handler1")
        page = desk.open(record)
        page.get_by_text("更多", exact=True).click()
        page.locator("main a[href$='/edit']").first.click()
        page.fill("#form-widgets-clue", FACTS)
        save(desk)
        assert papers.read(record)["clue"] == FACTS

    def test_goes_by_the_next_steps(self, at_desk: Seat, papers: Paperwork) -> None:
        case = papers.case("（示例）按下一步办理的案件")
        desk = at_desk("handler1")
        page = desk.open(case)
        steps = page.locator(".case-next a")
        assert 1 <= steps.count() <= 3
        first = steps.first.inner_text()
        assert first == "登记当事人"
        steps.first.click()
        page.fill("#form-widgets-name", "示例书店")
        save(desk)
        desk.open(case)
        assert first not in steps.all_inner_texts()

    def test_cannot_endorse_what_he_submitted(self, at_desk: Seat, filing: tuple[str, str]) -> None:
        desk = at_desk("handler1")
        desk.open(filing[1])
        assert not any("transition=endorse" in url for url in acts(desk))
        assert refused(desk, f"{filing[1]}/edit")

    def test_cannot_set_up_the_office(self, at_desk: Seat) -> None:
        desk = at_desk("handler1")
        for path in ("@@setup", "@@office-settings", "@@people", "officers/++add++Officer"):
            assert refused(desk, path), path


class TestReviewer:
    def test_sends_back_with_a_reason_then_endorses(
        self, at_desk: Seat, papers: Paperwork, filing: tuple[str, str]
    ) -> None:
        desk = at_desk("reviewer1")
        page = desk.open()
        waiting = page.locator("section", has=page.get_by_role("heading", name="待我审核、批准"))
        waiting.locator(f"a[href='{filing[1]}']").first.click()
        page.get_by_text("更多", exact=True).click()
        page.locator("main a[href*='transition=send_back']").first.click()
        page.locator("#form-buttons-save").click()
        expect(page.locator("#form-errors")).to_contain_text("理由")
        page.fill("#form-widgets-comment", "线索来源没有写明，请补正。")
        save(desk)
        expect(page.get_by_role("main")).to_contain_text("线索来源没有写明，请补正。")
        assert papers.read(filing[1])["review_state"] == "draft"

        papers.step("handler1", filing[1], "submit", "已经补正，建议立案。")
        desk.open(filing[1])
        page.locator("main a[href*='transition=endorse']").first.click()
        page.fill("#form-widgets-comment", "线索清楚，同意。")
        save(desk)
        assert papers.read(filing[1])["review_state"] == "in_approval"

    def test_cannot_edit_or_approve(self, at_desk: Seat, filing: tuple[str, str]) -> None:
        case, record = filing
        desk = at_desk("reviewer1")
        assert refused(desk, f"{record}/edit")
        assert refused(desk, f"{case}/++add++Filing")
        desk.open(record)
        assert not any("transition=approve" in url for url in acts(desk))


class TestApprover:
    def test_approves_what_was_reviewed(
        self, at_desk: Seat, papers: Paperwork, filing: tuple[str, str]
    ) -> None:
        papers.step("reviewer1", filing[1], "endorse", "线索清楚，同意。")
        desk = at_desk("approver1")
        page = desk.open()
        expect(page.get_by_role("heading", name="待我审核、批准")).to_be_visible()
        desk.open(filing[1])
        page.locator("main a[href*='transition=approve']").first.click()
        page.fill("#form-widgets-comment", "同意立案。")
        save(desk)
        expect(page.get_by_role("main")).to_contain_text("同意立案。")
        assert papers.read(filing[1])["review_state"] == "final"

    def test_cannot_before_the_review(self, at_desk: Seat, filing: tuple[str, str]) -> None:
        desk = at_desk("approver1")
        desk.open(filing[1])
        assert not any("transition=approve" in url for url in acts(desk))
        assert refused(desk, f"{filing[1]}/edit")


READERS = ("legal1", "archivist1", "supervisor1")
#: what each may write in a case that names nobody for it, and nothing else (docs/rights.md)
OWN = {"legal1": {"LegalReview"}, "archivist1": {"Volume", "CopyRequest"}, "supervisor1": set()}


@pytest.mark.parametrize("who", READERS)
class TestReaders:
    """法制审核人员, 档案管理员 and 监督员 read what is public or internal, and change nothing.

    The records of their own part are theirs to add.
    """

    def test_find_a_case_and_read_it(self, at_desk: Seat, papers: Paperwork, who: str) -> None:
        desk = at_desk(who)
        page = desk.open()
        assert page.locator(".records-figure").count() > 0
        page = desk.open("cases?q=冠名年鉴")
        page.locator("main").get_by_role("link", name=DEMO_CASE).first.click()
        expect(page.get_by_role("main")).to_contain_text(PARTY)
        assert {url.rpartition("++add++")[2] for url in acts(desk)} == OWN[who]
        desk.open(papers.demo_records["Decision"])
        assert acts(desk) == []

    def test_change_nothing(self, at_desk: Seat, papers: Paperwork, who: str) -> None:
        desk = at_desk(who)
        assert desk.open().get_by_role("link", name=REGISTER).count() == 0
        addresses = ("cases/++add++PenaltyCase", f"{papers.demo_case}/edit", "@@people")
        assert [path for path in addresses if not refused(desk, path)] == []

    def test_see_nothing_of_a_private_case(
        self, at_desk: Seat, papers: Paperwork, who: str
    ) -> None:
        title = f"（示例）{who}看不到的案件"
        private = papers.case(title, confidentiality="privacy")
        desk = at_desk(who)
        assert refused(desk, private)
        assert title not in desk.page.content()
        for path in (f"cases?q={who}看不到", f"@@search?SearchableText={who}看不到"):
            assert private not in desk.open(path).content()


class TestSupervisor:
    def test_compliance_at_any_moment(self, at_desk: Seat, papers: Paperwork) -> None:
        desk = at_desk("supervisor1")
        page = desk.open(papers.demo_case)
        page.get_by_role("main").get_by_role("link", name="合规", exact=True).click()
        assert page.locator("article.case-article").count() == 31
        page.fill("#case-at", "2026-04-01T10:00")
        page.get_by_role("button", name="查看当时情况").click()
        expect(page.get_by_role("main")).to_contain_text("2026年4月1日")

    @pytest.mark.parametrize("level", ["privacy", "business_secret"])
    def test_compliance_at_every_level(self, at_desk: Seat, papers: Paperwork, level: str) -> None:
        """Which articles hold, and no word of what the case is about (docs/rights.md)."""
        title = f"（示例）监督的不公开案件{level}"
        case = papers.case(title, confidentiality=level)
        papers.record(case, "Party", title, kind="organisation", name="示例不公开的当事人")
        page = at_desk("supervisor1").open(f"{case}/@@case-compliance")
        assert page.locator("article.case-article").count() == 31
        expect(page.get_by_role("main")).to_contain_text("符合")
        for word in (title, "示例不公开的当事人", "擅自编纂", "示例甲"):
            assert word not in page.content()


class TestSecrecyOfficer:
    def test_lowers_a_level_without_seeing(self, at_desk: Seat, papers: Paperwork) -> None:
        title = "（示例）降低密级的案件"
        case = papers.case(title, confidentiality="privacy")
        desk = at_desk("secrecy1")
        assert refused(desk, case)
        page = desk.open(f"{case}/@@change-confidentiality")
        expect(page.get_by_role("main")).to_contain_text("个人隐私")
        assert title not in page.content()
        page.select_option("#form-widgets-level", "internal")
        page.locator("#form-buttons-save").click()
        expect(page.locator("#form-errors")).to_contain_text("理由")
        page.fill("#form-widgets-reason", "（示例）当事人已经同意公开。")
        save(desk)
        expect(page.locator("body")).to_contain_text("已变更密级")
        assert papers.read(case)["confidentiality"]["token"] == "internal"
        assert refused(desk, case)

    def test_cannot_raise_or_read(self, at_desk: Seat, papers: Paperwork) -> None:
        desk = at_desk("secrecy1")
        case = papers.case("（示例）提高密级的案件")
        page = desk.open(f"{case}/@@change-confidentiality")
        page.select_option("#form-widgets-level", "privacy")
        page.fill("#form-widgets-reason", "（示例）")
        page.locator("#form-buttons-save").click()
        expect(page.locator("#form-errors")).to_be_visible()
        assert papers.read(case)["confidentiality"]["token"] == "internal"
        assert DEMO_CASE not in desk.open("cases").content()
        assert refused(desk, papers.demo_case)


class TestSiteAdministrator:
    def test_four_steps(self, at_desk: Seat, site_administrator: str) -> None:
        desk = at_desk(site_administrator)
        page = desk.open("@@setup")
        steps = page.locator("main ol a.btn")
        assert steps.count() == 4
        addresses = steps.evaluate_all("all => all.map((each) => each.href)")
        for address, heading in zip(
            addresses, ("机关", "人员", "执法人员", "执法依据"), strict=True
        ):
            page.goto(address)
            expect(page.locator("h1")).to_contain_text(heading)

    def test_office_people_and_registers(
        self, at_desk: Seat, site_administrator: str, papers: Paperwork
    ) -> None:
        desk = at_desk(site_administrator)
        page = desk.open("@@office-settings")
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator("body")).to_contain_text("已保存机关设置")

        page = desk.open("@@people")
        page.get_by_role("link", name="新建人员").click()
        page.get_by_label("用户名").fill("newcomer1")
        page.get_by_label("姓名").fill("示例新人")
        page.get_by_role("checkbox", name="承办人").check()
        page.get_by_role("button", name="保存", exact=True).click()
        word = page.locator("#one-time-password").inner_text()
        desk.site.passwords["newcomer1"] = word
        newcomer = at_desk("newcomer1")
        expect(newcomer.open().get_by_role("main")).to_contain_text("执法人员")

        page = desk.open("officers/++add++Officer")
        page.fill("#form-widgets-title", "示例新人")
        page.fill("#form-widgets-certificate_number", "示例证-9999")
        save(desk)
        assert "示例新人" in desk.open("officers").content()

        page = desk.open("bases/++add++LegalBasis")
        page.fill("#form-widgets-title", "新的依据（示例）")
        save(desk)
        assert "新的依据（示例）" in desk.open("bases").content()

    def test_cannot_read_cases(
        self, at_desk: Seat, site_administrator: str, papers: Paperwork
    ) -> None:
        desk = at_desk(site_administrator)
        for path in (papers.demo_case, papers.demo_records["Decision"], f"{papers.demo_case}/edit"):
            assert refused(desk, path), path
            assert PARTY not in desk.page.content()
        for path in ("", "cases", "@@search?SearchableText=冠名年鉴"):
            desk.page.goto(f"{desk.site.url}/{path}")
            assert papers.demo_case not in desk.page.content(), path


class TestAnonymous:
    def test_every_address_leads_to_the_login(self, at_desk: Seat, papers: Paperwork) -> None:
        desk = at_desk(None)
        decision = papers.demo_records["Decision"]
        for path in ("cases", papers.demo_case, decision, f"{decision}/edit", "officers"):
            page = desk.open(path)
            expect(page.locator("#__ac_name")).to_be_visible()
            assert PARTY not in page.content()
            assert DEMO_CASE not in page.content()

    def test_login_leads_back_to_where_one_was_going(
        self, at_desk: Seat, papers: Paperwork
    ) -> None:
        desk = at_desk(None)
        page = desk.open(papers.demo_case)
        page.fill("#__ac_name", "handler1")
        page.fill("#__ac_password", desk.site.passwords["handler1"])
        page.click("#buttons-login")
        expect(page.locator("h1")).to_contain_text(DEMO_CASE)
