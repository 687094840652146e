"""Taking changes back: hunks, the record of changes, and undo and redo where something came between."""

from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.errors import ChangedMeanwhile, NothingFound
from twohats.format.hunks import Hunk, apply, hunk_between, is_applied
from twohats.journal import history as history_module
from twohats.journal.folder import Journal
from twohats.journal.history import MOST_HISTORY, Change, FileChange, History
from twohats.journal.undo import redo, undo
from twohats.system.files import write_flushed
from twohats.text.records import fields_of, record_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.system.folders import FileRef

LINES = st.lists(
    st.sampled_from(["", "- 25m brand post", "- 5m brand read", "  more", "prose", "- x\r", "# 2026-11-22"]),
    max_size=8,
)
TEXTS = st.one_of(LINES.map("\n".join), LINES.map(lambda lines: "\n".join([*lines, ""])))


@given(TEXTS, TEXTS)
@example("", "- a\n")
@example("a", "")
@example("a\na\n", "a\n")
def test_a_change_is_made_and_taken_back_exactly(before: str, after: str) -> None:
    hunk = hunk_between(before, after)
    if before == after:
        return
    assert apply(before, hunk) == after
    assert apply(after, hunk.inverse()) == before
    assert hunk.inverse().inverse() == hunk
    if any(
        line.strip() for line in (*hunk.old, *hunk.new)
    ):  # a blank line among blank lines may be any of them
        assert is_applied(after, hunk)
        assert not is_applied(before, hunk)


@given(
    st.lists(st.sampled_from(["prose", "other", ""]), max_size=4),
    st.lists(st.sampled_from(["tail", "end", ""]), max_size=4),
    st.sampled_from(["", "\r"]),
)
def test_a_line_that_has_moved_is_found(above: list[str], below: list[str], end: str) -> None:
    page = ["# 2026-11-22", "", "- 25m brand post" + end]
    hunk = hunk_between("\n".join([*page, ""]), "\n".join([*page, "- 5m brand read" + end, ""]))
    moved = [*above, *page, *below, "- 5m brand read" + end, *below, ""]
    without = [*above, *page, *below, *below, ""]
    assert apply("\n".join(moved), hunk.inverse()) == "\n".join(without)


def test_lines_taken_out_go_back_between_their_neighbours_and_never_into_an_item() -> None:
    hunk = hunk_between("- a\n  more\n- b\n- c\n", "- a\n  more\n- c\n")
    assert apply("new\n\n- a\n  more\n- c\n", hunk.inverse()) == "new\n\n- a\n  more\n- b\n- c\n"
    assert apply("- a\n  more\n  and more\n", hunk.inverse()) == "- a\n  more\n  and more\n- b\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (lambda n: "- a\n" * n, lambda n: "- a\n" * (n + n // 2)),
        (lambda n: "- a\n" * n + "- b\n", lambda n: "- a\n" * (2 * n) + "- b\n"),
        (lambda n: "- a\n- b\n" * n, lambda n: "- a\n- b\n" * (n // 2) + "- a\n" * n),
        (lambda n: "- a\n" * n + "- b\n" + "- a\n" * n, lambda n: "- a\n" * n),
    ],
    ids=["more equal lines", "equal lines above another", "pairs", "removed between equal ones"],
)
def test_a_change_among_very_many_equal_lines_is_found_again(
    before: Callable[[int], str], after: Callable[[int], str]
) -> None:
    old, new = before(40_000), after(40_000)
    started = time.process_time()
    hunk = hunk_between(old, new)

    assert apply(new, hunk.inverse()) == old
    is_applied(f"moved\n{new}", hunk)
    with suppress(ChangedMeanwhile):
        apply(f"moved\n{new}", hunk.inverse())

    assert (
        time.process_time() - started < 10
    )  # comparing all with all takes minutes; growth: benchmarks/growth.py


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("- other\n", "changed since"),
        ("- a: edited\n", "changed since"),
        ("", "changed since"),
        ("- a\n  a note below\n", "below it"),
    ],
)
def test_lines_that_are_not_as_they_were_are_left_alone(now: str, says: str) -> None:
    added = hunk_between("", "- a\n")
    with pytest.raises(ChangedMeanwhile, match=says):
        apply(now, added.inverse())


def change(number: int, label: str = "add") -> Change:
    return Change(
        number,
        "2026-11-22T10:30:00",
        label,
        (FileChange("days/2026/2026-11-22.md", None, Hunk(0, (), (f"- {number}",))),),
    )


def test_the_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    history = History(str(tmp_path / "state"))
    told = Change(
        7,
        "2026-11-22T10:30:00",
        "add \udcff 'quoted' \n two",
        (FileChange("a", "base\n", Hunk(3, ("x\r", "\u2028"), (), "up", "down", 1, 2)),),
    )
    history.record_intent(told)
    assert History(str(tmp_path / "state")).to_undo()[0] == told


