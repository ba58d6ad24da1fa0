"""The import file on disk: its JSON, and the files beside it, never outside its folder."""

import json
from hashlib import sha256
from pathlib import Path, PurePosixPath

from tonghua.records.core.canonical import digest
from tonghua.records.exchange.report import ImportProblem

MAX_JSON = 64 * 1024 * 1024


class Source:
    """One import file. Raises ImportProblem when it is no JSON object."""

    def __init__(self, path):
        self.path = Path(path)
        self.folder = self.path.resolve().parent
        self._hashes = {}
        try:
            if self.path.stat().st_size > MAX_JSON:
                raise ImportProblem("", "", "导入文件过大，请分成几个文件导入。")
            self.data = json.loads(self.path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
            raise ImportProblem(
                "", "", "导入文件不存在，或者不是 UTF-8 的 JSON。请核对。"
            ) from error
        if not isinstance(self.data, dict):
            raise ImportProblem("", "", "导入文件的最外层应当是一个对象。请核对。")

    def section(self, name):
        """One section of the file as a list of objects."""
        found = self.data.get(name) or []
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise ImportProblem("", name, "应当是由对象组成的列表。")
        return found

    def file(self, value, key, field):
        """The path that ``{"filename", "path"}`` names. Raises ImportProblem."""
        given = value.get("path") if isinstance(value, dict) else None
        if not isinstance(given, str) or not given:
            raise ImportProblem(key, field, "文件应当写作 filename 和 path。")
        relative = PurePosixPath(given)
        found = (self.folder / given).resolve()
        if relative.is_absolute() or not found.is_relative_to(self.folder):
            raise ImportProblem(
                key, field, f"文件路径“{given}”超出了导入文件所在的文件夹。请把文件放在该文件夹内。"
            )
        if not found.is_file():
            raise ImportProblem(key, field, f"文件“{given}”不存在。请把它放到导入文件旁边。")
        return found

    def hash_of(self, item):
        """The hash of an item's content, files by their own hashes."""
        return digest(self._with_hashes(item))

    def _with_hashes(self, value):
        if isinstance(value, dict):
            if isinstance(value.get("path"), str):
                return {**value, "path": self._file_hash(value)}
            return {name: self._with_hashes(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._with_hashes(each) for each in value]
        return value

    def _file_hash(self, value):
        path = self.file(value, "", "path")
        if path not in self._hashes:
            self._hashes[path] = sha256(path.read_bytes()).hexdigest()
        return self._hashes[path]
