"""Cases and records made over REST, for the browser's tests to begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from live import LiveSite
from rest import Rest

#: the demo's case, and what its records are called
DEMO_CASE = "（示例）擅自编纂冠名年鉴案（首案）"


@dataclass
class Paperwork:
    """What an office has on its desk: the demo's case, and new ones."""

    site: LiveSite
    _people: dict[str, Rest] = field(default_factory=dict)

    def as_user(self, username: str) -> Rest:
        """Return the person's REST client, the same one each time."""
        if username not in self._people:
            self._people[username] = self.site.as_user(username)
        return self._people[username]

    @cached_property
    def demo_case(self) -> str:
        """The URL of the demo's case."""
        found = self.as_user("handler1").get("cases", b_size=1000)["items"]
        return next(item["@id"] for item in found if item["title"] == DEMO_CASE)

    @cached_property
    def demo_records(self) -> dict[str, str]:
        """Type → URL of the demo case's first record of it, parties among them."""
        found = self.as_user("handler1").get(self.demo_case, b_size=1000)["items"]
        return {item["@type"]: item["@id"] for item in reversed(found)}

    @cached_property
    def officers(self) -> list[str]:
        """The URLs of the demo's enforcement officers."""
        return [item["@id"] for item in self.as_user("handler1").get("officers")["items"]]

    @cached_property
    def bases(self) -> list[str]:
        """The URLs of the demo's legal bases."""
        return [item["@id"] for item in self.as_user("handler1").get("bases")["items"]]

    def case(self, title: str, **more: Any) -> str:
        """Register a case of handler1 and handler2 and return its URL."""
        body = {
            "@type": "PenaltyCase",
            "title": title,
            "cause": "（示例）擅自编纂年鉴",
            "source": "（示例）日常检查",
            "section": "执法科（示例）",
            "handlers": ["handler1", "handler2"],
            "reviewer": "reviewer1",
            "approver": "approver1",
            "procedure": "ordinary",
            "legal_basis": self.bases[:1],
        }
        return self.as_user("handler1").post("cases", body | more)["@id"]

    def record(self, case: str, type_: str, title: str, **more: Any) -> str:
        """Make a record as handler1 and return its URL."""
        body = {"@type": type_, "title": title, **more}
        return self.as_user("handler1").post(case, body)["@id"]

    def step(self, who: str, item: str, transition: str, comment: str = "（示例）同意。") -> None:
        """Take a step of a workflow as this person."""
        self.as_user(who).post(f"{item}/@workflow/{transition}", {"comment": comment})

    def read(self, item: str, who: str = "handler1") -> Any:
        """Return an item as REST says it."""
        return self.as_user(who).get(item)

    def inside(self, case: str, kind: str) -> list[str]:
        """Return the URLs of a case's items of one type."""
        found = self.as_user("handler1").get(case, b_size=1000)["items"]
        return [item["@id"] for item in found if item["@type"] == kind]

    def filing_in_review(self, title: str) -> tuple[str, str]:
        """Return a case and its filing form, submitted for review."""
        case = self.case(title)
        said = {"clue": "（示例）举报信", "facts": "（示例）初步核实属实"}
        filing = self.record(case, "Filing", f"{title}立案审批表", **said)
        self.step("handler1", filing, "submit", "建议立案，理由：线索清楚。")
        return case, filing
