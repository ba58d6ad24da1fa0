"""What guards a record and a case, and what their steps bring about.

Guards live here and not in a button, so that a form, a bulk action, REST and WebDAV meet the same.
"""

import transaction
from Acquisition import aq_base
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from zc.relation.interfaces import ICatalog
from zope.component import queryUtility
from zope.container.interfaces import IContainerModifiedEvent
from zope.intid.interfaces import IIntIds

from tonghua.records import _
from tonghua.records.approval.chain import opinions_of, write_approval
from tonghua.records.approval.overrides import conflict_of, is_set_aside
from tonghua.records.cases.numbering import number_case, number_record
from tonghua.records.core.facts import Step
from tonghua.records.core.gates import is_guarded, judge
from tonghua.records.core.rules.filing import filed_at
from tonghua.records.core.workflows import workflow_of
from tonghua.records.custody.confidentiality import case_of, is_settled
from tonghua.records.i18n import message
from tonghua.records.interfaces import (
    ICase,
    IConfidential,
    IFactsSource,
    IFinalizable,
    IPrintsPapers,
    IRecordContent,
)
from tonghua.records.moments import now, to_office
from tonghua.records.office import office
from tonghua.records.papers.issued import issues_of
from tonghua.records.papers.templates import template_for
from tonghua.records.papers.values import printed_paper
from tonghua.records.papers.versions import has_changed, make_version, versions_of
from tonghua.records.records.corrections import check_correction, has_successor, supersede_old
from tonghua.records.refusals import Conflict, final_is_final
from tonghua.records.signing.standing import outdated, settle

DRAFTS = (None, "draft", "in_review", "in_approval")
#: the steps on the way to a final record
TO_FINAL = ("finalize", "submit", "approve")
#: the rules that ask who has signed
ABOUT_SIGNATURES = ("OFF-3", "DOC-SIG")


def before_transition(item, event):
    """Ask what is missing and the blocking rules before anything is written; raises Conflict."""
    workflow = workflow_of(item.portal_type)
    if event.transition is None or workflow is None or event.workflow.getId() != workflow.id:
        return
    transition = event.transition.getId()
    comment = (event.kwargs.get("comment") or "").strip()
    if transition in workflow.with_reason and not comment:
        raise Conflict(_("第三十一条：请写明退回或者作废的理由。"), article=31)
    if transition == "supersede" and not has_successor(item):
        raise Conflict(
            _("第三十条：更正要有一份写明更正对象的新记录。请先新建更正记录并定稿。"), article=30
        )
    if transition in TO_FINAL and IFinalizable.providedBy(item):
        check_correction(item)
    case = case_of(item)
    # what lies in no case, as a supervision order, has no rule of a case
    if case is None or not is_guarded(item.portal_type, transition):
        return
    moment = now()
    refusal = judge(
        IFactsSource(case).facts(),
        office(),
        moment,
        IUUID(item),
        Step(
            transition=transition,
            actor=api.user.get_current().getId() or "",
            at=moment,
            comment=comment,
        ),
    )
    if refusal:
        raise conflict_of(case, refusal, _in_words(item, refusal))


def _in_words(item, refusal):
    """What the rule says, and that who signed before the last change signs again."""
    said = message(refusal.message)
    if refusal.rule in ABOUT_SIGNATURES and IRecordContent.providedBy(item) and outdated(item):
        return _(
            "${reason}签名以后内容又有修改的，原来的签名不再有效，请重新签名。",
            mapping={"reason": said},
        )
    return said


def before_move(item, event):
    """What lies in a case stays in it, under the address that it was served and cited by."""
    old, new = event.oldParent, event.newParent
    if event.object is not item or None in (old, new):
        return
    if aq_base(old) is not aq_base(new):
        raise Conflict(_("第二十六条：案卷材料不能移到别处。请在应归的案件中新建。"), article=26)
    if IConfidential.providedBy(item) and is_settled(item):
        raise Conflict(
            _("第三十条：已经立案、送审或者定稿的，不得改动地址。需要改名的，请修改题名。"),
            article=30,
        )


