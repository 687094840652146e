"""`hat sync`: synchronises the journals of several machines over the user's own git remote.

`round` runs all steps; each step has a module. git is run only through `twohats.system.git`, and the journal is
written only by its one writer.
"""

from __future__ import annotations

from twohats.sync.forks import OpenFork, open_forks
from twohats.sync.outcome import OUTCOMES, Advice, Outcome, Stopped
from twohats.sync.report import LeftOut, SyncReport
from twohats.sync.resolve import resolve
from twohats.sync.round import sync, sync_in_background
from twohats.sync.run import Options
from twohats.sync.status import SyncStatus, status

__all__ = [
    "OUTCOMES",
    "Advice",
    "LeftOut",
    "OpenFork",
    "Options",
    "Outcome",
    "Stopped",
    "SyncReport",
    "SyncStatus",
    "open_forks",
    "resolve",
    "status",
    "sync",
    "sync_in_background",
]
