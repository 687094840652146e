"""A TOML text split into tables and statements, byte for byte, so that two can be merged. Pure.

`tomllib` decides what is valid; where a statement ends then depends only on quotes, brackets and comments, which one
scan over the text finds. Not tomlkit, which moves tables below a list of tables (see docs/dependencies.md).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from twohats.format.paths import LARGEST_TOML
from twohats.format.toml import is_trap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twohats.format.merging.blocks import BlockId

_INVALID = (ValueError, RecursionError, MemoryError)
_TOKEN = re.compile(
    r"""
    \"{3} (?:\\.|[^\\])*? \"{3,5}  # up to two quotes may stand right before the three that end a text
    | '{3} .*? '{3,5}
    | "(?:\\.|[^"\\])*" | '[^']*'
    | \#[^\n]*
    | [\[\]{}=\n]
    """,
    re.DOTALL | re.VERBOSE,
)
"""The tokens that decide where a statement of a valid text ends, and where its key does."""


class CannotSplit(Exception):
    """The text is not TOML, or too large."""


@dataclass(slots=True)
class Outline:
    """The names of the parts of a text or a table, in order, each with the blank lines above it."""

    names: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    tail: str = ""
    """The blank lines at the end."""

    def add(self, lead: str, name: str) -> None:
        """Append a name."""
        self.names.append(name)
        self.leads.append(lead)

    def remove(self, name: str) -> None:
        """Remove every occurrence of a name."""
        kept = [at for at, each in enumerate(self.names) if each != name]
        self.names = [self.names[at] for at in kept]
        self.leads = [self.leads[at] for at in kept]

    def places(self) -> list[BlockId]:
        """The names, each with the number of equal ones above it."""
        seen: Counter[str] = Counter()
        found: list[BlockId] = []
        for name in self.names:
            found.append((name, seen[name]))
            seen[name] += 1
        return found

    def lead_at(self) -> dict[BlockId, str]:
        """The blank lines above each."""
        return dict(zip(self.places(), self.leads, strict=True))


@dataclass(frozen=True, slots=True)
class Statement:
    """A key with its value, or a comment of its own, as written."""

    comment: str
    """The comment lines directly above it, each with its newline."""
    body: str
    """Its lines, without the last newline."""
    value: object = None

    def text(self) -> str:
        """Its lines as they stand in the file."""
        return f"{self.comment}{self.body}\n"


@dataclass(slots=True)
class Table:
    """A table: its header, and its statements by name."""

    comment: str = ""
    header: str = ""
    """Its line; empty for the beginning of the text. For one of a list of tables, all the lines it has."""
    outline: Outline = field(default_factory=Outline)
    statements: dict[str, Statement] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    """The keys that lead to it."""
    is_list: bool = False
    """Whether it is one of a list of tables."""

    def keys(self) -> dict[str, tuple[str, ...]]:
        """Its statements' names, each with the keys that lead to its value; comments have none."""
        return {name: (*self.path, *json.loads(name)) for name in self.statements if name.startswith("[")}

    def remove(self, name: str) -> None:
        """Remove a statement."""
        del self.statements[name]
        self.outline.remove(name)

    def head(self) -> str:
        """Its header as it stands in the file."""
        return self.comment + (f"{self.header}\n" if self.header else "")

    def text(self) -> str:
        """Its lines as they stand in the file."""
        return self.head() + _text(self.outline, self.statements)


@dataclass(slots=True)
class Document:
    """A text, split."""

    outline: Outline = field(default_factory=Outline)
    tables: dict[str, Table] = field(default_factory=dict)

    def remove(self, name: str) -> None:
        """Remove a table."""
        del self.tables[name]
        self.outline.remove(name)

    def text(self) -> str:
        """The text, put together again; it ends in a newline."""
        return _text(self.outline, self.tables)


def _text(outline: Outline, parts: Mapping[str, Table] | Mapping[str, Statement]) -> str:
    lines = [lead + parts[name].text() for lead, name in zip(outline.leads, outline.names, strict=True)]
    return "".join(lines) + outline.tail


