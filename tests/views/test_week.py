"""The week on one screen and in sentences: what it looks like, and what holds for every week there can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.expected_text import same_as
from tests.measures.logged import figures as week_of_days
from tests.views import made
from tests.views.made import replace

from twohats.appearance.roles import ROLES
from twohats.measures.figures import DAYS, MORE_RATINGS, Gap, Missing
from twohats.measures.timeline import LeftOut
from twohats.render.plain import plain
from twohats.text.width import width as columns_of
from twohats.views.rows import row_text
from twohats.views.week import week_rows
from twohats.views.week_plain import week_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.figures import WeekFigures

EXPECTED = Path(__file__).parent / "expected"
WEEKS = {
    "ordinary": made.ORDINARY,
    "full": made.FULL,
    "empty": made.EMPTY,
    "only-received": made.NOT_LOGGED_BUT_RECEIVED,
}
slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def shown(figures: WeekFigures, width: int = 80, **more: bool) -> str:
    return plain(week_rows(figures, width=width, people=made.PEOPLE, **more))


def words(text: str) -> str:
    """The text in one line, so that it does not matter where it was broken."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", WEEKS)
def test_week_looks_as_reviewed(name: str, width: int) -> None:
    same_as(EXPECTED / f"week-{name}-{width}.txt", shown(WEEKS[name], width))


@pytest.mark.parametrize("name", WEEKS)
def test_week_in_sentences_reads_as_reviewed(name: str) -> None:
    same_as(EXPECTED / f"week-{name}.txt", week_plain(WEEKS[name], people=made.PEOPLE))


@pytest.mark.parametrize("width", range(60, 76))
@pytest.mark.parametrize("week", [made.ORDINARY, made.FULL])
def test_an_estimate_and_the_weeks_it_is_over_stand_in_one_row(week: WeekFigures, width: int) -> None:
    rows = shown(week, width).splitlines()
    assert all(" \N{MULTIPLICATION SIGN}" in row for row in rows if row.endswith("8 weeks"))
    assert any(row.endswith("8 weeks") for row in rows)


def test_ordinary_week_fits_a_terminal_of_24_rows() -> None:
    assert len(week_rows(made.ORDINARY, width=80)) <= 23  # one is left for the prompt


@slow
@given(figures=made.weeks(), width=st.integers(-1, 210), anonymous=st.booleans())
def test_no_row_is_wider_than_asked_and_every_role_is_known(
    *, figures: WeekFigures, width: int, anonymous: bool
) -> None:
    rows = week_rows(figures, width=width, anonymous=anonymous)
    assert rows
    for row in rows:
        assert columns_of(row_text(row)) <= max(width, 1)
        assert all(span.role in ROLES for span in row)


@slow
@given(made.weeks(), st.sampled_from([30, 80, 120]))
def test_no_control_character_leaves_a_view(figures: WeekFigures, width: int) -> None:
    for text in (shown(figures, width), week_plain(figures)):
        assert not set(text) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}


@slow
@given(made.weeks())
def test_sentences_are_ascii_but_for_names(figures: WeekFigures) -> None:
    assert week_plain(figures, anonymous=True).isascii()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_every_silence_is_said_with_its_reason(width: int) -> None:
    text = words(shown(made.ORDINARY, width))
    assert "not enough yet: 2 more brand ratings" in text
    assert "too few to compare: 2 of 5 returns" in text


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("lacking", [{"low": None}, {"high": None}, {"missing": Missing(DAYS, 1)}])
def test_a_number_without_its_interval_is_not_shown(*, lacking: dict[str, object], width: int) -> None:
    made_up = replace(made.estimate((-1.7, -2.0, -1.0), (3, 3)), **lacking)
    figures = replace(made.ORDINARY, gaps=(Gap("motivation", made_up, made_up, made_up),))
    assert "1.7" not in shown(figures, width) + week_plain(figures)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_shared_week_names_nobody_and_keeps_the_counts(width: int) -> None:
    text = words(shown(made.ORDINARY, width, anonymous=True))
    for name in ("anna", "bo", "lindqvist", "carl"):
        assert name not in text.lower().split()
    assert "2 people" in text
    assert "a person" in text


def test_empty_week_teaches_the_first_line_and_draws_nothing() -> None:
    text = shown(made.EMPTY)
    assert "hat add 25m brand post linkedin m2" in text
    assert "not enough yet" not in text


def test_lines_not_understood_are_counted_even_in_an_empty_week() -> None:
    figures = replace(made.EMPTY, cover=replace(made.EMPTY.cover, left_out=LeftOut(3, 1)))
    assert "Not read 3 lines and 1 file left out of every number here: hat check" in words(shown(figures))


def test_only_kinds_that_arrived_have_a_row() -> None:
    text = shown(made.ORDINARY)
    assert " reply " in text
    assert " intro " not in text


def test_untraced_returns_are_said_with_their_bounds_only_when_they_are_many() -> None:
    text = words(shown(made.FULL))
    assert "untraced either way: 0.2 to 1.4" in text
    assert "0.3 to 0.5" not in text


def test_hats_are_told_apart_without_colour() -> None:
    row = next(row_text(row) for row in week_rows(made.ORDINARY) if row_text(row).startswith(" post"))
    assert "\N{FULL BLOCK}" in row
    assert "\N{DARK SHADE}" in row


