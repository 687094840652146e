from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.actions.create import SETTINGS
from twohats.errors import JournalError
from twohats.format.settings import load_settings
from twohats.format.toml_set import with_entry, with_setting

PARTS = ["format = 1\n", "# a comment\n", "\n", 'theme = "lamplight"  # mine\n', '[hats.novelist]\nside = "brand"\n', "[[list]]\na = 1\n",
         "timer.ask_after = 3\n", 'week_start = """\nmonday"""\n', "\ufeff", "\r\n", 'day_start = "01:00" # late\n', "  day_start='02:00'"]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'day_start = "04:00"\n'),
        ("format = 1\n", 'format = 1\nday_start = "04:00"\n'),
        ("format = 1", 'format = 1\nday_start = "04:00"'),
        (
            "\ufefftheme = 'x'\r\n\r\n[keys]\r\n",
            "\ufefftheme = 'x'\r\nday_start = \"04:00\"\r\n\r\n[keys]\r\n",
        ),
        ("# only\n\n[keys]\n", '# only\nday_start = "04:00"\n\n[keys]\n'),
        ("[[list]]\na = 1\n", 'day_start = "04:00"\n[[list]]\na = 1\n'),
        ("day_start = '01:00'  # late\n[keys]\n", 'day_start = "04:00"  # late\n[keys]\n'),
        ('# why\r\n"day_start"=3\r\nformat = 1\r\n', '# why\r\n"day_start"="04:00"\r\nformat = 1\r\n'),
        ("[hats.a]\nday_start = 'x'\n", "day_start = \"04:00\"\n[hats.a]\nday_start = 'x'\n"),
    ],
)
def test_one_statement_changes(before: str, after: str) -> None:
    assert with_setting(before, "day_start", "04:00", "hat.toml") == after


def test_the_settings_of_a_new_journal_take_it() -> None:
    text = with_setting(SETTINGS, "day_start", "04:00", "hat.toml")
    assert load_settings(text).day_start_minute == 240
    assert load_settings(text).problems == ()


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_all_else_says_what_it_said(text: str) -> None:
    try:
        before = tomllib.loads(text.removeprefix("\ufeff"))
    except ValueError:
        with pytest.raises(JournalError, match="not understood"):
            with_setting(text, "day_start", "04:00", "hat.toml")
        return
    changed = with_setting(text, "day_start", "04:00", "hat.toml")
    assert tomllib.loads(changed.removeprefix("\ufeff")) == before | {"day_start": "04:00"}
    assert with_setting(changed, "day_start", "04:00", "hat.toml") == changed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[questions]\n"low posts" = "brand m1-2"\n'),
        ("format = 1", 'format = 1\n\n[questions]\n"low posts" = "brand m1-2"\n'),
        ("[questions]\na = 'x' # mine\n\n[keys]\n", "[questions]\na = 'x' # mine\n\"low posts\" = \"brand m1-2\"\n\n[keys]\n"),
        ("[questions]\r\n# none\r\n", '[questions]\r\n"low posts" = "brand m1-2"\r\n# none\r\n'),
        ("[questions]\n'low posts' = 'x'  # was\n", "[questions]\n'low posts' = \"brand m1-2\"  # was\n"),
        ("questions.'low posts' = 'x'\n", "questions.'low posts' = \"brand m1-2\"\n"),
        ('questions."low posts" = "x"', 'questions."low posts" = "brand m1-2"'),
    ],
)  # fmt: skip
def test_one_entry_of_a_table_changes(before: str, after: str) -> None:
    assert with_entry(before, "questions", "low posts", "brand m1-2", "hat.toml") == after


@pytest.mark.parametrize(
    "text", ["questions = {a = 'x'}\n", "questions = 3\n", "[[questions]]\n", "questions.a = 'x'\n", "[[["]
)
def test_a_table_written_otherwise_is_refused_and_never_broken(text: str) -> None:
    with pytest.raises(JournalError):
        with_entry(text, "questions", "low posts", "brand m1-2", "hat.toml")


@given(
    st.lists(st.sampled_from([*PARTS, "[questions]\n", "a = 'b'\n"])),
    st.text(min_size=1, max_size=9),
    st.text(max_size=9),
)
def test_whatever_stands_there_an_entry_is_added_or_refused(parts: list[str], key: str, value: str) -> None:
    text = "".join(parts)
    try:
        changed = with_entry(text, "questions", key, value, "hat.toml")
    except JournalError:
        return
    before = tomllib.loads(text.removeprefix("\ufeff"))
    after = tomllib.loads(changed.removeprefix("\ufeff"))
    assert after.pop("questions") == {**before.pop("questions", {}), key: value}
    assert after == before
