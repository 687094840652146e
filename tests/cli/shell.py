"""The installed command `hat` in a home of its own: what a person at a shell has, and nothing of this machine."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HAT = str(Path(sys.executable).with_name("hat"))
TODAY = "2026-11-22"


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Shell:
    """A home folder with a journal in it, at half past ten on 22 November 2026, a Sunday."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.journal = folder / "journal"
        self.home.mkdir()
        self.journal.mkdir()
        (self.journal / "hat.toml").write_text("format = 1\n")
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TWOHATS_JOURNAL": str(self.journal),
            "TWOHATS_NOW": f"{TODAY}T10:30",
        }

    def __call__(
        self,
        *words: str | bytes,
        stdin: str | bytes = "",
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Ran:
        """Run `hat WORDS`, not on a terminal; a variable that `env` has empty is unset."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [HAT, *words], input=data, capture_output=True, env=self.environment(env), cwd=cwd or self.home,
            timeout=60, check=False,
        )  # fmt: skip
        return Ran(
            done.returncode,
            *(text.decode("utf-8", "backslashreplace") for text in (done.stdout, done.stderr)),
        )

    def on_terminal(
        self, *words: str, talk: Sequence[tuple[str, str]] = (), env: dict[str, str] | None = None
    ) -> Ran:
        """Run `hat WORDS` on a terminal of its own; for each of `talk`, wait for the first text, then type the second.

        Everything that was on the screen is in `out`.
        """
        child, terminal = pty.fork()
        if not child:
            os.chdir(self.home)
            os.execve(HAT, [HAT, *words], self.environment(env))
        seen, read, left, waited = "", 0, list(talk), 0
        while True:
            ready, _, _ = select.select([terminal], [], [], 20)
            waited = 0 if ready else waited + 20
            if not ready and waited < 60:
                if talk and not left and talk[-1][1] == "\x03":
                    # Python misses an interrupt between prompt and reading; a person would press it again.
                    os.write(terminal, b"\x03")
                continue
            if not ready:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                raise TimeoutError(seen)
            try:
                data = os.read(terminal, 65536)
            except OSError:  # what Linux says when the other end is closed
                data = b""
            if not data:
                break
            seen += data.decode("utf-8", "replace")
            if left and left[0][0] in seen[read:]:
                read = len(seen)
                os.write(terminal, left.pop(0)[1].encode())
        os.close(terminal)
        return Ran(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.replace("\r\n", "\n"), "")

    def environment(self, changed: dict[str, str] | None = None) -> dict[str, str]:
        """The environment of a command."""
        return {name: value for name, value in {**self.env, **(changed or {})}.items() if value}

    def at(self, moment: str) -> None:
        """Let it be another moment: `10:55`, or `2026-11-23T09:00`."""
        self.env["TWOHATS_NOW"] = moment if "T" in moment else f"{TODAY}T{moment}"

    def path(self, day: str = TODAY) -> Path:
        """The file of a day's page."""
        return self.journal / "days" / day[:4] / f"{day}.md"

    def page(self, day: str = TODAY) -> str:
        """The text of a day's page, byte for byte."""
        return self.path(day).read_bytes().decode("utf-8", "surrogateescape")

    def write(self, text: str | bytes, day: str = TODAY) -> None:
        """Write a day's page as an editor would."""
        self.path(day).parent.mkdir(parents=True, exist_ok=True)
        self.path(day).write_bytes(text if isinstance(text, bytes) else text.encode())

    def items(self, day: str = TODAY) -> list[str]:
        """The lines of a day's page that are list items, without the dash."""
        return [line[2:] for line in self.page(day).split("\n") if line.startswith("- ")]

    def state(self) -> Path:
        """The folder of what this machine remembers of the journal."""
        (found,) = (path for path in (self.home / ".local/state/twohats").iterdir() if path.is_dir())
        return found
