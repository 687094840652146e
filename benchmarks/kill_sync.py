"""Kill a sync at every one of its calls that change the disk, and at random, and see what the next one makes of it.

`python benchmarks/kill_sync.py [--every 1] [--random 500] [--seed 1] [--jobs 2]`, needs a C compiler.
A shim that is loaded into every process (ours and git's, the remote's too) counts the calls that change the disk;
each sync is run once for each of them and all its processes are killed there. Then a line is written, both machines
sync, and what they have is compared with what they must have. Beside it, the same kills for the commands that most
people's scripts are made of: `git add`, `commit`, `fetch`, `merge` and `push`.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.kill_scenes import PLAIN, PLAIN_SCENES, SCENES, World, before, write
from benchmarks.shims import NEVER, Killer, compiled

from twohats.format.paths import page_path
from twohats.journal.lost_updates import SECONDS

RUN = (
    "import sys\nfrom twohats.journal.folder import Journal\nfrom twohats.sync import resolve, sync\n"
    "sys.exit(0 if {}(Journal(sys.argv[1])).finished else 4)"
)
OURS = (sys.executable, "-c", RUN.format("sync"))
RESOLVE = (sys.executable, "-c", RUN.format("resolve"))
MORE = "23:59 5m brand read: written after the kill"


@dataclass
class Wrong:
    """What was wrong after the kills."""

    kills: int = 0
    lost: int = 0
    back: int = 0
    doubled: int = 0
    torn: int = 0
    """Lines that nobody wrote: halves, and the marks of conflicts."""
    stuck: int = 0
    """Times that the next syncs did not end well."""
    apart: int = 0
    """Times that the two machines did not end with the same files."""
    points_wrong: int = 0
    """Kills after which any of these was seen."""
    locks: int = 0
    """Kills that left a lock of git's behind, here or on the remote."""
    faults: list[str] = field(default_factory=list)

    def says(self) -> str:
        """One line of figures."""
        return (
            f"{self.kills} kills, {self.points_wrong} with anything wrong: {self.lost} lines lost, {self.back} back, "
            f"{self.doubled} doubled, {self.torn} torn, {self.stuck} times stuck, {self.apart} times apart; "
            f"{self.locks} kills left a lock of git's"
        )


def try_scene(folder: Path, shim: Path, scene: str, *, plain: bool = False, every: int = 1) -> Wrong:
    """Kill the sync of one scene at every so many of its calls."""
    world, killer, wrong = World(folder), Killer(shim, folder), Wrong()
    command = PLAIN if plain else RESOLVE if "resolving" in scene else OURS
    SCENES[scene](world)
    world.keep()
    # What must be there in the end: what an undisturbed sync makes of it, and the line written later.
    ended, calls = killer.run((*command, world.path("a")), NEVER)
    assert ended, "the sync fails without being killed"
    world.journal("a").add("2026-11-30", MORE)
    assert world.finish_plain() if plain else world.finish_ours()
    wanted = world.lines("a")
    world.again()
    was = world.lines("a") | world.lines("b")
    for number in range(1, calls + 1, every):
        world.again()
        ended, _ = killer.run((*command, world.path("a")), number)
        if ended:
            continue
        wrong.kills += 1
        wrong.locks += world.clear_locks()
        world.journal("a").add("2026-11-30", MORE)
        well = world.finish_plain() if plain else world.finish_ours()
        judge(world, wanted, was, wrong, f"{scene}, call {number}", well=well)
    return wrong


def judge(
    world: World, wanted: Counter[str], was: Counter[str], wrong: Wrong, where: str, *, well: bool
) -> None:
    """Compare what both machines have with what they must have."""
    here, there = world.lines("a"), world.lines("b")
    found = Counter[str]()
    for have in (here, there):
        found["lost"] += len(wanted.keys() - have.keys())
        extra = have.keys() - wanted.keys()
        found["back"] += len(extra & was.keys())
        found["torn"] += len(extra - was.keys())
        found["doubled"] += sum(have[line] > count for line, count in wanted.items())
    found["stuck"], found["apart"] = int(not well), int(here != there)
    for name, count in found.items():
        setattr(wrong, name, getattr(wrong, name) + count)
    if found.total():
        wrong.points_wrong += 1
        wrong.faults.append(f"{where}: {dict(+found)}")