def split_document(text: str) -> Document:
    """The tables of a TOML text (without a byte order mark); raises CannotSplit."""
    if len(text) > LARGEST_TOML or is_trap(text):
        raise CannotSplit
    try:
        tomllib.loads(text)
        return _Reader(text).document
    except _INVALID:
        raise CannotSplit from None


def _statements(text: str) -> Iterator[tuple[str, int]]:
    """The statements, headers, comments and blank lines of a valid text, each with where its key ends, or -1."""
    start = depth = 0
    equals = -1
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == "=" and equals < 0:
            equals = token.start() - start
        elif sign == "\n" and not depth:
            yield text[start : token.start()], equals
            start, equals = token.end(), -1
    if start < len(text):
        yield text[start:], equals


class _Reader:
    """Splits one text."""

    def __init__(self, text: str) -> None:
        self.document = Document()
        self._table = Table()
        self._list: tuple[str, ...] = ()
        """The path of the list of tables that is being read; what is below it stays together."""
        self._list_lead = ""
        self._waiting: list[str] = []
        """Blank and comment lines that belong to what comes next, or are statements of their own."""
        self._open("", "top")
        for statement, key_end in _statements(text):
            bare = statement.strip()
            if not bare or bare.startswith("#"):
                self._waiting.append(statement)
            elif bare.startswith("["):
                self._header(statement)
            else:
                self._statement(statement, statement[:key_end])
        self.document.outline.tail = self._close()

    def _statement(self, text: str, key: str) -> None:
        if self._list:
            self._take_into_list([text])
            return
        comment = self._comment_above()
        lead = self._settle()
        path = _path_of(_read(f"{key}= 0"))
        value = _read(text)
        for part in path:
            value = value[part]
        self._put(lead, json.dumps(path), Statement(comment, text, value))

    def _header(self, line: str) -> None:
        path = _path_of(_read(line))
        is_list = line.lstrip().startswith("[[")
        if self._list and path[: len(self._list)] == self._list and not (is_list and path == self._list):
            self._take_into_list([line])
            return
        comment = self._comment_above()
        lead = self._close()
        self._table = Table(comment, line, path=path, is_list=is_list)
        self._list, self._list_lead = (path, lead) if is_list else ((), "")
        if not is_list:
            self._open(lead, json.dumps(path))

    def _open(self, lead: str, name: str) -> None:
        self.document.outline.add(lead, name)
        self.document.tables[name] = self._table

    def _close(self) -> str:
        """End a table: comments after it belong to it. Returns the blank lines before what comes next."""
        if not self._list:
            return self._settle()
        blanks: list[str] = []
        while self._waiting and not self._waiting[-1].strip():
            blanks.append(self._waiting.pop())
        self._take_into_list([])
        # A table of a list has no name of its own: it is identified by all its lines.
        self._open(self._list_lead, "list " + _name(self._table.head()))
        return "".join(f"{line}\n" for line in reversed(blanks))

    def _take_into_list(self, lines: list[str]) -> None:
        self._table.header += "".join(f"\n{line}" for line in [*self._waiting, *lines])
        self._waiting = []

    def _comment_above(self) -> str:
        """The comment lines directly above what comes next."""
        start = len(self._waiting)
        while start and self._waiting[start - 1].strip():
            start -= 1
        lines = self._waiting[start:]
        del self._waiting[start:]
        return "".join(f"{line}\n" for line in lines)

    def _settle(self) -> str:
        """Turn pending comments into statements of their own. Returns the blank lines before what comes next."""
        lead = ""
        for is_blank, lines in groupby(self._waiting, lambda line: not line.strip()):
            text = "\n".join(lines)
            if is_blank:
                lead = f"{text}\n"
            else:
                self._put(lead, "comment " + _name(text), Statement("", text))
                lead = ""
        self._waiting = []
        return lead

    def _put(self, lead: str, name: str, statement: Statement) -> None:
        self._table.outline.add(lead, name)
        self._table.statements[name] = statement


def _name(text: str) -> str:
    """A name for lines that are identified by their content, trailing space ignored."""
    return json.dumps("\n".join(line.rstrip() for line in text.split("\n")))


def _read(lines: str) -> Any:
    """Lines read as TOML; the last one may end with a carriage return."""
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
