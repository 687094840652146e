"""Polls for changes of files and the date, and notifies the parts of the app that depend on them."""

from __future__ import annotations

from typing import Protocol

from twohats.drafting.offers import NO_NAMES
from twohats.errors import TwohatsError
from twohats.tui.done import check_place
from twohats.tui.gathering import Gathered, gather
from twohats.tui.panes.pane import PaneHost
from twohats.tui.watching import SECONDS, Watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.tui.panes.pane import Pane
    from twohats.tui.status import Status
    from twohats.tui.writing.timer_control import TimerControl

__all__ = ["SECONDS", "Refresher"]


class RefresherHost(PaneHost, Protocol):
    """What this needs of the screen."""

    timer: TimerControl
    status: Status

    def open_panes(self) -> Iterable[Pane]:
        """The panes that have been made."""


class Refresher:
    """Sees the page, the settings, the timer, the other pages and the day change."""

    def __init__(self, host: RefresherHost) -> None:
        self._host = host
        self._watch = Watch(host.journal)
        self._gathered = Gathered((), NO_NAMES, ())
        self._gone = False

    def in_place(self) -> bool:
        """Whether the journal's folder is there."""
        return self._watch.in_place()

    def look(self) -> None:
        """Look once."""
        host = self._host
        try:
            if self._is_gone():
                return
            today = host.now().day
            if today != host.today:
                self._new_day(today)
            for pane in host.open_panes():
                pane.look()
            if self._watch.settings_changed():
                self._new_settings()
            if self._watch.time_for_the_rest():
                self.gather()
            host.timer.look()
            host.retitle()
            host.status.say_notices()
        except TwohatsError as error:
            host.services.tell(error)

    def _is_gone(self) -> bool:
        """Whether the journal's folder is gone; reported once. The screen keeps what was read of it."""
        before, self._gone = self._gone, not self.in_place()
        if self._gone and not before:
            check_place(self._host.journal)
        return self._gone

    def _new_day(self, today: str) -> None:
        """Midnight has passed: who looked at today goes on looking at it."""
        host = self._host
        before, host.today = host.today, today
        if host.day == before:
            host.go_to_day(today)
        host.entry_area.follow_day()
        for pane in host.open_panes():
            pane.midnight_passed(before)

    def _new_settings(self) -> None:
        host = self._host
        host.journal.forget_settings()
        host.hats = host.journal.hats
        host.entry_area.set_hats(host.hats)
        for pane in host.open_panes():
            pane.settings_changed()
        host.status.show_keys(host.services.apply_keys())
        host.services.apply_theme()
        self.say_problems()
        host.reload()

    def say_problems(self) -> None:
        """Say what is wrong with the settings, if anything is."""
        services = self._host.services
        problems = [*self._host.journal.settings.problems, *services.config.problems, *services.key_problems]
        if problems:
            services.say_problems(problems)

    def gather(self) -> None:
        """Read the other pages in a thread: for names, for the lines written last, for what has changed."""
        journal, known = self._host.journal, self._gathered.fingerprints
        self._host.background.run(
            lambda: gather(journal, known), self._take, group="gather", only_latest=True
        )

    def _take(self, gathered: Gathered | None) -> None:
        if gathered is None:
            return
        first = not self._gathered.fingerprints
        self._gathered = gathered
        self._host.entry_area.set_names(gathered.names, gathered.lines)
        for pane in () if first else self._host.open_panes():
            pane.pages_changed()
