"""Sending one format of one version, under its Chinese name."""

from plone.namedfile.utils import stream_data
from zope.publisher.interfaces import NotFound

from tonghua.records.papers.versions import TYPES, disposition, versions_of


def find(record, path, request):
    """(version, format) that a path such as ``["2", "pdf"]`` names. Raises NotFound."""
    if len(path) == 2 and path[0].isdecimal() and path[1] in TYPES:
        number, kind = int(path[0]), path[1]
        for version in versions_of(record):
            if version.number == number and version.file(kind) is not None:
                return version, kind
    raise NotFound(record, "/".join(path), request)


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
