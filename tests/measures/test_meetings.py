"""Where people were met, and how sure that is."""

from __future__ import annotations

import pytest
from tests.measures.logged import MONDAY, whole

from twohats.measures.contacts import contacts_of
from twohats.measures.meetings import FIRST, KEPT, SAID, UNKNOWN, Meeting, MetHere, meetings, met_here

START = MONDAY.toordinal()
OLD = {-150: "nothing"}


def met(days: dict[int, str], kept: dict[str, str] | None = None) -> dict[str, Meeting]:
    timeline = whole(days)
    return meetings(timeline, contacts_of(timeline), kept or {})


@pytest.mark.parametrize(
    ("lines", "kept", "channel", "sure"),
    [
        ("10m brand talk phone @bo", "", "phone", FIRST),
        ("10m brand talk phone @bo met:Fair", "", "fair", SAID),
        (
            "brand got reply linkedin @bo\n10m brand talk in-person @bo met:linkedin",
            "letter",
            "linkedin",
            SAID,
        ),
        ("10m brand talk phone @bo", "letter", "letter", KEPT),
        ("10m brand talk @bo", "", "", UNKNOWN),
        ("10m brand talk @bo\n10m brand talk phone @bo", "", "", UNKNOWN),
        ("brand asked email @bo\n10m brand talk phone @bo", "", "phone", FIRST),
        (
            "10m brand read blog @bo\nbrand got thanks linkedin @bo\nbrand got reply letter @bo",
            "",
            "letter",
            FIRST,
        ),
    ],
)
def test_where_is_what_a_line_says_else_people_toml_else_the_first_contact(
    lines: str, kept: str, channel: str, sure: str
) -> None:
    found = met(OLD | {0: lines}, {"bo": kept} if kept else {})["bo"]
    assert (found.day, found.channel, found.sure, found.is_new) == (START, channel, sure, True)


def test_in_the_first_four_weeks_old_friends_turn_up_too() -> None:
    old = {-150: "nothing", -123: "10m brand talk phone @bo\n10m brand talk phone @carl met:fair"}
    found = met(old, {"dina": "letter"} | {})
    assert (found["bo"].channel, found["bo"].sure, found["bo"].is_new) == ("", UNKNOWN, False)
    assert (found["carl"].channel, found["carl"].sure, found["carl"].is_new) == ("fair", SAID, True)
    kept = met(old, {"bo": "letter"})["bo"]
    assert (kept.channel, kept.sure, kept.is_new) == ("letter", KEPT, False)
    assert met({-150: "nothing", -122: "10m brand talk phone @bo"})["bo"].is_new


def test_who_was_only_mentioned_asked_or_lost_has_not_been_met() -> None:
    days = OLD | {
        0: "10m brand post: for @a\nbrand asked @b\nbrand lost @c\nbrand lost @d met:fair\nbrand got likes @e"
    }
    assert met(days) == {}


def test_channels_are_counted_with_how_many_are_sure_and_the_unknown_last() -> None:
    days = OLD | {
        0: "10m brand talk phone @a\n10m brand talk phone @b met:fair\n10m brand talk @c\n10m brand talk @d\n"
        "10m brand talk email @e\n10m brand talk fair @f\n10m brand talk @g\n10m brand talk blog @h"
    }
    assert met_here(met(days, {"a": "fair"})) == (
        MetHere("fair", 3, 2), MetHere("blog", 1, 0), MetHere("email", 1, 0), MetHere("", 3, 0)
    )  # fmt: skip
    assert met_here({}) == ()
