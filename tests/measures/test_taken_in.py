"""Lines that were taken in from elsewhere stay out of what only a person can have said (METHOD 2.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.measures.logged import figures, line_of

from twohats.format.overlap import overlaps_in
from twohats.format.reading import read_page
from twohats.measures import group_rates
from twohats.measures.figures import GUESSED
from twohats.measures.people_and_tools import people_minus_tools
from twohats.measures.returns import RIPE_DAYS, credits_of, trace_returns
from twohats.measures.sitting import drawn, to_rate
from twohats.views.silences import missing_says
from twohats.views.wording import cover_text

if TYPE_CHECKING:
    from twohats.measures.group_rates import Rate

RATED = dict.fromkeys(
    range(7),
    "1h brand post linkedin m2 i2\n1h personal talk phone @bo m4 i4\n1h brand talk linkedin m3 i3\n1h personal read m4 i3",
)
TAKEN = "\n~5m brand post linkedin src:linkedin\n~5m brand talk linkedin src:linkedin" * 5


def test_what_was_taken_in_is_not_among_the_lines_that_could_be_rated() -> None:
    alone = figures(RATED).gaps
    more = figures({at: text + TAKEN for at, text in RATED.items()}).gaps
    assert alone[0].lived.missing is None
    assert [gap.lived for gap in more] == [gap.lived for gap in alone]
    assert [gap.alike for gap in more] == [gap.alike for gap in alone]
    assert [gap.unrated_at_worst for gap in more] == [gap.unrated_at_worst for gap in alone]


def test_a_rating_that_somebody_gives_it_counts_as_any_other() -> None:
    rated = figures({at: text + "\n~5m brand post m5 src:linkedin" for at, text in RATED.items()}).gaps[0]
    assert rated.lived.n == {"personal": 14, "brand": 21}
    assert rated.lived.rated == {"personal": (14, 14), "brand": (14, 14)}


def test_people_minus_tools_has_the_same_share() -> None:
    alone, more = (
        people_minus_tools(line_of(days).timed_entries, range(4))
        for days in (RATED, {at: text + TAKEN for at, text in RATED.items()})
    )
    assert alone == more


def test_a_sitting_does_not_ask_about_it() -> None:
    timeline = line_of({0: "~5m brand post src:x\n6m brand post", -3: "~5m brand post src:x\n6m brand post"})
    assert [each.timed_entry.entry.minutes for each in to_rate(timeline)] == [6]
    assert to_rate(timeline)[0].letters == ("m", "i"), "turns are those of what is asked"
    assert [each.timed_entry.entry.minutes for each in drawn(timeline)] == [6]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        # neither gets nor gives credit by its place
        ("09:00 25m brand post linkedin\n10:00 ~26m brand post linkedin src:linkedin\n11:00 brand got reply linkedin", 25),
        ("10:00 ~26m brand post linkedin src:linkedin\n11:00 brand got reply linkedin", None),
        ("09:00 25m brand post linkedin\n11:00 brand got reply linkedin src:linkedin", None),
        # every other rung holds
        ("10:00 ~26m brand talk linkedin @bo src:linkedin\n11:00 brand got reply linkedin @bo src:linkedin", 26),
        ("10:00 ~26m brand post linkedin +a src:linkedin\n11:00 brand got reply linkedin +a", 26),
        ("10:00 ~26m brand post linkedin src:linkedin\n11:00 brand got reply heard:linkedin", 26),
    ],
)  # fmt: skip
def test_only_the_place_rung_does_without_it(lines: str, minutes: int | None) -> None:
    touches = trace_returns(line_of({0: lines}))[-1][1].touches
    assert (touches[-1].entry.minutes if touches else None) == minutes


def test_an_older_line_than_the_place_rung_looks_back_for_gets_nothing() -> None:
    days = {
        -15: "25m brand post linkedin",
        -1: "~26m brand post linkedin src:x",
        0: "brand got reply linkedin",
    }
    assert trace_returns(line_of(days))[-1][1].rung == "unattributed"


def weekly(lines: str) -> dict[int, str]:
    return {-7 * week: lines for week in range(2, 12)}


def rate(minutes: str) -> Rate:
    timeline = line_of(weekly(f"{minutes}\n23:00 brand got reply @bo +a\n23:00 brand got reply @ann +a"))
    found = credits_of(trace_returns(timeline), "reply")
    group = group_rates.of_side("brand", group_rates.by_channel)
    return group_rates.group_rates(timeline, found, group, days=RIPE_DAYS["reply"], weeks=range(12))[
        "linkedin"
    ]


def test_an_hour_brings_nothing_that_is_said_where_more_than_half_of_it_is_guessed() -> None:
    measured = rate("1h brand post linkedin +a\n~1h brand post linkedin +a")
    assert measured.missing is None
    guessed = rate("1h brand post linkedin +a\n~1h01 brand post linkedin +a")
    assert guessed.missing is not None
    assert guessed.missing.kind == GUESSED
    assert (guessed.value, guessed.low, guessed.high, guessed.at_most) == (None,) * 4
    assert missing_says(guessed.missing) == "more than half of the minutes are guesses"


def test_the_ratio_of_the_hats_neither_where_it_is_so_of_either() -> None:
    both = "\n1h personal talk phone @bo m3\n22:00 personal got reply @bo\n23:00 brand got reply @ann"
    replies = [
        next(each.per_hour for each in figures(weekly(spent + both)).returns if each.kind == "reply")
        for spent in ("1h brand talk linkedin @ann", "~1h brand talk linkedin @ann")
    ]
    assert replies[0].value is not None
    assert replies[1].value is None
    assert replies[1].missing is not None
    assert replies[1].missing.kind == GUESSED
    assert "brand" not in replies[1].at_most


def test_a_guess_that_was_taken_in_overlaps_with_nothing() -> None:
    def shared(first: str) -> int:
        return len(list(overlaps_in(read_page(f"- {first}\n- 09:00-10:00 brand read\n", "2026-11-22"))))

    assert shared("09:10 ~5m brand talk linkedin @bo src:linkedin") == 0
    assert shared("09:10-09:15 brand talk linkedin @bo src:linkedin") == 1
    assert shared("09:10 ~5m brand talk linkedin @bo") == 1


def test_a_day_with_nothing_else_was_not_logged_and_it_is_said_how_many_were_taken_in() -> None:
    only = figures({0: TAKEN.strip(), 1: TAKEN.strip()}).cover
    assert (only.days_logged, only.taken_in) == (0, 20)
    assert cover_text(only, long=True) == "0 of 7 days logged, 20 lines taken in, 1h40 in all, 100 % guessed"
    some = figures({0: f"25m brand read{TAKEN}", 1: TAKEN.strip(), 2: "nothing"}).cover
    assert (some.days_logged, some.taken_in) == (2, 20)
    assert cover_text(some) == "2 of 7 days, 21 lines, 20 taken in, 2h05, 80 % guessed"
