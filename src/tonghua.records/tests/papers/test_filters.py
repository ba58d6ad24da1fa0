"""The filters of templates, one table each."""

import pytest

from tonghua.records.papers import filters

MARCH = "2026-03-06T10:00:00+08:00"


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: filters.day(MARCH), "2026年3月6日"),
        (lambda: filters.day("2026-12-31"), "2026年12月31日"),
        (lambda: filters.day("2026-03-06T22:30:00+00:00"), "2026年3月7日"),
        (lambda: filters.day("2026-03-06T02:00:00Z"), "2026年3月6日"),
        (lambda: filters.day(None), ""),
        (lambda: filters.day(""), ""),
        (lambda: filters.clock(MARCH), "10时00分"),
        (lambda: filters.moment(MARCH), "2026年3月6日10时00分"),
        (
            lambda: filters.period(MARCH, "2026-03-06T11:20:00+08:00"),
            "2026年3月6日10时00分至11时20分",
        ),
        (
            lambda: filters.period(MARCH, "2026-03-07T09:05:00+08:00"),
            "2026年3月6日10时00分至2026年3月7日9时05分",
        ),
        (lambda: filters.period(MARCH, None), "2026年3月6日10时00分至　　时　　分"),
        (lambda: filters.period(None), ""),
        (lambda: filters.yuan("50000"), "¥50,000.00"),
        (lambda: filters.yuan(None), ""),
        (lambda: filters.capitals(50000), "人民币伍万元整"),
        (lambda: filters.blank(""), "＿＿＿＿＿＿"),
        (lambda: filters.blank(None, 3), "＿＿＿"),
        (lambda: filters.blank("", "／"), "／"),
        (lambda: filters.blank("有"), "有"),
        (lambda: filters.blank(0), 0),
        (lambda: filters.otherwise("", "另一"), "另一"),
        (lambda: filters.otherwise("本", "另一"), "本"),
        (lambda: filters.when(True, "草稿"), "草稿"),
        (lambda: filters.when(False, "草稿"), ""),
        (lambda: filters.when(True, "是", "否"), "是"),
        (lambda: filters.when(False, "是", "否"), "否"),
        # nobody has answered: a paper must not say no
        (lambda: filters.when("", "是", "否"), "＿＿＿＿"),
        (lambda: filters.when(None, "是", "否"), "＿＿＿＿"),
    ],
)
def test_filter(call, text):
    assert call() == text


def test_what_is_no_date_is_refused_in_chinese():
    with pytest.raises(ValueError, match="“昨天”不是日期"):
        filters.day("昨天")
