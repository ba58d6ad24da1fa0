"""The house style of papers (文书样式), as numbers: what a blank template is made by and any is held to.

Two forms. The letter (公文式) is GB/T 9704-2012: A4, 37/35/28/26 mm, 仿宋 16 pt at 28 characters by
22 lines. The form (表格式) is for records and approval sheets, which are filled and signed in cells.
Lengths are in twips (1/20 pt), sizes in half points, as WordprocessingML has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FANG, KAI, HEI, SONG, BIAO = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
#: fonts of official papers → the names under which offices have them
FONTS = {
    FANG: ("仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体"),
    KAI: ("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体"),
    HEI: ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体"),
    SONG: ("宋体", "SimSun", "方正书宋_GBK"),
    BIAO: ("方正小标宋简体", "方正小标宋_GBK", "小标宋"),
}
A4 = (11906, 16838)
#: exact lines of 28.95 pt and a quarter point less between characters: 28 by 22 on the PDF
LINE, CLOSER = 579, -5


@dataclass(frozen=True, kw_only=True)
class Page:
    """Margins and places of header and footer."""

    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int


LETTER_PAGE = Page(top=2098, bottom=1984, left=1587, right=1474, header=1247, footer=1423)
FORM_PAGE = Page(top=1361, bottom=1247, left=1474, right=1247, header=680, footer=680)


@dataclass(frozen=True, kw_only=True)
class Style:
    """A paragraph style; ``rule`` is exact, atLeast or auto, ``align`` left, right, center, both."""

    id: str
    name: str
    font: str
    size: int
    align: str = "left"
    line: int = 240
    rule: str = "auto"
    first: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    closer: int = 0
    keep: bool = False
    colour: str = ""


def _letter(id: str, name: str, font: str = FANG, **more: Any) -> Style:
    """A style of the letter, but for what is said otherwise."""
    usual = {"size": 32, "align": "both", "line": LINE, "rule": "exact", "closer": CLOSER}
    return Style(id=id, name=name, font=font, **{**usual, **more})


DRAFT = Style(id="PaperDraft", name="草稿标记", font=HEI, size=36, align="right", colour="C00000")
SIGN = Style(
    id="PaperSignLine", name="签名栏", font=FANG, size=24, align="right", line=276, before=140
)
NOTE = Style(id="PaperNote", name="说明", font=FANG, size=21, line=340, rule="atLeast")

LETTER = (
    _letter("PaperOffice", "机关名称", BIAO, size=44, align="center", closer=0, keep=True),
    _letter("PaperTitle", "文书标题", BIAO, size=44, align="center", closer=0, keep=True),
    _letter("PaperNumber", "文号", align="center", keep=True),
    _letter("PaperTo", "主送"),
    _letter("PaperHead", "层次标题", HEI, first=630, keep=True),
    _letter("PaperText", "文书正文", first=630),
    _letter("PaperEnd", "文书末段", first=630, keep=True),
    _letter("PaperSigner", "落款机关", align="center", left=3940, keep=True),
    _letter("PaperDate", "落款日期", align="right", right=1260),
    SIGN,
    NOTE,
    Style(id="PaperPageOdd", name="单页页码", font=SONG, size=28, align="right", right=280),
    Style(id="PaperPageEven", name="双页页码", font=SONG, size=28, left=280),
    DRAFT,
)
FORM = (
    _letter(
        "PaperOffice",
        "机关名称",
        BIAO,
        align="center",
        line=480,
        rule="atLeast",
        closer=0,
        keep=True,
    ),
    _letter(
        "PaperTitle",
        "文书标题",
        BIAO,
        size=44,
        align="center",
        line=640,
        rule="atLeast",
        closer=0,
        keep=True,
    ),
    Style(id="PaperNumber", name="文号", font=FANG, size=24, align="right", line=300, after=60),
    Style(id="PaperCell", name="表格文字", font=FANG, size=24, line=264),
    Style(
        id="PaperCellText", name="表格正文", font=FANG, size=24, align="both", line=288, first=480
    ),
    Style(id="PaperLabel", name="表头", font=HEI, size=24, align="center"),
    Style(id="PaperSignLine", name="签名栏", font=FANG, size=24, align="right", before=140),
    NOTE,
    Style(id="PaperPage", name="页码", font=SONG, size=21, align="center"),
    DRAFT,
)
