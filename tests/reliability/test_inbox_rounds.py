"""Random rounds of an inbox on two and three machines, judged by each line's own name: none doubled, back or lost."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from twohats.drafting.inbox import read_inbox
from twohats.drafting.inbox_merge import check
from twohats.drafting.inbox_merge import merge as merge_inbox
from twohats.format.edit import add_item
from twohats.format.merging.markdown import merge
from twohats.format.reading import read_page
from twohats.format.times import Now

NOW = Now("2026-11-22", 1400)
DATES = ("20 nov", "Fri 20 Nov:", "# 2026-11-21", "yesterday", "# Ideas", "\n## Later\n")
CAPTURED = (
    "25m brand post: {}",
    "9am 10m p read: {}",
    "brand got lead @bo: {}\n  and more",
    "2026-11-19 5m b read: {}",
)
UNCLEAR = ("25m b psot: {}", "5m p raed: {}\n\tand more")
OTHER = ("milk {}", "A thought that is no entry, {}", "\n  {}, indented\n")
NAME = re.compile(r"id\d+")


class Machine:
    """What one machine has: its inbox and the pages it took lines into."""

    def __init__(self) -> None:
        self.inbox = ""
        self.pages: dict[str, str] = {}


class Rounds:
    """Some machines and what lies between them."""

    def __init__(self, seed: int, machines: int) -> None:
        self.chance = random.Random(seed)
        self.machines = [Machine() for _ in range(machines)]
        self._bases = [Machine() for _ in range(machines)]
        self._remote = Machine()
        self.captured: dict[str, str] = {}
        """Every line that was ever captured, by its name, with the day it is of; empty if that is not known."""
        self.removed: set[str] = set()

    def act(self, machine: Machine) -> None:
        """Do one of the things that people, phones and `hat inbox` do."""
        what = self.chance.choices(("capture", "take in", "mend", "remove", "space"), (60, 16, 10, 7, 7))[0]
        if what == "capture":
            self._capture(machine)
        elif what == "take in":
            self.take_in(machine)
        elif what == "mend":
            if machine is not self.machines[0]:
                return  # mended here and there, and taken in on one: that is edited and deleted, and stays
            for wrong, right in (("psot", "post"), ("raed", "read")):
                machine.inbox = machine.inbox.replace(wrong, right, 1)
        elif what == "space":
            lines = machine.inbox.split("\n")
            machine.inbox = "\n".join(line.rstrip() for line in lines).replace("\n\t", "\n  ")
        else:
            lines = machine.inbox.split("\n")
            alone = [at for at, line in enumerate(lines) if "milk" in line]
            if alone:
                self.removed |= {NAME.findall(lines.pop(self.chance.choice(alone)))[0]}
                machine.inbox = "\n".join(lines)

    def _capture(self, machine: Machine) -> None:
        name = f"id{len(self.captured)}"
        text = self.chance.choice((*CAPTURED, *CAPTURED, *UNCLEAR, *OTHER)).format(name)
        if not text.startswith("\n") and self.chance.random() < 0.3:
            text = f"- {text}"
        above = f"{self.chance.choice(DATES)}\n" if self.chance.random() < 0.2 else ""
        text += self.chance.choice(("\n", "\n", " \n", "\r\n"))
        in_front = machine.inbox[:1] not in ("", "\n", " ") and self.chance.random() < 0.15
        machine.inbox = f"{text}{machine.inbox}" if in_front else f"{machine.inbox}{above}{text}"
        days = [
            one.draft.day
            for one in read_inbox(machine.inbox, NOW).accepted
            if f"{name}\n" in f"{one.draft.item}\n"
        ]
        self.captured[name] = days[0] if days else ""

    def take_in(self, machine: Machine) -> None:
        """What `hat inbox` does."""
        found = read_inbox(machine.inbox, NOW)
        for one in found.accepted:
            page = machine.pages.get(one.draft.day, "")
            machine.pages[one.draft.day] = add_item(page, one.draft.day, one.draft.item)[0]
        machine.inbox = found.text

    def sync(self, at: int) -> None:
        """What `hat sync` does with three texts of each file."""
        mine, base, there = self.machines[at], self._bases[at], self._remote
        inboxes = (base.inbox, mine.inbox, there.inbox)
        merged = merge_inbox(*inboxes).text
        assert check(*inboxes, merged)
        assert merged == merge_inbox(base.inbox, there.inbox, mine.inbox).text
        for text in (mine.inbox, there.inbox):
            assert merge_inbox(base.inbox, merged, text).text == merged
        pages = {
            day: merge(base.pages.get(day, ""), mine.pages.get(day, ""), there.pages.get(day, "")).text
            for day in mine.pages.keys() | there.pages.keys()
        }
        for one in (mine, base, there):
            one.inbox, one.pages = merged, dict(pages)

    def play(self, rounds: int) -> None:
        """Live through some rounds; in the end all is taken in, and everywhere."""
        for _ in range(rounds):
            for machine in self.machines:
                for _ in range(self.chance.randint(0, 4)):
                    self.act(machine)
            for at in self.chance.sample(range(len(self.machines)), len(self.machines)):
                if self.chance.random() < 0.8:
                    self.sync(at)
        for at in (*range(len(self.machines)), 0):
            self.sync(at)
        self.take_in(self.machines[0])
        self.sync(0)


@pytest.mark.parametrize("machines", [2, 3])
def test_no_line_of_the_inbox_is_doubled_back_or_lost_and_each_keeps_its_day(machines: int) -> None:
    for seed in range(25):
        rounds = Rounds(seed, machines)
        rounds.play(6)
        last = rounds.machines[0]
        waiting = Counter(NAME.findall(last.inbox))
        days = {
            name: day
            for day, page in last.pages.items()
            for item in read_page(page, day).items
            for name in NAME.findall(page.split("\n")[item.line - 1])
        }
        there = waiting + Counter(name for page in last.pages.values() for name in NAME.findall(page))

        assert {name: count for name, count in there.items() if count > 1} == {}, (seed, "doubled")
        assert rounds.removed.isdisjoint(there), (seed, "back")
        assert rounds.captured.keys() - rounds.removed <= there.keys(), (seed, "lost")
        wrong = {name: (day, rounds.captured[name]) for name, day in days.items() if rounds.captured[name]}
        assert all(day == wanted for day, wanted in wrong.values()), (seed, wrong)
