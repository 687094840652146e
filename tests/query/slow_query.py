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


def _read(words: list[str], world: World) -> list[Said]:
    head, note = words, []
    for at, word in enumerate(words):
        name = word[:-1].lower()
        if word == ":" or (
            word[-1] == ":" and word[0] != '"' and at + 1 < len(words) and name not in (*KEYS, "in")
        ):
            head, note = words[:at] + ([word[:-1]] if word != ":" else []), words[at + 1 :]
            break
    said: list[Said] = []
    at = 0
    while at < len(head):
        negated = head[at].lower() == "not"
        at += negated
        if head[at].lower() == "and":
            at += 1
            continue
        if negated and head[at + 1 : at + 2] and head[at + 1].lower() in KINDS.get(head[at].lower(), ()):
            deed = head[at].lower(), head[at + 1].lower()
            said.append(
                Said("deed", negated, lambda _, value, deed=deed: (_verb_of(value), value.kind) == deed)
            )
            at += 2
            continue
        used = _read_word(head, at, negated, world, said)
        assert used, head[at]
        at += used
    at = 0
    while at < len(note):
        negated = note[at].lower() == "not" and at + 1 < len(note)
        at += negated
        text = folded(note[at].strip('"'))
        said.append(Said("note", negated, lambda _, value, text=text: text in _note(value)))
        at += 1
    return said


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


def _read_word(words: list[str], at: int, negated: bool, world: World, said: list[Said]) -> int:  # noqa: FBT001, PLR0914, PLR0915  the table of the page in its order, in one piece
    word, low = words[at], words[at].lower()
    behind = words[at + 1] if at + 1 < len(words) else ""

    def entry(test: Callable[[Entry], bool]) -> Callable[[str, Any], bool]:
        return lambda _, value: isinstance(value, Entry) and test(value)

    def line(test: Callable[[Any], bool]) -> Callable[[str, Any], bool]:
        return lambda _, value: isinstance(value, (Entry, Event)) and test(value)

    def say(thing: str, has: Callable[[str, Any], bool], value: Any = None) -> None:
        said.append(Said(thing, negated, has, value))

    # Row 1: the grammar's own words.
    if low in ("since", "until"):
        period = _period(words[at + 1 :], world)
        assert period
        used, first, last = period
        say("limit of days", lambda day, _: day >= first if low == "since" else day <= last)
        return 1 + used
    if low in ("over", "under"):
        minutes = _minutes(behind)
        if minutes is not None:
            say(
                "limit",
                entry(lambda value: value.minutes > minutes if low == "over" else value.minutes < minutes),
            )
            return 2
        number, code = Fraction(behind[:-3]), behind[-3:].upper()

        def beyond(value: Any) -> bool:
            if not isinstance(value, Event) or value.amount is None or value.amount[1] != code:
                return False
            return Fraction(value.amount[0]) > number if low == "over" else Fraction(value.amount[0]) < number

        say("amount limit", line(beyond), (code, ""))
        return 2
    if low == "about" or low[0] == "~":
        guessed = _minutes(behind if low == "about" else low[1:])
        say("minutes", entry(lambda value: value.minutes == guessed))
        if not negated:
            say("guessed", entry(lambda value: value.estimated))
        return 2 if low == "about" else 1
    if low == "problems":
        say(low, lambda _, value: isinstance(value, Problem))
        return 1
    if low == "nothing":
        say(low, lambda _, value: isinstance(value, Nothing))
        return 1
    if low == "guessed":
        say(low, entry(lambda value: value.estimated))
        return 1
    if low == "timed":
        say(low, line(lambda value: (value.start if isinstance(value, Entry) else value.at) is not None))
        return 1
    if low in ("rated", "unrated"):
        rated = lambda value: any(getattr(value, name) for name in LETTERS.values())  # noqa: E731
        say(low, entry(lambda value: bool(rated(value)) == (low == "rated")))
        return 1
    if low in ("returns", "noise"):
        kinds = RETURNS if low == "returns" else NOISE
        say("kind", line(lambda value: _verb_of(value) == "got" and value.kind in kinds), (kinds, ("got",)))
        return 1
    if low in (*WEEKDAYS, "weekdays", "weekends"):
        numbers = {"weekdays": range(5), "weekends": (5, 6)}.get(low) or (WEEKDAYS.index(low),)
        say("weekday", lambda day, _: date.fromisoformat(day).weekday() in numbers)
        return 1
    # Row 2: periods of several words.
    period = _period(words[at:], world)
    if period and period[0] > 1:
        say("day", lambda day, _: period[1] <= day <= period[2])
        return period[0]
    # Row 3: signs.
    if low[0] == "@":
        now = world.people_now
        if low == "@":
            say("anybody", line(lambda value: bool(value.people)))
        else:
            who = now.get(low[1:], low[1:])
            say("person", line(lambda value: any(now.get(each, each) == who for each in value.people)))
        return 1
    if low[0] == "+":
        now = world.tags_now
        if low == "+":
            say("any tag", line(lambda value: bool(value.tags)))
        else:
            tag = now.get(low[1:], low[1:])
            say("tag", line(lambda value: any(now.get(each, each) == tag for each in value.tags)))
        return 1
    if low[0] in LETTERS and low[1:] and set(low[1:]) <= set("12345-"):
        name = LETTERS[low[0]]
        if low[1:] == "-":
            say(low[0], entry(lambda value: getattr(value, name) is None))
        elif len(low) < 5 and (len(low) == 2 or "-" in low):
            first, last = _span(low[1:], 1, 5)
            say(low[0], entry(lambda value: first <= (getattr(value, name) or 0) <= last))
        if len(low) == 2 or "-" in low:
            return 1
    if low[0] == "x" and low[1:] and set(low[1:]) <= set("0123456789-"):
        first, last = _span(low[1:], 1, 10**9)
        say("count", line(lambda value: first <= value.count <= last))
        return 1
    minutes = _minutes(low)
    if minutes is not None:
        say("minutes", entry(lambda value: value.minutes == minutes))
        return 1
    begin, dash, end = low.partition("-")
    start, stop = _clock(begin), _clock(end) if dash else None
    if start is not None:
        stop = start + 1 if stop is None else stop + 1440 * (stop <= start)

        def begun(value: Any) -> bool:
            minute = value.start if isinstance(value, Entry) else value.at
            return minute is not None and any(
                start <= minute + 1440 * days < stop for days in (-2, -1, 0, 1, 2)
            )

        say("clock", line(begun))
        return 1
    if ":" in low:
        return _read_colon(word, say, line, world)
    # Row 4: a period of one word.
    if period:
        say("day", lambda day, _: period[1] <= day <= period[2])
        return 1
    # Row 5: amounts.
    if word[-3:].upper() in CURRENCIES.split() and (low[0].isdigit() or (len(word) == 3 and word.isupper())):
        code, number_text = word[-3:].upper(), word[:-3]

        def has_amount(value: Any) -> bool:
            if not isinstance(value, Event) or value.amount is None or value.amount[1] != code:
                return False
            return not number_text or Fraction(value.amount[0]) == Fraction(number_text)

        say("amount", line(has_amount), (code, number_text))
        return 1
    # Row 6: names.
    return _read_name(low, folded(behind), say, line, world)


