"""Orders to rectify (责令整改通知书, article 30): made from a finding, told to whom they bind."""

from datetime import timedelta

from Acquisition import aq_base
from plone import api
from plone.dexterity.utils import createContentInContainer
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

from tonghua.records.cases.numbering import number_record
from tonghua.records.core.clock import say_day
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.remaining import is_overdue, remaining
from tonghua.records.core.rules import RULES
from tonghua.records.core.text import _ as said
from tonghua.records.i18n import in_chinese, say
from tonghua.records.moments import now
from tonghua.records.notices import store
from tonghua.records.office import office
from tonghua.records.pages import Badge

#: the kind of the notice by which a case's people learn of an order; its key is this and the uid
KIND = "order"
#: ground of article 30 for what a rule finds wrong: (三) for what was altered, else (一)
ALTERED = frozenset({"AV-INT", "LOG-1"})


def relation_to(item):
    """A relation to an item, whoever makes it."""
    return RelationValue(getUtility(IIntIds).getId(item))


def name_of(case):
    """How a case is named to who may not view it: its number, or a mark where it has none yet."""
    return case.number or in_chinese(said("未编号案件${id}", id=case.getId()))


def make_order(case, rule=None):
    """A draft of an order about a case, for what a rule found; what is known is filled in.

    It names neither title nor party: who orders need not be able to view the case.
    """
    values = {
        "title": in_chinese(said("责令整改通知书（${case}）", case=name_of(case))),
        "ground": "3" if rule in ALTERED else "1",
        "due_at": now().replace(hour=23, minute=59, second=0, microsecond=0)
        + timedelta(days=office().count("order_days")),
    }
    if rule in RULES:
        known = RULES[rule]
        values["body"] = in_chinese(
            said("经查，“${rule}”不符合要求。请改正，并书面报告整改情况。", rule=known.title)
        )
    order = createContentInContainer(
        api.portal.get()["supervision"], "SupervisionOrder", checkConstraints=True, **values
    )
    order.case = relation_to(case)
    notify(ObjectModifiedEvent(order))
    return order


def is_over(order):
    """Whether an order asks for nothing any more: it was answered or set aside."""
    answered = (getattr(aq_base(order), "reply", None) or "").strip()
    return bool(answered) or api.content.get_state(order, default="") in SET_ASIDE


def left_of(order):
    """What is left of an order's period as a badge; None once it is answered or set aside."""
    due = getattr(aq_base(order), "due_at", None)
    if due is None or is_over(order):
        return None
    at = now()
    words = say(remaining(due, at, office().calendar))
    if is_overdue(due, at):
        return Badge(text=f"✗ {words}", colour="danger")
    return Badge(text=words, colour="secondary")


def case_under(order):
    """The case that an order is about, without asking who may view it; None where it names none."""
    relation = getattr(aq_base(order), "case", None)
    return None if relation is None or relation.isBroken() else relation.to_object


def after_transition(order, event):
    """What an order brings when it becomes final: a number, and word to the case's people."""
    if event.transition is None or event.transition.getId() != "finalize":
        return
    if order.portal_type != "SupervisionOrder":
        return
    number_record(order, at="finalize")
    case = case_under(order)
    if case is None:
        return
    text = said(
        "依法治市办责令限期整改，期限至${due}。请整改以后提交书面整改报告。",
        due=say_day(order.due_at) if order.due_at else "",
    )
    people = [*(getattr(aq_base(case), "handlers", None) or ()), getattr(case, "reviewer", None)]
    for username in dict.fromkeys(filter(None, people)):
        store.post(username, f"{KIND}|{order.UID()}", KIND, text, case.UID(), now())
