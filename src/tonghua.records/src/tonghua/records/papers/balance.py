"""Whether a loop can be repeated or left out without breaking the document around it."""

from __future__ import annotations

import re

from jinja2 import nodes

TAG = re.compile(r"<(/?)([\w:]+)[^>]*?(/?)>")


def unbalanced(tree: nodes.Template) -> list[nodes.Node]:
    """The loops and conditions that start in one element of the document and end in another.

    A body may close what stands before it only when it opens the same again (a loop from the
    middle of one paragraph to the middle of another); then none, one or many copies fit.
    """
    return [
        node
        for node in tree.find_all((nodes.For, nodes.If))
        if not all(_repeatable(body) for body in (node.body, node.else_))
    ]


def _repeatable(body: list[nodes.Node]) -> bool:
    closed: list[str] = []
    opened: list[str] = []
    text = "".join(data.data for node in body for data in _data(node))
    for end, name, empty in TAG.findall(text):
        if empty:
            continue
        if not end:
            opened.append(name)
        elif not opened:
            closed.append(name)
        elif opened.pop() != name:
            return False
    return closed == opened[::-1]


def _data(node: nodes.Node) -> list[nodes.TemplateData]:
    if isinstance(node, nodes.TemplateData):
        return [node]
    return list(node.find_all(nodes.TemplateData))
