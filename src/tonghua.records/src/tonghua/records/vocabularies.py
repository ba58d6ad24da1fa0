"""Vocabularies that depend on the site: people, sections, and what a record may refer to."""

from Acquisition import aq_base
from plone import api
from plone.uuid.interfaces import IUUID
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from tonghua.records.custody.confidentiality import case_of
from tonghua.records.interfaces import IRecordContent
from tonghua.records.office import settings
from tonghua.records.people import exists, fullname, members


class PeopleVocabulary(SimpleVocabulary):
    """Offers the members of some groups; accepts anybody who is a user of the site."""

    def __contains__(self, value):
        return super().__contains__(value) or exists(value)

    def getTerm(self, value):
        if not super().__contains__(value) and exists(value):
            return SimpleTerm(value, value, fullname(value))
        return super().getTerm(value)

    def getTermByToken(self, token):
        return self.getTerm(token)


@implementer(IVocabularyFactory)
class PeopleFactory:
    """People by their groups; usernames are ASCII tokens."""

    def __init__(self, *groups):
        self.groups = groups

    def __call__(self, context):
        names = {name for group in self.groups for name in members(group)}
        return PeopleVocabulary([SimpleTerm(name, name, fullname(name)) for name in sorted(names)])


people = PeopleFactory("case_officers", "legal_reviewers", "archivists", "supervisors")
case_handlers = PeopleFactory("case_handlers")
case_reviewers = PeopleFactory("case_reviewers")
case_approvers = PeopleFactory("case_approvers")
legal_reviewers = PeopleFactory("legal_reviewers")
archivists = PeopleFactory("archivists")


@implementer(IVocabularyFactory)
class SectionsFactory:
    """承办科室: the office's sections; tokens are numbers, as names are Chinese."""

    def __call__(self, context):
        names = sorted(settings().sections or {})
        return SimpleVocabulary(
            [SimpleTerm(name, f"section-{n}", name) for n, name in enumerate(names, start=1)]
        )


sections = SectionsFactory()


def _terms(items):
    return [SimpleTerm(item, IUUID(item), item.Title() or item.getId()) for item in items]


class EntriesVocabulary(SimpleVocabulary):
    """Offers the entries that are in force; accepts a retired one, which a draft may still name."""

    def __iter__(self):
        for term in super().__iter__():
            if api.content.get_state(term.value, default="") != "retired":
                yield term


@implementer(IVocabularyFactory)
class RegisterFactory:
    """The entries of a register, as objects (relation widgets want objects)."""

    def __init__(self, register):
        self.register = register

    def __call__(self, context):
        folder = api.portal.get().get(self.register)
        items = folder.objectValues() if folder is not None else ()
        return EntriesVocabulary(_terms(sorted(items, key=lambda item: item.Title())))


officers = RegisterFactory("officers")
bases = RegisterFactory("bases")
devices = RegisterFactory("devices")
complaints = RegisterFactory("complaints")
cases = RegisterFactory("cases")
supervision = RegisterFactory("supervision")


@implementer(IVocabularyFactory)
class CaseFactory:
    """What else lies in the same case and this person may see."""

    def __init__(self, wanted):
        self.wanted = wanted

    def __call__(self, context):
        case = case_of(context) if hasattr(context, "portal_type") else None
        if case is None:
            return SimpleVocabulary([])
        items = (
            item
            for item in case.objectValues()
            if aq_base(item) is not aq_base(context)
            and self.wanted(item)
            and api.user.has_permission("View", obj=item)
        )
        return SimpleVocabulary(_terms(sorted(items, key=lambda item: item.created())))


parties = CaseFactory(lambda item: item.portal_type == "Party")
records = CaseFactory(IRecordContent.providedBy)
targets = CaseFactory(lambda item: True)
