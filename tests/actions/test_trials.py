"""Trials of a journal on disk: judged, planned, broken off, undone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from twohats.actions import trials, undo
from twohats.actions.trials import Written
from twohats.actions.week import figures_of
from twohats.drafting.trial_words import plan_words
from twohats.errors import JournalError, NothingFound, NotUnderstood
from twohats.format.calendar import week_named
from twohats.format.trial import Trial, read_trial
from twohats.journal.folder import Journal
from twohats.journal.trials import trials_of
from twohats.measures.timeline import NOTHING_LEFT_OUT
from twohats.measures.trial_weeks import WeekTrial
from twohats.measures.trials import TrialsFigures

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.measures.planning import Plan

TODAY = date(2026, 11, 22)
PAUSE = 'hat = "brand"\nchannel = "linkedin"\nactivity = "post"\nfrom = 2026-10-05\nto = 2026-10-18\n'


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "journal"
    for folder in ("days/2026", "trials"):
        (root / folder).mkdir(parents=True)
    (root / "hat.toml").write_text("format = 1\n")
    return Journal(str(root))


def _page(journal: Journal, day: str, *lines: str) -> None:
    with open(journal.full_path(f"days/{day[:4]}/{day}.md"), "w") as file:
        file.write("".join(f"- {line}\n" for line in lines))


def _trial(journal: Journal, name: str = "2026-10-linkedin", text: str = PAUSE) -> None:
    with open(journal.full_path(f"trials/{name}.toml"), "w") as file:
        file.write(text)


def _plan(journal: Journal, words: str, *, today: date = TODAY, seed: str = "0123") -> Plan:
    now = datetime.combine(today, datetime.min.time())
    return trials.plan(journal, plan_words(words.split(), now, journal.hats), today, seed=seed)


def _on_disk(journal: Journal, trial: Trial) -> Trial:
    read = read_trial(journal.read_text(trial.path) or "", trial.path)
    assert isinstance(read, Trial)
    return read


# Read


def test_a_journal_without_trials_has_none(journal: Journal) -> None:
    found = trials.all_trials(journal, TODAY)
    assert found.figures == TrialsFigures((), (), (), NOTHING_LEFT_OUT)
    assert found.problems == ()


def test_all_trials_the_latest_first_and_those_that_are_not_understood(journal: Journal) -> None:
    _trial(journal)
    _trial(
        journal,
        "2026-12-letter",
        PAUSE.replace("2026-10-05", "2026-12-07").replace("2026-10-18", "2026-12-20"),
    )
    _trial(journal, "wrong", 'hat = "brand"\n')
    _trial(journal, "broken", "hat = brand")
    found = trials.all_trials(journal, TODAY)
    assert [each.trial.name for each in found.figures.trials] == ["2026-12-letter", "2026-10-linkedin"]
    assert [each.name for each in found.figures.unread] == ["wrong"]
    assert [each.path for each in found.problems] == ["trials/broken.toml"]
    assert found.figures.left_out.files == 1


def test_other_files_in_the_folder_are_no_trials(journal: Journal) -> None:
    for name in ("notes.md", ".hidden.toml"):
        with open(journal.full_path(f"trials/{name}"), "w") as file:
            file.write(PAUSE)
    assert trials_of(journal).trials == ()


def test_one_trial_by_its_name_or_a_part_of_it(journal: Journal) -> None:
    _trial(journal)
    _page(journal, "2026-10-06", "brand got reply @bo")
    for name in ("2026-10-linkedin", "linkedin", "trials/2026-10-linkedin.toml"):
        figures, _ = trials.one_trial(journal, name, TODAY)
        assert figures.silent == (1, 0)


def test_one_trial_says_the_same_as_the_list_of_all(journal: Journal) -> None:
    """It reads the weeks around it only, and those are all that its figures look at."""
    _trial(journal)
    _page(journal, "2026-06-01", "nothing")
    for number, day in enumerate(
        ("2026-08-24", "2026-09-07", "2026-09-21", "2026-10-06", "2026-11-09", "2026-11-20")
    ):
        lines = (
            "brand got reply @anna",
            f"brand got lead @a{number}",
            "20m brand talk @anna",
            "30m brand post linkedin",
        )
        _page(journal, day, *lines)
    (alone,) = trials.all_trials(journal, TODAY).figures.trials
    assert trials.one_trial(journal, "linkedin", TODAY)[0] == alone


def test_a_name_that_is_none_or_several(journal: Journal) -> None:
    with pytest.raises(NothingFound, match="no trial linkedin"):
        trials.one_trial(journal, "linkedin", TODAY)
    _trial(journal)
    _trial(journal, "2027-01-linkedin")
    with pytest.raises(NotUnderstood, match="several"):
        trials.one_trial(journal, "linkedin", TODAY)
    with pytest.raises(NothingFound) as error:
        trials.one_trial(journal, "2026-10-linkedn", TODAY)
    assert "2026-10-linkedin" in error.value.hint


def test_a_trial_that_is_not_understood_says_why(journal: Journal) -> None:
    _trial(journal, text=PAUSE.replace("2026-10-18", "2026-10-17"))
    with pytest.raises(NotUnderstood, match="whole weeks"):
        trials.one_trial(journal, "linkedin", TODAY)


# Planned


def test_a_plan_begins_with_the_next_week_and_writes_nothing(journal: Journal) -> None:
    _page(journal, "2026-11-10", "brand got reply @bo", "1h brand post linkedin")
    plan = _plan(journal, "brand linkedin post")
    assert (plan.trial.first, plan.trial.last) == (date(2026, 11, 23), date(2026, 12, 6))
    assert (plan.trial.name, plan.trial.design) == ("2026-11-linkedin", "simple")
    assert (plan.own.weeks, plan.own.contacts, plan.own.minutes) == (1, 1.0, 60.0)
    assert not plan.moved
    assert trials_of(journal).trials == ()


def test_whole_weeks_only(journal: Journal) -> None:
    plan = _plan(journal, "linkedin from 2026-12-02")
    assert (plan.trial.first, plan.moved) == (date(2026, 12, 7), True)
    assert not _plan(journal, "linkedin from 2026-12-07").moved


def test_over_five_contacts_a_week_a_coin_is_proposed(journal: Journal) -> None:
    for week in range(8):
        day = date(2026, 11, 10).toordinal() - 7 * week
        _page(journal, date.fromordinal(day).isoformat(), "brand got reply x6")
    assert _plan(journal, "linkedin").trial.design == "coin"
    assert _plan(journal, "linkedin 2 weeks").trial.design == "simple"


def test_a_plan_is_not_for_the_past(journal: Journal) -> None:
    with pytest.raises(NotUnderstood, match="before it begins"):
        _plan(journal, "linkedin from 2026-11-09")


def test_a_plan_is_written_as_it_reads_and_undone(journal: Journal) -> None:
    plan = _plan(journal, "brand linkedin post coin 5")
    words = Written("nothing,\n really", "to be free", "Priya minds", "Who?", "")
    trial = trials.write_plan(journal, plan.trial, words, "2026-11-22")
    read = _on_disk(journal, trial)
    assert read == trial
    assert read.whole
    assert read.expect == "nothing, really"
    assert read.counts == trials.COUNTS
    text = journal.read_text(trial.path) or ""
    assert text.startswith("# Written on 2026-11-22, before it began.")
    assert 'seed = "0123"' in text
    undo.undo(journal)
    assert journal.read_text(trial.path) is None


def test_the_coin_is_drawn_by_the_rule_of_the_format(journal: Journal) -> None:
    from hashlib import sha256

    trial = _plan(journal, "linkedin coin 8", seed="fair").trial
    for pair, day in enumerate(trial.drawn):
        bit = sha256(f"fair:{pair}".encode()).digest()[-1] & 1
        assert day.toordinal() == date(2026, 11, 23).toordinal() + 7 * (2 * pair + bit)


def test_a_second_trial_of_the_same_month_has_a_name_of_its_own(journal: Journal) -> None:
    plan = _plan(journal, "linkedin post from 2026-12-07")
    names = [trials.write_plan(journal, plan.trial, Written(), "2026-11-22").name for _ in range(3)]
    assert names == ["2026-12-linkedin", "2026-12-linkedin-2", "2026-12-linkedin-3"]


def test_a_trial_without_a_channel_is_named_by_the_activity(journal: Journal) -> None:
    assert _plan(journal, "brand post").trial.name == "2026-11-post"


def test_two_trials_of_the_same_days_are_refused(journal: Journal) -> None:
    _trial(journal, text=PAUSE.replace("10-05", "11-30").replace("10-18", "12-13"))
    with pytest.raises(NotUnderstood, match="runs on it"):
        _plan(journal, "linkedin")
    with pytest.raises(NotUnderstood, match="runs on it"):
        _plan(journal, "post 2 weeks from 2026-12-07")
    assert _plan(journal, "letter").crossing == ""
    assert _plan(journal, "personal linkedin").crossing == ""


def test_a_trial_that_is_silent_in_the_weeks_around_is_named(journal: Journal) -> None:
    _trial(journal, text=PAUSE.replace("10-05", "12-07").replace("10-18", "12-20"))
    assert _plan(journal, "linkedin 2 weeks").crossing == "2026-10-linkedin"


def test_one_that_was_broken_off_before_it_began_is_in_nobodys_way(journal: Journal) -> None:
    text = PAUSE.replace("10-05", "11-23").replace("10-18", "12-06") + "ended = 2026-11-23\n"
    _trial(journal, text=text)
    assert _plan(journal, "linkedin").crossing == ""


# Broken off


def test_a_trial_broken_off_keeps_its_comments_and_is_undone(journal: Journal) -> None:
    before = "# mine\n" + PAUSE.replace("10-18", "11-29") + '  # why\nexpect = "x"  # stays\nunknown = 1\n'
    _trial(journal, text=before)
    trial = trials.stop_trial(journal, "linkedin", TODAY, "  it rained ")
    text = journal.read_text(trial.path) or ""
    assert text.startswith(before)
    assert text[len(before) :] == 'ended = 2026-11-22\nended_because = "it rained"\n'
    assert _on_disk(journal, trial).ended == TODAY
    undo.undo(journal)
    assert journal.read_text(trial.path) == before


def test_one_that_has_not_begun_never_begins(journal: Journal) -> None:
    _trial(journal, text=PAUSE.replace("10-05", "12-07").replace("10-18", "12-20"))
    assert trials.stop_trial(journal, "linkedin", TODAY).ended == date(2026, 12, 7)
    figures, _ = trials.one_trial(journal, "linkedin", TODAY)
    assert figures.missing
    assert figures.missing.kind == "cut"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PAUSE, "was over"),
        (PAUSE.replace("10-18", "11-29") + "ended = 2026-11-01\n", "already"),
        (PAUSE.replace("from", "form"), "not understood"),
    ],
)
def test_what_cannot_be_broken_off(journal: Journal, text: str, message: str) -> None:
    _trial(journal, text=text)
    with pytest.raises(NotUnderstood, match=message):
        trials.stop_trial(journal, "linkedin", TODAY)


def test_a_file_that_became_no_toml_meanwhile_is_left_alone(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _trial(journal, text=PAUSE.replace("10-18", "11-29"))
    found = trials_of(journal)
    monkeypatch.setattr(trials, "trials_of", lambda _: found)
    _trial(journal, text="from = \n")
    with pytest.raises(JournalError, match="is not understood, so it is not changed"):
        trials.stop_trial(journal, "linkedin", TODAY)
    assert journal.read_text("trials/2026-10-linkedin.toml") == "from = \n"


# What trials ask of a week


def _week(journal: Journal, name: str) -> tuple[WeekTrial, ...]:
    return figures_of(journal, week_named(name), TODAY).trials


def test_the_week_knows_what_a_trial_asks_of_it(journal: Journal) -> None:
    _trial(journal)
    _trial(journal, "wrong", "hat = 1\n")
    asks = WeekTrial("2026-10-linkedin", "brand", "linkedin", "post", "silent", "2026-10-18")
    assert _week(journal, "2026-W41") == _week(journal, "2026-W42") == (asks,)
    assert _week(journal, "2026-W40") == _week(journal, "2026-W43") == ()


def test_half_and_double_weeks_have_their_minutes(journal: Journal) -> None:
    text = PAUSE.replace("10-05", "11-16").replace("2026-10-18", "2027-01-10")
    _trial(journal, text=text + 'design = "half-double"\nseed = "a"\n')
    for day in ("2026-11-03", "2026-11-10"):
        _page(journal, day, "1h brand post linkedin", "30m brand read linkedin", "1h personal post linkedin")
    kinds = {each.kind: each for name in ("2026-W47", "2026-W48") for each in _week(journal, name)}
    assert kinds.keys() == {"half", "double"}
    assert (kinds["half"].minutes, kinds["half"].usual, kinds["double"].minutes) == (30, 60, 120)


def test_where_nothing_is_usual_there_are_no_minutes(journal: Journal) -> None:
    text = PAUSE.replace("10-05", "11-16").replace("2026-10-18", "2027-01-10")
    _trial(journal, text=text + 'design = "half-double"\nseed = "a"\n')
    assert [(each.minutes, each.usual) for each in _week(journal, "2026-W47")] == [(None, None)]


def test_a_channel_that_was_renamed_is_the_trial_s_too(journal: Journal) -> None:
    with open(journal.full_path("hat.toml"), "a") as file:
        file.write('[renamed]\n"linkedin" = "linked"\n')
    journal.forget_settings()
    _trial(journal)
    _page(journal, "2026-10-06", "30m brand post linkedin", "30m brand post linked")
    figures, _ = trials.one_trial(journal, "linkedin", TODAY)
    assert (figures.trial.channel, len(figures.against)) == ("linked", 2)


@pytest.mark.parametrize(
    ("channel", "name"),
    [("linkedin", "2026-11-linkedin"), ("café", "2026-11-cafe"), ("größe", "2026-11-grosse"), ("日記", "2026-11-trial"), ("o'reilly.uk", "2026-11-oreilly.uk")],
)  # fmt: skip
def test_the_file_of_a_trial_has_a_name_that_is_the_same_on_every_system(
    journal: Journal, channel: str, name: str
) -> None:
    found = _plan(journal, f"{channel} 2 weeks from 2026-11-30")
    assert found.trial.name == name
