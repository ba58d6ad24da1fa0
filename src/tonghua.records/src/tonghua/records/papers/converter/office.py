"""One unoserver with its LibreOffice: started, waited for, asked, ended with all its children."""

from __future__ import annotations

import contextlib
import errno
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from dataclasses import dataclass
from pathlib import Path

from .profile import unoserver_path, write_profile
from .sample import minimal_docx

START_LIMIT = 120.0
GRACE = 3.0
HEALTH = 5.0
#: bytes that must be free on the disk before a document is tried
ROOM = 100 * 1024 * 1024
#: bytes that one LibreOffice may keep in its folder, and those of one PDF
SPACE = 1024 * 1024 * 1024
MAX_PDF = 100 * 1024 * 1024
NO_ROOM = "服务器的磁盘空间不足，请系统管理员清理磁盘"


class Missing(Exception):
    """LibreOffice cannot be started on this machine; the text says what is lacking."""


class Full(Missing):
    """The disk has no room for LibreOffice's files, whatever the document."""


class Overfull(Exception):
    """LibreOffice was ended because a document made it write more than it may."""


class Died(Exception):
    """LibreOffice ended, or its connection broke, while it was asked something."""


class Hung(Exception):
    """LibreOffice did not answer in time."""


class BadDocument(Exception):
    """LibreOffice is well and refuses this document."""


@dataclass(frozen=True)
class Setup:
    """How LibreOffice is started; `fonts` is a fontconfig file or empty."""

    python: str = "/usr/bin/python3"
    soffice: str = "soffice"
    fonts: str = ""


class _Transport(xmlrpc.client.Transport):
    # Packing costs more than it saves on the way from one process to the next.
    accept_gzip_encoding = False

    def __init__(self, timeout: float) -> None:
        super().__init__()
        self.timeout = timeout

    def make_connection(self, host: str) -> http.client.HTTPConnection:
        connection = super().make_connection(host)
        connection.timeout = self.timeout
        return connection

    def parse_response(self, response: http.client.HTTPResponse) -> tuple:
        # A PDF travels as base64; one that is too large is not even read.
        if int(response.getheader("Content-Length", "0")) > MAX_PDF * 3 // 2:
            raise Overfull(f"转换出的 PDF 超过 {MAX_PDF >> 20} MB")
        return super().parse_response(response)


