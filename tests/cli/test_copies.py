"""Copies that programs which sync a folder leave: named, merged into their files by meaning, undone in one step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.shell import Shell

SIGNS = (
    ".sync-conflict-20261120-101112-ABCDEFG", " (Anna's conflicted copy 2026-11-20)", " 2", "-DESKTOP-AB12CDE",
    " (conflicted copy 2026-11-20 101112)", " (1)", " (SFConflict anna@example.com 2026-11-20-10-11-12)", ".Conflict",
    " [conflicted]", "_conflict-20261120-101112", " (Copie en conflit de Zoé 2026-11-20)", "(Zoé的冲突副本1_2026-06-26 02-11-37)",
)  # fmt: skip
MERGED = [
    # the file, what it has, what its copy has, what it has then
    ("days/2026/2026-11-20.md", "# 2026-11-20 Friday\n\n- 09:00 25m brand post: one\n- 30m brand read\n",
     "# 2026-11-20 Friday\n\n- 09:00 25m brand post: one\n- 10:00 5m brand talk phone @anna\n\nProse.\n",
     "# 2026-11-20 Friday\n\n- 09:00 25m brand post: one\n- 30m brand read\n- 10:00 5m brand talk phone @anna\n\nProse.\n"),
    ("days/2026/2026-11-20.md", None, "# 2026-11-20 Friday\n\n- 45m brand read\n", "# 2026-11-20 Friday\n\n- 45m brand read\n"),
    ("inbox.md", "5m b read\n", "fri\n10m b read\n", "5m b read\nfri\n10m b read\n"),
    ("weeks/2026/2026-W47.md", "# 2026-W47\n\nNine years.\n", "# 2026-W47\n\n- decided: brand linkedin at most 2h a week\n",
     "# 2026-W47\n\n- decided: brand linkedin at most 2h a week\n\nNine years.\n"),
    ("hat.toml", 'format = 1\n\n[channels.blog]\nname = "Blog"\n', '# mine\nformat = 1\nweek_start = "sunday"\n',
     '# mine\nformat = 1\nweek_start = "sunday"\n\n[channels.blog]\nname = "Blog"\n'),
    ("people.toml", '[anna]\nname = "Anna"\naliases = ["ann"]\n', '[anna]\nname = "Anna"\naliases = ["annar"]\n\n[bo]\nname = "Bo"\n',
     '[anna]\nname = "Anna"\naliases = ["ann", "annar"]\n\n[bo]\nname = "Bo"\n'),
    ("trials/2026-11-linkedin.toml", 'hat = "brand"\nchannel = "linkedin"\nfrom = 2026-11-30\nto = 2026-12-06\n',
     'hat = "brand"\nchannel = "linkedin"\nfrom = 2026-11-30\nto = 2026-12-06\nexpect = "nothing"\n',
     'hat = "brand"\nchannel = "linkedin"\nfrom = 2026-11-30\nto = 2026-12-06\nexpect = "nothing"\n'),
]  # fmt: skip


def files(hat: Shell) -> dict[str, bytes]:
    return {
        str(path.relative_to(hat.journal)): path.read_bytes()
        for path in hat.journal.rglob("*")
        if path.is_file() and ".twohats" not in path.parts
    }


def beside(path: Path, sign: str) -> Path:
    return path.with_name(f"{path.stem}{sign}{path.suffix}")


@pytest.mark.parametrize(("file", "text", "copy", "merged"), MERGED, ids=[row[0] for row in MERGED])
@pytest.mark.parametrize("sign", SIGNS[:2])
def test_a_copy_is_named_merged_and_brought_back(
    hat: Shell, file: str, text: str | None, copy: str, merged: str, sign: str
) -> None:
    path = hat.journal / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if text is not None:
        path.write_text(text)
    beside(path, sign).write_text(copy)
    before = files(hat)
    assert (
        f"{beside(path, sign).relative_to(hat.journal)}: is a second {file}, and nothing in it is read"
        in hat("check").out
    )
    shown = hat("check", "--fix")
    assert (shown.code, files(hat)) == (1, before)
    assert f"takes in {beside(path, sign).relative_to(hat.journal)}, and takes it away" in shown.out
    assert hat("check", "--fix", "--yes").code == 0
    after = files(hat)
    assert after.keys() == {*before, file} - {str(beside(path, sign).relative_to(hat.journal))}
    assert after[file].decode() == merged
    assert "second" not in hat("check").out
    assert hat("undo").code == 0
    assert files(hat) == before
    assert hat("redo").code == 0
    assert files(hat) == after


@pytest.mark.parametrize("sign", SIGNS)
def test_of_every_service(hat: Shell, sign: str) -> None:
    hat.write("- 25m brand post\n", "2026-11-20")
    beside(hat.path("2026-11-20"), sign).write_text("- 25m brand post\n- 5m brand read\n")
    beside(hat.journal / "inbox.md", sign).write_text("5m b read\n")
    assert "lies beside inbox.md, and is not read" in hat("inbox").err
    assert hat("check", "--fix", "--yes").code == 0
    assert hat.items("2026-11-20") == ["25m brand post", "5m brand read"]
    assert (hat.journal / "inbox.md").read_text() == "5m b read\n"


def test_many_copies_of_one_file_and_of_folders_are_one_change(hat: Shell) -> None:
    hat.write("- 25m brand post\n", "2026-11-20")
    for at, sign in enumerate(SIGNS):
        beside(hat.path("2026-11-20"), sign).write_text(f"- {at + 1}m brand read\n")
    for folder in ("days 2/2026", "days/2026 (1)"):
        (hat.journal / folder).mkdir(parents=True)
        (hat.journal / folder / "2026-11-20.md").write_text(f"- 1h brand talk: {folder}\n")
    before = files(hat)
    assert hat("check", "--fix", "--yes").code == 0
    assert len(hat.items("2026-11-20")) == 1 + len(SIGNS) + 2
    assert hat("check").code == 0
    hat("undo")
    assert files(hat) == before


def test_two_versions_of_a_line_both_stay_and_are_named(hat: Shell) -> None:
    hat.write("- 09:00 25m brand post linkedin m2: the launch thread\n")
    beside(hat.path(), " 2").write_text("- 09:00 25m brand post linkedin m4: the launch thread\n")
    out = hat("check", "--fix", "--yes").out
    assert "keeps two versions of one line" in out
    assert len(hat.items()) == 2


def test_of_two_values_of_a_key_it_is_said_which_stays(hat: Shell) -> None:
    (hat.journal / "hat.toml").write_text('week_start = "sunday"  # here\n')
    beside(hat.journal / "hat.toml", " 2").write_text('week_start = "saturday"\n')
    assert 'keeps week_start = "s' in hat("check", "--fix").out


def test_what_cannot_be_merged_for_certain_stays(hat: Shell) -> None:
    hat.write("- 25m brand post\n")
    beside(hat.journal / "hat.toml", " 2").write_text("= nonsense\n")
    beside(hat.path(), " 2").symlink_to("/etc/passwd")
    before = files(hat)
    done = hat("check", "--fix", "--yes")
    assert "nothing that could be mended" in done.err
    assert files(hat) == before
    assert "hat 2.toml: is a second hat.toml" in hat("check").out


def test_a_file_that_is_not_on_this_machine_is_a_problem(hat: Shell) -> None:
    hat.write("- 25m brand post\n")
    (hat.path().parent / ".2026-11-20.md.icloud").write_bytes(b"bplist00")
    (hat.journal / ".inbox.md.icloud").write_bytes(b"bplist00")
    (hat.path().parent / ".2026-11-22.md.icloud").write_bytes(b"bplist00")  # which is here as well
    done = hat("check", "--json")
    problems = json.loads(done.out)["problems"]
    assert done.code == 1
    assert [(each["code"], each["path"]) for each in problems] == [
        ("not-downloaded", ".inbox.md.icloud"), ("not-downloaded", "days/2026/.2026-11-20.md.icloud"),
    ]  # fmt: skip
    assert ".inbox.md.icloud lies beside inbox.md" in hat("inbox").err


def test_a_period_takes_its_own_days_and_what_is_of_none(hat: Shell) -> None:
    for day in ("2026-11-20", "2026-11-21"):
        hat.write("- 25m brand post\n", day)
        beside(hat.path(day), " 2").write_text("- 5m brand read\n")
    assert hat("check", "2026-11-20", "--fix", "--yes").code == 0
    assert len(hat.items("2026-11-20")) == 2
    assert len(hat.items("2026-11-21")) == 1


def test_names_of_the_users_own_are_left_alone(hat: Shell) -> None:
    hat.write("- 25m brand post\n")
    for name in ("notes 2.md", "2026-11-22 notes.md", "2026-11-22-plans.md"):
        (hat.path().parent / name).write_text("- 5m brand read\n")
    before = files(hat)
    assert hat("check", "--fix", "--yes").code == 0
    assert files(hat) == before
    assert hat("check").out.count("not the page of a day") == 3
