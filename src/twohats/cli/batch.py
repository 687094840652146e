"""`hat add -`: lines from stdin, of which every one is saved, or printed back with its number and the reason."""

from __future__ import annotations

import sys

from twohats.errors import Fault, NotUnderstood, TwohatsError
from twohats.system.folders import CannotRead
from twohats.text.encoding import BOM, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from twohats.drafting.draft import Draft
    from twohats.format.times import Now
    from twohats.journal.folder import Journal


class Wanted(NamedTuple):
    """A line that is understood."""

    at: int
    """Its number on stdin."""
    text: str
    """As it stood there, without its dash."""
    draft: Draft


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
    """Save the good lines as one change, and tell both them and the others; the exit code."""
    from twohats.cli.terminal import without_garbage

    with without_garbage():
        good, bad = _read(journal, lines, now)
        numbers = [0] * len(good)
        if good and not args.dry_run:
            good, numbers, refused = _save(journal, good)
            bad = sorted([*bad, *refused], key=lambda each: each.at)
    try:
        _tell_good(journal, good, numbers, bad, args)
        if not args.json:
            _tell_bad(bad)
        _remarks(journal, good, dry_run=args.dry_run)
    except Exception as error:
        typed, saved = ("\n".join(each.text for each in some) for some in (bad, good))
        raise Fault(typed, "" if args.dry_run else saved, may_be_saved=not args.dry_run) from error
    return max((each.why.exit_code for each in bad), default=0)


def _read(journal: Journal, lines: list[str], now: Now) -> tuple[list[Wanted], list[Refused]]:
    from twohats.drafting.draft import draft

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


def _save(journal: Journal, good: list[Wanted]) -> tuple[list[Wanted], list[int], list[Refused]]:
    """Those that are saved, their numbers, and those that are not: one that cannot be costs no other."""
    bad: list[Refused] = []
    try:
        try:
            added, refused = journal.add_each(_lines(good))
        except CannotRead:
            bad = _on_unreadable_pages(journal, good)
            places = {each.at for each in bad}
            good = [each for each in good if each.at not in places]
            added, refused = journal.add_each(_lines(good))
    except TwohatsError as error:  # nothing about a line: the disk, the lock, the format of the journal
        return [], [], [*bad, *(Refused(each.at, each.text, error) for each in good)]
    saved = [(each, one.number) for each, one in zip(good, added, strict=True) if one is not None]
    bad += [Refused(good[at].at, good[at].text, error) for at, error in refused.items()]
    return [each for each, _ in saved], [number for _, number in saved], bad


def _lines(wanted: list[Wanted]) -> list[tuple[str, str]]:
    return [(each.draft.day, each.draft.item) for each in wanted]


def _on_unreadable_pages(journal: Journal, good: list[Wanted]) -> list[Refused]:
    """The lines of days whose pages cannot be read."""
    from twohats.format.paths import page_path

    why: dict[str, CannotRead] = {}
    for day in dict.fromkeys(each.draft.day for each in good):
        try:
            journal.read_text(page_path(day))
        except CannotRead as error:
            why[day] = error
    return [Refused(each.at, each.text, why[each.draft.day]) for each in good if each.draft.day in why]


def _tell_good(
    journal: Journal, good: list[Wanted], numbers: list[int], bad: list[Refused], args: argparse.Namespace
) -> None:
    from twohats.cli.prompt import draft_json
    from twohats.cli.say import say
    from twohats.cli.terminal import say_json

    if args.json:
        lines = [draft_json(journal, each.draft, number) for each, number in zip(good, numbers, strict=True)]
        refused = [_refused_json(each) for each in bad]
        say_json({"saved": not args.dry_run, "lines": lines, "not_understood": refused})
        return
    for each, number in zip(good, numbers, strict=True):
        say(f"{each.draft.day}{f':{number}' if number else ''}  {each.draft.item}")


def _refused_json(refused: Refused) -> dict[str, object]:
    why = refused.why
    marked = isinstance(why, NotUnderstood) and why.line == refused.text
    column, length = (why.column, why.length) if isinstance(why, NotUnderstood) and marked else (0, 0)
    return {"line": refused.at, "text": refused.text, "column": column, "length": length,
            "message": why.message, "hint": why.hint}  # fmt: skip


def _tell_bad(bad: list[Refused]) -> None:
    from twohats.cli.report import told
    from twohats.cli.say import tell

    for each in bad:
        why = each.why
        if not (isinstance(why, NotUnderstood) and why.line == each.text):
            why = NotUnderstood(why.message, why.hint, line=each.text)
        tell(f"line {each.at}: {told(why, 'The whole line:').removeprefix('hat: ')}")


def _remarks(journal: Journal, good: list[Wanted], *, dry_run: bool) -> None:
    from twohats.cli.terminal import remark
    from twohats.journal.names import new_names

    remarks = [each.draft.remark for each in good if each.draft.remark]
    if not dry_run:
        remarks += new_names(journal, *(each.draft.value for each in good))
    for text in dict.fromkeys(remarks):
        remark(text)
