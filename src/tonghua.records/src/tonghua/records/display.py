"""Fields as pages show them: values in words, files and links to what may be seen."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from plone import api
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.namedfile.interfaces import INamedFile
from plone.supermodel.utils import mergedTaggedValueDict
from z3c.relationfield.interfaces import IRelationValue
from zope.i18n import translate
from zope.schema.interfaces import IChoice, ICollection
from zope.security import checkPermission

from tonghua.records import _
from tonghua.records.core.clock import in_office, say_day, say_day_of_week
from tonghua.records.core.totals import say_sums, sums
from tonghua.records.people import fullname
from tonghua.records.schema import IAmount, IPerson, IPersons

YES_NO = {True: _("是"), False: _("否")}


def when(moment):
    """2026年3月6日（星期五）10:00"""
    local = in_office(moment)
    return f"{say_day_of_week(local)}{local:%H:%M}"


def day_in_words(day):
    """2026年3月6日（星期五）"""
    return say_day_of_week(day)


def day_or_moment(value):
    """A deadline, which is a day or a moment."""
    return when(value) if isinstance(value, datetime) else day_in_words(value)


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where a word leads; ``back`` for a step that leads back or aside."""

    title: str
    url: str
    note: str = ""
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A field as it is shown: ``text``, ``links`` or a table (``heads`` and ``rows`` of words,
    under them the ``totals``).

    ``usual`` says that a box was left unticked as it mostly is: no news for a reader.
    """

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    totals: str = ""
    usual: bool = False
    readonly: bool = False

    @property
    def is_empty(self):
        return not (self.text or self.links or self.rows)

    @property
    def is_open(self):
        """Whether a person may still fill it in; the system's own fields are shown once filled."""
        return not (self.readonly and self.is_empty)


def is_own(field):
    """Whether a field is one of ours; a template inherits others that nobody here fills in."""
    return field.interface.__module__.startswith("tonghua.records")


def may_read(field, content):
    """Whether a person may read a field of what he may view; some ask for a right of their own."""
    asked = mergedTaggedValueDict(field.interface, READ_PERMISSIONS_KEY).get(field.__name__)
    return asked is None or checkPermission(asked, content)


def may_view(item):
    return api.user.has_permission("View", obj=item)


def link_to(item):
    return Link(title=item.Title() or item.getId(), url=item.absolute_url())


def shown(content, field, request):
    """A field of an item as it is shown; relations lead only to what may be viewed."""
    value = getattr(content, field.__name__, None)
    title = translate(field.title, context=request)
    if value is None or value in ("", [], ()):
        return Shown(label=title, readonly=field.readonly)
    if INamedFile.providedBy(value):
        url = f"{content.absolute_url()}/@@download/{field.__name__}/{quote(value.filename or '')}"
        size = f"{value.getSize() / 1024:,.1f} KB"
        return Shown(label=title, links=(Link(title=value.filename or title, url=url, note=size),))
    several = value if isinstance(value, (list, tuple)) else [value]
    if any(IRelationValue.providedBy(each) for each in several):
        targets = [each.to_object for each in several if not each.isBroken()]
        return Shown(label=title, links=tuple(map(link_to, filter(may_view, targets))))
    if isinstance(several[0], dict):
        return _table(title, field, several, request)
    return Shown(
        label=title,
        text="、".join(in_words(each, field, content, request) for each in several),
        usual=value is False and field.default is False,
    )


def in_words(value, field, content, request):
    """One value in words."""
    if isinstance(value, bool):
        return translate(YES_NO[value], context=request)
    if isinstance(value, datetime):
        return when(value) if value.tzinfo else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return say_day(value)
    if IAmount.providedBy(field):
        return f"{value:,.2f}"
    one = field.value_type if ICollection.providedBy(field) else field
    if IPerson.providedBy(field) or IPersons.providedBy(field):
        return fullname(value)
    if IChoice.providedBy(one):
        return _title_of(value, one, content, request)
    return str(value)


def _title_of(value, field, content, request):
    try:
        term = field.bind(content).vocabulary.getTerm(value)
    except LookupError:
        return str(value)
    return translate(term.title or term.token, context=request)


def _table(title, field, rows, request):
    columns = list(field.value_type.schema.namesAndDescriptions())
    columns.sort(key=lambda column: column[1].order)
    said = {}

    def cell(name, column, value):
        """A cell in words; what stands in thousands of rows is put into words once."""
        if value is None or (isinstance(value, str) and not IChoice.providedBy(column)):
            return value or ""
        if (name, value) not in said:
            said[name, value] = in_words(value, column, None, request)
        return said[name, value]

    return Shown(
        label=title,
        heads=tuple(translate(column.title, context=request) for _name, column in columns),
        rows=tuple(
            tuple(cell(name, column, row.get(name)) for name, column in columns) for row in rows
        ),
        totals=_totals(field, rows, request),
    )


def _totals(field, rows, request):
    """共 3 行，份数合计 5: how many rows, and what their numbers come to."""
    names = dict(field.value_type.schema.namesAndDescriptions())
    said = [translate(_("共 ${n} 行", mapping={"n": len(rows)}), context=request)]
    for name, measures in sums(rows, field.sums).items():
        if measures:
            head = translate(names[name].title, context=request)
            mapping = {"column": head, "sum": say_sums(measures)}
            said.append(translate(_("${column}合计 ${sum}", mapping=mapping), context=request))
    return "，".join(said)
