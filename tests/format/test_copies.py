"""Copies that programs which sync a folder leave beside its files, told by their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.copies import copy_of, placeholder_of

TABLE = Path(__file__).resolve().parent.parent / "cases" / "copies.tsv"
ROWS = [row.split("\t") for row in TABLE.read_text().splitlines() if not row.startswith("#")]
FILES = (
    "days/2026/2026-11-20.md", "weeks/2026/2026-W47.md", "inbox.md", "hat.toml", "people.toml", "trials/2026-11-linkedin.toml",
)  # fmt: skip


def test_every_scheme_has_its_source() -> None:
    assert all(len(row) == 3 and all(row) for row in ROWS)
    services = {row[0].split(",")[0].split(" ")[0] for row in ROWS}
    assert services >= {"Syncthing", "Dropbox", "iCloud", "OneDrive", "Nextcloud", "ownCloud", "Google", "Seafile",
                        "pCloud", "Box", "Resilio"}  # fmt: skip


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("service", "sign"), [row[:2] for row in ROWS], ids=[f"{row[0]}{row[1]}" for row in ROWS]
)
def test_a_copy_is_told_by_its_name(service: str, sign: str, file: str) -> None:
    stem, dot, ending = file.rpartition(".")
    assert copy_of(f"{stem}{sign}{dot}{ending}", FILES) == file, service


@pytest.mark.parametrize(
    ("path", "of"),
    [("days 2/2026/2026-11-20.md", "days/2026/2026-11-20.md"), ("days/2026 2/2026-11-20.md", "days/2026/2026-11-20.md"),
     ("days (Anna's conflicted copy 2026-11-20)/2026/2026-11-20.md", "days/2026/2026-11-20.md"),
     ("weeks/2026 (1)/2026-W47.md", "weeks/2026/2026-W47.md"), ("inbox.md.sync-conflict-20261120-101112-ABC", "inbox.md"),
     ("inbox.md (SFConflict anna 2026-11-20-10-11-12)", "inbox.md"), ("days/2026/2026-11-20 2.MD", "days/2026/2026-11-20.md"),
     ("days/2026/2026-11-20.MD", "days/2026/2026-11-20.md")],
)  # fmt: skip
def test_copies_of_folders_and_signs_behind_the_ending(path: str, of: str) -> None:
    assert copy_of(path, FILES) == of


@pytest.mark.parametrize(
    "path",
    [*FILES, "days/2026/2026-11-21.md", "days/2026/2026-11-20 notes.md", "days/2026/2026-11-20-notes.md", "days/2026/notes 2.md",
     "days/2026/2026-11-20b.md", "days/2026/2026-13-20 2.md", "days/2025/2026-11-20 2.md", "days/2026-11-20 2.md", "inboxes.md", "inbox-old.md",
     "hat.md", "hats 2.toml", "people I met.toml", "trials/2026-12-mastodon 2.toml", "trials/2026-11-linkedin-again.toml", "weeks/2026/2026-W47-draft.md",
     "weeks/2026/2026-W47 notes.md", "archive 2/2026/2026-11-20.md", "notes/inbox 2.md", "days/2026/2026-11-20.txt", "README 2.md"],
)  # fmt: skip
def test_what_is_none_is_none(path: str) -> None:
    assert copy_of(path, FILES) == ""


@pytest.mark.parametrize(
    ("path", "of"),
    [("days/2026/.2026-11-20.md.icloud", "days/2026/2026-11-20.md"), (".inbox.md.icloud", "inbox.md"), ("inbox.md.nextcloud", "inbox.md"),
     ("trials/.2026-11-linkedin.toml.icloud", "trials/2026-11-linkedin.toml"), ("weeks/2026/2026-W47.md.owncloud", "weeks/2026/2026-W47.md"),
     ("days/2026/.notes.md.icloud", ""), ("inbox.md", ""), ("photo.jpg.icloud", ""), (".icloud", "")],
)  # fmt: skip
def test_placeholders(path: str, of: str) -> None:
    assert placeholder_of(path) == of


@given(st.text(max_size=60))
def test_any_name_is_read(name: str) -> None:
    for file in FILES:
        folder = file.rpartition("/")[0]
        assert copy_of(f"{folder}/{name}" if folder else name, FILES) in ("", *FILES)
        assert copy_of(f"{file.rpartition('.')[0]}{name}.md", FILES) in ("", *FILES)
        placeholder_of(name)
