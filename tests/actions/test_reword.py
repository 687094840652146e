"""Words changed in lines: the rest of the page is kept, one undo takes it all back, nothing is lost to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twohats.actions.list import lines_on
from twohats.actions.reword import add_word, make_noise
from twohats.actions.undo import undo
from twohats.errors import ChangedMeanwhile, NotUnderstood
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from twohats.views.lines import Line

ONE = "# 2026-11-18\r\n\r\n* a thought\r\n- brand got reply  linkedin: Congrats!\r\n  really\r\n-\tb got rep: congrats"
TWO = "- 25m brand post linkedin m2 : x\n- brand got commented: Congrats\n"


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "journal"
    (root / "days" / "2026").mkdir(parents=True)
    (root / "hat.toml").touch()
    (root / "days" / "2026" / "2026-11-18.md").write_bytes(ONE.encode())
    (root / "days" / "2026" / "2026-11-20.md").write_bytes(TWO.encode())
    return Journal(str(root))


def lines_at(journal: Journal, places: list[str]) -> list[Line]:
    found = [line for day in ("2026-11-18", "2026-11-20") for line in lines_on(journal, day)[0]]
    return [line for line in found if line.place in places]


def texts(journal: Journal) -> list[str]:
    return [journal.read_text(f"days/2026/2026-11-{day}.md") or "" for day in (18, 20)]


def test_the_lines_of_a_cluster_become_noise_in_one_change(journal: Journal) -> None:
    lines = lines_at(journal, ["2026-11-18:1", "2026-11-18:2", "2026-11-20:2"])
    make_noise(journal, lines, "congrats")
    assert texts(journal) == [
        ONE.replace("got reply", "got congrats").replace("got rep:", "got congrats:"),
        TWO.replace("got commented", "got congrats"),
    ]
    undone = undo(journal)
    assert "call congrats what came back at 2026-11-18:1" in undone.line()
    assert texts(journal) == [ONE, TWO]


def test_a_rating_is_added_or_replaced(journal: Journal) -> None:
    for word, expected in (("w4", "m2 w4: x"), ("m5", "m5 w4: x"), ("why:ego", "m5 w4 why:ego: x")):
        (line,) = lines_at(journal, ["2026-11-20:1"])
        add_word(journal, line, word)
        assert texts(journal)[1].splitlines()[0] == f"- 25m brand post linkedin {expected}"
    for _ in range(3):
        undo(journal)
    assert texts(journal) == [ONE, TWO]


def test_what_changed_since_it_was_shown_is_left_alone_and_nothing_else_is_changed(journal: Journal) -> None:
    lines = lines_at(journal, ["2026-11-18:1", "2026-11-20:2"])
    add_word(journal, lines[1], "why:me")
    with pytest.raises(ChangedMeanwhile):
        make_noise(journal, lines, "congrats")
    assert texts(journal)[0] == ONE


def test_what_is_no_rating_is_refused(journal: Journal) -> None:
    with pytest.raises(NotUnderstood):
        add_word(journal, lines_at(journal, ["2026-11-20:1"])[0], "m7")
    assert texts(journal) == [ONE, TWO]
