"""`hat check --fix`: what was merged elsewhere is mended after it has been said how, and can be undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.shell import Shell

MARKED = """# 2026-11-22 Sunday

- 08:00-08:30 brand read
<<<<<<< HEAD
- 09:00-09:30 brand post m2: launch
||||||| 1f3a9c2
- 09:00-09:30 brand post: launch
- 25m personal read
=======
- 09:00-09:30 brand post: launch
- 15:00 brand got reply @bo
>>>>>>> theirs
- 08:00-08:30 brand read
"""
MENDED = """# 2026-11-22 Sunday

- 08:00-08:30 brand read
- 09:00-09:30 brand post m2: launch
- 15:00 brand got reply @bo
"""


def test_a_page_with_conflicts_is_read_once_and_is_a_problem(hat: Shell) -> None:
    hat.write(MARKED)

    ran = hat("check")

    assert ran.code == 1
    assert "git has left a conflict here" in ran.out
    assert "the same line stands above already" in ran.out
    listed = json.loads(hat("list", "--json").out)
    assert [line["text"] for line in listed["lines"] if line["type"] != "problem"] == [
        line.removeprefix("- ") for line in MENDED.split("\n") if line.startswith("- ")
    ]


def test_without_a_terminal_it_only_says_what_it_would_do(hat: Shell) -> None:
    hat.write(MARKED)

    ran = hat("check", "--fix")

    assert ran.code == 1
    assert "takes out line 10, changed or taken out on one side: - 09:00-09:30 brand post: launch" in ran.out
    assert "takes out line 13, it stands there once more: - 08:00-08:30 brand read" in ran.out
    assert "hat check --fix --yes" in ran.err
    assert hat.page() == MARKED


def test_it_asks_on_a_terminal_mends_and_can_be_undone(hat: Shell) -> None:
    hat.write(MARKED)

    no = hat.on_terminal("check", "--fix", talk=[("(y/N)", "n\n")])
    assert "nothing was changed" in no.out
    assert hat.page() == MARKED

    yes = hat.on_terminal("check", "--fix", talk=[("(y/N)", "y\n")])
    assert yes.code == 0
    assert hat.page() == MENDED
    assert hat("check").code == 0

    hat("undo")
    assert hat.page() == MARKED


def test_nothing_to_mend_is_said_and_changes_nothing(hat: Shell) -> None:
    hat.write("- 25m brand post\n- 25m brand post\n")

    ran = hat("check", "--fix", "--yes")

    assert (ran.code, ran.out) == (0, "")
    assert hat.page() == "- 25m brand post\n- 25m brand post\n"


def test_settings_reviews_and_the_inbox_are_mended_as_well(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text(
        'format = 1\n<<<<<<< a\ncurrency = "GBP"\n=======\nweek_start = "sunday"\n>>>>>>> b\n'
    )
    (hat.journal / "weeks" / "2026").mkdir(parents=True)
    week = hat.journal / "weeks" / "2026" / "2026-W47.md"
    week.write_text("# W47\n\n<<<<<<< a\nOne thought.\n=======\nAnother.\n>>>>>>> b\n")

    data = json.loads(hat("check", "--fix", "--yes", "--json").out)

    assert data["mended"]
    assert [file["path"] for file in data["fixes"]] == ["hat.toml", "weeks/2026/2026-W47.md"]
    assert (hat.journal / "hat.toml").read_text() == 'format = 1\ncurrency = "GBP"\nweek_start = "sunday"\n'
    assert "One thought." in week.read_text()
    assert "Another." in week.read_text()
    assert "<<<<" not in week.read_text()


def test_what_reaches_the_terminal_is_made_visible(hat: Shell) -> None:
    hat.write("<<<<<<< a\n- 25m brand post: \x1b[2Jx\n||||||| c\n- 5m brand read: \x1b]52;c;x\x07\n=======\n"
                "- 5m brand read: \x1b]52;c;x\x07\n>>>>>>> b\n")  # fmt: skip

    ran = hat("check", "--fix")

    assert "5m brand read" in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_a_line_that_is_there_already_at_the_same_time_is_not_added_again(hat: Shell) -> None:
    hat("add", "09:00-09:30", "brand", "post:", "launch")

    ran = hat("add", "09:00-09:30", "brand", "post:", "launch")

    assert ran.code == 3
    assert "has this very line already" in ran.err
    assert hat.items() == ["09:00-09:30 brand post: launch"]


def test_entries_that_lack_only_their_dash_get_it_and_nothing_else_changes(hat: Shell) -> None:
    text = "\ufeff* 25m b post: x\r\n  below\r\n25 ideas\r\n1. brand got reply @bo\r\n* 25m b psot\r\n\u2022 milk\r\n9:00 5m p read"
    hat.write(text)

    ran = hat("check", "--fix")
    assert ran.code == 1
    assert "puts a dash in front: - 25m b post: x\n" in ran.out
    assert "takes out" not in ran.out

    assert hat("check", "--fix", "--yes").code == 1  # for the line that is no entry
    mended = (
        text.replace("* 25m b post", "- 25m b post").replace("1. brand", "- brand").replace("9:00", "- 9:00")
    )
    assert hat.page() == mended
    assert (hat("check", "--fix", "--yes").out, hat.page()) == ("", mended)
    hat("undo")
    assert hat.page() == text


def test_the_json_of_check_lists_what_could_be_mended(hat: Shell) -> None:
    hat.write("25m b post\n- 09:00 5m b read\n- 09:00 5m b read\n")

    (fix,) = json.loads(hat("check", "--json").out)["fixes"]

    assert fix["path"] == "days/2026/2026-11-22.md"
    assert fix["dashes"] == [{"text": "25m b post", "becomes": "- 25m b post"}]
    assert fix["taken_out"] == [{"line": 3, "text": "- 09:00 5m b read", "stands_once_more": True}]
    hat.write("- 25m b post\n")
    assert json.loads(hat("check", "--json").out)["fixes"] == []


def test_conflicts_in_reviews_and_the_inbox_are_problems(hat: Shell) -> None:
    week = hat.journal / "weeks" / "2026" / "2026-W47.md"
    week.parent.mkdir(parents=True)
    week.write_text("# W47\n\n<<<<<<< a\nOne.\n=======\nTwo.\n>>>>>>> b\n")
    (hat.journal / "inbox.md").write_text("milk\n<<<<<<< a\n25m b post\n=======\n25m b post\n>>>>>>> b\n")

    ran = hat("check")

    assert ran.code == 1
    assert "inbox.md:2:1: git has left a conflict here" in ran.out
    assert "weeks/2026/2026-W47.md:3:1: git has left a conflict here" in ran.out
    assert "a line waits" in ran.out
    assert hat("inbox").code == 0
    assert hat.items() == ["25m brand post"]
    assert (hat.journal / "inbox.md").read_text() == "milk\n"


def test_a_line_added_to_a_page_with_a_conflict_goes_to_its_end(hat: Shell) -> None:
    hat.write(MARKED)

    ran = hat("add", "08:10", "5m", "brand", "read")

    assert (ran.code, ran.err.count("has this very line")) == (0, 0)
    assert hat.page() == f"{MARKED}- 08:10 5m brand read\n"
    assert hat("check", "--fix", "--yes").code == 0
    assert hat.page() == f"{MENDED}- 08:10 5m brand read\n"
