"""Planning a trial in the app: from the trials, the trend or the channels."""

from __future__ import annotations

from functools import partial

from twohats.errors import TwohatsError
from twohats.tui.done import Done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.measures.planning import Plan
    from twohats.tui.host import Host
    from twohats.tui.screens.plan import Answers, Shown
    from twohats.tui.writing.change_queue import ChangeQueue


def plan_trial(host: Host, queue: ChangeQueue, words: str = "") -> None:
    """Ask what is to be silent, show what that could show, ask what is expected, and write it down."""
    from twohats.tui.screens.plan import AskPlan

    plans: list[Plan] = []

    def show(typed: str, take: Callable[[Shown], None]) -> None:
        host.background.run(lambda: _plan(host, typed, plans), take, group="plan", only_latest=True)

    def answered(answers: Answers | None) -> None:
        if answers is not None and plans:
            queue.change(partial(_write, host, plans[-1], answers))

    host.services.clear_notifications()
    host.services.ask(AskPlan(words, show), answered)


def _plan(host: Host, typed: str, plans: list[Plan]) -> Shown:
    """What the words make, as rows; called in a thread."""
    from twohats.actions import trials
    from twohats.drafting.trial_words import plan_words
    from twohats.format.calendar import moment
    from twohats.system import machine
    from twohats.tui.screens.plan import Shown
    from twohats.views.block_rows import view_rows
    from twohats.views.trial_plan import plan_view

    now = moment(host.now())
    try:
        words = plan_words(typed.split(), now, host.hats)
        plan = trials.plan(host.journal, words, now.date(), seed=machine.random_text())
    except TwohatsError as error:
        return Shown(lambda _: (), error.with_hint())
    plans.append(plan)
    view = plan_view(plan, names=host.journal.cached_settings.channel_names)
    return Shown(lambda width: [each.row for each in view_rows(view, width)])


def _write(host: Host, plan: Plan, answers: Answers) -> Done:
    from twohats.actions import trials

    written = trials.Written(answers.expect, answers.interest, answers.stop_if)
    trial = trials.write_plan(host.journal, plan.trial, written, host.today)
    return Done(f"planned {trial.name}, from {trial.first} on", moves=False)
