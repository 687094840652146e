"""The whole program in a real terminal: started, written to, resized, left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import LIMIT, TODAY

if TYPE_CHECKING:
    from tests.tui.terminal import Terminal

    from twohats.journal.folder import Journal


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
    terminal.until(lambda text: "8   Sun 22 Nov" in text and "from a real" in text, "a small screen")
    terminal.resize(80, 24)
    terminal.shows("7 Trials 8   Sun 22 Nov")
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
    terminal.shows("hat: not saved, kept for the next start: 25m b post: half a thought")


def test_words_typed_before_the_app_is_there_are_not_lost(terminal: Terminal, journal: Journal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.type("a5m p talk: did you get @dee")
    terminal.shows("today: personal, talk, 5m, @dee: did you get @dee")
    assert page(journal) == PAGES[TODAY], "d and u took nothing away"


@pytest.mark.parametrize("name", ["TERM", "HUP"])
def test_ended_by_a_signal_it_leaves_the_terminal_whole_and_keeps_the_line(
    terminal: Terminal, journal: Journal, name: str
) -> None:
    terminal.type(f"sh -c 'echo $$ > {journal.root}/../pid; exec {terminal.command}'; echo ended-$?\n")
    terminal.shows("coffee late")
    terminal.type("a25m b post: half a thought")
    terminal.shows("half a thought")
    pid = int((Path(journal.root).parent / "pid").read_text())
    os.kill(pid, getattr(signal, f"SIG{name}"))
    text = terminal.shows(f"ended-{128 + getattr(signal, f'SIG{name}')}")
    assert "coffee late" not in text
    assert "Traceback" not in text
    assert terminal.modes() == "0 0 1", "neither the other screen nor the mouse are on, and the cursor is"
    terminal.type(f"{terminal.command}\n")
    terminal.shows("today: brand, post, 25m: half a thought")
    terminal.type("a")
    terminal.keys("Enter", "C-q")
    terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")
    assert "half a thought" in page(journal)
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    assert "not saved" not in terminal.text()


def test_a_terminal_that_is_closed_takes_the_app_along_and_not_the_line(
    terminal: Terminal, journal: Journal
) -> None:
    terminal.type(f"sh -c 'echo $$ > {journal.root}/../pid; exec {terminal.command}'\n")
    terminal.shows("coffee late")
    terminal.type("a25m b post: half a thought")
    terminal.shows("half a thought")
    pid = int((Path(journal.root).parent / "pid").read_text())
    terminal.end()
    limit = time.monotonic() + LIMIT
    while Path(f"/proc/{pid}").exists() and time.monotonic() < limit:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()
    assert '"25m b post: half a thought"' in (Path(journal.state) / "drafts" / "1").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
@pytest.mark.parametrize("keys", [b"", b"q", b"a25m b post: half a thought"])
def test_a_terminal_that_goes_without_a_signal_takes_the_app_along(journal: Journal, keys: bytes) -> None:
    """As under `nohup`, or where the terminal was never the process's own: it would read on for ever."""
    ours, its = os.openpty()
    world = os.environ | {"TWOHATS_JOURNAL": journal.root, "TWOHATS_NOW": f"{TODAY}T18:00", "TERM": "xterm"}
    app = subprocess.Popen(
        [sys.executable, "-m", "twohats"],
        stdin=its,
        stdout=its,
        stderr=its,
        env=world,
        start_new_session=True,
    )
    os.close(its)
    try:
        shown, limit = b"", time.monotonic() + LIMIT
        while b"coffee late" not in shown and time.monotonic() < limit:
            shown += os.read(ours, 65536)
        os.write(ours, keys)
        os.close(ours)
        assert app.wait(LIMIT) in (0, 128 + signal.SIGHUP)
    finally:
        app.kill()
        app.wait()


def test_lines_sent_in_one_go_are_lines_of_their_own(terminal: Terminal, journal: Journal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("a5m p read: one\r5m p rea\t: two\r5m b post: no\x155m b post: three\rfour\x11")
    terminal.shows("hat: not saved, kept for the next start: four")
    lines = "- 5m personal read: one\n- 5m personal read: two\n- 5m brand post: three\n"
    assert page(journal) == PAGES[TODAY] + lines


def test_keys_behind_a_changed_line_are_the_pages(terminal: Terminal, journal: Journal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("gje: hello\rkdq")
    terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")
    lines = PAGES[TODAY].splitlines(keepends=True)
    changed = [line.replace("m4\n", "m4: hello\n") for line in lines if not line.startswith("- 09:10")]
    assert page(journal) == "".join(changed)


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


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("h", ["Sat 21 Nov", "a Add"]),
        ("?", ["Keys on the page of a day", "write a line"]),
        ("\x10", ["Search for commands", "Write a line"]),
        ("/brand", ["5 lines, 1h25", "Enter Go"]),
        ("m", ["Move this line to another day", "yesterday, fri"]),
        ("a25m b post: half a thought", ["today: brand, post, 25m: half a thought", "Enter Save"]),
    ],
    ids=["page", "help", "commands", "question", "asked", "line"],
)
def test_it_stops_for_the_shell_and_comes_back_wherever_one_was(
    terminal: Terminal, journal: Journal, keys: str, shown: list[str]
) -> None:
    def is_there(text: str) -> bool:
        return all(words in text for words in shown)

    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type(keys)
    terminal.until(is_there, shown[0])
    terminal.keys("C-z")
    text = terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")
    assert "Stopped" in text
    assert not is_there(text)
    assert terminal.modes() == "0 0 1"
    terminal.type(f"clear; {terminal.command} add 5m p read: from the shell\n")
    terminal.until(lambda _: "from the shell" in page(journal), "the line of another program")
    terminal.type("fg\n")
    terminal.until(is_there, shown[0])
    assert terminal.modes().startswith("1 1 "), "the other screen is on again, and the mouse"
    terminal.keys("Escape", "Escape", "C-q")
    terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")


def test_what_is_typed_is_kept_where_the_stopped_app_is_killed(terminal: Terminal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.type("a25m b post: half a thought\x1a")
    terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")
    terminal.type("kill -9 %1; clear\n")
    terminal.type(f"{terminal.command}\n")
    terminal.shows("today: brand, post, 25m: half a thought")


def test_in_another_size_it_comes_back_in_that(terminal: Terminal) -> None:
    terminal.type(f"{terminal.command}\n")
    terminal.shows("coffee late")
    terminal.keys("C-z")
    terminal.shows("Stopped")
    terminal.resize(40, 12)
    terminal.type("fg\n")
    terminal.until(lambda text: "8   Sun 22 Nov" in text and "? Help" in text, "a small screen")
