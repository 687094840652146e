"""What this machine remembers so that `hat add` need not read TOML or the whole journal: settings and names.

Every file here can be deleted at any time and is made again. They are `marshal`, which is built in and takes
no time to import, are written by us alone into the state folder, and are thrown away when anything is odd.
"""

from __future__ import annotations

import marshal
import os
import sys

from twohats import machine
from twohats.errors import JournalError
from twohats.files import make_folder
from twohats.values import NamedTuple
from twohats.words import DEFAULT_HATS, Hats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from twohats.journal import Journal


def _recall(path: str, key: tuple[str | int, ...]) -> object:
    """What was kept under `path` for `key`; None if there is nothing, or it was for another key."""
    try:
        with open(path, "rb") as file:
            kept = marshal.loads(file.read())
        if isinstance(kept, tuple) and len(kept) == 2 and kept[0] == (sys.hexversion, *key):
            return kept[1]
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return None


def _keep(path: str, key: tuple[str | int, ...], value: Any) -> None:
    temporary = f"{path}.{os.getpid()}"
    try:
        make_folder(os.path.dirname(path))
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "wb") as file:
            file.write(marshal.dumps(((sys.hexversion, *key), value)))
        os.replace(temporary, path)
    except (OSError, ValueError, JournalError):
        return  # nothing is lost but time


def _stamp(path: str) -> tuple[str, int, int, int]:
    try:
        about = os.stat(path)
    except OSError:
        return (path, 0, 0, 0)
    return (path, about.st_mtime_ns, about.st_size, about.st_ino)


class Brief(NamedTuple):
    """The few settings that every command needs."""

    hats: Hats = DEFAULT_HATS
    week_start: int = 0
    """The weekday a week begins on, 0 for Monday."""
    format: int = 1
    """The version of the journal's format."""
    wrong: str = ""
    """What is wrong with `hat.toml` as a whole, so that the defaults hold."""


def settings_in_brief(journal: Journal) -> Brief:
    """What `hat.toml` says that every command needs, from memory when it has not changed since."""
    key = _stamp(os.path.join(journal.root, "hat.toml"))
    path = os.path.join(journal.state, "settings")
    kept = _recall(path, key)
    if not isinstance(kept, tuple) or len(kept) != len(Brief._fields):
        settings = journal.settings
        unread = settings.unread
        wrong = unread.sentence() if unread else ""
        kept = (settings.declared_hats(), settings.week_start_day, settings.format, wrong)
        _keep(path, key, kept)
    declared, *rest = kept
    return Brief(Hats(declared) if declared else DEFAULT_HATS, *rest)


def configured_journal() -> tuple[str, str]:
    """The journal that the user's own `config.toml` names, or the empty string, and where that file is.

    Raises JournalError if the file cannot be understood where it may name one: then the journal that would be
    used instead is not the one that was meant.
    """
    source = os.path.join(machine.config_folder(), "config.toml")
    key = _stamp(source)
    if not key[2]:
        return "", source
    path = os.path.join(machine.state_folder(), "config")
    kept = _recall(path, key)
    if not isinstance(kept, tuple) or len(kept) != 3:
        from twohats.user_config import read_config

        config = read_config()
        doubt = config.doubt_about_journal
        kept = (config.journal, doubt.sentence() if doubt else "", doubt.hint if doubt else "")
        _keep(path, key, kept)
    named, wrong, hint = kept
    if wrong:
        raise JournalError(f"which journal is yours is not known: {wrong}", hint)
    return os.path.expanduser(named), source


def known_names(journal: Journal) -> dict[str, set[str]] | None:
    """The channels, people and tags seen so far: `{"channel": {...}, "person": ..., "tag": ...}`, or None."""
    kept = _recall(os.path.join(journal.state, "names"), (journal.root,))
    return kept if isinstance(kept, dict) else None


def keep_names(journal: Journal, names: dict[str, set[str]]) -> None:
    """Remember the names seen so far."""
    _keep(os.path.join(journal.state, "names"), (journal.root,), names)


def forget_names(journal: Journal) -> None:
    """Look for the names again when they are next wanted: pages have been written by others than us."""
    try:
        os.unlink(os.path.join(journal.state, "names"))
    except OSError:
        return


MOST_SHOWN = 400
"""Lines shown that are remembered word for word: a screenful or ten, so that `hat add` has little to read."""


def shown_lines(journal: Journal) -> dict[str, str]:
    """The lines shown last, place to block."""
    kept = _recall(os.path.join(journal.state, "shown"), (journal.root,))
    return kept if isinstance(kept, dict) else {}


def is_as_shown(journal: Journal, place: str, block: str) -> bool:
    """Whether a line is what was last shown at its place, if any was: whoever names a place means that one."""
    shown = shown_lines(journal)
    if place in shown:
        return shown[place] == block
    return _sums(journal).get(place, _sum(block)) == _sum(block)


def remember_shown(journal: Journal, blocks: dict[str, str]) -> None:
    """Remember what has been shown, place to block (`edit.block_of`).

    The latest are kept word for word. Of those before them a checksum is kept, in a file of its own, which is
    read only when one of their places is named or more of them come.
    """
    known = shown_lines(journal)
    for place in blocks:
        known.pop(place, None)  # what was shown last is forgotten last
    known.update(blocks)
    if len(known) > 2 * MOST_SHOWN:
        lines = list(known.items())
        older, known = lines[:-MOST_SHOWN], dict(lines[-MOST_SHOWN:])
        _keep(_sums_file(journal), (journal.root,), {**_sums(journal), **{at: _sum(it) for at, it in older}})
    _keep(os.path.join(journal.state, "shown"), (journal.root,), known)


def remember_added(journal: Journal, place: str, block: str) -> None:
    """Remember a line just added as shown, if what was at its place before may be remembered."""
    if place in shown_lines(journal) or os.path.exists(_sums_file(journal)):
        remember_shown(journal, {place: block})


def remember_again(journal: Journal, day: str, number: int = 0) -> None:
    """A line has been changed and shown, or with no number a whole page has: what was remembered is renewed.

    A line that has not been shown before stays unknown.
    """
    from twohats.edit import block_of

    known = {*shown_lines(journal), *_sums(journal)}
    page, text = journal.page_and_text(day)
    again = {
        f"{day}:{item.number}": block_of(text, item) for item in page.items if number in (0, item.number)
    }
    remember_shown(journal, {place: block for place, block in again.items() if place in known})


def _sums_file(journal: Journal) -> str:
    return os.path.join(journal.state, "shown-before")


def _sums(journal: Journal) -> dict[str, int]:
    kept = _recall(_sums_file(journal), (journal.root,))
    return kept if isinstance(kept, dict) else {}


def _sum(block: str) -> int:
    from zlib import crc32

    return crc32(block.encode("utf-8", "surrogateescape"))
