"""A journal read for the measures: whole or some weeks of it, under one name, stray pages and all."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from twohats.actions.timeline import MOST_WEEKS, read_timeline
from twohats.format.calendar import Week, week_of
from twohats.index import known
from twohats.journal.folder import Journal
from twohats.journal.kept_pages import kept
from twohats.measures.returns import trace_returns
from twohats.measures.timeline import LeftOut

SUNDAY = date(2026, 11, 22)


def journal_with(root: Path, pages: dict[str, str], *, settings: str = "") -> Journal:
    """A journal with these pages, a line each."""
    (root / "hat.toml").write_text(f"format = 1\n{settings}")
    for day, line in pages.items():
        path = root / "days" / day[:4] / f"{day}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"- {line}\n")
    return Journal(str(root))


PAGES = {
    "0001-01-01": "1m brand talk @anna",
    "1926-11-20": "2m brand talk @anna",
    "2016-11-20": "3m brand talk @anna",
    "2026-11-15": "4m brand talk @anna",
    "2026-11-22": "5m brand talk @anna",
    "2026-11-23": "6m brand talk @anna",
    "9999-12-31": "7m brand talk @anna",
}


@pytest.mark.parametrize("start", ["monday", "sunday"])
def test_a_whole_journal_goes_back_to_its_first_page_but_not_to_stray_ones(
    tmp_path: Path, start: str
) -> None:
    journal = journal_with(tmp_path, PAGES, settings=f'week_start = "{start}"\n')
    read = read_timeline(journal, week_of(SUNDAY, start=journal.week_start), SUNDAY)
    lines = read.timeline.timed_entries
    assert [each.entry.minutes for each in lines if each.when[0] <= SUNDAY.toordinal()] == [3, 4, 5]
    assert lines[0].week == max(each.week for each in lines) < 530 < MOST_WEEKS
    assert not read.timeline.left_out().problems


@pytest.mark.parametrize(
    ("weeks", "minutes"), [(0, [5]), (1, [4, 5]), (522, [3, 4, 5]), (110_000, [1, 2, 3, 4, 5])]
)
def test_so_many_weeks_are_read(tmp_path: Path, weeks: int, minutes: list[int]) -> None:
    read = read_timeline(journal_with(tmp_path, PAGES), week_of(SUNDAY), SUNDAY, weeks_before=weeks)
    assert [each.entry.minutes for each in read.timeline.timed_entries] == minutes


@pytest.mark.parametrize("first", [date(1, 1, 1), date(9999, 12, 20)])
def test_the_ends_of_the_calendar_are_weeks_too(tmp_path: Path, first: date) -> None:
    journal = journal_with(tmp_path, PAGES | {first.isoformat(): "9m brand post"})
    found = read_timeline(journal, Week(first), SUNDAY).timeline.timed_entries
    assert found[-1].entry.minutes == 9


def test_an_empty_journal_has_an_empty_timeline(tmp_path: Path) -> None:
    read = read_timeline(journal_with(tmp_path, {}), week_of(SUNDAY), SUNDAY)
    assert not read.timeline.timed_entries
    assert not read.timeline.timed_events


def test_everyone_has_one_name_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    journal = journal_with(
        tmp_path, {"2026-11-20": "5m brand talk @ann @anna", "2026-11-21": "5x brand talk"}
    )
    (tmp_path / "people.toml").write_text('[anna]\naliases = ["ann"]\n[bo]\naliases = 3\n')
    (tmp_path / "days" / "2026" / "2026-11-19.md").mkdir()
    read = read_timeline(journal, week_of(SUNDAY), SUNDAY)
    assert [each.entry.people for each in read.timeline.timed_entries] == [("anna",)]
    assert read.timeline.named() == {"anna"}
    assert read.timeline.left_out() == LeftOut(1, 2, ("2026-11-21:1",))
    assert read.timeline.left_out(range(1, 2)) == LeftOut(0, 1)


def test_what_a_return_is_credited_to_is_found_by_its_names_of_today(tmp_path: Path) -> None:
    lines = {
        "2026-11-18": "25m brand talk xing @ann",
        "2026-11-19": "30m brand talk xing @bo",
        "2026-11-20": "brand got reply from:2026-11-18/@ann/xing",
    }
    journal = journal_with(tmp_path, lines, settings='[renamed]\n"xing" = "linkedin"\n"@ann" = "@anna"\n')
    read = read_timeline(journal, week_of(SUNDAY), SUNDAY)
    ((_, trace),) = trace_returns(read.timeline)
    assert (trace.rung, trace.channel, trace.touches[0].place) == ("from", "linkedin", "2026-11-18:1")


def test_years_of_pages_are_read_by_the_index_and_are_the_same(tmp_path: Path, monkeypatch) -> None:
    pages = {
        (SUNDAY - timedelta(days=back)).isoformat(): f"{back + 1}m brand talk @ben" for back in range(400)
    }
    journal = journal_with(tmp_path, pages, settings='\n[renamed]\n"@ben" = "@anna"\n')
    (tmp_path / "days" / "2026" / "2026-11-20.md").unlink()
    (tmp_path / "days" / "2026" / "2026-11-20.md").mkdir()
    (tmp_path / "days" / "2024").mkdir()
    (tmp_path / "days" / "2024" / "2024-01-01.md").write_bytes(b"- 9m brand talk\n\xff\n")
    by_index = read_timeline(journal, week_of(SUNDAY), SUNDAY)
    kept_journal = kept(journal)
    of_kept = read_timeline(kept_journal, week_of(SUNDAY), SUNDAY)
    monkeypatch.setattr(known, "FEW", 10_000)
    plain = read_timeline(journal, week_of(SUNDAY), SUNDAY)

    assert by_index == of_kept == plain
    assert len(plain.timeline.timed_entries) == 400
    assert kept_journal.has(plain.pages)
    assert (Path(journal.state) / "index").is_dir()
