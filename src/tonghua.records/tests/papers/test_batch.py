"""批量生成文书: made a slice at a time, one failure harms no other, nobody sees another's."""

import io
import re
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import pikepdf
import pytest
from case_steps import PARTY, case_body, content, filing, inspection, notice, refused, sign
from page_forms import carried

SECOND = "示例第二当事人"


def pdf_of(docx):
    """What stands in for LibreOffice: an empty page."""
    out = io.BytesIO()
    with pikepdf.Pdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.save(out)
    return out.getvalue(), ""


@pytest.fixture(autouse=True)
def _conversion(monkeypatch):
    monkeypatch.setattr("tonghua.records.papers.batch.making.to_pdf", pdf_of)


@pytest.fixture
def slices(monkeypatch):
    """``slices(1)``: so many papers in one request."""

    def small(n):
        monkeypatch.setattr("tonghua.records.papers.batch.making.AT_ONCE", n)
        monkeypatch.setattr("tonghua.records.papers.batch.making.BUDGET", 0)

    return small


@pytest.fixture
def three(rest, case):
    """Three records of one case in this order."""
    return [notice(rest, case), inspection(rest, case), filing(rest, case)]


def begin(rest, records, who="handler1", **more):
    answer = rest(who).post("@batch-papers", {"records": records, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def go_on(rest, job, who="handler1"):
    answer = rest(who).post(f"{job['@id']}/next")
    assert answer.status_code == 200, answer.text
    return answer.json()


def finish(rest, job, who="handler1"):
    while not job["finished"]:
        job = go_on(rest, job, who)
    return job


def file_of(rest, job, who="handler1"):
    answer = rest(who).get(job["file"])
    assert answer.status_code == 200, answer.text
    return answer


def names(rest, job):
    with zipfile.ZipFile(io.BytesIO(file_of(rest, job).content)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def states(job):
    return [item["state"] for item in job["items"]]


def versions(rest, record):
    return rest("handler1").get(f"{record}/@paper").json()["items"]


def as_page(rest, who="handler1"):
    http = rest(who).http
    http.headers["Accept"] = "text/html"
    return http


class TestMade:
    def test_one_zip(self, rest, three):
        job = begin(rest, three)
        assert (job["total"], job["waiting"], job["finished"], job["file"]) == (3, 3, False, None)
        assert rest("handler1").get(job["@id"]).json() == job
        job = finish(rest, job)
        assert (job["made"], job["failed"], job["waiting"]) == (3, 0, 0)
        assert names(rest, job) == [
            f"{title} {PARTY}.{kind}"
            for title in ("行政处罚事先告知书", "现场检查（勘验）笔录", "立案审批表")
            for kind in ("docx", "pdf")
        ]
        assert [len(versions(rest, each)) for each in three] == [1, 1, 1]
        answer = file_of(rest, job)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "批量文书" in unquote(answer.headers["Content-Disposition"])

    def test_one_pdf_in_the_order_chosen(self, rest, three):
        job = finish(rest, begin(rest, three[::-1], output="pdf"))
        with pikepdf.open(io.BytesIO(file_of(rest, job).content)) as merged:
            assert len(merged.pages) == 3
            with merged.open_outline() as outline:
                assert [item.title.split()[0] for item in outline.root] == [
                    "立案审批表",
                    "现场检查（勘验）笔录",
                    "行政处罚事先告知书",
                ]

    def test_same_names_are_numbered(self, rest, case):
        job = finish(rest, begin(rest, [inspection(rest, case), inspection(rest, case)]))
        assert names(rest, job)[::2] == [
            f"现场检查（勘验）笔录 {PARTY}.docx",
            f"现场检查（勘验）笔录 {PARTY}（2）.docx",
        ]

    def test_of_many_cases(self, rest, case):
        other = {**case, "url": rest("handler1").made("cases", case_body(case))}
        job = finish(rest, begin(rest, [filing(rest, case), filing(rest, other)]))
        assert states(job) == ["made", "made"]

    def test_once_however_often_named(self, rest, three):
        uid = rest("handler1").get(three[0]).json()["UID"]
        assert begin(rest, [three[0], uid, three[0]])["total"] == 1


class TestUpToDate:
    def test_is_not_made_again(self, rest, three):
        finish(rest, begin(rest, three))
        job = finish(rest, begin(rest, three))
        assert [item["reused"] for item in job["items"]] == [True] * 3
        assert [len(versions(rest, each)) for each in three] == [1, 1, 1]
        assert len(names(rest, job)) == 6

    def test_is_made_again_when_asked(self, rest, three):
        finish(rest, begin(rest, three))
        finish(rest, begin(rest, three, anew=True))
        assert [len(versions(rest, each)) for each in three] == [2, 2, 2]

    def test_what_changed_or_was_signed_is_made_again(self, rest, three):
        finish(rest, begin(rest, three))
        rest("handler1").patch(three[0], {"facts": "改"})
        sign(rest, three[1], "示例人", "party")
        job = finish(rest, begin(rest, three))
        assert [item["reused"] for item in job["items"]] == [False, False, True]


class TestEachParty:
    @pytest.fixture
    def second(self, rest, case):
        body = {"@type": "Party", "kind": "person", "name": SECOND}
        return rest("handler1").made(case["url"], body)

    def test_one_paper_each(self, rest, case, second):
        told = notice(rest, case, parties=[case["party"], second])
        job = finish(rest, begin(rest, [told], each_party=True))
        assert names(rest, job)[::2] == [
            f"行政处罚事先告知书 {PARTY}.docx",
            f"行政处罚事先告知书 {SECOND}.docx",
        ]
        assert job["items"][0]["versions"] == [1, 2]
        # copies go beside the record's own versions, which people sign
        assert [each["beside"] for each in versions(rest, told)] == [True, True]
        again = finish(rest, begin(rest, [told], each_party=True))
        assert again["items"][0]["reused"]

    def test_one_party_gets_the_paper_itself(self, rest, case):
        told = notice(rest, case)
        finish(rest, begin(rest, [told], each_party=True))
        assert len(versions(rest, told)) == 1

    def test_is_the_mailing_list_of_documentgenerator(self, rest, site, case, second):
        from zope.component import getMultiAdapter
        from zope.interface import alsoProvides

        from tonghua.records.interfaces import IRecordsLayer

        told = content(site, notice(rest, case, parties=[case["party"], second]))
        alsoProvides(site.REQUEST, IRecordsLayer)
        helper = getMultiAdapter((told, site.REQUEST), name="document_generation_helper_view")
        assert [mailed.name for mailed in helper.mailing_list()] == [PARTY, SECOND]


class TestFailures:
    def test_one_in_the_middle_harms_no_other(self, rest, three, site):
        rest("siteadmin1").step("templates/scene_inspection", "retire")
        job = finish(rest, begin(rest, three))
        assert states(job) == ["made", "failed", "made"]
        assert "第十八条：还没有《现场检查（勘验）笔录》的模板" in job["items"][1]["reason"]
        assert len(names(rest, job)) == 4
        assert versions(rest, three[1]) == []

    def test_faulty_template_and_trying_again(self, rest, three, monkeypatch):
        fill = "tonghua.records.papers.versions.render"
        with monkeypatch.context() as broken:
            broken.setattr(fill, lambda *arguments: 1 / 0)
            job = finish(rest, begin(rest, three))
        assert states(job) == ["failed"] * 3
        assert "系统出错" in job["items"][0]["reason"]
        assert job["file"] is None
        answer = rest("handler1").post(f"{job['@id']}/again")
        assert states(answer.json()) == ["waiting"] * 3
        job = finish(rest, answer.json())
        assert states(job) == ["made"] * 3
        refused(rest("handler1").post(f"{job['@id']}/again"), words=("没有需要重新生成",))

    def test_without_libreoffice_the_docx_is_there(self, rest, three, monkeypatch):
        monkeypatch.setattr(
            "tonghua.records.papers.batch.making.to_pdf", lambda docx: (None, "转换失败：停了。")
        )
        job = finish(rest, begin(rest, three))
        assert [item["reason"] for item in job["items"]] == ["转换失败：停了。"] * 3
        assert [name[-5:] for name in names(rest, job)] == [".docx"] * 3

    def test_what_happened_meanwhile_is_told(self, rest, three, slices, monkeypatch):
        monkeypatch.setattr("tonghua.records.papers.versions.to_pdf", pdf_of)
        job = begin(rest, three)
        handler = rest("handler1")
        assert handler.delete(three[0]).status_code == 204
        handler.step(three[2], "submit", "建议立案，理由充分。")
        rest("reviewer1").step(three[2], "endorse")
        rest("approver1").step(three[2], "approve")
        job = finish(rest, job)
        assert states(job) == ["failed", "made", "failed"]
        assert "已经删除" in job["items"][0]["reason"]
        assert "已经定稿" in job["items"][2]["reason"]
        assert job["items"][0]["record"] is None


class TestSlices:
    def test_goes_on_where_it_stood(self, rest, three, slices):
        slices(1)
        job = go_on(rest, begin(rest, three))
        assert states(job) == ["made", "waiting", "waiting"]
        # a reload tells the same
        assert states(rest("handler1").get(job["@id"]).json()) == states(job)
        finish(rest, job)
        assert [len(versions(rest, each)) for each in three] == [1, 1, 1]

    def test_two_at_once_make_each_paper_once(self, rest, three, slices, monkeypatch):
        """One waits in the middle of its slice until the other has found nothing left for it."""
        slices(2)
        entered, go = threading.Event(), threading.Event()

        def slow(docx):
            entered.set()
            go.wait(60)
            return pdf_of(docx)

        monkeypatch.setattr("tonghua.records.papers.batch.making.to_pdf", slow)
        job = begin(rest, three[:2])
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(go_on, rest, job)
            assert entered.wait(60)
            second = go_on(rest, job)
            assert second["busy"]
            assert states(second) == ["waiting", "waiting"]
            go.set()
            assert states(first.result()) == ["made", "made"]
        assert [len(versions(rest, each)) for each in three[:2]] == [1, 1]


def test_a_request_that_zope_tries_again_is_the_same_claimant():
    """Its own claims, committed before the conflict, do not shut it out."""
    from ZPublisher.HTTPRequest import HTTPRequest
    from ZPublisher.HTTPResponse import HTTPResponse

    from tonghua.records.papers.batch.acts import claimant

    environ = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REQUEST_METHOD": "POST"}
    request = HTTPRequest(io.BytesIO(), environ, HTTPResponse())
    assert claimant(request.retry()) == claimant(request)


class TestRights:
    @pytest.fixture
    def job(self, rest, three):
        return finish(rest, begin(rest, three))

    @pytest.mark.parametrize("who", ["handler2", "reviewer1", "siteadmin1", "secrecy1"])
    def test_a_job_is_its_owners_alone(self, rest, job, who):
        client = rest(who)
        for answer in (
            client.get(job["@id"]),
            client.get(job["file"]),
            client.post(f"{job['@id']}/next"),
            client.post(f"{job['@id']}/again"),
        ):
            assert answer.status_code == 404
        assert client.get("@batch-papers").json()["items"] == []
        page = as_page(rest, who).get(job["@id"].replace("/@batch", "/@@batch"))
        assert page.status_code == 404
        assert rest("handler1").get("@batch-papers").json()["items"] == [{"@id": job["@id"]}]

    def test_nobody_without_an_account(self, rest, site, job, three):
        nobody = rest()
        assert nobody.post("@batch-papers", {"records": three}).status_code == 401
        assert nobody.post(f"{job['@id']}/next").status_code == 401
        for address in ("@batch-papers", job["@id"], job["file"]):
            assert nobody.get(address).status_code == 401
        nobody.http.headers["Accept"] = "text/html"
        for address in ("@@batch-papers", "@@batch-choose"):
            assert "login" in nobody.get(address).url
        # what all may load holds no case
        assert PARTY not in nobody.get("@@batch-macros").text

    def test_who_may_only_read_makes_nothing(self, rest, three):
        job = finish(rest, begin(rest, three, who="reviewer1"), "reviewer1")
        assert states(job) == ["failed"] * 3
        assert "没有为这份记录生成文书的权限" in job["items"][0]["reason"]
        assert versions(rest, three[0]) == []

    def test_what_one_may_not_see_is_not_counted(self, rest, three):
        rest("handler1").patch(three[1], {"confidentiality": "privacy"})
        job = begin(rest, [*three, "no-such-uid"], who="legal1")
        assert job["total"] == 2
        assert three[1] not in [item["record"] for item in job["items"]]
        answer = rest("handler3").post("@batch-papers", {"records": three})
        assert answer.status_code == 400
        assert "没有选择" in answer.json()["message"]

    def test_no_download_after_the_right_to_view_has_gone(self, rest, case, three, job):
        change = {"handlers": ["handler2"]}
        assert rest("handler1").patch(case["url"], change).status_code == 204
        assert rest("handler1").get(job["file"]).status_code == 401
        told = rest("handler1").get(job["@id"]).json()
        assert (told["total"], told["items"]) == (0, [])
        page = as_page(rest).get(job["@id"].replace("/@batch", "/@@batch"))
        assert "其中有您现在不能查看的记录" in page.text
        assert PARTY not in page.text


class TestAsked:
    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ({}, "列表"),
            ({"records": "x"}, "列表"),
            ({"records": []}, "勾选至少一份"),
            ({"records": [None, 1, {}]}, "勾选至少一份"),
            ({"records": ["x"], "output": "exe"}, "zip 和 pdf"),
            ({"records": ["x"], "output": ["zip"]}, "zip 和 pdf"),
            ({"records": ["x"], "anew": "yes"}, "true 或者 false"),
            ({"records": [f"{n}" for n in range(501)]}, "一次最多选择 500 份"),
        ],
    )
    def test_wrongly(self, rest, site, body, words):
        answer = rest("handler1").post("@batch-papers", body)
        assert answer.status_code == 400
        assert words in answer.json()["message"]

    @pytest.mark.parametrize("address", ["nothing", "nothing/file", "nothing/next/more"])
    def test_for_what_is_not_there(self, rest, site, address):
        assert rest("handler1").get(f"@batch-papers/{address}").status_code == 404

    def test_old_ones_make_room(self, rest, site, case, monkeypatch):
        monkeypatch.setattr("tonghua.records.papers.batch.store.MOST_JOBS", 2)
        record = filing(rest, case)
        made = [begin(rest, [record])["@id"] for _n in range(3)]
        kept = [each["@id"] for each in rest("handler1").get("@batch-papers").json()["items"]]
        assert kept == made[:0:-1]
        assert rest("handler1").get(made[0]).status_code == 404


class TestPages:
    """Without scripts: ticked on the page of the case, then the button 继续生成."""

    def ticked(self, http, case):
        page = http.get(case["url"]).text
        form = page[page.index('id="batch-form"') :]
        uids = re.findall(r'name="records:list"[^>]*value="([^"]+)"', page)
        return carried(form[: form.index("</form>")]), uids

    def test_from_the_case_to_the_file(self, rest, site, case, three):
        http = as_page(rest)
        unseen, uids = self.ticked(http, case)
        assert len(uids) == 3
        base = site.absolute_url()
        data = {**unseen, "records:list": uids, "output": "zip"}
        page = http.post(f"{base}/@@batch-papers", data=data)
        assert "已处理 0 / 3 份记录" in page.text
        job = page.url
        assert http.post(f"{base}/@@batch-papers", data=data).url == job
        assert http.get(f"{job}/next").status_code == 405
        assert "请核对后再按一次" in http.post(f"{job}/next").text
        assert states(rest("handler1").get(job.replace("@@", "@")).json()) == ["waiting"] * 3
        for _time in range(2):
            page = http.post(f"{job}/next", data=carried(page.text))
            assert page.url == job
        assert "已生成 3 份，未能生成 0 份" in " ".join(page.text.split())
        assert f'href="{job}/file"' in page.text
        assert http.get(f"{job}/file").content[:2] == b"PK"
        assert len(rest("handler1").get("@batch-papers").json()["items"]) == 1

    def test_token_is_asked(self, rest, site, case, three):
        http = as_page(rest)
        _unseen, uids = self.ticked(http, case)
        answer = http.post(f"{site.absolute_url()}/@@batch-papers", data={"records:list": uids})
        assert "请核对后再按一次" in answer.text
        assert rest("handler1").get("@batch-papers").json()["items"] == []

    def test_nothing_ticked(self, rest, site, case, three):
        http = as_page(rest)
        unseen, _uids = self.ticked(http, case)
        answer = http.post(f"{site.absolute_url()}/@@batch-papers", data=unseen)
        assert "请勾选至少一份记录" in answer.text

    def test_only_who_makes_papers_is_offered_it(self, rest, case, three):
        page = as_page(rest, "reviewer1").get(case["url"]).text
        assert "batch-form" not in page
        assert "records:list" not in page

    def test_of_the_cases_ticked_in_the_list(self, rest, site, case, three):
        http = as_page(rest)
        uid = content(site, case["url"]).UID()
        listed = http.get(f"{site.absolute_url()}/cases").text
        assert f'value="{uid}"' in listed
        chosen = http.get(f"{site.absolute_url()}/@@batch-choose?cases:list={uid}").text
        assert chosen.count('name="records:list"') == 3
        one = f"{site.absolute_url()}/@@batch-choose?cases:list={uid}&kind=Filing"
        assert http.get(one).text.count('name="records:list"') == 1
        others = as_page(rest, "reviewer1").get(one).text
        assert "没有可以选择的记录" in others
        assert PARTY not in others
