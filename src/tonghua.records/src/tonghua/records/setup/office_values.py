"""What the office's form says, read and checked; kept as typed where something is wrong."""

from dataclasses import dataclass

from tonghua.records import _
from tonghua.records.core.interview import PLACES, unknown_places
from tonghua.records.core.numbering import format_number
from tonghua.records.forms.guarded import printable

PERIODS = {"permanent": _("永久"), "30y": _("三十年"), "10y": _("十年")}
#: kind of case → its words, as the table of periods names it
KINDS = {
    "hearing": _("经过听证的案件"),
    "deliberation": _("经过集体讨论的案件"),
    "ordinary": _("普通程序的处罚案件"),
    "summary": _("当场处罚的案件"),
    "ApplicationCase": _("申请类案件"),
    "InspectionCase": _("行政检查"),
    "Complaint": _("投诉举报"),
}
YES = "1"


@dataclass(kw_only=True)
class Typed:
    """The form's tables as rows of text, without empty rows."""

    office_name: str
    sections: list  # (name, "1" for power to enforce or "", words of the scope)
    patterns: list  # (class, pattern)
    retention: list  # (kind, period)
    questions: str  # the standard questions of an interview, as core.interview reads them

    @classmethod
    def of(cls, kept):
        scopes = kept.scopes or {}
        return cls(
            office_name=kept.office_name or "",
            sections=[
                (name, YES if enforces else "", scopes.get(name, ""))
                for name, enforces in sorted((kept.sections or {}).items())
            ],
            patterns=list((kept.number_patterns or {}).items()),
            retention=[(kind, (kept.retention or {}).get(kind, "")) for kind in KINDS],
            questions=kept.interview_questions or "",
        )


def read(form):
    """(what was typed, the problems in it as sentences)."""
    typed = Typed(
        office_name=_line(form.get("office_name")),
        sections=_rows(form, "section_name", "section_enforces", "section_scope"),
        patterns=_rows(form, "pattern_class", "pattern"),
        retention=_rows(form, "retention_kind", "retention_period"),
        questions=_lines(form.get("interview_questions")),
    )
    return typed, list(_problems(typed))


def _problems(typed):
    if not typed.office_name:
        yield _("请填写机关名称。")
    for rows, what in (
        (typed.sections, _("科室")),
        (typed.patterns, _("文号类别")),
    ):
        names = [row[0] for row in rows]
        for name in sorted({each for each in names if names.count(each) > 1}):
            yield _("${what}“${name}”写了两次。", mapping={"what": what, "name": name})
    for name, pattern in typed.patterns:
        if number_sample(pattern, 2026) is None:
            yield _("“${name}”的文号格式应当含有 {n}（序号）。", mapping={"name": name})
    for place in sorted(unknown_places(typed.questions)):
        yield _(
            "标准问题中没有“{${place}}”这个空位，可以用的是：${places}。",
            mapping={"place": place, "places": "".join(f"{{{each}}}" for each in PLACES)},
        )


def number_sample(pattern, year):
    """A number as the pattern writes it; None for a pattern without a place for it."""
    try:
        return format_number(pattern, year, 1)
    except ValueError:
        return None


def write_to(kept, typed):
    """Keep what was typed in the registry."""
    kept.office_name = typed.office_name
    kept.sections = {name: enforces == YES for name, enforces, _scope in typed.sections}
    kept.scopes = {name: scope for name, _enforces, scope in typed.sections if scope}
    kept.number_patterns = dict(typed.patterns)
    kept.interview_questions = typed.questions
    kept.retention = {
        **{kind: period for kind, period in (kept.retention or {}).items() if kind not in KINDS},
        **{kind: period for kind, period in typed.retention if kind in KINDS and period in PERIODS},
    }


def _rows(form, *names):
    """The rows of a table whose columns came as lists; a row without its first cell is left out."""
    columns = [_list(form.get(name)) for name in names]
    length = len(columns[0])
    columns = [column + [""] * (length - len(column)) for column in columns]
    rows = zip(*(column[:length] for column in columns), strict=True)
    return [row for row in rows if row[0]]


def _list(value):
    values = value if isinstance(value, (list, tuple)) else [value] if value else []
    return [_line(each) for each in values]


def _lines(value):
    """A text of lines, without what no paper can print."""
    return printable(value).replace("\r\n", "\n").strip()[:20_000] if isinstance(value, str) else ""


def _line(value):
    return " ".join(value.split())[:300] if isinstance(value, str) else ""
