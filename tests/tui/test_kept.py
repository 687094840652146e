"""The app ended in every way, in a real terminal: what was typed or confirmed is in the journal, or comes back."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import PAGES
from tests.tui.driven import LIMIT, TODAY

from twohats.tui.writing.draft_keeper import KEEP_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.terminal import Terminal

    from twohats.journal.folder import Journal

BEFORE = PAGES[TODAY]
SOON = 2 * KEEP_SECONDS
"""Seconds after which what was typed is on the disk, with room for a machine that is busy."""


def page(journal: Journal, day: str = TODAY) -> str:
    return Path(journal.full_path(f"days/{day[:4]}/{day}.md")).read_text()


def opened(terminal: Terminal, journal: Journal, command: str = "", *, sees: str = "coffee late") -> int:
    """The app in the terminal, its first frame drawn; its process."""
    pid = Path(journal.root).parent / "pid"
    pid.unlink(missing_ok=True)
    terminal.type(f"clear; sh -c 'echo $$ > {pid}; exec {command or terminal.command}'; echo ended-$?\n")
    terminal.shows(sees)
    return int(pid.read_text())


def killed(terminal: Terminal, pid: int) -> None:
    """End the app as a power cut does, and get the terminal back."""
    os.kill(pid, signal.SIGKILL)
    limit = time.monotonic() + LIMIT
    while Path(f"/proc/{pid}").exists() and time.monotonic() < limit:
        time.sleep(0.02)
    terminal.type(
        "\nstty sane; printf '\\033[?1049l\\033[?1000l\\033[?1002l\\033[?1003l\\033[?1006l\\033[?25h'; clear\n"
    )
    terminal.until(lambda text: text.strip().endswith("ready>"), "the prompt")


def quits(terminal: Terminal) -> str:
    terminal.keys("C-q")
    return terminal.shows("ended-0")


def wait_for(true: Callable[[], bool], what: str) -> None:
    limit = time.monotonic() + LIMIT
    while not true():
        assert time.monotonic() < limit, f"{what} did not come"
        time.sleep(0.02)


def test_killed_while_typing_what_was_typed_comes_back(terminal: Terminal, journal: Journal) -> None:
    pid = opened(terminal, journal)
    terminal.type("a25m b post: half a thought")
    terminal.shows("half a thought")
    time.sleep(SOON)
    killed(terminal, pid)
    opened(terminal, journal, sees="today: brand, post, 25m: half a thought")
    terminal.shows("the line below; a takes")
    terminal.type("a s")
    terminal.keys("Enter")
    wait_for(lambda: page(journal) == BEFORE + "- 25m brand post: half a thought s\n", "the line")
    assert "not saved" not in quits(terminal)


def test_an_edit_of_another_day_comes_back_as_that_edit(terminal: Terminal, journal: Journal) -> None:
    pid = opened(terminal, journal)
    terminal.keys("Left", "Left")
    terminal.shows("Fri 20 Nov")
    terminal.type("gje: and a note")
    terminal.shows("m4 i5: and a note")
    time.sleep(SOON)
    killed(terminal, pid)
    opened(terminal, journal, sees="edit line 2 of Fri 20 Nov")
    terminal.shows("Fri 20 Nov")
    terminal.type("e")
    terminal.keys("Enter")
    there = PAGES["2026-11-20"].replace("m4 i5\n", "m4 i5: and a note\n")
    wait_for(lambda: page(journal, "2026-11-20") == there, "the changed line")
    assert page(journal) == BEFORE
    assert "not saved" not in quits(terminal)


MANY = 1200


def pasted(terminal: Terminal) -> None:
    """Many lines of two days in one paste, as a terminal sends it."""
    lines = [f"{'yesterday ' if at % 2 else ''}{at % 50 + 1}m p read: number {at}." for at in range(MANY)]
    terminal.paste("\n".join(lines))
    terminal.shows(f"{MANY:,} lines pasted for today, {MANY:,} understood")


def numbers(journal: Journal) -> list[int]:
    """The numbers of the pasted lines that are in the journal, each as often as it stands there."""
    texts = [page(journal, day) for day in (TODAY, "2026-11-21") if day in journal.days()]
    words = [
        line.rpartition("number ")[2] for text in texts for line in text.splitlines() if "number " in line
    ]
    return sorted(int(word.rstrip(".")) for word in words)


@pytest.mark.parametrize("after", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_killed_while_saving_many_lines_each_is_there_once_or_offered_again(
    terminal: Terminal, journal: Journal, after: float
) -> None:
    pid = opened(terminal, journal)
    terminal.type("a")
    pasted(terminal)
    drafts = Path(journal.state) / "drafts" / "1"
    terminal.keys("Enter")
    wait_for(
        lambda: (drafts.exists() and '"saving"' in drafts.read_text()) or len(numbers(journal)) > 0, "a draft"
    )
    time.sleep(after)
    killed(terminal, pid)
    saved = numbers(journal)
    assert len(saved) == len(set(saved))
    opened(terminal, journal, sees="1 Day 2 Week")
    if len(saved) < MANY:
        terminal.shows(f"{MANY - len(saved):,} lines not saved when the app was ended")
        terminal.keys("Enter")
        wait_for(lambda: len(numbers(journal)) >= MANY, "all lines")
    time.sleep(0.5)
    assert "not saved" not in terminal.text()
    assert numbers(journal) == list(range(MANY)), "each once"
    terminal.keys("Escape")
    assert "not saved" not in quits(terminal)


def test_what_is_saved_for_long_is_said_and_one_can_go_on(terminal: Terminal, journal: Journal) -> None:
    opened(terminal, journal)
    terminal.type("a")
    with journal.lock():
        pasted(terminal)
        terminal.keys("Enter")
        terminal.shows(f"saving {MANY:,} lines")
        terminal.keys("Escape", "Left")
        terminal.shows("Sat 21 Nov")
        terminal.type("a6m b talk: meanwhile")
        terminal.shows("meanwhile")
    wait_for(lambda: numbers(journal) == list(range(MANY)), "all lines")
    terminal.keys("Enter")
    wait_for(lambda: "meanwhile" in page(journal, "2026-11-21"), "the line of meanwhile")
    assert "not saved" not in quits(terminal)


def test_quitting_while_something_is_saved_gives_the_prompt_and_finishes(
    terminal: Terminal, journal: Journal
) -> None:
    opened(terminal, journal)
    with journal.lock():
        terminal.type("a5m p read: first\r6m p read: second\r")
        terminal.keys("C-q")
        terminal.shows("hat: saving a line ...")
        assert terminal.modes().startswith("0 0"), "the terminal is the shell's"
    terminal.shows("ended-0")
    assert page(journal) == BEFORE + "- 5m personal read: first\n- 6m personal read: second\n"
    assert "not saved" not in terminal.text()


def test_ctrl_c_at_the_prompt_leaves_at_once_and_the_lines_come_back(
    terminal: Terminal, journal: Journal
) -> None:
    opened(terminal, journal)
    with journal.lock():
        terminal.type("a5m p read: first\r6m p read: second\r")
        terminal.keys("C-q")
        terminal.shows("hat: saving a line ...")
        terminal.keys("C-c")
        text = terminal.shows("ended-")
        assert "hat: not saved, kept for the next start:" in text
    assert page(journal) == BEFORE
    opened(terminal, journal, sees="personal, read")
    terminal.type("a")
    terminal.keys("Enter", "Up", "Enter")
    wait_for(lambda: "read: first" in page(journal) and "read: second" in page(journal), "both lines")
    assert "not saved" not in quits(terminal)
    assert page(journal).count("read: first") == page(journal).count("read: second") == 1


def test_a_mistake_of_ours_gives_the_terminal_back_and_the_text(terminal: Terminal, journal: Journal) -> None:
    broken = Path(journal.root).parent / "broken.py"
    broken.write_text(
        "import sys\nfrom twohats.tui.widgets.page_list import PageList\n"
        "def move(self, by):\n    secret = 'a private word'\n    raise RuntimeError('[red]no move today')\n"
        "PageList.move = move\nfrom twohats.__main__ import main\nsys.argv = ['hat']\nsys.exit(main())\n"
    )
    opened(terminal, journal, f"{sys.executable} {broken}")
    terminal.type("a25m b post: half a thought")
    terminal.shows("half a thought")
    terminal.keys("Escape", "Up")
    text = " ".join(terminal.shows("ended-70").split())
    assert "hat: not saved, kept for the next start: 25m b post: half a thought" in text
    assert "hat: this is a bug in twohats: RuntimeError: [red]no move today the details are in" in text
    assert "Traceback" not in text
    assert "private word" not in text
    assert terminal.modes() == "0 0 1"
    opened(terminal, journal, sees="today: brand, post, 25m: half a thought")


def test_what_is_typed_while_an_editor_is_open_elsewhere_is_kept_over_a_kill_of_both(
    terminal: Terminal, journal: Journal
) -> None:
    pid = opened(
        terminal,
        journal,
        f"env EDITOR=\"sh -c 'echo editing; sleep 60'\" {terminal.command}".replace("'", "'\\''"),
    )
    terminal.type("gea")
    terminal.shows("+launcha")
    time.sleep(SOON)
    terminal.keys("Escape")
    terminal.shows("takes it up again")
    terminal.type("E")
    terminal.shows("editing")
    killed(terminal, pid)
    opened(terminal, journal, sees="edit line 1 of today")
    terminal.type("e")
    terminal.keys("Enter")
    wait_for(lambda: page(journal) == BEFORE.replace("book +launch", "book +launcha"), "the edit")
