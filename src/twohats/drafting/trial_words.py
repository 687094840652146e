"""The words of `hat trials plan`: hat, channel, activity, design and first day. Pure."""

from __future__ import annotations

from datetime import timedelta

from twohats.drafting.dates import spoken_date
from twohats.drafting.yearless import to_come
from twohats.errors import NotUnderstood
from twohats.format.calendar import week_of
from twohats.format.names import name_of
from twohats.format.trial import COIN, HALF_DOUBLE, SIMPLE
from twohats.format.words import ACTIVITIES, BRAND, folded
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

    from twohats.format.words import Hats

FORMS = "hat trials plan brand linkedin post 2 weeks from 30 nov"
_DESIGNS = "2 weeks, 4 weeks, coin 5, coin 6 fortnights or half-double 4"
LEAST_PAIRS, MOST_PAIRS = 5, 12
LEAST_HALF_DOUBLE = 4
MOST_WEEKS = 12
"""Weeks of a simple pause: a longer one is no experiment any more."""


class PlanWords(NamedTuple):
    """What a plan's words say; what they leave open is empty."""

    hat: str
    channel: str
    activity: str
    design: str = ""
    """Empty: the one that the numbers ask for."""
    weeks: int = 0
    """Weeks of a simple pause."""
    pairs: int = 0
    block_weeks: int = 1
    first: date | None = None
    """As said; it need not begin a week."""


def plan_words(words: list[str], now: datetime, hats: Hats) -> PlanWords:
    """Read them, in any order but that of a number and its unit, `from` last; raises NotUnderstood."""
    lower = [word.lower() for word in words]
    first = None
    if "from" in lower:
        at = lower.index("from")
        first = _first_day(words[at + 1 :], now)
        words, lower = words[:at], lower[:at]
    plan, rest = _design(words)
    hat = channel = activity = ""
    for word in rest:
        named = _hat(word, hats)
        if named and not hat:
            hat = named
        elif word.lower() in ACTIVITIES and not activity:
            activity = word.lower()
        elif not channel:
            channel = name_of(word)
            if not channel:
                raise NotUnderstood(f"{word} cannot be a channel", FORMS, line=" ".join(words))
        else:
            raise NotUnderstood(f"{word} is one word too many", FORMS, line=" ".join(words))
    if not (channel or activity):
        raise NotUnderstood("which channel is to be silent?", FORMS)
    return plan._replace(hat=hat or BRAND, channel=channel, activity=activity, first=first)


def _hat(word: str, hats: Hats) -> str:
    """The hat that a word names, its short form included; empty for none."""
    plain = folded(word)
    return hats.spellings[plain] if plain in hats.whole else ""


def _first_day(words: list[str], now: datetime) -> date:
    """The first day, in the future where the words leave that open."""
    text = " ".join(words)
    if text.lower() in ("next week", "monday", "sunday"):
        day = now.date()
        wanted = {"monday": 0, "sunday": 6}.get(text.lower())
        return day + timedelta(7) if wanted is None else day + timedelta((wanted - day.weekday() - 1) % 7 + 1)
    found = spoken_date(words, now) if words else None
    if found is None or found.used < len(words) or found.minute is not None:
        raise NotUnderstood(f"{text or 'from'} is not a date", "from 30 nov, from 2026-11-30, from next week")
    day = found.day
    if day < now.date() and not any(len(word) >= 4 and word[:4].isdigit() for word in words):
        weekday = len(words) == 1 and not any(char.isdigit() for char in text)
        day = day + timedelta(7) if weekday else to_come(day, now.date(), text)
    return day


def _design(words: list[str]) -> tuple[PlanWords, list[str]]:
    """The design that the words name, and the words that are left."""
    lower = [word.lower() for word in words]
    plan = PlanWords("", "", "")
    used: set[int] = set()
    for at, word in enumerate(lower):
        number = lower[at + 1] if at + 1 < len(lower) else ""
        if word in ("coin", "half-double"):
            used.add(at)
            pairs = LEAST_PAIRS if word == COIN else LEAST_HALF_DOUBLE
            if number.isascii() and number.isdigit():
                used.add(at + 1)
                pairs = int(number[:4])
                if lower[at + 2 : at + 3] in (["weeks"], ["fortnights"], ["pairs"]):
                    used.add(at + 2)
            plan = plan._replace(design=word, pairs=pairs, block_weeks=2 if "fortnights" in lower else 1)
        elif word.isascii() and word.isdigit() and number in ("week", "weeks") and at not in used:
            used |= {at, at + 1}
            plan = plan._replace(design=SIMPLE, weeks=int(word[:4]))
    _check(plan, " ".join(words))
    return plan, [word for at, word in enumerate(words) if at not in used and lower[at] != "fortnights"]


def _check(plan: PlanWords, line: str) -> None:
    """Refuse what could show nothing, or never ends."""
    if plan.design == SIMPLE and not 1 <= plan.weeks <= MOST_WEEKS:
        raise NotUnderstood(f"a pause has 1 to {MOST_WEEKS} weeks", _DESIGNS, line=line)
    if plan.design == COIN and not LEAST_PAIRS <= plan.pairs <= MOST_PAIRS:
        raise NotUnderstood(
            f"a coin is thrown for {LEAST_PAIRS} to {MOST_PAIRS} pairs",
            f"{_DESIGNS}: under {LEAST_PAIRS} pairs every drop could be luck",
            line=line,
        )
    if plan.design == HALF_DOUBLE and not LEAST_HALF_DOUBLE <= plan.pairs <= MOST_PAIRS:
        raise NotUnderstood(
            f"half and double weeks are {LEAST_HALF_DOUBLE} to {MOST_PAIRS} pairs", _DESIGNS, line=line
        )


def first_of_week(day: date, start: int) -> date:
    """The first day of the next week that begins on `day` or after it."""
    return week_of(day + timedelta(6), start=start).first
