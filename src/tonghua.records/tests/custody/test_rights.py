"""Who sees what of a case, at every level of case and record (articles 28 and 29)."""

from urllib.parse import unquote

import pytest
import transaction
from case_steps import TODAY, case_body, chain, content, filing, inspection
from published import METHODS, browser_pages, page, services
from rights_world import (
    EVERYBODY,
    LEVELS,
    NEVER,
    OF_CASE,
    PARTY,
    SECRETS,
    TEXT,
    TITLE,
    Findings,
    World,
    build,
    denied,
    leaks,
    may_view,
    says,
)


@pytest.fixture(scope="module", params=LEVELS)
def world_ground(request, stage, office_ground):
    """A case of each level, with records of each level."""
    return stage.prepare(
        office_ground, lambda stage: vars(build(stage.rest, office_ground.values, request.param))
    )


@pytest.fixture
def world(site, world_ground):
    return World(**world_ground.values)


class TestByUrl:
    """Every address of a record, for everybody: whole for who may, nothing for who may not."""

    def test_case_and_party(self, rest, world):
        found = Findings()
        for who in EVERYBODY:
            client, may = rest(who), may_view(who, world.level)
            for url, word in (
                (world.url, TITLE),
                (world.party, PARTY),
                (f"{world.url}/@timeline", TITLE),
            ):
                answer = client.get(url)
                if may:
                    found.expect(says(answer, word), who, url, answer.status_code)
                else:
                    found.expect(denied(answer), who, url, answer.status_code, leaks(answer))
        assert found == []

    def test_records_with_papers_signatures_and_media(self, rest, world):
        found = Findings()
        for who in EVERYBODY:
            client = rest(who)
            for own in LEVELS:
                may = may_view(who, world.level, own)
                scene, taken = world.scenes[own], world.recordings[own]
                rest_calls = (
                    scene,
                    taken,
                    f"{scene}/@paper",
                    f"{scene}/@paper/1/docx",
                    f"{scene}/@signatures",
                    f"{scene}/@workflow",
                )
                pages = (
                    f"{scene}/@@paper/1/docx",
                    f"{scene}/@@signature/1",
                    f"{taken}/@@download/media",
                    f"{taken}/@@display-file/media",
                )
                answers = [client.get(url) for url in rest_calls]
                answers += [page(client, url) for url in pages]
                for answer in answers:
                    good = answer.status_code == 200 if may else denied(answer)
                    found.expect(good, who, own, answer.url, answer.status_code, leaks(answer))
        assert found == []

    def test_search_and_listings(self, rest, world):
        found = Findings()
        for who in EVERYBODY:
            client = rest(who)
            seen = [own for own in LEVELS if may_view(who, world.level, own)]
            case_seen = may_view(who, world.level)
            # the case, and of each level a scene and its recording
            expected = (1 if case_seen else 0) + 2 * len(seen)
            for query in ({"Title": TITLE}, {"SearchableText": TITLE}, {"SearchableText": TEXT}):
                answer = client.get("@search", **query).json()
                found.expect(answer["items_total"] == expected, who, query, answer["items_total"])
            parties = client.get("@search", SearchableText=PARTY).json()["items_total"]
            found.expect(parties == (1 if case_seen else 0), who, "party", parties)
            listed = client.get("cases")
            if who is None:
                found.expect(denied(listed), who, listed.text)
            else:
                total = listed.json()["items_total"]
                found.expect(total == (1 if case_seen else 0), who, "cases", total)
            if case_seen:
                inside = client.get(world.url, b_size=100).json()["items_total"]
                found.expect(inside == 1 + 2 * len(seen), who, "case", inside)
        assert found == []

    def test_reference_to_what_one_may_not_view_is_left_out(self, rest, office):
        world = build(rest, office, "internal", ("internal",))
        taken = world.recordings["internal"]
        rest("handler1").post(
            f"{world.scenes['internal']}/@confidentiality",
            {"level": "privacy", "reason": "涉及个人隐私。"},
        )
        assert len(rest("handler1").get(taken).json()["about"]) == 1
        assert rest("legal1").get(taken).json()["about"] == []
        events = rest("legal1").get(f"{world.url}/@timeline")
        assert events.status_code == 200
        assert world.scenes["internal"] not in events.text
        assert not says(events, "笔录")
        assert says(rest("handler1").get(f"{world.url}/@timeline"), "笔录")


