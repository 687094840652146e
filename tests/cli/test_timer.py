from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell


def test_a_timer_becomes_a_line_with_its_clock_times_and_the_words_of_both_ends(hat: Shell) -> None:
    assert (
        hat("start", "b", "talk", "phone", "@anna:", "the", "book").out
        == "10:30  brand talk phone @anna: the book\n"
    )
    hat.at("10:55")
    assert hat("status").out == "25m since 10:30  brand talk phone @anna: the book\n"
    done = hat("stop", "m4", "@bo:", "good", "talk")
    assert done.out == "2026-11-22:1  10:30-10:55 brand talk phone @anna m4 @bo: the book; good talk\n"
    assert hat("status").code == 1


def test_a_timer_switched_to_one_of_yesterday_says_so(hat: Shell) -> None:
    hat.at("2026-11-21T23:00")
    hat("start", "b", "talk")
    hat.at("2026-11-22T08:00")
    done = hat("switch", "yesterday", "23:30", "p", "read")
    assert done.out == "2026-11-21:1  23:00-23:30 brand talk\n"
    assert done.err.endswith("hat: 23:30 began personal read\nhat: it began on 2026-11-21\n")


def test_stop_leaves_a_line_that_undo_takes_back(hat: Shell) -> None:
    hat("start", "b", "read")
    hat.at("11:00")
    hat("stop")
    assert "10:30-11:00 brand read" in hat("undo").out
    assert not hat.path().exists()


@pytest.mark.parametrize(
    ("typed", "since"),
    [("9:10 b post", "2026-11-22T09:10"), ("20m ago b post", "2026-11-22T10:10"), ("9am b post", "2026-11-22T09:00"),
     ("yesterday 23:30 b post", "2026-11-21T23:30"), ("22:45 b post", "2026-11-21T22:45"), ("b post", "2026-11-22T10:30")],
)  # fmt: skip
def test_a_timer_may_have_begun_earlier(hat: Shell, typed: str, since: str) -> None:
    assert hat("start", *typed.split()).code == 0
    assert json.loads(hat("status", "--json").out)["running"]["since"] == since


@pytest.mark.parametrize(
    ("typed", "says"),
    [("b got reply", "only a line of time can be timed"), ("25m b post", "the clock counts the minutes"), ("x post", "x is not a hat"),
     ("13:00 b post", "still to come"), ("yesterday b post", "at what time"), ("b pots", "did you mean post?")],
)  # fmt: skip
def test_words_that_cannot_be_timed_start_nothing(hat: Shell, typed: str, says: str) -> None:
    done = hat("start", *typed.split())
    assert (done.code, says in done.err) == (2, True), done.err
    assert hat("status").code == 1


def test_only_one_timer_runs(hat: Shell) -> None:
    hat("start", "b", "post")
    done = hat("start", "p", "read:", "new", "words")
    assert done.code == 2
    assert "hat switch" in done.err
    assert "new words" in done.err
    assert "brand post" in hat("status").out


def test_switch_ends_one_line_where_the_next_begins(hat: Shell) -> None:
    hat("start", "b", "post")
    hat.at("11:00")
    assert hat("switch", "p", "read").out == "2026-11-22:1  10:30-11:00 brand post\n"
    hat.at("11:20")
    hat("stop")
    assert hat.items() == ["10:30-11:00 brand post", "11:00-11:20 personal read"]


def test_switch_to_an_earlier_moment_ends_the_line_there(hat: Shell) -> None:
    hat("start", "b", "post")
    hat.at("11:00")
    assert hat("switch", "10:45", "p", "read").code == 0
    assert hat.items() == ["10:30-10:45 brand post"]
    assert hat("switch", "10:00", "b", "post").code == 2
    assert "personal read" in hat("status").out


def test_less_than_a_minute_is_a_minute_and_nothing_overlaps(hat: Shell) -> None:
    hat("start", "b", "post")
    assert hat("switch", "p", "read").code == 0
    hat.at("10:40")
    hat("stop")
    assert hat.items() == ["10:30-10:31 brand post", "10:31-10:40 personal read"]


