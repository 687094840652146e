"""A week of a journal: the pages it needs, read, and its figures. Used by the shell and the app alike."""

from __future__ import annotations

from twohats.actions.pages import pages_of_days
from twohats.actions.reviews import LOOK_BACK, reviews_before
from twohats.format.one_name import with_one_name
from twohats.format.paths import TRIALS
from twohats.journal.people import people_of
from twohats.measures.week import WEEKS_BEFORE, week_figures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from twohats.format.calendar import Week
    from twohats.journal.folder import Journal
    from twohats.measures.figures import WeekFigures
    from twohats.measures.trial_weeks import WeekTrial


def figures_of(journal: Journal, week: Week, today: date) -> WeekFigures:
    """The figures of a week. Reads its pages and those of the weeks before that can matter, never more."""
    return figures_up_to(journal, week, today, weeks=1)[-1]


def figures_up_to(journal: Journal, week: Week, today: date, *, weeks: int) -> list[WeekFigures]:
    """The figures of so many weeks up to and including `week`, oldest first; every page is read once."""
    first = week.back(weeks - 1 + WEEKS_BEFORE).first.isoformat()
    last = week.last.isoformat()
    days, unlisted = journal.listing(first, last)
    people = people_of(journal)
    pages = {
        day: with_one_name(page, people.one_name)
        for day, page in pages_of_days(journal, days, first, last).items()
    }
    wanted = [week.back(back) for back in reversed(range(weeks))]
    reviews = reviews_before(journal, week, people.one_name, weeks=weeks - 1 + LOOK_BACK)
    decided = reviews.decided()
    asked = _trials_in(journal, wanted)
    return [
        week_figures(
            pages,
            each,
            hats=journal.hats,
            today=today,
            decided=decided,
            aside=reviews.aside(min(today, each.last).isoformat()),
            problems=[*unlisted, *people.not_read],
        )._replace(trials=trials)
        for each, trials in zip(wanted, asked, strict=True)
    ]


def places_of_rows(
    journal: Journal, week: Week, today: date, figures: WeekFigures
) -> dict[str, tuple[str, ...]]:
    """The places of the lines behind each row of a week, by what the row is of (`measures.week_lines`)."""
    from twohats.measures.timeline import timeline_of
    from twohats.measures.week_lines import lines_of_rows

    one_name = people_of(journal).one_name
    days = journal.days(week.first.isoformat(), week.last.isoformat())
    pages = {day: with_one_name(journal.page(day), one_name) for day in days}
    return lines_of_rows(timeline_of(pages, week, journal.hats, today, weeks_before=0), figures)


def with_channel_names(journal: Journal, figures: WeekFigures) -> WeekFigures:
    """The figures with channels as `hat.toml` calls them, to be shown. It is read only where there is one to name."""
    if not figures.decided and not figures.trials:
        return figures
    from twohats.views.channel_names import week_called

    return week_called(figures, journal.cached_settings.channel_names)


def _trials_in(journal: Journal, weeks: list[Week]) -> list[tuple[WeekTrial, ...]]:
    """What trials ask of each week. What reads them is imported only where there are any."""
    if not any(journal.files_in(TRIALS, [])):
        return [() for _ in weeks]
    from twohats.actions.trial_reminders import trials_in_week
    from twohats.journal.trials import trials_of

    trials = trials_of(journal).trials
    return [trials_in_week(journal, trials, each) for each in weeks]
