"""POST and GET @override: set a rule aside for one act (例外放行), and what was set aside."""

from plone.restapi.services import Service
from plone.uuid.interfaces import IUUID
from zExceptions import BadRequest

from tonghua.records import _
from tonghua.records.approval.overrides import override
from tonghua.records.approval.store import stored
from tonghua.records.core.clock import in_office
from tonghua.records.core.overrides import is_act
from tonghua.records.core.rules import RULES
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.display import may_view
from tonghua.records.interfaces import IRecordContent
from tonghua.records.rest.references import resolve
from tonghua.records.services import allow_write, body_of, words_of


class OverridePost(Service):
    """``{"rule", "record", "transition", "reason"}`` → 201 with the override.

    ``record`` names a record of the case; without it the act is one of the case itself. A paper
    that is given out is named ``issue:KEY`` as transition.
    """

    def reply(self):
        allow_write(self.request)
        body = body_of(self.request)
        rule, transition = words_of(body, "rule"), words_of(body, "transition")
        if rule not in RULES:
            raise BadRequest(_("没有编号为“${rule}”的规则。请核对。", mapping={"rule": rule}))
        if not is_act(transition):
            raise BadRequest(
                _("没有“${step}”这一步。请在 transition 中写明步骤。", mapping={"step": transition})
            )
        subject = self._record(body.get("record"))
        given = override(self.context, rule, subject, transition, words_of(body, "reason"))
        self.request.response.setStatus(201)
        return as_json(given, _items(self.context))

    def _record(self, value):
        """The uid of the record named, "" where none is. Raises BadRequest for any other."""
        if value in (None, ""):
            return ""
        found = resolve(value)
        if IRecordContent.providedBy(found) and _same(case_of(found), self.context):
            return IUUID(found)
        if found is not None and _same(found, self.context):
            return ""
        raise BadRequest(_("record 应当是本案中您有权查看的一份记录。请核对地址。"))


class OverrideGet(Service):
    """Every override of the case, but of records that the reader may not view."""

    def reply(self):
        items = _items(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@override",
            "items": [
                as_json(each, items)
                for each in stored(self.context)
                if not each.subject or each.subject in items
            ],
        }


def as_json(given, items):
    """An override as it is answered; ``items`` are the records that may be viewed, by uid."""
    record = items.get(given.subject)
    return {
        "rule": given.rule,
        "article": RULES[given.rule].article if given.rule in RULES else None,
        "record": record.absolute_url() if record is not None else None,
        "transition": given.transition,
        "by": given.by,
        "at": in_office(given.at).isoformat(),
        "reason": given.reason,
    }


def _items(case):
    return {
        IUUID(item): item
        for item in case.objectValues()
        if IRecordContent.providedBy(item) and may_view(item)
    }


def _same(one, other):
    return one is not None and IUUID(one, None) == IUUID(other)
