"""Leaving the app with `sync_on_exit` while a sync is still running: the last line goes out as well."""

from __future__ import annotations

import subprocess
import threading
import time
from _thread import interrupt_main
from typing import TYPE_CHECKING

import pytest

from twohats.sync import sync, sync_in_background
from twohats.tui import run

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.journal.folder import Journal


@pytest.fixture
def slow(journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The journal's remote, which takes a second to answer, by an ssh that is a script."""
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", remote], check=True)
    subprocess.run(["git", "init", "-q"], cwd=journal.root, check=True)
    subprocess.run(["git", "remote", "add", "origin", f"ssh://host{remote}"], cwd=journal.root, check=True)
    ssh = tmp_path / "ssh"
    ssh.write_text('#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n')
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    assert sync(journal).outcome == "first-push"
    ssh.write_text('#!/bin/sh\nsleep 1\nfor last; do :; done\nexec sh -c "$last"\n')
    return remote


def begin(journal: Journal) -> threading.Thread:
    """A sync as the app has begun it, which has read the journal and is fetching by now."""
    thread = threading.Thread(target=lambda: sync_in_background(journal), daemon=True)
    thread.start()
    time.sleep(0.6)
    return thread


def test_a_line_that_was_written_during_a_sync_goes_out_on_leaving(
    journal: Journal, slow: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    thread = begin(journal)
    journal.add("2026-11-22", "7m personal read: the last line")
    assert sync_in_background(journal).outcome == "busy"
    run._sync_on_exit(journal)
    thread.join()

    shown = subprocess.run(
        ["git", "--git-dir", slow, "show", "HEAD:days/2026/2026-11-22.md"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "the last line" in shown
    said = capfd.readouterr().err
    assert "in step with origin" in said
    assert "another sync" not in said


@pytest.mark.usefixtures("slow")
def test_ctrl_c_ends_the_wait(journal: Journal, capfd: pytest.CaptureFixture[str]) -> None:
    thread = begin(journal)
    threading.Timer(0.1, interrupt_main).start()
    run._sync_on_exit(journal)

    assert "left to the next sync" in capfd.readouterr().err
    assert thread.is_alive()
    thread.join()
