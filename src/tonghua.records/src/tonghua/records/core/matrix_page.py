"""The matrix of rights as a page (docs/rights.md), for lawyers and administrators, in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tonghua.records.core import confidentiality
from tonghua.records.core.acts import WRITTEN_BY, Part
from tonghua.records.core.matrix import (
    ACTIONS,
    CASE,
    COMPLAINT,
    ENTRY,
    PARTY,
    READING,
    RECORD,
    SUPERVISION,
    Action,
    Profile,
    allowed,
    steps_of,
)
from tonghua.records.core.vocabularies import label

#: role → (its name on the page, who has it)
ROLES = {
    "Case Handler": (
        "承办人",
        "案件“承办人”一栏所列的人，登记案件的人是第一承办人；投诉举报的登记人和审查人",
    ),
    "Case Reviewer": ("审核人", "案件或者投诉举报“审核人”一栏所列的人"),
    "Case Approver": ("批准人", "案件或者投诉举报“批准人”一栏所列的人"),
    "Case Legal Reviewer": ("本案法制审核人", "案件“法制审核人”一栏所列的人"),
    "Case Archivist": ("本案档案管理员", "案件“档案管理员”一栏所列的人"),
    "Case Reader": ("本案查阅人", "就本案逐人授予查阅权限的人；本案听证的主持人和记录人"),
    "Legal Reviewer": ("法制审核人员", "“法制审核人员”组的成员"),
    "Archivist": ("档案管理员", "“档案管理员”组的成员"),
    "Supervisor": ("监督员", "“监督员（依法治市办）”组的成员"),
    "Secrecy Officer": ("保密员", "“保密员”组的成员"),
    "Case Officer": ("执法人员", "“执法人员”组的成员，含其他案件的承办人"),
    "Site Administrator": ("系统管理员", "“Site Administrators”组的成员"),
    "Template Editor": (
        "模板维护人",
        "系统管理员逐人授权更换文书模板的法制审核人员；只对文书模板有效，不再是法制审核人员的同时失效",
    ),
    "Manager": ("超级管理员", "掌握服务器的人，用于维护"),
    "Anonymous": ("未登录的人", "当事人和公众；没有账号，不得进入任何一处"),
}
INTERNAL = confidentiality.INTERNAL
KINDS = (
    (CASE, "案件"),
    (COMPLAINT, "投诉举报"),
    (RECORD, "记录"),
    (PARTY, "当事人"),
    (ENTRY, "登记簿的条目"),
    (SUPERVISION, "监督"),
)
#: what a complaint calls the people of whom a case says "handlers"
_HERE = {COMPLAINT: {"Case Handler": "登记人、审查人"}}
_WRITERS = {Part.LEGAL_REVIEWER: "由法制审核人写的记录", Part.ARCHIVIST: "由档案管理员写的记录"}
#: acts that have a section of their own
ELSEWHERE = (*READING, "compliance", "raise", "lower")

HEAD = """\
# 权限一览

谁可以办理什么，按类型、环节、角色列出。本页由 `make matrix` 根据系统实际使用的权限设置\
（`src/tonghua.records/src/tonghua/records/profiles/default`）生成，不是手写的；\
测试保证本页与系统一致，网页和 REST 接口适用同一套权限。

