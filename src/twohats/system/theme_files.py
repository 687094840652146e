"""The themes there are: those that come with twohats, and the user's own beside `config.toml`."""

from __future__ import annotations

import os

from twohats.errors import TwohatsError
from twohats.format.model import Problem
from twohats.format.paths import LARGEST_TOML
from twohats.system import machine
from twohats.system.files import read_bytes
from twohats.system.resources import shipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.appearance.theme import Theme


def user_folder() -> str:
    """Where the user's own themes are."""
    return os.path.join(machine.config_folder(), "themes")


def load_themes() -> tuple[dict[str, Theme], list[Problem]]:
    """Every theme by its name, the user's winning over ours, and what is wrong with those left out."""
    found: dict[str, Theme] = {}
    problems: list[Problem] = []
    for folder in (_own_folder(), user_folder()):
        for name in _theme_names(folder):
            read = _read(os.path.join(folder, name))
            if isinstance(read, Problem):
                problems.append(read)
            elif read is not None:
                found[read.name] = read
    return found, problems


def load_theme(name: str) -> Theme | None:
    """The theme of this name, from its own file if that has the name, else from whichever has it."""
    for folder in (user_folder(), _own_folder()):
        if folder and os.path.basename(name) == name:
            read = _read(os.path.join(folder, f"{name}.toml"))
            if read is not None and not isinstance(read, Problem) and read.name == name:
                return read
    return load_themes()[0].get(name)


def theme_paths() -> list[str]:
    """The files on which it depends what themes there are, and the user's `config.toml`, which names one."""
    found = [os.path.join(machine.config_folder(), "config.toml")]
    for folder in (user_folder(), _own_folder()):
        try:
            found += sorted(
                os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".toml")
            )
        except OSError:
            continue
    return found


def _own_folder() -> str:
    try:
        return shipped("themes")
    except TwohatsError:
        return ""


def _theme_names(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".toml") and name[0] != ".")
    except OSError:
        return []


def _read(path: str) -> Theme | Problem | None:
    real = os.path.realpath(path)  # the user's own files may be links into a folder of theirs
    try:
        data = read_bytes(real, os.path.dirname(real), largest=LARGEST_TOML)
    except TwohatsError as error:
        return Problem("theme-file", error.message, error.hint, path=path)
    if data is None:
        return None
    from twohats.appearance.theme_file import (
        read_theme,
    )  # 15 ms, which colours that are remembered do without

    return read_theme(data.decode("utf-8", "replace"), path)
