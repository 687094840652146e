"""A second reader of selections, written from `docs/query.md`: slow, obvious, and in one piece.

For one line and one list of words it says whether the line is selected. It goes through the words again for every line,
keeps no sets and no bounds, and shares with `twohats.query` only what other pages than that one specify: how a line
reads, what a spoken period is, and which word is a hat, a verb or a kind. It is given words that mean something.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from twohats.drafting.dates import spoken_date, spoken_period
from twohats.format.model import Entry, Event, Nothing, Problem
from twohats.format.words import CURRENCIES, KEYS, KINDS, NOISE, RETURNS, VERBS, Hats

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"]
ONCE = ("hat", "side", "channel", "minutes", "count", "clock", "day", "weekday", "m", "i", "u", "w")
OF_ANY_LINE = ("day", "weekday", "note", "problems", "nothing", "limit of days")
LETTERS = {"m": "motivation", "i": "interest", "u": "understanding", "w": "worth"}


class World(NamedTuple):
    """What a journal knows."""

    hats: Hats
    now: datetime
    channels: set[str]
    people_now: dict[str, str]
    tags_now: dict[str, str]
    channels_now: dict[str, str]


class Unplaced(Exception):
    """A word means nothing."""


class Said(NamedTuple):
    """What one word asks: of which thing, whether it is not to be, and whether a line has it."""

    thing: str
    negated: bool
    has: Callable[[str, Any], bool]
    value: Any = None


def folded(text: str) -> str:
    text = unicodedata.normalize("NFD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return " ".join(unicodedata.normalize("NFC", text.casefold()).split())


def is_selected(words: list[str], day: str, value: Any, world: World) -> bool:
    alternatives: list[list[str]] = [[]]
    for word in words:
        if word.lower() == "or":
            alternatives.append([])
        else:
            alternatives[-1].append(word)
    return any(_fits(each, day, value, world) for each in alternatives)


def _fits(words: list[str], day: str, value: Any, world: World) -> bool:
    said = _read(words, world)
    if not isinstance(value, (Entry, Event)):
        if any(each.thing not in OF_ANY_LINE for each in said):
            return False
        if isinstance(value, Problem) and any(each.thing == "nothing" and not each.negated for each in said):
            return False
    if any(each.has(day, value) for each in said if each.negated):
        return False
    wanted = [each for each in said if not each.negated]
    for thing in ONCE:
        of_it = [each for each in wanted if each.thing == thing]
        if of_it and not any(each.has(day, value) for each in of_it):
            return False
    if not _fits_deeds([each for each in said if each.thing in ("verb", "kind")], value):
        return False
    apart = (*ONCE, "verb", "kind", "amount", "amount limit")
    return _fits_amounts(wanted, value) and all(
        each.has(day, value) for each in wanted if each.thing not in apart
    )


def _fits_amounts(wanted: list[Said], value: Any) -> bool:
    """One of the currencies that are said; one of the amounts that are said of it; within all limits of it."""
    said = [each for each in wanted if each.thing in ("amount", "amount limit")]
    if not said:
        return True
    if not isinstance(value, Event) or value.amount is None:
        return False
    of_it = [each for each in said if each.value[0] == value.amount[1]]
    exact = [each for each in of_it if each.thing == "amount" and each.value[1]]
    limits = [each for each in of_it if each.thing == "amount limit"]
    return (
        bool(of_it)
        and (not exact or any(each.has("", value) for each in exact))
        and all(each.has("", value) for each in limits)
    )


def _verb_of(value: Any) -> str:
    return str(value.activity if isinstance(value, Entry) else value.verb)


def _fits_deeds(said: list[Said], value: Any) -> bool:
    wanted = [each for each in said if not each.negated]
    if not wanted:
        return True
    if not isinstance(value, (Entry, Event)):
        return False
    verbs = [(at, each.value) for at, each in enumerate(wanted) if each.thing == "verb"]
    owned: dict[str, list[str]] = {}
    free: list[tuple[str, str]] = []
    for at, each in enumerate(wanted):
        if each.thing != "kind":
            continue
        kinds, owners = each.value
        before = [verb for place, verb in verbs if place < at and verb in owners]
        behind = [verb for place, verb in verbs if place > at and verb in owners]
        if before:
            owned.setdefault(before[-1], []).extend(kinds)
        elif behind:
            owned.setdefault(behind[0], []).extend(kinds)
        else:
            free += [(owner, kind) for owner in owners for kind in kinds]
    deed = _verb_of(value)
    if (deed, value.kind) in free:
        return True
    return any(verb == deed and (verb not in owned or value.kind in owned[verb]) for _, verb in verbs)


def _note(value: Any) -> str:
    return folded(value.text if isinstance(value, Problem) else value.note)


def _period(words: list[str], world: World) -> tuple[int, str, str] | None:
    for used in range(min(len(words), 7), 0, -1):
        found = spoken_period(words[:used], world.now)
        day = spoken_date(words[:used], world.now)
        timed = day is not None and day.used == used and day.minute is not None and words[used - 1] != "ago"
        if found and not (timed and used > 1):
            return used, found[0].isoformat(), found[1].isoformat()
    return None


def _minutes(word: str) -> int | None:
    hours, h, rest = word.lower().partition("h")
    if h and hours.isdigit() and (not rest or rest.isdigit()):
        return int(hours) * 60 + int(rest or 0)
    return int(word[:-1]) if word[-1:].lower() == "m" and word[:-1].isdigit() else None


def _span(text: str, least: int, most: int) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    return (int(first or least), int(last or most)) if dash else (int(text), int(text))


def _clock(word: str) -> int | None:
    hour, colon, minute = word.partition(":")
    if colon and hour.isdigit() and minute.isdigit():
        return int(hour) * 60 + int(minute)
    return (int(word[:-2]) % 12 + 12 * (word[-2:] == "pm")) * 60 if word[-2:] in ("am", "pm") else None


def _is_rated(value: Entry) -> bool:
    return any(getattr(value, name) for name in LETTERS.values())


def _read(words: list[str], world: World) -> list[Said]:
    """What the words of one alternative ask."""
    head: list[str] = words
    note: list[str] = []
    for at, word in enumerate(words):
        is_key = word[:-1].lower() in (*KEYS, "in")
        if word == ":" or (word[-1] == ":" and word[0] != '"' and at + 1 < len(words) and not is_key):
            head, note = words[:at] + ([word[:-1]] if word != ":" else []), words[at + 1 :]
            break
    reader = Reader(world)
    at = 0
    while at < len(head):
        reader.negated = head[at].lower() == "not"
        at += reader.negated
        at += reader.read(head[at:])
    at = 0
    while at < len(note):
        reader.negated = note[at].lower() == "not" and at + 1 < len(note)
        at += reader.negated
        reader.say_note(folded(note[at].strip('"')))
        at += 1
    return reader.said


class Reader:
    """The rows of the table in section 3, one method each: how many words it takes, 0 where it does not fit."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.said: list[Said] = []
        self.negated = False

    def say(self, thing: str, has: Callable[[str, Any], bool], value: Any = None) -> int:
        self.said.append(Said(thing, self.negated, has, value))
        return 1

    def say_entry(self, thing: str, test: Callable[[Entry], bool], value: Any = None) -> int:
        return self.say(thing, lambda _, line: isinstance(line, Entry) and test(line), value)

    def say_line(self, thing: str, test: Callable[[Any], bool], value: Any = None) -> int:
        return self.say(thing, lambda _, line: isinstance(line, (Entry, Event)) and test(line), value)

    def say_note(self, text: str) -> int:
        return self.say("note", lambda _, line: text in _note(line))

    def read(self, words: list[str]) -> int:
        if words[0].lower() == "and":
            return 1
        first, second = words[0].lower(), words[1].lower() if len(words) > 1 else ""
        if self.negated and second in KINDS.get(first, ()):
            self.say_line("deed", lambda line: (_verb_of(line), line.kind) == (first, second))
            return 2
        used = (
            self.limit(words)
            or self.own_word(words)
            or self.period(words, 2)
            or self.name_with_a_sign(words[0].lower())
            or self.number(words[0].lower())
            or self.field(words[0])
            or self.period(words, 1)
            or self.amount(words[0])
            or self.name(words[0].lower())
        )
        assert used, words
        return used

    def limit(self, words: list[str]) -> int:
        low = words[0].lower()
        if low in ("since", "until"):
            period = _period(words[1:], self.world)
            assert period
            used, first, last = period
            self.say("limit of days", lambda day, _: day >= first if low == "since" else day <= last)
            return 1 + used
        if low not in ("over", "under"):
            return 0
        asked = _minutes(words[1])
        if asked is not None:
            minutes = asked
            self.say_entry(
                "limit", lambda line: line.minutes > minutes if low == "over" else line.minutes < minutes
            )
            return 2
        number, code = Fraction(words[1][:-3]), words[1][-3:].upper()

        def beyond(line: Any) -> bool:
            if not isinstance(line, Event) or line.amount is None or line.amount[1] != code:
                return False
            return Fraction(line.amount[0]) > number if low == "over" else Fraction(line.amount[0]) < number

        self.say_line("amount limit", beyond, (code, ""))
        return 2

    def own_word(self, words: list[str]) -> int:
        low = words[0].lower()
        if low == "about" or low[0] == "~":
            guessed = _minutes(words[1] if low == "about" else low[1:])
            self.say_entry("minutes", lambda line: line.minutes == guessed)
            if not self.negated:
                self.say_entry("guessed", lambda line: line.estimated)
            return 2 if low == "about" else 1
        if low in ("problems", "nothing"):
            kind = Problem if low == "problems" else Nothing
            return self.say(low, lambda _, line: isinstance(line, kind))
        if low == "guessed":
            return self.say_entry(low, lambda line: line.estimated)
        if low == "timed":
            return self.say_line(low, lambda line: _began(line) is not None)
        if low in ("rated", "unrated"):
            return self.say_entry(low, lambda line: _is_rated(line) == (low == "rated"))
        if low in ("returns", "noise"):
            kinds = RETURNS if low == "returns" else NOISE
            has = lambda line: _verb_of(line) == "got" and line.kind in kinds  # noqa: E731
            return self.say_line("kind", has, (kinds, ("got",)))
        if low in (*WEEKDAYS, "weekdays", "weekends"):
            several: dict[str, tuple[int, ...]] = {"weekdays": (0, 1, 2, 3, 4), "weekends": (5, 6)}
            numbers = several[low] if low in several else (WEEKDAYS.index(low),)
            return self.say("weekday", lambda day, _: date.fromisoformat(day).weekday() in numbers)
        return 0

    def period(self, words: list[str], least: int) -> int:
        found = _period(words, self.world)
        if found is None or found[0] < least:
            return 0
        used, first, last = found
        self.say("day", lambda day, _: first <= day <= last)
        return used

    def name_with_a_sign(self, low: str) -> int:
        name = low[1:]
        if low == "@":
            return self.say_line("anybody", lambda line: bool(line.people))
        if low == "+":
            return self.say_line("any tag", lambda line: bool(line.tags))
        if low[0] == "@":
            now = self.world.people_now
            return self.say_line(
                low, lambda line: now.get(name, name) in [now.get(each, each) for each in line.people]
            )
        if low[0] == "+":
            now = self.world.tags_now
            return self.say_line(
                low, lambda line: now.get(name, name) in [now.get(each, each) for each in line.tags]
            )
        return 0

    def number(self, low: str) -> int:
        digits = low[1:]
        if low[0] in LETTERS and digits and set(digits) <= set("12345-") and (len(low) == 2 or "-" in low):
            name = LETTERS[low[0]]
            if digits == "-":
                return self.say_entry(low[0], lambda line: getattr(line, name) is None)
            least, most = _span(digits, 1, 5)
            return self.say_entry(low[0], lambda line: least <= (getattr(line, name) or 0) <= most)
        if low[0] == "x" and digits and set(digits) <= set("0123456789-"):
            least, most = _span(digits, 1, 10**9)
            return self.say_line("count", lambda line: least <= line.count <= most)
        minutes = _minutes(low)
        if minutes is not None:
            return self.say_entry("minutes", lambda line: line.minutes == minutes)
        begin, dash, end = low.partition("-")
        start = _clock(begin)
        if start is None:
            return 0
        first, stop = start, (_clock(end) or 0) if dash else start + 1
        stop += 1440 * (stop <= first)

        def begun(line: Any) -> bool:
            minute = _began(line)
            return minute is not None and any(
                first <= minute + 1440 * days < stop for days in (-2, -1, 0, 1, 2)
            )

        return self.say_line("clock", begun)

    def field(self, word: str) -> int:
        key, colon, asked = folded(word).partition(":")
        if not colon:
            return 0
        if key == "in" and not asked:
            return self.say_line("any channel", lambda line: bool(line.channel))
        if key == "in":
            return self.channel(asked)
        if key == "hat":
            return self.say_line("hat", lambda line: line.hat == self.world.hats.spellings[asked])
        if key == "side":
            return self.say_line("side", lambda line: self.world.hats.sides[line.hat].startswith(asked))
        if key == "verb":
            return self.say_line("verb", lambda line: _verb_of(line) == asked, asked)
        if key == "kind":
            return self.kind(asked)
        if not asked:
            return self.say_line("field", lambda line: any(name == key for name, _ in line.fields))
        wanted = self.values(key, asked)
        return self.say_line(
            "field",
            lambda line: any(name == key and wanted <= self.values(key, said) for name, said in line.fields),
        )

    def values(self, key: str, said: str) -> set[str]:
        """The values of a field, with the names of today."""
        said, world = folded(said), self.world
        if key in ("why", "how"):
            return set(said.split(","))
        if key in ("heard", "met"):
            return {world.channels_now.get(said, said)}
        if key != "from":
            return {said}
        parts = [
            "@" + world.people_now.get(part[1:], part[1:])
            if part[0] == "@"
            else world.channels_now.get(part, part)
            for part in said.split("/")
        ]
        return {"/".join(parts)}

    def amount(self, word: str) -> int:
        code, number = word[-3:].upper(), word[:-3]
        if code not in CURRENCIES.split() or not (number[:1].isdigit() if number else word.isupper()):
            return 0

        def has_amount(line: Any) -> bool:
            if not isinstance(line, Event) or line.amount is None or line.amount[1] != code:
                return False
            return not number or Fraction(line.amount[0]) == Fraction(number)

        return self.say_line("amount", has_amount, (code, number))

    def channel(self, name: str) -> int:
        now = self.world.channels_now
        return self.say_line(
            "channel", lambda line: now.get(line.channel, line.channel) == now.get(name, name)
        )

    def kind(self, kind: str) -> int:
        owners = tuple(verb for verb in KINDS if kind in KINDS[verb])
        has = lambda line: _verb_of(line) in owners and line.kind == kind  # noqa: E731
        return self.say_line("kind", has, ((kind,), owners))

    def name(self, low: str) -> int:
        world, kinds = self.world, {kind for every in KINDS.values() for kind in every}
        full = {*world.hats.sides, *VERBS, *kinds}
        channels = {*world.channels, *world.channels_now, *world.channels_now.values()}
        if low not in full and low in world.hats.whole:
            low = world.hats.spellings[low]
        elif low not in full and low in channels:
            return self.channel(low)
        elif low not in full:
            begun = {name for name in full if name.startswith(low)}
            if len(begun) != 1:
                raise Unplaced(low)
            (low,) = begun
        if low in world.hats.sides:
            return self.say_line("hat", lambda line: line.hat == low)
        if low in VERBS:
            return self.say_line("verb", lambda line: _verb_of(line) == low, low)
        return self.kind(low)


def _began(line: Any) -> int | None:
    found: int | None = line.start if isinstance(line, Entry) else line.at
    return found
