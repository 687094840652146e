"""A sync beside the app: in a thread of its own, which a quit need not wait for.

A sync that is cut off is finished by the next one, so the thread is a daemon; a worker of Textual's would hold
up leaving for as long as the remote takes to answer.
"""

from __future__ import annotations

from threading import Thread

from textual.message import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.journal.folder import Journal
    from twohats.sync import SyncReport


_NAMED = 3
"""Files left out that are named beside the bottom row."""


class Synced(Message):
    """A sync has ended, one way or another."""

    def __init__(self, report: SyncReport) -> None:
        super().__init__()
        self.report = report


def begin_sync(journal: Journal, tell: Callable[[Synced], object]) -> Thread:
    """Start a sync; `tell` gets its report, from the thread."""

    def work() -> None:
        from twohats.sync import sync_in_background

        tell(Synced(sync_in_background(journal)))

    thread = Thread(target=work, name="sync", daemon=True)
    thread.start()
    return thread


def said_of(report: SyncReport) -> str:
    """The report in one line."""
    parts = [report.message]
    if report.pulled:
        parts.append(f"came in: {report.pulled.says()}")
    if report.pushed:
        parts.append(f"went out: {report.pushed.says()}")
    return "; ".join(part for part in parts if part)


def advice_of(report: SyncReport) -> str:
    """What a person should know or do besides; empty if there is nothing."""
    lines = [left.says() for left in report.left_out[:_NAMED]] + [*report.remarks]
    lines += [
        f"{fork.path}: one line, changed on two machines, stands twice; delete what you do not want"
        for fork in report.forks
    ]
    if not report.finished and report.hint:
        lines.append(report.hint)
    return "\n".join(lines)
