"""Random histories of one journal on two and three machines, judged by an oracle that knows each line's identity.

`python benchmarks/histories.py [--histories 20000] [--texts 4000] [--through-git 100] [--seed 1]`. In each round
every machine adds, edits, moves and deletes lines and paragraphs of the last two days, and most of them sync.
Every line has an identity that only the oracle sees; it says what must stand in a page. All histories go through
the pure merge; `git merge-file`, with and without `--union`, gets a sample of the same merges; and a sample of
rounds is made by `hat sync` with real repositories as well, whose files must have the bytes of the pure merge.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.git_home import set_up_git
from benchmarks.oracle import COLUMNS, Counts, Oracle, View, blocks, is_prose, page, pieces

from twohats.format.merging.markdown import merge
from twohats.format.merging.result import check_lines
from twohats.format.paths import page_path
from twohats.journal.folder import Journal
from twohats.sync import sync

ROUTINE = (
    "- 25m personal read mastodon m4",
    "- 15m brand read linkedin: the feed",
    "- 08:00-08:20 brand post linkedin: the morning's post",
)
WORDS = (
    "launch", "thread", "answer", "a", "question", "long", "call", "about", "the",
    "book", "draft", "of", "chapter", "two", "sent", "photos",
)  # fmt: skip
BELOW = (
    "  she asked about the book",
    "  to be continued",
    "  3 of them",
    "  said yes",
    "  a link\n    and why",
)
VERBS = ("brand post linkedin", "personal read mastodon", "brand talk phone @anna", "personal post mastodon")
Merge = Callable[[str, str, str], str | None]
"""Base, ours and theirs to the merged text; None if a person has to do it."""
Sampled = dict[str, tuple[Merge, float, Counts]]
"""Other merges by name, the share of the texts that they get, and their counts."""


class History:
    """One journal on some machines, from its first line on."""

    def __init__(self, seed: int, machines: int, sampled: Sampled) -> None:
        self.chance = random.Random(seed)
        self.counts = Counts()
        self._oracle = Oracle()
        self._sample = random.Random(seed)
        self._sampled = sampled
        self._days = 1
        self.machines: list[dict[int, View]] = [{} for _ in range(machines)]
        self._bases: list[dict[int, View]] = [{} for _ in range(machines)]
        self._remote: dict[int, View] = {}

    def round(self) -> None:
        """Every machine writes a little; another day may begin."""
        if self.chance.random() < 0.3:
            self._days += 1
        for name in range(len(self.machines)):
            for _ in range(self.chance.randint(1, 6)):
                self._act(name, max(self._days - 1 - self.chance.randrange(2), 0))
            if self.chance.random() < 0.3:
                self._write_prose(name, self._days - 1)

    def _act(self, name: int, day: int) -> None:
        what = self.chance.choices(("add", "edit", "delete", "move"), (58, 25, 15, 2))[0]
        parts = self._open(name, day)
        items = [at for at, piece in enumerate(parts) if piece[0].startswith("-")]
        if what == "add":
            new = self._entry()
            parts.insert(self._place(parts, items, new), new)
            self._know(name, day, "\n".join(new))
        elif items:
            at = self.chance.choice(items)
            was = "\n".join(parts.pop(at))
            if what == "edit":
                new = self._edited(was.split("\n"))
                parts.insert(at, new)
                self._know(name, day, "\n".join(new), was)
            elif what == "move":
                parts.insert(self.chance.choice(items[:-1] or [at]), was.split("\n"))
            else:
                parts.insert(at, [""])  # paragraphs above and below stay two
                self._know(name, day, was=was)
        self.counts.done[what] += 1
        self.machines[name][day].text = page(parts)

    def _write_prose(self, name: int, day: int) -> None:
        """A paragraph written, changed or taken out, as an editor does it."""
        parts = self._open(name, day)
        found = [at for at, piece in enumerate(parts) if is_prose(piece[0])]
        what = self.chance.random()
        if not found or what < 0.5:
            new = [
                " ".join(self.chance.choices(WORDS, k=5)).capitalize()
                for _ in range(self.chance.randint(1, 3))
            ]
            at = self.chance.choice((2, len(parts)))
            parts[at:at] = [[""], new, [""]] if at == 2 else [[""], new]
            self._know(name, day, "\n".join(new))
        else:
            at = self.chance.choice(found)
            was = "\n".join(parts.pop(at))
            if what < 0.85:
                new = [*was.split("\n"), f"And {self.chance.choice(WORDS)}"]
                parts.insert(at, new)
                self._know(name, day, "\n".join(new), was)
            else:
                if not parts[at - 1][0]:
                    del parts[at - 1]
                self._know(name, day, was=was)
        self.counts.done["prose"] += 1
        self.machines[name][day].text = page(parts)

    def _open(self, name: int, day: int) -> list[list[str]]:
        view = self.machines[name].setdefault(day, View())
        if not view.text:
            heading = f"# Day {day}"
            view.text = f"{heading}\n\n"
            self._know(name, day, heading)
        return pieces(view.text)

    def _know(self, name: int, day: int, new: str = "", was: str = "") -> None:
        self._oracle.know(self.machines[name][day], self._bases[name].get(day, View()), new, was)

    def _entry(self) -> list[str]:
        if self.chance.random() < 0.12:
            return [self.chance.choice(ROUTINE)]
        start = self.chance.randrange(8 * 4, 20 * 4) * 15
        when = f"{start // 60:02}:{start % 60:02} 15m" if self.chance.random() < 0.7 else "15m"
        lines = [f"- {when} {self.chance.choice(VERBS)}: {' '.join(self.chance.choices(WORDS, k=4))}"]
        if self.chance.random() < 0.4:
            lines += "\n".join(self.chance.choices(BELOW, k=self.chance.randint(1, 3))).split("\n")
        return lines

    def _edited(self, lines: list[str]) -> list[str]:
        what = self.chance.random()
        if what < 0.4:
            head, colon, note = lines[0].partition(": ")
            return [f"{head} m{self.chance.randint(1, 5)}{colon}{note}", *lines[1:]]
        if what < 0.75:
            return [f"{lines[0]} {self.chance.choice(WORDS)}", *lines[1:]]
        if what < 0.9 or len(lines) == 1:
            return [*lines, self.chance.choice(BELOW).split("\n")[0]]
        return lines[:-1]

    def _place(self, parts: list[list[str]], items: list[int], new: list[str]) -> int:
        """Where a new line goes: by time, as `hat add` does, or where a hand puts it."""
        if self.chance.random() < 0.4:
            return self.chance.choice([*(at + 1 for at in items), len(parts)])
        later = [at for at in items if parts[at][0][2:7] > new[0][2:7]]
        return later[0] if later else items[-1] + 1 if items else len(parts)

    def sync(self, name: int) -> None:
        """One machine and the remote meet: days that both have changed are merged, and judged."""
        mine, bases = self.machines[name], self._bases[name]
        for day in sorted(mine.keys() | self._remote.keys()):
            base, ours = bases.get(day, View()), mine.get(day, View())
            theirs = self._remote.get(day, View())
            text = ours.text if theirs.text == base.text else theirs.text
            both = View(text, ours.added | theirs.added, ours.gone | theirs.gone)
            if ours.text != base.text != theirs.text:
                both.text = self._merged(base, ours, theirs, both)
            for place in (mine, bases, self._remote):
                place[day] = View(both.text, both.added, both.gone)

    def _merged(self, base: View, ours: View, theirs: View, both: View) -> str:
        oracle, counts, texts = self._oracle, self.counts, (base.text, ours.text, theirs.text)
        again = oracle.rewritten(base, ours, theirs) | oracle.rewritten(base, theirs, ours)
        both.gone |= again
        counts.rewritten += len(again)
        most = blocks(base.text) | blocks(ours.text) | blocks(theirs.text)
        for other, share, its in self._sampled.values():
            if self._sample.random() < share:
                result = other(*texts)
                its.merges += 1
                its.stops += result is None
                if result is not None:
                    oracle.judge(result, both, most, its)
        merged = merge(*texts)
        text, forks = merged.text, oracle.forks(base, ours, theirs)
        counts.merges += 1
        counts.forks += len(forks)
        for fork in merged.forks:
            versions = {fork.one, fork.other}
            real = [
                each for each in forks if each[0] == fork.was and versions & each[1] and versions & each[2]
            ]
            counts.forks_told += bool(real)
            counts.forks_wrong += not real
        counts.not_commutative += merge(base.text, theirs.text, ours.text) != merged
        once_more = (merge(base.text, text, theirs.text).text, merge(base.text, ours.text, text).text)
        counts.not_idempotent += once_more != (text, text)
        counts.refused += not check_lines(*texts, text)
        for one, count in oracle.judge(text, both, most, counts).items():
            oracle.take_as_it_is(both, one, count)
        return text


def git_merge(*options: str) -> Merge:
    """The merge of `git merge-file`."""

    def merged(base: str, ours: str, theirs: str) -> str | None:
        names = ("ours", "base", "theirs")
        with tempfile.TemporaryDirectory() as folder:
            for name, text in zip(names, (ours, base, theirs), strict=True):
                Path(folder, name).write_text(text)
            command = ["git", "merge-file", "-p", *options, *names]
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        return done.stdout.decode() if done.returncode == 0 else None

    return merged


def play(history: History, rounds: int) -> Iterator[tuple[int, bool]]:
    """Live through a history; gives each machine that is about to sync, and again when it has (True). In the end
    all sync twice.
    """
    names = range(len(history.machines))
    for _ in range(rounds):
        history.round()
        for name in history.chance.sample(names, len(names)):
            if history.chance.random() >= 0.15:
                yield name, False
                history.sync(name)
                yield name, True
    for name in (*names, *names):
        yield name, False
        history.sync(name)
        yield name, True


def run(seeds: range, rounds: int, share: float) -> tuple[Counts, dict[str, Counts], int]:
    """Some histories through the pure merge: its counts, git's on a share of the merges, and how often machines
    did not end with the same pages.
    """
    ours, apart = Counts(), 0
    sampled = {
        "git merge-file": (git_merge(), share, Counts()),
        "git merge-file --union": (git_merge("--union"), share, Counts()),
    }
    for seed in seeds:
        history = History(seed, 2 + seed % 2, sampled)
        for _ in play(history, rounds):
            pass
        pages = [{day: view.text for day, view in views.items()} for views in history.machines]
        apart += any(one != pages[0] for one in pages)
        ours.add(history.counts)
    return ours, {name: counts for name, (_, _, counts) in sampled.items()}, apart


def through_git(seeds: range, rounds: int, folder: Path) -> tuple[Counts, int, int]:
    """The same with `hat sync` between real repositories: the counts, the syncs made, and those of them that
    failed or left other bytes than the pure merge.
    """
    counts, syncs, wrong = Counts(), 0, 0
    for seed in seeds:
        history = History(seed, 2 + seed % 2, {})
        roots = [folder / str(seed) / str(name) for name in range(len(history.machines))]
        clones(folder / str(seed), roots)
        for name, has_synced in play(history, rounds):
            if has_synced:
                wrong += not same_by_git(roots[name], history, name)
                syncs += 1
            else:
                save(roots[name], history, name)
        counts.add(history.counts)
    return counts, syncs, wrong


def clones(world: Path, roots: list[Path]) -> None:
    """A remote with an empty journal, and its clones."""
    world.mkdir()
    _git("init", "-q", "--bare", "remote.git", at=world)
    for root in roots:
        _git("clone", "-q", "remote.git", root.name, at=world)
        if root == roots[0]:
            (root / "hat.toml").write_text("format = 1\n")
            assert sync(Journal(str(root))).outcome == "first-push"


def _git(*words: str, at: Path) -> None:
    subprocess.run(["git", *words], cwd=at, check=True, capture_output=True)


def same_by_git(root: Path, history: History, name: int) -> bool:
    """Sync a machine's folder; whether that went well and the pages are those of the pure merge."""
    finished = sync(Journal(str(root))).finished
    pages = {_page_path(day): view.text for day, view in history.machines[name].items() if view.text}
    found = {str(path.relative_to(root)): path.read_text() for path in root.glob("days/*/*.md")}
    return finished and found == pages