def test_a_timer_over_midnight_belongs_to_the_day_it_began_on(hat: Shell) -> None:
    hat.at("23:30")
    hat("start", "b", "post")
    hat.at("2026-11-23T00:15")
    assert hat("stop").out == "2026-11-22:1  23:30-00:15 brand post\n"


@pytest.mark.parametrize(
    ("options", "item"),
    [
        (["--keep"], "10:30-20:30 brand post: x"),
        (["--minutes", "45"], "10:30-11:15 brand post: x"),
        (["--drop"], ""),
    ],
)
def test_a_forgotten_timer_is_not_guessed_at(hat: Shell, options: list[str], item: str) -> None:
    hat("start", "b", "post:", "x")
    hat.at("20:30")
    asked = hat("stop")
    assert asked.code == 2
    assert "10h: was it forgotten?" in asked.err
    for option in ("--keep", "--minutes N", "--drop"):
        assert option in asked.err
    assert hat("status").code == 0
    assert hat("stop", *options).code == 0
    assert hat("status").code == 1
    assert (hat.items() if item else hat.path().exists()) == ([item] if item else False)


def test_more_than_twelve_hours_cannot_be_kept_whole(hat: Shell) -> None:
    hat("start", "b", "post")
    hat.at("2026-11-24T09:00")
    for words in (["stop"], ["stop", "--keep"], ["switch", "p", "read"], ["stop", "--minutes", "721"]):
        done = hat(*words)
        assert done.code == 2
        assert "--keep" not in done.err
    assert hat("stop", "--minutes", "720").out == "2026-11-22:1  10:30-22:30 brand post\n"


def test_how_long_is_too_long_is_a_setting(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text("[timer]\nask_after = 600\n")
    hat("start", "b", "post")
    hat.at("20:00")
    assert hat("stop").code == 0


def test_a_clock_set_back_is_said_and_no_minutes_are_made_up(hat: Shell) -> None:
    hat("start", "b", "post")
    hat.at("09:00")
    assert "set back" in hat("status").err
    done = hat("stop")
    assert (done.code, "set back" in done.err) == (2, True)
    assert hat("stop", "--minutes", "10").out == "2026-11-22:1  10:30-10:40 brand post\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "foo",
        "2026-11-22T25:00\nbrand post\n",
        "2026-11-31T10:00\nbrand post\n",
        "\0\0",
        "2026-11-22T10:00\n",
    ],
)
def test_a_timer_file_that_cannot_be_read_is_said_and_can_be_forgotten(hat: Shell, text: str) -> None:
    hat("start", "b", "post")
    (hat.state() / "timer").write_text(text)
    for words in (["status"], ["stop"], ["start", "b", "post"], ["switch", "b", "post"]):
        done = hat(*words)
        assert done.code == 3
        assert "hat cancel forgets it" in done.err
    assert hat("cancel").code == 0
    assert hat("start", "b", "post").code == 0


def test_words_at_the_end_that_are_not_understood_leave_it_running(hat: Shell) -> None:
    hat("start", "b", "post", "m2")
    hat.at("10:45")
    done = hat("stop", "m9:", "no")
    assert done.code == 2
    assert done.err.split("\n")[1:3] == ["     m9: no", "     ^^"]
    assert hat("stop", "m3").out.endswith("10:30-10:45 brand post m3\n")


def test_a_line_that_cannot_be_saved_leaves_it_running_and_comes_back(hat: Shell) -> None:
    hat("start", "b", "post")
    hat.path().mkdir(parents=True)
    hat.at("10:45")
    done = hat("stop", "m3:", "words")
    assert done.code == 3
    assert "10:30-10:45 brand post m3: words" in done.err
    assert hat("status").code == 0


