"""A page written as a whole: only what was written is another, whatever its lines end with and others wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.actions.page_text import LONGEST, page_to_write, with_endings_of, write_page
from twohats.errors import NotUnderstood
from twohats.journal.folder import Journal
from twohats.journal.undo import undo

if TYPE_CHECKING:
    from pathlib import Path

DAY, PATH = "2026-11-22", "days/2026/2026-11-22.md"
LINES = st.lists(
    st.sampled_from(["- 25m p read", "- 5m p read", "  more", "", "# head", "prose \t", "- 1h b talk: x"])
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "days").mkdir()
    return Journal(str(tmp_path))


@given(
    LINES,
    st.lists(st.sampled_from(["\n", "\r\n"]), min_size=1),
    st.sampled_from(["", "\ufeff"]),
    st.integers(0, 20),
)
def test_one_line_more_leaves_every_other_byte(
    lines: list[str], endings: list[str], mark: str, at: int
) -> None:
    ended = [line + endings[number % len(endings)] for number, line in enumerate(lines)]
    base = mark + "".join(ended)
    typed = "".join(f"{line}\n" for line in lines)
    assert with_endings_of(base, typed) == base
    at = min(at, len(lines))
    with_one = "".join(f"{line}\n" for line in [*lines[:at], "mine, and no other", *lines[at:]])
    made = with_endings_of(base, with_one)
    ours = [line for line in made.removeprefix(mark).splitlines(keepends=True) if "mine" in line]
    assert len(ours) == 1
    assert made.replace(ours[0], "") == base


def test_what_others_wrote_meanwhile_stays_and_one_undo_takes_back_what_was_written(journal: Journal) -> None:
    journal.change("begin", PATH, lambda _: "- 25m p read\n- 5m p read mastodon\n")
    base, text = page_to_write(journal, DAY)
    journal.change(
        "elsewhere", PATH, lambda text: text.replace("5m p read mastodon", "6m p read mastodon m4")
    )
    written = write_page(journal, DAY, base, text.replace("p read\n", "p read\n  more\n") + "\nrain\n")
    assert written.changed
    assert written.problems == ()
    now = journal.read_text(PATH)
    assert now is not None
    assert "  more\n" in now
    assert "rain" in now
    assert "6m p read mastodon m4" in now
    undo(journal)
    assert journal.read_text(PATH) == "- 25m p read\n- 6m p read mastodon m4\n"


def test_a_page_that_is_not_there_is_made_by_what_is_written_and_by_nothing_else(journal: Journal) -> None:
    base, text = page_to_write(journal, DAY)
    assert (base, text) == ("", "# 2026-11-22 Sunday\n\n")
    assert not write_page(journal, DAY, base, text).changed
    assert journal.read_text(PATH) is None
    assert write_page(journal, DAY, base, f"{text}- 25m brnd post\n").problems[0].line == 3
    assert journal.read_text(PATH) == "# 2026-11-22 Sunday\n\n- 25m brnd post\n"


@pytest.mark.parametrize("text", ["- 25m p read: a\u2028b\n", "x" * (LONGEST + 1)])
def test_what_could_not_be_put_back_as_it_was_is_refused(journal: Journal, text: str) -> None:
    journal.change("begin", PATH, lambda _: text)
    with pytest.raises(NotUnderstood):
        page_to_write(journal, DAY)
