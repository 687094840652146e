"""The user's own `config.toml` on this machine: where it is, what it says, and one key of it set."""

from __future__ import annotations

import os

from twohats.errors import TooLarge
from twohats.format.model import Problem
from twohats.format.paths import LARGEST_TOML
from twohats.format.settings import Config, load_config
from twohats.system import machine
from twohats.system.files import make_folder, read_bytes, replace_bytes
from twohats.system.folders import CannotRead
from twohats.text.encoding import bytes_of, text_of


def config_path() -> str:
    """Where the user's config is, or would be."""
    return os.path.join(machine.config_folder(), "config.toml")


def read_config() -> Config:
    """What the user's config says; a file that cannot be read is its problem, and says nothing."""
    try:
        return load_config(_text(), config_path())
    except CannotRead as error:
        return Config(problems=(Problem("unreadable", error.reason, error.hint, path=config_path()),))


def _text() -> str:
    real = os.path.realpath(config_path())  # many keep their settings elsewhere and link them here
    return text_of(read_bytes(real, os.path.dirname(real), largest=LARGEST_TOML) or b"")


def set_config(key: str, value: str) -> None:
    """Set one key of the user's config, comments, order and line endings kept; raises JournalError."""
    from twohats.format.toml_set import with_setting

    path, text = config_path(), _text()
    new = bytes_of(with_setting(text, key, value, path))
    if len(new) > LARGEST_TOML:
        raise TooLarge(path, LARGEST_TOML)
    make_folder(os.path.dirname(path))
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    replace_bytes(real, new, folder, folder)
