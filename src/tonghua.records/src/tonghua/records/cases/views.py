"""The page of a case with its records, and the page of a party or an entry of a register."""

from Acquisition import aq_inner, aq_parent

from tonghua.records.cases.page import CasePage
from tonghua.records.cases.rows import Rows
from tonghua.records.display import link_to
from tonghua.records.pages import FieldsView
from tonghua.records.papers.batch.choose import may_choose


class EntryView(FieldsView):
    """A party, or an entry of a register."""

    @property
    def up(self):
        """The case or register that it lies in."""
        return link_to(aq_parent(aq_inner(self.context)))


class CaseView(CasePage):
    """案件: what it is, where it stands, its records, and what the ordinance asks of it."""

    @property
    def groups_of_records(self):
        """The records that this person may view, by stage and then by time."""
        return Rows(self.inside, ticked=may_choose(self.context)).groups()

    def may_tick(self, groups):
        """Whether there is a record to choose for a batch of papers."""
        return any(row.tick for group in groups for row in group["rows"])
