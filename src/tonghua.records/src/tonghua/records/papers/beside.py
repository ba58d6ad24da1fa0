"""附随文书: the papers that an item prints beside its own, and giving them out (出具)."""

from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records import _
from tonghua.records.approval.overrides import conflict_of
from tonghua.records.cases.numbering import chosen_by, next_number
from tonghua.records.core.articles import article
from tonghua.records.core.issuing import judge_issue, rules_before
from tonghua.records.core.papers import papers_beside
from tonghua.records.core.workflows import APPROVED_TYPES
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.i18n import in_chinese
from tonghua.records.interfaces import IFactsSource, IRecordContent
from tonghua.records.lists.touched import touch
from tonghua.records.moments import now
from tonghua.records.office import office
from tonghua.records.papers.issued import Issue, issues_of, keep, last_issue
from tonghua.records.papers.values import printed_paper
from tonghua.records.papers.versions import make_version, printed_values, versions_of
from tonghua.records.refusals import Conflict


def offered(item):
    """The papers beside its own that an item's values allow now, in the catalogue's order."""
    values = chosen_by(item)
    return tuple(each for each in papers_beside(item.portal_type) if each.fits(values))


def named_paper(item, key):
    """An item's own paper or one beside it, by its key. Raises Conflict where it is not made."""
    own = printed_paper(item)
    return own if own is not None and own.key == key else beside_paper(item, key)


def beside_paper(item, key):
    """The paper of this key beside an item's own. Raises Conflict where it is not to be made."""
    known = {each.key: each for each in papers_beside(item.portal_type)}
    if key not in known:
        raise Conflict(_("第三条：这份记录没有这种文书。请从“附随文书”中选择。"), article=3)
    if known[key] not in offered(item):
        raise Conflict(
            _(
                "${article}：记录中还没有《${paper}》要写的内容，不能生成。请先填写后再生成。",
                mapping={
                    "article": _(article(known[key].articles[0]).label),
                    "paper": in_chinese(known[key].title),
                },
            ),
            article=known[key].articles[0],
        )
    return known[key]


def issue(item, key, reason=""):
    """出具: number a paper beside the record's own and make the version that goes out.

    A second issue asks for its reason and takes the next number. Raises Conflict where the paper
    is not one to issue, the record is set aside, or nothing has changed since.
    """
    paper = beside_paper(item, key)
    if not paper.issued:
        raise Conflict(_("第三条：这种文书不需要出具，生成即可。"), article=3)
    if api.content.get_state(item, default="") in ("superseded", "void"):
        raise Conflict(
            _("第三十条：已被更正或者作废的记录不能再出具文书。请在更正后的记录上办理。"),
            article=30,
        )
    _refuse_unapproved(item, paper)
    _refuse_by_rules(item, paper)
    before = issues_of(item, key)
    if before:
        if not _has_changed(item, paper, before[-1]):
            raise _said_already(paper, before[-1])
        if not (reason or "").strip():
            raise _wants_reason(paper, before[-1])
    made = Issue(
        _number(item, paper, first=not before),
        now(),
        api.user.get_current().getId(),
        (reason or "").strip(),
    )
    version = make_version(item, paper=paper, issue=made)
    made.version = version.number
    keep(item, key, made)
    item.reindexObject(idxs=["SearchableText", "number", "modified"])
    if IRecordContent.providedBy(item):
        touch(item)
    return version


def make(item, key, formats=("docx", "pdf")):
    """生成: the next version of an item's own paper or of one beside it; None without a key's paper.

    What was given out is made anew as it went out, with the signatures since; Conflict where its
    content has changed.
    """
    paper = named_paper(item, key) if key else None
    last = last_issue(item, paper.key) if paper is not None and paper.issued else None
    if last is not None and _has_changed(item, paper, last):
        raise _wants_reason(paper, last)
    return make_version(item, formats, paper=paper)


def _has_changed(item, paper, last):
    """Whether an item says something else now than when a paper was given out last."""
    printed = next(each for each in versions_of(item, paper.key) if each.number == last.version)
    return not printed.says(printed_values(item, paper, last))


def _said_already(paper, last):
    return Conflict(
        _(
            "第三十条：《${paper}》${number}已经出具，内容没有变化，不必再次出具。",
            mapping={"paper": in_chinese(paper.title), "number": last.number},
        ),
        article=30,
    )


def _wants_reason(paper, last):
    return Conflict(
        _(
            "第三十条：《${paper}》${number}已经出具。内容有变化的，写明重新出具的理由。",
            mapping={"paper": in_chinese(paper.title), "number": last.number},
        ),
        article=30,
    )


def _refuse_unapproved(item, paper):
    """What a chain approves goes out once it is approved."""
    if item.portal_type in APPROVED_TYPES and api.content.get_state(item) != "final":
        raise Conflict(
            _(
                "第三十一条：《${record}》还没有批准，不能出具《${paper}》。请先提交审核、批准。",
                mapping={"record": item.Title(), "paper": in_chinese(paper.title)},
            ),
            article=31,
        )


def _refuse_by_rules(item, paper):
    """Ask the rules that guard giving a paper out (``core.issuing``)."""
    case = case_of(item)
    if case is None or not rules_before(paper.key):
        return
    refusal = judge_issue(
        IFactsSource(case).facts(),
        office(),
        now(),
        IUUID(item),
        paper.key,
        api.user.get_current().getId() or "",
    )
    if refusal:
        raise conflict_of(case, refusal)


def _number(item, paper, first):
    """The number of the next issue; the record's own where the paper is what it is numbered by."""
    if first and paper.numbers and item.number:
        return item.number
    number = next_number(paper.number_class)
    if number is None:
        raise Conflict(
            _(
                "第十八条：机关设置中还没有“${kind}”的文号格式，不能出具《${paper}》。"
                "请系统管理员先补充文号格式。",
                mapping={"kind": paper.number_class, "paper": in_chinese(paper.title)},
            ),
            article=18,
        )
    if paper.numbers and not item.number:
        item.number = number
    return number
