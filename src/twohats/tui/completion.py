"""The names of a journal and the habits with which they are written, for what the entry line offers. Pure."""

from __future__ import annotations

from collections import Counter

from twohats.drafting.offers import FIELDS, PEOPLE, TAGS, WHEN, Names
from twohats.format.model import Entry
from twohats.format.times import duration_text
from twohats.journal.names import names_of
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.format.model import Event, Page

_MOST_OF_A_HABIT = 12
"""Words that are kept of what follows others: a row holds no more."""


def names_by_use(pages: Iterable[Page], known: dict[str, set[str]]) -> Names:
    """The names in some pages, those used most first, and the other `known` ones behind them."""
    counts: dict[str, Counter[str]] = {"channel": Counter(), "person": Counter(), "tag": Counter()}
    habits: dict[tuple[str, ...], Counter[str]] = {}
    for page in pages:
        values: list[Entry | Event] = [*page.entries(), *page.events()]
        for value in values:
            names = names_of(value)
            for what, found in names.items():
                counts[what].update(found)
            for behind, words in _habits_of(value, names):
                habits.setdefault(behind, Counter()).update(words)
    for what, others in known.items():
        counts[what].update(dict.fromkeys(others, 0))
    channel, person, tag = (_by_use(counts[what]) for what in ("channel", "person", "tag"))
    usual = {behind: _by_use(words)[:_MOST_OF_A_HABIT] for behind, words in habits.items()}
    return Names(channel, person, tag, usual)


def _habits_of(
    value: Entry | Event, names: dict[str, tuple[str, ...]]
) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What of a line stands behind what, as `Names.habits` has it."""
    hat, verb = value.hat, value.activity if isinstance(value, Entry) else value.verb
    yield (), (hat,)
    yield (hat,), (verb,)
    yield (hat, verb), names["channel"]
    yield (hat, verb, PEOPLE), names["person"]
    yield (hat, verb, TAGS), names["tag"]
    if value.kind:
        yield (verb,), (value.kind,)
    if value.fields:
        yield (FIELDS,), tuple(key for key, _ in value.fields)
    if isinstance(value, Entry) and value.start is None:
        yield (WHEN,), (duration_text(value.minutes),)


def _by_use(counts: Counter[str]) -> tuple[str, ...]:
    seen = [name for name in counts if visible(name, len(name)) == name]  # nobody would choose what hides
    return tuple(sorted(seen, key=lambda name: (-counts[name], name)))
