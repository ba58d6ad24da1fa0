"""Where one clone keeps its data and its sockets, and the environment that says so.

Every process of a clone (the client, ZEO, the LibreOffice worker, ``bin/records``) reads its paths
from the environment; this is the one place that fills it. Whatever is already set stays, so that
a test or a second installation can point somewhere else.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
import sys
import tempfile
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

#: sun_path of a Unix socket holds 108 bytes with its closing zero; the rest is kept for the file
#: name, to which supervisor appends a process id while it binds.
LONGEST_RUN_FOLDER = 107 - len("/supervisor.sock.4194304")
#: each LibreOffice takes some 250 MB of memory
MOST_WORKERS = 16


@dataclass(frozen=True, kw_only=True)
class Place:
    """The folders of one clone.

    ``home`` holds the program, ``instance`` the passwords, ``var`` the database, blobs and logs,
    ``run`` the sockets; ``office`` and ``demo`` are GenericSetup profiles outside the package,
    ``templates`` the standard documents, ``fonts`` a fontconfig file. ``office_workers`` says how
    many LibreOffices may print at once.
    """

    home: Path
    instance: Path
    var: Path
    run: Path
    office: Path
    demo: Path
    templates: Path
    fonts: Path
    office_socket: Path
    office_workers: int
    port: int

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Place:
        """Read the place from an environment. Raises ValueError for a number that is none."""
        if "RECORDS_HOME" not in environ:
            raise ValueError("没有 RECORDS_HOME：请用 make 构建，并执行 bin/ 下的命令。")

        def path(name: str, default: Path) -> Path:
            return Path(environ.get(name) or default).absolute()

        home = Path(environ["RECORDS_HOME"]).absolute()
        instance = path("RECORDS_INSTANCE", home / "instance")
        run = path("RECORDS_RUN", run_folder(instance))
        return cls(
            home=home,
            instance=instance,
            var=path("RECORDS_VAR", instance / "var"),
            run=run,
            office=path("OFFICE_DIR", home / "profiles" / "tonghua"),
            demo=path("DEMO_DIR", home / "profiles" / "demo"),
            templates=path("TEMPLATES_DIR", home / "templates"),
            fonts=path("RECORDS_FONTS", home / ".build" / "fonts" / "fonts.conf"),
            office_socket=path("RECORDS_OFFICE_SOCKET", run / "office.sock"),
            office_workers=workers(environ.get("RECORDS_OFFICE_WORKERS") or "2"),
            port=port_number(environ.get("PORT") or "8080"),
        )

    def environment(self, client: str) -> dict[str, str]:
        """Return what the processes of this place read; ``client`` names one Zope process."""
        return {
            "RECORDS_HOME": str(self.home),
            "RECORDS_INSTANCE": str(self.instance),
            "RECORDS_VAR": str(self.var),
            "RECORDS_RUN": str(self.run),
            "RECORDS_CLIENT": client,
            "RECORDS_PYTHON": sys.executable,
            "RECORDS_USER": user_name(),
            "RECORDS_OFFICE_SOCKET": str(self.office_socket),
            "RECORDS_OFFICE_WORKERS": str(self.office_workers),
            "RECORDS_FONTS": str(self.fonts),
            "OFFICE_DIR": str(self.office),
            "DEMO_DIR": str(self.demo),
            "TEMPLATES_DIR": str(self.templates),
            "PORT": str(self.port),
            # file names are Chinese, whatever the terminal's language is
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            # Zope makes its catalogues from locales/*.po where they are older than those
            "zope_i18n_compile_mo_files": "true",
        }

    def make(self, client: str) -> None:
        """Make the folders that are missing, for their owner alone."""
        for folder in (
            self.instance,
            self.var,
            self.var / "log",
            self.var / "cache",
            self.var / "filestorage",
            self.var / "blobstorage",
            self.var / "clients" / client,
            self.run,
        ):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_private(self.run)

    def enter(self, client: str, environ: MutableMapping[str, str] = os.environ) -> None:
        """Make the folders and fill this process's environment."""
        os.umask(0o077)
        self.make(client)
        environ.update(self.environment(client))

    @property
    def url(self) -> str:
        """The site's address."""
        return f"http://127.0.0.1:{self.port}/records"


def run_folder(instance: Path) -> Path:
    """Return the folder of the sockets: beside the data, or in the system's temporary folder.

    The second where the first is too long for a socket's address: named by the user and by a hash
    of the data's path, so that two clones never meet there.
    """
    run = instance / "run"
    if len(os.fsencode(run)) <= LONGEST_RUN_FOLDER:
        return run
    name = hashlib.sha256(os.fsencode(instance)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"records-{os.getuid()}-{name}"


def check_private(folder: Path) -> None:
    """Refuse a folder of sockets that somebody else made or may enter. Raises PermissionError."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise PermissionError(f"{folder} 不是本用户的文件夹，请删除后重试。")
    if stat.S_IMODE(status.st_mode) != 0o700:
        folder.chmod(0o700)


def port_number(text: str) -> int:
    """Read a TCP port. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ValueError(f"PORT={text} 不是端口号，请用 1 至 65535 之间的数字。")
    return int(text)


def workers(text: str) -> int:
    """Read how many LibreOffices may run. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_WORKERS):
        raise ValueError(
            f"RECORDS_OFFICE_WORKERS={text} 不能使用，请用 1 至 {MOST_WORKERS} 之间的数字。"
        )
    return int(text)


def user_name() -> str:
    """Return the name of the user who runs this process, or the number of a nameless one."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
