"""`hat import`: what other programs have recorded, shown first, then taken in as one change."""

from __future__ import annotations

import shlex
import sys
import time

from twohats.actions import bringing, importing, taking_back, taking_in
from twohats.cli import terminal
from twohats.cli.commands import add_command
from twohats.cli.progress import show_progress
from twohats.cli.say import remark, say
from twohats.errors import NothingFound, NotUnderstood
from twohats.render.import_json import plan_data
from twohats.text.visible import visible
from twohats.text.width import wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from twohats.actions.bringing import Brought
    from twohats.actions.importing import Choices, PlannedImport
    from twohats.interchange.plan import Plan
    from twohats.interchange.source import Question
    from twohats.journal.folder import Journal

_MOST_ASKED = 12
"""People of whom it is asked whether they are somebody known; the preview names no more."""
_SECONDS = 0.5
"""From when on progress is shown."""
_NAMES = 14
"""Columns of the names of sources."""


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "import",
        """
        Bring what other programs have recorded: the archive of a network, a calendar, a time tracker, mail, a chat.
        What they hold is shown first, with what is left out and why; then you are asked. It is one change, which hat
        undo takes back, and what was taken in once never comes twice. Nothing leaves this machine, and no text of a
        message is kept.

        Without a file it looks for some, after asking. The name of a source says how to get its files; hat import
        --sources lists them all (docs/import.md).

        exit code: 0 taken in; 1 nothing new, or some of it was not understood

        examples:
          hat import Complete_LinkedInDataExport_11-20-2026.zip
          hat import calendar.ics --hat personal --since 2026-01-01 --yes
          hat import linkedin
          hat import --list
          hat import --take-back 2
        """,
        usage="hat import [FILE... | SOURCE] [options]",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="files, folders and archives; - for records")
    parser.add_argument("--from", dest="source", metavar="SOURCE", default="", help="read the files as these")
    parser.add_argument("--hat", metavar="HAT", default="", help="the hat you were wearing there")
    parser.add_argument("--since", metavar="DAY", default="", help="only from this day on")
    parser.add_argument("--until", metavar="DAY", default="", help="only up to this day")
    parser.add_argument(
        "--zone", metavar="ZONE", default="", help="where you lived: Europe/London (this machine's)"
    )
    parser.add_argument("--titles", action="store_true", help="subjects and titles as notes")
    parser.add_argument("--invitations", action="store_true", help="invitations without a word, too")
    parser.add_argument(
        "--answer", metavar="NAME=VALUE", action="append", default=[], help="answer a question"
    )
    parser.add_argument(
        "--rule",
        metavar="RULE",
        action="append",
        default=[],
        help="'project = Acme: brand do service', or : out",
    )
    parser.add_argument(
        "--same",
        metavar="NAME",
        action="append",
        default=[],
        help="somebody is who the preview says they may be",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--lines", action="store_true", help="show every line that would be written")
    form.add_argument("--json", action="store_true", help="the preview as JSON (docs/import.md)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--yes", action="store_true", help="take in without asking")
    what.add_argument("--dry-run", action="store_true", help="only show it")
    what.add_argument("--catchup", action="store_true", help="know all of it as taken in, write no line")
    what.add_argument("--list", action="store_true", help="the imports made on this machine")
    what.add_argument("--sources", action="store_true", help="what can be read, and how to get it")
    what.add_argument(
        "--take-back", metavar="N", type=int, default=0, help="take back the Nth import of --list"
    )


def run(args: argparse.Namespace) -> int:
    """Show what some files hold and take it in; or list imports, or take one back."""
    if args.sources:
        return _sources()
    journal = terminal.open_journal(args.journal)
    if args.list:
        return _list(journal, json=args.json)
    if args.take_back:
        return _take_back(journal, args.take_back)
    if len(args.files) == 1 and not args.source and bringing.is_source(args.files[0]):
        say(bringing.how_to_get(args.files[0]))
        remark("then: hat import FILE")
        return 0
    brought = _brought(args)
    choices = _answered(journal, brought, _choices(args), asks=not args.yes and not args.json)
    planned = _planned(journal, brought, choices)
    choices, more = _with_named(choices, planned.plan, args.same)
    if more:
        planned = _planned(journal, brought, choices)
    _show(args, planned.plan, journal)
    if not (args.same or args.yes or args.json or args.dry_run or args.catchup) and terminal.can_ask():
        choices, more = _with_agreed(choices, planned.plan)
        if more:
            planned = _planned(journal, brought, choices)
    plan = planned.plan
    if args.catchup:
        return _catch_up(journal, planned)
    wanted = bool(plan.lines) and not args.dry_run and (args.yes or _is_wanted(args))
    return _made(args, journal, planned) if wanted else _left(args, plan)


def _planned(journal: Journal, brought: Sequence[Brought], choices: Choices) -> PlannedImport:
    progress = _Progress()
    try:
        return importing.plan_import(journal, brought, choices, journal.now(), progress.show)
    finally:
        progress.clear()


def _with_named(choices: Choices, plan: Plan, names: Sequence[str]) -> tuple[Choices, bool]:
    """The choices with those people who are named being who the plan proposes, and whether there are any; raises
    NotUnderstood for a name that the plan proposes nobody for.
    """
    proposed = {person.name: person for person in plan.people if person.same_as}
    for name in names:
        person = proposed.get(name.removeprefix("@"))
        if person is None:
            said = ", ".join(f"@{each}" for each in proposed) or "nobody"
            raise NotUnderstood(f"{name} is not proposed to be somebody you know", f"proposed are: {said}")
        choices = importing.with_same(choices, person)
    return choices, bool(names)


def _with_agreed(choices: Choices, plan: Plan) -> tuple[Choices, bool]:
    """The same of those of whom the person says so."""
    found = False
    for person in [person for person in plan.people if person.same_as][:_MOST_ASKED]:
        if terminal.agrees(f"{person.shown}: is this @{person.same_as}?"):
            choices, found = importing.with_same(choices, person), True
    return choices, found


def _brought(args: argparse.Namespace) -> list[Brought]:
    """What is recognised in the files; raises NothingFound where nothing is."""
    files = args.files or _looked_for(args)
    found, refused = bringing.brought(files, args.source)
    if not found:
        raise NothingFound(
            "; ".join(refused), "hat import --sources lists what can be read, and how to get it"
        )
    for sentence in refused:
        remark(sentence)
    return found


def _looked_for(args: argparse.Namespace) -> Sequence[str]:
    """The files that are chosen of those on this machine; raises NotUnderstood where nobody can be asked."""
    if args.source or not terminal.can_ask():
        raise NotUnderstood("import what?", "hat import FILE; hat import --sources lists what can be read")
    places = bringing.usual_places()
    if not places or not terminal.agrees(f"Look in {', '.join(places)}?"):
        raise NotUnderstood("import what?", "hat import FILE; hat import --sources lists what can be read")
    found = bringing.look_in(places)
    if not found:
        raise NothingFound("nothing there is known", "hat import --sources says how to get your files")
    for number, one in enumerate(found, 1):
        say(f"{number:3}  {one.path}  {one.found.title}")
    chosen = terminal.ask("which? (numbers, Enter for all)").replace(",", " ").split()
    if not all(word.isdecimal() and 1 <= int(word) <= len(found) for word in chosen):
        raise NotUnderstood(f"{' '.join(chosen)} are not numbers of the list", f"1 to {len(found)}")
    return [one.path for number, one in enumerate(found, 1) if not chosen or str(number) in chosen]


def _choices(args: argparse.Namespace) -> Choices:
    answers = {}
    for each in args.answer:
        name, equals, value = each.partition("=")
        if not equals:
            raise NotUnderstood(f"--answer {each} has no =", "--answer day-first=yes")
        answers[name] = value
    rules = []
    for each in args.rule:
        what, colon, words = each.rpartition(":")
        if not colon:
            raise NotUnderstood(f"--rule {each} has no colon", "--rule 'project = Acme: brand do service'")
        rules.append(("", what.strip(), words.strip()))
    return importing.Choices(
        hat=args.hat,
        since=args.since,
        until=args.until,
        zone=args.zone,
        titles=args.titles,
        invitations=args.invitations,
        answers=answers,
        rules=tuple(rules),
    )


def _answered(journal: Journal, brought: Sequence[Brought], choices: Choices, *, asks: bool) -> Choices:
    """The choices with what the files leave open asked; raises NotUnderstood where nobody can be asked."""
    for question in importing.open_questions(journal, brought, choices):
        if not (asks and terminal.can_ask()):
            raise NotUnderstood(question.text, _option_of(question))
        choices = importing.with_answer(choices, question, _answer(question))
    return choices


def _answer(question: Question) -> str:
    among = f" ({', '.join(question.choices)})" if question.choices else ""
    while True:
        said = terminal.ask(f"{question.text}{among}")
        if not question.choices:
            if said:
                return said
            continue
        fits = [choice for choice in question.choices if said and choice.lower().startswith(said.lower())]
        if len(fits) == 1:
            return fits[0]


def _option_of(question: Question) -> str:
    """How the question is answered on the command line."""
    first = question.choices[0] if question.choices else "..."
    name = question.name.split(" ", 1)[0]
    return f"--hat {first}" if name == importing.HAT else f"--answer {name}={first}"


def _show(args: argparse.Namespace, plan: Plan, journal: Journal) -> None:
    if args.json:
        return  # printed at the end, with what was done
    if args.lines:
        for line in plan.lines:
            say(f"{line.day}  {line.text}")
        return
    from twohats.views.importing import import_view

    view = import_view(plan)
    if terminal.can_draw():
        from twohats.views.block_rows import view_rows

        terminal.show((each.row for each in view_rows(view, terminal.width())), args.color, journal)
    else:
        from twohats.views.block_plain import view_plain

        terminal.write(view_plain(view))


def _is_wanted(args: argparse.Namespace) -> bool:
    return not args.json and terminal.can_ask() and terminal.agrees("take in?")


def _made(args: argparse.Namespace, journal: Journal, planned: PlannedImport) -> int:
    show_progress(journal)
    done = importing.make_import(journal, planned)
    if args.json:
        terminal.say_json(plan_data(planned.plan, made=True))
    else:
        say(done.says())
        if done.lines:
            remark(f"hat week {planned.plan.lines[-1].day} shows its last week; hat undo takes it back")
    return NothingFound.exit_code if planned.plan.not_understood_count else 0


def _left(args: argparse.Namespace, plan: Plan) -> int:
    if args.json:
        terminal.say_json(plan_data(plan, made=False))
    elif not plan.lines:
        remark("nothing new: nothing was changed")
        _say_rule(plan)
    else:
        remark("nothing was changed" + ("" if args.dry_run or terminal.can_ask() else "; --yes takes it in"))
    return 0 if args.dry_run and plan.lines else NothingFound.exit_code


def _say_rule(plan: Plan) -> None:
    """Say how what is measured becomes lines, with the first of what no rule covers."""
    what = next((one.what for one in plan.without_hat if one.what), "")
    if what:
        rule = shlex.quote(visible(f"{what}: brand do service", 200))
        remark(f"a rule makes lines of it: --rule {rule}")


def _catch_up(journal: Journal, planned: PlannedImport) -> int:
    many = taking_in.catch_up(journal, planned.plan, planned.rules)
    say(f"{many} record{'' if many == 1 else 's'} known from now on; no line was written")
    return 0


def _list(journal: Journal, *, json: bool) -> int:
    listed = taking_back.listed_imports(journal)
    if json:
        terminal.write_json(
            {
                "imports": [
                    {
                        "number": one.place,
                        "at": one.done.stamp,
                        "label": one.done.label,
                        "lines": one.done.lines,
                        "known": one.known,
                    }
                    for one in listed
                ]
            }
        )
        return 0
    for one in listed:
        state = "" if one.known else "  (taken back)"
        say(f"{one.place:3}  {one.done.stamp[:16].replace('T', ' ')}  {one.done.label}{state}")
    if not listed:
        remark("nothing was imported on this machine")
    return 0


def _take_back(journal: Journal, place: int) -> int:
    listed = taking_back.listed_imports(journal)
    if not 1 <= place <= len(listed):
        raise NothingFound(f"there is no import {place}", "hat import --list shows them")
    show_progress(journal)
    say(taking_back.take_back_import(journal, listed[place - 1].done.number).says())
    return 0


def _sources() -> int:
    room = max(terminal.width() - _NAMES, _NAMES) if terminal.can_draw() else sys.maxsize
    for name, text in bringing.all_sources():
        for number, line in enumerate(wrap(text, room)):
            say(f"{'' if number else name:<{_NAMES}}{line}")
    return 0


class _Progress:
    """What is being read, on stderr, for whoever waits longer than _SECONDS at a terminal."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._shown = 0
        self._is_seen = terminal.is_terminal(sys.stderr) and not terminal.is_dumb()

    def show(self, what: str, records: int) -> None:
        """So many records were read."""
        if self._is_seen and time.monotonic() - self._begun > _SECONDS:
            text = visible(f"{what}: {records:,} records (^c stops)")[:79]
            self._write(f"\r{text.ljust(self._shown)}")
            self._shown = len(text)

    def clear(self) -> None:
        """Take the row away."""
        if self._shown:
            self._write(f"\r{' ' * self._shown}\r")

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._is_seen = False
