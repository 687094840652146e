"""Single statements of a TOML text changed, added, moved or given another key: comments, order and quoting stay.

Not on any quick path: `tomlkit` is imported here, for the one statement whose value changes.
"""

from __future__ import annotations

import json
import re

from twohats.errors import JournalError
from twohats.format.merging.toml_parts import CannotSplit, Document, Statement, Table, split_document
from twohats.text.encoding import BOM
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_KEY = re.compile(r"""[ \t]*("(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*""")


class Place(NamedTuple):
    """A statement of a text, and the table that it is in."""

    table: Table
    name: str
    """What the table calls it."""
    path: tuple[str, ...]
    """The keys that lead to its value, from the top of the text."""

    @property
    def statement(self) -> Statement:
        """The statement."""
        return self.table.statements[self.name]

    @property
    def value(self) -> Any:
        """Its value, as it was read."""
        return self.statement.value


def split_toml(text: str, file: str) -> tuple[Document, str]:
    """A text, split, and its byte order mark; raises JournalError, which names the file, if it is not TOML."""
    start = BOM if text.startswith(BOM) else ""
    try:
        return split_document(text.removeprefix(BOM)), start
    except CannotSplit:
        raise JournalError(
            f"{file} is not understood, so it is not changed", "hat check says what is wrong", command="check"
        ) from None


def ended_as(text: str, changed: str) -> str:
    """A changed text, its last line ended as that of the text before the change, which may have had none at all."""
    return changed if text.endswith("\n") or not text else changed.removesuffix("\n")


def places(document: Document) -> list[Place]:
    """All statements of a document but comments and those in lists of tables."""
    return [
        Place(table, name, (*table.path, *json.loads(name)))
        for table in document.tables.values()
        if not table.is_list
        for name in table.statements
        if name.startswith("[")
    ]


def key_text(name: str) -> str:
    """A name as a key of TOML."""
    is_bare = name.isascii() and all(sign.isalnum() or sign in "-_" for sign in name)
    return name if name and is_bare else json.dumps(name, ensure_ascii=False)


def insert(table: Table, body: str, *, behind: str = "", comment: str = "") -> None:
    """Put a statement behind another one, or first in its table."""
    outline = table.outline
    crlf = table.header.endswith("\r") or any(each.body.endswith("\r") for each in table.statements.values())
    at = outline.names.index(behind) + 1 if behind else 0
    outline.names.insert(at, body)
    outline.leads.insert(at, "")
    body = body.removesuffix("\r")
    table.statements[outline.names[at]] = Statement(comment, f"{body}\r" if crlf else body)


def last_of(table: Table) -> str:
    """The name of a table's last statement that is no comment; empty if it has none."""
    return next((name for name in reversed(table.outline.names) if not name.startswith("comment ")), "")


def edit_value(place: Place, edit: Callable[[Any], Any]) -> None:
    """Change the value of a statement: `edit` gets it as tomlkit has it, and changes it or returns another."""
    import tomlkit

    statement = place.statement
    tail = "\r" if statement.body.endswith("\r") else ""
    document = tomlkit.parse(statement.body.removesuffix("\r"))
    inside: Any = document
    *keys, last = json.loads(place.name)
    for key in keys:
        inside = inside[key]
    new = edit(inside[last])
    if new is not None:
        inside[last] = new
    place.table.statements[place.name] = Statement(statement.comment, tomlkit.dumps(document) + tail)


def with_key(text: str, depth: int, name: str) -> str:
    """A header or statement with another name as its key of this depth, from 0."""
    at = len(text) - len(text.lstrip(" \t"))
    at += text[at : at + 1] == "["
    for each in range(depth + 1):
        key = _KEY.match(text, at)
        if key is None:
            break
        if each == depth:
            return text[: key.start(1)] + key_text(name) + text[key.end(1) :]
        at = key.end() + 1
    raise JournalError("a key of the file is written in a way that cannot be changed", "change it by hand")


def with_table(text: str, header: str, body: str) -> str:
    """A text with a table at its end."""
    end = "\r\n" if "\r\n" in text else "\n"
    if text.removeprefix(BOM) and not text.endswith("\n"):
        text += end
    apart = end if text.removeprefix(BOM).strip() else ""
    return f"{text}{apart}{header}{end}{body}{end}"
