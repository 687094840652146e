"""How far a change of very many pages is, for whoever waits for it at a terminal."""

from __future__ import annotations

import sys

from twohats.cli.terminal import is_dumb, is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

FROM = 200
"""Files of one change from which it is shown; fewer take a second at most."""
_EVERY = 50


def show_progress(journal: Journal) -> None:
    """Show on stderr how far the changes of this journal are, where that is a terminal."""
    if is_terminal(sys.stderr) and not is_dumb():
        journal.rewriter.on_progress = _show


def _show(done: int, of: int) -> None:
    if of < FROM or (done % _EVERY and done < of):
        return
    text = f"{done} of {of} files"
    try:
        sys.stderr.write(f"\r{text}" if done < of else f"\r{' ' * len(text)}\r")
        sys.stderr.flush()
    except OSError:
        return
