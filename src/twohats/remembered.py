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
from twohats.files import make_folder, read_bytes
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


def settings_in_brief(journal: Journal) -> Brief:
    """What `hat.toml` says that every command needs, from memory when it has not changed since."""
    key = _stamp(os.path.join(journal.root, "hat.toml"))
    path = os.path.join(journal.state, "settings")
    kept = _recall(path, key)
    if not isinstance(kept, tuple) or len(kept) != len(Brief._fields):
        try:
            settings = journal.settings
        except JournalError:
            return Brief()
        kept = (settings.declared_hats(), settings.week_start_day, settings.format)
        _keep(path, key, kept)
    declared, week_start, version = kept
    return Brief(Hats(declared) if declared else DEFAULT_HATS, week_start, version)


def configured_journal() -> str:
    """The journal that the user's own `config.toml` names, or the empty string."""
    source = os.path.join(machine.config_folder(), "config.toml")
    key = _stamp(source)
    if not key[2]:
        return ""
    path = os.path.join(machine.state_folder(), "config")
    named = _recall(path, key)
    if not isinstance(named, str):
        from twohats.settings import load_config

        real = os.path.realpath(source)  # many keep their settings elsewhere and link them here
        data = read_bytes(real, os.path.dirname(real)) or b""
        named = load_config(data.decode("utf-8", "replace")).journal
        _keep(path, key, named)
    return os.path.expanduser(named)


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
"""Lines shown that are remembered: a screenful or ten, so that `hat add` has little to read."""


def shown_lines(journal: Journal) -> dict[str, str]:
    """The lines shown last, place to block: whoever names a place means what was shown there."""
    kept = _recall(os.path.join(journal.state, "shown"), (journal.root,))
    return kept if isinstance(kept, dict) else {}


def remember_shown(journal: Journal, blocks: dict[str, str]) -> None:
    """Remember what has been shown, place to block (`edit.block_of`)."""
    known = shown_lines(journal)
    for place in blocks:
        known.pop(place, None)  # what was shown last is forgotten last
    known.update(blocks)
    latest = list(known.items())[-MOST_SHOWN:]
    _keep(os.path.join(journal.state, "shown"), (journal.root,), dict(latest))


def remember_added(journal: Journal, place: str, block: str) -> None:
    """Remember a line just added as shown, if what stood at its place before is remembered."""
    if place in shown_lines(journal):
        remember_shown(journal, {place: block})


def remember_again(journal: Journal, day: str, number: int = 0) -> None:
    """A line has been changed and shown, or with no number a whole page has: what was remembered is renewed.

    A line that has not been shown before stays unknown, so that nothing is forgotten for it.
    """
    from twohats.edit import block_of

    known = shown_lines(journal)
    page, text = journal.page_and_text(day)
    again = {
        f"{day}:{item.number}": block_of(text, item) for item in page.items if number in (0, item.number)
    }
    remember_shown(journal, {place: block for place, block in again.items() if place in known})
