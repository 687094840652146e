"""Pauses that merely happened (S4 of the method)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.measures.logged import HATS, WEEK, day, pages_of, past
from tests.measures.trials import trial

from twohats.measures.happened import Happened, pauses_that_happened
from twohats.measures.timeline import timeline_of

if TYPE_CHECKING:
    from twohats.format.trial import Trial

POST = "20m brand post linkedin"


def _happened(
    days: dict[int, str], trials: tuple[Trial, ...] = (), *, logged: bool = True
) -> tuple[Happened, ...]:
    lines = (dict.fromkeys(range(-84, 7), "nothing") if logged else {}) | days
    timeline = timeline_of(pages_of(lines), WEEK, HATS, date(2026, 11, 22), weeks_before=25)
    return pauses_that_happened(timeline, past(lines).posted, trials)


def test_two_weeks_without_a_post_where_there_was_one_a_week() -> None:
    found = _happened({-49: POST, -42: POST, -35: POST, 0: POST})
    assert found == (Happened("brand", "linkedin", day(-34), day(-1), 34),)


def test_one_that_goes_on_has_no_last_day() -> None:
    assert _happened({-49: POST, -42: POST, -35: POST}) == (Happened("brand", "linkedin", day(-34), "", 41),)


def test_thirteen_days_are_none() -> None:
    assert _happened({-35: POST, -28: POST, -15: POST, -1: POST}) == ()
    assert len(_happened({-35: POST, -28: POST, -15: POST, 0: POST})) == 1


def test_a_channel_that_was_not_used_in_three_of_four_weeks_has_no_pause() -> None:
    assert _happened({-42: POST, -35: POST}) == ()
    assert len(_happened({-56: POST, -49: POST, -35: POST})) == 1
    assert _happened({-63: POST, -49: POST, -35: POST}) == ()


def test_several_posts_of_a_day_are_one_day() -> None:
    posts = "\n".join([POST] * 40)
    assert len(_happened({-49: posts, -42: posts, -35: posts})) == 1


def test_every_hat_and_channel_is_its_own() -> None:
    other = POST.replace("linkedin", "letter")
    found = _happened(
        {-49: POST, -42: POST, -35: f"{POST}\n{other}", -10: other, 0: POST.replace("brand", "novelist")}
    )
    assert [(each.hat, each.channel) for each in found] == [("brand", "linkedin")]


def test_reading_on_is_no_posting() -> None:
    assert len(_happened({-49: POST, -42: POST, -35: POST, -20: "20m brand read linkedin", 0: POST})) == 1


def test_where_the_journal_was_silent_too_nothing_is_known() -> None:
    assert _happened({-49: POST, -42: POST, -35: POST, 0: POST}, logged=False) == ()


def test_a_planned_pause_did_not_merely_happen() -> None:
    pause = trial(day(-28), day(-15))
    days = {-49: POST, -42: POST, -35: POST, -14: POST}
    assert _happened(days, (pause,)) == ()
    assert len(_happened(days, (pause._replace(channel="letter"),))) == 1
