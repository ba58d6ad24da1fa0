"""Money as official papers write it: ¥50,000.00 and 人民币伍万元整."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 12
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
SECTIONS = ("", "万", "亿")


def amount(value: object) -> Decimal:
    """The sum in yuan, rounded to cents; ValueError (Chinese) when it is none.

    Floats are read by their decimal writing, so that 0.1 is ten cents.
    """
    try:
        number = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        raise ValueError(f"“{value}”不是金额，请填写数字。") from None
    if not number.is_finite() or not 0 <= number < LIMIT:
        raise ValueError(f"金额“{value}”超出范围（0 元以上、1 万亿元以下）。")
    return number.quantize(CENT, ROUND_HALF_UP)


def figures(value: object) -> str:
    """¥50,000.00"""
    return f"¥{amount(value):,.2f}"


def capitals(value: object) -> str:
    """Write a sum in capital numerals (大写金额): 人民币伍万元整, 人民币壹仟零伍元叁角整.

    A zero is written once for each run of empty places inside the number, none at the end of
    a section; 整 follows when there are no cents (分).
    """
    number = amount(value)
    yuan, cents = divmod(int(number * 100), 100)
    text = _integer(yuan) + "元" if yuan else ""
    jiao, fen = divmod(cents, 10)
    if not cents:
        return f"人民币{text or '零元'}整"
    if jiao:
        text += DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return "人民币" + text + (DIGITS[fen] + "分" if fen else "整")


def _integer(number: int) -> str:
    parts: list[str] = []
    section = 0
    pending = False
    while number:
        number, four = divmod(number, 10000)
        if four:
            tail = "零" if pending and parts else ""
            parts.append(_section(four) + SECTIONS[section] + tail)
            pending = four < 1000
        elif parts:
            pending = True
        section += 1
    return "".join(reversed(parts))


def _section(four: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = four // 10**place % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
            gap = False
        elif text:
            gap = True
    return text
