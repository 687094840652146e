"""The user's own `config.toml` on this machine: where it is, what it says, and one key of it set."""

from __future__ import annotations

import os

from twohats.errors import JournalError, TooLarge
from twohats.format.model import Problem
from twohats.format.paths import LARGEST_TOML
from twohats.format.settings import Config, load_config
from twohats.system import machine
from twohats.system.files import make_folder, read_bytes, replace_bytes
from twohats.system.folders import CannotRead


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
    data = read_bytes(real, os.path.dirname(real), largest=LARGEST_TOML)
    return (data or b"").decode("utf-8", "replace")


def set_config(key: str, value: str) -> None:
    """Set one key of the user's config, comments and order kept; raises JournalError."""
    path, text = config_path(), _text()
    new = _with_key(text, key, value, path) if text.strip() else _new_text({key: value})
    if len(new.encode()) > LARGEST_TOML:
        raise TooLarge(path, LARGEST_TOML)
    make_folder(os.path.dirname(path))
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    replace_bytes(real, new.encode(), folder, folder)


def _new_text(data: dict[str, str]) -> str:
    import tomli_w

    return tomli_w.dumps(data)


def _with_key(text: str, key: str, value: str, path: str) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        message = f"{path} is not TOML, so it is left alone: {error}"
        raise JournalError(message, "fix it in your editor") from None
    document[key] = value
    return tomlkit.dumps(document)
