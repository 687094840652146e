"""The words of a command that select lines, and the older options that say the same."""

from __future__ import annotations

from twohats.actions.select import nearest_names
from twohats.cli.commands import words_of
from twohats.cli.say import remark
from twohats.errors import NothingFound, NotUnderstood
from twohats.query.tokens import with_each
from twohats.text.fold import fold_spaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from twohats.journal.folder import Journal
    from twohats.query.selection import Selection

_OPTIONS = {"hat": "hat:", "verb": "verb:", "channel": "in:", "person": "@", "tag": "+"}


def add_selection(parser: argparse.ArgumentParser, about: str) -> None:
    """Let a command take the words of a selection, options among them."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help=about, default=[])
    parser.set_defaults(more_words=True)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options of `hat list` that say what words of the selection say, and may be given as often as these."""
    for name, about in (
        ("hat", "only lines in this hat: the same as its name among the words"),
        ("verb", "only lines of this activity or event: the same as post, talk, got"),
        ("channel", "only lines on this channel: the same as in:NAME"),
        ("person", "only lines with this person: the same as @NAME"),
        ("tag", "only lines of this thread: the same as +NAME"),
    ):
        parser.add_argument(
            f"--{name}",
            metavar=name.upper() if name in ("hat", "verb") else "NAME",
            help=about,
            action="append",
            default=[],
        )


def selection_words(args: argparse.Namespace, journal: Journal) -> list[str]:
    """The words of the selection, those of the options in each of its alternatives; raises TwohatsError."""
    options = [
        sign + _one_word(name, value.removeprefix(sign), journal)
        for name, sign in _OPTIONS.items()
        for value in getattr(args, name, ())
    ]
    return with_each(words_of(args), options)


def _one_word(name: str, value: str, journal: Journal) -> str:
    """The value of an option as one word: several would be taken for words of the selection.

    A person and a channel may be called what `people.toml` and `hat.toml` call them.
    """
    if not value.strip():
        raise NotUnderstood(f"--{name} needs a name behind it")
    if len(value.split()) == 1:
        return value
    if name == "person":
        from twohats.actions.people import find_person
        from twohats.journal.people import people_of

        return find_person(value, people_of(journal), ())
    called = {fold_spaced(shown): channel for channel, shown in journal.cached_settings.channel_names.items()}
    if name == "channel" and fold_spaced(value) in called:
        return called[fold_spaced(value)]
    raise NotUnderstood(f"--{name} takes one word, as it stands in lines, and not {value}")


def no_line(journal: Journal, selection: Selection, hint: str = "") -> NothingFound:
    """The error for a selection that no line fits, with the names nearest to those that no line has, else a hint."""
    from twohats.views.selection_wording import asked_text

    near = " and ".join(nearest_names(journal, selection))
    return NothingFound(f"no line: {asked_text(selection)}", f"did you mean {near}?" if near else hint)


def remark_all_days(selection: Selection) -> None:
    """Say what was asked for where it was asked of every day."""
    if not selection.has_days:
        from twohats.views.selection_wording import asked_text

        remark(f"of all days: {asked_text(selection)}")
