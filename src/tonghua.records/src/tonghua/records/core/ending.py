"""How a case ended (结案), and that it did not where it was taken up again."""

from __future__ import annotations

from tonghua.records.core.facts import CaseFacts, Closing

#: the step by which a closed case is taken up again
REOPEN = "return_to_enforcement"


def closings(case: CaseFacts) -> tuple[Closing, ...]:
    """The approved closing forms (结案审批表), without those from before the case was reopened."""
    again = max((step.at for step in case.history if step.transition == REOPEN), default=None)
    return tuple(
        each
        for each in case.standing(Closing)
        if each.is_final
        and (again is None or each.finalized_at is None or each.finalized_at > again)
    )