def _read_colon(word: str, say: Any, line: Any, world: World) -> int:
    key, _, asked = folded(word).partition(":")
    if key == "in":
        channels = world.channels_now
        if not asked:
            say("any channel", line(lambda value: bool(value.channel)))
        else:
            channel = channels.get(asked, asked)
            say("channel", line(lambda value: channels.get(value.channel, value.channel) == channel))
    elif key == "hat" and asked:
        say("hat", line(lambda value: value.hat == world.hats.spellings[asked]))
    elif key == "side" and asked:
        say("side", line(lambda value: world.hats.sides[value.hat].startswith(asked)))
    elif key == "verb" and asked:
        say("verb", line(lambda value: _verb_of(value) == asked), asked)
    elif key == "kind" and asked:
        _say_kind(asked, say, line)
    elif not asked:
        say("field", line(lambda value: any(name == key for name, _ in value.fields)))
    else:

        def now(said: str) -> str:
            said = folded(said)
            if key in ("heard", "met"):
                return world.channels_now.get(said, said)
            if key == "from":
                return (
                    "@" + world.people_now.get(said[1:], said[1:])
                    if said[0] == "@"
                    else world.channels_now.get(said, said)
                )
            return said

        parts = lambda said: set(now(said).split(",")) if key in ("why", "how") else {now(said)}  # noqa: E731
        say(
            "field",
            line(
                lambda value: any(name == key and parts(asked) <= parts(said) for name, said in value.fields)
            ),
        )
    return 1


def _say_kind(kind: str, say: Any, line: Any) -> None:
    owners = tuple(verb for verb in KINDS if kind in KINDS[verb])
    say("kind", line(lambda value: _verb_of(value) in owners and value.kind == kind), ((kind,), owners))


def _read_name(low: str, behind: str, say: Any, line: Any, world: World) -> int:
    every_kind = list(dict.fromkeys(kind for kinds in KINDS.values() for kind in kinds))
    begun = [name for name in (*world.hats.sides, *VERBS, *every_kind) if name.startswith(low)]
    if low in world.hats.whole:
        low = world.hats.spellings[low]
    elif low in world.channels or low in world.channels_now or low in world.channels_now.values():
        if low not in (*VERBS, *every_kind):
            return _read_colon(f"in:{low}", say, line, world)
    elif low not in begun and len(set(begun)) == 1:
        low = begun[0]
    if low in world.hats.sides:
        say("hat", line(lambda value: value.hat == low))
    elif low in VERBS:
        say("verb", line(lambda value: _verb_of(value) == low), low)
    elif low in every_kind:
        _say_kind(low, say, line)
    else:
        return 0
    return 1
