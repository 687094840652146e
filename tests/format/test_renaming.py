"""A name put in place of another: what is read as that name changes, everything else keeps every byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.format.made_pages import page_of
from tests.format.readings import hats_of

from twohats.errors import JournalError, NotUnderstood
from twohats.format.model import Entry, Event, Problem
from twohats.format.names import name_places, names_in
from twohats.format.one_name import renamed_item
from twohats.format.page import block_of
from twohats.format.reading import read_page
from twohats.format.renaming import (
    Renaming,
    read_renaming,
    renamed_line,
    renamed_page,
    renamed_review,
    renamed_text,
)
from twohats.text.encoding import text_of

DAY = "2026-11-22"
ANNA, TAG, LINKEDIN = (
    Renaming("@", "anna", "bo@example.org"),
    Renaming("+", "launch", "start"),
    Renaming("", "linkedin", "fedi"),
)


@pytest.mark.parametrize(
    ("text", "renaming", "expected"),
    [
        ("25m b talk  @Anna  @annab m2 : with @anna.", ANNA, "25m b talk  @bo@example.org  @annab m2 : with @bo@example.org."),
        ("25m b talk @bo@example.org @anna: x", ANNA, "25m b talk @bo@example.org: x"),
        ("25m b talk @anna @bo@example.org: x", ANNA, "25m b talk @bo@example.org: x"),
        ("25m b talk +anna anna why:anna: anna", ANNA, "25m b talk +anna anna why:anna: anna"),
        ("25m b talk: (@anna's), @anna@x.y _@ANNA_", ANNA, "25m b talk: (@bo@example.org's), @anna@x.y _@bo@example.org_"),
        ("b got reply from:2026-11-20/@anna", ANNA, "b got reply from:2026-11-20/@bo@example.org"),
        ("25m b post +Launch: on +launch, +launched", TAG, "25m b post +start: on +start, +launched"),
        ("25m b post LinkedIn met:Linkedin heard:x: linkedin", LINKEDIN, "25m b post fedi met:fedi heard:x: linkedin"),
        ("b got reply FROM:2026-11-20/post/linkedin", LINKEDIN, "b got reply FROM:2026-11-20/post/fedi"),
        ("nothing: @anna", ANNA, "nothing: @anna"),
        ("25m b pots @anna", ANNA, "25m b pots @anna"),
        ("a thought of @anna", ANNA, "a thought of @anna"),
    ],
)  # fmt: skip
def test_the_names_of_a_line_are_renamed_and_nothing_else(
    text: str, renaming: Renaming, expected: str
) -> None:
    assert renamed_line(text, renaming) == expected
    assert renamed_line(expected, renaming) == expected


def test_the_notes_below_and_the_prose_around() -> None:
    text = "\ufeffWith @anna.\r\n\r\n-\t25m b talk @anna  \r\n\ton @anna's book\r\n  - @anna\r\n\r\n- 25m b pots @anna"
    new = renamed_page(text, DAY, Renaming("@", "anna", "bo"))
    assert new.text == (
        "\ufeffWith @anna.\r\n\r\n-\t25m b talk @bo  \r\n\ton @bo's book\r\n  - @bo\r\n\r\n- 25m b pots @anna"
    )
    assert new.numbers == (1,)


def test_what_would_be_the_same_line_twice_is_refused() -> None:
    text = "- 09:00 25m b talk @anna\n- 09:00 25m b talk @bo\n"
    with pytest.raises(JournalError, match="2026-11-22:2 would not read as it should with @bo"):
        renamed_page(text, DAY, Renaming("@", "anna", "bo"))


def test_a_page_in_conflict_is_renamed_where_that_is_plain_and_else_mended_first() -> None:
    text = "<<<<<<< a\n- 25m b talk @anna\n=======\n- 20m b talk @anna\n>>>>>>> b\n"
    assert renamed_page(text, DAY, Renaming("@", "anna", "bo")) == (text.replace("@anna", "@bo"), (1, 2))
    below = "- 25m b talk @anna\n<<<<<<< a\n  with @anna\n=======\n  @anna too\n>>>>>>> b\n"
    with pytest.raises(JournalError) as error:
        renamed_page(below, DAY, Renaming("@", "anna", "bo"))
    assert error.value.hint == "hat check --fix mends the page first"


def test_a_line_that_repeats_the_one_above_goes_with_it() -> None:
    text = "- 09:00 25m b talk @anna\n  x\n- 09:00 25m b talk @anna\n  x\n"
    new = renamed_page(text, DAY, Renaming("@", "anna", "bo"))
    assert new == (text.replace("@anna", "@bo"), (1, 2))


REVIEW = """# 2026-W47