class TestCompliance:
    def test_supervisor_reads_it_at_every_level(self, rest, world):
        answer = rest("supervisor1").get(f"{world.url}/@compliance")
        assert answer.status_code == 200
        found = answer.json()
        assert {item["rule"] for item in found["items"]} >= {"OFF-1", "AV-12", "DOC-SIG"}
        assert sum(found["counts"].values()) == len(found["items"])
        if may_view("supervisor1", world.level):
            assert world.url in answer.text
        else:
            assert leaks(answer) == []
            assert world.url not in answer.text
            assert {item["reason"] for item in found["items"]} == {""}
            assert all(item["records"] == [] for item in found["items"])
            assert found["served_at"] == {}

    def test_reason_that_rests_on_a_hidden_record_is_not_told(self, rest, office):
        world = build(rest, office, "internal", ("privacy",))
        answer = rest("supervisor1").get(f"{world.url}/@compliance")
        items = {item["rule"]: item for item in answer.json()["items"]}
        assert items["DOC-SIG"]["status"] == "pending"
        assert items["DOC-SIG"]["reason"] == ""
        assert not says(answer, "笔录")
        assert says(rest("handler1").get(f"{world.url}/@compliance"), "笔录")

    def test_nobody_else_reads_it_of_what_he_may_not_view(self, rest, world):
        found = Findings()
        for who in EVERYBODY:
            if who == "supervisor1":
                continue
            answer = rest(who).get(f"{world.url}/@compliance")
            may = may_view(who, world.level)
            found.expect(answer.status_code == 200 if may else denied(answer), who, answer.text)
        assert found == []


