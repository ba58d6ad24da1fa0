"""The pages 合规 and 时间轴 of a case."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from plone import api
from zExceptions import BadRequest, Unauthorized
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.approval.forms import now_refused, page_of
from tonghua.records.cases.page import CasePage
from tonghua.records.core.articles import articles
from tonghua.records.core.asof import as_of
from tonghua.records.core.clock import day_of, in_office
from tonghua.records.core.mending import mend
from tonghua.records.core.overrides import given_for, say_step
from tonghua.records.core.rules import RULES, Status
from tonghua.records.custody.guard import AnswersUnviewed
from tonghua.records.display import Link, day_in_words, day_or_moment, may_view, when
from tonghua.records.i18n import say
from tonghua.records.pages import Badge
from tonghua.records.people import fullname
from tonghua.records.supervision.api import moment_of
from tonghua.records.supervision.compliance import told
from tonghua.records.supervision.events import events_of
from tonghua.records.supervision.findings import OPEN, badge_of, counts
from tonghua.records.supervision.unviewed import UnviewedCompliance

#: findings of one rule that a page lists; the rest is counted
MOST = 20

EVENTS = {
    "opened": _("立案"),
    "transition": _("办理"),
    "signature": _("签名"),
    "refusal": _("拒签"),
    "occurrence": _("发生"),
    "override": _("放行"),
}


@dataclass(frozen=True, kw_only=True)
class FindingRow:
    """One finding: its sentence, its records, and the one place where it is mended."""

    reason: str
    due: str
    links: tuple[Link, ...]
    mend: str


@dataclass(frozen=True, kw_only=True)
class Given:
    """A rule set aside (例外放行): when, by whom, for which act, why; its record."""

    said: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Release:
    """An act that is refused now, for the approver to let through by the form at ``url``."""

    said: str
    act: str
    url: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule's answer with what it found; ``more`` counts the findings that are not listed.

    ``given`` are the overrides of the rule, ``releases`` what may be let through now.
    """

    rule: str
    title: str
    badge: Badge
    open: bool
    findings: tuple[FindingRow, ...]
    more: int
    given: tuple[Given, ...] = ()
    releases: tuple[Release, ...] = ()


