"""Lines captured elsewhere: what is taken in, with which day, and what stays as it is."""

from __future__ import annotations

import sys
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.drafting.inbox import read_inbox
from twohats.format.times import Now
from twohats.format.words import Hats
from twohats.text.encoding import BOM

NOW = Now("2026-11-22", 10 * 60 + 30)  # a Sunday
HATS = Hats({"novelist": ("personal", "n")})

ONE_LINE = [
    # what a phone may send, the day it goes to, the line it becomes
    ("25m b post linkedin m2: launch", "2026-11-22", "25m brand post linkedin m2: launch"),
    ("- 25m brand post", "2026-11-22", "25m brand post"),
    ("* 25m brand post", "2026-11-22", "25m brand post"),
    ("\u2022 25m brand post", "2026-11-22", "25m brand post"),
    ("\u201325m brand post", "2026-11-22", "25m brand post"),
    ("1. 25m brand post", "2026-11-22", "25m brand post"),
    ("- [x] 25m brand post", "2026-11-22", "25m brand post"),
    ("  25m brand post", "2026-11-22", "25m brand post"),
    ("25\u00a0m brand post".replace("\u00a0m", "m\u00a0"), "2026-11-22", "25m brand post"),
    ("\u200e25m brand post", "2026-11-22", "25m brand post"),
    ("25 Min Brand Post LinkedIn", "2026-11-22", "25m brand post linkedin"),
    ("1 hr brand read", "2026-11-22", "1h brand read"),
    ("1.5 Hours brand read", "2026-11-22", "1h30 brand read"),
    ("2H 30M brand read", "2026-11-22", "2h30 brand read"),
    ("9:05\u20139:35 n read @O\u2019Brien", "2026-11-22", "09:05-09:35 novelist read @o'brien"),
    ("9am 25m b read", "2026-11-22", "09:00 25m brand read"),
    ("22:00 25m b read", "2026-11-21", "22:00 25m brand read"),
    ("yesterday 9am 25m b read", "2026-11-21", "09:00 25m brand read"),
    # The half of the day as a word of its own, as phones write it, behind any kind of space.
    ("9 am 25m b read", "2026-11-22", "09:00 25m brand read"),
    ("9:05 A.M. 25m b read", "2026-11-22", "09:05 25m brand read"),
    ("2026-11-20, 9:05 PM 25m b read", "2026-11-20", "21:05 25m brand read"),
    ("Nov 20, 2026 at 9:05\u202fPM 25m b read", "2026-11-20", "21:05 25m brand read"),
    ("Friday, November 20, 2026 at 12:05 PM 25m b read", "2026-11-20", "12:05 25m brand read"),
    ("20/11/2026, 9:05 pm 25m b read", "2026-11-20", "21:05 25m brand read"),
    ("20 nov 25m b post", "2026-11-20", "25m brand post"),
    ("20 Nov: 25m b post linkedin: launch", "2026-11-20", "25m brand post linkedin: launch"),
    ("- 20 nov, 25m b post", "2026-11-20", "25m brand post"),
    ("2026-11-20 25m b post", "2026-11-20", "25m brand post"),
    ("2026-11-20 Fri 25m b post", "2026-11-20", "25m brand post"),
    ("Fri 20 Nov 25m b post", "2026-11-20", "25m brand post"),
    ("fri 25m b post", "2026-11-20", "25m brand post"),
    ("20.11. 25m b post", "2026-11-20", "25m brand post"),
    ("20.11.26 25m b post", "2026-11-20", "25m brand post"),
    ("20/11/2026 25m b post", "2026-11-20", "25m brand post"),
    ("11/20/2026 25m b post", "2026-11-20", "25m brand post"),
    ("1.6. 25m b post", "2026-06-01", "25m brand post"),
    ("30.11.2025 25m b post", "2025-11-30", "25m brand post"),
    ("20 nov 22:00-06:00 b do make", "2026-11-20", "22:00-06:00 brand do make"),
    ("23:00-00:30 b post", "2026-11-21", "23:00-00:30 brand post"),
    ("25m b post linkedin \u2014 launch thread", "2026-11-22", "25m brand post linkedin: launch thread"),
    ("b got reply @bo", "2026-11-22", "brand got reply @bo"),
    ("nothing: hiking", "2026-11-22", "nothing: hiking"),
    ("25m b post: \u201clike this\u201d \u2014 or so", "2026-11-22", "25m brand post: \u201clike this\u201d \u2014 or so"),
]  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""], ids=["unix", "windows", "no-newline"])
@pytest.mark.parametrize(("text", "day", "item"), ONE_LINE, ids=ascii)
def test_a_line_is_taken_in_whatever_a_phone_made_of_it(text: str, day: str, item: str, ending: str) -> None:
    inbox = read_inbox(text + ending, NOW, HATS)
    assert [(one.draft.day, one.draft.item) for one in inbox.accepted] == [(day, item)]
    assert (inbox.stayed, inbox.text) == ((), "")


