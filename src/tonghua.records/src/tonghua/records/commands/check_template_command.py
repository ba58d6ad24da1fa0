"""``bin/records check-template FILE…``: whether templates can be used, and keep the measures."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from tonghua.records.commands.boot import site
from tonghua.records.commands.place import Place


def run(place: Place, given: Namespace) -> int:
    """Print every fault of every file with its paragraph; 1 where there is any. Raises ValueError.

    The fields are those of the site, which is opened as one more client beside the serving one.
    """
    from tonghua.records.core.papers import papers

    files = [path.absolute() for path in given.files]
    for path in files:
        if not path.is_file():
            raise ValueError(f"没有文件 {path}，请检查路径。")
    if given.key and given.key not in papers():
        raise ValueError(f"文书目录中没有 {given.key}。请用文书的键，例如 {next(iter(papers()))}。")
    os.environ.setdefault("RECORDS_OFFICE_SOCKET", str(place.office_socket))
    with site(place):
        return max(_check(path, given.key or path.stem) for path in files)


def _check(path: Path, key: str) -> int:
    from tonghua.records.core.papers import papers
    from tonghua.records.papers.content import problems_of
    from tonghua.records.papers.measures import measure
    from tonghua.records.papers.printed import measure_printed

    paper, data = papers().get(key), path.read_bytes()
    problems = problems_of(key, data)
    notes = []
    if not problems:
        problems = measure(data, paper)
        if paper is None:
            notes.append(f"文书目录中没有 {key}，占位符没有检查。请用 --key 写明是哪一种文书。")
        else:
            printed, note = measure_printed(key, data)
            problems += printed
            notes += [note] if note else []
    print(f"{path}：{f'{len(problems)} 处问题' if problems else '没有发现问题'}。")
    for problem in problems:
        print(f"  {problem}")
    for note in notes:
        print(f"  （{note}）")
    return 1 if problems else 0
