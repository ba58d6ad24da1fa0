"""Workflow histories that were not lived in this system: an import's, and a chain's own record."""

from DateTime import DateTime
from plone import api

from tonghua.records.core.workflows import workflow_of


def entries(workflow, steps):
    """The status entries that these steps would have left, the first one without an act."""
    state = workflow.initial
    yield _entry(state, None, "", "", steps[0].at)
    for step in steps:
        state = workflow.transitions[step.transition][1]
        yield _entry(state, step.transition, step.actor, step.comment, step.at)


def _entry(state, action, actor, comment, at):
    return {
        "review_state": state,
        "action": action,
        "actor": actor,
        "comments": comment,
        "time": DateTime(at.isoformat()),
    }


def write_history(item, steps):
    """Give a new item the history of these steps and the rights of the state they lead to.

    To be called before the item is added: the workflow tool leaves alone what has a history.
    """
    workflow = workflow_of(item.portal_type)
    if workflow is None or not steps:
        return
    kept = tuple(entries(workflow, steps))
    tool = api.portal.get_tool("portal_workflow")
    for entry in kept:
        tool.setStatusOf(workflow.id, item, entry)
    tool.getWorkflowById(workflow.id).updateRoleMappingsFor(item)
