"""JSON Lines: an object a line, each read for itself."""

from __future__ import annotations

import json

from twohats.interchange.source import CannotReadFile, NotUnderstoodRecord
from twohats.interchange.text_lines import LONGEST, encoding_of, numbered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from twohats.interchange.source import Tree

_LOOKED_AT = 256 * 1024
"""Bytes in which the first line ends, if it is one of JSON Lines."""


def json_lines(tree: Tree, name: str) -> Iterator[tuple[str, dict[str, Any]] | NotUnderstoodRecord]:
    """The objects of a file, each with its place; blank lines are left out, what is no object is not understood."""
    for each in numbered(tree, name, LONGEST):
        if isinstance(each, NotUnderstoodRecord):
            yield each
            continue
        number, line = each
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            yield NotUnderstoodRecord(place, "is not JSON")
            continue
        yield (place, data) if isinstance(data, dict) else NotUnderstoodRecord(place, "is no JSON object")


def first_object(tree: Tree, name: str) -> dict[str, Any]:
    """The object on the first line of a file that is not blank; empty if there is none, or it cannot be read.

    No further line is looked at: each line of a large file of another form would be decoded in vain.
    """
    try:
        encoding = encoding_of(tree, name)
        with tree.open(name) as file:
            first = file.read(_LOOKED_AT).decode(encoding, "replace")
    except CannotReadFile:
        return {}
    line = first.lstrip().partition("\n")[0]
    if not line.startswith("{"):
        return {}
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
