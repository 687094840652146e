"""What this machine remembers, damaged in every way: no command fails by it, hangs, or takes a wrong line for right."""

from __future__ import annotations

import os
import random
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.shell import Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as on Unix")
PAGE = f"# {TODAY} Sunday\n\n- 09:00-09:30 brand post linkedin @anna: first\n- 10m novelist read: second\n"
SETTINGS = 'format = 1\nweek_start = "sunday"\n\n[hats.novelist]\nside = "brand"\nshort = "n"\n'
MARSHAL = b"\xa9\x02\xa9\x05i\xf0\x07\x0b\x03"
"""How a cache of an earlier version begins; with a count behind it that asks for gigabytes."""


def _written(data: bytes) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.write_bytes(data)

    return damage


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(len(data) - 1, 0, -max(1, len(data) // 5)):
        data[at] ^= 1
    path.write_bytes(data)


def _doubled(path: Path) -> None:
    path.write_bytes(path.read_bytes() * 2)


def _huge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(6 * 1024**3)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(to: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.unlink()
        path.symlink_to(to)

    return damage


def _numbered(path: Path) -> None:
    """Every number in it has become one of thousands of digits."""
    path.write_bytes(
        b"".join(b"9" * 5000 if 48 <= byte < 58 else bytes([byte]) for byte in path.read_bytes())
    )


DAMAGES: dict[str, Callable[[Path], None]] = {
    "empty": _written(b""),
    "cut": _cut,
    "flipped": _flipped,
    "doubled": _doubled,
    "noise": _written(random.Random(7).randbytes(5000)),
    "zeros": _written(bytes(5000)),
    "marshal": _written(MARSHAL + b"\x28\xff\xff\xff\x7f" * 9),
    "brackets": _written(b"[" * 100_000 + b"\n" + b"(" * 100_000),
    "json": _written(b'{"names": [1, null, {}], "change": 0}\n'),
    "numbers": _numbered,
    "huge": _huge,
    "a folder": _folder,
    "a pipe": _pipe,
    "a link to a device": _link("/dev/zero"),
    "a link to nothing": _link("/no/such/file"),
}
COMMANDS = (
    ("add", "25m", "n", "post", "linkedin", "@anna:", "keep", "me"),
    ("got", "b", "reply", "@anna:", "keep", "me"),
    ("edit", "1", "30m", "b", "read:", "keep", "me"),
    ("start", "b", "read:", "keep", "me"),
    ("stop", "m4:", "keep", "me"),
    ("again", "1", "m4:", "keep", "me"),
    ("list",),
    ("week",),
    ("status",),
    ("inbox",),
    ("check",),
    ("undo",),
    ("redo",),
    ("cancel",),
    ("config",),
    ("sync", "--status"),
    ("_complete", "add", "25m", "b", "talk", "@"),
)


@pytest.fixture
def used(hat: Shell) -> Shell:
    """A journal that has been used, so that there is something to remember, and the journal is the configured one."""
    (hat.journal / "hat.toml").write_text(SETTINGS)
    del hat.env["TWOHATS_JOURNAL"]
    hat.env["HOME"] = str(hat.home)
    config = hat.home / ".config" / "twohats" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'journal = "{hat.journal}"\n')
    hat.write(PAGE)
    hat("start", "b", "read:", "timed")
    hat("add", "5m", "b", "read")
    hat("undo")
    for day in range(1, 28):
        hat.write(
            "".join(f"- {minute}m brand read: {minute}\n" for minute in range(1, 40)), f"2026-10-{day:02}"
        )
    hat("list", "october")
    hat("list")
    return hat


def state_files(hat: Shell) -> list[Path]:
    """All that is remembered."""
    return sorted(path for path in (hat.home / ".local/state/twohats").rglob("*") if path.is_file())


def test_what_is_tried_is_all_there_is(used: Shell) -> None:
    names = {path.name for path in state_files(used)}
    assert names >= {"config", "settings", "names", "shown", "shown-before", "history", "timer", "timer.lock"}
    assert any("%2F" in name for name in names)  # a copy of a page


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_of_what_is_remembered_fails_a_command_or_costs_a_line(used: Shell, damage: str) -> None:
    kept = used.folder / "kept"
    shutil.copytree(used.home, kept)
    for command in COMMANDS:
        shutil.rmtree(used.home)
        shutil.copytree(kept, used.home)
        used.write(PAGE)
        for path in state_files(used):
            DAMAGES[damage](path)
        done = used(*command)
        assert (command, done.code in (0, 1, 2, 3, 4)) == (command, True), done
        assert "bug" not in done.err
        page = used.page()
        if command[-1] == "me":
            assert (command, "keep me" in page + done.out + done.err) == (command, True)
            assert "This has been saved" not in done.err
            if command[0] in ("add", "got"):  # nothing that is remembered may stand in their way
                assert (done.code, "keep me" in page) == (0, True), done
        for line in PAGE.splitlines():
            assert line in page or command[0] in ("edit", "undo"), done


@pytest.mark.parametrize("name", ["config", "settings", "names", "shown", "shown-before"])
def test_a_damaged_cache_is_made_anew_and_no_bit_of_it_is_believed(used: Shell, name: str) -> None:
    """The week begins on a Sunday, and n is the novelist; a changed bit must not make it otherwise."""
    (path,) = (each for each in state_files(used) if each.name == name)
    whole = path.read_bytes()
    for at in range(0, min(len(whole), 4000), max(1, min(len(whole), 4000) // 8)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert used("list").code == 0
        assert used("add", "--dry-run", "5m", "n", "read").out == f"{TODAY}  5m novelist read\n"
        assert "Week 48   22-28 November 2026" in used("week").out
