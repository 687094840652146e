from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

SUNDAY, FRIDAY = "2026-11-22", "2026-11-20"


@pytest.fixture
def written(hat: Shell) -> Shell:
    """The command with lines on Friday and none today."""
    hat.write("- 25m b post: one\n  more\n- 10m p read: two\n", FRIDAY)
    return hat


@pytest.mark.parametrize(
    "words", [(FRIDAY,), ("open", FRIDAY), ("open", "fri"), ("open", "2", "days", "ago")]
)
def test_a_day_is_printed_where_there_is_no_terminal(written: Shell, words: tuple[str, ...]) -> None:
    assert written(*words) == written("day", FRIDAY)
    assert written(*words).out.startswith("Friday 20 November 2026")


@pytest.mark.parametrize(
    "words", [(f"{FRIDAY}:1",), ("open", f"{FRIDAY}:1"), ("--color", "never", f"{FRIDAY}:1")]
)
def test_a_line_is_printed_where_there_is_no_terminal(written: Shell, words: tuple[str, ...]) -> None:
    assert written(*words).out == f"{FRIDAY}:1  25m b post: one\n                more\n"


@pytest.mark.parametrize(
    ("word", "code", "says"),
    [(f"{FRIDAY}:9", 1, "has no line 9"), ("2026-11-23", 2, "still to come"), ("2026-11-31", 2, "not a command"), (f"{FRIDAY}:x", 2, "not a command"),
     (f"{FRIDAY}:0", 2, "not a command"), (SUNDAY, 1, "there is no line"), ("20261120", 2, "not a command")],
)  # fmt: skip
def test_what_is_not_there_is_said(written: Shell, word: str, code: int, says: str) -> None:
    done = written(word)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


@pytest.mark.parametrize("words", [("open", "fri"), (f"{FRIDAY}:1",)])
def test_the_app_opens_at_the_day(written: Shell, words: tuple[str, ...]) -> None:
    done = written.on_terminal(*words, talk=[("two", "q")])
    assert done.code == 0
    assert "Fri 20 Nov" in done.out
