"""The whole program in a real terminal: started, written to, resized, left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import LIMIT, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twohats.journal import Journal

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux here")


class Terminal:
    """A shell in a tmux of its own."""

    def __init__(self, folder: Path, journal: Journal, columns: int, rows: int) -> None:
        self._socket = str(folder / "tmux")
        said = {"TWOHATS_JOURNAL": journal.root, "TWOHATS_NOW": f"{TODAY}T18:00", "HISTFILE": ""}
        self._world = {**os.environ, **said}
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

    def keys(self, *keys: str) -> None:
        """Press keys, as tmux names them."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self._tmux("send-keys", "-l", text)

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


@pytest.fixture
def terminal(tmp_path: Path, journal: Journal) -> Iterator[Terminal]:
    found = Terminal(tmp_path, journal, 80, 24)
    yield found
    found.end()


def page(journal: Journal) -> str:
    return Path(journal.full_path(f"days/2026/{TODAY}.md")).read_text()


def test_a_line_is_logged_the_terminal_made_small_and_left_as_it_was(
    terminal: Terminal, journal: Journal
) -> None:
    terminal.type(
        "stty -a > before; echo marked-$((40 + 2))\n".replace("before", f"{journal.root}/../before")
    )
    terminal.shows("marked-42")
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("a25m b post linkedin m2: from a real keyboard")
    terminal.shows("today: brand, post, 25m, linkedin, motivation 2")
    terminal.keys("Enter")
    terminal.until(lambda _: "from a real keyboard" in page(journal), "the line in the file")
    terminal.resize(40, 12)
    terminal.until(lambda text: len(text.splitlines()) == 12 and "from a real" in text, "a small screen")
    terminal.resize(80, 24)
    terminal.shows("1 Day 2 Week   Sunday 22 November 2026, today")
    terminal.keys("Escape")
    terminal.shows("e Edit")
    terminal.type("q")
    text = terminal.until(lambda text: "marked-42" in text and text.rstrip().endswith("ready>"), "the prompt")
    assert "Traceback" not in text
    terminal.type(f"stty -a | cmp - {journal.root}/../before && echo same-$((1 + 1))\n")
    terminal.shows("same-2")
    assert page(journal) == PAGES[TODAY] + "- 25m brand post linkedin m2: from a real keyboard\n"


def test_what_was_not_saved_is_printed_on_leaving(terminal: Terminal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("a25m b post: half a thought")
    terminal.shows("half a thought")
    terminal.keys("C-q")
    terminal.shows("hat: not saved: 25m b post: half a thought")


def test_words_typed_before_the_app_is_there_are_not_lost(terminal: Terminal, journal: Journal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.type("a5m p talk: did you get @dee")
    terminal.shows("today: personal, talk, 5m, @dee: did you get @dee")
    assert page(journal) == PAGES[TODAY], "d and u took nothing away"


def test_the_editor_gets_the_terminal_and_gives_it_back(terminal: Terminal, tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text(
        '#!/bin/sh\necho "the editor is here"\nread answer\necho "- 5m brand read: $answer" >> "$1"\n'
    )
    script.chmod(0o700)
    terminal.type(f"EDITOR={script} {terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("E")
    terminal.shows("the editor is here")
    terminal.type("by hand\n")
    terminal.shows("brand     read")
    assert "by hand" in terminal.text()
    terminal.type("q")
    terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")


def test_without_colours_none_are_sent(journal: Journal) -> None:
    """NO_COLOR: everything the app sends is black and white, and it still works."""
    import pty
    import re
    import select
    import signal

    child, screen = pty.fork()
    if child == 0:
        world = {**os.environ, "NO_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        world |= {"TWOHATS_JOURNAL": journal.root, "TWOHATS_NOW": f"{TODAY}T18:00"}
        os.execve(sys.executable, [sys.executable, "-m", "twohats"], world)
    sent = b""
    limit = time.monotonic() + LIMIT
    while b"coffee late" not in sent and time.monotonic() < limit:
        if select.select([screen], [], [], 0.5)[0]:
            sent += os.read(screen, 65536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(screen)
    assert b"coffee late" in sent
    codes = {number for group in re.findall(rb"\x1b\[([0-9;]*)m", sent) for number in group.split(b";")}
    coloured = {
        b"%d" % number for number in (*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108))
    }
    assert not codes & coloured, codes & coloured
