"""Caches on this machine, so that `hat add` need not read TOML or the whole journal: settings and names.

Every file here can be deleted at any time and is rebuilt, as is one that is damaged, of another version, too large, or
not a regular file. They are lines of text, each a value or a name with its values: unlike pickles they cannot execute
code or exhaust memory, and splitting lines is as fast as any format in Python (200 names and 400 lines: 0.2 ms).
"""

from __future__ import annotations

import os

from twohats import __version__
from twohats.errors import JournalError
from twohats.format.words import BRAND, DEFAULT_HATS, PERSONAL, Hats
from twohats.system import machine
from twohats.system.files import make_folder, open_to_read, read_whole, write_cache
from twohats.system.folders import plain
from twohats.text.encoding import bytes_of, sum_of, text_of
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twohats.format.settings import Settings

MOST_KEPT = 1024 * 1024
"""Bytes of a file that is kept here; 20,000 names have about 200,000."""
NAMED = ("channel", "person", "tag")
MOST_SHOWN = 400
"""How many shown lines are remembered in full: few, so that `hat add` has little to read."""
SHORT_WHILE = 10 * 60
"""Seconds for which an imported inbox line is recognised. A sync program that watches its folder writes within some 10
seconds, another machine once it is awake; a person seldom means exactly the same line again so soon."""


def recall_lines(path: str, key: tuple[str | int, ...], *, of_any_version: bool = False) -> list[str]:
    """The lines stored under `path` for `key`; none if there are none, or if they are for another key, or of another
    version of the program, unless they may be `of_any_version`.

    A file that is not byte for byte as it was written is ignored.
    """
    try:
        handle = open_to_read(plain(path), path, largest=MOST_KEPT)
        if handle is None:
            return []
        try:
            data = read_whole(handle, path, largest=MOST_KEPT)
        finally:
            os.close(handle)
    except JournalError:
        return []
    head, _, body = data.partition(b"\n")
    if head != b"%d" % sum_of(body):
        return []
    form, *lines = text_of(body).split("\n")
    if form != _form(key) and not (of_any_version and _key_in(form) == _key_in(_form(key))):
        return []
    return [_unescaped(line) for line in lines] if b"\\" in body else lines


def keep_lines(path: str, key: tuple[str | int, ...], lines: Iterable[str]) -> None:
    """Store lines under `path` for `key`, if that can be done and they are not too many."""
    try:
        body = bytes_of("\n".join([_form(key), *map(_escaped, lines)]))
        if len(body) < MOST_KEPT - 64:
            make_folder(os.path.dirname(path))
            write_cache(path, b"%d\n%b" % (sum_of(body), body))
    except (OSError, ValueError, JournalError):
        return  # nothing is lost but time


def _form(key: tuple[str | int, ...]) -> str:
    """The first line of a cache file for a key, by this version of the program."""
    return _escaped("\t".join(map(str, (__version__, *key))))


def _key_in(form: str) -> str:
    return form.partition("\t")[2]


def _escaped(text: str) -> str:
    """A text as one line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _unescaped(line: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in line.split("\\\\"))


def _stamp(path: str) -> tuple[str, int, int, int]:
    try:
        about = os.stat(path)
    except OSError:
        return (path, 0, 0, 0)
    return (path, about.st_mtime_ns, about.st_size, about.st_ino)


class CachedSettings(NamedTuple):
    """The few settings that every command needs."""

    hats: Hats = DEFAULT_HATS
    week_start: int = 0
    """The weekday a week begins on, 0 for Monday."""
    format: int = 1
    """The version of the journal's format."""
    wrong: str = ""
    """What is wrong with `hat.toml` as a whole, so that the defaults hold."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Old names in lines, with their signs, and what each is called now."""
    day_start: int = 0
    """Minutes after midnight at which a day begins."""
    channel_names: dict[str, str] = {}  # noqa: RUF012  a default of a tuple's field, never changed
    """Channels that are shown by another name."""


def _settings_in(lines: list[str]) -> CachedSettings | None:
    """The settings that these lines say; None if they say none."""
    if len(lines) < 4 or not all(map(_is_number, lines[:3])) or int(lines[0]) > 6:
        return None
    rows = [line.split("\t", 3) for line in lines[4:]]
    shown = {row[0]: row[3] for row in rows if len(row) == 4 and not row[1] and not row[2]}
    rows = [row for row in rows if len(row) != 4 or row[1] or row[2]]
    renamed = tuple([(row[0], row[1]) for row in rows if len(row) == 2 and all(row)])
    rows = [row for row in rows if len(row) != 2]
    if any(len(row) != 3 or row[1] not in (PERSONAL, BRAND) for row in rows):
        return None
    hats = {name: (side, short) for name, side, short in rows}
    known = Hats(hats) if hats else DEFAULT_HATS
    return CachedSettings(known, int(lines[0]), int(lines[2]), lines[3], renamed, int(lines[1]), shown)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _names_in(line: str) -> set[str]:
    return set(line.split("\t")) if line else set()


