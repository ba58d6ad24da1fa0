"""The interview's standard questions, as an office writes them."""

import re

import pytest

from tonghua.records.core.interview import PLACES, Group, Phrase, groups_of, usual_text
from tonghua.records.core.vocabularies import vocabulary


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", ()),
        ("# 只有组名\n", ()),
        ("问一？", (Group(title="", phrases=(Phrase(question="问一？"),)),)),
        (
            "# 甲\n问一？ | 是。\n\n  问二？  \n# 乙\n问三？|",
            (
                Group(
                    title="甲",
                    phrases=(Phrase(question="问一？", answer="是。"), Phrase(question="问二？")),
                ),
                Group(title="乙", phrases=(Phrase(question="问三？", closes=True),)),
            ),
        ),
        ("| 只有回答", ()),
    ],
)
def test_text_becomes_groups(text, groups):
    assert groups_of(text) == groups


def test_a_question_that_tells_of_rights_names_them():
    (group,) = groups_of("你有权陈述、申辩，有权申请回避。听清楚了吗？\n你在听证时说过什么？")
    assert [each.rights for each in group.phrases] == [("statement", "defence", "recusal"), ()]


class TestUsualQuestions:
    def test_they_tell_of_the_rights_of_article_10_before_anything_is_asked(self):
        first = groups_of(usual_text())[0]
        told = {token for phrase in first.phrases for token in phrase.rights}
        assert told == {"statement", "defence", "recusal"} <= set(vocabulary("rights"))

    def test_they_end_with_the_reading_over(self):
        closing = [
            each for group in groups_of(usual_text()) for each in group.phrases if each.closes
        ]
        assert "核对" in closing[-1].question
        assert "一致" in closing[-1].answer

    def test_they_leave_open_only_what_is_filled_in(self):
        assert set(re.findall(r"\{(.*?)\}", usual_text())) <= set(PLACES)
