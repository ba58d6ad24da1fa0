"""The other pages of a case: 音像、送达、案卷、权限."""

from zope.i18n import translate

from tonghua.records import _
from tonghua.records.cases.next_steps import PART_TITLES, named
from tonghua.records.cases.page import CasePage
from tonghua.records.cases.rows import corrections_in, kind_title, papers_of, time_of
from tonghua.records.core import confidentiality as levels
from tonghua.records.core.acts import Part, add
from tonghua.records.core.clock import say_span
from tonghua.records.core.facts import AudioVisual, DeliveryReceipt, TransferLetter
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.papers import signing_places
from tonghua.records.core.service import served_at, served_on_everyone
from tonghua.records.core.service_words import say_service
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.roles import hearers_of
from tonghua.records.display import Link, day_in_words, link_to, may_view, when
from tonghua.records.i18n import say
from tonghua.records.pages import badge_of_level, badge_of_state, late_badge
from tonghua.records.people import fullname, members

#: so much of a hash tells files apart; the whole stands in its title
SHORT = 12

#: what a level means: who may view what has it (model, Roles)
MEANINGS = {
    levels.PUBLIC: _("公开：按内部管理；依法可以公布的，在文书或者网页上公布。"),
    levels.INTERNAL: _(
        "内部：本案的承办、审核、批准等人员，以及法制审核人员、档案管理员、监督员可以查看。"
    ),
    levels.PRIVACY: _("个人隐私：只有本案的承办、审核、批准等人员可以查看。"),
    levels.BUSINESS_SECRET: _("商业秘密：只有本案的承办、审核、批准等人员可以查看。"),
}
HEARERS_TITLE = _("听证主持人和记录人")
#: groups that view what is internal
READERS = {
    "legal_reviewers": _("法制审核人员"),
    "archivists": _("档案管理员"),
    "supervisors": _("监督员（依法治市办）"),
}


class RecordingsPage(CasePage):
    """音像: every recording with its time, device, hash and what it is about."""

    tab = "@@case-recordings"
    part = "recordings"

    @property
    def recordings(self):
        held = [each for each in self.inside.seen.records if isinstance(each, AudioVisual)]
        return [self._recording(each) for each in sorted(held, key=time_of)]

    def _recording(self, facts):
        item = self.inside.records[facts.uid]
        return {
            "title": facts.title,
            "url": self.inside.address(item),
            "kind": say(label("recording_kind", facts.kind)) if facts.kind else "",
            "when": _span(facts),
            "device": _named(item.device),
            "operator": _named(item.operator),
            "keeper": item.keeper or "",
            "about": self.links(facts.about),
            "hash": facts.sha256[:SHORT],
            "whole_hash": facts.sha256,
            "ingested": when(facts.ingested_at) if facts.ingested_at else "",
            "unsuitable": facts.unsuitable_reason,
            "badge": badge_of_state(facts.state),
            "struck": facts.state in SET_ASIDE,
        }

    @property
    def add_url(self):
        return self.doors.address(add("AudioVisual"))


