"""Legal review (法制审核): article 14."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.interfaces import IWrittenByOthers
from tonghua.records.records.common import Record
from tonghua.records.schema import References, choice, text


class ILegalReview(model.Schema):
    """法制审核意见书 (article 14; Administrative Penalty Law, article 58)."""

    reviewers = References(
        types=("Officer",),
        title=_("审查人员"),
        description=_("第十四条：记录审查人员。不得是本案的承办人和审核人。"),
        vocabulary="tonghua.records.officers",
    )
    opinion = text(
        _("审查意见"),
        _("第十四条：就主体、权限、事实、证据、程序、依据、裁量和文书写明审查的意见。"),
    )
    suggestion = text(_("审查建议"), _("第十四条：写明怎样处理的建议。"))
    verdict = choice("verdict", title=_("审查结论"), description=_("审核未通过的，不得作出决定。"))


@implementer(ILegalReview, IWrittenByOthers)
class LegalReview(Record):
    """法制审核意见书: before the decision, by people who had no part in it (LEG-1, LEG-2)."""

    #: the rights of its own writers alone (custody.writers)
    __ac_local_roles_block__ = True
