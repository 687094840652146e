"""The key that syncs: with a real repository and a real bare remote, and without either."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.tui.driven import Driven, drive

from twohats.format.paths import page_path
from twohats.format.settings import Config
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path


def git(*words: str, cwd: str) -> None:
    subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True)


async def synced(app: Driven) -> None:
    await app.press("S")
    await app.until(lambda: not app.main.sync.runs)
    await app.settle()


def test_a_line_written_elsewhere_comes_in_and_ours_goes_out(journal: Journal, tmp_path: Path) -> None:
    git("init", "-q", "--bare", "remote.git", cwd=str(tmp_path))
    git("init", "-q", ".", cwd=journal.root)
    git("remote", "add", "origin", str(tmp_path / "remote.git"), cwd=journal.root)

    async def act(app: Driven) -> None:
        await synced(app)
        assert "origin" in app.rows()[-2] + app.notices()
        git("clone", "-q", "remote.git", "other", cwd=str(tmp_path))
        other = Journal(str(tmp_path / "other"))
        other.add("2026-11-22", "7m personal read: from the other machine")
        from twohats.sync import sync

        assert sync(other).finished
        await synced(app)
        assert "from the other machine" in app.grid()
        assert "came in: 1 line added" in app.rows()[-2]

    drive(journal, act)


def test_what_is_left_out_and_what_is_asked_about_are_said_with_the_way_on(journal: Journal) -> None:
    git("init", "-q", ".", cwd=journal.root)

    async def act(app: Driven) -> None:
        await synced(app)
        page = os.path.join(journal.root, page_path("2026-11-21"))
        os.symlink("elsewhere.md", page)
        await synced(app)
        assert "1 file is left out" in app.notices()
        assert page_path("2026-11-21") in app.notices()
        os.unlink(page)
        for day in ("2026-10-01", "2026-10-02"):
            journal.add(day, "25m brand post")
        await synced(app)
        shutil.rmtree(os.path.join(journal.root, "days", "2026"))
        await synced(app)
        assert "files are gone here" in app.notices()
        assert "hat sync --yes" in app.notices()

    drive(journal, act)


def test_without_a_repository_it_says_so_and_nothing_else_happens(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        before = app.page()
        await synced(app)
        assert "git" in app.rows()[-2] + app.notices()
        assert app.page() == before

    drive(journal, act)


def test_it_syncs_by_itself_on_start_only_where_that_is_wanted(journal: Journal) -> None:
    async def act(app: Driven) -> None:
        await app.until(lambda: not app.main.sync.runs)
        await app.settle()
        assert "git" in app.rows()[-2] + app.notices()

    async def still(app: Driven) -> None:
        await app.settle()
        assert "sync" not in app.grid().lower()
        assert not app.main.sync.runs

    drive(journal, act, config=Config(sync_on_start=True))
    drive(journal, still)
