from __future__ import annotations

from typing import TYPE_CHECKING

from twohats.actions import select
from twohats.actions.select import every_name
from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_names_are_the_same_by_pages_and_by_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hat.toml").write_text("[channels.letter]\nname = 'Letter'\n")
    for month in range(1, 13):
        for day in (1, 15):
            page = tmp_path / "days" / "2025" / f"2025-{month:02d}-{day:02d}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            lines = [
                f"- 5m brand post c{chr(96 + month)} @p{day}x: with @q{month} +t{day}",
                "- brand got likes",
                "- nothing: @no",
            ]
            page.write_text("\n".join([*lines, "- 5m brand post m9 wrong @wrong"]))
    journal = Journal(str(tmp_path))
    by_pages = every_name(journal)
    monkeypatch.setattr(select, "FEW", 0)
    assert every_name(journal) == by_pages
    assert {"letter", "ca", "cl"} <= by_pages["channel"]
    assert (len(by_pages["channel"]), by_pages["tag"]) == (13, {"t1", "t15"})
    assert by_pages["person"] == {"p1x", "p15x", *(f"q{month}" for month in range(1, 13))}
    (tmp_path / "days" / "2025" / "2025-03-01.md").unlink()
    (tmp_path / "days" / "2025" / "2025-03-15.md").write_text("- 5m brand post other\n")
    assert every_name(journal)["channel"] == by_pages["channel"] - {"cc"} | {"other"}
