"""Make the pictures in docs/pictures from the sample journal: `python docs/pictures.py`.

The app is run on a copy of the sample at its last day, at 80x24 and 120x36, in both views, and saved as SVG.
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
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


async def pictures(journal_folder: Path) -> None:
    """Take every picture."""
    from twohats.format.settings import Config
    from twohats.journal.folder import Journal
    from twohats.system import machine
    from twohats.tui.app import HatApp

    for size in SIZES:
        app = HatApp(Journal(str(journal_folder)), machine.now, config=Config(theme="lamplight"))
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
            for key, view in (("1", "day"), ("2", "week")):
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause(0.3)
                svg = app.export_screenshot(title="hat")
                name = PICTURES / f"{view}-{size[0]}x{size[1]}.svg"
                name.write_text(own_fonts(svg))
                print(name.relative_to(ROOT))


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
