"""What returns are credited to is kept month by month, and is what tracing all lines says, whatever changes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.random_years import LAST, random_page, random_years

from twohats.actions import past as actions
from twohats.actions import timeline
from twohats.actions.past import Past
from twohats.actions.timeline import read_timeline
from twohats.format.calendar import week_of
from twohats.index.files import FOLDER, TRACES
from twohats.index.traces import Credited
from twohats.journal.folder import Journal
from twohats.measures.returns import trace_returns
from twohats.measures.tracing import Tracer

WEEK = week_of(LAST)


@pytest.fixture(autouse=True)
def many_pages(monkeypatch):
    """Every journal is one of many pages."""
    monkeypatch.setattr(timeline, "MANY", 0)


def by_index(root: Path) -> list[Credited]:
    return Past(Journal(str(root)), WEEK, LAST).traces()


def by_lines(root: Path) -> list[Credited]:
    traced = trace_returns(read_timeline(Journal(str(root)), WEEK, LAST).timeline)
    return [
        Credited(event.when, trace.rung, trace.side, tuple(touch.when for touch in trace.touches))
        for event, trace in traced
    ]


def same(root: Path) -> list[Credited]:
    found = by_index(root)
    assert found == by_lines(root)
    return found


def page(root: Path, day: date) -> Path:
    path = root / "days" / str(day.year) / f"{day}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def traced_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many returns are traced for the next answer."""
    traced: list[object] = []

    class Noting(Tracer):
        def trace(self, timed_event):
            traced.append(timed_event)
            return super().trace(timed_event)

    with monkeypatch.context() as patched:
        patched.setattr(actions, "Tracer", Noting)
        by_index(root)
    return len(traced)


@pytest.mark.parametrize("seed", range(4))
def test_they_are_those_of_all_lines_before_and_after_each_change(tmp_path, seed):
    random_years(tmp_path, seed, years=2)
    chance = random.Random(seed)
    days = [date.fromisoformat(day) for day in Journal(str(tmp_path)).days()]
    assert same(tmp_path)
    for _ in range(4):
        for day in (chance.choice(days), LAST):
            if not page(tmp_path, day).is_dir():
                page(tmp_path, day).write_text(random_page(chance, day, days[0]))
            same(tmp_path)


@pytest.fixture
def threads(tmp_path):
    """A journal whose returns of today are credited to entries of long ago."""
    (tmp_path / "hat.toml").write_text("format = 1\n")
    for back in range(0, 720, 30):
        page(tmp_path, LAST - timedelta(back)).write_text(
            f"- 25m brand post linkedin +t{back}\n- brand got reply linkedin @bo\n"
        )
    page(tmp_path, LAST).write_text(
        f"- brand got reply blog +t690\n- brand got lead from:{LAST - timedelta(600)}\n- brand got reply blog +t30\n"
    )
    return tmp_path


def test_a_page_of_long_ago_that_is_changed_changes_the_returns_of_today(threads):
    before = same(threads)
    assert [each.rung for each in before[-3:]] == ["reference", "from", "reference"]

    page(threads, LAST - timedelta(690)).write_text("- 25m brand post linkedin\n")
    page(threads, LAST - timedelta(600)).write_text("")

    assert [each.rung for each in same(threads)[-3:]] == ["unattributed", "unattributed", "reference"]


def test_a_thread_that_was_used_in_between_is_found(threads):
    same(threads)
    page(threads, LAST - timedelta(375)).write_text("- 25m personal read blog +t690\n")

    assert same(threads)[-3].side == "personal"


def test_another_name_makes_other_traces(threads):
    same(threads)
    (threads / "hat.toml").write_text('format = 1\n[renamed]\n"+t690" = "+t30"\n')

    assert same(threads)[-3].touches == same(threads)[-1].touches != ()


def test_a_month_of_which_no_page_can_be_read_has_no_returns(threads):
    page(threads, date(2026, 1, 3)).mkdir()
    for other in threads.glob("days/2026/2026-01-*.md"):
        if other.is_file():
            other.unlink()

    assert same(threads)


def test_only_the_returns_of_a_month_that_has_changed_are_traced_again(threads, monkeypatch):
    same(threads)
    assert traced_again(threads, monkeypatch) == 0

    with page(threads, LAST).open("a") as file:
        file.write("- brand got reply blog @bo\n")

    assert traced_again(threads, monkeypatch) == 4
    assert traced_again(threads, monkeypatch) == 0


def test_what_was_changed_while_it_was_traced_is_not_kept(threads, monkeypatch):
    same(threads)
    page(threads, LAST).write_text("- brand got reply blog +t690\n")
    old = page(threads, LAST - timedelta(690))
    text = old.read_text()
    made = Past._traced_from

    def changed_then(self, start):
        old.write_text("- 25m personal post linkedin +t690\n")
        return made(self, start)

    with monkeypatch.context() as patched:
        patched.setattr(Past, "_traced_from", changed_then)
        by_index(threads)
    old.write_text(text)

    assert same(threads)[-1].side == "brand"


def test_what_a_killed_process_has_left_of_several_months_is_not_taken(threads):
    same(threads)
    folder = Path(Journal(str(threads)).state) / FOLDER
    before = {path: path.read_bytes() for path in folder.glob(f"*{TRACES}")}
    page(threads, LAST - timedelta(690)).write_text("- 25m personal post linkedin +t690\n")
    same(threads)
    for path, data in before.items():
        if path.name > f"{LAST - timedelta(600)}":
            path.write_bytes(data)

    assert same(threads)[-3].side == "personal"


def test_no_byte_of_a_file_can_change_an_answer(threads):
    expected = same(threads)
    (path,) = (Path(Journal(str(threads)).state) / FOLDER).glob(f"{LAST.isoformat()[:7]}{TRACES}")
    data = path.read_bytes()
    for at in range(0, len(data), 7):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert by_index(threads) == expected
    path.unlink()
    path.mkdir()
    assert by_index(threads) == expected
