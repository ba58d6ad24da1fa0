"""Calls whose writing is undone when they are answered, so that a world serves any number of them."""

from contextlib import contextmanager


class Undone:
    """Gives up each request's transaction just before its commit; notes whether it wrote."""

    wrote = False

    def __call__(self, event):
        import transaction

        connection = event.request["PARENTS"][-1]._p_jar
        self.wrote = bool(connection._registered_objects or connection._added)
        transaction.abort()


@contextmanager
def undone():
    """Within it nothing that a request writes stays; yields the ``Undone`` that sees to it."""
    from zope.component import getGlobalSiteManager
    from ZPublisher.interfaces import IPubBeforeCommit

    handler, registry = Undone(), getGlobalSiteManager()
    registry.registerHandler(handler, (IPubBeforeCommit,))
    try:
        yield handler
    finally:
        registry.unregisterHandler(handler, (IPubBeforeCommit,))
