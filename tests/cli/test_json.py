"""`docs/json.md` against what the commands print: every key is documented, and every documented key is there."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.shell import HAT

from twohats.cli.commands import COMMANDS as ALL
from twohats.cli.commands import options_of

if TYPE_CHECKING:
    from tests.cli.shell import Shell

DOCUMENT = Path(__file__).parents[2] / "docs" / "json.md"
SECTIONS = {
    match[1]: set(re.findall(r"(?m)^\| `([^`]+)` \|", part))
    for part in re.split(r"(?m)^## ", DOCUMENT.read_text("utf-8"))[1:]
    if (match := re.match(r"`?([^`\n]+)`?\n", part))
}
LINES = re.findall(r"(?m)^\| `(\w+)` \| .* \| ([a-z, ]+) \|$", DOCUMENT.read_text("utf-8"))
SECTIONS["hat check --fix"] |= {key for key in SECTIONS["hat check"] if key.startswith("fixes")}
PAGE = (
    "- 09:10-09:35 brand post linkedin m2: one\n  below\n- 09:10-09:35 brand post linkedin m2: one\n  below\n- 10:00 brand got sale @bo 1200GBP\n- nothing\n- 25m brand pots\n"
    "- brand got reply\n* 09:30 5m personal read\n<<<<<<< ours\n- 09:40 5m brand read\n- 1m brand read x\n=======\n"
    "- 1m brand read y\n>>>>>>> theirs\n"
)
# Values that have a table of their own, or whose keys are words of the journal.
LINE, PROBLEM, OPEN = (
    {"line", "lines[]", "cards[].lines[]"},
    {"problems[]", "remarks[]", "unreadable[]"},
    {"minutes.HAT", "hats"},
)


def keys_of(data: Any, path: str = "") -> set[str]:
    """Every key as a path, but for those of lines and problems, which are looked at on their way."""
    found: set[str] = set()
    if path in LINE | PROBLEM:
        extra = set(data) - keys_of_line(data) if path in LINE else set(data) ^ SECTIONS["A problem"]
        return {f"{path}.{key}" for key in extra}
    if isinstance(data, list):
        return found.union(*(keys_of(each, f"{path}[]") for each in data))
    if not isinstance(data, dict) or path in OPEN:
        return found
    for key, value in data.items():
        name = "NAME" if path == "settings" else "HAT" if path == "minutes" else key
        place = f"{path}.{name}" if path else name
        found |= {place} | keys_of(value, place)
    return found


def keys_of_line(line: dict[str, Any]) -> set[str]:
    """The keys that the page gives to a line of this type."""
    keys = {key for key, types in LINES if types == "all" or line["type"] in types.split(", ")}
    assert keys <= set(line)
    if line["type"] == "problem":
        assert set(line["problem"]) == SECTIONS["A problem"]
    return keys


COMMANDS = {
    "hat list": ["list"],
    "hat find": ["find", "one"],
    "hat change": ["change", "sale", "to", "fedi"],
    "hat rename": ["rename", "channel", "linkedin", "li"],
    "hat day": ["day"],
    "hat add": ["add"],
    "hat add -": ["add", "-"],
    "hat review": ["review"],
    "hat status": ["status"],
    "hat inbox": ["inbox"],
    "hat check": ["check"],
    "hat check --fix": ["check", "--fix"],
    "hat config": ["config"],
    "hat config path": ["config", "path"],
    "hat themes": ["themes"],
    "hat keys": ["keys"],
}


def test_every_command_with_json_has_its_section() -> None:
    with_json = {name for name in ALL if "--json" in options_of(name)}
    elsewhere = {
        "import",
        "week",
        "trend",
        "people",
        "channels",
        "why",
        "trials",
        "story",
        "sum",
        "sync",
        "got",
        "gave",
        "asked",
        "lost",
    }
    assert with_json - elsewhere == {words[0] for words in COMMANDS.values()}
    assert set(SECTIONS) == {"A line", "A problem", "hat export jsonl", *COMMANDS}
    assert {types for _, types in LINES} >= {"all", "entry", "event", "problem"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_key_is_documented_and_every_documented_key_is_there(hat: Shell, name: str) -> None:
    hat.write(PAGE)
    hat.write(b"\xff\n", "2026-11-21")
    hat.path("2026-11-20").mkdir()
    (hat.journal / "inbox.md").write_text("25m b post\nb psot 20m\n")
    (hat.journal / "trials").mkdir()
    (hat.journal / "trials" / "read.toml").write_text(
        'hat = "brand"\nactivity = "read"\nfrom = 2026-12-07\nto = 2026-12-20\n'
    )
    hat("start", "b", "post")
    command, *words = COMMANDS[name]
    words += {"list": ["all"], "add": [] if words else ["5m", "b", "read", "linkedin"]}.get(command, [])
    done = hat(command, "--json", *words, stdin="5m b read linkedin\n5m b raed\n")
    told = json.loads(done.out)
    assert done.out.isascii()
    assert done.out == json.dumps(told, indent=2) + "\n", "laid out for people and for diffs"
    assert keys_of(told) == SECTIONS[name]
    assert told["format"] == 1


def test_an_export_has_the_keys_of_lines_and_its_own(hat: Shell) -> None:
    hat.write(PAGE.encode() + b"- 25m brand post: caf\xe9\n")
    lines = [json.loads(line) for line in hat("export", "jsonl").out.splitlines()]
    assert {key for line in lines for key in set(line) - keys_of_line(line)} == SECTIONS["hat export jsonl"]
    assert {line["format"] for line in lines} == {1}


def test_every_type_of_line_is_among_those_that_were_looked_at(hat: Shell) -> None:
    hat.write(PAGE)
    types = {line["type"] for line in json.loads(hat("list", "--json").out)["lines"]}
    assert types == {"entry", "event", "nothing", "problem"}


def test_a_strict_reader_takes_bytes_that_were_not_utf_8(hat: Shell) -> None:
    hat.write(b"- 25m brand post: caf\xe9 \xf0\x9f\x98\x80\n")
    for words in (["list"], ["check"], ["day"]):
        done = subprocess.run(
            [HAT, *words, "--json"], env=hat.environment(), capture_output=True, check=False
        )
        assert b"\\udce9" not in done.stdout
        assert b"caf\\ufffd \\ud83d\\ude00" in done.stdout
        str(json.loads(done.stdout)).encode()
