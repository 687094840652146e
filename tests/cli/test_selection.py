"""The words of a selection as the shell's commands take them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

CASES = Path(__file__).parents[1] / "cases" / "query"
ASIDE = set("\"'\N{RIGHT SINGLE QUOTATION MARK} ~;")
"""What has to be quoted: a phrase, the `~` of a guess, and in a note what the shell reads itself."""

PAGE = """# 2026-11-22 Sunday

- 09:10-09:35 brand post linkedin m2 i3: Launch thread +launch
- 25m personal read mastodon m4
- 14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller
- 25m brand post m9
- brand got sale @bo 1200GBP x2 why:money foo:bar +launch
"""
EARLIER = "- 20m brand talk phone @bo: the reading\n- nothing\n"


def signs() -> list[str]:
    """Every word of every case but those that have to be quoted."""
    cases = [case for path in CASES.glob("*.json") for case in json.loads(path.read_text(encoding="utf-8"))]
    words = dict.fromkeys(word for case in cases for word in case["words"])
    return [word for word in words if ASIDE.isdisjoint(word)]


@pytest.mark.parametrize(
    "shell",
    [
        ["bash", "-c"],
        ["bash", "-ic"],
        ["zsh", "-fc"],
        ["zsh", "-fo", "extendedglob", "-c"],
        ["fish", "--no-config", "-c"],
    ],
)
def test_every_sign_is_safe_unquoted(shell: list[str], tmp_path: Path) -> None:
    if not shutil.which(shell[0]):
        pytest.skip(f"needs {shell[0]}")
    for name in ("m1", "oct", "launch", "x"):  # files that an unquoted pattern could be taken for
        (tmp_path / name).write_text("")
    words = signs()
    assert len(words) > 150
    assert {"@", "+", ":", "m1-2", "m-", "src:", "2025-W40..W45", "09:00-12:00", "x2-", "in:"} & {*words} >= {
        "@",
        "+",
        ":",
        "m-",
        "in:",
    }
    told = subprocess.run([*shell, f"printf '%s\\n' {' '.join(words)}"], cwd=tmp_path, capture_output=True, text=True,
                          check=True, timeout=60)  # fmt: skip
    assert told.stdout.split("\n")[:-1] == words


@pytest.fixture
def page(hat: Shell) -> Shell:
    hat.write(EARLIER, "2026-11-16")
    hat.write(PAGE)
    return hat


def places(told: str) -> list[str]:
    return [line.split()[0].removeprefix("2026-11-") for line in told.split("\n") if line[:1] == "2"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("brand", ["16:1", "22:1", "22:5"]), ("brand post linkedin", ["22:1"]), ("@bo", ["16:1", "22:5"]), ("mon brand", ["16:1"]),
        ("m4- phone", ["22:3"]), ("talk: reading", ["16:1"]), ("problems", ["22:4"]), ("mon", ["16:1", "16:2"]),
        ("personal --person anna", ["22:3"]), ("--hat b --verb talk", ["16:1"]), ("brand or personal --person anna", ["22:3"]),
        ("brand --json", None), ("brand --tag launch post", ["22:1"]), ("+launch --color never over 10m", ["22:1"]), ("-- brand talk", ["16:1"]),
    ],
)  # fmt: skip
def test_the_words_of_a_line_select_lines(page: Shell, words: str, found: list[str] | None) -> None:
    done = page("list", *words.split())
    assert done.code == 0
    if found is not None:
        assert places(done.out) == found


def test_without_a_period_the_whole_journal_is_asked_and_that_is_said(page: Shell) -> None:
    assert page("list", "brand", "post").err == "hat: of all days: brand, post\n"
    assert page("list", "brand", "post", "all").err == ""
    assert page("list", "brand", "today").err == ""
    assert places(page("list").out) == ["22:1", "22:2", "22:3", "22:4", "22:5"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "brand post linkedin @anna since oct",
            "no line: brand, post, on linkedin, with @anna, since 1 Oct 2026",
        ),
        ("@anan", "no line: with @anan\n     did you mean @anna?"),
        ("in:linkdin post", "did you mean linkedin?"),
        ("got lead or asked until 2025: x", 'no line: got lead; or asked, note with "x", until 31 Dec 2025'),
        (
            "m1 i1-2 over 1h under 2h not phone",
            "no line: motivation 1, interest 1 or 2, over 1h and under 2h, not on phone",
        ),
        ("x3- noise rated mondays", "no line: noise, count 3 or more, rated, on Mondays"),
        ("over 5EUR under 9EUR 7am", "over 5 and under 9 EUR, begun 07:00"),
        (
            "src: why:art @ in: side:p",
            "no line: side personal, with src:, why:art, with somebody, with a channel",
        ),
        ("oct nov talk 99m", "no line: talk, 1h39, 1-31 October 2026 or 1-30 November 2026"),
    ],
)
def test_where_there_is_nothing_it_is_said_what_was_understood(page: Shell, words: str, says: str) -> None:
    done = page("list", *words.split())
    assert (done.code, done.out) == (1, "")
    assert says in done.err
    asked = json.loads(page("list", "--json", *words.split()).out)["asked"]
    assert f"no line: {asked}\n" in f"{done.err}\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("brand pots", "pots is not understood\n     brand pots\n           ^^^^\n     did you mean post?"),
        ("brand anna", "did you mean @anna?"),
        ("brand by channel", "by has no meaning here"),
        ("m9", "m9 is not a rating"),
    ],
)
def test_a_word_that_is_nothing_is_refused_with_its_place(page: Shell, words: str, says: str) -> None:
    done = page("list", *words.split())
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_a_channel_of_long_ago_is_known(hat: Shell) -> None:
    hat.write("- 25m brand post myspace\n", "2009-05-01")
    for day in range(1, 29):
        for month in range(1, 13):
            hat.write("- 25m brand post linkedin\n", f"2024-{month:02d}-{day:02d}")
            hat.write("- 25m brand post linkedin\n", f"2025-{month:02d}-{day:02d}")
    assert hat("add", "5m", "b", "read", "email").code == 0
    assert hat("list", "myspace").out == "2009-05-01:1  25m brand post myspace\n"


def test_find_says_what_it_took_for_more_than_text(page: Shell) -> None:
    done = page("find", "brand", "readng")
    assert (places(done.out), done.err) == (["16:1"], 'hat: looked for: brand, text with "readng"\n')
    assert page("find", "readng").err == ""
    assert page("find", "brand", "elephant").err == 'hat: no line: brand, text with "elephant"\n'
    assert json.loads(page("find", "@bo", "readng", "--json").out)["asked"] == 'with @bo, text with "readng"'


def test_find_knows_people_by_all_their_names(page: Shell) -> None:
    (page.journal / "people.toml").write_text('[anna]\nname = "Anna Reiss"\naliases = ["annar"]\n')
    page.write("- personal got reply @annar\n", "2026-11-20")
    assert places(page("find", "reiss").out) == ["22:3", "20:1"]
    assert places(page("list", "all", "--person", "anna").out) == ["20:1", "22:3"]


def test_text_of_the_journal_and_of_the_question_commands_no_terminal(hat: Shell) -> None:
    hat.write("- 25m brand post: \x1b[31mred\n")
    for words in (
        ["list", ":", "\x1b[31mred"],
        ["find", "\x1b[31mred"],
        ["list", "\x1b[31m"],
        ["list", "@\x1b"],
        ["list", "mood:\x1b[1m"],
    ):
        done = hat(*words)
        assert "\x1b" not in done.out + done.err
    assert "red" in hat("list", ":", "\x1b[31mred").out
