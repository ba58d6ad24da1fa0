"""The world in which the matrix of rights is tested, made once for all its tests."""

import pytest
from matrix_world import Item, make

from tonghua.records.custody.profile import read


@pytest.fixture(scope="session")
def profile():
    """The rights as the add-on's XML says them."""
    return read()


@pytest.fixture(scope="session")
def matrix_ground(stage, office_ground, profile):
    """Each type in each state once."""

    def build(stage):
        made = make(stage.layer["portal"], profile)
        return {"items": [(item.type, item.state, item.path) for item in made]}

    return stage.prepare(office_ground, build)


@pytest.fixture
def items(site, matrix_ground):
    """The items of the world."""
    return [Item(*each) for each in matrix_ground.values["items"]]
