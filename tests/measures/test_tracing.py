"""The ladder that says where a return came from: every rung, their order, and how far back each looks."""

from __future__ import annotations

import pytest
from tests.measures.logged import day, figures, line_of

from twohats.measures.returns import trace_returns
from twohats.measures.tracing import RUNGS, Trace


def traced(days: dict[int, str]) -> Trace:
    """How the last return of the days was traced."""
    return trace_returns(line_of(days))[-1][1]


def where(days: dict[int, str]) -> tuple[str, str, str, int | None]:
    """Rung, side, channel, and how many minutes the credited entry had: they tell the entries apart."""
    found = traced(days)
    return found.rung, found.side, found.channel, found.touches[-1].entry.minutes if found.touches else None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # 0, from: the entry that the line names, whatever else would hold, however long ago
        ({-99: "25m brand post linkedin", -1: "26m personal talk phone @bo +a", 0: f"brand got reply @bo +a from:{day(-99)}"},
         ("from", "brand", "linkedin", 25)),
        ({-9: "09:35 25m brand post linkedin\n10:35 26m brand post linkedin", 0: f"brand got reply from:{day(-9)}/09:35"},
         ("from", "brand", "linkedin", 25)),
        ({-9: "25m brand post linkedin\n26m brand post blog", 0: f"brand got reply from:{day(-9)}/post/LinkedIn"},
         ("from", "brand", "linkedin", 25)),
        ({-9: "25m personal talk phone @bo\n26m brand talk phone @ann", 0: f"brand got reply from:{day(-9)}/personal"},
         ("from", "personal", "phone", 25)),
        ({-9: "25m personal talk phone @bo\n26m brand talk phone @ann", 0: f"brand got reply from:{day(-9)}/@bo"},
         ("from", "personal", "phone", 25)),
        ({-9: "25m client-acme post blog\n26m brand post blog", 0: f"brand got reply from:{day(-9)}/client-acme/blog"},
         ("from", "brand", "blog", 25)),
        ({-9: "25m brand post linkedin\n26m brand post linkedin", 0: f"brand got reply from:{day(-9)}"},
         ("from", "brand", "linkedin", 26)),
        ({0: f"08:00 25m brand post blog\n09:00 brand got reply from:{day(0)}\n10:00 26m brand post blog"},
         ("from", "brand", "blog", 25)),
        ({-1: "25m brand talk phone @bo", 0: "brand got reply @bo from:NONE"}, ("untied", "", "", None)),
        # of several that fit, the last: a correction stands behind what it corrects
        ({-1: "25m brand talk phone @bo", 0: f"brand got reply @bo from:{day(-1)} from:none"}, ("untied", "", "", None)),
        ({-1: "25m brand talk phone @bo", 0: f"brand got reply from:none from:{day(-1)}"}, ("from", "brand", "phone", 25)),
        # after midnight of a day that ends later: the page of that day has it
        (
            {
                -1: "23:50 25m brand post blog\n24:40 26m brand post blog\n25:10 27m brand post blog",
                0: f"00:30 brand got reply from:{day(-1)}/24:40",
            },
            ("from", "brand", "blog", 26),
        ),
        (
            {-1: "24:40 26m brand post blog\n23:50 25m brand post blog", 0: f"brand got reply from:{day(-1)}"},
            ("from", "brand", "blog", 26),
        ),
        ({-1: "24:40 26m brand post blog\n24:30 brand got reply blog", 0: ""}, ("unattributed", "", "", None)),
        # what fits no entry leaves it to the others
        ({-1: "25m brand talk phone @bo", 0: f"brand got reply @bo from:{day(-2)}"}, ("person", "brand", "phone", 25)),
        ({-1: "25m brand talk phone @bo", 0: f"brand got reply @bo from:{day(-1)}/email"}, ("person", "brand", "phone", 25)),
        ({-1: "25m brand talk phone @bo", 0: f"brand got reply @bo from:{day(-1)}/9:99"}, ("person", "brand", "phone", 25)),
        ({-1: "25m brand talk phone @bo", 0: "brand got reply @bo from:2026-02-30"}, ("person", "brand", "phone", 25)),
        ({-1: "25m brand talk phone @bo", 0: "brand got reply @bo from:linkedin/x"}, ("person", "brand", "phone", 25)),
        ({-1: "25m brand talk phone @bo", 0: f"brand got reply @bo from:{day(-2)} from:{day(-1)}//talk/"},
         ("from", "brand", "phone", 25)),
        ({0: f"brand got reply from:{day(1)}", 1: "25m brand talk phone @bo"}, ("unattributed", "", "", None)),
        # 1, reference: the latest entry with a shared tag, however long ago, whatever else would hold
        ({-99: "25m brand post linkedin +launch", 0: "personal got sale mastodon +launch"},
         ("reference", "brand", "linkedin", 25)),
        ({-9: "25m brand post linkedin +launch", -2: "26m personal talk phone @bo +launch",
          0: "brand got sale @bo +launch"}, ("reference", "personal", "phone", 26)),
        ({-9: "25m brand post linkedin +a", -8: "26m brand post linkedin +b", 0: "brand got reply +b +a"},
         ("reference", "brand", "linkedin", 26)),
        ({-1: "25m brand post blog +a\n26m personal talk phone @bo", 0: "personal got reply @bo +a heard:phone"},
         ("reference", "brand", "blog", 25)),
        # 2, said so: only if one side alone used that channel within 45 days
        ({-45: "25m brand post linkedin", 0: "personal got lead heard:LinkedIn"}, ("said", "brand", "linkedin", 25)),
        ({-46: "25m brand post linkedin", 0: "personal got lead heard:linkedin"}, ("unattributed", "", "", None)),
        ({-3: "25m brand post blog\n26m personal read blog", 0: "brand got lead heard:blog"},
         ("unattributed", "", "", None)),
        ({-3: "25m brand post blog\n26m personal talk phone @bo", 0: "personal got lead @bo heard:blog"},
         ("said", "brand", "blog", 25)),
        # 3, person: the last entry with them within 45 days; both hats if both had one in the last 7
        ({-45: "25m brand talk phone @bo", 0: "personal got reply @bo"}, ("person", "brand", "phone", 25)),
        ({-46: "25m brand talk phone @bo", 0: "personal got reply @bo"}, ("unattributed", "", "", None)),
        ({-9: "25m brand talk phone @bo", -8: "26m personal talk coffee @bo", 0: "brand got reply @bo"},
         ("person", "personal", "coffee", 26)),
        ({-8: "25m brand talk phone @bo", -7: "26m personal talk coffee @bo", 0: "brand got reply @bo"},
         ("person", "personal", "coffee", 26)),
        ({-7: "25m brand talk phone @bo", -1: "26m personal talk coffee @bo", 0: "brand got reply @bo"},
         ("both", "", "coffee", 26)),
        ({-2: "25m brand post linkedin: about @bo", 0: "personal got reply @bo"}, ("person", "brand", "linkedin", 25)),
        ({-3: "25m brand talk phone @bo", -2: "26m personal talk phone @anna", 0: "brand got intro @carl @bo"},
         ("person", "brand", "phone", 25)),
        ({-2: "25m brand talk phone @bo", -1: "26m brand post linkedin", 0: "brand got reply linkedin @bo"},
         ("person", "brand", "phone", 25)),
        # 4, place: the line's own hat on the line's own channel within 14 days
        ({-14: "25m brand post linkedin", 0: "brand got reply linkedin"}, ("place", "brand", "linkedin", 25)),
        ({-15: "25m brand post linkedin", 0: "brand got reply linkedin"}, ("unattributed", "", "", None)),
        ({-3: "25m brand post linkedin", -1: "26m brand read linkedin", 0: "client-acme got reply linkedin"},
         ("place", "brand", "linkedin", 26)),
        ({-3: "25m personal post linkedin", 0: "brand got reply linkedin"}, ("unattributed", "", "", None)),
        ({-3: "25m brand post", 0: "brand got reply"}, ("unattributed", "", "", None)),
        # 5, nothing
        ({0: "brand got reply @bo +launch heard:tv"}, ("unattributed", "", "", None)),
    ],
)  # fmt: skip
def test_the_first_rung_that_holds_traces_a_return(
    days: dict[int, str], expected: tuple[str, str, str, int | None]
) -> None:
    assert where(days) == expected


