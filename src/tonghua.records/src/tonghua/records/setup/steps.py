"""The four steps of a new site (四步设置), ticked by looking at what is there."""

from dataclasses import dataclass

from plone import api
from zope.globalrequest import getRequest
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.core.clock import day_of
from tonghua.records.moments import now
from tonghua.records.office import settings
from tonghua.records.pages import Badge
from tonghua.records.people import members

#: what the least office profile has as its name
UNNAMED = ("", "（机关名称）")
PERMISSION = "tonghua.records: Keep registers"


@dataclass(frozen=True, kw_only=True)
class SetupStep:
    """One step: where it is taken, whether it is done, what is missing, and the demo's example."""

    title: str
    url: str
    why: str
    done: bool
    missing: str
    example: str

    @property
    def badge(self):
        words = _("✓ 已完成") if self.done else _("… 待办")
        return Badge(
            text=translate(words, context=getRequest()),
            colour="success" if self.done else "warning",
        )


def may_set_up():
    """Whether the present person keeps the site: Site Administrator or Manager."""
    return api.user.has_permission(PERMISSION, obj=api.portal.get())


def steps():
    """The four steps, as they stand now."""
    site = api.portal.get()
    url = site.absolute_url()
    rows = (
        (
            _("机关和科室"),
            f"{url}/@@office-settings",
            _("第二条：执法由具有行政执法权的科室实施。写明机关名称、科室和文号格式。"),
            _missing_of_office(),
            _("示例：通化市地方志编纂机构（示例）；执法科有执法权，法制机构、综合科没有。"),
        ),
        (
            _("人员和角色"),
            f"{url}/@@people",
            _("第三十一条：承办人、审核人、批准人各有其人，三人不得相同。"),
            _missing_of_people(),
            _("示例：handler1 承办，reviewer1 审核，approver1 批准，legal1 法制审核。"),
        ),
        (
            _("执法人员和证件"),
            f"{url}/officers",
            _("第九条：执法人员不得少于两人，应当持有效的执法证件。"),
            _missing_of_officers(site),
            _("示例：示例甲，证件编号、发证机关、有效期和执法范围各一栏。"),
        ),
        (
            _("执法依据"),
            f"{url}/bases",
            _("第一条、第二条：没有依据不得处罚；没有处罚权的，只能提请或者移送。"),
            _missing_of_bases(site),
            _("示例：一部条例的某一条，写明处罚种类和幅度，勾选“本机关有权实施”。"),
        ),
    )
    request = getRequest()
    return [
        SetupStep(
            title=translate(title, context=request),
            url=address,
            why=translate(why, context=request),
            done=not missing,
            missing=translate(missing, context=request) if missing else "",
            example=translate(example, context=request),
        )
        for title, address, why, missing, example in rows
    ]


def _missing_of_office():
    kept = settings()
    if (kept.office_name or "").strip() in UNNAMED:
        return _("还没有填写机关名称。")
    if not any((kept.sections or {}).values()):
        return _("还没有具有行政执法权的科室。")
    return "" if kept.number_patterns else _("还没有文号格式。")


def _missing_of_people():
    parts = {
        "case_handlers": _("还没有可以担任承办人的人员。"),
        "case_reviewers": _("还没有可以担任审核人的人员。"),
        "case_approvers": _("还没有可以担任批准人的人员。"),
    }
    found = {name: set(members(name)) for name in parts}
    for name, missing in parts.items():
        if not found[name]:
            return missing
    if len(set().union(*found.values())) < len(parts):
        return _("承办人、审核人、批准人应当是三个人。")
    return ""


def _missing_of_officers(site):
    today = day_of(now())
    valid = [
        officer
        for officer in _active(site, "officers")
        if officer.valid_until is None or officer.valid_until >= today
    ]
    if len(valid) >= 2:
        return ""
    return _("还要登记 ${n} 名持有效证件的执法人员。", mapping={"n": 2 - len(valid)})


def _missing_of_bases(site):
    if any(basis.own_power for basis in _active(site, "bases")):
        return ""
    return _("还没有本机关有权实施的执法依据。")


def _active(site, register):
    folder = site.get(register)
    items = folder.objectValues() if folder is not None else ()
    return [item for item in items if api.content.get_state(item, default="") == "active"]
