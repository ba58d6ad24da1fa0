"""Tables of a record's form beyond the plain one: lists, opinions by person, an interview."""

import json
import re
from html import unescape

import pytest
import transaction
from page_forms import carried, error_of, fill, form_index, made, press, sign

from tonghua.records.office import settings
from tonghua.records.signing.store import stored


def fresh(site, url):
    transaction.begin()
    return site.unrestrictedTraverse(url.removeprefix(site.absolute_url() + "/"))


def write(browser, field, *rows):
    """Write rows of ``{column: text}`` from the first row on."""
    form = browser.getForm(index=form_index(browser))
    for n, row in enumerate(rows):
        for column, value in row.items():
            form.getControl(name=f"form.widgets.{field}.{n}.{column}").value = value


def cells(browser, field, column):
    """What stands in a column, without the empty rows at its end."""
    names = re.findall(rf'name="(form\.widgets\.{field}\.\d+\.{column})"', browser.contents)
    form = browser.getForm(index=form_index(browser))
    found = [form.getControl(name=name).value.replace("\r\n", "\n") for name in names]
    while found and not found[-1]:
        found.pop()
    return found


def posted(rest, url, **fields):
    """Send an edit form with tables packed as a script does; the page that comes."""
    http = rest("handler1").http
    http.headers["Accept"] = "text/html"
    data = carried(http.get(f"{url}/edit").text)
    data |= {"form.widgets.IRecord.title": "（示例）记录", "form.buttons.save": "保存草稿"}
    data["form.widgets.IRecord.confidentiality:list"] = "internal"
    data |= {f"form.widgets.{name}.json": json.dumps(rows) for name, rows in fields.items()}
    return http.post(f"{url}/edit", data=data).text


class TestList:
    def test_each_line_is_a_row(self, browser, site, case):
        handler = browser("handler1", f"{case}/++add++ExpertOpinion")
        fill(handler, title="（示例）专家论证")
        write(handler, "experts", {"line": "示例专家一，教授"}, {}, {"line": " 示例专家二 "})
        press(handler, "save")
        assert not error_of(handler)
        url = handler.url.removesuffix("/view")
        assert fresh(site, url).experts == ["示例专家一，教授", "示例专家二"]
        handler.open(f"{url}/edit")
        assert cells(handler, "experts", "line") == ["示例专家一，教授", "示例专家二"]

    def test_emptied_it_is_empty(self, browser, site, case):
        handler = browser("handler1", f"{case}/++add++ExpertOpinion")
        fill(handler, title="（示例）专家论证")
        write(handler, "experts", {"line": "示例专家一"})
        press(handler, "save")
        url = handler.url.removesuffix("/view")
        handler.open(f"{url}/edit")
        write(handler, "experts", {"line": ""})
        press(handler, "save")
        assert not fresh(site, url).experts


class TestOpinions:
    SAID = "示例甲汇报案情。\n示例丙：事实清楚。\n同意。\n示例丁：同意。"

    def test_text_is_shown_by_person_and_comes_back_whole(self, browser, site, case, rest):
        url = made(browser("handler1"), case, "Deliberation", title="（示例）集体讨论")
        assert rest("handler1").patch(url, {"opinions": self.SAID}).ok
        handler = browser("handler1", f"{url}/edit")
        assert cells(handler, "opinions", "person") == ["", "示例丙", "示例丁"]
        assert cells(handler, "opinions", "opinion")[1] == "事实清楚。\n同意。"
        press(handler, "save")
        assert not error_of(handler)
        assert fresh(site, url).opinions == self.SAID

    def test_rows_become_text(self, browser, site, case):
        handler = browser("handler1", f"{case}/++add++Deliberation")
        fill(handler, title="（示例）集体讨论")
        write(handler, "opinions", {"person": "示例丙", "opinion": "同意。"}, {"person": "示例丁"})
        press(handler, "save")
        url = handler.url.removesuffix("/view")
        assert fresh(site, url).opinions == "示例丙：同意。\n示例丁："