@pytest.mark.parametrize(("same", "shown_too"), [((-0.2, -0.6, 0.2), True), ((-0.9, -1.3, -0.5), False)])
def test_like_for_like_stands_beside_the_same_four_weeks_where_the_mix_matters(
    *, same: tuple[float, float, float], shown_too: bool
) -> None:
    """The week is far from both, and that is no reason."""
    gap = made.gap("interest", (0.9, 0.4, 1.4), (9, 9), same, (-1.0, -1.4, -0.6))
    figures = replace(made.ORDINARY, gaps=(gap,))
    both = f"in 4 weeks -1.0 (-1.4 to -0.6), like for like {same[0]} ({same[1]} to {same[2]:+.1f})"
    assert (both in words(shown(figures))) == shown_too
    assert both in words(shown(figures, 120))
    text = week_plain(figures)
    assert "Interest over 4 weeks: -1.0 points on the 1-5 scale, 90 % interval -1.4 to -0.6" in text
    assert f"Interest, like for like over 4 weeks: {same[0]} (" in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_silent_week_shows_what_four_weeks_say(width: int) -> None:
    gap = replace(
        made.silent_gap("interest", made.TWO_BRAND, (7, 1)), four_weeks=made.estimate((-0.6, -1.1, -0.1))
    )
    text = words(shown(replace(made.ORDINARY, gaps=(gap,)), width))
    assert "not enough yet: 2 more brand ratings" in text
    assert "-0.6 points" in text if width < 60 else "in 4 weeks -0.6 (-1.1 to -0.1)" in text


def test_what_like_for_like_leaves_out_is_named_wherever_it_is_shown() -> None:
    gap = replace(
        made.gap("interest", (0.9, 0.4, 1.4), (9, 9), (-0.2, -0.6, 0.2), (-1.0, -1.4, -0.6)),
        one_hat_only=(("read", "personal"), ("talk", "brand")),
    )
    figures = replace(made.ORDINARY, gaps=(gap,))
    for text in (shown(figures), shown(figures, 40), shown(figures, 120), week_plain(figures)):
        assert "without read (personal only) and talk (brand only)" in words(text)


def test_the_rated_share_is_shown_where_there_is_room() -> None:
    assert "80 : 90 %" in shown(made.ORDINARY, 120)
    assert "lines rated: 80 % of personal, 90 % of brand." in week_plain(made.ORDINARY)


@pytest.mark.parametrize("width", [40, 80])
def test_an_empty_week_still_says_whom_to_write_to(width: int) -> None:
    waiting = replace(made.EMPTY, follow_up=made.ORDINARY.follow_up)
    assert "Anna, met 2 Nov (20 days ago)" in words(shown(waiting, width))
    assert "Bo Lindqvist, first here 12 Nov" in words(shown(waiting, width))
    assert "Write to: Anna, met 2 Nov" in week_plain(waiting, people=made.PEOPLE)


@pytest.mark.parametrize("width", [40, 80])
def test_a_week_to_come_has_not_begun(width: int) -> None:
    text = words(shown(replace(made.EMPTY, cover=replace(made.EMPTY.cover, days=0)), width))
    assert "This week has not begun." in text
    assert "0 of 0" not in text
    assert "hat add" not in text


def test_the_ratio_names_its_interval() -> None:
    assert "per hour, brand to personal (90 %)" in shown(made.ORDINARY)


def test_worth_has_a_row_only_when_it_is_known_but_its_silence_is_in_the_sentences() -> None:
    few = made.silent_gap("worth", Missing(MORE_RATINGS, sides={"personal": 1}), (2, 4))
    figures = replace(made.ORDINARY, gaps=(few,))
    assert "worth" not in shown(figures)
    assert "Worth, brand minus personal: not enough yet: 1 more personal rating; " in week_plain(figures)
    assert "worth" in shown(made.FULL)


def test_a_first_talk_says_from_when_on_lines_were_looked_at() -> None:
    bounded = replace(made.ORDINARY, looked_from="2026-05-25")
    assert "First talk carl, in the lines since 25 May Not read" in words(shown(bounded))
    assert "First talk carl Not read" in words(shown(made.ORDINARY))
    assert "First real conversation in the lines since 25 May: carl.\n" in week_plain(bounded)


LONG_ONES = "100m brand post m1\n20m brand post m4\n20m personal post m4\n20m personal post m3"
"""A day whose long brand hours are the bad ones: -1.0 as lived, -2.0 by minutes."""


def test_by_minutes_is_said_only_where_it_is_another_gap_and_then_why() -> None:
    weeks = [-7 * week + day for week in range(4) for day in range(7)]
    other = week_of_days(dict.fromkeys(weeks, LONG_ONES))
    said = words(shown(other))
    assert (
        "in 4 weeks -1.0 (-1.2 to -0.8), like for like -1.0 (-1.2 to -0.8), by minutes -2.0 (-2.2 to -1.8)"
        in said
    )
    assert "(-2.2 to -1.8), long brand lines are rated lower" in said
    assert (
        "weighted by minutes over 4 weeks: -2.0 (-2.2 to -1.8), long brand lines are rated lower."
        in week_plain(other)
    )
    same = week_of_days(dict.fromkeys(weeks, LONG_ONES.replace("100m", "20m")))
    assert "minutes" not in shown(same, 120) + week_plain(same)
