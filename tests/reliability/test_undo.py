"""Undo after a kill, after a merge, after an editor: what was done is taken back, or it says why not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twohats.errors import ChangedMeanwhile, NothingFound, TwohatsError
from twohats.format import hunks
from twohats.format.merging.markdown import merge
from twohats.format.page import block_of
from twohats.format.paths import page_path
from twohats.journal import history, writer
from twohats.journal.folder import Journal
from twohats.journal.undo import redo, skip, undo

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2026-11-22"
OTHER = "2026-11-21"
FIRST = "- 09:00-09:30 brand post: first"
NEW = "10:00-10:30 brand read: new"


class Killed(BaseException):
    """Stands for SIGKILL."""


def page_of(journal: Journal, day: str = DAY) -> Path:
    return Path(journal.full_path(page_path(day)))


def text_of(journal: Journal, day: str = DAY) -> str:
    path = page_of(journal, day)
    return path.read_text() if path.exists() else ""


def kill(
    journal: Journal, deed: Callable[[], object], at: str, monkeypatch: pytest.MonkeyPatch, nth: int = 1
) -> None:
    """Do something and be killed in it: before the `nth` page is written, or before a word is noted."""
    count: list[int] = []
    do, mark = writer._Job.do, journal.history.record_outcome

    def doing(job: writer._Job) -> None:
        count.append(1)
        if at == "write" and len(count) == nth:
            raise Killed
        do(job)

    def marking(word: str, number: int, moment: int = 0) -> None:
        if word == at:
            raise Killed
        mark(word, number, moment)

    def noting(word: str, number: int) -> None:
        if number and word == "made":
            marking(word, number)

    with monkeypatch.context() as patch:
        patch.setattr(writer._Job, "do", doing)
        patch.setattr(writer, "_finish", lambda *_, **__: None)
        patch.setattr(journal.history, "record_outcome", marking)
        patch.setattr(journal.rewriter, "record_outcome", noting)
        with pytest.raises(Killed):
            deed()


def block(journal: Journal, number: int, day: str = DAY) -> str:
    page, text = journal.page_and_text(day)
    return block_of(text, page.items[number - 1])


def test_undo_of_what_a_kill_kept_from_being_done_takes_back_what_was_done_before(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(DAY, "25m brand post: twice")
    before = text_of(journal)
    kill(journal, lambda: journal.add(DAY, "25m brand post: twice"), "write", monkeypatch)

    assert text_of(journal) == before
    undo(journal)

    assert text_of(journal) == f"# {DAY} Sunday\n\n{FIRST}\n"


def test_undo_of_a_removal_that_a_kill_kept_from_being_done_doubles_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(DAY, NEW)
    kill(journal, lambda: journal.remove(DAY, 1, FIRST), "write", monkeypatch)

    undo(journal)

    assert text_of(journal) == f"# {DAY} Sunday\n\n{FIRST}\n"


@pytest.mark.parametrize(
    "deed",
    [
        lambda journal: journal.add(DAY, NEW),
        lambda journal: journal.add(OTHER, NEW),
        lambda journal: journal.replace(DAY, 1, FIRST, "30m brand read: other"),
        lambda journal: journal.remove(DAY, 1, FIRST),
    ],
    ids=["add", "add to a new page", "replace", "remove"],
)
def test_a_change_that_a_kill_left_unnoted_is_taken_back(
    journal: Journal, deed: Callable[[Journal], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text_of(journal), text_of(journal, OTHER)
    kill(journal, lambda: deed(journal), "made", monkeypatch)
    assert (text_of(journal), text_of(journal, OTHER)) != before

    undo(journal)

    assert (text_of(journal), text_of(journal, OTHER)) == before


@pytest.mark.parametrize("at", ["write", "undone"])
def test_an_undo_that_was_killed_is_finished_by_the_next(
    journal: Journal, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(DAY, NEW)
    kill(journal, lambda: undo(journal), at, monkeypatch)

    assert undo(journal).label == f"add {DAY} {NEW}"

    assert text_of(journal) == f"# {DAY} Sunday\n\n{FIRST}\n"
    redo(journal)
    assert text_of(journal) == f"# {DAY} Sunday\n\n{FIRST}\n- {NEW}\n"


@pytest.mark.parametrize("at", ["write", "redone"])
def test_a_redo_that_was_killed_is_finished_by_the_next(
    journal: Journal, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(DAY, NEW)
    undo(journal)
    kill(journal, lambda: redo(journal), at, monkeypatch)

    redo(journal)

    assert text_of(journal) == f"# {DAY} Sunday\n\n{FIRST}\n- {NEW}\n"
    undo(journal)
    assert text_of(journal) == f"# {DAY} Sunday\n\n{FIRST}\n"


@pytest.mark.parametrize("deed", ["remove", "undo", "redo"])
def test_what_a_kill_has_left_is_not_taken_for_what_another_program_saved(
    journal: Journal, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the page's new text and all that is noted after it, and written to again a moment later."""
    journal.add(DAY, NEW)
    if deed == "redo":
        undo(journal)
    deeds: dict[str, Callable[[], object]] = {
        "remove": lambda: journal.remove(DAY, 2, f"- {NEW}"),
        "undo": lambda: undo(journal),
        "redo": lambda: redo(journal),
    }

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(journal.lost_updates, "remember", killed)
        patch.setattr(journal.rewriter, "record_outcome", lambda *_: None)
        with pytest.raises(Killed):
            deeds[deed]()
    left = text_of(journal)
    assert (NEW in left) == (deed == "redo")

    Journal(journal.root).add(DAY, "11:00 5m brand read: next")

    assert text_of(journal) == left + "- 11:00 5m brand read: next\n"


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_change_of_several_pages_killed_half_way_is_taken_back_as_far_as_it_stands(
    journal: Journal, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(DAY, "25m brand talk @bo")
    days = (DAY, OTHER, "2026-11-20")
    before = [text_of(journal, day) for day in days]
    kill(journal, lambda: journal.add_all([(day, NEW) for day in days]), "write", monkeypatch, nth)
    assert [text_of(journal, day) != old for day, old in zip(days, before, strict=True)].count(
        True
    ) == nth - 1

    undo(journal)

    if nth == 1:  # nothing of it was done, so the change before it is what was taken back
        before[0] = f"# {DAY} Sunday\n\n{FIRST}\n"
    assert [text_of(journal, day) for day in days] == before


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_an_undo_of_several_pages_killed_half_way_is_finished_and_made_again(
    journal: Journal, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = (DAY, OTHER, "2026-11-20")
    before = [text_of(journal, day) for day in days]
    journal.add_all([(day, NEW) for day in days])
    after = [text_of(journal, day) for day in days]
    kill(journal, lambda: undo(journal), "write", monkeypatch, nth)

    undo(journal)
    assert [text_of(journal, day) for day in days] == before

    kill(journal, lambda: redo(journal), "write", monkeypatch, nth)
    redo(journal)
    assert [text_of(journal, day) for day in days] == after


@pytest.mark.parametrize(
    ("by_hand", "says"),
    [
        (lambda text: text.replace("new", "newer"), "changed since"),
        (lambda text: text.replace(f"- {NEW}\n", ""), "changed since"),
        (lambda text: text.replace(f"- {NEW}\n", f"- {NEW}\n  and this\n"), "below it"),
        (lambda text: text.replace(f"- {NEW}\n", f"- {NEW}er\n").replace("first", "new"), "changed since"),
    ],
    ids=["edited", "taken out", "lines put below", "edited, and another like it"],
)
def test_undo_refuses_and_says_why_when_the_line_was_changed_by_hand(
    journal: Journal, by_hand: Callable[[str], str], says: str
) -> None:
    journal.add(DAY, NEW)
    page = page_of(journal)
    page.write_text(by_hand(page.read_text()))
    before = page.read_text()

    with pytest.raises(ChangedMeanwhile, match=says) as refused:
        undo(journal)

    assert f"add {DAY} {NEW}" in refused.value.message
    assert refused.value.hint
    assert page.read_text() == before
    with pytest.raises(ChangedMeanwhile):  # and again: the refusal was no half of an undo
        undo(journal)


def test_a_change_that_cannot_be_taken_back_can_be_left_so_that_those_before_it_can(journal: Journal) -> None:
    journal.add(DAY, "25m brand post: one")
    journal.add(DAY, "30m brand post: two")
    page = page_of(journal)
    page.write_text(page.read_text().replace("- 30m brand post: two\n", ""))
    before = page.read_text()
    with pytest.raises(ChangedMeanwhile) as refused:
        undo(journal)
    assert "--skip" in refused.value.hint

    assert skip(journal).label == f"add {DAY} 30m brand post: two"
    assert page.read_text() == before
    assert undo(journal).label == f"add {DAY} 25m brand post: one"
    assert redo(journal).label == f"add {DAY} 25m brand post: one"
    assert page.read_text() == before
    with pytest.raises(NothingFound):
        redo(journal)
    undo(journal)
    undo(journal)
    with pytest.raises(NothingFound):
        skip(journal)


def test_the_history_stays_open_to_the_user_alone_when_its_older_half_is_forgotten(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_HISTORY", 2_000)
    path = Path(journal.state, "history")
    path.with_name("history.new").write_text("left by a kill")
    before = os.umask(0o022)
    try:
        for number in range(1, 30):
            journal.add(DAY, f"{number}m brand post")
    finally:
        os.umask(before)

    assert path.stat().st_size < 3_000
    assert path.stat().st_mode & 0o777 == 0o600
    assert not path.with_name("history.new").exists()
    assert undo(journal).label == f"add {DAY} 29m brand post"


def test_a_change_is_on_the_disk_before_its_page_is_touched(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave the line without its record, and undo would take back the change before it."""
    flushed: list[str] = []
    fsync = os.fsync

    def noting(handle: int) -> None:
        flushed.append(os.path.basename(os.readlink(f"/proc/self/fd/{handle}")).split("-")[0])
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    journal.add(DAY, NEW)
    assert flushed[:2] == ["history", "new"]
    flushed.clear()
    undo(journal)
    assert flushed[:2] == ["history", "new"]


def test_a_record_that_the_disk_takes_in_pieces_is_whole(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
        journal.add(DAY, NEW)

    assert undo(journal).label == f"add {DAY} {NEW}"


def test_an_equal_line_that_was_there_before_is_not_taken_for_the_one_that_was_added(
    journal: Journal,
) -> None:
    page = page_of(journal)
    page.write_text(f"- 25m brand post\n{FIRST}\n")
    journal.add(DAY, "25m brand post")
    page.write_text(f"- 25m brand post\n{FIRST}\n- 30m brand post\n")

    with pytest.raises(ChangedMeanwhile):
        undo(journal)


def test_undo_of_a_removal_refuses_when_the_line_is_back_already(journal: Journal) -> None:
    journal.remove(DAY, 1, FIRST)
    page = page_of(journal)
    page.write_text(f"# {DAY} Sunday\n\nprose\n\n{FIRST}\n")

    with pytest.raises(ChangedMeanwhile, match="already"):
        undo(journal)


def test_undo_finds_its_lines_where_a_merge_has_moved_them(journal: Journal) -> None:
    """A sync brings lines above and below from another machine; what was added here goes, the rest stays."""
    page = page_of(journal)
    base = page.read_text()
    journal.add(DAY, NEW)
    theirs = base.replace("# 2026", "prose\n\n# 2026") + "- 09:40-09:50 brand talk @bo\n- 30m personal post\n"
    page.write_text(merge(base, page.read_text(), theirs).text)

    undo(journal)

    assert page.read_text() == theirs


def test_a_record_that_a_full_disk_cut_off_costs_no_later_one(journal: Journal) -> None:
    with Path(journal.state, "history").open("ab") as file:
        file.write(b"('change', 12, '2026-11-22T10:00:00', 'add")

    journal.add(DAY, NEW)

    assert undo(journal).label == f"add {DAY} {NEW}"


@pytest.mark.parametrize(
    "record",
    [b"('change', 1, '', '', [('p', None, (1, 2, 3))])", b"('made',)", b"[" * 5000, b"\xff\xfe", b"12"],
)
def test_a_history_that_is_not_ours_stops_nothing(journal: Journal, record: bytes) -> None:
    with Path(journal.state, "history").open("ab") as file:
        file.write(b"\n" + record + b"\n")

    journal.add(DAY, NEW)
    undo(journal)
    undo(journal)

    with pytest.raises(NothingFound):
        undo(journal)


LINES = st.sampled_from(["a", "b", "  x", "", "- i"])
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


@given(TEXTS, TEXTS)
def test_a_hunk_leads_from_one_text_to_the_other_and_back(before: str, after: str) -> None:
    hunk = hunks.hunk_between(before, after)

    if before != after:
        assert not hunks.is_applied(before, hunk)
        assert hunks.is_applied(after, hunk)
        assert hunks.apply(before, hunk) == after
        assert hunks.apply(after, hunk.inverse()) == before


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_undo_takes_back_every_change_around_what_was_written_by_hand_elsewhere(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Lines are added, changed and removed; prose is put in front by hand between them; then all is taken back."""
    folder = tmp_path_factory.mktemp("undo")
    (folder / "hat.toml").write_text("format = 1\n")
    journal = Journal(str(folder))
    journal.add(DAY, "09:00-09:30 brand post: first")
    start, prose, changes = text_of(journal), 0, 0
    for number in range(data.draw(st.integers(1, 8))):
        deed = data.draw(st.sampled_from(["add", "replace", "remove", "prose"]))
        items = journal.page(DAY).items
        try:
            if deed == "prose":
                prose += 1
                page_of(journal).write_text(f"by hand {prose}\n\n{text_of(journal)}")
            elif deed == "add" or not items:
                journal.add(
                    DAY,
                    data.draw(st.sampled_from(["25m brand post", f"{10 + number}:00 5m brand read\nmore"])),
                )
                changes += 1
            else:
                at = data.draw(st.integers(1, len(items)))
                if deed == "remove":
                    journal.remove(DAY, at, block(journal, at))
                else:
                    journal.replace(DAY, at, block(journal, at), f"{10 + number}m brand read: changed")
                changes += 1
        except TwohatsError:  # no such change on this page
            continue
    for _ in range(changes):
        undo(journal)

    assert text_of(journal) == "".join(f"by hand {number}\n\n" for number in range(prose, 0, -1)) + start
