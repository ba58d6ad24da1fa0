"""What may be done with a record, few and clear: the next step, a signature, and the rest."""

from dataclasses import dataclass

from Acquisition import aq_base, aq_inner, aq_parent
from plone import api

from tonghua.records import _
from tonghua.records.display import Link
from tonghua.records.interfaces import IConfidential, IRecordContent
from tonghua.records.pages import steps_of
from tonghua.records.records.corrections import UNDER_WAY, corrections_of
from tonghua.records.records.later import later_open


@dataclass(frozen=True, kw_only=True)
class Bar:
    """``main`` and ``sign`` are links or None; ``more`` are behind 更多."""

    main: Link | None
    sign: Link | None
    more: tuple[Link, ...]

    @property
    def is_empty(self):
        return not (self.main or self.sign or self.more)


def bar_of(record, places):
    """The bar for this person; ``places`` are those of ``strip``."""
    steps = [step for step in steps_of(record) if may_take(record, step)]
    main = next((step for step in steps if not step.back), None)
    sign = _sign(record)
    wanted = sign is not None and any(not place.is_done for place in places)
    more = [*_others(record), *(step for step in steps if step is not main)]
    if sign is not None and not wanted:
        more.insert(0, sign)
    return Bar(main=main, sign=sign if wanted else None, more=tuple(more))


def _may(record, permission):
    return api.user.has_permission(permission, obj=record)


def _sign(record):
    # what the supervising office orders has no paper to sign
    if not IRecordContent.providedBy(record):
        return None
    if not _may(record, "tonghua.records: Take signatures"):
        return None
    return Link(title=_("签名"), url=f"{record.absolute_url()}/@@sign")


def _others(record):
    """What is no step: editing, what comes later, the level."""
    url = record.absolute_url()
    if _may(record, "Modify portal content"):
        yield Link(title=_("编辑"), url=f"{url}/edit")
    if later_open(record) and _may(record, "tonghua.records: Handle"):
        yield Link(title=_("补写"), url=f"{url}/@@later")
    levelled = IConfidential.providedBy(record)
    if levelled and _may(record, "tonghua.records: Change confidentiality"):
        yield Link(title=_("变更密级"), url=f"{url}/@@change-confidentiality")
    if api.content.get_state(record, default=None) == "draft" and _may(record, "Delete objects"):
        yield Link(title=_("删除草稿"), url=f"{url}/delete_confirmation")


def may_take(record, step):
    """A correction is offered where a new record may be made, and not of what a chain wrote."""
    if step.note != "supersede":
        return True
    if getattr(aq_base(record), "chain_of", None):
        return False
    # one correction at a time: the one that is begun is linked above
    if any(api.content.get_state(each) in UNDER_WAY for each in corrections_of(record)):
        return False
    held = aq_parent(aq_inner(record)).allowedContentTypes()
    return record.portal_type in {each.getId() for each in held}
