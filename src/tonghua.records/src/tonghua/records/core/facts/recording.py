"""Facts of audio-visual records (articles 3, 12, 26)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tonghua.records.core.facts.base import RecordFacts, brings


@dataclass(frozen=True, kw_only=True)
class AudioVisual(RecordFacts):
    """音像记录 (articles 3, 12, 26); ``media`` says whether the file is there, seconds long

    ``sha256`` is what the file had when it was taken in, ``verified_sha256`` what it had when
    somebody last computed it again (校验).
    """

    media: bool = False
    kind: str | None = None
    captured_start: datetime | None = None
    captured_end: datetime | None = None
    device: str | None = None
    operator: str | None = None
    keeper: str | None = None
    about: tuple[str, ...] = ()
    unsuitable_reason: str = ""
    device_copy_erased_at: datetime | None = None
    ingested_at: datetime | None = field(
        default=None, metadata=brings("media", "sha256", "duration", "codec")
    )
    sha256: str = ""
    duration: float | None = None
    codec: str = ""
    verified_sha256: str = ""
    verified_at: datetime | None = field(default=None, metadata=brings("verified_sha256"))
