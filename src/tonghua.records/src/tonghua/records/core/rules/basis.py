"""Legal basis and competence (articles 1, 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts import BasisFacts, CaseFacts, Decision
from tonghua.records.core.office import Office
from tonghua.records.core.rules.registry import (
    Finding,
    Status,
    about,
    not_known,
    of_case,
    rule,
    status_of_lack,
)
from tonghua.records.core.text import _, join
from tonghua.records.core.vocabularies import label

PENALTIES = frozenset({"penalty", "summary_penalty"})


@rule(
    "AUTH-1",
    article=1,
    title=_("执法依据有效，处罚种类有依据"),
    nothing=_("投诉举报不适用本项。"),
    blocking=True,
)
def authority(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """执法依据 (AUTH-1): the case has a basis in force, and each penalty kind one of our own."""
    if case.type == "Complaint":
        return
    day = day_of(_begun_at(case) or at)
    if case.bases_on(day):
        yield of_case(Status.PASS, _("案件有现行有效的执法依据。"))
    else:
        yield of_case(
            Status.FAIL,
            _("第一条：案件在${day}没有有效的执法依据。请在案件中选择有效依据。", day=say_day(day)),
        )
    for decision in case.standing(Decision):
        yield _decision(case, decision, at)


def _begun_at(case: CaseFacts) -> datetime | None:
    """When the case began: its opening, else its first step; a basis repealed since then held."""
    return case.opened_at or min((step.at for step in case.history), default=None)


def _decision(case: CaseFacts, decision: Decision, at: datetime) -> Finding:
    """What a decision may rest on; a basis counts as it was on the decision's day."""
    lacking = status_of_lack(decision)
    day = day_of(decision.decided_at or decision.finalized_at or at)
    if not case.bases_on(day):
        reason = _(
            "第一条：案件在${day}没有有效的执法依据，不得作出决定。请在案件中选择有效依据。",
            day=say_day(day),
        )
        return about(decision.uid, lacking, reason, on=day)
    if not decision.kind:
        return about(decision.uid, not_known(decision), _("决定书没有写明种类，无法判断有无依据。"))
    if decision.kind not in PENALTIES:
        return about(decision.uid, Status.PASS, _("决定有现行有效的执法依据。"))
    return _penalty(decision, case.bases_on(day), lacking)._replace(on=day)


def _penalty(decision: Decision, bases: tuple[BasisFacts, ...], lacking: Status) -> Finding:
    """A penalty wants a basis that gives the power to us, and names each of its kinds."""
    own = [basis for basis in bases if basis.own_power]
    covered = {kind for basis in own for kind in basis.penalty_kinds}
    beyond = [kind for kind in decision.penalty_kinds if kind not in covered]
    if not own:
        reason = _(
            "第一条：本案依据没有授予本机关处罚权，不得作出处罚决定。"
            "请选择授权的依据，或者移送有权机关处理。"
        )
        return about(decision.uid, lacking, reason)
    if beyond:
        reason = _(
            "第一条：本案依据没有规定${kinds}。请选择规定该处罚种类的依据，或者更改处罚种类。",
            kinds=join(label("penalty_kinds", kind) for kind in beyond),
        )
        return about(decision.uid, lacking, reason)
    if not decision.penalty_kinds:
        status = Status.PENDING if decision.is_draft else Status.UNKNOWN
        return about(decision.uid, status, _("决定书没有写明处罚种类，无法判断有无依据。"))
    return about(decision.uid, Status.PASS, _("处罚种类都有有效依据。"))


@rule(
    "SCOPE-1",
    article=2,
    title=_("承办科室具有行政执法权"),
    nothing=_("投诉举报不适用本项。"),
    blocking=True,
)
def competence(case: CaseFacts, office: Office, at: datetime) -> Iterator[Finding]:
    """执法科室 (SCOPE-1): the section in charge is registered as having enforcement power."""
    if case.type == "Complaint":
        return
    if office.sections.get(case.section):
        yield of_case(Status.PASS, _("${section}具有行政执法权。", section=case.section))
    elif not case.section and case.state == "registered":
        yield of_case(Status.PENDING, _("尚未确定承办科室。"))
    elif not case.section:
        yield of_case(Status.FAIL, _("第二条：案件没有承办科室。请选择具有行政执法权的科室。"))
    else:
        yield of_case(
            Status.FAIL,
            _(
                "第二条：${section}没有登记为具有行政执法权的科室。请改由有执法权的科室承办。",
                section=case.section,
            ),
        )
