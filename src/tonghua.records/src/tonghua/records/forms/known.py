"""What an add form knows already: the case's people and parties, now, and what was written before."""

from plone import api
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedField
from plone.uuid.interfaces import IUUID
from zope.schema import getFieldsInOrder
from zope.security import checkPermission

from tonghua.records.cases.complaint import READ_INFORMANT
from tonghua.records.core.papers import paper
from tonghua.records.core.service import to_be_served
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of, level_of
from tonghua.records.custody.roles import people_of
from tonghua.records.display import may_view
from tonghua.records.i18n import in_chinese
from tonghua.records.interfaces import ICase, IComplaint, IFactsSource
from tonghua.records.moments import now
from tonghua.records.schema import IReference, IReferences


def known(container, portal_type, served=None):
    """Field name → value for a new item of a type in a container.

    ``served`` is the uid of the record for which a receipt is made.
    """
    found = {}
    case = case_of(container) if ICase.providedBy(container) else None
    if case is not None and portal_type != "Party":
        found |= of_every_record(case, portal_type)
    more = MORE.get(portal_type)
    if more is not None:
        found |= more(case if case is not None else container)
    if portal_type == "DeliveryReceipt" and served and case is not None:
        found |= of_served(case, served)
    return found


#: what a correction says of itself, and not of what it corrects. Its remarks begin as they were,
#: for some records say there what they order; they are not final before the reason is added
OWN_OF_CORRECTION = frozenset({"supersedes", "backfilled", "backfill_reason"})


def of_corrected(container, portal_type, uid):
    """What a final record says, to start its correction from (article 30); {} without one.

    Files are chosen anew; what this person may not see is left out.
    """
    old = next((each for each in container.objectValues() if IUUID(each, None) == uid), None)
    if old is None or old.portal_type != portal_type or not may_view(old):
        return {}
    return {
        name: _as_known(field, getattr(old, name, None))
        for schema in iterSchemata(old)
        for name, field in getFieldsInOrder(schema)
        if not (field.readonly or INamedField.providedBy(field) or name in OWN_OF_CORRECTION)
    }


def _as_known(field, value):
    if IReferences.providedBy(field):
        items = [each.to_object for each in value or () if not each.isBroken()]
        return [item for item in items if may_view(item)]
    if IReference.providedBy(field):
        item = getattr(value, "to_object", None)
        return item if item is not None and may_view(item) else None
    return value


def of_every_record(case, portal_type):
    """Title, moment, officers, parties and level, as any record of the case has them."""
    return {
        "title": in_chinese(label("types", portal_type)),
        "occurred_start": this_minute(),
        "officers": officers_of(case),
        "parties": parties_of(case),
        "confidentiality": level_of(case),
    }


def this_minute():
    return now().replace(second=0, microsecond=0)


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
    """What the party was told beforehand (事先告知) is what is decided, unless it is changed.

    Which kind of decision it is, is chosen: what a form has chosen already is soon final.
    """
    notice = newest(case, "RightsNotice", lambda each: each.kind == "prior_notice")
    if notice is None:
        return {"basis": basis_of(case)}
    return {
        "kind": "penalty",
        "facts": notice.facts,
        "reasons": notice.reasons,
        "basis": notice.basis or basis_of(case),
        "content": notice.proposed,
        "penalty_kinds": notice.proposed_kinds,
        "amount": notice.proposed_amount,
    }


def of_receipt(case):
    """A complaint has no parties: what is served there goes to who complained."""
    recipient = names_of(parties_of(case))
    if IComplaint.providedBy(case) and checkPermission(READ_INFORMANT, case):
        recipient = case.informant
    return {"recipient": recipient, "servers": officers_of(case)}


def of_served(case, uid):
    """On whom a paper is served: on each party by a receipt of its own, as each has its own day.

    A letter (移送函) is served on the body that it is written to, and on no party.
    """
    letter = newest(case, "TransferLetter", lambda each: IUUID(each) == uid)
    if letter is not None:
        return {"recipient": letter.to, "parties": []}
    facts = IFactsSource(case).facts()
    waiting = to_be_served(facts, uid)
    party = next((each for each in parties_of(case) if IUUID(each) in waiting), None)
    return {"recipient": party.Title(), "parties": [party]} if party is not None else {}


def of_recording(case):
    own = next(iter(officers_named([api.user.get_current().getId()])), None)
    return {"operator": own, "officers": [], "parties": []}


def of_complaint(register):
    return {"registrar": api.user.get_current().getId(), "received_at": this_minute()}


def of_interview(case):
    party = only(parties_of(case))
    person = party.representative or party.name if party is not None else None
    # the rights are ticked when they are told, not before
    return {"interviewee": person}


def of_sampling(case):
    """Taken where the inspection was."""
    scene = newest(case, "SceneInspection", lambda each: True)
    return {"place": scene.place} if scene is not None else {}


def of_preservation(case):
    """Kept where the inspection was, and not before it is approved: nobody knows when yet."""
    return {**of_sampling(case), "occurred_start": None}


def of_application(case):
    """The applicant is the case's party; what is applied for is its cause."""
    return {"received_at": this_minute(), "matter": case.cause}


def of_answer(case):
    """不予立案告知书 for who complained; an application is answered as its handler chooses."""
    if IComplaint.providedBy(case):
        return {
            "outcome": "not_filed",
            "title": in_chinese(paper("no_case_notice").title),
            "reasons": case.conclusion_reason,
        }
    return {}


def of_closing(case):
    letter = newest(case, "TransferLetter", lambda each: True)
    return {"outcome": "transferred"} if letter is not None else {}


def of_own_officer(case):
    """A review is written by whoever opens its form."""
    own = officers_named([api.user.get_current().getId()])
    return {"reviewers": own, "officers": []}


def of_volume(case):
    return {"archivist": case.archivist or api.user.get_current().getId(), "officers": []}


def of_performance(case):
    decision = newest(case, "Decision", lambda each: True)
    return {"obligation": decision.content} if decision is not None else {}


def of_transfer(case):
    """Clue and facts of the filing are what the other body must know."""
    filing = newest(case, "Filing", lambda each: True)
    return {"reason": filing.facts} if filing is not None else {}


MORE = {
    "PenaltyCase": of_case,
    "ApplicationCase": of_case,
    "InspectionCase": of_case,
    "Complaint": of_complaint,
    "Interview": of_interview,
    "EvidencePreservation": of_preservation,
    "Sampling": of_sampling,
    "Application": of_application,
    "ApplicationNotice": of_answer,
    "Closing": of_closing,
    "LegalReview": of_own_officer,
    "Volume": of_volume,
    "Performance": of_performance,
    "TransferLetter": of_transfer,
    "Filing": of_filing,
    "SceneInspection": of_scene,
    "RightsNotice": of_notice,
    "Decision": of_decision,
    "DeliveryReceipt": of_receipt,
    "AudioVisual": of_recording,
}


def officers_of(case):
    """The officers that the case's handlers are, in their order."""
    named = [name for role, name in people_of(case) if role == "Case Handler"]
    # of a complaint, registrar and examiner may be one person
    return officers_named(dict.fromkeys(named))


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
