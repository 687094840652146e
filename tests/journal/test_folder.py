from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from twohats.errors import ChangedMeanwhile, JournalError, NothingFound
from twohats.format.model import Entry
from twohats.format.paths import day_of, page_path
from twohats.journal.cache import MOST_SHOWN
from twohats.journal.find import find_journal
from twohats.journal.folder import Journal, state_key
from twohats.journal.names import gather_names, new_names
from twohats.journal.undo import undo
from twohats.system import machine
from twohats.system.files import make_folder
from twohats.system.folders import CannotRead

DAY = "2026-11-22"


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("TWOHATS_NOW", f"{DAY}T10:30")
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "hat.toml").touch()
    return Journal(str(tmp_path / "journal"))


@pytest.mark.parametrize(
    ("path", "day"),
    [("days/2026/2026-11-22.md", DAY), ("days/2026/2026-11-31.md", ""), ("days/2025/2026-11-22.md", ""), ("2026-11-22.md", ""), ("days/2026/2026-11-22.txt", ""),
     ("days/2024/2024-02-29.md", "2024-02-29"), ("days/2023/2023-02-29.md", ""), ("days/1900/1900-02-29.md", ""), ("days/2026/2026-00-10.md", ""),
     ("days/\N{SUPERSCRIPT TWO}026/\N{SUPERSCRIPT TWO}026-01-01.md", ""), ("", "")],
)  # fmt: skip
def test_the_path_of_a_page_names_its_day_and_no_other_path_does(path: str, day: str) -> None:
    assert day_of(path) == day


def test_a_day_has_one_path() -> None:
    assert page_path(DAY) == "days/2026/2026-11-22.md"
    assert page_path("0999-01-02") == "days/0999/0999-01-02.md"


def test_a_journal_is_remembered_under_a_name_of_its_own() -> None:
    keys = {
        state_key(path)
        for path in ("/a/b", "/a-b", "/a/b/", "/a/B", "/\udcff", "/" + "x" * 300, "/" + "x" * 301)
    }
    assert len(keys) == 7
    assert all(len(key) < 80 and key.isascii() and "/" not in key for key in keys)


def test_pages_are_found_in_the_order_of_their_days_and_only_where_they_belong(journal: Journal) -> None:
    root = Path(journal.root)
    for day in (DAY, "2025-12-31", "2026-01-01", "2026-11-31"):
        path = root / "days" / day[:4] / f"{day}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("- 25m brand post\n")
    (root / "days" / "2026" / ".2026-11-20.md.swp").touch()
    (root / "days" / "notes").mkdir()
    assert journal.days() == ["2025-12-31", "2026-01-01", DAY]
    assert journal.days("2026-01-01", "2026-01-31") == ["2026-01-01"]
    assert [page.day for page in journal.pages("2026-01-01")] == ["2026-01-01", DAY]


def test_a_folder_of_pages_that_is_a_link_out_of_the_journal_is_not_read(
    journal: Journal, tmp_path: Path
) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / f"{DAY}.md").write_text("- 25m brand post\n")
    (Path(journal.root) / "days").mkdir()
    (Path(journal.root) / "days" / "2026").symlink_to(tmp_path / "secret")
    assert journal.days() == []
    assert [problem.path for problem in journal.listing()[1]] == ["days/2026"]
    with pytest.raises(CannotRead):
        journal.read_text(page_path(DAY))


