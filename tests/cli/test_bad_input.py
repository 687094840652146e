"""Ugly input, ugly files, ugly surroundings: each with the outcome that is promised."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import HAT, TODAY, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
UNSEEN = "in\u200bvis\u2060ible \u00adx\u180e y\ufe0f z\U000e0100 \u3164 \u034f"
ESCAPES = "\x1b[31mred \x07 \x9b1m [/red] \u202egnp.exe"


def test_terminal_codes_in_a_note_are_kept_in_the_file_and_shown_as_pictures(hat: Shell) -> None:
    done = hat("add", "25m", "b", "post:", ESCAPES)
    assert done.code == 0
    assert hat.items() == [f"25m brand post: {ESCAPES}"]
    shown = [done.out, hat("list").out, hat("day").out, hat("find", "red").out, hat("list", "--json").out,
             hat("undo").out]  # fmt: skip
    for text in shown:
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
        assert "[/red]" in text
    assert "\N{SYMBOL FOR ESCAPE}[31mred" in shown[0]


def test_what_cannot_be_seen_is_kept_in_the_file_and_shown_as_a_sign_by_every_command(hat: Shell) -> None:
    """In names too: a selector is a mark to the format, and Hangul's filler a letter."""
    name = "anna\ufe0f"
    line = f"25m brand post chan\u3164nel @{name} +tag\u034f: {UNSEEN}"
    done = hat("add", *line.split(" "))
    assert done.code == 0
    assert hat.items() == [line]
    assert json.loads(hat("list", "--json").out)["lines"][0]["note"].startswith(UNSEEN)
    hat.write(f"- 25m brand pots: {UNSEEN}\n{UNSEEN}\n", "2026-11-21")
    shown = [
        done, hat("week", "--html", "-"), hat("list"), hat("list", "all"), hat("list", "--person", name), hat("day"), hat("week"), hat("check"),
        hat("find", "z"), hat("add", "25m", "b", "pots:", UNSEEN), hat("start", "b", "post:", UNSEEN), hat("timer"),
        hat("_complete", "add", "25m", "b", "post", "@a"), hat("_complete", "add", "25m", "b", "post", "c"), hat("undo"),
    ]  # fmt: skip
    for ran in shown:
        assert not set(ran.out + ran.err) & set(UNSEEN) - {*"invisible xyz"}
    assert "in<U+200B>vis<U+2060>ible <U+00AD>x<U+180E> y<U+FE0F> z<U+E0100> <U+3164> <U+034F>" in done.out


def test_joiners_of_scripts_and_emoji_are_shown_as_they_are(hat: Shell) -> None:
    note = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\u2764\ufe0f\u200d\U0001f468 \u845b\U000e0100"
    done = hat("add", "25m", "b", "post", "@\u0645\u06cc\u200c\u062e:", note)
    assert note in done.out
    assert note in hat("list").out
    assert hat("_complete", "add", "25m", "b", "post", "@").out == "@\u0645\u06cc\u200c\u062e\n"


def test_a_line_of_a_hundred_thousand_characters_is_kept_whole_and_shown_cut(hat: Shell) -> None:
    note = "x" * 100_000
    done = hat("add", "25m", "b", "post:", note)
    assert done.code == 0
    assert hat.items() == [f"25m brand post: {note}"]
    assert len(hat("list").out) < 3000
    assert hat("undo").code == 0


def test_arguments_that_are_not_utf_8_are_refused_and_printed_back(hat: Shell) -> None:
    done = hat("add", "25m", "b", "post:", b"\xff\xfe bytes")
    assert done.code == 2
    assert "UTF-8" in done.err
    assert "25m b" in done.err or "25m brand" in done.err
    assert not hat.path().exists()


