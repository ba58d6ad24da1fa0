"""The lists of the registers (登记簿): officers, legal bases, templates, and those to come."""

from datetime import timedelta
from functools import partial

from plone import api

from tonghua.records import _
from tonghua.records.core import vocabularies
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.facts.case import SET_ASIDE
from tonghua.records.core.vocabularies import label
from tonghua.records.display import may_view
from tonghua.records.i18n import say
from tonghua.records.lists.cases import CASES, say_
from tonghua.records.lists.parts import Cell, Column, Filter, Listing
from tonghua.records.moments import from_zope, now, to_office
from tonghua.records.office import settings
from tonghua.records.pages import Badge, state_badge
from tonghua.records.people import fullname
from tonghua.records.records.corrections import TAKEN, corrections_of, old_of
from tonghua.records.supervision.orders import left_of

#: a certificate that ends within so many days is to be renewed
SOON = timedelta(days=30)

VALIDITY = {
    "valid": _("有效"),
    "soon": _("三十日内到期"),
    "expired": _("已过期"),
    "later": _("尚未生效"),
    "unknown": _("未填写有效期"),
}
SIGNS = {
    "valid": ("success", "✓ "),
    "soon": ("warning", "! "),
    "expired": ("danger", "✗ "),
    "later": ("secondary", ""),
    "unknown": ("secondary", "? "),
}


def validity(begins, ends):
    """How a certificate or a provision stands today: a key of ``VALIDITY``."""
    today = day_of(now())
    if begins and begins > today:
        return "later"
    if ends is None:
        return "valid" if begins else "unknown"
    if ends < today:
        return "expired"
    return "soon" if ends <= today + SOON else "valid"


def of_officer(officer):
    found = validity(officer.valid_from, officer.valid_until)
    return "unknown" if officer.valid_until is None else found


def of_basis(basis):
    found = validity(basis.effective_from, basis.effective_until)
    # a law that ends soon asks for nothing to be renewed
    return "valid" if found == "soon" else found


def _validity(judge, begins, ends, item, shared):
    key = judge(item)
    days = [getattr(item, begins, None), getattr(item, ends, None)]
    colour, sign = SIGNS[key]
    text = "—".join(say_day(day) if day else "" for day in days) if any(days) else ""
    return Cell(text=text, badges=(Badge(text=f"{sign}{say_(VALIDITY[key])}", colour=colour),))


def _title(item, shared):
    retired = state_badge(item)
    shown = (retired,) if retired is not None and _is_retired(item) else ()
    return Cell(text=item.Title() or item.getId(), url=item.absolute_url(), badges=shown)


def _is_retired(item):
    return api.content.get_state(item, default=None) == "retired"


def _plain(field, item, shared):
    return Cell(text=getattr(item, field, None) or "")


def _created(item, shared):
    return Cell(text=say_day(from_zope(item.created())))


def _due(order, shared):
    """Until when an order is to be answered, and what is left of that while it is not."""
    due = getattr(order, "due_at", None)
    left = left_of(order)
    return Cell(text=say_day(due) if due else "", badges=(left,) if left else ())


def _own_power(basis, shared):
    if basis.own_power:
        return Cell(badges=(Badge(text=say_(_("✓ 本机关有权实施")), colour="success"),))
    return Cell(badges=(Badge(text=say_(_("只能提请或者移送")), colour="warning"),))


def _penalties(basis, shared):
    kinds = basis.penalty_kinds or ()
    return Cell(text="、".join(say(label("penalty_kinds", kind)) for kind in kinds))


def _user(officer, shared):
    if not officer.user_id:
        return Cell(text=say_(_("不登录本系统")))
    return Cell(text=officer.user_id, note=fullname(officer.user_id))


def _file(template, shared):
    file = template.docx_file
    return Cell(text=file.filename or "" if file else say_(_("尚未上传")))


CREATED = Column(id="created", title=_("登记时间"), cell=_created, sort="created", usual=False)


def _options(table, *keys):
    return [(key, say_(words)) for key, words in table.items() if not keys or key in keys]


def _sections():
    return [(name, name) for name in sorted(settings().sections or {})]


