"""What an import did, for a person and for a program."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that was left out: file, key, field and the reason in Chinese."""

    file: str
    key: str
    field: str
    reason: str

    def __str__(self):
        place = "，".join(part for part in (self.file, self.key, self.field) if part)
        return f"{place}：{self.reason}" if place else self.reason


class ImportProblem(Exception):
    """Something of the file is malformed; nothing of its case is taken."""

    def __init__(self, key, field, reason):
        super().__init__(reason)
        self.key, self.field, self.reason = key, field, str(reason)


@dataclass
class Report:
    """Counts of what was added and what was there already, and the problems."""

    file: str = ""
    added: dict = field(default_factory=dict)
    present: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    people: list = field(default_factory=list)

    @property
    def ok(self):
        return not self.problems

    def count(self, kind, new):
        table = self.added if new else self.present
        table[kind] = table.get(kind, 0) + 1

    def refuse(self, problem):
        self.problems.append(
            Problem(self.file, problem.key or "", problem.field or "", problem.reason)
        )

    def lines(self):
        """The report as lines of Chinese text."""
        for kind, label in KINDS.items():
            new, old = self.added.get(kind, 0), self.present.get(kind, 0)
            if new or old:
                yield f"{label}：新增 {new}，已有 {old}"
        for problem in self.problems:
            yield f"未导入　{problem}"
        yield "导入完成。" if self.ok else "有内容没有导入，请按上面的提示更正后重新导入。"

    def as_json(self):
        return {
            "ok": self.ok,
            "added": dict(self.added),
            "present": dict(self.present),
            "errors": [
                {"file": each.file, "key": each.key, "field": each.field, "reason": each.reason}
                for each in self.problems
            ],
            "message": "\n".join(self.lines()),
        }


#: kinds of things in an import file → how the report names them
KINDS = {
    "people": "人员",
    "officers": "执法人员",
    "devices": "记录设备",
    "bases": "执法依据",
    "complaints": "投诉举报",
    "cases": "案件",
    "supervision": "监督",
}
