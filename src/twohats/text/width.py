"""Text measured and cut in display columns: a wide character takes two, a combining mark none."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@lru_cache(maxsize=4096)
def _columns_of(char: str) -> int:
    if "\u1160" <= char <= "\u11ff":  # the vowels and finals of a Korean syllable join its first letter
        return 0
    if category(char) in ("Mn", "Me", "Cf") and char != "\N{SOFT HYPHEN}":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns that `text`, a single line made visible, takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def fit(text: str, columns: int) -> str:
    """`text`, or its beginning and an ellipsis where it is wider than `columns`."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    room = columns - 1
    if text.isascii():
        return text[:room] + ELLIPSIS
    for at, char in enumerate(text):
        room -= _columns_of(char)
        if room < 0:
            return text[:at] + ELLIPSIS
    return text  # cannot be: a text wider than its columns ends above


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """`text` fitted and filled with spaces to exactly `columns`; at the right edge with `right`."""
    text = fit(text, columns)
    space = " " * max(columns - width(text), 0)
    return space + text if right else text + space


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`, broken between words; a word that is too wide is cut up.

    Runs of spaces become one. An empty text is one empty line.
    """
    columns = max(columns, 1)
    lines = [""]
    for word in text.split():
        room = columns - width(lines[-1])
        if lines[-1] and width(word) < room:
            lines[-1] += " " + word
            continue
        if lines[-1]:
            lines.append("")
        *pieces, rest = _pieces(word, columns)
        lines[-1:] = [*pieces, rest]
    return lines


def _pieces(word: str, columns: int) -> list[str]:
    """`word` cut into pieces of at most `columns`; a wide character has one to itself where it must."""
    pieces = [""]
    room = columns
    for char in word:
        size = _columns_of(char)
        if size > room and pieces[-1]:
            pieces.append("")
            room = columns
        pieces[-1] += char
        room -= size
    return pieces
