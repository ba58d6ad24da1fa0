"""Opinions by person (各人的意见): one text, in which a line 姓名：… begins what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterable

Opinion = tuple[str, str]
#: a name is short and has no mark in it that a sentence has
SPEAKER = re.compile(r"([^：:，,。；;！!？?、\s][^：:，,。；;！!？?\n]{0,29})：(.*)")


def opinions_of(text: str) -> list[Opinion]:
    """``(name, opinion)`` of each; what stands before the first name has the name "".

    Lines without a name go on with what was said before them. ``text_of`` gives the text back.
    """
    found: list[list[str]] = []
    for line in text.split("\n") if text else ():
        speaker = SPEAKER.fullmatch(line)
        if speaker:
            found.append([speaker[1], speaker[2]])
        elif found:
            found[-1][1] += f"\n{line}"
        else:
            found.append(["", line])
    return [(name, opinion) for name, opinion in found]


def text_of(opinions: Iterable[Opinion]) -> str:
    """The one text of all opinions; half of a pair is kept too."""
    return "\n".join(f"{name}：{opinion}" if name else opinion for name, opinion in opinions)
