"""POST @import: a ZIP of one JSON file and the files that it names."""

import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from plone.restapi.services import Service
from zExceptions import BadRequest

from tonghua.records import _
from tonghua.records.exchange.importing import import_file
from tonghua.records.services import allow_write

MAX_FILES = 20_000
MAX_BYTES = 4 * 1024**3
PIECE = 1024 * 1024


class ImportPost(Service):
    """The report; 400 when something was left out (the rest is in)."""

    def reply(self):
        allow_write(self.request)
        with tempfile.TemporaryDirectory(prefix="records-import-") as folder:
            path = unpack(body_file(self.request), Path(folder))
            report = import_file(self.context, path)
        self.request.response.setStatus(200 if report.ok else 400)
        return report.as_json()


def body_file(request):
    """The ZIP, sent as the body or as the file of a form."""
    for value in request.form.values():
        if hasattr(value, "filename"):
            return value
    body = request.get("BODYFILE")
    if body is None:
        raise BadRequest(_("请上传一个 ZIP 文件，其中有一个 JSON 文件和它提到的文件。"))
    body.seek(0)
    return body


def unpack(stream, folder):
    """Unpack below ``folder``; the path of the JSON file at the top. Raises BadRequest."""
    try:
        with zipfile.ZipFile(stream) as archive:
            _check(archive.infolist())
            for info in archive.infolist():
                if not info.is_dir():
                    _write(archive, info, folder)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadRequest(_("上传的不是完好的 ZIP 文件。请重新打包后上传。")) from error
    found = sorted(folder.glob("*.json")) or sorted(folder.glob("*/*.json"))
    if len(found) != 1:
        raise BadRequest(_("ZIP 的最外层应当有且只有一个 JSON 文件。请核对后重新打包。"))
    return found[0]


def _check(entries):
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise BadRequest(_("ZIP 的内容过多或者过大。请分成几个文件导入。"))
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise BadRequest(_("ZIP 中有超出文件夹的路径。请重新打包后上传。"))


def _write(archive, info, folder):
    target = folder / info.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    left = info.file_size
    with archive.open(info) as source, target.open("wb") as out:
        while piece := source.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise zipfile.BadZipFile("larger than it says")
            out.write(piece)
