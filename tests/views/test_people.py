"""People on one screen and in sentences, and one person's page: what they look like, and every silence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.expected_text import same_as
from tests.measures.logged import MONDAY, SUNDAY
from tests.views import made_people as made

from twohats.appearance.roles import ROLES
from twohats.measures.reconnecting import Aside
from twohats.render.plain import plain
from twohats.text.visible import visible
from twohats.text.width import width as columns_of
from twohats.views.block_plain import view_plain
from twohats.views.block_rows import view_rows
from twohats.views.people import MOST_LATELY, MOST_WAITING, people_view
from twohats.views.person import person_view
from twohats.views.rows import row_text

if TYPE_CHECKING:
    from twohats.views.blocks import View

EXPECTED = Path(__file__).parent / "expected"
FULL = made.everyone(made.FULL)
VIEWS = {
    "people-full": people_view(FULL, people=made.SHOWN, channels=made.CHANNELS),
    "people-young": people_view(made.everyone(made.YOUNG), people=made.SHOWN, channels=made.CHANNELS),
    "people-empty": people_view(made.everyone({})),
    "people-shared": people_view(FULL, people=made.SHOWN, anonymous=True),
    "person-bo": person_view(
        made.one(made.FULL, "bo"), people=made.SHOWN, channels=made.CHANNELS, aliases=("bo.l",)
    ),
    "person-anna-shared": person_view(made.one(made.FULL, "anna"), people=made.SHOWN, anonymous=True),
}
slow = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
DAY = MONDAY.toordinal()


def says(days: dict[int, str], aside: Aside | None = None) -> str:
    """Everything that the view of everyone says, in one line."""
    figures = made.everyone(days, aside) if aside else made.everyone(days)
    return " ".join(view_plain(people_view(figures, people=made.SHOWN, channels=made.CHANNELS)).split())


def said_of(days: dict[int, str], person: str, aside: Aside | None = None) -> str:
    """Everything that a person's page says, in one line."""
    figures = made.one(days, person, aside) if aside else made.one(days, person)
    return " ".join(view_plain(person_view(figures, people=made.SHOWN, channels=made.CHANNELS)).split())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_reviewed(name: str, width: int) -> None:
    text = plain(each.row for each in view_rows(VIEWS[name], width))
    same_as(EXPECTED / f"{name}-{width}.txt", text)


@pytest.mark.parametrize("name", VIEWS)
def test_in_sentences_it_reads_as_reviewed(name: str) -> None:
    same_as(EXPECTED / f"{name}.txt", view_plain(VIEWS[name]))


def test_who_waits_and_who_was_not_spoken_to_fit_a_terminal_of_24_rows() -> None:
    rows = [row_text(each.row) for each in view_rows(VIEWS["people-full"], 80)]
    assert next(at for at, row in enumerate(rows) if row.startswith(" Lately")) < 20


def test_every_person_opens_their_page_and_every_line_of_it_its_line() -> None:
    rows = view_rows(VIEWS["people-full"], 80)
    assert {"zoe", "kit", "dina", "anna", "bo"} <= {each.door.person for each in rows}
    chain = VIEWS["person-bo"].blocks[1]
    places = [record.door.lines for record in chain.records]  # type: ignore[union-attr]
    assert places[0] == ("2026-08-08:1",)
    assert all(len(each) == 1 for each in places)


# Silences


