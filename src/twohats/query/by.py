"""The words behind `by`: what lines are put together by, and which group of it each line is in."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.model import Entry
from twohats.format.names import name_of
from twohats.format.times import A_DAY
from twohats.format.words import KEYS, VERBS, WEEKDAYS, spellings
from twohats.query.matching import clock_of, field_parts
from twohats.text.suggest import nearest
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from decimal import Decimal

    from twohats.format.model import Event
    from twohats.format.one_name import OneName

HAT, SIDE, VERB, KIND, CHANNEL = "hat", "side", "verb", "kind", "channel"
PERSON, TAG, FIELD = "person", "tag", "field"
WEEKDAY, HOUR, DAY, WEEK, MONTH, YEAR = "weekday", "hour", "day", "week", "month", "year"
OF_A_DAY = (WEEKDAY, DAY, WEEK, MONTH, YEAR)
"""What all lines of one day have in common."""
OF_SEVERAL = (PERSON, TAG, FIELD)
"""Those of which a line may be in more than one group."""
IN_ORDER = (*OF_A_DAY, HOUR)
"""Whose groups have an order of their own, which is that of their keys."""
AGAIN = (WEEKDAY, HOUR)
"""Those that come again and again, so that none of their groups is earlier than another."""
WORDS = (HAT, SIDE, VERB, KIND, CHANNEL, PERSON, TAG, "why", *IN_ORDER)
MOST = 2
"""Rows and columns."""
WITHOUT = ""
"""The key of the lines that have none of it."""

_FIRST_WEEK, _LAST_WEEK = "0001-W01", "9999-W52"
_SPELLINGS = spellings(WORDS, {"people": PERSON, "activity": VERB, "thread": TAG})
_EXAMPLE = "such as by channel"


class By(NamedTuple):
    """What lines are put together by."""

    what: str
    """One of the names above."""
    key: str = ""
    """Of a field: `src`."""

    @property
    def name(self) -> str:
        """As it is asked: `channel`, `why`, `src:`."""
        return (self.key if self.key == "why" else f"{self.key}:") if self.key else self.what


def read_by(words: Sequence[str], known: Collection[str] = ()) -> tuple[By, ...]:
    """What is asked for by the words behind `by`; `known` are the keys of fields that are in use.

    Raises NotUnderstood for none, for more than two, for the same twice, and for a word that is none of them.
    """
    said = [part for word in words for part in word.split(",") if part and part.lower() not in ("by", "and")]
    if not said:
        raise NotUnderstood("by what?", f"{_EXAMPLE}; there are {_all()}")
    found = [_read(word, known) for word in said]
    if len(found) > MOST:
        raise NotUnderstood(
            f"by {' '.join(said)} is more than rows and columns", "name one or two", line=" ".join(said)
        )
    if len({*found}) < len(found):
        raise NotUnderstood(f"by {found[0].name} is said twice", "name two different ones, or one")
    return tuple(found)


def _read(word: str, known: Collection[str]) -> By:
    lower = word.lower()
    if lower[-1:] == ":" and name_of(lower[:-1]):
        return By(FIELD, name_of(lower[:-1]))
    meant = _SPELLINGS.get(lower)
    if meant is None and lower in KEYS:
        return By(FIELD, lower)
    if meant:
        return By(FIELD, meant) if meant == "why" else By(meant)
    if meant == "":
        several = [each for each in WORDS if each.startswith(lower)]
        raise NotUnderstood(f"by {word} is {' or '.join(several)}", "write it out", line=word)
    near = nearest(lower, [*WORDS, *KEYS, *known, *_SPELLINGS])
    near = f"{near}:" if near in known and near not in (*WORDS, *KEYS) else _SPELLINGS.get(near) or near
    hint = f"did you mean by {near}? " if near else ""
    if lower in known:
        hint = f"did you mean by {lower}:? "
    raise NotUnderstood(f"by {word} is nothing that lines have", f"{hint}there are {_all()}", line=word)


def _all() -> str:
    return f"{', '.join(WORDS)}, and any key: of lines, such as src:"


class Grouping:
    """Which groups a line is in."""

    def __init__(self, by: By, sides: Mapping[str, str], one_name: OneName, week_start: int) -> None:
        self.by = by
        self.sides = sides
        self.one_name = one_name
        self._week_start = week_start
        self._day, self._of_day = "", ""

    def keys(self, day: str, value: Entry | Event) -> Collection[str]:
        """The keys of the groups of a line on this day, each once: one, but for people, tags, `why:` and fields."""
        what = self.by.what
        if what in OF_A_DAY:
            return (self.of_day(day),)
        if what == HAT:
            return (value.hat,)
        if what == SIDE:
            return (self.sides[value.hat],)
        if what == CHANNEL:
            return (self.one_name.channel(value.channel),)
        if what == HOUR:
            return (hour_key(clock_of(value)),)
        if what == PERSON:
            return {self.one_name.person(name) for name in value.people} or (WITHOUT,)
        if what == TAG:
            return {self.one_name.tag(name) for name in value.tags} or (WITHOUT,)
        if what == FIELD:
            parts = (self.parts(said) for key, said in value.fields if key == self.by.key)
            return set().union(*parts) or (WITHOUT,)
        verb = value.activity if isinstance(value, Entry) else value.verb
        return (verb if what == VERB else kind_key(verb, value.kind),)

    def of_day(self, day: str) -> str:
        """The key of all lines of a day."""
        if day != self._day:
            self._day, self._of_day = day, _key_of_day(self.by.what, day, self._week_start)
        return self._of_day

    def in_order(self, keys: Collection[str], amount: Mapping[str, int | Decimal]) -> list[str]:
        """The keys as they are shown: those of time by the calendar or the clock, else the most first.

        `amount` says how much there is of each; what has as much goes by name, verbs as the format lists them.
        `WITHOUT` is last.
        """
        named = sorted((key for key in keys if key != WITHOUT), key=self._place)
        if self.by.what not in IN_ORDER:
            named.sort(key=lambda key: amount[key], reverse=True)
        return named + [WITHOUT] * (len(named) < len(keys))

    def _place(self, key: str) -> tuple[int, str]:
        if self.by.what == WEEKDAY:
            return (WEEKDAYS.index(key) - self._week_start) % 7, key
        return (VERBS.index(key) if self.by.what == VERB else 0), key

    def parts(self, said: str) -> set[str]:
        """The values that a field has: of `why:` and `how:` there may be several."""
        return field_parts(self.by.key, said, self.one_name)


def kind_key(verb: str, kind: str) -> str:
    """`got lead`; `post`, which has no kinds."""
    return f"{verb} {kind}" if kind else verb


def hour_key(minute: int | None) -> str:
    """`09` for minutes after the page's midnight, by the clock: what is written as 24:40 began in hour 00."""
    return WITHOUT if minute is None else f"{minute % A_DAY // 60:02d}"


def _key_of_day(what: str, day: str, week_start: int) -> str:
    if what == DAY:
        return day
    if what == MONTH:
        return day[:7]
    if what == YEAR:
        return day[:4]
    from datetime import date

    from twohats.format.calendar import week_of

    found = date.fromisoformat(day)
    if what == WEEKDAY:
        return WEEKDAYS[found.weekday()]
    try:
        return week_of(found, start=week_start).name.zfill(len(_FIRST_WEEK))
    except OverflowError:  # the week in which dates begin, or end
        return _FIRST_WEEK if found.year == 1 else _LAST_WEEK
