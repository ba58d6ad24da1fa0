"""One byte sequence for equal data, so that equal data has an equal hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256

from tonghua.records.core.clock import in_office


def canonical_json(data: object) -> bytes:
    """Serialise as UTF-8 JSON with sorted keys and no spaces.

    Moments are written in office time to the microsecond only where they have one, decimals as
    plain strings without trailing zeros. Raises TypeError for what has no canonical form and
    ValueError for a moment without time zone, NaN or infinity.
    """
    return json.dumps(
        _plain(data), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8")


def digest(data: object) -> str:
    """The SHA-256 of the canonical JSON, in lower-case hexadecimal."""
    return sha256(canonical_json(data)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return in_office(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"key is not text: {key!r}")
    return str(key)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in {"-0", ""} else plain
