"""例外放行: giving an override, the operation that page and REST share, and saying who may.

The gates themselves are core's (``core.gates``, ``core.issuing``, ``core.overrides``).
"""

from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records import _
from tonghua.records.approval.store import Override, keep, stored
from tonghua.records.core.releasing import find_blocked, why_not
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.i18n import message
from tonghua.records.interfaces import IFactsSource
from tonghua.records.lists.touched import touch
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.people import fullname
from tonghua.records.refusals import Conflict


def is_set_aside(item):
    """Whether a rule was set aside for a case, or for a record of one."""
    case = case_of(item)
    if case is None:
        return False
    uid = "" if case is item else IUUID(item)
    return any(uid in ("", each.subject) for each in stored(case))


def override(case, rule, subject, transition, reason):
    """Set a rule aside for one act (例外放行), with the reason that stays; the override.

    ``rule`` is a known id, ``subject`` the uid of a record of the case or "" for the case itself.
    Raises Conflict where this is not for the current person to do, the rule is not one that the
    office's parameters mark, it refuses no such act now, or the reason is missing.
    """
    who, moment = api.user.get_current().getId() or "", now()
    known, here = IFactsSource(case).facts(), office()
    refused = why_not(known, here, moment, who, rule, subject, transition)
    if refused is not None:
        article, said = refused
        raise Conflict(message(said), rule=rule, article=article)
    if not (reason or "").strip():
        raise Conflict(_("第三十一条：请写明例外放行的理由。理由长期保存在本案。"), article=31)
    given = Override(rule, subject, transition, who, moment, reason.strip())
    keep(case, given)
    touch(case)
    return given


def conflict_of(case, refusal, said=None):
    """A refusal of core as the Conflict that stops an act, with who may let it through.

    ``said`` is its sentence where the act has more to say than the rule.
    """
    said = message(refusal.message) if said is None else said
    if refusal.overridable:
        said = _with_hint(case, said)
    return Conflict(said, refusal.rule, refusal.article, refusal.way, refusal.overridable)


def _with_hint(case, said):
    name = fullname(case.approver) if case.approver else ""
    if not name:
        return _(
            "${reason}本条可以由批准人例外放行，但是本案还没有写明批准人。请先在案件中写明。",
            mapping={"reason": said},
        )
    return _(
        "${reason}确实不能补正的，可以请批准人${name}在本案的“合规”中写明理由，例外放行。",
        mapping={"reason": said, "name": name},
    )


def blocked_act(case, rule, subject, transition):
    """The act that a rule refuses now and that may be let through; None without it."""
    return find_blocked(IFactsSource(case).facts(), office(), now(), rule, subject, transition)