def test_a_page_that_is_a_link_out_of_the_journal_is_refused_for_that(
    journal: Journal, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("- 25m brand post\n")
    page = Path(journal.full_path(page_path(DAY)))
    page.parent.mkdir(parents=True)
    page.symlink_to(tmp_path / "secret.md")
    with pytest.raises(CannotRead, match="leads out of the journal"):
        journal.read_text(page_path(DAY))


def test_several_lines_are_one_change_and_say_the_places_they_have_in_the_end(journal: Journal) -> None:
    added = journal.add_all(
        [
            (DAY, "10:00 25m brand post"),
            (DAY, "25m brand read"),
            ("2026-11-21", "5m brand read"),
            (DAY, "09:00 5m brand read"),
        ]
    )
    assert [(one.day[-2:], one.number) for one in added] == [("22", 2), ("22", 3), ("21", 1), ("22", 1)]
    for one in added:
        item = journal.page(one.day).items[one.number - 1]
        assert isinstance(item.value, Entry)
    undo(journal)
    assert journal.days() == []


def test_a_line_is_replaced_and_removed_only_where_it_stands_as_it_was(journal: Journal) -> None:
    journal.add(DAY, "25m brand post: one")
    with pytest.raises(ChangedMeanwhile):
        journal.replace(DAY, 1, "- 25m brand post: two", "5m brand read")
    with pytest.raises(ChangedMeanwhile):
        journal.remove(DAY, 2, "- 25m brand post: one")
    journal.replace(DAY, 1, "- 25m brand post: one", "5m brand read")
    journal.remove(DAY, 1, "- 5m brand read")
    assert journal.page(DAY).items == ()


def test_an_edit_that_raises_changes_nothing_and_leaves_nothing_to_undo(journal: Journal) -> None:
    def fails(_: str) -> str:
        raise NothingFound("no")

    with pytest.raises(NothingFound):
        journal.change_all("both", {page_path(DAY): lambda text: text + "x", "inbox.md": fails})
    assert journal.days() == []
    with pytest.raises(NothingFound):
        undo(journal)


def test_a_change_that_changes_nothing_leaves_nothing_to_undo(journal: Journal) -> None:
    journal.add(DAY, "25m brand post")
    journal.change("nothing", page_path(DAY), lambda text: text)
    assert undo(journal).label == f"add {DAY} 25m brand post"


def test_what_the_user_made_private_or_linked_stays_so(journal: Journal) -> None:
    journal.add(DAY, "25m brand post")
    path = Path(journal.full_path(page_path(DAY)))
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    elsewhere = Path(journal.root) / "elsewhere.md"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    journal.add(DAY, "5m brand read")
    assert path.is_symlink()
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert "5m brand read" in elsewhere.read_text()


def test_nothing_of_ours_is_left_in_the_journal_but_the_folder_git_ignores(journal: Journal) -> None:
    for number in range(1, 5):
        journal.add(DAY, f"{number}m brand post")
    inside = Path(journal.root) / ".twohats"
    assert (inside / ".gitignore").read_text() == "*\n"
    assert list((inside / "tmp").iterdir()) == []
    assert sorted(path.name for path in Path(journal.root).iterdir()) == [".twohats", "days", "hat.toml"]


def test_new_names_are_told_once_with_the_near_one(journal: Journal) -> None:
    journal.add(DAY, "25m brand talk linkedin @anna +launch")
    value = Entry("brand", "talk", 25, channel="linkedn", people=("ana", "zoe"), tags=("launch",))
    journal.add(DAY, "25m brand talk linkedn @ana @zoe +launch")
    assert new_names(journal, value) == [
        "new channel linkedn; did you mean linkedin?", "new person @ana; did you mean @anna?", "new person @zoe",
    ]  # fmt: skip
    assert new_names(journal, value) == []
    assert journal.cache.known_names() == {
        "channel": {"linkedin", "linkedn"},
        "person": {"anna", "ana", "zoe"},
        "tag": {"launch"},
    }
    journal.cache.forget_names()
    assert journal.cache.known_names() is None
    assert gather_names(journal, value) == {"channel": {"linkedin"}, "person": {"anna"}, "tag": {"launch"}}


def test_a_name_that_the_journal_has_is_not_new_where_nothing_is_remembered_yet(journal: Journal) -> None:
    journal.add(DAY, "25m brand talk linkedin @anna")
    journal.add(DAY, "30m brand talk linkedin @anna")
    assert new_names(journal, Entry("brand", "talk", 30, channel="linkedin", people=("anna",))) == []


@pytest.mark.parametrize("damage", [b"", b"\0" * 50, b"garbage", b"i\1\0\0\0"])
def test_what_is_remembered_may_be_damaged_at_any_time(journal: Journal, damage: bytes) -> None:
    journal.add(DAY, "25m brand talk linkedin @anna")
    assert journal.hats.sides == {"personal": "personal", "brand": "brand"}
    new_names(journal, Entry("brand", "post", 25))
    journal.cache.remember_shown({f"{DAY}:1": "- x"})
    for path in (each for each in Path(journal.state).rglob("*") if each.is_file()):
        path.write_bytes(damage)
    again = Journal(journal.root)
    assert again.hats.sides == {"personal": "personal", "brand": "brand"}
    assert again.cache.known_names() is None
    assert again.cache.shown_lines() == {}
    again.add(DAY, "5m brand read")
    assert undo(again).label.endswith("5m brand read")


def test_what_was_shown_last_is_remembered_longest_and_an_added_line_takes_its_place(
    journal: Journal,
) -> None:
    journal.cache.remember_shown({f"{DAY}:{n}": f"- {n}" for n in range(1, 1000)})
    journal.cache.remember_shown({f"{DAY}:700": "- again"})
    shown = journal.cache.shown_lines()
    assert f"{DAY}:1" not in shown
    assert len(shown) < 2 * MOST_SHOWN
    assert list(shown)[-1] == f"{DAY}:700"
    journal.cache.remember_added({f"{DAY}:999": "- new"})
    assert journal.cache.shown_lines()[f"{DAY}:999"] == "- new"


def test_a_line_added_where_none_was_shown_is_not_remembered(journal: Journal) -> None:
    journal.cache.remember_shown({f"{DAY}:1": "- 1"})
    journal.cache.remember_added({f"{DAY}:5000": "- never shown"})
    assert f"{DAY}:5000" not in journal.cache.shown_lines()


def test_however_many_lines_were_shown_a_place_means_what_was_shown_there(journal: Journal) -> None:
    for first in (1, 900):
        journal.cache.remember_shown({f"{DAY}:{n}": f"- {n}" for n in range(first, first + 1000)})
    for n in (1, 899, 900, 1500, 1899):
        assert journal.cache.is_as_shown(f"{DAY}:{n}", f"- {n}")
        assert not journal.cache.is_as_shown(f"{DAY}:{n}", f"- {n + 1}")
    assert journal.cache.is_as_shown(f"{DAY}:5000", "- never shown")
    journal.cache.remember_added({f"{DAY}:7": "- new"})
    assert journal.cache.is_as_shown(f"{DAY}:7", "- new")
    assert not journal.cache.is_as_shown(f"{DAY}:7", "- 7")


def test_every_folder_that_is_made_is_open_to_the_user_alone(journal: Journal) -> None:
    before = os.umask(0o022)
    try:
        journal.add(DAY, "25m brand post")
        make_folder(os.path.join(journal.root, "a", "b", "c"))
    finally:
        os.umask(before)
    for folder in ("days", "days/2026", "a", "a/b", "a/b/c"):
        assert stat.S_IMODE(os.stat(journal.full_path(folder)).st_mode) == 0o700, folder
    with pytest.raises(JournalError):
        make_folder(os.path.join(journal.root, "hat.toml", "x"))


def test_hats_declared_anew_are_seen_by_the_next_command(journal: Journal) -> None:
    assert "novelist" not in journal.hats.sides
    (Path(journal.root) / "hat.toml").write_text('[hats.novelist]\nside = "brand"\n')
    assert "novelist" in Journal(journal.root).hats.sides
    (Path(journal.root) / "hat.toml").write_text("x = [")
    assert "novelist" not in Journal(journal.root).hats.sides


def test_a_folder_without_settings_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="is not a journal"):
        find_journal(str(tmp_path))
    with pytest.raises(JournalError, match="is not there"):
        find_journal(str(tmp_path / "none"))


