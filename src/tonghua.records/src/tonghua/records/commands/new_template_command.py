"""``bin/records new-template KEY [FILE]``: a blank template of a paper in the house style."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tonghua.records.commands.place import Place


def run(place: Place, given: Namespace) -> int:
    """Write the DOCX; a file that is there is never written over. Raises ValueError."""
    from tonghua.records.core.papers import papers
    from tonghua.records.papers.blank import blank_template

    paper = papers().get(given.key)
    if paper is None:
        known = "、".join(f"{key}（{each.title}）" for key, each in papers().items())
        raise ValueError(f"文书目录中没有 {given.key}。可以用的有：{known}。")
    path: Path = given.file or Path(f"{given.key}.docx")
    letter = {"letter": True, "form": False}.get(given.form)
    data = blank_template(paper, letter)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise ValueError(f"已经有文件 {path}，没有覆盖。请换一个文件名，或者先移走它。") from None
    print(f"已写入 {path}：《{paper.title}》的空白模板。用 Word、WPS 或者 LibreOffice 编辑后，")
    print(f"用 bin/records check-template {path} --key {given.key} 检查。")
    return 0
