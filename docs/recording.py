"""Make the recording at the top of the README: `python docs/recording.py`.

The first five lines of a user's life: the commands below are run in an empty home, at the clock times of the sample
journal's 16 November, and what they print is typed into one SVG. It moves by SMIL, which browsers play in an image; a
renderer that does not sees the last picture, whole. It fetches nothing and runs no script.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from docs.pictures import PICTURES, own_fonts
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HAT = str(Path(sys.executable).with_name("hat"))
DAY = "2026-11-16"
TYPED = (
    ("10:00", "hat add 09:35-09:58 b post linkedin m2 i2: spring catalogues, part two"),
    ("11:51", "hat add 50m b talk video @farid m4 i4 +walks: twenty done"),
    ("18:00", "hat add 20m p post mastodon m4 u4: owl, heard not seen"),
    ("18:20", "hat got p reply mastodon @jonas: mine is a tawny, says he"),
    ("19:06", "hat add 35m p talk phone @june m4 u5: found the recipe book"),
    ("19:07", "hat day"),
)
WIDTH = 80
LETTER = 0.035
"""Seconds from one letter to the next."""
PAUSE, LAST, PLAYS = 0.9, 9.0, 3
"""Seconds before a command is typed, and at the end; how often it is played."""
PROMPT = "$ "
LAMPLIGHT = TerminalTheme(
    (27, 24, 21), (235, 228, 214),
    [(27, 24, 21), (221, 174, 195), (224, 212, 179), (224, 212, 179), (123, 179, 222), (221, 174, 195), (123, 179, 222),
     (235, 228, 214)],
)  # fmt: skip
"""Paper and ink of the theme lamplight, for what is in no colour of ours."""


class Row(NamedTuple):
    """A row of the terminal, and when it comes."""

    text: Text
    begins: float
    """Seconds from the beginning."""
    letters: int = 0
    """How many letters are typed one by one; 0 where the row comes whole."""


def rows() -> list[Row]:
    """What a terminal shows, row by row."""
    found, at = [], 0.0
    with tempfile.TemporaryDirectory() as home:
        env = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color",
               "COLORTERM": "truecolor", "COLUMNS": str(WIDTH), "TWOHATS_JOURNAL": f"{home}/journal"}  # fmt: skip
        subprocess.run([HAT, "init", f"{home}/journal"], env=env, capture_output=True, check=True)
        for clock, line in TYPED:
            at += PAUSE
            found.append(Row(Text(PROMPT + line), at, len(line)))
            at += LETTER * len(line) + 0.15
            done = subprocess.run(
                [HAT, "--color", "always", *line.split()[1:]], env=env | {"TWOHATS_NOW": f"{DAY}T{clock}"}, cwd=home,
                text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True,
            )  # fmt: skip
            shown = [part for part in done.stdout.splitlines() if not part.startswith("hat: new ")]
            found += [Row(Text.from_ansi(part), at) for part in shown]
    return [*found, Row(Text(PROMPT), at), Row(Text(), at)]  # Rich clips no last row, so that is an empty one


def picture(shown: list[Row]) -> str:
    """The rows as one SVG in which each comes at its time."""
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor"
    )
    for row in shown:
        console.print(row.text, no_wrap=True, overflow="crop", crop=True)
    svg = own_fonts(console.export_svg(title="hat", theme=LAMPLIGHT, unique_id="terminal"))
    total = max(row.begins + LETTER * row.letters for row in shown) + LAST
    for number, row in enumerate(shown):
        svg = re.sub(
            rf'(<clipPath id="terminal-line-{number}">\s*<rect [^>]*?width="([\d.]+)"[^>]*?)/>',
            lambda match, row=row: f"{match[1]}>{_comes(row, float(match[2]), total)}</rect>",
            svg,
        )
    return svg


def _comes(row: Row, full: float, total: float) -> str:
    """The animation of the width that shows a row: letter by letter, or at once."""
    each = full / WIDTH
    # The prompt is there half a pause before the first letter.
    typed = [
        (row.begins + LETTER * letter - (0 if letter else PAUSE / 2), each * (len(PROMPT) + letter))
        for letter in range(row.letters + 1)
    ]
    steps = [(0.0, 0.0), *(typed if row.letters else [(row.begins, full)])]
    times = ";".join(f"{min(at / total, 1):.4f}".rstrip("0") for at, _ in steps)
    widths = ";".join(f"{width:.0f}" for _, width in steps)
    return (
        f'<animate attributeName="width" calcMode="discrete" dur="{total:.1f}s" repeatCount="{PLAYS}" '
        f'fill="freeze" keyTimes="{times}" values="{widths}"/>'
    )


def main() -> None:
    """Make it, touching nothing of the user's own."""
    path = PICTURES / "first-lines.svg"
    path.write_text(picture(rows()))
    print(path.relative_to(PICTURES.parent.parent), f"{path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
