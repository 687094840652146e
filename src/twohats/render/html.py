"""The week as one self-contained HTML page: no script, no request, nothing to load.

Meant to be kept or shared. With `anonymous` it names nobody. Every picture is followed by a table of the same numbers;
every text of the user is made visible and escaped.
"""

from __future__ import annotations

from functools import partial

from twohats.format.times import duration_text
from twohats.format.words import SIDES
from twohats.measures import sums
from twohats.render import page, svg
from twohats.render.shapes import safe
from twohats.views import wording
from twohats.views.dates import span_text, week_text
from twohats.views.silences import silence
from twohats.views.trial_reminders import reminder_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.figures import Gap, Return, WeekFigures

_NOBODY: dict[str, str] = {}


def week_html(
    figures: WeekFigures,
    *,
    history: Sequence[WeekFigures] = (),
    people: Mapping[str, str] = _NOBODY,
    anonymous: bool = False,
) -> str:
    """The page of a week.

    `history` are weeks to show as a small chart over time, oldest first, this one included. `people` gives
    the names to show for the names in the journal; `anonymous` counts people and names none.
    """
    title = f"{week_text(figures.week)}, {span_text(figures.first, figures.last)}"
    if sums.is_empty(figures):
        first, *example = wording.empty_says(figures.cover)
        teaches = f"<p>{safe(first)}</p>" + "".join(f"<p><code>{safe(each)}</code></p>" for each in example)
        parts = [page.section("Nothing yet", teaches)]
    else:
        parts = [_hours(figures), _gaps(figures.gaps), _returns(figures)]
    if len(history) > 1:
        parts.append(_history(history))
    parts += [_people(figures, people, anonymous=anonymous), _decided(figures, anonymous=anonymous)]
    parts.append(_trials(figures, anonymous=anonymous))
    parts.append(_question(figures))
    cover = wording.cover_text(figures.cover, long=True).replace(", ", " \N{MIDDLE DOT} ")
    dates = span_text(figures.first, figures.last, between="\N{EN DASH}")
    return page.whole(title, page.head(week_text(figures.week), dates, cover), parts, _left_out(figures))


def _hours(figures: WeekFigures) -> str:
    minutes = figures.minutes
    if not sums.all_minutes(minutes):
        return page.section("Hours", '<p class="quiet">No time logged.</p>')
    legend = page.legend({side: f" {duration_text(sums.side_minutes(minutes, side))}" for side in SIDES})
    rows = [
        (activity, *(duration_text(minutes[side][activity]) for side in SIDES))
        for activity in sums.shown_activities(minutes)
    ]
    rows.append(("in all", *(duration_text(sums.side_minutes(minutes, side)) for side in SIDES)))
    shares = ", ".join(f"{side} {wording.percent(sums.talk_share(minutes, side))}" for side in SIDES)
    facts = [
        ("sent : read : talked", wording.sent_read_talked(figures)),
        ("real conversation", f"{wording.percent(sums.talk_share(minutes))} ({shares})"),
    ]
    if figures.gives or figures.asks:
        facts.append(("gave and asked", f"{figures.gives} given, {figures.asks} asked"))
    table = page.twin(page.table(("", *SIDES), rows), "Hours")
    return page.section(
        "Hours", legend + page.figure(partial(svg.hours, minutes)) + table + page.facts(facts)
    )


def _gaps(gaps: Sequence[Gap]) -> str:
    gaps = [gap for gap in gaps if wording.gap_is_rated(gap)]
    if not gaps:
        return ""
    known = [gap for gap in gaps if wording.known(gap.lived)]
    silent = "".join(_silent(gap) for gap in gaps if gap not in known)
    silent = f'<ul class="silent">{silent}</ul>' if silent else ""
    caption = (
        "Points on the 1\N{EN DASH}5 scale with a 90 % interval; left of zero the brand hat is rated lower."
    )
    if any(wording.alike_says(gap) for gap in known):
        caption += " The small ring below: like for like, the same activities compared, over four weeks."
    picture = page.figure(partial(svg.gaps, gaps), caption) if known else ""
    heads = (
        "", "as lived", "as lived, 4 weeks", "like for like, 4 weeks", "by minutes, 4 weeks",
        "unrated lines at their worst, 4 weeks", "ratings", "of lines rated",
    )  # fmt: skip
    table = page.table(heads, [_gap_row(gap) for gap in gaps])
    return page.section("Brand minus personal", picture + silent + page.twin(table, "The gaps"))


def _silent(gap: Gap) -> str:
    """What the week lacks, and what four weeks say."""
    four_weeks = wording.four_weeks_say(gap)
    more = f"; in 4 weeks {four_weeks}" if four_weeks else ""
    return f"<li><b>{safe(wording.gap_name(gap))}</b> {safe(wording.gap_says(gap) + more)}</li>"


def _gap_row(gap: Gap) -> tuple[str, ...]:
    lived, four_weeks = (
        wording.estimate_says(each) or silence(each.missing) for each in (gap.lived, gap.four_weeks)
    )
    return (
        wording.gap_name(gap),
        lived,
        four_weeks,
        wording.alike_says(gap) or silence(gap.alike.missing),
        wording.by_minutes_says(gap) or silence(gap.by_minutes.missing if gap.by_minutes else None),
        wording.unrated_says(gap),
        " : ".join(str(gap.lived.n.get(side, 0)) for side in SIDES),
        wording.rated_shares(gap.lived),
    )