class Office:
    """A running LibreOffice. Its constructor returns at once; `wait_ready` blocks.

    All its files (profile, temporary files, LibreOffice's own) are in one folder that `kill`
    removes.
    """

    def __init__(self, setup: Setup) -> None:
        soffice = _lookup(setup)
        self._overfull = False
        self._own: set[str] | None = None
        try:
            self.folder = Path(tempfile.mkdtemp(prefix="records-office-"))
        except OSError as error:
            raise _lacking(error) from error
        try:
            self.process = self._launch(setup, soffice)
        except LookupError:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Missing("没有安装 unoserver，请重新构建系统") from None
        except OSError as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise _lacking(error) from error

    def _launch(self, setup: Setup, soffice: str) -> subprocess.Popen[bytes]:
        self.port, uno_port = _free_ports(2)
        path = unoserver_path(self.folder / "path")
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        options = {
            "--interface": "127.0.0.1",
            "--port": str(self.port),
            "--uno-interface": "127.0.0.1",
            "--uno-port": str(uno_port),
            "--user-installation": str(write_profile(self.folder / "profile")),
            "--executable": soffice,
        }
        launcher = str(Path(__file__).with_name("launch.py"))
        words = [word for pair in options.items() for word in pair]
        return subprocess.Popen(
            [setup.python, launcher, "--quiet", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=sys.stderr,
            cwd=self.folder,
            env=_environment(setup, path, self.temporary),
            start_new_session=True,
        )

    def wait_ready(self) -> None:
        """Block until LibreOffice has converted a small document; Died or Hung if it does not."""
        until = time.monotonic() + START_LIMIT
        while not _listens(self.port):
            if self.process.poll() is not None:
                raise Died("LibreOffice 没有启动起来")
            if time.monotonic() > until:
                raise Hung("LibreOffice 启动超时")
            time.sleep(0.1)
        self.convert(minimal_docx(), until - time.monotonic())
        # What it has opened for itself by now stays; whatever comes later is a job's.
        self._own = set(os.listdir(self.temporary))

    def convert(self, docx: bytes, timeout: float) -> bytes:
        """The PDF of a DOCX; raises BadDocument, Hung, Died, Overfull or Full."""
        self._ask_for_room()
        try:
            # Papers have no tables of contents: updating indexes would lay them out twice more.
            arguments = (None, xmlrpc.client.Binary(docx), None, "pdf", None, [], False)
            pdf = self._call("convert", timeout, *arguments).data
        except xmlrpc.client.Fault as fault:
            self._ask_for_room()
            # A fault can be the document's or the end of LibreOffice: only a question tells.
            try:
                self._call("info", HEALTH)
            except (xmlrpc.client.Fault, Hung, Died):
                raise Died("LibreOffice 在转换中退出") from fault
            self._sweep()
            raise BadDocument("LibreOffice 打不开这份文件") from fault
        self._sweep()
        return pdf

    def alive(self) -> bool:
        """Whether it runs within its space; unoserver ends when its LibreOffice does.

        One that has written more than it may is killed.
        """
        if self.process.poll() is not None:
            return False
        if _used(self.folder) > SPACE:
            self._overfull = True
            self._signal(signal.SIGKILL)
            return False
        return True

    def kill(self, grace: float = 0.0) -> None:
        """End the whole process group, asking first when `grace` seconds are given."""
        if grace:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(grace)
        self._signal(signal.SIGKILL)
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask_for_room(self) -> None:
        try:
            left = shutil.disk_usage(self.temporary).free
        except OSError as error:
            # Whoever tidies up the system's temporary folder took it: a fresh one has its own.
            raise Died("LibreOffice 的临时文件夹不见了") from error
        if left < ROOM:
            raise Full(NO_ROOM)

    def _sweep(self) -> None:
        """Remove what a job left in the temporary folder."""
        if self._own is None:
            return
        with contextlib.suppress(OSError):
            for name in set(os.listdir(self.temporary)) - self._own:
                left = self.temporary / name
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink(missing_ok=True)

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def _call(self, name: str, timeout: float, *arguments: object) -> xmlrpc.client.Binary:
        proxy = xmlrpc.client.ServerProxy(
            f"http://127.0.0.1:{self.port}", _Transport(max(timeout, 0.01)), allow_none=True
        )
        try:
            with proxy:
                return getattr(proxy, name)(*arguments)
        except TimeoutError as error:
            raise Hung("LibreOffice 没有按时回应") from error
        except (OSError, http.client.HTTPException, xmlrpc.client.ProtocolError) as error:
            if self._overfull:
                raise Overfull(f"转换这份文件占用的磁盘空间超过 {SPACE >> 20} MB") from error
            raise Died("LibreOffice 在转换中退出") from error


def _lookup(setup: Setup) -> str:
    """The path of soffice; Missing when it, the Python or its uno is not there."""
    soffice = shutil.which(setup.soffice)
    if soffice is None:
        raise Missing("没有找到 LibreOffice（soffice），请安装 libreoffice-writer-nogui")
    try:
        command = [setup.python, "-E", "-c", "import uno"]
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise Missing(f"{setup.python} 不能导入 uno，请安装 python3-uno") from None
    return soffice


def _lacking(error: OSError) -> Missing:
    """What a folder that cannot be made means for whoever waits."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Full(NO_ROOM)
    return Missing(f"不能建立临时文件夹（{error.strerror}），请系统管理员检查")


def _used(folder: Path) -> int:
    """The bytes of all files in a folder; what vanishes meanwhile does not count."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_size
    return total


def _environment(setup: Setup, path: Path, temporary: Path) -> dict[str, str]:
    inherited = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    fonts = {"FONTCONFIG_FILE": setup.fonts} if Path(setup.fonts).is_file() else {}
    return {**inherited, "PYTHONPATH": str(path), "TMPDIR": str(temporary), **fonts}


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0):
        return True
    return False


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in found:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in found]