Prose on @anna and linkedin.

- decided: brand LinkedIn at most 2h a week: as linkedin was
  and @anna
- decided: less linkedin, more @anna
- later: @anna until 2026-12-06.
- let go: @anna on 2026-11-27: @anna moved
- no: brand linkedin pause
- not noise: thanks @anna
- linkedin: @anna

## Why linkedin?

Because @anna.
"""


def test_the_items_of_a_review_that_mean_something_are_renamed() -> None:
    anna = renamed_review(REVIEW, Renaming("@", "anna", "bo"))
    expected = REVIEW.replace("@anna", "@bo")
    for prose in ("Prose on @bo", "linkedin: @bo", "Because @bo"):
        expected = expected.replace(prose, prose.replace("@bo", "@anna"))
    assert anna == expected
    assert renamed_review(REVIEW, LINKEDIN) == REVIEW.replace("brand LinkedIn at", "brand fedi at").replace(
        "no: brand linkedin", "no: brand fedi"
    )
    assert renamed_review(REVIEW, TAG) == REVIEW


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("@Anna @bo@x.y", Renaming("@", "anna", "bo@x.y")),
        ("+Old +new", Renaming("+", "old", "new")),
        ("channel LinkedIn brand", Renaming("", "linkedin", "brand")),
    ],
)
def test_what_is_renamed_is_read(words: str, expected: Renaming) -> None:
    assert read_renaming(words.split()) == expected


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "a name and what it is called"),
        ("@anna", "a name and what it is called"),
        ("@anna @bo @carl", "a name and what it is called"),
        ("@anna +anna", "@anna and +anna are not of one kind"),
        ("linkedin fedi", "linkedin has no sign"),
        ("channel linkedin x22", "x22 is not a name"),
        ("channel why fedi", "why is not a name"),
        ("channel @a @b", "@a and @b are not of one kind"),
        ("@1 @bo", "@1 is not a name"),
        ("+a +b@c", "+b@c is not a name"),
        ("@anna @Anna", "@anna is called that already"),
    ],
)
def test_what_is_no_renaming_is_refused(words: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        read_renaming(words.split())
    assert error.value.message.startswith(says)


@settings(max_examples=500)
@given(st.integers(0, 10**7), st.sampled_from("@+"))
def test_the_places_of_names_are_those_that_are_read(seed: int, sign: str) -> None:
    text = text_of(page_of(seed).data)
    places = name_places(text, sign)
    assert [name for _, _, name in places] == names_in(text, sign)
    assert all(text[start - 1] == sign for start, _, _ in places)


@settings(max_examples=300)
@given(st.integers(0, 10**7), st.randoms(use_true_random=False))
def test_made_pages_read_as_before_under_the_new_name(seed: int, random: object) -> None:
    made = page_of(seed)
    text, hats = text_of(made.data), hats_of({"hats": made.hats})
    before = read_page(text, DAY, hats).items
    values = [item.value for item in before if isinstance(item.value, (Entry, Event))]
    names = [
        *(("@", name) for value in values for name in value.people),
        *(("+", name) for value in values for name in value.tags),
        *(("", value.channel) for value in values if value.channel),
    ]
    if not names:
        return
    sign, old = random.choice(names)  # type: ignore[attr-defined]
    renaming = Renaming(sign, old, "newname")
    try:
        new = renamed_page(text, DAY, renaming, hats)
    except JournalError:
        return
    after = read_page(new.text, DAY, hats).items
    assert new.numbers
    assert renamed_page(new.text, DAY, renaming, hats) == (new.text, ())
    for one, other in zip(before, after, strict=True):
        if one.number in new.numbers:
            same = renamed_item(one, renaming.names())
            if isinstance(same.value, Problem):
                assert isinstance(other.value, Problem)
                assert (same.value.code, other.value.code) == ("doubled", "doubled")
                continue
            assert same.value._replace(note="") == other.value._replace(note="")  # type: ignore[call-arg]
        else:
            assert block_of(text, one) == block_of(new.text, other)
    back = [line for line in new.text.split("\n") if "newname" not in line]
    assert [line for line in back if line not in text.split("\n")] == []


def test_a_channel_is_no_name_in_a_text_and_a_tag_no_person() -> None:
    assert renamed_text("linkedin @linkedin", LINKEDIN) == "linkedin @linkedin"
    assert renamed_text("+anna @anna", ANNA) == "+anna @bo@example.org"
