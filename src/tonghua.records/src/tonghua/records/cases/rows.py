"""A record as one row of its case: what, when, number, state, signatures, papers, recordings."""

from dataclasses import dataclass

from tonghua.records import _
from tonghua.records.cases.next_steps import named
from tonghua.records.cases.stages import APPROVALS, STAGES
from tonghua.records.core import confidentiality as levels
from tonghua.records.core.acts import WRITTEN_BY, Part
from tonghua.records.core.facts import AudioVisual
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.signing import place_states
from tonghua.records.core.vocabularies import label
from tonghua.records.display import Link, when
from tonghua.records.i18n import say
from tonghua.records.pages import Badge, badge_of_level, badge_of_state, late_badge
from tonghua.records.papers.batch.choose import has_paper
from tonghua.records.papers.versions import FAILED, versions_of
from tonghua.records.people import fullname
from tonghua.records.records.corrections import TAKEN
from tonghua.records.records.notes import Note

#: characters of a reason that a row quotes; the record's own page has all of it
REASON = 60

#: where the reason and the way out stand on the record's own page
NO_PDF = _("PDF 转换失败")

#: state → with whom a record is; a draft is with whoever writes it
WITH = {"in_review": Part.REVIEWER, "in_approval": Part.APPROVER}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a clerk asks of a record; ``signatures`` is done/needed, empty where none is asked.

    ``holder`` is who has it now, ``struck`` whether it no longer speaks for the case;
    ``corrections`` say what corrects it, what it corrects, and why it was entered late; ``tick`` is
    its uid where it may be chosen for a batch of papers.
    """

    title: str
    url: str
    kind: str
    when: str
    number: str
    badges: tuple[Badge, ...]
    signatures: str
    signed: bool
    papers: tuple[Link, ...]
    recordings: int
    holder: str
    struck: bool
    corrections: tuple[Note, ...]
    tick: str = ""


class Rows:
    """The rows of what a person may view in a case; words and names are found once."""

    def __init__(self, inside, ticked=False):
        self.inside = inside
        self.ticked = ticked
        self.case_level = inside.case.confidentiality or levels.DEFAULT
        self.recordings = recordings_by_record(inside.seen)
        self._kinds, self._states, self._levels, self._holders = {}, {}, {}, {}

    def groups(self):
        """The rows by stage, the newest stage first, each in the order of time.

        Stages without a record are left out; internal approvals come last.
        """
        by_type = {}
        for record in sorted(self.inside.seen.records, key=time_of):
            by_type.setdefault(record.type, []).append(record)
        found = []
        for name, types in reversed(STAGES):
            held = [record for each in types for record in by_type.get(each, ())]
            if len(types) > 1:
                held.sort(key=time_of)
            if held:
                found.append({"name": name, "rows": [self.row(record) for record in held]})
        found.sort(key=lambda group: group["name"] == APPROVALS)
        return found

    def row(self, facts):
        inside = self.inside
        item = inside.records[facts.uid]
        url = inside.address(item)
        done, needed = signatures_of(inside.seen, facts, inside.at)
        moment = time_of(facts)
        return Row(
            title=facts.title,
            url=url,
            kind=self._known(self._kinds, facts.type, kind_title),
            when=when(moment),
            number=facts.number,
            badges=tuple(self._badges(facts)),
            signatures=f"{done}/{needed}" if needed else "",
            signed=done == needed,
            papers=papers_of(item, url),
            recordings=self.recordings.get(facts.uid, 0),
            holder=self._known(self._holders, (facts.state, facts.type), self._holder),
            struck=facts.state in SET_ASIDE,
            corrections=tuple(corrections_in(inside, facts)),
            tick=facts.uid if self.ticked and has_paper(facts.type) else "",
        )

    def _badges(self, facts):
        """The state; 补录; the level only where it is not the case's own everyday one."""
        yield self._known(self._states, facts.state, badge_of_state)
        if facts.backfilled:
            yield self._known(self._states, "backfilled", lambda _state: late_badge())
        level = levels.effective(self.case_level, facts.confidentiality)
        if level not in (self.case_level, levels.DEFAULT) or level in levels.LEVELS[2:]:
            yield self._known(self._levels, level, badge_of_level)

    def _holder(self, key):
        state, portal_type = key
        if state == "draft":
            part = WRITTEN_BY.get(portal_type, Part.HANDLER)
        elif state in WITH:
            part = WITH[state]
        else:
            return ""
        return "、".join(map(fullname, named(self.inside.case, part)))

    @staticmethod
    def _known(table, key, find):
        if key not in table:
            table[key] = find(key)
        return table[key]


def corrections_in(inside, facts):
    """Old and new, one beside the other (更正, article 30), and why it was entered late (5)."""
    for new in inside.corrected_by.get(facts.uid, ()):
        if new.state in TAKEN:
            yield Note(text=_("已由新记录更正："), link=_link(inside, new))
        elif facts.is_final:
            yield Note(text=_("正在更正："), link=_link(inside, new))
    old = inside.seen.record(facts.supersedes)
    if old is not None:
        yield Note(
            text=_("更正："),
            link=_link(inside, old),
            struck=old.state in SET_ASIDE,
            more=_short(facts.body),
        )
    if facts.backfilled and facts.backfill_reason:
        yield Note(text=_("补录原因："), more=_short(facts.backfill_reason))


def _link(inside, facts):
    return Link(title=facts.title, url=inside.address(inside.records[facts.uid]))


def _short(words):
    words = " ".join(words.split())
    return words if len(words) <= REASON else f"{words[:REASON]}…"


def kind_title(portal_type):
    return say(label("types", portal_type))


def recordings_by_record(seen):
    """uid of a record → how many of the recordings that may be seen are about it."""
    counts = {}
    for record in seen.standing(AudioVisual):
        if record.media:
            for uid in record.about:
                counts[uid] = counts.get(uid, 0) + 1
    return counts


def time_of(facts):
    """When it happened, else when it was made."""
    return getattr(facts, "captured_start", None) or facts.occurred_start or facts.created


def papers_of(item, url):
    """The newest version of a record's paper: its formats that there are, or that one failed."""
    versions = versions_of(item)
    if not versions:
        return ()
    newest = versions[-1]
    links = [Link(title="DOCX", url=f"{url}/@@paper/{newest.number}/docx")]
    if newest.pdf is not None:
        links.append(Link(title="PDF", url=f"{url}/@@paper/{newest.number}/pdf"))
    elif newest.pdf_state == FAILED:
        links.append(Link(title=say(NO_PDF), url=url))
    return tuple(links)


def signatures_of(case, facts, at):
    """(how many of the signatures asked on the paper stand, how many are asked)."""
    states = place_states(case, facts, at)
    needed = sum(state.place.count for state in states)
    return needed - sum(state.missing for state in states), needed
