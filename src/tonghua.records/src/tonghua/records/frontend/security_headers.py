"""The headers under which a browser runs our pages: Content-Security-Policy and its kin.

A page runs the site's own script files and nothing else: no script in the page itself, no event
handler in an attribute, nothing from elsewhere. What a person typed can so never become a script,
even where a template should once fail to escape it.
"""

import re

from zope.component import adapter
from ZPublisher.interfaces import IPubBeforeAbort, IPubBeforeCommit

from tonghua.records.interfaces import IRecordsLayer

#: directive → sources; Plone's toolbar, patterns and TinyMCE write style attributes
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}

#: Plone's patterns that compile their templates in the browser: folder_contents, the rich-text
#: editor and the upload; only the pages of administrators and of Plone's own types have them
COMPILING = re.compile(r'class="[^"]*\bpat-(?:structure|upload|tinymce|textareamimetypeselector)\b')

#: the one script that Plone itself writes into an administrator's page which the page needs:
#: published view → hash
WRITTEN_BY_PLONE = {
    "resourceregistry-controlpanel": "'sha256-LaXqE58L200e4Qwjjl4rC3SjpbmBbe7dJIYwlUYYeD4='",
}

#: what a browser opens as a document of the site, and would run scripts of
DOCUMENTS = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml")


def policy(*more_scripts):
    """The value of the header; ``more_scripts`` are further sources of script-src."""
    sources = {**POLICY, "script-src": " ".join([POLICY["script-src"], *more_scripts])}
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def _more_scripts(request, response):
    """What a page of Plone's own asks for beyond the site's script files."""
    body = response.getBody()
    if isinstance(body, bytes) and COMPILING.search(body.decode("utf-8", "replace")):
        yield "'unsafe-eval'"
    name = getattr(request.get("PUBLISHED"), "__name__", "")
    if name in WRITTEN_BY_PLONE:
        yield WRITTEN_BY_PLONE[name]


@adapter(IPubBeforeCommit)
def on_answer(event):
    """Set the headers on what a site with the product installed answers."""
    request = event.request
    if not IRecordsLayer.providedBy(request):
        return
    response = request.response
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Referrer-Policy", "same-origin")
    kind = (response.getHeader("Content-Type") or "text/html").split(";")[0].strip().lower()
    if kind in DOCUMENTS:
        value = policy(*_more_scripts(request, response))
        response.setHeader("Content-Security-Policy", value)


@adapter(IPubBeforeAbort)
def on_failure(event):
    """The same on the page of an error."""
    on_answer(event)