OLD = {-200: "nothing"}
SENTENCES = [
    ({}, "Waiting: whoever you meet stands here until there was a word to them alone: a talk, a note, an answer."),
    ({0: "20m brand post"}, "Waiting: nobody. in the first four weeks only those are here whose line says that they were met"),
    (OLD | {0: "20m brand post"}, "Waiting: nobody: whoever you met in the last 104 days has had a word since."),
    ({-82: "nothing"}, "names come here once the journal has 90 days; it has 89."),
    (OLD, "Not spoken to for long: nobody: you have talked or written to everyone in the last 90 days."),
    (OLD, "nobody in live contact."),
    (OLD, "Lately (90 days): people you have talked to, or who wrote to you and you to them, within 90 days."),
    ({-20: "nothing", 0: "5m brand talk @bo"}, "none of them wrote first, in 27 days"),
    (OLD, "First talk: nobody."),
    ({0: "5m brand talk @bo"}, "First talk: not in the first four weeks, in which everybody turns up for the first time."),
    ({0: "brand got reply"}, "Known names: not in the first four weeks, in which everybody turns up for the first time."),
    (OLD, "Known names: nothing came back in 90 days."),
    (OLD | {0: "brand got reply @bo x4"}, "Known names: 0 of 4 returns from people known before, 4 from new ones."),
    (OLD | {0: "brand got reply x5"}, "Known names: 0 of 5 returns from people known before (0 %), 5 without a name."),
    (OLD, "Met: nobody yet."),
    ({0: "5m brand talk phone @bo"}, "Met: not known of 1."),
    (OLD | {0: "5m brand talk phone @bo"}, "Met: Telephone 1 (by the first line)."),
    (OLD, "Lost: nobody in 90 days."),
    (OLD | {0: "brand lost @bo"}, "Lost: 1 brand in 90 days."),
    (OLD, "Followed up: nobody was met 14 to 104 days ago who needed it."),
    (OLD | {-30: "brand got reply @bo"}, "Followed up: 0 of 1 new person, too few for a share: 5 it takes."),
    (OLD, "Answered: no message to one person yet that is 14 days old: an ask, a note, words of your own."),
    (OLD | {-30: "brand asked @bo"}, "Answered: 0 of 1 message, too few for a share: 5 it takes; that not all write back is usual."),
    (OLD | {-30: "\n".join(f"brand asked @p{n}" for n in range(5))}, "Answered: 0 of 5 messages, 0 to 35 % (90 %); that not all"),
    (OLD, "First answer: nobody was written to before they had written or talked."),
    (OLD | {-30: "brand asked @bo x2"}, "First answer: messages until then: 2 or more; from 5 people on the middle is said."),
    (OLD | {-30: "\n".join(f"brand asked @p{n}" for n in range(5))}, "after at least 1 message, the middle of 5 people; 5 of them not yet."),
    (OLD | {-30: "brand asked @bo"}, "No answer yet: Bo Lindqvist."),
    (OLD | {-30: "brand asked @bo x3"}, "Leave be: Bo Lindqvist: three messages or more without an answer."),
    (OLD, "Given, asked: nothing given and nothing asked in 90 days."),
    (OLD | {0: "brand asked @bo"}, "Given, asked: no gives, 1 ask."),
    (OLD | {0: "brand gave note @bo x5"}, "Given, asked: 5 gives, no asks."),
    (OLD | {0: "brand gave note @bo x2\nbrand asked @bo"}, "Given, asked: 2 gives to 1 ask."),
    (OLD | {0: "brand gave note @bo x4\nbrand asked @bo"}, "Given, asked: 4 gives to 1 ask, 80 % given."),
    (OLD | {0: "brand gave note @bo x4"}, "Expecting nothing: no give says whether anything was expected: expect:none; 4 do not say."),
    (OLD | {0: "brand gave note @bo x4 expect:none"}, "Expecting nothing: 4 of 4 gives that say so."),
    (OLD | {0: "brand gave note @bo x6 expect:none\nbrand gave help @bo"}, "6 of 6 gives that say so, 100 %; 1 does not say."),
    (OLD, "Before a sale: no sale to anybody named in a year."),
    (OLD | {0: "brand got sale 5GBP"}, "1 sale without a name, of which nothing is known."),
    (OLD | {0: "brand got sale @bo 5GBP"}, "Before a sale: Bo Lindqvist, 16 Nov: 0 days after the first contact, 0 talks, 0m."),
    ({0: "brand got sale @bo 5GBP"}, "Bo Lindqvist, 16 Nov: at least 0 days after the first contact"),
]  # fmt: skip


@pytest.mark.parametrize(("days", "sentence"), SENTENCES)
def test_what_it_says_and_what_it_lacks(days: dict[int, str], sentence: str) -> None:
    assert sentence in says(days)


def test_put_off_and_let_go_are_counted_and_not_named() -> None:
    days = OLD | {
        -9: "1h brand do walk @bo met:fair",
        -8: "1h brand do walk @zoe met:fair",
        -100: "5m brand talk @anna",
    }
    aside = Aside(later={"bo": SUNDAY.toordinal() + 1}, let_go={"zoe": DAY, "anna": DAY})
    told = says(days, aside)
    assert "Waiting: nobody else. 2 people put off or let go." in told
    assert "Not spoken to for long: nobody" in told
    assert "Waiting: Bo Lindqvist, met 7 Nov, 15 days" not in told
    assert "Anna" in says(days).partition("Not spoken to")[2].partition("Lately")[0]


def test_who_was_left_be_is_not_named_among_those_waiting() -> None:
    days = OLD | {-60: "1h brand do walk @bo met:fair", -50: "brand asked @bo x3"}
    assert "Waiting: nobody:" in says(days)
    assert "Leave be: Bo Lindqvist" in says(days)


def test_more_people_than_have_a_row_are_counted() -> None:
    met = "\n".join(f"1h brand do walk @w{n} met:fair" for n in range(MOST_WAITING + 2))
    talked = "\n".join(f"5m brand talk @t{n}" for n in range(MOST_LATELY + 3))
    told = says(OLD | {0: f"{met}\n{talked}"})
    assert "and 2 more." in told
    assert "and 3 more in live contact." in told
    assert "First talk: t0, t1, t2, t3, t4 and 8 more." in told