def _page_path(day: int) -> str:
    return page_path(f"2026-11-{day + 1:02}")


def save(root: Path, history: History, name: int) -> None:
    """Bring what a machine has written into its folder, as an editor does."""
    for day, view in history.machines[name].items():
        path = root / _page_path(day)
        if not path.exists() or path.read_text() != view.text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(view.text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--texts", type=int, default=4_000, help="merges that git merge-file gets, about")
    parser.add_argument("--through-git", type=int, default=100, help="rounds made by hat sync as well")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    half, end = args.seed + args.histories // 2, args.seed + args.histories
    share = args.texts / max(args.histories * args.rounds * 2.3, 1)
    parts = [(range(args.seed, half), args.rounds, share), (range(half, end), args.rounds, share)]
    with Pool(2) as pool:
        results = pool.starmap(run, parts)
    ours, apart = results[0][0], results[0][2] + results[1][2]
    ours.add(results[1][0])
    print(f"{args.histories} histories on 2 and 3 machines, {args.rounds} rounds each: {dict(ours.done)}")
    print(f"{apart} histories after which the machines did not have the same pages")
    print(f"{'':24}{' '.join(COLUMNS)}\n{'twohats':24}{ours.row()}")
    for name, counts in results[0][1].items():
        counts.add(results[1][1][name])
        print(f"{name:24}{counts.row()}", flush=True)
    many = -(-args.through_git // args.rounds)
    with tempfile.TemporaryDirectory() as name:
        set_up_git(Path(name), Path(name, "state"))
        counts, syncs, wrong = through_git(range(args.seed, args.seed + many), args.rounds, Path(name))
    print(f"{'through hat sync':24}{counts.row()}")
    print(
        f"{many * args.rounds} rounds through real git, {syncs} syncs: {wrong} not the bytes of the pure merge"
    )


if __name__ == "__main__":
    main()