@pytest.mark.parametrize("in_the_way", ["page", "lock"])
def test_a_switch_that_cannot_be_made_gives_back_the_new_words_beside_the_old_line(
    hat: Shell, in_the_way: str
) -> None:
    hat("start", "10:00", "p", "read:", "old")
    if in_the_way == "page":
        hat.path().mkdir(parents=True)
    else:
        (hat.journal / ".twohats").mkdir(exist_ok=True)
        (hat.journal / ".twohats" / "lock").symlink_to(hat.home)
    done = hat("switch", "b", "post:", "NEWWORDS")
    assert done.code == 3
    assert done.err.endswith(
        "     Nothing was saved. Your line:\n- 10:00-10:30 personal read: old\nb post: NEWWORDS\n"
    )
    assert "personal read: old" in hat("status").out


def test_of_words_in_several_lines_none_is_missing_from_what_is_given_back(hat: Shell) -> None:
    assert hat("start", "b", "pots: one\ntwo").err.endswith("\nb pots: one\ntwo\n")
    hat("start", "b", "post")
    assert hat("switch", "b", "pots: one\ntwo").err.endswith("\nb pots: one\ntwo\n")
    done = hat("stop", "m9: one\ntwo")
    assert done.code == 2
    assert done.err.endswith("     Nothing was saved. Your line:\nm9: one\ntwo\n")


def test_words_that_cannot_be_saved_with_a_timer_that_is_dropped_are_refused(hat: Shell) -> None:
    hat("start", "b", "post")
    done = hat("stop", "--drop", "m4:", "WORDS")
    assert done.code == 2
    assert done.err.endswith("\nm4: WORDS\n")
    assert hat("status").code == 0
    hat.at("20:30")
    asked = hat.on_terminal("stop", "m4:", "WORDS", talk=[("drops it:", "d\n")])
    assert asked.code == 0
    assert "This was not saved:\nm4: WORDS\n" in asked.out.split("drops it:")[1]


KILLED = """
import os, signal, sys
from importlib import import_module
module, name = sys.argv[1].split(":")
*owners, name = name.split(".")
owner = import_module(module)
for each in owners:
    owner = getattr(owner, each)
setattr(owner, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
from twohats.__main__ import main
sys.argv = ["hat", *sys.argv[2:]]
raise SystemExit(main())
"""


@pytest.mark.parametrize(
    ("killed_on", "ends"),
    [
        ("twohats.journal.folder:Journal.add", 31),
        ("twohats.journal.writer:_Job.do", 31),
        ("twohats.actions.timer_file:forget", 30),
    ],
)
def test_a_stop_that_is_killed_saves_its_line_once_and_no_second_time(
    hat: Shell, killed_on: str, ends: int
) -> None:
    hat("start", "10:00", "b", "post")
    done = subprocess.run([sys.executable, "-c", KILLED, killed_on, "stop"], env=hat.environment(), cwd=hat.home,
                          capture_output=True, check=False)  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert hat("status").code == (1 if ends == 30 else 0)
    hat.at("10:31")
    assert hat("stop").code == (1 if ends == 30 else 0)
    assert hat.items() == [f"10:00-10:{ends} brand post"]
    assert hat("start", "b", "read").code == 0


def test_a_switch_that_is_killed_once_the_line_is_saved_saves_it_no_second_time(hat: Shell) -> None:
    hat("start", "10:00", "b", "post")
    done = subprocess.run([sys.executable, "-c", KILLED, "twohats.actions.timer:after_saving", "switch", "b", "read"],
                          env=hat.environment(), cwd=hat.home, capture_output=True, check=False)  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    hat.at("10:31")
    assert hat("stop").code == 1
    assert [item for item in hat.items() if "post" in item] == ["10:00-10:30 brand post"]


def test_cancel_saves_nothing(hat: Shell) -> None:
    assert hat("cancel").code == 1
    hat("start", "b", "post")
    assert "brand post" in hat("cancel").out
    assert hat("status").code == 1
    assert not hat.path().exists()


