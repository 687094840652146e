"""What a sitting at the end of a week asks about entries: which are to be rated, and which few are drawn (METHOD 2.11).

The lot is the SHA-256 of the week's name and of what the entry says without its ratings: the same whenever it is asked,
on every machine, whatever was answered already, and wherever the line stands on its page by then.
"""

from __future__ import annotations

from hashlib import sha256

from twohats.format.words import SIDES
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.measures.timeline import TimedEntry, Timeline

MOST_RATED = 12
"""Entries of the week that are asked for their ratings; drawn by lot where there are more."""
DRAWN_A_SIDE = 3
"""Entries a side, of the week before, that are asked about looking back."""
FELT, AIM, ABOUT, WHY = FIELDS = ("felt", "aim", "about", "why")
"""The keys that are asked in turn of the drawn entries."""
_INTEREST, _UNDERSTANDING = "i", "u"


class ToRate(NamedTuple):
    """An entry of the week, and the letters of the ratings that are asked of it, in order."""

    timed_entry: TimedEntry
    letters: tuple[str, ...]


class Drawn(NamedTuple):
    """An entry drawn by lot from the week before."""

    timed_entry: TimedEntry
    field: str
    """The key asked of it, of `FIELDS`; empty if it has that one."""


def content_of(timed_entry: TimedEntry) -> str:
    """What an entry says but for its ratings and fields: they are what answers change."""
    entry = timed_entry.entry
    said = (
        timed_entry.when[0],
        entry.hat,
        entry.activity,
        entry.start,
        entry.minutes,
        entry.channel,
        entry.note,
    )
    return "\0".join(map(str, said))


def lot(week: str, content: str) -> bytes:
    """The lot of a text in a week."""
    return sha256(f"{week}\0{content}".encode("utf-8", "surrogatepass")).digest()


def to_rate(timeline: Timeline) -> tuple[ToRate, ...]:
    """The week's entries of post, read and talk that lack a rating, in order, at most `MOST_RATED`.

    Nobody remembers how an hour felt that a program has noted: what was taken in is not asked about.

    Motivation is asked of all of them. Interest is asked of the odd entries of a hat and understanding of the even
    ones, unless an entry has either.
    """
    found: list[ToRate] = []
    counts: dict[str, int] = {}
    for timed_entry in timeline.now():
        if not timed_entry.social or timed_entry.entry.is_taken_in:
            continue
        entry = timed_entry.entry
        counts[entry.hat] = counts.get(entry.hat, 0) + 1
        letters = ["m"] if entry.motivation is None else []
        if entry.interest is None and entry.understanding is None:
            letters.append(_INTEREST if counts[entry.hat] % 2 else _UNDERSTANDING)
        if letters:
            found.append(ToRate(timed_entry, tuple(letters)))
    chosen = _drawn(timeline, [each.timed_entry for each in found], MOST_RATED)
    return tuple(each for each in found if each.timed_entry in chosen)


def drawn(timeline: Timeline) -> tuple[Drawn, ...]:
    """The few entries asked about looking back: at most `DRAWN_A_SIDE` a side, in order, answered or not.

    They are of the seven days before the week, so at its end they are 7 to 13 days old, and in no two weeks the same.
    """
    before = [
        each
        for each in timeline.timed_entries
        if each.week == 1 and each.social and not each.entry.is_taken_in
    ]
    chosen = [
        one
        for side in SIDES
        for one in _drawn(timeline, [each for each in before if each.side == side], DRAWN_A_SIDE)
    ]
    chosen.sort(key=lambda each: each.when)
    turn = timeline.week.first.toordinal() // 7
    return tuple(Drawn(each, _field_of(each, turn + at)) for at, each in enumerate(chosen))


def _drawn(timeline: Timeline, timed_entries: Sequence[TimedEntry], most: int) -> list[TimedEntry]:
    by_lot = sorted(timed_entries, key=lambda each: (lot(timeline.week.name, content_of(each)), each.when))
    return by_lot[:most]


def _field_of(timed_entry: TimedEntry, turn: int) -> str:
    """The key whose turn it is, of those that fit the entry; empty if it has that one.

    What the entry has does not change whose turn it is: an answered entry would be asked the next.
    """
    fitting = set(_fitting(timed_entry))
    order = (FIELDS[(turn + at) % len(FIELDS)] for at in range(len(FIELDS)))
    field = next(key for key in order if key in fitting)
    return "" if any(key == field for key, _ in timed_entry.entry.fields) else field


def _fitting(timed_entry: TimedEntry) -> Iterable[str]:
    yield from (AIM, WHY)
    if timed_entry.entry.activity in ("post", "read"):
        yield FELT
    if timed_entry.entry.activity == "post":
        yield ABOUT
