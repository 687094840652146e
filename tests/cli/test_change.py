"""Changing lines that are there, and taking changes back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.cli.shell import HAT, TODAY, Shell

PAGE = "# 2026-11-22 Sunday\r\n\r\nprose\r\n\r\n- 25m brand post\r\n-  30m  p read: tabs\there\r\n  more\r\n- 5m b read"


@pytest.fixture
def page(hat: Shell) -> Shell:
    hat.write(PAGE)
    return hat


def editor(hat: Shell, script: str, name: str = "ed") -> dict[str, str]:
    """An environment with an editor that does this to the file, `$1`, and writes down how it was called."""
    path = hat.folder / name
    path.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > "{hat.folder}/called"\nfor file; do :; done\n{script}\n'
    )
    path.chmod(0o755)
    return {"EDITOR": str(path), "VISUAL": ""}


def test_a_line_is_replaced_by_words_and_the_rest_stays_byte_for_byte(page: Shell) -> None:
    done = page("edit", "2026-11-22:1", "--", "30m", "b", "post", "m4:", "text")
    assert (done.code, done.out) == (0, "2026-11-22:1  30m brand post m4: text\n")
    assert page.page() == PAGE.replace("25m brand post", "30m brand post m4: text")
    page("undo")
    assert page.page() == PAGE


def test_words_that_are_not_understood_replace_nothing(page: Shell) -> None:
    done = page("edit", "1", "30m", "b", "post", "m8:", "my", "words")
    assert done.code == 2
    assert "my words" in done.err
    assert page.page() == PAGE


def test_a_line_is_taken_out_with_the_lines_below_it_and_comes_back(page: Shell) -> None:
    done = page("rm", "2026-11-22:2")
    assert done.out == "removed 2026-11-22:2  30m  p read: tabs\there / more\n"
    assert page.page() == PAGE.replace("-  30m  p read: tabs\there\r\n  more\r\n", "")
    assert page("undo").out.startswith("took back: remove 2026-11-22:2")
    assert page.page() == PAGE


@pytest.mark.parametrize("words", [["remove", "4"], ["edit", "9", "25m", "b", "post"],
                                   ["remove", "2020-01-01:1"]])  # fmt: skip
def test_a_place_that_is_not_there_is_said(page: Shell, words: list[str]) -> None:
    done = page(*words)
    assert done.code == 1
    assert "has no line" in done.err


def test_a_place_means_the_line_that_was_listed_there(page: Shell) -> None:
    page("list")
    page.write(page.page().replace("25m brand", "26m brand"))
    for words in (["remove", "1"], ["edit", "1", "5m", "b", "read"]):
        done = page(*words)
        assert done.code == 3
        assert "another line than when it was last shown" in done.err
    assert page("remove", "2").code == 0
    page("list")
    assert page("remove", "1").code == 0


def test_a_line_just_changed_can_be_named_by_the_place_that_was_said(page: Shell) -> None:
    page("list")
    for minutes in ("4m", "5m"):
        assert page("edit", "1", minutes, "b", "post:", "a").code == 0
    page("edit", env=editor(page, """sed -i 's/5m brand post: a/6m brand post: b/' "$file\""""))
    assert page("edit", "1", "7m", "b", "post").code == 0
    page.write(page.page().replace("5m b read", "6m b read"))  # by another program: shown it has not been
    assert page("rm", "3").code == 3
    assert page("rm", "1").code == 0


def test_a_line_moves_to_the_day_that_its_new_words_name(page: Shell) -> None:
    page("list")
    done = page("edit", "2", "yesterday", "09:10", "6m", "b", "post:", "moved")
    assert (done.code, done.out) == (0, "2026-11-21:1  09:10 6m brand post: moved\n")
    assert page.page("2026-11-21") == "# 2026-11-21 Saturday\n\n- 09:10 6m brand post: moved\n  more\n"
    assert page.page() == PAGE.replace("-  30m  p read: tabs\there\r\n  more\r\n", "")
    assert page("undo").code == 0
    assert page.page() == PAGE
    assert not page.path("2026-11-21").exists()


def test_a_line_that_the_other_day_has_already_stays_where_it_is(hat: Shell) -> None:
    for day in ("yesterday", "today"):
        hat("add", day, "09:10", "6m", "b", "post")
    done = hat("edit", "1", "yesterday", "09:10", "6m", "b", "post")
    assert done.code == 3
    assert "yesterday 09:10 6m b post" in done.err
    assert (hat.items(), hat.items("2026-11-21")) == (["09:10 6m brand post"], ["09:10 6m brand post"])