def test_undo_lets_a_timer_that_was_dropped_run_again_from_when_it_began(hat: Shell) -> None:
    hat("add", "5m p read")
    hat("start", "10:10", "b", "post: a good hour")
    before = hat("status").out
    hat("cancel")
    assert hat("undo").out == "took back: drop the timer brand post: a good hour\n"
    assert hat("status").out == before
    hat("stop", "--drop")
    assert hat("undo").out == "took back: drop the timer brand post: a good hour\n"
    assert "5m personal read" in hat("undo").out, "and the change before it is the next"
    assert hat("status").out == before


def test_a_drop_is_taken_back_only_when_it_was_the_last_thing_done_and_can_be_left(hat: Shell) -> None:
    hat("start", "b", "post")
    hat("cancel")
    hat("add", "5m p read")
    assert "5m personal read" in hat("undo").out
    hat("start", "b", "talk")
    done = hat("undo")
    assert done.code == 2
    assert "cannot run again while another does: brand talk" in done.err
    assert "hat undo --skip" in done.err
    hat("add", "6m p read")
    hat("undo")
    assert "left as it is: drop the timer" in hat("undo", "--skip").err
    hat("stop", "--drop")
    assert "drop the timer brand talk" in hat("undo").out


def test_each_journal_has_its_own_timer(hat: Shell) -> None:
    other = hat.folder / "other"
    other.mkdir()
    (other / "hat.toml").touch()
    hat("start", "b", "post")
    assert hat("status", "--journal", str(other)).code == 1


def test_a_channel_nearly_known_is_pointed_out_at_the_start(hat: Shell) -> None:
    hat("add", "25m", "b", "post", "linkedin")
    assert "did you mean linkedin?" in hat("start", "b", "post", "linkdin").err
    assert "did you mean linkedin?" in hat("stop").err


BERLIN = "Europe/Berlin"
CLOCKS = [
    # Clocks go forward on 29 March 2026 at 01:00 UTC, and back on 25 October at 01:00 UTC.
    (BERLIN, "2026-03-29T00:59Z", BERLIN, "2026-03-29T01:00Z", "2026-03-29:1  01:59 1m brand read\n"),
    (BERLIN, "2026-03-29T00:30Z", BERLIN, "2026-03-29T03:00Z", "2026-03-29:1  01:30 2h30 brand read\n"),
    (BERLIN, "2026-10-25T00:30Z", BERLIN, "2026-10-25T01:50Z", "2026-10-25:1  02:30 1h20 brand read\n"),
    (BERLIN, "2026-10-25T00:30Z", BERLIN, "2026-10-25T01:30Z", "2026-10-25:1  02:30 1h brand read\n"),
    (BERLIN, "2026-10-24T21:30Z", BERLIN, "2026-10-24T22:10Z", "2026-10-24:1  23:30-00:10 brand read\n"),
    ("America/New_York", "2026-11-01T05:30Z", "America/New_York", "2026-11-01T06:10Z", "2026-11-01:1  01:30 40m brand read\n"),
    ("Australia/Lord_Howe", "2026-10-03T15:20Z", "Australia/Lord_Howe", "2026-10-03T15:40Z", "2026-10-04:1  01:50 20m brand read\n"),
    # Flights: from London to Berlin, over the date line and back.
    ("UTC0", "2026-11-22T10:00Z", "CET-1", "2026-11-22T10:20Z", "2026-11-22:1  10:00 20m brand read\n"),
    ("Pacific/Auckland", "2026-11-22T10:00Z", "America/Los_Angeles", "2026-11-22T22:00Z", "2026-11-22:1  23:00 12h brand read\n"),
    ("America/Los_Angeles", "2026-11-22T10:00Z", "Pacific/Auckland", "2026-11-22T13:00Z", "2026-11-22:1  02:00 3h brand read\n"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "begun", "other", "ended", "line"), CLOCKS)
def test_a_timer_counts_real_time_whatever_the_clocks_do(
    hat: Shell, zone: str, begun: str, other: str, ended: str, line: str
) -> None:
    hat.env |= {"TZ": zone, "TWOHATS_NOW": begun}
    hat("start", "b", "read")
    hat.env |= {"TZ": other, "TWOHATS_NOW": ended}
    length = json.loads(hat("status", "--json").out)["running"]["minutes"]
    assert hat("stop", "--keep").out == line
    listed = json.loads(hat("list", line.split(":", maxsplit=1)[0], "--json").out)["lines"][0]
    assert listed["minutes"] == length


