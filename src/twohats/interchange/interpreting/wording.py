"""R14: proposals as lines in the written format, and what of imported text may stand in one."""

from __future__ import annotations

from unicodedata import category

from twohats.format.names import names_in
from twohats.format.times import A_DAY, A_PAGE, LONGEST, duration_text, end_text, time_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_OF_A_NOTE = 200
"""Characters of an imported text that a note gets."""


def line_text(
    hat: str,
    words: str,
    source: str,
    *,
    minute: int | None = None,
    minutes: int = 0,
    is_measured: bool = False,
    is_range: bool = False,
    channel: str = "",
    names: Sequence[str] = (),
    count: int = 1,
    fields: Sequence[str] = (),
    note: str = "",
) -> str:
    """A line without its dash. `minute` is that of its page; one with `minutes` is a line of time.

    A measured one is a range where its minutes are all of the time between (`is_range`).
    """
    parts = []
    if minute is not None and minutes and is_measured and is_range and minute + minutes <= _last_end(minute):
        parts.append(f"{time_text(minute)}-{end_text(minute, minute + minutes)}")
    else:
        if minute is not None:
            parts.append(time_text(minute))
        if minutes:
            parts.append(("" if is_measured else "~") + duration_text(min(minutes, LONGEST)))
    parts += [hat, words]
    if channel:
        parts.append(channel)
    parts += [f"@{name}" for name in names]
    if count > 1:
        parts.append(f"x{count}")
    parts += [*fields, f"src:{source}"]
    return " ".join(parts) + (f": {note}" if note else "")


def _last_end(minute: int) -> int:
    """The latest minute at which a range that begins at this one may end."""
    return min(minute + LONGEST, minute + A_DAY - 1) if minute < A_PAGE else 0


def safe_note(text: str) -> str:
    """Imported text as a note: one line, bounded, without characters that cannot be seen, naming nobody and no tag."""
    shown = "".join(char if _is_shown(char) else " " for char in text[: 4 * MOST_OF_A_NOTE])
    words = [bare for word in shown.split() if (bare := _unsigned(word))]
    note = ""
    for word in words:
        if len(note) + len(word) + 1 > MOST_OF_A_NOTE:
            break
        note = f"{note} {word}" if note else word
    return note or (words[0][:MOST_OF_A_NOTE] if words else "")


def _is_shown(char: str) -> bool:
    return (char.isascii() and char.isprintable()) or category(char)[0] not in "CZ"


def _unsigned(word: str) -> str:
    """A word of which neither a person nor a tag is read."""
    word = word.lstrip("@+")
    while word and (names_in(word, "@") or names_in(word, "+")):
        at = min(place for place in map(word.find, "@+") if place >= 0)
        word = word[:at] + word[at + 1 :]
    return word
