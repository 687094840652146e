"""A journal whose days begin at four: the night of Thursday to Friday, at a shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

WEDNESDAY, THURSDAY, FRIDAY = "2026-11-25", "2026-11-26", "2026-11-27"
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"


@pytest.fixture
def night(hat: Shell) -> Shell:
    """The command at 00:40 on Friday by the calendar."""
    (hat.journal / "hat.toml").write_text('format = 1\nday_start = "04:00"\n')
    hat.at(f"{FRIDAY}T00:40")
    return hat


def test_what_is_added_in_the_night_is_of_the_evening_and_that_is_said(night: Shell) -> None:
    done = night("add", "00:40", "b", "got", "reply", "blog")
    assert done.out == f"{THURSDAY}:1  24:40 brand got reply blog\n"
    assert "hat: 00:40 is before 04:00, when a day begins: on Thursday's page, 24:40\n" in done.err
    done = night("add", "25m", "b", "post")
    assert done.out == f"{THURSDAY}:2  25m brand post\n"
    assert done.err == f"hat: on Thursday's page, {THURSDAY}: the next day begins at 04:00\n"
    done = night("add", "--json", "5m", "b", "read")
    assert json.loads(done.out)["line"]["place"] == f"{THURSDAY}:3"
    assert "Thursday's page" in json.loads(done.out)["remark"]
    done = night("add", "-", stdin="00:10-00:20 b post\n00:30 p got reply\n")
    assert done.out == f"{THURSDAY}:1  24:10-24:20 brand post\n{THURSDAY}:2  24:30 personal got reply\n"
    assert not night.path(FRIDAY).exists()


def test_whatever_asks_what_day_it_is_has_the_same_answer(night: Shell) -> None:
    night.write(f"# {THURSDAY}\n\n- 25m brand post: today's\n", THURSDAY)
    night.write(f"# {WEDNESDAY}\n\n- 25m brand read: yesterday's\n", WEDNESDAY)
    assert night("list").out == f"{THURSDAY}:1  25m brand post: today's\n"
    assert night("list", "yesterday").out == f"{WEDNESDAY}:1  25m brand read: yesterday's\n"
    assert night("list", "last", "2", "days").out.count("\n") == 2
    assert night("day").out.startswith("Thursday 26 November 2026")
    assert night("week", "--plain").out.startswith("Week 48, 23 to 29 November 2026.")
    assert night("edit", "1", "30m b post").out == f"{THURSDAY}:1  30m brand post\n"
    assert night("rm", "1").out == f"removed {THURSDAY}:1  30m brand post\n"
    assert night("again", "1").out == f"{THURSDAY}:1  25m brand read: yesterday's\n"
    assert night("got", "b", "reply").out.startswith(f"{THURSDAY}:2 ")
    (night.journal / "inbox.md").write_text("5m b post\nyesterday 5m b talk\n")
    assert night("inbox").out.startswith(f"{THURSDAY}:3  5m brand post\n{WEDNESDAY}:2  5m brand talk\n")
    night.at(f"{FRIDAY}T04:00")
    assert night("list").code == 1
    assert night("list", "yesterday").out.startswith(f"{THURSDAY}:1 ")


def test_the_first_night_of_a_week_is_of_the_week_before(night: Shell) -> None:
    night.at("2026-11-30T03:59")
    assert night("week", "--plain").out.startswith("Week 48, ")
    night.at("2026-11-30T04:00")
    assert night("week", "--plain").out.startswith("Week 49, ")


def test_a_timer_over_midnight_and_over_the_beginning_of_the_day(night: Shell) -> None:
    started = night("start", "b", "post")
    assert (started.out, started.err) == ("00:40  brand post\n", "hat: it is on Thursday's page, 24:40\n")
    night.at(f"{FRIDAY}T01:10")
    assert night("status").out == "30m since 00:40  brand post\n"
    assert json.loads(night("status", "--json").out)["running"]["since"] == f"{FRIDAY}T00:40"
    switched = night("switch", "01:00", "p", "read")
    assert switched.out == f"{THURSDAY}:1  24:40-25:00 brand post\n"
    assert switched.err.startswith("hat: 01:00 began personal read\n")
    night.at(f"{FRIDAY}T04:10")
    assert night("status").out == f"3h10 since {THURSDAY} 25:00  personal read\n"
    assert night("stop").out == f"{THURSDAY}:2  25:00-28:10 personal read\n"
    assert night("start", "3h ago", "b", "talk").out == "01:10  brand talk\n"
    assert night("stop").out == f"{THURSDAY}:3  25:10-28:10 brand talk\n"
    assert night("start", "04:00", "b", "do", "walk").err == "" + night("status").err
    assert night("stop").out == f"{FRIDAY}:1  04:00-04:10 brand do walk\n"


def test_a_timer_from_the_evening_into_the_night(night: Shell) -> None:
    night.at(f"{THURSDAY}T23:30")
    night("start", "b", "post")
    night.at(f"{FRIDAY}T00:15")
    assert night("status").out == "45m since 23:30  brand post\n"
    assert night("stop").out == f"{THURSDAY}:1  23:30-00:15 brand post\n"


def test_a_timer_that_runs_while_the_setting_is_changed_keeps_its_minutes(night: Shell) -> None:
    night("start", "b", "post")
    (night.journal / "hat.toml").write_text("format = 1\n")
    night.at(f"{FRIDAY}T01:00")
    assert night("status").out == "20m since 00:40  brand post\n"
    assert night("stop").out == f"{FRIDAY}:1  00:40-01:00 brand post\n"


@pytest.mark.parametrize(
    ("typed", "says"),
    [("13:00 b post", "still to come"), ("14:00 p read", "still to come"), ("00:30 b post", "13h30 ago")],
)
def test_a_timer_cannot_have_begun_more_than_half_a_day_ago(night: Shell, typed: str, says: str) -> None:
    night.at(f"{FRIDAY}T{'14:00' if typed.startswith('00') else '00:40'}")
    done = night("start", *typed.split())
    assert done.code == (0 if typed[0] == "1" else 2), done
    if done.code:
        assert says in done.err


@pytest.mark.parametrize(
    ("begun", "ended", "line"),
    [
        ("2026-10-24T21:00Z", "2026-10-25T00:30Z", "2026-10-24:1  23:00-02:30 brand post"),  # to the first 02:30
        ("2026-10-24T21:30Z", "2026-10-25T01:30Z", "2026-10-24:1  23:30 4h brand post"),  # to the second
        ("2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-24:1  26:30 1h brand post"),
        ("2026-10-25T01:30Z", "2026-10-25T02:10Z", "2026-10-24:1  26:30-27:10 brand post"),
        ("2026-10-25T02:50Z", "2026-10-25T03:10Z", "2026-10-24:1  27:50-28:10 brand post"),
        ("2026-10-25T03:00Z", "2026-10-25T03:10Z", "2026-10-25:1  04:00-04:10 brand post"),
        ("2026-03-29T00:30Z", "2026-03-29T01:30Z", "2026-03-28:1  25:30 1h brand post"),  # 02:00 to 03:00 is skipped
        ("2026-03-29T01:30Z", "2026-03-29T02:10Z", "2026-03-28:1  27:30-28:10 brand post"),
        ("2026-03-28T22:30Z", "2026-03-28T23:10Z", "2026-03-28:1  23:30-00:10 brand post"),
    ],
)  # fmt: skip
def test_nights_on_which_the_clock_is_changed(night: Shell, begun: str, ended: str, line: str) -> None:
    night.env |= {"TZ": BERLIN, "TWOHATS_NOW": begun}
    night("start", "b", "post")
    night.env |= {"TWOHATS_NOW": ended}
    done = night("stop")
    assert done.out == f"{line}\n"


def test_a_traveller_has_the_day_of_where_they_are(night: Shell) -> None:
    night.env |= {"TZ": "UTC0", "TWOHATS_NOW": f"{FRIDAY}T09:00Z"}
    assert night("add", "5m", "b", "post").out.startswith(FRIDAY)
    night.env["TZ"] = "PST8"
    assert night("add", "5m", "b", "post").out.startswith(f"{THURSDAY}:1 ")


def test_the_setting_is_set_by_a_command_and_taken_back(hat: Shell) -> None:
    hat.at(f"{FRIDAY}T00:40")
    assert hat("add", "25m", "b", "post").out.startswith(f"{FRIDAY}:1 ")
    done = hat("config", "set", "day_start", "4:00")
    assert done.out == f"day_start = 04:00  ({hat.journal}/hat.toml)\n"
    assert done.err == "hat: lines already written stay where they are; hat undo takes this back\n"
    assert (hat.journal / "hat.toml").read_text() == 'format = 1\nday_start = "04:00"\n'
    assert hat("add", "25m", "b", "read").out.startswith(f"{THURSDAY}:1 ")
    assert hat.items(FRIDAY) == ["25m brand post"]
    hat("undo")
    assert hat("undo").out == "took back: set day_start to 04:00\n"
    assert (hat.journal / "hat.toml").read_text() == "format = 1\n"


@pytest.mark.parametrize("wrong", ["06:00", "4", "24:00", "4am", "04:60", "٠٤:٠٠"])
def test_a_time_at_which_no_day_can_begin_is_refused(hat: Shell, wrong: str) -> None:
    done = hat("config", "set", "day_start", wrong)
    assert done.code == 2
    assert "a time from 00:00 to 05:59: 04:00" in done.err
    assert (hat.journal / "hat.toml").read_text() == "format = 1\n"


@pytest.mark.parametrize(
    "wrong", ['"06:00"', "4", "true", "04:00:00", '"noon"', "['04:00']", "04:00", '"24:40"', '""']
)  # fmt: skip
def test_a_setting_that_cannot_be_is_a_problem_that_says_what_to_write(hat: Shell, wrong: str) -> None:
    (hat.journal / "hat.toml").write_text(f"format = 1\nday_start = {wrong}\n")
    hat.at(f"{FRIDAY}T00:40")
    assert hat("add", "25m", "b", "post").out.startswith(f"{FRIDAY}:1 ")
    done = hat("check")
    assert done.code == 1
    assert '"04:00"' in done.out + done.err


def test_pages_of_any_setting_are_checked_alike(night: Shell) -> None:
    night.write(f"# {FRIDAY} Friday\n\n- 00:30 5m brand read\n", FRIDAY)
    night.write(f"# {THURSDAY} Thursday\n\n- 24:35 5m brand post\n- 26:00 5m brand post\n", THURSDAY)
    done = night("check")
    assert done.out.count("still to come") == 1
    assert "26:00 is still to come" in done.out
