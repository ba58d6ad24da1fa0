"""POST @workflow/TRANSITION for our content: an act, or a refusal that says what to do."""

from plone import api
from plone.restapi.services import Service
from Products.CMFCore.WorkflowCore import WorkflowException
from zExceptions import BadRequest
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse, NotFound

from tonghua.records import _
from tonghua.records.core.rules.approval import CHAIN
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import message, say
from tonghua.records.moments import from_zope
from tonghua.records.refusals import Conflict
from tonghua.records.services import allow_write, body_of, words_of


@implementer(IPublishTraverse)
class WorkflowPost(Service):
    """``{"comment"}`` → the step taken. 409 when a rule forbids it or it is not its turn."""

    transition = None

    def publishTraverse(self, request, name):
        if self.transition is not None:
            raise NotFound(self, name, request)
        self.transition = name
        return self

    def reply(self):
        if self.transition is None:
            raise BadRequest(_("请在地址中写明要办理的步骤。"))
        allow_write(self.request)
        return act(self.context, self.transition, words_of(body_of(self.request), "comment"))


def act(item, transition, comment):
    """Take one step, with an opinion or reason; returns the step as JSON.

    Raises Conflict when a rule forbids the step, or it is not to be had in this state or by
    this person.
    """
    tool = api.portal.get_tool("portal_workflow")
    before = api.content.get_state(item, default="")
    try:
        tool.doActionFor(item, transition, comment=comment)
    except WorkflowException as error:
        raise Conflict(
            _(
                "第三十一条：现在是“${state}”，您不能办理“${step}”。请核对环节，或者由有权的人办理。",
                mapping={
                    "state": message(label("states", before)),
                    "step": message(label("transitions", transition)),
                },
            ),
            rule="APR-1" if transition in CHAIN else "",
            article=31,
        ) from error
    step = tool.getInfoFor(item, "review_history")[-1]
    return {
        "action": step["action"],
        "actor": step["actor"],
        "comments": step["comments"],
        "review_state": step["review_state"],
        "time": from_zope(step["time"]).isoformat(),
        "title": say(label("states", step["review_state"])),
    }
