"""Runs the app from the shell; afterwards finishes changes and reports what is not saved."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from contextlib import suppress

from twohats.errors import JournalError, came_after_saving
from twohats.text.visible import visible
from twohats.tui.app import HatApp
from twohats.tui.appearance import colours_of_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.drafts import Typed, Unsaved
    from twohats.tui.main_screen import MainScreen

_MOST_SHOWN = 8
"""Number of texts listed at the prompt."""


def run_app(journal: Journal, now: Callable[[], Now], *, at: str = "", is_sample: bool = False) -> int:
    """Run the app until it is left, from a day and a line on (`2026-11-22:3`); the exit code of the command.

    `is_sample` says that it is nobody's own journal, which the screen then says all the time.
    """
    gc.disable()  # until the first frame is drawn: there is nothing to collect yet
    app = HatApp(journal, now, at=at, colours=colours_of_terminal(), is_sample=is_sample)
    app.run()
    saved = bool(app.return_code) or _finish(app.main)
    unsaved = app.main.draft_keeper.keep_now()
    _say_unsaved(unsaved, kept=app.main.draft_keeper.is_kept(unsaved))
    app.main.draft_keeper.release()
    if app.fault is not None:
        raise app.fault
    if app.config.sync_on_exit and not app.return_code:
        _sync_on_exit(journal)
    code = app.return_code or (0 if saved else JournalError.exit_code)
    _leave_no_reader(code)
    return code


def _leave_no_reader(code: int) -> None:
    """End the process where Textual's thread still reads from a terminal that is gone: Python would wait for it."""
    if any(thread.name == "textual-input" for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def _finish(main: MainScreen) -> bool:
    """Finish the changes that were still being made when the app was left; whether all are made.

    Ctrl+C leaves them: the next start looks whether they were made, and offers what was not.
    """
    saved = True
    try:
        for job in list(main.queue.jobs):
            _note(f"{job.says()} ...")
            job.finish()
            made = job.error is None or came_after_saving(job.error)
            main.drafts.end_saving(job.number, saved=made)
            if job.error is not None and not made:
                main.drafts.set_aside(*job.texts)
                _note(getattr(job.error, "message", f"{type(job.error).__name__}: {job.error}"))
                saved = False
    except KeyboardInterrupt:
        return False
    return saved


def _say_unsaved(unsaved: Unsaved, *, kept: bool) -> None:
    """Say what is not saved, in so many lines at most if it is kept; this is the last that is seen of it if not."""
    texts = unsaved.texts()
    says = "not saved, kept for the next start" if kept else "not saved, and could not be kept"
    if len(texts) == 1:
        _note(f"{says}: {_called(texts[0])}")
    elif texts:
        _note(f"{says}:")
        for typed in texts[: _MOST_SHOWN if kept else None]:
            print(f"     {_called(typed)}", file=sys.stderr)
        if kept and len(texts) > _MOST_SHOWN:
            print(f"     and {len(texts) - _MOST_SHOWN:,} more", file=sys.stderr)


def _called(typed: Typed) -> str:
    target = typed.target
    return visible(f"{typed.text} (for {target.day}:{target.number})" if target.number else typed.text)


def _note(text: str) -> None:
    print(f"hat: {visible(text)}", file=sys.stderr, flush=True)


def _sync_on_exit(journal: Journal) -> None:
    """Sync once the screen is the shell's again; Ctrl+C leaves it to the next one.

    A sync that is still running, the app's own most often, may have begun before the last line: it is waited for.
    """
    from twohats.sync import sync_in_background
    from twohats.system.git import ASKING_SECONDS
    from twohats.tui.syncing import notes_of, summary_of

    _note("syncing ...")
    try:
        limit = time.monotonic() + ASKING_SECONDS
        while (report := sync_in_background(journal)).outcome == "busy" and time.monotonic() < limit:
            time.sleep(0.2)
    except KeyboardInterrupt:
        _note("left to the next sync")
        return
    for line in filter(None, (summary_of(report), *notes_of(report, report.hint))):
        _note(line)
