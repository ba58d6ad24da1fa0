"""Finding a version by its address, and sending one of its formats under its Chinese name."""

from plone import api
from plone.namedfile.utils import stream_data
from zope.publisher.interfaces import NotFound

from tonghua.records.display import may_view
from tonghua.records.papers.versions import TYPES, all_versions, disposition


def numbered(item, number, request):
    """The version of a number (text of an address). Raises NotFound.

    A list of what this person may not all view is not there for him (article 29).
    """
    for version in all_versions(item):
        if str(version.number) == number and may_read(version):
            return version
    raise NotFound(item, str(number), request)


def find(item, path, request):
    """(version, format) that a path such as ``["2", "pdf"]`` names. Raises NotFound."""
    if len(path) == 2 and path[1] in TYPES:
        version = numbered(item, path[0], request)
        if version.file(path[1]) is not None:
            return version, path[1]
    raise NotFound(item, "/".join(path), request)


def may_read(version):
    """Whether this person may view every record that a version's lists tell of."""
    told = (api.content.get(UID=uid) for uid in version.tells)
    return all(each is not None and may_view(each) for each in told)


def send(version, kind, request):
    """The bytes, with the headers that carry type, length and the whole name."""
    blob = version.file(kind)
    response = request.response
    response.setHeader("Content-Type", TYPES[kind])
    response.setHeader("Content-Length", blob.getSize())
    response.setHeader("Accept-Ranges", "bytes")
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader(
        "Content-Disposition", disposition(f"{version.title}.{kind}", attachment=kind != "pdf")
    )
    return stream_data(blob)
