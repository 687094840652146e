from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.drafting.draft import Draft, draft, with_verb
from twohats.drafting.timed import in_words, join_words, repeat_now, without_time
from twohats.errors import NotUnderstood
from twohats.format.line import read_item
from twohats.format.model import Entry, Event
from twohats.format.times import Now
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.system.machine import ago

NOW = Now("2026-11-22", 10 * 60 + 30)
HATS = Hats({"novelist": ("brand", "n")})
TOKENS = ["25m", "1h30", "09:10-09:35", "9am", "fri", "20", "nov", "yesterday", "b", "p", "post", "talk", "got", "reply", "linkedin", "@anna", "+launch",
          "m2", "m7", "x22", "1200GBP", "why:money", "note:", "25:99", "~40m", ":", "nothing", "at", "ago", "2"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "day", "item"),
    [
        ("10:30-11:30 b post", "2026-11-22", "10:30-11:30 brand post"),
        ("11:30 25m b post", "2026-11-22", "11:30 25m brand post"),
        ("11:31 25m b post", "2026-11-21", "11:31 25m brand post"),
        ("today 23:00 b got reply", "2026-11-22", "23:00 brand got reply"),
        ("9\N{EN DASH}10am b post", "2026-11-22", "09:00-10:00 brand post"),
        ("11am-1pm yesterday b post", "", ""),
        ("noon 25m b post", "2026-11-21", "12:00 25m brand post"),
        ("30 minutes b post", "2026-11-22", "30m brand post"),
        ("90mins b post", "2026-11-22", "90m brand post"),
        ("3h ago 25m b post", "2026-11-22", "07:30 25m brand post"),
        ("25M B POST LinkedIn M2: As Typed", "2026-11-22", "25m brand post linkedin m2: As Typed"),
        ("fri nothing: ill", "2026-11-20", "nothing: ill"),
        ("25m b post: fri 20 nov", "2026-11-22", "25m brand post: fri 20 nov"),
        ("25m post b linkedin", "2026-11-22", "25m brand post linkedin"),
        ("fri 30 min Post Brand: x", "2026-11-20", "30m brand post: x"),
        ("got b lead linkedin @bo", "2026-11-22", "brand got lead linkedin @bo"),
        ("got lead b linkedin", "2026-11-22", "brand got lead linkedin"),
        ("9:15 got reply novelist", "2026-11-22", "09:15 novelist got reply"),
    ],
)  # fmt: skip
def test_words_become_a_line_and_its_day(typed: str, day: str, item: str) -> None:
    if not day:
        with pytest.raises(NotUnderstood):
            draft(typed.split(), NOW, HATS)
        return
    made = draft(typed.split(), NOW, HATS)
    assert (made.day, made.item) == (day, item.replace("90m", "1h30"))
    assert read_item(made.item.split("\n")[0], HATS, strict=True) == made.value


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("25m post linkedin", "the hat is missing in front of post"),
        ("got reply @anna", "the hat is missing in front of got"),
        ("25 b post", "minutes are 25m, hours 25h"),
        ("25m b posted", "did you mean post?"),
        ("25m b talking", "did you mean talk?"),
        ("25m b talk phone anna", "a person is @anna"),
    ],
)
def test_what_is_said_of_a_slip(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        draft([typed], NOW, HATS)
    assert says in f"{raised.value.message}: {raised.value.hint}"
    assert (raised.value.typed or raised.value.line) == typed


@pytest.mark.parametrize(
    "typed", ["post", "x post b", "25m post: read b", "25m read mastodon b", "got lead @x b"]
)
def test_no_other_word_is_moved_and_what_was_typed_comes_back(typed: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        draft([typed], NOW, HATS)
    assert (raised.value.typed or raised.value.line) == typed


def test_a_time_far_ahead_is_yesterdays_and_that_is_said() -> None:
    assert "yesterday, 2026-11-21" in draft(["12:00 25m b post"], NOW, HATS).remark
    assert draft(["11:30 25m b post"], NOW, HATS).remark == ""


@pytest.mark.parametrize(
    "typed",
    ["2026-11-23 25m b post", "24 dec 2026 25m b post", "23 nov 25m b post", "24 dec 25m b post", "1 may 9am 25m b post"],
)  # fmt: skip
def test_a_day_to_come_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="still to come"):
        draft(typed.split(), NOW, HATS)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("22 nov 25m b post", "2026-11-22"),
        ("1 jun 25m b post", "2026-06-01"),
        ("24 dec 2025 25m b post", "2025-12-24"),
    ],
)
def test_a_day_without_its_year_is_the_nearest_if_that_is_past(typed: str, day: str) -> None:
    assert draft(typed.split(), NOW, HATS).day == day


