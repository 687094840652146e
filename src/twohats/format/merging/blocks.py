"""A text in blocks: a list item with its indented lines, a heading, or a paragraph of prose. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from twohats.format import times

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_SIGNS = frozenset("-*+")
_SPACES = frozenset(" \t")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text that is kept or dropped as a whole."""

    key: str
    """Its content without insignificant space (`key_of`): blocks with equal keys are the same."""
    raw: str
    """Its lines as written, joined by newlines, without the last newline."""
    lead: str
    """The blank lines before it, each with its newline."""


BlockId = tuple[str, int]
"""A block's key and its number among equal blocks, from 0: identifies a block within a text."""


def blocks_of(text: str, end_of: Callable[[list[str], int], int] | None = None) -> tuple[list[Block], str]:
    """The blocks of a text (without its byte order mark), and the blank lines at its end.

    Concatenating each block's lead and raw text with a newline after each, and the tail, gives the text back, plus a
    newline if it ended without one. `end_of` finds the end of the block that begins at a line, if not as on a page.
    """
    end_of = end_of or block_end
    blocks: list[Block] = []
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    lead: list[str] = []
    at = 0
    while at < len(lines):
        if is_blank(lines[at]):
            lead.append(lines[at] + "\n")
            at += 1
            continue
        end = end_of(lines, at)
        raw = "\n".join(lines[at:end])
        blocks.append(Block(key_of(raw), raw, "".join(lead)))
        lead = []
        at = end
    return blocks, "".join(lead)


def key_of(raw: str) -> str:
    """The lines of a block without endings and insignificant space: at the ends of lines, and in an item after its
    bullet and before the lines below it.

    Editors and formatters change such space on saving; that is not an edit.
    """
    if "\n" not in raw:  # as nearly all are: a third of the time
        return _key_of_first(raw)
    first, *below = raw.split("\n")
    lines = [line.rstrip("\r").rstrip(" \t") for line in below]
    if is_item(first):
        lines = ["  " + line.lstrip(" \t") for line in lines]
    return "\n".join([_key_of_first(first), *lines])


def _key_of_first(line: str) -> str:
    line = line.rstrip("\r").rstrip(" \t")
    if line[1:2] in _SPACES and line[0] in _SIGNS:
        return line[0] + " " + line[1:].lstrip(" \t")
    return line


def is_blank(line: str) -> bool:
    """Whether a line has nothing but spaces and tabs, and its ending."""
    return not line.rstrip("\r").strip(" \t")


def is_item(line: str) -> bool:
    """Whether a line begins a list item at the margin."""
    return line[:1] in _SIGNS and (line[1:2] in ("", " ", "\t") or not line[1:].rstrip("\r"))


def block_end(lines: list[str], start: int) -> int:
    """The index after the block that begins at `start`, or after the blank line there."""
    end = start + 1
    if is_item(lines[start]):
        while end < len(lines) and lines[end][:1] in _SPACES and not is_blank(lines[end]):
            end += 1
        return end
    if lines[start].startswith("#") or is_blank(lines[start]):
        return end
    while end < len(lines) and not (
        is_blank(lines[end]) or is_item(lines[end]) or lines[end].startswith("#")
    ):
        end += 1
    return end


def start_of(block: str) -> int | None:
    """The clock time that a list item begins with, in minutes after midnight; None if there is none."""
    words = block[1:80].split(None, 1) if is_item(block) else []
    if not words:
        return None
    try:
        span = times.read_range(words[0])
        return span[0] if span else times.read_time(words[0])
    except times.BadTime:
        return None
