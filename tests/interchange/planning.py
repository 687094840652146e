"""Small makers of records, and plans of them, for the tests of interpreting."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from twohats.format.reading import read_page
from twohats.interchange.interpreting.here import Here, Stream, Wish
from twohats.interchange.interpreting.planning import planned
from twohats.interchange.record import (
    Acquaintance,
    Meeting,
    Message,
    Party,
    Publication,
    Request,
    Span,
    record_key,
    short_text,
)
from twohats.interchange.rules import Rules, read_rules
from twohats.interchange.source import Recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twohats.format.model import Page
    from twohats.interchange.plan import Plan

TODAY = "2026-11-21"
TOVE = Party("https://example.com/in/tove", "Tove Adlerz")
BRAM = Party("https://example.com/in/bram", "Bram Osei, PhD")
BRAND = Rules(hat="brand")


def message(at: str, text: str = "", *, mine: bool = False, other: Party = TOVE, **more: Any) -> Message:
    """A message with so many words; its key is of its time, sender and thread."""
    words, short = short_text(text)
    thread = more.pop("thread", other.key or other.name)
    more.setdefault("words", words)
    more.setdefault("short", "" if mine else short)
    key = record_key("message", thread, at, str(mine), text)
    channel = more.pop("channel", "linkedin")
    return Message(key, datetime.fromisoformat(at), thread, channel, mine, other, **more)


def call(at: str, seconds: int, *, mine: bool = False, other: Party = TOVE) -> Message:
    """An answered call."""
    return message(at, mine=mine, other=other, call_seconds=seconds, channel="whatsapp")


def post(at: str, words: int, *, reply: bool = False, **more: Any) -> Publication:
    """A post, or a comment."""
    return Publication(record_key("post", at), datetime.fromisoformat(at), "linkedin", words, reply, **more)


def span(at: str, minutes: float, *, hand: bool = True, **more: Any) -> Span:
    """Measured time, on the page of a date alone if no clock time is given."""
    labels = tuple(more.pop("labels", {"project": "Acme"}).items())
    when = datetime.fromisoformat(at) if len(at) > 10 else None
    key = record_key("span", at, str(minutes), str(labels), *map(str, more.values()))
    return Span(key, when, date.fromisoformat(at[:10]), round(minutes * 60), labels, is_by_hand=hand, **more)


def meeting(at: str, minutes: int, *people: Party, **more: Any) -> Meeting:
    """An appointment."""
    return Meeting(record_key("meeting", at), datetime.fromisoformat(at), minutes, people=people, **more)


def request(at: str, text: str = "", *, mine: bool = False, other: Party = TOVE) -> Request:
    """An invitation to connect."""
    words, short = short_text(text)
    key = record_key("request", at, other.key)
    return Request(key, datetime.fromisoformat(at), "linkedin", mine, other, words, short)


def known_since(day: str, other: Party = TOVE) -> Acquaintance:
    """Somebody whom the owner is connected with."""
    return Acquaintance("linkedin", other, date.fromisoformat(day))


def pages(**texts: str) -> Callable[[str], Page | None]:
    """The pages of a journal; the names are dates with an underscore: `d2026_11_18`."""
    found = {name[1:].replace("_", "-"): text for name, text in texts.items()}
    return lambda day: read_page(found[day], day) if day in found else None


def plan_of(
    *records: Any, rules: Rules | str = BRAND, here: Here | None = None, wish: Wish | None = None, **at: Any
) -> Plan:
    """The plan of some records of one source, by default of the account Mara Quill of LinkedIn with the hat brand."""
    found = Recognised(at.pop("source", "linkedin"), "LinkedIn", account="Mara Quill")
    of = read_rules(rules, found.source) if isinstance(rules, str) else rules
    assert not of.problems, of.problems
    place = (here or Here(TODAY))._replace(**at)
    return planned([Stream(found, records)], {found.source: of}, place, wish or Wish())


def lines(plan: Plan) -> list[str]:
    """The lines of a plan with their days, `src` left out."""
    return [f"{line.day} {line.text}".replace(f" src:{line.source}", "") for line in plan.lines]


def tally(plan: Plan, part: str) -> dict[str, int]:
    """`facts` or `left_out` of a plan as numbers by their words."""
    return {one.what: one.count for one in getattr(plan, part)}


def keys(records: Iterable[Any]) -> set[str]:
    """The keys of records."""
    return {one.key for one in records}
