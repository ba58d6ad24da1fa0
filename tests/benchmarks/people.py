"""Acting as one of the demo's people, inside the site and in its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import quote

from AccessControl.SecurityManagement import (
    getSecurityManager,
    newSecurityManager,
    setSecurityManager,
)
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.HTTPResponse import HTTPResponse
from ZPublisher.WSGIPublisher import publish_module

HANDLER = "handler1"


@contextmanager
def acting(site: Any, username: str = HANDLER) -> Iterator[None]:
    """Do what the block does as this person."""
    before = getSecurityManager()
    user = site.acl_users.getUserById(username)
    newSecurityManager(None, user.__of__(site.acl_users))
    try:
        yield
    finally:
        setSecurityManager(before)


class Browser:
    """A logged-in browser without a network: pages through the same WSGI stack as the server's."""

    def __init__(self, site: Any, username: str = HANDLER) -> None:
        response = HTTPResponse()
        site.acl_users.session._setupSession(username, response)
        ticket = response.cookies["__ac"]["value"]
        self.cookie = f"__ac={quote(ticket if isinstance(ticket, str) else ticket.decode())}"
        self.site = site

    def page(self, path: str, query: str = "", accept: str = "text/html") -> bytes:
        """Return the body of a page of the site. Raises RuntimeError for any but a 200."""
        given = {"REQUEST_METHOD": "GET", "QUERY_STRING": query, "HTTP_ACCEPT": accept}
        return _thread().submit(self._ask, path, given, b"", "200").result()

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """POST JSON and return the answer's. Raises RuntimeError for any but a 201."""
        data = json.dumps(body).encode()
        given = {
            "REQUEST_METHOD": "POST",
            "QUERY_STRING": "",
            "HTTP_ACCEPT": "application/json",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(data)),
        }
        return json.loads(_thread().submit(self._ask, path, given, data, "201").result())

    def _ask(self, path: str, given: dict[str, str], data: bytes, wanted: str) -> bytes:
        said: list[str] = []

        def start_response(status: str, *_more: object) -> None:
            said.append(status)

        environ = {
            **given,
            "SCRIPT_NAME": "",
            "PATH_INFO": f"/{self.site.getId()}/{path}",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8080",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1:8080",
            "HTTP_COOKIE": self.cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(data),
            "wsgi.errors": BytesIO(),
        }
        answer = HTTPExceptionHandler(publish_module)(environ, start_response)
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        if not said or not said[-1].startswith(wanted):
            raise RuntimeError(f"{path}: {said} {body[:500]!r}")
        return body


@cache
def _thread() -> ThreadPoolExecutor:
    """The server's one thread: transaction, site and security are a thread's own."""
    return ThreadPoolExecutor(max_workers=1)
