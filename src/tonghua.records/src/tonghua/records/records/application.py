"""Applications (申请): article 7."""

from plone.supermodel import model
from zope.container.interfaces import IContainerModifiedEvent
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.core.papers import paper_for, papers_of
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import in_chinese
from tonghua.records.records.common import Record
from tonghua.records.schema import choice, lines, moment, show_for, text


class IApplication(model.Schema):
    """申请登记 (article 7; Administrative Licensing Law, articles 29 and 32)."""

    mode = choice(
        "application_mode",
        title=_("申请方式"),
        description=_("第七条：口头申请的，记录申请的内容，由申请人确认签名。"),
        default="written",
    )
    matter = text(_("申请事项"), _("第七条：写明申请的事项和内容。口头申请的，照申请人所说记录。"))
    received_at = moment(_("收到申请的时间"), _("第七条：补正和受理的期限从收到之日起计算。"))
    materials = lines(
        _("收到的材料"), _("第七条：一行写一份，注明原件或者复印件和份数，作为接收材料的凭证。")
    )
    corrections_on_spot = text(
        _("当场更正"), _("第七条：可以当场更正的，允许当场更正。写明原来的内容和更正后的内容。")
    )


@implementer(IApplication)
class Application(Record):
    """申请登记: what was asked for, how, when, and with what; also the receipt for it."""


class IApplicationNotice(model.Schema):
    """受理/不予受理/补正告知 (article 7; Administrative Licensing Law, article 32)."""

    outcome = choice(
        "application_outcome",
        title=_("告知的结果"),
        description=_("第七条：受理、不予受理或者需要补正的，书面告知申请人。"),
    )
    reasons = text(
        _("理由"), _("第七条：不予受理的，说明理由；不属于本机关职权的，写明向哪个机关申请。")
    )
    supplement_items = lines(
        _("需要补正的全部内容"), _("第七条：收到申请之日起五个工作日内一次告知。一行写一项。")
    )


show_for(IApplicationNotice, "outcome", {"supplement": ("supplement_items",)})


@implementer(IApplicationNotice)
class ApplicationNotice(Record):
    """受理/不予受理/补正告知: sealed and dated, one for each answer that the applicant gets."""


def title_by_outcome(notice, event):
    """A notice that nobody gave a title of its own is called what its paper is (受理通知书 …)."""
    if IContainerModifiedEvent.providedBy(event) or getattr(notice, "_v_imported", False):
        return
    usual = {in_chinese(label("types", notice.portal_type))}
    usual |= {in_chinese(each.title) for each in papers_of(notice.portal_type)}
    chosen = paper_for(notice.portal_type, {"outcome": notice.outcome})
    if notice.title in usual and chosen is not None:
        notice.title = in_chinese(chosen.title)
