"""The first case comes in, is judged, and goes out again as it was."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DEMO = HERE.parents[3] / "profiles" / "demo"
EXPECTED = json.loads((HERE.parent / "core" / "data" / "first-case-expect.json").read_text("utf-8"))


@pytest.fixture
def imported(site):
    import transaction
    from plone import api

    from tonghua.records.exchange.importing import import_file

    with api.env.adopt_roles(["Manager"]):
        report = import_file(site, DEMO / "first-case.json")
    assert report.ok, list(report.lines())
    transaction.commit()
    return site


@pytest.fixture
def folder(tmp_path):
    """A copy of the demo that a test may spoil."""
    shutil.copytree(DEMO, tmp_path / "demo")
    return tmp_path / "demo"


def spoil(folder, change):
    path = folder / "first-case.json"
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def run(site, path):
    from plone import api

    from tonghua.records.exchange.importing import import_file

    with api.env.adopt_roles(["Manager"]):
        return import_file(site, path)


def case_in(rest, who="handler1"):
    items = rest(who).get("cases").json()["items"]
    assert len(items) == 1
    return items[0]["@id"]


class TestImport:
    def test_expectations(self, imported, rest):
        handler = rest("handler1")
        case = case_in(rest)
        titles = {item["title"]: item["@id"] for item in handler.get(case).json()["items"]}
        keys = {
            "#f-r-decision": titles["（示例）送达回证 行政处罚决定书"],
            "#f-r-notice": titles["（示例）送达回证（事先告知书暨听证告知书）"],
        }
        for expected in EXPECTED["expectations"]:
            answer = handler.get(f"{case}/@compliance", at=expected["at"]).json()
            found = {item["rule"]: item["status"] for item in answer["items"]}
            assert {rule: found[rule] for rule in expected["rules"]} == expected["rules"]
            for key, day in expected.get("served_at", {}).items():
                assert answer["served_at"][keys[key]] == day

    def test_a_signature_on_a_paper_beside_the_own_one_comes_out_again(self, site, folder):
        from plone import api

        from tonghua.records.exchange.exporting import export_site

        def beside(data, key="evidence_list"):
            (record,) = (r for r in data["cases"][0]["records"] if r["key"] == "f-scene")
            record["signatures"][0]["paper"] = key

        report = run(site, spoil(folder, lambda data: beside(data, "no_such_paper")))
        assert "没有代号为“no_such_paper”的文书" in " ".join(report.lines())
        assert len(site["cases"]) == 0
        assert run(site, spoil(folder, beside)).ok
        with api.env.adopt_roles(["Manager"]):
            found = json.loads(export_site(site, folder / "out").read_text("utf-8"))
        (record,) = (r for r in found["cases"][0]["records"] if r["key"] == "f-scene")
        assert [each.get("paper") for each in record["signatures"]][:2] == ["evidence_list", None]

    RELEASES = (
        {
            "rule": "AV-12",
            "record": "#f-scene",
            "transition": "finalize",
            "by": "approver1",
            "at": "2026-03-06T16:50:00+08:00",
            "reason": "设备当场损坏。",
        },
        {
            "rule": "SCOPE-1",
            "transition": "file",
            "by": "approver1",
            "at": "2026-03-04T16:22:00+08:00",
            "reason": "科室职责正在调整。",
        },
    )

    def test_what_was_set_aside_comes_in_and_out_as_it_was(self, site, rest, folder):
        import transaction
        from plone import api

        from tonghua.records.exchange.exporting import export_site

        path = spoil(folder, lambda data: data["cases"][0].update(overrides=[*self.RELEASES]))
        assert run(site, path).ok
        transaction.commit()
        listed = rest("approver1").get(f"{case_in(rest)}/@override").json()["items"]
        assert [(each["rule"], each["reason"], bool(each["record"])) for each in listed] == [
            ("AV-12", "设备当场损坏。", True),
            ("SCOPE-1", "科室职责正在调整。", False),
        ]
        with api.env.adopt_roles(["Manager"]):
            found = json.loads(export_site(site, folder / "out").read_text("utf-8"))
        assert found["cases"][0]["overrides"] == [*self.RELEASES]
        assert run(site, path).added == {}
        assert run(site, folder / "out" / "export.json").added == {}

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"rule": "AV-99"}, "没有编号为“AV-99”的规则"),
            ({"transition": "fly"}, "没有“fly”这一步"),
            ({"by": "nobody9"}, "没有用户“nobody9”"),
            ({"reason": " "}, "例外放行缺少“reason”"),
            ({"record": "#nowhere"}, "引用“#nowhere”在本案中不存在"),
            ({"record": "#f-decision-party"}, "引用“#f-decision-party”在本案中不存在"),
            ({"at": "昨天"}, "时间“昨天”写法不对"),
            ({"note": "x"}, "例外放行没有“note”这一项"),
        ],
    )
    def test_an_override_that_is_malformed(self, site, folder, changes, said):
        bad = {**self.RELEASES[0], **changes}
        report = run(site, spoil(folder, lambda data: data["cases"][0].update(overrides=[bad])))
        assert said in " ".join(report.lines())
        assert len(site["cases"]) == 0

    def test_twice_adds_nothing(self, imported, rest):
        report = run(imported, DEMO / "first-case.json")
        assert report.ok
        assert report.added == {}
        assert len(imported["cases"]) == 1
        assert len(imported["officers"]) == 6

    def test_goes_out_as_it_came(self, imported, tmp_path):
        from tonghua.records.exchange.exporting import export_site

        path = export_site(imported, tmp_path / "out")
        before = json.loads((DEMO / "first-case.json").read_text("utf-8"))
        after = json.loads(path.read_text("utf-8"))
        assert after["cases"] == before["cases"]
        assert after["officers"] == before["officers"]
        assert after["bases"] == before["bases"]
        names = {person["username"] for person in before["people"]}
        exported = {p["username"]: p["roles"] for p in after["people"] if p["username"] in names}
        assert exported == {p["username"]: p["roles"] for p in before["people"]}
        assert (path.parent / "media" / "c1-scene.mp4").read_bytes() == (
            DEMO / "media" / "c1-scene.mp4"
        ).read_bytes()

    def test_numbers_go_on_after_the_imported_ones(self, imported):
        from tonghua.records.cases.numbering import next_number
        from tonghua.records.office import settings

        settings().number_patterns = {"罚": "通志办罚〔{year}〕{n}号"}
        assert next_number("罚") == "通志办罚〔2026〕1号"

    def test_over_rest_as_a_zip(self, site, rest):
        from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for path in DEMO.rglob("*"):
                if path.is_file() and path.suffix != ".xml" and path.name != "tonghua-demo.json":
                    archive.write(path, path.relative_to(DEMO))
        manager = rest(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        for added in (1, 0):
            answer = manager.http.post(
                manager.url("@import"),
                data=buffer.getvalue(),
                headers={"Content-Type": "application/zip"},
            )
            assert answer.status_code == 200, answer.text
            assert answer.json()["added"].get("cases", 0) == added
        case_in(rest)

    def test_handler_may_not_import(self, site, rest):
        assert rest("handler1").post("@import").status_code in (401, 403)


class TestMalformed:
    @pytest.mark.parametrize(
        ("change", "field", "words"),
        [
            (lambda d: d["cases"][0]["records"][2]["about"].append("#nobody"), "about", "#nobody"),
            (lambda d: d["cases"][0]["records"][0].update(colour="red"), "colour", "没有这个栏目"),
            (lambda d: d["cases"][0]["records"][0].update({"@type": "Poem"}), "@type", "Poem"),
            (lambda d: d["cases"][0]["records"][4].update(kind="riddle"), "kind", "riddle"),
            (
                lambda d: d["cases"][0]["records"][1].update(
                    occurred_end="2026-03-05T00:00:00+08:00"
                ),
                "occurred_end",
                "早于",
            ),
            (
                lambda d: d["cases"][0]["records"][0]["history"][0].update(actor="ghost"),
                "history",
                "ghost",
            ),
            (
                lambda d: d["cases"][0]["records"][0]["history"][0].update(transition="approve"),
                "history",
                "approve",
            ),
            (
                lambda d: d["cases"][0]["records"][2]["media"].update(path="../../etc/passwd"),
                "media",
                "超出",
            ),
            (
                lambda d: d["cases"][0]["records"][2]["media"].update(path="no.mp4"),
                "media",
                "不存在",
            ),
            (lambda d: d["cases"][0]["parties"][0].pop("name"), "name", "不能为空"),
        ],
    )
    def test_case_is_left_out_whole(self, site, folder, change, field, words):
        report = run(site, spoil(folder, change))
        assert not report.ok
        assert report.problems[0].field == field
        assert words in report.problems[0].reason
        assert len(site["cases"]) == 0
        assert len(site["officers"]) == 6

    def test_the_other_case_goes_in(self, site, folder):
        def two(data):
            good = json.loads(json.dumps(data["cases"][0]))
            good["key"] = "case-good"
            data["cases"][0].pop("title")
            data["cases"].append(good)

        report = run(site, spoil(folder, two))
        assert not report.ok
        assert report.added["cases"] == 1
        assert len(site["cases"]) == 1
