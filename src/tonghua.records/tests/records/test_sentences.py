"""Sentences within sentences are said, also where two of them are the same."""

from case_steps import DAY, refused


def test_two_articles_and_two_things_that_are_missing(manager, case):
    made = manager.made(
        case["url"], {"@type": "Approval", "title": "（示例）", "backfilled": True, "matter": None}
    )
    answer = manager.post(f"{made}/@workflow/submit", {"comment": "办理。"})
    assert refused(answer) == (
        "第五条、第三十一条：《（示例）》还缺：审批事项、补录原因、实际发生的时间（开始时间）。请补充后再提交。"
    )


def test_two_rows_that_lack_the_same(rest, case):
    half = {"question": "是谁？", "answer": ""}
    made = rest("handler1").made(
        case["url"],
        {
            "@type": "Interview",
            "title": "（示例）询问笔录",
            "occurred_start": f"{DAY}T10:00:00+08:00",
            "questions": [half, half, {"question": "", "answer": "是。"}],
        },
    )
    said = refused(rest("handler1").post(f"{made}/@workflow/finalize"))
    for words in ("问答第1行缺答", "问答第2行缺答", "问答第3行缺问", "结束时间、地点"):
        assert words in said
