"""What is wrong with trials, and the lines of reviews that do not read, for `hat check`."""

from __future__ import annotations

from twohats.format.model import Problem
from twohats.format.paths import FOLDERS, REVIEWS, TRIALS
from twohats.format.review import read_review
from twohats.format.trial import read_trial
from twohats.system.folders import CannotRead
from twohats.text.suggest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.journal.folder import Journal


def trials_problems(journal: Journal) -> Iterator[Problem]:
    """The trials that cannot be read, and what is wrong in the others; unknown keys among it."""
    refused: list[Problem] = []
    for path in journal.files_in(TRIALS, refused):
        if path.endswith(FOLDERS[TRIALS]):
            try:
                trial = read_trial(journal.read_text(path) or "", path, week_start=journal.week_start)
            except CannotRead as error:
                yield journal.unreadable(error)
                continue
            if isinstance(trial, Problem):
                yield trial
                continue
            yield from trial.problems
            if trial.hat and trial.hat not in journal.hats.sides:
                near = nearest(trial.hat, tuple(journal.hats.sides))
                hint = f"did you mean {near}?" if near else "a hat in full"
                yield Problem(
                    "bad-setting", f"hat {trial.hat} is no hat of this journal", hint, text="hat", path=path
                )
    yield from refused


def unread_in_reviews(journal: Journal) -> Iterator[Problem]:
    """The lines of reviews that begin with a known word and do not read."""
    for path in journal.files_in(REVIEWS, []):
        if path.endswith(FOLDERS[REVIEWS]):
            try:
                text = journal.read_text(path) or ""
            except CannotRead:  # `conflicts` reports that
                continue
            yield from read_review(text, journal.hats, path=path).unread
