"""A shell in a real terminal, which a test types into and reads from."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.tui.driven import LIMIT, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twohats.journal.folder import Journal


class Terminal:
    """A shell in a tmux of its own."""

    def __init__(self, folder: Path, journal: Journal, columns: int, rows: int) -> None:
        self._socket = str(folder / "tmux")
        world = {name: value for name, value in os.environ.items() if name not in ("TMUX", "NO_COLOR")}
        world |= {"TWOHATS_JOURNAL": journal.root, "TWOHATS_NOW": f"{TODAY}T18:00", "HISTFILE": ""}
        self._world = world
        size = ("-x", str(columns), "-y", str(rows))
        self._tmux("-f", os.devnull, "new-session", "-d", *size, "/bin/sh")
        self.command = f"{sys.executable} -m twohats"
        self.type("PS1='rea''dy> '\n")
        self.shows("ready>")

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-S", self._socket, *words]
        return subprocess.run(command, env=self._world, check=True, capture_output=True, text=True).stdout

    def text(self) -> str:
        """What is on the screen."""
        return self._tmux("capture-pane", "-p")

    def modes(self) -> str:
        """Whether the other screen is on, whether the mouse is asked for, whether the cursor is shown."""
        return self._tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}").strip()

    def keys(self, *keys: str) -> None:
        """Press keys, as tmux names them."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self._tmux("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        """Paste a text of any length, as the terminal does for a program that asks for it."""
        self._load(text)
        self._tmux("paste-buffer", "-p", "-r")

    def at_once(self, text: str) -> None:
        """Send what keys send, all of it in one go: Escape and a key as `\\x1b2`."""
        self._load(text)
        self._tmux("paste-buffer", "-r")

    def _load(self, text: str) -> None:
        path = self._socket + ".pasted"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        self._tmux("load-buffer", path)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def until(self, true: Callable[[str], bool], what: str) -> str:
        """Wait for something on the screen; it is a failure if it never comes."""
        limit = time.monotonic() + LIMIT
        while not true(text := self.text()):
            assert time.monotonic() < limit, f"{what} did not come:\n{text}"
            time.sleep(0.05)
        return text

    def shows(self, words: str) -> str:
        """Wait until these words are on the screen."""
        return self.until(lambda text: words in text, words)

    def end(self) -> None:
        """End it and all that runs in it."""
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False, capture_output=True)
