"""The little of Jinja that a template may use: placeholders, filters, loops over rows.

Three walls stand one behind the other: only the node types named here are compiled (no calls,
no arithmetic, no `set`, `include`, `macro` or `autoescape`), what is compiled runs in Jinja's
immutable sandbox with escaping on, and every row that a loop takes is counted (`budget`).
"""

from __future__ import annotations

from functools import cache

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from .budget import COUNTED, MAX_TEXT, counted
from .fields import Fields
from .filters import FILTERS

ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.Keyword,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
BUILTIN = ("length", "first", "last", "trim")
MAX_DEPTH = 3
#: conditions within conditions
MAX_NESTED = 12
YES, NO = "是", "否"
CONTROLS: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), 0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))),
    **{ord(same): same for same in "\t\n"},
    **dict.fromkeys((0x0B, 0x0C, 0x2028, 0x2029), "\n"),
}


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment: sandbox, escaping, strict names, our filters and no globals."""
    env = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=shown, keep_trailing_newline=True
    )
    builtin = {name: env.filters[name] for name in BUILTIN}
    env.filters.clear()
    env.filters.update(builtin)
    env.filters.update(FILTERS)
    env.filters["join"] = joined
    env.filters[COUNTED] = counted
    env.globals.clear()
    env.tests.clear()
    return env


def joined(value: object, separator: object = "、") -> str:
    """The items of a list as one text, no longer than a paper bears."""
    if not isinstance(value, list):
        raise ValueError("“join”只能用于列表。")
    texts, between = [str(shown(item)) for item in value], str(separator)
    if sum(map(len, texts)) + len(between) * len(texts) > MAX_TEXT:
        raise ValueError(f"这一处的文字超过 {MAX_TEXT} 个字，文书放不下，请缩短。")
    return between.join(texts)


def shown(value: object) -> object:
    """A value as it is printed: nothing for None, 是/否 for a truth, 、 between texts.

    Characters that XML cannot carry are dropped; the ends of lines are all "\\n".
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Fields):
        raise ValueError("这是一组内容，请写明其中的一项，例如 case.number。")
    if isinstance(value, list):
        if any(isinstance(item, (Fields, list)) for item in value):
            raise ValueError("这是一个列表，请用循环逐项输出。")
        value = "、".join(str(shown(item)) for item in value)
    if isinstance(value, (str, Markup)):
        lines = value.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
        return lines.rstrip("\n")
    if hasattr(value, "__html__"):
        return value
    return str(value)
