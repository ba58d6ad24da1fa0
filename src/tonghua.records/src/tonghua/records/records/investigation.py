"""Investigation and evidence (调查取证): articles 9 to 13."""

from plone.supermodel import model
from zope.interface import implementer

from tonghua.records import _
from tonghua.records.records.common import Record
from tonghua.records.schema import line, text


class ISceneInspection(model.Schema):
    """现场检查（勘验）笔录 (articles 9, 11(3), 12)."""

    inspected = line(_("被检查人"), _("第十一条：写明被检查的当事人和现场负责人。"))
    witness = line(_("见证人"), _("第九条：有关在场人员。没有的，写“无”。"))
    situation = text(
        _("检查（勘验）情况"),
        _("第四条、第十一条：客观记载检查的过程和所见，不写结论。第十二条：应当同时进行音像记录。"),
    )


@implementer(ISceneInspection)
class SceneInspection(Record):
    """现场检查（勘验）笔录: two officers, credentials shown, recorded in sound and pictures."""
