"""What `hat add` and the other short commands load, looked at in a fresh interpreter: the guard of their speed that does
not depend on one.
"""

from __future__ import annotations

import subprocess
import sys
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


def test_the_guard_sees_what_is_loaded(hat: Shell) -> None:
    assert {"dateutil", "datetime", "re"} <= loaded(hat, "add", "20", "nov", "25m", "b", "post")
    assert "rapidfuzz" in loaded(hat, "add", "25m", "b", "post", "linkedn")