OFFICERS = Listing(
    types=("Officer",),
    sort="sortable_title",
    descending=False,
    retires=True,
    words=_("姓名、证件编号、执法范围"),
    columns=(
        Column(id="title", title=_("姓名"), cell=_title, sort="sortable_title"),
        Column(
            id="certificate", title=_("执法证件编号"), cell=partial(_plain, "certificate_number")
        ),
        Column(
            id="validity",
            title=_("有效期"),
            cell=partial(_validity, of_officer, "valid_from", "valid_until"),
        ),
        Column(id="section", title=_("所在科室"), cell=partial(_plain, "section")),
        Column(id="scope", title=_("执法范围"), cell=partial(_plain, "scope")),
        Column(id="user", title=_("用户名"), cell=_user),
        Column(
            id="issuer",
            title=_("发证机关"),
            cell=partial(_plain, "certificate_issuer"),
            usual=False,
        ),
        CREATED,
    ),
    filters=(
        Filter(
            id="validity",
            title=_("证件"),
            options=lambda: _options(VALIDITY),
            keeps=lambda value, item: of_officer(item) == value,
            prominent=True,
        ),
        Filter(
            id="section",
            title=_("所在科室"),
            options=_sections,
            keeps=lambda value, item: item.section == value,
            prominent=True,
        ),
    ),
    empty=_("这里将列出执法人员和执法证件（第九条）。由系统管理员点击“登记执法人员”逐人登记。"),
)

BASES = Listing(
    types=("LegalBasis",),
    sort="sortable_title",
    descending=False,
    retires=True,
    words=_("名称、法律、条款"),
    columns=(
        Column(id="title", title=_("名称"), cell=_title, sort="sortable_title"),
        Column(id="law", title=_("法律、法规、规章"), cell=partial(_plain, "law")),
        Column(id="article", title=_("条、款、项"), cell=partial(_plain, "article")),
        Column(id="power", title=_("权限"), cell=_own_power),
        Column(
            id="validity",
            title=_("施行和失效"),
            cell=partial(_validity, of_basis, "effective_from", "effective_until"),
        ),
        Column(id="penalties", title=_("处罚种类"), cell=_penalties),
        Column(id="range", title=_("幅度"), cell=partial(_plain, "range"), usual=False),
        CREATED,
    ),
    filters=(
        Filter(
            id="power",
            title=_("权限"),
            options=lambda: [
                ("own", say_(_("本机关有权实施"))),
                ("other", say_(_("只能提请或者移送"))),
            ],
            keeps=lambda value, item: bool(item.own_power) == (value == "own"),
            prominent=True,
        ),
        Filter(
            id="validity",
            title=_("效力"),
            options=lambda: _options(VALIDITY, "valid", "expired", "later", "unknown"),
            keeps=lambda value, item: of_basis(item) == value,
            prominent=True,
        ),
    ),
    empty=_(
        "这里将列出本机关的执法依据（第一条、第二条）。由系统管理员点击“登记执法依据”逐条登记。"
    ),
)

TEMPLATES = Listing(
    types=("DocumentTemplate",),
    sort="sortable_title",
    descending=False,
    retires=True,
    words=_("文书名称"),
    columns=(
        Column(id="title", title=_("文书"), cell=_title, sort="sortable_title"),
        Column(id="file", title=_("模板文件"), cell=_file),
        Column(
            id="modified",
            title=_("最近修改"),
            sort="modified",
            cell=lambda item, shared: Cell(text=say_day(from_zope(item.modified()))),
        ),
    ),
    empty=_("这里将列出文书模板（第十八条）。由系统管理员点击“登记文书模板”上传 DOCX 模板。"),
)


def _token(vocabulary, field, item, shared):
    """A code of ``core.vocabularies`` in words."""
    value = getattr(item, field, None)
    return Cell(text=say(label(vocabulary, value)) if value else "")


def _day(field, item, shared):
    moment = getattr(item, field, None)
    return Cell(text=say_day(to_office(moment)) if moment else "")


def _named(field, item, shared):
    """What a relation leads to, where this person may view it."""
    target = getattr(getattr(item, field, None), "to_object", None)
    seen = target is not None and may_view(target)
    return Cell(text=target.Title() if seen else "", url=target.absolute_url() if seen else "")


