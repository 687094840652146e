"""What a reader yields, as text that a person can compare: one JSON object a line."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.interchange.source import Read, Recognised


def records_text(read: Iterable[Read | Recognised]) -> str:
    """One line for each value, its kind first, fields with their default left out; keys of records are left out too."""
    return "".join(json.dumps(plain(one), ensure_ascii=False) + "\n" for one in read)


def plain(one: Any) -> dict[str, Any]:
    """A value as `json` takes it."""
    found = {"is": type(one).__name__}
    for field, value in one._asdict().items():
        if field != "key" and value != one._field_defaults.get(field, ...):
            found[field] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return [*value]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
