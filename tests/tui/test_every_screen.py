"""Every screen in four sizes and two themes, as a grid of text: nothing is cut off, nothing runs into anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.tui.driven import Driven, drive
from textual.widgets import Input

from twohats.tui.keys import BY_ID
from twohats.tui.pane_table import PANES

if TYPE_CHECKING:
    from twohats.journal.folder import Journal

SIZES = [(40, 12), (80, 24), (120, 36), (200, 60)]
OTHER_THEME = "broadsheet"
SCREENS = {
    **{row.name: (row.key,) for row in PANES},
    "why": (BY_ID["view.why"].keys,),
    "person": ("4", "enter"),
    "thread": ("g", "f"),
    "questions": ("slash",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "typing": ("a",),
    "letters": ("apostrophe",),
    "split": ("g", "percent_sign"),
    "date": ("ctrl+g",),
    "card": ("6", "enter"),
    "plan": ("7", "p"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_screens_of_bringing_files(journal: Journal, tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "records.jsonl"
    spans: list[dict[str, Any]] = [
        {"is": "span", "at": f"2026-10-{day:02d}T09:00:00", "seconds": 3000, "activity": "do service"}
        for day in range(1, 31)
    ]
    others = [{**span, "labels": {"project": "Acme"}, "at": f"{span['at'][:11]}14:00:00"} for span in spans]
    path.write_text("".join(f"{json.dumps(span)}\n" for span in [*spans, *others]))
    (journal_rules := Path(journal.root) / "imports/records.toml").parent.mkdir(exist_ok=True)
    journal_rules.write_text('[[rule]]\nproject = "elsewhere"\nhat = "brand"\n')

    async def look(app: Driven) -> None:
        await app.press("ctrl+p")
        await app.pilot.press(*"bring")
        await app.until(lambda: "Bring what you have" in app.grid())
        await app.press("enter")
        await app.until(lambda: "path of a file" in app.grid())
        app.same_as("screen-bring-files")
        app.app.screen.query_one(Input).value = f"'{path}'"
        await app.press("enter")
        await app.until(lambda: "leave" in app.grid())
        app.same_as("screen-bring-preview")
        await app.press("r")
        await app.until(lambda: "What was it?" in app.grid())
        app.same_as("screen-bring-rules")
        await app.pilot.press(*"brand do service")
        await app.press("enter")
        await app.until(lambda: "take in" in app.grid())
        await app.press("h")
        await app.until(lambda: "which hat" in app.grid())
        app.same_as("screen-bring-hat")
        await app.press("p", "enter")
        await app.until(lambda: "take in" in app.grid())
        await app.press("l")
        await app.until(lambda: "2026-10-01  09:00-09:50" in app.grid())
        await app.press("pagedown")
        await app.until(lambda: "2026-10-01" not in app.grid() or size[1] == 60)
        app.same_as("screen-bring-lines")
        await app.press("enter")
        await app.until(lambda: "2026-10-30" in app.grid() or "30 Oct" in app.grid())
        assert "src:records" in journal.page_and_text("2026-10-30")[1]

    drive(journal, look, size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(journal: Journal, name: str, size: tuple[int, int]) -> None:
    async def look(app: Driven) -> None:
        await app.press(*SCREENS[name])
        if name == "person":  # it follows the cursor after a moment
            await app.pilot.pause(0.2)
            await app.settle()
        app.same_as(f"screen-{name}")
        before = app.grid()
        app.app.theme = OTHER_THEME
        await app.settle()
        assert app.grid() == before

    drive(journal, look, size=size)
