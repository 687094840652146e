"""What `hat add` and the other short commands load, looked at in a fresh interpreter: the guard of their speed that does
not depend on one.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import Shell

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = (
    "textual", "rich", "rapidfuzz", "dateutil", "tomllib", "tomli_w", "tomlkit", "argparse", "re", "dataclasses", "typing",
    "enum", "pathlib", "datetime", "json", "subprocess", "logging", "inspect", "shutil", "tempfile", "contextlib", "ast",
)  # fmt: skip
SHORT = {
    "--version": (("--version",), {"twohats.journal", "twohats.format.page"}),
    "status": (
        ("status",),
        {"twohats.views", "twohats.render", "twohats.drafting", "twohats.format.page", "twohats.journal.rewriting",
         "twohats.journal.trials"},
    ),
    "list": (("list",), {"twohats.journal.rewriting", "twohats.index", "twohats.format.settings", "twohats.query.reader"}),
    "undo": (("undo",), {"twohats.views", "twohats.render", "twohats.drafting", "twohats.query", "twohats.format.merging"}),
    "redo": (("redo",), {"twohats.views", "twohats.render", "twohats.drafting", "twohats.query", "twohats.format.merging"}),
    "_complete a command": (("_complete", "st"), {"twohats.views", "twohats.render", "twohats.journal.rewriting"}),
    "_complete a line": (("_complete", "add", "25m", "b", "p"), {"twohats.views", "twohats.render", "twohats.journal.rewriting"}),
}  # fmt: skip
"""The commands that prompts and status lines call, and what of twohats they have no use for."""
SCRIPT = (
    "import sys\nfrom twohats.__main__ import main\nsys.argv = ['hat', *sys.argv[1:]]\ncode = main()\n"
    "print(*sorted(sys.modules), file=sys.stderr)\nraise SystemExit(code)\n"
)


REAL_CLOCK = {"TWOHATS_NOW": ""}


def loaded(hat: Shell, *words: str, env: dict[str, str] | None = None) -> set[str]:
    """The modules that a command loads, beyond those of an interpreter that does nothing."""
    # -S: an editable installation's hook loads half the standard library before we begin.
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path), **(env or {})}

    def names(script: str) -> set[str]:
        done = subprocess.run([sys.executable, "-S", "-c", script, *words], env=hat.environment(paths), cwd=hat.home,
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        return set(done.stderr.splitlines()[-1].split())

    return names(SCRIPT) - names("import sys; print(*sys.modules, file=sys.stderr)")


@pytest.fixture
def hat(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found("add", "25m", "b", "post", "linkedin", "@anna", "+launch")  # what can be remembered is
    return found


@pytest.mark.parametrize(
    "words",
    ["25m b post linkedin m2: x", "09:10-09:35 p read", "b got lead linkedin @anna +launch", "nothing"],
)
def test_adding_a_line_loads_nothing_it_does_not_need(hat: Shell, words: str) -> None:
    found = loaded(hat, "add", *words.split())
    assert not found & set(FORBIDDEN)
    assert "twohats.format.line" in found


def test_adding_a_line_after_a_list_loads_nothing_more(hat: Shell) -> None:
    hat("list")
    assert not loaded(hat, "add", "25m", "b", "post", "linkedin", "m2:", "x") & set(FORBIDDEN)


@pytest.mark.parametrize("command", SHORT)
def test_a_short_command_loads_nothing_it_does_not_need(hat: Shell, command: str) -> None:
    words, useless = SHORT[command]
    if command == "redo":
        hat("undo")
    found = loaded(hat, *words)
    assert not found & {*FORBIDDEN, "collections", "functools", "twohats.cli.parser"}
    assert not {name for name in found if any(f"{name}.".startswith(f"{room}.") for room in useless)}
    assert "twohats.cli.plain" in found


def test_the_status_of_a_timer_that_runs_loads_nothing_more(hat: Shell) -> None:
    hat("start", "b", "post", env=REAL_CLOCK)
    found = loaded(hat, "status", env=REAL_CLOCK)
    assert not found & {*FORBIDDEN, "collections", "functools"}
    assert not {name for name in found if name.startswith(("twohats.views", "twohats.journal.undo"))}


def test_the_status_beside_trials_reads_them_only_when_they_change(hat: Shell) -> None:
    (hat.journal / "trials").mkdir()
    (hat.journal / "trials" / "quiet.toml").write_text(
        'hat = "brand"\nchannel = "letter"\nactivity = "post"\nfrom = 2026-11-16\nto = 2026-11-29\n'
    )
    assert "twohats.journal.trials" in loaded(hat, "status")
    assert not loaded(hat, "status") & {*FORBIDDEN, "twohats.journal.trials"}


@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1", "TERM": "xterm"}], ids=["plain", "in colours"])
def test_the_week_loads_nothing_it_does_not_need(hat: Shell, env: dict[str, str]) -> None:
    (hat.journal / "people.toml").write_text('[anna]\nname = "Anna"\n')
    hat("week", env=env)
    found = loaded(hat, "week", env=env)
    assert not found & {*FORBIDDEN, "collections", "functools", "twohats.cli.parser"} - {"datetime"}
    useless = (
        "twohats.format.settings",
        "twohats.journal.rewriting",
        "twohats.appearance.theme",
        "twohats.query",
    )
    assert not {
        name for name in found if name.startswith((*useless, "twohats.index.upkeep", "twohats.drafting"))
    }
    assert "twohats.measures.week" in found


FIRST_FRAME = """
import os, sys
from twohats.tui.app import HatApp
from twohats.tui.main_screen import MainScreen

