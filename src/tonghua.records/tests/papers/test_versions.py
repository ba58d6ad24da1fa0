"""Versions of a paper: made, proven by their hashes, kept as they were, sent under their names."""

import io
from hashlib import sha256
from urllib.parse import quote, unquote

import pytest
from case_steps import (
    MEDIA,
    PARTY,
    chain,
    content,
    decision,
    file_case,
    file_of,
    filing,
    final_inspection,
    inspection,
    malformed,
    refused,
    sign,
    told,
)

TEMPLATES = MEDIA.parents[2] / "templates"


def make(rest, record, who="handler1", formats=("docx",)):
    answer = rest(who).post(f"{record}/@paper", {"formats": list(formats)})
    assert answer.status_code == 201, answer.text
    return answer.json()


def versions(rest, record, who="handler1"):
    return rest(who).get(f"{record}/@paper").json()["items"]


def docx(rest, record, version=1):
    answer = rest("handler1").get(f"{record}/@paper/{version}/docx")
    assert answer.status_code == 200, answer.text
    return answer


def text_of(data):
    from docx import Document

    return "".join(Document(io.BytesIO(data)).element.body.itertext())


def template_bytes(key):
    return (TEMPLATES / f"{key}.docx").read_bytes()


def with_text(data, text):
    """A template with one more paragraph."""
    from docx import Document

    document = Document(io.BytesIO(data))
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class TestHashes:
    def test_of_template_data_and_file(self, rest, case):
        scene = inspection(rest, case)
        made = make(rest, scene)
        assert (made["version"], made["draft"], made["made_by"]) == (1, True, "handler1")
        assert made["key"] == "scene_inspection"
        assert made["template_sha256"] == sha256(template_bytes("scene_inspection")).hexdigest()
        assert made["docx_sha256"] == sha256(docx(rest, scene).content).hexdigest()
        assert made["@id"] == f"{scene}/@paper/1"
        assert made["docx"] == f"{scene}/@paper/1/docx"
        assert versions(rest, scene) == [made]

    def test_equal_data_equal_hash(self, rest, case):
        scene = inspection(rest, case)
        first, second = make(rest, scene), make(rest, scene, who="handler2")
        assert first["data_sha256"] == second["data_sha256"]
        assert [each["version"] for each in versions(rest, scene)] == [1, 2]
        assert second["made_by"] == "handler2"

    @pytest.mark.parametrize(
        "change",
        [
            lambda rest, case, scene: rest("handler1").patch(scene, {"situation": "改"}),
            lambda rest, case, scene: rest("handler1").patch(scene, {"title": "（示例）改"}),
            lambda rest, case, scene: rest("handler1").patch(
                scene, {"officers": case["officers"][:1]}
            ),
            lambda rest, case, scene: rest("handler1").patch(case["party"], {"name": "示例新名"}),
            lambda rest, case, scene: rest("handler1").patch(case["url"], {"cause": "改"}),
            lambda rest, case, scene: rest("handler1").post(f"{case['url']}/@workflow/file"),
        ],
        ids=["text", "title", "officers", "party", "case", "number"],
    )
    def test_other_data_other_hash(self, rest, case, change):
        scene = inspection(rest, case)
        first = make(rest, scene)
        assert change(rest, case, scene).status_code in (200, 204)
        assert make(rest, scene)["data_sha256"] != first["data_sha256"]

    def test_signatures_are_no_data(self, rest, case):
        scene = inspection(rest, case)
        first = make(rest, scene)
        assert "示例某甲" not in text_of(docx(rest, scene).content)
        sign(rest, scene, "示例某甲", "party")
        second = make(rest, scene)
        assert second["data_sha256"] == first["data_sha256"]
        assert second["docx_sha256"] != first["docx_sha256"]
        assert "示例某甲" in text_of(docx(rest, scene, 2).content)

    def test_level_of_confidentiality_is_no_data(self, rest, case):
        scene = inspection(rest, case)
        first = make(rest, scene)
        rest("handler1").patch(scene, {"confidentiality": "privacy"})
        assert make(rest, scene)["data_sha256"] == first["data_sha256"]


