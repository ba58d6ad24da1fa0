"""The main job as an office does it: the first case over HTTP, with LibreOffice."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from live import HOME, LiveSite
from rest import Rest

DEMO = HOME / "profiles" / "demo"
CASE = json.loads((DEMO / "first-case.json").read_text(encoding="utf-8"))["cases"][0]
EXPECTED = json.loads(
    (HOME / "src/tonghua.records/tests/core/data/first-case-expect.json").read_text("utf-8")
)["expectations"]
NOW = datetime.now(timezone(timedelta(hours=8))).replace(microsecond=0)
PAGE_NUMBER = re.compile(r"—\d+—|第\d+页[，、]?共\d+页")
OWN = {"key", "@type", "signatures", "history", "officers", "parties", "servers", "number"}


def demo_case(rest: Rest) -> str:
    """The URL of the imported case."""
    (found,) = [
        item["@id"] for item in rest.get("cases")["items"] if item["title"] == CASE["title"]
    ]
    return found


def text_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF without spaces, page breaks and page numbers."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    out = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return PAGE_NUMBER.sub("", "".join(out.stdout.decode().split()))


class TestDemoCase:
    @pytest.mark.parametrize("expected", EXPECTED, ids=[each["at"] for each in EXPECTED])
    def test_compliance_at_each_moment(self, live_site: LiveSite, expected: dict) -> None:
        handler = live_site.as_user("handler1")
        case = demo_case(handler)
        answer = handler.get(f"{case}/@compliance?at={quote(expected['at'])}")
        found = {item["rule"]: item["status"] for item in answer["items"]}
        assert {rule: found[rule] for rule in expected["rules"]} == expected["rules"]
        titles = {item["@id"]: item["title"] for item in handler.get(case)["items"]}
        served = {titles[url]: day for url, day in answer["served_at"].items()}
        keys = {record["key"]: record["title"] for record in CASE["records"]}
        for key, day in expected.get("served_at", {}).items():
            assert served[keys[key.removeprefix("#")]] == day

    @pytest.mark.parametrize(
        "key", ["f-filing", "f-scene", "f-notice", "f-r-notice", "f-decision", "f-r-decision"]
    )
    def test_every_paper_prints_what_the_record_says(
        self, live_site: LiveSite, tmp_path: Path, key: str
    ) -> None:
        handler = live_site.as_user("handler1")
        (record,) = [each for each in CASE["records"] if each["key"] == key]
        (url,) = [
            item["@id"]
            for item in handler.get(demo_case(handler))["items"]
            if item["title"] == record["title"] and item["@type"] == record["@type"]
        ]
        made = handler.post(f"{url}/@paper", {"formats": ["docx", "pdf"]})
        assert made["pdf_state"] == "made", made["pdf_problem"]
        answer = handler.session.get(made["pdf"])
        assert answer.content.startswith(b"%PDF")
        name = unquote(answer.headers["Content-Disposition"].split("UTF-8''")[1])
        assert name.endswith(".pdf")
        assert "示例文化传播有限公司" in name
        printed = text_of(answer.content, tmp_path)
        for name in ("facts", "reasons", "content", "remedies", "clue", "situation"):
            for line in record.get(name, "").split("\n"):
                assert "".join(line.split()) in printed
        if record.get("number"):
            assert record["number"] in printed
        document = handler.session.get(made["docx"]).content
        assert zipfile.is_zipfile(io.BytesIO(document))

    def test_import_again_adds_nothing(self, live_site: LiveSite) -> None:
        done = live_site.records("import", DEMO / "first-case.json")
        assert done.returncode == 0, done.stdout + done.stderr
        demo_case(live_site.as_user("handler1"))

    def test_import_by_rest_adds_nothing_either(self, live_site: LiveSite) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for path in DEMO.rglob("*"):
                if path.is_file() and path.suffix != ".xml" and path.name != "tonghua-demo.json":
                    archive.write(path, path.relative_to(DEMO))
        admin = live_site.as_user("admin")
        answer = admin.session.post(
            f"{live_site.url}/@import",
            data=buffer.getvalue(),
            headers={"Content-Type": "application/zip"},
        )
        assert answer.status_code == 200, answer.text
        assert answer.json()["added"] == {}

    def test_export_is_the_file_again(self, live_site: LiveSite, tmp_path: Path) -> None:
        case = demo_case(live_site.as_user("handler1")).rsplit("/", 1)[-1]
        done = live_site.records("export", tmp_path, "--case", case)
        assert done.returncode == 0, done.stdout + done.stderr
        (path,) = tmp_path.glob("*.json")
        assert json.loads(path.read_text("utf-8"))["cases"] == [CASE]


class Journey:
    """One case made by three people, each with the rights of his part alone."""

    def __init__(self, site: LiveSite) -> None:
        self.site = site
        self.handler = site.as_user("handler1")
        self.officers = {
            item["title"]: item["@id"] for item in self.handler.get("officers")["items"]
        }
        basis = self.handler.get("bases")["items"]
        (self.basis,) = [item["@id"] for item in basis if item["title"].startswith("（示例）")]
        self.case = self.handler.post(
            "cases",
            {
                "@type": "PenaltyCase",
                **{
                    name: CASE[name]
                    for name in (
                        "cause",
                        "source",
                        "section",
                        "handlers",
                        "reviewer",
                        "approver",
                        "procedure",
                    )
                },
                "title": "（示例）逐步办理的案件",
                "legal_basis": [self.basis],
            },
        )["@id"]
        party = {name: value for name, value in CASE["parties"][0].items() if name != "key"}
        self.party = self.handler.post(self.case, {"@type": "Party", **party})["@id"]

    def record(self, key: str, start: datetime, end: datetime = NOW, **more: object) -> str:
        """Make a record with the texts of the first case, and today's times."""
        (source,) = [each for each in CASE["records"] if each["key"] == key]
        texts = {name: value for name, value in source.items() if name not in OWN}
        body = {
            **texts,
            "@type": source["@type"],
            "occurred_start": start.isoformat(),
            "occurred_end": end.isoformat(),
            "officers": list(self.officers.values())[:2],
            "parties": [self.party],
            **more,
        }
        return self.handler.post(self.case, body)["@id"]

    def step(self, who: str, item: str, transition: str, comment: str = "同意。") -> dict:
        return self.site.as_user(who).post(f"{item}/@workflow/{transition}", {"comment": comment})

    def chain(self, record: str) -> None:
        for who, transition in (
            ("handler1", "submit"),
            ("reviewer1", "endorse"),
            ("approver1", "approve"),
        ):
            self.step(who, record, transition)

    def made(self, who: str, kind: str, title: str, **more: object) -> str:
        """Make a record of which the first case has none; its URL."""
        body = {"@type": kind, "title": title, **more}
        return self.site.as_user(who).post(self.case, body)["@id"]

    def sign(self, record: str, name: str, capacity: str, who: str = "handler1") -> None:
        picture = (DEMO / "media" / "sign" / "sign-01.png").read_bytes()
        image = {
            "filename": "sign-01.png",
            "content-type": "image/png",
            "encoding": "base64",
            "data": base64.b64encode(picture).decode(),
        }
        body = {"name": name, "capacity": capacity, "mode": "handwritten", "image": image}
        self.site.as_user(who).post(f"{record}/@signatures", body)

    def rules(self) -> dict[str, str]:
        answer = self.handler.get(f"{self.case}/@compliance")
        return {item["rule"]: item["status"] for item in answer["items"]}


