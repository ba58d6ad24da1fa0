"""``bin/records``: what an administrator, cron and the Makefile do from outside the site."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tonghua.records.commands.place import Place


def arguments() -> argparse.ArgumentParser:
    """Return the command line's grammar; each command names the module that does it."""
    parser = argparse.ArgumentParser(
        prog="records", description="行政执法全过程记录系统的管理命令。", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        added.set_defaults(module=name.replace("-", "_"))
        return added

    importing = command("import", "导入案件文件；同一文件再次导入不会重复。")
    importing.add_argument("file", type=Path, metavar="文件.json")
    exporting = command("export", "导出案件及其文件，格式与导入文件相同。")
    exporting.add_argument("target", type=Path, metavar="目标文件夹或文件.json")
    exporting.add_argument("--case", metavar="案件编号", help="只导出这一件（网址中的编号）。")
    command("tick", "到期检查：提醒将到期和已到期的时限；由 cron 每隔几分钟执行。")
    days = command(
        "holidays",
        "录入一年的节假日安排：XLSX、CSV 表格，或者粘贴了通知全文的 TXT 文件。",
    )
    days.add_argument("file", type=Path, metavar="文件")
    days.add_argument("--year", type=int, metavar="年", help="哪一年；文件写明的可以不写。")
    days.add_argument("--preview", action="store_true", help="只说明将要改变的日子，不保存。")
    blank = command("new-template", "写出一种文书的空白模板（DOCX，机关文书的样式）。")
    blank.add_argument("key", metavar="文书的键")
    blank.add_argument("file", type=Path, nargs="?", metavar="文件.docx")
    blank.add_argument(
        "--form",
        choices=("letter", "form"),
        help="letter 公文式，form 表格式；不写的，有文号的为公文式。",
    )
    checking = command("check-template", "检查模板的占位符和版式；有问题的，逐处写明所在的段落。")
    checking.add_argument("files", type=Path, nargs="+", metavar="文件.docx")
    checking.add_argument(
        "--key", metavar="文书的键", help="是哪一种文书；不写的，按文件名（键.docx）。"
    )
    for name, help in (
        ("setup", "建立站点（make start 首次启动时自动执行）。"),
        ("serve", "在前台运行全部进程，Ctrl-C 结束（即 make start）。"),
    ):
        command(name, help).add_argument("--demo", action="store_true", help="装入演示案件。")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the process's exit code."""
    given = arguments().parse_args(argv)
    # so that what a command began is undone and what it started is ended
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        place = Place.of(os.environ)
        module = import_module(f"tonghua.records.commands.{given.module}_command")
        return int(module.run(place, given))
    except (OSError, ValueError) as problem:
        print(f"records：{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
