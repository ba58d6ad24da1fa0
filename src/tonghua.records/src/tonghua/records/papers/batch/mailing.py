"""documentgenerator's mailing loop (邮寄名单) over the parties of a record.

The loop is appy's and knows ODT alone: a template that Manager put in, with a MailingLoopTemplate
that repeats it for each entry of ``mailing_list``. Our DOCX go to several parties by a batch.
"""

from collective.documentgenerator.helper import DXDocumentGenerationHelperView

from tonghua.records.papers.fields import Fields
from tonghua.records.papers.versions import printed_values


class MailingHelper(DXDocumentGenerationHelperView):
    """What an ODT template asks of a record; each ``mailed_data`` is a party as papers print it."""

    def mailing_list(self, gen_context=None):
        return [Fields(party) for party in printed_values(self.real_context)["parties"]]
