"""While an editor is open others write: what they write stays, and undo takes back the editor's own lines only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reliability.stored import DAY, page_of, save_by_rename

from twohats.actions import editing
from twohats.errors import TwohatsError
from twohats.format.page import block_of
from twohats.journal.folder import Journal
from twohats.journal.undo import redo, undo

if TYPE_CHECKING:
    from collections.abc import Callable


OURS = "10:00-10:05 brand post: ours"
THEIRS = "- 12:00-12:05 brand read: the editor's\n"


class Editor:
    """An editor that is opened on the page, and knows of the page only what it has read."""

    def __init__(self, journal: Journal, save: Callable[[Path, str], object] = save_by_rename) -> None:
        self._journal = journal
        self._save = save
        self.session = editing.begin(journal, DAY)
        self.buffer: list[str] = []
        self.read()

    def read(self) -> None:
        page = page_of(self._journal)
        self.buffer = page.read_text().split("\n")[:-1] if page.exists() else []

    def save(self) -> None:
        self._save(page_of(self._journal), "".join(f"{line}\n" for line in self.buffer))

    def close(self) -> bool:
        return editing.end(self._journal, self.session)


def lines_of(journal: Journal) -> list[str]:
    page = page_of(journal)
    return [line for line in page.read_text().split("\n") if line.startswith("- ")] if page.exists() else []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "add",
                "add",
                "remove",
                "edit",
                "undo",
                "redo",
                "read",
                "type",
                "type",
                "delete",
                "change",
                "save",
            ]
        ),
        st.integers(0, 9),
    ),
    max_size=14,
)


class Written:
    """What there is and whose it is. No two lines are alike, so that every one can be told."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.count = 0
        self.without = set(lines_of(journal))
        """The lines that would be there without the editor."""
        self.removed: set[str] = set()
        """Those that we have taken out, or edited."""
        self.typed: set[str] = set()
        self.deleted: set[str] = set()
        """Those that the editor has taken out of a text it had read, or edited."""

    def line(self) -> str:
        self.count += 1
        at = 600 + self.count
        return f"{at // 60}:{at % 60:02} 5m brand post: line {self.count}"

    def ours(self, deed: str, at: int) -> None:
        try:
            gone, come = self._do(deed, at)
        except TwohatsError:  # there is nothing to undo, or the editor has changed it
            return
        self.without = (self.without - gone) | come
        self.removed = (self.removed | gone) - come

    def _do(self, deed: str, at: int) -> tuple[set[str], set[str]]:
        """Change the page as another process does; the lines that go and those that come."""
        journal = Journal(self.journal.root)
        page, text = journal.page_and_text(DAY)
        number = at % len(page.items) + 1 if page.items else 0
        block = block_of(text, page.items[number - 1]) if number else ""
        if deed == "add" or (deed in ("remove", "edit") and not block):
            return set(), {f"- {journal.add(DAY, self.line()).item}"}
        if deed == "remove":
            journal.remove(DAY, number, block)
            return {block}, set()
        if deed == "edit":
            return {block}, {f"- {journal.replace(DAY, number, block, self.line()).item}"}
        hunk = (undo if deed == "undo" else redo)(journal).files[0].hunk
        if deed == "undo":
            hunk = hunk.inverse()
        return set(hunk.old) - set(hunk.new), set(hunk.new) - set(hunk.old)

    def theirs(self, editor: Editor, deed: str, at: int) -> None:
        buffer = editor.buffer
        places = [place for place, line in enumerate(buffer) if line.startswith("- ")]
        place = places[at % len(places)] if places else len(buffer)
        if deed in ("delete", "change") and places:
            self.deleted.add(buffer.pop(place))
        if deed in ("type", "change"):
            line = f"- {self.line()}"
            self.typed.add(line)
            buffer.insert(place, line)


@settings(max_examples=150)
@given(steps=STEPS, saved=st.booleans())
def test_whatever_others_write_and_the_editor_saves_nothing_of_either_is_lost_and_undo_takes_back_the_editors(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], *, saved: bool
) -> None:
    root = tmp_path_factory.mktemp("editing")
    (root / "hat.toml").touch()
    os.environ["XDG_STATE_HOME"] = str(root / "state")
    journal = Journal(str(root))
    for number in range(3):
        journal.add(DAY, f"0{number + 6}:00 5m brand read: before {number}")
    written, editor = Written(journal), Editor(journal)
    stands: list[str] = []
    for deed, at in [*steps, *[("save", 0)] * saved]:
        if deed in ("add", "remove", "edit", "undo", "redo"):
            written.ours(deed, at)
        elif deed == "read":
            editor.read()
        elif deed == "save":
            editor.save()
            stands = list(editor.buffer)
        else:
            written.theirs(editor, deed, at)

    changed = editor.close()

    lines = lines_of(journal)
    assert len(set(lines)) == len(lines)
    there = set(lines)
    assert written.without - written.deleted <= there, "lost what others wrote"
    assert (written.typed & set(stands)) - written.removed <= there, "lost what the editor wrote"
    assert there <= written.without | written.typed, "brought back what others took out"
    assert changed or there == written.without  # blank lines alone may have changed
    if changed:
        text = page_of(journal).read_text()
        assert undo(journal).label == f"edit {DAY} in an editor"
        assert set(lines_of(journal)) == written.without
        redo(journal)
        assert page_of(journal).read_text() == text
    assert not Path(journal.state, "editing").exists()


def test_equal_lines_of_ours_and_of_the_editors_are_told_apart_by_their_number(journal: Journal) -> None:
    editor = Editor(journal)
    journal.add(DAY, "25m brand post")
    editor.read()
    editor.buffer.append("- 25m brand post")
    editor.save()
    journal.add(DAY, "25m brand post")
    assert editor.close()
    assert lines_of(journal).count("- 25m brand post") == 3
    undo(journal)
    assert lines_of(journal).count("- 25m brand post") == 2


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\xff\0\n",
        b"opened\t../../etc/passwd\t\ttext\t.\n",
        b"opened\tdays/2026/2026-11-22.md\t\ttext\t.\nsaved\t9\t9\t9\tx\t.\n",
        b"opened\tdays/2026/2026-11-22.md\t\t# 2026-11-22\t.\nwrote\t0\t1\t1\tx\t0\t99999999999999999999\t1\tx\t.\n",
        b"opened\tdays/2026/2026-11-22.md\t\ttext\t.\nvoid\t.\nvoid\t.\ndone\t.\nwro",
        b"." * 5000,
    ],
)
def test_what_is_kept_of_an_editor_may_be_anything(journal: Journal, junk: bytes) -> None:
    before = page_of(journal).read_text()
    folder = Path(journal.state, "editing")
    folder.mkdir()
    (folder / "00000000000000000012-1").write_bytes(junk)
    journal.add(DAY, OURS)
    assert page_of(journal).read_text() == f"{before}- {OURS}\n"
    assert not folder.exists()
    undo(journal)
    assert page_of(journal).read_text() == before


def test_where_nothing_can_be_kept_of_an_editor_it_can_be_used_all_the_same(journal: Journal) -> None:
    Path(journal.state, "editing").write_text("in the way")
    editor = Editor(journal)
    editor.buffer.append(THEIRS.strip())
    editor.save()
    assert editor.close()
    undo(journal)
    assert THEIRS not in page_of(journal).read_text()
