"""documentgenerator's generation: DOCX templates by docxtpl, sealed ODT templates by appy."""

from io import BytesIO
from pathlib import Path

from AccessControl import Unauthorized
from appy.pod.renderer import Renderer
from collective.documentgenerator import utils
from collective.documentgenerator.browser.generation_view import (
    DocumentGenerationView,
    MailingLoopPersistentDocumentGenerationView,
    PersistentDocumentGenerationView,
)
from plone import api

from tonghua.records import _
from tonghua.records.papers.appy import refuse_unsealed
from tonghua.records.papers.conversion import to_pdf
from tonghua.records.papers.sending import send
from tonghua.records.papers.versions import disposition, make_version
from tonghua.records.refusals import Conflict

ODT = "application/vnd.oasis.opendocument.text"


class SealedGeneration(DocumentGenerationView):
    """``document-generation`` anywhere: an ODT runs only with a Manager's seal (``appy``)."""

    def _recursive_generate_doc(self, pod_template, output_format, **kwargs):
        for merged, _rendered in pod_template.get_templates_to_merge().values():
            refuse_unsealed(merged)
        return super()._recursive_generate_doc(pod_template, output_format, **kwargs)

    def _render_document(
        self, pod_template, output_format, sub_documents, raiseOnError=True, **kwargs
    ):
        """appy fills the ODT without LibreOffice; the office's own worker makes the PDF of it."""
        used = getattr(pod_template, "get_pod_template_to_use", lambda: None)() or pod_template
        refuse_unsealed(used)
        helper = self.get_generation_context_helper()
        context = self._get_generation_context(helper, pod_template=pod_template)
        utils.update_dict_with_validation(context, sub_documents, "merge_templates")
        path = utils.temporary_file_name(".odt")
        renderer = Renderer(
            BytesIO(used.odt_file.data),
            context,
            path,
            raiseOnError=True,
            findImage=api.portal.get(),
            html=True,
            **kwargs,
        )
        for view in self.get_views_for_appy_renderer(context, helper):
            view._set_appy_renderer(renderer)
        renderer.run()
        return (path if output_format == "odt" else self._converted(path)), context

    def _converted(self, path):
        odt = Path(path)
        pdf, problem = to_pdf(odt.read_bytes())
        odt.unlink()
        if pdf is None:
            raise Conflict(problem)
        made = Path(utils.temporary_file_name(".pdf"))
        made.write_bytes(pdf)
        return str(made)

    def _get_filename(self):
        return f"{self.pod_template.title} {self.context.Title()}.{self.output_format}"

    def _set_header_response(self, filename):
        response = self.request.response
        kind = ODT if filename.endswith(".odt") else "application/pdf"
        response.setHeader("Content-Type", kind)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Disposition", disposition(filename))


class SealedPersistentGeneration(SealedGeneration, PersistentDocumentGenerationView):
    """documentgenerator's kept file, the Manager's alone: an unsealed ODT does not run here either."""


class SealedMailingGeneration(SealedGeneration, MailingLoopPersistentDocumentGenerationView):
    """The same of its mailing loop."""


class RecordGeneration(SealedGeneration):
    """``document-generation`` on a record: the next version of its paper, and nothing unrecorded.

    An ODT template goes appy's way; what it makes is a print, no version of the record's paper.
    """

    def __call__(self, template_uid="", output_format="", **kwargs):
        uid = template_uid or self.get_pod_template_uid()
        template = self.get_pod_template(uid)
        if not api.user.has_permission("tonghua.records: Make paper", obj=self.context):
            raise Unauthorized()
        if not getattr(template, "docx_file", None):
            return super().__call__(template_uid, output_format, **kwargs)
        kind = output_format or self.get_generation_format() or "docx"
        version = make_version(self.context, ("docx", kind) if kind == "pdf" else ("docx",))
        if version is None:
            raise Conflict(_("第三条：这类记录没有对应的文书，不需要生成。"), article=3)
        return send(version, kind if version.file(kind) else "docx", self.request)
