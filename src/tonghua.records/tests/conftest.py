"""Layers of Plone as fixtures; tests of core and of the renderer ask for none of them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from case_steps import DEMO, case, case_ground, manager, office, office_ground  # noqa: F401
from grounds import PASSWORD, Stage, deepest
from office_staff import USERS


def pytest_collection_modifyitems(items):
    """Core first, then the integration tests, grouped by layer so that each is set up once."""
    items.sort(key=lambda item: "site" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def _layer():
    """The functional layer and its bases, set up once for the whole run."""
    from plone.testing import zca  # noqa: F401

    from tonghua.records.testing import FUNCTIONAL_TESTING

    done = []

    def set_up(layer):
        for base in layer.__bases__:
            set_up(base)
        if layer not in done:
            layer.setUp()
            done.append(layer)

    set_up(FUNCTIONAL_TESTING)
    yield FUNCTIONAL_TESTING, done
    for layer in reversed(done):
        layer.tearDown()


@pytest.fixture(scope="session")
def stage(_layer):
    """Where tests and their grounds are set up, one at a time."""
    return Stage(*_layer)


@pytest.fixture(scope="session")
def people_ground(stage):
    """The site with its people."""

    def build(stage):
        from plone import api

        from tonghua.records.people import make_person

        with api.env.adopt_roles(["Manager"]):
            for username, (full, roles) in USERS.items():
                make_person(username, full, roles, PASSWORD)

    return stage.prepare(None, build)


@pytest.fixture
def site(request, stage, people_ground):
    """A Plone site with the product, served over HTTP, as new for each test.

    It begins with the deepest ground that the test's fixtures name, see ``grounds``.
    """
    names = [name for name in request.fixturenames if name.endswith("_ground")]
    yield stage.enter(deepest([people_ground, *map(request.getfixturevalue, names)]))
    stage.leave()


@pytest.fixture
def rest(site, stage):
    """``rest("handler1").post("cases", {...})``: REST as a person, by paths from the site."""
    return stage.rest


@pytest.fixture
def browser(site, stage):
    """``browser("handler1")``: a browser without scripts, logged in, errors shown as pages."""
    return stage.browser


@pytest.fixture(scope="session")
def demo_ground(stage, people_ground):
    """A site into which the demo was imported."""

    def build(stage):
        from plone import api

        from tonghua.records.exchange.importing import import_file

        with api.env.adopt_roles(["Manager"]):
            report = import_file(stage.layer["portal"], DEMO)
        return {"lines": list(report.lines()), "added": report.added, "ok": report.ok}

    return stage.prepare(people_ground, build)


@pytest.fixture
def demo(site, demo_ground):
    return demo_ground.values
