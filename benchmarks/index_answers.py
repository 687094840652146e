"""Random changes to a journal, and the answer with the index compared with the answer without it after each.

`python benchmarks/index_answers.py [--comparisons 20000] [--seed 1] [--syncs 5]`. In each world (`index_world`) a
journal of some weeks is changed by its owner, by editors that keep sizes and times, by renames, restores and links,
the clock is put forward and back, and files of the index are damaged, exchanged, put back from a backup and made by
another version; writing them fails or is killed. After each step random selections are asked, by two threads now and
then. Every answer has to be that of the pages: the same lines, and the same problems of whole files. Then journals on
two machines that sync through git are asked after each sync. Uses the real disk, and no time passes but milliseconds.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.git_home import set_up_git
from benchmarks.index_world import CHANNELS, FIELDS, HATS, PEOPLE, TAGS, WORDS, Killed, World

from twohats.actions.find import find_lines
from twohats.actions.select import Selected, select
from twohats.actions.sum import sum_of
from twohats.errors import TwohatsError
from twohats.format.model import Page
from twohats.format.page import block_of
from twohats.format.times import Now
from twohats.index import coding, files, known, stamps
from twohats.index.loading import pages_of
from twohats.journal.folder import Journal
from twohats.journal.people import people_of
from twohats.query import by
from twohats.query.by import By
from twohats.query.matching import matcher
from twohats.query.reader import Asked, read_selection
from twohats.query.selection import Selection
from twohats.views.lines import Line

Answer = TypeVar("Answer")

NOW = Now("2026-11-22", 18 * 60)
KNOWN = {"channel": {*CHANNELS}, "person": {*PEOPLE}, "tag": {*TAGS}}
STEPS, QUESTIONS = 120, 5
"""Of each world, and after each step."""
PERIODS = (
    "all",
    "oct",
    "nov",
    "since oct 20",
    "until nov 3",
    "last 3 weeks",
    "mondays",
    "2026-W44..W46",
    "2026-10-21",
)
GROUPS = [
    *((what, "") for what in by.WORDS if what != "why"),
    *((by.FIELD, key) for key in ("why", "src", "from")),
]
"""What sums are put together by."""
LOOSE = (
    *WORDS, "launhc", "thraed", "thred", "strassen", "notse from", "linkedni", "@anan", "mastodn", "fed", "carl",
    "novel", "launch", "of", "expample", "brand", "personal", "lau", "unch", "the bok", "post or zoë",
)  # fmt: skip
"""What is searched for, with slips."""
OTHERS = (
    "over 40m", "under 10m", "over 1h under 3h", "m1-2", "m4-", "i-", "w3", "guessed", "timed", "rated", "unrated",
    "problems", "nothing", "over 100GBP", "GBP", "3x", "why:", "in:", "@", "+", "side:brand", "since 20:00",
)  # fmt: skip


@dataclass
class Counts:
    """What was compared."""

    comparisons: int = 0
    lines: int = 0
    empty: int = 0
    kills: int = 0
    deeds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Add those of another world."""
        self.comparisons += other.comparisons
        self.lines += other.lines
        self.empty += other.empty
        self.kills += other.kills
        self.deeds += other.deeds
        self.wrong += other.wrong


def asked_of(journal: Journal) -> Asked:
    """What words are read by."""
    return Asked(NOW, journal.hats, journal.week_start, KNOWN, people_of(journal).one_name)


def question(journal: Journal, chance: random.Random) -> Selection:
    """A selection of one to four words or so."""
    asked = asked_of(journal)
    while True:
        words: list[str] = []
        for _ in range(chance.choice((1, 1, 2, 2, 3, 4))):
            word = chance.choice(
                (
                    chance.choice(HATS), chance.choice(("post", "read", "talk", "do", "got", "help", "lead", "reply")),
                    chance.choice(CHANNELS), f"@{chance.choice(PEOPLE)}", f"+{chance.choice(TAGS)}",
                    chance.choice(FIELDS), chance.choice(PERIODS), chance.choice(OTHERS), chance.choice(OTHERS),
                )
            )  # fmt: skip
            if chance.random() < 0.15:
                words.append("not")
            words += word.split()
            if chance.random() < 0.1:
                words.append("or")
        if chance.random() < 0.2:
            words += [":", *chance.choice(WORDS).split()]
        try:
            return read_selection(words, asked)
        except TwohatsError:
            continue