PERSON = [
    ({0: "brand got thanks @bo"}, "Bo Lindqvist, named, and no contact yet."),
    ({0: "5m brand talk phone @bo"}, "Bo Lindqvist, here since the first weeks, 16 Nov."),
    (OLD | {0: "5m brand talk phone @bo"}, "Bo Lindqvist, first here 16 Nov, Telephone."),
    (OLD | {0: "5m brand talk phone @bo met:linkedin"}, "Bo Lindqvist, met: LinkedIn, first here 16 Nov."),
    (OLD | {0: "5m brand talk @bo"}, "Bo Lindqvist, first here 16 Nov."),
    (OLD | {0: "brand asked @bo x3"}, "Given, asked: 0 : 3; you asked 3, gave 0 in 30 days."),
    (OLD | {-60: "brand asked @bo x3"}, "Given, asked: 0 : 3; at most 3 asks in 30 days."),
    (OLD | {0: "brand asked @bo\nbrand gave note @bo"}, "Given, asked: 1 : 1."),
    (OLD | {-20: "brand asked @bo x3"}, "Messages: 0 of 3 answered; 3 since anything of theirs: leave be."),
    (OLD | {-20: "brand asked @bo x2", -9: "brand got reply @bo"}, "Messages: 1 of 2 answered."),
    (OLD | {-20: "brand got reply @bo"}, "Waiting: 26 days, nothing to them alone yet."),
    (OLD | {0: "brand got lead @bo"}, "So far: 1 line, 0 talks, no time logged; in 90 days no talk."),
    (OLD | {0: "brand got lead @bo"}, "The chain: 16 Nov, brand got lead \u00b7 not traced."),
    (OLD | {0: "brand got lead @bo from:none"}, "brand got lead \u00b7 tied to nothing (from:none)."),
    (OLD | {0: "10:00 5m brand post linkedin\n11:00 brand got lead linkedin @bo from:2026-11-16/post"},
     "got lead LinkedIn \u00b7 from post LinkedIn, 16 Nov (you said so, from:)."),
    (OLD | {0: "5m brand post linkedin +a\nbrand got lead @bo +a"}, "from post LinkedIn, 16 Nov (same thread, +a)."),
    (OLD | {0: "5m brand post linkedin\nbrand got lead @bo heard:linkedin"},
     "from post LinkedIn, 16 Nov (they said so, heard:linkedin)."),
    (OLD | {0: "5m brand talk phone @bo\nbrand got lead @bo"}, "from talk Telephone, 16 Nov (same person)."),
    (OLD | {0: "5m brand talk phone @bo\n5m personal talk @bo\nbrand got lead @bo"},
     "from talk Telephone, 16 Nov and talk, 16 Nov (same person, both hats)."),
    (OLD | {0: "5m brand post linkedin\nbrand got lead linkedin @bo"}, "from post LinkedIn, 16 Nov (same hat and channel)."),
    (OLD | {-300: "brand got sale @bo 5GBP x2"}, "20 Jan, brand got sale x2 5 GBP"),
    (OLD | {-700: "5m brand talk @bo"}, "here since the first weeks, 16 Dec 2024."),
]  # fmt: skip


@pytest.mark.parametrize(("days", "sentence"), PERSON)
def test_what_a_page_says_of_a_person(days: dict[int, str], sentence: str) -> None:
    assert sentence in said_of(days, "bo")


def test_a_page_says_what_was_decided_about_somebody_until_they_turn_up() -> None:
    days = OLD | {-20: "brand got reply @bo"}
    assert "Later: not named before 1 Dec." in said_of(days, "bo", Aside(later={"bo": DAY + 15}))
    assert "Later" not in said_of(days, "bo", Aside(later={"bo": DAY - 1}))
    assert "Let go: on 15 Nov." in said_of(days, "bo", Aside(let_go={"bo": DAY - 1}))
    assert "Let go" not in said_of(days | {3: "brand got reply @bo"}, "bo", Aside(let_go={"bo": DAY - 1}))


# What holds of every view


NAME = st.sampled_from(["anna", "bo", "o'brien", "jo@ho.st", "zo\u00eb", "\u0440\u043e\u0431"])
LINE = st.builds(
    lambda front, name, note: f"{front} @{name}: {note}",
    st.sampled_from(
        ["20m brand talk phone", "brand got reply letter", "brand gave note", "brand asked x3", "brand got sale 5GBP",
         "1h personal do walk", "brand lost", "brand got intro @anna"]
    ),
    NAME,
    st.text(st.characters(codec="utf-8", exclude_categories=["Zl", "Zp"], exclude_characters="\n\r"), max_size=60),
)  # fmt: skip
DAYS = st.dictionaries(
    st.integers(-300, 6), st.lists(LINE, min_size=1, max_size=4).map("\n".join), max_size=8
)


@slow
@given(DAYS, st.integers(1, 130), st.sampled_from(["", "shared"]))
def test_whatever_is_logged_no_row_is_too_wide_and_no_text_raw(
    days: dict[int, str], width: int, how: str
) -> None:
    shared = how == "shared"
    figures = made.everyone(days)
    views: list[View] = [people_view(figures, people={"bo": "B\x1b[31mo\u202e"}, anonymous=shared)]
    views += [person_view(made.one(days, person), anonymous=shared) for person in sorted(figures.named)[:2]]
    for view in views:
        for each in view_rows(view, width):
            text = row_text(each.row)
            assert columns_of(text) <= width
            assert visible(text, len(text)) == text
            assert all(span.role in ROLES for span in each.row)
        assert "\x1b" not in view_plain(view)
        if shared:
            assert all(name not in view_plain(view) for name in ("o'brien", "jo@ho.st", "\u0440\u043e\u0431"))
