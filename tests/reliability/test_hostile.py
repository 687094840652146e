"""A journal that comes from elsewhere: it escapes nowhere, runs nothing, hangs nothing, and reaches no terminal raw."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.shell import Ran, Shell

SECRET = "- 25m brand post: nobody's business\n"
READING = (("check",), ("list", "all"), ("week",), ("find", "nobody"))
WRITING = (("add", "25m", "brand", "post:", "mine"), ("undo",), ("inbox",), ("check", "--fix", "--yes"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and names of Unix")


def all_commands(hat: Shell) -> list[Ran]:
    """Every command that reads, and every one that writes; each has a minute, and none may fail by a fault of ours."""
    done = [hat(*words) for words in (*READING, *WRITING)]
    for ran in done:
        assert "Traceback" not in ran.err
        assert "a bug in twohats" not in ran.err
        assert ran.code in (0, 1, 2, 3)
        assert not any(code in ran.out + ran.err for code in ("\x1b", "\x07", "\x9b", "\u202e"))
    return done


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is not the journal's, with the text of a page in it."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in (f"{TODAY}.md", "hat.toml", "people.toml", "inbox.md", "2026-W47.md"):
        (folder / name).write_text(SECRET if name.endswith(".md") else 'name = "nobody\'s business"\n')
    return folder


LINKS: tuple[tuple[str, str], ...] = (
    (f"days/2026/{TODAY}.md", f"{TODAY}.md"),
    ("days/2026", "."),
    ("days", "."),
    ("weeks/2026/2026-W47.md", "2026-W47.md"),
    ("weeks", "."),
    ("trials", "."),
    ("inbox.md", "inbox.md"),
    ("people.toml", "people.toml"),
    ("hat.toml", "hat.toml"),
    (".twohats", "."),
    (".twohats/lock", "hat.toml"),
    (".twohats/tmp", "."),
    (".twohats/.gitignore", "hat.toml"),
)


@pytest.mark.parametrize(("place", "leads_to"), LINKS, ids=[place for place, _ in LINKS])
def test_a_link_out_of_the_journal_is_neither_read_nor_written_through(
    hat: Shell, outside: Path, place: str, leads_to: str
) -> None:
    link = hat.journal / place
    if link.exists():
        link.unlink()
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / leads_to)
    before = {path: path.read_bytes() for path in outside.iterdir()}

    done = all_commands(hat)

    assert {path: path.read_bytes() for path in outside.iterdir()} == before
    assert not any("nobody's business" in ran.out for ran in done)


@pytest.mark.parametrize("top", ["weeks", "trials", "days"])
@pytest.mark.parametrize("depth", [0, 1, 2, 3, 5])
def test_a_link_is_not_followed_however_far_below_it_a_file_is(
    hat: Shell, outside: Path, top: str, depth: int
) -> None:
    below = outside.joinpath(*"pqrst"[:depth])
    below.mkdir(parents=True, exist_ok=True)
    conflict = "<<<<<<< a\n- x\n=======\n- y\n>>>>>>> b\n"
    for name in ("n.md", "n.toml"):
        (below / name).write_text(conflict)
    (hat.journal / top).symlink_to(outside)

    checked = hat("check", "--fix", "--yes")

    assert (checked.code, "nobody" in checked.out) == (1, False)
    assert hat("check").out.startswith(f"{top}: is a link to a folder, so it is not followed\n")
    assert {path.read_text() for path in below.glob("n.*")} == {conflict}


def test_a_folder_of_pages_that_is_a_link_within_the_journal_is_neither_read_nor_written(hat: Shell) -> None:
    """Sync passes over links, so what is behind one would be on this machine only."""
    hat("add", "25m", "b", "post")
    before = hat.page()
    (hat.journal / "days" / "2026").rename(hat.journal / "elsewhere")
    (hat.journal / "days" / "2026").symlink_to("../elsewhere")

    added = hat("add", "30m", "b", "read:", "keep", "me")

    assert (added.code, "keep me" in added.err) == (3, True)
    assert (hat.journal / "elsewhere" / f"{TODAY}.md").read_text() == before
    assert hat("check").code == 1


@pytest.mark.parametrize("relative", [True, False])
def test_a_link_that_goes_up_and_back_down_is_judged_by_where_it_leads(
    hat: Shell, outside: Path, *, relative: bool
) -> None:
    page = hat.path()
    page.parent.mkdir(parents=True)
    page.symlink_to(f"../../../{outside.name}/{TODAY}.md" if relative else outside / f"{TODAY}.md")

    assert hat("add", "25m", "b", "post").code == 3
    assert (outside / f"{TODAY}.md").read_text() == SECRET


def test_links_in_a_circle_are_a_problem(hat: Shell) -> None:
    page = hat.path()
    page.parent.mkdir(parents=True)
    page.symlink_to(page.name)
    (hat.journal / "weeks").symlink_to("weeks")

    done = all_commands(hat)

    assert done[0].code == 1


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    try:
        os.mknod(path, 0o020644, os.makedev(1, 5))  # /dev/zero: reading it would never end
    except PermissionError:
        pytest.skip("only root makes devices")


def make_socket(path: Path) -> None:
    import socket

    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path has at most 108 characters
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("make", [make_pipe, make_device, make_socket, Path.mkdir])
@pytest.mark.parametrize("place", [f"days/2026/{TODAY}.md", "inbox.md", "people.toml", ".twohats/lock"])
def test_what_is_no_regular_file_is_not_waited_for(
    hat: Shell, make: Callable[[Path], None], place: str
) -> None:
    path = hat.journal / place
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)

    done = all_commands(hat)

    if place.startswith("days"):
        assert done[0].code == 1
        assert "not a page" in done[0].out or "cannot be read" in done[0].out
        assert done[len(READING)].code == 3
        assert "25m brand post: mine" in done[len(READING)].err
    assert path.exists()


def test_a_huge_page_is_a_problem_and_is_not_read(hat: Shell) -> None:
    page = hat.path()
    page.parent.mkdir(parents=True)
    with page.open("wb") as file:
        file.truncate(20 * 1024**3)  # a hole: it takes no room

    done = all_commands(hat)

    assert "too large" in done[0].out
    page.unlink()
    hat.write("- 25m brand post: " + "x" * 4_100_000 + "\n")
    assert "x" * 3000 not in hat("list").out


def test_a_huge_inbox_and_huge_settings_are_not_read(hat: Shell) -> None:
    for name in ("inbox.md", "hat.toml", "people.toml"):
        with (hat.journal / name).open("wb") as file:
            file.truncate(20 * 1024**3)

    all_commands(hat)

    assert hat("add", "25m", "b", "post").code == 0


def test_deep_folders_and_names_beyond_what_a_path_may_have_are_walked_past(hat: Shell) -> None:
    here = Path.cwd()
    try:
        for top in ("days", "weeks"):
            os.chdir(hat.journal)
            for _ in range(150):
                folder = top if top in ("days", "weeks") else "d" * 100
                Path(folder).mkdir()
                os.chdir(folder)
                top = ""  # noqa: PLW2901  # the first of each is the journal's own
            Path(f"{TODAY}.md").write_text(SECRET)
    finally:
        os.chdir(here)

    done = all_commands(hat)

    assert done[len(READING)].code == 0
    assert not any("nobody's business" in ran.out for ran in done)
    shutil.rmtree(hat.journal / "days", ignore_errors=True)


NAMES = (
    "\x1b]0;title\x07.md",
    "\x1b[2J2026-11-20.md",
    "a\nb.md",
    "\u202egpj.md",
    "-rf.md",
    "--help",
    "--journal=x.md",
    "$(touch ran).md",
    "; touch ran;.md",
    " .md",
    "\x9b31m.md",
    "2026-11-20.md ",
    "2026-13-45.md",
)


def test_odd_names_are_shown_safely_read_as_no_page_and_run_nothing(hat: Shell) -> None:
    for folder in (hat.journal / "days", hat.journal / "days" / "2026", hat.journal / "weeks", hat.journal / "trials",
                   hat.journal):  # fmt: skip
        folder.mkdir(exist_ok=True)
        for name in NAMES:
            (folder / name).write_text(SECRET)
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.md")).write_text(SECRET)

    done = all_commands(hat)

    assert not any("nobody's business" in ran.out for ran in done)
    assert "stray" in hat("check", "--json").out
    assert not list(hat.folder.rglob("ran"))


def test_a_hundred_thousand_files_are_read_past(hat: Shell) -> None:
    folder = hat.journal / "days" / "2026"
    folder.mkdir(parents=True)
    for number in range(100_000):
        (folder / f"{number}.txt").touch()
    hat.write(SECRET.replace("nobody's business", "mine"))

    assert hat("add", "25m", "b", "read:", "more").code == 0
    assert len(hat("list").out.splitlines()) == 2
    assert hat("week").code == 0
    shutil.rmtree(folder)


TOML = (
    "[" * 100_000,
    "a." * 20_000 + "a = 1",
    "a = " + "9" * 60_000,
    "a = " + "[" * 30_000 + "]" * 30_000,
    'a = "' + "\\u0000" * 5_000 + '"',
    "[hats." + "x" * 60_000 + "]\n",
    "".join(f"[hats.h{number}]\nside = 'brand'\n" for number in range(1_500)),
    'theme = "\x1b]52;c;x\x07"',
    'theme = "../../../../etc/passwd"',
    'currency = "\u202eGBP"',
    "\x00",
    "hats = 5\nchannels = []\nkeys = 'x'\n",
)


@pytest.mark.parametrize("text", TOML, ids=range(len(TOML)))
def test_hostile_settings_stop_no_command(hat: Shell, text: str) -> None:
    (hat.journal / "trials").mkdir()
    for name in ("hat.toml", "people.toml", "trials/2026-11-linkedin.toml"):
        (hat.journal / name).write_text(text)

    for ran in (hat("check"), hat("week"), hat("add", "25m", "b", "post:", "mine")):
        assert "Traceback" not in ran.err
        assert not any(code in ran.out + ran.err for code in ("\x1b", "\x07", "\x9b", "\u202e"))
        assert ran.code in (0, 1)


PAGES: tuple[tuple[str, int], ...] = (
    ("- 25m brand post: \x1b[2J\x1b]52;c;x\x07 \x9b31m \u202e [/rent] [@click=app.bell]x[/]\n", 0),
    ("- 25m brand post +\u202e @\x1b[31m\n", 1),
    ("- 09:00-09:30 \x1b[31mbrand post\n", 1),
    ("\x00" * 5_000, 0),
    ("- " * 100_000, 0),
    ("-" * 200_000 + "\n", 0),
    ("- 25m brand post: " + "<" * 100_000 + "\n", 0),
    ("<<<<<<< \x1b[31m\n- 25m brand post: \x1b[31m\n=======\n- 5m brand read: \x07\n>>>>>>> \x9b\n", 1),
    ("<<<<<<< a\n" * 5_000, 5000),
    ("<<<<<<< a\nx\n=======\n" * 3_000 + ">>>>>>> b\n" * 3_000, 3000),
    ("- 25m brand post\n" + "  x\n" * 50_000, 0),
    ("- 09:00-09:30 brand post\n" * 5_000, 4999),
    ("\r" * 100_000, 0),
    ("\u2028\u2029\x85\x0b\x0c" * 10_000, 0),
    ("# \x1b]0;x\x07\n" * 2_000, 0),
)
"""Each with the number of its problems."""


def test_hostile_pages_inboxes_and_reviews_neither_hang_nor_reach_the_terminal(hat: Shell) -> None:
    (hat.journal / "weeks" / "2026").mkdir(parents=True)
    texts = [text for text, _ in PAGES]
    for number, text in enumerate(texts):
        hat.write(text, f"2026-11-{22 - number:02d}")
        (hat.journal / "weeks" / "2026" / f"2026-W{47 - number:02d}.md").write_text(text)
    # A line that is taken in is read and written like any other, so an inbox of thousands takes its time.
    (hat.journal / "inbox.md").write_text("\n".join(text[:2_000] for text in texts))

    all_commands(hat)


@pytest.mark.parametrize(("text", "problems"), PAGES, ids=range(len(PAGES)))
def test_a_hostile_page_has_its_problems_and_no_others(hat: Shell, text: str, problems: int) -> None:
    hat.write(text)

    ran = hat("check", "--json")

    assert ran.code == (1 if problems else 0)
    assert len(json.loads(ran.out)["problems"]) == problems


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _device(place: Path) -> None:
    place.symlink_to("/dev/null")


def _node(place: Path) -> None:
    try:
        os.mknod(place, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("needs the right to make a device")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_pipe, "is not a regular file, so it is no lock"),
        (_node, "is not a regular file, so it is no lock"),
        (_device, "is a link, so it is not used as a lock"),
        (Path.mkdir, "cannot be opened: is a directory"),
    ],
)
@pytest.mark.parametrize(
    "command", ["add 25m b post: keep me", "got b reply @anna: keep me", "undo", "inbox", "add -"]
)
def test_what_is_no_file_is_no_lock_and_costs_no_line(
    hat: Shell, make: Callable[[Path], None], says: str, command: str
) -> None:
    hat("add", "10m", "b", "read")
    (hat.journal / "inbox.md").write_text("25m b post: keep me\n")
    lock = hat.journal / ".twohats" / "lock"
    lock.unlink()
    make(lock)

    done = hat(*command.split(), stdin="25m b post: keep me\n" if command == "add -" else "")

    assert done.code == 3
    assert f"{lock} {says}" in done.err
    assert "move it away" in done.err
    assert command in ("undo", "inbox") or "keep me" in done.err
    assert hat.items() == ["10m brand read"]


@pytest.mark.parametrize("make", [_pipe, _node, _device, Path.mkdir])
def test_so_it_is_with_the_timers_lock_and_with_that_of_a_sync(
    hat: Shell, make: Callable[[Path], None]
) -> None:
    hat("add", "10m", "b", "read")
    make(hat.state() / "timer.lock")
    done = hat("start", "b", "post:", "keep", "me")
    assert (done.code, "move it away" in done.err, "keep me" in done.err) == (3, True, True)

    subprocess.run(["git", "init", "-q", hat.journal], check=True)
    make(hat.journal / ".twohats" / "sync.lock")
    done = hat("sync")
    assert (done.code, "move it away" in done.out + done.err) == (4, True)
