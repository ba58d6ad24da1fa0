"""Who complained is read by the registrar and the examiner alone (article 8)."""

from io import BytesIO

import pytest
from case_steps import YEAR
from openpyxl import load_workbook
from published import page
from rights_world import says

NAME, CONTACT = "鹧鸪砗磲", "氤氲旖旎"
READERS = ("handler1", "handler2")
#: who may view the complaint, or the case made from it, or neither; none of them reads who it was
OTHERS = (
    "manager1",
    "handler3",
    "reviewer1",
    "approver1",
    "supervisor1",
    "legal1",
    "archivist1",
    "secrecy1",
    "siteadmin1",
    None,
)
BODY = {
    "@type": "Complaint",
    "title": "（示例）反映某公司擅自编纂年鉴",
    "channel": "letter",
    "real_name": True,
    "informant": NAME,
    "contact": CONTACT,
    "content": "反映某公司擅自编纂冠名年鉴。",
    "received_at": f"{YEAR}-03-02T10:00:00+08:00",
    "registrar": "handler1",
    "examiner": "handler2",
    "reviewer": "reviewer1",
    "approver": "approver1",
}
#: below a complaint; where it is told to its readers, and where to nobody at all
TOLD = ("", "?fullobjects=1", "view", "edit")
UNTOLD = (
    "@compliance",
    "@timeline",
    "@history",
    "@workflow",
    "@breadcrumbs",
    "@types/Complaint",
    "act",
    "full_view",
    "@@content-core",
    "informant",
    "contact",
    "manage_DAVget",
    "manage_FTPget",
    "document_src",
    "@@historyview",
    "@@contenthistory",
)


@pytest.fixture(scope="module")
def told_ground(stage, office_ground):
    """A complaint, concluded, with the case made from it in other hands."""

    def build(stage):
        import transaction
        from grounds import PASSWORD
        from plone import api

        rest = stage.rest
        with api.env.adopt_roles(["Manager"]):
            users = api.portal.get_tool("acl_users")
            users.userFolderAddUser("manager1", PASSWORD, ["Manager"], [])
        transaction.commit()
        complaint = rest("handler1").made("complaints", BODY)
        examiner = rest("handler2")
        examiner.patch(complaint, {"conclusion": "filed", "conclusion_reason": "需要查处。"})
        examiner.step(complaint, "conclude", "需要查处。")
        (case,) = [each["@id"] for each in examiner.get("cases").json()["items"]]
        assert examiner.patch(case, {"handlers": ["handler3"]}).status_code == 204
        return {"complaint": complaint, "case": case}

    return stage.prepare(office_ground, build)


@pytest.fixture
def complaint(site, told_ground):
    return told_ground.values["complaint"]


@pytest.fixture
def case(site, told_ground):
    return told_ground.values["case"]


def tells(answer):
    return [word for word in (NAME, CONTACT) if says(answer, word)]


@pytest.mark.parametrize("who", READERS)
def test_readers_read_it(rest, complaint, who):
    client = rest(who)
    read = client.get(complaint).json()
    assert (read["informant"], read["contact"]) == (NAME, CONTACT)
    assert tells(page(client, f"{complaint}/view")) == [NAME, CONTACT]


@pytest.mark.parametrize("who", READERS)
def test_readers_write_it_until_the_conclusion(rest, complaint, who):
    """The form of a concluded complaint leaves out what stays as it was."""
    client = rest(who)
    under_way = rest("handler1").made("complaints", BODY)
    assert tells(page(client, f"{under_way}/edit")) == [NAME, CONTACT]
    assert tells(page(client, f"{complaint}/edit")) == []


@pytest.mark.parametrize("who", OTHERS)
def test_others_do_not(rest, complaint, case, who):
    client = rest(who)
    for path in (*TOLD, *UNTOLD):
        for answer in (client.get(f"{complaint}/{path}"), page(client, f"{complaint}/{path}")):
            assert tells(answer) == [], (path, answer.status_code)
    for path in ("", "@compliance", "@timeline", "@history", "view"):
        assert tells(client.get(f"{case}/{path}")) == [], path
        assert tells(page(client, f"{case}/{path}")) == [], path


@pytest.mark.parametrize("who", ["handler1", "manager1", "supervisor1", "handler3"])
def test_no_search_and_no_list_knows_it(rest, complaint, who):
    """Not for its readers either: what a search finds shows what it went by."""
    client = rest(who)
    for word in (NAME, CONTACT):
        assert client.get("@search", SearchableText=word).json()["items_total"] == 0
        found = page(client, f"{client.base}/@@search?SearchableText={word}")
        assert BODY["title"] not in found.text
    answer = client.get("@search", portal_type="Complaint", metadata_fields="_all")
    assert answer.status_code == 200
    assert tells(answer) == []
    assert tells(page(client, f"{client.base}/complaints")) == []
    sheet = client.http.get(f"{client.base}/complaints/@@xlsx", headers={"Accept": "*/*"})
    rows = load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True)
    words = " ".join(str(cell) for row in rows for cell in row)
    assert (BODY["title"] in words) == (who != "handler3")
    assert NAME not in words
    assert CONTACT not in words


def test_full_objects_of_a_search_tell_its_readers_alone(rest, complaint):
    for who in (*READERS, *OTHERS):
        answer = rest(who).get("@search", portal_type="Complaint", fullobjects=1)
        assert bool(tells(answer)) == (who in READERS), who


def test_index_holds_no_word_of_it(site, complaint):
    from plone import api

    catalog = api.portal.get_tool("portal_catalog")
    (brain,) = catalog.unrestrictedSearchResults(portal_type="Complaint")
    kept = [catalog.getIndexDataForRID(brain.getRID()), catalog.getMetadataForRID(brain.getRID())]
    assert "鹧鸪" not in str(kept)
    assert brain.Title == BODY["title"]
    assert NAME not in str(kept)
    assert CONTACT not in str(kept)


def test_who_edits_without_reading_changes_nothing_of_it(rest, complaint):
    """The Manager's form leaves it out, and saving it leaves it as it was."""
    under_way = rest("handler1").made("complaints", BODY)
    assert rest("manager1").patch(under_way, {"content": "补充。"}).status_code == 204
    read = rest("handler1").get(under_way).json()
    assert (read["informant"], read["content"]) == (NAME, "补充。")
