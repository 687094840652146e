"""Ten tasks of a first week, as a new user does them: in a real terminal, on the screen and in the bytes of the file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.tui.driven import TODAY
from tests.tui.terminal import Terminal

from twohats.journal.folder import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = [(80, 24), (40, 12), (120, 36)]


class Week:
    """An empty journal, and a terminal in front of it."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        root = folder / "journal"
        root.mkdir()
        (root / "hat.toml").write_text("format = 1\n", encoding="utf-8")
        self.journal = Journal(str(root))
        self.terminal = Terminal(folder, self.journal, *size)

    def page(self, day: str = TODAY) -> str:
        path = Path(self.journal.full_path(f"days/{day[:4]}/{day}.md"))
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def holds(self, text: str, day: str = TODAY) -> None:
        """Wait until a page holds exactly these lines below its heading."""
        self.terminal.until(lambda _: self.page(day).partition("\n\n")[2] == text, f"{text!r} in the file")

    def says(self, words: str) -> None:
        """Wait until these words are on the screen, wherever rows break."""
        self.terminal.until(lambda screen: "".join(words.split()) in "".join(screen.split()), words)

    def line(self, text: str) -> None:
        """Type a line into the entry line and save it."""
        self.terminal.type(text)
        self.says(text.rpartition(" ")[2])
        self.terminal.keys("Enter")


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def week(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Week]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed: apt-get install tmux")
    found = Week(tmp_path, request.param)
    yield found
    found.terminal.end()


def test_ten_tasks_of_a_first_week(week: Week) -> None:  # noqa: PLR0915  # ten tasks, one after the other
    terminal = week.terminal
    post = "- 25m brand post linkedin m2: launch thread\n"
    talk = "- 45m personal talk phone @anna m5: she knows a bookseller\n"
    lead = "- brand got lead linkedin @bo +launch: wants a quote\n"
    read = "- 10m personal read mastodon: out at last\n"

    # 1 A line from the shell.
    terminal.type(f"{terminal.command} add 25m b post linkedin m2: launch thread\n")
    week.says("25m brand post linkedin m2: launch thread")
    week.holds(post)

    # 2, 3 A conversation and a return, in the app.
    terminal.type(f"{terminal.command}\n")
    week.says("a Add")
    terminal.type("a")
    week.line("45m p talk phone @anna m5: she knows a bookseller")
    week.holds(post + talk)
    week.line("b got lead linkedin @bo +launch: wants a quote")
    week.holds(post + talk + lead)

    # 4 A wrong line says what is wrong, stays, and is put right.
    week.line("10m p raed mastodon: out at last")
    week.says("read?")
    assert week.page().endswith(lead)
    terminal.keys("Home")
    for _ in range(len("10m p ")):
        terminal.keys("Right")
    terminal.keys("M-d")
    terminal.type("read")
    terminal.keys("Enter")
    week.holds(post + talk + lead + read)
    terminal.keys("Escape")
    week.says("a Add")

    # 5 A rating that was forgotten.
    terminal.type("r4")
    week.holds(post + talk + lead + read.replace(":", " m4:"))

    # 6 The other hat, and back.
    terminal.type("H")
    week.holds(post + talk + lead + read.replace(":", " m4:").replace("personal", "brand"))
    terminal.type("u")
    week.holds(post + talk + lead + read.replace(":", " m4:"))

    # 7 It was yesterday.
    terminal.type("<")
    week.holds(read.replace(":", " m4:"), "2026-11-21")
    week.holds(post + talk + lead)

    # 8 What did I post on linkedin?
    terminal.type("/brand post")
    week.says("1 line, 25m")
    terminal.keys("Escape")
    week.says("a Add")

    # 9 The week.
    terminal.type("2")
    week.says("Week 47")
    week.says("4 lines")
    terminal.type("1")
    week.says("a Add")

    # 10 A line too many is deleted, and that is taken back; then out.
    terminal.type("gd")
    week.holds(talk + lead)
    terminal.type("u")
    week.holds(post + talk + lead)
    terminal.type("q")
    terminal.until(lambda text: text.rstrip().endswith("ready>"), "the prompt")
    assert "Traceback" not in terminal.text()
    terminal.type(f"{terminal.command} check\n")
    week.says("2 pages, 0 problems")
