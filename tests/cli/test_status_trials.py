"""What `hat status` says of trials, and that it reads them only when they have changed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from twohats.actions.trial_today import TrialToday, trials_today
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shell import Shell

TRIAL = 'hat = "brand"\nchannel = "letter"\nactivity = "post"\n'
SETTINGS = 'format = 1\n[channels.letter]\nname = "The\\tLetter"\n'


def put(root: Path, name: str, *, first: str, last: str, more: str = "") -> None:
    (root / "trials").mkdir(exist_ok=True)
    (root / "trials" / f"{name}.toml").write_text(f"{TRIAL}from = {first}\nto = {last}\n{more}")


def test_it_is_said_beside_the_timer(hat: Shell) -> None:
    assert hat("status").err == "hat: no timer is running\n"
    (hat.journal / "hat.toml").write_text(SETTINGS.replace("\\t", " "))
    put(hat.journal, "now", first="2026-11-16", last="2026-11-29")
    put(hat.journal, "old", first="2026-08-03", last="2026-08-16")
    ran = hat("status")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "hat: trial: silent, no posting on The Letter (brand) until Sun 29 Nov\nhat: no timer is running\n"
    )
    hat("start", "brand", "read")
    put(hat.journal, "later", first="2026-12-07", last="2026-12-20")
    ran = hat("status")
    assert (ran.code, ran.out) == (0, "0m since 10:30  brand read\n")
    assert ran.err.endswith("until Sun 29 Nov; 1 more: hat trials\n")
    assert json.loads(hat("status", "--json").out)["trials"] == [
        {
            "kind": "silent",
            "name": "now",
            "says": "silent, no posting on The Letter (brand) until Sun 29 Nov",
        },
        {
            "kind": "planned",
            "name": "later",
            "says": "planned, 2 weeks without posting on The Letter (brand) from Mon 7 Dec on",
        },
    ]
    assert "trial" not in json.loads(hat("status", "--json", "--journal", str(hat.home)).out or "{}")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "hat.toml").write_text(SETTINGS)
    return Journal(str(tmp_path))


def kinds(journal: Journal, day: str) -> list[str]:
    return [each.kind for each in trials_today(Journal(journal.root), day)]


def test_every_kind_of_week_is_said(journal: Journal, tmp_path: Path) -> None:
    coin = 'design = "coin"\nseed = "a"\nblocks = [2026-11-23]\n'
    put(tmp_path, "coin", first="2026-11-16", last="2026-11-29", more=coin)
    found = [kinds(journal, day) for day in ("2026-11-15", "2026-11-16", "2026-11-29", "2026-11-30")]
    assert found == [["planned"], ["normal"], ["silent"], []]
    put(tmp_path, "coin", first="2026-11-16", last="2026-11-29", more=coin.replace("coin", "half-double"))
    assert kinds(journal, "2026-11-20") == ["double"]
    put(tmp_path, "coin", first="2026-11-16", last="2026-11-29", more=f"{coin}ended = 2026-11-18\n")
    assert kinds(journal, "2026-11-20") == []


def test_what_has_not_changed_is_not_read_again(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        put(tmp_path, f"old\t{number}", first="2026-08-03", last="2026-08-16")
    put(tmp_path, "now", first="2026-11-16", last="2026-11-29")
    expected = [TrialToday("silent", "now", "silent, no posting on The\tLetter (brand) until Sun 29 Nov")]
    assert trials_today(journal, "2026-11-20") == expected
    reads: list[str] = []
    monkeypatch.setattr("twohats.journal.trials.trials_of", reads.append)
    assert trials_today(Journal(journal.root), "2026-11-20") == expected
    monkeypatch.undo()
    put(tmp_path, "now", first="2026-11-16", last="2026-11-22")
    assert trials_today(Journal(journal.root), "2026-11-20")[0].says.endswith("Sun 22 Nov")
    (tmp_path / "hat.toml").write_text("format = 1\n")
    assert trials_today(Journal(journal.root), "2026-11-20")[0].says.startswith(
        "silent, no posting on letter"
    )
    assert not reads


def test_a_folder_that_cannot_be_read_stops_nothing(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "trials").write_text("")
    assert trials_today(journal, "2026-11-20") == []
    os.unlink(tmp_path / "trials")
    put(tmp_path, "wrong", first="2026-11-29", last="2026-11-16")
    (tmp_path / "trials" / "dir.toml").mkdir()
    assert trials_today(journal, "2026-11-20") == []
