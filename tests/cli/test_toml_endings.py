"""A TOML file with a byte order mark, or with the line endings of Windows, is changed and keeps both."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shell import Shell

BOM = b"\xef\xbb\xbf"
CONFIG, SETTINGS, PEOPLE = ".config/twohats/config.toml", "hat.toml", "people.toml"
TRIAL = "trials/2026-11-linkedin.toml"
PAUSE = 'hat = "brand" # mine\nchannel = "linkedin"\nfrom = 2026-11-16\nto = 2026-12-06\n'

CHANGES = [
    # file, its text, what changes it, what it then says
    (CONFIG, 'theme = "beacon"  # bright\n', "config set theme lamplight", {"theme": "lamplight"}),
    (CONFIG, "# mine\n", "config set theme lamplight", {"theme": "lamplight"}),
    (CONFIG, "", "config set theme lamplight", {"theme": "lamplight"}),
    (CONFIG, 'sync_on_start = true\n\n[keys]\nadd = "x"\n', "config set theme lamplight", {"theme": "lamplight"}),
    (CONFIG, "theme = 'beacon'", "config set theme lamplight", {"theme": "lamplight"}),
    (SETTINGS, "# mine\nformat = 1\n", "config set day_start 04:00", {"day_start": "04:00"}),
    (SETTINGS, "# mine\n", "config set day_start 04:00", {"day_start": "04:00"}),
    (SETTINGS, "[hats.x]\n", "config set day_start 04:00", {"day_start": "04:00"}),
    (SETTINGS, "# mine\n", "rename @annar @anna --yes", {"renamed": {"@annar": "@anna"}}),
    (SETTINGS, "[renamed]\n'@x' = '@y'\n", "rename @annar @anna --yes", {"renamed": {"@x": "@y", "@annar": "@anna"}}),
    (SETTINGS, "# mine\n[channels.linkedin]\nname = 'L'\n", "rename channel linkedin fedi --yes", {"renamed": {"linkedin": "fedi"}}),
    (PEOPLE, "[anna]\nname = 'Anna'\n", "people join @annar @anna", {"anna": {"name": "Anna", "aliases": ["annar"]}}),
    (PEOPLE, "# mine\n", "people join @annar @anna", {"anna": {"aliases": ["annar"]}}),
    (PEOPLE, "[bo]\nname = 'Bo'\n", "people join @annar @anna", {"anna": {"aliases": ["annar"]}}),
    (PEOPLE, "[anna]\naliases = ['annar', 'x']\n", "people part @annar", {"anna": {"aliases": ["x"]}}),
    (PEOPLE, "[anna]\naliases = [\n  'annar', # old\n  'x',\n]\n", "people part @annar", {"anna": {"aliases": ["x"]}}),
    (PEOPLE, "[annar]\nname = 'Anna'\n", "rename @annar @ann --yes", {"ann": {"name": "Anna"}}),
    (TRIAL, PAUSE, "trials stop 2026-11-linkedin because ill", {"ended_because": "ill"}),
    (TRIAL, PAUSE, "rename channel linkedin fedi --yes", {"channel": "fedi"}),
]  # fmt: skip


@pytest.mark.parametrize("bom", [b"", BOM], ids=["", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    ("file", "text", "words", "says"), CHANGES, ids=[f"{file} {words}" for file, _, words, _ in CHANGES]
)
def test_the_mark_and_the_endings_stay(
    hat: Shell, file: str, text: str, words: str, says: dict[str, object], end: str, bom: bytes
) -> None:
    path: Path = (hat.home if file == CONFIG else hat.journal) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    hat.write("- 5m brand talk linkedin @anna @annar\n")
    path.write_bytes(bom + text.replace("\n", end).encode())
    done = hat(*words.split())
    assert done.code == 0, done.err
    data = path.read_bytes()
    assert data.startswith(BOM) == bool(bom)
    body = data.removeprefix(BOM).decode()
    assert not text or body.count("\n") == body.count(end)
    found = tomllib.loads(body)
    for key, value in says.items():
        if isinstance(value, dict):
            assert {**found[key], **value} == found[key]
        else:
            assert found[key] == value
    assert all(
        comment in body
        for comment in ("# mine", "# bright", "# old")
        if comment in text and comment != "# old"
    )
