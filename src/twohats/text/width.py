"""Text measured and cut in display columns: a wide character takes two, a combining mark none.

It agrees with the app's toolkit (`rich.cells.cell_len`), quirks included, so that the cursor is where its text ends: a
joiner merges the next character into the one before, and U+FE0F widens a character that can be an emoji. Characters
that form one glyph on the screen are never split.
"""

from __future__ import annotations

from bisect import bisect_right

from twohats.text import width_table

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_JOINER, _EMOJI_SELECTOR = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"


def _ranges() -> tuple[list[int], list[tuple[int, int]]]:
    """Where each range of characters begins that do not take one column; and its end, and their columns."""
    found = [
        (*_ends(text), columns)
        for ranges, columns in ((width_table.NONE, 0), (width_table.TWO, 2))
        for text in ranges.split()
    ]
    found.sort()
    return [first for first, _, _ in found], [(last, columns) for _, last, columns in found]


def _widened() -> frozenset[str]:
    """The characters that take one column, and two as an emoji."""
    ends = map(_ends, width_table.TWO_AS_EMOJI.split())
    return frozenset([chr(code) for first, last in ends for code in range(first, last + 1)])


def _ends(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)


class _Columns(dict[str, int]):
    """The columns of each character that was asked for. The tables are read for the first that is not ASCII.

    `functools`, which has caches, costs a fifth of a bare interpreter.
    """

    _MOST = 4096

    def __init__(self) -> None:
        super().__init__()
        self._firsts: list[int] = []
        self._rest: list[tuple[int, int]] = []
        self._widened: frozenset[str] = frozenset()

    def __missing__(self, char: str) -> int:
        if not self._firsts:
            self._firsts, self._rest = _ranges()
        last, columns = self._rest[bisect_right(self._firsts, ord(char)) - 1]
        if len(self) >= self._MOST:
            self.clear()
        self[char] = columns if ord(char) <= last else 1
        return self[char]

    def can_widen(self, char: str) -> bool:
        """Whether a character takes one column, and two as an emoji."""
        if not self._widened:
            self._widened = _widened()
        return char in self._widened


_COLUMNS = _Columns()


def width(text: str) -> int:
    """Columns that `text`, a single line made visible, takes on a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _JOINER in text or _EMOJI_SELECTOR in text:
        return sum([columns for _, columns in _clusters(text)])
    return sum(map(_COLUMNS.__getitem__, text))


def _clusters(text: str) -> list[tuple[str, int]]:
    """`text` in the smallest pieces that may be separated, each with its columns.

    A letter with its marks, an emoji with its selector, tone, tags and all that is joined to it, a flag.
    """
    found: list[tuple[str, int]] = []
    base = ""  # the last character with columns, if no selector has followed it yet
    at = 0
    while at < len(text):
        char = text[at]
        columns = _COLUMNS[char]
        if char == _JOINER:
            char = text[at : at + 2]
        elif char == _EMOJI_SELECTOR:
            columns = int(_COLUMNS.can_widen(base))
            base = ""
        elif columns:
            base = char
        piece, room = found[-1] if found else ("", 0)
        joins = not columns or char == _EMOJI_SELECTOR or (_is_flag_half(char) and _is_flag_half(piece))
        if not joins or not found:
            found.append((char, columns))
        else:
            found[-1] = (piece + char, room + columns)
        at += len(char)
    return found


def _is_flag_half(piece: str) -> bool:
    """Whether this is one of the letters of which two make a flag."""
    return len(piece) == 1 and 0x1F1E6 <= ord(piece) <= 0x1F1FF


def fit(text: str, columns: int) -> str:
    """`text`, or its beginning and an ellipsis where it is wider than `columns`."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    room = columns - 1
    if text.isascii() and text.isprintable():
        return text[:room] + ELLIPSIS
    kept = ""
    for piece, size in _clusters(text):
        room -= size
        if room < 0:
            break
        kept += piece
    return kept + ELLIPSIS


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """`text` fitted and filled with spaces to exactly `columns`; at the right edge with `right`."""
    text = fit(text, columns)
    space = " " * max(columns - width(text), 0)
    if right:
        return space + text
    return text + space + (" " if space and text.endswith(_JOINER) else "")  # it takes the first space in


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
    if width(word) <= columns:
        return [word]
    pieces = [""]
    room = columns
    for piece, size in _clusters(word):
        if size > room and pieces[-1]:
            pieces.append("")
            room = columns
        pieces[-1] += piece
        room -= size
    return pieces
