"""What the site uses of the conversion service: one function, two exceptions, stdlib only."""

from __future__ import annotations

import http.client
import json
import socket as sockets

FAILED = "转换失败：{}。文书的 DOCX 已生成，请稍后重新转换。"
MARGIN = 2.0


class ConversionError(Exception):
    """No PDF was made; the text is a sentence for the person who asked for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(FAILED.format(reason.rstrip("。")))
        self.reason = reason


class ConversionUnavailable(ConversionError):
    """The conversion service is down or still starting: the same document may pass later."""


class ConversionFailed(ConversionError):
    """The service ran and could not make a PDF of this document, or not in time."""


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self) -> None:
        self.sock = sockets.socket(sockets.AF_UNIX, sockets.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def convert(docx: bytes, socket: str, deadline: float) -> bytes:
    """The PDF of a DOCX, from the service that listens on `socket` (a path).

    `deadline` is in seconds and covers waiting in the queue as well. Raises
    ConversionUnavailable or ConversionFailed.
    """
    headers = {"Content-Type": "application/octet-stream", "Deadline-Seconds": str(deadline)}
    status, body = _ask("POST", "/convert", socket, deadline + MARGIN, docx, headers)
    if status == 200:
        return body
    reason = _message(body)
    raise (ConversionUnavailable if status == 503 else ConversionFailed)(reason)


def status(socket: str, deadline: float = 5.0) -> dict[str, object]:
    """The service's own word: `state` (ready, starting, down), how many are `ready`, `busy` and
    `waiting`, `jobs`, `restarts`, and the same of each of its `workers`."""
    _, body = _ask("GET", "/status", socket, deadline, None, {})
    return json.loads(body)


def _ask(
    method: str, path: str, socket: str, timeout: float, body: bytes | None, headers: dict[str, str]
) -> tuple[int, bytes]:
    connection = _Connection(socket, timeout)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except TimeoutError as error:
        raise ConversionFailed("转换超过规定时间") from error
    except (OSError, http.client.HTTPException) as error:
        raise ConversionUnavailable("转换服务没有运行") from error
    finally:
        connection.close()


def _message(body: bytes) -> str:
    try:
        return str(json.loads(body)["message"])
    except (ValueError, KeyError, TypeError):
        return "转换服务没有说明原因"
