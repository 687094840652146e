"""Finds what could identify a person in a week that is shared: the user's own words, which may contain a name."""

from __future__ import annotations

from twohats.format.words import KEY_VALUES
from twohats.text.fold import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

WHYS = frozenset(KEY_VALUES["why"])
"""The reasons of `docs/method.md` (M20); any other is the user's own word."""

LONG = 4
"""From so many letters on a name is looked for inside of words: `bo` is in `facebook` by chance."""


def pieces_of(names: Iterable[str]) -> frozenset[str]:
    """The words that names are made of, in lower case."""
    return frozenset(piece for name in names for piece in _words(name))


def may_name(text: str, pieces: frozenset[str]) -> bool:
    """Whether a word of the text is a piece of a name, or holds a longer one."""
    words = _words(text)
    joined = "".join(words)
    return any(word in pieces for word in (*words, joined)) or any(
        len(piece) >= LONG and piece in joined for piece in pieces
    )


def hidden_words(words: Iterable[str], pieces: frozenset[str], instead: str) -> dict[str, str]:
    """The words that may name somebody, each with what stands for it."""
    return {word: instead for word in words if may_name(word, pieces)}


def _words(text: str) -> list[str]:
    return "".join(each if each.isalnum() else " " for each in fold(text)).split()
