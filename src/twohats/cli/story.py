"""`hat story`: what a thread, a person or a line led to and what led to it, and what a return is credited to."""

from __future__ import annotations

from twohats.actions import story as actions
from twohats.actions.add import remarks_on, value_of
from twohats.actions.list import lines_at
from twohats.actions.shown import hidden_in_story, shown_story
from twohats.cli import terminal
from twohats.cli.commands import add_command, words_of
from twohats.cli.places import read_place
from twohats.cli.say import remark, say
from twohats.cli.show_view import add_view_options, show_view
from twohats.errors import NotUnderstood, after_saving
from twohats.format.calendar import moment
from twohats.format.words import NONE
from twohats.text.visible import one_line
from twohats.views.people_wording import trace_says
from twohats.views.story import MOST, origins_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from twohats.actions.story import Corrected
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.measures.timeline import TimedLine

FROM, WITH = "from", "with"
"""The words behind a place that correct something."""


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "story",
        """
        What came of it, and what it came from: every line of a thread or with a person, or one line, in order, the
        days between, the hours, and for every return what it is credited to and why.

        from credits a return to another line, none ties it to nothing, rules takes that back and leaves it to the
        rules again; from alone lists what it could come from. with puts a line into a thread. These are words in the
        text of the line, which all figures go by at once. Every change can be undone.

        examples:
          hat story +launch
          hat story @anna
          hat story 2026-11-22:3
          hat story 3 from
          hat story 3 from 2026-11-18:2
          hat story 3 from none
          hat story 3 from rules
          hat story 3 with +launch
        """,
        usage="hat story +TAG | @PERSON | PLACE\n       hat story PLACE from [PLACE | none | rules]\n"
        "       hat story PLACE with +TAG",
    )
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="+launch, @anna, or a place as hat list has it"
    )
    add_view_options(parser, "every figure as JSON (docs/story.json.md)")


def run(args: argparse.Namespace) -> int:
    """Show, print or write a story, or correct what a return is credited to."""
    words = words_of(args)
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    if words[1:2] and words[1] in (FROM, WITH) and read_place(words[0], now.day):
        return _correct(args, words, journal, now)
    read = actions.story_of(journal, actions.asked_for(words, now.day), moment(now).date())

    def json_text() -> str:
        from twohats.render.story_json import story_json

        hidden = hidden_in_story(read) if args.share else {}
        return story_json(read.figures, hidden=hidden, anonymous=args.share)

    code = show_view(args, shown_story(read, share=args.share), json_text, journal)
    if not (args.share or args.html):
        steps = read.figures.story.steps if args.json else read.figures.story.steps[-MOST:]
        _remember(journal, (step.line for step in steps))
    return code


def _remember(journal: Journal, lines: Iterable[TimedLine]) -> None:
    """What was shown is what a correction means."""
    found = lines_at(journal, (line.place for line in lines))
    journal.cache.remember_shown({line.place: line.block for line in found})


def _correct(args: argparse.Namespace, words: list[str], journal: Journal, now: Now) -> int:
    place = _place(words[0], now)
    today = moment(now).date()
    _, word, *rest = words
    if word == FROM and not rest:
        return _show_origins(args, place, journal, today)
    if args.json or args.plain or args.html or args.share:
        raise NotUnderstood(f"hat story {words[0]} {word} shows nothing", f"hat story {words[0]} --json")
    if len(rest) != 1:
        example = f"hat story {words[0]} " + ("with +launch" if word == WITH else "from 2026-11-18:2")
        raise NotUnderstood(f"{word} takes one word: {' '.join(rest) or 'none'} is not", example)
    if word == WITH:
        return _said(journal, actions.tie(journal, place, rest[0], today), today)
    origin = rest[0].lower()
    if origin not in (NONE, actions.RULES):
        origin = _place(origin, now)
    return _said(journal, actions.credit(journal, place, origin, today), today)


def _place(word: str, now: Now) -> str:
    place = read_place(word, now.day)
    if place is None:
        raise NotUnderstood(f"{word} is not the place of a line", "2026-11-18:2, none or rules", line=word)
    return f"{place.day}:{place.number}"


def _show_origins(args: argparse.Namespace, place: str, journal: Journal, today: date) -> int:
    if args.share:
        raise NotUnderstood("what a return could come from is not to hand on", f"hat story {place} --share")
    read = actions.origins_of(journal, place, today)

    def json_text() -> str:
        from twohats.render.story_json import origins_json

        return origins_json(read.origins)

    code = show_view(
        args, origins_view(read.origins, people=read.people.shown, channels=read.channels), json_text, journal
    )
    found = read.origins
    _remember(journal, [found.line, *found.related[:MOST], *found.others[:MOST]])
    return code


def _said(journal: Journal, corrected: Corrected, today: date) -> int:
    text = f"{corrected.place}  {one_line(corrected.item)}"
    with after_saving(text):
        say(text)
        if corrected.trace:
            remark(trace_says(corrected.trace, corrected.line, today.isoformat(), corrected.channels))
        for more in remarks_on(journal, value_of(corrected.item, journal.hats)):
            remark(more)
    return 0
