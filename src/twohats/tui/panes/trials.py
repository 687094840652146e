"""Trials: all of them, or one with what it showed; the same as the shell's `hat trials`."""

from __future__ import annotations

from datetime import date

from twohats.tui.done import Done
from twohats.tui.panes.block_pane import BlockPane

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.views.blocks import View


class TrialsPane(BlockPane):
    """All trials; a trial's row opens it. The subject is the name of a trial, or empty for all."""

    def load(self, subject: str) -> View:
        """Read the journal, and judge."""
        # Imported in the thread: the measures take as long to import as a key may take to be answered.
        from twohats.actions.trials import all_trials, one_trial
        from twohats.views.trials import trial_view, trials_view

        today = date.fromisoformat(self.host.today)
        if subject:
            figures, people = one_trial(self.host.journal, subject, today)
            names = self.host.journal.cached_settings.channel_names
            return trial_view(figures, people=people.shown, names=names)
        read = all_trials(self.host.journal, today)
        view = trials_view(read.figures, names=read.channels)
        key_of = self.host.services.key_of
        mine = {"p": key_of("trial.plan"), "B": key_of("trial.stop")}
        if key_of("entry.open") != "o":  # it has two keys, of which Enter is the one that is shown
            mine["Enter"] = key_of("entry.open")
        return view._replace(keys=tuple((mine.get(key, key), says) for key, says in view.keys))

    def begin_change(self) -> Callable[[Done], None]:
        """Trials are no pages: they are read again after every change."""
        return lambda _: self.pages_changed()

    def action_today(self) -> None:
        """All of them."""
        self.go_to("")

    def action_stop_trial(self) -> None:
        """Break off the trial that is shown, or that the cursor is on; why is asked only where that can be."""
        door = self.widget.door
        name = self.subject() or (door.subject if door.view == "trials" else "")
        if not name:
            self.host.answer("which one? the cursor is on no trial")
            return
        journal, today = self.host.journal, date.fromisoformat(self.host.today)

        def work() -> str:
            from twohats.actions.trials import trial_to_stop

            return trial_to_stop(journal, name, today).name

        self.host.background.run(work, self._ask_why, group="stop", only_latest=True)

    def _ask_why(self, name: str) -> None:
        from twohats.tui.screens.plan import AskWhy

        def answered(why: str | None) -> None:
            if why is not None:
                self.host.queue.change(lambda: self._stop(name, why))

        self.host.services.ask(AskWhy(name), answered)

    def _stop(self, name: str, why: str) -> Done:
        from twohats.actions.trials import stop_trial

        trial = stop_trial(self.host.journal, name, date.fromisoformat(self.host.today), why)
        return Done(f"{trial.name} broken off on {trial.ended}", moves=False)
