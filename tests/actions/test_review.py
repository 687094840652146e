"""A sitting: which cards there are and in which order, what each answer writes, and that nothing is lost or asked twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from twohats.actions.answers import answer, check
from twohats.actions.review import MOST_ALIKE, Sitting, open_sitting, pass_card, sitting_week, start_again
from twohats.actions.undo import undo
from twohats.errors import ChangedMeanwhile, NotUnderstood
from twohats.format.calendar import week_named
from twohats.format.times import Now
from twohats.journal.folder import Journal
from twohats.views import cards

if TYPE_CHECKING:
    from twohats.views.cards import Card

NOW = Now("2026-11-22", 1080)
WEEK = week_named("2026-W47")
QUESTION = "Why social, and not speaking to a few more people?"
PAGES = {
    "2026-10-01": "25m personal talk phone @kit m4 i4\nnothing",
    "2026-11-11": "25m brand post linkedin m2 i2: carousel\n30m personal talk phone @kit m4 i4",
    "2026-11-12": "brand got reply in-person @imke met:in-person: her card",
    "2026-11-17": (
        "brand got reply linkedin @hal: Congrats!\nbrand got commented linkedin @june: congrats\n"
        "personal got reply linkedin: Congrats!!\n45m brnd post linkedin"
    ),
    "2026-11-18": "10m brand post linkedin: launch\n2h30 brand read linkedin m1 u1",
}
REVIEW = """# 2026-W46

Cold all week.

