"""The case as its people see it: what is due, where it stands, its parts, and what stays hidden."""

import re

import pytest
import transaction
from case_steps import DAY
from page_forms import approve, made, step, take
from plone import api

TABS = ("recordings", "service", "timeline", "compliance", "volume", "access")


def fresh(site, url):
    transaction.begin()
    return site.unrestrictedTraverse(url.removeprefix(site.absolute_url() + "/"))


def due(browser):
    """What the page proposes: (words on the button, address), first first."""
    part = re.search(r'<ol class="case-next".*?</ol>', browser.contents, re.S)
    if not part:
        return []
    found = re.findall(r'<a class="btn[^>]*href="([^"]+)"[^>]*>(.*?)</a>', part.group(0), re.S)
    return [(words.strip(), url) for url, words in found]


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def filing(browser, case):
    return made(
        browser("handler1"), case, "Filing", title="（示例）立案审批表", clue="举报", facts="初查"
    )


@pytest.fixture
def secret(browser, case):
    """A filing that only the case's own people may view, with a recording about it."""
    handler = browser("handler1")
    return made(
        handler,
        case,
        "Filing",
        title="（示例）鸳鸯蝴蝶",
        confidentiality=["privacy"],
        occurred_start=f"{DAY}T03:21",
        clue="举报",
        facts="初查",
    )


class TestNextSteps:
    def test_new_case_asks_for_the_filing(self, browser, case):
        handler = browser("handler1", case)
        assert [url.rsplit("/", 1)[-1] for _words, url in due(handler)] == ["++add++Filing"]
        assert "第八条：需要查处的，及时启动执法程序" in handler.contents

    def test_case_without_a_party(self, browser, site, case):
        with api.env.adopt_roles(["Manager"]):
            held = fresh(site, case)
            api.content.delete(objects=list(held.objectValues()))
        transaction.commit()
        handler = browser("handler1", case)
        assert due(handler)[0][0] == "登记当事人"
        assert "还没有记录。请按照下一步办理。" in handler.contents

    def test_first_button_is_primary(self, browser, site, case):
        with api.env.adopt_roles(["Manager"]):
            fresh(site, case).reviewer = None
        transaction.commit()
        handler = browser("handler1", case)
        assert [words for words, _url in due(handler)] == ["确定审核人", "填写立案审批表"]
        assert handler.contents.count('class="btn btn-primary"') == 1

    def test_goes_from_one_to_the_next(self, browser, case, filing):
        handler = browser("handler1", case)
        assert due(handler)[0] == ("提交审核《立案审批表》", f"{filing}/@@act?transition=submit")
        take(handler, filing, "submit", "建议立案。")
        handler.open(case)
        assert due(handler) == []
        assert "现在等待审核人示例丙办理：审核《立案审批表》。" in words_of(handler.contents)

        reviewer = browser("reviewer1", case)
        assert due(reviewer) == [("审核《立案审批表》", filing)]
        assert due(browser("approver1", case)) == []
        take(reviewer, filing, "endorse", "同意。")
        approver = browser("approver1", case)
        assert due(approver) == [("批准《立案审批表》", filing)]
        take(approver, filing, "approve", "批准。")
        assert due(browser("handler1", case))[0][0] == "立案"

    @pytest.mark.parametrize("who", ["legal1", "archivist1", "supervisor1"])
    def test_who_has_nothing_to_do_sees_whom_the_case_waits_for(self, browser, case, filing, who):
        reader = browser(who, case)
        assert due(reader) == []
        assert "现在等待承办人示例甲、示例乙办理" in words_of(reader.contents)

    def test_buttons_lead_to_pages(self, browser, case, filing):
        handler = browser("handler1", case)
        for _words, url in due(handler):
            handler.open(url)
            assert handler.headers["Status"].startswith("200")
            assert handler.url.split("?")[0] == url.split("?")[0]

    def test_recording_is_uploaded_for_its_record(self, browser, site, case, office):
        """The form of the new record already names the one that it is for."""
        handler = browser("handler1")
        scene = made(
            handler,
            case,
            "SceneInspection",
            title="（示例）现场检查笔录",
            occurred_start=f"{DAY}T10:00",
            occurred_end=f"{DAY}T11:00",
            officers=[office["first"].UID(), office["second"].UID()],
        )
        handler.open(case)
        url = dict(due(handler))["上传音像"]
        assert "请上传" in handler.contents
        handler.open(url)
        uid = fresh(site, scene).UID()
        chosen = re.findall(rf'<(?:input|option)[^>]*value="{uid}"[^>]*>', handler.contents)
        assert any("checked" in tag or "selected" in tag for tag in chosen), chosen

    def test_the_rest_is_under_new_and_more(self, browser, case):
        handler = browser("handler1", case)
        assert "++add++DeliveryReceipt" in handler.contents
        assert "@@act?transition=file" in handler.contents
        assert f"{case}/edit" in handler.contents
        assert "@@change-confidentiality" in handler.contents


class TestRail:
    def test_days_and_now(self, browser, case, filing):
        approve(browser, filing)
        handler = browser("handler1")
        take(handler, case, "file")
        handler.open(case)
        current = re.findall(
            r'<li class="is-now" aria-current="step">.*?</li>', handler.contents, re.S
        )
        assert len(current) == 1
        assert re.search(r"立案 ● 现在 \d+月\d+日", words_of(current[0]))
        assert handler.contents.count('class="is-ahead"') == 8


