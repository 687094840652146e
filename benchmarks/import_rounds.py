"""Import again and again, on two machines, and look whether each record is in the journal once or never.

`python benchmarks/import_rounds.py [--rounds 500] [--seed 1]`. Two machines with a remote between them. In each round
each of them does a few things at random: takes in an export that overlaps those before, adds a line by hand, rates,
rewords, moves, takes out or renames in lines that came in, takes an import back, undoes, redoes, syncs. Then both sync
until they have everything, and: they have the same files; no record has two lines; what has a line is known to the
ledger; what is known has a line or lies within the time of one; every line written by hand stands as it was written.
Lines that somebody took out, or treated in two ways on two machines at once, are theirs from then on and not judged.
Every ROUNDS_A_WORLD rounds all begins anew.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.kill_scenes import World

from twohats.actions.bringing import brought
from twohats.actions.importing import Choices, make_import, plan_import
from twohats.actions.rename import make_renaming, plan_renaming
from twohats.actions.taking_back import known_records, listed_imports, take_back_import
from twohats.actions.undo import redo, undo
from twohats.errors import TwohatsError
from twohats.format.paths import page_path
from twohats.format.renaming import Renaming
from twohats.interchange.record import record_key
from twohats.journal.folder import Journal
from twohats.sync import Options, sync

ROUNDS_A_WORLD = 25
RECORDS = 48
FIRST = date(2026, 9, 1)
DAYS = 12
TOKEN = re.compile(r"\b(?:span|meet|hand)[0-9]+\b")
CHOICES = Choices(hat="brand", titles=True)
WAYS = (
    "take in", "take in", "take in", "by hand", "rate", "reword", "move", "take out", "rename", "take back", "undo",
    "redo", "sync",
)  # fmt: skip


def records() -> dict[str, str]:
    """Records by their tokens, as lines of JSON: spans and meetings, four a day, no two at one time."""
    found = {}
    for number in range(RECORDS):
        day = FIRST + timedelta(days=number * DAYS // RECORDS)
        at = f"{day}T{8 + number % 4 * 3:02d}:{number % 60:02d}:00"
        if number % 3:
            token = f"span{number}"
            what = {"is": "span", "at": at, "seconds": 1800, "activity": "do service"}
        else:
            token = f"meet{number}"
            what = {"is": "meeting", "at": at, "minutes": 30, "people": [f"Tove{number % 2} Adlerz"]}
        found[token] = json.dumps({**what, "id": token, "title": token})
    return found


class Rounds:
    """Two machines, and what has been done on them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.world = World(folder)
        self.folder = folder
        self.chance = random.Random(seed)
        self.records = records()
        self.keys = {token: record_key("records", token) for token in self.records}
        self.by_hand: dict[str, str] = {}
        """The lines that were written by hand, by their tokens."""
        self.taken_out: set[str] = set()
        """The tokens of lines that somebody took out."""
        self.done: Counter[str] = Counter()
        self.log: list[str] = []
        self.changed: dict[str, set[str]] = {}
        """The tokens of lines that were changed or moved in this round, by machines."""
        self.taken_back: dict[str, set[str]] = {}
        """Those of lines that went with an import, by machines."""
        self.apart: set[str] = set()
        """The tokens of lines that were changed on one machine while the other took their import back or changed them
        too: sync keeps what each has made of the line, and the ledger may have forgotten it."""
        self.covered: set[str] = set()
        """The tokens of records whose time had a line already: they are known with it and have none of their own."""
        self.count = 0
        root = Path(self.world.path("a"))
        (root / "hat.toml").write_text("format = 1\n")
        (root / ".gitignore").write_text(".twohats/\n")
        self.meet()

    def meet(self) -> None:
        """Sync until both have everything."""
        for name in "abab":
            journal = self.world.journal(name)
            report = sync(journal)
            if report.outcome == "mass-delete":  # an import taken back has taken pages with it
                report = sync(journal, Options(yes=True))
            if not report.finished:
                raise AssertionError(f"{name}: {report}")

    def round(self) -> list[str]:
        """Some things on each machine, and the faults that are there when both have met."""
        self.log.append("")
        self.changed, self.taken_back = {"a": set(), "b": set()}, {"a": set(), "b": set()}
        begun = {place.split(" ", 1)[0] for place in self._places(self.world.journal("a"))}
        for name in self.chance.sample("aabb", 4):
            way = self.chance.choice(WAYS)
            journal = self.world.journal(name)
            before = self._places(journal)
            try:
                said = getattr(self, "_" + way.replace(" ", "_"))(journal)
            except TwohatsError as error:
                said = f"refused: {error}"
            else:
                self.done[way] += bool(said)
            self.log.append(f"{name} {way}: {said}")
            self._follow(name, way, before, self._places(journal), said or "")
        pages = {
            name: {place.split(" ", 1)[0] for place in self._places(self.world.journal(name))}
            for name in "ab"
        }
        self.meet()
        lone = (
            pages["a"] ^ pages["b"]
        ) & begun  # taken away here and changed there: sync keeps all of such a page
        self.apart |= {
            token
            for place in self._places(self.world.journal("a"))
            if place.split(" ", 1)[0] in lone
            for token in TOKEN.findall(place)
        }
        for name, other in ("ab", "ba"):
            self.apart |= self.changed[name] & (self.taken_back[other] | self.changed[other])
        return self.faults()

    def _follow(self, name: str, way: str, before: Counter[str], after: Counter[str], said: str) -> None:
        """Keep what a person has taken out, by an undo too, apart from what an import has."""
        gone = {token for line in before - after for token in TOKEN.findall(line)}
        come = {token for line in after - before for token in TOKEN.findall(line)}
        self.changed[name] |= gone & come
        if way == "take out":
            self.taken_out |= gone
        elif way in ("take back", "undo", "redo"):
            self.taken_back[name] |= gone - come
        if way in ("undo", "redo"):
            for token in gone - come:
                if token.startswith("hand") and said.startswith("by hand"):
                    del self.by_hand[token]
            for token in come - gone:
                if token.startswith("hand"):
                    self.by_hand[token] = next(line for line in after - before if token in line).partition(
                        " "
                    )[2]
            if said.startswith("take out"):
                self.taken_out |= gone

    @staticmethod
    def _places(journal: Journal) -> Counter[str]:
        """The lines of a machine, each behind the name of its page."""
        found: Counter[str] = Counter()
        for path in sorted(Path(journal.root).glob("days/*/*.md")):
            found.update(
                f"{path.name} {line}" for line in path.read_text().splitlines() if line.startswith("- ")
            )
        return found

    def _lines(self, journal: Journal) -> Counter[str]:
        return Counter(line.partition(" ")[2] for line in self._places(journal).elements())

    def faults(self) -> list[str]:
        """What does not hold."""
        found = []
        a, b = (self.world.journal(name) for name in "ab")
        lines = self._lines(a)
        own = self.taken_out | self.apart
        """Lines that people have treated in two ways at once: theirs from then on, and not judged."""
        if lines != self._lines(b) or known_records(a) != known_records(b):
            found.append("the machines differ")
        tokens = Counter(token for line in lines.elements() for token in TOKEN.findall(line))
        found += [
            f"{token} is there {many} times"
            for token, many in tokens.items()
            if many > 1 and token not in own
        ]
        known = known_records(a)
        for token, key in self.keys.items():
            if tokens[token] and key not in known and token not in own:
                found.append(f"{token} has a line and is not known")
            if not tokens[token] and key in known and token not in own | self.covered:
                found.append(f"{token} is known and has no line")
        found += [f"{line} is not there" for line in self.by_hand.values() if not lines[line]]
        return found

    def _take_in(self, journal: Journal) -> str:
        tokens = list(self.records)
        first = self.chance.randrange(RECORDS)
        chosen = tokens[first : first + self.chance.randint(1, 16)]
        if self.chance.random() < 0.3:
            chosen = self.chance.sample(tokens, 8)
        path = self.folder / f"export-{self.chance.randrange(3)}.jsonl"
        path.write_text("".join(f"{self.records[token]}\n" for token in chosen))
        planned = plan_import(journal, brought([str(path)])[0], CHOICES, journal.now(), lambda *_: None)
        for line in planned.plan.lines:
            self.covered |= {
                token
                for token, key in self.keys.items()
                if key in line.keys and token not in TOKEN.findall(line.text)
            }
        return make_import(journal, planned).says() if planned.plan.lines else ""

    def _by_hand(self, journal: Journal) -> str:
        self.count += 1
        token = f"hand{self.count}"
        day = FIRST + timedelta(days=self.chance.randrange(DAYS))
        hour = self.chance.randrange(7, 23)
        line = f"- {hour:02d}:00-{hour:02d}:{self.chance.choice((10, 40))} brand post: {token}"
        path = page_path(day.isoformat())
        if self.chance.random() < 0.5:
            journal.change("by hand", path, lambda text: f"{text or f'# {day}{chr(10)}{chr(10)}'}{line}\n")
        else:  # as an editor saves
            full = Path(journal.root) / path
            full.parent.mkdir(parents=True, exist_ok=True)
            text = full.read_text() if full.exists() else f"# {day}\n\n"
            full.write_text(f"{text}{line}\n")
        self.by_hand[token] = line
        return line

    def _imported(self, journal: Journal) -> tuple[str, str] | None:
        """A line that came in, and the page that it is on; none that was touched on the other machine in this round."""
        found = [
            (str(path.relative_to(journal.root)), line)
            for path in sorted(Path(journal.root).glob("days/*/*.md"))
            for line in path.read_text().splitlines()
            if "src:records" in line
        ]
        return self.chance.choice(found) if found else None

    def _change(self, journal: Journal, label: str, path: str, old: str, new: str) -> str:
        if self.chance.random() < 0.5:
            journal.change(label, path, lambda text: text.replace(f"{old}\n", new, 1))
        else:
            full = Path(journal.root) / path
            full.write_text(full.read_text().replace(f"{old}\n", new, 1))
        return f"{label} {old}"

    def _rate(self, journal: Journal) -> str:
        if (found := self._imported(journal)) is None:
            return ""
        new = found[1].replace(" src:records", f" m{self.chance.randrange(6)} src:records", 1)
        return self._change(journal, "rate", *found, f"{new}\n")

    def _reword(self, journal: Journal) -> str:
        if (found := self._imported(journal)) is None:
            return ""
        return self._change(
            journal, "reword", *found, f"{found[1]}, in other words {self.chance.randrange(9)}\n"
        )

    def _take_out(self, journal: Journal) -> str:
        if (found := self._imported(journal)) is None:
            return ""
        return self._change(journal, "take out", *found, "")

    def _move(self, journal: Journal) -> str:
        if (found := self._imported(journal)) is None:
            return ""
        day = FIRST + timedelta(days=self.chance.randrange(DAYS))
        path, line = found
        if path == page_path(day.isoformat()):
            return ""
        journal.change_all(
            "move",
            {
                path: lambda text: text.replace(f"{line}\n", "", 1),
                page_path(day.isoformat()): lambda text: f"{text or f'# {day}{chr(10)}{chr(10)}'}{line}\n",
            },
        )
        return f"move {line} to {day}"

    def _rename(self, journal: Journal) -> str:
        one, other = self.chance.sample(["tove0", "tove1", "wim", "ada"], 2)
        planned = plan_renaming(journal, Renaming("@", one, other), journal.now())
        make_renaming(journal, planned)
        return planned.says()

    def _take_back(self, journal: Journal) -> str:
        there = [one for one in listed_imports(journal) if one.known]
        return take_back_import(journal, self.chance.choice(there).done.number).says() if there else ""

    def _undo(self, journal: Journal) -> str:
        return undo(journal).label

    def _redo(self, journal: Journal) -> str:
        return redo(journal).label

    def _sync(self, journal: Journal) -> str:
        return "finished" if sync(journal).finished else "not finished"


def try_rounds(folder: Path, rounds: int, seed: int) -> tuple[list[str], Counter[str]]:
    """The faults of the first round that has some, with what was done in it, and how often each thing was done."""
    done: Counter[str] = Counter()
    world = Rounds(folder / "0", seed)
    for number in range(rounds):
        if number and not number % ROUNDS_A_WORLD:
            done += world.done
            shutil.rmtree(world.folder)
            world = Rounds(folder / str(number), seed + number)
        faults = world.round()
        if faults:
            return [f"round {number} of seed {seed}", *world.log, *faults], done + world.done
    return [], done + world.done


def main() -> int:
    """Try, and say what was done."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    os.environ["TWOHATS_NOW"] = "2026-11-22T10:30"
    with tempfile.TemporaryDirectory() as folder:
        faults, done = try_rounds(Path(folder), args.rounds, args.seed)
    print(", ".join(f"{way} {many}" for way, many in sorted(done.items())))
    print("\n".join(faults) or f"{args.rounds} rounds without a fault")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
