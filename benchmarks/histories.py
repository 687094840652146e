"""Random histories of journals on two and three machines, merged: what is lost, what comes back, what is torn?

`python benchmarks/histories.py [--histories 20000] [--git 1000] [--seed 7]`. Each machine adds, edits and deletes
lines, writes prose, edits by hand; each then meets the others by way of one remote, a merge at a time. What ought
to come out is worked out from the three texts alone, by sets of whole lines with their indented lines, knowing
nothing of the merge. For the first `--git` histories `git merge-file --union` and git's own merge get the same
texts, and what git leaves with conflict marks is healed and compared with what our merge makes of it.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from twohats.edit import add_item, block_of, new_page, remove_item, replace_item
from twohats.errors import TwohatsError
from twohats.heal import heal
from twohats.merge import check_lines, merge
from twohats.page import read_page

DAY = "2026-11-22"
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


@dataclass
class Counts:
    """What merges have done to lines."""

    merges: int = 0
    stopped: int = 0
    lost: int = 0
    back: int = 0
    torn: int = 0
    doubled: int = 0
    forks: int = 0
    collapsed: int = 0
    not_again: int = 0
    line_check: int = 0

    def row(self, name: str) -> str:
        """The counts as columns."""
        return (
            f"{name:24} {self.merges:7} {self.stopped:7} {self.lost:6} {self.back:6} {self.torn:6} {self.doubled:8} "
            f"{self.forks:6} {self.collapsed:9} {self.not_again:9}"
        )


HEAD = (
    f"{'merged by':24} {'merges':>7} {'stopped':>7} {'lost':>6} {'back':>6} {'torn':>6} {'doubled':>8} {'forked':>6} "
    f"{'collapsed':>9} {'not again':>9}"
)


def judge(texts: tuple[str, str, str], merged: str | None, counts: Counts) -> None:
    """Compare a merge with what the three texts say ought to come out."""
    counts.merges += 1
    if merged is None:
        counts.stopped += 1
        return
    base, ours, theirs = (blocks_of(text) for text in texts)
    now = blocks_of(merged)
    for block in base | ours | theirs | now:
        n, one, other, is_now = base[block], ours[block], theirs[block], now[block]
        if not (n or one or other):
            counts.torn += 1
        elif max(n, one, other) <= 1:
            wanted = (one and other) or (one and not n) or (other and not n)
            counts.lost += bool(wanted and not is_now)
            counts.back += bool(is_now and not wanted)
            counts.doubled += is_now > 1
            counts.collapsed += bool(one and other and not n)
        else:  # a routine line that is there several times
            added = max(one - n, 0) + max(other - n, 0)
            taken = max(n - one, 0), max(n - other, 0)
            counts.lost += is_now < max(one, other) if added else is_now < n - sum(taken)
            counts.collapsed += bool(added and is_now < n + added - max(taken))
            counts.doubled += is_now > n + added
    both = [block for block in base if not ours[block] and not theirs[block] and block.startswith("- ")]
    new = [[b for b in side if not base[b] and b.startswith("- ")] for side in (ours, theirs)]
    counts.forks += min(len(both), *(len(side) for side in new)) if both else 0


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
class Report:
    """All counts of a campaign."""

    ours: Counts = field(default_factory=Counts)
    union: Counts = field(default_factory=Counts)
    git: Counts = field(default_factory=Counts)
    healed: Counter[str] = field(default_factory=Counter)


def heal_marks(folder: Path, texts: tuple[str, str, str], ours: str, report: Report) -> None:
    """Heal what git leaves with marks, in each of its styles, and compare it with our merge."""
    for style in ("merge", "diff3", "zdiff3"):
        marked, clean = git_merge(folder, texts, *([] if style == "merge" else [f"--{style}"]))
        if clean:
            continue
        report.healed[f"{style} in all"] += 1
        healed = heal(marked, DAY)
        if not healed.conflicts:
            report.healed[f"{style} left alone"] += 1
        elif blocks_of(healed.text) == blocks_of(ours):
            report.healed[f"{style} the same lines"] += 1
            report.healed[f"{style} the same text"] += healed.text == ours
        lines = blocks_of(texts[1]) | blocks_of(texts[2])
        gone = [one for one in lines if one not in blocks_of(texts[0]) and one not in blocks_of(healed.text)]
        report.healed[f"{style} lost"] += len(gone)


def run(histories: int, with_git: int, seed: int) -> Report:
    """Run so many histories, half on two machines and half on three."""
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        for number in range(histories):
            for texts in history(seed * 1_000_003 + number, 2 + number % 2):
                text = merge(*texts).text
                judge(texts, text, report.ours)
                report.ours.not_again += merge(texts[0], text, texts[2]).text != text
                report.ours.line_check += not check_lines(*texts, text)
                if number < with_git and texts[1] != texts[0] != texts[2]:
                    judge(texts, git_merge(Path(name), texts, "--union")[0], report.union)
                    merged, clean = git_merge(Path(name), texts)
                    judge(texts, merged if clean else None, report.git)
                    heal_marks(Path(name), texts, text, report)
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--git", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    report = run(args.histories, args.git, args.seed)
    print(HEAD)
    print(report.ours.row("meaning (ours)"))
    print(report.union.row("git merge-file --union"))
    print(report.git.row("git merge-file"))
    print(f"merges of ours that fail the check on single lines: {report.ours.line_check}")
    for name, count in sorted(report.healed.items()):
        print(f"healed, {name}: {count}")


if __name__ == "__main__":
    main()
