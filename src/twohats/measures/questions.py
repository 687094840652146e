"""The question of the week: why social, and not something else that hour could have been."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.periods import Week

QUESTIONS = (
    "Why social, and not better service for those you already serve?",
    "Why social, and not walking about among the people you work with?",
    "Why social, and not an hour of leading?",
    "Why social, and not speaking to a few more people?",
)


def question_of(week: Week) -> str:
    """The question of a week: they take turns by its number, and nothing else chooses them."""
    return QUESTIONS[int(week.name[-2:]) % len(QUESTIONS)]
