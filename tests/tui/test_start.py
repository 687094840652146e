"""What the first frame needs of the settings is remembered, and read again where a file of theirs has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twohats.system.user_config import read_config, set_config
from twohats.tui.start import _start_in, read_start, remembered_start

if TYPE_CHECKING:
    from twohats.format.settings import Config
    from twohats.journal.folder import Journal


def never() -> Config:
    raise AssertionError("the settings are read again")


@pytest.mark.parametrize("colours", [0, 16, 256])
@pytest.mark.parametrize("theme", ["", "foolscap", "terminal", "nord", "[red]nope", "a\nb\tc"])
def test_what_is_remembered_is_what_was_read(journal: Journal, theme: str, colours: int) -> None:
    set_config("theme", theme)
    read = read_start(journal, read_config(), colours)
    assert remembered_start(journal, read_config, colours) == read
    assert remembered_start(journal, never, colours) == read
    assert bool(read.made) == (theme in ("", "foolscap", "terminal"))


def test_a_change_of_the_settings_is_seen(journal: Journal) -> None:
    assert remembered_start(journal, read_config, 0).theme == ""
    set_config("theme", "foolscap")
    assert remembered_start(journal, read_config, 0).theme == "foolscap"
    with open(journal.full_path("hat.toml"), "a", encoding="utf-8") as file:
        file.write('[keys]\n"entry.add" = "n"\n')
    journal.forget_settings()
    assert remembered_start(journal, read_config, 0).keys == {"entry.add": "n"}


def test_another_terminal_has_another_theme(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert remembered_start(journal, read_config, 0) != remembered_start(journal, read_config, 16)
    monkeypatch.setenv("NO_COLOR", "1")
    assert remembered_start(journal, read_config, 16).theme == "terminal"


def test_what_is_kept_and_odd_is_read_again() -> None:
    for lines in (
        [],
        ["theme"],
        ["theme", "", "lamplight", "more"],
        ["other", "", ""],
        ["key", "entry.add", "n"],
    ):
        assert _start_in(lines) is None
