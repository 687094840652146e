"""Why, on one screen and in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.expected_text import same_as
from tests.views import made_channels as made

from twohats.measures.questions import QUESTIONS
from twohats.measures.reasons import WhyFigures, why_figures
from twohats.render.plain import plain
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import view_rows
from twohats.views.why import MOST, why_view

if TYPE_CHECKING:
    from twohats.views.blocks import View

EXPECTED = Path(__file__).parent / "expected"
SAYS_WHY = {
    0: "30m brand post a why:money\n20m personal post a why:money,curious\n10m brand read a why:bo-told-me\n1h brand talk @bo",
    -3: "2h personal do walk\n1h brand do service",
}


def figures(days: dict[int, str], blocks: tuple[range, ...] = ()) -> WhyFigures:
    return why_figures(made.timeline(days), range(12), blocks)


def says(days: dict[int, str], blocks: tuple[range, ...] = ()) -> str:
    return " ".join(view_plain(why_view(figures(days, blocks))).split())


VIEWS: dict[str, View] = {
    "why-full": why_view(figures(SAYS_WHY)),
    "why-silent": why_view(figures({0: "1h brand post a"})),
    "why-empty": why_view(figures({})),
}


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_reviewed(name: str, width: int) -> None:
    same_as(EXPECTED / f"{name}-{width}.txt", plain(each.row for each in view_rows(VIEWS[name], width)))


@pytest.mark.parametrize("name", VIEWS)
def test_in_sentences_it_reads_as_reviewed(name: str) -> None:
    same_as(EXPECTED / f"{name}.txt", view_plain(VIEWS[name]))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({}, "no hours of post, read or talk in these weeks."),
        ({0: "1h brand post a"}, "none of 1h says why: why:money, why:curious, or any word of your own."),
        (SAYS_WHY, "1h of 2h say why; most, 50m, say money."),
        (SAYS_WHY, "Reason: money: brand 30m, personal 20m, 2 lines."),
        (SAYS_WHY, "minutes with two reasons count under both."),
        (SAYS_WHY, "money the only reason: 30m."),
        (SAYS_WHY, "(art, passion, idea, dent, remarkable, give, curious): 20m."),
        ({0: "1h brand post a why:ego"}, "(art, passion, idea, dent, remarkable, give, curious): none."),
        ({0: "\n".join(f"9m brand post a why:x{n}" for n in range(MOST + 2))}, "and 2 reasons more."),
        (SAYS_WHY, "walking round 2h. Why social, and not walking about among the people you work with?"),
        (SAYS_WHY, "service 1h. Why social"),
        (SAYS_WHY, "leading none. Why social"),
    ],
)
def test_every_silence_and_every_count_has_its_sentence(days: dict[int, str], sentence: str) -> None:
    assert sentence in says(days)


def test_all_four_questions_are_asked() -> None:
    assert all(question in says({}) for question in QUESTIONS)


def test_it_says_when_it_opens_by_itself() -> None:
    days = {-7 * n - m: "1h brand post a m2" for n in (1, 5) for m in range(3)}
    sentence = "This opens by itself: brand motivation was below 3 in the last two reviews of four weeks."
    assert sentence in says(days, (range(1, 5), range(5, 9)))
    assert "opens by itself" not in says(days, (range(1, 5),))


def test_reasons_of_the_users_own_are_counted_together_when_it_is_handed_on() -> None:
    text = view_plain(why_view(figures(SAYS_WHY), anonymous=True))
    assert "another reason: brand 10m" in text
    assert "bo-told-me" not in text
