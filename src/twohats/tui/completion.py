"""The rest of the word that is being typed: hats, verbs, kinds and the names that the journal knows. Pure."""

from __future__ import annotations

from collections import Counter

from twohats.format.line import Part, read_item
from twohats.format.words import KEYS, KINDS, VERBS
from twohats.journal.names import names_of
from twohats.text.visible import visible
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.model import Entry, Event, Page
    from twohats.format.words import Hats


class Names(NamedTuple):
    """The names of a journal, each kind with those used most first."""

    channel: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()


NO_NAMES = Names()


def names_by_use(pages: Iterable[Page], known: dict[str, set[str]]) -> Names:
    """The names in some pages, those used most first, and the other `known` ones behind them."""
    counts: dict[str, Counter[str]] = {"channel": Counter(), "person": Counter(), "tag": Counter()}
    for page in pages:
        values: list[Entry | Event] = [*page.entries(), *page.events()]
        for value in values:
            for what, names in names_of(value).items():
                counts[what].update(names)
    for what, others in known.items():
        counts[what].update(dict.fromkeys(others, 0))
    return Names(*(_by_use(counts[what]) for what in Names._fields))


def _by_use(counts: Counter[str]) -> tuple[str, ...]:
    seen = [name for name in counts if visible(name, len(name)) == name]  # nobody would choose what hides
    return tuple(sorted(seen, key=lambda name: (-counts[name], name)))


def choices(text: str, names: Names, hats: Hats) -> list[str]:
    """The words that the last word of `text` may become, the likeliest first; none while no word is begun."""
    word = text[max(text.rfind(" "), text.rfind("\t")) + 1 :]
    if not word:
        return []
    if word[0] in "@+" and len(word) > 1:
        known = names.person if word[0] == "@" else names.tag
        return [word[0] + name for name in _begun(word[1:], known)]
    return _begun(word, _expected(text[: len(text) - len(word)], names, hats))


def _begun(word: str, known: Sequence[str]) -> list[str]:
    lower = word.lower()
    return [name for name in known if name.startswith(lower) and name != lower]


def _expected(before: str, names: Names, hats: Hats) -> Sequence[str]:
    """What may stand behind the words `before`."""
    parts: list[Part] = []
    read_item(before, hats, strict=True, parts=parts)
    roles = [part.role for part in parts]
    if "note" in roles or (before.strip() and not parts):
        return ()
    if "hat" not in roles:
        return tuple(hats.sides)  # also behind words that speak of the day
    if "verb" not in roles:
        return VERBS
    verb = next(part.full for part in parts if part.role == "verb")
    if verb in KINDS and "kind" not in roles:
        return KINDS[verb]
    if "wrong" in roles:
        return ()
    return (*(() if "channel" in roles else names.channel), *(f"{key}:" for key in KEYS))


def ghost(text: str, names: Names, hats: Hats) -> str:
    """The whole text with its last word completed, or the empty string where nothing is offered."""
    found = choices(text, names, hats)
    if not found:
        return ""
    word = text[max(text.rfind(" "), text.rfind("\t")) + 1 :]
    return text + found[0][len(word) :]
