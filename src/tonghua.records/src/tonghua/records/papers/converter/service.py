"""The service's HTTP over a Unix socket: POST /convert, GET /status."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import socketserver
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler

from .office import BadDocument
from .pool import Pool
from .supervisor import TimedOut, Unavailable

MAX_BYTES = 100 * 1024 * 1024
DEFAULT_DEADLINE = 180.0
LONGEST = 600.0
PDF = "application/pdf"
JSON = "application/json; charset=utf-8"


class InUse(Exception):
    """Another service answers on this socket."""


class Service(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens on a socket that only its owner may open (mode 0600)."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, path: str, pool: Pool) -> None:
        self.pool = pool
        _remove_stale(path)
        before = os.umask(0o177)
        try:
            super().__init__(path, Handler)
        finally:
            os.umask(before)

    def server_close(self) -> None:
        """Stop listening and remove the socket."""
        super().server_close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.server_address)


class Handler(BaseHTTPRequestHandler):
    """One request: the pool's answer as status and bytes, errors as Chinese JSON."""

    server: Service
    timeout = 60

    def do_GET(self) -> None:
        """`GET /status`"""
        if self.path != "/status":
            self._error(HTTPStatus.NOT_FOUND, "failed", "没有这个地址")
            return
        self._json(HTTPStatus.OK, self.server.pool.status())

    def do_POST(self) -> None:
        """`POST /convert`: DOCX in, PDF out; the header Deadline-Seconds bounds the wait."""
        docx = self._body()
        if docx is None:
            return
        try:
            pdf = self.server.pool.convert(docx, self._deadline())
        except BadDocument as error:
            self._error(HTTPStatus.UNPROCESSABLE_ENTITY, "failed", str(error))
        except Unavailable as error:
            state = self.server.pool.state.value
            self._error(HTTPStatus.SERVICE_UNAVAILABLE, state, str(error))
        except TimedOut as error:
            self._error(HTTPStatus.GATEWAY_TIMEOUT, "timeout", str(error))
        else:
            self._send(HTTPStatus.OK, PDF, pdf)

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if self.path != "/convert":
            self._error(HTTPStatus.NOT_FOUND, "failed", "没有这个地址")
        elif not length.isdecimal() or not 0 < int(length) <= MAX_BYTES:
            self._error(HTTPStatus.UNPROCESSABLE_ENTITY, "failed", "文件是空的，或者超过 100 MB")
        else:
            docx = self.rfile.read(int(length))
            if docx.startswith(b"PK\x03\x04"):
                return docx
            self._error(HTTPStatus.UNPROCESSABLE_ENTITY, "failed", "文件不是 DOCX")
        return None

    def _deadline(self) -> float:
        try:
            wished = float(self.headers.get("Deadline-Seconds", ""))
        except ValueError:
            return DEFAULT_DEADLINE
        return min(wished, LONGEST) if wished > 0 else DEFAULT_DEADLINE

    def _error(self, status: HTTPStatus, state: str, message: str) -> None:
        self._json(status, {"state": state, "message": message})

    def _json(self, status: HTTPStatus, values: dict[str, object]) -> None:
        self._send(status, JSON, json.dumps(values, ensure_ascii=False).encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        # A client that stopped waiting is no error of ours.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def address_string(self) -> str:
        """A Unix socket's client has no address."""
        return "local"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what goes well."""


def _remove_stale(path: str) -> None:
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as probe:
        try:
            probe.connect(path)
        except FileNotFoundError:
            return
        except ConnectionRefusedError:
            os.unlink(path)
            return
    raise InUse(path)