class Pages:
    """All pages of a journal, read now: what is asked of them needs no index."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._pages = [journal.page_and_text(day) for day in journal.days()]
        self._unlisted = journal.listing()[1]

    def pages(self) -> list[Page]:
        """All of them."""
        return [page for page, _ in self._pages]

    def select(self, selection: Selection) -> Selected:
        """The lines that are selected."""
        first, last = selection.bounds()
        fits = matcher(selection, self._journal.hats, people_of(self._journal).one_name)
        pages = [(page, text) for page, text in self._pages if first <= page.day <= (last or "9999")]
        lines = [
            Line(page.day, item, block_of(text, item))
            for page, text in pages
            for item in page.items
            if fits(page.day, item)
        ]
        return Selected(
            tuple(lines), (*self._unlisted, *(problem for page, _ in pages for problem in page.problems))
        )


def answered(ask: Callable[[], Answer], counts: Counts) -> Answer:
    """What is answered in the end: where a process is killed, the next one asks."""
    while True:
        try:
            return ask()
        except Killed:
            counts.kills += 1


def compare(journal: Journal, pages: Pages, selection: Selection, counts: Counts, deed: str) -> None:
    """Ask with the index and without."""
    plain = pages.select(selection)
    found = answered(lambda: select(journal, selection, by_index=True), counts)
    counts.comparisons += 1
    counts.lines += len(plain.lines)
    counts.empty += not plain.lines
    if found != plain:
        counts.wrong.append(
            f"{selection.text!r} after {deed}: {len(found.lines)} lines, not {len(plain.lines)}"
        )


def compare_sums(
    journal: Journal, selection: Selection, chance: random.Random, counts: Counts, deed: str
) -> None:
    """What a selection comes to, counted in the index and line by line."""
    groups = [By(what, key) for what, key in chance.sample(GROUPS, chance.choice((0, 1, 1, 2)))]
    plain = sum_of(journal, selection, groups, by_index=False)
    found = answered(lambda: sum_of(journal, selection, groups, by_index=True), counts)
    counts.comparisons += 1
    counts.lines += plain.sums.total.lines
    counts.empty += not plain.sums.total.lines
    if found != plain:
        counts.wrong.append(f"sum {selection.text!r} by {groups} after {deed}")


def compare_pages(journal: Journal, pages: Pages, counts: Counts, deed: str) -> None:
    """All pages, from the index and read."""
    found = answered(lambda: pages_of(journal, journal.days()), counts)
    counts.comparisons += 1
    if [*found.values()] != pages.pages():
        counts.wrong.append(f"pages after {deed}")


def compare_recent_pages(
    journal: Journal, pages: Pages, chance: random.Random, counts: Counts, deed: str
) -> None:
    """The pages that the index has as they are, and all of them with those that it has not, few or many."""
    days = journal.days()
    plain = dict(zip(days, pages.pages(), strict=True))
    known_of = answered(lambda: known.known_pages(journal, days), counts)
    with patch.object(known, "MOST_CHANGED", chance.choice((0, 5, 1000))):
        every = answered(lambda: known.recent_pages(journal, days, days[0], days[-1]), counts)
    counts.comparisons += 2
    if known_of != {day: page for day, page in plain.items() if day in known_of} or every != plain:
        counts.wrong.append(f"recent pages after {deed}")


def compare_finding(journal: Journal, chance: random.Random, counts: Counts, deed: str) -> None:
    """Search with the index and without."""
    words = [word for _ in range(chance.choice((1, 1, 2, 3))) for word in chance.choice(LOOSE).split()]
    if chance.random() < 0.3:
        words.insert(chance.randrange(len(words)), "not")
    try:
        selection = read_selection(words, asked_of(journal), loose=True)
    except TwohatsError:
        return
    most = chance.choice((1, 5, 20, 1000))
    plain = find_lines(journal, selection, most, by_index=False)
    found = answered(lambda: find_lines(journal, selection, most, by_index=True), counts)
    counts.comparisons += 1
    counts.lines += plain.found
    counts.empty += not plain.found
    if found != plain:
        counts.wrong.append(f"find {selection.text!r} after {deed}: {found.found} lines, not {plain.found}")


def run_world(folder: Path, seed: int, steps: int = STEPS) -> Counts:
    """Let a world have its way, and ask after each step."""
    counts = Counts()
    world = World(folder, seed)
    layout = coding.LAYOUT
    with (
        patch.object(stamps, "machine", world.clock),
        patch.object(stamps, "stamp_of", world.clock.stamp),
        patch.object(files, "write_cache", world.failing()),
    ):
        for _ in range(steps):
            deed = world.step()
            counts.deeds[deed] += 1
            pages = Pages(world.journal)
            questions = [question(world.journal, world.chance) for _ in range(QUESTIONS)]
            compare_recent_pages(world.journal, pages, world.chance, counts, deed)
            if world.later:
                compare(world.journal, pages, questions[0], counts, deed)
                world.later()
                world.later, pages = None, Pages(world.journal)
            if world.chance.random() < 0.1:
                _ask_at_once(world.journal, pages, questions, counts, deed)
            else:
                for asked in questions:
                    compare(world.journal, pages, asked, counts, deed)
                compare_finding(world.journal, world.chance, counts, deed)
                compare_sums(world.journal, questions[0], world.chance, counts, deed)
                compare_pages(world.journal, pages, counts, deed)
    coding.LAYOUT = layout
    return counts


def _ask_at_once(
    journal: Journal, pages: Pages, questions: list[Selection], counts: Counts, deed: str
) -> None:
    """The same by two threads at once, each of which keeps the index up."""
    parts = [Counts(), Counts()]

    def ask(part: Counts) -> None:
        for asked in questions:
            compare(journal, pages, asked, part, f"{deed}, by two")

    threads = [threading.Thread(target=ask, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for part in parts:
        counts.add(part)


def run_syncs(folder: Path, seed: int, rounds: int = 12) -> Counts:
    """Two machines that write and sync, each asked after every sync."""
    from benchmarks import histories

    counts = Counts()
    history = histories.History(seed, 2, {})
    roots = [folder / "remote" / str(name) for name in range(2)]
    folder.mkdir(parents=True)
    histories.clones(folder / "remote", roots)
    chance = random.Random(seed)
    for name, has_synced in histories.play(history, rounds):
        if has_synced:
            histories.same_by_git(roots[name], history, name)
        else:
            histories.save(roots[name], history, name)
        journal = Journal(str(roots[name]))
        pages = Pages(journal)
        for _ in range(QUESTIONS):
            compare(journal, pages, question(journal, chance), counts, "sync" if has_synced else "a day")
        counts.deeds["sync" if has_synced else "save"] += 1
    return counts


@contextmanager
def own_state(folder: Path) -> Iterator[None]:
    """A home and a state folder for this."""
    with patch.dict(os.environ):
        set_up_git(folder / "home", folder / "state")
        yield


def main() -> int:
    """Run until so much has been compared; 1 if any answer was wrong."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--comparisons", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--syncs", type=int, default=5, help="pairs of machines that sync")
    said = options.parse_args()
    counts, seed, begun = Counts(), said.seed, time.monotonic()
    with tempfile.TemporaryDirectory() as name, own_state(Path(name)):
        for number in range(said.syncs):
            counts.add(run_syncs(Path(name) / f"sync-{number}", said.seed + number))
        while counts.comparisons < said.comparisons:
            counts.add(run_world(Path(name) / f"world-{seed}", seed))
            seed += 1
            print(
                f"{counts.comparisons:,} comparisons, {len(counts.wrong)} wrong answers",
                file=sys.stderr,
                flush=True,
            )
    print(f"{counts.comparisons:,} comparisons, {counts.lines:,} lines, {counts.empty:,} without any")
    print(
        f"{seed - said.seed} worlds, {sum(counts.deeds.values()):,} steps, {counts.kills} kills, "
        f"{time.monotonic() - begun:.0f} s"
    )
    print(", ".join(f"{name.replace('_', ' ')} {many}" for name, many in counts.deeds.most_common()))
    print(f"{len(counts.wrong)} wrong answers")
    for line in counts.wrong[:20]:
        print(" ", line)
    return 1 if counts.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