class TestSubmitted:
    """Reviewer and approver read the paper as it stands, whether or not the handler looked."""

    def test_a_draft_is_made(self, rest, case):
        told(rest, case)
        made = decision(rest, case)
        rest("handler1").step(made, "submit", "建议处罚。")
        (draft,) = versions(rest, made, "reviewer1")
        assert draft["draft"]
        assert PARTY in text_of(docx(rest, made, draft["version"]).content)

    def test_a_changed_one_is_made_again(self, rest, case):
        told(rest, case)
        made = decision(rest, case)
        rest("handler1").step(made, "submit", "建议处罚。")
        rest("reviewer1").step(made, "send_back", "请补充理由。")
        rest("handler1").patch(made, {"reasons": "补充的理由。"})
        rest("handler1").step(made, "submit", "已补充。")
        newest = versions(rest, made, "reviewer1")[-1]
        assert "补充的理由。" in text_of(docx(rest, made, newest["version"]).content)

    def test_one_that_stands_is_not_made_again(self, rest, case, monkeypatch):
        monkeypatch.setattr("tonghua.records.papers.versions.to_pdf", lambda docx: (b"%PDF-", ""))
        told(rest, case)
        made = decision(rest, case)
        make(rest, made, formats=("docx", "pdf"))
        rest("handler1").step(made, "submit", "建议处罚。")
        assert len(versions(rest, made)) == 1


class TestFinal:
    def test_finalizing_makes_the_final_version(self, rest, case):
        scene = final_inspection(rest, case)
        kept = versions(rest, scene)
        assert [each["draft"] for each in kept] == [True, False]
        text = text_of(docx(rest, scene, 2).content)
        for word in ("客观记载。", PARTY, "示例甲", "SL-T-001", "示例人"):
            assert word in text

    def test_keeps_its_values_when_a_party_is_renamed(self, rest, case):
        made = filing(rest, case)
        told(rest, case)
        decided = decision(rest, case)
        chain(rest, decided)
        final = versions(rest, decided)[-1]
        handler = rest("handler1")
        assert handler.patch(case["party"], {"name": "示例改名有限公司"}).status_code == 204
        handler.patch(case["url"], {"cause": "别的案由"})
        later = make(rest, decided)
        assert later["data_sha256"] == final["data_sha256"]
        assert later["draft"] is False
        text = text_of(docx(rest, decided, later["version"]).content)
        assert PARTY in text
        assert "示例改名" not in text
        assert PARTY in unquote(
            docx(rest, decided, later["version"]).headers["Content-Disposition"]
        )
        # a draft prints what is now
        make(rest, made)
        assert "示例改名有限公司" in unquote(docx(rest, made).headers["Content-Disposition"])

    def test_later_versions_only_add_signatures(self, rest, case):
        told(rest, case)
        signed = decision(rest, case)
        chain(rest, signed)
        first = versions(rest, signed)[-1]
        kept = docx(rest, signed, first["version"]).content
        before = text_of(kept)
        sign(rest, signed, "示例收件人", "party")
        assert len(versions(rest, signed)) == len(versions(rest, signed))
        second = make(rest, signed)
        assert second["version"] == first["version"] + 1
        assert second["data_sha256"] == first["data_sha256"]
        after = text_of(docx(rest, signed, second["version"]).content)
        assert after.replace("示例收件人", "")[:200] == before[:200]
        assert versions(rest, signed)[first["version"] - 1] == first
        assert docx(rest, signed, first["version"]).content == kept

    def test_chain_is_printed_with_its_opinions(self, rest, case):
        made = file_case(rest, case)
        text = text_of(docx(rest, made, versions(rest, made)[-1]["version"]).content)
        for word in ("建议办理，理由充分。", "同意。", "批准。", "示例甲", "示例丙", "示例戊"):
            assert word in text

    @pytest.mark.parametrize("who", ["reviewer1", "legal1", "handler3", None])
    def test_only_handlers_make_papers(self, rest, case, who):
        scene = inspection(rest, case)
        assert rest(who).post(f"{scene}/@paper").status_code == 401
        assert versions(rest, scene) == []

    def test_get_makes_nothing(self, rest, case):
        scene = inspection(rest, case)
        page = rest("reviewer1").http.get(
            f"{scene}/document-generation?output_format=docx&generation_format=docx",
            headers={"Accept": "text/html"},
            allow_redirects=False,
        )
        assert page.status_code != 200
        assert versions(rest, scene) == []