- ✓ 有权办理；– 无权办理。表中没有列出的角色，一项也无权办理。
- 有权办理的，仍然要符合《办法》的规定。不符合的，系统不予办理，并写明哪一条、缺什么、怎样补正。
- 角色来自案件的各栏和人员所在的组（第二十八条、第三十一条），不能另行转授；一人有几个角色的，权限合并计算。
- 除查看合规情况和变更密级外，办理任何事项都以有权查看为前提（见“二、查看和密级”）。
- 已定稿的记录，任何人（含超级管理员）都不得修改或者删除（第三十条）。
"""


def page(profile: Profile) -> str:
    """The whole page as Markdown."""
    parts = [HEAD, *_who(), *_levels(profile)]
    for number, (kind, title) in zip("三四五六七八", KINDS, strict=True):
        parts += [f"## {number}、{title}\n", *_families(profile, kind)]
    parts.append(_CALENDAR)
    return "\n".join(parts).rstrip() + "\n"


def _who() -> Iterator[str]:
    yield "## 一、角色\n"
    yield _table(
        ("角色", "系统中的名称", "哪些人"), ((n, f"`{r}`", w) for r, (n, w) in ROLES.items())
    )


def _levels(profile: Profile) -> Iterator[str]:
    """Who reads at which level; and who sees compliance and changes the level."""
    case = next(name for name, (kind, _flow) in profile.types.items() if kind == CASE)
    state = profile.states(case)[0]
    acts = {act.id: act for act in ACTIONS}
    rows = []
    for role, (name, _who) in ROLES.items():
        cells = [
            _mark(allowed(profile, acts["view"], [role], case, state, level))
            for level in confidentiality.LEVELS
        ]
        for act in ("compliance", "raise", "lower"):
            per_level = [
                allowed(profile, acts[act], [role], case, state, level)
                for level in confidentiality.LEVELS
            ]
            cells.append(_mark(all(per_level)) if len({*per_level}) == 1 else "✓¹")
        if any(cell != "–" for cell in cells):
            rows.append((name, *cells))
    head = ("角色", *(str(each) for each in confidentiality.LABELS.values()))
    yield "## 二、查看和密级\n"
    yield (
        "“查看”包括打开、检索、下载附件和音像、读取文书（第二十八条、第二十九条）。"
        "记录的密级按它自己的一栏，但案件涉及个人隐私或者商业秘密的，"
        "案内的记录和当事人不低于案件的密级。无权查看的，列表、检索和接口中都没有这一件。\n"
    )
    yield _table((*head, "查看合规情况", "提高密级", "降低密级"), rows)
    yield (
        "¹ 只限本人有权查看的案件。\n\n"
        "监督员可以查看任何一件案件的合规情况；无权查看该案的，只见哪一条符合、哪一条不符合"
        "和正在计算的期限，不见理由、题名和地址。保密员降低密级，不必（也不能因此）查看内容。"
        "变更密级都要写明理由，定稿、归档以后也可以变更。\n"
    )


def _families(profile: Profile, kind: str) -> Iterator[str]:
    """One section for the types of a kind that share their workflow and their writers."""
    families: dict[tuple[str | None, Part | None], list[str]] = {}
    for name, (own, flow) in profile.types.items():
        if own == kind:
            families.setdefault((flow, WRITTEN_BY.get(name)), []).append(name)
    several = len(families) > 1
    for (flow, writer), names in families.items():
        types = "、".join(str(label("types", name)) for name in names)
        if several and kind != RECORD:
            yield f"### {types}\n"
        else:
            if several:
                yield f"### {_heading(profile, names[0], writer)}\n"
            yield f"适用于：{types}。\n"
        yield from _states(profile, names[0], kind)
        if flow is not None and kind != PARTY:
            yield _steps(profile, names[0])
    yield from NOTES.get(kind, ())


def _heading(profile: Profile, name: str, writer: Part | None) -> str:
    if writer is not None:
        return _WRITERS[writer]
    approved = any(
        step.id == "approve"
        for state in profile.states(name)
        for step in steps_of(profile, name, state)
    )
    return "须经审核、批准的记录" if approved else "由承办人定稿的记录"


def _states(profile: Profile, name: str, kind: str) -> Iterator[str]:
    acts = [act for act in ACTIONS if kind in act.kinds and act.id not in ELSEWHERE]
    if kind in (ENTRY, SUPERVISION):
        acts = [next(act for act in ACTIONS if act.id == "view"), *acts]
    groups: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for state in profile.states(name):
        rows = tuple(
            (title, *(_cell(profile, act, role, name, state) for act in acts))
            for role, title in _titles(kind)
        )
        kept = tuple(row for row in rows if any(cell != "–" for cell in row[1:]))
        groups.setdefault(kept, []).append(state or "")
    place = "案件处于" if kind == PARTY else ""
    for rows, states in groups.items():
        yield f"**{place}{'、'.join(str(label('states', each)) for each in states)}**\n"
        yield (
            _table(("角色", *(act.title for act in acts)), rows)
            if rows
            else "没有人可以办理上述事项，内容不再变动。\n"
        )


def _cell(profile: Profile, act: Action, role: str, name: str, state: str | None) -> str:
    """The right of one role, and whether it holds only where the case names nobody else."""
    if allowed(profile, act, [role], name, state, INTERNAL):
        return "✓"
    unnamed = allowed(profile, act, [role], name, state, INTERNAL, named=False)
    return "✓²" if unnamed else "–"


def _titles(kind: str) -> Iterator[tuple[str, str]]:
    for role, (title, _who) in ROLES.items():
        yield role, _HERE.get(kind, {}).get(role, title)


def _steps(profile: Profile, name: str) -> str:
    """The steps: from where to where, by whom."""
    flow = profile.flows[profile.types[name][1] or ""]
    rows = []
    for state in flow.states:
        for step in steps_of(profile, name, state):
            rows.append(
                (
                    str(label("states", state)),
                    str(label("transitions", step.id)),
                    str(label("states", flow.targets[step.id])),
                    "、".join(_takers(profile, step, name, state)),
                )
            )
    return _table(("现在", "办理", "办理后", "由谁办理"), rows)


def _takers(profile: Profile, step: Action, name: str, state: str) -> Iterable[str]:
    for role, title in _titles(profile.types[name][0]):
        seen = [
            allowed(profile, step, [role], name, state, level) for level in confidentiality.LEVELS
        ]
        if any(seen):
            yield title if all(seen) else f"{title}¹"
        elif allowed(profile, step, [role], name, state, INTERNAL, named=False):
            yield f"{title}²"


def _mark(holds: bool) -> str:
    return "✓" if holds else "–"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    rule = (
        ["---"] * len(head)
        if head[1] in ("系统中的名称", "办理")
        else ["---", *[":---:"] * (len(head) - 1)]
    )
    lines = [head, tuple(rule), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


_UNNAMED = (
    "² 只限没有指定本案法制审核人（本案档案管理员）的案件，个人隐私、商业秘密案件除外；"
    "已经指定的，由所指定的人办理。\n"
)
_CALENDAR = (
    "## 九、日历订阅\n\n"
    "工作人员都可以在“我的日历”生成自己的日历地址，只能生成、更换和停用自己的一个。知道地址的，不登录就能读取，"
    "所见以地址所属的人当时有权查看的为限，并且只有写明他是承办人、审核人、批准人、法制审核人、档案管理员"
    "（投诉举报为登记人、审查人）而没有归档的案件的期限。"
    "个人隐私、商业秘密案件和投诉举报只写编号和期限（第八条、第二十九条）。"
    "更换、停用地址，或者停用人员以后，原来的地址立即失效；地址错误、失效和人员停用，答复相同。\n"
)
NOTES = {
    CASE: (
        "¹ 只限本人有权查看的案件。\n",
        _UNNAMED,
        "案件由执法人员在“案件”登记簿中登记，登记人即第一承办人；其他角色不能登记案件。"
        "退回前一环节的，要写明理由。\n",
    ),
    COMPLAINT: (
        "¹ 只限本人有权查看的投诉举报。\n",
        "投诉举报由执法人员登记，登记人可以指定审查人（第八条）。查看、密级与案件相同。"
        "举报人的姓名和联系方式只有登记人和审查人能够查看，检索、列表和接口中也没有；"
        "由此立案的案件的承办人、监督员、超级管理员都不能查看。"
        "投诉举报不设法制审核人、档案管理员，案内的记录适用“五、记录”。\n",
    ),
    RECORD: (
        _UNNAMED,
        "法制审核意见书、案卷和复制申请由本案法制审核人、档案管理员写成，承办人只能查看"
        "（第十四条、第二十七条）。"
        "“签名”指记下当事人、执法人员等在文书上的签名或者拒绝签名；定稿以后补到的签名仍可记下。"
        "“补写”指定稿以后才发生的事项（公开、撤回、销毁设备上的副本等），每栏只写一次。"
        "审核、批准时系统自动写成的内部审批表，随所批准的记录定密级。"
        "退回和作废要写明理由；更正须先有一份写明更正对象、已经定稿的新记录。\n",
    ),
    PARTY: ("当事人没有自己的环节和密级，随它所在的案件。立案以后当事人不得删除（第三十条）。\n",),
    ENTRY: (
        "登记簿由系统管理员登记和维护；不再使用的条目停用，仍为已有的记录保留。"
        "经授权的模板维护人可以修改（更换、恢复）文书模板，不能登记、停用，也不能修改其他条目。"
        "文书模板的 ODT 文件和表达式在服务器上执行，只由超级管理员设置。\n",
    ),
    SUPERVISION: ("由监督员新建和办理（第六条、第三十条），工作人员都可以查看。\n",),
}