@pytest.mark.parametrize(
    ("page", "minutes"),
    [
        ("09:00 25m brand post linkedin\n08:00 brand got reply linkedin", None),
        ("09:00 25m brand post linkedin\n09:00 brand got reply linkedin", 25),
        ("brand got reply linkedin\n25m brand post linkedin", None),
        ("25m brand post linkedin\nbrand got reply linkedin", 25),
        ("10:00 brand got reply linkedin\n08:00 25m brand post linkedin", 25),
        ("25m brand post linkedin\n26m brand post linkedin\nbrand got reply linkedin", 26),
        ("16:00 5m brand read blog\n25m brand post linkedin\n15:20 brand got reply linkedin", None),
        ("08:00 25m brand post linkedin\n12:00 26m brand post linkedin\n11:00 brand got reply linkedin", 25),
    ],
)
def test_on_the_day_itself_only_what_came_before_counts(page: str, minutes: int | None) -> None:
    """A line without a clock time stands where the nearest timed line above it puts it."""
    assert where({0: page})[3] == minutes


def test_what_both_hats_brought_keeps_both_of_its_entries() -> None:
    found = traced(
        {-6: "25m brand talk phone @bo", -1: "26m personal talk coffee @bo", 0: "brand got reply @bo"}
    )
    assert [(each.side, each.entry.minutes) for each in found.touches] == [("brand", 25), ("personal", 26)]


def test_what_comes_later_traces_nothing() -> None:
    assert (
        where({0: "brand got reply linkedin @bo +a", 1: "25m brand talk linkedin @bo +a"})[0]
        == "unattributed"
    )


def test_every_rung_is_counted_even_where_it_reached_nothing() -> None:
    found = figures({
        0: "25m brand post linkedin +a\nbrand got reply +a\nbrand got reply linkedin x3\nbrand got lead",
        -1: "brand got reply linkedin",
    })  # fmt: skip
    assert tuple(found.trace) == RUNGS
    assert found.trace == dict.fromkeys(RUNGS, 0) | {"reference": 1, "place": 3, "unattributed": 1}