class TestConvertedAgain:
    """重新转换: the PDF of a version that lacks one, made later of the same DOCX."""

    PDF = b"%PDF-1.7 of the same version"

    @pytest.fixture
    def scene(self, rest, case, monkeypatch):
        """A record whose paper was made while the service was down."""
        monkeypatch.delenv("RECORDS_OFFICE_SOCKET", raising=False)
        made = inspection(rest, case)
        (kept,) = [make(rest, made, formats=("docx", "pdf"))]
        assert (kept["pdf_state"], kept["pdf"]) == ("failed", None)
        assert "没有运行" in kept["pdf_problem"]
        return made

    @pytest.fixture
    def back(self, monkeypatch):
        """The service is back; it keeps what it was given."""
        given = []

        def to_pdf(docx):
            given.append(docx)
            return self.PDF, ""

        monkeypatch.setattr("tonghua.records.papers.versions.to_pdf", to_pdf)
        return given

    def test_same_version_same_docx_same_hashes(self, rest, scene, back):
        (before,) = versions(rest, scene)
        kept = docx(rest, scene).content
        answer = rest("handler2").post(f"{scene}/@paper/1/convert")
        assert answer.status_code == 200, answer.text
        changed = {"pdf_state": "made", "pdf_problem": "", "pdf": f"{scene}/@paper/1/pdf"}
        assert answer.json() == before | changed
        assert versions(rest, scene) == [answer.json()]
        assert back == [kept]
        assert docx(rest, scene).content == kept
        assert rest("handler1").get(f"{scene}/@paper/1/pdf").content == self.PDF

    def test_of_a_final_record(self, rest, case, monkeypatch, back):
        with monkeypatch.context() as down:
            down.setattr(
                "tonghua.records.papers.versions.to_pdf", lambda docx: (None, "转换失败：停了。")
            )
            scene = final_inspection(rest, case)
        kept = versions(rest, scene)
        assert kept[-1]["pdf_state"] == "failed"
        answer = rest("handler1").post(f"{scene}/@paper/{kept[-1]['version']}/convert")
        assert answer.json()["pdf_state"] == "made"
        assert answer.json()["docx_sha256"] == kept[-1]["docx_sha256"]
        assert versions(rest, scene)[:-1] == kept[:-1]

    def test_while_the_service_is_down_it_says_so_and_nothing_is_lost(self, rest, scene):
        (before,) = versions(rest, scene)
        answer = rest("handler1").post(f"{scene}/@paper/1/convert")
        assert (answer.status_code, answer.json()) == (200, before)

    def test_one_that_has_a_pdf_keeps_it(self, rest, scene, back):
        handler = rest("handler1")
        handler.post(f"{scene}/@paper/1/convert")
        refused(handler.post(f"{scene}/@paper/1/convert"), article=18, words="不必重新转换")
        assert len(back) == 1

    @pytest.mark.parametrize(
        "path", ["2/convert", "0/convert", "x/convert", "1/x", "1", "1/convert/x"]
    )
    def test_no_such_address(self, rest, scene, path):
        assert rest("handler1").post(f"{scene}/@paper/{path}").status_code == 404

    @pytest.mark.parametrize("who", ["reviewer1", "legal1", "handler3", None])
    def test_only_handlers_may(self, rest, scene, back, who):
        assert rest(who).post(f"{scene}/@paper/1/convert").status_code == 401
        page = rest(who).http.post(
            f"{scene}/@@convert-paper", {"version": "1"}, headers={"Accept": "text/html"}
        )
        assert "PDF 已生成" not in page.text
        assert versions(rest, scene)[0]["pdf_state"] == "failed"
        assert back == []

    def test_a_page_without_its_token_converts_nothing(self, rest, scene, back):
        rest("handler1").http.post(
            f"{scene}/@@convert-paper", {"version": "1"}, headers={"Accept": "text/html"}
        )
        assert back == []


class TestSending:
    @pytest.fixture
    def scene(self, rest, case):
        made = inspection(rest, case)
        make(rest, made)
        return made

    @pytest.mark.parametrize("address", ["@paper/1/docx", "@@paper/1/docx"])
    def test_chinese_name_arrives_whole(self, rest, scene, address):
        accept = "application/json" if address.startswith("@paper") else "text/html"
        answer = rest("handler1").http.get(f"{scene}/{address}", headers={"Accept": accept})
        assert answer.status_code == 200
        name = f"现场检查（勘验）笔录 {PARTY}.docx"
        assert answer.headers["Content-Disposition"] == (
            f"attachment; filename=\"paper.docx\"; filename*=UTF-8''{quote(name)}"
        )
        assert answer.headers["Content-Type"].startswith(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        )
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]

    def test_odd_names_make_no_odd_files(self, rest, case):
        rest("handler1").patch(case["party"], {"name": '示例/..\\:*?"<>|\n公司' + "长" * 200})
        answer = rest("handler1").patch(
            case["party"], {"name": '示例/..\\:*?"<>|公司' + "长" * 200}
        )
        assert answer.status_code == 204
        scene = inspection(rest, case)
        make(rest, scene)
        header = docx(rest, scene).headers["Content-Disposition"]
        name = unquote(header.split("UTF-8''")[1])
        assert not set('\\/:*?"<>|\r\n') & set(name)
        assert len(name) < 100


