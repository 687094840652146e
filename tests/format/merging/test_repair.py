"""Pages that something else has merged: read once, mended without a loss, left alone where nothing is sure."""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from benchmarks.repairs import blocks_of, history
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twohats.format.merging.markdown import merge
from twohats.format.merging.repair import (
    conflicts_in,
    removed_lines,
    repair_text,
    resolve_conflicts,
    sides_of,
    without_markers,
)
from twohats.format.merging.result import check_lines
from twohats.format.model import Entry, Problem
from twohats.format.page import lines_of
from twohats.format.reading import read_page
from twohats.text.encoding import BOM

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-22"
STYLES = ("--no-diff3", "--diff3", "--zdiff3")
BASE = "# 2026-11-22 Sunday\n\n- 09:00-09:30 brand post: a\n- 25m personal read: c\n\nprose\n"


def marked_by_git(folder: Path, base: str, ours: str, theirs: str, style: str) -> str:
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_bytes(text.encode())
    names = [str(folder / name) for name in ("ours", "base", "theirs")]
    done = subprocess.run(
        ["git", "merge-file", "-p", *([] if style == "--no-diff3" else [style]), *names],
        check=False,
        capture_output=True,
    )
    assert 0 <= done.returncode < 128
    return done.stdout.decode()


MARK = st.sampled_from(
    ["<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs", "<<<<<<<", ">>>>>>>", "<<<<<<<<< deep", "=========",
     ">>>>>>>>> deep", "=======\r", "<<<<<<< ours\r"]
)  # fmt: skip
LINE = st.sampled_from(
    ["- 09:00-09:30 brand post: a", "- 25m personal read: c", "- 25m brand read", "  more", "prose", "", "# title",
     "- 09:00-09:30 brand post: a\r", "- 99:00 brand post"]
)  # fmt: skip
TEXTS = st.lists(MARK | LINE, max_size=16).map("\n".join)


def values_of(text: str) -> Counter[object]:
    """What a page reads as, wherever it stands."""
    page = read_page(text, DAY)
    return Counter(
        item.value._replace(line=0) if isinstance(item.value, Problem) else item.value for item in page.items
    )


@pytest.mark.parametrize("style", STYLES)
def test_what_git_marks_is_read_as_it_will_be_mended_and_nothing_is_lost(style: str, tmp_path: Path) -> None:
    conflicts = 0
    for seed in range(12):
        for base, ours, theirs in history(seed, 2 + seed % 2, rounds=3):
            marked = marked_by_git(tmp_path, base, ours, theirs, style)
            repaired = repair_text(marked, DAY)
            conflicts += repaired.conflicts
            assert values_of(marked) == values_of(resolve_conflicts(marked).text)
            if repaired.conflicts:
                was, one, other = sides_of(marked)
                assert check_lines(was, one, other, resolve_conflicts(marked).text)
                new = (blocks_of(ours) | blocks_of(theirs)) - blocks_of(base)
                assert not [block for block in new if block not in blocks_of(repaired.text)]
    assert conflicts > 20


@pytest.mark.parametrize("style", STYLES[1:])
def test_a_conflict_that_shows_its_past_becomes_what_our_merge_makes_of_it(
    style: str, tmp_path: Path
) -> None:
    """Lines added, edited and deleted on both sides; nothing moved, which git's own merge does not see."""
    ours = BASE.replace("post: a", "post m2: a").replace("prose\n", "prose\n\nours\n")
    theirs = BASE.replace("- 25m personal read: c\n", "- 09:40-09:50 brand read\n- 30m brand talk @bo\n")

    marked = marked_by_git(tmp_path, BASE, ours, theirs, style)

    assert "<<<<<<<" in marked
    assert repair_text(marked, DAY).text == merge(BASE, ours, theirs).text


