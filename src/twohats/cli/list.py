"""`hat list`: the lines of a period, with the places by which other commands name them."""

from __future__ import annotations

from twohats.cli.commands import add_command
from twohats.errors import JournalError, NothingFound, NotUnderstood
from twohats.format.model import Entry, Event

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from twohats.format.model import Problem
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.views.lines import Line

PERIODS = ("today", "yesterday", "week", "month", "year", "last", "all")
PERIOD = (
    "today, yesterday, fri, 20 nov, 2026-11-22, last week, 2026-W47, nov, 2026-11, last 30 days, 2026, "
    "oct..nov, all"
)


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "list",
        """
        Print the lines of a period, each with its place: 2026-11-22:3 is the third line of that day. A line that
        is not understood is shown where it is, with what is wrong.

        exit code: 0 there are some, 1 there are none

        examples:
          hat list
          hat list last week
          hat list nov --hat brand
          hat list 2026-11-01..2026-11-05
          hat list all --person anna --json
        """,
    )
    parser.add_argument("period", nargs="*", metavar="PERIOD", help=f"today by default; {PERIOD}")
    parser.add_argument("--hat", metavar="HAT", help="only lines in this hat")
    parser.add_argument(
        "--verb", metavar="VERB", help="only lines of this activity or event: post, talk, got"
    )
    parser.add_argument("--channel", metavar="NAME", help="only lines on this channel")
    parser.add_argument("--person", metavar="NAME", help="only lines with this person")
    parser.add_argument("--tag", metavar="NAME", help="only lines of this thread")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print the lines; exit code 1 if there are none."""
    from twohats.cli.terminal import open_journal, show, write_json
    from twohats.system import machine
    from twohats.views.lines import line_json, line_rows, problem_json

    journal = open_journal(args.journal)
    first, last = read_period(args.period, machine.now(), journal)
    wanted = filters(args, journal)
    every, unread = lines_of(journal, first, last)
    lines = [line for line in every if fits(line, wanted)]
    if args.json:
        found = [line_json(line, journal.hats) for line in lines]
        unreadable = [problem_json(problem) for problem in unread]
        write_json({"from": first, "to": last, "lines": found, "unreadable": unreadable})
        return 0 if lines else NothingFound.exit_code
    tell_unreadable(unread, alone=first == last and not every)
    if not lines:
        raise NothingFound(nothing_in(first, last, wanted), nearest_names(journal, wanted))
    journal.cache.remember_shown({line.place: line.block for line in lines})
    show(line_rows(lines, journal.hats), args.color, journal)
    return 0


def read_period(words: list[str], now: Now, journal: Journal) -> tuple[str, str]:
    """First and last ISO date of the period that words name, today for none; raises NotUnderstood."""
    if not words:
        return now.day, now.day
    from twohats.drafting.dates import MONTHS, WEEKDAYS, spoken_period
    from twohats.drafting.draft import moment
    from twohats.text.suggest import nearest

    found = spoken_period(words, moment(now), journal.week_start)
    if found is None:
        hint = f"such as {PERIOD}"
        if near := nearest(
            words[-1].lower(), [*PERIODS, *WEEKDAYS, *MONTHS, *(month[:3] for month in MONTHS)]
        ):
            hint = f"did you mean {near}? {hint}"
        raise NotUnderstood(f"{' '.join(words)} is not a period", hint)
    return found[0].isoformat(), found[1].isoformat()


def lines_of(journal: Journal, first: str, last: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a period, oldest day first, and what is wrong with whole files of it."""
    from twohats.cli.terminal import without_garbage

    lines: list[Line] = []
    days, unlisted = journal.listing(first, last)
    problems = [*unlisted]
    with without_garbage():
        for day in days:
            found, wrong = lines_on(journal, day)
            lines += found
            problems += wrong
    return lines, problems


def lines_on(journal: Journal, day: str) -> tuple[list[Line], tuple[Problem, ...]]:
    """The lines of a day in the order of its page, and what is wrong with the file as a whole."""
    from twohats.format.page import block_in
    from twohats.format.page import lines_of as rows_of
    from twohats.views.lines import Line

    page, text = journal.page_and_text(day)
    rows = rows_of(text)
    return [Line(day, item, block_in(rows, item)) for item in page.items], page.problems


def tell_unreadable(problems: Sequence[Problem], *, alone: bool) -> None:
    """Tell the person of files that are not read; raises JournalError if there is nothing else (`alone`)."""
    from twohats.cli.terminal import remark

    for problem in problems:
        if alone:
            raise JournalError(f"{problem.path} {problem.message}", problem.hint)
        remark(f"{problem.path}: {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))


def filters(args: argparse.Namespace, journal: Journal) -> dict[str, str]:
    """The filters that were given, what they name written out in full; raises NotUnderstood."""
    from twohats.format.words import VERB_SPELLINGS, folded

    found: dict[str, str] = {}
    for name, known in (("hat", journal.hats.spellings), ("verb", VERB_SPELLINGS)):
        word = getattr(args, name)
        if word:
            found[name] = known.get(folded(word), "")
            if not found[name]:
                full = sorted(set(known.values()) - {""})
                raise NotUnderstood(f"{word} is not a {name}", f"one of {' '.join(full)}")
    for name, sign in (("channel", ""), ("person", "@"), ("tag", "+")):
        word = getattr(args, name)
        if word:
            found[name] = word.removeprefix(sign).lower()
    return found


def fits(line: Line, wanted: dict[str, str]) -> bool:
    """Whether a line passes the filters; what is not an entry or event passes only where there are none."""
    value = line.item.value
    if not wanted:
        return True
    if not isinstance(value, (Entry, Event)):
        return False
    has = {
        "hat": (value.hat,),
        "verb": (value.activity if isinstance(value, Entry) else value.verb,),
        "channel": (value.channel,),
        "person": value.people,
        "tag": value.tags,
    }
    return all(name in has[what] for what, name in wanted.items())


def nearest_names(journal: Journal, wanted: dict[str, str]) -> str:
    """The known names nearest to those that were looked for and are not known."""
    from twohats.journal.names import SIGNS, gather_names
    from twohats.text.suggest import nearest

    unknown = {what: name for what, name in wanted.items() if what in SIGNS}
    known = gather_names(journal) if unknown else {}
    near = [f"{SIGNS[what]}{found}" for what, name in unknown.items()
            if name not in known[what] and (found := nearest(name, known[what]))]  # fmt: skip
    return f"did you mean {' and '.join(near)}?" if near else ""


def nothing_in(first: str, last: str, wanted: dict[str, str]) -> str:
    """What to say where a period has no lines."""
    when = f"on {first}" if first == last else f"from {first} to {last}"
    if first == "0001-01-01":
        when = "in this journal"
    what = " ".join(f"{name} {word}" for name, word in wanted.items())
    return f"there is no line {when}" + (f" with {what}" if what else "")