def _pairs(lines: list[str]) -> dict[str, str]:
    """Lines that are names and values in turn, as one."""
    return dict(zip(lines[::2], lines[1::2], strict=False))


def _lines_of(pairs: dict[str, str]) -> list[str]:
    return [line for pair in pairs.items() for line in pair]


def sum_of_text(block: str) -> str:
    """A checksum of a text, as a word."""
    from zlib import crc32

    return f"{crc32(block.encode('utf-8', 'surrogateescape')):x}"


class ImportedBefore(NamedTuple):
    """A line of the inbox that was imported a short while ago."""

    time: int
    """When, by `machine.nanoseconds`."""
    day: str
    """On which page it is."""
    many: int
    """How often it was imported."""
    stood: int
    """How often it stood on its page after that."""

    def is_recent(self, now: int) -> bool:
        """Whether it may still be written back by a program that had not noticed its removal."""
        return 0 <= now - self.time < SHORT_WHILE * 1_000_000_000

    def left(self, standing: int) -> int:
        """How many of those imported are still on the page, which now has the line `standing` times."""
        return max(0, min(self.many, standing - (self.stood - self.many)))


class Cache:
    """The caches of one journal, in its state folder."""

    def __init__(self, root: str, state: str) -> None:
        self._root = root
        self._state = state

    def cached_settings(self, load: Callable[[], Settings]) -> CachedSettings:
        """The settings that every command needs; from `load` if `hat.toml` has changed since they were cached."""
        key = (*_stamp(os.path.join(self._root, "hat.toml")), "channel_names")
        path = os.path.join(self._state, "settings")
        cached = _settings_in(recall_lines(path, key))
        if cached is None:
            settings = load()
            wrong = settings.unread.sentence() if settings.unread else ""
            hats = settings.declared_hats()
            keep_lines(
                path,
                key,
                [
                    str(settings.week_start_day),
                    str(settings.day_start_minute),
                    str(settings.format),
                    wrong,
                    *(f"{name}\t{side}\t{short}" for name, (side, short) in hats.items()),
                    *(f"{old}\t{new}" for old, new in settings.renamed.items()),
                    *(f"{channel}\t\t\t{name}" for channel, name in settings.channel_names.items()),
                ],
            )
            known = Hats(hats) if hats else DEFAULT_HATS
            renamed = tuple(settings.renamed.items())
            cached = CachedSettings(
                known,
                settings.week_start_day,
                settings.format,
                wrong,
                renamed,
                settings.day_start_minute,
                settings.channel_names,
            )
        return cached

    def trial_lines(self, paths: list[str], day: str, make: Callable[[], list[str]]) -> list[str]:
        """What the trials in these files say of a day; from `make` if one of them or `hat.toml` has changed since."""
        files = [os.path.join(self._root, "hat.toml"), *paths]
        key = (day, *(part for path in files for part in _stamp(path)))
        path = os.path.join(self._state, "trials")
        kept = recall_lines(path, key)
        if not kept:
            kept = ["", *make()]  # the first line says that there is something, where no trial asks anything
            keep_lines(path, key, kept)
        return kept[1:]

    def colours(self, paths: list[str], make: Callable[[], dict[str, str]]) -> dict[str, str]:
        """The colour of each role; from `make` if `hat.toml` or one of these files has changed since."""
        return _pairs(self.kept("colours", (), paths, lambda: _lines_of(make())))

    def kept(
        self, name: str, key: tuple[str | int, ...], paths: list[str], make: Callable[[], list[str]]
    ) -> list[str]:
        """Lines kept by this name for this key; from `make` if `hat.toml` or one of these files has changed since."""
        files = [os.path.join(self._root, "hat.toml"), *paths]
        key = (*key, *(part for path in files for part in _stamp(path)))
        path = os.path.join(self._state, name)
        lines = recall_lines(path, key)
        if not lines:
            lines = make()
            keep_lines(path, key, lines)
        return lines

    def people_lines(self, make: Callable[[], list[str]]) -> list[str]:
        """What `people.toml` says; from `make` if it has changed since, where there is one and that gives lines."""
        key = _stamp(os.path.join(self._root, "people.toml"))
        path = os.path.join(self._state, "people")
        lines = recall_lines(path, key) if key[2] else []
        if not lines:
            lines = make()
            if lines and key[2]:
                keep_lines(path, key, lines)
        return lines

    def known_names(self) -> dict[str, set[str]] | None:
        """The channels, people and tags seen so far: `{"channel": {...}, "person": ..., "tag": ...}`, or None."""
        kept = recall_lines(os.path.join(self._state, "names"), (self._root,))
        return dict(zip(NAMED, map(_names_in, kept), strict=True)) if len(kept) == len(NAMED) else None

    def keep_names(self, names: dict[str, set[str]]) -> None:
        """Remember the names seen so far."""
        keep_lines(
            os.path.join(self._state, "names"),
            (self._root,),
            ["\t".join(sorted(names[what])) for what in NAMED],
        )

    def forget_names(self) -> None:
        """Invalidate the names: other programs have written pages."""
        try:
            os.unlink(os.path.join(self._state, "names"))
        except OSError:
            return

    def shown_lines(self) -> dict[str, str]:
        """The lines shown last, as a mapping from place (`2026-11-22:3`) to block."""
        return _pairs(recall_lines(os.path.join(self._state, "shown"), (self._root,)))

    def is_as_shown(self, place: str, block: str) -> bool:
        """Whether a line is the one last shown at its place, if any was: that is the one the user means."""
        shown = self.shown_lines()
        if place in shown:
            return shown[place] == block
        return self._sums().get(place, sum_of_text(block)) == sum_of_text(block)

    def remember_shown(self, blocks: dict[str, str]) -> None:
        """Remember what has been shown, place to block (`edit.block_of`).

        The latest are kept word for word. Of those before them a checksum is kept, in a file of its own, which is
        read only when one of their places is named or more of them come.
        """
        known = self.shown_lines()
        for place in blocks:
            known.pop(place, None)  # moved to the end: the oldest are dropped first
        known.update(blocks)
        if len(known) > 2 * MOST_SHOWN:
            lines = list(known.items())
            older, known = lines[:-MOST_SHOWN], dict(lines[-MOST_SHOWN:])
            sums = {**self._sums(), **{at: sum_of_text(it) for at, it in older}}
            keep_lines(self._sums_file(), (self._root,), _lines_of(sums))
        keep_lines(os.path.join(self._state, "shown"), (self._root,), _lines_of(known))

    def remember_added(self, blocks: dict[str, str]) -> None:
        """Remember lines just added as shown (place to block), if an earlier line may be remembered at their places."""
        if not os.path.exists(self._sums_file()):
            known = self.shown_lines()
            blocks = {place: block for place, block in blocks.items() if place in known}
        if blocks:
            self.remember_shown(blocks)

    def renew_shown(self, blocks: dict[str, str]) -> None:
        """Update the remembered lines after a change that was shown (place to block).

        Lines not shown before are not added.
        """
        known = {*self.shown_lines(), *self._sums()}
        self.remember_shown({place: block for place, block in blocks.items() if place in known})

    def imported_before(self) -> dict[str, ImportedBefore]:
        """The inbox lines imported last, by their keys."""
        found: dict[str, ImportedBefore] = {}
        for line in recall_lines(os.path.join(self._state, "taken"), (self._root,)):
            key, time, day, many, stood = line.split("\t")
            found[key] = ImportedBefore(int(time), day, int(many), int(stood))
        return found

    def keep_imported(self, accepted: dict[str, ImportedBefore]) -> None:
        """Remember the inbox lines just imported."""
        lines = ["\t".join(map(str, (key, *one))) for key, one in accepted.items()]
        keep_lines(os.path.join(self._state, "taken"), (self._root,), lines)

    def remembered(self, name: str) -> list[str]:
        """The lines that the app remembers of its own use by this name; none where anything of them is odd."""
        return recall_lines(os.path.join(self._state, f"app-{name}"), (self._root,))

    def remember(self, name: str, lines: Iterable[str]) -> None:
        """Remember these lines by this name, in place of those of before."""
        keep_lines(os.path.join(self._state, f"app-{name}"), (self._root,), lines)

    def _sums_file(self) -> str:
        return os.path.join(self._state, "shown-before")

    def _sums(self) -> dict[str, str]:
        return _pairs(recall_lines(self._sums_file(), (self._root,)))


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
    kept = recall_lines(path, key)
    if len(kept) != 3:
        from twohats.system.user_config import read_config

        config = read_config()
        doubt = config.doubt_about_journal
        kept = [config.journal, doubt.sentence() if doubt else "", doubt.hint if doubt else ""]
        keep_lines(path, key, kept)
    named, wrong, hint = kept
    if wrong:
        raise JournalError(f"cannot tell which journal to use: {wrong}", hint)
    return os.path.expanduser(named), source
