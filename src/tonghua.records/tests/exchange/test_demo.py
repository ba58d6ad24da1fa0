"""The demo's cases (示例) come in whole, and go out again equal as parsed values."""

import json

import pytest
from case_steps import DEMO

DATA = json.loads(DEMO.read_text("utf-8"))


def again(site, folder):
    """What an export of the whole site says."""
    from plone import api

    from tonghua.records.exchange.exporting import export_site

    with api.env.adopt_roles(["Manager"]):
        return json.loads(export_site(site, folder).read_text("utf-8"))


def test_everything_comes_in(demo):
    assert demo["ok"], demo["lines"]
    assert demo["added"] == {name: len(held) for name, held in DATA.items() if name != "people"} | {
        "people": demo["added"].get("people", 0)
    }


@pytest.mark.parametrize("section", [name for name in DATA if name != "people"])
def test_equal_again(site, demo, tmp_path, section):
    assert again(site, tmp_path)[section] == DATA[section]


def test_files_are_the_same(site, demo, tmp_path):
    again(site, tmp_path)
    media = sorted(path.relative_to(tmp_path) for path in tmp_path.glob("media/**/*.*"))
    assert media
    for path in media:
        assert (tmp_path / path).read_bytes() == (DEMO.parent / path).read_bytes(), path


def test_a_second_time_adds_nothing(site, demo):
    from plone import api

    from tonghua.records.exchange.importing import import_file

    with api.env.adopt_roles(["Manager"]):
        report = import_file(site, DEMO)
    assert report.ok
    assert report.added == {}


def test_who_hears_a_case_of_the_demo_reads_it(site, demo):
    """Host and clerk have no other part in it; nobody else of the office reads it for that."""
    from plone import api

    catalog = api.portal.get_tool("portal_catalog")
    roles, indexed = {}, set()
    for case in site["cases"].objectValues():
        if any(each.portal_type == "Hearing" for each in case.objectValues()):
            for who in ("host1", "handler3", "legal1", "secrecy1"):
                roles[who] = "Case Reader" in api.user.get_roles(username=who, obj=case)
            rid = catalog.getrid("/".join(case.getPhysicalPath()))
            indexed = set(catalog.getIndexDataForRID(rid)["allowedRolesAndUsers"])
        else:
            assert "Case Reader" not in api.user.get_roles(username="host1", obj=case)
    assert roles == {"host1": True, "handler3": True, "legal1": False, "secrecy1": False}
    assert {"user:host1", "user:handler3"} <= indexed
    assert "user:secrecy1" not in indexed
