"""What this machine knows of a journal and could not work out again: questions asked last, how far a sitting has come.

They stand beside the caches, in files of the same form, but a new version of the program still reads them. Each is
bounded by the size of such a file.
"""

from __future__ import annotations

import os

from twohats.format.times import is_day
from twohats.journal.cache import keep_lines, recall_lines, sum_of_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


_PAGE = "page-"


class Remembered:
    """What is remembered of one journal, in its state folder."""

    def __init__(self, root: str, state: str) -> None:
        self._root = root
        self._state = state

    def passed_cards(self, week: str) -> frozenset[str]:
        """The cards of a week's sitting that were answered or passed by, as their ids; those of one week are kept."""
        return frozenset(
            recall_lines(os.path.join(self._state, "sitting"), (self._root, week), of_any_version=True)
        )

    def keep_passed_cards(self, week: str, cards: frozenset[str]) -> None:
        """Remember how far the sitting of a week has come."""
        keep_lines(os.path.join(self._state, "sitting"), (self._root, week), sorted(cards))

    def last_questions(self) -> tuple[str, ...]:
        """The words of the questions asked last, the newest first."""
        return tuple(recall_lines(os.path.join(self._state, "questions"), (self._root,), of_any_version=True))

    def keep_questions(self, questions: Iterable[str]) -> None:
        """Remember the questions asked last."""
        keep_lines(os.path.join(self._state, "questions"), (self._root,), questions)

    def begun_answer(self, week: str, question: str) -> list[str]:
        """The lines of an answer that was begun in a week's sitting and is not saved yet."""
        return recall_lines(self._answer_file(question), (self._root, week, question), of_any_version=True)

    def keep_begun_answer(self, week: str, question: str, lines: list[str]) -> None:
        """Keep an answer while it is typed; no lines once it is saved."""
        if lines:
            keep_lines(self._answer_file(question), (self._root, week, question), lines)
        else:
            try:
                os.unlink(self._answer_file(question))
            except OSError:
                return

    def _answer_file(self, question: str) -> str:
        return os.path.join(self._state, f"answer-{sum_of_text(question)}")

    def begun_page(self, day: str) -> tuple[str, str] | None:
        """What was written on a page and not saved: the page that it was begun on, and the text; None for nothing."""
        base_and_text = recall_lines(self._page_file(day), (self._root, day), of_any_version=True)
        return (base_and_text[0], base_and_text[1]) if len(base_and_text) == 2 else None

    def keep_begun_page(self, day: str, base: str, text: str) -> None:
        """Keep what is being written of a page."""
        keep_lines(self._page_file(day), (self._root, day), (base, text))

    def forget_begun_page(self, day: str) -> None:
        """It is saved, or not wanted."""
        try:
            os.unlink(self._page_file(day))
        except OSError:
            return

    def begun_pages(self) -> list[str]:
        """The days of which something was written and not saved."""
        try:
            names = os.listdir(self._state)
        except OSError:
            return []
        days = sorted(name.removeprefix(_PAGE) for name in names if name.startswith(_PAGE))
        return [day for day in days if is_day(day) and self.begun_page(day)]

    def _page_file(self, day: str) -> str:
        return os.path.join(self._state, f"{_PAGE}{day}")
