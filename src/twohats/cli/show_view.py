"""The forms in which a command shows a view: rows, sentences, JSON, or a page of HTML."""

from __future__ import annotations

from twohats.cli import terminal
from twohats.cli.say import remark
from twohats.errors import JournalError
from twohats.system.files import reason, write_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from twohats.journal.folder import Journal
    from twohats.views.blocks import View


SHARE = "to hand on: people are counted, and words of yours left out"


def add_view_options(parser: argparse.ArgumentParser, json: str = "every figure as JSON") -> None:
    """Add `--json`, `--plain`, `--html FILE` and `--share`; `json` says what the JSON is, for the help."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=json)
    form.add_argument("--plain", action="store_true", help="sentences without drawing, for screen readers")
    form.add_argument(
        "--html", metavar="FILE", help="write a page with charts that needs nothing else; - for stdout"
    )
    parser.add_argument("--share", action="store_true", help=SHARE)


def show_view(args: argparse.Namespace, view: View, json_text: Callable[[], str], journal: Journal) -> int:
    """Print the view in the form that is asked for, and give the exit code; `json_text` makes the JSON if it is it.

    The view is made for `--share` by who calls. Raises JournalError for a file that cannot be written.
    """
    if args.json:
        terminal.write(json_text())
    elif args.html:
        from twohats.render.block_html import page_html

        write_page(args.html, page_html((view,)))
    elif args.plain or not terminal.can_draw():
        from twohats.views.block_plain import view_plain

        terminal.write(view_plain(view))
    else:
        from twohats.views.block_rows import view_rows

        terminal.show((each.row for each in view_rows(view, terminal.width())), args.color, journal)
    return 0


def write_page(path: str, text: str) -> None:
    """Write a page to the file that the user has named, or to stdout for `-`; raises JournalError."""
    if path == "-":
        terminal.write(text)
        return
    try:
        write_new(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise JournalError(f"{path} cannot be written: {reason(error)}", "name another file") from error
    remark(f"wrote {path}")
