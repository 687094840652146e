"""Lines that an editor has saved over from an older text are put back; what a person takes out stays out."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from twohats.actions import editing
from twohats.format.paths import page_path
from twohats.journal import lost_updates
from twohats.journal.folder import Journal
from twohats.journal.lost_updates import SECONDS
from twohats.journal.undo import redo, undo

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-22"
FIRST = f"# {DAY} Sunday\n\n- 09:00-09:30 brand post: first\n"
LINE = "10:00-10:05 brand post: ours"
OTHER = "11:00-11:05 personal read: another"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "hat.toml").write_text("format = 1\n")
    found = Journal(str(tmp_path))
    page(found).parent.mkdir(parents=True)
    page(found).write_text(FIRST)
    return found


def page(journal: Journal) -> Path:
    from pathlib import Path

    return Path(journal.full_path(page_path(DAY)))


def save(journal: Journal, text: str, way: str, *, later: float = 0.0) -> None:
    """Save the page as an editor does, which knows no lock; `later` is how long after the last change."""
    path = page(journal)
    if way == "rename":
        new = path.with_name(".saving")
        new.write_text(text)
        new.replace(path)
    else:
        path.write_text(text)
    if later:
        moment = time.time() + later
        os.utime(path, (moment, moment))


@pytest.fixture
def told(journal: Journal) -> list[str]:
    """What is told of what had to be done beside what was asked."""
    notices: list[str] = []
    journal.on_notice = notices.append
    return notices


@pytest.mark.parametrize("way", ["rename", "in place"])
def test_a_line_saved_over_is_put_back_by_the_next_change(journal: Journal, way: str) -> None:
    journal.add(DAY, LINE)
    save(journal, FIRST + "- 12:00-12:05 brand read: the editor's\n", way)
    journal.add(DAY, OTHER)
    lines = page(journal).read_text().splitlines()
    assert sorted(lines[2:]) == sorted(
        f"- {line}"
        for line in ("09:00-09:30 brand post: first", LINE, OTHER, "12:00-12:05 brand read: the editor's")
    )


def test_a_line_saved_over_while_another_is_being_added_is_put_back(journal: Journal) -> None:
    journal.add(DAY, LINE)
    saved: list[str] = []

    def edit(text: str) -> str:
        if not saved:
            saved.append(text)
            save(journal, FIRST, "rename")
        return f"{text}- {OTHER}\n"

    journal.change("add", page_path(DAY), edit)
    assert page(journal).read_text() == FIRST + f"- {LINE}\n- {OTHER}\n"


def test_several_lines_saved_over_are_all_put_back_in_order(journal: Journal) -> None:
    lines = [f"1{number}:00-1{number}:05 brand post: ours {number}" for number in range(5)]
    for line in lines:
        journal.add(DAY, line)
    save(journal, FIRST, "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == FIRST + "".join(f"- {line}\n" for line in lines)


def test_an_edited_line_saved_over_is_as_it_was_edited(journal: Journal) -> None:
    journal.replace(DAY, 1, "- 09:00-09:30 brand post: first", "09:00-09:30 brand post: mended")
    save(journal, FIRST, "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == FIRST.replace("first", "mended")


def test_what_is_taken_out_later_stays_out(journal: Journal) -> None:
    journal.add(DAY, LINE)
    save(journal, FIRST, "rename", later=SECONDS + 1)
    journal.add(DAY, OTHER)
    assert LINE not in page(journal).read_text()


def test_a_line_taken_out_at_once_by_a_program_that_had_read_a_later_one_stays_out(journal: Journal) -> None:
    for line in (LINE, OTHER):
        journal.add(DAY, line)
    save(journal, FIRST + f"- {OTHER}\n", "rename")
    journal.add(DAY, "12:00-12:05 personal read: a third")
    assert LINE not in page(journal).read_text()
    assert OTHER in page(journal).read_text()


def test_of_several_lines_those_that_were_not_read_come_back(journal: Journal) -> None:
    for line in (LINE, OTHER):
        journal.add(DAY, line)
    save(journal, FIRST + f"- {LINE}\n", "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == FIRST + f"- {LINE}\n- {OTHER}\n"


def test_putting_an_edited_line_back_changes_nothing_else_and_undo_restores_all(journal: Journal) -> None:
    journal.replace(DAY, 1, "- 09:00-09:30 brand post: first", "09:00-09:30 brand post: changed")
    save(journal, FIRST + "- 1m personal read: theirs\n", "rename")
    journal.add(DAY, "5m personal read: ours")
    changed = FIRST.replace("first", "changed")
    assert page(journal).read_text() == changed + "- 1m personal read: theirs\n- 5m personal read: ours\n"
    for _ in range(2):
        undo(journal)
    assert page(journal).read_text() == FIRST + "- 1m personal read: theirs\n"


def test_taking_a_removed_line_out_again_changes_nothing_else_and_undo_restores_all(journal: Journal) -> None:
    journal.remove(DAY, 1, "- 09:00-09:30 brand post: first")
    save(journal, FIRST + "- 1m personal read: theirs\n", "rename")
    journal.add(DAY, "5m personal read: ours")
    assert page(journal).read_text() == (
        f"# {DAY} Sunday\n\n- 1m personal read: theirs\n- 5m personal read: ours\n"
    )
    for _ in range(2):
        undo(journal)
    assert page(journal).read_text() == FIRST + "- 1m personal read: theirs\n"


def test_a_line_we_had_removed_does_not_come_back_with_an_older_text(journal: Journal) -> None:
    journal.add(DAY, LINE)
    journal.remove(DAY, 1, "- 09:00-09:30 brand post: first")
    save(journal, FIRST + f"- {LINE}\n", "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == f"# {DAY} Sunday\n\n- {LINE}\n"


def test_what_undo_took_back_stays_out(journal: Journal) -> None:
    journal.add(DAY, LINE)
    undo(journal)
    save(journal, FIRST + "- 12:00-12:05 brand read: the editor's\n", "rename")
    journal.add(DAY, OTHER)
    assert LINE not in page(journal).read_text()


@pytest.mark.parametrize("became", [FIRST, FIRST + f"- {LINE}, and more\n"])
def test_what_our_own_call_of_an_editor_did_at_once_stays(journal: Journal, became: str) -> None:
    journal.add(DAY, LINE)
    session = editing.begin(journal, DAY)
    save(journal, became, "rename")
    assert editing.end(journal, session)
    journal.add(DAY, OTHER)
    assert page(journal).read_text() == became + f"- {OTHER}\n"


def test_a_line_that_the_editor_kept_is_there_once(journal: Journal) -> None:
    journal.add(DAY, LINE)
    save(journal, page(journal).read_text() + "\nAnd a word of prose.\n", "in place")
    journal.restore_overwritten(DAY)
    journal.add(DAY, OTHER)
    assert page(journal).read_text().count(LINE) == 1


def test_undo_takes_a_line_out_that_was_put_back(journal: Journal) -> None:
    journal.add(DAY, LINE)
    save(journal, FIRST, "rename")
    journal.restore_overwritten(DAY)
    assert LINE in page(journal).read_text()
    undo(journal)
    assert page(journal).read_text() == FIRST


def test_a_page_removed_whole_is_not_made_again(journal: Journal) -> None:
    journal.add(DAY, LINE)
    page(journal).unlink()
    journal.restore_overwritten(DAY)
    assert not page(journal).exists()


def test_our_own_changes_are_nobody_elses(journal: Journal) -> None:
    journal.add(DAY, LINE)
    assert not journal.lost_updates.was_overwritten(page_path(DAY))
    undo(journal)
    assert not journal.lost_updates.was_overwritten(page_path(DAY))


def test_a_line_added_and_then_changed_is_put_back_as_it_was_changed(journal: Journal) -> None:
    journal.add(DAY, LINE)
    journal.replace(DAY, 2, f"- {LINE}", LINE.replace("ours", "mended"))
    save(journal, FIRST + "- 12:00-12:05 brand read: the editor's\n", "rename")
    journal.restore_overwritten(DAY)
    text = page(journal).read_text()
    assert f"- {LINE}\n" not in text
    assert text.count("mended") == text.count("the editor's") == 1


def test_a_line_that_the_editor_took_out_stays_out_when_ours_is_put_back(journal: Journal) -> None:
    journal.add(DAY, LINE)
    save(journal, f"# {DAY} Sunday\n\nNothing yet.\n", "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == f"# {DAY} Sunday\n\nNothing yet.\n- {LINE}\n"


@pytest.mark.parametrize(
    "junk", [b"", b"\xff\x00", b"1 2\n", b"1\n", b"1 99999999999999999999999\nx", b"x" * 9999]
)
def test_what_is_kept_of_the_last_write_may_be_anything(journal: Journal, junk: bytes) -> None:
    journal.add(DAY, LINE)
    for name in os.listdir(os.path.join(journal.state, "written")):
        with open(os.path.join(journal.state, "written", name), "wb") as file:
            file.write(junk)
    journal.add(DAY, OTHER)
    assert page(journal).read_text() == FIRST + f"- {LINE}\n- {OTHER}\n"


def test_only_the_last_few_files_are_kept(journal: Journal) -> None:
    for number in range(10, 30):
        journal.add(f"2026-11-{number}", "25m brand post")
    assert len(os.listdir(os.path.join(journal.state, "written"))) <= 8


CHANGED = [
    ("1h brand post", "2h brand post"),
    ("1h brand post linkedin m2: launch thread", "90m brand post linkedin m2: launch thread"),
    ("10:00-11:00 brand post: launch", "10:00-12:00 brand post m4: launch"),
    ("25m brand post: launch thread", "25m brand post: the launch thread"),
    ("25m brand post: launch", "25m brand post: launch\n  with Bo"),
]
"""A line as it was added, and what a script makes of it a moment later."""


@pytest.mark.parametrize(("was", "became"), CHANGED)
def test_a_line_of_ours_that_a_program_changes_at_once_is_there_once(
    journal: Journal, told: list[str], was: str, became: str
) -> None:
    journal.add(DAY, was)
    save(journal, page(journal).read_text().replace(f"- {was}\n", f"- {became}\n"), "rename")
    journal.restore_overwritten(DAY)
    journal.add(DAY, OTHER)
    lines = page(journal).read_text().splitlines()
    assert sorted(lines) == sorted([*FIRST.splitlines(), *f"- {became}".splitlines(), f"- {OTHER}"])
    assert told == []


@pytest.mark.parametrize("edits", [True, False])
@pytest.mark.parametrize(("was", "became"), CHANGED)
def test_a_line_that_a_program_has_just_changed_can_be_edited_and_removed(
    journal: Journal, was: str, became: str, *, edits: bool
) -> None:
    journal.add(DAY, was)
    save(journal, page(journal).read_text().replace(f"- {was}\n", f"- {became}\n"), "rename")
    if edits:
        journal.replace(DAY, 2, f"- {became}", "5m brand read: edited")
        first = became.split("\n", 1)[0]
        assert page(journal).read_text() == FIRST + f"- {became}\n".replace(first, "5m brand read: edited")
    else:
        journal.remove(DAY, 2, f"- {became}")
        assert page(journal).read_text() == FIRST


def test_a_line_of_the_page_as_it_is_can_be_edited_though_a_guess_would_change_that_page(
    journal: Journal, told: list[str]
) -> None:
    """Another line of ours stands there by the guess, and a person has been shown the page without it."""
    journal.replace(DAY, 1, "- 09:00-09:30 brand post: first", "12:00-12:05 personal talk: quite another")
    save(journal, FIRST, "rename")
    journal.replace(DAY, 1, "- 09:00-09:30 brand post: first", "09:00-09:40 brand post: first")
    assert page(journal).read_text() == (
        FIRST.replace("09:30", "09:40") + "- 12:00-12:05 personal talk: quite another\n"
    )
    assert len(told) == 1
    assert "put back: - 12:00-12:05 personal talk: quite another" in told[0]


def test_what_is_put_back_is_told(journal: Journal, told: list[str]) -> None:
    journal.add(DAY, LINE)
    save(journal, FIRST, "rename")
    journal.add(DAY, OTHER)
    path = page_path(DAY)
    assert told == [f"another program has saved {path} from an older text; put back: - {LINE}"]


@pytest.mark.parametrize("way", ["rename", "in place"])
def test_a_line_that_was_put_back_is_put_back_again_from_a_program_that_goes_on_with_its_older_text(
    journal: Journal, told: list[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The seconds count from when the line was last written here, not from when it was first added."""
    monkeypatch.setattr(lost_updates, "SECONDS", 0.6)
    journal.add(DAY, LINE)
    older, lines = FIRST, [f"- {LINE}"]
    for number in range(5):
        older += f"- 12:0{number} 5m brand read: save {number}\n"
        save(journal, older, way)
        time.sleep(0.2)
        journal.add(DAY, f"11:0{number} 5m personal read: round {number}")
        lines.append(f"- 11:0{number} 5m personal read: round {number}")
    assert sorted(page(journal).read_text().splitlines()) == sorted([*older.splitlines(), *lines])
    assert len(told) == 5
    for _ in lines:
        undo(journal)
    assert page(journal).read_text() == older


