"""Kill a sync at every one of its calls that change the disk, and at random, and see what the next one makes of it.

`python benchmarks/kill_sync.py [--every 1] [--random 500] [--seed 1]`, needs a C compiler. A shim that is loaded
into every process (ours and git's, the remote's too) counts the calls that change the disk; each sync is run once
for each of them and all its processes are killed there. Then a line is written, both machines sync, and what
they have is compared with what they must have. Beside it, the same kills for the commands that most people's
scripts are made of: `git add`, `commit`, `fetch`, `merge` and `push`.
"""

from __future__ import annotations

import argparse
import mmap
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from twohats.journal import Journal
from twohats.paths import page_path
from twohats.sync import resolve, sync

RUN = (
    "import sys\nfrom twohats.journal import Journal\nfrom twohats.sync import resolve, sync\n"
    "sys.exit(0 if {}(Journal(sys.argv[1])).finished else 4)"
)
OURS = (sys.executable, "-c", RUN.format("sync"))
RESOLVE = (sys.executable, "-c", RUN.format("resolve"))
PLAIN = ("sh", "-c", ('cd "$0" && git add -A && { git diff --cached --quiet || git commit -qm auto; } && git fetch -q'
         " && git merge -q --no-edit origin/main && git push -q"))  # fmt: skip
NEVER = 0
MORE = "23:59 5m brand read: written after the kill"
AN_HOUR = 3600
GIT_CONFIG = """[user]
	name = Mara
	email = mara@example.org
[init]
	defaultBranch = main
[gc]
	auto = 0
"""


