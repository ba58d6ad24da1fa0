"""Performance and correction (履行和改正): articles 24 and 25."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IChainedRecord
from tonghua.records.records.common import Record
from tonghua.records.schema import Reference, choice, line, moment, text


class IPerformance(model.Schema):
    """履行情况记录 (article 24)."""

    obligation = text(_("应当履行的义务"), _("第二十四条：照决定书写明。"))
    due_at = moment(_("履行期限"))
    done_at = moment(_("实际履行时间"), _("第二十四条：没有履行的不填。"))
    receipt_number = line(_("票据号或者凭证"), _("缴纳罚款的，写明票据的号码。"))
    overdue_measure = text(
        _("逾期不履行的处理"), _("写明催告、加处罚款、延期或者分期、申请强制执行等情况。")
    )


@implementer(IPerformance)
class Performance(Record):
    """履行情况记录: what was owed, what was done, and what followed if not (rule PRF-1)."""


class IRectificationOrder(model.Schema):
    """责令改正通知书 (article 25)."""

    due_at = moment(_("改正期限"), _("第二十五条：期满应当核查。要求写在备注中。"))


@implementer(IRectificationOrder, IChainedRecord)
class RectificationOrder(Record):
    """责令改正通知书: what must be put right, and until when (rule RCT-1)."""


class IRectificationCheck(model.Schema):
    """改正复查记录 (article 25)."""

    order = Reference(
        types=("RectificationOrder",),
        title=_("复查哪一份责令改正通知书"),
        vocabulary="tonghua.records.records",
    )
    checked_at = moment(_("复查时间"), _("第二十五条：期限届满的，及时核查。"))
    result = choice("rectification_result", title=_("复查结果"))
    next_measure = text(_("进一步的措施"), _("没有改正或者只改正一部分的，写明怎样处理。"))


@implementer(IRectificationCheck)
class RectificationCheck(Record):
    """改正复查记录: two officers see whether the order was followed (rules RCT-1, RCT-2)."""
