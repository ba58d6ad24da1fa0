"""Opinions by person, in one text and as rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghua.records.core.opinions import opinions_of, text_of


@pytest.mark.parametrize(
    ("text", "opinions"),
    [
        ("", []),
        ("一致同意。", [("", "一致同意。")]),
        ("示例甲：同意。", [("示例甲", "同意。")]),
        (
            "示例甲汇报案情。\n示例丙（赵建国）：事实清楚。\n同意罚款。\n示例丁：同意。",
            [
                ("", "示例甲汇报案情。"),
                ("示例丙（赵建国）", "事实清楚。\n同意罚款。"),
                ("示例丁", "同意。"),
            ],
        ),
        ("示例甲：", [("示例甲", "")]),
        ("经过讨论，意见如下：同意。", [("", "经过讨论，意见如下：同意。")]),
    ],
)
def test_a_name_begins_an_opinion(text, opinions):
    assert opinions_of(text) == opinions


@given(st.text(alphabet="甲乙：，。\n 说ab"))
def test_the_text_comes_back(text):
    assert text_of(opinions_of(text)) == text