def test_so_many_minutes_ago_is_real_time_too(hat: Shell) -> None:
    hat.env |= {"TZ": BERLIN, "TWOHATS_NOW": "2026-10-25T01:50Z"}
    hat("start", "80m", "ago", "b", "read")
    assert hat("status").out == "1h20 since 02:30  brand read\n"
    assert hat("stop").out == "2026-10-25:1  02:30 1h20 brand read\n"
    hat("start", "2:10", "b", "post")
    assert hat("status").out == "40m since 02:10  brand post\n", (
        "the later of the two times that clocks showed it"
    )
    hat.env["TWOHATS_NOW"] = "2026-03-29T01:05Z"
    hat("cancel")
    hat("start", "20m", "ago", "b", "read")
    assert hat("stop").out == "2026-03-29:1  01:45 20m brand read\n"


def test_a_timer_switched_over_a_clock_change_loses_and_doubles_no_minute(hat: Shell) -> None:
    hat.env |= {"TZ": BERLIN, "TWOHATS_NOW": "2026-10-25T00:10Z"}
    hat("start", "b", "read")
    hat.env["TWOHATS_NOW"] = "2026-10-25T01:10Z"
    hat("switch", "p", "talk")
    hat.env["TWOHATS_NOW"] = "2026-10-25T01:40Z"
    hat("switch", "10m", "ago", "b", "post")
    hat("stop")
    assert hat.items("2026-10-25") == [
        "02:10 1h brand read",
        "02:10-02:30 personal talk",
        "02:30-02:40 brand post",
    ]


def test_a_line_said_again_is_as_long_over_a_clock_change(hat: Shell) -> None:
    hat.env |= {"TZ": BERLIN, "TWOHATS_NOW": "2026-03-28T12:00Z"}
    hat("add", "10:00-10:25", "b", "read")
    hat.env["TWOHATS_NOW"] = "2026-03-29T01:05Z"
    assert hat("again", "1").out == "2026-03-29:1  01:40 25m brand read\n"


def test_a_timer_of_an_earlier_version_runs_on(hat: Shell) -> None:
    hat.env |= {"TZ": BERLIN, "TWOHATS_NOW": "2026-03-29T00:30Z"}
    hat("start", "b", "post")
    (hat.state() / "timer").write_text("2026-03-29T01:30\nbrand post\n")
    hat.env["TWOHATS_NOW"] = "2026-03-29T01:10Z"
    assert hat("status").out == "40m since 01:30  brand post\n"
    assert hat("stop").out == "2026-03-29:1  01:30 40m brand post\n"


def test_a_timer_across_a_flight_is_still_asked_about_when_it_was_forgotten(hat: Shell) -> None:
    hat.env |= {"TZ": "Pacific/Auckland", "TWOHATS_NOW": "2026-11-22T10:00Z"}
    hat("start", "b", "read")
    hat.env |= {"TZ": "America/Los_Angeles", "TWOHATS_NOW": "2026-11-22T23:00Z"}
    assert "13h" in hat("stop").err, (
        "the clock on the wall says that it began this evening, eight hours from now"
    )
    hat.env["TWOHATS_NOW"] = "2026-11-22T09:00Z"
    assert "set back" in hat("stop").err


@pytest.mark.skipif(
    not hasattr(__import__("time"), "tzset"), reason="the zone of a process cannot be changed there"
)
def test_the_real_clock_measures_the_same_after_a_flight(hat: Shell) -> None:
    hat.env |= {"TZ": "UTC0", "TWOHATS_NOW": ""}
    hat("start", "b", "read")
    hat.env["TZ"] = "CET-1"
    assert json.loads(hat("status", "--json").out)["running"]["minutes"] in (0, 1)
    hat("stop")
    assert json.loads(hat("list", "all", "--json").out)["lines"][0]["minutes"] in (1, 2)
