"""The rest of the word that is being typed: hats, verbs, kinds and the names that the journal knows. Pure."""

from __future__ import annotations

from collections import Counter

from twohats.drafting.completion import next_in_line, values_of
from twohats.format.words import folded
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
    found = next_in_line(text[: len(text) - len(word)], hats)
    if ":" in word:
        return _begun(word, values_of(word)) if found.role == "key" else []
    return _begun(word, (*(names.channel if found.channel else ()), *found.words))


def _begun(word: str, known: Sequence[str]) -> list[str]:
    begun = folded(word)
    return [name for name in known if name.startswith(begun) and name != begun]


def ghost(text: str, names: Names, hats: Hats) -> str:
    """The whole text with its last word completed, or the empty string where nothing is offered."""
    found = choices(text, names, hats)
    if not found:
        return ""
    word = text[max(text.rfind(" "), text.rfind("\t")) + 1 :]
    return text + found[0][len(folded(word)) :]
