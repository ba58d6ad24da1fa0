"""HTML and script in every text field of every type: inert on every page, and printed literally."""

import json
import re
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from case_steps import DAY, chain, content, filing, register, sign
from every_type import bare, container, fields, is_text, tokens, types, wordy
from lxml import etree, html
from openpyxl import load_workbook

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}{% raw %}"
#: what a browser would run; with ``<`` or a quote escaped it is no more than words
RAW = ("<script>alert", "<img src=x", "onerror=alert(1)>\"'")
#: by whom a type is made; everything else by the Manager
BY = {"Complaint": "handler1"}
#: recorded late
LATE = {"backfilled": True, "occurred_start": f"{DAY}T10:00:00+08:00"}
PAGE = {"Accept": "text/html"}
TABS = (
    "",
    "@@case-recordings",
    "@@case-service",
    "@@case-timeline",
    "@@case-compliance",
    "@@case-volume",
    "@@case-access",
)
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def made_by(rest, manager, portal_type):
    return rest(BY[portal_type]) if portal_type in BY else manager


def hostile_body(portal_type):
    """The type with the words in every text; tokens that a page asks for are chosen."""
    body = {**bare(portal_type), **wordy(portal_type, HOSTILE)}
    for name, field in fields(portal_type, lambda field: not is_text(field)).items():
        if name not in body and tokens(field) and name in ("kind", "method", "mode", "outcome"):
            body[name] = tokens(field)[0]
    if portal_type == "AudioVisual":
        body["kind"] = "photo"
    return body


