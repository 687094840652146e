"""The week on one screen and in sentences: what it looks like, and what holds for every week there can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.expected_text import same_as
from tests.views import made
from tests.views.made import replace

from twohats.columns import width as columns_of
from twohats.render.plain import plain
from twohats.rows import ROLES, text_of
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


def test_ordinary_week_fits_a_terminal_of_24_rows() -> None:
    assert len(week_rows(made.ORDINARY, width=80)) <= 23  # one is left for the prompt


@slow
@given(figures=made.weeks(), width=st.integers(-1, 210), share=st.booleans())
def test_no_row_is_wider_than_asked_and_every_role_is_known(
    *, figures: WeekFigures, width: int, share: bool
) -> None:
    rows = week_rows(figures, width=width, share=share)
    assert rows
    for row in rows:
        assert columns_of(text_of(row)) <= max(width, 1)
        assert all(span.role in ROLES for span in row)


@slow
@given(made.weeks(), st.sampled_from([30, 80, 120]))
def test_no_control_character_leaves_a_view(figures: WeekFigures, width: int) -> None:
    for text in (shown(figures, width), week_plain(figures)):
        assert not set(text) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}


@slow
@given(made.weeks())
def test_sentences_are_ascii_but_for_names(figures: WeekFigures) -> None:
    assert week_plain(figures, share=True).isascii()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_every_silence_is_said_with_its_reason(width: int) -> None:
    text = words(shown(made.ORDINARY, width))
    assert "not enough yet: 2 more brand ratings" in text
    assert "too few to compare: 2 of 5 returns" in text


@pytest.mark.parametrize("width", [40, 80])
def test_a_number_without_its_interval_is_not_shown(width: int) -> None:
    bare = replace(
        made.gap("motivation", (-1.7, -2.0, -1.0), (3, 3)),
        low=None,
        high=None,
        enough=False,
        missing="1 more day",
    )
    figures = replace(made.ORDINARY, gaps=(bare,))
    text = shown(figures, width) + week_plain(figures)
    assert "1.7" not in text
    assert "1 more day" in words(text)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_shared_week_names_nobody_and_keeps_the_counts(width: int) -> None:
    text = words(shown(made.ORDINARY, width, share=True))
    for name in ("anna", "bo", "lindqvist", "carl"):
        assert name not in text.lower().split()
    assert "2 people" in text
    assert "a person" in text


def test_empty_week_teaches_the_first_line_and_draws_nothing() -> None:
    text = shown(made.EMPTY)
    assert "hat add 25m brand post linkedin m2" in text
    assert "not enough yet" not in text


def test_lines_not_understood_are_counted_even_in_an_empty_week() -> None:
    figures = replace(made.EMPTY, cover=replace(made.EMPTY.cover, problems=3))
    assert "3 lines left out of every number here: hat check" in shown(figures)


def test_only_kinds_that_arrived_have_a_row() -> None:
    text = shown(made.ORDINARY)
    assert " reply " in text
    assert " intro " not in text


def test_untraced_returns_are_said_with_their_bounds_only_when_they_are_many() -> None:
    text = words(shown(made.FULL))
    assert "untraced either way: 0.2 to 1.4" in text
    assert "0.3 to 0.5" not in text


def test_hats_are_told_apart_without_colour() -> None:
    row = next(text_of(row) for row in week_rows(made.ORDINARY) if text_of(row).startswith(" post"))
    assert "\N{FULL BLOCK}" in row
    assert "\N{DARK SHADE}" in row


@pytest.mark.parametrize(("same", "shown_too"), [((-0.2, -0.6, 0.2), True), ((-0.9, -1.3, -0.5), False)])
def test_like_for_like_has_a_row_where_the_mix_matters(
    *, same: tuple[float, float, float], shown_too: bool
) -> None:
    gap = made.gap("interest", (-1.1, -1.6, -0.6), (9, 9), same)
    figures = replace(made.ORDINARY, gaps=(gap,))
    assert ("like for like interest" in words(shown(figures))) == shown_too
    assert "Interest, like for like over 4 weeks" in week_plain(figures)
    assert "like for like, 4 weeks" in shown(figures, 120)


def test_worth_has_a_row_only_when_it_is_known_but_its_silence_is_in_the_sentences() -> None:
    few = made.silent_gap("worth", "1 more personal rating", (2, 4))
    figures = replace(made.ORDINARY, gaps=(few,))
    assert "worth" not in shown(figures)
    assert "Worth, brand minus personal: not enough yet: 1 more personal rating." in week_plain(figures)
    assert "worth" in shown(made.FULL)
