"""Rare, invisible and impossible characters, and 200,000 of them, in every text of every type."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from case_steps import content, malformed, sign
from every_type import bare, container, fields, is_long, is_text, types, wordy
from lxml import etree

#: rare, composed, beyond the first plane, invisible, and other ends of a line
RARE = "𠮷堃㙍镕😀👩‍👩‍👧é\u200b\u200e\u2028\u2029\u3000\u0085ﬁ"
LINES = f"{RARE}\n第二行\t{RARE}"
#: (what it is, the character)
IMPOSSIBLE = [
    ("NUL", "\0"),
    ("backspace", "\b"),
    ("escape", "\x1b"),
    ("delete", "\x7f"),
    ("no character", "\uffff"),
    ("half a character", "\ud83d"),
]
LONG = "长" * 200_000


def client_of(rest, manager, portal_type):
    return rest("handler1") if portal_type == "Complaint" else manager


def written(types_):
    return [name for name in types_ if name != "DocumentTemplate"]


def posted(client, where, body):
    """POST with every character escaped, as JSON may bring halves of characters."""
    return client.http.post(
        client.url(where),
        data=json.dumps(body).encode("ascii"),
        headers={"Content-Type": "application/json"},
    )


class TestRare:
    def test_come_back_equal_and_are_shown(self, rest, manager, case):
        for portal_type in written(types()):
            client = client_of(rest, manager, portal_type)
            body = {**bare(portal_type), **wordy(portal_type, LINES, RARE)}
            if portal_type == "AudioVisual":
                body["kind"] = "photo"
            made = client.made(container(case, portal_type), body)
            now = client.get(made).json()
            for name, value in wordy(portal_type, LINES, RARE).items():
                if name != "@type":
                    assert now[name] == value, (portal_type, name)
            page = client.http.get(made, headers={"Accept": "text/html"})
            assert page.status_code == 200, portal_type
            assert "𠮷堃㙍镕😀" in page.text, portal_type

    def test_are_printed(self, site, rest, manager, case):
        from plone import api

        from tonghua.records.papers.values import printed_paper
        from tonghua.records.papers.versions import make_version

        with api.env.adopt_roles(["Manager"]):
            for portal_type, kind in types().items():
                if kind != "RecordFTI":
                    continue
                body = {**bare(portal_type), **wordy(portal_type, LINES, RARE)}
                body["kind"] = "photo" if portal_type == "AudioVisual" else body.get("kind")
                body = {name: value for name, value in body.items() if value is not None}
                record = content(site, manager.made(case["url"], body))
                if printed_paper(record) is None:
                    continue
                data = make_version(record, ("docx",)).docx.data
                with ZipFile(BytesIO(data)) as package:
                    for name in package.namelist():
                        if name.endswith((".xml", ".rels")):
                            etree.fromstring(package.read(name))
                    assert "𠮷堃㙍镕😀".encode() in package.read("word/document.xml"), portal_type


class TestImpossible:
    @pytest.mark.parametrize(("what", "char"), IMPOSSIBLE)
    def test_is_refused_in_every_text(self, rest, manager, case, what, char):
        for portal_type in written(types()):
            client = client_of(rest, manager, portal_type)
            where = container(case, portal_type)
            for name in [*fields(portal_type, is_text)][:2]:
                answer = posted(client, where, bare(portal_type, **{name: f"示例{char}"}))
                malformed(answer, "第3个字符", "控制字符", name)
            body = {**bare(portal_type), **wordy(portal_type, f"示例{char}")}
            malformed(posted(client, where, body), "控制字符")

    def test_in_keys_rows_steps_signatures_and_later_fields(self, rest, case):
        handler = rest("handler1")
        made = handler.made(case["url"], bare("Interview"))
        for address, body in (
            (case["url"], {"@type": "Filing", "title": "（示例）", "a\0": "b"}),
            (case["url"], bare("Interview", questions=[{"question": "\0", "answer": "b"}])),
            (case["url"], bare("Interview", questions=[{"question\0": "b"}])),
            (f"{made}/@workflow/finalize", {"comment": "\0"}),
            (f"{made}/@signatures", {"name": "示例\0", "capacity": "party", "mode": "refused"}),
            (f"{made}/@later", {"a": "\0"}),
            (f"{made}/@confidentiality", {"level": "internal", "reason": "\0"}),
        ):
            malformed(posted(handler, address, body), "控制字符")
        answer = handler.http.patch(made, data=json.dumps({"place": "\ud800"}).encode())
        malformed(answer, "place", "控制字符")
        assert handler.get(made).json()["place"] is None
        sign(rest, made, "示例𠮷", "interviewee")

    def test_a_form_leaves_them_out(self, rest, site, case):
        from page_forms import carried

        http = rest("handler1").http
        http.headers["Accept"] = "text/html"
        url = f"{case['url']}/++add++Interview"
        data = {
            **carried(http.get(url).text),
            "form.widgets.IRecord.title": "（示\0例）\x08𠮷",
            "form.widgets.IRecord.confidentiality:list": "internal",
            "form.widgets.IRecord.body": "一\x1b二\uffff三\t四\r\n五",
            "form.widgets.questions.json": json.dumps([["一\0问\ud800", "答\x07"]]),
            "form.buttons.save": "1",
        }
        answer = http.post(url, data=data)
        assert answer.status_code == 200
        http.headers["Accept"] = "application/json"
        now = http.get(answer.url.removesuffix("/view")).json()
        assert now["title"] == "（示例）𠮷"
        assert now["body"].splitlines() == ["一二三\t四", "五"]
        assert [(each["question"], each["answer"]) for each in now["questions"]] == [("一问", "答")]

    def test_an_import_names_them(self, site, tmp_path):
        from plone import api

        from tonghua.records.exchange.importing import import_file

        path = tmp_path / "bad.json"
        base = {"title": "（示例）", "certificate_number": "SL-T-999", "key": "o"}
        path.write_text(json.dumps({"officers": [{**base, "scope": "一\0"}]}), "utf-8")
        with api.env.adopt_roles(["Manager"]):
            report = import_file(site, path)
        problems = list(report.lines())
        assert any("控制字符" in each and "scope" in each for each in problems), problems


class TestLong:
    def test_200000_characters_in_every_long_text(self, rest, manager, site, case):
        for portal_type in written(types()):
            client = client_of(rest, manager, portal_type)
            for name in [*fields(portal_type, is_long)][:1]:
                body = bare(portal_type, **{name: LONG})
                made = client.made(container(case, portal_type), body)
                assert client.get(made).json()[name] == LONG, (portal_type, name)
                page = client.http.get(made, headers={"Accept": "text/html"})
                assert page.status_code == 200, portal_type
                assert LONG in page.text, portal_type

    def test_in_one_record_all_over(self, rest, case):
        handler = rest("handler1")
        made = handler.made(case["url"], {**bare("Decision"), **wordy("Decision", LONG, "一行")})
        now = handler.get(made).json()
        for name in fields("Decision", is_long):
            assert now[name] == LONG, name
        for address in (made, f"{made}/edit", case["url"], f"{case['url']}/@@case-volume"):
            assert handler.http.get(address, headers={"Accept": "text/html"}).status_code == 200
        assert handler.post(f"{made}/@paper", {"formats": ["docx"]}).status_code == 201

    def test_a_title_has_its_length(self, manager, case):
        answer = manager.post(case["url"], {"@type": "Filing", "title": "长" * 1001})
        malformed(answer, "title")

    def test_a_line_of_it(self, manager, case):
        made = manager.made(case["url"], bare("SceneInspection", place=LONG))
        assert manager.get(made).json()["place"] == LONG
        for address in (made, case["url"]):
            page = manager.http.get(address, headers={"Accept": "text/html"})
            assert page.status_code == 200
