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
from tonghua.records.core.articles import article
from tonghua.records.core.asof import as_of
from tonghua.records.core.checklist import checklist
from tonghua.records.core.clock import day_of, in_office, parse_moment
from tonghua.records.core.mending import mend
from tonghua.records.core.overrides import given_for, say_step
from tonghua.records.core.remaining import is_overdue, remaining
from tonghua.records.core.rules import RULES, Status
from tonghua.records.custody.guard import AnswersUnviewed
from tonghua.records.display import Link, day_in_words, day_or_moment, may_view, when
from tonghua.records.i18n import say
from tonghua.records.ordinance.links import article_url
from tonghua.records.pages import Badge
from tonghua.records.people import fullname
from tonghua.records.supervision.api import moment_of
from tonghua.records.supervision.compliance import told
from tonghua.records.supervision.events import events_of
from tonghua.records.supervision.findings import OPEN, badge_of, counts
from tonghua.records.supervision.picture import drawn
from tonghua.records.supervision.state import state_of
from tonghua.records.supervision.tiles import legend, state_badge, tiles
from tonghua.records.supervision.unviewed import UnviewedCompliance

#: findings of one rule that a page lists; the rest is counted
MOST = 20
#: what the checklist can be narrowed to, in order
FILTERS = (Status.FAIL, Status.UNKNOWN, Status.PENDING)
#: findings that a page lists one by one; the others stand folded together
TOLD = (Status.FAIL, Status.UNKNOWN, Status.PENDING)

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
    """One finding: its sentence, its records, and the one place where it is mended.

    ``badge`` is set where its answer is another than the rule's; ``left`` is what is left of its
    period.
    """

    reason: str
    due: str = ""
    left: str = ""
    overdue: bool = False
    links: tuple[Link, ...] = ()
    mend: str = ""
    badge: Badge | None = None


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
    """One rule under one article, with what it found.

    ``quiet`` are the findings that ask for nothing where the rule has others; ``more`` counts
    what is not listed; ``see`` leads to the article where the rule is told instead; ``given`` are
    the overrides of the rule, ``releases`` what may be let through now.
    """

    rule: str
    title: str
    badge: Badge
    open: bool
    findings: tuple[FindingRow, ...] = ()
    quiet: tuple[FindingRow, ...] = ()
    more: int = 0
    see: Link | None = None
    given: tuple[Given, ...] = ()
    releases: tuple[Release, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ArticleRow:
    """One article: its rules, those that do not apply to the case apart."""

    number: int
    label: str
    subject: str
    text: str
    url: str
    badge: Badge
    rules: tuple[RuleRow, ...]
    idle: tuple[RuleRow, ...]
    open: bool
    folded: bool


@dataclass(frozen=True, kw_only=True)
class FilterLink:
    """One way to narrow the checklist; ``count`` articles are left."""

    title: str
    count: int
    url: str
    current: bool


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
    def moment(self):
        """The moment of which the checklist tells."""
        return self.past or self.inside.at

    @property
    def past_words(self):
        return when(self.past) if self.past else ""

    @property
    def moment_words(self):
        return when(self.moment)

    @property
    def past_value(self):
        """The moment as a field of a form wants it."""
        return f"{in_office(self.moment):%Y-%m-%dT%H:%M}"

    @property
    def past_counts(self):
        return counts(self.answers)

    # the checklist

    @cached_property
    def entries(self):
        """The articles as core has them, with what this person may be told."""
        return checklist((each.answer, each.findings) for each in self.answers)

    @cached_property
    def narrowed(self):
        """The answer that the checklist is narrowed to; None for all of it."""
        asked = self.request.form.get("show")
        return next((each for each in FILTERS if str(each) == asked), None)

    def address(self, show=""):
        """The page's own address, of the same moment."""
        asked = {"at": self.past_value} if self.past else {}
        if show:
            asked["show"] = show
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        url = f"{self.inside.url}/@@case-compliance"
        return f"{url}?{query}" if query else url

    @property
    def filters(self):
        """不符合、资料不足、未到期、全部: each with its number of articles."""
        found = [
            FilterLink(
                title=badge_of(status).text,
                count=sum(entry.has(status) for entry in self.entries),
                url=self.address(str(status)),
                current=self.narrowed is status,
            )
            for status in FILTERS
        ]
        whole = FilterLink(
            title=translate(_("全部"), context=self.request),
            count=len(self.entries),
            url=self.address(),
            current=self.narrowed is None,
        )
        return [*found, whole]

    @property
    def tiles(self):
        """The 31 articles at a glance; one that is not shown is found on the whole page."""
        here = {entry.article.number for entry in self._shown}
        return tiles(self.entries, lambda n: "" if n in here else self.address())

    @property
    def legend(self):
        return legend()

    @property
    def has_open(self):
        """Whether anything asks to be mended, shown or not."""
        return any(entry.has(status) for entry in self.entries for status in OPEN)

    @property
    def releasable(self):
        """The articles of what the approver may let through now."""
        if self.past is not None:
            return []
        numbers = {RULES[each.refusal.rule].article for each in self.blocked}
        return [article(number) for number in sorted(numbers)]

    @cached_property
    def _shown(self):
        if self.narrowed is None:
            return self.entries
        return tuple(entry for entry in self.entries if entry.has(self.narrowed))

    @property
    def articles(self):
        """The articles that are shown, with their rules."""
        return [self._article(entry) for entry in self._shown]

    def _article(self, entry):
        lines = [line for line in entry.lines if self.narrowed is None or line.has(self.narrowed)]
        rows = [(line.status, self._row(line)) for line in lines]
        return ArticleRow(
            number=entry.article.number,
            label=entry.article.label,
            subject=entry.article.subject,
            text=entry.article.reads_as,
            url=article_url(entry.article.number),
            badge=state_badge(entry.status),
            rules=tuple(row for status, row in rows if status is not Status.NA),
            idle=tuple(row for status, row in rows if status is Status.NA),
            open=any(row.open for _status, row in rows),
            folded=entry.is_idle or entry.status is None,
        )

    def _row(self, line):
        answer = line.answer
        findings = [self._finding(line, each) for each in line.findings if each.status in TOLD]
        quiet = [self._finding(line, each) for each in line.findings if each.status not in TOLD]
        if not findings and len(quiet) == 1:
            findings, quiet = quiet, []
        reasons = {each.reason for each in (*findings, *quiet)}
        return RuleRow(
            rule=answer.rule,
            title=say(answer.title),
            badge=badge_of(line.status),
            open=line.status in OPEN and line.told_at is None,
            findings=tuple(findings[:MOST]) or self._nothing(line),
            quiet=tuple(quiet[:MOST]),
            more=max(0, len(findings) - MOST) + max(0, len(quiet) - MOST),
            see=self._see(line),
            given=self._told_beside(answer.rule) if line.told_at is None else (),
            releases=self._releases(answer.rule, reasons) if line.told_at is None else (),
        )

    @cached_property
    def _then(self):
        """The case as it stood at the moment that was asked for, of what may be viewed."""
        seen = self.inside.seen
        return seen if self.past is None else as_of(seen, self.past)

    def _told_beside(self, rule):
        """What is told beside a rule's answer: how it was set aside, how its deadline was moved."""
        return (*self._given(rule), *self._moved(rule))

    def _moved(self, rule):
        """Deadlines that a correction of the calendar or of a number has moved, as they were."""
        seen = {"", *(record.uid for record in self.inside.seen.records)}
        return tuple(
            Given(
                said=_(
                    "原期限：${old}。${at}${why}，期限改为${new}。",
                    mapping={
                        "old": day_or_moment(parse_moment(each.old)),
                        "new": day_or_moment(parse_moment(each.new)),
                        "at": when(each.at),
                        "why": each.why,
                    },
                ),
                links=self.links([each.subject]),
            )
            for each in state_of(self.context).moved
            if each.rule == rule and each.subject in seen and each.at <= self.moment
        )

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

    def _see(self, line):
        if line.told_at is None:
            return None
        here = "" if self.narrowed is None else self.address()
        label = article(line.told_at).label
        return Link(title=label, url=f"{here}#article-{line.told_at}")

    @staticmethod
    def _nothing(line):
        """What a rule says that has found nothing to judge."""
        if line.told_at is not None or line.answer.findings:
            return ()
        return (FindingRow(reason=say(RULES[line.answer.rule].nothing)),)

    def _finding(self, line, finding):
        way = None
        if self.past is None and (finding.status in OPEN or self._waits(finding)):
            way = self.doors.address(mend(line.answer.rule, self.inside.seen, finding))
        runs = finding.due is not None and finding.status in TOLD and not finding.late
        return FindingRow(
            reason=say(finding.reason),
            due=day_or_moment(finding.due) if finding.due else "",
            left=say(remaining(finding.due, self.moment, self.inside.office.calendar))
            if runs
            else "",
            overdue=runs and is_overdue(finding.due, self.moment),
            links=self.links_of(finding),
            mend=way or "",
            badge=None if finding.status is line.status else badge_of(finding.status),
        )

    @staticmethod
    def _waits(finding):
        """Whether something can be done about what is not due yet: it is about one record."""
        return finding.status is Status.PENDING and bool(finding.subject)


class TimelinePage(CasePage):
    """时间轴: every event of the case in order, as a picture and by day in words."""

    tab = "@@case-timeline"
    part = "timeline"

    #: events whose actor is a username; who signs is named in the event's title
    BY_USERS = ("transition", "opened", "override")

    @cached_property
    def events(self):
        return events_of(self.inside.seen, self.inside.records)

    @property
    def picture(self):
        """The events with the open deadlines; None where nothing has happened yet."""
        if not self.events and not self.open_deadlines:
            return None
        return drawn(self.inside, self.events, self.open_deadlines)

    @property
    def days(self):
        return [
            {
                "id": f"day-{day.isoformat()}",
                "day": day_in_words(day),
                "events": [self._event(each) for each in held],
            }
            for day, held in groupby(self.events, key=lambda event: day_of(event.at))
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
