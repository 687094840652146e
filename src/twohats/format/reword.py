"""One word of a line changed or added, everything else kept as it was typed."""

from __future__ import annotations

from twohats.format.line import Part, head_end, read_item
from twohats.format.origin import FROM, read_origin
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
    return with_more(item, word)


def with_more(item: str, word: str) -> str:
    """A line's text with one more word before its note: a tag, a field of which there may be several."""
    end = head_end(item)
    head = item[:end].rstrip(" \t")
    return f"{head} {word}{item[end:]}"


def with_origin(item: str, value: str, hats: Hats = DEFAULT_HATS) -> str:
    """A return's text that is credited as `value` says, the `from:` that held before replaced.

    An empty value takes every `from:` away that credits or unties. Those that do neither are somebody's own words and
    stay.
    """
    origins = [part for part in _parts(item, hats) if part.role == "field" and _is_origin(item, part)]
    if value and not origins:
        return with_more(item, f"{FROM}:{value}")
    for part in reversed(origins):  # the last one holds
        if value:
            return f"{item[: part.start]}{FROM}:{value}{item[part.end :]}"
        item = item[: part.start].rstrip(" \t") + item[part.end :]
    return item


def _is_origin(item: str, part: Part) -> bool:
    key, _, value = item[part.start : part.end].partition(":")
    return key.lower() == FROM and read_origin(value) is not None


def _parts(item: str, hats: Hats) -> list[Part]:
    parts: list[Part] = []
    read_item(item, hats, parts=parts)
    return parts