def test_the_words_of_an_edit_stay_on_the_day_of_their_place(hat: Shell) -> None:
    hat.at("2026-11-23T22:45")
    hat("add", "2026-11-22", "09:10-09:35", "b", "post")
    done = hat("edit", "2026-11-22:1", "22:55-06:00", "b", "post")
    assert (done.code, hat.items("2026-11-22")) == (0, ["22:55-06:00 brand post"])


def test_without_a_terminal_no_editor_is_started_that_needs_one(page: Shell) -> None:
    done = page("edit", env={"EDITOR": "", "VISUAL": ""})
    assert done.code == 2
    assert "EDITOR" in done.err


@pytest.mark.parametrize("words", [["remove", "1"], ["edit", "1", "30m", "b", "post"]])
def test_a_line_that_was_listed_is_the_same_however_it_ends(hat: Shell, words: list[str]) -> None:
    hat.write("# x\r\r\n\r\r\n- 25m brand post\r\r\n  more\r\r\n- 5m b read\r\r\n")
    hat("list")
    assert hat(*words).code == 0


def test_a_line_just_added_can_be_named_by_the_place_that_was_said(hat: Shell) -> None:
    hat("add", "10:00", "25m", "b", "post")
    hat("list")
    hat("add", "09:00", "25m", "p", "read")
    assert hat("remove", "2026-11-22:1").out == "removed 2026-11-22:1  09:00 25m personal read\n"


def test_undo_and_redo_name_what_they_take_back_and_make_again(hat: Shell) -> None:
    for note in ("one", "two", "three"):
        hat("add", "25m", "b", "post:", note)
    whole = hat.page()
    assert hat("undo").out == "took back: add 2026-11-22 25m brand post: three\n"
    assert hat("undo", "2").out.count("took back: ") == 2
    assert not hat.path().exists()
    last = hat("undo")
    assert (last.code, last.err.split("\n")[0]) == (1, "hat: there is nothing to undo")
    assert hat("redo").out == "made again: add 2026-11-22 25m brand post: one\n"
    assert hat("redo", "2").code == 0
    assert hat.page() == whole
    assert hat("redo").code == 1


def test_a_change_after_an_undo_leaves_nothing_to_make_again(hat: Shell) -> None:
    hat("add", "25m", "b", "post:", "one")
    hat("undo")
    hat("add", "25m", "b", "post:", "two")
    assert hat("redo").code == 1
    assert hat.items() == ["25m brand post: two"]


def test_undo_takes_back_a_new_page_byte_for_byte_and_leaves_one_with_other_lines(hat: Shell) -> None:
    hat("add", "25m", "b", "post")
    hat.write(hat.page() + "\nprose of mine\n")
    assert hat("undo").code == 0
    assert hat.page() == "# 2026-11-22 Sunday\n\n\nprose of mine\n"


def test_undo_refuses_when_the_line_has_been_changed_by_hand_and_says_why(hat: Shell) -> None:
    hat("add", "25m", "b", "post:", "one")
    changed = hat.page().replace("one", "two")
    hat.write(changed)
    done = hat("undo")
    assert done.code == 3
    assert "cannot take back add 2026-11-22 25m brand post: one" in done.err
    assert "changed since" in done.err
    assert hat.page() == changed


def test_undo_finds_lines_that_have_moved(hat: Shell) -> None:
    hat("add", "25m", "b", "post:", "one")
    hat.write(hat.page().replace("\n\n", "\n\nnew prose\nabove\n\n"))
    assert hat("undo").code == 0
    assert hat.page() == "# 2026-11-22 Sunday\n\nnew prose\nabove\n\n"


def test_killed_before_the_line_was_written_there_is_nothing_to_take_back(hat: Shell) -> None:
    hat("add", "25m", "b", "post:", "one")
    script = (
        "import os, signal, sys\nfrom twohats.journal import folder\nfrom twohats.system import files\n"
        "die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.rename = os.replace = os.link = die\n"
        "try:\n    import ctypes\n    from twohats.system import swap as exchange\n"
        "    [setattr(exchange, name, die) for name in dir(exchange) if name.startswith(('exchange', 'swap', 'place'))]\n"
        "except ImportError:\n    pass\n"
        "from twohats.cli.add import main\nmain(['30m', 'b', 'post:', 'two'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=hat.environment(), check=False, capture_output=True
    )
    assert done.returncode == -9
    assert hat.items() == ["25m brand post: one"]
    assert hat("undo").out == "took back: add 2026-11-22 25m brand post: one\n"


def test_twenty_processes_adding_at_once_lose_nothing(hat: Shell) -> None:
    running = [
        subprocess.Popen(
            [HAT, "add", f"{n}m", "b", "post:", f"line {n}"], env=hat.environment(), stdout=subprocess.PIPE
        )
        for n in range(1, 21)
    ]
    said = [process.communicate(timeout=120)[0].decode() for process in running]
    assert all(process.returncode == 0 for process in running)
    assert sorted(hat.items()) == sorted(f"{n}m brand post: line {n}" for n in range(1, 21))
    assert len(set(said)) == 20
    assert hat("undo", "20").code == 0
    assert not hat.path().exists()


