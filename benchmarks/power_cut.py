"""Cut the power amid every operation, on disks that have not kept what was not flushed, and look at what is left.

`python benchmarks/power_cut.py [--states 700] [--syncs 40] [--only NAME] [--without] [--seed 1] [--jobs 2]`, needs
strace. Each operation is run once and its calls that change the disk are recorded, those of git and of the remote
too. Then, for a cut at every call and after the last, the trees are made that the disk may hold by then
(`disk_model` says by which rules); so many different ones of each operation are put on a disk and judged as after a
kill (`kill_writes`, `kill_sync`). Commands are made within this process; every 25th state, and each that is found
wrong, is judged a second time by real processes.

`--without` proves that this finds something: each kind of flush is taken out of the recording in turn, and what can
then be lost must be found.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.disk_calls import can_record
from benchmarks.disk_model import Cut, State, crashes
from benchmarks.disk_tape import Flush, Said
from benchmarks.kill_scenes import SCENES as SYNCS
from benchmarks.power_flushes import kinds_of
from benchmarks.power_sync import SyncWorld
from benchmarks.power_writes import SCENES, World, Wrong

REALLY = 25
"""Every so many states are judged by real processes as well."""
TRIED, TRIED_SYNCS = 200, 20
"""States that are judged at most for one kind of flush taken out, until one is wrong: of a write, of a sync."""


@dataclass
class Found:
    """What came of one operation."""

    name: str
    calls: int = 0
    flushes: int = 0
    possible: int = 0
    """Different states that were made."""
    judged: set[bytes] = field(default_factory=set)
    """The digests of those judged."""
    really: int = 0
    """Those judged by real processes as well."""
    wrong_states: int = 0
    wrong: Wrong = field(default_factory=Wrong)
    without: dict[str, tuple[int, str]] = field(default_factory=dict)
    """For each kind of flush taken out: the states judged until one was wrong, and what was wrong with it, if any."""


def world_of(name: str, folder: Path) -> World | SyncWorld:
    """The world of an operation, recorded."""
    if name in SYNCS:
        return SyncWorld(folder / "sync", name)
    return World(folder, next(scene for scene in SCENES if scene.name == name))


def states_of(world: World | SyncWorld, chance: Random, *, most: int) -> list[State]:
    """Different states that a cut may leave, at any call."""
    found: dict[tuple[bytes, int], State] = {}
    for cut in _cuts(world, frozenset()):
        for state in crashes(cut, chance, most=most):
            found.setdefault((state.digest, state.said), state)
    states = list(found.values())
    chance.shuffle(states)
    return states


def _cuts(world: World | SyncWorld, without: frozenset[int]) -> Iterator[Cut]:
    """A cut after each event but flushes: what one may leave after a flush, it may have left before."""
    events = world.recorder.tape.events
    for end in range(len(events) + 1):
        if not end or not isinstance(events[end - 1], Flush):
            yield Cut(world.recorder.tape, end, without=without, in_order=world.in_order)


def campaign(name: str, count: int, seed: int) -> Found:
    """Judge so many states of one operation."""
    found = Found(name)
    with tempfile.TemporaryDirectory(dir=quick_disk()) as folder:
        world = world_of(name, Path(folder))
        events = world.recorder.tape.events
        found.calls = sum(not isinstance(event, Said) for event in events)
        found.flushes = sum(isinstance(event, Flush) for event in events)
        states = states_of(world, Random(seed), most=400 if isinstance(world, World) else 8)
        found.possible = len({state.digest for state in states})
        for number, state in enumerate(states[:count]):
            found.judged.add(state.digest)
            faults = len(found.wrong.faults)
            world.judge(state, found.wrong)
            odd = len(found.wrong.faults) > faults
            found.wrong_states += odd
            if odd or number % REALLY == 0:
                found.really += 1
                again = Wrong()
                world.judge(state, again, really=True)
                if bool(again.faults) != odd:
                    found.wrong.add("stuck", f"real processes find {again.faults[:1]} instead")
    return found


def mutation(name: str, seed: int) -> Found:
    """Take each kind of flush out of one operation and judge until something is wrong."""
    found = Found(name)
    with tempfile.TemporaryDirectory(dir=quick_disk()) as folder:
        world = world_of(name, Path(folder))
        most = TRIED if isinstance(world, World) else TRIED_SYNCS
        for kind, events in kinds_of(world.recorder.tape).items():
            found.without[kind] = judged_without(world, events, Random(seed), most=most)
    return found


def judged_without(
    world: World | SyncWorld, flushes: frozenset[int], chance: Random, *, most: int = TRIED
) -> tuple[int, str]:
    """Judge states that may be left without these flushes until one is wrong: how many, and what was wrong, if any."""
    wrong = Wrong()
    tried = 0
    for state in _states_without(world, flushes, chance):
        if tried == most or wrong.faults:
            break
        tried += 1
        world.judge(state, wrong)
    return tried, wrong.faults[0] if wrong.faults else ""


def _states_without(world: World | SyncWorld, flushes: frozenset[int], chance: Random) -> Iterator[State]:
    """States in which just that is missing which these flushes would have kept, at moments after them."""
    with_them = {cut.end: cut for cut in _cuts(world, frozenset()) if cut.end > min(flushes)}
    cuts = [cut for cut in _cuts(world, flushes) if cut.end in with_them]
    chance.shuffle(cuts)
    found: dict[tuple[bytes, int], State] = {}
    for cut in cuts:
        for state in cut.losing(with_them[cut.end]):
            if found.setdefault((state.digest, state.said), state) is state:
                yield state


def quick_disk() -> str | None:
    """A folder in memory, where a real flush costs nothing; None for the usual place."""
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


def row(found: Found) -> str:
    """The figures of an operation as columns."""
    wrong = found.wrong
    counts = (wrong.torn, wrong.lost, wrong.stuck, wrong.undo_wrong)
    return (
        f"{found.name:34} {found.calls:6} {found.flushes:8} {found.possible:9} {len(found.judged):7} {found.really:7} "
        f"{found.wrong_states:6}  {'/'.join(map(str, counts))}"
    )


def main() -> None:
    """Run the whole campaign, or the one that takes flushes out, and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--states", type=int, default=700, help="states judged of each write")
    parser.add_argument("--syncs", type=int, default=40, help="states judged of each sync")
    parser.add_argument("--only", default="", help="operations whose name holds this")
    parser.add_argument("--without", action="store_true", help="take each kind of flush out in turn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="operations at the same time")
    args = parser.parse_args()
    if not can_record():
        raise SystemExit("calls are recorded by strace, on Linux: there is none here")
    counts = dict.fromkeys(SYNCS, args.syncs) | {scene.name: args.states for scene in SCENES}
    names = [name for name in counts if args.only in name]
    with Pool(args.jobs, maxtasksperchild=1) as pool:
        if args.without:
            begun = [pool.apply_async(mutation, (name, args.seed)) for name in names]
            raise SystemExit(print_mutation(one.get() for one in begun))
        begun = [pool.apply_async(campaign, (name, counts[name], args.seed)) for name in names]
        print(f"{'cut':34}  calls  flushes  possible  judged  really  wrong  torn/lost/stuck/undo wrong")
        judged: set[bytes] = set()
        wrong = 0
        for one in begun:
            found = one.get()
            print(row(found), flush=True)
            for fault in found.wrong.faults[:3]:
                print(f"    {fault[:600]}")
            judged |= found.judged
            wrong += found.wrong_states + bool(found.wrong.faults)
    print(f"{len(judged)} different states judged")
    raise SystemExit(1 if wrong else 0)


def print_mutation(results: Iterator[Found]) -> int:
    """Print what was found without each kind of flush; 1 if nothing was without one of them."""
    kinds: dict[str, list[tuple[str, int, str]]] = {}
    for found in results:
        print(f"{found.name}: {len(found.without)} kinds of flushes", file=sys.stderr, flush=True)
        for kind, (tried, fault) in found.without.items():
            kinds.setdefault(kind, []).append((found.name, tried, fault))
    for kind, rows in sorted(kinds.items()):
        hits = [one for one in rows if one[2]]
        print(f"{kind:60} found in {len(hits)} of {len(rows)} operations", flush=True)
        for name, tried, fault in hits[:2]:
            print(f"    {name}, state {tried}: {fault[:300]}")
    return int(any(not any(fault for _, _, fault in rows) for rows in kinds.values()))


if __name__ == "__main__":
    main()