def test_where_git_has_settled_nothing_itself_mending_is_our_merge_to_the_byte(tmp_path: Path) -> None:
    """Else git has put some lines at their places before it marked the rest, and nobody can know that it did."""
    same = known = 0
    for seed in range(30):
        for base, ours, theirs in history(seed, 2, rounds=3):
            marked = marked_by_git(tmp_path, base, ours, theirs, "--diff3")
            if "<<<<<<<" not in marked:
                continue
            wanted = merge(base, ours, theirs).text
            same += resolve_conflicts(marked).text == wanted
            if sides_of(marked) == (base, ours, theirs):
                known += 1
                assert resolve_conflicts(marked).text == wanted
    assert same > known > 10


INSIDE = LINE.map(lambda line: line and f"{line} within")
# Without an indented line below a heading, which the merge sets off from it by a blank line.
OUTSIDE = st.lists(LINE.filter(lambda line: line[:1] != " "), max_size=5).map(
    lambda lines: "\n".join([*lines, ""])
)


@settings(max_examples=400, deadline=None)
@given(OUTSIDE, st.lists(INSIDE, max_size=4), st.lists(INSIDE, max_size=4), OUTSIDE)
def test_bytes_outside_of_a_conflict_stay_as_they_are(
    above: str, ours: list[str], theirs: list[str], below: str
) -> None:
    """What a heading sets off from it (a block that reaches into a conflict is a part of it), and does not stand in
    it as well: then it is the merge that says which of equal blocks stays.
    """
    above, below = f"{above}\n# above\n", f"# below\n{below}"
    sides = "\n".join(["<<<<<<< a", *ours, "=======", *theirs, ">>>>>>> b", ""])
    repaired = resolve_conflicts(above + sides + below).text
    assert repaired.startswith(above)
    assert repaired.endswith(below)


def test_without_the_past_both_sides_are_kept_and_likely_versions_are_told() -> None:
    marked = (
        "# 2026-11-22 Sunday\n\n<<<<<<< HEAD\n- 09:00-09:30 brand post m2: launch thread\n- 5m brand read\n"
        "=======\n- 5m brand read\n- 09:00-09:30 brand post m4: launch thread\n>>>>>>> theirs\n"
    )

    repaired = repair_text(marked, DAY)

    assert Counter(repaired.text.splitlines()[2:]) == Counter(
        [
            "- 5m brand read",
            "- 09:00-09:30 brand post m2: launch thread",
            "- 09:00-09:30 brand post m4: launch thread",
        ]
    )
    assert [(fork.one, fork.other) for fork in repaired.forks] == [
        ("- 09:00-09:30 brand post m2: launch thread", "- 09:00-09:30 brand post m4: launch thread")
    ]


def test_a_block_that_a_conflict_tears_is_put_together_again() -> None:
    marked = "- 09:00-09:30 brand post\n<<<<<<< a\n  here\n=======\n  there\n>>>>>>> b\n- 25m brand read\n"

    page = read_page(marked, DAY)

    assert [getattr(item.value, "note", "") for item in page.items] == ["here", "there", ""]
    assert (
        repair_text(marked, DAY).text
        == "- 09:00-09:30 brand post\n  here\n- 09:00-09:30 brand post\n  there\n- 25m brand read\n"
    )


def test_an_entry_that_union_has_doubled_is_taken_out_and_nothing_else() -> None:
    text = (
        "- 09:00-09:30 brand post: a\n  below\n- 25m personal read\n- 25m personal read\n"
        "- 09:00-09:30 brand post: a\n- 15:20 brand got reply @bo\n- 15:20 brand got reply @bo\n"
        "- 09:00-09:30 brand post: a\n  below"
    )

    repaired = repair_text(text, DAY)

    assert repaired.doubled == ("- 09:00-09:30 brand post: a\n  below",)
    assert repaired.text == text.removesuffix("\n- 09:00-09:30 brand post: a\n  below")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- 25m brand post\n<<<<<<< HEAD\n- 25m brand read\n", [2]),
        ("- 25m brand post\n>>>>>>> theirs\n- 25m brand read\n", [2]),
        ("<<<<<<< a\nx\n=======\ny\n=======\nz\n>>>>>>> b\n", [1, 7]),
        ("<<<<<<< a\nx\n>>>>>>> b\n=======\n", [1, 3]),
        ("<<<<<<< a\n<<<<<<< b\n- x\n=======\n- y\n>>>>>>> b\n", [1, 2]),
    ],
)
def test_marks_that_do_not_pair_are_left_alone_and_told(text: str, lines: list[int]) -> None:
    page = read_page(text, DAY, path="days/2026/2026-11-22.md")
    assert [problem.code for problem in page.problems] == ["conflict"] * len(lines)
    assert [problem.line for problem in page.problems] == lines
    assert all(problem.path for problem in page.problems)
    unpaired = [problem.text for problem in page.problems if "incomplete" in problem.message]
    assert [
        line for line in repair_text(text, DAY).text.split("\n") if line[:7] in ("<<<<<<<", ">>>>>>>")
    ] == unpaired
    assert len(unpaired) == (1 if lines == [1, 2] else len(lines))