@pytest.mark.parametrize(
    ("typed", "column", "length"),
    [
        ("25m", 1, 3),
        ("fri 25m", 5, 3),
        ("fri 25m b pots", 11, 4),
        ("fri :", 0, 0),
    ],
)
def test_what_is_not_understood_has_its_place_in_the_words_as_typed(
    typed: str, column: int, length: int
) -> None:
    """A day that was taken off in front is counted; 0 stands for all of it."""
    with pytest.raises(NotUnderstood) as caught:
        draft([typed], NOW, HATS)

    assert (caught.value.line, caught.value.column, caught.value.length) == (typed, column, length)


def test_a_day_that_would_be_a_year_back_says_how_to_mean_it() -> None:
    with pytest.raises(NotUnderstood) as caught:
        draft(["24 dec 25m b post"], NOW, HATS)
    assert "2026-12-24 is still to come" in caught.value.message
    assert "2025-12-24" in caught.value.hint


EVENING = Now("2026-11-22", 22 * 60 + 45)
NIGHT = Now("2026-11-22", 30)


@pytest.mark.parametrize(
    ("now", "typed", "day", "remark"),
    [
        (EVENING, "22:55-06:00 b do make", "2026-11-21", "would end at 06:00 tomorrow"),
        (EVENING, "22:00-06:00 b do make", "2026-11-21", "would end at 06:00 tomorrow"),
        (EVENING, "23:50-00:30 b post", "2026-11-21", "23:50 is still ahead"),
        (EVENING, "22:00-23:30 b post", "2026-11-22", ""),
        (EVENING, "23:00-23:59 b post", "2026-11-22", ""),
        (Now("2026-11-22", 23 * 60 + 30), "23:00-00:15 b post", "2026-11-22", ""),
        (NIGHT, "22:55-00:25 b post", "2026-11-21", "22:55 is still ahead"),
        (NIGHT, "22:00-06:00 b do make", "", "22:00 is still to come"),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_can_have_been(
    now: Now, typed: str, day: str, remark: str
) -> None:
    if not day:
        with pytest.raises(NotUnderstood, match=remark):
            draft([typed], now, HATS)
        return
    made = draft([typed], now, HATS)
    assert made.day == day
    assert remark in made.remark
    assert bool(remark) == bool(made.remark)
    assert draft([typed], now, HATS, day="2026-11-22")[::3] == ("2026-11-22", "")


@pytest.mark.parametrize(("typed", "item"), [("about 40m b read", "~40m brand read"), ("fri about 2h 30m p read: x", "~2h30 personal read: x"),
                                             ("about 40 min b read", "~40m brand read")])  # fmt: skip
def test_a_guess_can_be_said_without_a_sign_that_shells_take(typed: str, item: str) -> None:
    assert draft(typed.split(), NOW, HATS).item == item


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("25m b post: p\udcffst", "\udcff"),
        ("25m b p\udcffst", "\udcff"),
        ("fri 25m b post m9", "m9"),
        ("fri  9am 25m b psot", ""),
    ],
)
def test_what_was_typed_comes_back_as_it_was(typed: str, marked: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        draft([typed], NOW, HATS)
    error = caught.value
    if marked:
        assert error.line == typed
        assert error.line[error.column - 1 : error.column - 1 + error.length] == marked
    else:
        assert error.typed == typed
    assert ("UTF-8" in error.message) == (marked == "\udcff")


@pytest.mark.parametrize(
    ("typed", "marked", "hint"),
    [("25m brnad post", "brnad", "brand?"), ("25m b psot", "psot", "post?"), ("b got replly", "replly", "reply?"), ("b do wlak 25m", "wlak", "walk?"),
     ("fri 25m novelst post", "novelst", "novelist?"), ("25m b post +", "+", ""), ("", "", "")],
)  # fmt: skip
def test_what_is_wrong_is_marked_and_the_nearest_word_named(typed: str, marked: str, hint: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        draft(typed.split(), NOW, HATS)
    error = caught.value
    assert error.line[error.column - 1 : error.column - 1 + error.length] == marked or not marked
    assert hint in error.hint


def draft_or_error(words: list[str]) -> Draft | NotUnderstood:
    try:
        return draft(words, NOW, HATS)
    except NotUnderstood as error:
        return error


@given(st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=8)), max_size=8))
def test_any_words_become_a_line_that_reads_the_same_or_an_error_with_a_place(words: list[str]) -> None:
    made = draft_or_error(words)
    if isinstance(made, NotUnderstood):
        assert made.message
        assert 0 <= made.column - 1 <= len(made.line) or not made.column
        return
    assert made.day <= NOW.day
    first, _, more = made.item.partition("\n")
    assert read_item(first, HATS, more=more, strict=True) == made.value
    assert draft([made.day, made.item], NOW, HATS)[:3] == made[:3]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("p reply @anna", "p got reply @anna"), ("fri b sale @bo", "fri b got sale @bo"), ("15:20 n lead", "15:20 n got lead"),
     ("2 days ago personal thanks", "2 days ago personal got thanks"), ("zzz reply", "zzz got reply"), ("", "got"),
     ("b likes:  it's  fine", "b got likes:  it's  fine"), ("b: p was there", "b got: p was there"),
     ("reply b @anna", "b got reply @anna"), ("fri reply b", "fri b got reply"), ("reply linkedin", "got reply linkedin")],
)  # fmt: skip
def test_the_verb_goes_behind_the_hat(words: str, expected: str) -> None:
    assert with_verb("got", words, HATS) == expected


