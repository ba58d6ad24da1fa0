"""The list of cases (案件列表): its columns and filters."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from plone import api
from zope.globalrequest import getRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.clock import say_day
from tonghua.records.core.rules.registry import RULES
from tonghua.records.core.vocabularies import label, vocabulary
from tonghua.records.core.workflows import WORKFLOWS
from tonghua.records.custody.confidentiality import level_of
from tonghua.records.display import when
from tonghua.records.i18n import say
from tonghua.records.lists.deadlines import SOON_DAYS, badge, day_in_words, due_of
from tonghua.records.lists.indexing import NO_DEADLINE
from tonghua.records.lists.parts import Cell, Column, Filter, Listing
from tonghua.records.moments import from_zope, now
from tonghua.records.office import office, settings
from tonghua.records.pages import level_badge, state_badge
from tonghua.records.people import fullname, members

TYPES = ("PenaltyCase", "ApplicationCase", "InspectionCase")
ANY = "any"


@dataclass
class Shared:
    """What the rows of one page share: names of parties, and what the indexes keep, by path."""

    parties: dict
    calendar: object
    due: dict
    broken: dict


def prepare(items):
    """Look up for all rows at once what does not lie in the cases themselves."""
    catalog = api.portal.get_tool("portal_catalog")
    paths = ["/".join(item.getPhysicalPath()) for item in items]
    shared = Shared(parties={}, calendar=office().calendar, due={}, broken={})
    if not paths:
        return shared
    for brain in catalog.searchResults(
        portal_type="Party", path={"query": paths, "depth": 1}, sort_on="created"
    ):
        # the catalogue answers with what this person may view, and nothing else
        shared.parties.setdefault(brain.getPath().rsplit("/", 1)[0], []).append(brain.Title)
    indexes = catalog._catalog.indexes
    for path in paths:
        rid = catalog.getrid(path)
        shared.due[path] = due_of(indexes["next_due"].getEntryForObject(rid, None))
        shared.broken[path] = tuple(indexes["broken_rules"].getEntryForObject(rid, None) or ())
    return shared


def _path(item):
    return "/".join(item.getPhysicalPath())


def _title(case, shared):
    level = level_of(case)
    return Cell(
        text=case.title,
        url=case.absolute_url(),
        badges=() if level == "internal" else (level_badge(case),),
    )


def _number(case, shared):
    return Cell(text=case.number or "", note="" if case.number else say_(_("未编号")))


def say_(words):
    """A sentence of ours in the language of whoever looks at the list."""
    return translate(words, context=getRequest())


def _parties(case, shared):
    return Cell(text="、".join(shared.parties.get(_path(case), ())))


def _state(case, shared):
    return Cell(badges=(state_badge(case),))


def _due(case, shared):
    due = shared.due.get(_path(case))
    if due is None:
        return Cell(text="—")
    return Cell(text=day_in_words(due), badges=(badge(due, getRequest(), shared.calendar),))


def _broken(case, shared):
    broken = shared.broken.get(_path(case), ())
    if not broken:
        return Cell(text=say_(_("✓ 无不符合项")))
    url = f"{case.absolute_url()}/view#compliance"
    words = _("✗ ${n} 项不符合", mapping={"n": len(broken)})
    return Cell(
        text=say_(words), url=url, note="、".join(say(RULES[r].title) for r in broken if r in RULES)
    )


def _people(field, case, shared):
    named = getattr(case, field, None) or ()
    named = (named,) if isinstance(named, str) else named
    return Cell(text="、".join(map(fullname, named)))


def _moment(field, case, shared):
    moment = getattr(case, field, None)
    return Cell(text=when(moment) if moment else "")


def _plain(field, case, shared):
    return Cell(text=getattr(case, field, None) or "")


def _labelled(vocabulary, field, case, shared):
    token = getattr(case, field, None)
    return Cell(text=say(label(vocabulary, token)) if token else "")


COLUMNS = (
    Column(id="number", title=_("案号"), cell=_number, sort="case_number"),
    Column(id="title", title=_("案件名称"), cell=_title),
    Column(id="parties", title=_("当事人"), cell=_parties),
    Column(id="state", title=_("阶段"), cell=_state),
    Column(id="handlers", title=_("承办人"), cell=partial(_people, "handlers")),
    Column(id="due", title=_("最近时限"), cell=_due, sort="next_due"),
    Column(id="broken", title=_("合规"), cell=_broken),
    Column(
        id="created",
        title=_("登记时间"),
        sort="created",
        cell=lambda case, shared: Cell(text=say_day(from_zope(case.created()))),
    ),
    Column(id="cause", title=_("案由"), cell=partial(_plain, "cause"), usual=False),
    Column(
        id="type", title=_("类别"), cell=partial(_labelled, "types", "portal_type"), usual=False
    ),
    Column(id="section", title=_("承办科室"), cell=partial(_plain, "section"), usual=False),
    Column(id="reviewer", title=_("审核人"), cell=partial(_people, "reviewer"), usual=False),
    Column(id="approver", title=_("批准人"), cell=partial(_people, "approver"), usual=False),
    Column(
        id="procedure",
        title=_("程序"),
        cell=partial(_labelled, "procedure", "procedure"),
        usual=False,
    ),
    Column(
        id="level",
        title=_("密级"),
        usual=False,
        cell=lambda case, shared: Cell(badges=(level_badge(case),)),
    ),
    Column(id="opened_at", title=_("立案时间"), cell=partial(_moment, "opened_at"), usual=False),
    Column(id="closed_at", title=_("结案时间"), cell=partial(_moment, "closed_at"), usual=False),
)


def _states():
    flows = ("penalty_workflow", "application_workflow", "inspection_workflow")
    found = [state for flow in flows if flow in WORKFLOWS for state in WORKFLOWS[flow].states]
    return [(state, say(label("states", state))) for state in dict.fromkeys(found)]


def _years():
    catalog = api.portal.get_tool("portal_catalog")
    years = sorted(catalog.uniqueValuesFor("case_year"), reverse=True)
    return [(str(year), say_(_("${year}年", mapping={"year": year}))) for year in years]


def _sections():
    return [(name, name) for name in sorted(settings().sections or {})]


def _handlers():
    return [(name, fullname(name)) for name in members("case_handlers")]


def _rules():
    any_rule = (ANY, say_(_("有不符合项")))
    return [any_rule, *((id, say(rule.title)) for id, rule in sorted(RULES.items()))]


def _words(vocabulary_name):
    return [(token, say(words)) for token, words in vocabulary(vocabulary_name).items()]


DEADLINES = {
    "open": _("未到期"),
    "soon": _("七日内到期"),
    "over": _("已超期"),
}


def due_query(value):
    """A pending deadline is missed by time alone: the query compares, so no clock need run."""
    at = now()
    return {
        "next_due": {
            "open": {"query": (at, NO_DEADLINE - timedelta(days=1)), "range": "min:max"},
            "soon": {"query": (at, at + timedelta(days=SOON_DAYS)), "range": "min:max"},
            "over": {"query": at, "range": "max"},
        }[value]
    }


FILTERS = (
    Filter(
        id="state",
        title=_("阶段"),
        options=_states,
        query=lambda value: {"review_state": value},
        prominent=True,
    ),
    Filter(
        id="due",
        title=_("时限"),
        options=lambda: [(value, say_(words)) for value, words in DEADLINES.items()],
        query=due_query,
        prominent=True,
    ),
    Filter(
        id="handler",
        title=_("承办人"),
        options=_handlers,
        query=lambda value: {"case_handlers": value},
        prominent=True,
    ),
    Filter(
        id="rule",
        title=_("合规"),
        options=_rules,
        query=lambda value: {"broken_rules": list(RULES) if value == ANY else value},
    ),
    Filter(
        id="year",
        title=_("年度"),
        options=_years,
        query=lambda value: {"case_year": int(value)},
    ),
    Filter(
        id="section",
        title=_("承办科室"),
        options=_sections,
        query=lambda value: {"case_section": value},
    ),
    Filter(
        id="type",
        title=_("类别"),
        options=lambda: [
            (name, say(label("types", name)))
            for name in TYPES
            if name in api.portal.get_tool("portal_types")
        ],
        query=lambda value: {"portal_type": value},
    ),
    Filter(
        id="level",
        title=_("密级"),
        options=lambda: _words("confidentiality"),
        query=lambda value: {"confidentiality_state": value},
    ),
)

CASES = Listing(
    types=TYPES,
    columns=COLUMNS,
    filters=FILTERS,
    words=_("案号、案件名称、当事人或者记录中的文字"),
    prepare=prepare,
    empty=_("这里列出您有权查看的案件。还没有案件：由执法人员点击“登记行政处罚案件”新建第一件。"),
)
