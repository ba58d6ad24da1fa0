"""Zope in this process, as one more client of the storage server."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tonghua.records.commands.place import Place
from tonghua.records.commands.storage import storage

SITE = "records"
ADMINISTRATOR = "admin"


@contextmanager
def application(place: Place) -> Iterator[Any]:
    """Open the database's root with a request and the administrator's rights.

    What the block leaves uncommitted is undone.
    """
    place.enter("command")
    log_to(place.var / "log" / "command.log")
    with storage(place):
        app = open_root(place)
        try:
            act_as_administrator(app)
            yield app
        finally:
            import transaction
            from zope.component.hooks import setSite

            setSite(None)
            transaction.abort()
            database = app._p_jar.db()
            app._p_jar.close()
            database.close()


def log_to(path: Path) -> None:
    """Send what Zope logs to a file: the terminal is for the command's own words."""
    logging.basicConfig(
        filename=path,
        encoding="utf-8",
        level=logging.INFO,
        format="%(asctime)s %(levelname)-7.7s [%(name)s:%(lineno)s] %(message)s",
    )
    logging.captureWarnings(True)
    warnings.simplefilter("ignore", DeprecationWarning)


def open_root(place: Place) -> Any:
    """Start Zope by the same zope.conf as the serving site."""
    import Zope2
    from Testing.makerequest import makerequest
    from zope.globalrequest import setRequest
    from Zope2.Startup.run import configure_wsgi

    configure_wsgi(str(place.home / "instance" / "zope.conf"))
    app = makerequest(Zope2.app(), environ={"SERVER_NAME": "127.0.0.1"})
    setRequest(app.REQUEST)
    return app


def act_as_administrator(app: Any) -> None:
    """Do what follows as the site's administrator (before one exists, as the system)."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system

    user = app.acl_users.getUserById(ADMINISTRATOR)
    newSecurityManager(None, system if user is None else user.__of__(app.acl_users))


@contextmanager
def site(place: Place) -> Iterator[Any]:
    """Open the site ``records``; commits when the block ends without an error.

    Raises ValueError where the site was never made.
    """
    import transaction
    from zope.component.hooks import setSite

    with application(place) as app:
        if SITE not in app:
            raise ValueError("站点尚未建立，请先执行 make start 或 make demo。")
        setSite(app[SITE])
        yield app[SITE]
        transaction.commit()
