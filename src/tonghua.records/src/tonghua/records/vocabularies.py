"""Vocabularies that depend on the site: people, sections, and what a record may refer to."""

from collections import Counter

from Acquisition import aq_base
from plone import api
from plone.uuid.interfaces import IUUID
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from tonghua.records import _
from tonghua.records.core.clock import say_day
from tonghua.records.core.rules import RULES
from tonghua.records.core.rules.evaluation import in_order
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.i18n import say
from tonghua.records.interfaces import ICase, IRecordContent
from tonghua.records.office import settings
from tonghua.records.people import exists, fullname, members

NO_POWER = _("（只能提请或者移送有权的机关）")
#: stands for what an item names and this person may not view
NOT_VIEWED = _("（您无权查看的一件，保存后不变）")


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


@implementer(IVocabularyFactory)
class RulesFactory:
    """The rules of the ordinance, in the order of its articles."""

    def __call__(self, context):
        return SimpleVocabulary(
            [SimpleTerm(id, id, f"{say(RULES[id].title)}（{id}）") for id in in_order()]
        )


rules = RulesFactory()


def _terms(items, said=lambda item: item.Title()):
    return [SimpleTerm(item, IUUID(item), said(item) or item.getId()) for item in items]


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
        ordered = sorted(items, key=lambda item: item.Title())
        return EntriesVocabulary(_terms(ordered, self.said))

    def said(self, item):
        """How an entry is offered."""
        return item.Title()


class BasesFactory(RegisterFactory):
    """执法依据, each with what this office may do by it (地方志工作条例, article 18)."""

    def said(self, item):
        return item.Title() if item.own_power else f"{item.Title()}{say(NO_POWER)}"


class ViewedVocabulary(SimpleVocabulary):
    """Offers what this person may view; accepts what an item names already, without its title."""

    def __init__(self, terms, kept=()):
        self.kept = tuple(kept)
        super().__init__(terms)

    def __contains__(self, value):
        return super().__contains__(value) or value in self.kept

    def getTerm(self, value):
        if value in self.kept:
            return SimpleTerm(value, IUUID(value), NOT_VIEWED)
        return super().getTerm(value)

    def getTermByToken(self, token):
        for value in self.kept:
            if IUUID(value) == token:
                return self.getTerm(value)
        return super().getTermByToken(token)


@implementer(IVocabularyFactory)
class ViewedFactory:
    """The entries of a register whose titles not everybody may know (articles 8, 29).

    ``field`` is the one that names them. What it names already is kept, though this person may not
    view it: otherwise saving a form would drop it without a word.
    """

    def __init__(self, register, field):
        self.register = register
        self.field = field

    def __call__(self, context):
        folder = api.portal.get().get(self.register)
        if folder is None:
            return SimpleVocabulary([])
        # the catalogue answers with what this person may view, and nothing else
        brains = api.portal.get_tool("portal_catalog").searchResults(
            path={"query": "/".join(folder.getPhysicalPath()), "depth": 1},
            sort_on="sortable_title",
        )
        items = [brain._unrestrictedGetObject() for brain in brains]
        relation = getattr(aq_base(context), self.field, None)
        named = getattr(relation, "to_object", None)
        kept = () if named is None or named in items else (named,)
        return ViewedVocabulary(_terms(items), kept)


class NumberedVocabulary(SimpleVocabulary):
    """Offers no case and accepts any: whoever names one writes its number (``forms.case_numbers``).

    A list would tell the titles of confidential cases, whoever asks for it and by which door.
    """

    def __contains__(self, value):
        return ICase.providedBy(value)


@implementer(IVocabularyFactory)
class CasesFactory:
    """The cases, for whoever supervises them without viewing them (article 29)."""

    def __call__(self, context):
        return NumberedVocabulary([])


officers = RegisterFactory("officers")
bases = BasesFactory("bases")
devices = RegisterFactory("devices")
complaints = ViewedFactory("complaints", "complaint")
cases = CasesFactory()
supervision = ViewedFactory("supervision", "supersedes")


def told_apart(item):
    """The title of what is not the only one of its title: with its number or day, and its state."""
    started = getattr(aq_base(item), "occurred_start", None)
    state = api.content.get_state(item, default=None)
    marks = [
        getattr(aq_base(item), "number", None) or (say_day(started) if started else ""),
        say(label("states", state)) if state else "",
    ]
    return f"{item.Title()}（{'，'.join(filter(None, marks))}）"


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
        ordered = sorted(items, key=lambda item: item.created())
        often = Counter(item.Title() for item in ordered)

        def said(item):
            return item.Title() if often[item.Title()] == 1 else told_apart(item)

        return SimpleVocabulary(_terms(ordered, said))


parties = CaseFactory(lambda item: item.portal_type == "Party")
records = CaseFactory(IRecordContent.providedBy)
targets = CaseFactory(lambda item: True)
