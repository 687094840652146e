"""A TOML text taken apart into tables and statements, byte for byte, so that two can be merged. Pure.

The statements' bounds are found by reading: a statement is the least number of lines that is TOML by itself.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import Any

from twohats.format.toml import is_trap

LARGEST = 64 * 1024
"""Characters; more is not read as TOML, which can take seconds to read then."""
LONGEST = 200
"""Lines of one value, and what it costs to find its end. A longer one is left to another merge."""
_MOST_TRIES = 20
"""Equals signs of a statement that are tried as the one behind its key; a key has others only within quotes."""
_BROKEN = (ValueError, RecursionError, MemoryError)


class NotTaken(Exception):
    """A text that cannot be taken apart: no TOML, or too large."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A key with its value, or a comment that stands by itself, as written."""

    comment: str
    """The comment lines right above it, each with its newline."""
    text: str
    """Its lines, without the last newline."""
    value: object = None

    def written(self) -> str:
        """Its text as it stands in the file."""
        return f"{self.comment}{self.text}\n"


@dataclass(slots=True)
class Table:
    """A table: its header, and its statements by name."""

    comment: str = ""
    header: str = ""
    """Its line; empty for the beginning of the text. For one of a list of tables, all the lines it has."""
    outline: str = ""
    """Its statements' names behind a `#`, one a line, with the blank lines between them."""
    statements: dict[str, Statement] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    """The keys that lead to it."""
    is_list: bool = False
    """Whether it is one of a list of tables."""

    def places(self) -> dict[str, tuple[str, ...]]:
        """Its statements' names, each with the keys that lead to what it says; comments lead nowhere."""
        return {name: (*self.path, *json.loads(name)) for name in self.statements if name.startswith("[")}

    def drop(self, name: str) -> None:
        """Take a statement out."""
        del self.statements[name]
        self.outline = _without(self.outline, name)

    def head(self) -> str:
        """Its header as it stands in the file."""
        return self.comment + (f"{self.header}\n" if self.header else "")


@dataclass(slots=True)
class Document:
    """A text taken apart."""

    outline: str = ""
    """Its tables' names behind a `#`, one a line, with the blank lines between them."""
    tables: dict[str, Table] = field(default_factory=dict)

    def drop(self, name: str) -> None:
        """Take a table out."""
        del self.tables[name]
        self.outline = _without(self.outline, name)


def _without(outline: str, name: str) -> str:
    return "".join(f"{line}\n" for line in outline.removesuffix("\n").split("\n") if line != f"#{name}")


def taken_apart(text: str) -> Document:
    """The tables of a TOML text (without a byte order mark); raises NotTaken."""
    if len(text) > LARGEST or is_trap(text):
        raise NotTaken
    try:
        tomllib.loads(text)
        return _Reader(text).document
    except _BROKEN:
        raise NotTaken from None


class _Reader:
    """Takes one text apart."""

    def __init__(self, text: str) -> None:
        self.document = Document()
        self._table = Table()
        self._list: tuple[str, ...] = ()
        """The path of the list of tables that is being read; what is below it stays together."""
        self._waiting: list[str] = []
        """Blank and comment lines whose place is decided by what comes next."""
        self.document.outline = "#top\n"
        self.document.tables["top"] = self._table
        lines = text.removesuffix("\n").split("\n") if text else []
        at = 0
        while at < len(lines):
            line = lines[at].strip()
            if not line or line.startswith("#"):
                self._waiting.append(lines[at])
                at += 1
            elif line.startswith("["):
                self._header(lines[at])
                at += 1
            else:
                end = _statement_end(lines, at)
                self._statement("\n".join(lines[at:end]))
                at = end
        self._close()

    def _statement(self, text: str) -> None:
        if self._list:
            self._table.header += "".join(f"\n{line}" for line in [*self._waiting, text])
            self._waiting = []
            return
        comment = self._lead()
        self._settle()
        path, value = _key_and_value(text)
        self._put(json.dumps(path), Statement(comment, text, value))

    def _header(self, line: str) -> None:
        path = _path_of(_read(line))
        is_list = line.lstrip().startswith("[[")
        if self._list and path[: len(self._list)] == self._list and not (is_list and path == self._list):
            self._table.header += "".join(f"\n{each}" for each in [*self._waiting, line])
            self._waiting = []
            return
        comment = self._lead()
        self._close()
        self._table = Table(comment, line, path=path, is_list=is_list)
        self._list = path if is_list else ()
        if not is_list:
            self._open(json.dumps(path))

    def _open(self, name: str) -> None:
        self.document.outline += f"#{name}\n"
        self.document.tables[name] = self._table

    def _close(self) -> None:
        """End a table: comments behind it are its own, blank lines stand between it and the next."""
        blanks = []
        while self._waiting and not self._waiting[-1].strip():
            blanks.append(self._waiting.pop())
        if self._list:
            self._table.header += "".join(f"\n{line}" for line in self._waiting)
            self._waiting = []
            # One of a list has no name of its own: it is known by all it says.
            self._open("list " + _name(self._table.head()))
        else:
            self._settle()
        self.document.outline += "".join(f"{line}\n" for line in reversed(blanks))

    def _lead(self) -> str:
        """The comment lines right above what comes next."""
        lines: list[str] = []
        while self._waiting and self._waiting[-1].strip():
            lines.insert(0, self._waiting.pop())
        return "".join(f"{line}\n" for line in lines)

    def _settle(self) -> None:
        """Give the lines that wait to the table: comments as statements of their own, blanks between them."""
        group: list[str] = []
        for line in [*self._waiting, ""]:
            if line.strip():
                group.append(line)
                continue
            if group:
                text = "\n".join(group)
                self._put("comment " + _name(text), Statement("", text))
                group = []
            self._table.outline += f"{line}\n"
        self._table.outline = self._table.outline[:-1]  # the line that only ended the loop
        self._waiting = []

    def _put(self, name: str, statement: Statement) -> None:
        self._table.outline += f"#{name}\n"
        self._table.statements[name] = statement


def _name(text: str) -> str:
    """A name for lines that have none but what they say, whatever space they end in."""
    return json.dumps("\n".join(line.rstrip() for line in text.split("\n")))


def _statement_end(lines: list[str], start: int) -> int:
    """The line behind the statement that begins at `start`."""
    for end in range(start + 1, min(len(lines), start + LONGEST) + 1):
        try:
            _read("\n".join(lines[start:end]))
        except _BROKEN:
            continue
        return end
    raise NotTaken


def _key_and_value(text: str) -> tuple[tuple[str, ...], object]:
    """The path of the key of a statement, and its value."""
    data: Any = _read(text)
    at = -1
    for _ in range(_MOST_TRIES):
        at = text.find("=", at + 1)
        if at < 0:
            break
        try:
            path = _path_of(_read(f"{text[:at]}= 0"))
        except _BROKEN:
            continue
        for part in path:
            data = data[part]
        return path, data
    raise NotTaken


def _read(lines: str) -> Any:
    """Lines read as TOML; the last of them may end as on Windows."""
    return tomllib.loads(lines.removesuffix("\r"))


def _path_of(data: Any) -> tuple[str, ...]:
    """The keys down a chain of tables that have one key each."""
    path: list[str] = []
    while isinstance(data, dict) and data:
        ((key, data),) = data.items()
        path.append(key)
        if isinstance(data, list):
            break
    return tuple(path)
