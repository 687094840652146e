"""What a selection asks for, in words: `brand, post, on linkedin, since 1 Oct 2026`."""

from __future__ import annotations

from twohats.format.times import duration_text, time_text
from twohats.format.words import NOISE, RETURNS, WEEKDAYS
from twohats.query.selection import (
    FIRST_DAY,
    GUESSED,
    HAS_CHANNEL,
    HAS_PERSON,
    HAS_TAG,
    LAST_DAY,
    MOST_COUNT,
    MOST_MINUTES,
    NOTHING,
    PROBLEMS,
    RATED,
    TIMED,
    UNRATED,
    UNRATED_LINES,
)
from twohats.views.dates import day_text, span_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twohats.query.selection import Amount, Clause, Selection, Span, Terms

_FLAGS = {
    PROBLEMS: "not understood",
    NOTHING: "nothing",
    GUESSED: "minutes guessed",
    TIMED: "with a time of day",
    RATED: "rated",
    UNRATED_LINES: "unrated",
    HAS_CHANNEL: "with a channel",
    HAS_PERSON: "with somebody",
    HAS_TAG: "with a tag",
}
_OR = " or "
_SEVERAL = (("noise", NOISE), ("returns", RETURNS))


def asked_text(selection: Selection) -> str:
    """What is asked for, alternatives with `; or` between; `every line` where nothing is."""
    return "; or ".join(_clause_text(clause) for clause in selection.alternatives)


def days_asked(selection: Selection) -> str:
    """The days alone that are asked for, the first and the last of them."""
    return days_text(*selection.bounds())


def _clause_text(clause: Clause) -> str:
    parts = [*_parts(clause.has), *(f"not {part}" for part in _parts(clause.lacks))]
    return ", ".join(parts) or "every line"


def _parts(terms: Terms) -> Iterator[str]:
    if terms.hats:
        yield _OR.join(terms.hats)
    if terms.sides:
        yield f"side {_OR.join(terms.sides)}"
    if terms.deeds:
        yield _OR.join(_deeds(terms.deeds))
    if terms.channels:
        yield f"on {_OR.join(terms.channels)}"
    if terms.people:
        yield f"with {_several('@', terms.people)}"
    if terms.tags:
        yield _several("+", terms.tags)
    for name, values in terms.ratings:
        yield f"{name} {_OR.join('unrated' if value == UNRATED else str(value) for value in values)}"
    if terms.minutes:
        yield _OR.join(map(_minutes, terms.minutes))
    if terms.counts:
        yield f"count {_OR.join(_count(span) for span in terms.counts)}"
    if terms.amounts:
        yield _OR.join(map(_amount, terms.amounts))
    for key, value in terms.fields:
        yield f"{key}:{value}" if value else f"with {key}:"
    yield from (_FLAGS[flag] for flag in terms.flags)
    if terms.clock:
        yield f"begun {_OR.join(map(_clock, terms.clock))}"
    if terms.notes:
        yield f"note with {_quoted(terms.notes)}"
    if terms.loose:
        yield f"text with {_quoted(terms.loose)}"
    if terms.weekdays:
        yield f"on {_OR.join(f'{WEEKDAYS[number]}s' for number in terms.weekdays)}"
    if terms.days:
        yield _OR.join(days_text(*span) for span in terms.days)


def _deeds(deeds: Sequence[tuple[str, str]]) -> Iterator[str]:
    left = dict.fromkeys(deeds)
    for word, kinds in _SEVERAL:
        of_word = [("got", kind) for kind in kinds]
        if all(deed in left for deed in of_word):
            yield word
            for deed in of_word:
                del left[deed]
    yield from (f"{verb} {kind}".strip() for verb, kind in left)


def _several(sign: str, names: Iterable[str]) -> str:
    return " and ".join(f"{sign}{name}" for name in names)


def _quoted(texts: Iterable[str]) -> str:
    return " and ".join(f'"{text}"' for text in texts)


def _minutes(span: Span) -> str:
    least, most = span
    if least == most:
        return duration_text(least)
    over, under = f"over {duration_text(least - 1)}" if least else "", f"under {duration_text(most + 1)}"
    return over if most >= MOST_MINUTES else f"{over} and {under}" if over else under


def _count(span: Span) -> str:
    least, most = span
    if least == most:
        return str(least)
    return f"{least} or more" if most >= MOST_COUNT else f"{least} to {most}"


def _amount(amount: Amount) -> str:
    if amount.exactly:
        return f"{amount.exactly} {amount.currency}"
    limits = [
        f"{word} {number}" for word, number in (("over", amount.over), ("under", amount.under)) if number
    ]
    return f"{' and '.join(limits)} {amount.currency}" if limits else f"in {amount.currency}"


def _clock(span: Span) -> str:
    first, last = span
    return time_text(first) if first == last else f"{time_text(first)}-{time_text(last + 1)}"


def days_text(first: str, last: str) -> str:
    """`22 Nov 2026`, `since 1 Oct 2026`, `until 20 Nov 2026`, `1-31 October 2026`, `all days`."""
    if (first, last) == (FIRST_DAY, LAST_DAY):
        return "all days"
    if first == last:
        return f"{day_text(first)} {first[:4]}"
    if last == LAST_DAY:
        return f"since {day_text(first)} {first[:4]}"
    if first == FIRST_DAY:
        return f"until {day_text(last)} {last[:4]}"
    return span_text(first, last)
