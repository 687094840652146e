"""`hat export FORMAT [WORDS]`: lines written for other programs, or some weeks as one page."""

from __future__ import annotations

import os
import sys

from twohats.cli.commands import add_command, words_of
from twohats.cli.report import report_unreadable
from twohats.cli.say import remark
from twohats.cli.selection import add_selection, no_line
from twohats.cli.show_view import SHARE
from twohats.cli.terminal import is_terminal, open_journal
from twohats.errors import NotUnderstood
from twohats.interchange.exported import WHOLE_LINES
from twohats.interchange.formats import FORMATS, HTML, SQLITE, format_named
from twohats.system.new_file import NewFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from typing import Any

    from twohats.actions.exporting import Export
    from twohats.interchange.exported import Writing
    from twohats.journal.folder import Journal
    from twohats.query.selection import Selection

_OF = {"excel": ("csv",), "exact": ("csv", "toggl"), "email": ("toggl",), "zone": ("timewarrior", "watson")}
"""The formats that an option is for."""


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    width = max(len(form.name) for form in FORMATS) + 2
    formats = "\n".join(f"          {form.name:<{width}}{form.about}" for form in FORMATS)
    parser = add_command(
        subparsers,
        "export",
        f"""
        Write lines for other programs, to a file or to stdout. WORDS are those of hat list, a period among them; the
        whole journal without any. What a format has no place for is counted on stderr. html is a page of some weeks, as
        hat report makes it, and takes a period alone. A file that is there already is not written over without --force.

        exit code: 0; 1 there are no lines, or some files could not be read

        examples:
          hat export jsonl -o journal.jsonl
          hat export csv 2026 brand -o brand.csv
          hat export klog last month
          hat export html 4 weeks --share -o weeks.html

        formats:
{formats}
        """,
    )
    names = tuple(form.name for form in FORMATS)
    parser.add_argument("format", metavar="FORMAT", choices=names, help="one of those below")
    add_selection(parser, "which lines, all by default: brand post linkedin since oct")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file; - for stdout")
    parser.add_argument("--force", action="store_true", help="also if that file is there already")
    parser.add_argument("--share", action="store_true", help=SHARE)
    parser.add_argument(
        "--excel", action="store_true", help="csv: begin with the mark by which Excel knows UTF-8"
    )
    parser.add_argument(
        "--exact", action="store_true", help="csv, toggl: no ' before what a spreadsheet would compute"
    )
    parser.add_argument("--email", metavar="ADDRESS", help="toggl: whose time it is, which Toggl asks for")
    parser.add_argument(
        "--zone",
        metavar="ZONE",
        help="timewarrior, watson: where you lived, Europe/London; else this machine's",
    )


def run(args: argparse.Namespace) -> int:
    """Write the lines; exit code 1 if there are none."""
    form = format_named(args.format)
    assert form is not None  # the parser has refused any other
    _refuse_options_of_others(args)
    to_file = args.output not in (None, "-")
    if form.name == SQLITE and not to_file and is_terminal(sys.stdout):
        raise NotUnderstood("a database is nothing to look at", "hat export sqlite -o journal.db")
    journal = open_journal(args.journal)
    if form.name == HTML:
        return _page(args, journal)
    from twohats.actions.exporting import Export
    from twohats.actions.select import understand

    selection = understand(journal, words_of(args) or ["all"], journal.now())
    export = Export(journal, selection, _writing(args, journal), share=args.share)
    if to_file:
        with _new_file(args) as new:
            if form.name == SQLITE:
                export.write_database(new.written_to)
            else:
                new.file.writelines(export.pieces(form))
            _refuse_nothing(export, journal, selection)
    else:
        _to_stdout(export.pieces(form))
        _refuse_nothing(export, journal, selection)
    report_unreadable(export.unread, alone=False)
    written = _say_left_out(export, form.name, share=args.share)
    if to_file:
        remark(f"wrote {args.output}: {_lines(written)}")
    if form.name == "toggl" and not args.email:
        remark("Toggl asks whose time it is: --email ADDRESS says so in each row")
    return 1 if export.unread else 0


def _refuse_nothing(export: Export, journal: Journal, selection: Selection) -> None:
    if not export.lines and not export.unread:
        raise no_line(journal, selection)


def _say_left_out(export: Export, name: str, *, share: bool) -> int:
    """Say what there was no place for, and give the number of lines that were written."""
    lines = {what: export.left_out[what] for what in WHOLE_LINES if what in export.left_out}
    if lines:
        those = ", ".join(f"{count:,} {_one(what) if count == 1 else what}" for what, count in lines.items())
        remark(
            f"left out of what is handed on: {those}"
            if share
            else f"left out, {name} has no place for: {those}"
        )
    for what, count in export.left_out.items():
        if what not in lines:
            remark(f"{name} has no place for {what}: {_lines(count)} without them")
    return export.lines - sum(lines.values())


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _one(what: str) -> str:
    """`lines not understood` as it is said of one."""
    first, _, rest = what.partition(" ")
    return " ".join([first.removesuffix("s"), rest]).strip()


def _refuse_options_of_others(args: argparse.Namespace) -> None:
    for option, names in _OF.items():
        if getattr(args, option) and args.format not in names:
            raise NotUnderstood(f"--{option} is for {' and '.join(names)}, not for {args.format}")


def _writing(args: argparse.Namespace, journal: Journal) -> Writing:
    from twohats.interchange.exported import Writing

    zone = None
    if args.zone:
        from zoneinfo import ZoneInfo

        try:
            zone = ZoneInfo(args.zone)
        except (
            ValueError,
            OSError,
            KeyError,
        ) as error:  # what it raises for names that are none, or lead elsewhere
            raise NotUnderstood(f"{args.zone} is not a time zone", "for example Europe/London") from error
    return Writing(args.exact, args.excel, args.email or "", zone, journal.week_start)


def _new_file(args: argparse.Namespace) -> NewFile:
    try:
        return NewFile(args.output, replace=args.force)
    except FileExistsError as error:
        if os.path.isdir(args.output):
            raise NotUnderstood(f"{args.output} is a folder", "name a file in it") from error
        raise NotUnderstood(f"{args.output} is there already", "--force writes over it") from error


def _to_stdout(pieces: Iterable[bytes]) -> None:
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.flush()


def _page(args: argparse.Namespace, journal: Journal) -> int:
    """Some weeks as one page, as `hat report --html` makes it."""
    from twohats.actions.report import WEEKS, report_of
    from twohats.cli.periods import read_weeks
    from twohats.format.calendar import moment
    from twohats.render.block_html import page_html

    now = journal.now()
    weeks = read_weeks(words_of(args), now, journal, WEEKS)
    report = report_of(journal, weeks, moment(now).date(), share=args.share)
    page = page_html(report.views, title=report.title, dates=report.dates).encode("utf-8", "replace")
    if args.output in (None, "-"):
        _to_stdout([page])
    else:
        with _new_file(args) as new:
            new.file.write(page)
        remark(f"wrote {args.output}: {report.title.lower()}")
    return 0