@pytest.mark.parametrize(
    "torn",
    [
        b"('change', 9, 'x'",
        b"('made', ",
        b"\xff\xfe\n",
        b"[" * 5000,
        b"('change', 1, 2, 3, 4)\n",
        b"('undone',)\n",
        b"7\n",
        b"('change', 3, 's', 'l', [('p', None, (1,))])\n",
        b"change\t9\t2026-11-22T10:30:00\tadd\tdays/2026/2026-11-22.md\t",
        b"change\t9\ts\tl\tp\t\t\t0\t0\t0\t\t\t0\t\t1\t- half of a li",
        b"change\t9\ts\tl\tp\t\t\tnone\t0\t0\t\t\t0\t\t1\t- a\t.\n",
        b"change\t9\ts\tl\tp\t\t\t0\t0\t0\t\t\t0\t\t99999999\t- a\t.\n",
        b"change\t9\ts\tl\t.\n",
        b"void\t1",
        b"\0" * 100,
    ],
)
def test_a_record_torn_by_a_crash_is_passed_over_and_the_next_ones_are_read(
    tmp_path: Path, torn: bytes
) -> None:
    history = History(str(tmp_path))
    history.record_intent(change(1))
    history.record_outcome("made", 1)
    with open(tmp_path / "history", "ab") as file:
        file.write(torn)
    assert history.to_undo()[0].number == 1
    history.record_intent(change(2))
    history.record_outcome("made", 2)
    assert history.to_undo()[0].number == 2
    history.record_outcome("undone", 2)
    assert history.to_undo()[0].number == 1


@given(st.lists(st.text(st.characters())))
@example(["\\n", "\\\\n\n", "\t\\t\\", "\ud800\udc80", ".", ""])
def test_a_record_of_any_text_is_one_line_and_is_read_as_it_was_written(fields: list[str]) -> None:
    line = record_of(fields)
    assert b"\n" not in line
    assert fields_of(line) == fields
    assert all(not fields_of(line[:cut]) for cut in range(len(line)) if not line[:cut].endswith(b"\t."))


def test_what_the_first_version_has_written_down_is_taken_back_and_made_again(journal: Journal) -> None:
    day, path = "2026-11-22", "days/2026/2026-11-22.md"
    page = Path(journal.full_path(path))
    page.parent.mkdir(parents=True)
    page.write_text("# 2026-11-22 Sunday\n\n- 5m brand post: café\n")
    Path(journal.state).mkdir(parents=True)
    Path(journal.state, "history").write_text(
        f"\n('change', 12, '2026-11-22T10:00:00', 'add {day} 5m brand post: caf\\xe9', [('{path}', None, "
        "(2, (), ('- 5m brand post: caf\\xe9',), '', '', 0, 0))])\n\n('made', 12)\n"
    )
    assert undo(journal).label == "add 2026-11-22 5m brand post: café"
    assert page.read_text() == "# 2026-11-22 Sunday\n\n"
    redo(journal)
    journal.add(day, "5m brand read")
    undo(journal)
    assert page.read_text() == "# 2026-11-22 Sunday\n\n- 5m brand post: café\n"


def test_a_damaged_record_takes_no_more_memory_than_its_size_accounts_for(tmp_path: Path) -> None:
    """A literal of a million small numbers was a tree of 500 MB."""
    history = History(str(tmp_path))
    history.record_intent(change(1))
    with open(tmp_path / "history", "ab") as file:
        file.write(b"\n(" + b"1," * 1_000_000 + b")\nchange\t5\t" + b"\t" * 1_000_000 + b".\n")
    tracemalloc.start()
    assert history.to_undo()[0].number == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.parametrize("line", ["- 25m brand post: утро", "- 5m brand read", "-", ""])
