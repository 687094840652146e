"""`hat channels [CHANNEL] [PERIOD]`: where the hours of the brand hat work."""

from __future__ import annotations

from twohats.actions.channels import channel_named, channels_of, hidden_in
from twohats.actions.shown import shown_channel, shown_channels
from twohats.cli import terminal
from twohats.cli.commands import add_command
from twohats.cli.periods import PERIOD, number_of_weeks, read_weeks
from twohats.cli.show_view import add_view_options, show_view
from twohats.errors import NothingFound
from twohats.format.calendar import moment
from twohats.format.words import folded
from twohats.measures.channels import CHANNEL_WEEKS
from twohats.render.channels_json import channels_json
from twohats.text.suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.actions.channels import ReadChannels, WholeWeeks
    from twohats.format.times import Now
    from twohats.journal.folder import Journal


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "channels",
        """
        Where the brand hours work: hours by channel, what ten of them bring, what a new person takes, what the
        hours were for. CHANNEL is one of them in detail; PERIOD is a number of weeks, year, all, or a period such as
        2026 or sep..nov; 12 weeks if it is left out.

        examples:
          hat channels
          hat channels linkedin
          hat channels 2026 --json
          hat channels 26 weeks --html channels.html --share
        """,
    )
    parser.add_argument(
        "words", nargs="*", metavar="CHANNEL PERIOD", help=f"which channel, and when: {PERIOD}"
    )
    parser.add_argument(
        "--personal", action="store_true", help="the personal hat's instead of the brand hat's"
    )
    add_view_options(parser, "every figure as JSON (docs/channels.json.md)")


def run(args: argparse.Namespace) -> int:
    """Show the channels, or one of them; exit code 1 for one that is nowhere in the journal."""
    journal = terminal.open_journal(args.journal)
    now = journal.now()
    today = moment(now).date()
    word, weeks = _asked(list(args.words), now, journal)
    read = channels_of(journal, weeks, today, side="personal" if args.personal else "brand")
    channel = _channel(read, word) if word else None
    hidden = hidden_in(read) if args.share else {}

    def json_text() -> str:
        return channels_json(
            read.figures, channel=channel, hidden=hidden, verdicts=read.verdicts, anonymous=args.share
        )

    if channel is not None:
        view = shown_channel(read, channel, share=args.share)
    else:
        view = shown_channels(read, share=args.share)
    return show_view(args, view, json_text, journal)


def _asked(words: list[str], now: Now, journal: Journal) -> tuple[str, WholeWeeks]:
    """The word for a channel, if there is one before the period, and the weeks meant; raises NotUnderstood."""
    from twohats.drafting.dates import spoken_period

    word = ""
    if words and number_of_weeks(words) is None and not spoken_period(words, moment(now), journal.week_start):
        word, *words = words
    return word, read_weeks(words, now, journal, CHANNEL_WEEKS)


def _channel(read: ReadChannels, word: str) -> str:
    """The channel that a word means; raises NothingFound."""
    found = channel_named(read, word)
    if found is None:
        near = nearest(folded(word), sorted(read.used | read.names.keys()))
        hint = f"did you mean {near}?" if near else "hat channels shows those there are"
        raise NothingFound(f"{word} is neither a channel of this journal nor a period", hint)
    return found
