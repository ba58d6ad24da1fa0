"""ODT templates run Python on the server: put in by the Manager alone, by whatever way."""

import io
import re
import zipfile

import pytest
from case_steps import content, file_of, inspection

ODT = "application/vnd.oasis.opendocument.text"
ADDRESS = "templates/scene_inspection"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{short}="{OFFICE}:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"),
        ("manifest", "manifest"),
        ("meta", "meta"),
        ("number", "datastyle"),
    )
)
NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
FIELD = '<text:p><text:text-input text:description="">{}</text:text-input></text:p>'


def odt(*expressions):
    """An ODT with these expressions, each in a paragraph."""
    body = "".join(FIELD.format(each) for each in expressions)
    parts = {
        "mimetype": ODT,
        "META-INF/manifest.xml": (
            f"<manifest:manifest {NAMES} manifest:version='1.2'>"
            f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{ODT}'/>"
            + "".join(
                f"<manifest:file-entry manifest:full-path='{name}' manifest:media-type='text/xml'/>"
                for name in ("content.xml", "styles.xml", "meta.xml")
            )
            + "</manifest:manifest>"
        ),
        "meta.xml": (
            f"<office:document-meta {NAMES} office:version='1.2'><office:meta/>"
            "</office:document-meta>"
        ),
        "content.xml": (
            f"<office:document-content {NAMES} office:version='1.2'>"
            "<office:font-face-decls/><office:automatic-styles/>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
        "styles.xml": (
            f"<office:document-styles {NAMES} office:version='1.2'><office:font-face-decls/>"
            '<office:styles/><office:automatic-styles><style:page-layout style:name="a">'
            '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"'
            ' fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2cm"'
            ' fo:margin-right="2cm"/></style:page-layout></office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="Standard"'
            ' style:page-layout-name="a"/></office:master-styles>'
            "</office:document-styles>"
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


EVIL = odt("__import__('os').getpid()")
GOOD = odt("context.title", "portal.getId()")


@pytest.fixture
def attackers(site):
    """A site administrator, and a legal reviewer with the grant of templates."""
    import transaction
    from plone import api

    from tonghua.records.papers.editors import give

    with api.env.adopt_roles(["Manager"]):
        give(site["templates"], ["legal1"])
    transaction.commit()
    return ("siteadmin1", "legal1")


@pytest.fixture
def made_by_manager(manager):
    """An ODT template of scene inspections, and its address."""
    body = {
        "@type": "DocumentTemplate",
        "title": "（示例）ODT 模板",
        "odt_file": file_of(GOOD, "模板.odt", ODT),
        "pod_portal_types": ["SceneInspection"],
    }
    return manager.made("templates", body)


def stored(site, url=None):
    item = content(site, url or f"{site.absolute_url()}/{ADDRESS}")
    return item.odt_file.data if item.odt_file else None


class TestAttacks:
    def test_rest(self, rest, site, attackers, made_by_manager):
        file = file_of(EVIL, "x.odt", ODT)
        for who in attackers:
            for url in (f"{site.absolute_url()}/{ADDRESS}", made_by_manager):
                before = stored(site, url)
                rest(who).patch(url, {"odt_file": file})
                assert stored(site, url) == before, (who, url)
            body = {"@type": "DocumentTemplate", "title": "x", "odt_file": file}
            answer = rest(who).post("templates", body)
            assert answer.status_code in (400, 401, 403), (who, answer.text)
            for kind in ("ConfigurablePODTemplate", "PODTemplate", "SubTemplate", "StyleTemplate"):
                for where in ("", "templates", ADDRESS):
                    answer = rest(who).post(where, {**body, "@type": kind})
                    assert answer.status_code in (400, 401, 403, 404, 405, 501), (who, kind, where)

    def test_rest_with_the_fields_beside_it(self, rest, site, attackers, made_by_manager):
        uid = content(site, made_by_manager).UID()
        said = {
            "pod_template_to_use": uid,
            "is_reusable": True,
            "style_template": [uid],
            "mailing_loop_template": uid,
            "merge_templates": [{"template": uid, "pod_context_name": "x", "do_rendering": True}],
            "context_variables": [{"name": "x", "value": "y"}],
        }
        for who in attackers:
            for name, value in said.items():
                rest(who).patch(made_by_manager, {name: value})
                item = content(site, made_by_manager)
                assert getattr(item, name, None) in (None, False, []), (who, name)

    def test_form(self, stage, site, attackers, made_by_manager):
        for who in attackers:
            browser = stage.browser(who, f"{made_by_manager}/edit")
            assert "form.widgets.odt_file" not in browser.contents
            assert "form.widgets.docx_file" in browser.contents
            token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', browser.contents) or (
                re.search(r'value="([^"]+)"[^>]*name="_authenticator"', browser.contents)
            )
            answer = stage.rest(who).http.post(
                f"{made_by_manager}/edit",
                data={
                    "_authenticator": token.group(1),
                    "form.widgets.title": "x",
                    "form.widgets.odt_file.action": "replace",
                    "form.buttons.save": "x",
                },
                files={"form.widgets.odt_file": ("x.odt", EVIL, ODT)},
                headers={"Accept": "text/html"},
            )
            assert answer.status_code in (200, 302)
            assert stored(site, made_by_manager) == GOOD

    def test_webdav(self, rest, site, attackers, made_by_manager):
        for who in (*attackers, None):
            for path in (made_by_manager, f"{site.absolute_url()}/{ADDRESS}"):
                rest(who).http.put(path, data=EVIL, headers={"Content-Type": ODT})
            rest(who).http.put(
                f"{site.absolute_url()}/templates/x.odt", data=EVIL, headers={"Content-Type": ODT}
            )
        assert stored(site, made_by_manager) == GOOD
        assert stored(site) is None
        assert "x.odt" not in content(site, f"{site.absolute_url()}/templates")

    def test_upload_of_many_files(self, rest, site, attackers):
        before = set(content(site, f"{site.absolute_url()}/templates").objectIds())
        for who in attackers:
            for place in ("templates", ADDRESS, ""):
                for view in ("@@fileUpload", "@@upload", "@tus-upload"):
                    rest(who).http.post(
                        f"{site.absolute_url()}/{place}/{view}".replace("//@", "/@"),
                        files={"file": ("x.odt", EVIL, ODT)},
                    )
        assert set(content(site, f"{site.absolute_url()}/templates").objectIds()) == before

    def test_documentgenerators_own_pages(self, rest, site, attackers):
        html = {"Accept": "text/html"}
        for who in attackers:
            for page in (
                "check-pod-templates",
                "collective.documentgenerator-controlpanel",
                f"{ADDRESS}/persistent-document-generation",
                f"{ADDRESS}/mailing-loop-persistent-document-generation",
            ):
                answer = rest(who).http.get(
                    f"{site.absolute_url()}/{page}", headers=html, allow_redirects=False
                )
                assert answer.status_code in (302, 401, 403), (who, page)

    def test_import(self, rest, attackers):
        for who in attackers:
            answer = rest(who).post("@import", {"cases": []})
            assert answer.status_code in (400, 401, 403, 404, 405), who

    def test_in_the_process(self, site, attackers, made_by_manager):
        """Whatever way there is, what comes from somebody else is refused when it is saved."""
        from plone import api
        from plone.namedfile.file import NamedBlobFile
        from zope.event import notify
        from zope.lifecycleevent import ObjectModifiedEvent

        from tonghua.records.refusals import Conflict

        for who in attackers:
            item = content(site, made_by_manager)
            with api.env.adopt_user(username=who):
                item.odt_file = NamedBlobFile(data=EVIL, contentType=ODT, filename="x.odt")
                with pytest.raises(Conflict, match="只由最高管理员登记"):
                    notify(ObjectModifiedEvent(item))
            item._p_jar.sync()


class TestRunning:
    @pytest.fixture
    def scene(self, rest, case):
        return inspection(rest, case)

    def generate(self, rest, site, scene, template, who="handler1", kind="odt"):
        uid = content(site, template).UID()
        return rest(who).http.get(
            f"{scene}/document-generation?template_uid={uid}&output_format={kind}",
            headers={"Accept": "text/html"},
            allow_redirects=False,
        )

    def test_what_the_manager_put_in_runs(self, rest, site, scene, made_by_manager):
        answer = self.generate(rest, site, scene, made_by_manager)
        assert answer.status_code == 200, answer.text
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            said = archive.read("content.xml").decode()
        assert "（示例）现场检查笔录" in said
        assert "context.title" not in said

    def test_as_pdf_by_libreoffice(
        self, rest, site, scene, made_by_manager, worker, monkeypatch, tmp_path
    ):
        import pikepdf

        monkeypatch.setenv("RECORDS_OFFICE_SOCKET", worker.socket)
        answer = self.generate(rest, site, scene, made_by_manager, kind="pdf")
        assert answer.status_code == 200, answer.text
        with pikepdf.open(io.BytesIO(answer.content)) as document:
            assert len(document.pages) == 1

    def test_what_was_changed_behind_his_back_does_not(self, rest, site, scene, made_by_manager):
        import transaction
        from plone.namedfile.file import NamedBlobFile

        item = content(site, made_by_manager)
        item.odt_file = NamedBlobFile(data=EVIL, contentType=ODT, filename="x.odt")
        transaction.commit()
        answer = self.generate(rest, site, scene, made_by_manager)
        assert answer.status_code == 303  # back to the record, which says why
        page = rest("handler1").http.get(
            answer.headers["Location"], headers={"Accept": "text/html"}, cookies=answer.cookies
        )
        assert "不是最高管理员登记的" in page.text

    @pytest.mark.parametrize("who", ["reviewer1", "legal1", "siteadmin1", None])
    def test_for_nobody_who_does_not_make_papers(self, rest, site, scene, made_by_manager, who):
        answer = self.generate(rest, site, scene, made_by_manager, who=who)
        assert answer.status_code in (302, 401, 403)

    def test_not_of_another_type(self, rest, site, case, made_by_manager):
        answer = self.generate(rest, site, case["url"], made_by_manager)
        assert answer.status_code in (302, 401, 403)
