"""The little of Jinja that a template may use: placeholders, filters, loops over rows.

Two walls stand one behind the other: only the node types named here are compiled (no calls,
no arithmetic, no `set`, `include`, `macro` or `autoescape`), and what is compiled runs in
Jinja's immutable sandbox with escaping on.
"""

from __future__ import annotations

from functools import cache

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

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
BUILTIN = ("join", "length", "first", "last", "trim")
MAX_DEPTH = 3
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
    env.globals.clear()
    env.tests.clear()
    return env


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
