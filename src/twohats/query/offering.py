"""The rest of the word that is being typed in a question: what a selection may have, and the names that lines have."""

from __future__ import annotations

from twohats.drafting.completion import values_of
from twohats.format.words import CHANNEL_KEYS, KEYS, VERBS, folded
from twohats.query.periods import PERIOD_WORDS
from twohats.query.placing import KINDS_OF, OF_GOT, OWN_WORDS, PREFIXES
from twohats.query.selection import FLAGS
from twohats.query.tokens import ends_in_note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.words import Hats


def offered(
    text: str, hats: Hats, channels: Sequence[str], people: Sequence[str], tags: Sequence[str]
) -> str:
    """The whole text with its last word completed; empty where nothing is offered, and in a note.

    Of names those are offered first that come first.
    """
    word = text[text.rfind(" ") + 1 :]
    if not word or ends_in_note(text[: len(text) - len(word)].split()):
        return ""
    if word[0] in "@+":
        found = _first(word[1:], people if word[0] == "@" else tags)
        return text + found[len(folded(word)) - 1 :] if found and len(word) > 1 else ""
    key, colon, value = folded(word).partition(":")
    if colon:
        known = channels if key in ("in", *CHANNEL_KEYS) else hats.sides if key == "hat" else ()
        found = _first(value, known) if known else _first(word, values_of(word)).removeprefix(f"{key}:")
        return text + found[len(value) :] if found and value else ""
    keys = (f"{key}:" for key in (*KEYS, *PREFIXES))
    known = (*hats.sides, *VERBS, *channels, *KINDS_OF, *OF_GOT, *OWN_WORDS, *FLAGS, *PERIOD_WORDS, *keys)
    found = _first(word, known)
    return text + found[len(folded(word)) :] if found else ""


def _first(word: str, known: Iterable[str]) -> str:
    begun = folded(word)
    return next((name for name in known if name.startswith(begun) and name != begun), "")
