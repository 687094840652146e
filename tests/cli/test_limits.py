"""What could not be read back is not written: the limits of the readers hold for every writer."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import TODAY

if TYPE_CHECKING:
    from tests.cli.shell import Shell

MIB = 1024 * 1024
LIMIT = 4 * MIB
PATH = f"days/2026/{TODAY}.md"
HEAD = f"# {TODAY} Sunday\n\n"


def fill(hat: Shell, room: int) -> str:
    """Write a page that has room for so many bytes before it is too large to be read."""
    first = "- 09:00-09:30 brand read: first\n"
    prose = "a line of prose that fills the page\n"
    text = HEAD + first
    text += prose * ((LIMIT - room - len(text)) // len(prose))
    text += "." * (LIMIT - room - len(text) - 1) + "\n"
    hat.write(text)
    return text


def test_a_line_that_its_page_could_not_be_read_with_costs_no_other(hat: Shell) -> None:
    long = "25m b post: " + "long " * MIB
    done = hat("add", "-", stdin=f"10m b read: before\n{long}\n10m p read: behind\n")
    assert done.code == 3
    assert hat.items() == ["10m brand read: before", "10m personal read: behind"]
    assert f"line 2: {PATH} would be larger than 4 MiB" in done.err
    assert long.rstrip() in done.err
    assert hat("undo").out == f"took back: add {TODAY} 10m brand read: before, and 1 more\n"


@pytest.mark.parametrize("letter", ["x", "ж"])
def test_a_page_that_is_nearly_full_takes_what_fits_and_gives_back_the_rest(hat: Shell, letter: str) -> None:
    before = fill(hat, 400)
    done = hat("add", "25m", "b", "post:", letter * (400 // len(letter.encode())))
    assert (done.code, hat.page()) == (3, before)
    assert f"{PATH} would be larger than 4 MiB, which is more than can be read" in done.err
    assert letter * 190 in done.err
    assert hat("add", "25m", "b", "post:", "fits").code == 0
    assert hat("list").code == 0
    assert hat("undo").code == 0
    assert hat.page() == before


def test_an_edit_that_makes_the_page_too_large_changes_nothing(hat: Shell) -> None:
    before = fill(hat, 300)
    done = hat("edit", "1", "09:00-09:30", "b", "read:", "longer " * 60)
    assert (done.code, hat.page()) == (3, before)
    assert "would be larger than 4 MiB" in done.err
    assert "longer longer" in done.err


def test_a_line_moved_to_a_full_page_stays_where_it_is(hat: Shell) -> None:
    fill(hat, 300)
    hat("add", "yesterday", "25m", "b", "post:", "y" * 500)
    day = "2026-11-21"
    before = hat.page(day)
    assert hat("edit", f"{day}:1", TODAY, "25m", "b", "post:", "y" * 500).code == 3
    assert hat.page(day) == before


def test_undo_of_a_removal_and_redo_write_no_page_that_cannot_be_read(hat: Shell) -> None:
    line = "25m brand post: " + "z" * 1000
    hat("add", *line.split(" "))
    hat("remove", "1")
    fill(hat, 500)
    before = hat.page()
    done = hat("undo")
    assert (done.code, hat.page()) == (3, before)
    assert "would be larger" in done.err


def test_lines_of_the_inbox_stay_there_when_their_page_is_full(hat: Shell) -> None:
    before = fill(hat, 300)
    (hat.journal / "inbox.md").write_text(f"25m b post: {'w' * 1000}\n")
    done = hat("inbox")
    assert done.code == 3
    assert PATH in done.err
    assert hat.page() == before
    assert "w" * 1000 in (hat.journal / "inbox.md").read_text()


def test_an_inbox_of_more_lines_than_are_taken_in_at_once_is_refused_before_they_are_read(hat: Shell) -> None:
    """It took 15 s and 581 MB, and was then refused since its page would have been too large."""
    path = hat.journal / "inbox.md"
    path.write_text("9am 5m p r\n" * 40_001)
    spent = []
    for words in (["inbox"], ["inbox", "--dry-run"], ["inbox", "--json"], ["check"]):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = hat(*words)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime - before.ru_utime)
        assert done.code == (0 if words == ["check"] else 3), "hat check has it among its remarks"
        assert "has 40,001 lines, and at most 40,000 are taken in at once" in done.out + done.err
        assert "move what is beyond that to another file" in done.out + done.err
    assert max(spent) < 1, "reading them takes 3 s"
    assert path.read_text() == "9am 5m p r\n" * 40_001
    path.write_text("milk\n" * 40_000)
    assert hat("inbox").code == 0


def test_a_timer_is_not_started_for_what_could_not_be_read(hat: Shell) -> None:
    words = "b post: " + "v" * 120_000
    done = hat("start", *words.split(" "))
    assert done.code == 2
    assert "v" * 120_000 in done.err
    assert hat("status").code == 1


def test_settings_are_not_made_larger_than_they_may_be(hat: Shell) -> None:
    config = hat.home / ".config/twohats/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("# a comment\n" * 5460)
    done = hat("config", "set", "theme", "lamplight")
    assert (done.code, "would be larger than 64 KB" in done.err) == (3, True)
    assert config.read_text() == "# a comment\n" * 5460
