"""A browser as a person."""

import pytest


@pytest.fixture
def browser(site, stage):
    """``browser("handler1")``: a browser without scripts, logged in, errors shown as pages."""
    return stage.browser
