"""Two machines with a remote, and the scenes that a sync is killed in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.git_home import set_up_git

from twohats.format.paths import page_path
from twohats.journal.folder import Journal
from twohats.sync import resolve, sync

PLAIN = ("sh", "-c", ('cd "$0" && git add -A && { git diff --cached --quiet || git commit -qm auto; } && git fetch -q'
         " && git merge -q --no-edit origin/main && git push -q"))  # fmt: skip
AN_HOUR = 3600


class World:
    """A remote and two machines, which can be put back to how they were."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live = folder / "live"
        self.live.mkdir(parents=True)
        set_up_git(folder / "home", self.live / "state")
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
