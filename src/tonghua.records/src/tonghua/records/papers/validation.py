"""What a template's form and REST check besides its own fields."""

from z3c.form.util import getSpecification
from z3c.form.validator import InvariantsValidator, WidgetsValidatorDiscriminators
from zope.interface import Invalid

from tonghua.records import _
from tonghua.records.files import is_given
from tonghua.records.interfaces import IRecordsLayer
from tonghua.records.papers.content import IDocumentTemplate

#: documentgenerator's own demand, of which each of ours would fall short
ODT_WANTED = "You must select an odt file or an existing pod template"


class TemplateValidator(InvariantsValidator):
    """A DOCX stands in the place of the ODT that documentgenerator asks for."""

    def validateObject(self, obj):
        errors = super().validateObject(obj)
        kept = tuple(each for each in errors if not _asks_for_odt(each))
        if kept == errors or is_given(obj.docx_file):
            return kept
        return (*kept, Invalid(_("第十八条：请上传 DOCX 格式的模板文件。")))


def _asks_for_odt(error):
    return bool(error.args) and str(error.args[0]) == ODT_WANTED


WidgetsValidatorDiscriminators(
    TemplateValidator,
    request=IRecordsLayer,
    schema=getSpecification(IDocumentTemplate, force=True),
)