class TestParts:
    def test_every_part_has_its_address(self, browser, case, filing):
        handler = browser("handler1", case)
        for name in TABS:
            url = f"{case}/@@case-{name}"
            assert f'href="{url}"' in handler.contents
            handler.open(url)
            assert handler.headers["Status"].startswith("200")
            assert handler.contents.count('aria-current="page"') >= 1

    @pytest.mark.parametrize("who", ["handler1", "reviewer1", "legal1", "supervisor1"])
    def test_empty_case(self, browser, case, who):
        for name in TABS:
            reader = browser(who, f"{case}/@@case-{name}")
            assert reader.headers["Status"].startswith("200")

    def test_others_are_refused(self, browser, case):
        stranger = browser("handler3")
        stranger.raiseHttpErrors = False
        for name in TABS:
            stranger.open(f"{case}/@@case-{name}")
            assert "冠名年鉴" not in stranger.contents

    def test_record_in_review_names_who_has_it(self, browser, case, filing):
        take(browser("handler1"), filing, "submit", "建议立案。")
        assert "现由 示例丙" in words_of(browser("handler1", case).contents)

    def test_timeline_tells_who_did_what(self, browser, case, filing):
        take(browser("handler1"), filing, "submit", "建议立案。")
        page = words_of(browser("handler1", f"{case}/@@case-timeline").contents)
        assert "（示例）立案审批表：提交审核 示例甲" in page

    def test_access_names_people_by_part(self, browser, case):
        page = words_of(browser("handler1", f"{case}/@@case-access").contents)
        for words in ("承办人 示例甲、示例乙", "审核人 示例丙", "监督员（依法治市办） 示例庚"):
            assert words in page

    def test_long_titles_and_broken_references(self, browser, site, case, office):
        handler = browser("handler1")
        with api.env.adopt_roles(["Manager"]):
            scene = api.content.create(
                container=fresh(site, case), type="SceneInspection", title="长" * 500
            ).absolute_url()
        transaction.commit()
        handler.open(case)
        assert "长" * 500 in handler.contents
        made(
            handler,
            case,
            "AudioVisual",
            title="（示例）录像",
            about=[fresh(site, scene).UID()],
            unsuitable_reason="理由",
        )
        receipt = made(handler, case, "DeliveryReceipt", title="（示例）回证", method=["direct"])
        with api.env.adopt_roles(["Manager"]):
            held = fresh(site, case)
            held.manage_delObjects([fresh(site, scene).getId()])
        transaction.commit()
        handler.open(f"{case}/@@case-recordings")
        assert "没有关联的记录" in handler.contents
        handler.open(f"{case}/@@case-service")
        assert "所送达的文书已不在案中" in handler.contents
        assert receipt in handler.contents


class TestCompliance:
    def test_articles_in_order(self, browser, case):
        page = browser("handler1", f"{case}/@@case-compliance").contents
        numbers = [int(n) for n in re.findall(r'id="article-(\d+)"', page)]
        assert numbers == list(range(1, 32))

    def test_broken_rule_is_mended_by_one_click(self, browser, site, case):
        with api.env.adopt_roles(["Manager"]):
            fresh(site, case).legal_basis = []
        transaction.commit()
        handler = browser("handler1", f"{case}/@@case-compliance")
        article = re.search(r'id="article-1".*?</article>', handler.contents, re.S).group(0)
        assert "没有有效的执法依据" in article
        (url,) = re.findall(r'href="([^"]+)"[^>]*>\s*去处理', article)
        handler.open(url)
        assert handler.headers["Status"].startswith("200")
        assert handler.url == f"{case}/edit"
        # who may not mend it is not sent there
        assert "去处理" not in browser("supervisor1", f"{case}/@@case-compliance").contents

    def test_as_of_a_moment(self, browser, case, filing):
        handler = browser("handler1", f"{case}/@@case-compliance?at=2020-01-01T09:00")
        assert "2020年1月1日（星期三）09:00" in handler.contents
        assert "去处理" not in handler.contents
        handler.open(f"{case}/@@case-compliance?at=nonsense")
        assert "写法不对" in handler.contents

    def test_deadline_says_what_is_left(self, browser, case, filing):
        approve(browser, filing)
        take(browser("handler1"), case, "file")
        page = words_of(browser("handler1", case).contents)
        assert re.search(r"立案之日起九十日内作出决定 \S+ ?(还剩 \d+ 天)", page)
        assert "次日起算90日" in page


class TestHidden:
    """What a person may not view is in nothing that the page says."""

    @pytest.mark.parametrize("who", ["legal1", "archivist1", "supervisor1"])
    def test_draft(self, browser, case, secret, who):
        self._nothing(browser, case, secret, who)

    @pytest.mark.parametrize("who", ["legal1", "supervisor1"])
    def test_final(self, browser, case, secret, who):
        approve(browser, secret)
        self._nothing(browser, case, secret, who)

    def test_its_own_people_see_it(self, browser, case, secret):
        reviewer = browser("reviewer1", case)
        assert "鸳鸯蝴蝶" in reviewer.contents
        assert "个人隐私" in reviewer.contents
        assert "鸳鸯蝴蝶" in browser("reviewer1", f"{case}/@@case-access").contents

    def _nothing(self, browser, case, secret, who):
        for name in ("", *(f"/@@case-{each}" for each in TABS)):
            page = browser(who, f"{case}{name}").contents
            for word in ("鸳鸯蝴蝶", secret.rsplit("/", 1)[-1], "03:21", "立案已于"):
                assert word not in page, (who, name, word)

    def test_empty_page_for_who_may_view_none(self, browser, case, secret):
        assert "还没有记录" in browser("supervisor1", case).contents


class TestSuperseded:
    def test_struck_through(self, browser, site, case, filing):
        approve(browser, filing)
        handler = browser("handler1")
        step(handler, filing, "annul", "作废的理由")
        handler.open(case)
        assert 'class="list-group-item is-struck"' in handler.contents
        assert "作废" in handler.contents
