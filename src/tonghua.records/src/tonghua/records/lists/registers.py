"""The lists of the registers (登记簿): officers, legal bases, templates, and those to come."""

from datetime import timedelta
from functools import partial

from plone import api

from tonghua.records import _
from tonghua.records.core.clock import day_of, say_day
from tonghua.records.core.vocabularies import label
from tonghua.records.i18n import say
from tonghua.records.lists.cases import CASES, say_
from tonghua.records.lists.parts import Cell, Column, Filter, Listing
from tonghua.records.moments import from_zope, now
from tonghua.records.office import settings
from tonghua.records.pages import Badge, state_badge
from tonghua.records.people import fullname

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


def _later(words):
    return Listing(
        types=(),
        columns=(
            Column(id="title", title=_("名称"), cell=_title, sort="sortable_title"),
            Column(id="created", title=_("登记时间"), cell=_created, sort="created"),
        ),
        empty=words,
        not_yet=True,
    )


#: id of the register → its list
LISTINGS = {
    "cases": CASES,
    "officers": OFFICERS,
    "bases": BASES,
    "templates": TEMPLATES,
    "complaints": _later(_("这里将列出投诉举报（第八条）。登记投诉举报的功能尚未启用。")),
    "devices": _later(_("这里将列出记录设备（第六条）。登记设备的功能尚未启用。")),
    "supervision": _later(_("这里将列出监督检查和责令整改（第六条、第三十条）。该功能尚未启用。")),
}
