"""The week in sentences: the twin of every picture, for a screen reader, a pipe or a very narrow terminal."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.measures.week_lines import GOT, HOURS, LOST, NEW, NOISE, NOT_READ, SOLD
from twohats.views import wording
from twohats.views.dates import span_text, week_text
from twohats.views.rows import user_text, whole_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twohats.measures.figures import Return, WeekFigures

WRITE = "write"
"""What the row of those to write to is of."""
_NOBODY: dict[str, str] = {}


def week_plain(figures: WeekFigures, *, people: Mapping[str, str] = _NOBODY, anonymous: bool = False) -> str:
    """The week as lines of text: ASCII apart from names, no tabs, no pictures, one statement a line.

    `people` gives the names to show for the names in the journal; `anonymous` counts people and names none.
    """
    lines = week_sentences(figures, people=people, anonymous=anonymous)
    return "".join(f"{whole_text(line)}\n" for line in lines)


def week_sentences(
    figures: WeekFigures, *, people: Mapping[str, str] = _NOBODY, anonymous: bool = False
) -> list[str]:
    """The lines of `week_plain`."""
    return [each for _, each in week_statements(figures, people=people, anonymous=anonymous)]


def week_statements(
    figures: WeekFigures,
    *,
    people: Mapping[str, str] = _NOBODY,
    anonymous: bool = False,
    ways: wording.Ways = wording.IN_A_SHELL,
) -> list[tuple[str, str]]:
    """The same, each with what it is of (`measures.week_lines`, or `WRITE`): empty where no lines are behind it."""
    cover = figures.cover
    lines = [("", f"{week_text(figures.week)}, {span_text(figures.first, figures.last, between=' to ')}.")]
    if sums.is_empty(figures):
        lines += [("", each) for each in wording.empty_says(cover, ways)]
    else:
        lines += [
            ("", f"{wording.cover_text(cover, long=True)}."),
            *_hours(figures),
            *(("", each) for each in _gaps(figures)),
            *_returns(figures),
        ]
    lines += _people(figures, people, anonymous=anonymous)
    if not anonymous:
        lines += [("", f"Decided, {wording.standing_says(each)}.") for each in figures.decided]
    if figures.trials and not anonymous:
        from twohats.views.trial_reminders import reminder_says

        lines += [("", f"Trial, {reminder_says(each)}.") for each in figures.trials]
    if cover.left_out.problems:
        lines.append((NOT_READ, f"Not read: {wording.left_out_says(cover.left_out)}: {ways.unread}."))
    if figures.question:
        lines.append(("", user_text(figures.question).text))
    return lines


def _hours(figures: WeekFigures) -> Iterator[tuple[str, str]]:
    minutes = figures.minutes
    if not sums.all_minutes(minutes):
        yield "", "No time logged."
        return
    for side in SIDES:
        each = ", ".join(
            f"{activity} {duration_text(minutes[side][activity])}"
            for activity in sums.shown_activities(minutes)
        )
        spent = duration_text(sums.side_minutes(minutes, side))
        yield f"{HOURS} {side}", f"Hours, {side}: {spent} ({each})."
    yield "", f"Sent : read : talked: {wording.sent_read_talked(figures)}."
    shares = ", ".join(f"{side} {wording.percent(sums.talk_share(minutes, side))}" for side in SIDES)
    yield "", f"Real conversations: {wording.percent(sums.talk_share(minutes))} of the time ({shares})."


def _gaps(figures: WeekFigures) -> Iterator[str]:
    for gap in filter(wording.gap_is_rated, figures.gaps):
        name = gap.rating.capitalize()
        rated = f"; lines rated: {wording.rated_sentence(gap.lived)}" if wording.any_rated(gap.lived) else ""
        yield f"{name}, brand minus personal: {wording.gap_says(gap)}{rated}."
        if gap.weeks == 1 and wording.known(gap.four_weeks):
            yield f"{name} over 4 weeks: {wording.four_weeks_sentence(gap)}."
        if wording.alike_says(gap):
            yield f"{name}, like for like over 4 weeks: {wording.alike_says(gap)}."
        if wording.minutes_matter(gap):
            yield f"{name}, weighted by minutes over 4 weeks: {wording.by_minutes_says(gap)}."


def _returns(figures: WeekFigures) -> Iterator[tuple[str, str]]:
    came = [each for each in figures.returns if sums.arrived(each)]
    if not came:
        yield "", "Came back: nothing but noise." if _noise(figures) else "Came back: nothing logged."
    for each in came:
        yield f"{GOT} {each.kind}", _return(each)
    for money in figures.money:
        yield SOLD, f"Sold: {wording.money_says(money)}."
    if _noise(figures):
        noise = figures.noise
        more = "; ".join(["", *wording.noise_says(noise, sums.noticed(figures))])
        yield NOISE, f"Came back, noise: personal {noise.personal}, brand {noise.brand}{more}."
    if any(figures.lost.values()):
        lost = figures.lost
        yield LOST, f"Lost: personal {lost.get('personal', 0)}, brand {lost.get('brand', 0)}."
    if figures.gives or figures.asks:
        said = wording.sent_says(figures.sent) if figures.sent else ""
        yield "", f"Gave {figures.gives}, asked {figures.asks}{said and '; ' + said}."


def _noise(figures: WeekFigures) -> int:
    return figures.noise.personal + figures.noise.brand


def _return(came: Return) -> str:
    ratio = wording.ratio_sentence(came.per_hour)
    bounds = wording.bounds_say(came.per_hour)
    more = f", {bounds}" if bounds else ""
    both = f", both hats {came.both}" if came.both else ""
    counts = f"personal {came.personal}, brand {came.brand}{both}, untraced {came.unattributed}"
    return f"Came back, {came.kind}: {counts}; {ratio}{more}."


def _people(figures: WeekFigures, people: Mapping[str, str], *, anonymous: bool) -> Iterator[tuple[str, str]]:
    if figures.follow_up:
        if anonymous:
            yield WRITE, f"Write to: {wording.persons(len(figures.follow_up))}."
        else:
            each = "; ".join(wording.follow_up_says(one, people) for one in figures.follow_up)
            yield WRITE, f"Write to: {each}."
    if figures.new_people:
        names = wording.names(figures.new_people, people, anonymous=anonymous)
        since = wording.looked_from_says(figures)
        yield NEW, f"First real conversation{f' {since}' if since else ''}: {', '.join(names)}."
