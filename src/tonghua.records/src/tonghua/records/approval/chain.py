"""The chain of handler, reviewer and approver (承办人—审核人—批准人, article 31)."""

from plone.dexterity.utils import addContentToContainer, createContent
from plone.uuid.interfaces import IUUID

from tonghua.records import _
from tonghua.records.core.rules.approval import last_round
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.i18n import in_chinese
from tonghua.records.interfaces import IFactsSource
from tonghua.records.moments import to_office
from tonghua.records.people import fullname
from tonghua.records.records.histories import write_history

#: step of the chain → whose it is
PARTS = {"submit": "handler", "endorse": "reviewer", "approve": "approver"}


def opinions_of(record):
    """Opinion, name and moment of handler, reviewer and approver in the chain's last round.

    ``{"handler": {"opinion", "name", "at"}, …}``; empty texts for steps not yet taken.
    """
    found = {part: {"opinion": "", "name": "", "at": ""} for part in PARTS.values()}
    for step in last_round(IFactsSource(record).facts()):
        found[PARTS[step.transition]] = {
            "opinion": step.comment,
            "name": fullname(step.actor),
            "at": step.at.isoformat(),
        }
    return found


def write_approval(record):
    """Write the Approval record (内部审批表) of a record whose chain has come to its end.

    It is final from birth and carries the chain's own steps. Returns it.
    """
    said = opinions_of(record)
    steps = last_round(IFactsSource(record).facts())
    title = in_chinese(_("内部审批表：${record}", mapping={"record": record.title}))
    approval = createContent(
        "Approval",
        title=title,
        matter=record.title,
        handler_opinion=said["handler"]["opinion"],
        reviewer_opinion=said["reviewer"]["opinion"],
        approver_opinion=said["approver"]["opinion"],
        confidentiality=record.confidentiality,
        occurred_start=to_office(steps[0].at),
        occurred_end=to_office(steps[-1].at),
        officers=[],
        parties=[],
    )
    approval.chain_of = IUUID(record)
    write_history(approval, steps)
    return addContentToContainer(case_of(record), approval, checkConstraints=False)