def try_random(folder: Path, shim: Path, kills: int, seed: int, *, plain: bool = False) -> Wrong:
    """Two machines that live for a while, and are killed at random moments of their syncs.

    Each edits and deletes only lines of its own, on days that both write to - or, for git's own commands, which
    cannot join those, on days of its own.
    """
    chance = random.Random(seed)
    world, killer, wrong = World(folder), Killer(shim, folder), Wrong()
    before(world)
    kept = world.lines("a")
    own: dict[str, list[tuple[str, str]]] = {"a": [], "b": []}
    gone: set[str] = set()
    command = PLAIN if plain else OURS
    number = 0
    while wrong.kills < kills:
        name = chance.choice("ab")
        number += 1
        live(world, name, own[name], gone, chance, number, shared=not plain)
        killed = killer.run_until(
            (*command, world.path(name)), chance.randint(1, CALLS), alone=chance.random() < 0.3
        )
        if killed:
            wrong.kills += 1
            wrong.locks += world.clear_locks()
            if plain:
                for path in world.live.rglob("*.lock"):
                    path.unlink()
    well = world.finish_plain() if plain else world.finish_ours()
    wanted = kept + Counter(
        f"{path.rpartition('/')[2]} - {item}" for side in own.values() for path, item in side
    )
    judge(world, with_titles(world, wanted), Counter(gone), wrong, f"seed {seed}", well=well)
    return wrong


def live(
    world: World,
    name: str,
    own: list[tuple[str, str]],
    gone: set[str],
    chance: random.Random,
    number: int,
    *,
    shared: bool,
) -> None:
    """One to three changes: a line added, one of the machine's own edited or deleted."""
    journal = world.journal(name)
    for step in range(chance.randint(1, 3)):
        what = chance.random()
        if what < 0.6 or not own:
            month = "11" if shared else {"a": "09", "b": "10"}[name]
            day = f"2026-{month}-{chance.randint(10, 19)}"
            minute = chance.randrange(1440)
            item = f"{minute // 60:02d}:{minute % 60:02d} 5m brand read: {name} {number}.{step}"
            journal.add(day, item)
            own.append((page_path(day), item))
            continue
        path, item = own.pop(chance.randrange(len(own)))
        new = "" if what < 0.8 else f"{item} again"
        text = Path(journal.root, path).read_text()
        if f"- {item}\n" not in text:  # lost by then; it will be counted
            own.append((path, item))
            continue
        write(journal.root, path, text.replace(f"- {item}\n", f"- {new}\n" if new else ""))
        # A person takes longer: what is saved within two seconds of a line of ours is taken for an older text.
        later = time.time() + 2 * SECONDS
        os.utime(Path(journal.root, path), (later, later))
        gone.add(f"{path.rpartition('/')[2]} - {item}")
        if new:
            own.append((path, new))


def with_titles(world: World, wanted: Counter[str]) -> Counter[str]:
    """What is wanted, with the title of every page that there is."""
    titles = {line for name in ("a", "b") for line in world.lines(name) if " # " in line}
    return wanted | Counter(titles)


CALLS = 300
"""A sync in which both sides have something new makes about so many calls that change the disk."""


@dataclass(frozen=True)
class Part:
    """A part of the campaign that stands by itself: a scene killed at every call, or random kills of one seed."""

    plain: bool
    scene: str
    """Empty for random kills."""
    number: int
    """How often: every so many calls, or so many kills."""
    seed: int = 0

    def run(self, folder: Path, shim: Path) -> tuple[str, Wrong]:
        """Do it in a folder of its own; what it was, and what came of it."""
        if self.scene:
            return f"  every call, {self.scene}", try_scene(
                folder, shim, self.scene, plain=self.plain, every=self.number
            )
        return f"  random moments, seed {self.seed}", try_random(
            folder, shim, self.number, self.seed, plain=self.plain
        )


def main() -> None:
    """Run the whole campaign and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--every", type=int, default=1, help="try every so many calls")
    parser.add_argument("--random", type=int, default=500, help="kills at random moments")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="parts at the same time")
    args = parser.parse_args()
    parts = []
    for plain in (False, True):
        parts += [Part(plain, scene, args.every) for scene in (PLAIN_SCENES if plain else SCENES)]
        seeds = range(args.seed, args.seed + 5 if args.random else args.seed)
        parts += [Part(plain, "", args.random // 5, seed) for seed in seeds]
    with tempfile.TemporaryDirectory() as name, Pool(args.jobs, maxtasksperchild=1) as pool:
        shim = compiled("kill_shim", Path(name))
        begun = [
            pool.apply_async(part.run, (Path(name, f"part {number}"), shim))
            for number, part in enumerate(parts)
        ]
        plain = True
        for part, result in zip(parts, begun, strict=True):
            what, wrong = result.get()
            if part.plain != plain:
                print("hat sync" if plain else "git add, commit, fetch, merge, push")
                plain = part.plain
            told(what, wrong)


def told(what: str, wrong: Wrong) -> None:
    """Print the figures of one part, and the first things that were wrong."""
    print(f"{what}: {wrong.says()}", flush=True)
    for fault in wrong.faults[:5]:
        print(f"    {fault}")


if __name__ == "__main__":
    main()
