"""A journal whose every text would like to command the terminal, in every view of figures and all that it opens."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.conftest import SETTINGS, put_page
from tests.tui.driven import TODAY, Driven, drive
from tests.tui.test_hostile import HOSTILE, escaped

from twohats.tui.pane_table import PANES
from twohats.tui.panes.block_pane import BlockPane

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

TRIAL = """format = 1
hat = "brand"
channel = "linkedin"
activity = "post"
design = "simple"
from = 2026-10-19
to = 2026-11-01
counts = "{text}"
expect = "{text}"
interest = "{text}"
stop_if = "{text}"
question = "{text}"
"""


def fill(journal: Journal) -> None:
    """Every text as the name of a person and of a channel, as note, thread, reason, aim, and in a trial."""
    root = Path(journal.root)
    people, channels = "", SETTINGS
    today = date.fromisoformat(TODAY)
    for number, text in enumerate(HOSTILE.values()):
        short = text[:60]
        people += f'[p{number}]\nname = "{escaped(short)}"\n'
        channels += f'[channels.c{number}]\nname = "{escaped(short)}"\n'
        word = text.split()[0] if text.split() else "x"
        for weeks in range(3):
            day = today - timedelta(days=7 * weeks + number % 5 + 20 * (number % 2))
            path = root / "days" / f"{day.year}" / f"{day}.md"
            before = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
            lines = (
                f"- {10 + number}m personal talk c{number} @p{number} m4 i{1 + number % 5}: {text}\n"
                f"- {20 + number}m brand post c{number} m2 i2 why:{word} aim:{word} serves:{word}: {text}\n"
                f"- brand got reply c{number} @p{number}: {text}\n  {text}\n- brand got sale @p{number} 10GBP\n"
            )
            put_page(root, day.isoformat(), before + lines)
    (root / "people.toml").write_text(people, encoding="utf-8")
    (root / "hat.toml").write_text(channels, encoding="utf-8")
    (root / "trials").mkdir()
    text = " ".join(map(escaped, HOSTILE.values()))
    (root / "trials" / "2026-10-evil.toml").write_text(TRIAL.format(text=text[:3000]), encoding="utf-8")
    reviews = root / "weeks" / "2026"
    reviews.mkdir(parents=True)
    decided = "".join(f"- decided: {value}\n" for value in HOSTILE.values() if "\n" not in value)
    (reviews / "2026-W46.md").write_bytes(decided.encode("utf-8", "surrogateescape"))
    journal.forget_settings()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 12)])
def test_no_view_lets_a_text_command_the_terminal(journal: Journal, size: tuple[int, int]) -> None:
    fill(journal)
    seen = ""

    async def act(app: Driven) -> None:
        nonlocal seen
        for row in PANES[1:]:
            await app.press(row.key)
            seen += app.grid()
            if not isinstance(app.main.pane, BlockPane):
                continue
            for keys in (
                *[["pagedown"]] * (14 if size[0] < 60 else 2),
                ["G"],
                ["enter"],
                ["enter"],
                ["escape", "escape"],
                ["g"],
            ):
                await app.press(*keys)
                seen += app.grid()
            for _ in range(4):
                await app.press("enter")
                seen += app.grid()
                await app.press("escape", "j")
            await app.press("escape", "escape")

    drive(journal, act, size=size)
    assert "[bold red]not" in seen
    assert "U+202E" in seen or size[0] < 80
    assert "[@click=app.bell]" in seen


def test_no_story_lets_a_text_command_the_terminal(journal: Journal) -> None:
    fill(journal)
    seen = ""

    async def act(app: Driven) -> None:
        nonlocal seen
        for back in range(5):
            day = (date.fromisoformat(TODAY) - timedelta(days=back)).isoformat()
            items = journal.page(day).items
            for item in items[-4:]:
                app.main.go_to_day(day)
                app.main.go_to_line(day, item.number)
                for keys in (["f"], ["C"], ["pagedown"], ["1"]):
                    await app.press(*keys)
                    seen += app.grid()

    drive(journal, act)
    assert "[@click=app.bell]" in seen
    assert "What brought it" in seen
