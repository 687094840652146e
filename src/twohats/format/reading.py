"""A day's text to values, git conflicts resolved: every reader of pages uses this.

`page` reads a text as it is; one with conflict markers is read as it will be once they are resolved. That needs the
merge, which is imported for such a text only: `difflib` and `re` would double the start-up of `hat add`.
"""

from __future__ import annotations

from twohats.format.page import read_lines
from twohats.format.words import DEFAULT_HATS, Hats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.model import Page

_OPENED, _CLOSED = "<<<<<<<", ">>>>>>>"


def read_page(text: str, day: str, hats: Hats = DEFAULT_HATS, *, path: str = "") -> Page:
    """Read the text of one page; never raises. `day` is its ISO date, `path` its file, named in problems."""
    if _OPENED in text or _CLOSED in text:
        from twohats.format.merging.repair import read_conflicted

        return read_conflicted(text, day, hats, path)
    return read_lines(text, day, hats, path=path)
