"""What Plone answers of itself tells nobody what he may not know: titles, parties, text, people."""

from urllib.parse import unquote

import pytest
from case_steps import chain, content, filing
from published import METHODS, browser_pages, page, services
from rights_world import SECRETS, TEXT, TITLE, Findings, build, says

#: what tells of the office's people: names, and the usernames that they log in with
PEOPLE = ("示例甲", "示例丙", "示例戊", "handler1", "reviewer1", "approver1")
VOCABULARIES = (
    "tonghua.records.people",
    "tonghua.records.case_handlers",
    "tonghua.records.case_reviewers",
    "tonghua.records.case_approvers",
    "tonghua.records.legal_reviewers",
    "tonghua.records.archivists",
    "tonghua.records.officers",
    "tonghua.records.bases",
    "tonghua.records.sections",
    "tonghua.records.parties",
    "tonghua.records.records",
    "tonghua.records.targets",
    "plone.app.vocabularies.Users",
    "plone.app.vocabularies.Groups",
    "plone.app.vocabularies.Principals",
    "plone.app.vocabularies.Catalog",
    "plone.app.vocabularies.Keywords",
)
#: the title of the private record; its case's own title begins alike
RECORD = f"{TITLE}立案"
#: pages and services of the site, and what to ask them
OF_THE_SITE = (
    "@search?SearchableText={TEXT}",
    "@search?metadata_fields=_all&fullobjects=1&b_size=200",
    "@search?Creator=handler1&metadata_fields=_all",
    "@querystring-search?query=%7B%22query%22%3A%5B%5D%7D",
    "@navigation?expand.navigation.depth=9",
    "@contextnavigation?expand.contextnavigation.bottomLevel=9",
    "@breadcrumbs",
    "@sitemap",
    "@actions",
    "@types",
    "@types/Decision",
    "@types/PenaltyCase",
    "@users",
    "@users?search=handler",
    "@users/handler1",
    "@groups",
    "@groups/case_officers",
    "@principals?search=handler",
    "@sharing",
    "@sharing?search=handler",
    "@history",
    "@relations?source={uid}",
    "@relations?target={uid}",
    "@linkintegrity?uids={uid}",
    "@aliases",
    "@workflow",
    "@controlpanels",
    "@userschema",
    "@upgrade",
    "@database",
    "@system",
    "@addons",
    "@querysources/x",
    "@@search?SearchableText={TEXT}",
    "@@updated_search?SearchableText={TEXT}",
    "@@ajax-search?SearchableText={TEXT}",
    "@@livesearch_reply?q={TEXT}",
    "search_rss?SearchableText={TEXT}",
    "RSS",
    "atom.xml",
    "rss.xml",
    "itunes.xml",
    "sitemap",
    "sitemap.xml.gz",
    "author/handler1",
    "@@member-search",
    "@@user-information?userid=handler1",
    "@@personal-information?userid=handler1",
    "@@usergroup-userprefs",
    "@@usergroup-groupmembership?groupname=case_officers",
    "@@sharing",
    "@@getSource?field=handlers",
    "@@getVocabulary?name=plone.app.vocabularies.Catalog&attributes=%5B%22Title%22%2C%22Creator%22%5D",
    "@@folder_contents",
    "@@fc-contextInfo",
    "@@qsOptions",
    "@@querybuilder_html_results",
    "recently_modified",
    "recently_published",
    "events/aggregator",
    "portal_catalog/searchResults",
    "portal_catalog/unrestrictedSearchResults",
    "portal_catalog/uniqueValuesFor?name=Title",
    "portal_catalog/getIndexDataForUID?uid={uid}",
    "portal_memberdata/searchFulltextForMembers?s=handler",
    "portal_membership/searchForMembers",
    "portal_membership/listMemberIds",
    "portal_membership/getMemberInfo?memberId=handler1",
    "portal_membership/getPersonalPortrait?id=handler1",
    "portal_groups/listGroupIds",
    "acl_users/getUserNames",
    "acl_users/searchUsers",
    "acl_users/source_users/listUserIds",
    "portal_workflow/getWorklistsResults",
    "portal_url/getPortalObject",
    "uid_catalog",
    "reference_catalog",
    "resolveuid/{uid}",
    "@@redirect-to-uuid/{uid}",
    "@@linkintegrity-update",
    "manifest.webmanifest",
    "contact-info",
    "login-help",
    "mail_password_form",
    "@@passwordreset",
    "registered",
    "@@register",
    "@@new-user",
    "view",
    "",
)


