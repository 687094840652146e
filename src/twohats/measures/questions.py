"""The question of the week: why social, and not something else that hour could have been."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.calendar import Week

QUESTIONS = (
    "Why social, and not an hour of leading?",
    "Why social, and not speaking to a few more people?",
    "Why social, and not better service for those you already serve?",
    "Why social, and not walking about among the people you work with?",
)


def question_of(week: Week) -> str:
    """The question of a week: they take turns week by week, over the years' ends too, and nothing else
    chooses them.
    """
    thursday = week.first.toordinal() + 3  # of the same seven days whether weeks begin on Monday or on Sunday
    return QUESTIONS[thursday // 7 % len(QUESTIONS)]