def test_a_case_from_registration_to_the_archive(live_site: LiveSite, tmp_path: Path) -> None:
    journey = Journey(live_site)
    handler, case = journey.handler, journey.case
    first, second = list(journey.officers)[:2]

    filing = journey.record("f-filing", NOW - timedelta(hours=9))
    journey.chain(filing)
    journey.step("handler1", case, "file")
    # other tests of the run number cases and decisions of their own
    assert re.fullmatch(rf"通志办罚立〔{NOW.year}〕\d+号", handler.get(case)["number"])
    journey.step("handler1", case, "investigate")

    # not before the day of the filing, also when the test runs just after midnight
    start = max(NOW - timedelta(minutes=90), NOW.replace(hour=0, minute=0, second=0))
    scene = journey.record("f-scene", start, credentials_shown_at=start.isoformat())
    refused = handler.session.post(f"{scene}/@workflow/finalize", json={"comment": ""})
    assert refused.status_code == 409
    assert refused.json()["rule"] in {"OFF-3", "DOC-SIG", "AV-12"}
    media = (DEMO / "media" / "c1-scene.mp4").read_bytes()
    recording = journey.record(
        "f-av-scene",
        start,
        about=[scene],
        captured_start=start.isoformat(),
        captured_end=NOW.isoformat(),
        operator=journey.officers[first],
        media={
            "filename": "现场.mp4",
            "content-type": "video/mp4",
            "encoding": "base64",
            "data": base64.b64encode(media).decode(),
        },
    )
    taken = handler.get(recording)
    assert taken["sha256"] == "bf77711f98f3c5147a3b669cd00a75923a1db773794deccc5875f4b533fb9e95"
    assert taken["ingested_at"]
    for name in (first, second):
        journey.sign(scene, name, "officer")
    journey.sign(scene, "示例人A", "party")
    journey.sign(scene, "示例物业管理员E", "witness")
    journey.step("handler1", scene, "finalize")

    journey.step("handler1", case, "give_notice")
    notice = journey.record("f-notice", NOW - timedelta(hours=1))
    journey.chain(notice)
    decision = journey.record("f-decision", NOW, decided_at=NOW.isoformat())
    opinion = {"comment": "建议处罚。"}
    answer = handler.session.post(f"{decision}/@workflow/submit", json=opinion)
    assert (answer.status_code, answer.json()["rule"]) == (409, "RGT-1")
    be_told_and_give_up(journey, notice)
    journey.step("handler1", case, "review")
    journey.step("handler1", case, "decide")
    journey.chain(decision)
    made = handler.get(decision)
    assert re.fullmatch(rf"通志办罚〔{NOW.year}〕\d+号", made["number"])
    assert made["amount"] == 50000
    final = handler.get(f"{decision}/@paper")["items"][-1]
    assert final["draft"] is False
    assert final["pdf_state"] == "made", final["pdf_problem"]
    printed = text_of(handler.session.get(final["pdf"]).content, tmp_path)
    assert made["number"] in printed
    assert "草稿" not in printed

    journey.step("handler1", case, "serve")
    receipt = journey.record(
        "f-r-decision",
        NOW,
        served=[decision],
        servers=list(journey.officers.values())[:2],
        signed_at=NOW.isoformat(),
    )
    for name in (first, second):
        journey.sign(receipt, name, "server")
    journey.sign(receipt, "示例人A", "recipient")
    journey.step("handler1", receipt, "finalize")
    assert handler.get(receipt)["served_at"] == NOW.date().isoformat()
    journey.step("handler1", case, "enforce")

    found = journey.rules()
    wanted = [
        "APR-1",
        "AUTH-1",
        "AV-12",
        "DEC-1",
        "DEC-2",
        "OFF-1",
        "OFF-2",
        "OFF-3",
        "RGT-1",
        "RGT-2",
        "RGT-3",
        "HRG-1",
        "SCOPE-1",
        "SRV-7",
        "SRV-D",
        "CAS-1",
    ]
    assert {rule: found[rule] for rule in wanted} == dict.fromkeys(wanted, "pass")
    assert handler.get(f"{case}/@timeline")["items"][-1]["title"]
    be_performed_and_closed(journey)
    be_archived(journey, tmp_path)


