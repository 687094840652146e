"""The values of a selection: what a line has to have, and must not have, to be one of those that are asked for.

`docs/query.md` says what each word means. Names are as they were asked, in lower case and NFC; `matching` finds what
else they are called.
"""

from __future__ import annotations

from twohats.values import NamedTuple

Span = tuple[int, int]
"""Least and most, both included."""

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
"""The ends of a stretch of days that is open there."""
UNRATED = 0
"""Among the ratings that are asked for: none was given."""
MOST_MINUTES, MOST_COUNT = 100_000, 10_000_000
"""More than a line can have: the upper ends of what is open there."""

PROBLEMS, NOTHING, GUESSED, TIMED = "problems", "nothing", "guessed", "timed"
RATED, UNRATED_LINES = "rated", "unrated"
FLAGS = (PROBLEMS, NOTHING, GUESSED, TIMED, RATED, UNRATED_LINES)
"""What is asked with a word of its own."""
HAS_CHANNEL, HAS_PERSON, HAS_TAG = "in:", "@", "+"
"""Flags as well: that there is one, whichever."""

OF_ANY_LINE = ("days", "weekdays", "flags", "notes", "loose")
"""The terms that can fit a line which is neither entry nor event: it has a day and a text."""


class Amount(NamedTuple):
    """Amounts of one currency; numbers are decimal text, empty for none."""

    currency: str
    exactly: str = ""
    over: str = ""
    """More than this."""
    under: str = ""


class Terms(NamedTuple):
    """Conditions on a line, empty where nothing is asked.

    As what a line has, one of those asked is enough for what a line has once, and all of them have to be there for
    people, tags, fields, notes and flags. As what it lacks, none of them may be there.
    """

    hats: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    deeds: tuple[tuple[str, str], ...] = ()
    """Activities and events, each with its kind, empty for any: `("got", "lead")`, `("post", "")`."""
    channels: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ratings: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Each rating that is asked for, `motivation`, with the values that fit, `UNRATED` among them."""
    minutes: tuple[Span, ...] = ()
    counts: tuple[Span, ...] = ()
    amounts: tuple[Amount, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """Key and value as `text.fold` gives it; an empty value asks for the key alone."""
    flags: tuple[str, ...] = ()
    clock: tuple[Span, ...] = ()
    """When a line began, in minutes after midnight; the last may be of the next day."""
    notes: tuple[str, ...] = ()
    """What the note has to hold, as `text.fold` gives it: a part of a word, or several words with single spaces."""
    days: tuple[tuple[str, str], ...] = ()
    """First and last ISO date, both included."""
    weekdays: tuple[int, ...] = ()
    """0 for Monday."""
    loose: tuple[str, ...] = ()
    """Words that are nothing else, for `find`: looked for in all that is written in a line, as `notes` are."""

    def asked(self) -> list[str]:
        """The names of the terms of which something is asked."""
        return [name for name, value in zip(self._fields, self, strict=True) if value]


NO_TERMS = Terms()


class Clause(NamedTuple):
    """One alternative: what a line has, and what it lacks."""

    has: Terms = NO_TERMS
    lacks: Terms = NO_TERMS

    def is_of_any_line(self) -> bool:
        """Whether all that is asked can be said of lines that are neither entries nor events as well."""
        flags = {*self.has.flags, *self.lacks.flags}
        return {*self.has.asked(), *self.lacks.asked()}.issubset(OF_ANY_LINE) and flags <= {PROBLEMS, NOTHING}


class Selection(NamedTuple):
    """What is asked for: the lines that fit one of the alternatives. Without any word, all of them."""

    alternatives: tuple[Clause, ...] = (Clause(),)
    text: str = ""
    """The words as they were given, in one line."""

    @property
    def has_days(self) -> bool:
        """Whether days are asked for in each of the alternatives, so that none means the whole journal."""
        return all(clause.has.days or clause.lacks.days for clause in self.alternatives)

    @property
    def has_names(self) -> bool:
        """Whether anything is asked that may have had another name: people, tags, channels, values of fields."""
        return any(
            terms.people or terms.tags or terms.channels or terms.fields
            for clause in self.alternatives
            for terms in clause
        )

    @property
    def is_more_than_text(self) -> bool:
        """Whether anything is asked but words that are searched in the text of lines."""
        return any({*clause.has.asked(), *clause.lacks.asked()} != {"loose"} for clause in self.alternatives)

    def bounds(self) -> tuple[str, str]:
        """First and last ISO date outside of which no line can fit: `FIRST_DAY` and `LAST_DAY` where that is open."""
        days = [span for clause in self.alternatives for span in clause.has.days]
        if not all(clause.has.days for clause in self.alternatives):
            return FIRST_DAY, LAST_DAY
        return min(first for first, _ in days), max(last for _, last in days)

    def within(self, first: str, last: str) -> Selection | None:
        """The same of the days from `first` to `last` alone; None where no line there can fit."""
        left: list[Clause] = []
        for clause in self.alternatives:
            asked = clause.has.days or ((FIRST_DAY, LAST_DAY),)
            days = [(max(first, begin), min(last, end)) for begin, end in asked]
            days = [(begin, end) for begin, end in days if begin <= end]
            if days:
                left.append(clause._replace(has=clause.has._replace(days=tuple(days))))
        return self._replace(alternatives=tuple(left)) if left else None


def on_day(day: str) -> Selection:
    """All lines of a day, named by its ISO date."""
    return Selection((Clause(Terms(days=((day, day),))),), day)
