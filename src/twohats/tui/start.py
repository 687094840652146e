"""The theme and the keys of the first frame, remembered on this machine until a file that says them changes.

To read them takes a parser of TOML, the settings, and what makes colours of a theme: a twentieth of a bare app's start.
"""

from __future__ import annotations

from twohats.system import machine
from twohats.system.theme_files import theme_paths
from twohats.tui import appearance
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from twohats.format.settings import Config
    from twohats.journal.folder import Journal

_THEME, _KEY, _OWN_KEY, _MADE, _IS, _VARIABLE = "theme", "key", "own", "made", "is", "variable"


class Start(NamedTuple):
    """What the settings ask for."""

    theme: str
    """The name of the theme; empty for the usual one."""
    keys: dict[str, str]
    """`[keys]` of `hat.toml`."""
    own_keys: dict[str, str]
    """Those of the user's own config, which win."""
    made: dict[str, Any]
    """The theme as arguments of Textual's class; none where no theme of ours or the user's has the name."""


def read_start(journal: Journal, config: Config, colours: int) -> Start:
    """What the settings ask for, for a terminal of so many colours, 0 for any."""
    settings = journal.settings
    plain = machine.variable("NO_COLOR")
    theme = appearance.WITHOUT_COLOUR if plain else config.theme or settings.theme
    return Start(theme, settings.keys, config.keys, appearance.made_for(theme, colours))


def remembered_start(journal: Journal, config: Callable[[], Config], colours: int) -> Start:
    """The same, read again where a file of the settings or a theme has changed."""

    def read() -> Start:
        return read_start(journal, config(), colours)

    key = (colours, machine.variable("NO_COLOR"))
    return _start_in(journal.cache.kept("start", key, theme_paths(), lambda: _lines_of(read()))) or read()


def _lines_of(start: Start) -> list[str]:
    """Three lines for each value: what kind it is of, its name, and the value."""
    made = dict(start.made)
    variables = made.pop("variables", {})
    records: Iterable[tuple[str, str, str]] = (
        (_THEME, "", start.theme),
        *((_KEY, name, keys) for name, keys in start.keys.items()),
        *((_OWN_KEY, name, keys) for name, keys in start.own_keys.items()),
        *((_IS, name, "yes" if each else "") for name, each in made.items() if isinstance(each, bool)),
        *((_MADE, name, each) for name, each in made.items() if not isinstance(each, bool)),
        *((_VARIABLE, name, each) for name, each in variables.items()),
    )
    return [line for record in records for line in record]


def _start_in(lines: list[str]) -> Start | None:
    """The same back; None for lines of another form."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in (_THEME, _KEY, _OWN_KEY, _MADE, _IS, _VARIABLE)}
    for kind, name, value in zip(lines[::3], lines[1::3], lines[2::3], strict=False):
        if kind not in found:
            return None
        found[kind][name] = value
    if len(lines) % 3 or "" not in found[_THEME]:
        return None
    made: dict[str, Any] = {**found[_MADE], **{name: bool(each) for name, each in found[_IS].items()}}
    if made:
        made["variables"] = found[_VARIABLE]
    return Start(found[_THEME][""], found[_KEY], found[_OWN_KEY], made)
