"""The service's command line: `python -m tonghua.records.papers.converter --socket PATH`."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from functools import partial

from .office import Office, Setup
from .pool import Pool
from .service import InUse, Service


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; 0 after a clean end, 1 when the socket is in use."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    setup = Setup(options.soffice_python, options.soffice, options.fonts)
    pool = Pool(
        partial(Office, setup), options.timeout, options.jobs, options.workers, options.waiting
    )
    try:
        service = Service(options.socket, pool)
    except (InUse, OSError) as error:
        print(f"转换服务不能使用套接字 {options.socket}：{error!r}", file=sys.stderr)
        return 1
    # The interpreter itself writes to this pipe, whichever thread the signal met and whatever it did.
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    pool.begin()
    print(f"转换服务已开始监听 {options.socket}", flush=True)
    os.read(told, 1)
    service.shutdown()
    pool.end()
    service.server_close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("converter", description="DOCX 转 PDF 的常驻服务")
    add = parser.add_argument
    add("--socket", required=True, help="监听的 Unix 套接字路径")
    add("--workers", type=_positive, default=1, help="同时转换几份（每份一个 LibreOffice）")
    add("--waiting", type=_positive, default=50, help="最多几份排队等待")
    add("--timeout", type=float, default=60.0, help="每次转换的时限（秒）")
    add("--jobs", type=int, default=200, help="转换多少份后重新启动 LibreOffice")
    add("--fonts", default="", help="fontconfig 配置文件")
    add("--soffice", default="soffice", help="LibreOffice 的程序名或者路径")
    add("--soffice-python", default="/usr/bin/python3", help="能够导入 uno 的 Python")
    return parser


def _positive(text: str) -> int:
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
