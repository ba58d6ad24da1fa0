"""The paragraphs of a printed part: line ends inside a text make new ones of the same form."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
P, R, T, BR, TAB, TC = (WORD + name for name in ("p", "r", "t", "br", "tab", "tc"))
PPR, RPR, SECTION = (WORD + name for name in ("pPr", "rPr", "sectPr"))


def split_lines(root: etree._Element) -> None:
    """Split every paragraph whose text holds "\\n"; tabs become tab marks.

    A text that stands not directly in a paragraph (in a link, say) is broken by line breaks.
    """
    for text in list(root.iter(T)):
        if "\t" in (text.text or ""):
            _replace(text, "\t", TAB)
    for text in list(root.iter(T)):
        if "\n" in (text.text or ""):
            run = text.getparent()
            if run.tag == R and run.getparent().tag == P:
                _split(text)
            else:
                _replace(text, "\n", BR)


def close_cells(root: etree._Element) -> None:
    """Give every table cell its last paragraph: a loop over nothing leaves none, and Word calls
    such a file damaged.
    """
    for cell in root.iter(TC):
        if not len(cell) or cell[-1].tag != P:
            etree.SubElement(cell, P)


def _replace(text: etree._Element, mark: str, tag: str) -> None:
    first, *rest = text.text.split(mark)
    _set(text, first)
    after = text
    for piece in rest:
        for node in (etree.Element(tag), etree.Element(T)):
            after.addnext(node)
            after = node
        _set(after, piece)


def _split(text: etree._Element) -> None:
    first, *rest = text.text.split("\n")
    _set(text, first)
    run = text.getparent()
    paragraph = run.getparent()
    beyond, following = list(text.itersiblings()), list(run.itersiblings())
    for piece in rest:
        paragraph = _next(paragraph)
        copy = etree.SubElement(paragraph, R)
        if run.find(RPR) is not None:
            copy.append(deepcopy(run.find(RPR)))
        _set(etree.SubElement(copy, T), piece)
    copy.extend(beyond)
    paragraph.extend(following)


def _next(paragraph: etree._Element) -> etree._Element:
    """A new paragraph behind this one, of its form; a section's end moves along."""
    following = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        following.append(deepcopy(properties))
        section = properties.find(SECTION)
        if section is not None:
            properties.remove(section)
    paragraph.addnext(following)
    return following


def _set(text: etree._Element, value: str) -> None:
    text.text = value
    text.set(SPACE, "preserve")