def test_bytes_that_are_not_utf_8_in_a_page_are_a_problem_and_stay_as_they_are(hat: Shell) -> None:
    page = b"# 2026-11-22 Sunday\n\n- 25m brand post: caf\xe9\n- 10m personal read\nprose \xff\n"
    hat.write(page)
    assert hat("add", "5m", "b", "read").code == 0
    assert hat.path().read_bytes() == page.replace(b"prose", b"- 5m brand read\nprose")
    done = hat("check")
    assert done.code == 1
    assert "days/2026/2026-11-22.md:3:22: " in done.out
    assert "UTF-8" in done.out


def test_a_nul_in_a_page_is_text_like_any_other(hat: Shell) -> None:
    hat.write("# 2026-11-22 Sunday\n\n- 25m brand post: a\0b\n")
    assert "a\N{SYMBOL FOR NULL}b" in hat("list").out
    assert hat("check").code == 0


@pytest.fixture
def folder_as_page(hat: Shell) -> Shell:
    hat.path().mkdir(parents=True)
    return hat


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["day"],
        ["edit"],
        ["remove", "1"],
        ["edit", "1", "25m", "b", "post"],
        ["add", "25m", "b", "post"],
    ],
)
def test_a_page_that_is_a_folder_is_named(folder_as_page: Shell, words: list[str]) -> None:
    done = folder_as_page(*words)
    assert done.code == 3
    assert f"{TODAY}.md is a folder, so it cannot be read" in done.err


def test_a_page_that_is_a_folder_is_a_problem_and_loses_no_typed_line(folder_as_page: Shell) -> None:
    assert folder_as_page("check").code == 1
    assert "25m brand post: keep me" in folder_as_page("add", "25m", "b", "post:", "keep", "me").err
    assert folder_as_page("add", "yesterday", "25m", "b", "post").code == 0
    assert "25m brand post" in folder_as_page("list", "all").out


def test_a_page_that_leads_out_of_the_journal_is_not_followed(hat: Shell) -> None:
    secret = hat.folder / "secret"
    secret.write_text("- 25m brand post: secret\n")
    hat.path().parent.mkdir(parents=True)
    hat.path().symlink_to(secret)
    assert "secret" not in hat("list").out
    assert hat("add", "25m", "b", "post").code == 3
    assert secret.read_text() == "- 25m brand post: secret\n"


