"""What happens on a terminal: questions, the prompt, colours, the app."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell


def test_lines_are_read_one_by_one_and_each_is_answered(hat: Shell) -> None:
    talk = [("> ", "25m b post m2: x\n"), ("> ", "25m q post\n"), ("> ", "fri 1h p read\n"), ("> ", "\n")]
    done = hat.on_terminal("add", talk=talk)
    assert done.code == 0
    assert "2026-11-22:1  25m brand post m2: x\n" in done.out
    assert "q is not a hat\n     25m q post\n         ^\n" in done.out
    assert "2026-11-20:1  1h personal read\n" in done.out
    assert (hat.items(), hat.items("2026-11-20")) == (["25m brand post m2: x"], ["1h personal read"])


def test_again_asks_which_line(hat: Shell) -> None:
    hat("add", "25m", "b", "post:", "one")
    hat("add", "30m", "p", "read:", "two")
    done = hat.on_terminal("again", talk=[("none)?", "2\n")])
    assert "1  30m personal read: two\n2  25m brand post: one\n" in done.out
    assert hat.items()[2] == "25m brand post: one"
    assert hat.on_terminal("again", talk=[("none)?", "\n")]).code == 0
    assert hat.on_terminal("again", talk=[("none)?", "7\n")]).code == 2
    assert len(hat.items()) == 3


@pytest.mark.parametrize(
    ("answers", "code", "items", "runs"),
    [
        (["k\n"], 0, ["10:30-20:00 brand post"], False),
        (["45\n"], 0, ["10:30-11:15 brand post"], False),
        (["what\n", "13h\n", "1h30\n"], 0, ["10:30-12:00 brand post"], False),
        (["d\n"], 0, [], False),
        (["x\n", "y\n", "z\n"], 2, [], True),
        (["\x04"], 2, [], True),
        (["\x03"], 130, [], True),
    ],
)
def test_a_forgotten_timer_is_asked_about(
    hat: Shell, answers: list[str], code: int, items: list[str], *, runs: bool
) -> None:
    hat("start", "b", "post")
    hat.at("20:00")
    done = hat.on_terminal("stop", talk=[("d drops it: ", answer) for answer in answers])
    assert done.code == code
    assert "9h30: was it forgotten?" in done.out
    assert (hat.items() if hat.path().exists() else []) == items
    assert (hat("status").code == 0) is runs


def test_a_timer_that_is_too_old_to_be_kept_is_not_offered_whole(hat: Shell) -> None:
    hat("start", "b", "post")
    hat.at("2026-11-25T20:00")
    done = hat.on_terminal("stop", talk=[("d drops it: ", "k\n"), ("d drops it: ", "30\n")])
    assert "k keeps" not in done.out
    assert hat.items() == ["10:30-11:00 brand post"]


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_has_colours_unless_they_are_not_wanted(
    hat: Shell, env: dict[str, str], *, coloured: bool
) -> None:
    hat("add", "25m", "b", "post:", "\x1b]0;title\x07")
    out = hat.on_terminal("list", env=env).out
    assert ("\x1b[" in out) is coloured
    assert "\x1b]" not in out


def test_the_app_opens_on_a_terminal_and_the_week_is_printed_on_one_that_can_only_print(hat: Shell) -> None:
    hat("add", "25m", "b", "post:", "what I did")
    opened = hat.on_terminal(talk=[("what I did", "q")])
    assert opened.code == 0
    assert "\x1b[?1049h" in opened.out
    assert hat.on_terminal(env={"TERM": "dumb"}).out == hat("week").out


def test_the_demo_opens_the_app_on_the_sample(hat: Shell) -> None:
    done = hat.on_terminal("demo", talk=[("linkedin", "q")], env={"TMPDIR": str(hat.folder)})
    assert done.code == 0
    assert "Sample" in done.out
    assert "it is gone with what was written there" in done.out
    assert "hat init makes a journal of your own" in done.out
    assert sorted(path.name for path in hat.folder.iterdir()) == ["home", "journal"]


def test_what_a_terminal_that_is_gone_does_not_take_changes_no_exit_code() -> None:
    """At exit Python tries once more to write what is left, and would end with 120."""
    ours, its = os.openpty()
    begin = "import sys; sys.argv[1:] = ['--version']; sys.stdin.read(); sys.stderr.write('half a line')"
    child = subprocess.Popen(
        [sys.executable, "-c", f"{begin}\nfrom twohats.__main__ import run\nrun()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=its,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    )
    os.close(its)
    os.close(ours)
    child.communicate(b"")
    assert child.returncode == 0
