"""Signing places (签名处): who has signed, who refused and why, and the room that is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Mm
from docxtpl import InlineImage
from markupsafe import Markup, escape

from .filters import day
from .problems import TemplateProblem

HEIGHT, WIDEST = Mm(12), Mm(40)
CAPACITIES = (
    *("handler", "reviewer", "approver", "officer", "party", "interviewee", "recorder"),
    *("holder", "witness", "host", "clerk", "legal_reviewer", "legal_head", "participant"),
    *("expert", "server", "recipient", "applicant", "section_head", "archivist"),
)
CHAIN = ("handler", "reviewer", "approver")
GAP = "　"
Line = tuple[Callable[[], InlineImage] | None, str]
UNSIGNED = GAP * 8 + "年" + GAP * 2 + "月" + GAP * 2 + "日"


class SigningPlace:
    """What is printed where one capacity signs: a line each, pictures about 12 mm high.

    A line is a text and perhaps the picture before it; pictures are opened when printed.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __html__(self) -> str:
        """The runs of WordprocessingML, a line end between signatures."""
        return Markup("\n").join(
            Markup(picture().__html__() if picture else "") + escape(text)  # noqa: S704 - docxtpl's
            for picture, text in self._lines
        )


def signing_places(
    context: Mapping[str, Any], images: Mapping[str, bytes], template: Any
) -> dict[str, SigningPlace]:
    """A `SigningPlace` for every capacity, so that `{{ sign.officer }}` is always a name.

    Reads `signatures`, `places` (capacity, label, count) and `chain`; a handler, reviewer or
    approver who left no signature of his own is shown by the chain's name and date. Places not
    yet signed leave room for a hand-written name and date.
    """
    counts = {place["capacity"]: place.get("count") or 1 for place in context.get("places") or ()}
    found: dict[str, SigningPlace] = {}
    for capacity in CAPACITIES:
        lines = [
            _signed(signature, images, template)
            for signature in context.get("signatures") or ()
            if signature["capacity"] == capacity
        ]
        chain = (context.get("chain") or {}).get(capacity) if capacity in CHAIN else None
        if not lines and chain and chain.get("name"):
            lines = [(None, _dated(chain["name"], chain.get("at")))]
        lines += [(None, UNSIGNED)] * ((counts.get(capacity) or 1) - len(lines))
        found[capacity] = SigningPlace(lines)
    return found


def _signed(signature: Mapping[str, Any], images: Mapping[str, bytes], template: Any) -> Line:
    name, at = signature.get("name") or "", signature.get("at")
    if signature.get("refusal_reason"):
        witness = signature.get("witness")
        seen = f"（见证人：{witness}）" if witness else ""
        return None, _dated(f"{name}拒绝签名：{signature['refusal_reason']}{seen}", at)
    key = signature.get("image")
    picture = partial(_picture, images, key, template) if key else None
    return picture, _dated(name, at)


def _dated(text: str, at: object) -> str:
    return f"{text}{GAP}{day(at)}" if at else text


def _picture(images: Mapping[str, bytes], key: str, template: Any) -> InlineImage:
    """A picture 12 mm high, or less where it would be wider than 40 mm."""
    try:
        data = images[key]
        shape = Image.from_blob(data)
    except (KeyError, UnrecognizedImageError) as error:
        raise TemplateProblem.whole(f"签名图片“{key}”无法读取，请核对签名后重新生成。") from error
    height = min(HEIGHT, int(WIDEST * shape.px_height / shape.px_width))
    return InlineImage(template, BytesIO(data), height=height)
