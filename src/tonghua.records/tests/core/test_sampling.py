"""A draw by chance that can be repeated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghua.records.core.sampling import digest, draw

law = settings(max_examples=50, deadline=None, database=None, derandomize=True)
uids = st.lists(st.text("abcdef0123456789", min_size=4, max_size=8), max_size=40, unique=True)


@law
@given(uids, st.integers(0, 50), st.randoms())
def test_the_same_seed_draws_the_same_cases_whatever_their_order(cases, count, chance):
    shuffled = list(cases)
    chance.shuffle(shuffled)
    drawn = draw(cases, count, "2026-示例")
    assert draw(shuffled, count, "2026-示例") == drawn
    assert len(drawn) == min(count, len(cases)) == len(set(drawn))
    assert set(drawn) <= set(cases)
    assert digest(shuffled) == digest(cases)


def test_a_case_that_came_later_moves_no_other():
    before = draw([str(n) for n in range(100)], 10, "种子")
    after = draw([str(n) for n in range(101)], 10, "种子")
    assert [each for each in after if each != "100"][:9] == list(before)[:9]


def test_another_seed_draws_others_and_every_case_may_be_drawn():
    cases = [str(n) for n in range(20)]
    drawn = {each for n in range(100) for each in draw(cases, 3, f"种子{n}")}
    assert drawn == set(cases)


@pytest.mark.parametrize(("count", "seed"), [(-1, "种子"), (1, "")])
def test_a_draw_that_cannot_be_repeated_is_refused(count, seed):
    with pytest.raises(ValueError, match="draw"):
        draw(["a"], count, seed)


def test_other_cases_have_another_digest():
    assert digest(["a", "b"]) != digest(["a"])