class ServicePage(CasePage):
    """送达: each paper to be served with its receipts, and the day on which it counts as served."""

    tab = "@@case-service"
    part = "service"

    @property
    def papers(self):
        seen = self.inside.seen
        receipts = sorted(seen.all_of(DeliveryReceipt), key=time_of)
        served = {uid for receipt in receipts for uid in receipt.served}
        papers = [
            record
            for record in seen.records
            if record.uid in served or (record.is_final and _is_received(record))
        ]
        return [
            self._paper(record, [each for each in receipts if record.uid in each.served])
            for record in sorted(papers, key=time_of)
        ]

    @property
    def others(self):
        """Receipts that name no paper that is still here and may be viewed."""
        known = self.inside.records
        return [
            self._receipt(each)
            for each in sorted(self.inside.seen.all_of(DeliveryReceipt), key=time_of)
            if not any(uid in known for uid in each.served)
        ]

    def _paper(self, record, receipts):
        # of several parties the last: until then somebody is still to be served
        served = served_on_everyone(self.inside.seen, record.uid, self.inside.at)
        return {
            "title": record.title,
            "number": record.number,
            "url": self.inside.address(self.inside.records[record.uid]),
            "served": day_in_words(served.day) if served else "",
            "receipts": [self._receipt(each) for each in receipts],
            "add": None
            if served
            else self.doors.address(add("DeliveryReceipt", served=record.uid)),
        }

    def _receipt(self, facts):
        day = served_at(facts, self.inside.at)
        return {
            "title": facts.title,
            "number": facts.number,
            "url": self.inside.address(self.inside.records[facts.uid]),
            "method": say(label("delivery_method", facts.method)) if facts.method else "",
            "outcome": say(label("delivery_outcome", facts.outcome)) if facts.outcome else "",
            "recipient": facts.recipient,
            "day": day_in_words(day) if day else "",
            "sentence": say(say_service(facts, self.inside.at)),
            "badge": badge_of_state(facts.state),
            "struck": facts.state in SET_ASIDE,
        }


class VolumePage(CasePage):
    """案卷: what will be in the volume, in order."""

    tab = "@@case-volume"
    part = "volume"

    @property
    def contents(self):
        seen = self.inside.seen
        kept = [record for record in seen.records if record.type != "Volume"]
        return [self._entry(record) for record in sorted(kept, key=time_of)]

    def _entry(self, facts):
        item = self.inside.records[facts.uid]
        url = self.inside.address(item)
        return {
            "title": facts.title,
            "url": url,
            "kind": kind_title(facts.type),
            "number": facts.number,
            "when": when(time_of(facts)),
            "papers": papers_of(item, url),
            "badge": None if facts.is_final else badge_of_state(facts.state),
            "late": late_badge() if facts.backfilled else None,
            "struck": facts.state in SET_ASIDE,
            "corrections": tuple(corrections_in(self.inside, facts)),
        }


class AccessPage(CasePage):
    """权限: who has which part in the case, what its level means, and what is kept closer."""

    tab = "@@case-access"
    part = "access"

    @property
    def level(self):
        return self.context.confidentiality or levels.DEFAULT

    @property
    def meaning(self):
        return translate(MEANINGS[self.level], context=self.request)

    @property
    def parts(self):
        """(part, names) of everybody whom the case names, and of those who hear it, if any do."""
        named_here = [(PART_TITLES[part], named(self.context, part)) for part in Part]
        if hearers_of(self.context):
            named_here.append((HEARERS_TITLE, hearers_of(self.context)))
        return [
            (translate(title, context=self.request), "、".join(map(fullname, names)))
            for title, names in named_here
        ]

    @property
    def readers(self):
        """(group, names) of those who view what is internal by their office."""
        if levels.rank(self.level) >= levels.rank(levels.PRIVACY):
            return []
        return [
            (translate(title, context=self.request), "、".join(map(fullname, members(group))))
            for group, title in READERS.items()
        ]

    @property
    def closer(self):
        """Records that fewer people may view than the case."""
        found = []
        for record in self.inside.seen.records:
            level = levels.effective(self.level, record.confidentiality)
            if levels.rank(level) > levels.rank(self.level):
                item = self.inside.records[record.uid]
                link = Link(title=record.title, url=self.inside.address(item))
                found.append({"link": link, "badge": badge_of_level(level)})
        return found


def _span(facts):
    start, end = facts.captured_start, facts.captured_end
    if start and end and start <= end:
        return say_span(start, end)
    return when(time_of(facts))


def _named(relation):
    """What a register's entry is called, as a link where this person may view it."""
    target = getattr(relation, "to_object", None)
    if target is None:
        return None
    return link_to(target) if may_view(target) else Link(title=target.Title(), url="")


def _is_received(record):
    """Whether somebody signs for a paper on its receipt, or another body gets it."""
    if isinstance(record, TransferLetter):
        return True
    return any(place.when == "after" for place in signing_places(record))
