"""One setting put into the text of a `hat.toml`: one statement changes, comments and order stay.

Not on any quick path: `tomlkit` is imported here, for the one value that changes.
"""

from __future__ import annotations

from twohats.errors import JournalError
from twohats.format.merging.toml_parts import CannotSplit, Statement, Table, split_document
from twohats.text.encoding import BOM


def with_setting(text: str, key: str, value: str, file: str) -> str:
    """The text with `key`, of no table, set to the text `value`.

    A key that is new goes behind the last one above all tables. Raises JournalError for a text that is not TOML.
    """
    start = BOM if text.startswith(BOM) else ""
    try:
        document = split_document(text.removeprefix(BOM))
    except CannotSplit:
        raise JournalError(
            f"{file} is not understood, so it is not changed", "hat check says what is wrong", command="check"
        ) from None
    top = document.tables["top"]
    written = next((name for name, path in top.keys().items() if path == (key,)), "")
    if written:
        top.statements[written] = _changed(top.statements[written], key, value)
    else:
        _insert(top, f'{key} = "{value}"', is_crlf="\r\n" in text)
    changed = start + document.text()
    return changed if text.endswith("\n") or not text else changed.removesuffix("\n")


def _changed(statement: Statement, key: str, value: str) -> Statement:
    import tomlkit

    tail = "\r" if statement.body.endswith("\r") else ""
    line = tomlkit.parse(statement.body.removesuffix("\r"))
    line[key] = value
    return Statement(statement.comment, tomlkit.dumps(line) + tail)


def _insert(top: Table, body: str, *, is_crlf: bool) -> None:
    names = top.outline.names
    at = max((at for at, name in enumerate(names, 1) if name.startswith("[")), default=len(names))
    names.insert(at, body)
    top.outline.leads.insert(at, "")
    top.statements[body] = Statement("", f"{body}\r" if is_crlf else body)
