"""One word of a line changed or added, everything else kept as it was typed."""

from __future__ import annotations

from twohats.format.line import Part, head_end, read_item
from twohats.format.words import DEFAULT_HATS, RATINGS, Hats


def with_kind(item: str, kind: str, hats: Hats = DEFAULT_HATS) -> str:
    """An event's text (without its dash) with another kind: `brand got reply: x` as `brand got congrats: x`.

    A text without a kind comes back as it is.
    """
    for part in _parts(item, hats):
        if part.role == "kind":
            return f"{item[: part.start]}{kind}{item[part.end :]}"
    return item


def with_word(item: str, word: str, hats: Hats = DEFAULT_HATS) -> str:
    """A line's text with a rating (`m3`) or a field (`why:me`) before its note, or in place of the one it has."""
    is_rating = word[:1] in RATINGS and word[1:].isdigit()
    name = word[:1] if is_rating else word.partition(":")[0] + ":"
    for part in _parts(item, hats):
        is_same = item[part.start : part.end].lower().startswith(name)
        if is_same and part.role == ("rating" if is_rating else "field"):
            return f"{item[: part.start]}{word}{item[part.end :]}"
    end = head_end(item)
    head = item[:end].rstrip(" \t")
    return f"{head} {word}{item[end:]}"


def _parts(item: str, hats: Hats) -> list[Part]:
    parts: list[Part] = []
    read_item(item, hats, parts=parts)
    return parts