def on_modified(record, event):
    """A final record never changes, also where an edit came past the permissions."""
    if IContainerModifiedEvent.providedBy(event):
        return
    changed = {name for each in event.descriptions for name in getattr(each, "attributes", ())}
    if changed and api.content.get_state(record, default=None) not in (None, "draft"):
        raise final_is_final()


def after_record_transition(record, event):
    """What going to others brings: a paper to read; and becoming final: number, Approval, paper.

    A step that is refused here has been written already. Some callers (bulk actions, content
    rules) go on in spite of it: this transaction must not be committed any more.
    """
    if event.transition is None:
        return
    try:
        _bring_about(record, event.transition.getId())
    except Conflict:
        transaction.doom()
        raise


def _bring_about(record, transition):
    if transition == "submit":
        _make_draft_paper(record)
    if transition not in ("approve", "finalize"):
        return
    settle(record)
    if record.portal_type == "Decision" and record.decided_at is None:
        record.decided_at = now()
    number_record(record, at=transition)
    if transition == "approve":
        if record.portal_type == "Filing":
            open_case(case_of(record))
        if record.portal_type != "Approval":
            write_approval(record)
        else:
            _keep_opinions(record)
    supersede_old(record)
    _make_final_paper(record)


def _make_draft_paper(record):
    """What the reviewer and the approver read: the paper as it stands, unless it is made already.

    A paper without a template is asked for when it becomes final.
    """
    paper = printed_paper(record)
    if paper is None or template_for(paper.key) is None:
        return
    versions = versions_of(record)
    if not versions or versions[-1].pdf is None or has_changed(record, versions[-1]):
        make_version(record)


def _make_final_paper(record):
    """The final version; a paper that nobody signs may wait until the office has its template."""
    paper = printed_paper(record)
    if paper is not None and (paper.places or template_for(paper.key) is not None):
        make_version(record)


def after_case_transition(case, event):
    """Filing gives the number; the approval of the filing has set, or sets, the opening."""
    if event.transition is None:
        return
    transition = event.transition.getId()
    if transition == "file":
        number_case(case)
        open_case(case)
    elif transition == "close":
        case.closed_at = now()
    case.reindexObject(idxs=["SearchableText", "number"])


def open_case(case):
    """立案日: the moment at which the filing (立案审批表) was approved; set once."""
    if case.opened_at:
        return
    filed = filed_at(IFactsSource(case).facts())
    if filed:
        case.opened_at = to_office(filed)


def before_removal(item, event):
    """A final record, and what one names, is never deleted; nor is a case that holds one."""
    if IPloneSiteRoot.providedBy(event.object):
        return
    if IFinalizable.providedBy(item) and api.content.get_state(item, default=None) not in DRAFTS:
        raise final_is_final()
    if ICase.providedBy(item) and item.number:
        raise final_is_final()
    if IPrintsPapers.providedBy(item) and issues_of(item):
        raise Conflict(
            _("第三十条：记录的文书已经出具，不能删除。不再使用的，请定稿以后作废，写明理由。"),
            article=30,
        )
    if is_set_aside(item):
        raise Conflict(
            _(
                "第三十条：批准人对它作过例外放行，理由应当保存，不能删除。不再使用的，请定稿以后作废。"
            ),
            article=30,
        )
    if event.object is item and _named_by_final(item):
        raise Conflict(
            _("第三十条：已定稿的记录或者已立案的案件提到了它，不能删除。不再使用的，请停用。"),
            article=30,
        )


def _keep_opinions(record):
    said = opinions_of(record)
    record.reviewer_opinion = said["reviewer"]["opinion"]
    record.approver_opinion = said["approver"]["opinion"]


def _named_by_final(item):
    """Whether a final record or a filed case, whose papers print what it names, names the item."""
    intids, relations = queryUtility(IIntIds), queryUtility(ICatalog)
    number = intids.queryId(item) if intids else None
    if number is None or relations is None:
        return False
    for relation in relations.findRelations({"to_id": number}):
        source = relation.from_object
        if IRecordContent.providedBy(source):
            if api.content.get_state(source, default=None) not in DRAFTS:
                return True
        elif ICase.providedBy(source) and is_settled(source):
            return True
    return False