@pytest.fixture(scope="module")
def world_ground(stage, office_ground):
    """A case for the office's eyes, in which one record is private and has gone its way."""

    def made(stage):
        office = office_ground.values
        world = build(stage.rest, office, "internal", ())
        case = {**office, "url": world.url, "party": world.party}
        secret = filing(
            stage.rest,
            case,
            title=f"（示例）{RECORD}",
            clue=TEXT,
            facts=TEXT,
            parties=[world.party],
            confidentiality="privacy",
        )
        chain(stage.rest, secret)
        return {
            "url": world.url,
            "secret": secret,
            "uid": stage.rest("handler1").get(secret).json()["UID"],
        }

    return stage.prepare(office_ground, made)


@pytest.fixture
def world(site, world_ground):
    return dict(world_ground.values)


def asked(world, names=OF_THE_SITE):
    """The addresses with what they ask for filled in."""
    return [name.format(TEXT=TEXT, uid=world["uid"]) for name in names]


def told(answer, words):
    """The words in an answer that the question did not bring."""
    return [w for w in words if says(answer, w) and w not in unquote(answer.url)]


def bodies(client, url):
    """The answer to a REST client, and the one to a browser."""
    return client.get(url), page(client, url)


class TestNobodyUnnamed:
    """Who is not logged in learns nothing of cases, and nothing of who works here."""

    def test_site(self, rest, world):
        client, found = rest(), Findings()
        for name in asked(world):
            for answer in bodies(client, f"{client.base}/{name}"):
                words = told(answer, (*SECRETS, *PEOPLE))
                found.expect(not words, name, answer.status_code, words)
        assert found == []

    def test_vocabularies(self, rest, world):
        client, found = rest(), Findings()
        for name in VOCABULARIES:
            for base in ("", "cases/", "officers/", f"{world['url']}/"):
                for url in (
                    f"{base}@vocabularies/{name}",
                    f"{base}@querysources/{name}",
                    f"{base}@@getVocabulary?name={name}",
                ):
                    answer = client.get(url)
                    words = told(answer, (*SECRETS, *PEOPLE))
                    found.expect(not words, url, answer.status_code, words)
        assert found == []


