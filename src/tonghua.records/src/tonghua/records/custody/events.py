"""Keep permissions in line with what the fields say."""

from zope.container.interfaces import IContainerModifiedEvent

from tonghua.records import _
from tonghua.records.custody.confidentiality import (
    enforce,
    enforce_within,
    is_settled,
    state_of,
    wanted_state,
)
from tonghua.records.interfaces import ICase
from tonghua.records.refusals import Conflict


def on_added(item, event):
    """A new case or record gets the permissions of its level."""
    enforce(item)
    if ICase.providedBy(item):
        item.reindexObjectSecurity()


def on_modified(item, event):
    """A draft's level follows its field; a settled one changes only by ``@confidentiality``."""
    if IContainerModifiedEvent.providedBy(event):
        return
    changed = state_of(item) not in (None, wanted_state(item))
    if changed and is_settled(item):
        raise Conflict(
            _("第二十九条：立案或者定稿以后，变更密级要写明理由。请使用“变更密级”。"), article=29
        )
    if ICase.providedBy(item):
        enforce_within(item)
        item.reindexObjectSecurity()
    elif changed:
        enforce(item)
