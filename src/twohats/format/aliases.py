"""Aliases put into the text of a `people.toml` and taken out again: one statement changes, comments and order stay.

Not on any quick path: `tomlkit` is imported here, for the one array that changes.
"""

from __future__ import annotations

import json

from twohats.errors import JournalError
from twohats.format.merging.toml_parts import CannotSplit, Document, Statement, Table, split_document
from twohats.format.names import name_of
from twohats.format.paths import PEOPLE_FILE
from twohats.text.encoding import BOM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_ALIASES = "aliases"


def with_alias(text: str, person: str, alias: str) -> str:
    """The text with `alias` among the aliases of `person`, both as names are written in lines, without `@`.

    A person without a table gets one at the end. Raises JournalError for a text that is not TOML, or in which the
    aliases of the person are no list.
    """
    document, start = _split(text)
    written = f'"{alias}"'
    for table, name, _ in _statements(document):
        if _path(table, name)[1:] == (_ALIASES,) and _name(_path(table, name)[0]) == person:
            _edit(table, name, lambda found: found.append(alias))
            return start + document.text()
    for table, name, statement in _statements(document):
        path = _path(table, name)
        if len(path) == 1 and _name(path[0]) == person and isinstance(statement.value, dict):
            _edit(table, name, lambda found: found.append(alias))
            return start + document.text()
        if len(path) == 2 and _name(path[0]) == person and not table.path:  # anna.name = "Anna"
            _insert(table, f"{_key(path[0])}.{_ALIASES} = [{written}]", name)
            return start + document.text()
    for table in document.tables.values():
        if len(table.path) == 1 and _name(table.path[0]) == person and not table.is_list:
            last = [name for name in table.outline.names if name.startswith("[")][-1:]
            _insert(table, f"{_ALIASES} = [{written}]", *last)
            return start + document.text()
    end = "\r\n" if "\r\n" in text else "\n"
    body = document.text() if text.removeprefix(BOM) else ""
    apart = end if body.strip() else ""
    return f"{start}{body}{apart}[{_key(person)}]{end}{_ALIASES} = [{written}]{end}"


def without_alias(text: str, alias: str) -> str:
    """The text without `alias` among anybody's aliases; a list that is empty then goes, unless it has a comment.

    Raises as `with_alias` does.
    """
    document, start = _split(text)
    for table, name, statement in list(_statements(document)):
        value = statement.value
        listed = value.get(_ALIASES) if isinstance(value, dict) else value
        of_person = (
            len(_path(table, name)) == 1 if isinstance(value, dict) else _path(table, name)[1:] == (_ALIASES,)
        )
        if not of_person or not isinstance(listed, list):
            continue
        these = [each for each in listed if isinstance(each, str) and _name(each) == alias]
        if not these:
            continue

        def take_out(found: Any, these: list[str] = these) -> None:
            for each in these:
                found.remove(each)

        left = (
            len(listed) > len(these) or isinstance(value, dict) or "#" in statement.comment + statement.body
        )
        if left:
            _edit(table, name, take_out)
        else:
            table.remove(name)
    return start + document.text()


def _split(text: str) -> tuple[Document, str]:
    start = BOM if text.startswith(BOM) else ""
    try:
        return split_document(text.removeprefix(BOM)), start
    except CannotSplit:
        raise JournalError(
            f"{PEOPLE_FILE} is not understood, so it is not changed",
            "hat check says what is wrong",
            command="check",
        ) from None


def _statements(document: Document) -> list[tuple[Table, str, Statement]]:
    return [
        (table, name, statement)
        for table in document.tables.values()
        if not table.is_list
        for name, statement in table.statements.items()
        if name.startswith("[")
    ]


def _path(table: Table, name: str) -> tuple[str, ...]:
    """The keys that lead to a statement's value."""
    return (*table.path, *json.loads(name))


def _name(written: str) -> str:
    return name_of(written.removeprefix("@"), person=True)


def _key(person: str) -> str:
    """A name as a key of TOML."""
    is_bare = person.isascii() and all(sign.isalnum() or sign in "-_" for sign in person)
    return person if is_bare else f'"{person}"'


def _insert(table: Table, body: str, *after: str) -> None:
    """Put a statement behind another one, or first in its table."""
    outline = table.outline
    crlf = table.header.endswith("\r") or any(each.body.endswith("\r") for each in table.statements.values())
    at = outline.names.index(after[0]) + 1 if after else 0
    outline.names.insert(at, body)
    outline.leads.insert(at, "")
    table.statements[body] = Statement("", f"{body}\r" if crlf else body)


def _edit(table: Table, name: str, edit: Callable[[Any], None]) -> None:
    """Change the list of aliases in a statement. Raises JournalError where there is none."""
    import tomlkit

    statement = table.statements[name]
    tail = "\r" if statement.body.endswith("\r") else ""
    document = tomlkit.parse(statement.body.removesuffix("\r"))
    found: Any = document
    for key in json.loads(name):
        found = found[key]
    if isinstance(found, dict):
        found = found.setdefault(_ALIASES, [])
    if not isinstance(found, list):
        raise JournalError(
            f"the aliases in {PEOPLE_FILE} are not a list, so they are not changed", '["anna"]'
        )
    edit(found)
    table.statements[name] = Statement(statement.comment, tomlkit.dumps(document) + tail)
