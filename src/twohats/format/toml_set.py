"""One setting put into the text of a `hat.toml`: one statement changes, comments and order stay."""

from __future__ import annotations

from twohats.format.merging.toml_parts import Statement
from twohats.format.toml_edit import edit_value, insert, last_of, places, split_toml


def with_setting(text: str, key: str, value: str, file: str) -> str:
    """The text with `key`, of no table, set to the text `value`.

    A key that is new goes behind the last one above all tables. Raises JournalError for a text that is not TOML.
    """
    document, start = split_toml(text, file)
    written = next((place for place in places(document) if place.path == (key,)), None)
    if written is not None:
        edit_value(written, lambda _: value)
    else:
        top, body = document.tables["top"], f'{key} = "{value}"'
        insert(top, body, behind=last_of(top) or next(reversed(top.outline.names), ""))
        top.statements[body] = Statement("", f"{body}\r" if "\r\n" in text else body)
    changed = start + document.text()
    return changed if text.endswith("\n") or not text else changed.removesuffix("\n")