class TestListsToChooseFrom:
    """No vocabulary and no form offers the title of what one may not view (articles 8, 29)."""

    OTHERS = ("supervisor1", "handler3", "legal1", "archivist1", "secrecy1", "siteadmin1", None)

    @pytest.fixture(scope="module")
    def hidden_ground(self, stage, office_ground):
        """A confidential case, a complaint as confidential, and an order about the case."""

        def made(stage):
            from plone import api

            from tonghua.records.supervision.orders import make_order

            hidden = build(stage.rest, office_ground.values, "privacy", ())
            people = {"registrar": "handler1", "examiner": "handler1"}
            complaint = stage.rest("handler1").made(
                "complaints",
                {
                    "@type": "Complaint",
                    "title": f"（示例）{TITLE}来信",
                    "content": TEXT,
                    "confidentiality": "privacy",
                    **people,
                },
            )
            with api.env.adopt_user("supervisor1"):
                order = make_order(content(stage.layer["portal"], hidden.url))
            return {"case": hidden.url, "complaint": complaint, "order": order.absolute_url()}

        return stage.prepare(office_ground, made)

    @pytest.fixture
    def hidden(self, site, hidden_ground):
        return dict(hidden_ground.values)

    def test_every_vocabulary(self, rest, hidden):
        from zope.component import getUtilitiesFor
        from zope.schema.interfaces import IVocabularyFactory

        names, found = [name for name, _factory in getUtilitiesFor(IVocabularyFactory)], Findings()
        assert "tonghua.records.cases" in names
        for who in self.OTHERS:
            client = rest(who)
            for base in ("", "cases/", "complaints/", f"{hidden['order']}/"):
                for name in names:
                    answer = client.get(f"{base}@vocabularies/{name}", b_size=-1)
                    words = told(answer, SECRETS)
                    found.expect(not words, who, base, name, answer.status_code, words)
        assert found == []

    def test_no_list_has_the_cases(self, rest, hidden):
        """Whoever names a case writes its number; a list of a large office has no end."""
        for who in ("handler1", "supervisor1"):
            answer = rest(who).get("cases/@vocabularies/tonghua.records.cases").json()
            assert answer["items_total"] == 0

    @pytest.mark.parametrize("who", ["handler1", "handler3"])
    def test_a_case_names_a_complaint_that_one_may_view(self, rest, hidden, who):
        client, may = rest(who), who == "handler1"
        listed = client.get("cases/@vocabularies/tonghua.records.complaints")
        form = page(client, f"{client.base}/cases/++add++PenaltyCase")
        for answer in (listed, form):
            assert answer.status_code == 200
            assert says(answer, f"{TITLE}来信") is may

    def test_a_form_keeps_the_complaint_that_one_may_not_view(self, site, stage, rest, hidden):
        import transaction
        from zope.event import notify
        from zope.lifecycleevent import ObjectModifiedEvent

        from tonghua.records.supervision.orders import relation_to

        url = rest("handler3").made("cases", {"@type": "PenaltyCase", "title": "（示例）另一案"})
        case = content(site, url)
        case.complaint = relation_to(content(site, hidden["complaint"]))
        notify(ObjectModifiedEvent(case))
        transaction.commit()
        browser = stage.browser("handler3", f"{url}/edit")
        assert TITLE not in browser.contents
        browser.getControl(name="form.widgets.cause").value = "（示例）案由"
        browser.getControl(name="form.buttons.save").click()
        saved = content(site, url)
        assert saved.cause == "（示例）案由"
        assert saved.complaint.to_object.absolute_url() == hidden["complaint"]


class TestWhoSeesTheCaseAlone:
    """Who may view the case but not the record in it learns of the record nowhere."""

    WHO = ("supervisor1", "legal1")

    @pytest.mark.parametrize("who", WHO)
    def test_services(self, rest, world, who):
        client, found = rest(who), Findings()
        case = client.get(world["url"])
        assert case.status_code == 200
        for name in services("GET"):
            answer = client.get(f"{world['url']}/{name}")
            # the case's own title and text hold these words; its private record's are its own
            found.expect(not self.reveals(answer, world), name, answer.status_code)
        for name in VOCABULARIES:
            for kind in ("@vocabularies", "@querysources"):
                answer = client.get(f"{world['url']}/{kind}/{name}")
                found.expect(not self.reveals(answer, world), kind, name)
        assert found == []

    @pytest.mark.parametrize("who", WHO)
    def test_site(self, rest, world, who):
        client, found = rest(who), Findings()
        for name in asked(world):
            for answer in bodies(client, f"{client.base}/{name}"):
                # who already knows its UID may learn its id, which says nothing
                known = world["uid"] in name
                revealed = says(answer, RECORD) if known else self.reveals(answer, world)
                found.expect(not revealed, name, answer.status_code)
        assert found == []

    def test_pages(self, rest, site, world):
        client, found = rest("supervisor1"), Findings()
        for name in (*browser_pages(content(site, world["url"])), *METHODS):
            answer = page(client, f"{world['url']}/{name}")
            found.expect(not self.reveals(answer, world), name, answer.status_code)
        assert found == []

    @staticmethod
    def reveals(answer, world):
        """Whether an answer tells the record's title or address."""
        return says(answer, RECORD) or world["secret"].rsplit("/", 1)[1] in answer.text
