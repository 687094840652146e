"""Runs a sync in a thread of its own, for which leaving the app need not wait.

A sync that is cut off is finished by the next one, so the thread is a daemon; a worker of Textual's would hold up
leaving for as long as the remote takes to answer.
"""

from __future__ import annotations

from threading import Thread

from twohats.tui.advice import sync_advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.sync import SyncReport
    from twohats.tui.host import Host

_NAMED = 3
"""Files left out that are named beside the bottom row."""


class BackgroundSync:
    """The sync that is running, if one is."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._thread: Thread | None = None

    @property
    def runs(self) -> bool:
        """Whether a sync is running, or what it came to is still to be said."""
        return self._thread is not None

    def begin(self) -> None:
        """Exchange what is new with the user's other machines; the app goes on meanwhile."""
        if self.runs:
            self._host.answer("a sync is running")
            return
        self._host.answer("syncing ...")

        def work() -> None:
            from twohats.sync import sync_in_background

            report = sync_in_background(self._host.journal)
            self._host.background.show(lambda: self._show(report))

        self._thread = Thread(target=work, name="sync", daemon=True)
        self._thread.start()

    def _show(self, report: SyncReport) -> None:
        """Say what a sync came to, and show what it brought."""
        self._thread = None
        self._host.journal.forget_settings()
        self._host.reload()
        says, services = summary_of(report), self._host.services
        folder, key = self._host.journal.root, services.key_of("sync.now")
        advice = "\n".join(notes_of(report, sync_advice(report.advice, folder, key)))
        self._host.answer("")
        if advice:
            services.say(f"{says}\n{advice}", severity="warning", seconds=10)
        else:
            self._host.answer(says)


def summary_of(report: SyncReport) -> str:
    """The report in one line."""
    parts = [report.message]
    if report.pulled:
        parts.append(f"came in: {report.pulled.says()}")
    if report.pushed:
        parts.append(f"went out: {report.pushed.says()}")
    return "; ".join(part for part in parts if part)


def notes_of(report: SyncReport, advice: str) -> list[str]:
    """What a person should know or do besides; `advice` is what to do about what is not finished."""
    lines = [left.says() for left in report.left_out[:_NAMED]] + [*report.remarks]
    lines += [
        f"{fork.path}: one line, changed on two machines, stands twice; delete what you do not want"
        for fork in report.forks
    ]
    return lines if report.finished or not advice else [*lines, advice]
