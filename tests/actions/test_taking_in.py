"""A plan of an import carried out and taken back: nothing that a person wrote or changed is touched."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from twohats.actions.taking_back import known_records, listed_imports, take_back_import
from twohats.actions.taking_in import catch_up, take_in
from twohats.actions.undo import redo, undo
from twohats.errors import ChangedMeanwhile, NothingFound
from twohats.interchange import ledger
from twohats.interchange.plan import Plan, PlannedLine, PlannedPerson
from twohats.interchange.source import Recognised
from twohats.journal.folder import Journal

BY_HAND = "- 09:10-09:35 brand post linkedin m2 i3: Launch thread\n"
LINES = (
    PlannedLine("2026-11-18", "21:11 brand got conversation linkedin @tove src:linkedin", "linkedin", ()),
    PlannedLine("2026-11-18", "21:11 ~2m brand talk linkedin @tove src:linkedin: 2 messages, 1 mine", "linkedin", ("a" * 16, "b" * 16)),
    PlannedLine("2026-11-19", "brand got congrats linkedin x31 src:linkedin", "linkedin", ("c" * 16,)),
    PlannedLine("2025-02-03", "10:00 ~4m brand post linkedin src:linkedin", "linkedin", ("d" * 16,)),
)  # fmt: skip
PLAN = Plan(
    (Recognised("linkedin", "LinkedIn, complete archive"),),
    tuple(line._replace(keys=line.keys or ("e" * 16,)) for line in LINES),
    people=(PlannedPerson("tove", "Tove Adlerz", "f" * 16, is_new=True),),
)


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "journal"
    (root / "days/2026").mkdir(parents=True)
    (root / "hat.toml").write_text("format = 1\n")
    (root / "people.toml").write_text('# mine\n[bo]\nname = "Bo"\n')
    (root / "days/2026/2026-11-18.md").write_text(f"# 2026-11-18 Wednesday\n\n{BY_HAND}")
    return Journal(str(root))


def files(journal: Journal) -> dict[str, str]:
    """The texts of the journal."""
    root = Path(journal.root)
    return {
        str(path.relative_to(root)): path.read_text()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".twohats" not in path.parts
    }


def page(journal: Journal, day: str) -> Path:
    return Path(journal.root) / f"days/{day[:4]}/{day}.md"


def change(journal: Journal, day: str, old: str, new: str) -> None:
    """Change a page through the journal, which would take an editor's save for one that overwrites what came in."""
    assert old in page(journal, day).read_text()
    journal.change("by hand", f"days/{day[:4]}/{day}.md", lambda text: text.replace(old, new, 1))


def test_lines_ledger_and_names_come_by_one_change_and_one_undo_takes_them_back(journal: Journal) -> None:
    before = files(journal)

    done = take_in(journal, PLAN, {}, {})

    assert (done.lines, done.days, done.refused, done.people) == (4, 3, 0, 1)
    after = files(journal)
    assert BY_HAND in after["days/2026/2026-11-18.md"]
    assert after["imports/linkedin-2026.seen"].count("\n") == 4
    assert after["imports/linkedin-2025.seen"] == f"2025-02-03 {'d' * 16}\n"
    assert after["imports/people.seen"] == f"{'f' * 16} tove\n"
    assert after["people.toml"] == '# mine\n[bo]\nname = "Bo"\n\n[tove]\nname = "Tove Adlerz"\n'
    assert [one.known for one in listed_imports(journal)] == [4]

    assert undo(journal).label == "import 4 lines: LinkedIn, complete archive"
    assert files(journal) == before
    assert known_records(journal) == set()
    assert [one.known for one in listed_imports(journal)] == [0]
    with pytest.raises(NothingFound):
        take_back_import(journal, done.number)

    redo(journal)
    assert files(journal) == after


def test_it_is_taken_back_later_with_what_was_changed_kept_and_counted(journal: Journal) -> None:
    done = take_in(journal, PLAN, {}, {})
    journal.add("2026-11-18", "25m personal talk phone @anna m5")
    change(journal, "2026-11-18", "2 messages, 1 mine", "about the book")
    change(journal, "2025-02-03", "- 10:00 ~4m brand post linkedin src:linkedin\n", "")

    back = take_back_import(journal, done.number)

    assert (back.taken, back.changed, back.gone) == (2, 1, 1)
    assert back.says() == "2 lines taken back, 1 kept because you changed it, 1 already gone"
    text = page(journal, "2026-11-18").read_text()
    assert BY_HAND in text
    assert "about the book" in text
    assert "@anna m5" in text
    assert "got conversation" not in text
    assert known_records(journal) == {
        "a" * 16,
        "b" * 16,
    }  # else the line that was changed would come in once more
    undo(journal)
    assert "got conversation" in page(journal, "2026-11-18").read_text()