class TestNothingElseTells:
    """Whatever Plone publishes on content, called on a confidential case by who may not view it."""

    @pytest.fixture(scope="class")
    def world_ground(self, stage, office_ground):
        def made(stage):
            world = build(stage.rest, office_ground.values, "privacy", ("privacy",))
            # what has happened in the case stands in its histories
            chain(stage.rest, filing(stage.rest, {"url": world.url}, title=f"（示例）{TITLE}立案"))
            return vars(world)

        return stage.prepare(office_ground, made)

    def test_rest_services(self, rest, world):
        found = Findings()
        asked = services("GET")
        assert set(asked) >= {"@history", "@sharing", "@types", "@breadcrumbs", "@navigation"}
        for who in ("handler3", "supervisor1", "siteadmin1", "secrecy1", None):
            client = rest(who)
            for base in (world.url, world.scenes["privacy"], world.party):
                for name in asked:
                    if (who, name) == ("supervisor1", "@compliance"):
                        continue
                    answer = client.get(f"{base}/{name}")
                    good = denied(answer) or (answer.status_code == 404 and not leaks(answer))
                    found.expect(good, who, base, name, answer.status_code, leaks(answer))
        assert found == []

    @pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
    def test_writing_services(self, rest, site, world, method):
        found = Findings()
        for who in ("handler3", "siteadmin1", None):
            client = rest(who)
            for base in (world.url, world.scenes["privacy"], world.party):
                for name in services(method):
                    answer = client.http.request(method, f"{base}/{name}", json={})
                    good = denied(answer) or (
                        answer.status_code in (404, 405) and not leaks(answer)
                    )
                    found.expect(good, who, base, name, answer.status_code, leaks(answer))
        assert found == []
        assert says(rest("handler1").get(world.url), TITLE)

    def test_services_of_the_site_about_the_case(self, rest, world):
        path = "/" + world.url.split("/", 3)[3]
        uid = rest("handler1").get(world.url).json()["UID"]
        query = [{"i": "path", "o": "plone.app.querystring.operation.string.path", "v": path}]
        found = Findings()
        for who in ("handler3", "siteadmin1", "secrecy1", None):
            client = rest(who)
            for answer in (
                client.get(f"@search?path={path}"),
                client.get("@search", UID=uid),
                client.get("@search", fullobjects=1, metadata_fields="_all", show_inactive=1),
                client.get("@navigation", **{"expand.navigation.depth": 9}),
                client.get("@sitemap"),
                client.get("@relations", source=uid),
                client.get("@relations", target=uid),
                client.get("@querystring-search", query='{"query": []}'),
                client.post("@querystring-search", {"query": query}),
                client.post("@copy", {"source": world.scenes["privacy"]}),
                client.post("@move", {"source": world.scenes["privacy"]}),
                client.post("cases/@copy", {"source": world.url}),
                client.post("cases/@move", {"source": uid}),
                client.get("cases", fullobjects=1),
                client.get(""),
                page(client, client.url("")),
                page(client, client.url("cases")),
                page(client, client.url(f"@@ajax-search?SearchableText={TITLE}")),
                page(client, client.url(f"@@search?SearchableText={TITLE}")),
                page(client, client.url(f"@@updated_search?SearchableText={TITLE}")),
                page(client, client.url(f"@@search_rss?SearchableText={TITLE}")),
                page(client, client.url(f"@@livesearch_reply?q={TITLE}")),
                page(client, client.url("sitemap")),
                page(client, client.url("cases/RSS")),
                page(client, client.url("cases/@@folder_contents")),
                page(client, client.url(f"resolveuid/{uid}")),
                page(client, client.url(f"@@redirect-to-uuid/{uid}")),
            ):
                told = _beyond_the_question(answer)
                found.expect(not told, who, answer.url, answer.status_code, told)
        assert found == []
        assert rest("handler1").get(world.scenes["privacy"]).status_code == 200

    @pytest.mark.parametrize(
        ("who", "which"), [("handler3", "record"), ("siteadmin1", "case"), (None, "case")]
    )
    def test_pages(self, rest, site, world, who, which):
        """Plone has public pages (site map, contact form) that print where they are called."""
        client, found = rest(who), Findings()
        url = world.url if which == "case" else world.scenes["privacy"]
        names = browser_pages(content(site, url))
        assert {"view", "edit", "sharing", "sitemap", "contact-info", "main_template"} <= {*names}
        for name in (*names, *METHODS):
            answer = page(client, f"{url}/{name}")
            told = leaks(answer) or 200 <= answer.status_code < 300
            found.expect(not told, name, answer.status_code, leaks(answer))
        assert found == []

    @pytest.mark.parametrize("who", ["handler3", "siteadmin1"])
    def test_count_of_cases_is_not_told(self, rest, world, who):
        client = rest(who)
        for name in ("objectIds", "objectValues", "keys", "__len__", "contentIds", "objectCount"):
            answer = page(client, client.url(f"cases/{name}"))
            assert not 200 <= answer.status_code < 300, (name, answer.text)
            assert world.url.rsplit("/", 1)[1] not in answer.text
        for name in ("searchResults", "__call__", "uniqueValuesFor?name=Title", "__len__"):
            answer = page(client, client.url(f"portal_catalog/{name}"))
            assert leaks(answer) == []

    @pytest.mark.parametrize("who", ["handler3", "supervisor1", "siteadmin1", None])
    @pytest.mark.parametrize("depth", ["0", "1", "infinity"])
    def test_webdav_shows_nothing(self, rest, world, who, depth):
        client = rest(who)
        for base in (world.url, world.scenes["privacy"], client.url("cases")):
            for method in ("PROPFIND", "OPTIONS", "REPORT", "COPY", "MOVE", "LOCK"):
                answer = client.http.request(
                    method,
                    base,
                    headers={"Accept": "*/*", "Depth": depth, "Destination": f"{base}x"},
                    allow_redirects=False,
                )
                assert leaks(answer) == [], (base, method)
                assert world.url.rsplit("/", 1)[1] not in answer.text or base != client.url("cases")

    def test_sharing_gives_nobody_a_case(self, rest, site, manager, world):
        body = {"entries": [{"id": "handler3", "type": "user", "roles": {"Reader": True}}]}
        for who in ("handler1", "siteadmin1", "supervisor1"):
            answer = rest(who).post(f"{world.url}/@sharing", body)
            assert answer.status_code in (401, 403), who
            assert denied(page(rest(who), f"{world.url}/@@sharing")), who
        # not even the roles that Plone shares, given by a Manager, open a case
        from plone import api

        with api.env.adopt_roles(["Manager"]):
            # once: ``content`` syncs the connection, which would undo what was set
            shared = content(site, world.url)
            shared.manage_setLocalRoles(
                "handler3", ["Reader", "Editor", "Contributor", "Reviewer", "Owner"]
            )
            shared.reindexObjectSecurity()
        transaction.commit()
        outsider = rest("handler3")
        assert denied(outsider.get(world.url))
        assert denied(outsider.get(world.scenes["privacy"]))
        assert denied(outsider.patch(world.scenes["privacy"], {"situation": "改"}))
        assert outsider.get("@search", SearchableText=TITLE).json()["items_total"] == 0


