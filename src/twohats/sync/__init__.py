"""`hat sync`: the journal of this machine and that of the others made one, over the user's own git remote.

`round` is the way from beginning to end; each step has a module. Nothing here runs git but through
`twohats.git`, and nothing writes into the journal but through its one writer.
"""

from __future__ import annotations

from twohats.sync.forks import OpenFork, open_forks
from twohats.sync.outcome import OUTCOMES, Outcome, Stopped
from twohats.sync.report import SyncReport
from twohats.sync.round import Wishes, sync, sync_in_background

__all__ = ["OUTCOMES", "OpenFork", "Outcome", "Stopped", "SyncReport", "Wishes", "open_forks", "sync", "sync_in_background"]
