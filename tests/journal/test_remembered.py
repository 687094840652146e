"""What this machine knows of a journal stays when the program is another version, which empties the caches."""

from __future__ import annotations

from pathlib import Path

import pytest

from twohats.actions.questions import LONGEST, MOST, last_questions, remember_question
from twohats.journal.folder import Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "days").mkdir()
    return Journal(str(tmp_path))


def test_a_new_version_still_has_it_and_no_cache(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    remember_question(journal, "brand post")
    remember_question(journal, "by\\channel")
    journal.remembered.keep_begun_answer("2026-W47", "Why?", ["because", "", "no"])
    journal.remembered.keep_passed_cards("2026-W47", frozenset({"a", "b"}))
    journal.cache.keep_names({"channel": {"fedi"}, "person": set(), "tag": set()})
    monkeypatch.setattr("twohats.journal.cache.__version__", "77.0")
    again = Journal(journal.root)
    assert again.cache.known_names() is None
    assert last_questions(again) == ("by\\channel", "brand post")
    assert again.remembered.begun_answer("2026-W47", "Why?") == ["because", "", "no"]
    assert again.remembered.passed_cards("2026-W47") == {"a", "b"}
    assert again.remembered.passed_cards("2026-W48") == frozenset()
    remember_question(again, "talk")
    assert last_questions(journal) == ("talk", "by\\channel", "brand post")


def test_it_is_of_this_journal_and_whole_or_not_there(journal: Journal) -> None:
    remember_question(journal, "brand post")
    path = Path(journal.state, "questions")
    whole = path.read_bytes()
    path.write_bytes(whole + b"x")
    assert last_questions(journal) == ()
    path.write_bytes(whole.replace(journal.root.encode(), b"/elsewhere"))
    assert last_questions(journal) == ()
    path.write_bytes(whole)
    assert last_questions(journal) == ("brand post",)


def test_it_does_not_grow_without_end(journal: Journal) -> None:
    for number in range(MOST + 20):
        remember_question(journal, f"{number} {'x' * (LONGEST - 10)}")
    assert len(last_questions(journal)) == MOST
    remember_question(journal, "x" * (LONGEST + 1))
    assert len(last_questions(journal)) == MOST
