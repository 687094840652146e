"""`hat trials` at a shell: planned with questions on a terminal, without them elsewhere, listed, broken off."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shell import Shell

PLANNED = "planned 2026-11-linkedin: trials/2026-11-linkedin.toml"


def _file(hat: Shell, name: str = "2026-11-linkedin") -> Path:
    return hat.journal / "trials" / f"{name}.toml"


def _pages(hat: Shell) -> None:
    """A contact a week, and a post of half an hour, for twelve weeks."""
    folder = hat.journal / "days" / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    for week in range(12):
        day = date(2026, 11, 17) - timedelta(7 * week)
        (folder / f"{day}.md").write_text(f"- 30m brand post linkedin\n- brand got reply @a{week}\n")


def test_without_trials_it_says_how_one_is_planned(hat: Shell) -> None:
    ran = hat("trials")
    assert (ran.code, ran.err) == (0, "")
    assert "None yet: hat trials plan" in ran.out


def test_a_plan_says_what_it_could_show_and_writes_nothing_by_itself(hat: Shell) -> None:
    _pages(hat)
    ran = hat("trials", "plan", "brand", "linkedin", "post", "--plain")
    assert ran.code == 0
    assert "Your numbers: 1.0 contacts a week of their own accord, 30m a week on it (8 weeks)." in ran.out
    assert (
        "A pause of 2 weeks does not find even the loss of all; with nothing lost it says at most" in ran.out
    )
    assert ran.err == "hat: nothing was written; --yes writes it down\n"
    assert not _file(hat).exists()


def test_a_plan_is_written_with_yes_and_undone(hat: Shell) -> None:
    ran = hat("trials", "plan", "linkedin", "coin", "--seed", "fair", "--expect", "nothing", "--yes")
    assert ran.out.endswith(f"{PLANNED}\n")
    text = _file(hat).read_text()
    for line in (
        'seed = "fair"',
        'expect = "nothing"',
        'design = "coin"',
        "from = 2026-11-23",
        "to = 2027-01-31",
    ):
        assert line in text
    assert hat("check").code == 0
    assert hat("undo").code == 0
    assert not _file(hat).exists()


def test_two_coins_without_a_seed_are_drawn_by_chance(hat: Shell) -> None:
    seeds = {
        json.loads(hat("trials", "plan", "linkedin", "coin", "--json").out)["trial"]["seed"] for _ in range(2)
    }
    assert len(seeds) == 2
    assert all(len(seed) == 16 for seed in seeds)


def test_on_a_terminal_it_asks_and_writes_the_answers(hat: Shell) -> None:
    ran = hat.on_terminal(
        "trials", "plan", "brand", "linkedin", "post", "2", "weeks",
        talk=(
            ("(y/N)", "n\r"), ("expect to happen?", "less mail\r"), ("come out of it?", "to be free\r"),
            ("break it off if?", "\r"), ("Write it down? (y/N)", "y\r"),
        ),
    )  # fmt: skip
    assert PLANNED in ran.out
    text = _file(hat).read_text()
    assert 'expect = "less mail"' in text
    assert 'interest = "to be free"' in text
    assert "stop_if" not in text


def test_what_was_given_is_not_asked(hat: Shell) -> None:
    words = ("trials", "plan", "linkedin", "--expect", "a", "--interest", "b", "--stop-if", "c")
    ran = hat.on_terminal(*words, talk=(("(y/N)", "n\r"), ("Write it down? (y/N)", "y\r")))
    assert "expect to happen" not in ran.out
    assert 'stop_if = "c"' in _file(hat).read_text()


def test_a_known_shock_writes_nothing(hat: Shell) -> None:
    ran = hat.on_terminal("trials", "plan", "linkedin", talk=(("(y/N)", "y\r"),))
    assert "nothing was written: whatever happens then" in ran.out
    assert not _file(hat).exists()


def test_no_at_the_end_writes_nothing(hat: Shell) -> None:
    talk = [(text, "\r") for text in ("(y/N)", "happen?", "out of it?", "off if?", "down? (y/N)")]
    ran = hat.on_terminal("trials", "plan", "linkedin", talk=talk)
    assert "nothing was written" in ran.out
    assert not _file(hat).exists()


def test_whole_weeks_only_is_said(hat: Shell) -> None:
    ran = hat("trials", "plan", "linkedin", "from", "2026-12-02", "--plain")
    assert "whole weeks only, so it begins on 2026-12-07" in ran.err


def test_a_trial_is_broken_off_with_a_reason(hat: Shell) -> None:
    hat("trials", "plan", "linkedin", "--yes")
    ran = hat("trials", "stop", "linkedin", "because", "Bo", "asked")
    assert ran.out == "2026-11-linkedin broken off on 2026-11-23\n"
    assert _file(hat).read_text().endswith('ended = 2026-11-23\nended_because = "Bo asked"\n')
    again = hat("trials", "stop", "linkedin", "--json")
    assert (again.code, again.out) == (2, "")
    assert "already" in again.err


def test_json_of_what_a_change_did(hat: Shell) -> None:
    planned = json.loads(hat("trials", "plan", "linkedin", "--yes", "--json").out)
    assert planned["written"] == "trials/2026-11-linkedin.toml"
    assert planned["shows"]["loss"] is None
    stopped = json.loads(hat("trials", "stop", "linkedin", "because", "it", "rained", "--json").out)
    assert stopped == {
        "format": 1,
        "trial": "2026-11-linkedin",
        "ended": "2026-11-23",
        "because": "it rained",
    }


def test_one_trial_in_every_form(hat: Shell) -> None:
    _pages(hat)
    (hat.journal / "trials").mkdir()
    _file(hat, "2026-10-linkedin").write_text(
        'hat = "brand"\nchannel = "linkedin"\nactivity = "post"\nfrom = 2026-10-05\nto = 2026-10-18\n'
    )
    plain = hat("trials", "linkedin", "--plain").out
    assert "Before and after 1.0 contacts a week (8 weeks), during 1.0 (2 weeks)." in plain
    assert "On it all the same: 2 lines in the silent weeks." in plain
    assert json.loads(hat("trials", "linkedin", "--json").out)["trial"]["against"] == [
        "2026-10-06:1",
        "2026-10-13:1",
    ]
    assert "<html" in hat("trials", "linkedin", "--html", "-").out
    assert "2026-10-linkedin" in json.loads(hat("trials", "--json").out)["trials"][0]["name"]


def test_what_is_shared_names_nobody(hat: Shell) -> None:
    _pages(hat)
    (hat.journal / "people.toml").write_text('[linked]\nname = "Linked"\n')
    (hat.journal / "trials").mkdir()
    _file(hat).write_text(
        'hat = "brand"\nchannel = "linked"\nfrom = 2026-10-05\nto = 2026-10-18\nexpect = "secret"\n'
    )
    for form in ("--plain", "--json"):
        for words in (("trials",), ("trials", "2026-11-linkedin")):
            out = hat(*words, form, "--share").out
            assert "secret" not in out
            assert "on linked" not in out
            assert '"linked"' not in out


def test_a_name_that_is_no_trial(hat: Shell) -> None:
    ran = hat("trials", "linkedin")
    assert ran.code == 1
    assert "there is no trial linkedin" in ran.err
    assert hat("trials", "two", "words").code == 2
    assert hat("trials", "stop").code == 2


def test_a_file_that_is_not_understood_is_said_and_hides_no_other(hat: Shell) -> None:
    (hat.journal / "trials").mkdir()
    _file(hat, "broken").write_text("from = \n")
    _file(hat, "wrong").write_text("hat = 1\n")
    hat("trials", "plan", "linkedin", "--yes")
    ran = hat("trials", "--plain")
    assert "trials/broken.toml" in ran.err
    assert "wrong: not understood: hat check says why." in ran.out
    assert "2026-11-linkedin: 2 weeks without linkedin (brand)" in ran.out
