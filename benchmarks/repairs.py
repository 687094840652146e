"""Pages that git has merged and left with conflict markers, repaired: is it what our merge would have made?

`python benchmarks/repairs.py [--histories 1000] [--seed 7]`. Random histories on two and three machines: each adds,
edits and deletes lines, writes prose, edits by hand; each then meets the others by way of one remote. Wherever both
sides have changed, `git merge-file` gets the three texts in each of its styles, and what it leaves with marks is
repaired. Counted: repaired to the lines of our merge, to its very text, and single lines lost. Where git has settled
something itself, outside of its marks, a line that was moved or stands there twice may come out otherwise.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from twohats.errors import TwohatsError
from twohats.format.edit import add_item, remove_item, replace_item
from twohats.format.merging.markdown import merge
from twohats.format.merging.repair import repair_text
from twohats.format.page import block_of, new_page
from twohats.format.reading import read_page

DAY = "2026-11-22"
STYLES = ("merge", "diff3", "zdiff3")
ROUTINE = (
    "- 25m personal read mastodon",
    "- 09:00-09:30 brand read email",
    "- nothing: a walk",
    "- 10m brand read",
)


@dataclass
class Machine:
    """One clone: its page, and what the remote held when it last met it."""

    text: str
    base: str


@dataclass
class Chance:
    """The random choices of one history, and words that no other line has."""

    random: random.Random
    number: int = 0

    def word(self) -> str:
        """A word that was never written before."""
        self.number += 1
        return f"w{self.number}"

    def line(self) -> str:
        """The text of a new line; one in eight is a routine line, which may be there word for word."""
        pick = self.random.random()
        if pick < 0.12:
            return self.random.choice(ROUTINE).removeprefix("- ")
        hat, activity = (
            self.random.choice(("personal", "brand")),
            self.random.choice(("post", "read", "talk @bo")),
        )
        start = 8 * 60 + 30 * self.random.randrange(20)  # many lines begin at the same minute
        when = f"{start // 60:02d}:{start % 60:02d}-{(start + 25) // 60:02d}:{(start + 25) % 60:02d}"
        when = when if pick < 0.6 else "25m"
        rating = f" m{self.random.randrange(1, 6)}" if pick < 0.8 else ""
        below = "".join(f"\n{self.word()} and more" for _ in range(self.random.choice((0, 0, 0, 1, 2))))
        return f"{when} {hat} {activity}{rating}: {self.word()}{below}"


def add(text: str, chance: Chance) -> str:
    """A line more, as twohats puts it in."""
    return add_item(text, DAY, chance.line()).text


def edit(text: str, chance: Chance) -> str:
    """A line changed, as twohats does it."""
    items = read_page(text, DAY).items
    if not items:
        return text
    item = chance.random.choice(items)
    was = block_of(text, item)
    head, *below = was.removeprefix("- ").split("\n")
    new = f"{head.partition(': ')[0]}: {chance.word()}"
    return replace_item(text, DAY, item.number, was, "\n".join([new, *below])).text


def delete(text: str, chance: Chance) -> str:
    """A line taken out."""
    items = read_page(text, DAY).items
    if not items:
        return text
    item = chance.random.choice(items)
    return remove_item(text, DAY, item.number, block_of(text, item)).text


def by_hand(text: str, chance: Chance) -> str:
    """What people do in an editor: prose, a line below a line, a line moved, other line endings."""
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("- ")]
    pick = chance.random.random()
    if pick < 0.35 or not places:
        paragraph = f"{chance.word()} is prose.\nIt has {chance.word()}."
        return text.rstrip("\n") + f"\n\n{paragraph}\n" if pick < 0.25 else text + f"\n{paragraph}\n"
    at = chance.random.choice(places)
    if pick < 0.6:
        lines.insert(at + 1, f"  {chance.word()} by hand")
    elif pick < 0.7:
        lines[at] += f" {chance.word()}"
    elif pick < 0.8 and len(places) > 1:
        end = at + 1
        while end < len(lines) and lines[end].startswith("  "):
            end += 1
        block = lines[at:end]
        del lines[at:end]
        free = [at for at, line in enumerate(lines) if line.startswith("- ")]
        other = chance.random.choice(free)
        lines[other:other] = block
    elif pick < 0.85:
        return text.rstrip("\n")
    elif pick < 0.88:
        return text.replace("\r", "").replace("\n", "\r\n")
    else:
        lines.insert(at, f"- 25m brand post: {chance.word()}")
    return "\n".join(lines)


DEEDS: tuple[tuple[float, Callable[[str, Chance], str]], ...] = (
    (0.55, add), (0.75, edit), (0.87, delete), (1.0, by_hand),
)  # fmt: skip


def some_deeds(text: str, chance: Chance) -> str:
    """One to six changes of a page."""
    for _ in range(chance.random.randrange(1, 7)):
        pick = chance.random.random()
        deed = next(deed for limit, deed in DEEDS if pick < limit)
        try:
            text = deed(text, chance)
        except TwohatsError:  # twohats refuses a line that is there already, at the same time
            continue
    return text


def history(seed: int, machines: int, rounds: int = 4) -> list[tuple[str, str, str]]:
    """A history's merges: what was there before, on this machine, and on the remote."""
    chance = Chance(random.Random(seed))
    start = some_deeds(new_page(DAY), chance) if chance.random.random() < 0.9 else ""
    remote = start
    clones = [Machine(start, start) for _ in range(machines)]
    found: list[tuple[str, str, str]] = []
    for _ in range(rounds):
        for clone in clones:
            clone.text = some_deeds(clone.text, chance)
        for clone in chance.random.sample(clones, machines):
            if chance.random.random() < 0.15:
                continue  # off line
            found.append((clone.base, clone.text, remote))
            remote = merge(clone.base, clone.text, remote).text
            clone.text = clone.base = remote
    return found


