"""`hat people [NAME]`: whom to write to, one person's page, and what can be done about somebody."""

from __future__ import annotations

from twohats.actions import people as actions
from twohats.actions.shown import hidden_among, shown_people
from twohats.cli import terminal
from twohats.cli.commands import add_command, words_of
from twohats.cli.say import remark, say
from twohats.cli.show_view import add_view_options, show_view
from twohats.errors import NotUnderstood, after_saving
from twohats.format.calendar import moment
from twohats.views.person import person_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from datetime import date
    from typing import Any

    from twohats.actions.people import Answered
    from twohats.format.times import Now
    from twohats.journal.folder import Journal

ANSWERS = ("write", "done", "later", "let-go", "join", "part")
"""The first words that are no name; somebody called so is asked for with an `@` in front."""


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "people",
        """
        Whom to write to: people met and not written to since, three not spoken to for long, and everyone in live
        contact. With a name, that person's page: how they were met, every line, what led to what. A name may be one of
        the lines (with or without @), an alias, or what people.toml calls them.

        done writes down that you wrote to somebody, later puts them off (two weeks, or until the day that follows),
        let-go names them no more, write prints the line to add. join makes two names one person's, part takes that
        back. Every change can be undone.

        examples:
          hat people
          hat people anna
          hat people Anna Reiss --json
          hat people done @imke
          hat people later @rafe 3 weeks
          hat people let-go @hal
          hat people join @annar @anna
        """,
        usage="hat people [NAME]\n       hat people done|later|let-go|write NAME [DAY]\n"
        "       hat people join OLD NEW\n       hat people part OLD",
    )
    parser.add_argument("words", nargs="*", metavar="NAME", help="whom; everyone if it is left out")
    add_view_options(parser, "every figure as JSON (docs/people.json.md)")


def run(args: argparse.Namespace) -> int:
    """Show, print or write the view, or do what the first word says."""
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    words = words_of(args)
    if words and words[0] in ANSWERS:
        if args.json or args.plain or args.html or args.share:
            raise NotUnderstood(f"hat people {words[0]} shows nothing", f"hat people {words[0]} @anna")
        return _answer(journal, words[0], words[1:], now)
    today = moment(now).date()
    return _person(args, journal, " ".join(words), today) if words else _everyone(args, journal, today)


def _everyone(args: argparse.Namespace, journal: Journal, today: date) -> int:
    read = actions.people_to(journal, today)

    def json_text() -> str:
        from twohats.render.people_json import people_json

        hidden = hidden_among(read) if args.share else {}
        return people_json(read.figures, hidden=hidden, anonymous=args.share)

    return show_view(args, shown_people(read, share=args.share), json_text, journal)


def _person(args: argparse.Namespace, journal: Journal, who: str, today: date) -> int:
    figures, people, channels, aliases, named = actions.person_to(journal, who, today)
    hidden: dict[str, str] = {}
    if args.share:
        from twohats.render.people_json import channels_in, hidden_channels, names_of

        names = names_of(named, people.shown, people.same)
        channels = hidden = hidden_channels(channels_in(figures), names)

    def json_text() -> str:
        from twohats.render.people_json import person_json

        return person_json(figures, hidden=hidden, anonymous=args.share)

    view = person_view(
        figures,
        people=people.shown,
        channels=channels,
        aliases=aliases,
        anonymous=args.share,
    )
    return show_view(args, view, json_text, journal)


# Answers


def _answer(journal: Journal, word: str, words: list[str], now: Now) -> int:
    if word == "join":
        if len(words) != 2:
            raise NotUnderstood(
                "join takes two names: the old one, and whose it is", "hat people join @old @new"
            )
        return _said(actions.join(journal, *words))
    if not words:
        raise NotUnderstood(f"{word} whom?", f"hat people {word} @anna")
    if word == "later":
        return _said(_later(journal, words, now))
    if len(words) > 1:
        raise NotUnderstood(f"{word} takes one name", f"hat people {word} {words[0]}")
    who = words[0]
    if word == "write":
        say(f"hat add {actions.note_to(journal, who)}")
        return 0
    if word == "part":
        return _said(actions.part(journal, who))
    if word == "let-go":
        return _said(actions.let_go(journal, who, now.day))
    return _done(journal, who, now)


def _later(journal: Journal, words: list[str], now: Now) -> Answered:
    who, *until = words
    if not until:
        return actions.later(journal, who, "", now.day)
    from twohats.drafting.coming import coming_day

    day = coming_day(until, moment(now))
    if day is None:
        text = " ".join(until)
        raise NotUnderstood(f"{text} is not a day to come", "2 weeks, a month, fri, 6 dec", line=text)
    return actions.later(journal, who, day.isoformat(), now.day)


def _done(journal: Journal, who: str, now: Now) -> int:
    answered = actions.done(journal, who, now.day)
    place = f"{answered.day}:{answered.number}"
    with after_saving(f"{place}  {answered.item}"):
        journal.cache.renew_shown(journal.blocks(answered.day, answered.number))
        say(f"{place}  {answered.item}")
        remark(f"what you wrote can stand behind it: hat edit {place}")
    return 0


def _said(answered: Answered) -> int:
    say(answered.says)
    return 0
