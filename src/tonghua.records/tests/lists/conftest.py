"""A case with words in its party and in a confidential record."""

import pytest
from case_steps import filing


@pytest.fixture
def secret(rest, case):
    """The case with a record at 个人隐私 that alone has the word 绝密词语."""
    filing(rest, case, title="（示例）隐私立案", clue="绝密词语", confidentiality="privacy")
    return case