def _beyond_the_question(answer):
    """Secret words in an answer that repeats the question: those that it did not ask."""
    return [word for word in leaks(answer) if word not in unquote(answer.url)]


class TestPeopleOfTheCase:
    def test_who_registered_is_nothing_without_being_handler(self, rest, office):
        """Owner (the creator's role) gives nothing."""
        world = build(rest, office, "privacy", ("privacy",))
        scene = world.scenes["privacy"]
        answer = rest("handler2").patch(world.url, {"handlers": ["handler2"]})
        assert answer.status_code == 204, answer.text
        gone = rest("handler1")
        for url in (world.url, scene, world.party, f"{scene}/@paper/1/docx"):
            assert denied(gone.get(url)), url
        assert denied(gone.patch(scene, {"situation": "改"}))
        assert denied(gone.delete(scene))
        assert denied(gone.post(f"{scene}/@paper"))
        assert denied(gone.post(world.url, {"@type": "Filing", "title": "（示例）"}))
        for text in SECRETS:
            assert gone.get("@search", SearchableText=text).json()["items_total"] == 0
        assert gone.get("cases").json()["items_total"] == 0
        assert rest("handler2").get(scene).status_code == 200

    @pytest.mark.parametrize("level", ["internal", "privacy"])
    def test_a_new_handler_sees_at_once_what_lies_in_the_case(self, rest, office, level):
        world = build(rest, office, level, (level,))
        new = rest("handler3")
        assert denied(new.get(world.url))
        answer = rest("handler1").patch(world.url, {"handlers": ["handler1", "handler3"]})
        assert answer.status_code == 204, answer.text
        for url in (world.url, world.party, world.scenes[level], world.recordings[level]):
            assert new.get(url).status_code == 200, url
        assert new.get("@search", SearchableText=TEXT).json()["items_total"] == 3
        assert new.get("@search", SearchableText=PARTY).json()["items_total"] == 1
        assert new.get("cases").json()["items_total"] == 1
        assert new.patch(world.scenes[level], {"situation": "补充。"}).status_code == 204
        # and whoever it was before no longer
        assert denied(rest("handler2").get(world.url))
        assert rest("handler2").get("@search", SearchableText=TEXT).json()["items_total"] == 0

    @pytest.mark.parametrize(
        ("field", "who"),
        [
            ("reviewer", "handler3"),
            ("approver", "handler3"),
            ("legal_reviewer", "legal1"),
            ("archivist", "archivist1"),
        ],
    )
    def test_each_part_opens_a_secret_case_and_closes_it_again(self, rest, office, field, who):
        world = build(rest, office, "business_secret", ("privacy",))
        assert denied(rest(who).get(world.scenes["privacy"]))
        before = rest("handler1").get(world.url).json()[field]
        assert rest("handler1").patch(world.url, {field: who}).status_code == 204
        assert rest(who).get(world.scenes["privacy"]).status_code == 200
        assert rest(who).get("@search", Title=TITLE).json()["items_total"] == 3
        assert rest("handler1").patch(world.url, {field: before}).status_code == 204
        assert denied(rest(who).get(world.scenes["privacy"]))
        assert rest(who).get("@search", Title=TITLE).json()["items_total"] == 0

    def test_seeing_is_not_handling(self, rest, office):
        """Who only sees, or has another part, neither adds nor edits nor moves the case."""
        world = build(rest, office, "internal", ("internal",))
        scene = world.scenes["internal"]
        found = Findings()
        for who in (*OF_CASE[2:], "legal1", "archivist1", "supervisor1", *NEVER):
            client = rest(who)
            for answer in (
                client.patch(world.url, {"cause": "改"}),
                client.patch(scene, {"situation": "改"}),
                client.patch(world.party, {"name": "改"}),
                client.delete(scene),
                client.delete(world.party),
                client.delete(world.url),
                client.post(world.url, {"@type": "Filing", "title": "（示例）"}),
                client.post(f"{scene}/@paper"),
                client.post(f"{scene}/@signatures", {"name": "示例", "capacity": "party"}),
                client.post(f"{scene}/@later", {"published_where": "网站"}),
                client.post(f"{scene}/@confidentiality", {"level": "privacy", "reason": "理由"}),
            ):
                good = answer.status_code in (401, 403)
                if who == "secrecy1" and answer.url.endswith("@confidentiality"):
                    good = answer.status_code == 409
                found.expect(good, who, answer.request.method, answer.url, answer.text)
            for url, step in ((world.url, "file"), (scene, "finalize")):
                answer = client.post(f"{url}/@workflow/{step}")
                found.expect(answer.status_code in (401, 403, 409), who, step, answer.text)
        assert found == []
        state = rest("handler1").get(scene).json()
        assert (state["review_state"], state["situation"]) == ("draft", f"现场有{TEXT}。")
        assert rest("handler1").get(world.url).json()["review_state"] == "registered"

    @pytest.mark.parametrize(
        "who", ["legal1", "archivist1", "supervisor1", "secrecy1", "siteadmin1", None]
    )
    def test_only_case_officers_register(self, rest, office, who):
        assert denied(rest(who).post("cases", case_body(office)))

    def test_who_registers_is_the_first_handler(self, rest, office):
        made = rest("handler3").made("cases", case_body(office, handlers=[]))
        assert rest("handler3").get(made).json()["handlers"] == ["handler3"]
        assert denied(rest("handler1").get(made)) is True