def test_a_change_that_cannot_be_taken_back_can_be_skipped(hat: Shell) -> None:
    hat("add", "1m", "b", "post")
    hat("add", "2m", "b", "post")
    hat.write(hat.page().replace("- 2m brand post\n", ""))
    refused = hat("undo")
    assert (refused.code, "hat undo --skip" in refused.err) == (3, True)
    done = hat("undo", "--skip")
    assert (done.code, done.out) == (0, "took back: add 2026-11-22 1m brand post\n")
    assert done.err == "hat: left as it is: add 2026-11-22 2m brand post\n"
    assert hat("redo").out == "made again: add 2026-11-22 1m brand post\n"
    assert hat("undo", "0", "--skip").code == 2


def test_a_place_beyond_the_latest_that_were_shown_still_means_what_was_shown(hat: Shell) -> None:
    hat.write("".join(f"- {n}m brand post\n" for n in range(1, 482)), "2026-11-20")
    hat.write("".join(f"- {n}m brand post\n" for n in range(1, 482)), "2026-11-21")
    hat("list", "all")
    before = hat.page("2026-11-20")
    hat.write("- 5h brand read: new\n" + before, "2026-11-20")
    done = hat("remove", "2026-11-20:3")
    assert (done.code, "is another line" in done.err) == (3, True)
    hat.write(before, "2026-11-20")
    assert hat("remove", "2026-11-20:3").code == 0


def test_an_editor_is_opened_at_the_line_and_its_change_can_be_taken_back(page: Shell) -> None:
    env = editor(page, 'printf "\\n- 7m brand read\\n" >> "$file"', "vim")
    done = page("edit", "2026-11-22:2", env=env)
    assert (done.code, done.err) == (0, "")
    assert (page.folder / "called").read_text().split() == ["+6", str(page.path())]
    assert page.items()[-1] == "7m brand read"
    assert page("undo").out == "took back: edit 2026-11-22 in an editor\n"
    assert page.page() == PAGE


@pytest.mark.parametrize(
    ("name", "option", "called"),
    [
        ("nano", "", ["+6", "FILE"]), ("code", "", ["--wait", "--goto", "FILE:6"]), ("code", " --wait -n", ["--wait", "-n", "--goto", "FILE:6"]),
        ("hx", "", ["FILE:6"]), ("subl", "", ["--wait", "FILE:6"]), ("my-own-editor", "", ["FILE"]),
    ],
)  # fmt: skip
def test_each_editor_is_told_the_line_in_its_own_way(
    page: Shell, name: str, option: str, called: list[str]
) -> None:
    env = editor(page, "", name)
    done = page("edit", "2", env={"VISUAL": env["EDITOR"] + option})
    assert done.err == "hat: 2026-11-22 is as it was\n"
    told = (page.folder / "called").read_text().split()
    assert told == [word.replace("FILE", str(page.path())) for word in called]


def test_what_an_editor_leaves_is_checked(page: Shell) -> None:
    hat = page
    hat.write(PAGE.replace("5m b read", "5m b red"))
    done = hat("edit", env=editor(hat, 'printf "\\n- 7m brand raed\\n" >> "$file"'))
    assert done.code == 1
    assert done.out.startswith("days/2026/2026-11-22.md:9:12: raed is not a verb\n    - 7m brand raed\n")
    assert "b red" not in done.out


def test_a_page_that_is_not_there_gets_its_heading_and_is_gone_again_if_nothing_is_written(
    hat: Shell,
) -> None:
    assert hat("edit", "fri", env=editor(hat, "true")).code == 0
    assert not hat.path("2026-11-20").exists()
    assert hat("edit", "fri", env=editor(hat, 'echo "- 25m brand post" >> "$file"')).code == 0
    assert hat.page("2026-11-20") == "# 2026-11-20 Friday\n\n- 25m brand post\n"
    hat("undo")
    assert not hat.path("2026-11-20").exists()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("/no/such/editor", "cannot be started"),
        ("false", "ended with exit code 1"),
        ("'unfinished", "a quote that does not end"),
    ],
)
def test_an_editor_that_fails_is_said(page: Shell, command: str, says: str) -> None:
    done = page("edit", env={"EDITOR": command})
    assert done.code == 3
    assert says in done.err
    assert page.page() == PAGE


def test_an_editor_that_saved_and_then_failed_can_be_taken_back(page: Shell) -> None:
    assert page("edit", env=editor(page, 'echo x >> "$file"; exit 3')).code == 3
    assert page("undo").code == 0
    assert page.page() == PAGE


