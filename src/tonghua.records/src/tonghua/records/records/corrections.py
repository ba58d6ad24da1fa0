"""Corrections (更正): a final record is mended by a new one that names it; both stay (article 30)."""

from Acquisition import aq_base, aq_inner, aq_parent
from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import message
from tonghua.records.interfaces import IFinalizable
from tonghua.records.refusals import Conflict

#: the states of what has taken another's place: final, or corrected in its turn
TAKEN = ("final", "superseded")
#: the states of a correction that is begun
UNDER_WAY = ("draft", "in_review", "in_approval")


def old_of(item):
    """What an item corrects; None where it corrects nothing, or what it named is gone."""
    return getattr(getattr(aq_base(item), "supersedes", None), "to_object", None)


def corrections_of(item):
    """Everything beside an item that names it as what it corrects, drafts too, as made."""
    uid = IUUID(item, None)
    found = []
    for other in aq_parent(aq_inner(item)).objectValues():
        if IFinalizable.providedBy(other):
            old = old_of(other)
            if old is not None and IUUID(old, None) == uid:
                found.append(other)
    return sorted(found, key=lambda each: each.created())


def has_successor(item):
    """Whether a final correction of the item is there, which may take its place."""
    return any(api.content.get_state(each) == "final" for each in corrections_of(item))


def check_correction(item):
    """Raise Conflict where an item that is to become final cannot correct what it names.

    Only what is final is corrected, by one of its own kind, once, and with a reason of its own.
    """
    old = old_of(item)
    if old is None:
        return
    state = api.content.get_state(old, default="")
    named = {"record": old.Title(), "state": message(label("states", state))}
    if state in ("superseded", "void"):
        raise _refusal(
            _(
                "第三十条：《${record}》${state}，不能再更正。请更正现在有效的那一份。",
                mapping=named,
            )
        )
    if state != "final":
        raise _refusal(
            _(
                "第三十条：《${record}》还没有定稿（${state}），不需要更正。"
                "请直接修改，或者清空“更正哪一份记录”。",
                mapping=named,
            )
        )
    if old.portal_type != item.portal_type:
        raise _refusal(
            _(
                "第三十条：《${record}》是${there}，不能用${here}更正。请新建同一种记录。",
                mapping={
                    **named,
                    "there": message(label("types", old.portal_type)),
                    "here": message(label("types", item.portal_type)),
                },
            )
        )
    if getattr(aq_base(old), "chain_of", None):
        raise _refusal(_("第三十条：审批流程自动生成的审批表不单独更正。请更正所审批的那份记录。"))
    # a form and REST end lines in different ways
    reason = (item.body or "").split()
    if reason and reason == (old.body or "").split():
        raise _refusal(_("第三十条：备注还是原来的内容。请在备注中写明更正的原因。"))


def supersede_old(item):
    """What becomes final takes the place of what it corrects."""
    old = old_of(item)
    if old is not None and api.content.get_state(old) == "final":
        tool = api.portal.get_tool("portal_workflow")
        with api.env.adopt_roles(["Manager"]):
            tool.doActionFor(old, "supersede", comment=item.title)


def _refusal(sentence):
    return Conflict(sentence, article=30)
