"""Templates of papers (文书模板) that the office's own staff replace (article 18)."""

from collective.documentgenerator.content.pod_template import (
    ConfigurablePODTemplate,
    IConfigurablePODTemplate,
)
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from z3c.form.validator import NoInputData
from zope import schema
from zope.interface import Invalid, implementer, invariant
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from tonghua.records import _
from tonghua.records.checks import Wrong
from tonghua.records.core.papers import papers
from tonghua.records.files import is_given
from tonghua.records.interfaces import IRegisterEntry
from tonghua.records.papers.check import check
from tonghua.records.papers.package import refuse_unsafe
from tonghua.records.papers.problems import TemplateProblem
from tonghua.records.papers.samples import sample_context


def paper_keys():
    """The catalogue's papers by their keys."""
    return SimpleVocabulary(
        [SimpleTerm(key, key, _(str(paper.title))) for key, paper in papers().items()]
    )


#: fields of documentgenerator that bring in, choose or feed an ODT
APPY_FIELDS = (
    *("odt_file", "style_template", "pod_template_to_use", "is_reusable", "merge_templates"),
    *("context_variables", "mailing_loop_template", "column_modifier"),
)


class IDocumentTemplate(IConfigurablePODTemplate):
    """A template in DOCX; ODT and appy stay with whoever runs the server."""

    title = schema.TextLine(title=_("名称"), required=True)
    model.primary("docx_file")
    docx_file = NamedBlobFile(
        title=_("模板文件（DOCX）"),
        description=_(
            "第十八条：用 Word、WPS 或者 LibreOffice 编辑。上传时检查每一个占位符，"
            "写错的会指出所在的段落。"
        ),
        required=False,
    )
    change_note = schema.Text(
        title=_("修改说明"),
        description=_("更换模板文件时必填：改了什么，为什么改。与这一版模板一起保存。"),
        max_length=500,
        required=False,
    )
    odt_file = NamedBlobFile(
        title=_("ODT 模板（collective.documentgenerator）"),
        description=_(
            "ODT 模板中的表达式是不受限制的程序，只由最高管理员登记；"
            "一般的文书请用上面的 DOCX 模板。"
        ),
        required=False,
    )
    # documentgenerator computes these; as required fields they would be asked of a REST client
    directives.omitted("initial_md5", "style_modification_md5")
    initial_md5 = schema.TextLine(required=False, readonly=True)
    style_modification_md5 = schema.TextLine(required=False, readonly=True)
    # what decides which ODT runs, and on what
    directives.write_permission(**dict.fromkeys(APPY_FIELDS, "cmf.ManagePortal"))

    @invariant
    def template_is_sound(data):
        file = data.docx_file
        if not is_given(file):
            # documentgenerator's own rule, which does not know a DOCX, is not asked (forms.whole)
            if not _has(data, "odt_file") and not _has(data, "pod_template_to_use"):
                raise Invalid(_("第十八条：请上传 DOCX 格式的模板文件。"))
            return
        key = getattr(getattr(data, "__context__", None), "id", None)
        problems = problems_of(key, file.data)
        if problems:
            raise FaultyTemplate(problems)


class FaultyTemplate(Wrong):
    """A template that cannot be used; ``problems`` says why, fault by fault."""

    def __init__(self, problems):
        said = "".join(map(str, problems))
        super().__init__(
            _(
                "第十八条：模板不能使用。${problems}请更正后重新上传。",
                mapping={"problems": said},
            ),
            "docx_file",
        )
        self.problems = tuple(problems)


def _has(data, name):
    """Whether a template has a value; a form that does not ask for it brings none."""
    try:
        return bool(getattr(data, name, None))
    except NoInputData:
        return False


def faults(key, data):
    """What is wrong with a template, in Chinese sentences; of an unknown paper only its safety."""
    return [str(problem) for problem in problems_of(key, data)]


def problems_of(key, data):
    """The same, with paragraph and placeholder apart."""
    sample = sample_context(key)
    if sample is not None:
        return check(data, sample)
    try:
        refuse_unsafe(data)
    except TemplateProblem as refused:
        return list(refused.problems)
    return []


@implementer(IDocumentTemplate, IRegisterEntry)
class DocumentTemplate(ConfigurablePODTemplate):
    """文书模板: a configurable template of documentgenerator that also takes DOCX."""

    docx_file = None

    def get_available_formats(self):
        """DOCX and PDF for a DOCX template, ODT and PDF for one of documentgenerator's."""
        return ["docx", "pdf"] if self.docx_file else ["odt", "pdf"]

    def get_file(self):
        return self.docx_file or super().get_file()

    def cb_isCopyable(self):
        return False
