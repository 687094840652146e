"""The reviews of weeks: what they say beside their prose, and lines added to their end as undoable changes."""

from __future__ import annotations

from twohats.format.calendar import week_named
from twohats.format.one_name import ONE_NAME_EACH
from twohats.format.paths import FOLDERS, REVIEWS, review_path
from twohats.measures.decisions import Decided
from twohats.system.folders import CannotRead
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twohats.format.calendar import Week
    from twohats.format.model import Problem
    from twohats.format.one_name import OneName
    from twohats.format.review import Decision, Review
    from twohats.journal.folder import Journal

LOOK_BACK = 16
"""Weeks before a week whose reviews can still matter for it: decisions hold for 13, and whoever was met is named
among those to write to for 104 days."""


class WeekReview(NamedTuple):
    """The review of one week."""

    week: str
    """`2026-W47`."""
    review: Review


class Reviews(NamedTuple):
    """Reviews, oldest first."""

    reviews: tuple[WeekReview, ...]
    problems: tuple[Problem, ...] = ()
    """The files that cannot be read."""
    names: OneName = ONE_NAME_EACH

    def decided(self) -> tuple[Decided, ...]:
        """All decisions, with their weeks, channels by their names of today."""
        return tuple(
            Decided(each.week, _renamed(one, self.names))
            for each in self.reviews
            for one in each.review.decisions
        )

    def not_noise(self) -> tuple[str, ...]:
        """The messages said to be no noise."""
        return tuple(one.text for each in self.reviews for one in each.review.not_noise)

    def aside(self, day: str) -> frozenset[str]:
        """The people not to be named on a day, by their names of today: let go, or put off until a later one."""
        let_go = [one.person for each in self.reviews for one in each.review.let_go]
        later = [one.person for each in self.reviews for one in each.review.later if one.until > day]
        return frozenset(map(self.names.person, (*let_go, *later)))

    def of(self, week: str) -> Review:
        """The review of a week; an empty one if there is none."""
        from twohats.format.review import Review

        return next((each.review for each in self.reviews if each.week == week), Review())


def reviews_before(
    journal: Journal, week: Week, names: OneName = ONE_NAME_EACH, *, weeks: int = LOOK_BACK
) -> Reviews:
    """The reviews of `week` and of so many weeks before it. Their paths are known: no folder is listed.

    `names` are the names of today (`People.one_name`).
    """
    return _read(journal, [week.back(back).name for back in reversed(range(weeks + 1))], names)


def all_reviews(journal: Journal, names: OneName = ONE_NAME_EACH) -> Reviews:
    """Every review of the journal; raises nothing. `names` are the names of today (`People.one_name`)."""
    refused: list[Problem] = []
    weeks: list[str] = []
    for path in journal.files_in(REVIEWS, refused):
        name = path.rpartition("/")[2].removesuffix(FOLDERS[REVIEWS][0])
        if _is_week(name) and path == review_path(name):
            weeks.append(name)
    found = _read(journal, sorted(weeks), names)
    return found._replace(problems=(*refused, *found.problems))


def _is_week(name: str) -> bool:
    try:
        return week_named(name).name == name
    except ValueError:
        return False


def _renamed(decision: Decision, names: OneName) -> Decision:
    limit = decision.limit
    if limit is None or limit.channel not in names.channels:
        return decision
    return decision._replace(limit=limit._replace(channel=names.channel(limit.channel)))


def _read(journal: Journal, weeks: Iterable[str], names: OneName) -> Reviews:
    found: list[WeekReview] = []
    problems: list[Problem] = []
    for week in weeks:
        path = review_path(week)
        try:
            text = journal.read_text(path)
        except CannotRead as error:
            problems.append(journal.unreadable(error))
            continue
        if text:
            from twohats.format.review import read_review  # most weeks have none

            found.append(WeekReview(week, read_review(text, journal.hats, path=path)))
    return Reviews(tuple(found), tuple(problems), names)


def add_review_lines(journal: Journal, week: str, lines: Sequence[str]) -> None:
    """Add lines of the known kinds (`format.review`) to the end of a review; raises as `Journal.change` does."""
    from twohats.format.review import with_lines

    journal.change(
        f"add to the review of {week}: {'; '.join(line.removeprefix('- ') for line in lines)}",
        review_path(week),
        lambda text: with_lines(text, list(lines), week),
    )


def add_answer(journal: Journal, week: str, question: str, answer: str) -> None:
    """Add a question and its answer, in the user's words, to the end of a review; raises as `Journal.change` does."""
    from twohats.format.review import with_answer

    journal.change(
        f"answer in the review of {week}: {question}",
        review_path(week),
        lambda text: with_answer(text, question, answer, week),
    )