@pytest.mark.parametrize("said", ["2026-11-22", "2026-11-22T09:05"])
def test_the_clock_can_be_set_for_one_command(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("TWOHATS_NOW", said)
    assert machine.now().day == DAY
    assert machine.now().stamp() == ("2026-11-22T09:05:00" if "T" in said else "2026-11-22T12:00:00")


@pytest.mark.parametrize(
    "said", ["now", "2026-11-31", "2026-11-22T25:00", "2026-11-22Tx", "0001-01-01", "T10:00"]
)
def test_a_clock_set_to_no_moment_is_an_error(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    from twohats.errors import NotUnderstood

    monkeypatch.setenv("TWOHATS_NOW", said)
    with pytest.raises(NotUnderstood, match="TWOHATS_NOW"):
        machine.now()


def test_folders_that_are_not_whole_paths_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("HOME", "/h")
    assert machine.state_folder() == os.path.join("/h", ".local", "state", "twohats")
    monkeypatch.setenv("XDG_STATE_HOME", "/s")
    assert machine.state_folder() == os.path.join("/s", "twohats")


@pytest.mark.parametrize("year", [1, 1899, 9000, 9998, 12345])
def test_a_clock_in_a_year_that_nobody_lives_in_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    """A line would go to a day that nobody ever looks at."""
    monkeypatch.delenv("TWOHATS_NOW", raising=False)
    monkeypatch.setattr(time, "localtime", lambda _: time.struct_time((year, 6, 1, 10, 0, 0, 0, 152, 0)))
    with pytest.raises(JournalError, match="this machine's clock says"):
        machine.now()


def test_what_is_wrong_with_the_settings_says_what_holds_until_then(journal: Journal) -> None:
    Path(journal.full_path("hat.toml")).write_text("[hats\n")
    assert journal.warnings()[0].endswith("; until it is fixed, defaults are used")


def test_a_config_that_cannot_be_read_where_it_may_name_a_journal_is_no_guess(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twohats").mkdir()
    (tmp_path / "twohats" / "config.toml").write_text("journal = \n")
    with pytest.raises(JournalError, match=r"cannot tell which journal to use: .*config\.toml"):
        find_journal()


def test_the_remembered_settings_are_those_of_the_file(journal: Journal) -> None:
    Path(journal.full_path("hat.toml")).write_text(
        'format = 1\nweek_start = "sunday"\nday_start = "04:00"\n'
        '[hats.club]\nside = "personal"\nshort = "c"\n'
        '[renamed]\nbluesky = "fedi"\n"@anne" = "@anna"\n'
        '[channels.fedi]\nname = "The\\tFediverse\\nand all"\n[channels.letter]\nname = "Post"\n'
    )
    read = journal.cached_settings
    remembered = journal.cache.cached_settings(lambda: pytest.fail("it was not remembered"))

    assert read.channel_names == {"fedi": "The\tFediverse\nand all", "letter": "Post"}
    assert remembered.hats.sides == read.hats.sides
    assert remembered._replace(hats=read.hats) == read