def compiled_shim(folder: Path) -> Path:
    """The shim, built with the C compiler of this machine."""
    shim = folder / "kill_shim.so"
    source = Path(__file__).with_name("kill_shim.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(source), "-ldl"], check=True)
    return shim


class Killer:
    """Runs a command and kills all its processes at a certain call, or at a certain time."""

    def __init__(self, shim: Path, folder: Path) -> None:
        self._path = folder / "kill-state"
        self._path.write_bytes(struct.pack("3q", 0, 0, 0))
        with open(self._path, "r+b") as file:
            self._state = mmap.mmap(file.fileno(), 24)
        self._env = {"LD_PRELOAD": str(shim), "KILL_STATE": str(self._path), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(self, command: tuple[str, ...], at: int) -> tuple[bool, int]:
        """Run a command and kill it at this call (NEVER: not at all): whether it ended well, and its calls."""
        self._state[:] = struct.pack("3q", 0, at, 0)
        done = subprocess.run(command, env={**os.environ, **self._env}, capture_output=True, check=False)
        self._let_die()
        calls, _, dead = struct.unpack("3q", self._state[:])
        return not dead and done.returncode == 0, calls

    def run_until(self, command: tuple[str, ...], seconds: float, *, alone: bool) -> bool:
        """Run a command and kill it after some time: all of it, or our process `alone`; whether it was killed."""
        self._state[:] = struct.pack("3q", 0, 0, 0)
        process = subprocess.Popen(
            command, env={**os.environ, **self._env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            if not alone:
                self._state[16:24] = struct.pack("q", 1)
            process.kill()
            process.wait()
            self._let_die()
            return True
        return False

    def _let_die(self) -> None:
        """Wait until no process is left that has our mark in its environment."""
        mark = os.fsencode(f"KILL_STATE={self._path}\0")
        limit = time.monotonic() + 10
        while time.monotonic() < limit and any(_has_mark(name, mark) for name in os.listdir("/proc")):
            time.sleep(0.005)


def _has_mark(name: str, mark: bytes) -> bool:
    if not name.isdigit():
        return False
    try:
        with open(f"/proc/{name}/environ", "rb") as file:
            return mark in file.read()
    except OSError:
        return False


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


class World:
    """A remote and two machines, which can be put back to how they were."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live = folder / "live"
        self.live.mkdir(parents=True)
        home = folder / "home"
        home.mkdir()
        (home / ".gitconfig").write_text(GIT_CONFIG)
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            del os.environ[name]
        os.environ.update(
            HOME=str(home), XDG_STATE_HOME=str(self.live / "state"), GIT_CONFIG_NOSYSTEM="1",
            GIT_CONFIG_GLOBAL=str(home / ".gitconfig"),
        )  # fmt: skip
        self.git("init", "-q", "--bare", "--template=", "remote.git", at=self.live)
        for name in ("a", "b"):
            self.git("init", "-q", "--template=", name, at=self.live)
            self.git("remote", "add", "origin", str(self.live / "remote.git"), at=self.live / name)
            self.git("config", "branch.main.remote", "origin", at=self.live / name)
            self.git("config", "branch.main.merge", "refs/heads/main", at=self.live / name)

    @staticmethod
    def git(*words: str, at: Path) -> str:
        """Run git as a person would."""
        return subprocess.run(
            ["git", *words], cwd=at, check=True, capture_output=True, text=True
        ).stdout.strip()

    def path(self, name: str) -> str:
        """The folder of a machine."""
        return str(self.live / name)

    def journal(self, name: str) -> Journal:
        """The journal of a machine."""
        return Journal(self.path(name))

    def keep(self) -> None:
        """Remember how everything is."""
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        shutil.copytree(self.live, self.folder / "kept", symlinks=True)

    def again(self) -> None:
        """Put everything back to how it was kept."""
        shutil.rmtree(self.live)
        shutil.copytree(self.folder / "kept", self.live, symlinks=True)

    def lines(self, name: str) -> Counter[str]:
        """All lines of a machine's pages and settings that say anything, each with its file."""
        root = self.live / name
        found: Counter[str] = Counter()
        for path in [root / "hat.toml", *sorted(root.glob("days/*/*.md"))]:
            text = path.read_text(errors="surrogateescape") if path.exists() else ""
            found.update(f"{path.name} {line}" for line in text.split("\n") if line.strip())
        return found

    def clear_locks(self) -> bool:
        """What time and a person do: locks grow old, and those on the remote are taken away. Whether there were."""
        old = time.time() - AN_HOUR
        locks = [path for path in self.live.rglob("*.lock") if ".twohats" not in path.parts]
        for path in locks:
            if "remote.git" in path.parts:
                path.unlink()
            else:
                os.utime(path, (old, old))
        return bool(locks)

    def finish_ours(self) -> bool:
        """Sync both machines until they should be in step; whether each sync ended well."""
        if sync(self.journal("a")).outcome == "in-progress":
            resolve(self.journal("a"))
        done = [sync(self.journal(name)).finished for name in ("a", "b", "a")]
        return all(done)

    def finish_plain(self) -> bool:
        """The same by git's own commands, their locks taken away."""
        for path in self.live.rglob("*.lock"):
            if ".twohats" not in path.parts:
                path.unlink()
        done = [
            subprocess.run([*PLAIN, self.path(name)], capture_output=True, check=False).returncode
            for name in ("a", "b", "a")
        ]
        return not any(done)


def write(root: str, path: str, text: str) -> None:
    """Save a file as an editor would."""
    full = Path(root, path)
    full.parent.mkdir(parents=True, exist_ok=True)
    full.write_text(text)


def numbered(word: str, count: int) -> str:
    """A page of lines."""
    return "# a page\n\n" + "".join(
        f"- {9 + number}:00 25m brand post: {word} {number}\n" for number in range(count)
    )


def before(world: World) -> None:
    """The start of every scene: both machines have the same five pages."""
    write(world.path("a"), "hat.toml", 'format = 1\ncurrency = "GBP"\n')
    for day in range(1, 6):
        write(world.path("a"), page_path(f"2026-11-0{day}"), numbered(f"page {day}", 6))
    assert world.finish_ours()


def change(world: World, name: str, days: tuple[int, int, int]) -> None:
    """A machine edits and deletes lines of one page, adds to a second, and makes a third: pages of its own."""
    root = world.path(name)
    first, second, third = (page_path(f"2026-11-{day:02d}") for day in days)
    text = Path(root, first).read_text()
    text = text.replace(" 2\n", f" 2 edited on {name}\n").replace("- 12:00 25m brand post: page", "- GONE", 1)
    write(root, first, "".join(f"{line}\n" for line in text.splitlines() if not line.startswith("- GONE")))
    write(root, second, Path(root, second).read_text() + f"- 20:00 25m brand read: added on {name}\n")
    write(root, third, f"# a new page\n\n- 10:00 25m brand read: new on {name}\n")


def scene_both(world: World) -> None:
    """Both machines have changed pages of their own, and the other has pushed."""
    before(world)
    change(world, "b", (1, 2, 11))
    (world.live / "b" / page_path("2026-11-05")).unlink()
    assert sync(world.journal("b")).finished
    change(world, "a", (3, 4, 12))


def scene_same(world: World) -> None:
    """Both machines have changed the same pages (which git's own merge could not join)."""
    before(world)
    change(world, "b", (1, 2, 11))
    assert sync(world.journal("b")).finished
    change(world, "a", (2, 1, 11))


def scene_there(world: World) -> None:
    """Only the other machine has changed something."""
    before(world)
    change(world, "b", (1, 2, 11))
    (world.live / "b" / page_path("2026-11-05")).unlink()
    assert sync(world.journal("b")).finished


def scene_first(world: World) -> None:
    """A new journal, and an empty remote."""
    write(world.path("a"), "hat.toml", "format = 1\n")
    write(world.path("a"), page_path("2026-11-01"), numbered("page 1", 6))


def stuck(world: World, *how: str) -> None:
    """A person's own pull stands with conflicts, and a line has been written since."""
    before(world)
    for name, word in (("b", "other"), ("a", "own")):
        path = Path(world.path(name), page_path("2026-11-01"))
        path.write_text(path.read_text().replace(" 2\n", f" 2 the {word} way\n"))
        change(world, name, {"a": (3, 4, 12), "b": (2, 5, 11)}[name])
        if name == "b":
            assert sync(world.journal("b")).finished
    world.git("add", "-A", at=world.live / "a")
    world.git("commit", "-qm", "by hand", at=world.live / "a")
    subprocess.run(["git", "pull", "-q", *how], cwd=world.live / "a", capture_output=True, check=False)
    write(world.path("a"), page_path("2026-11-13"), "- 10:00 5m brand read: while it was stuck\n")


def scene_merge(world: World) -> None:
    """A merge that waits to be resolved."""
    stuck(world, "--no-rebase")


def scene_rebase(world: World) -> None:
    """A rebase that waits to be resolved."""
    stuck(world, "--rebase")


SCENES = {
    "both changed": scene_both,
    "the same pages": scene_same,
    "only there": scene_there,
    "first push": scene_first,
    "resolving a merge": scene_merge,
    "resolving a rebase": scene_rebase,
}
PLAIN_SCENES = ("both changed", "only there")


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
            (*command, world.path(name)), chance.uniform(0.05, 0.45), alone=chance.random() < 0.3
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
        gone.add(f"{path.rpartition('/')[2]} - {item}")
        if new:
            own.append((path, new))


def with_titles(world: World, wanted: Counter[str]) -> Counter[str]:
    """What is wanted, with the title of every page that there is."""
    titles = {line for name in ("a", "b") for line in world.lines(name) if " # " in line}
    return wanted | Counter(titles)


def main() -> None:
    """Run the whole campaign and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--every", type=int, default=1, help="try every so many calls")
    parser.add_argument("--random", type=int, default=500, help="kills at random moments")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        shim = compiled_shim(Path(name))
        for plain in (False, True):
            print("git add, commit, fetch, merge, push" if plain else "hat sync")
            for scene in PLAIN_SCENES if plain else SCENES:
                folder = Path(name, f"{scene} {plain}")
                told(f"  every call, {scene}", try_scene(folder, shim, scene, plain=plain, every=args.every))
            for part in range(5 if args.random else 0):
                seed = args.seed + part
                folder = Path(name, f"random {plain} {seed}")
                wrong = try_random(folder, shim, args.random // 5, seed, plain=plain)
                told(f"  random moments, seed {seed}", wrong)


def told(what: str, wrong: Wrong) -> None:
    """Print the figures of one part, and the first things that were wrong."""
    print(f"{what}: {wrong.says()}", flush=True)
    for fault in wrong.faults[:5]:
        print(f"    {fault}")


if __name__ == "__main__":
    main()