- decided: linkedin at most 2h a week
- decided: a letter to Imke
"""


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "journal"
    for day, lines in PAGES.items():
        path = root / "days" / "2026" / f"{day}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"- {line}\n" for line in lines.splitlines()))
    (root / "weeks" / "2026").mkdir(parents=True)
    (root / "weeks" / "2026" / "2026-W46.md").write_text(REVIEW)
    (root / "hat.toml").write_text("format = 1\n")
    return Journal(str(root))


def sitting(journal: Journal) -> Sitting:
    return open_sitting(journal, WEEK, NOW)


def kinds(journal: Journal) -> list[str]:
    return [card.kind for card in sitting(journal).left]


def card_of(journal: Journal, kind: str, at: int = 0) -> Card:
    return [card for card in sitting(journal).cards if card.kind == kind][at]


def page(journal: Journal, day: str) -> list[str]:
    return (journal.read_text(f"days/2026/{day}.md") or "").splitlines()


def review(journal: Journal) -> str:
    return journal.read_text("weeks/2026/2026-W47.md") or ""


def say(journal: Journal, card: Card, word: str) -> str:
    return answer(journal, WEEK.name, card, word, NOW).says


def test_the_cards_come_in_the_order_of_the_sitting(journal: Journal) -> None:
    found = [card.kind for card in sitting(journal).cards]
    assert list(dict.fromkeys(found)) == [
        cards.PROBLEM, cards.RATE, cards.WORTH, cards.FIELD, cards.PERSON, cards.NOISE, cards.DECIDED,
        cards.QUESTION, cards.DECISION,
    ]  # fmt: skip
    assert [(found.count(kind), kind) for kind in (cards.RATE, cards.WORTH, cards.DECIDED)] == [
        (2, cards.RATE), (2, cards.WORTH), (2, cards.DECIDED),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "start", "week"),
    [
        ("2026-11-22", 0, "2026-W47"),  # Sunday
        ("2026-11-20", 0, "2026-W47"),  # Friday
        ("2026-11-19", 0, "2026-W46"),
        ("2026-11-23", 0, "2026-W47"),
        ("2026-11-19", 6, "2026-W47"),  # weeks from Sunday: its fifth day
        ("2026-11-18", 6, "2026-W46"),
    ],
)
def test_from_the_fifth_day_on_it_is_the_running_week(day: str, start: int, week: str) -> None:
    assert sitting_week(date.fromisoformat(day), start).name == week


def test_a_line_is_put_right(journal: Journal) -> None:
    card = card_of(journal, cards.PROBLEM)
    say(journal, card, "45m brand post linkedin")
    assert page(journal, "2026-11-17")[3] == "- 45m brand post linkedin"
    with pytest.raises(ChangedMeanwhile):
        say(journal, card, "40m brand post linkedin")


def test_ratings_go_to_their_line_one_after_the_other_whatever_came_above_it(journal: Journal) -> None:
    motivation, interest = (card_of(journal, cards.RATE, at) for at in (0, 1))
    say(journal, motivation, "3")
    journal.add("2026-11-18", "00:05 5m personal read blogs")
    say(journal, interest, "5")
    assert "- 10m brand post linkedin m3 i5: launch" in page(journal, "2026-11-18")
    say(journal, motivation, "1")  # one may go back and think better of it
    assert "- 10m brand post linkedin m1 i5: launch" in page(journal, "2026-11-18")
    for _ in range(4):
        undo(journal)
    assert "- 10m brand post linkedin: launch" in page(journal, "2026-11-18")


def test_looking_back_is_asked_once_of_an_entry(journal: Journal) -> None:
    for _ in range(9):
        left = [card for card in sitting(journal).left if card.kind in (cards.WORTH, cards.FIELD)]
        if not left:
            break
        say(journal, left[0], left[0].choices[0].key if left[0].choices else "leads, ego")
    text = "\n".join(page(journal, "2026-11-11"))
    assert text.count(" w1") == 2
    assert sum(text.count(f" {key}:") for key in ("felt", "aim", "about", "why")) == 2


def test_own_words_for_a_key_are_one_field(journal: Journal) -> None:
    line = card_of(journal, cards.WORTH).lines[0]
    card = cards.field_card("x", line, "why", ["ego", "leads"])
    say(journal, card, "2")
    assert " why:leads" in page(journal, "2026-11-11")[line.item.number - 1]
    say(journal, card, "why:to be seen, money")
    assert " why:to-be-seen,money" in page(journal, "2026-11-11")[line.item.number - 1]
    with pytest.raises(NotUnderstood):
        check(card, "\x1b", NOW, journal.hats)


def waiting(journal: Journal) -> list[str]:
    return [card.subject for card in sitting(journal).left if card.kind == cards.PERSON]


def test_people_are_written_to_put_off_or_let_go(journal: Journal) -> None:
    card = card_of(journal, cards.PERSON)
    assert card.subject == "imke"
    say(journal, card, "l")
    assert review(journal) == "# 2026-W47\n\n- later: @imke until 2026-12-06\n"
    assert "imke" not in waiting(journal)
    undo(journal)
    say(journal, card, "x")
    assert "- let go: @imke on 2026-11-22" in review(journal)
    assert "imke" not in waiting(journal)
    undo(journal)
    say(journal, card, "w")
    assert "- brand gave note in-person @imke" in page(journal, "2026-11-22")
    assert "imke" not in waiting(journal)


def test_messages_alike_become_noise_or_are_none(journal: Journal) -> None:
    card = card_of(journal, cards.NOISE)
    assert len(card.lines) == 3
    say(journal, card, "n")
    assert review(journal) == "# 2026-W47\n\n- not noise: Congrats!\n"
    assert cards.NOISE not in kinds(journal)
    undo(journal)
    say(journal, card, "y")
    assert [line.split()[3] for line in page(journal, "2026-11-17")[:3]] == ["congrats"] * 3
    undo(journal)
    assert card_of(journal, cards.NOISE) == card


def test_many_alike_are_asked_about_in_turn_each_of_them_shown(journal: Journal) -> None:
    journal.add_all([("2026-11-19", f"brand got reply linkedin @p{n}: Congrats!") for n in range(60)])
    card = card_of(journal, cards.NOISE)
    assert len(card.lines) == MOST_ALIKE
    assert card.note == "and 23 more, to be asked about next"
    say(journal, card, "y")
    assert len(card_of(journal, cards.NOISE).lines) == 23


def test_where_one_stands_against_a_limit_and_its_end(journal: Journal) -> None:
    limit, words = (card_of(journal, cards.DECIDED, at) for at in (0, 1))
    assert (limit.says, words.says) == (("linkedin: 2h40 of at most 2h a week.",), ("a letter to Imke",))
    say(journal, limit, "e")
    assert "- decided: linkedin as it comes" in review(journal)
    later = open_sitting(journal, week_named("2026-W48"), Now("2026-11-29", 0))
    assert [card.says for card in later.cards if card.kind == cards.DECIDED] == [("linkedin as it comes",)]


def test_the_question_is_answered_in_the_users_words_and_never_overwritten(journal: Journal) -> None:
    card = card_of(journal, cards.QUESTION)
    say(journal, card, "\nBecause.\n\n  And so on\n")
    text = f"# 2026-W47\n\n## {QUESTION}\n\nBecause.\n\n  And so on\n"
    assert review(journal) == text
    assert cards.QUESTION not in kinds(journal)
    say(journal, card, "More.")
    assert review(journal).startswith(text)
    assert "More." in review(journal)
    undo(journal)
    undo(journal)
    assert review(journal) == ""
    assert cards.QUESTION in kinds(journal)


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("linkedin at most 2h a week", "- decided: linkedin at most 2h a week"),
        ("decided: b  linkedin at most 90m a week.", "- decided: brand linkedin at most 1h30 a week"),
        ("write to Imke, on paper", "- decided: write to Imke, on paper"),
    ],
)
def test_a_decision_is_written_in_its_one_form_or_as_it_is(journal: Journal, word: str, line: str) -> None:
    say(journal, card_of(journal, cards.DECISION), word)
    assert review(journal) == f"# 2026-W47\n\n{line}\n"
    assert cards.DECISION not in kinds(journal)


def test_what_was_passed_by_is_passed_by_on_this_machine_until_asked_again(journal: Journal) -> None:
    first = sitting(journal)
    pass_card(journal, first, first.cards[0])
    again = open_sitting(Journal(journal.root), WEEK, NOW)
    assert again.left == first.cards[1:]
    assert open_sitting(journal, WEEK.back(1), NOW).passed == frozenset()
    assert start_again(journal, again).left == first.cards == sitting(journal).left


def test_opening_it_changes_nothing_and_gives_the_same_cards(journal: Journal) -> None:
    before = {day: page(journal, day) for day in PAGES}
    assert sitting(journal) == sitting(journal)
    assert before == {day: page(journal, day) for day in PAGES}
    assert review(journal) == ""


@pytest.mark.parametrize("word", ["", "  ", "6", "x", "11"])
def test_what_is_no_answer_is_refused_and_changes_nothing(journal: Journal, word: str) -> None:
    before = page(journal, "2026-11-18")
    with pytest.raises(NotUnderstood):
        say(journal, card_of(journal, cards.RATE), word)
    assert page(journal, "2026-11-18") == before


def test_an_empty_journal_asks_its_question_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "hat.toml").touch()
    assert kinds(Journal(str(tmp_path))) == [cards.QUESTION, cards.DECISION]


LOW = "25m brand post linkedin m2 i2\n25m brand read linkedin m1 u2"


@pytest.mark.parametrize(
    ("blocks", "is_due"),
    [({"W37": LOW, "W38": LOW, "W41": LOW, "W42": LOW}, True), ({"W41": LOW, "W42": LOW}, False)],
)
def test_the_question_why_opens_by_itself_and_is_asked_until_it_has_an_answer(
    journal: Journal,
    blocks: dict[str, str],
    is_due: bool,  # noqa: FBT001  one of two cases
) -> None:
    for name, text in blocks.items():
        day = week_named(f"2026-{name}").first.isoformat()
        journal.add_all([(day, line) for line in text.splitlines()])
    assert (cards.WHY_NOW in kinds(journal)) is is_due
    if is_due:
        card = card_of(journal, cards.WHY_NOW)
        assert len(card.says) == 4
        say(journal, card, "Habit.")
        assert "## Why social at all?\n\nHabit.\n" in review(journal)
        assert cards.WHY_NOW not in kinds(journal)
        assert cards.QUESTION in kinds(journal)


def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    copytree(Path(__file__).parents[2] / "sample_journal", tmp_path / "sample")
    return Journal(str(tmp_path / "sample"))


def verdicts_in(journal: Journal, week: str) -> list[Card]:
    found = open_sitting(journal, week_named(week), NOW).cards
    return [card for card in found if card.kind == cards.VERDICT]


def test_every_fourth_sitting_is_the_review_of_four_weeks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = sample(tmp_path, monkeypatch)
    reviewed = [n for n in range(34, 48) if verdicts_in(journal, f"2026-W{n}")]
    assert reviewed == [36, 40, 44]
    first, *more = verdicts_in(journal, "2026-W44")
    assert (first.title, first.choices) == ("The four-week review", ())
    assert first.note == "4 weeks to 1 November 2026 (2026-W41 to W44)"
    assert all(card.says[1].startswith("because: rule ") for card in more)


def test_a_no_to_a_verdict_is_kept_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = sample(tmp_path, monkeypatch)
    before = verdicts_in(journal, "2026-W44")
    card = before[-1]
    was = journal.read_text("weeks/2026/2026-W44.md") or ""
    answer(journal, "2026-W44", card, "n", NOW)
    text = journal.read_text("weeks/2026/2026-W44.md") or ""
    assert text == f"{was or '# 2026-W44'}\n\n- no: {card.subject} {card.values[0]}\n".replace(
        "\n\n\n", "\n\n"
    )
    assert verdicts_in(journal, "2026-W44") == before[:-1]
    undo(journal)
    assert verdicts_in(journal, "2026-W44") == before