def drawn(_):
    with open(os.environ["LOADED"], "w") as file:
        print(*sorted(sys.modules), file=file)
    os._exit(0)

HatApp.on_ready = MainScreen._seen = drawn
from twohats.__main__ import main
sys.argv = ["hat"]
main()
"""
NOT_FOR_THE_FIRST_FRAME = (
    "twohats.format.settings", "twohats.format.toml", "twohats.format.edit", "twohats.format.merging", "twohats.format.hunks",
    "twohats.appearance.theme", "twohats.appearance.theme_file", "twohats.journal.undo", "twohats.journal.history",
    "twohats.journal.rewriting", "twohats.journal.names", "twohats.text.suggest", "twohats.index", "twohats.query",
    "twohats.measures", "twohats.sync", "twohats.drafting.timed", "twohats.drafting.splitting", "twohats.tui.changes",
    "twohats.tui.commands", "twohats.tui.palette", "twohats.tui.copying", "twohats.tui.lending", "twohats.tui.completion",
    "twohats.tui.screens", "twohats.tui.panes.week", "twohats.tui.panes.block_pane", "tomllib", "rapidfuzz", "argparse",
)  # fmt: skip
"""What the page of today and the entry line are drawn without: it is loaded once they are on the screen."""


def loaded_by_the_first_frame(hat: Shell) -> set[str]:
    file = hat.home / "loaded"
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    world = hat.environment({"LOADED": str(file), "TERM": "xterm-256color"})
    app = subprocess.Popen(
        [sys.executable, "-c", FIRST_FRAME], env=world, cwd=hat.home, stdin=there, stdout=there
    )
    os.close(there)
    limit = time.monotonic() + 30
    try:
        while app.poll() is None and time.monotonic() < limit:
            if select.select([here], [], [], 0.1)[0]:
                os.read(here, 65536)
    except OSError:  # its end of the terminal is closed
        app.wait(5)
    finally:
        app.kill()
        app.wait()
        os.close(here)
    return set(file.read_text().split())


@pytest.mark.parametrize("settings", ["", '[hats.choir]\nside = "personal"\n[keys]\n"entry.add" = "n"\n'])
def test_the_first_frame_of_the_app_loads_nothing_it_does_not_need(hat: Shell, settings: str) -> None:
    (hat.journal / "hat.toml").write_text(settings)
    loaded_by_the_first_frame(hat)  # what can be remembered is
    found = loaded_by_the_first_frame(hat)
    assert not {
        name for name in found if any(f"{name}.".startswith(f"{room}.") for room in NOT_FOR_THE_FIRST_FRAME)
    }
    assert "twohats.tui.panes.day" in found


def test_the_guard_sees_what_is_loaded(hat: Shell) -> None:
    assert {"dateutil", "datetime", "re"} <= loaded(hat, "add", "20", "nov", "25m", "b", "post")
    assert "rapidfuzz" in loaded(hat, "add", "25m", "b", "post", "linkedn")
