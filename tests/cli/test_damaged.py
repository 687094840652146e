"""A part of the program that fails: what was typed is in the journal or handed back, and it says which."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.shell import Ran, Shell

import twohats

PROGRAM = Path(twohats.__file__).parent
WORDS = "25m b post @zoe: keep me"
KEEP = "keep me"
LOADED = (
    "actions.add", "cli.add", "cli.say", "drafting.draft", "errors", "format.edit", "format.hunks", "format.line",
    "format.model", "format.names", "format.page", "format.paths", "format.reading", "format.settings", "format.times",
    "format.tokens", "format.toml", "format.words", "journal.cache", "journal.find", "journal.folder",
    "journal.history", "journal.lost_updates", "journal.names", "journal.rewriting", "journal.stable_read", "journal.writer",
    "system.files", "system.folders", "system.lock", "system.machine", "system.swap", "text.encoding",
    "text.suggest", "text.visible", "values",
)  # fmt: skip
"""The modules that a first `hat add` loads, those that report a failure among them."""
FAILING = {
    # where it fails, and whether the line has been saved by then
    "journal/history.py: record_outcome": True,
    "journal/names.py: new_names": True,
    "journal/lost_updates.py: remember": True,
    "journal/cache.py: keep_names": True,
    "format/edit.py: add_items": False,
    "format/hunks.py: hunk_between": False,
    "drafting/draft.py: draft": False,
    "journal/stable_read.py: read_stable": False,
    "journal/writer.py: rewrite": False,
}
COMMANDS = {
    "add": ("add", *WORDS.split()),
    "add with options": ("--color", "never", "add", *WORDS.split()),
    "add as JSON": ("add", "--json", *WORDS.split()),
    "got": ("got", "b", "reply", "@anna:", *KEEP.split()),
    "again": ("again", "1", *WORDS.split()[2:]),
    "stop": ("stop", "m4:", *KEEP.split()),
    "add from stdin": ("add", "-"),
    "edit": ("edit", "1", *WORDS.split()),
}


class Damaged:
    """A copy of the program that can be damaged, and a journal."""

    def __init__(self, hat: Shell, folder: Path) -> None:
        self.hat = hat
        self.package = folder / "twohats"
        shutil.copytree(PROGRAM, self.package)  # what is compiled, too

    def run(self, *words: str, stdin: str = "") -> Ran:
        """Run the damaged `hat`."""
        env = self.hat.environment({"PYTHONPATH": str(self.package.parent), "PYTHONDONTWRITEBYTECODE": "1"})
        done = subprocess.run(
            [sys.executable, "-m", "twohats", *words], input=stdin, env=env, cwd=self.hat.home, capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    def module(self, name: str) -> None:
        """Let a module fail as it is loaded."""
        path = self.package.joinpath(*name.split(".")).with_suffix(".py")
        path.write_text(path.read_text() + "\nraise RuntimeError('damaged')\n")

    def apply_repairs(self, name: str) -> None:
        """Put a module back as it was."""
        path = Path(*name.split(".")).with_suffix(".py")
        shutil.copy2(PROGRAM / path, self.package / path)

    def function(self, place: str) -> None:
        """Let a function fail as it is called."""
        name, _, function = place.partition(": ")
        path = self.package / name
        text = path.read_text()
        at = text.index(f"def {function}(")
        head = text.index(":\n", text.index(")", at)) + 2
        indent = " " * (len(text[:at]) - len(text[:at].rstrip(" ")) + 4)
        path.write_text(f"{text[:head]}{indent}raise RuntimeError('damaged')\n{text[head:]}")


@pytest.fixture
def damaged(hat: Shell, tmp_path: Path) -> Damaged:
    return Damaged(hat, tmp_path / "program")


def test_whichever_module_is_damaged_the_line_is_saved_or_handed_back(damaged: Damaged) -> None:
    for name in LOADED:
        damaged.module(name)
        ran = damaged.run("add", *WORDS.split())
        page = damaged.hat.path()
        saved = page.exists() and KEEP in page.read_text()
        assert (name, "Traceback" in ran.err) == (name, False)
        assert (name, ran.code) in ((name, 70), (name, 0 if saved else 70))
        assert (name, saved or KEEP in ran.err) == (name, True)
        assert (name, "Nothing was saved" in ran.err and saved) == (name, False)
        damaged.apply_repairs(name)
        page.unlink(missing_ok=True)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", FAILING)
def test_whatever_fails_it_says_whether_the_line_has_been_saved(
    damaged: Damaged, place: str, command: str
) -> None:
    hat = damaged.hat
    hat("add", "10m", "b", "read:", "an", "earlier", "line")
    hat("start", "b", "read:", "timed")
    before = hat.page()
    damaged.function(place)

    ran = damaged.run(*COMMANDS[command], stdin=f"{WORDS}\n" if command == "add from stdin" else "")

    assert "Traceback" not in ran.err
    if ran.code != 70:  # what is damaged is not needed for this
        assert (ran.code, KEEP in hat.page(), command == "add") == (0, True, False)
        return
    assert (KEEP in hat.page()) == FAILING[place]
    assert ("This has been saved before that:" in ran.err) == FAILING[place]
    assert FAILING[place] or hat.page() == before
    assert KEEP in ran.err


def test_lines_on_stdin_that_nobody_has_read_yet_are_handed_back(damaged: Damaged) -> None:
    damaged.module("cli.prompt")
    ran = damaged.run("add", "-", stdin=f"{WORDS}\n10m b read: and me\n")
    assert ran.code == 70
    assert f"{WORDS}\n10m b read: and me" in ran.err


def test_a_failure_at_the_prompt_hands_the_line_back(
    damaged: Damaged, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged.function("format/edit.py: add_items")
    monkeypatch.setattr("tests.cli.shell.HAT", str(damaged.package.parent / "hat"))
    (damaged.package.parent / "hat").write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(damaged.package.parent)!r})\n"
        "from twohats.__main__ import main\nsys.exit(main())\n"
    )
    (damaged.package.parent / "hat").chmod(0o755)
    ran = damaged.hat.on_terminal("add", talk=[("> ", f"{WORDS}\n")])
    assert ran.code == 70
    assert "Nothing was saved. Your line:" in ran.out
    assert ran.out.count(KEEP) == 2


def test_output_that_fails_after_a_partly_saved_batch_tells_both_parts(damaged: Damaged) -> None:
    damaged.function("journal/names.py: new_names")
    ran = damaged.run("add", "-", stdin=f"{WORDS}\n25m b psot: not understood\n")
    assert ran.code == 70
    saved, _, rest = ran.err.partition("This has been saved before that:")[2].partition("This was not saved:")
    assert KEEP in saved
    assert "not understood" in rest
