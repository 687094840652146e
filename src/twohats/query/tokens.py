"""The words of a selection taken apart: alternatives, what stands before their notes, and what is to be in notes."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.words import KEYS, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_WORDS = 1000
"""Of one selection: each may be compared with all the names of a journal, or read as a date in some ways."""
BY, TO, OR = "by", "to", "or"
_QUOTES = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}'


class Token(NamedTuple):
    """One word, or the words of a phrase."""

    text: str
    at: int = 0
    """Where it begins in the words joined by spaces, from 0."""
    is_phrase: bool = False
    """It was in quotes, so it is none of the grammar's words."""

    def is_word(self, *words: str) -> bool:
        """Whether it is one of some words of the grammar."""
        return not self.is_phrase and self.text.lower() in words


class Alternative(NamedTuple):
    """The words of one alternative."""

    head: tuple[Token, ...]
    note: tuple[Token, ...]
    """Those behind the colon."""


class Split(NamedTuple):
    """The words of a command that goes on behind its selection."""

    selection: list[str]
    by: list[str]
    to: list[str]


def split_words(words: Sequence[str], marks: Iterable[str] = (BY, TO)) -> Split:
    """Split the words at `by` or `to`: the first that stands before any note, else the last one.

    So a note may hold the word: `brand: letter to anna to fedi` goes on at the second.
    """
    marks = frozenset(marks)
    every = tokens_of(words)
    found = [at for at, token in enumerate(every) if token.is_word(*marks)]
    colon = next((at for at, token in enumerate(every) if _begins_note(token, every[at + 1 :])), len(every))
    before = [at for at in found if at < colon]
    if not found:
        return Split([*words], [], [])
    at = before[0] if before else found[-1]
    rest = [_written(token) for token in every[at + 1 :]]
    selection = [_written(token) for token in every[:at]]
    return Split(selection, rest, []) if every[at].text.lower() == BY else Split(selection, [], rest)


def _written(token: Token) -> str:
    return f'"{token.text}"' if token.is_phrase else token.text


def tokens_of(words: Sequence[str]) -> list[Token]:
    """The words, split where they hold spaces, with phrases as one; raises NotUnderstood for too many.

    A phrase is what stands between `"`, or one word of a shell that has spaces in it and stands behind the colon of
    a note.
    """
    found: list[Token] = []
    opened: list[Token] = []
    """The pieces of a phrase that is not closed yet."""
    noted = False
    start = 0
    for word in words:
        if noted and not opened and len(word.split()) > 1 and not any(mark in word for mark in _QUOTES):
            found.append(Token(" ".join(word.split()), start, is_phrase=True))
        else:
            at = 0
            for piece in word.split():
                at = word.index(piece, at)
                _take(Token(piece, start + at), opened, found)
                at += len(piece)
                noted = noted or (piece[-1] == ":" and not opened)
                if len(found) + len(opened) > MOST_WORDS:
                    raise NotUnderstood(f"that is more than {MOST_WORDS} words", "ask for less at once")
            noted = noted and not (found and found[-1].is_word(OR))
        start += len(word) + 1
    if opened:
        _close(opened, found)
    return found


def _take(piece: Token, opened: list[Token], found: list[Token]) -> None:
    """Add a piece to the phrase that is open, to one that it opens, or to the words found."""
    if not opened and piece.text[0] not in _QUOTES:
        found.append(piece)
        return
    opened.append(piece)
    closes = piece.text[-1] in _QUOTES and (len(opened) > 1 or len(piece.text) > 1)
    if closes:
        _close(opened, found)


def _close(opened: list[Token], found: list[Token]) -> None:
    text = " ".join(piece.text for piece in opened).strip(_QUOTES + " ")
    if text:
        found.append(Token(text, opened[0].at, is_phrase=True))
    opened.clear()


def with_each(words: Sequence[str], more: Sequence[str]) -> list[str]:
    """The words with some more in each alternative."""
    if not more:
        return [*words]
    found = [*more]
    for token in tokens_of(words):
        found.append(_written(token))
        if token.is_word(OR):
            found += more
    return found


def alternatives_of(words: Sequence[str]) -> list[Alternative]:
    """The alternatives that `or` separates, each with its head and its note."""
    found: list[Alternative] = []
    every = tokens_of(words)
    first = 0
    for at in range(len(every) + 1):
        if at == len(every) or every[at].is_word(OR):
            found.append(_alternative(every[first:at]))
            first = at + 1
    return found


def ends_in_note(words: Sequence[str]) -> bool:
    """Whether a word behind these is of a note, or there are more than a selection may have."""
    try:
        return bool(alternatives_of([*words, "word"])[-1].note)
    except NotUnderstood:
        return True


def _alternative(tokens: list[Token]) -> Alternative:
    for at, token in enumerate(tokens):
        if _begins_note(token, tokens[at + 1 :]):
            name = token._replace(text=token.text[:-1])
            return Alternative((*tokens[:at], *([name] if name.text else [])), (*tokens[at + 1 :],))
    return Alternative((*tokens,), ())


def _begins_note(token: Token, behind: Sequence[Token]) -> bool:
    """Whether the colon at the end of a word begins the note, as in a line.

    It does not behind a key that means something and behind `in:`, which ask whether a line has such a field or a
    channel, nor at the very end.
    """
    if token.is_phrase or token.text[-1] != ":":
        return False
    if token.text == ":":
        return True
    if not behind or behind[0].is_word(OR):
        return False
    return folded(token.text[:-1]) not in (*KEYS, "in")
