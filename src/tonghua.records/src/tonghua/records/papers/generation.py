"""documentgenerator's generation, which fills a DOCX template of ours with docxtpl."""

from AccessControl import Unauthorized
from collective.documentgenerator.browser.generation_view import DocumentGenerationView
from plone import api

from tonghua.records.papers.sending import send
from tonghua.records.papers.versions import make_version


class RecordGeneration(DocumentGenerationView):
    """``document-generation`` on a record: the next version of its paper, and nothing unrecorded.

    An ODT template goes documentgenerator's own way.
    """

    def __call__(self, template_uid="", output_format="", **kwargs):
        uid = template_uid or self.get_pod_template_uid()
        template = self.get_pod_template(uid)
        if not getattr(template, "docx_file", None):
            return super().__call__(template_uid, output_format, **kwargs)
        if not api.user.has_permission("tonghua.records: Make paper", obj=self.context):
            raise Unauthorized()
        kind = output_format or self.get_generation_format() or "docx"
        version = make_version(self.context, ("docx", kind) if kind == "pdf" else ("docx",))
        return send(version, kind if version.file(kind) else "docx", self.request)
