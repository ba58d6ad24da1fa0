"""POST and GET @paper: make the next version of a record's paper, list, convert and send them."""

from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.publisher.interfaces import NotFound

from tonghua.records import _
from tonghua.records.papers.beside import issue, make
from tonghua.records.papers.sending import find, may_read, numbered, send
from tonghua.records.papers.versions import TYPES, all_versions, convert_again
from tonghua.records.refusals import Conflict
from tonghua.records.services import allow_write, body_of, truth_of, words_of
from tonghua.records.subpath import Subpath


def as_json(record, version):
    """One version as it is answered."""
    url = f"{record.absolute_url()}/@paper/{version.number}"
    return {
        "@id": url,
        "version": version.number,
        "key": version.key,
        "title": version.title,
        "beside": version.beside,
        "number": version.values["paper"]["number"],
        "draft": version.draft,
        "made_at": version.made_at.isoformat(),
        "made_by": version.made_by,
        "template_sha256": version.template_sha256,
        "data_sha256": version.data_sha256,
        "docx_sha256": version.docx_sha256,
        "pdf_state": version.pdf_state,
        "pdf_problem": version.pdf_problem,
        "docx": f"{url}/docx",
        "pdf": f"{url}/pdf" if version.pdf is not None else None,
    }


class PaperGet(Subpath, Service):
    """``@paper`` lists the versions, ``@paper/N/docx`` and ``@paper/N/pdf`` send one."""

    def render(self):
        if not self.path:
            return super().render()
        version, kind = find(self.context, self.path, self.request)
        return send(version, kind, self.request)

    def reply(self):
        return {
            "@id": f"{self.context.absolute_url()}/@paper",
            "items": [
                as_json(self.context, version)
                for version in all_versions(self.context)
                if may_read(version)
            ],
        }


class PaperPost(Subpath, Service):
    """``{"formats": ["docx", "pdf"]}`` → the version made; ``@paper/N/convert`` makes its PDF.

    ``paper`` is the key of a paper beside the record's own (附随文书); ``issue`` true gives it out
    (出具), again only with a ``reason``.
    """

    def reply(self):
        if len(self.path) == 2 and self.path[1] == "convert":
            return self.convert()
        if self.path:
            raise NotFound(self.context, "/".join(self.path), self.request)
        return self.make()

    def convert(self):
        """重新转换: the same version, with its PDF or with the reason why it still has none."""
        version = numbered(self.context, self.path[0], self.request)
        allow_write(self.request)
        convert_again(version)
        return as_json(self.context, version)

    def make(self):
        allow_write(self.request)
        body = body_of(self.request)
        formats = body.get("formats") or ["docx", "pdf"]
        if not isinstance(formats, list) or not all(each in tuple(TYPES) for each in formats):
            raise BadRequest(_("文书的格式只有 docx 和 pdf。请核对。"))
        key = words_of(body, "paper")
        if truth_of(body, "issue"):
            version = issue(self.context, key, words_of(body, "reason"))
        else:
            version = make(self.context, key, tuple(formats))
        if version is None:
            raise Conflict(_("第三条：这类记录没有对应的文书，不需要生成。"), article=3)
        self.request.response.setStatus(201)
        return as_json(self.context, version)