@pytest.fixture(scope="module")
def hostile_ground(stage, office_ground):
    """A case, and one of every type with hostile words; addresses by type."""

    def build(stage):
        from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

        case = register(stage.rest, dict(office_ground.values), party=HOSTILE, title=HOSTILE)
        manager = stage.rest(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        found = {}
        for portal_type in types():
            if portal_type == "DocumentTemplate":
                continue
            client = made_by(stage.rest, manager, portal_type)
            found[portal_type] = client.made(
                container(case, portal_type), hostile_body(portal_type)
            )
        return {**case, "every": found}

    return stage.prepare(office_ground, build)


@pytest.fixture
def every(site, hostile_ground):
    return hostile_ground.values["every"]


@pytest.fixture
def case(site, hostile_ground):
    return dict(hostile_ground.values)


def inert(answer, where):
    """Assert that a page came, and that nothing of it runs."""
    assert answer.status_code == 200, (where, answer.status_code, answer.text[:500])
    for raw in RAW:
        assert raw not in answer.text, where
    tree = html.fromstring(answer.text)
    assert not tree.xpath("//*[@onerror]"), where
    for script in tree.xpath("//script"):
        assert "alert(1)" not in (script.text or ""), where
    return answer.text


def page(client, url):
    return client.http.get(url, headers=PAGE)


def seen(text):
    """Whether the words stand on a page as words."""
    return "<script>alert(1)</script>" in html.fromstring(text).text_content()


class TestPages:
    def test_every_item_and_its_forms(self, rest, manager, every):
        for portal_type, url in every.items():
            client = made_by(rest, manager, portal_type)
            view = inert(page(client, url), portal_type)
            assert seen(view), portal_type
            form = inert(page(client, f"{url}/edit"), f"{portal_type}/edit")
            values = html.fromstring(form).xpath("//form//textarea/text()|//form//input/@value")
            assert any("<script>alert(1)</script>" in each for each in values), portal_type

    def test_case_and_lists(self, rest, manager, site, case, every):
        for name in ("PenaltyCase", "ApplicationCase", "InspectionCase", "Complaint"):
            client = made_by(rest, manager, name)
            for tab in TABS:
                inert(page(client, f"{every[name]}/{tab}"), f"{name}/{tab}")
        for tab in TABS:
            inert(page(manager, f"{case['url']}/{tab}"), tab)
        assert seen(page(manager, case["url"]).text)
        base = site.absolute_url()
        for name in ("cases", "complaints", "officers", "devices", "bases", "supervision"):
            client = rest("handler1") if name == "complaints" else manager
            assert seen(inert(page(client, f"{base}/{name}"), name)), name
            inert(page(client, f"{base}/{name}?q={quote(HOSTILE)}&sort={quote(HOSTILE)}"), name)
        for words in ("alert", HOSTILE):
            inert(page(manager, f"{base}/@@search?SearchableText={quote(words)}"), words)
        inert(page(rest("handler1"), base), "start page")

    def test_forms_of_new_records_that_begin_with_what_is_known(self, manager, case, every):
        for portal_type, kind in types().items():
            if kind == "RecordFTI":
                inert(page(manager, f"{case['url']}/++add++{portal_type}"), portal_type)

    def test_acts_signatures_and_corrections(self, rest, case, every):
        handler = rest("handler1")
        made = filing(rest, case, **hostile_body("Filing"))
        handler.step(made, "submit", HOSTILE)
        rest("reviewer1").step(made, "send_back", HOSTILE)
        for name in ("@@act?transition=submit", "@@sign", "@@change-confidentiality", ""):
            inert(page(handler, f"{made}/{name}"), name)
        sign(rest, made, HOSTILE, "party", witness=HOSTILE)
        sign(rest, made, HOSTILE, "witness", mode="refused", refusal_reason=HOSTILE)
        chain(rest, made)
        new = filing(rest, case, **hostile_body("Filing"), supersedes=made, **LATE)
        for url in (made, new, case["url"], f"{case['url']}/@@case-volume"):
            inert(page(handler, url), url)
        uid = handler.get(made).json()["UID"]
        form = page(handler, f"{case['url']}/++add++Filing?supersedes={uid}")
        assert seen(inert(form, "correction"))
        handler.patch(new, {"body": f"更正的原因：{HOSTILE}"})
        chain(rest, new)
        for url in (made, new, case["url"], f"{case['url']}/@@case-volume"):
            assert seen(inert(page(handler, url), url))
        for url in (f"{case['url']}/@@case-timeline", f"{new}/@@later"):
            inert(page(handler, url), url)

    def test_what_a_refusal_repeats(self, manager, every, case):
        """A wrong value comes back in the sentence that refuses it."""
        for body in (
            {"@type": HOSTILE, "title": "（示例）"},
            {"@type": "Filing", "title": "（示例）", "confidentiality": HOSTILE},
            {"@type": "Filing", "title": "（示例）", "occurred_start": HOSTILE},
        ):
            answer = manager.post(case["url"], body)
            assert answer.status_code == 400
            assert answer.headers["Content-Type"].startswith("application/json")
        for address in (f"?at={quote(HOSTILE)}", f"?version={quote(HOSTILE)}"):
            inert(page(manager, f"{case['url']}/@@case-compliance{address}"), address)
            inert(page(manager, f"{every['Filing']}{address}"), address)


class TestData:
    def test_json_gives_back_the_same(self, rest, manager, every):
        for portal_type, url in every.items():
            answer = made_by(rest, manager, portal_type).get(url)
            assert answer.headers["Content-Type"].startswith("application/json")
            found = answer.json()
            for name, value in wordy(portal_type, HOSTILE).items():
                if name != "@type":
                    assert found[name] == value, (portal_type, name)

    def test_sheets_hold_text(self, rest, manager, site, every):
        for name in ("cases", "complaints", "officers", "devices", "bases", "supervision"):
            client = rest("handler1") if name == "complaints" else manager
            answer = client.http.get(
                f"{site.absolute_url()}/{name}/@@xlsx", headers={"Accept": "*/*"}
            )
            assert answer.status_code == 200, answer.text
            cells = [cell for row in load_workbook(BytesIO(answer.content)).active for cell in row]
            assert any(HOSTILE in str(cell.value) for cell in cells), name
            said = [cell for cell in cells if cell.value is not None]
            assert {cell.data_type for cell in said} <= {"s", "inlineStr"}, name

    def test_export(self, site, every, tmp_path):
        from tonghua.records.exchange.exporting import export_site

        written = export_site(site, tmp_path).read_text("utf-8")
        assert HOSTILE in json.dumps(json.loads(written), ensure_ascii=False).replace('\\"', '"')


class TestPapers:
    def test_every_paper_prints_it_literally(self, site, every):
        from plone import api

        from tonghua.records.papers.values import printed_paper
        from tonghua.records.papers.versions import make_version

        with api.env.adopt_roles(["Manager"]):
            for portal_type, url in every.items():
                record = content(site, url)
                if types()[portal_type] != "RecordFTI" or printed_paper(record) is None:
                    continue
                said = printed(make_version(record, ("docx",)).docx.data)
                assert HOSTILE in said, portal_type
                assert "49" not in re.sub(r"第四十五条|45", "", said), portal_type


def printed(data):
    """The words of a DOCX, all of whose parts are well-formed XML without a script."""
    said = []
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(package.read(name))
            assert not tree.xpath("//*[local-name()='script' or local-name()='img']"), name
            said += [each.text or "" for each in tree.iter(WORDS)]
    return "".join(said)
