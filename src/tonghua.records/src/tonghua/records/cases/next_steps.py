"""下一步: what is due now in a case for the person who looks at it, with the way there."""

from dataclasses import dataclass, replace
from itertools import islice

from plone import api

from tonghua.records import _
from tonghua.records.cases.doors import Doors, types_in_cases
from tonghua.records.core.acts import Part
from tonghua.records.core.articles import article
from tonghua.records.core.facts import ComplaintFacts
from tonghua.records.core.next_steps import MOST, due_acts, waits_for
from tonghua.records.display import may_view
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.people import fullname

#: part → the field of the case that names who has it
FIELDS = {
    Part.HANDLER: "handlers",
    Part.REVIEWER: "reviewer",
    Part.APPROVER: "approver",
    Part.LEGAL_REVIEWER: "legal_reviewer",
    Part.ARCHIVIST: "archivist",
}
#: part → the global role of those who have it where the case names nobody
ROLES = {Part.LEGAL_REVIEWER: "Legal Reviewer", Part.ARCHIVIST: "Archivist"}

PART_TITLES = {
    Part.HANDLER: _("承办人"),
    Part.REVIEWER: _("审核人"),
    Part.APPROVER: _("批准人"),
    Part.LEGAL_REVIEWER: _("法制审核人"),
    Part.ARCHIVIST: _("档案管理员"),
}


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """A button: its words, where it leads, one sentence why, and the article (第十二条)."""

    title: str
    url: str
    why: str
    article: str


def named(case, part):
    """The usernames that a case names for a part."""
    value = getattr(case, FIELDS[part], None) or ()
    return (value,) if isinstance(value, str) else tuple(value)


def parts_of(case):
    """The parts that the present person has in a case; a Manager has all of them."""
    user = api.user.get_current()
    roles = api.user.get_roles(user=user)
    if "Manager" in roles:
        return frozenset(Part)
    found = {part for part in Part if user.getId() in named(case, part)}
    found |= {part for part, role in ROLES.items() if role in roles and not named(case, part)}
    return frozenset(found)


def seen_facts(facts, uids):
    """The facts without the records that a person may not view: nothing is proposed of them.

    Nor is it told why a rule was set aside for one of them.
    """
    if all(record.uid in uids for record in facts.records):
        return facts
    return replace(
        facts,
        records=tuple(each for each in facts.records if each.uid in uids),
        overrides=tuple(o for o in facts.overrides if not o.subject or o.subject in uids),
    )


def next_steps_of(case, facts=None, doors=None, at=None):
    """At most three acts that are due now and the present person's: ``NextStep``, first first.

    ``facts`` are the case's where they are at hand; what the person may not view counts for
    nothing.
    """
    own = parts_of(case)
    if not own:
        return []
    doors = doors or Doors(case, [item for item in _records(case) if may_view(item)])
    facts = seen_facts(facts or IFactsSource(case).facts(), doors.items)
    due = due_acts(facts, office(), at or now(), types_in_cases(), own)
    ways = ((each, doors.address(each.act)) for each in due if each.part in own)
    return [
        NextStep(
            title=say(each.title),
            url=url,
            why=say(each.why),
            article=article(each.article).label,
        )
        for each, url in islice((way for way in ways if way[1] is not None), MOST)
    ]


def waiting_of(case, facts, uids, at=None):
    """Whom the case waits for, in one sentence; empty when nothing is due any more.

    Said of what the person may view, whose records are ``uids``; of a complaint, where the answer
    to the informant is hidden from most, of everything, as the sentence names kinds alone.
    """
    known = facts if isinstance(facts, ComplaintFacts) else seen_facts(facts, uids)
    due = waits_for(known, office(), at or now(), types_in_cases())
    if due is None:
        return ""
    names = "、".join(map(fullname, named(case, due.part)))
    words = {"part": PART_TITLES[due.part], "name": names, "act": say(due.title)}
    if not names:
        return _("现在等待${part}办理：${act}。", mapping=words)
    return _("现在等待${part}${name}办理：${act}。", mapping=words)


def _records(case):
    return [item for item in case.objectValues() if IRecordContent.providedBy(item)]
