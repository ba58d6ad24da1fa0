"""Content-Security-Policy and its kin, on every page of a site with the product."""

from pathlib import Path

import pytest

from tonghua.records import frontend
from tonghua.records.frontend.security_headers import COMPILING, policy

BUNDLES = Path(frontend.__file__).parent.parent / "static" / "bundles"


def directives(browser):
    """directive → its sources, of the page that is open."""
    parts = browser.headers["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (part.split() for part in parts)}


class TestEveryPage:
    @pytest.mark.parametrize("path", ["login", "cases", "@@search", "nothing-here"])
    def test_runs_the_sites_own_scripts_alone(self, browser, site, path):
        handler = browser("handler1")
        handler.raiseHttpErrors = False
        handler.addHeader("Accept", "text/html")
        handler.open(f"{site.absolute_url()}/{path}")
        found = directives(handler)
        assert found["script-src"] == ["'self'"]
        assert found["object-src"] == ["'none'"]
        assert found["base-uri"] == ["'self'"]
        assert found["form-action"] == ["'self'"]
        assert found["frame-ancestors"] == ["'self'"]
        assert handler.headers["X-Content-Type-Options"] == "nosniff"
        assert handler.headers["Referrer-Policy"] == "same-origin"

    def test_case_and_forms(self, browser, case):
        handler = browser("handler1")
        for url in (case, f"{case}/edit", f"{case}/++add++SceneInspection"):
            handler.open(url)
            assert directives(handler)["script-src"] == ["'self'"]

    def test_no_page_says_unsafe_inline_for_scripts(self):
        for sources in policy("'unsafe-eval'").split("; "):
            assert "unsafe-inline" not in sources or sources.startswith("style-src")


class TestPagesOfPlone:
    def test_folder_contents_compiles_its_templates(self, browser, site):
        admin = browser("siteadmin1", f"{site.absolute_url()}/folder_contents")
        assert directives(admin)["script-src"] == ["'self'", "'unsafe-eval'"]

    def test_rich_text_compiles_its_dialogs(self):
        assert COMPILING.search('<textarea class="form-control pat-tinymce">')
        assert COMPILING.search('<select class="form-select pat-textareamimetypeselector">')

    @pytest.mark.parametrize("text", ["pat-structure", 'class="pat-structures"', "class='x'"])
    def test_a_word_in_the_page_opens_nothing(self, text):
        assert not COMPILING.search(text)


class TestWhatIsNotAPage:
    @pytest.mark.parametrize("pattern", ["records.js", "paper-*.mjs", "pdf.worker-*.mjs"])
    def test_script_files_say_what_they_are(self, browser, site, pattern):
        """With nosniff a browser takes a script's word for it."""
        (name,) = [path.name for path in BUNDLES.glob(pattern)]
        handler = browser("handler1")
        handler.open(f"{site.absolute_url()}/++resource++tonghua.records/bundles/{name}")
        assert "javascript" in handler.headers["Content-Type"]
        assert handler.headers["X-Content-Type-Options"] == "nosniff"


class TestFileWidget:
    def test_has_no_script_and_no_handler(self, browser, case):
        handler = browser("handler1", f"{case}/++add++AudioVisual")
        start = handler.contents.index('id="content"')
        form = handler.contents[start : handler.contents.index("<footer", start)]
        assert "data-records-file-input" in form
        assert "onclick=" not in form
        assert "<script" not in form