def test_a_line_moved_to_another_day_is_kept(journal: Journal) -> None:
    done = take_in(journal, PLAN, {}, {})
    line = f"- {PLAN.lines[1].text}\n"
    change(journal, "2026-11-18", line, "")
    journal.add("2026-11-17", PLAN.lines[1].text)

    assert take_back_import(journal, done.number)[1:] == (3, 1, 0)
    assert line in page(journal, "2026-11-17").read_text()


def test_undo_of_an_import_whose_lines_were_changed_takes_back_the_rest_and_says_so(journal: Journal) -> None:
    journal.add("2026-11-16", "5m personal read")
    take_in(journal, PLAN, {}, {})
    change(journal, "2026-11-19", "x31", "x30")

    journal.history.record_outcome(
        "skipped", journal.history.to_undo()[0].number
    )  # as if an editor had done it
    assert undo(journal).label.endswith("3 lines taken back, 1 kept because you changed it")
    assert "x30" in page(journal, "2026-11-19").read_text()
    assert "src:" not in page(journal, "2026-11-18").read_text()
    assert undo(journal).label == "add 2026-11-16 5m personal read"


def test_a_page_that_changed_since_it_was_shown_stops_it_all(journal: Journal) -> None:
    before = files(journal)
    with pytest.raises(ChangedMeanwhile):
        take_in(journal, PLAN, {"2026-11-18": "as it was"}, {})

    assert files(journal) == before
    assert [one.known for one in listed_imports(journal)] == [0]


def test_a_line_that_its_page_cannot_take_stays_unknown_and_is_said(journal: Journal) -> None:
    wrong = PlannedLine("2026-11-19", "25m brand pots src:twohats", "twohats", ("9" * 16,))
    done = take_in(journal, PLAN._replace(lines=(*PLAN.lines, wrong)), {}, {})

    assert (done.lines, done.refused) == (4, 1)
    assert "1 could not be written (pots is not a verb" in done.says()
    assert "9" * 16 not in known_records(journal)
    assert len(known_records(journal)) == 5


def test_known_without_a_line(journal: Journal) -> None:
    before = files(journal)

    assert catch_up(journal, PLAN, {}) == 5
    assert len(known_records(journal)) == 5
    undo(journal)
    assert files(journal) == before


def test_ten_thousand_lines_of_a_new_journal_are_undone(journal: Journal) -> None:
    before = files(journal)
    lines = [
        PlannedLine(f"2026-{at % 12 + 1:02d}-{at // 12 % 28 + 1:02d}", f"brand got reply src:mail: {at}", "mail", (f"{at:016x}",))
        for at in range(10_000)
    ]  # fmt: skip
    take_in(journal, PLAN._replace(lines=tuple(lines)), {}, {})
    journal.add("2026-11-16", "5m personal read")
    undo(journal)

    undo(journal)

    assert {path: text for path, text in files(journal).items() if text.count("\n") > 2} == {
        path: text for path, text in before.items() if text.count("\n") > 2
    }


def test_rounds_of_taking_in_changing_and_taking_back_never_touch_what_is_by_hand(journal: Journal) -> None:
    chance = random.Random(11)
    by_hand = {"2026-11-18": BY_HAND}
    for at in range(60):
        before = known_records(journal)
        fresh = tuple(line for line in PLAN.lines if not before.intersection(line.keys))
        done = take_in(journal, PLAN._replace(lines=fresh), {}, {})
        for day in {line.day for line in PLAN.lines}:
            if chance.random() < 0.3 and page(journal, day).exists():
                rows = page(journal, day).read_text().splitlines(keepends=True)
                mine = [row for row in rows if "src:" in row]
                if mine:
                    row = chance.choice(mine)
                    change(journal, day, row, "" if chance.random() < 0.5 else row[:-1] + " again\n")
            if chance.random() < 0.2:
                item = f"{at % 50 + 1}m personal read: by hand {at} {day}"
                journal.add(day, item)
                by_hand[day] = by_hand.get(day, "") + f"- {item}\n"
        if fresh and chance.random() < 0.7:
            take_back_import(journal, done.number)
        standing = [line for day in journal.days() for line in page(journal, day).read_text().splitlines()]
        for text in by_hand.values():
            for row in text.splitlines():
                assert standing.count(row) == 1
        for line in PLAN.lines:
            assert standing.count(f"- {line.text}") <= 1
    assert ledger.keys_of("") == set()
