"""The views of some weeks together: what one could hand to a partner or a coach."""

from __future__ import annotations

from twohats.actions import shown
from twohats.actions.channels import WholeWeeks, channels_of
from twohats.actions.people import people_to
from twohats.actions.trend import trend_to
from twohats.actions.trials import all_trials
from twohats.actions.why import why_of
from twohats.journal.kept_pages import kept
from twohats.values import NamedTuple
from twohats.views.about import about_view
from twohats.views.dates import span_text
from twohats.views.why import why_view
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from twohats.journal.folder import Journal
    from twohats.views.blocks import View

WEEKS, YEAR_WEEKS = 4, 52
_TITLES = {WEEKS: "Four weeks", YEAR_WEEKS: "A year"}


class Report(NamedTuple):
    """Views of the same weeks, one after the other."""

    title: str
    """`Four weeks`."""
    dates: str
    """`26 October - 22 November 2026`."""
    views: tuple[View, ...]


def report_of(journal: Journal, weeks: WholeWeeks, today: date, *, share: bool = False) -> Report:
    """All there is to show of some weeks as of their end; with `share` nobody is named.

    What has nothing to say is left out: reasons where no line has one, trials where there are none.
    """
    until = min(today, weeks.last.last)
    journal = kept(journal)
    trend = trend_to(journal, weeks.last, until, weeks.number)
    people = people_to(journal, until)
    why = why_of(journal, weeks, until)
    trials = all_trials(journal, until)
    channels = channels_of(journal, weeks, until)
    views = [shown.shown_trend(trend, share=share), shown.shown_channels(channels, share=share)]
    if channels.review:
        views.append(shown.shown_verdicts(channels, channels.review, share=share))
    if why.all.tagged:
        views.append(why_view(why, anonymous=share))
    views.append(shown.shown_people(people, share=share))
    if trials.figures.trials:
        views.append(shown.shown_trials(trials, share=share))
    number = len(trend.figures.first_days)
    title = _TITLES.get(weeks.number) or ("All weeks" if not weeks.number else number_of(number, "week"))
    dates = span_text(trend.figures.first, trend.figures.last)
    return Report(title, dates, (*(view._replace(keys=()) for view in views), about_view()))
