"""The words behind `to` of `hat change … to WORDS`."""

from __future__ import annotations

from datetime import datetime

import pytest

from twohats.drafting.change_words import read_change
from twohats.errors import NotUnderstood
from twohats.format.line_change import LineChange
from twohats.format.words import Hats

NOW = datetime(2026, 11, 22, 10, 30)  # a Sunday
HATS = Hats({"novelist": ("brand", "n")})
CHANNELS = {"linkedin", "mastodon", "brandon", "monday", "reading"}


def read(text: str) -> LineChange:
    return read_change(text.split(" "), NOW, HATS, CHANNELS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fedi", LineChange(channel="fedi")),
        ("Linkedin", LineChange(channel="linkedin")),
        ("brandon", LineChange(channel="brandon")),
        ("reading", LineChange(channel="reading")),
        ("in:brand", LineChange(channel="brand")),
        ("IN:help", LineChange(channel="help")),
        ("in:monday", LineChange(channel="monday")),
        ("b", LineChange(hat="brand")),
        ("N", LineChange(hat="novelist")),
        ("personal talk phone", LineChange(hat="personal", verb="talk", channel="phone")),
        ("got reply", LineChange(verb="got", kind="reply")),
        ("congrats", LineChange(kind="congrats")),
        ("@Anna @bo +launch", LineChange(people=("anna", "bo"), tags=("launch",))),
        ("@anna@example.org", LineChange(people=("anna@example.org",))),
        (
            "not @anna @bo NOT +launch",
            LineChange(people=("bo",), without_people=("anna",), without_tags=("launch",)),
        ),
        ("not @ @bo not +", LineChange(people=("bo",), without_people=("",), without_tags=("",))),
        ("not linkedin", LineChange(without_channels=("linkedin",))),
        ("not in:", LineChange(without_channels=("",))),
        ("not in:brand", LineChange(without_channels=("brand",))),
        ("m3 I- u5", LineChange(ratings=(("m", 3), ("i", 0), ("u", 5)))),
        ("x3", LineChange(count=3)),
        ("1200gbp", LineChange(amount=("1200", "GBP"))),
        ("why:Money", LineChange(fields=(("why", "Money"),))),
        ("why:money why:ego", LineChange(fields=(("why", "money"), ("why", "ego")))),
        ("src:https://x.y", LineChange(fields=(("src", "https://x.y"),))),
        ("not why:", LineChange(without_fields=(("why", ""),))),
        ("not Why:ego", LineChange(without_fields=(("why", "ego"),))),
        ("25m", LineChange(minutes=25)),
        ("1h30", LineChange(minutes=90)),
        ("~40m", LineChange(minutes=40, estimated=True)),
        ("about 40m brand", LineChange(hat="brand", minutes=40, estimated=True)),
        ("09:10", LineChange(start=550)),
        ("24:40", LineChange(start=1480)),
        ("9am", LineChange(start=540)),
        ("9:10-9:35", LineChange(start=550, minutes=25)),
        ("yesterday", LineChange(day="2026-11-21")),
        ("fedi 20 nov m2", LineChange(day="2026-11-20", channel="fedi", ratings=(("m", 2),))),
        ("fri", LineChange(day="2026-11-20")),
        ("2 days ago", LineChange(day="2026-11-20")),
        ("monday", LineChange(day="2026-11-16")),
    ],
)
def test_what_the_words_say(text: str, expected: LineChange) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "what should the lines become?", "to fedi"),
        ("brnd", "brnd is neither a word of lines nor a channel yet", "did you mean brand? in:brnd makes"),
        ("perso", "perso is neither", "did you mean personal?"),
        ("congrat", "congrat is neither", "did you mean congrats?"),
        ("@", "@ is not a person's name", "@anna"),
        ("+1", "+1 is not a tag", "+launch"),
        ("m7", "m7 is not a rating", "m1 to m5, m- takes it out"),
        ("m0", "m0 is not a rating", "m1 to m5"),
        ("x0", "x0 is not a count", "x1 to"),
        ("5XXX", "5XXX is not understood", "1200GBP"),
        ("25:99", "25:99 is not a time of day", "times run from"),
        ("13h", "13h is too long for one line", "at most 12h"),
        ("~fedi", "fedi is not a duration", "~40m"),
        ("fedi linkedin", "a line has one channel: fedi or linkedin", ""),
        ("brand personal", "a line has one hat: brand or personal", ""),
        ("m2 m3", "a line has one rating m: m2 or m3", ""),
        ("m2 m-", "a line has one rating m: m2 or m-", ""),
        ("not m3", "a rating is taken out by its letter and a dash", "m-"),
        ("not m", "a rating is taken out by its letter and a dash", "m-"),
        ("not x3", "every line has a count", "x1"),
        ("not 25m", "not 25m says nothing behind to", "instead"),
        ("not 5GBP", "not 5GBP says nothing behind to", "instead"),
        ("25m 09:10-09:35", "a line has one duration: 25m or 09:10-09:35", ""),
        ("@anna not @Anna", "@anna cannot be there and not be there", ""),
        ("why:Money not why:money", "why:money cannot be there and not be there", ""),
        ("linkedin not in:linkedin", "linkedin cannot be there and not be there", ""),
        ("why:", "why: needs a value", "not why: takes it out"),
        ("why: ego", "a note is changed in its line, not in many", "hat edit PLACE"),
        ("@anna:", "a note is changed in its line, not in many", "hat edit PLACE"),
        ("fedi :", "a note is changed in its line, not in many", "hat edit PLACE"),
        ("fedi: launch", "a note is changed in its line, not in many", "hat edit PLACE"),
        ("why:a:", "a note is changed in its line", ""),
        ("why:a: b", "a note is changed in its line", ""),
        ("why", "why needs its value right after the colon", "why:value"),
        ("side:brand", "a line says no side, it says a hat", "one of personal, brand, novelist"),
        ("not", "not what?", "not @anna"),
        ("not brand", "no line can be without its hat", "should be instead"),
        ("not got", "no line can be without its verb", ""),
        ("not reply", "no line can be without its kind", ""),
        ("since oct", "since says nothing behind to", "in:since"),
        ("week", "week is not a day", "in:week"),
        ("2027-01-01", "2027-01-01 is still to come", ""),
        ("fri 9am", "fri 9am is a time of a day", "yesterday"),
        ("in:", "nothing is not a channel", "in:linkedin"),
        ("in:x22", "x22 is not a channel", ""),
        ("in:why", "why is not a channel", ""),
        ("in:1", "1 is not a channel", "in:linkedin"),
        ("2%", "2% is not understood", ""),
        ("a/b", "a/b is not understood", ""),
        ("n" * 201, "a word has more than 200 characters", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_could(text: str, message: str, hint: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        read(text)
    assert error.value.message.startswith(message)
    assert hint in error.value.hint


def test_the_place_of_the_wrong_word_is_given() -> None:
    with pytest.raises(NotUnderstood) as error:
        read("fedi m7 brand")
    assert (error.value.line, error.value.column, error.value.length) == ("fedi m7 brand", 6, 2)