class TestInterview:
    def test_the_questions_of_the_office_are_at_hand(self, browser, case):
        settings().interview_questions = "# 开始\n我们是{机关}的人，你<看>清了吗？ | 清了。"
        transaction.commit()
        page = browser("handler1", f"{case}/++add++Interview").contents
        assert 'data-question="我们是{机关}的人，你&lt;看&gt;清了吗？"' in page
        assert 'data-answer="清了。"' in page
        places = json.loads(unescape(re.search(r'data-places="([^"]*)"', page).group(1)))
        assert places["机关"] == ["office", settings().office_name]
        assert places["执法人员"] == ["officers", ""]

    def test_without_questions_nothing_is_offered(self, browser, case):
        settings().interview_questions = ""
        transaction.commit()
        assert "data-phrases-open" not in browser("handler1", f"{case}/++add++Interview").contents

    def test_no_right_is_ticked_before_it_is_told(self, browser, case):
        handler = browser("handler1", f"{case}/++add++Interview")
        form = handler.getForm(index=form_index(handler))
        assert form.getControl(name="form.widgets.rights_told:list").value == []


class TestSignedPageByPage:
    @pytest.fixture
    def interview(self, browser, case):
        return made(browser("handler1"), case, "Interview", title="（示例）询问笔录")

    def test_the_page_asks_whether_each_was_signed(self, browser, site, interview):
        handler = browser("handler1")
        sign(handler, interview, "示例被询问人", "interviewee")
        assert "第十一条：笔录应当由被询问人逐页签名" in error_of(handler)
        assert stored(fresh(site, interview)) == ()
        sign(handler, interview, "示例被询问人", "interviewee", every_page=True)
        assert [each.every_page for each in stored(fresh(site, interview))] == [True]
        assert "逐页签名" in browser("handler1", interview).contents

    def test_a_refusal_is_noted_without(self, browser, site, interview):
        sign(
            browser("handler1"),
            interview,
            "示例被询问人",
            "interviewee",
            mode=["refused"],
            refusal_reason="不愿签名",
            witness="示例见证人",
        )
        assert [each.every_page for each in stored(fresh(site, interview))] == [False]

    def test_others_sign_at_the_end(self, browser, site, interview):
        sign(browser("handler1"), interview, "示例记录人", "recorder")
        assert [each.every_page for each in stored(fresh(site, interview))] == [False]

    def test_other_papers_do_not_ask(self, browser, case):
        url = made(browser("handler1"), case, "SceneInspection", title="（示例）笔录")
        assert "every_page" not in browser("handler1", f"{url}/@@sign").contents

    def test_over_rest(self, rest, interview):
        body = {"name": "示例被询问人", "capacity": "interviewee", "mode": "handwritten"}
        handler = rest("handler1")
        refused = handler.post(f"{interview}/@signatures", {**body, "every_page": False})
        assert refused.status_code == 400
        assert "逐页签名" in refused.json()["message"]
        assert (
            handler.post(f"{interview}/@signatures", {**body, "every_page": "是"}).status_code
            == 400
        )
        taken = handler.post(f"{interview}/@signatures", {**body, "every_page": True})
        assert taken.json()["every_page"] is True


class TestBounds:
    def test_more_rows_than_a_paper_holds_are_refused_and_kept(self, browser, site, case, rest):
        url = made(browser("handler1"), case, "EvidenceRequest", title="（示例）记录")
        page = posted(rest, url, rows=[[f"证据{n}", "", "1", "", "", ""] for n in range(5001)])
        assert "最多 5000 行，现在有 5001 行" in page
        assert "证据5000" in page
        assert not fresh(site, url).rows

    def test_packed_rows_bring_no_control_characters(self, browser, site, case, rest):
        url = made(browser("handler1"), case, "EvidenceRequest", title="（示例）记录")
        posted(rest, url, rows=[["证\u0000据\ud800", "", "2", "", "", ""]])
        assert [row["name"] for row in fresh(site, url).rows] == ["证据"]

    def test_the_page_says_what_the_rows_come_to(self, browser, case, rest):
        url = made(browser("handler1"), case, "Sampling", title="（示例）记录")
        rows = [["年鉴", "", "", "2", "10", "册"], ["光盘", "", "", "1.5", "", "箱"]]
        posted(rest, url, rows=rows)
        page = browser("handler1", url).contents
        assert "共 2 行，抽样数量合计 2 册、1.5 箱" in page

    def test_half_a_row_is_kept(self, browser, site, case):
        handler = browser("handler1", f"{case}/++add++EvidenceRequest")
        fill(handler, title="（示例）记录")
        write(handler, "rows", {"source": "示例公司"})
        press(handler, "save")
        (row,) = fresh(site, handler.url.removesuffix("/view")).rows
        assert row == {
            **dict.fromkeys(("name", "kind", "copies", "original", "checked")),
            "source": "示例公司",
        }
