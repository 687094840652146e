"""What the place rung would say if lines that were taken in could have credit by it (METHOD 2.12).

`python benchmarks/place_of_imports.py [--journals 100] [--a-day 2]`: simulated journals, whose truth is known, get so
many short posts a day on one channel in one hat, as the archive of an account adds them. They bring nothing, all
returns having come of what was there before. Printed is, of the returns that arrive in that hat on that channel, how
many the place rung credits, and how often it is right, three times: without these posts, with them kept out of the
rung, and with them let in; once more for journals in which most arrives by the messages of that account, whatever
brought it. No limits: what is to be done about it is for a reader to say.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.simulator import MONDAY, Wishes, simulate

from twohats.format.calendar import Week
from twohats.format.model import Entry
from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
from twohats.measures.returns import trace_returns
from twohats.measures.timeline import TimedEntry, timeline_of
from twohats.measures.tracing import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.simulator import Journal

    from twohats.measures.timeline import Timeline

SIDE, CHANNEL = "brand", "linkedin"
"""The account of the archive."""
BEHIND = 1000
"""Numbers of the posts on their pages: behind all lines, whose numbers the truth goes by."""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--journals", type=int, default=100)
    parser.add_argument("--a-day", type=float, default=2.0)
    asked = parser.parse_args()
    print(f"{asked.journals} journals, {asked.a_day:g} posts a day taken in: {SIDE} {CHANNEL}")
    for scattered in (False, True):
        print(
            "\n"
            + (
                "all arrives by the messages of the account, whatever brought it"
                if scattered
                else "as simulated"
            )
        )
        _print(_counted(asked.journals, asked.a_day, scattered=scattered))
    return 0


def _counted(journals: int, a_day: float, *, scattered: bool) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    wishes = replace(Wishes(), same_place=0.0, elsewhere=(CHANNEL, 0.7)) if scattered else Wishes()
    for seed in range(1, journals + 1):
        journal = simulate(seed, wishes)
        timeline = _timeline(journal)
        for name, entries in (
            ("without them", []),
            ("kept out", list(_posts(timeline, seed, a_day, (("src", "archive"),)))),
            ("let in", list(_posts(timeline, seed, a_day, ()))),
        ):
            _count(journal, timeline, entries, counts.setdefault(name, Counter()))
    return counts


def _print(counts: dict[str, Counter[str]]) -> None:
    print(f"{'':14}{'place speaks':>14}{'right hat':>12}{'right week':>12}{'right entry':>13}")
    for name, count in counts.items():
        spoken = count["place"]
        shares = [count[what] / spoken if spoken else 0.0 for what in ("hat", "week", "entry")]
        print(f"{name:14}{spoken / count['all']:>14.1%}" + "".join(f"{share:>12.1%}" for share in shares))


def _timeline(journal: Journal) -> Timeline:
    pages = {day: read_page(text, day) for day, text in journal.pages.items()}
    last = journal.truth.wishes.weeks - 1
    week = Week(MONDAY).back(-last)
    return timeline_of(pages, week, DEFAULT_HATS, week.last, weeks_before=last)


def _posts(
    timeline: Timeline, seed: int, a_day: float, fields: tuple[tuple[str, str], ...]
) -> Iterator[TimedEntry]:
    """Short posts on the days of a journal, always the same of a seed."""
    chance = random.Random(seed)
    for day in sorted(timeline.logged):
        for number in range(int(a_day) + (chance.random() < a_day % 1)):
            when = (day, chance.randrange(8 * 60, 22 * 60), BEHIND + number)
            entry = Entry(SIDE, "post", 5, when[1], estimated=True, channel=CHANNEL, fields=fields)
            yield TimedEntry(when, (timeline.week.last.toordinal() - day) // 7, SIDE, entry, social=True)


def _count(journal: Journal, timeline: Timeline, more: list[TimedEntry], count: Counter[str]) -> None:
    entries = sorted([*timeline.timed_entries, *more], key=lambda each: each.when)
    for timed_event, trace in trace_returns(timeline._replace(timed_entries=entries)):
        if (timed_event.side, timed_event.event.channel) != (SIDE, CHANNEL):
            continue
        day = date.fromordinal(timed_event.when[0]).isoformat()
        cause = journal.truth.causes[day, timed_event.when[2]]
        count["all"] += 1
        if trace.rung == PLACE:
            (touch,) = trace.touches
            of = date.fromordinal(touch.when[0])
            count["place"] += 1
            count["hat"] += trace.side == cause.side
            count["week"] += of.isocalendar()[:2] == date.fromisoformat(cause.place[0]).isocalendar()[:2]
            count["entry"] += (of.isoformat(), touch.when[2]) == cause.place


if __name__ == "__main__":
    raise SystemExit(main())
