"""What a trial asks of a week, in words and in the week's own views."""

from __future__ import annotations

import pytest
from tests.views.made import FULL, replace

from twohats.measures.trial_weeks import WeekTrial, share_of_usual
from twohats.render.html import week_html
from twohats.render.week_json import week_data
from twohats.views.rows import row_text
from twohats.views.trial_reminders import reminder_says, what_of
from twohats.views.week import week_rows
from twohats.views.week_plain import week_plain

SILENT = WeekTrial("2026-10-linkedin", "brand", "linkedin", "post", "silent", "2026-10-18")
SAYS = "silent, no posting on linkedin (brand) until Sun 18 Oct"


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        (SILENT, SAYS),
        (SILENT._replace(activity=""), "silent, no linkedin (brand) until Sun 18 Oct"),
        (SILENT._replace(kind="normal"), "as usual, posting on linkedin (brand) until Sun 18 Oct"),
        (
            SILENT._replace(kind="half", minutes=90, usual=175),
            "half, at most 1h30 of posting on linkedin (brand); usual is 2h55",
        ),
        (
            SILENT._replace(kind="double", minutes=350, usual=175),
            "double, about 5h50 of posting on linkedin (brand); usual is 2h55",
        ),
        (
            SILENT._replace(kind="half"),
            "half the usual time for posting on linkedin (brand) until Sun 18 Oct",
        ),
    ],
)
def test_what_a_trial_asks_of_a_week(asks: WeekTrial, says: str) -> None:
    assert reminder_says(asks) == says


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        (("brand", "letter", "read"), "reading on letter (brand)"),
        (("brand", "phone", "talk"), "talking on phone (brand)"),
        (("novelist", "", "do"), "other work (novelist)"),
        (("brand", "", ""), "everything (brand)"),
    ],
)
def test_what_it_is_about(subject: tuple[str, str, str], says: str) -> None:
    assert what_of(*subject) == says


@pytest.mark.parametrize(
    ("kind", "usual", "minutes"),
    [
        ("half", 175.0, 90),
        ("double", 175.0, 350),
        ("half", 3.0, 5),
        ("silent", 175.0, None),
        ("half", 0.0, None),
    ],
)
def test_half_and_double_in_minutes_to_five(kind: str, usual: float, minutes: int | None) -> None:
    assert share_of_usual(kind, usual) == minutes


def test_the_week_says_it_in_every_form_and_shares_it_in_none() -> None:
    week = replace(FULL, trials=(SILENT,))
    assert any(row_text(row).split() == ["Trial", *SAYS.split()] for row in week_rows(week))
    assert f"Trial, {SAYS}." in week_plain(week)
    assert SAYS in week_html(week)
    assert week_data(week)["trials"][0]["week"] == "silent"
    for shared in (week_plain(week, anonymous=True), week_html(week, anonymous=True)):
        assert "silent, no" not in shared
    hidden = week_data(
        replace(week, trials=(SILENT._replace(channel="annas"),)), anonymous=True, names={"annas"}
    )
    assert (hidden["trials"][0]["name"], hidden["trials"][0]["channel"]) == ("a trial", "a channel")
