"""Two machines that take in, take back, change, delete and merge, at random: every record is in one line or none."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.interchange.planning import TODAY, plan_of, post, span

from twohats.drafting.inbox_merge import manner_of
from twohats.format.edit import add_items
from twohats.format.paths import page_path
from twohats.format.reading import read_page
from twohats.interchange import ledger
from twohats.interchange.interpreting.here import Here
from twohats.interchange.record import Message, Party, record_key

if TYPE_CHECKING:
    from twohats.format.model import Page

ROUNDS = 500
STEPS = 12
SEEN = ledger.path_of("linkedin", "2026")
Files = dict[str, str]


def archive(chance: random.Random) -> list[Any]:
    """The records of an account, in the order of time."""
    first = datetime(2026, 10, 1)
    people = [
        Party(f"https://example.com/{at}", name) for at, name in enumerate(["Tove Adlerz", "Bram Osei"])
    ]
    found: list[Any] = []
    for number in range(24):
        at = first + timedelta(minutes=chance.randrange(20 * 24 * 60) // (1 + 40 * (number % 2)))
        who, mine = chance.choice(people), number % 3 == 0
        key = record_key("message", str(number), str(at))
        found.append(Message(key, at, who.key, "linkedin", mine, who, chance.randrange(3, 60)))
    for _ in range(3):
        at = first + timedelta(minutes=chance.randrange(20 * 24 * 60))
        found.append(post(at.isoformat(" "), 40))
        found.append(span(at.isoformat(" "), chance.randrange(5, 90), activity="read"))
    return sorted({one.key: one for one in found}.values(), key=lambda one: (one.at, one.key))


class Machine:
    """The files of a journal, and the imports that this machine has made."""

    def __init__(self, files: Files) -> None:
        self.files = dict(files)
        self.imports: list[list[tuple[str, str, tuple[str, ...]]]] = []

    def page(self, day: str) -> Page | None:
        text = self.files.get(page_path(day))
        return read_page(text, day) if text else None

    def here(self) -> Here:
        known = ledger.keys_of(self.files.get(SEEN, ""))
        people = ledger.people_in(self.files.get(ledger.PEOPLE, ""))
        return Here(TODAY, known=known, page=self.page, people=people)

    def take_in(self, records: list[Any], of: dict[tuple[str, str], tuple[str, ...]]) -> None:
        plan = plan_of(*records, here=self.here())
        done = []
        for line in plan.lines:
            path = page_path(line.day)
            made = add_items(self.files.get(path, ""), line.day, [line.text])
            assert not made.refused
            self.files[path] = made.text
            done.append((line.day, line.text, line.keys))
            of[line.day, line.text] = tuple({*of.get((line.day, line.text), ()), *line.keys})
            self.files[SEEN] = ledger.with_records(
                self.files.get(SEEN, ""), dict.fromkeys(line.keys, line.day)
            )
        people = {person.key: person.name for person in plan.people}
        self.files[ledger.PEOPLE] = ledger.with_people(self.files.get(ledger.PEOPLE, ""), people)
        if done:
            self.imports.append(done)

    def take_back(self) -> None:
        """Take the last import back: lines that stand as they were, and their records."""
        for day, text, keys in self.imports.pop() if self.imports else ():
            path, row = page_path(day), f"- {text}\n"
            if row in self.files.get(path, ""):
                self.files[path] = self.files[path].replace(row, "", 1)
                self.files[SEEN] = ledger.without_records(self.files.get(SEEN, ""), keys)

    def taken_in(self) -> list[tuple[str, str]]:
        """The lines that imports made, with their days."""
        rows = [
            (path[-13:-3], row[2:])
            for path, text in self.files.items()
            if path.startswith("days/")
            for row in text.splitlines()
        ]
        return [(day, row) for day, row in rows if "src:" in row]


def merged(base: Files, one: Files, other: Files) -> Files:
    """Three states of a journal as a sync makes one of them."""
    return {
        path: manner_of(path).merge(base.get(path, ""), one.get(path, ""), other.get(path, "")).text
        for path in {*one, *other}
    }


def _synced(base: Files, machines: list[Machine]) -> Files:
    both = merged(base, machines[0].files, machines[1].files)
    for each in machines:
        each.files = dict(both)
    return both


@pytest.mark.parametrize("part", range(5))
def test_every_record_is_in_one_line_or_in_none_and_what_is_by_hand_stays(part: int) -> None:
    for seed in range(part * ROUNDS // 5, (part + 1) * ROUNDS // 5):
        _round(random.Random(seed), seed)


def _round(chance: random.Random, seed: int) -> None:
    records = archive(chance)
    of: dict[tuple[str, str], tuple[str, ...]] = {}
    machines = [Machine({}), Machine({})]
    base: Files = {}
    by_hand: set[str] = set()
    ours: dict[int, set[str]] = {0: set(), 1: set()}
    for step in range(STEPS):
        at = chance.randrange(2)
        machine = machines[at]
        match chance.choice(["in", "in", "part", "back", "hand", "change", "delete", "sync", "sync"]):
            case "in":
                machine.take_in(records, of)
            case "part":  # an older export, before any newer one, and known on both machines
                if not of:
                    machine.take_in(records[: chance.randrange(len(records))], of)
                    base = _synced(base, machines)
                    ours = {0: set(by_hand), 1: set(by_hand)}
            case "back":
                machine.take_back()
            case "hand":
                line = f"{chance.randrange(1, 90)}m brand do walk: by hand {step} {at}"
                path = page_path("2026-10-05")
                machine.files[path] = add_items(machine.files.get(path, ""), "2026-10-05", [line]).text
                by_hand.add(line)
                ours[at].add(line)
            case "change" | "delete" as what:
                # What both took in before they met, and one has changed since, is two lines, as is any line that both
                # changed, which is reported as a fork: so it is the first machine that changes what both have.
                lines = [
                    line
                    for line in machine.taken_in()
                    if f"- {line[1]}\n" in base.get(page_path(line[0]), "")
                ]
                if lines and (what == "delete" or at == 0):
                    day, text = chance.choice(lines)
                    path, new = page_path(day), f"{text}{'' if ': ' in text else ':'} changed {step} {at}"
                    row = f"- {new}\n" if what == "change" else ""
                    machine.files[path] = machine.files[path].replace(f"- {text}\n", row, 1)
                    if what == "change":
                        of[day, new] = of[day, text]
            case _:
                base = _synced(base, machines)
                ours = {0: set(by_hand), 1: set(by_hand)}
        for number, each in enumerate(machines):
            keys = [key for line in each.taken_in() for key in of[line]]
            twice = {key for key in keys if keys.count(key) > 1}
            assert not twice, (seed, step, [line for line in each.taken_in() if twice & set(of[line])])
            text = "".join(each.files.values())
            assert all(f"- {line}\n" in text for line in ours[number]), (seed, step)
