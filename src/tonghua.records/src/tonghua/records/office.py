"""The office (执法机关) as the registry keeps it, and as core wants it."""

from datetime import date
from decimal import Decimal, InvalidOperation

from plone.registry.interfaces import IRegistry
from Products.CMFCore.utils import getToolByName
from zope import schema
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.interface import Interface

from tonghua.records import _
from tonghua.records.core import parameters
from tonghua.records.core.calendar import WorkingCalendar
from tonghua.records.core.interview import usual_text
from tonghua.records.core.office import HEARING_KINDS, LEGAL_REVIEW, Office

PREFIX = "tonghua.records"
ARCHIVISTS = "archivists"
#: how many days a notice is kept that was read, and one that was not unless the office says otherwise
READ_DAYS, UNREAD_DAYS = 90, 365


def _table(title, value, description=""):
    return schema.Dict(
        title=title,
        description=description,
        key_type=schema.TextLine(),
        value_type=value,
        default={},
        required=False,
    )


def _tokens(title, usual, description):
    return schema.List(
        title=title,
        description=description,
        value_type=schema.ASCIILine(),
        default=sorted(usual),
        required=False,
    )


class IOffice(Interface):
    """Settings of the office; ``profiles/tonghua`` fills them."""

    office_name = schema.TextLine(title=_("机关名称"), default="", required=False)
    sections = _table(_("科室"), schema.Bool(), _("科室名称，以及是否具有行政执法权。"))
    number_patterns = _table(_("文号格式"), schema.TextLine(), _("{year} 为年份，{n} 为序号。"))
    holidays = _table(_("节假日更正"), schema.Bool(), _("日期，以及当日是否上班。"))
    thresholds = _table(_("数额和天数"), schema.TextLine())
    scopes = _table(_("执法范围"), schema.TextLine(), _("科室，以及证件执法范围必须包含的词。"))
    retention = _table(_("保管期限"), schema.TextLine())
    hearing_kinds = _tokens(
        _("须告知听证的处罚种类"),
        HEARING_KINDS,
        _("《行政处罚法》第六十三条；罚款按数额另算。"),
    )
    legal_review = _tokens(_("须经法制审核的情形"), LEGAL_REVIEW, _("《行政处罚法》第五十八条。"))
    overridable_rules = _tokens(
        _("可以由批准人例外放行的规则"), (), _("规则编号；没有列出的不得放行。")
    )
    interview_questions = schema.Text(
        title=_("询问的标准问题"), default=usual_text(), required=False
    )
    unread_days = schema.Int(
        title=_("未读提醒保留的天数"),
        description=_("超过天数没有读的提醒由系统删除；期限和案件不受影响。"),
        default=UNREAD_DAYS,
        min=READ_DAYS,
        required=False,
    )


def settings():
    """The office's registry records."""
    return getUtility(IRegistry).forInterface(IOffice, prefix=PREFIX, check=False)


def office(**instead):
    """The office as core reads it; ``instead`` are settings that count in the place of the kept."""
    kept = settings()

    def value(name):
        return instead[name] if name in instead else getattr(kept, name)

    corrections = {
        date.fromisoformat(day): works for day, works in (value("holidays") or {}).items()
    }
    return Office(
        name=value("office_name") or "",
        sections=dict(value("sections") or {}),
        scopes={name: tuple(words.split()) for name, words in (value("scopes") or {}).items()},
        thresholds=dict(_numbers(value("thresholds") or {})),
        overridable=frozenset(value("overridable_rules") or ()),
        hearing_kinds=frozenset(value("hearing_kinds") or ()),
        legal_review=frozenset(value("legal_review") or ()),
        archivists=archivists(),
        number_patterns=dict(value("number_patterns") or {}),
        retention=dict(value("retention") or {}),
        calendar=WorkingCalendar(corrections=corrections),
    )


def number(id):
    """One number of the rules, without the rest of the office. Raises KeyError for an unknown id."""
    return parameters.number(dict(_numbers(settings().thresholds or {})), id)


def archivists():
    """Usernames of those appointed to keep the records (第二十七条: 明确专门人员)."""
    group = getToolByName(getSite(), "portal_groups").getGroupById(ARCHIVISTS)
    return tuple(sorted(group.getGroupMemberIds())) if group is not None else ()


def _numbers(table):
    for name, value in table.items():
        try:
            yield name, Decimal(value)
        except InvalidOperation:
            continue
