"""A small journal for every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.terminal import Terminal

SETTINGS = """format = 1

[hats.novelist]
side = "brand"
short = "n"

[channels.linkedin]
name = "LinkedIn"
"""

PAGES = {
    "2026-11-18": "# 2026-11-18 Wednesday\n\n- 09:00-09:30 brand post linkedin m2: carousel\n",
    "2026-11-20": (
        "# 2026-11-20 Friday\n\n"
        "- ~30m brand post linkedin m3 i2 aim:leads: finished the carousel\n"
        "- 13:05-13:20 personal read mastodon m4 i5\n"
        "- brand asked email @priya +clinic: whether I may use her sentence about me\n"
    ),
    "2026-11-22": (
        "# 2026-11-22 Sunday\n\n"
        "Slept badly, coffee late.\n\n"
        "- 09:10-09:35 brand post linkedin m2 i3: Launch thread for the second book +launch\n"
        "- 25m personal read mastodon m4\n"
        "- 14:00-14:45 personal talk phone @anna m5 u5: Caught up; she knows a bookseller\n"
        "  She asked how the second book is going.\n"
        "\n"
        "## Afternoon\n"
        "- 25m brnd post linkedin\n"
        "- 15:20 novelist got lead linkedin @bo +launch: wants a quote for a reading\n"
        "- brand got sale @bo 1200GBP +launch\n"
    ),
}


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot sees whether the app is idle every 20 ms, at each key: that was most of the time these took."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    root = tmp_path / "journal"
    root.mkdir()
    (root / "hat.toml").write_text(SETTINGS, encoding="utf-8")
    for day, text in PAGES.items():
        put_page(root, day, text)
    return Journal(str(root))


@pytest.fixture
def terminal(tmp_path: Path, journal: Journal) -> Iterator[Terminal]:
    """A shell in a real terminal of 80 columns and 24 rows."""
    from tests.tui.terminal import Terminal

    if not shutil.which("tmux"):
        pytest.skip("there is no tmux here")
    found = Terminal(tmp_path, journal, 80, 24)
    yield found
    found.end()


def put_page(root: Path, day: str, text: str) -> Path:
    path = root / "days" / day[:4] / f"{day}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path
