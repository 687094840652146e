"""`hat status`: what the timer runs for. Prompts call it, so it reads one small file, and no page."""

from __future__ import annotations

from twohats.actions.timer_file import running as running_timer
from twohats.actions.trial_today import trials_today
from twohats.cli.commands import add_command
from twohats.cli.say import remark
from twohats.cli.terminal import open_journal, write, write_json
from twohats.errors import NothingFound
from twohats.format import times
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "status",
        """
        Print what the timer is running for, and since when. What a trial asks of the day is said beside it, on
        stderr, so that a prompt can leave it out.

        exit code: 0 it runs, 1 it does not

        examples:
          hat status
          hat status --json
        """,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print it; exit code 1 if no timer runs."""
    journal = open_journal(args.journal)
    now = journal.now()
    running = running_timer(journal)
    trials = trials_today(journal, now.day)
    if args.json:
        about = None
        if running is not None:
            begun = running.by_days(0)
            since = f"{begun.day}T{times.time_text(begun.minute)}"
            about = {"since": since, "minutes": running.elapsed(now), "text": running.item}
        write_json({"running": about, "trials": [each._asdict() for each in trials]})
        return 0 if running else NothingFound.exit_code
    if trials:
        more = f"; {len(trials) - 1} more: hat trials" if len(trials) > 1 else ""
        remark(f"trial: {visible(trials[0].says)}{more}")
    if running is None:
        raise NothingFound("no timer is running")
    minutes = running.elapsed(now)
    write(
        visible(f"{times.duration_text(max(0, minutes))} since {running.since(now)}  {running.item}") + "\n"
    )
    if minutes < 0:
        remark("it began in what is now the future: was the clock set back?")
    return 0
