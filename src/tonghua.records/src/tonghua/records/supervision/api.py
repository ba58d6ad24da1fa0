"""GET @compliance and @timeline of a case, @supervision of the site."""

from plone import api
from plone.restapi.services import Service
from plone.uuid.interfaces import IUUID
from zExceptions import BadRequest, Unauthorized

from tonghua.records import _
from tonghua.records.cases.next_steps import seen_facts
from tonghua.records.custody.guard import AnswersUnviewed
from tonghua.records.i18n import say
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.moments import now, parse
from tonghua.records.supervision.board import answer, asked
from tonghua.records.supervision.checks import sampled
from tonghua.records.supervision.compliance import compliance
from tonghua.records.supervision.events import events_of


def moment_of(request):
    """The ``at`` of a query: office time without offset, a space for ``+``; now without ``at``."""
    given = request.form.get("at")
    if given is None:
        return now()
    try:
        return parse(str(given).strip().replace(" ", "+"))
    except ValueError:
        raise BadRequest(
            _("时间“${at}”写法不对，应当写作 2026-03-06T10:00:00+08:00。", mapping={"at": given})
        ) from None


class ComplianceGet(AnswersUnviewed, Service):
    """Every rule's answer; the Supervisor (监督员) asks it also of cases that he may not view."""

    def reply(self):
        case = self.context
        seen = api.user.has_permission("View", obj=case)
        if not seen and "Supervisor" not in api.user.get_roles(obj=case):
            raise Unauthorized()
        answer = compliance(case, moment_of(self.request))
        return {"@id": f"{case.absolute_url()}/@compliance", **answer} if seen else answer


class TimelineGet(Service):
    """Every event of the case, of the records that the reader may view."""

    def reply(self):
        case = self.context
        items = {
            IUUID(item): item
            for item in case.objectValues()
            if IRecordContent.providedBy(item) and api.user.has_permission("View", obj=item)
        }
        seen = seen_facts(IFactsSource(case).facts(), items)
        return {
            "@id": f"{case.absolute_url()}/@timeline",
            "items": [
                {
                    "at": event.at.isoformat(),
                    "kind": event.kind,
                    "actor": event.actor,
                    "title": say(event.title),
                    "record": items[event.record].absolute_url() if event.record else None,
                }
                for event in events_of(seen, items)
            ],
        }


class SupervisionGet(Service):
    """The figures that the dashboard draws (articles 6, 30): names, numbers and rates alone."""

    def reply(self):
        url = f"{self.context.absolute_url()}/@supervision"
        question = asked(self.request.form)
        return {
            "@id": url,
            "made_at": now().isoformat(),
            **answer(question).as_json(say),
            "sampled": sampled(question).as_json(),
        }