@pytest.mark.parametrize(
    ("item", "words", "joined"),
    [
        ("brand post", "", "brand post"),
        ("brand post linkedin m2: launch", "m4: good", "brand post linkedin m4: launch; good"),
        ("brand post: Done.", ": More", "brand post: Done. More"),
        ("brand post", "linkedin @bo +x m4", "brand post linkedin @bo +x m4"),
        ("brand post linkedin x2", "mastodon x3", "brand post mastodon x3"),
        ("brand do walk m1", "i5: sun", "brand do walk m1 i5: sun"),
        ("brand post: first\nbelow", "m4: good\nmore", "brand post m4: first; good\nbelow\nmore"),
        ("brand got reply @bo", "@anna +x: also", "brand got reply @bo @anna +x: also"),
    ],
)
def test_later_words_are_added_and_win_where_a_line_has_one_of_a_kind(
    item: str, words: str, joined: str
) -> None:
    assert join_words(item, [words], DEFAULT_HATS) == joined


@pytest.mark.parametrize(
    ("item", "words", "marked"),
    [
        ("brand post", "m4 m5", "m5"),
        ("brand post", "@bo m9", "m9"),
        ("brand post x2", "linkedin mastodon", "mastodon"),
    ],
)
def test_later_words_that_do_not_fit_are_marked_in_what_was_typed(item: str, words: str, marked: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        join_words(item, words.split(), DEFAULT_HATS)
    error = caught.value
    assert error.line == words
    assert error.line[error.column - 1 : error.column - 1 + error.length] == marked


def test_a_line_without_its_time_is_written_out_in_full() -> None:
    assert in_words("b post linkedin m2: note\nmore", DEFAULT_HATS) == "brand post linkedin m2: note\nmore"
    assert (
        without_time("09:10-09:35 b post linkedin m2 i3 +x: note", DEFAULT_HATS)
        == "brand post linkedin +x: note"
    )
    assert without_time("15:20 b got reply", DEFAULT_HATS) == "brand got reply"


@pytest.mark.parametrize(
    ("text", "day", "item"),
    [
        ("25m b post m2: x", "2026-11-22", "25m brand post: x"),
        ("~40m p read", "2026-11-22", "~40m personal read"),
        ("09:10-09:35 b post", "2026-11-22", "10:05-10:30 brand post"),
        ("09:10 2h b post", "2026-11-22", "08:30-10:30 brand post"),
        ("20:00-07:30 b post", "2026-11-21", "23:00-10:30 brand post"),
        ("15:20 b got lead @bo", "2026-11-22", "10:30 brand got lead @bo"),
        ("b got lead @bo 1200GBP", "2026-11-22", "brand got lead @bo 1200GBP"),
    ],
)
def test_a_line_is_repeated_as_of_now_without_its_ratings(text: str, day: str, item: str) -> None:
    value = read_item(text, DEFAULT_HATS, strict=True)
    assert isinstance(value, (Entry, Event))
    made = repeat_now(
        value, without_time(text, DEFAULT_HATS), NOW, ago(getattr(value, "minutes", 0), NOW), DEFAULT_HATS
    )
    assert (made.day, made.item, made.remark) == (day, item, "")


@pytest.mark.parametrize(
    ("now", "words", "day", "item"),
    [
        ("2026-11-22T00:50", "24:40 b got reply", "2026-11-21", "24:40 brand got reply"),
        ("2026-11-22T10:00", "24:10-24:40 b po", "2026-11-21", "24:10-24:40 brand post"),
        ("2026-11-22T10:00", "23:30-24:15 b po", "2026-11-21", "23:30-24:15 brand post"),
        ("2026-11-22T23:50", "24:10 25m b po", "2026-11-22", "24:10 25m brand post"),
        ("2026-11-22T10:00", "fri 24:40 b got reply", "2026-11-20", "24:40 brand got reply"),
        ("2026-11-22T10:00", "fri at 24:40 b got reply", "2026-11-20", "24:40 brand got reply"),
    ],
)
def test_hours_after_midnight_are_written_as_typed(now: str, words: str, day: str, item: str) -> None:
    moment, clock = now.split("T")
    minute = int(clock[:2]) * 60 + int(clock[3:])
    found = draft(words.split(), Now(moment, minute), HATS)
    assert (found.day, found.item) == (day, item)


def test_an_hour_after_midnight_that_is_still_to_come_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="25:30 is still to come"):
        draft(["25:30", "b", "got", "reply"], Now("2026-11-22", 10), HATS)