@pytest.mark.parametrize(
    "date",
    ["20 nov", "## 20 nov", "# 2026-11-20 Friday", "Friday 20 November 2026", "**Nov 20th**", "20.11.2026:", "- fri", "2 days ago"],
)  # fmt: skip
def test_a_date_of_its_own_holds_for_the_lines_below_it(date: str) -> None:
    inbox = read_inbox(
        f"5m p read\n{date}\n25m b post\n\n  10m p read\n21 nov 5m b read\n# Ideas\n1h n do make\n", NOW, HATS
    )
    assert [one.draft.day[8:] for one in inbox.accepted] == ["22", "20", "20", "21", "22"]
    assert inbox.text.strip() == "# Ideas"


NOT_UNDERSTOOD = [
    ("25m b psot", "psot is not a verb"),
    ("25 min brand pots", "pots is not a verb"),
    ("b linkdin abt 15 min", "linkdin is not a verb"),
    ("20 nov 25m b psot", "psot is not a verb"),
    ("30.11. 25m b post", "2026-11-30 is still to come"),
    ("30 nov 25m b post", "2026-11-30 is still to come"),
    ("2.1. 25m b post", "2027-01-02 is still to come"),
    ("brand post", "needs a duration"),
    ("25m b post m9", "m9 is not a rating"),
    ("30 nov 2027 25m b post", "2027-11-30 is still to come"),
    ("Sat 20 nov 25m b post", "2026-11-20 is a Friday"),
    ("3/4/26 25m b post", "3/4/26 could be two days"),
    ("31.11.2026 25m b post", "31.11.2026 is not a date"),
    ("25m b post: caf\udce9", "UTF-8"),
]


@pytest.mark.parametrize(("line", "why"), NOT_UNDERSTOOD, ids=ascii)
def test_a_line_that_begins_like_an_entry_stays_with_the_reason_below(line: str, why: str) -> None:
    inbox = read_inbox(f"{line}\n  a note\n", NOW, HATS)
    assert [(one.line, one.text) for one in inbox.stayed] == [(1, line)]
    assert why in inbox.stayed[0].why
    first, mark, *rest = inbox.text.split("\n")
    assert (first, rest) == (line, ["  a note", ""])
    assert mark == f"  ! read 2026-11-22: {inbox.stayed[0].why}"


@pytest.mark.parametrize(
    "line",
    ["milk", "tell sol YES re sunday leeks", "Brand new ideas came.", "sunday leeks", "25 ideas", "p tags are fun", "# Inbox", "> 25m b post",
     "1. milk", "- [ ] call @anna", "https://example.org", "9 lives", "---"],
)  # fmt: skip
def test_what_does_not_begin_like_an_entry_stays_as_it_is(line: str) -> None:
    text = f"{line}\n  below it\n"
    assert read_inbox(text, NOW, HATS) == ((), (), text)


def test_a_date_that_could_be_two_days_keeps_its_lines_back() -> None:
    inbox = read_inbox("3/4/26\n25m b post\nmilk\n", NOW)
    assert (inbox.accepted, len(inbox.stayed)) == ((), 1)


def test_indented_lines_are_notes_of_the_line_above_them() -> None:
    inbox = read_inbox("25m b post: one\n  two\n\t- three\n10m b read\n", NOW)
    assert [one.draft.item for one in inbox.accepted] == [
        "25m brand post: one\ntwo\n- three",
        "10m brand read",
    ]


def test_a_line_mended_later_goes_to_the_day_on_which_it_was_read_first() -> None:
    left = read_inbox("25m b psot\nyesterday 10m b raed\n22:30 5m b raed\n", NOW).text
    assert read_inbox(left, Now("2026-11-25", 600)).text == left
    mended = read_inbox(left.replace("psot", "post").replace("raed", "read"), Now("2026-11-25", 600))
    assert [one.draft.day for one in mended.accepted] == ["2026-11-22", "2026-11-21", "2026-11-22"]
    assert mended.text == ""


def test_the_reason_is_replaced_when_it_is_another_and_goes_when_the_line_is_none_any_more() -> None:
    left = read_inbox("25m b psot\n", NOW).text
    assert read_inbox(left.replace("psot", "post m9", 1), NOW).text.count("! read") == 1
    assert read_inbox(left.replace("25m b psot", "milk", 1), NOW).text == "milk\n"


