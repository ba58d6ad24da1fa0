"""What an add form knows already: the case's people and parties, now, and what was written before."""

from plone import api

from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of, level_of
from tonghua.records.display import may_view
from tonghua.records.i18n import in_chinese
from tonghua.records.interfaces import ICase
from tonghua.records.moments import now


def known(container, portal_type):
    """Field name → value for a new item of a type in a container."""
    found = {}
    case = case_of(container) if ICase.providedBy(container) else None
    if case is not None and portal_type != "Party":
        found |= of_every_record(case, portal_type)
    more = MORE.get(portal_type)
    if more is not None:
        found |= more(case if case is not None else container)
    return found


def of_every_record(case, portal_type):
    """Title, moment, officers, parties and level, as any record of the case has them."""
    return {
        "title": in_chinese(label("types", portal_type)),
        "occurred_start": now().replace(second=0, microsecond=0),
        "officers": officers_of(case),
        "parties": parties_of(case),
        "confidentiality": level_of(case),
    }


def of_case(register):
    """A new case: whoever registers it is its first handler, in his own section."""
    person = api.user.get_current().getId()
    officer = next(iter(officers_named([person])), None)
    section = getattr(officer, "section", None)
    return {"handlers": [person], "section": section}


def of_filing(case):
    return {"clue": case.source}


def of_scene(case):
    party = only(parties_of(case))
    return {
        "inspected": names_of(parties_of(case)),
        "place": party.address if party is not None else None,
    }


def of_notice(case):
    return {"basis": basis_of(case)}


def of_decision(case):
    """What the party was told beforehand (事先告知) is what is decided, unless it is changed."""
    notice = newest(case, "RightsNotice", lambda each: each.kind == "prior_notice")
    if notice is None:
        return {"basis": basis_of(case)}
    return {
        "facts": notice.facts,
        "reasons": notice.reasons,
        "basis": notice.basis or basis_of(case),
        "content": notice.proposed,
        "penalty_kinds": notice.proposed_kinds,
        "amount": notice.proposed_amount,
    }


def of_receipt(case):
    return {"recipient": names_of(parties_of(case)), "servers": officers_of(case)}


def of_recording(case):
    own = next(iter(officers_named([api.user.get_current().getId()])), None)
    return {"operator": own, "officers": [], "parties": []}


MORE = {
    "PenaltyCase": of_case,
    "Filing": of_filing,
    "SceneInspection": of_scene,
    "RightsNotice": of_notice,
    "Decision": of_decision,
    "DeliveryReceipt": of_receipt,
    "AudioVisual": of_recording,
}


def officers_of(case):
    """The officers that the case's handlers are, in their order."""
    return officers_named(case.handlers or ())


def officers_named(usernames):
    """The officers in force with these usernames."""
    register = api.portal.get().get("officers")
    by_user = {
        officer.user_id: officer
        for officer in (register.objectValues() if register is not None else ())
        if officer.user_id and api.content.get_state(officer, default="") != "retired"
    }
    return [by_user[name] for name in usernames if name in by_user]


def parties_of(case):
    """The parties of the case that this person may see, the first entered first."""
    parties = [each for each in case.objectValues() if each.portal_type == "Party"]
    return sorted(filter(may_view, parties), key=lambda each: each.created())


def names_of(items):
    return "、".join(item.Title() for item in items)


def basis_of(case):
    """The legal bases of the case in words, one a line."""
    bases = [each.to_object for each in case.legal_basis or () if not each.isBroken()]
    return "\n".join(f"{basis.law or ''}{basis.article or ''}" or basis.title for basis in bases)


def newest(case, portal_type, wanted):
    """The newest final record of a type that this person may see; None without one."""
    found = [
        each
        for each in case.objectValues()
        if each.portal_type == portal_type
        and api.content.get_state(each) == "final"
        and wanted(each)
        and may_view(each)
    ]
    return max(found, key=lambda each: each.created(), default=None)


def only(items):
    return items[0] if len(items) == 1 else None
