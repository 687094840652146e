"""Machines with a journal each, and a remote between them: real repositories in a temporary folder."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from twohats.format.paths import page_path
from twohats.journal.folder import Journal
from twohats.sync import Options, SyncReport, sync

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = "2026-11-22"
PAGE = f"""# {DAY} Sunday

Slept badly, coffee late.

- 09:10-09:35 brand post linkedin m2: launch thread
- 10:00-10:30 personal read mastodon m4
- 14:00-14:45 personal talk phone @anna m5: caught up
"""
LINE = "25m brand post: mine"
SETTINGS = 'format = 1\n# what the amounts are in\ncurrency = "GBP"\n\n[hats.novelist]\nside = "brand"\n'
START = {
    ".gitattributes": "*.md -text\n*.toml -text\n",
    ".gitignore": ".twohats/\n",
    "hat.toml": SETTINGS,
    page_path(DAY): PAGE,
}


class Machine:
    """One machine's journal."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.journal = Journal(str(root))

    def git(self, *words: str, fails: bool = False, stdin: str = "") -> str:
        """Run git as a person would; `fails` for a call that is meant to."""
        done = subprocess.run(
            ["git", *words], cwd=self.root, input=stdin, capture_output=True, text=True, check=False
        )
        assert bool(done.returncode) == fails, done.stderr
        return done.stdout.strip()

    def write(self, path: str, text: str | bytes) -> None:
        """Save a file as an editor would."""
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, path: str = page_path(DAY)) -> str:
        """The text of a file; empty if there is none."""
        full = self.root / path
        return full.read_text(encoding="utf-8") if full.exists() else ""

    def add(self, line: str, day: str = DAY) -> None:
        """Add a line as `hat add` does."""
        self.journal.add(day, line)

    def change(self, old: str, new: str, path: str = page_path(DAY)) -> None:
        """Put one piece of text in place of another, by hand."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def sync(self, **options: bool) -> SyncReport:
        """Sync as the shell does, with nobody to ask."""
        return sync(self.journal, Options(**options))

    def files(self) -> dict[str, bytes]:
        """All files but git's own and those that belong to this machine."""
        found = {}
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in (".git", ".twohats")]
            for name in names:
                full = Path(folder, name)
                if not full.is_symlink():
                    found[str(full.relative_to(self.root))] = full.read_bytes()
        return found

    def committed(self) -> dict[str, bytes]:
        """The files of the last commit."""
        names = self.git("ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
        return {name: self.blob(f"HEAD:{name}") for name in names if name}

    def blob(self, name: str) -> bytes:
        """A content of git's."""
        return subprocess.run(
            ["git", "cat-file", "blob", name], cwd=self.root, capture_output=True, check=True
        ).stdout

    def is_clean(self) -> bool:
        """Whether git sees nothing to commit."""
        return not self.git("status", "--porcelain", "--untracked-files=all")

    def state(self) -> dict[str, str]:
        """All that git's folder says of the state of things: to see that nothing was touched."""
        found = {"status": self.git("status", "--porcelain=v2", "--branch")}
        for name in ("HEAD", "MERGE_HEAD", "MERGE_MSG", "rebase-merge/done", "BISECT_LOG"):
            path = self.root / ".git" / name
            if path.is_file():
                found[name] = path.read_text()
        found["refs"] = self.git("for-each-ref")
        return found


def set_up(folder: Path) -> None:
    """Make the world that tests begin with: `remote.git`, and two machines in step with it."""
    run = lambda *words, cwd=folder: subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True)  # noqa: E731
    run("init", "--bare", "remote.git")
    first = folder / "a"
    for path, text in START.items():
        (first / path).parent.mkdir(parents=True, exist_ok=True)
        (first / path).write_text(text)
    run("init", "a")
    run("remote", "add", "origin", "../remote.git", cwd=first)
    run("add", ".", cwd=first)
    run("commit", "-m", "start", cwd=first)
    run("push", "-u", "origin", "main", cwd=first)
    shutil.copytree(first, folder / "b", symlinks=True)


class World:
    """Two machines, `a` and `b`, and what lies between them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remote = folder / "remote.git"
        self.a, self.b = Machine(folder / "a"), Machine(folder / "b")
        for machine in (self.a, self.b):
            config = machine.root / ".git" / "config"
            config.write_text(config.read_text().replace("url = ../remote.git", f"url = {self.remote}"))

    def more(self, name: str) -> Machine:
        """Another machine, in step with the first as it is now."""
        shutil.copytree(self.a.root, self.folder / name, symlinks=True)
        return Machine(self.folder / name)

    def meet(self) -> None:
        """Sync both machines until both have everything."""
        for machine in (self.a, self.b, self.a):
            report = machine.sync()
            assert report.finished, report
        assert self.a.files() == self.b.files() == self.a.committed()
        assert self.a.is_clean()
        assert self.b.is_clean()


def is_kept(machine: Machine, *, committed: bool = True) -> bool:
    """Whether the line is in the file and, if wanted, in the last commit."""
    there = LINE.encode() in machine.committed()[page_path(DAY)]
    return LINE in machine.read() and there == committed


class Denying(http.server.BaseHTTPRequestHandler):
    """A server that wants a password."""

    def do_GET(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="journals"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def denying_server() -> Iterator[int]:
    """Serve as `Denying` does; gives its port."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Denying)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
