"""Grounds: databases that are prepared once and that every test begins with a copy of.

A fixture whose name ends in ``_ground`` prepares one on top of another (people, then office, then a
case). The fixture ``site`` begins a test with the deepest ground among the test's fixtures; what the
test writes lies in a storage of its own and is gone after it.
"""

from dataclasses import dataclass, field

PASSWORD = "only-for-this-test-run"


@dataclass(frozen=True)
class Ground:
    """A prepared database, and what whoever prepared it says of it: addresses, no objects."""

    storage: object
    values: dict = field(default_factory=dict)
    parent: "Ground | None" = None

    @property
    def lineage(self):
        """The ground, and all that it stands on."""
        return (self, *(self.parent.lineage if self.parent else ()))


class Stage:
    """The one Plone site of a run; a test, or the preparation of a ground, has it for itself."""

    def __init__(self, layer, layers):
        self.layer = layer
        self.layers = layers
        self.ground = None
        self._entered = False

    def enter(self, ground=None):
        """The site with a copy of a ground; without one, as the layer made it."""
        assert not self._entered, "a ground is prepared before the test begins"
        if ground is not None:
            self.layer["zodbDB"] = ground
        for each in self.layers:
            each.testSetUp()
        self.ground, self._entered = ground, True
        return self.layer["portal"]

    def leave(self):
        """Forget what was written since ``enter``."""
        for each in reversed(self.layers):
            each.testTearDown()
        self.ground, self._entered = None, False

    def prepare(self, parent, build):
        """A new ground: what ``build(stage)`` writes on top of ``parent``, and what it returns."""
        import transaction

        self.enter(parent)
        try:
            values = build(self)
            transaction.commit()
            return Ground(self.layer["zodbDB"].storage, values or {}, parent)
        finally:
            self.leave()

    def rest(self, username=None, password=PASSWORD):
        """REST as a person, by paths from the site."""
        from rest_client import Client

        return Client(self.layer["portal"].absolute_url(), username, password)

    def browser(self, username, url=None, handle_errors=True):
        """A browser without scripts, logged in, errors shown as pages; nobody without a name."""
        from plone.testing.zope import Browser

        browser = Browser(self.layer["app"])
        browser.handleErrors = handle_errors
        # as every browser asks; without it Plone tells an error as JSON
        browser.addHeader("Accept", "text/html")
        if username:
            browser.addHeader("Authorization", "Basic {}:{}".format(*self.rest(username).http.auth))
        browser.open(url or self.layer["portal"].absolute_url())
        return browser


def deepest(grounds):
    """The ground that stands on all the others."""
    found = max(grounds, key=lambda ground: len(ground.lineage))
    assert all(each in found.lineage for each in grounds), "one test, one lineage of grounds"
    return found
