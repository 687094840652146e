"""`hat sync`: the journal of this machine and that of the others made one, over the user's own git remote.

`round` is the way from beginning to end; each step has a module. Nothing here runs git but through
`twohats.system.git`, and nothing writes into the journal but through its one writer.
"""

from __future__ import annotations

from twohats.sync.forks import OpenFork, open_forks
from twohats.sync.outcome import OUTCOMES, Outcome, Stopped
from twohats.sync.report import LeftOut, SyncReport
from twohats.sync.resolve import resolve
from twohats.sync.round import sync, sync_in_background
from twohats.sync.run import Options
from twohats.sync.status import SyncStatus, status

__all__ = [
    "OUTCOMES",
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
