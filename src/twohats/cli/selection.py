"""The words of a command that select lines, and the older options that say the same."""

from __future__ import annotations

from twohats.actions.select import nearest_names
from twohats.cli.commands import words_of
from twohats.cli.say import remark
from twohats.errors import NothingFound
from twohats.query.tokens import with_each

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from twohats.journal.folder import Journal
    from twohats.query.selection import Selection

_OPTIONS = {"hat": "hat:", "verb": "verb:", "channel": "in:", "person": "@", "tag": "+"}


def add_selection(parser: argparse.ArgumentParser, about: str) -> None:
    """Let a command take the words of a selection, options among them."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help=about)
    parser.set_defaults(more_words=True)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options of `hat list` that say what words of the selection say."""
    for name, about in (
        ("hat", "only lines in this hat: the same as its name among the words"),
        ("verb", "only lines of this activity or event: the same as post, talk, got"),
        ("channel", "only lines on this channel: the same as in:NAME"),
        ("person", "only lines with this person: the same as @NAME"),
        ("tag", "only lines of this thread: the same as +NAME"),
    ):
        parser.add_argument(
            f"--{name}", metavar=name.upper() if name in ("hat", "verb") else "NAME", help=about
        )


def selection_words(args: argparse.Namespace) -> list[str]:
    """The words of the selection, those of the options in each of its alternatives."""
    options = [
        sign + value.removeprefix(sign)
        for name, sign in _OPTIONS.items()
        if (value := getattr(args, name, None))
    ]
    return with_each(words_of(args), options)


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
