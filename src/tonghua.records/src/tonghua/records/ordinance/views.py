"""The page 办法全文: each article with its text, its readings, and all that carries it."""

from dataclasses import dataclass
from functools import cached_property

from Products.Five.browser import BrowserView
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.articles import TITLE, article
from tonghua.records.core.ordinance import (
    is_mended,
    numbers_of_no_rule,
    ordinance,
    paragraphs,
    pieces,
    say_number,
)
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link, may_view
from tonghua.records.i18n import say
from tonghua.records.office import office
from tonghua.records.ordinance.links import rule_anchor
from tonghua.records.pages import Badge
from tonghua.records.papers.templates import template_object


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number of a rule: the office's own, and the usual one where that is another."""

    label: str
    said: str
    usual: str
    source: str
    suggested: bool


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule; ``elsewhere`` leads to the article under which it is explained."""

    id: str
    anchor: str
    title: str
    badge: Badge
    elsewhere: Link | None
    where: str
    note: str
    numbers: tuple[Number, ...]
    tests: tuple


class OrdinanceView(BrowserView):
    """办法全文."""

    title = TITLE

    @cached_property
    def office(self):
        return office()

    @property
    def contents(self):
        return [
            {
                "number": entry.article.number,
                "label": say(entry.article.label),
                "subject": say(entry.article.subject),
            }
            for entry in ordinance()
        ]

    @property
    def articles(self):
        return [
            {
                **head,
                "text": self._paragraphs(entry.article.reads_as),
                "original": (paragraphs(entry.article.text) if is_mended(entry.article) else ()),
                "restored": any(mended for _piece, mended in pieces(entry.article.reads_as)),
                "readings": entry.article.readings,
                "types": "、".join(say(label("types", name)) for name in entry.types),
                "papers": [self._paper(paper) for paper in entry.papers],
                "asked": [self._asked(what, names) for what, names in entry.asked],
                "rules": [self._rule(rule, entry.article.number) for rule in entry.rules],
            }
            for head, entry in zip(self.contents, ordinance(), strict=True)
        ]

    @property
    def other_numbers(self):
        """The numbers that belong to no rule."""
        return [self._number(each) for each in numbers_of_no_rule()]

    @staticmethod
    def _paragraphs(text):
        """Each paragraph as its pieces, of which some were restored."""
        return [
            [{"words": words, "restored": mended} for words, mended in pieces(line)]
            for line in paragraphs(text)
        ]

    @staticmethod
    def _paper(paper):
        """A paper's title; a link to its template for who may see that."""
        template = template_object(paper.key)
        seen = template is not None and may_view(template)
        return Link(title=say(paper.title), url=template.absolute_url() if seen else "")

    def _asked(self, what, names):
        listed = "、".join(say(name) for name in names)
        asked = _("${what}：${names}", mapping={"what": say(what), "names": listed})
        return translate(asked, context=self.request)

    def _rule(self, rule, number):
        elsewhere = None
        if rule.article != number:
            own = article(rule.article)
            elsewhere = Link(title=say(own.label), url=f"#{rule_anchor(rule.id)}")
        return Rule(
            id=rule.id,
            anchor=rule_anchor(rule.id),
            title=say(rule.title),
            badge=self._badge(rule),
            elsewhere=elsewhere,
            where="；".join(say(each) for each in rule.where),
            note=self._note(rule),
            numbers=tuple(self._number(each) for each in rule.numbers),
            tests=rule.tests,
        )

    def _badge(self, rule):
        if not rule.judged:
            return Badge(text=translate(_("由人评查"), context=self.request), colour="secondary")
        if rule.blocking:
            return Badge(text=translate(_("阻止办理"), context=self.request), colour="danger")
        return Badge(text=translate(_("只作提示"), context=self.request), colour="info")

    def _note(self, rule):
        """What else is to be known of a rule, in one sentence."""
        if not rule.judged:
            return say(rule.reason) or translate(_("系统尚不判断。"), context=self.request)
        if rule.id in self.office.overridable:
            return translate(_("本机关允许批准人写明理由后例外放行。"), context=self.request)
        return ""

    def _number(self, parameter):
        value = self.office.number(parameter.id)
        usual = say(say_number(parameter, parameter.value))
        return Number(
            label=say(parameter.label),
            said=say(say_number(parameter, value)),
            usual=usual if value != parameter.value else "",
            source=say(parameter.source),
            suggested=parameter.suggested,
        )
