"""`hat serve`: the app in a browser of this machine."""

from __future__ import annotations

from importlib.util import find_spec

from twohats.cli.commands import add_command
from twohats.cli.say import remark, say
from twohats.cli.terminal import open_journal
from twohats.errors import JournalError, NotUnderstood

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.web.server import Address


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "serve",
        """
        The app in a browser, until Ctrl+C. It prints an address with a token in it, new each time: whoever has it can
        read and write the journal. Only this machine can ask; each page that is open has an app of its own, which
        ends with it. Needs textual-serve: pip install 'twohats[serve]', pipx inject twohats textual-serve.

        examples:
          hat serve
          hat serve --open
          hat serve --port 8017
        """,
        usage="hat serve [--port N] [--open] [--host ADDRESS --beyond-this-machine]",
    )
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="a port; without it, any that is free"
    )
    parser.add_argument("--open", action="store_true", help="open the address in the browser")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen, if not at 127.0.0.1"
    )
    parser.add_argument(
        "--beyond-this-machine",
        action="store_true",
        help="yes, others may ask, and nothing on the way is encrypted",
    )


def run(args: argparse.Namespace) -> int:
    """Serve until a signal; exit code 0."""
    if not 0 <= args.port < 65536:
        raise NotUnderstood(
            f"{args.port} is not a port", "a number up to 65535, or none for any that is free"
        )
    if find_spec("textual_serve") is None:
        hint = "pip install 'twohats[serve]', pipx inject twohats textual-serve, uv tool install 'twohats[serve]'"
        raise JournalError("hat serve needs the package textual-serve", hint)
    from twohats.web.server import is_this_machine, serve

    if not is_this_machine(args.host) and not args.beyond_this_machine:
        hint = (
            "whoever can reach it and learns the address reads and writes your journal, and nothing on the way is "
            "encrypted; if you want that: --beyond-this-machine. Safer is ssh -L 8017:localhost:8017 and --port 8017"
        )
        raise NotUnderstood(f"{args.host} is not this machine alone", hint)
    journal = open_journal(args.journal)

    def ready(address: Address) -> None:
        say(address.url)
        remark("Ctrl+C ends it; whoever has this address can read and write the journal")
        if args.open:
            from webbrowser import open as open_browser

            open_browser(address.url)

    serve(journal.root, args.host, args.port, ready=ready)
    return 0
