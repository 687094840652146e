"""Make the pictures in docs/pictures from the sample journal: `python docs/pictures.py`.

The app is run on a copy of the sample at its last day, at 80x24 and 120x36, in every view, and saved as SVG: each view
as its key shows it, and of some what a row or a key opens.
Textual's SVG asks a server for its font; that is taken out, so that looking at a picture asks no one.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZES = ((80, 24), (120, 36))
MOMENT = "2026-11-22T18:00"
NAMES = {"page": "day"}
"""What a picture is called, where that is not the name of the view."""
OPENED = {
    "people": (("j j j j j j enter", "person"), ("g j enter", "thread")),
    "channels": (("enter", "channel"),),
    "journal": (("plus", "journal-year"),),
}
"""What is pressed in a view for further pictures, and what these are called."""
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


async def pictures(journal_folder: Path) -> None:
    """Take every picture."""
    from twohats.format.settings import Config
    from twohats.journal.folder import Journal
    from twohats.system import machine
    from twohats.tui.app import HatApp
    from twohats.tui.pane_table import PANES

    for size in SIZES:
        app = HatApp(Journal(str(journal_folder)), machine.now, config=Config(theme="lamplight"))
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
            for row in PANES:
                for key, name in ((row.key, NAMES.get(row.name, row.name)), *OPENED.get(row.name, ())):
                    await pilot.press(*key.split())
                    await app.workers.wait_for_complete()
                    await pilot.pause(0.5)
                    svg = app.export_screenshot(title="hat")
                    path = PICTURES / f"{name}-{size[0]}x{size[1]}.svg"
                    path.write_text(own_fonts(svg))
                    print(path.relative_to(ROOT))


def own_fonts(svg: str) -> str:
    """The picture without anything to fetch, and the same each time it is made."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: ?[^;\"]+;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "\n".join(line.rstrip() for line in svg.split("\n") if line.strip()) + "\n"


def main() -> None:
    """Make them all, touching nothing of the user's own."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        world = Path(name)
        os.environ.update(
            HOME=name,
            XDG_STATE_HOME=str(world / "state"),
            XDG_CONFIG_HOME=str(world / "config"),
            TWOHATS_NOW=MOMENT,
        )
        os.environ.pop("NO_COLOR", None)
        journal = shutil.copytree(ROOT / "sample_journal", world / "journal")
        asyncio.run(pictures(journal))


if __name__ == "__main__":
    main()