def _state(item, shared):
    badge = state_badge(item)
    return Cell(badges=(badge,) if badge is not None else ())


def _tokens(vocabulary):
    """The codes of a vocabulary, for a filter."""
    return [(token, say(words)) for token, words in vocabularies.vocabulary(vocabulary).items()]


STATE = Column(id="state", title=_("状态"), cell=_state)

COMPLAINTS = Listing(
    types=("Complaint",),
    sort="created",
    words=_("题名、内容"),
    columns=(
        Column(id="number", title=_("编号"), cell=partial(_plain, "number")),
        Column(id="title", title=_("题名"), cell=_title, sort="sortable_title"),
        Column(id="received", title=_("收到的时间"), cell=partial(_day, "received_at")),
        Column(id="channel", title=_("来源"), cell=partial(_token, "complaint_channel", "channel")),
        Column(
            id="conclusion",
            title=_("结论"),
            cell=partial(_token, "complaint_conclusion", "conclusion"),
        ),
        STATE,
        CREATED,
    ),
    filters=(
        Filter(
            id="conclusion",
            title=_("结论"),
            options=lambda: [*_tokens("complaint_conclusion"), ("none", say_(_("尚未作出")))],
            keeps=lambda value, item: (item.conclusion or "none") == value,
            prominent=True,
        ),
    ),
    empty=_("这里将列出您登记、审查、审批的投诉举报（第八条）。点击“登记投诉举报”开始登记。"),
)

DEVICES = Listing(
    types=("Device",),
    sort="sortable_title",
    descending=False,
    retires=True,
    words=_("名称、编号、型号"),
    columns=(
        Column(id="title", title=_("名称"), cell=_title, sort="sortable_title"),
        Column(id="number", title=_("设备编号"), cell=partial(_plain, "device_number")),
        Column(id="model", title=_("型号"), cell=partial(_plain, "model")),
        Column(id="custodian", title=_("领用人"), cell=partial(_named, "custodian")),
        Column(id="checked", title=_("校时时间"), cell=partial(_day, "clock_checked_at")),
        Column(id="state", title=_("状态"), cell=partial(_token, "device_state", "state")),
        CREATED,
    ),
    filters=(
        Filter(
            id="state",
            title=_("状态"),
            options=lambda: _tokens("device_state"),
            keeps=lambda value, item: item.state == value,
            prominent=True,
        ),
    ),
    empty=_("这里将列出记录设备（第六条）。由系统管理员点击“登记记录设备”逐台登记。"),
)


def _entry(entry, shared):
    """A check or order; struck through where it no longer counts, as its state says."""
    struck = api.content.get_state(entry, default="") in SET_ASIDE
    news = [each for each in corrections_of(entry) if api.content.get_state(each) in TAKEN]
    note = "".join(
        say_(_("由“${title}”更正", mapping={"title": each.Title()})) for each in news if struck
    )
    old = old_of(entry)
    if old is not None:
        note += say_(_("更正“${title}”", mapping={"title": old.Title()}))
    return Cell(text=entry.Title(), url=entry.absolute_url(), note=note, struck=struck)


SUPERVISION = Listing(
    types=("SupervisionCheck", "SupervisionOrder"),
    sort="created",
    words=_("名称"),
    columns=(
        Column(id="title", title=_("名称"), cell=_entry, sort="sortable_title"),
        Column(
            id="type",
            title=_("种类"),
            cell=lambda item, shared: Cell(text=say(label("types", item.portal_type))),
        ),
        Column(id="number", title=_("文号"), cell=partial(_plain, "number")),
        STATE,
        Column(id="due", title=_("整改期限"), cell=_due),
        Column(id="created", title=_("登记时间"), cell=_created, sort="created"),
    ),
    empty=_("这里将列出监督检查和责令整改通知书（第六条、第三十条）。由监督员登记。"),
)


#: id of the register → its list
LISTINGS = {
    "cases": CASES,
    "officers": OFFICERS,
    "bases": BASES,
    "templates": TEMPLATES,
    "complaints": COMPLAINTS,
    "devices": DEVICES,
    "supervision": SUPERVISION,
}