def be_told_and_give_up(journey: Journey, notice: str) -> None:
    """The party signs for the notice and gives up its time: only so may be decided at once (10)."""
    journey.sign(notice, "示例人A", "party")
    said = datetime.now(NOW.tzinfo).replace(microsecond=0).isoformat()
    waiver = journey.made(
        "handler1",
        "Statement",
        "（示例）陈述申辩笔录（放弃）",
        waived=True,
        opinion="放弃陈述、申辩，不要求听证。",
        occurred_start=said,
        place="示例机关",
        credentials_shown=True,
        credentials_shown_at=said,
        officers=list(journey.officers.values())[:2],
        parties=[journey.party],
    )
    for name in list(journey.officers)[:2]:
        journey.sign(waiver, name, "officer")
    journey.sign(waiver, "示例人A", "party")
    journey.step("handler1", waiver, "finalize")


def be_performed_and_closed(journey: Journey) -> None:
    """The fine is paid, and the case ends (articles 24, 26)."""
    handler, case = journey.handler, journey.case
    first, second = list(journey.officers)[:2]
    performance = journey.made(
        "handler1",
        "Performance",
        "（示例）履行情况记录",
        obligation="缴纳罚款人民币伍万元整。",
        due_at=(NOW + timedelta(days=15)).isoformat(),
        done_at=NOW.isoformat(),
        receipt_number="示例票据0001",
        officers=list(journey.officers.values())[:2],
        parties=[journey.party],
    )
    for name in (first, second):
        journey.sign(performance, name, "officer")
    journey.step("handler1", performance, "finalize")
    closing = journey.made(
        "handler1", "Closing", "（示例）结案审批表", outcome="performed", parties=[journey.party]
    )
    journey.chain(closing)
    journey.step("handler1", case, "close")
    read = handler.get(case)
    assert (read["review_state"], bool(read["closed_at"])) == ("closed", True)


def be_archived(journey: Journey, tmp_path: Path) -> None:
    """The archivist makes the volume; then nothing of the case changes any more (26, 27)."""
    handler, case = journey.handler, journey.case
    archivist = journey.site.as_user("archivist1")
    body = {
        "retention": "30y",
        "archivist": "archivist1",
        "archived_at": NOW.isoformat(),
        "pages": 12,
    }
    handler.refused("POST", case, {"@type": "Volume", "title": "（示例）案卷", **body}, status=403)
    volume = journey.made("archivist1", "Volume", "（示例）案卷", **body)
    handler.refused("POST", f"{case}/@workflow/archive", {"comment": "归档"})
    journey.sign(volume, "示例己（吴敏）", "archivist", who="archivist1")
    journey.step("archivist1", volume, "finalize")
    paper = archivist.get(f"{volume}/@paper")["items"][-1]
    assert (paper["draft"], paper["pdf_state"]) == (False, "made"), paper["pdf_problem"]
    printed = text_of(archivist.session.get(paper["pdf"]).content, tmp_path)
    assert handler.get(case)["number"] in printed
    journey.step("archivist1", case, "archive")
    assert handler.get(case)["review_state"] == "archived"
    # a new record, and a change of the case, are refused to whoever handled it
    record = {"@type": "OtherInvestigation", "title": "（示例）补办", "method": "网上核查"}
    handler.refused("POST", case, record, status=401)
    told = handler.refused("PATCH", case, {"cause": "改"})
    assert told["article"] == 26
