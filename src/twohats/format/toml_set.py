"""One setting put into the text of a `hat.toml`, of its top or of a table: one statement changes, all else stays."""

from __future__ import annotations

import json
from datetime import date

from twohats.errors import JournalError
from twohats.format.merging.toml_parts import Statement
from twohats.format.model import Problem
from twohats.format.paths import check_size
from twohats.format.toml import read_toml
from twohats.format.toml_edit import (
    edit_value,
    ended_as,
    insert,
    key_text,
    last_of,
    places,
    split_toml,
    with_table,
)


def with_setting(text: str, key: str, value: str | date | bool, file: str) -> str:  # noqa: FBT001  # a value like others
    """The text with `key`, of no table, set to `value`.

    A key that is new goes behind the last one above all tables. Raises JournalError for a text that is
    not TOML, and where it would be too large.
    """
    document, start = split_toml(text, file)
    written = next((place for place in places(document) if place.path == (key,)), None)
    if written is not None:
        edit_value(written, lambda _: value)
    else:
        top, body = document.tables["top"], f"{key} = {_written(value)}"
        insert(top, body, behind=last_of(top) or next(reversed(top.outline.names), ""))
        top.statements[body] = Statement("", f"{body}\r" if "\r\n" in text else body)
    changed = ended_as(text, start + document.text())
    check_size(file, changed)
    data = read_toml(changed, file)
    if isinstance(data, Problem) or data.get(key) != value:
        raise JournalError(f"{key} in {file} is written in a way that cannot be changed", "change it by hand")
    return changed


def _written(value: str | date | bool) -> str:  # noqa: FBT001  # a value like others
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else quoted(value)


def quoted(value: str) -> str:
    """A text as a value of TOML, in which DEL is escaped as well."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_entry(text: str, table: str, key: str, value: str, file: str) -> str:
    """The text with `key` of a table set to the text `value`; a table that is not there goes to its end.

    Raises JournalError for a text that is not TOML, and where the table is written as a value of another.
    """
    document, start = split_toml(text, file)
    written = next((place for place in places(document) if place.path == (table, key)), None)
    there = next(
        (each for each in document.tables.values() if each.path == (table,) and not each.is_list), None
    )
    statement = f"{key_text(key)} = {quoted(value)}"
    if written is not None:
        edit_value(written, lambda _: value)
        changed = ended_as(text, start + document.text())
    elif there is not None:
        insert(there, statement, behind=last_of(there))
        changed = ended_as(text, start + document.text())
    else:
        changed = with_table(text, f"[{table}]", statement)
    check_size(file, changed)
    data = read_toml(changed, file)
    if isinstance(data, Problem) or data.get(table, {}).get(key) != value:
        raise JournalError(
            f"[{table}] in {file} is written in a way that cannot be added to", "add it by hand"
        )
    return changed
