"""``bin/records holidays FILE``: enter a year's holiday notice from a file."""

from __future__ import annotations

import sys
from argparse import Namespace

from tonghua.records.commands.boot import site
from tonghua.records.commands.place import Place
from tonghua.records.core.holiday_notice import YEARS, Reading


def run(place: Place, given: Namespace) -> int:
    """Print what changes, and keep it unless only a preview is asked for; 1 where anything is wrong.

    Raises ValueError for a file that is not there and a year that cannot be.
    """
    from tonghua.records.setup.holiday_file import MOST_BYTES, read_file

    path = given.file.absolute()
    if not path.is_file():
        raise ValueError(f"没有文件 {given.file}，请检查路径。")
    if given.year is not None and given.year not in YEARS:
        raise ValueError(f"--year {given.year} 不对，请写四位的年份，例如 2027。")
    with path.open("rb") as file:
        reading = read_file(path.name, file.read(MOST_BYTES + 1), given.year)
    if reading.problems:
        print(f"{given.file}：没有保存，请改正。", file=sys.stderr)
        for problem in reading.problems:
            print(f"  {problem.sentence}", file=sys.stderr)
        return 1
    with site(place):
        return _keep(reading, given.preview)


def _keep(reading: Reading, preview: bool) -> int:
    from tonghua.records.core.holiday_year import changes, with_reading
    from tonghua.records.setup.holidays import calendar, keep

    before = calendar()
    after = with_reading(before, reading)
    found = changes(before, after)
    for change in found:
        print(change.sentence)
    for note in reading.notes:
        print(f"（{note}）")
    if preview:
        print(f"{reading.year}年将要改变 {len(found)} 天，没有保存。")
        return 0
    keep(after)
    print(f"已保存{reading.year}年的节假日安排，改变了 {len(found)} 天。")
    return 0
