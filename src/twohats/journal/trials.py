"""The trials of a journal, read: `trials/NAME.toml`."""

from __future__ import annotations

from twohats.format.model import Problem
from twohats.format.paths import LARGEST_TOML, TRIALS
from twohats.format.trial import read_trial
from twohats.journal.people import people_of
from twohats.system.files import file_names_in
from twohats.system.folders import CannotRead
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.trial import Trial
    from twohats.journal.folder import Journal


class Trials(NamedTuple):
    """All that the journal's `trials/` holds."""

    trials: tuple[Trial, ...]
    """In the order of their names, those with problems of their own included; channels are called as today."""
    problems: tuple[Problem, ...]
    """Files that cannot be read, or are not TOML."""


def trials_of(journal: Journal) -> Trials:
    """The trials of a journal. A file that cannot be read or is not TOML is a problem."""
    found: list[Trial] = []
    problems: list[Problem] = []
    try:
        names = file_names_in(journal.full_path(TRIALS), journal.root)
    except CannotRead as error:
        return Trials((), (journal.unreadable(error),))
    for name in sorted(names):
        path = f"{TRIALS}/{name}"
        if not name.endswith(".toml") or name.startswith("."):
            continue
        try:
            text = journal.read_text(path, largest=LARGEST_TOML)
        except CannotRead as error:
            problems.append(journal.unreadable(error))
            continue
        if text is not None:
            trial = read_trial(text, path, week_start=journal.week_start)
            if isinstance(trial, Problem):
                problems.append(trial)
            else:
                found.append(trial)
    if found and journal.cached_settings.renamed:
        one_name = people_of(journal).one_name
        found = [each._replace(channel=one_name.channel(each.channel)) for each in found]
    return Trials(tuple(found), tuple(problems))
