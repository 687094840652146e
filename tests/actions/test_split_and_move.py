"""Lines split in two and moved to other days, on pages as editors leave them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twohats.actions.change import line_at, move, replace
from twohats.actions.split import split
from twohats.actions.undo import redo, undo
from twohats.drafting.draft import draft
from twohats.errors import ChangedMeanwhile, JournalError, NothingFound, NotUnderstood
from twohats.format.times import Now
from twohats.journal import writer
from twohats.journal.folder import Journal

SATURDAY, SUNDAY = "2026-11-21", "2026-11-22"
UGLY = (
    "\ufeff# 2026-11-22 Sunday\r\n\r\nSlept badly.\r\n\r\n-\t09:00-10:00 brand post linkedin m2: one  \r\n"
    "\t- a list\r\n\t\t- in it \r\n-  1h b  read X2\r\n\r\nMore.\r\n- 25m brnd post\r\n- brand got reply\r\n- 12:00 20m p talk: last"
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    root = tmp_path / "journal"
    root.mkdir()
    (root / "hat.toml").write_text("format = 1\n")
    return Journal(str(root))


def put(journal: Journal, day: str, text: str) -> None:
    path = Path(journal.full_path(f"days/{day[:4]}/{day}.md"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def page(journal: Journal, day: str) -> str:
    return journal.read_text(f"days/{day[:4]}/{day}.md") or ""


@pytest.mark.parametrize(
    ("number", "words", "was", "becomes"),
    [
        (1, "25m", "-\t09:00-10:00 brand post linkedin m2: one  \r\n\t- a list\r\n\t\t- in it \r\n",
         "-\t09:00-09:25 brand post linkedin m2: one\r\n\t- a list\r\n\t\t- in it \r\n- 09:25-10:00 brand post linkedin m2: one\r\n"),
        (2, "20m", "-  1h b  read X2\r\n", "-  20m b  read X2\r\n- 40m b  read\r\n"),
        (2, "20m p talk phone @anna: she rang", "-  1h b  read X2\r\n", "-  20m b  read X2\r\n- 40m personal talk phone @anna: she rang\r\n"),
        (5, "12:05", "- 12:00 20m p talk: last", "- 12:00 5m p talk: last\r\n- 12:05 15m p talk: last"),
    ],
)  # fmt: skip
def test_a_line_is_split_and_nothing_else_changes(
    journal: Journal, number: int, words: str, was: str, becomes: str
) -> None:
    put(journal, SUNDAY, UGLY)
    parts = split(journal, line_at(journal, SUNDAY, number), words.split())
    assert page(journal, SUNDAY) == UGLY.replace(was, becomes)
    assert (parts.first.number, parts.second.number) == (number, number + 1)
    assert f"- {parts.second.item}" in page(journal, SUNDAY)
    undo(journal)
    assert page(journal, SUNDAY) == UGLY
    redo(journal)
    assert page(journal, SUNDAY) == UGLY.replace(was, becomes)


def test_the_second_part_of_a_line_with_a_time_goes_where_its_time_is(journal: Journal) -> None:
    put(journal, SUNDAY, "- 09:00-10:00 brand post\n- 09:10 brand got reply\n- 10:00 5m p read\n")
    parts = split(journal, line_at(journal, SUNDAY, 1), ["30m"])
    assert page(journal, SUNDAY) == (
        "- 09:00-09:30 brand post\n- 09:10 brand got reply\n- 09:30-10:00 brand post\n- 10:00 5m p read\n"
    )
    assert parts.second.number == 3


@pytest.mark.parametrize("number", [3, 4])
def test_what_has_no_minutes_is_not_split(journal: Journal, number: int) -> None:
    put(journal, SUNDAY, UGLY)
    with pytest.raises(NotUnderstood):
        split(journal, line_at(journal, SUNDAY, number), ["10m"])
    assert page(journal, SUNDAY) == UGLY


def test_a_part_that_stands_on_the_page_already_is_refused(journal: Journal) -> None:
    text = "- 09:00-09:25 brand post\n- 09:00-10:00 brand post\n"
    put(journal, SUNDAY, text)
    with pytest.raises(JournalError, match="this very line already"):
        split(journal, line_at(journal, SUNDAY, 2), ["25m"])
    assert page(journal, SUNDAY) == text


def test_a_line_beside_a_conflict_is_split_and_the_conflict_stays(journal: Journal) -> None:
    text = "- 1h brand post\n<<<<<<< a\n- 5m p read\n=======\n- 6m p read\n>>>>>>> b\n"
    put(journal, SUNDAY, text)
    split(journal, line_at(journal, SUNDAY, 1), ["25m"])
    assert page(journal, SUNDAY) == text.replace("- 1h brand post\n", "- 25m brand post\n- 35m brand post\n")


def test_lines_are_moved_as_they_are_with_the_lines_below(journal: Journal) -> None:
    put(journal, SUNDAY, UGLY)
    put(journal, SATURDAY, "# 2026-11-21 Saturday\n\n- 08:00 5m p read\n\nA walk.\n")
    added = move(journal, [line_at(journal, SUNDAY, at) for at in (1, 5, 2)], SATURDAY)
    assert page(journal, SATURDAY) == (
        "# 2026-11-21 Saturday\n\n- 08:00 5m p read\n-\t09:00-10:00 brand post linkedin m2: one  \n\t- a list\n"
        "\t\t- in it \n- 12:00 20m p talk: last\n-  1h b  read X2\n\nA walk.\n"
    )
    assert page(journal, SUNDAY) == (
        "\ufeff# 2026-11-22 Sunday\r\n\r\nSlept badly.\r\n\r\n\r\nMore.\r\n- 25m brnd post\r\n- brand got reply"
    )
    assert [(one.number, one.item.split()[-1]) for one in added] == [(2, "one"), (3, "last"), (4, "X2")]
    assert undo(journal).line().startswith("move 2026-11-22:1 to 2026-11-21 09:00-10:00 brand post")
    assert page(journal, SUNDAY) == UGLY
    assert page(journal, SATURDAY) == "# 2026-11-21 Saturday\n\n- 08:00 5m p read\n\nA walk.\n"


def test_lines_of_several_days_meet_on_a_new_page(journal: Journal) -> None:
    put(journal, SUNDAY, "- 5m b post: sunday\n")
    put(journal, SATURDAY, "- 6m b post: saturday\n- nothing\n- 24:40 brand got reply\n")
    lines = [line_at(journal, SATURDAY, at) for at in (3, 2, 1)] + [line_at(journal, SUNDAY, 1)]
    move(journal, [*lines, lines[0]], "2026-11-20")
    assert page(journal, "2026-11-20") == (
        "# 2026-11-20 Friday\n\n- 24:40 brand got reply\n- nothing\n- 6m b post: saturday\n- 5m b post: sunday\n"
    )
    assert (page(journal, SUNDAY), page(journal, SATURDAY)) == ("", "")
    undo(journal)
    assert not Path(journal.full_path("days/2026/2026-11-20.md")).exists()
    assert page(journal, SATURDAY).count("\n") == 3


def test_a_line_replaced_and_moved_keeps_the_lines_below_as_they_are(journal: Journal) -> None:
    put(journal, SUNDAY, UGLY)
    line = line_at(journal, SUNDAY, 1)
    new = draft(["yesterday 30m b read"], Now(SUNDAY, 600), journal.hats)
    replace(journal, SUNDAY, 1, line.block, new)
    assert page(journal, SATURDAY) == (
        "# 2026-11-21 Saturday\n\n- 30m brand read\n\t- a list\n\t\t- in it \n"
    )


def test_lines_that_cannot_be_moved_leave_all_as_it_was(journal: Journal) -> None:
    put(journal, SUNDAY, UGLY)
    put(journal, SATURDAY, "- 12:00 20m p talk: last\n")
    for number, day, says in (
        (3, SATURDAY, "is not understood"),
        (2, SUNDAY, "is of 2026-11-22 already"),
        (5, SATURDAY, "this very line already"),
    ):
        lines = [line_at(journal, SUNDAY, 1), line_at(journal, SUNDAY, number)]
        with pytest.raises((NotUnderstood, JournalError), match=says):
            move(journal, lines, day)
        assert page(journal, SUNDAY) == UGLY
        assert page(journal, SATURDAY) == "- 12:00 20m p talk: last\n"
    with pytest.raises(NothingFound):
        line_at(journal, SUNDAY, 9)


@pytest.mark.parametrize("what", ["split", "move"])
def test_a_line_that_has_changed_since_it_was_shown_is_left_alone(journal: Journal, what: str) -> None:
    put(journal, SUNDAY, "- 1h brand post\n")
    line = line_at(journal, SUNDAY, 1)
    put(journal, SUNDAY, "- 1h brand read\n")
    with pytest.raises(ChangedMeanwhile):
        split(journal, line, ["25m"]) if what == "split" else move(journal, [line], SATURDAY)
    assert page(journal, SUNDAY) == "- 1h brand read\n"
    assert page(journal, SATURDAY) == ""


def test_a_place_that_was_shown_still_means_its_line_when_a_split_has_put_another_there(
    journal: Journal,
) -> None:
    put(journal, SUNDAY, "- 1h brand post\n- brand got reply\n")
    journal.cache.remember_shown(journal.blocks(SUNDAY))
    split(journal, line_at(journal, SUNDAY, 1), ["25m"])
    with pytest.raises(ChangedMeanwhile):
        line_at(journal, SUNDAY, 2)


BLOCKS = ["- 1h brand post", "- 09:00-10:00 p read: x\n  more\n\t- deep ", "- ~40m b do walk x3", "- brand got reply", "Prose.",
          "- nothing", "", "- 23:30-00:30 b talk @anna", "- 25m brnd post"]  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=7), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n"]),
    st.integers(1, 7), st.integers(1, 90),
)  # fmt: skip
def test_split_and_undone_a_page_is_as_before(
    tmp_path_factory: pytest.TempPathFactory,
    blocks: list[str],
    end: str,
    last: str,
    number: int,
    minutes: int,
) -> None:
    root = tmp_path_factory.mktemp("j")
    (root / "hat.toml").write_text("format = 1\n")
    journal = Journal(str(root))
    text = "\n".join(blocks).replace("\n", end) + last.replace("\n", end)
    put(journal, SUNDAY, text)
    before = journal.page(SUNDAY)
    try:
        split(journal, line_at(journal, SUNDAY, number), [f"{minutes}m"])
    except (NotUnderstood, NothingFound, JournalError):
        assert page(journal, SUNDAY) == text
        return
    after = page(journal, SUNDAY)
    now = journal.page(SUNDAY)
    if len(now.all_problems()) == len(before.all_problems()):  # else a line counts that had doubled this one
        assert sum(entry.minutes for entry in now.entries()) == sum(
            entry.minutes for entry in before.entries()
        )
    assert after.count("\n") == text.count("\n") + 1
    assert after.endswith(end) is text.endswith(end)
    assert end == "\n" or "\n" not in text or after.count("\r\n") == after.count("\n")
    undo(journal)
    assert page(journal, SUNDAY) == text


def test_a_move_that_is_killed_between_two_pages_has_lost_no_line(journal: Journal) -> None:
    put(journal, SATURDAY, "- 25m brand post linkedin: wanted\n")
    put(journal, SUNDAY, "- 1h brand read\n")
    wanted = line_at(journal, SATURDAY, 1)
    child = os.fork()
    if not child:
        swap = writer._Job.do

        def swap_and_die(job: writer._Job) -> None:
            swap(job)
            os._exit(9)

        writer._Job.do = swap_and_die  # type: ignore[method-assign,assignment]  # in the child alone
        move(journal, [wanted], SUNDAY)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert "wanted" in page(journal, SATURDAY) + page(journal, SUNDAY)