def test_the_last_change_can_be_taken_back_whatever_its_size(journal: Journal, line: str) -> None:
    """4 MiB is the largest page that is read; a record of over 1 MiB was not found again."""
    day, path = "2026-11-22", "days/2026/2026-11-22.md"
    journal.add(day, "25m brand post: before")
    before = journal.read_text(path)
    text = f"{line}\n" * ((4 * 1024 * 1024 - 200) // len(f"{line}\n".encode()))
    journal.change("inbox", path, lambda now: now + text)
    started = time.process_time()

    assert undo(journal).label == "inbox"

    assert time.process_time() - started < 20  # it takes half a second where nothing else runs
    assert journal.read_text(path) == before
    redo(journal)
    assert journal.read_text(path) == f"{before}{text}"
    undo(journal)
    assert undo(journal).label == f"add {day} 25m brand post: before"
    assert journal.days() == []


def test_the_last_line_of_a_page_goes_back_above_what_was_written_below_it_since(journal: Journal) -> None:
    day = "2026-11-22"
    full = Path(journal.full_path(f"days/2026/{day}.md"))
    journal.add(day, "25m brand post: first")
    was = full.read_text()
    journal.remove(day, 1, "- 25m brand post: first")
    full.write_text("# 2026-11-22 Sunday\n\n- 5m brand read: by hand\n")
    undo(journal)
    assert full.read_text() == was + "- 5m brand read: by hand\n"


def test_large_changes_are_forgotten_only_when_they_are_old(tmp_path: Path) -> None:
    history = History(str(tmp_path))
    for number in range(1, 30):
        history.record_intent(change(number, "x" * MOST_HISTORY))
        history.record_outcome("made", number)
        history.shorten()
    assert (tmp_path / "history").stat().st_size < 10 * MOST_HISTORY
    for number in range(29, 21, -1):
        assert history.to_undo()[0].number == number
        history.record_outcome("undone", number)


def test_a_large_change_does_not_make_those_after_it_slower(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is written anew when it has grown, and not at every change that follows."""
    written: list[int] = []

    def noted(path: FileRef, data: bytes) -> None:
        written.append(len(data))
        write_flushed(path, data)

    monkeypatch.setattr(history_module, "write_flushed", noted)
    history = History(str(tmp_path))
    for number in range(1, 200):
        history.record_intent(change(number, "x" * 8 * MOST_HISTORY if number == 1 else "add"))
        history.record_outcome("made", number)
        history.shorten()
    assert len(written) == 1


def test_the_changes_of_the_last_seconds_are_found_behind_and_in_a_large_one(tmp_path: Path) -> None:
    history = History(str(tmp_path))
    for number in range(1, 9):
        history.record_intent(change(number, "x" * MOST_HISTORY if number in (5, 8) else "add"))
        history.record_outcome("made", number)
    assert [one.number for one in history.recent(4)] == [4, 5, 6, 7, 8]
    assert [one.number for one in history.recent(0)] == [*range(1, 9)]


def test_a_long_record_forgets_its_older_half_and_keeps_the_newest(tmp_path: Path) -> None:
    history = History(str(tmp_path))
    for number in range(1, 400):
        history.record_intent(change(number, "x" * 2000))
        history.record_outcome("made", number)
        history.shorten()
        assert history.to_undo()[0].number == number
    assert (tmp_path / "history").stat().st_size <= MOST_HISTORY + 3000


def test_an_empty_record_has_nothing_to_take_back(tmp_path: Path) -> None:
    history = History(str(tmp_path / "none"))
    with pytest.raises(NothingFound):
        history.to_undo()
    with pytest.raises(NothingFound):
        history.to_redo()
    assert not (tmp_path / "none").exists()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "hat.toml").touch()
    return Journal(str(tmp_path / "journal"))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 9)),
        st.tuples(st.sampled_from(["undo", "redo", "remove"]), st.integers(1, 3)),
    ),
    max_size=14,
)


@given(steps=STEPS)
def test_undo_and_redo_walk_through_what_the_pages_were(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    """Whatever is added, removed, taken back and made again: every text comes back byte for byte."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "hat.toml").touch()
    journal = Journal(str(folder))
    journal.state = str(folder / "state")
    day, path = "2026-11-22", "days/2026/2026-11-22.md"
    texts: list[str | None] = [None]
    at = 0
    for step, number in steps:
        if step in ("undo", "redo"):
            move, replay = (-1, undo) if step == "undo" else (1, redo)
            for _ in range(number):
                if not 0 <= at + move < len(texts):
                    with pytest.raises(NothingFound):
                        replay(journal)
                    break
                replay(journal)
                at += move
                assert journal.read_text(path) == texts[at]
            continue
        page, text = journal.page_and_text(day)
        if step == "add":
            journal.add(day, f"{number}m brand post: {len(texts)}")
        elif len(page.items) >= number:
            from twohats.format.page import block_of

            journal.remove(day, number, block_of(text, page.items[number - 1]))
        else:
            continue
        at += 1
        texts[at:] = [journal.read_text(path)]


def test_a_page_deleted_by_hand_comes_back_only_with_what_was_written_here(journal: Journal) -> None:
    journal.add("2026-11-22", "25m brand post: one")
    Path(journal.full_path("days/2026/2026-11-22.md")).unlink()
    with pytest.raises(ChangedMeanwhile):
        undo(journal)
    assert journal.days() == []


def test_a_change_to_several_pages_is_taken_back_whole_or_not_at_all(journal: Journal) -> None:
    journal.add_all([("2026-11-21", "25m brand post"), ("2026-11-22", "25m brand post")])
    path = Path(journal.full_path("days/2026/2026-11-22.md"))
    path.write_text(path.read_text().replace("25m", "26m"))
    with pytest.raises(ChangedMeanwhile):
        undo(journal)
    assert journal.days() == ["2026-11-21", "2026-11-22"]
    path.write_text(path.read_text().replace("26m", "25m"))
    undo(journal)
    assert journal.days() == []
    redo(journal)
    assert journal.days() == ["2026-11-21", "2026-11-22"]
