"""Social hours against the others, and leads and sales that no social hour led to."""

from __future__ import annotations

import pytest
from tests.measures.logged import line_of, past

from twohats.measures.contacts import contacts_of
from twohats.measures.figures import FEW, Missing
from twohats.measures.intervals.rates import rate_ratio
from twohats.measures.other_hours import (
    Chain,
    SocialAgainstOther,
    social_against_other,
    without_social,
)
from twohats.measures.returns import trace_returns

CHANNELS = {"phone": False, "linkedin": True}


def against(days: dict[int, str], side: str = "brand") -> SocialAgainstOther | None:
    timeline = line_of(days)
    return social_against_other(timeline, trace_returns(timeline), CHANNELS, side, range(12))


def chains(days: dict[int, str]) -> dict[str, Chain]:
    timeline = line_of(days)
    return without_social(
        timeline, past(days), contacts_of(timeline), trace_returns(timeline), CHANNELS, "brand", range(12)
    )


def weekly(lines: str) -> dict[int, str]:
    return {-7 * week: lines for week in range(2, 8)}


def test_it_is_off_while_no_other_hour_is_logged() -> None:
    assert against(weekly("1h brand post linkedin\n1h brand talk @bo\n2h personal do walk")) is None
    assert against({}) is None


@pytest.mark.parametrize(
    "line", ["3h brand do speak @bo", "3h brand talk phone @bo", "3h brand post phone @bo"]
)
def test_other_is_do_and_what_is_not_social(line: str) -> None:
    found = against(
        weekly(f"1h brand post linkedin\n{line}\nbrand got reply linkedin x2\nbrand got reply @bo")
    )
    assert found
    assert found.minutes == {"social": 360, "other": 1080}
    ratio = found.ratios["reply"]
    expected = rate_ratio([(1, 3.0)] * 6, [(2, 1.0)] * 6)
    assert expected
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx(expected[:3])
    assert (ratio.counts, set(found.ratios)) == ({"other": 6, "social": 12}, {"reply"})


def test_too_few_returns_are_not_compared() -> None:
    days = weekly("1h brand post linkedin\n1h brand do speak")
    days[-14] += "\nbrand got reply linkedin"
    found = against(days)
    assert found
    assert found.ratios["reply"].missing == Missing(FEW, 1, of=5)


def test_a_sale_that_only_other_hours_led_to_has_no_social_entry_in_its_chain() -> None:
    found = chains({-80: "1h brand do speak @bo", -2: "brand got sale @bo x3\nbrand got lead @bo"})
    assert [(each.lines, each.without_social, each.unknown) for each in found.values()] == [
        (1, 1, 0),
        (3, 3, 0),
    ]
    assert [each.event.kind for each in found["sale"].events] == ["sale"]


@pytest.mark.parametrize(
    "before",
    [
        {-170: "20m brand post linkedin @bo"},
        {-170: "20m personal talk elsewhere @bo"},
        {-170: "20m brand read linkedin +t"},
        {-9: "20m brand post mail"},
    ],
)
def test_a_social_entry_anywhere_in_the_chain_counts(before: dict[int, str]) -> None:
    days = before | {-3: "1h brand talk phone @bo", -2: "brand got sale mail @bo +t"}
    found = chains(days)["sale"]
    assert (found.lines, found.without_social) == (1, before.keys() == {-9})


def test_a_thread_leads_back_further_than_the_entry_that_is_credited() -> None:
    days = {-170: "20m brand read linkedin +t", -3: "1h brand talk phone @zoe +t", -2: "brand got sale +t"}
    assert chains(days)["sale"][:2] == (1, 0)
    days[-170] = "20m brand read linkedin"
    assert chains(days)["sale"][:2] == (1, 1)


def test_what_comes_later_or_has_nothing_behind_it_is_no_chain() -> None:
    found = chains({-2: "brand got sale @bo\nbrand got lead +t", -1: "1h brand post linkedin @bo +t"})
    assert [(each.lines, each.without_social, each.unknown) for each in found.values()] == [
        (1, 0, 1),
        (1, 0, 1),
    ]


def test_sales_of_the_other_side_and_of_other_weeks_are_not_looked_at() -> None:
    assert chains({-1: "personal got sale", -84: "brand got sale"})["sale"] == Chain(0, 0, 0, ())