def test_a_line_that_was_put_back_stays_out_when_it_is_taken_out_later(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_updates, "SECONDS", 0.3)
    journal.add(DAY, LINE)
    save(journal, FIRST, "rename")
    journal.restore_overwritten(DAY)
    assert LINE in page(journal).read_text()
    time.sleep(0.4)
    save(journal, FIRST, "rename")
    journal.add(DAY, OTHER)
    assert LINE not in page(journal).read_text()


def test_a_line_that_was_put_back_and_taken_out_by_who_had_read_a_later_one_stays_out(
    journal: Journal,
) -> None:
    journal.add(DAY, LINE)
    save(journal, FIRST, "rename")
    journal.add(DAY, OTHER)
    assert LINE in page(journal).read_text()
    save(journal, FIRST + f"- {OTHER}\n", "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == FIRST + f"- {OTHER}\n"


def test_a_line_that_redo_has_written_is_put_back(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_updates, "SECONDS", 0.3)
    journal.add(DAY, LINE)
    undo(journal)
    time.sleep(0.4)
    redo(journal)
    save(journal, FIRST + "- 12:00-12:05 brand read: the editor's\n", "rename")
    journal.restore_overwritten(DAY)
    assert LINE in page(journal).read_text()


def test_a_line_that_undo_has_written_is_put_back(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_updates, "SECONDS", 0.3)
    journal.add(DAY, LINE)
    journal.remove(DAY, 2, f"- {LINE}")
    time.sleep(0.4)
    undo(journal)
    save(journal, FIRST + "- 12:00-12:05 brand read: the editor's\n", "rename")
    journal.restore_overwritten(DAY)
    assert LINE in page(journal).read_text()


def test_what_undo_took_back_does_not_come_back_with_an_older_text(journal: Journal, told: list[str]) -> None:
    journal.add(DAY, LINE)
    with_line = page(journal).read_text()
    undo(journal)
    save(journal, with_line + "- 12:00-12:05 brand read: the editor's\n", "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == FIRST + "- 12:00-12:05 brand read: the editor's\n"
    assert f"taken out again: - {LINE}" in told[0]


def test_a_line_that_had_to_wait_for_its_turn_is_put_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change may be numbered by when it was asked for; the seconds count from when it was written."""
    monkeypatch.setattr(lost_updates, "SECONDS", 0.3)
    journal.add_each([(DAY, LINE)], number=time.time_ns() - 10**9)
    save(journal, FIRST + "- 12:00-12:05 brand read: the editor's\n", "rename")
    journal.restore_overwritten(DAY)
    assert LINE in page(journal).read_text()


@pytest.mark.parametrize("became", [FIRST, FIRST + "- 12:00 5m brand read: the editor's\n"])
def test_what_a_program_took_out_comes_back_within_seconds_or_never(
    journal: Journal, told: list[str], monkeypatch: pytest.MonkeyPatch, became: str
) -> None:
    monkeypatch.setattr(lost_updates, "ACTED_ON", 0.1)
    journal.add(DAY, LINE)
    save(journal, became, "rename")
    time.sleep(0.15)
    journal.restore_overwritten(DAY)
    journal.add(DAY, "13:00 5m brand read: later")
    assert page(journal).read_text() == f"{became}- 13:00 5m brand read: later\n"
    assert told == []


def test_an_older_copy_whose_time_is_that_of_its_text_is_known_for_one_that_has_just_come(
    journal: Journal,
) -> None:
    """So `rsync` and cloud folders write."""
    journal.add(DAY, LINE)
    save(journal, FIRST, "rename", later=-3600)
    journal.add(DAY, OTHER)
    assert page(journal).read_text() == FIRST + f"- {LINE}\n- {OTHER}\n"


def test_of_equal_lines_the_one_that_was_saved_over_is_put_back(journal: Journal) -> None:
    journal.add(DAY, "25m brand post")
    with_one = page(journal).read_text()
    time.sleep(lost_updates.SECONDS)
    journal.add(DAY, "25m brand post")
    save(journal, with_one, "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text().count("- 25m brand post\n") == 2


def test_a_line_that_was_changed_here_is_there_once_when_its_older_version_is_saved_over_it(
    journal: Journal,
) -> None:
    journal.add(DAY, LINE)
    with_line = page(journal).read_text()
    journal.replace(DAY, 2, f"- {LINE}", LINE.replace("ours", "mended"))
    save(journal, with_line + "- 12:00-12:05 brand read: the editor's\n", "rename")
    journal.restore_overwritten(DAY)
    assert page(journal).read_text() == (
        FIRST + f"- {LINE.replace('ours', 'mended')}\n- 12:00-12:05 brand read: the editor's\n"
    )
