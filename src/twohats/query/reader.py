"""The words of a selection to its value, as `docs/query.md` says.

The words are taken one after the other; `placing` says what one word is, and this module what several of them mean
together.
"""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.query.clause import ClauseReader
from twohats.query.placing import Asked, Names
from twohats.query.selection import Clause, Selection
from twohats.query.tokens import alternatives_of, split_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Asked", "read_selection", "split_words"]

_SHOWN = 40
"""Characters of the words that an error shows before the place and behind it."""


def read_selection(words: Sequence[str], asked: Asked, *, loose: bool = False) -> Selection:
    """What the words select. With `loose`, words that are nothing else are looked for in the text of lines.

    Raises NotUnderstood, and nothing else, for words that mean nothing, or nothing together.
    """
    text = " ".join(words)
    found: list[Clause] = []
    try:
        names = Names(asked)
        every = alternatives_of(words)
        for alternative in every:
            if len(every) > 1 and not any(alternative):
                if loose:
                    continue
                raise NotUnderstood("or stands between two selections", "brand post or personal talk")
            found.append(ClauseReader(names, asked, loose=loose).read(alternative))
    except NotUnderstood as error:
        if error.length:
            _mark(error, text)
        raise
    return Selection(tuple(found) or (Clause(),), " ".join(text.split()))


def _mark(error: NotUnderstood, text: str) -> None:
    """Give an error the words around its place."""
    at = error.column - 1
    error.length = min(error.length, _SHOWN)
    first = max(0, at - _SHOWN)
    error.line, error.column = text[first : at + error.length + _SHOWN], at - first + 1