def test_the_last_lines_can_be_repeated_now(hat: Shell) -> None:
    hat("add", "yesterday", "09:10-09:35", "b", "post", "linkedin", "m2:", "thread")
    hat("add", "~40m", "p", "read", "i4")
    hat("add", "09:00", "b", "got", "reply", "@bo")
    shown = hat("again")
    assert shown.code == 2
    assert shown.out.split("\n")[:3] == [
        "1  brand got reply @bo", "2  ~40m personal read", "3  25m brand post linkedin: thread",
    ]  # fmt: skip
    assert hat("again", "3").out == "2026-11-22:3  10:05-10:30 brand post linkedin: thread\n"
    assert hat("again", "3", "i5:", "more").out.endswith("  ~40m personal read i5: more\n")
    hat.at("10:45")
    assert hat("again", "3").out.endswith("  10:45 brand got reply @bo\n")
    assert hat("again", "99").code == 2


def test_what_is_repeated_after_midnight_goes_where_it_began(hat: Shell) -> None:
    hat("add", "09:10-09:35", "b", "post")
    hat.at("2026-11-23T00:10")
    assert hat("again", "1").out == "2026-11-22:2  23:45-00:10 brand post\n"


def test_nothing_can_be_repeated_in_an_empty_journal(hat: Shell) -> None:
    assert hat("again").code == 1
    assert hat("again", "1").code == 1


def test_history_is_of_one_machine_and_one_journal(hat: Shell) -> None:
    hat("add", "25m", "b", "post")
    done = hat("undo", env={"XDG_STATE_HOME": str(hat.folder / "elsewhere")})
    assert done.code == 1
    assert os.listdir(hat.journal / "days/2026") == [f"{TODAY}.md"]


def test_what_another_program_saves_over_at_once_is_told_and_neither_doubles_nor_blocks(hat: Shell) -> None:
    """`git checkout` and `git stash` take the page back to an older text; `sed` changes the line."""
    hat("add", "25m", "b", "post:", "first")

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(hat.journal), *words], check=True, capture_output=True, env=git_env)

    git_env = hat.environment(
        {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    )
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "first")
    for words in (["checkout", "--", "."], ["stash"]):
        hat("add", "1h", "b", "talk", "@bo:", "second")
        git(*words)
        done = hat("add", "5m", "p", "read")
        assert "put back: - 1h brand talk @bo: second" in done.err
        assert hat.items() == ["25m brand post: first", "1h brand talk @bo: second", "5m personal read"]
        hat("remove", "3")
        hat("remove", "2")

    hat("add", "1h", "b", "talk", "@bo:", "second")
    hat.write(hat.page().replace("1h brand", "2h brand"))
    assert hat("add", "5m", "p", "read").err == ""
    assert hat.items() == ["25m brand post: first", "2h brand talk @bo: second", "5m personal read"]
    hat("add", "1h", "b", "talk", "@al:", "third")
    hat.write(hat.page().replace("1h brand talk @al", "2h brand talk @al"))
    assert hat("edit", "4", "3h", "b", "talk", "@al:", "third").code == 0
    assert hat.items()[2:] == ["5m personal read", "3h brand talk @al: third"]


def test_places_that_were_shown_are_valid_after_an_undo_that_moves_no_line(page: Shell) -> None:
    page("list")
    page("edit", "2026-11-22:2", "10m", "b", "read")
    page("undo")
    page("redo")
    page("undo")

    assert page("edit", "2026-11-22:2", "20m", "b", "read").code == 0
    page("undo", "1")
    assert page("rm", "2026-11-22:3").code == 0


@pytest.mark.parametrize(
    "change", [("rm", "2026-11-22:1"), ("edit", "2026-11-22:1", "yesterday", "5m", "b", "post")]
)
def test_after_an_undo_no_place_means_a_line_that_was_not_shown_there(
    page: Shell, change: tuple[str, ...]
) -> None:
    assert page(*change).code == 0
    page("list")  # what was the second line is shown as the first
    page("undo")

    refused = page("rm", "2026-11-22:1")
    assert (refused.code, "another line than when it was last shown" in refused.err) == (3, True)
    assert page.page() == PAGE


def test_after_an_undo_a_line_changed_by_another_program_is_not_taken_for_the_one_shown(page: Shell) -> None:
    page("edit", "2026-11-22:1", "10m", "b", "post")
    page("list")
    page.write(page.page().replace("5m b read", "6m b read"))
    page("undo")

    refused = page("rm", "2026-11-22:3")
    assert "another line than when it was last shown" in refused.err
    assert page("rm", "2026-11-22:1").code == 0