def test_marks_that_would_pair_once_the_others_are_settled_are_left_to_a_person() -> None:
    text = "<<<<<<< a\nprose\n=======\nmore\nprose\n>>>>>>> b\n=======\n>>>>>>> b\n<<<<<<< a\n5m b read"

    assert repair_text(text, DAY).text == text
    assert [problem.line for problem in read_page(text, DAY).problems] == [1, 8, 9]


def test_each_conflict_is_a_problem_and_those_within_others_are_settled_first() -> None:
    two = "<<<<<<< a\n- 1m b read\n=======\n- 2m b read\n>>>>>>> b\n"
    assert [problem.line for problem in read_page(f"{two}\nx\n{two}", DAY).problems] == [1, 8]
    within = f"<<<<<<< c\n{two}=======\n- 3m b read\n>>>>>>> d\n"
    assert sorted(repair_text(within, DAY).text.split("\n")) == [
        "",
        "- 1m b read",
        "- 2m b read",
        "- 3m b read",
    ]
    assert len(read_page(within, DAY).items) == 3


def test_a_byte_order_mark_and_windows_endings_stay() -> None:
    text = f"{BOM}<<<<<<< a\r\n- 1m b read\r\n=======\r\n- 2m b read\r\n>>>>>>> b\r\n- 3m b read\r\n"
    assert repair_text(text, DAY).text == f"{BOM}- 1m b read\r\n- 2m b read\r\n- 3m b read\r\n"


def test_items_are_placed_where_they_stand_and_those_of_both_sides_where_they_stand_first() -> None:
    text = (
        "- 5m b read\n<<<<<<< a\n- 5m b read\n- 25m b post: x\n  ours\n=======\n- 25m b post: x\n  theirs\n"
        ">>>>>>> b\n- 5m b read\n"
    )
    page = read_page(text, DAY)
    assert [(item.number, item.line, item.lines) for item in page.items] == [
        (1, 1, 1), (2, 3, 1), (3, 4, 2), (4, 7, 2), (5, 10, 1),
    ]  # fmt: skip
    both = "<<<<<<< a\n- 5m b read\n=======\n- 5m b read\n>>>>>>> b\n- 5m b read\n"
    assert [item.line for item in read_page(both, DAY).items] == [2, 6]
    assert [item.value.note for item in page.items if isinstance(item.value, Entry)][2:4] == [
        "x\nours",
        "x\ntheirs",
    ]