def _returns(figures: WeekFigures) -> str:
    came = [each for each in figures.returns if sums.arrived(each)]
    rows = [_return_row(each) for each in came]
    noise, lost = figures.noise, figures.lost
    if noise.personal or noise.brand:
        rows.append(
            (
                "noise",
                str(noise.personal),
                str(noise.brand),
                "",
                "; ".join(wording.noise_says(noise, sums.noticed(figures))),
            )
        )
    if any(lost.values()):
        rows.append(("lost", *(str(lost.get(side, 0)) for side in SIDES), "", ""))
    if not rows:
        return page.section("What came back", '<p class="quiet">Nothing logged.</p>')
    heads = ("this week", *SIDES, "untraced", wording.PER_HOUR_HEAD if came else "")
    inside = page.table(heads, rows, words=frozenset((4,)))
    inside += "".join(f"<p>Sold: {safe(wording.money_says(each))}.</p>" for each in figures.money)
    known = svg.known_ratios(figures.returns)
    if known:
        caption = (
            "How many times as much an hour of brand brought as an hour of personal, with a 90 % interval."
        )
        inside += "<h3>Per hour, over the last weeks</h3>" + page.figure(partial(svg.ratios, known), caption)
        heads = ("", *SIDES, f"hours, {' : '.join(SIDES)}", "brand to personal")
        inside += page.twin(
            page.table(heads, [_ratio_row(each) for each in known], words=frozenset((4,))), "Per hour"
        )
    return page.section("What came back", inside)


def _return_row(came: Return) -> tuple[str, ...]:
    says = [
        wording.ratio_says(came.per_hour),
        wording.bounds_say(came.per_hour),
    ]
    if came.both:
        says.insert(0, f"and {came.both} of both hats")
    counts = (str(came.personal), str(came.brand), str(came.unattributed))
    return (came.kind, *counts, "; ".join(filter(None, says)))


def _ratio_row(came: Return) -> tuple[str, ...]:
    ratio = came.per_hour
    return (
        came.kind,
        *(_with_halves(ratio.counts.get(side, 0), ratio.shared.get(side, 0)) for side in SIDES),
        " : ".join(f"{ratio.hours.get(side, 0.0):.1f}" for side in SIDES),
        wording.ratio_says(ratio),
    )


def _with_halves(count: int, shared: int) -> str:
    """`6`, or `6 and half of 2`: what both hats share counts half for either."""
    return f"{count} and half of {shared}" if shared else str(count)


def _history(weeks: Sequence[WeekFigures]) -> str:
    hours = page.figure(partial(svg.weeks_of_hours, weeks), "Hours a week.")
    gaps = page.figure(
        partial(svg.weeks_of_gaps, weeks), "Motivation, brand minus personal, with its 90 % interval."
    )
    rows = []
    for week in weeks:
        gap = next((each for each in week.gaps if each.rating == "motivation"), None)
        rows.append((
            week.week,
            *(duration_text(sums.side_minutes(week.minutes, side)) for side in SIDES),
            _gap_row(gap)[1] if gap else "",
        ))  # fmt: skip
    table = page.twin(page.table(("week", *SIDES, "motivation gap"), rows), "The weeks")
    legend = page.legend(dict.fromkeys(SIDES, ""))
    return page.section(f"The last {len(weeks)} weeks", legend + hours + "<h3>Motivation</h3>" + gaps + table)


def _people(figures: WeekFigures, people: Mapping[str, str], *, anonymous: bool) -> str:
    parts = []
    if figures.follow_up:
        each = [wording.follow_up_says(one, people) for one in figures.follow_up]
        parts.append(page.named_list("Write to", [wording.persons(len(each))] if anonymous else each))
    if figures.new_people:
        since = wording.looked_from_says(figures)
        heading = f"First real conversation{f' {since}' if since else ''} with"
        parts.append(page.named_list(heading, wording.names(figures.new_people, people, anonymous=anonymous)))
    return page.section("People", "".join(parts)) if parts else ""


def _decided(figures: WeekFigures, *, anonymous: bool) -> str:
    says = [f"<p>{safe(wording.standing_says(each))}</p>" for each in figures.decided]
    return page.section("Decided", "".join(says)) if says and not anonymous else ""


def _trials(figures: WeekFigures, *, anonymous: bool) -> str:
    says = [f"<p>{safe(reminder_says(each))}</p>" for each in figures.trials]
    return page.section("Trial", "".join(says)) if says and not anonymous else ""


def _question(figures: WeekFigures) -> str:
    return (
        page.section("One question", f"<blockquote>{safe(figures.question)}</blockquote>")
        if figures.question
        else ""
    )


def _left_out(figures: WeekFigures) -> str:
    found = figures.cover.left_out
    return f"<p>Not read: {safe(wording.left_out_says(found))}.</p>" if found.problems else ""
