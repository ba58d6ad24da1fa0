"""Every name that a template uses, resolved against values without running the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from jinja2 import nodes

from .fields import Fields
from .grammar import ALLOWED, MAX_DEPTH, MAX_NESTED

Report = Callable[[int, str, str], None]
LOOP = Fields({"index": 1, "index0": 0, "first": True, "last": True, "length": 1})


class Reading:
    """A place in the walk: what a name stands for, as written and as values.

    `path` is the name with loops unrolled (`officers[].name`); `values` are all the values it
    can have in the sample, empty when nothing is known (a loop over an empty list).
    """

    def __init__(self, path: str, values: Iterable[object]) -> None:
        self.path = path
        self.values = list(values)


class NameWalker:
    """Walks a parsed template; reports unknown names and filters, collects all paths."""

    def __init__(self, values: Fields | None, filters: Iterable[str], report: Report) -> None:
        self.values = values
        self.filters = sorted(filters)
        self.report = report
        self.paths: list[str] = []
        self._nested = 0

    def walk(self, node: nodes.Node, scope: Mapping[str, Reading], depth: int = 0) -> None:
        """Visit a statement or expression; `scope` holds the loop variables around it."""
        if not isinstance(node, ALLOWED):
            self.report(_line(node), "", "模板只能使用占位符、过滤器和循环，这里的写法不允许。")
        elif isinstance(node, nodes.For):
            self._loop(node, scope, depth + 1)
        elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Filter)):
            self._use(node, scope)
        elif isinstance(node, nodes.If):
            self._condition(node, scope, depth)
        else:
            for child in node.iter_child_nodes():
                self.walk(child, scope, depth)

    def _condition(self, node: nodes.If, scope: Mapping[str, Reading], depth: int) -> None:
        self._nested += 1
        if self._nested > MAX_NESTED:
            self.report(node.lineno, "", f"条件的写法过于复杂，嵌套不超过 {MAX_NESTED} 层。")
        else:
            for child in node.iter_child_nodes():
                self.walk(child, scope, depth)
        self._nested -= 1

    def _use(self, node: nodes.Node, scope: Mapping[str, Reading]) -> Reading | None:
        """The reading of an expression; its outermost name counts as used."""
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if not isinstance(node, (nodes.Name, nodes.Getattr)):
            self.walk(node, scope)
            return None
        reading = self._resolve(node, scope)
        if reading and reading.path not in self.paths:
            self.paths.append(reading.path)
        return reading

    def _filter(self, node: nodes.Filter, scope: Mapping[str, Reading]) -> Reading | None:
        if node.name not in self.filters:
            self.report(
                node.lineno,
                node.name,
                f"没有“{node.name}”这个过滤器{near(node.name, self.filters)}",
            )
        inner = self._use(node.node, scope) if node.node else None
        for child in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._use(child, scope)
        if inner and node.name in ("first", "last"):
            return Reading(inner.path + "[]", self._items(node, inner))
        return None

    def _resolve(self, node: nodes.Node, scope: Mapping[str, Reading]) -> Reading | None:
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name]
            if self.values is None:
                return Reading(node.name, ())
            return self._member(node.lineno, Reading("", [self.values]), node.name, scope)
        if isinstance(node, nodes.Getattr):
            parent = self._resolve(node.node, scope)
            if parent is None and not isinstance(node.node, (nodes.Name, nodes.Getattr)):
                self.report(
                    node.lineno, node.attr, f"“.{node.attr}”的前面不是数据，这里的写法不允许。"
                )
            return parent and self._member(node.lineno, parent, node.attr, ())
        return self._use(node, scope)

    def _member(
        self, line: int, parent: Reading, name: str, others: Iterable[str]
    ) -> Reading | None:
        path = f"{parent.path}.{name}" if parent.path else name
        if not parent.values:
            return Reading(path, ())
        groups = [value for value in parent.values if isinstance(value, Fields)]
        found = [getattr(group, name) for group in groups if name in group]
        if not found or name.startswith("_"):
            known = {key for group in groups for key in group} | set(others)
            self.report(line, path, f"没有“{path}”这一项{near(name, known, parent.path)}")
            return None
        return Reading(path, found)

    def _loop(self, node: nodes.For, scope: Mapping[str, Reading], depth: int) -> None:
        rows = self._use(node.iter, scope)
        if not isinstance(node.iter, (nodes.Name, nodes.Getattr)):
            self.report(node.lineno, "", "循环只能写一个列表的名称，例如 record.rows。")
            return
        if depth > MAX_DEPTH or node.recursive or not isinstance(node.target, nodes.Name):
            self.report(node.lineno, "", f"循环的写法过于复杂，嵌套不超过 {MAX_DEPTH} 层。")
            return
        item = Reading(f"{rows.path}[]", self._items(node, rows)) if rows else Reading("", ())
        inner = {**scope, node.target.name: item, "loop": Reading("loop", [LOOP])}
        if node.test:
            self.walk(node.test, inner, depth)
        for child in (*node.body, *node.else_):
            self.walk(child, inner, depth)

    def _items(self, node: nodes.Node, rows: Reading) -> list[object]:
        lists = [value for value in rows.values if isinstance(value, list)]
        if len(lists) < len(rows.values):
            self.report(node.lineno, rows.path, f"“{rows.path}”不是列表，不能循环。")
        return [item for value in lists for item in value]


def _line(node: nodes.Node) -> int:
    """Where a node stands; Jinja gives some of its own making no line."""
    inner = (child.lineno for child in node.find_all(nodes.Node) if child.lineno)
    return node.lineno or next(inner, 0)


def near(name: str, known: Iterable[str], prefix: str = "") -> str:
    """The end of a sentence: the names that look like the one written, or just the full stop."""
    close = get_close_matches(name, list(known), n=2, cutoff=0.6)
    if not close:
        return "，请核对写法。"
    dotted = [f"{prefix}.{word}" if prefix else word for word in close]
    return "，是不是" + "或者".join(f"“{word}”" for word in dotted) + "？"
