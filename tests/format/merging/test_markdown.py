"""The merge by meaning: nothing lost, the same from both sides, and the same when it is run again."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from twohats.format.merging.blocks import blocks_of
from twohats.format.merging.markdown import merge
from twohats.format.merging.result import Fork, check_lines, kept_count

LINES = [
    "- 09:00-09:30 brand post: a",
    "- 10:00-10:30 brand post: b",
    "- 25m personal read: c",
    "- 25m brand read: d",
    "- nothing",
    "  more",
    "  other",
    "prose",
    "prose two",
    "# 2026-11-22 Sunday",
    "\tx",
    "plain\r",
    "\r- 25m brand read",
    "\ufeffprose",
    "- 09:00-09:30 brand post: a\r",
    "- 09:00-09:30 brand post: a  ",
    "-  25m personal read: c",
    "    more ",
    "prose \t",
    "-",
    "",
    "",
    "  \t",
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.sampled_from(LINES), max_size=9))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text


PAGE = "# 2026-11-22 Sunday\n\n- 09:00-09:30 brand post: a\n- 25m personal read: c\n\nprose\n"


@settings(max_examples=1000, deadline=None)
@given(texts(), texts(), texts())
@example("", "a", "a\n")
def test_sides_can_be_swapped(base, ours, theirs):
    assert merge(base, ours, theirs) == merge(base, theirs, ours)


@settings(max_examples=1000, deadline=None)
@given(texts(), texts(), texts())
@example("prose\n- a\nprose\nprose", "prose", "prose\nprose")
def test_merging_the_result_again_changes_nothing(base, ours, theirs):
    text = merge(base, ours, theirs).text

    assert merge(base, text, theirs).text == text
    assert merge(base, ours, text).text == text
    assert merge(base, text, text).text == text


@settings(max_examples=1000, deadline=None)
@given(texts(), texts(), texts())
def test_no_line_is_lost_or_invented(base, ours, theirs):
    assert check_lines(base, ours, theirs, merge(base, ours, theirs).text)


@settings(max_examples=500, deadline=None)
@given(texts(), texts())
def test_a_side_that_did_nothing_gives_the_other(base, ours):
    assert merge(base, ours, base).text == ours
    assert merge(base, ours, ours).text == ours


@settings(max_examples=1000)
@given(st.text(alphabet="a-#*+ \t\r\n\x0b\x85\u2028\ufeff", max_size=60))
def test_blocks_carry_every_byte(text):
    blocks, tail = blocks_of(text)
    joined = "".join(f"{block.lead}{block.raw}\n" for block in blocks) + tail

    assert joined in (text, text + "\n")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kept"),
    [
        (0, 1, 0, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 0),
        (1, 0, 0, 0),
        (1, 2, 0, 2),
        (1, 2, 2, 2),
        (2, 1, 2, 1),
        (0, 2, 1, 2),
    ],
)
def test_an_addition_beats_a_deletion_and_equal_additions_are_one(base, ours, theirs, kept):
    assert kept_count(base, ours, theirs) == kept


def test_lines_added_on_both_sides_stand_in_the_order_of_the_clock():
    ours = PAGE.replace("- 25m", "- 11:00-11:30 brand read\n- 25m")
    theirs = PAGE.replace("- 25m", "- 10:00-10:30 brand talk @bo\n  a good one\n- 25m")

    assert merge(PAGE, ours, theirs).text == PAGE.replace(
        "- 25m", "- 10:00-10:30 brand talk @bo\n  a good one\n- 11:00-11:30 brand read\n- 25m"
    )


def test_a_line_deleted_here_and_untouched_there_is_gone():
    ours = PAGE.replace("- 25m personal read: c\n", "")
    theirs = PAGE + "\nmore prose\n"

    assert merge(PAGE, ours, theirs).text == ours + "\nmore prose\n"


def test_two_edits_of_one_line_both_stay_side_by_side_and_are_told():
    ours = PAGE.replace("post: a", "post m2: a")
    theirs = PAGE.replace("post: a", "post linkedin: a")
    merged = merge(PAGE, ours, theirs)

    one, other = sorted(["- 09:00-09:30 brand post m2: a", "- 09:00-09:30 brand post linkedin: a"])
    assert f"{one}\n{other}\n" in merged.text
    assert merged.forks == (Fork("- 09:00-09:30 brand post: a", one, other),)


NOTES = ["the launch thread", "nobody answered; try again on Monday", "ok", "\u5199\u4e86\u7b2c\u4e8c\u7ae0"]


@pytest.mark.parametrize(
    "line", ["- 25m brand post", "- 10:00-10:30 personal read mastodon m4", "- brand got reply: x"]
)
@pytest.mark.parametrize("ours", NOTES)
@pytest.mark.parametrize("theirs", NOTES)
def test_notes_that_have_nothing_in_common_are_two_versions_of_the_line_they_were_added_to(
    line, ours, theirs
):
    head = line.partition(": ")[0]
    forks = merge(f"{PAGE}{line}\n", f"{PAGE}{head}: {ours}\n", f"{PAGE}{head}: {theirs}\n").forks

    assert [fork.was for fork in forks] == [line] * (ours != theirs)


@pytest.mark.parametrize(
    "new", ["- 6m brand post: two\n{}", "{}\n- 6m brand post: two", "{}\n- 5m brand read"]
)
def test_a_line_that_was_added_beside_an_edited_one_is_no_version_of_it(new):
    base = "- 5m brand post\n\nprose\n"
    ours = base.replace("- 5m brand post", new.format("- 7m brand post"))
    theirs = base.replace("- 5m brand post", "- 9m brand post a-side")

    (fork,) = merge(base, ours, theirs).forks
    assert {fork.one, fork.other} == {"- 7m brand post", "- 9m brand post a-side"}


@pytest.mark.parametrize(
    "elsewhere", ["- 11:00 15m brand post: about the book", "- 09:00-09:30 personal talk @bo", "prose three"]
)
def test_what_was_written_elsewhere_is_no_version_of_a_line_that_was_taken_out(elsewhere):
    ours = PAGE.replace("- 09:00-09:30 brand post: a\n", "").replace("prose\n", f"prose\n\n{elsewhere}\n")
    theirs = PAGE.replace("post: a", "post m2: a")

    assert not merge(PAGE, ours, theirs).forks


def test_versions_are_told_by_time_where_lines_have_changed_all_around():
    lines = [f"- {hour:02}:00 {{}}m brand post linkedin{{}}\n" for hour in range(8, 13)]
    base, ours, theirs = (
        "".join(line.format(*each) for line in lines) for each in ((15, ""), (20, ": a"), (15, " m4: x"))
    )

    assert [(fork.one[:7], fork.other[:7]) for fork in merge(base, ours, theirs).forks] == [
        (line[:7], line[:7]) for line in lines
    ]


def test_texts_made_to_take_long_do_not():
    texts = [
        "".join(
            f"- {name}{at}: {chr(0x4E00 + at) * 900}\n" + "\nprose\n\n" * (at % 90 == 0) for at in range(3000)
        )
        for name in ("x", "y", "z")
    ]
    start = time.process_time()
    merge(*texts)

    assert time.process_time() - start < 10  # 40 million pairs take minutes


def test_two_edits_of_one_line_stand_side_by_side_whatever_was_added_around_them():
    ours = PAGE.replace("- 25m personal read: c\n", "- 20m personal read: c\n- 5m brand read: e\n")
    theirs = PAGE.replace("- 25m personal read: c\n", "- 30m personal read: c\n- 6m brand read: f\n")

    assert "- 20m personal read: c\n- 30m personal read: c\n" in merge(PAGE, ours, theirs).text


TITLE = "# 2026-11-22 Sunday\n"
ONE = "- 5m personal read: first\n"
NEW = "- 1m personal read: new\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (f"{TITLE}\n{ONE}", f"{TITLE}\n- 7m personal read: changed\n", f"{TITLE}\n{ONE}{NEW}",
         f"{TITLE}\n- 7m personal read: changed\n{NEW}"),
        (f"{TITLE}\n{ONE}", f"{TITLE}\n- 1h brand post\n", f"{TITLE}\n{ONE}{NEW}",
         f"{TITLE}\n- 1h brand post\n{NEW}"),
        (f"{TITLE}\n{ONE}", f"{TITLE}\n- 7m personal read: changed\n", f"{TITLE}\n{ONE}\n{NEW}",
         f"{TITLE}\n- 7m personal read: changed\n\n{NEW}"),
        (f"{TITLE}\n{ONE}", f"{TITLE}\n- 7m personal read: changed\n", f"{TITLE}\n{NEW}{ONE}",
         f"{TITLE}\n{NEW}- 7m personal read: changed\n"),
        (f"{TITLE}\n{ONE}", f"{TITLE}\n- 7m personal read: changed\n", f"{TITLE}\n{ONE}\nprose\n",
         f"{TITLE}\n- 7m personal read: changed\n\nprose\n"),
        (f"{TITLE}\nprose\n\n{ONE}", f"{TITLE}\nprose, mended\n\n{ONE}", f"{TITLE}\nprose\n\n{ONE}{NEW}",
         f"{TITLE}\nprose, mended\n\n{ONE}{NEW}"),
        (f"{TITLE}\n{ONE}", f"{TITLE}\n", f"{TITLE}\n{ONE}{NEW}", f"{TITLE}\n{NEW}"),
        (f"{TITLE}\n{ONE}", TITLE, f"{TITLE}\n{ONE}{NEW}", f"{TITLE}\n{NEW}"),
        (f"{TITLE}\nprose\n\n{ONE}", f"{TITLE}\nprose\n\n", f"{TITLE}\nprose\n\n{ONE}{NEW}",
         f"{TITLE}\nprose\n\n{NEW}"),
        (f"{TITLE}\n{ONE}\n\n", f"{TITLE}\n\n\n", f"{TITLE}\n{ONE}{NEW}\n\n", f"{TITLE}\n{NEW}\n\n"),
        (f"{TITLE}\n{ONE}{ONE}", f"{TITLE}\n{ONE}", f"{TITLE}\n{ONE}{ONE}{NEW}", f"{TITLE}\n{ONE}{NEW}"),
        (f"{TITLE}\n{ONE}\n- 3m brand post\n", f"{TITLE}\n{ONE}", f"{TITLE}\n{ONE}\n- 3m brand post\n{NEW}",
         f"{TITLE}\n{ONE}\n{NEW}"),
    ],
)  # fmt: skip
def test_every_line_but_those_of_a_change_stays_byte_for_byte_and_in_place(base, ours, theirs, merged):
    assert merge(base, ours, theirs).text == merge(base, theirs, ours).text == merged


def test_an_edit_beats_a_deletion():
    ours = PAGE.replace("- 25m personal read: c\n", "")
    theirs = PAGE.replace("read: c", "read m4: c")

    assert merge(PAGE, ours, theirs).text == theirs


def test_texts_without_a_common_past_are_joined_once():
    assert merge("", PAGE, PAGE.replace("read: c", "read: d")).text.count("brand post: a") == 1


def test_a_paragraph_never_becomes_a_part_of_the_line_above_it():
    base = "- 25m brand post\n\n  indented prose\n"
    merged = merge(base, base.replace("- 25m brand post\n", ""), base + "\n- 30m brand read\n").text

    assert "- 30m brand read" in merged
    assert "post\n  indented" not in merged


def test_carriage_returns_do_not_make_a_line_another():
    crlf = PAGE.replace("\n", "\r\n")
    merged = merge(PAGE, crlf, PAGE + "- 30m brand read\n").text

    assert merged.count("brand post: a") == 1
    assert "- 30m brand read" in merged


SPACED = "- 09:00-09:30 brand post: a\n\tshe asked\n-   25m personal read: c \n- 5m brand read  \n\nprose  \nmore\n"
NEAT = "- 09:00-09:30 brand post: a\n  she asked\n- 25m personal read: c\n- 5m brand read\n\nprose\nmore\n"
WINDOWS = NEAT.replace("\n", "\r\n")


@pytest.mark.parametrize(("base", "spaced"), [(SPACED, NEAT), (NEAT, SPACED), (NEAT, WINDOWS)])
def test_space_that_says_nothing_is_no_edit(base, spaced):
    theirs = base.replace("read: c", "read: d").replace(": a\n", " m2: a\n").replace("more\n", "more of it\n")
    theirs = "".join(line for line in theirs.splitlines(keepends=True) if "5m brand read" not in line)
    merged = merge(base, spaced, theirs)

    assert merged == merge(base, theirs, spaced)
    assert merged.text == theirs
    assert not merged.forks
    assert check_lines(base, spaced, theirs, merged.text)


@pytest.mark.parametrize(("base", "spaced"), [(SPACED, NEAT), (NEAT, SPACED), (NEAT, WINDOWS)])
def test_lines_that_only_one_side_has_spaced_anew_stay_so_beside_an_edit_of_another(base, spaced):
    theirs = base.replace("5m brand read", "6m brand read")
    merged = merge(base, spaced, theirs).text.splitlines(keepends=True)

    for line, spacing in zip(merged, spaced.splitlines(keepends=True), strict=True):
        assert line == spacing or "6m brand read" in line
    assert merge(base, "".join(merged), theirs).text == "".join(merged)


def test_the_check_sees_a_lost_and_an_invented_line():
    assert not check_lines("", "a\n", "b\n", "a\n")
    assert not check_lines("a\n", "a\n", "a\nb\n", "b\n")
    assert not check_lines("", "a\n", "b\n", "a\nb\nc\n")
    assert check_lines("", "a\n", "b\n", "a\nb\n")
