"""Starting the procedure (启动): the filing of a case (articles 8 and 31)."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.records.common import Record
from tonghua.records.schema import text


class IFiling(model.Schema):
    """立案审批表 (articles 8, 31)."""

    clue = text(_("线索来源和内容"), _("第八条：需要查处的，及时启动执法程序，并进行相应记录。"))
    facts = text(_("简要情况"), _("第三十一条：写明初步查明的情况、涉嫌违反的规定和立案的理由。"))


@implementer(IFiling, IChainedRecord)
class Filing(Record):
    """立案审批表: its approval opens the case and starts the ninety days (rule DEC-2)."""
