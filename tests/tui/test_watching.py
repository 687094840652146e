"""What changes under the app: the page, the settings, the day, other pages."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tests.tui.conftest import PAGES, SETTINGS, put_page
from tests.tui.driven import TODAY, Clock, Driven, drive

from twohats.actions import week
from twohats.format.times import Now
from twohats.tui import watching

if TYPE_CHECKING:
    import pytest

    from twohats.journal.folder import Journal

BEFORE = PAGES[TODAY]


def test_a_change_on_disk_is_shown_and_the_cursor_stays_with_its_line(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.press("g", "j", "j")
        assert app.page_list.cursor == 3
        added = BEFORE.replace(
            "- 25m personal read", "- 09:40-09:50 personal read: from elsewhere\n- 25m personal read"
        )
        put_page(Path(journal.root), TODAY, added)
        await app.until(lambda: "from elsewhere" in app.grid())
        assert app.page_list.cursor == 4
        assert app.page_list.sheet is not None
        assert "Caught up" in app.page_list.sheet.block(app.page_list.cursor)

    drive(journal, act)


def test_a_file_replaced_by_another_of_the_same_size_and_time_is_noticed(journal: Journal) -> None:
    """Editors save beside and rename; the clock of a file system may be coarse."""

    path = Path(journal.full_path("days/2026/2026-11-22.md"))

    def save_beside() -> None:
        about = path.stat()
        other = path.with_name("new")
        other.write_text(BEFORE.replace("coffee late", "coffee soon"))
        os.utime(other, ns=(about.st_atime_ns, about.st_mtime_ns))
        other.rename(path)

    async def act(app: Driven) -> None:
        save_beside()
        await app.until(lambda: "coffee soon" in app.grid())

    drive(journal, act)


def test_a_line_that_an_editor_saves_over_from_an_older_text_is_put_back(journal: Journal) -> None:
    line = "12:00-12:05 brand post: saved over"

    async def act(app: Driven) -> None:
        journal.add(TODAY, line)
        await app.until(lambda: "saved over" in app.grid())
        put_page(Path(journal.root), TODAY, BEFORE.replace("coffee late", "coffee soon"))
        await app.until(lambda: "coffee soon" in app.grid() and "saved over" in app.grid())
        await app.until(lambda: f"put back: - {line}" in app.notices())

    drive(journal, act)
    text = Path(journal.full_path(f"days/2026/{TODAY}.md")).read_text()
    assert text.count(line) == text.count("coffee soon") == 1


def test_a_page_that_is_deleted_and_comes_back(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        os.unlink(journal.full_path("days/2026/2026-11-22.md"))
        await app.until(lambda: "Nothing written on this day" in app.grid())
        put_page(Path(journal.root), TODAY, BEFORE)
        await app.until(lambda: "Slept badly" in app.grid())

    drive(journal, act)


def test_what_is_being_typed_stays_when_the_page_changes(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m b po")
        put_page(Path(journal.root), TODAY, BEFORE + "- 5m brand read: new\n")
        await app.until(lambda: any("new" in row for row in app.rows()))
        assert app.main.entry.value == "25m b po"
        assert app.main.focused is app.main.entry

    drive(journal, act)


def test_after_midnight_today_is_the_new_day(journal: Journal) -> None:
    clock = Clock(minute=23 * 60 + 59)

    async def act(app: Driven) -> None:
        assert "Sun 22 Nov" in app.grid()
        clock.at = Now("2026-11-23", 0)
        await app.until(lambda: "Mon 23 Nov" in app.grid())
        await app.type("5m p read")
        await app.press("enter")
        assert app.page("2026-11-23") == "# 2026-11-23 Monday\n\n- 5m personal read\n"

    drive(journal, act, clock=clock)


def test_midnight_leaves_another_day_on_the_screen(journal: Journal) -> None:
    clock = Clock(minute=23 * 60 + 59)

    async def act(app: Driven) -> None:
        await app.press("left", "left")
        clock.at = Now("2026-11-23", 0)
        await app.until(lambda: app.main.today == "2026-11-23")
        assert app.main.day == "2026-11-20"
        await app.press("right", "right", "right", "right")
        assert app.main.day == "2026-11-23", "the new day can be reached, the one after it not"

    drive(journal, act, clock=clock)


def test_a_new_hat_in_the_settings_is_known_at_once(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("25m gardener read")
        assert "gardener is not a hat" in app.grid()
        (Path(journal.root) / "hat.toml").write_text(SETTINGS + '\n[hats.gardener]\nside = "personal"\n')
        await app.until(lambda: "today: gardener, read, 25m" in app.grid())

    drive(journal, act)


def test_settings_that_are_no_toml_are_named_and_the_app_goes_on(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        (Path(journal.root) / "hat.toml").write_text("format = [")
        await app.until(lambda: "not TOML" in app.notices())
        await app.type("5m p read")
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read\n"

    drive(journal, act)


def test_what_is_wrong_with_the_settings_is_said_at_the_start(journal: Journal) -> None:
    (Path(journal.root) / "hat.toml").write_text(SETTINGS + '\n[keys]\n"entry.add" = "d"\n[timer]\nask = 3\n')

    async def act(app: Driven) -> None:
        said = app.notices().split("\n")
        assert said[0].startswith("hat.toml"), said
        assert "timer.ask" in said[0]
        assert said[1].startswith("hat.toml: d is the key of both entry.add and entry.delete")
        assert len(said) == 2

    drive(journal, act)


def folders(parent: Path) -> list[str]:
    return [str(path) for path in parent.iterdir()]


def test_a_journal_that_is_moved_away_is_not_made_anew(journal: Journal) -> None:
    root = Path(journal.root)
    away = root.with_name("away")

    async def act(app: Driven) -> None:
        os.rename(root, away)
        await app.until(lambda: "has been moved or deleted" in app.notices())
        await app.type("5m p read")
        await app.press("enter")
        assert journal.root not in await asyncio.to_thread(folders, root.parent)
        assert app.main.entry.value == "5m p read"
        assert "Launch thread" in app.grid(), "what was read stays on the screen"
        os.rename(away, root)
        await app.pilot.pause(0.6)
        await app.press("enter")
        assert app.page() == BEFORE + "- 5m personal read\n"

    drive(journal, act)


def test_settings_that_are_gone_are_no_end_of_the_app(journal: Journal) -> None:
    settings = journal.full_path("hat.toml")

    async def act(app: Driven) -> None:
        os.unlink(settings)
        os.mkdir(settings)
        await app.until(lambda: "hat.toml" in app.notices())
        await app.press("2", "left", "right", "1")
        assert "Slept badly" in app.grid()

    drive(journal, act)


def test_the_week_counts_again_when_another_page_changes(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LOOKS", 1)

    async def act(app: Driven) -> None:
        await app.press("2")
        assert "· 9 lines ·" in app.grid()
        put_page(Path(journal.root), "2026-11-17", "- 25m brand post: elsewhere\n")
        await app.until(lambda: "· 10 lines ·" in app.grid())

    drive(journal, act)


def test_names_of_other_pages_are_completed(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.type("b asked email @pri")
        await app.press("tab")
        assert app.main.entry.value == "b asked email @priya "

    drive(journal, act)


def test_a_worker_that_fails_is_a_notice_and_not_the_end(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("[red]no figures today")

    monkeypatch.setattr(week, "figures_of", fail)

    async def act(app: Driven) -> None:
        await app.press("2")
        assert "this did not work: RuntimeError: [red]no figures today" in app.notices()
        await app.press("1")
        assert "Slept badly" in app.grid()

    drive(journal, act)
