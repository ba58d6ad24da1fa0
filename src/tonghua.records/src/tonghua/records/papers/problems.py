"""What is wrong with a template, in sentences that legal staff can act on."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """One fault of a template: where it stands, what is named, what to do.

    `paragraph` is the text of the paragraph (header, footer or table cell included), empty
    when the whole file is meant; `placeholder` the name as written; `message` a sentence.
    """

    paragraph: str
    placeholder: str
    message: str

    def __str__(self) -> str:
        """The sentence with its paragraph, as shown to a person."""
        if not self.paragraph:
            return self.message
        text = self.paragraph
        if len(text) > SHOWN:
            text = text[:SHOWN] + "……"
        return f"段落“{text}”：{self.message}"


class TemplateProblem(Exception):
    """A template (文书模板) or its values cannot be printed; `problems` says why, in Chinese."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    @classmethod
    def whole(cls, message: str) -> TemplateProblem:
        """A fault of the whole file, without a paragraph."""
        return cls(Problem("", "", message))