class CompliancePage(AnswersUnviewed, CasePage):
    """合规: the articles of the ordinance in order, each with its rules' answers.

    The Supervisor (监督员) asks it also of cases that he may not view, and is told less.
    """

    tab = "@@case-compliance"
    part = "compliance"

    def __call__(self):
        if may_view(self.context):
            return super().__call__()
        if "Supervisor" not in api.user.get_roles(obj=self.context):
            raise Unauthorized()
        return UnviewedCompliance(self.context, self.request)()

    def prepare(self):
        super().prepare()
        self.problem = None
        self.past = None
        if self.request.form.get("at"):
            try:
                self.past = moment_of(self.request)
            except BadRequest as refused:
                self.problem = refused.args[0]

    @cached_property
    def answers(self):
        """As of the moment that was asked for; the side of the page says how it is now."""
        if self.past is None:
            return self.told
        inside = self.inside
        return told(inside.facts, inside.seen, inside.office, self.past)

    @property
    def past_words(self):
        return when(self.past) if self.past else ""

    @property
    def past_value(self):
        """The moment as a field of a form wants it."""
        return f"{in_office(self.past or self.inside.at):%Y-%m-%dT%H:%M}"

    @property
    def past_counts(self):
        return counts(self.answers)

    @property
    def articles(self):
        """The articles with their rules; an article that no rule judges says so."""
        rows = {}
        for each in self.answers:
            for number in {each.answer.article, *self._also(each)}:
                rows.setdefault(number, []).append(self._row(each, number))
        return [
            {
                "number": number,
                "label": article.label,
                "subject": article.subject,
                "text": article.reads_as,
                "rules": [row for row in rows.get(number, ()) if row is not None],
            }
            for number, article in articles().items()
        ]

    @property
    def open_articles(self):
        """The articles with something broken or unknown, for a short way to them."""
        return [each for each in self.articles if any(rule.open for rule in each["rules"])]

    @property
    def releasable(self):
        """The articles of what the approver may let through now."""
        if self.past is not None:
            return []
        numbers = {RULES[each.refusal.rule].article for each in self.blocked}
        return [articles()[number] for number in sorted(numbers)]

    @staticmethod
    def _also(each):
        """The other articles that single findings stand on."""
        status = each.answer.status
        return {f.article for f in each.findings if f.article and f.status is status}

    def _row(self, each, number):
        answer = each.answer
        leading = [
            finding
            for finding in each.findings
            if finding.status is answer.status and (finding.article or answer.article) == number
        ]
        if not leading and number != answer.article:
            return None
        is_open = answer.status in OPEN
        findings = tuple(self._finding(answer, f, is_open) for f in leading[:MOST])
        given, releases = (), ()
        if number == answer.article:
            reasons = {finding.reason for finding in findings}
            given, releases = self._given(answer.rule), self._releases(answer.rule, reasons)
        if not leading and self._also(each) and not (given or releases):
            return None
        return RuleRow(
            rule=answer.rule,
            title=say(answer.title),
            badge=badge_of(answer.status),
            open=is_open,
            findings=findings or self._nothing(each),
            more=max(0, len(leading) - MOST),
            given=given,
            releases=releases,
        )

    @cached_property
    def _then(self):
        """The case as it stood at the moment that was asked for, of what may be viewed."""
        seen = self.inside.seen
        return seen if self.past is None else as_of(seen, self.past)

    def _given(self, rule):
        """How a rule was set aside: an override mends nothing, and is told beside the answer."""
        return tuple(
            Given(
                said=_(
                    "已例外放行：${at}，批准人${by}，放行“${act}”。理由：${reason}",
                    mapping={
                        "at": when(each.at),
                        "by": fullname(each.by),
                        "act": say(say_step(self._then, each.subject, each.transition)),
                        "reason": each.reason,
                    },
                ),
                links=self.links([each.subject]),
            )
            for each in given_for(self._then, rule)
        )

    def _releases(self, rule, reasons):
        """What the approver may let through now, each with its form.

        ``reasons`` are the sentences that stand above it and are not said twice.
        """
        if self.past is not None:
            return ()
        found = (each for each in self.blocked if each.refusal.rule == rule)
        return tuple(self._release(each, reasons) for each in found)

    def _release(self, each, reasons):
        act = say(say_step(self.inside.seen, each.subject, each.transition))
        page = page_of(each.refusal.rule, each.subject, each.transition)
        return Release(
            said=_("“${act}”现在因此被拒绝。", mapping={"act": act})
            if say(each.refusal.message) in reasons
            else now_refused(act, each.refusal),
            act=act,
            url=f"{self.inside.url}/{page}",
            links=self.links([each.subject]),
        )

    def _nothing(self, each):
        """What a rule says that has found nothing to judge."""
        if each.hidden or each.answer.findings:
            return ()
        return (FindingRow(reason=say(RULES[each.answer.rule].nothing), due="", links=(), mend=""),)

    def _finding(self, answer, finding, is_open):
        way = None
        if self.past is None and (is_open or self._waits(answer, finding)):
            way = self.doors.address(mend(answer.rule, self.inside.seen, finding))
        return FindingRow(
            reason=say(finding.reason),
            due=day_or_moment(finding.due) if finding.due else "",
            links=self.links(finding.records),
            mend=way or "",
        )

    @staticmethod
    def _waits(answer, finding):
        """Whether something can be done about what is not due yet: it is about one record."""
        return answer.status is Status.PENDING and bool(finding.subject)


class TimelinePage(CasePage):
    """时间轴: every event of the case in order, by day."""

    tab = "@@case-timeline"
    part = "timeline"

    #: events whose actor is a username; who signs is named in the event's title
    BY_USERS = ("transition", "opened", "override")

    @property
    def days(self):
        events = events_of(self.inside.seen, self.inside.records)
        return [
            {"day": day_in_words(day), "events": [self._event(each) for each in held]}
            for day, held in groupby(events, key=lambda event: day_of(event.at))
        ]

    def _event(self, event):
        item = self.inside.records.get(event.record)
        return {
            "time": f"{in_office(event.at):%H:%M}",
            "iso": event.at.isoformat(),
            "kind": translate(EVENTS[event.kind], context=self.request),
            "title": say(event.title),
            "actor": fullname(event.actor) if event.kind in self.BY_USERS else "",
            "url": self.inside.address(item) if item is not None else "",
        }