def test_a_date_goes_with_the_last_of_its_lines_and_stays_with_the_others() -> None:
    assert read_inbox("fri\n25m b post\nsat\n10m b read\nmilk\n", NOW).text == "sat\nmilk\n"
    assert read_inbox("fri\nmilk\n25m b post", NOW).text == "fri\nmilk"
    assert read_inbox("fri\n", NOW).text == "fri\n"


def test_blank_lines_do_not_pile_up_where_lines_have_gone() -> None:
    assert (
        read_inbox("# Inbox\n\n25m b post\n\n10m b read\n\nmilk\n\n\neggs\n", NOW).text
        == "# Inbox\n\nmilk\n\n\neggs\n"
    )


def test_byte_order_mark_and_line_endings_stay() -> None:
    inbox = read_inbox(f"{BOM}# Inbox\r\n25m b post\r\n25m b psot\r\nmilk\r\n25m b raed", NOW)
    assert len(inbox.accepted) == 1
    assert inbox.text.startswith(f"{BOM}# Inbox\r\n25m b psot\r\n  ! read ")
    assert inbox.text.count("\n") == inbox.text.count("\r\n") == 5
    assert not inbox.text.endswith("\n")


PIECES = st.sampled_from([
    "25m b post: x", "- 09:10-09:35 p read", "25m b psot", "20 nov 25m b post", "fri", "## 20 nov", "3/4/26", "30 nov 2027", "milk", "  a note",
    "\tmore", "    25m b read", "# Ideas", "", "   ", "  ! read 2026-11-20: why", "  ! read 2026-99-99: why", "  ! note", "\ufeff", "nothing", "b psot 1",
    "25m b post: caf\udce9", "caf\udce9", "25m b post: x\ry", "\x0b25m b post", "1. ", "- ", "- [ ] 5m b read", "1/1/1/1", "0000-00-00", "now",
])  # fmt: skip
TEXTS = st.lists(
    st.tuples(PIECES | st.text(max_size=12), st.sampled_from(["\n", "\n", "\r\n", ""])), max_size=9
).map(lambda pieces: "".join(piece + ending for piece, ending in pieces))


@given(TEXTS)
@example("25m b psot\n  ! read 2026-11-20: why")
@example("25m b post: x\n\ufefffri\n")
@example("25m b post: x\n\ufeff25m b psot\n")
@example("fri\r\n25m b post\r\n25m b psot")
@example("25m b post: x  ! read 2026-11-20: why\n")
@example("b psot 1\r\nfri\n25m b post: x")
def test_nothing_is_lost_and_reading_again_changes_nothing(text: str) -> None:
    """Every line of the inbox is taken in, stays, or is a reason or a date that we put or took there."""
    inbox = read_inbox(text, NOW, HATS)
    again = read_inbox(inbox.text, NOW, HATS)
    assert (again.accepted, again.text) == ((), inbox.text)
    assert [(one.text, one.why) for one in again.stayed] == [(one.text, one.why) for one in inbox.stayed]
    before, after = written(text), written(inbox.text)
    assert not after - before
    gone = list((before - after).elements())
    notes = [line for one in inbox.accepted for line in one.draft.item.split("\n")[1:]]
    dates = [line for line in gone if read_inbox(f"{line}\n5m b read", NOW, HATS).text == ""]
    assert bool(gone) is bool(inbox.accepted)
    assert len(gone) <= len(inbox.accepted) + len(notes) + len(dates)


def written(text: str) -> Counter[str]:
    """The lines of a text that are not blank and no reasons of ours."""
    lines = [line.rstrip("\r") for line in text.removeprefix(BOM).split("\n")]
    return Counter(line for line in lines if line.strip() and not line.lstrip().startswith("! read"))


FORMS = ["9am 5m p read: {}", "9am-10am b post: {}", "20 nov 5m p read: {}", "fri 9am 10m p read: {}", "{}. 5m p read",
         "- [ ] 25 min brand post: {}", "25m b post - note {}", "b psot 20m {}", "milk {}"]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_line_takes_little_work_whatever_form_it_has(form: str) -> None:
    """In function calls, which no busy machine changes; 250 are 0.1 ms. They were up to 470, each word tried as a date."""
    calls = 0

    def count(_frame: object, event: str, _about: object) -> None:
        nonlocal calls
        calls += event == "call"

    read_inbox("".join(f"{form.format(n)}\n" for n in range(200, 300)), NOW, HATS)
    text = "".join(f"{form.format(n)}\n" for n in range(200))
    sys.setprofile(count)
    try:
        read_inbox(text, NOW, HATS)
    finally:
        sys.setprofile(None)
    assert 1 < calls / 200 < 250


@given(
    st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("utf-8", "surrogateescape"))
)
def test_any_text_can_be_read(text: str) -> None:
    assert read_inbox(read_inbox(text, NOW).text, NOW).accepted == ()
