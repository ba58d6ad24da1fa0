"""The page of a record (记录): what it says, its papers, its signatures, its way."""

from dataclasses import dataclass

from plone import api
from plone.uuid.interfaces import IUUID

from tonghua.records import _
from tonghua.records.approval.chain import PARTS, opinions_of
from tonghua.records.core.papers import paper_of
from tonghua.records.core.vocabularies import label
from tonghua.records.custody.confidentiality import case_of
from tonghua.records.display import Link, link_to, may_view, when
from tonghua.records.exchange.marks import mark_of
from tonghua.records.i18n import say
from tonghua.records.interfaces import IChainedRecord, IFactsSource, IRecordContent
from tonghua.records.moments import parse
from tonghua.records.pages import FieldsView, Section, history, shown
from tonghua.records.papers.versions import FAILED, versions_of
from tonghua.records.people import fullname
from tonghua.records.records.later import later_schema
from tonghua.records.records.strip import taken, wanted


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One version of the paper as the page lists it."""

    number: int
    title: str
    made: str
    draft: bool
    links: tuple[Link, ...]
    problem: str


class RecordView(FieldsView):
    """记录: its fields on the left; papers, signatures, opinions and history beside them."""

    hidden = (*FieldsView.hidden, "handler_opinion", "reviewer_opinion", "approver_opinion")

    def _update(self):
        super()._update()
        self.case = case_of(self.context)
        self.case_facts = IFactsSource(self.case).facts()
        uid = IUUID(self.context)
        self.facts = next(each for each in self.case_facts.records if each.uid == uid)
        self.paper = paper_of(self.facts)

    @property
    def case_link(self):
        return link_to(self.case)

    def _may(self, permission):
        return api.user.has_permission(permission, obj=self.context)

    @property
    def other_acts(self):
        """What may be done beside the steps: signing, what comes later, the level."""
        url = self.context.absolute_url()
        acts = []
        if self._may("Modify portal content"):
            acts.append(Link(title=_("编辑"), url=f"{url}/edit"))
        if self._may("tonghua.records: Take signatures"):
            acts.append(Link(title=_("签名"), url=f"{url}/@@sign"))
        if self._later_open() and self._may("tonghua.records: Handle"):
            acts.append(Link(title=_("补写"), url=f"{url}/@@later"))
        if self._may("tonghua.records: Change confidentiality"):
            acts.append(Link(title=_("变更密级"), url=f"{url}/@@change-confidentiality"))
        return acts

    def _later_open(self):
        return any(
            getattr(self.context, name, None) in (None, "", [], ())
            for name in later_schema(self.context)
        )

    @property
    def notes(self):
        """What a reader must know before he reads: corrected by what, imported when."""
        found = [
            {"text": _("本记录已被更正，以此为准："), "link": link_to(item), "colour": "warning"}
            for item in self._successors()
        ]
        written = getattr(self.context, "chain_of", None)
        source = api.content.get(UID=written) if written else None
        if source is not None and may_view(source):
            found.append(
                {
                    "text": _("审批流程自动生成，所审批的是："),
                    "link": link_to(source),
                    "colour": "info",
                }
            )
        mark = mark_of(self.context)
        if mark:
            text = _(
                "本记录由${who}于${when}从文件“${file}”导入。",
                mapping={
                    "who": fullname(mark["by"]),
                    "when": when(mark["at"]),
                    "file": mark["file"],
                },
            )
            found.append({"text": text, "link": None, "colour": "light"})
        return found

    def _successors(self):
        if api.content.get_state(self.context) != "superseded":
            return
        uid = IUUID(self.context)
        for item in self.case.objectValues():
            if not IRecordContent.providedBy(item) or not may_view(item):
                continue
            old = getattr(item.supersedes, "to_object", None)
            if old is not None and IUUID(old) == uid:
                yield item

    @property
    def papers(self):
        """The versions of the paper, the newest first."""
        url = self.context.absolute_url()
        rows = []
        for version in reversed(versions_of(self.context)):
            links = [Link(title="DOCX", url=f"{url}/@@paper/{version.number}/docx")]
            if version.pdf is not None:
                links.append(Link(title="PDF", url=f"{url}/@@paper/{version.number}/pdf"))
            rows.append(
                PaperRow(
                    number=version.number,
                    title=version.title,
                    made=f"{when(version.made_at)} {fullname(version.made_by)}",
                    draft=version.draft,
                    links=tuple(links),
                    problem=version.pdf_problem if version.pdf_state == FAILED else "",
                )
            )
        return rows

    @property
    def may_make_paper(self):
        return self.paper is not None and self._may("tonghua.records: Make paper")

    @property
    def signatures(self):
        return taken(self.context)

    @property
    def wanted(self):
        """The signing places with what is still missing, and a button for each who may sign."""
        return wanted(self.context, self.case_facts, self.facts)

    @property
    def may_sign(self):
        return self._may("tonghua.records: Take signatures")

    @property
    def opinions(self):
        """承办人、审核人、批准人: opinion, name and moment, of the steps that were taken."""
        if not IChainedRecord.providedBy(self.context):
            return []
        said = opinions_of(self.context)
        return [
            {
                "part": say(label("capacity", part)),
                "name": said[part]["name"],
                "opinion": said[part]["opinion"],
                "at": when(parse(said[part]["at"])),
            }
            for part in PARTS.values()
            if said[part]["at"]
        ]

    @property
    def draft_opinion(self):
        """The opinion that an approval made by a person proposes, until its chain has spoken."""
        field = self.fields.get("handler_opinion")
        if field is None or self.opinions:
            return []
        row = shown(self.context, field.field, self.request)
        return [] if row.is_empty else [Section(label="", fields=(row,))]

    @property
    def history(self):
        return history(self.context)
