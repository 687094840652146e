"""JSON Lines: an object a line, each read for itself."""

from __future__ import annotations

import json

from twohats.interchange.source import CannotReadFile, NotUnderstoodRecord
from twohats.interchange.text_lines import LongLine, TextLines, encoding_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from twohats.interchange.source import Tree

_LOOKED_AT = 256 * 1024
"""Bytes among which the first object is looked for."""


def json_lines(tree: Tree, name: str) -> Iterator[tuple[str, dict[str, Any]] | NotUnderstoodRecord]:
    """The objects of a file, each with its place; blank lines are left out, what is no object is not understood."""
    try:
        lines = TextLines(tree, name)
        while True:
            try:
                line = next(lines)
            except LongLine as error:
                yield NotUnderstoodRecord(f"{name}:{lines.number}", str(error))
                continue
            except StopIteration:
                return
            if not line.strip():
                continue
            place = f"{name}:{lines.number}"
            try:
                data = json.loads(line)
            except (ValueError, RecursionError):
                yield NotUnderstoodRecord(place, "is not JSON")
                continue
            yield (place, data) if isinstance(data, dict) else NotUnderstoodRecord(place, "is no JSON object")
    except CannotReadFile as error:
        yield NotUnderstoodRecord(name, str(error))


def first_object(tree: Tree, name: str) -> dict[str, Any]:
    """The first object among the first lines of a file; empty if there is none, or it cannot be read."""
    try:
        encoding = encoding_of(tree, name)
        with tree.open(name) as file:
            first = file.read(_LOOKED_AT).decode(encoding, "replace")
    except CannotReadFile:
        return {}
    for line in first.split("\n"):
        if line.lstrip().startswith("{"):  # of one JSON text over many lines most would be tried for nothing
            try:
                data = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(data, dict):
                return data
    return {}
