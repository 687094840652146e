"""The pages of some weeks: those of the index that are as they are on the disk, and the others from there."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.index.settled import Clock

from twohats.format.model import Entry, Page, Problem
from twohats.index import known, stamps
from twohats.index.files import FOLDER
from twohats.index.known import FEW, MOST_CHANGED, known_pages, recent_pages
from twohats.journal.folder import Journal

LAST = date(2026, 11, 22)
DAYS = [(LAST - timedelta(days=back)).isoformat() for back in reversed(range(FEW + 20))]


@pytest.fixture
def journal(tmp_path, monkeypatch):
    """A journal whose pages have been left alone for long."""
    monkeypatch.setattr(stamps, "machine", Clock())
    (tmp_path / "hat.toml").write_text("format = 1\n")
    (tmp_path / "days" / "2026").mkdir(parents=True)
    made = Journal(str(tmp_path))
    for day in DAYS:
        write(made, day, f"- 25m brand post linkedin @anna: on {day}\n- 5m personal read\nprose\n")
    return made


def write(journal: Journal, day: str, text: str) -> None:
    Path(journal.full_path(f"days/{day[:4]}/{day}.md")).write_text(text)


def recent(journal: Journal, days: list[str] = DAYS):
    """The pages, which have to be those that are read."""
    found = recent_pages(journal, days, days[0], days[-1])
    assert found == {day: journal.page(day) for day in days}
    assert [*found] == days
    return found


def read_for(journal: Journal, monkeypatch) -> list[str]:
    """The days whose pages are read from the disk for the next answer."""
    read: list[str] = []

    def page(day: str) -> Page:
        read.append(day)
        return Journal.page(journal, day)

    with monkeypatch.context() as patched:
        patched.setattr(journal, "page", page)
        found = recent_pages(journal, DAYS, DAYS[0], DAYS[-1])
    assert found == {day: journal.page(day) for day in DAYS}
    return read


def index_of(journal: Journal) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(journal.state, FOLDER).iterdir()}


def test_few_pages_are_read_and_no_index_is_made(journal):
    recent(journal, DAYS[-FEW:])

    assert not Path(journal.state, FOLDER).exists()


def test_the_index_is_made_once_and_then_no_page_is_read(journal, monkeypatch):
    recent(journal)
    before = index_of(journal)

    assert sorted(before) == sorted({day[:7] for day in DAYS})
    assert read_for(journal, monkeypatch) == []
    assert index_of(journal) == before


def test_a_changed_page_is_read_and_the_index_left_as_it_is(journal, monkeypatch):
    recent(journal)
    before = index_of(journal)
    write(journal, DAYS[-1], "- 10m brand talk phone @ben: not her\n")
    write(journal, DAYS[3], "- nothing\n")

    assert read_for(journal, monkeypatch) == [DAYS[3], DAYS[-1]]
    assert index_of(journal) == before


def test_many_changed_pages_renew_it(journal, monkeypatch):
    recent(journal)
    before = index_of(journal)
    for day in DAYS[-MOST_CHANGED - 1 :]:
        write(journal, day, "- 10m brand talk phone @ben: not her\n")

    recent(journal)
    assert index_of(journal) != before
    assert read_for(journal, monkeypatch) == []


def test_a_page_that_comes_goes_or_cannot_be_read(journal, monkeypatch):
    recent(journal)
    gone, blocked = (Path(journal.full_path(f"days/2026/{day}.md")) for day in (DAYS[5], DAYS[6]))
    gone.unlink()
    blocked.unlink()
    blocked.mkdir()

    days = [day for day in DAYS if day != DAYS[5]]
    assert [problem.code for problem in recent(journal, days)[DAYS[6]].problems] == ["unreadable"]
    gone.write_text("- 1m brand read\n")
    assert read_for(journal, monkeypatch) == [DAYS[5], DAYS[6]]


def test_a_page_just_written_is_read_each_time(journal, monkeypatch):
    monkeypatch.undo()
    for _ in range(2):
        recent(journal)
        assert known_pages(journal, DAYS) == {}


def test_a_damaged_month_is_removed_and_its_pages_are_read(journal, monkeypatch):
    recent(journal)
    month = Path(journal.state, FOLDER, DAYS[-1][:7])
    data = bytearray(month.read_bytes())
    data[-5] ^= 255  # in what is kept of the last page
    month.write_bytes(data)
    monkeypatch.setattr(known, "MOST_CHANGED", 1000)

    assert DAYS[-1] in read_for(journal, monkeypatch)
    assert not month.exists()


def test_other_hats_read_other_lines(journal):
    write(journal, DAYS[0], "- 25m club post: x\n")
    assert isinstance(recent(journal)[DAYS[0]].items[0].value, Problem)

    Path(journal.root, "hat.toml").write_text('format = 1\n[hats.club]\nside = "personal"\n')
    other = Journal(journal.root)
    assert isinstance(recent(other)[DAYS[0]].items[0].value, Entry)
