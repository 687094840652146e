"""The cards on the screen: no wider than it, no control characters, whatever stands in the journal."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.views import made

from twohats.format.model import Item, Problem
from twohats.format.page import block_in, lines_of
from twohats.format.reading import read_page
from twohats.format.review import Limit
from twohats.format.words import DEFAULT_HATS
from twohats.measures.alike import Cluster
from twohats.measures.changed import changed
from twohats.measures.decisions import Standing
from twohats.measures.figures import FollowUp
from twohats.measures.sitting import FIELDS
from twohats.measures.timeline import NOTHING_LEFT_OUT
from twohats.render.plain import plain
from twohats.text.width import width as columns_of
from twohats.views import cards
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import view_rows
from twohats.views.lines import Line
from twohats.views.rows import row_text
from twohats.views.sunday import card_rows, changed_says, name_of_sitting, review_view

DAY = "2026-11-18"
TEXTS = [
    "- 25m brand post linkedin m2 +launch: what it was\n  and a line below",
    "- brand got reply linkedin @anna: \x1b[31m\u202eevil\x07 [bold]x[/]",
    "- 25m brnd post\x1b[2J linkedin",
    "- 5m brand read blog: " + "long " * 400,
    "- 5m brand read blog: " + "x" * 5_000,
    "- brand got reply: 名前名前" + "👩‍👩‍👧" * 40,
    "- 25m brand post why:\udcff",
]
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def line(text: str) -> Line:
    page = read_page(text, DAY)
    item = page.items[0] if page.items else Item(1, 1, 1, Problem("x", "y", text=text))
    return Line(DAY, item, block_in(lines_of(text), item))


def all_cards(text: str, free: str) -> list[cards.Card]:
    one = line(text)
    value = one.item.value
    wrong = (value.message, value.hint) if isinstance(value, Problem) else ("wrong", free)
    cluster = Cluster(free, "congrats", ())
    return [
        cards.problem_card("1", one, *wrong),
        *(cards.rating_card(letter, one, letter) for letter in "miuw"),
        *(cards.field_card(field, one, field, [free, "leads"]) for field in FIELDS),
        cards.person_card("2", FollowUp(free, DAY, 4, overdue=False), [one], {free: free}),
        cards.noise_card("3", cluster, [one, one, one], 4),
        cards.limit_card("4", *[Standing(Limit(free, 90, free), 20, "2026-W46")] * 2),
        cards.question_card("5", free),
        cards.decision_card("6"),
    ]


@slow
@given(
    st.sampled_from(TEXTS) | st.text(max_size=60),
    made.NAMES,
    st.sampled_from([1, 10, 39, 80, 120]),
)
def test_no_card_is_wider_than_the_screen_or_commands_it(text: str, free: str, width: int) -> None:
    for card in all_cards(text, free):
        rows = card_rows(card, (1, 20), name_of_sitting("2026-W47"), DEFAULT_HATS, width)
        shown = plain(rows)
        assert not set(shown) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}
        assert all(columns_of(row_text(row)) <= width for row in rows)


@slow
@given(made.weeks(), made.weeks(), made.NAMES)
def test_what_there_is_to_ask_and_what_changed_can_always_be_said(before, after, free: str) -> None:
    found = all_cards(TEXTS[0], free)
    for each in changed(before, before._replace(follow_up=after.follow_up, noise=after.noise)):
        assert changed_says(each)
    view = review_view(("2026-W47", "2026-11-16", "2026-11-22"), found, frozenset(["1"]), before.decided)
    shown = view_plain(view)
    assert not set(shown) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E)}


def test_numbers_of_cards_stand_at_the_right_of_their_column() -> None:
    one = line("- 25m brnd post")
    found = [cards.problem_card(str(at), one, "wrong", "") for at in range(12)]
    found.append(cards.question_card("q", "Why?"))
    view = review_view(("2026-W47", "2026-11-16", "2026-11-22"), found, frozenset(["0", "1"]), can_begin=True)
    rows = [row_text(each.row).rstrip() for each in view_rows(view, 80)]
    at = rows.index(" To ask")
    assert rows[at + 1 : at + 5] == [
        " all of it                   11",
        " passed by, once more         2",
        " lines not understood        12  2 passed by",
        " the question                 1",
    ]
    assert "To ask, lines not understood: 12, 2 passed by.\nTo ask, the question: 1.\n" in view_plain(view)


def test_nothing_changed_is_not_said() -> None:
    assert changed(made.ORDINARY, made.ORDINARY) == ()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("noise", made.ORDINARY.noise._replace(brand=51), "22 that came back count as noise now"),
        ("noise", made.ORDINARY.noise._replace(brand=30), "1 that came back counts as noise now"),
        ("cover", made.ORDINARY.cover._replace(left_out=NOTHING_LEFT_OUT), "1 line more is understood"),
        ("follow_up", (), "2 people less to write to"),
        ("follow_up", made.ORDINARY.follow_up[:1], "a person less to write to"),
    ],
)
def test_what_the_answers_changed(field: str, value: object, says: str) -> None:
    assert [
        changed_says(each) for each in changed(made.ORDINARY, made.replace(made.ORDINARY, **{field: value}))
    ] == [says]


def test_ratings_that_are_enough_now_are_said_with_their_interval() -> None:
    before, after = (
        made.silent_gap("motivation", made.TWO_BRAND, (7, 1)),
        made.gap("motivation", (-0.8, -1.1, -0.5), (7, 3)),
    )
    weeks = [made.replace(made.EMPTY, gaps=(gap,)) for gap in (before, after)]
    assert [changed_says(each) for each in changed(*weeks)] == [
        "motivation now has enough ratings: -0.8 (-1.1 to -0.5)"
    ]
    still = made.silent_gap("motivation", made.TWO_BRAND, (7, 2))
    weeks = [made.replace(made.EMPTY, gaps=(gap,)) for gap in (before, still)]
    assert [changed_says(each) for each in changed(*weeks)] == [
        "motivation: 1 more rating, not enough yet: 2 more brand ratings"
    ]
