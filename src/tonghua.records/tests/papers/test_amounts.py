"""Money in capitals: one table."""

import pytest

from tonghua.records.papers.amounts import capitals, figures


@pytest.mark.parametrize(
    ("sum_", "text"),
    [
        (0, "零元整"),
        (1, "壹元整"),
        (10, "壹拾元整"),
        (15, "壹拾伍元整"),
        (100, "壹佰元整"),
        (101, "壹佰零壹元整"),
        (110, "壹佰壹拾元整"),
        (1000, "壹仟元整"),
        (1001, "壹仟零壹元整"),
        (1010, "壹仟零壹拾元整"),
        (10000, "壹万元整"),
        (10001, "壹万零壹元整"),
        (10500, "壹万零伍佰元整"),
        (15000, "壹万伍仟元整"),
        (50000, "伍万元整"),
        ("50000.00", "伍万元整"),
        ("50,000", "伍万元整"),
        (100000, "壹拾万元整"),
        (100500, "壹拾万零伍佰元整"),
        (105000, "壹拾万伍仟元整"),
        (1000005, "壹佰万零伍元整"),
        (20304050, "贰仟零叁拾万肆仟零伍拾元整"),
        (100000000, "壹亿元整"),
        (100000005, "壹亿零伍元整"),
        (100050000, "壹亿零伍万元整"),
        (100005000, "壹亿零伍仟元整"),
        (123456789012, "壹仟贰佰叁拾肆亿伍仟陆佰柒拾捌万玖仟零壹拾贰元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("1.50", "壹元伍角整"),
        ("1409.58", "壹仟肆佰零玖元伍角捌分"),
        (0.1, "壹角整"),
        ("2.675", "贰元陆角捌分"),
    ],
)
def test_capitals(sum_, text):
    assert capitals(sum_) == f"人民币{text}"


@pytest.mark.parametrize(
    ("sum_", "text"), [(50000, "¥50,000.00"), ("1409.58", "¥1,409.58"), (0, "¥0.00")]
)
def test_figures(sum_, text):
    assert figures(sum_) == text


@pytest.mark.parametrize("wrong", ["伍万", "", -1, 10**12, "NaN"])
def test_what_is_no_sum_is_refused_in_chinese(wrong):
    with pytest.raises(ValueError, match="金额"):
        capitals(wrong)