class TestRegisters:
    REGISTERS = ("officers", "bases", "templates", "devices", "complaints", "supervision")

    def test_staff_alone_sees_them(self, rest, office):
        for name in self.REGISTERS:
            for who in EVERYBODY:
                answer = rest(who).get(name)
                assert answer.status_code == 200 if who else denied(answer), (name, who)

    def test_site_administrator_alone_keeps_officers_and_bases(self, rest, office):
        body = {"@type": "Officer", "title": "示例新", "certificate_number": "SL-T-100"}
        for who in EVERYBODY:
            answer = rest(who).post("officers", body)
            if who == "siteadmin1":
                assert answer.status_code == 201, answer.text
            else:
                assert denied(answer), who
        until = {"valid_until": TODAY.replace(year=TODAY.year + 3, day=1).isoformat()}
        assert denied(rest("handler1").patch(office["officers"][0], until))
        assert rest("siteadmin1").patch(office["officers"][0], until).status_code == 204

    def test_site_administrator_reads_no_case(self, rest, office):
        world = build(rest, office, "public", ("public",))
        admin = rest("siteadmin1")
        for url in (
            world.url,
            world.scenes["public"],
            world.party,
            f"{world.scenes['public']}/@signatures",
        ):
            assert denied(admin.get(url)), url
        assert admin.get("cases").json()["items_total"] == 0
        assert admin.get("@search", SearchableText=TEXT).json()["items_total"] == 0


class TestFinalOverWebdav:
    def test_put_is_refused(self, rest, case):
        made = filing(rest, case)
        chain(rest, made)
        for who in ("handler1", "reviewer1", "siteadmin1"):
            answer = rest(who).http.put(
                made, data="facts: 改", headers={"Accept": "*/*", "Content-Type": "text/plain"}
            )
            assert answer.status_code in (401, 403, 404, 405, 409), who
        draft = inspection(rest, case)
        answer = rest("handler3").http.put(draft, data="x", headers={"Accept": "*/*"})
        assert answer.status_code in (401, 403, 404, 405)
        assert rest("handler1").get(made).json()["facts"] == "初查"