def test_a_merge_within_the_past_of_a_merge_is_no_past() -> None:
    text = (
        "<<<<<<< ours\n- 1m brand read\n||||||| merged common ancestors\n<<<<<<<<< Temporary merge branch 1\n"
        "- 4m brand read\n=========\n- 1m brand read\n>>>>>>>>> Temporary merge branch 2\n=======\n"
        "- 4m brand read\n>>>>>>> theirs\n"
    )

    assert sorted(repair_text(text, DAY).text.split()) == sorted("- 1m brand read - 4m brand read".split())


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_reading_and_mending_hold_for_any_text(text: str) -> None:
    repaired = resolve_conflicts(text)

    assert values_of(text) == values_of(repaired.text)
    for item in read_page(text, DAY).items:
        assert lines_of(text)[item.line - 1][:1] not in ("", " ", "\t")
    base, ours, theirs = sides_of(text)
    if repaired.conflicts and not any(conflicts_in(lines_of(side))[0] for side in (base, ours, theirs)):
        assert check_lines(base, ours, theirs, repaired.text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = repair_text(text, DAY)

    assert repair_text(once.text, DAY).text == once.text


@given(st.lists(LINE, max_size=12).map("\n".join))
def test_a_page_without_markers_or_doubled_entries_stays_as_it_is(text: str) -> None:
    repaired = repair_text(text, DAY)

    assert (repaired.text == text) == (not repaired.doubled)


TITLES = st.lists(LINE | st.sampled_from(["Title", "======="]), max_size=5).map(
    lambda lines: "\n".join([*lines, ""])
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["", BOM]), TITLES, TITLES, TITLES, st.sampled_from(STYLES))
def test_without_the_marks_of_git_both_sides_are_left(
    tmp_path: Path, front: str, base: str, ours: str, theirs: str, style: str
) -> None:
    marked = marked_by_git(tmp_path, front + base, front + ours, front + theirs, style)
    own = set(lines_of(ours)) | set(lines_of(theirs))
    left = without_markers(marked, own)

    lines = {line.removeprefix(BOM) for line in lines_of(left)}
    there = Counter(line.removeprefix(BOM) for line in lines_of(marked))
    there["======="] -= len(conflicts_in(lines_of(marked))[0])  # git's own are nobody's
    assert lines >= own & set(+there)
    assert not [line for line in lines if line[:7] in ("<<<<<<<", ">>>>>>>", "|||||||")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<<<<<<< a\nTitle\n=======\n- x\n=======\n- y\n>>>>>>> b\n", "Title\n=======\n- x\n=======\n- y\n"),
        ("- a\n<<<<<<< a\n- x\n=======\n- y\n- z\n", "- a\n- x\n=======\n- y\n- z\n"),
        ("<<<<<<< a\n- w\n<<<<<<< a\n- x\n=======\n- y\n>>>>>>> b\n- k\n>>>>>>> b\n", "- w\n- x\n- y\n- k\n"),
        ("<<<<<<< a\n- x\n======= \n- y\n>>>>>>> b\n", "- x\n======= \n- y\n"),
        (f"{BOM}<<<<<<< a\r\n- x\r\n=======\r\n- y\r\n>>>>>>> b\r\n", f"{BOM}- x\r\n- y\r\n"),
        ("Title\n=======\n", "Title\n=======\n"),
    ],
)
def test_marks_that_do_not_pair_go_and_underlines_stay(text: str, left: str) -> None:
    assert without_markers(text, {"======="}) == left


def test_the_lines_that_mending_takes_away_are_those_of_a_side_and_never_of_the_common_past() -> None:
    marked = (
        "- 08:00 5m b read\n<<<<<<< a\n- 1m b post: ours\n- 2m b post: kept by one\n||||||| base\n"
        "- 1m b post: the past\n- 2m b post: kept by one\n- 3m b post: gone on both\n=======\n"
        "- 1m b post: the past\n>>>>>>> b\n- 08:00 5m b read\n"
    )

    healed = repair_text(marked, DAY)

    assert healed.text == "- 08:00 5m b read\n- 1m b post: ours\n"
    assert removed_lines(marked, healed.text) == [
        (4, "- 2m b post: kept by one", False),
        (10, "- 1m b post: the past", False),
        (12, "- 08:00 5m b read", True),
    ]


def very_many(item: str, count: int) -> str:
    sides = ["".join(item.format(f"{side}{at}") for at in range(count)) for side in "ab"]
    return f"<<<<<<< a\n{sides[0]}=======\n{sides[1]}>>>>>>> b\n"


def test_a_conflict_of_very_many_lines_is_settled_in_time() -> None:
    text = very_many("- 09:00 {}\n", 20_000)
    start = time.process_time()

    assert resolve_conflicts(text).conflicts == 1
    assert time.process_time() - start < 5


def test_very_many_lines_that_differ_only_below_are_found_in_time() -> None:
    text = very_many("- 25m brand post\n  {}\n", 6000)
    start = time.process_time()

    assert len(read_page(text, DAY).items) == 12_000
    assert time.process_time() - start < 6
