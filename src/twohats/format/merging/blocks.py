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
    """What it says (`key_of`): two blocks are the same if these are."""
    raw: str
    """Its lines as they stand, joined by newlines, without the last newline."""
    lead: str
    """The blank lines before it, each with its newline."""


BlockId = tuple[str, int]
"""A block's key and which of the equal blocks it is, from 0: what the order of a text is made of."""


def blocks_of(text: str, end_of: Callable[[list[str], int], int] | None = None) -> tuple[list[Block], str]:
    """The blocks of a text (without its byte order mark), and the blank lines that end it.

    Joining every block's lead and raw text with a newline behind each, and the tail, gives the text back, less
    a newline where it ends without one. `end_of` says where the block ends that begins at a line, if not as on a page.
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
    """The lines of a block without their endings and the space that says nothing: at the ends of lines, and of an
    item behind its sign and before the lines below it.

    Editors and formatters change that on saving, and then nothing has been edited.
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
    """The line behind the block that begins at `start`, or behind the blank line there."""
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
