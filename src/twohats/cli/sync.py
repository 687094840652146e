"""`hat sync`: this journal and those on your other machines made one, over your own git remote."""

from __future__ import annotations

import shlex
from dataclasses import replace

from twohats import sync
from twohats.cli.commands import add_command
from twohats.cli.say import remark, say
from twohats.cli.terminal import can_ask, open_journal, say_json, write_json
from twohats.errors import NotUnderstood

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

    from twohats.sync import LeftOut, OpenFork, SyncReport, SyncStatus

_NAMED = 10
"""Files left out that are named; of more only the number is printed."""


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "sync",
        """
        Commit what is new in the journal, fetch what is new on the remote, merge both line by line, and push. Two
        edits of one line are both kept, side by side, until you choose. Nothing is ever forced, and a sync that
        is cut off is finished by the next one.

        exit code: 0 in step (or saved here, where there is no remote), 4 it could not finish, 5 it finished, and
        left something out

        examples:
          hat sync
          hat sync --status
          hat sync --status --fetch
          hat sync --resolve
        """,
    )
    parser.add_argument("--status", action="store_true", help="say what a sync would do, and do nothing")
    parser.add_argument("--fetch", action="store_true", help="with --status: ask the remote first")
    parser.add_argument("--resolve", action="store_true", help="finish a git pull of yours that got stuck")
    parser.add_argument("--join", action="store_true", help="make one of two journals without a common past")
    parser.add_argument(
        "--yes",
        action="store_true",
        help="confirm that the files named last as gone or empty are meant to be so",
    )
    parser.add_argument(
        "--whole-repo",
        action="store_true",
        help="fetch and push where the journal is a part of a larger repository",
    )
    parser.add_argument(
        "--trust",
        action="store_true",
        help="the repository's own configuration may run programs and reach other places",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Sync, or say what a sync would do; exit code 4 if it could not finish, 5 if it left something out."""
    if args.fetch and not args.status:
        raise NotUnderstood("--fetch goes with --status", "hat sync fetches anyway")
    journal = open_journal(args.journal)
    prompts = can_ask()
    if args.status:
        found = sync.status(journal, fetch=args.fetch, whole_repo=args.whole_repo, prompts=prompts)
        if args.json:
            write_json(found.json())
        else:
            for line in status_lines(found):
                say(line)
            for text in found.remarks:
                remark(text)
        return 4 if found.stop else 5 if found.left_out else 0
    options = sync.Options(
        join=args.join, yes=args.yes, whole_repo=args.whole_repo, trust=args.trust, prompts=prompts
    )
    report = (sync.resolve if args.resolve else sync.sync)(journal, options)
    if args.json:
        say_json(report.json())
        return 0 if report.finished else report.error().exit_code
    for line in report_lines(report):
        say(line)
    for text in (*left_out_lines(report.left_out), *report.remarks):
        remark(text)
    git = f"git -C {shlex.quote(journal.root)}"
    hint = _IN_ANY_FOLDER.get(report.outcome, "").format(git=git) or report.hint
    if not report.finished:
        raise replace(report, advice=sync.Advice((hint,))).error()
    if hint and report.outcome != "nothing":
        remark(hint)
    return 0


_IN_ANY_FOLDER = {
    "no-remote": "{git} remote add origin ADDRESS",
    "no-repository": "{git} init, then {git} remote add origin ADDRESS",
}
"""What to do with git after an outcome, as it is typed in any folder; the app says in which."""


def report_lines(report: SyncReport) -> Iterator[str]:
    """What a sync came to, line by line."""
    if report.finished:
        yield report.message
    if report.committed and not report.pushed:
        yield f"  saved     {report.committed.says()}"
    if report.pulled:
        yield f"  came in   {report.pulled.says()}"
    if report.pushed:
        yield f"  went out  {report.pushed.says()}"
    yield from fork_lines(report.forks)


def status_lines(found: SyncStatus) -> Iterator[str]:
    """What a sync would do, line by line."""
    if found.remote:
        yield f"{found.remote} {found.address}, branch {found.branch}"
        yield from (f"  pushes to {address}" for address in found.push_addresses)
    elif found.branch:
        yield f"branch {found.branch}, no remote"
    if found.stop:
        yield f"a sync would stop: {found.message}"
        if found.hint:
            yield f"  {found.hint}"
    if found.interrupted:
        yield "a sync was cut off; the next one finishes it"
    if found.new:
        yield f"  new here  {found.new.says()}"
    if found.remote and found.outgoing:
        yield f"  to send   {found.outgoing.says()}"
    if found.incoming:
        yield f"  to fetch  {found.incoming.says()}"
    if found.apart and not (found.outgoing or found.incoming):
        yield "  there are commits to send or to fetch that change no page"
    yield from (f"  {line}" for line in left_out_lines(found.left_out))
    if found.in_step:
        yield (
            f"in step with {found.remote}, as far as it has been fetched" if found.remote else "all is saved"
        )
    yield from fork_lines(found.forks)


def left_out_lines(left_out: tuple[LeftOut, ...]) -> list[str]:
    """What is not taken along, line by line."""
    more = len(left_out) - _NAMED
    named = [left.says() for left in left_out[:_NAMED]]
    return [*named, f"left out: {more} more"] if more > 0 else named


def fork_lines(forks: tuple[OpenFork, ...]) -> Iterator[str]:
    """The lines that stand in two versions, each pair with its place."""
    for fork in forks:
        first, second = fork.lines
        yield f"{fork.path}, lines {first} and {second}: one line, changed on two machines; remove what you do not want"
        yield from (f"  {line}" for text in (fork.one, fork.other) for line in text.split("\n"))
