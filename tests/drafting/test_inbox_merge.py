"""The merge of the inbox: the reasons below lines make no second lines, and all else is merged as a page is."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from twohats.drafting.inbox import read_inbox
from twohats.drafting.inbox_merge import check, merge
from twohats.format.merging.result import check_lines
from twohats.format.times import Now

TODAY, TOMORROW = Now("2026-11-22", 600), Now("2026-11-23", 600)
LINE = "- 25m brnd post: a thing\n"
LINES = [
    "- 25m brnd post",
    "- 25m brnd post",
    "25m b psot",
    "- 5m p raed: x",
    "  ! read 2026-11-20: why",
    "  ! read 2026-11-20: why",
    "  ! read 2026-11-21: why",
    "  ! read 2026-11-21: another",
    "  note",
    "prose",
    "",
    "# Ideas",
    "- 25m brnd post\r",
    "  ! read 2026-11-20: why\r",
    "Fri 20 Nov",
    "20.11.",
    "# 21 Nov",
    "25m b psot ",
    "milk",
    "\tnote",
    "    deeper",
    " - 5m p raed: x",
    "\x0b",
]
TEXTS = st.tuples(
    st.sampled_from(["", "\ufeff"]), st.lists(st.sampled_from(LINES), max_size=8), st.sampled_from(["", "\n"])
).map(lambda parts: parts[0] + "\n".join(parts[1]) + parts[2])


def read(text: str, now: Now) -> str:
    return read_inbox(text, now).text


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""], ids=["unix", "windows", "no-newline"])
def test_a_line_that_two_machines_did_not_understand_is_there_once_with_the_earlier_date(ending: str) -> None:
    base = LINE.rstrip("\n") + ending
    ours, theirs = read(base, TODAY), read(base, TOMORROW)
    assert ours != theirs
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == ours
    assert merge("", ours, theirs).text == ours
    assert check(base, ours, theirs, ours)


def test_a_line_that_only_one_machine_has_read_keeps_its_reason_beside_what_the_other_wrote() -> None:
    merged = merge(LINE, read(LINE, TODAY), f"{LINE}- 5m b post\n").text
    assert merged == f"{read(LINE, TODAY)}- 5m b post\n"


def test_a_line_that_was_mended_or_taken_in_takes_its_reason_along() -> None:
    base = read(LINE, TODAY)
    mended = base.replace("brnd", "brand")
    assert merge(base, mended, f"{base}milk\n").text == f"{mended}milk\n"
    assert merge(base, "", f"{base}milk\n").text == "milk\n"
    assert merge(base, LINE, f"{base}milk\n").text == f"{LINE}milk\n"


def test_a_line_mended_in_two_ways_is_told_as_it_stands() -> None:
    base = read(LINE, TODAY)
    (fork,) = merge(base, read(base.replace("25m", "30m"), TODAY), base.replace("25m", "35m")).forks
    assert {text.count("! read 2026-11-22") for text in (fork.one, fork.other)} == {1}
    assert {text.split("\n")[0] for text in (fork.one, fork.other)} == {
        "- 30m brnd post: a thing",
        "- 35m brnd post: a thing",
    }


@settings(max_examples=500, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
@example("", "- a\n- a\n- b\r\n- a\n- a\n  ! read 2026-11-20: why", "- a\n- a\n- b\r\n- a\n- a\n")
@example(
    "", "- 25m brnd post\r\n  ! read 2026-11-20: why", "- 25m brnd post\n  ! read 2026-11-21: why\nprose"
)
def test_nothing_is_lost_from_whichever_side_and_when_run_again(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert check(base, ours, theirs, merged.text)
    assert merged == merge(base, theirs, ours)
    assert merge(base, merged.text, theirs).text == merged.text
    assert merge(base, ours, base).text == merge("", ours, ours).text


@given(TEXTS)
def test_a_side_that_did_nothing_gives_the_other(text: str) -> None:
    ours = read(text.replace("  ! read", "  read"), TODAY)  # reasons are where `hat inbox` puts them
    assert merge(text, ours, text).text == merge("", ours, ours).text == ours


TWO = "25m brand post: one\n25m brand post: two\n"


def test_lines_without_a_dash_are_merged_line_by_line() -> None:
    taken, captured = TWO.replace("25m brand post: one\n", ""), f"{TWO}25m brand post: three\n"

    assert merge(TWO, taken, captured).text == "25m brand post: two\n25m brand post: three\n"
    edited = TWO.replace("two", "2")
    assert merge(TWO, edited, captured).text == f"{edited}25m brand post: three\n"


def test_a_line_and_those_indented_below_it_are_one() -> None:
    base = "25m brand post: one\n  more\n25m brand post: two\n"
    ours, theirs = base.replace("  more\n", "\tmore of it\n"), base.replace("25m brand post: two\n", "")

    assert merge(base, ours, theirs).text == "25m brand post: one\n\tmore of it\n"
    both = merge(base, ours, base.replace("one", "1"))
    assert both.text == "25m brand post: 1\n  more\n25m brand post: one\n\tmore of it\n25m brand post: two\n"
    assert [(fork.was, fork.one, fork.other) for fork in both.forks] == [
        ("25m brand post: one\n  more", "25m brand post: 1\n  more", "25m brand post: one\n\tmore of it")
    ]


def test_a_line_that_is_captured_below_a_date_keeps_it_though_the_date_went_with_its_last_line() -> None:
    base = "Fri 20 Nov\n25m b post: one\n"
    captured = f"{base}25m b post: two\n"

    assert merge(base, "", captured).text == "Fri 20 Nov\n25m b post: two\n"
    assert merge(base, "milk\n", captured).text == "milk\nFri 20 Nov\n25m b post: two\n"


def test_a_line_without_a_date_does_not_come_to_stand_below_one() -> None:
    base = "25m b post: one\n"
    dated, captured = f"{base}Fri 20 Nov\n25m b post: two\n", f"{base}25m b post: three\n"

    assert merge(base, dated, captured).text == (
        "25m b post: one\n25m b post: three\nFri 20 Nov\n25m b post: two\n"
    )
    above = f"Fri 20 Nov\n{base}"
    assert merge(base, above, captured).text == "25m b post: three\nFri 20 Nov\n25m b post: one\n"


def test_a_conflict_that_git_has_marked_in_the_inbox_is_settled_line_by_line() -> None:
    marked = f"<<<<<<< here\n{TWO[20:]}||||||| was\n{TWO}=======\n{TWO}25m brand post: three\n>>>>>>> there\n"

    assert read_inbox(marked, TODAY).text == ""
    assert [one.draft.item for one in read_inbox(marked, TODAY).accepted] == [
        "25m brand post: two",
        "25m brand post: three",
    ]


def test_the_check_sees_a_lost_line_and_an_invented_reason() -> None:
    ours, theirs = read(LINE, TODAY), f"{LINE}milk\n"
    assert not check(LINE, ours, theirs, read(LINE, TODAY))
    assert not check(LINE, ours, theirs, read(theirs, TOMORROW))
    assert check(LINE, ours, theirs, read(theirs, TODAY))
    assert not check_lines(LINE, ours, read(LINE, TOMORROW), ours)  # as for a page, it would stop the sync
