"""The page of a register (登记簿): its list, filters and columns, and the same as a spreadsheet."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from plone import api
from plone.batching import Batch
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import MethodNotAllowed
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link
from tonghua.records.i18n import say
from tonghua.records.lists.parts import Listing
from tonghua.records.lists.preferences import choose, chosen
from tonghua.records.lists.registers import LISTINGS
from tonghua.records.lists.search import RETIRED, WORDS, Search, asked, count, whole
from tonghua.records.lists.sheet import MOST_ROWS, SPREADSHEET, left_out, workbook
from tonghua.records.moments import now

#: id of a register → its own pages: their name, title, and the permission that they ask for
BESIDE = {
    "templates": (
        ("@@template-updates", _("与随附模板对照"), "View"),
        ("@@template-editors", _("模板维护授权"), "tonghua.records: Keep registers"),
    ),
    "supervision": (("@@draw-cases", _("抽查案件"), "tonghua.records: Supervise"),),
}
UNKNOWN = Listing(types=(), columns=(), empty=_("这里还没有内容。"))


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a column; ``url`` sorts by it, ``order`` says how it is sorted now."""

    title: str
    url: str = ""
    order: str = "none"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A filter as the page draws it."""

    id: str
    title: str
    options: tuple
    prominent: bool


class RegisterView(BrowserView):
    """登记簿: its entries, fifty on a page, as the address asks for them."""

    SIZE = 50

    @cached_property
    def listing(self):
        return LISTINGS.get(self.context.getId(), UNKNOWN)

    @cached_property
    def asked(self):
        return asked(self.listing, self.request.form)

    @cached_property
    def search(self):
        return Search(self.context, self.listing, self.asked, (self.start, self.SIZE))

    @property
    def start(self):
        return max(0, whole(self.request.form.get("b_start")))

    @cached_property
    def columns(self):
        return chosen(self.context.getId(), self.listing)

    @cached_property
    def batch(self):
        return Batch(self.search.brains, self.SIZE, self.start)

    @cached_property
    def rows(self):
        return rows_of(self.listing, self.columns, list(self.batch))

    @property
    def total(self):
        return len(self.search)

    @cached_property
    def ticks(self):
        """[(uid, title)] of the rows, which may be ticked for a batch of papers; none elsewhere."""
        if self.context.getId() != "cases" or not may_register():
            return []
        return [(brain.UID, brain.Title) for brain in self.batch]

    @property
    def url(self):
        return self.context.absolute_url()

    @property
    def heads(self):
        found = []
        for column in self.columns:
            title = translate(column.title, context=self.request)
            if not column.sort:
                found.append(Head(title=title))
                continue
            now_sorted = self.asked.sort == column.sort
            down = now_sorted and not self.asked.descending
            address = self.asked.address(sort=column.sort, order="desc" if down else "asc")
            order = "none"
            if now_sorted:
                order = "descending" if self.asked.descending else "ascending"
            found.append(Head(title=title, url=f"{self.url}?{address}", order=order))
        return found

    @cached_property
    def choices(self):
        values = dict(self.asked.filters)
        return [
            Choice(
                id=each.id,
                title=translate(each.title, context=self.request),
                prominent=each.prominent,
                options=tuple(
                    {"value": value, "title": title, "chosen": values.get(each.id) == value}
                    for value, title in each.options()
                ),
            )
            for each in self.listing.filters
        ]

    @property
    def prominent(self):
        return [each for each in self.choices if each.prominent]

    @property
    def others(self):
        return [each for each in self.choices if not each.prominent]

    @property
    def others_open(self):
        """Whether one of the filters that are folded away is set."""
        return any(option["chosen"] for each in self.others for option in each.options)

    @cached_property
    def chips(self):
        """What narrows the list now, each with the address without it."""
        return [
            Link(title=words, url=f"{self.url}?{self.asked.without(name).address()}")
            for name, words in self._narrowed
        ]

    @cached_property
    def _narrowed(self):
        words = []
        if self.asked.words:
            said = _("文字：${words}", mapping={"words": self.asked.words})
            words.append((WORDS, translate(said, context=self.request)))
        for choice in self.choices:
            for option in choice.options:
                if option["chosen"]:
                    said = _(
                        "${filter}：${value}",
                        mapping={"filter": choice.title, "value": option["title"]},
                    )
                    words.append((choice.id, translate(said, context=self.request)))
        return words

    @property
    def loosenings(self):
        """Where nothing was found: what to leave out, and how many there are then."""
        found = []
        for name, words in self._narrowed:
            question = self.asked.without(name)
            n = count(self.context, self.listing, question)
            said = _("去掉“${filter}”后有 ${n} 条", mapping={"filter": words, "n": n})
            if n:
                found.append(
                    Link(
                        title=translate(said, context=self.request),
                        url=f"{self.url}?{question.address()}",
                    )
                )
        return found

    @property
    def retired_url(self):
        """The switch that shows retired entries, or hides them; empty where nothing retires."""
        if not self.listing.retires:
            return ""
        shown = "" if self.asked.retired else "1"
        return f"{self.url}?{self.asked.address(**{RETIRED: shown})}"

    @property
    def sheet_url(self):
        return f"{self.url}/@@xlsx?{self.asked.address()}"

    @property
    def column_choices(self):
        shown = {column.id for column in self.columns}
        return [
            {
                "id": column.id,
                "title": translate(column.title, context=self.request),
                "chosen": column.id in shown,
            }
            for column in self.listing.columns
        ]

    @property
    def address(self):
        return self.asked.address()

    @property
    def addable(self):
        return [
            Link(
                title=translate(
                    _("登记${type}", mapping={"type": say(label("types", fti.getId()))}),
                    context=self.request,
                ),
                url=f"{self.url}/++add++{fti.getId()}",
            )
            for fti in self.context.allowedContentTypes()
        ]

    @property
    def beside(self):
        """The pages that this register alone has, for who may open them."""
        return [
            Link(title=translate(title, context=self.request), url=f"{self.url}/{name}")
            for name, title, permission in BESIDE.get(self.context.getId(), ())
            if api.user.has_permission(permission, obj=self.context)
        ]


class ColumnsView(BrowserView):
    """Keeps the columns that somebody ticked, and leads back to the same list."""

    def __call__(self):
        if self.request.method != "POST":
            raise MethodNotAllowed()
        listing = LISTINGS.get(self.context.getId(), UNKNOWN)
        ids = self.request.form.get("columns", ())
        ids = (ids,) if isinstance(ids, str) else ids
        choose(self.context.getId(), listing, () if "usual" in self.request.form else ids)
        IStatusMessage(self.request).add(_("已保存显示的列。"))
        # only a query string: no address from outside leads elsewhere
        back = str(self.request.form.get("back", "")).lstrip("?")
        return self.request.response.redirect(f"{self.context.absolute_url()}?{back}")


class SheetView(RegisterView):
    """The list as an XLSX: what is seen, with the same filters and columns, and all its pages.

    A list that is too long for that says so below its last row.
    """

    def __call__(self):
        every = Search(self.context, self.listing, self.asked)
        brains = list(every.brains[:MOST_ROWS])
        heads = [translate(column.title, context=self.request) for column in self.columns]
        data = workbook(self.context.Title(), heads, self._lines(brains, left_out(len(every))))
        name = f"{self.context.Title()}{now():%Y-%m-%d}.xlsx"
        response = self.request.response
        response.setHeader("Content-Type", SPREADSHEET)
        response.setHeader(
            "Content-Disposition",
            f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name)}",
        )
        return data

    def _lines(self, brains, last):
        for start in range(0, len(brains), 500):
            for row in rows_of(self.listing, self.columns, brains[start : start + 500]):
                yield [cell.in_words for _head, cell in row]
        if last:
            yield [translate(last, context=self.request)]


def rows_of(listing, columns, brains):
    """The rows of some entries: for each column (its title, its cell)."""
    items = [brain._unrestrictedGetObject() for brain in brains]
    shared = listing.prepare(items)
    return [[(column.title, column.cell(item, shared)) for column in columns] for item in items]


def may_register():
    """Whether the present person may register a case."""
    folder = api.portal.get().get("cases")
    return folder is not None and api.user.has_permission(
        "tonghua.records: Register case", obj=folder
    )