class TestTemplates:
    """The office replaces a template; what was made before stays as it was (article 18)."""

    ADDRESS = "templates/scene_inspection"

    def replace(self, rest, data, who="siteadmin1", name="模板.docx"):
        return rest(who).patch(
            self.ADDRESS, {"docx_file": file_of(data, name, "application/octet-stream")}
        )

    def test_replaced(self, rest, case):
        scene = inspection(rest, case)
        before = make(rest, scene)
        old = docx(rest, scene, 1).content
        data = with_text(template_bytes("scene_inspection"), "本机关新增的提示语。")
        assert self.replace(rest, data).status_code == 204
        after = make(rest, scene)
        assert after["template_sha256"] == sha256(data).hexdigest()
        assert after["template_sha256"] != before["template_sha256"]
        assert after["data_sha256"] == before["data_sha256"]
        assert "本机关新增的提示语。" in text_of(docx(rest, scene, 2).content)
        assert docx(rest, scene, 1).content == old
        assert versions(rest, scene)[0] == before

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("当事人：{{ record.situatoin }}", ("situatoin", "situation", "当事人：")),
            ("{{ party.naem }}", ("naem",)),
            ("{{ nothing }}", ("nothing",)),
            ("{{ record.situation | shout }}", ("shout",)),
            ("{% for o in officers %}{{ o.name }}", ()),
            ("{{ record.__class__ }}", ("__class__",)),
            ("{{ ''.__class__.__mro__ }}", ()),
        ],
    )
    def test_fault_is_named_with_its_paragraph(self, rest, case, text, words):
        data = with_text(template_bytes("scene_inspection"), text)
        message = malformed(self.replace(rest, data), "第十八条", *words)
        assert "段落" in message
        made = make(rest, inspection(rest, case))
        assert made["template_sha256"] == sha256(template_bytes("scene_inspection")).hexdigest()

    @pytest.mark.parametrize(
        "data", [b"not a document", b"%PDF-1.7 x", b"PK\x03\x04 broken", b"PK\x05\x06" + b"\0" * 18]
    )
    def test_no_docx(self, rest, site, data):
        malformed(self.replace(rest, data), "第十八条")
        assert rest("siteadmin1").get(self.ADDRESS).json()["docx_file"]["filename"].endswith("docx")

    @pytest.mark.parametrize("who", ["handler1", "legal1", "supervisor1", None])
    def test_by_the_site_administrator_alone(self, rest, site, who):
        answer = self.replace(rest, template_bytes("scene_inspection"), who=who)
        assert answer.status_code == 401

    def test_odt_of_a_site_administrator_is_not_taken(self, rest, site):
        """Its expressions run as the server's user: ODT stays with the Manager."""
        odt = file_of(b"PK\x03\x04 whatever", "x.odt", "application/vnd.oasis.opendocument.text")
        answer = rest("siteadmin1").patch(self.ADDRESS, {"odt_file": odt})
        assert answer.status_code in (204, 400, 401, 403)
        assert content(site, f"{site.absolute_url()}/{self.ADDRESS}").odt_file is None
        for portal_type in ("ConfigurablePODTemplate", "PODTemplate", "SubTemplate"):
            for where in ("", "templates"):
                body = {"@type": portal_type, "title": "x", "odt_file": odt}
                answer = rest("siteadmin1").post(where, body)
                assert answer.status_code in (400, 401, 403), (portal_type, where)

    def test_new_template_may_not_run_anything_either(self, rest, site):
        data = with_text(template_bytes("scene_inspection"), "{{ cycler.__init__.__globals__ }}")
        body = {"@type": "DocumentTemplate", "id": "of_our_own", "title": "（示例）自拟文书"}
        answer = rest("siteadmin1").post(
            "templates", {**body, "docx_file": file_of(data, "x.docx")}
        )
        # of an unknown paper only the safety is checked; nothing prints it
        assert answer.status_code in (201, 400)
        fault = file_of(b"MZ", "x.docx")
        malformed(rest("siteadmin1").post("templates", {**body, "docx_file": fault}), "第十八条")

    def test_none_for_a_paper(self, rest, manager, case):
        manager.step(self.ADDRESS, "retire", "")
        scene = inspection(rest, case)
        answer = rest("handler1").post(f"{scene}/@paper")
        refused(answer, article=18, words=("现场检查", "模板"))
        assert versions(rest, scene) == []