@pytest.mark.parametrize(
    "words",
    [
        ["add", "25m", "b", "post:", "my", "words"], ["got", "b", "reply:", "my", "words"], ["start", "b", "post:", "my", "words"],
        ["stop", "m4:", "my", "words"], ["add", "--dry-run", "25m", "b", "post:", "my", "words"],
    ],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
def test_without_the_journal_the_typed_words_come_back(hat: Shell, words: list[str]) -> None:
    done = hat(*words, env={"TWOHATS_JOURNAL": "/no/such/journal"})
    assert done.code == 3
    assert "/no/such/journal is not there" in done.err
    assert "my words" in done.err


def test_without_any_journal_it_says_how_to_make_one(hat: Shell) -> None:
    done = hat("list", env={"TWOHATS_JOURNAL": ""})
    assert done.code == 3
    assert "hat init" in done.err


NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if ROOT else []


def as_nobody(hat: Shell, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `hat` as a user who owns nothing; as ourselves where we are no more than a user.

    By its Python, which may be in root's home: a script that looks for it does so as that user.
    """
    return subprocess.run([*NOBODY, sys.executable, "-P", "-m", "twohats", *words], env=hat.environment(), cwd="/", capture_output=True, text=True,
                          check=False, timeout=60)  # fmt: skip


@pytest.fixture
def others() -> Iterator[Shell]:
    """A home whose files any user may come to, as pytest's own folders may not be."""
    with tempfile.TemporaryDirectory(prefix="twohats-test-") as folder:
        yield Shell(Path(folder))


def allow(top: Path, folders: int, files: int) -> None:
    """Give everything from `top` down these permissions."""
    for path in [top, *top.rglob("*")]:
        path.chmod(folders if path.is_dir() else files)


def runs_as_nobody() -> bool:
    """Whether Python can be run as that user, who may be kept from its files in root's home."""
    return not ROOT or (
        shutil.which("setpriv") is not None
        and subprocess.run(
            [*NOBODY, sys.executable, "-c", ""], cwd="/", capture_output=True, check=False
        ).returncode
        == 0
    )


needs_nobody = pytest.mark.skipif(not runs_as_nobody(), reason="root may write anywhere")


@needs_nobody
def test_a_folder_that_cannot_be_written_gives_the_line_back_and_nothing_half_done(others: Shell) -> None:
    others("add", "25m", "b", "post")
    before = others.page()
    allow(others.folder, 0o755, 0o644)
    allow(others.journal, 0o555, 0o444)
    try:
        done = as_nobody(others, "add", "25m", "b", "post:", "keep", "me")
        assert done.returncode == 3
        assert "permission denied" in done.stderr
        assert "25m brand post: keep me" in done.stderr
        assert others.page() == before
        assert as_nobody(others, "list").stdout == f"{TODAY}:1  25m brand post\n"
        assert as_nobody(others, "remove", "1").returncode == 3
        assert others.page() == before
    finally:
        allow(others.journal, 0o755, 0o644)


WAYS_TO_HIDE = ("no permission", "a file", "a link")


@pytest.fixture(params=WAYS_TO_HIDE)
def hidden(request: pytest.FixtureRequest, others: Shell) -> Iterator[Shell]:
    """A journal with a line, whose folder of the year's pages cannot be listed or is not one."""
    if not runs_as_nobody():
        pytest.skip("root may read everything")
    others("add", "25m", "b", "post:", "hidden")
    year = others.path().parent
    allow(others.folder, 0o777, 0o666)
    aside = others.journal / "aside"
    if request.param == "no permission":
        year.chmod(0)
    else:
        year.rename(aside)
        if request.param == "a file":
            year.touch()
        else:
            year.symlink_to(aside)
    yield others
    if request.param == "no permission":
        year.chmod(0o777)


def test_a_folder_of_pages_that_cannot_be_listed_is_a_problem_and_not_an_empty_journal(hidden: Shell) -> None:
    checked = as_nobody(hidden, "check")
    assert checked.returncode == 1
    assert checked.stdout.startswith("days/2026: ")
    assert "0 pages, 1 problem\n" in checked.stdout
    assert json.loads(as_nobody(hidden, "week", "--json").stdout)["cover"]["problems"] == 1
    assert "1 file left out" in as_nobody(hidden, "week").stdout
    listed = as_nobody(hidden, "list", "all")
    assert (listed.returncode, "days/2026" in listed.stderr) == (1, True)
    for words in (["find", "hidden"], ["again"], ["list", "all", "--json"]):
        ran = as_nobody(hidden, *words)
        assert "days/2026" in ran.stderr + ran.stdout, words
    added = as_nobody(hidden, "add", "30m", "b", "read:", "keep", "me")
    assert (added.returncode, "keep me" in added.stderr) == (3, True)


def test_a_page_that_cannot_be_read_is_said_where_lines_are_looked_for(hat: Shell) -> None:
    hat.path().parent.mkdir(parents=True)
    os.mkfifo(hat.path())
    for words in (
        ["again"],
        ["again", "1", "m4:", "WORDS"],
        ["list"],
        ["day"],
        ["find", "post"],
        ["list", "all"],
    ):
        ran = hat(*words)
        assert ran.code in (1, 3), words
        assert "is not a regular file" in ran.err, words
        assert "WORDS" not in words or ran.err.endswith("\nm4: WORDS\n")
    hat.write("# 2026-11-20 Friday\n\n- 10:00 5m brand read\n", "2026-11-20")
    ran = hat("again", "1")
    assert (ran.code, "is not a regular file" in ran.err) == (3, True)
    assert ran.err.endswith("\n- 10:25-10:30 brand read\n")


def test_another_year_that_cannot_be_listed_is_no_problem_of_this_week(hat: Shell) -> None:
    hat("add", "25m", "b", "post")
    (hat.journal / "days" / "2020").touch()
    assert json.loads(hat("week", "--json").out)["cover"]["problems"] == 0
    assert hat("check", "this", "week").code == 0
    assert hat("check").code == 1


@needs_nobody
def test_a_state_folder_that_cannot_be_written_costs_undo_and_the_timer_but_no_line(others: Shell) -> None:
    allow(others.folder, 0o755, 0o644)
    allow(others.journal, 0o777, 0o666)
    (others.home / ".local").mkdir()
    (others.home / ".local").chmod(0o555)
    done = as_nobody(others, "add", "25m", "b", "post")
    assert (done.returncode, others.items()) == (0, ["25m brand post"])
    assert as_nobody(others, "list").returncode == 0
    assert as_nobody(others, "undo").returncode == 1
    started = as_nobody(others, "start", "b", "post:", "keep", "me")
    assert started.returncode == 3
    assert "keep me" in started.stderr


@needs_nobody
def test_a_timer_that_cannot_be_stopped_there_saves_nothing_and_hands_its_line_back(others: Shell) -> None:
    """Each stop had saved its line, failed to stop the timer, and so saved one more the next time."""
    others("start", "10:00", "b", "post:", "long")
    allow(others.folder, 0o777, 0o666)
    others.state().chmod(0o555)
    try:
        for minute in (30, 31):
            others.at(f"10:{minute}")
            stopped = as_nobody(others, "stop", "m4:", "words")
            assert stopped.returncode == 3
            assert (
                f"Nothing was saved. Your line:\n- 10:00-10:{minute} brand post m4: long; words"
                in stopped.stderr
            )
            switched = as_nobody(others, "switch", "p", "read:", "NEWWORDS")
            assert switched.returncode == 3
            assert switched.stderr.endswith("brand post: long\np read: NEWWORDS\n")
        assert not others.path().exists()
        assert as_nobody(others, "status").returncode == 0
    finally:
        allow(others.state(), 0o777, 0o666)
    assert as_nobody(others, "stop").stdout == f"{TODAY}:1  10:00-10:31 brand post: long\n"


def test_a_reader_who_has_seen_enough_is_no_error(hat: Shell) -> None:
    hat.write("# 2026-11-22 Sunday\n\n" + "".join(f"- {n}m brand post: {'x' * 500}\n" for n in range(1, 400)))
    command = f'"{HAT}" list | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command], env=hat.environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.split("\n")[1] == "0"
    assert done.stderr == ""


@pytest.mark.parametrize(
    "words", [["list"], ["add", "25m", "b", "post"], ["--help"], ["check"], ["list", "--json"]]
)
def test_a_reader_who_is_gone_before_the_first_word_is_no_error(hat: Shell, words: list[str]) -> None:
    hat("add", "25m", "b", "post")
    end, pipe = os.pipe()
    os.close(end)
    done = subprocess.run(
        [HAT, *words], env=hat.environment(), stdout=pipe, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(pipe)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_said_and_the_line_is_saved_all_the_same(hat: Shell) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([HAT, "add", "25m", "b", "post"], env=hat.environment(), stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)  # fmt: skip
        assert (done.returncode, done.stderr) == (0, f"{TODAY}:1  25m brand post\n")
        listed = subprocess.run([HAT, "list"], env=hat.environment(), stdout=full, stderr=subprocess.PIPE, text=True,
                                check=False)  # fmt: skip
    assert listed.returncode == 3
    assert listed.stderr == "hat: the output cannot be written: no space left on device\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("words", "code"),
    [("add 25m b raed 2>/dev/full", 2), ("undo >/dev/full", 0), ("remove 1 >/dev/full", 0), ("edit 1 5m b read >/dev/full", 0),
     ("start b post >/dev/full", 0), ("add --json 5m b read >/dev/full", 0), ("add 5m b read linkedin 2>/dev/full", 0),
     ("lits 2>/dev/full", 2), ("status >/dev/full", 1), ("list --json >/dev/full", 3)],
)  # fmt: skip
def test_the_exit_code_says_what_was_done_and_not_what_could_be_printed(
    hat: Shell, words: str, code: int
) -> None:
    hat("add", "25m", "b", "post", "mastodon")
    done = subprocess.run(
        ["bash", "-c", f'"{HAT}" {words}'], env=hat.environment(), capture_output=True, check=False
    )
    assert done.returncode == code, done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(hat: Shell, closed: str) -> None:
    done = subprocess.run(["bash", "-c", f'"{HAT}" add 25m b post {closed}'], env=hat.environment(), check=False,
                          capture_output=True, text=True)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert hat.items() == ["25m brand post"]


@pytest.mark.parametrize(
    ("env", "words", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color=never"], False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, [], True),
    ],
)
def test_colours_are_where_they_are_wanted(
    hat: Shell, env: dict[str, str], words: list[str], *, coloured: bool
) -> None:
    hat("add", "25m", "b", "post")
    out = hat("list", *words, env=env).out
    assert ("\x1b[" in out) is coloured
    assert ("\x1b[" in hat(*words, "list", env=env).out) is coloured


@pytest.mark.parametrize(
    ("text", "says", "code"),
    [
        ("x = [", "not TOML", 1),
        ("\0", "not TOML", 1),
        ('week_start = "someday"\n', "week_start", 1),
        ("curency = 'GBP'\n", "did you mean currency?", 0),
        ("hats = 3\n", "hats needs a table", 1),
        ('[keys]\n"entry.ad" = "a"\n', "entry.ad", 0),
    ],
)
def test_broken_settings_stop_nothing_and_are_named(hat: Shell, text: str, says: str, code: int) -> None:
    (hat.journal / "hat.toml").write_text(text)
    assert hat("add", "25m", "b", "post").code == 0
    assert hat("list").code == 0
    done = hat("check")
    assert (done.code, says in done.out) == (code, True), done.out
    assert hat("config").code == 0


def test_a_journal_of_a_newer_format_is_announced_by_all_that_shows_it(hat: Shell) -> None:
    hat("add", "25m", "b", "post")
    (hat.journal / "hat.toml").write_text("format = 99\n")
    for words in (
        ["list"],
        ["week"],
        ["day"],
        ["find", "post"],
        ["again", "1"],
        ["status"],
        [],
        ["add", "30m", "b", "read"],
    ):
        assert "hat: this journal is of format 99, and this twohats knows format 1" in hat(*words).err, words
    started = hat("start", "b", "post")
    assert (started.code, "upgrade" in started.err) == (3, True)
    assert hat("status").code == 1


def test_settings_that_cannot_be_read_are_named_by_every_command_they_change(hat: Shell) -> None:
    settings = hat.journal / "hat.toml"
    settings.write_text('[hats.novelist]\nside = "brand"\nshort = "n"\n')
    assert hat("add", "25m", "n", "read").code == 0
    settings.write_text('[hats.novelist]\nside = "brand\n')
    says = "hat: hat.toml:2:14: not TOML"
    for _ in range(2):  # the second time it is remembered
        for words in (["add", "25m", "n", "read"], ["list"], ["week"], ["start", "n", "read"]):
            assert hat(*words).err.startswith(says), words
    assert says not in hat("check").err
    settings.write_text('[hats.novelist]\nside = "brand"\nshort = "n"\n')
    assert hat("list").err == ""


def test_a_journal_of_a_newer_format_is_read_and_not_written(hat: Shell) -> None:
    hat("add", "25m", "b", "post")
    (hat.journal / "hat.toml").write_text("format = 99\n")
    done = hat("add", "30m", "b", "read")
    assert (done.code, done.out) == (3, "")
    assert "format 99" in done.err
    assert "- 30m brand read" in done.err
    assert hat("undo").code == 3
    assert hat("list").out == f"{TODAY}:1  25m brand post\n"
    assert "newer" in hat("check").out


def test_a_home_that_is_not_set_and_a_working_folder_that_is_gone_are_no_error(hat: Shell) -> None:
    gone = hat.folder / "gone"
    script = (
        f'mkdir "{gone}"; cd "{gone}"; rmdir "{gone}"; unset HOME; "{HAT}" add 25m b post && "{HAT}" list'
    )
    env = hat.environment({"XDG_STATE_HOME": str(hat.folder / "state")})
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{TODAY}:1  25m brand post\n" * 2), done.stderr


@pytest.mark.parametrize(
    "env", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_an_output_with_few_letters_gets_question_marks(hat: Shell, env: dict[str, str]) -> None:
    assert hat("add", "25m", "b", "post:", "snowman \N{SNOWMAN}", env=env).code == 0
    assert hat.items() == ["25m brand post: snowman \N{SNOWMAN}"]
    for words in (
        ["list"],
        ["day"],
        ["week"],
        ["find", "snowman"],
        ["keys"],
        ["--help"],
        ["add", "--help"],
        ["check"],
    ):
        done = hat(*words, env=env)
        assert (done.code, done.err) == (0, ""), words
    assert "snowman" in hat("list", env=env).out


def test_interrupted_it_leaves_without_a_traceback(hat: Shell) -> None:
    ready = hat.folder / "ready"
    editor = hat.folder / "editor"
    editor.write_text(f'#!/bin/sh\ntouch "{ready}"\nexec sleep 20\n')
    editor.chmod(0o755)
    said = hat.folder / "said"
    with said.open(
        "wb"
    ) as err:  # a file: an editor that was just starting outlives hat, and would keep a pipe open
        process = subprocess.Popen([HAT, "edit"], env=hat.environment({"EDITOR": str(editor)}), stderr=err)
    while not ready.exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert (process.wait(60), said.read_bytes()) == (130, b"\n")


@pytest.mark.parametrize(
    "words",
    [
        ["lits"], ["--jurnal", "x"], ["list", "--jsno"], ["list", "nonsense"], ["add", "--dry", "x"], ["undo", "x"],
        ["undo", "0"], ["undo", "-1"], ["find"], ["find", "   "], ["find", "x", "-n", "0"], ["day", "tomorrow"], ["edit", "2026-13-40:1"], ["edit", "2026-11-22:0"], ["remove", "0"],
        ["remove", "x"], ["remove"], ["config", "set", "x", "y"], ["config", "nonsense"], ["config", "set", "theme", "nope"],
        ["completions", "tcsh"], ["list", "--hat", "nobody"], ["list", "--verb", "sing"], ["again", "x"], ["stop", "--minutes", "x"],
        ["stop", "--minutes", "0"], ["stop", "--keep", "--drop"], ["--color", "sometimes", "list"], ["--journal"], ["start"],
        ["got"], ["check", "someday"], ["", "list"], ["week", "someday"], ["help", "nope"], ["25m", "b", "post"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_not_understood_is_said_in_a_sentence(hat: Shell, words: list[str]) -> None:
    done = hat(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("hat: ")
    assert "Traceback" not in done.err
    assert "bug in twohats" not in done.err


@pytest.mark.parametrize(
    ("words", "says"),
    [("undo x", "N needs a whole number, not x"), ("again zz", "N needs a whole number, not zz"), ("find x -n y", "--most needs a whole number, not y"),
     ("completions tcsh", "shell cannot be tcsh, only one of bash, zsh, fish"), ("--color sometimes list", "only one of auto, always, never"),
     ("stop --keep --drop", "--drop does not go together with --keep"), ("remove", "PLACE is missing"), ("--journal", "--journal needs a value"),
     ("remove 1 2", "unexpected word 2"), ("list --x", "unknown option --x"), ("undo 0", "N must be 1 or more"), ("find x -n 0", "-n must be 1 or more"),
     ("list nvo", "did you mean nov?"), ("day 31 feb", "31 feb is not a date")],
)  # fmt: skip
def test_what_is_wrong_with_a_command_is_said_in_our_words(hat: Shell, words: str, says: str) -> None:
    done = hat(*words.split())
    assert (done.code, says in done.err) == (2, True), done.err


def test_words_without_a_command(hat: Shell) -> None:
    assert "empty word" in hat("").err
    assert hat("--", "list").err == hat("list").err


def test_a_week_without_letters_to_draw_with_is_told_in_sentences(hat: Shell) -> None:
    hat("add", "25m", "b", "post")
    done = hat("week", env={"PYTHONIOENCODING": "ascii"})
    assert (done.code, done.out) == (0, hat("week", "--plain").out)
    assert hat("week").out != done.out


def test_a_command_nearly_right_is_pointed_out(hat: Shell) -> None:
    assert "did you mean list?" in hat("lits").err
    assert "did you mean --json?" in hat("list", "--jsno").err
    assert "hat add 25m" in hat("25m", "b", "post").err
    assert "did you mean add?" in hat("log").err
    assert "did you mean remove?" in hat("delete").err
    assert "hat --version prints it" in hat("version").err


@pytest.mark.parametrize("words", [["list"], ["find", "x"], ["check"], ["undo"], ["config"], ["status"]])
def test_commands_import_only_what_they_need(hat: Shell, words: list[str]) -> None:
    """A page is listed without the app, its colours without rich, and near misses only when there are some."""
    hat("add", "25m", "b", "post:", "x")
    code = (
        "import sys; from twohats.cli.main import main\n"
        "try: main(sys.argv[1:])\nexcept Exception: pass\n"
        "print([name for name in ('textual', 'rich', 'scipy', 'numpy', 'tomlkit', 'dateutil', 'rapidfuzz') "
        "if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], env=hat.environment(), capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.stderr.strip().split("\n")[-1] == "[]"


NEEDING_TODAY = (
    "add 25m b post: keep me",
    "add yesterday 25m b post: keep me",
    "got b reply @anna: keep me",
    "start b post: keep me",
    "edit 1 25m b post: keep me",
    "again 1 m4: keep me",
)


@pytest.mark.parametrize("command", [*NEEDING_TODAY, "list", "list all", "week", "day", "status", "stop", "inbox", "check",
                                     "find x", "undo", "sync --status", "list W53", "remove 1", "config", "add -"])  # fmt: skip
@pytest.mark.parametrize("moment", ["9998-06-01T10:00", "9999-12-31T23:59", "9000-01-01T00:00", "8999-12-31T23:59",
                                    "1970-01-01T00:00", "1900-01-01T00:00", "1899-12-31T23:59", "0001-01-01T00:00"])  # fmt: skip
def test_a_clock_that_is_centuries_away_is_no_fault_and_costs_no_line(
    hat: Shell, command: str, moment: str
) -> None:
    hat("add", "10m", "b", "read")
    hat.at(moment)
    done = hat(*command.split(), stdin="25m b post: keep me\n" if command == "add -" else "")
    assert done.code in (0, 1, 2, 3, 4)
    assert "bug" not in done.err
    if command in (*NEEDING_TODAY, "add -"):
        assert "keep me" in done.out + done.err


@pytest.mark.parametrize("zone", ["UTC0", "XYZ-25:61", "<+14>-14", ":/dev/null", ":/etc", "\x01", "A" * 5000])
def test_no_time_zone_is_a_fault(hat: Shell, zone: str) -> None:
    for moment in ("", "2026-11-22T10:30"):
        done = hat("add", "25m", "b", "post", env={"TZ": zone, "TWOHATS_NOW": moment})
        assert (done.code, done.err) == (0, "")
