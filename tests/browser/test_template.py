"""文书模板 in the hands of the office: a word changed in LibreOffice, uploaded, checked, printed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from chromium import Desk
from pages import LONG, content, says
from paperwork import Paperwork
from playwright.sync_api import Page, expect

Seat = Callable[..., Desk]
TEMPLATE = "templates/scene_inspection"
#: the system's Python, which has LibreOffice's own module
PYTHON = "/usr/bin/python3"
HERE = Path(__file__).parent
OLD, NEW = "表明身份", "亮明身份"


def in_libreoffice(source: Path, target: Path, old: str, new: str) -> Path:
    """Change words of a DOCX in LibreOffice; the new file."""
    done = subprocess.run(
        [PYTHON, HERE / "in_libreoffice.py", source, target, old, new],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert int(done.stdout) == 1
    return target


def send(page: Page, file: Path, why: str, button: str) -> None:
    """Choose a file on the form of a template, say why, and press a button."""
    content(page).get_by_role("link", name="更换模板").click()
    page.locator("input[type=file][name='form.widgets.docx_file']").set_input_files(file)
    page.get_by_label("修改说明").fill(why)
    page.get_by_role("button", name=button, exact=True).click()


def words_of(papers: Paperwork, record: str, version: dict[str, object], tmp_path: Path) -> str:
    """The words of a version's PDF."""
    path = tmp_path / f"{version['version']}.pdf"
    path.write_bytes(papers.as_user("handler1").session.get(str(version["pdf"])).content)
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    )
    return "".join(done.stdout.split())


def test_a_word_is_changed_and_printed(
    at_desk: Seat,
    papers: Paperwork,
    site_administrator: str,
    picture: Callable[..., Path],
    tmp_path: Path,
) -> None:
    case = papers.case("（示例）更换模板的案件")
    record = papers.record(case, "SceneInspection", "（示例）笔录", situation="（示例）所见")
    handler = papers.as_user("handler1")
    before = handler.post(f"{record}/@paper", {"formats": ["docx", "pdf"]})
    assert OLD in words_of(papers, record, before, tmp_path)

    desk = at_desk(site_administrator)
    page = desk.open(TEMPLATE)
    with page.expect_download() as waited:
        content(page).get_by_role("link", name="下载模板").click()
    office = tmp_path / "template.docx"
    waited.value.save_as(office)

    # a placeholder misspelt on the way is named with its paragraph, and nothing changes
    wrong = in_libreoffice(office, tmp_path / "wrong.docx", "record.situation", "record.situatoin")
    send(page, wrong, "（示例）改了一个字。", "先检查和预览")
    says(page, "record.situatoin")
    says(page, "record.situation")
    picture(desk, "template-problems")

    changed = in_libreoffice(office, tmp_path / "changed.docx", OLD, NEW)
    desk.open(TEMPLATE)
    send(page, changed, "（示例）改用通俗的说法。", "先检查和预览")
    says(page, "检查没有发现问题")
    expect(page.get_by_role("region", name="待采用的模板")).to_be_visible()
    expect(page.locator(".records-paper-sheet canvas").first).to_be_visible(timeout=LONG)
    picture(desk, "template-waiting")
    content(page).get_by_role("button", name="采用", exact=True).click()
    says(page, "改用通俗的说法")
    assert desk.fits()
    assert desk.barriers() == []

    after = handler.post(f"{record}/@paper", {"formats": ["docx", "pdf"]})
    said = words_of(papers, record, after, tmp_path)
    assert NEW in said
    assert OLD not in said
    # the paper that was made before keeps what it says
    assert OLD in words_of(papers, record, before, tmp_path)
