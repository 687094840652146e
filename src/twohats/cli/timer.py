"""`hat start`, `stop`, `switch` and `cancel`: the timer of this machine."""

from __future__ import annotations

from functools import partial

from twohats.actions import timer
from twohats.actions.timer import Forgotten
from twohats.cli.add import report_saved
from twohats.cli.commands import add_command, words_of
from twohats.cli.say import remark, say, tell
from twohats.cli.terminal import ask, can_ask, open_journal
from twohats.errors import NotUnderstood, attach_input
from twohats.format import times
from twohats.text.visible import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any, TypeVar

    from twohats.format.times import Now
    from twohats.journal.folder import Journal

    Done = TypeVar("Done")

WORDS = "the words of a line without its time; behind the options"


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    _register_start(subparsers)
    _register_stop(subparsers)
    _register_switch(subparsers)
    _register_cancel(subparsers)


def _register_start(subparsers: Any) -> None:
    parser = add_command(
        subparsers,
        "start",
        """
        Start the timer for a line, its words without minutes: the clock counts those. It belongs to this machine
        and is not synced. A time in front says that it began earlier, up to 12 hours ago.

        examples:
          hat start brand post linkedin: launch thread
          hat start 9:10 personal talk phone @anna
          hat start 20m ago brand read email
        """,
        usage="hat start [TIME] WORDS",
    )
    parser.add_argument("words", nargs="...", metavar="WORDS", help=WORDS)


def _register_stop(subparsers: Any) -> None:
    parser = add_command(
        subparsers,
        "stop",
        """
        Stop the timer and save its line, with more words if there are any: they are added to those of the start,
        a note behind its note. Less than a minute counts as one. A timer that ran for longer than timer.ask_after
        in hat.toml (4 hours) is asked about.

        examples:
          hat stop
          hat stop m4: good talk
          hat stop --minutes 45 m3
        """,
        usage="hat stop [--keep | --minutes N | --drop] [WORDS]",
    )
    _options(parser)
    parser.add_argument(
        "words", nargs="...", metavar="WORDS", help="more words for the line; behind the options"
    )


def _register_switch(subparsers: Any) -> None:
    parser = add_command(
        subparsers,
        "switch",
        """
        Stop the timer, save its line, and start it for another at the same minute.

        examples:
          hat switch personal read mastodon
          hat switch 10:30 brand talk phone @bo
        """,
        usage="hat switch [--keep | --minutes N | --drop] [TIME] WORDS",
    )
    _options(parser)
    parser.add_argument("words", nargs="...", metavar="WORDS", help=WORDS)


def _register_cancel(subparsers: Any) -> None:
    add_command(
        subparsers,
        "cancel",
        """
        Forget the timer; nothing is saved.

        examples:
          hat cancel
        """,
    )


def _options(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--keep", action="store_true", help="save it whole, however long it ran (at most 12h)")
    which.add_argument("--minutes", type=int, metavar="N", help="save N minutes from its start")
    which.add_argument("--drop", action="store_true", help="save nothing of it")


def run(args: argparse.Namespace) -> int:
    """Run one of the commands; the exit code."""
    words = words_of(args) if hasattr(args, "words") else []
    with attach_input(" ".join(words)):
        journal = open_journal(args.journal)
        now = journal.now()
        match args.command:
            case "start":
                return _start(journal, words, now)
            case "stop":
                return _stop(journal, words, args, now)
            case "switch":
                return _switch(journal, words, args, now)
        return _cancel(journal)


def _start(journal: Journal, words: list[str], now: Now) -> int:
    started = timer.start(journal, words, now)
    say(f"{times.clock_text(started.minute)}  {started.item}")
    for text in timer.remarks_on_start(journal, started, now):
        remark(text)
    return 0


def _stop(journal: Journal, words: list[str], args: argparse.Namespace, now: Now) -> int:
    if args.drop and words:
        raise NotUnderstood(
            "--drop saves nothing, and so no words", "without it, hat stop saves them with the line"
        )
    added = None if args.drop else _saved(args, partial(timer.stop, journal, words, now))
    if added is None:
        return _cancel(journal, words)
    report_saved(journal, added)
    return 0


def _switch(journal: Journal, words: list[str], args: argparse.Namespace, now: Now) -> int:
    timer.read_start(words, now, journal.hats)  # words not understood are reported before anything is dropped
    done = None if args.drop else _saved(args, partial(timer.switch, journal, words, now))
    if done is None:
        _cancel(journal)
        following = timer.start(journal, words, now)
    else:
        report_saved(journal, done[0])
        following = done[1]
    remark(f"{times.clock_text(following.minute)} began {following.item}")
    for text in timer.remarks_on_start(journal, following, now):
        remark(text)
    return 0


def _saved(args: argparse.Namespace, act: Callable[..., Done]) -> Done | None:
    """The result of `act`, asking the person if the timer was forgotten; None if nothing is to be saved."""
    if args.minutes is not None and args.minutes < 1:
        raise NotUnderstood(f"a line cannot have {args.minutes} minutes", "from 1 to 720, which is 12h")
    try:
        return act(minutes=args.minutes or 0, keep=args.keep)
    except Forgotten as forgotten:
        if not can_ask():
            raise
        minutes, keep = _ask(forgotten)
        return act(minutes=minutes, keep=keep) if minutes or keep else None


def _ask(forgotten: Forgotten) -> tuple[int, bool]:
    """The minutes to save, and whether it is all of them; neither means nothing is to be saved."""
    remark(f"{forgotten.message} (since {forgotten.timer.day} {times.time_text(forgotten.timer.minute)})")
    ways = "k keeps it all, " if forgotten.can_keep else ""
    for _ in range(3):
        answer = ask(f"{ways}a number keeps so many minutes (45, 1h30), d drops it:").lower()
        if answer in ("d", "drop"):
            return 0, False
        if forgotten.can_keep and answer in ("k", "keep", "all"):
            return 0, True
        try:
            minutes = times.read_duration(f"{answer}m" if answer.isdigit() else answer)
        except times.BadTime as bad:
            remark(f"{bad.message}: {bad.hint}")
            continue
        if minutes:
            return minutes, False
    raise NotUnderstood("the answer was not understood, so the timer runs on", forgotten.hint)


def _cancel(journal: Journal, words: list[str] | None = None) -> int:
    """Drop the timer; words that were to be added to its line are handed back."""
    say(f"dropped, nothing saved (hat undo lets it run again): {timer.cancel(journal)}")
    if words:
        text = " ".join(words)
        tell(f"     This was not saved:\n{visible(text, len(text), keep_newlines=True)}")
    return 0
