"""What the palette offers on the main screen: what keys do there, questions, threads, people, channels, settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from twohats.format.paths import SETTINGS_FILE
from twohats.text.visible import one_line, visible
from twohats.tui.commands import Command
from twohats.tui.host import Host
from twohats.tui.keys import APP, in_place
from twohats.tui.pane_table import ASIDES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.tui.keys import Key
    from twohats.tui.widgets.entry_line import EntryLine
    from twohats.tui.writing.change_queue import ChangeQueue

MOST_THREADS, MOST_PEOPLE, MOST_CHANNELS = 30, 200, 50
"""Of the names of the latest pages, how many are offered."""
_LONGEST_VALUE = 60
_OF_THE_USER = ("journal", "theme", "sync_on_start", "sync_on_exit")
"""The settings that the user's own config has, or has as well."""


class PaletteHost(Host, Protocol):
    """What this needs of the screen."""

    queue: ChangeQueue

    @property
    def place(self) -> str:
        """The view whose keys work."""

    @property
    def entry(self) -> EntryLine:
        """The entry line."""

    def show_first_steps(self) -> None:
        """Show the first steps on today's page."""

    def bring(self) -> None:
        """Bring what other programs have recorded."""

    def press(self, key: Key) -> None:
        """Do what a key does, without the key."""

    def open_soon(self, name: str, subject: str) -> None:
        """Show a view at a subject."""


def offered(host: PaletteHost) -> list[Command]:
    """The commands, in the order in which they stand there."""
    steps = Command("First steps", "a first line, conversation and return", host.show_first_steps)
    bring = Command("Bring what you have", "archives, calendars, trackers, mail, chats", host.bring)
    return [*_of_keys(host), *_questions(host), *_names(host), steps, bring, *_settings(host)]


def _of_keys(host: PaletteHost) -> Iterable[Command]:
    """What keys do where one is."""
    for key in in_place(host.place, host.services.all_keys):
        if key.owner != APP and not key.id.startswith("move."):
            title = key.says[0].upper() + key.says[1:]
            do = partial(host.press, key)
            yield Command(title, "", do, key.removes, key.id, host.services.key_of(key.id))


def _questions(host: PaletteHost) -> Iterable[Command]:
    from twohats.actions.questions import kept_questions

    for name, words in kept_questions(host.journal).items():
        title = f"Question {visible(one_line(name))}"
        yield Command(title, visible(one_line(words)), partial(host.open_soon, ASIDES[0].name, words))


def _names(host: PaletteHost) -> Iterable[Command]:
    """The threads, the people and the channels of the latest pages, those used most first."""
    names = host.entry.names
    for tag in names.tag[:MOST_THREADS]:
        yield Command(f"Thread +{tag}", "what led to what", partial(host.open_soon, "people", f"+{tag}"))
    for person in names.person[:MOST_PEOPLE]:
        yield Command(f"Person @{person}", "", partial(host.open_soon, "people", person))
    for channel in names.channel[:MOST_CHANNELS]:
        yield Command(f"Channel {channel}", "", partial(host.open_soon, "channels", channel))


def _settings(host: PaletteHost) -> Iterable[Command]:
    """Every setting as it holds, and where it is changed."""
    from twohats.actions.settings import settings_in_force

    for setting in settings_in_force(host.journal, ""):
        value = visible(one_line(_written(setting.value)), _LONGEST_VALUE)
        source = "unless another is set" if setting.source == "default" else f"from {setting.source}"
        where = "config.toml" if setting.name in _OF_THE_USER else SETTINGS_FILE
        says = f"{setting.name} is {value}, {source}; {where} is where it is set"
        do = partial(host.answer, says, seconds=10)
        if SETTINGS_FILE in (where, setting.source):
            do = partial(open_setting, host, setting.name)
        yield Command(f"Setting {setting.name}", f"{value}, {source}", do)


def open_setting(host: PaletteHost, name: str) -> None:
    """Write on the settings of the journal, at this one."""
    from twohats.tui.writing.settings_writing import write_on_settings

    write_on_settings(host, host.queue, name)


def _written(value: object) -> str:
    """A value in a few words."""
    if isinstance(value, Mapping):
        return f"{len(value)} set" if value else "none"
    return {True: "on", False: "off", "": "none", None: "none"}.get(value, str(value))
