"""What guards the supervising office's own records, which no rule of a case judges (6, 30)."""

from zope.component import adapter
from zope.interface import implementer

from tonghua.records.cases.facts import fill, history_of, uid_of
from tonghua.records.core.acts import edit
from tonghua.records.core.clock import in_office
from tonghua.records.core.facts import FACTS_OF_SUPERVISION
from tonghua.records.core.mandatory import lack_of
from tonghua.records.core.workflows import workflow_of
from tonghua.records.i18n import message
from tonghua.records.interfaces import IFactsSource, ISupervisionEntry
from tonghua.records.lists.touched import touch
from tonghua.records.records.corrections import supersede_old
from tonghua.records.records.written_later import written_later
from tonghua.records.refusals import Conflict


@implementer(IFactsSource)
@adapter(ISupervisionEntry)
class EntrySource:
    """The facts of a supervision check or order."""

    def __init__(self, context):
        self.context = context

    def facts(self):
        entry, more = self.context, {}
        if entry.portal_type == "SupervisionOrder":
            written = {each["field"]: in_office(each["at"]) for each in written_later(entry)}
            more = {
                "replied_at": written.get("reply"),
                "rechecked_at": written.get("recheck"),
            }
        return fill(
            FACTS_OF_SUPERVISION[entry.portal_type],
            entry,
            uid=uid_of(entry),
            title=entry.title or "",
            # it counts from its first step: a draft is not given yet
            created=None,
            initial_state=None,
            signatures=(),
            history=history_of(entry),
            **more,
        )


def before_transition(entry, event):
    """Refuse to finalize what says less than articles 6 and 30 ask for; raises Conflict."""
    if event.transition is None or event.workflow.getId() != workflow_of(entry.portal_type).id:
        return
    lack = lack_of(IFactsSource(entry).facts(), event.transition.getId())
    if lack is not None:
        raise Conflict(message(lack.message), article=lack.article, way=edit())


def after_transition(entry, event):
    """What becomes final takes the place of what it corrects; a case learns of its orders."""
    if event.transition is not None and event.transition.getId() == "finalize":
        supersede_old(entry)
    touch(entry)
