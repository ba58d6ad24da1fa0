"""An inspection that finds an offence turns into a penalty case, and both lead to each other."""

import json

import pytest
from case_steps import YEAR, case_body, final_inspection
from published import page
from rights_world import denied

TITLE = "（示例）年鉴出版行政检查"


@pytest.fixture
def inspected(rest, office):
    """An inspection in which something was found; like ``case``, its URLs with the office's."""
    handler = rest("handler1")
    body = case_body(office, title=TITLE, legal_reviewer="legal1", archivist="archivist1")
    url = handler.made("cases", {**body, "@type": "InspectionCase"})
    party = {"@type": "Party", "kind": "organisation", "name": "示例公司", "address": "示例路1号"}
    found = {**office, "url": url, "party": handler.made(url, party)}
    handler.step(url, "investigate")
    final_inspection(rest, found)
    return found


def turned(rest, inspected):
    """Turn it into a penalty case; the case as REST says it."""
    rest("handler1").step(inspected["url"], "transfer", "涉嫌违法，需要查处。")
    cases = rest("handler1").get("cases").json()["items"]
    (made,) = [each["@id"] for each in cases if each["@type"] == "PenaltyCase"]
    return rest("handler1").get(made).json()


def test_it_becomes_a_case_with_its_people_basis_and_section(rest, inspected, office):
    before = rest("handler1").get(inspected["url"]).json()
    case = turned(rest, inspected)
    for name in ("title", "cause", "section", "handlers", "confidentiality"):
        assert case[name] == before[name], name
    for name in ("reviewer", "approver", "legal_reviewer", "archivist"):
        assert case[name] == before[name], name
        assert case[name], name
    assert [each["@id"] for each in case["legal_basis"]] == [office["basis"]]
    assert case["source"] == f"行政检查（示例检〔{YEAR}〕1号）"
    assert (case["review_state"], case["number"]) == ("registered", None)
    assert rest("handler1").get(inspected["url"]).json()["review_state"] == "transferred"


def test_each_page_leads_to_the_other(rest, inspected):
    handler = rest("handler1")
    before = page(handler, inspected["url"]).text
    assert "转为处罚案件" in before, "the step is offered"
    assert "来自行政检查" not in before
    case = turned(rest, inspected)["@id"]
    there = page(handler, inspected["url"]).text
    assert f'href="{case}"' in there
    assert "办理转为的处罚案件" in there
    back = page(handler, case).text
    assert "来自行政检查" in back
    assert f'href="{inspected["url"]}"' in back
    assert f"示例检〔{YEAR}〕1号 {TITLE}" in back
    # nothing is made any more in what has turned into something else
    assert "++add++" not in there


def test_it_says_nothing_of_what_the_reader_may_not_view(rest, inspected):
    case = turned(rest, inspected)["@id"]
    assert f'href="{case}"' in page(rest("legal1"), inspected["url"]).text
    assert f'href="{case}"' in page(rest("supervisor1"), inspected["url"]).text
    raised = {"level": "privacy", "reason": "涉及个人隐私。"}
    assert rest("handler1").post(f"{case}/@confidentiality", raised).status_code == 200
    assert case not in page(rest("supervisor1"), inspected["url"]).text
    assert f'href="{case}"' in page(rest("legal1"), inspected["url"]).text


@pytest.mark.parametrize("who", ["handler3", "reviewer1", "supervisor1", None])
def test_only_its_handlers_turn_it(rest, inspected, who):
    answer = rest(who).post(f"{inspected['url']}/@workflow/transfer", {"comment": "转。"})
    # whoever reads it is told whose step it is, and the others nothing
    assert denied(answer) or answer.status_code == 409
    assert rest("handler1").get(inspected["url"]).json()["review_state"] == "investigation"


def test_both_find_each_other_again_in_another_office(site, rest, inspected, tmp_path):
    import transaction
    from plone import api

    from tonghua.records.cases.origins import other_of
    from tonghua.records.exchange.exporting import export_site
    from tonghua.records.exchange.importing import import_file

    turned(rest, inspected)
    site._p_jar.sync()
    with api.env.adopt_roles(["Manager"]):
        path = export_site(site, tmp_path)
        data = json.loads(path.read_text("utf-8"))
        # what is there already would be recognised
        for each in data["cases"]:
            each["cause"] = "（示例）另一个机关"
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        report = import_file(site, path)
    assert report.ok, list(report.lines())
    transaction.commit()
    came = [each for each in site["cases"].objectValues() if each.cause == "（示例）另一个机关"]
    case, inspection = sorted(came, key=lambda each: each.portal_type, reverse=True)
    assert case.portal_type == "PenaltyCase"
    assert other_of(case).getId() == inspection.getId()
    assert other_of(inspection).getId() == case.getId()
