"""`hat check`: every problem in the journal with its place."""

from __future__ import annotations

from twohats.actions.check import check
from twohats.actions.repair import find_repairs
from twohats.cli.commands import add_command
from twohats.cli.fix import fix, fix_json
from twohats.cli.periods import read_period
from twohats.cli.say import remark
from twohats.cli.terminal import show, write_json
from twohats.format.paths import SETTINGS_FILE
from twohats.journal.find import find_journal
from twohats.render.line_json import problem_json
from twohats.system.user_config import config_path, read_config
from twohats.tui.keys import read_keys
from twohats.views.problems import problem_rows, remark_rows
from twohats.views.rows import BLANK, Span
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.check import Report
    from twohats.format.model import Problem
    from twohats.journal.folder import Journal


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "check",
        """
        Print every problem in the journal with its file, line and column. Such a line stays as it is and is left
        out of every sum. Remarks are about what is read but looks odd: clock times that overlap, a title with
        another date, an unknown key, a line from the future, two versions of a line that two machines have edited,
        a setting that means nothing. Of more than ten of a kind each day has a row; --all shows each.

        With --fix, what is certain is mended: conflicts that git has marked, entries that are on a page twice at
        the same time, and entries that lack only their dash. It says first what it will do, and asks; hat undo
        brings back how it was.

        exit code: 0 no problems (remarks are none), 1 problems, or something left to mend

        examples:
          hat check
          hat check last week
          hat check --fix
          hat check --json
        """,
    )
    parser.add_argument("period", nargs="*", metavar="PERIOD", help="everything by default; last week, nov")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended for certain")
    parser.add_argument("--yes", action="store_true", help="with --fix: do not ask")
    parser.add_argument("--all", action="store_true", help="every remark, however many there are of its kind")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print what is wrong; exit code 1 if anything is."""
    journal = find_journal(args.journal)
    now = journal.now()
    period = read_period(args.period, now, journal) if args.period else ("", "9999")
    if args.fix:
        journal.on_notice = remark

        left = fix(journal, period, yes=args.yes, as_json=args.json)
        return 1 if left or check(journal, now, *period).problems else 0
    report = check(journal, now, *period)
    report = report._replace(remarks=(*key_problems(journal), *report.remarks))
    if args.json:
        problems = [problem_json(problem) for problem in report.problems]
        remarks = [problem_json(remark) for remark in report.remarks]
        fixes = [fix_json(repair) for repair in find_repairs(journal, *period)]
        write_json({"pages": report.pages, "problems": problems, "remarks": remarks, "fixes": fixes})
    else:
        show(report_rows(report, every=args.all), args.color, journal)
    return 1 if report.problems else 0


def key_problems(journal: Journal) -> list[Problem]:
    """What is wrong with the keys that the journal and the user give to the app."""
    problems = read_keys(journal.settings.keys, SETTINGS_FILE)[1] if journal.settings.keys else []
    config = read_config()
    return problems + (read_keys(config.keys, config_path())[1] if config.keys else [])


def report_rows(report: Report, *, every: bool = True) -> list[Any]:
    """The rows of what was found."""
    rows = [row for problem in report.problems for row in problem_rows(problem)]
    if report.remarks:
        rows += [BLANK] if rows else []
        rows.append((Span("Remarks on what is read, but looks odd:", "heading"),))
        rows += remark_rows(report.remarks, every=every)
    rows += [BLANK] if rows else []
    counts = [number_of(report.pages, "page"), number_of(len(report.problems), "problem")]
    if report.remarks:
        counts.append(number_of(len(report.remarks), "remark"))
    return [*rows, (Span(", ".join(counts), "muted"),)]