def blocks_of(text: str) -> Counter[str]:
    """The lines of a page, each with its indented lines, and the single lines of its prose."""
    found: list[str] = []
    for line in text.replace("\r", "").split("\n"):
        if line.startswith(("  ", "\t")) and found and found[-1].startswith("- "):
            found[-1] += f"\n{line}"
        elif line.strip():
            found.append(line)
    return Counter(found)


def git_merge(folder: Path, texts: tuple[str, str, str], *options: str) -> tuple[str, bool]:
    """What `git merge-file` makes of three texts, and whether it found no conflict."""
    names = []
    for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
        (folder / name).write_bytes(text.encode())
        names.append(str(folder / name))
    base, ours, theirs = names
    done = subprocess.run(
        ["git", "merge-file", "-p", *options, ours, base, theirs], check=False, capture_output=True
    )
    return done.stdout.decode(), done.returncode == 0


@dataclass
class Counts:
    """What the repair has made of the texts that git left in one style."""

    marked: int = 0
    left_alone: int = 0
    same_lines: int = 0
    same_text: int = 0
    lost: int = 0
    """Single lines that were new on a side and are gone."""


def repair_markers(folder: Path, texts: tuple[str, str, str], ours: str, counts: dict[str, Counts]) -> None:
    """Repair what git leaves with conflict markers, in each of its styles, and compare it with our merge."""
    for style in STYLES:
        marked, clean = git_merge(folder, texts, *([] if style == "merge" else [f"--{style}"]))
        if clean:
            continue
        count = counts[style]
        count.marked += 1
        repaired = repair_text(marked, DAY)
        count.left_alone += not repaired.conflicts
        count.same_lines += blocks_of(repaired.text) == blocks_of(ours)
        count.same_text += repaired.text == ours
        count.lost += len(new_lines(texts) - set(repaired.text.replace("\r", "").split("\n")))


def new_lines(texts: tuple[str, str, str]) -> set[str]:
    """The single lines that either side has and the common past has not."""
    past, one, other = (set(text.replace("\r", "").split("\n")) for text in texts)
    return (one | other) - past


def run(histories: int, seed: int) -> tuple[int, dict[str, Counts]]:
    """The merges of so many histories that git could be asked for, and what came of those it left with marks."""
    counts = {style: Counts() for style in STYLES}
    merges = 0
    with tempfile.TemporaryDirectory() as name:
        for number in range(histories):
            for texts in history(seed * 1_000_003 + number, 2 + number % 2):
                if texts[1] != texts[0] != texts[2]:
                    merges += 1
                    repair_markers(Path(name), texts, merge(*texts).text, counts)
    return merges, counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    merges, counts = run(args.histories, args.seed)
    print(f"{merges} merges")
    print(
        f"{'style':8} {'with marks':>10} {'left alone':>10} {'our lines':>10} {'our text':>10} {'lines lost':>10}"
    )
    for style, one in counts.items():
        print(
            f"{style:8} {one.marked:10} {one.left_alone:10} {one.same_lines:10} {one.same_text:10} {one.lost:10}"
        )


if __name__ == "__main__":
    main()
