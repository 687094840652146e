"""`hat add -`: each line from stdin is saved, or printed back with its number and the reason."""

from __future__ import annotations

import sys

from twohats.actions.add import remarks_on, save_each
from twohats.cli.add import remember_as_shown
from twohats.cli.report import format_error
from twohats.cli.say import remark, say, tell
from twohats.cli.terminal import say_json
from twohats.drafting.draft import Draft, draft
from twohats.errors import Fault, NotUnderstood, TwohatsError
from twohats.render.line_json import draft_json
from twohats.system.gc_pause import gc_paused
from twohats.text.encoding import BOM, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from twohats.format.times import Now
    from twohats.journal.folder import Added, Journal


class Wanted(NamedTuple):
    """A line that is understood."""

    at: int
    """Its number on stdin."""
    text: str
    """As it stood there, without its dash."""
    draft: Draft
    added: Added | None = None
    """Its place once it is saved."""


class Refused(NamedTuple):
    """A line that is not saved."""

    at: int
    text: str
    why: TwohatsError


def lines_on_stdin() -> list[str]:
    """The lines that were piped in; bytes that are not UTF-8 become lone surrogates, as in a page."""
    data = sys.stdin.buffer.read()
    return text_of(data).removeprefix(BOM).split("\n")


def add_lines(journal: Journal, lines: list[str], now: Now, args: argparse.Namespace) -> int:
    """Save the good lines as one change, and report both kinds; returns the exit code."""
    with gc_paused():
        good, bad = _read(journal, lines, now)
        if good and not args.dry_run:
            good, refused = _save(journal, good)
            bad = sorted([*bad, *refused], key=lambda each: each.at)
    try:
        _print_good(journal, good, bad, args)
        if not args.json:
            _print_bad(bad)
        _print_remarks(journal, good, dry_run=args.dry_run)
    except Exception as error:
        typed, saved = ("\n".join(each.text for each in some) for some in (bad, good))
        raise Fault(typed, "" if args.dry_run else saved, may_be_saved=not args.dry_run) from error
    return max((each.why.exit_code for each in bad), default=0)


def _read(journal: Journal, lines: list[str], now: Now) -> tuple[list[Wanted], list[Refused]]:
    good: list[Wanted] = []
    bad: list[Refused] = []
    for at, line in enumerate(lines, start=1):
        text = line.strip().removeprefix("- ")
        if not text:
            continue
        try:
            good.append(Wanted(at, text, draft([text], now, journal.hats)))
        except NotUnderstood as error:
            bad.append(Refused(at, text, error))
    return good, bad


def _save(journal: Journal, good: list[Wanted]) -> tuple[list[Wanted], list[Refused]]:
    """Those that are saved, and those that are not."""
    try:
        added, refused = save_each(journal, [each.draft for each in good])
    except TwohatsError as error:  # independent of a line: the disk, the lock, the format of the journal
        return [], [Refused(each.at, each.text, error) for each in good]
    saved = [each._replace(added=one) for each, one in zip(good, added, strict=True) if one is not None]
    return saved, [Refused(good[at].at, good[at].text, error) for at, error in refused.items()]


def _print_good(journal: Journal, good: list[Wanted], bad: list[Refused], args: argparse.Namespace) -> None:
    if args.json:
        lines = [
            draft_json(each.draft, each.added.number if each.added else 0, journal.hats) for each in good
        ]
        refused = [_refused_json(each) for each in bad]
        say_json({"saved": not args.dry_run, "lines": lines, "not_understood": refused})
        return
    for each in good:
        say(each.added.text() if each.added else f"{each.draft.day}  {each.draft.item}")
    remember_as_shown(journal, *(each.added for each in good if each.added))


def _refused_json(refused: Refused) -> dict[str, object]:
    why = refused.why
    marked = isinstance(why, NotUnderstood) and why.line == refused.text
    column, length = (why.column, why.length) if isinstance(why, NotUnderstood) and marked else (0, 0)
    return {"line": refused.at, "text": refused.text, "column": column, "length": length,
            "message": why.message, "hint": why.hint}  # fmt: skip


def _print_bad(bad: list[Refused]) -> None:
    for each in bad:
        why = each.why
        if not (isinstance(why, NotUnderstood) and why.line == each.text):
            why = NotUnderstood(why.message, why.hint, line=each.text)
        tell(f"line {each.at}: {format_error(why, 'The whole line:').removeprefix('hat: ')}")


def _print_remarks(journal: Journal, good: list[Wanted], *, dry_run: bool) -> None:
    remarks = [each.draft.remark for each in good if each.draft.remark]
    if not dry_run:
        remarks += remarks_on(
            journal, *(each.draft.value for each in good), at=[each.added for each in good if each.added]
        )
    for text in dict.fromkeys(remarks):
        remark(text)
