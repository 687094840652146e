"""The trend: is it getting better or worse? Hours, gaps, returns per hour, feeling, contacts, the last hour."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.format.words import BRAND, RATINGS, SIDES
from twohats.measures.slopes import FELL, NO_SIGN, ROSE, SATURATING
from twohats.measures.trend import RECENT, rated, talk_share
from twohats.views import wording
from twohats.views.blocks import (
    Advice,
    Cell,
    Column,
    Door,
    Dot,
    Dots,
    Fact,
    Facts,
    Record,
    Spark,
    Sparks,
    Table,
    View,
)
from twohats.views.dates import day_text, span_text
from twohats.views.left_out import left_out_blocks
from twohats.views.silences import NOT_YET, missing_says, silence
from twohats.views.slope_wording import (
    CANNOT_TELL,
    elasticity_says,
    fade_says,
    half_double_says,
    half_double_words,
    many,
)
from twohats.views.trend_returns import returns_block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from twohats.measures.contacts import LiveContact
    from twohats.measures.feeling import Change, Feeling
    from twohats.measures.figures import Estimate, Gap
    from twohats.measures.slopes import Slopes
    from twohats.measures.trend import GapSpan, Trend
    from twohats.views.blocks import Block

EMPTY = "Nothing is written in these weeks. After two weeks with both hats there is something to see here."
GAP_REACH = 2.0
"""Points that the axis of gaps shows either way at least."""
MOST_CHANNELS = 3
_NO_NAMES: dict[str, str] = {}
_OPEN = (SATURATING, NO_SIGN)


def trend_view(figures: Trend, *, names: Mapping[str, str] = _NO_NAMES, hidden: Collection[str] = ()) -> View:
    """The view of a trend; `names` are the names to show for channels, those in `hidden` are not named."""
    shown = dict(names) | dict.fromkeys(hidden, "a channel")
    if not figures.cover.entries and not figures.cover.events:
        blocks: tuple[Block, ...] = (Facts("", (), EMPTY), *left_out_blocks(figures.cover.left_out))
        return View("trend", "Trend", subject(figures), "", blocks)
    found = [
        _hours(figures),
        *_gaps(figures),
        returns_block(figures),
        _feeling(figures.feelings),
        _live(figures),
        _last_hour(figures.slopes, shown, hidden),
        _same_hour(figures.slopes, shown),
        _talk(figures),
        *_other_gaps(figures),
        *_sensitivity(figures.gaps[-1]),
        *left_out_blocks(figures.cover.left_out),
    ]
    keys = (("+", "longer"), ("-", "shorter"), *((("p", "plan"),) if _offered(figures.slopes) else ()))
    return View("trend", "Trend", subject(figures), cover(figures), tuple(found), keys)


def cover(figures: Trend) -> str:
    """`73 of 84 days, 160h58, 5 % guessed`: how much was logged (M21)."""
    logged = figures.cover
    parts = [
        f"{logged.days_logged} of {wording.number_of(logged.days, 'day')}",
        duration_text(logged.minutes),
    ]
    if logged.estimated_share > 0:
        parts.append(f"{wording.percent(logged.estimated_share)} guessed")
    return ", ".join(parts)


def subject(figures: Trend) -> str:
    """`12 weeks to 22 November 2026`."""
    if figures.stretch.fixed:
        return span_text(figures.first, figures.until)
    return f"{wording.number_of(figures.stretch.weeks, 'week')} to {wording.long_day(figures.until)}"


def _week_door(figures: Trend) -> Door:
    """The last week: Enter goes from the trend to it."""
    return Door(view="week", subject=figures.week)


# Hours


def _hours(figures: Trend) -> Sparks:
    """Hours a week by hat; what `do` took stands apart."""
    rows = []
    for side in SIDES:
        hours = figures.hours[side]
        rows.append(_spark(figures, side, hours.weeks, hours.usual, side))
    for side in SIDES:
        hours = figures.hours[side]
        if any(hours.other):
            rows.append(_spark(figures, f"{side}, do", hours.other, hours.usual_other, side))
    return Sparks("Hours a week", figures.first_days, ("usual", _now(figures)), tuple(rows), "minutes")


def _now(figures: Trend) -> str:
    return "so far" if figures.running else "last week"


def _spark(
    figures: Trend, label: str, minutes: Sequence[int | None], usual: float | None, side: str
) -> Spark:
    last = minutes[-1] if minutes else None
    texts = ["-" if each is None else duration_text(round(each)) for each in (usual, last)]
    usually = f"usually {texts[0]} a week, " if usual is not None else ""
    return Spark(
        label,
        tuple(None if each is None else float(each) for each in minutes),
        side,
        tuple(Cell(text) for text in texts),
        f"{label}: {usually}{'so far' if figures.running else 'last week'} {texts[1]}",
        _week_door(figures),
    )


def _talk(figures: Trend) -> Sparks:
    """The part of the hours that was real conversation (M9)."""
    rows = [_talk_spark(figures, side) for side in SIDES if any(figures.hours[side].weeks)]
    weeks = len(figures.first_days)
    heads = (wording.number_of(weeks, "week"), f"last {min(RECENT, weeks)}")
    return Sparks("Real conversation, of all hours", figures.first_days, heads, tuple(rows), "share")


def _talk_spark(figures: Trend, side: str) -> Spark:
    hours = figures.hours[side]
    whole, recent = (talk_share(hours, last) for last in (len(hours.weeks), RECENT))
    last = min(RECENT, len(hours.weeks))
    lately = "week" if last == 1 else f"{last} weeks"
    says = f"{side}: {wording.percent(whole)}, in the last {lately} {wording.percent(recent)}"
    cells = (Cell(wording.percent(whole)), Cell(wording.percent(recent)))
    return Spark(side, hours.talk_shares, side, cells, says, _week_door(figures))


# Gaps


def _gaps(figures: Trend) -> Iterator[Block]:
    """Motivation, one dot for every span; like for like unless the hats have nothing alike in any of them."""
    spans = _since_rated(figures.gaps)
    alike = _is_alike(span.gaps[0] for span in spans)
    dots = tuple(_gap_dot(span, span.gaps[0], alike=alike) for span in spans)
    how = "like for like" if alike else "as lived"
    heading = f"Motivation {how}, brand minus personal, {_at_a_time(figures)} (90 %)"
    yield Dots(heading, dots, reach=GAP_REACH)


def _since_rated(spans: Sequence[GapSpan]) -> Sequence[GapSpan]:
    """The spans from the first one on in which anything was rated; the last one in any case."""
    rated_at = (at for at, span in enumerate(spans) if any(any(gap.lived.n.values()) for gap in span.gaps))
    return spans[next(rated_at, len(spans) - 1) :]


def _at_a_time(figures: Trend) -> str:
    weeks = max(span.weeks for span in figures.gaps)
    if weeks < 4:
        return wording.number_of(weeks, "week")
    return {4: "four weeks at a time", 13: "a quarter at a time", 52: "a year at a time"}.get(
        weeks, wording.number_of(weeks, "week")
    )


def _gap_dot(span: GapSpan, gap: Gap, *, alike: bool) -> Dot:
    estimate = gap.alike if alike else gap.lived
    day = day_text(span.last)
    label = f"to {day}" if span.weeks <= 4 else f"to {day.split()[-1]} {span.last[:4]}"
    door = Door(view="week", subject=span.week)
    says = wording.estimate_says(estimate)
    if not says:
        return Dot(label, None, None, None, silence(estimate.missing), door=door)
    return Dot(label, estimate.value, estimate.low, estimate.high, says, door=door)


def _other_gaps(figures: Trend) -> Iterator[Block]:
    """The other ratings, the oldest span beside the newest; what cannot be compared like for like is apart."""
    first, *more = _since_rated(figures.gaps)
    spans = [first, *more[-1:]]
    heads = (Column(""), *(Column(f"to {day_text(span.last)}", right=False) for span in spans))
    there = rated(figures)
    rows: dict[str, list[Record]] = {"like for like": [], "as lived": []}
    for at, rating in enumerate(RATINGS.values()):
        if at and rating in there:
            gaps = [span.gaps[at] for span in spans]
            how = "like for like" if _is_alike(gaps) else "as lived"
            estimates = [gap.alike if how == "like for like" else gap.lived for gap in gaps]
            rows[how].append(_other_gap(rating, spans, estimates))
    for how, records in rows.items():
        if records:
            yield Table(f"Other gaps {how}, brand minus personal (90 %)", heads, tuple(records))


def _sensitivity(span: GapSpan) -> Iterator[Facts]:
    """Motivation as lived in the newest span, by minutes, and with the unrated lines at their worst (METHOD 2.5)."""
    gap = span.gaps[0]
    worst = wording.unrated_says(gap)
    texts = {
        "as lived": wording.estimate_says(gap.lived),
        "by minutes": wording.by_minutes_says(gap),
        "unrated": worst and f"{worst} with every line without a rating at 1 or at 5; no interval",
    }
    facts = tuple(Fact(label, text) for label, text in texts.items() if text)
    if len(facts) > 1 or gap.unrated_at_worst:
        yield Facts(f"Motivation, brand minus personal, to {day_text(span.last)} (90 %)", facts)


def _other_gap(rating: str, spans: Sequence[GapSpan], estimates: Sequence[Estimate]) -> Record:
    texts = [wording.estimate_says(estimate) for estimate in estimates]
    said = "; ".join(
        f"to {day_text(span.last)} {text or silence(estimate.missing)}"
        for span, text, estimate in zip(spans, texts, estimates, strict=True)
    )
    cells = (Cell(text) if text else Cell(NOT_YET, "muted") for text in texts)
    return Record((Cell(rating), *cells), f"{rating}: {said}", Door(view="week", subject=spans[-1].week))


def _is_alike(gaps: Iterable[Gap]) -> bool:
    """Whether gaps are shown like for like: as lived only if none of them can be, and some of them as lived."""
    gaps = list(gaps)
    return any(wording.known(gap.alike) for gap in gaps) or not any(wording.known(gap.lived) for gap in gaps)


# Feeling beside counting


def _feeling(found: Sequence[Feeling]) -> Facts:
    facts = [
        Fact(each.side, f"{_worth(each.worth)}; {_counting(each)}", door=Door(each.lines)) for each in found
    ]
    return Facts("Feeling beside counting, four weeks against the four before (90 %)", tuple(facts))


def _worth(change: Change) -> str:
    """How the worth of entries moved."""
    if change.value is None or change.low is None or change.high is None:
        return f"worth: {CANNOT_TELL} yet, {missing_says(change.missing)}"
    says = f"{wording.points(change.value)} ({wording.gap_interval(change.low, change.high)})"
    return f"worth {_moved(change)}: {says}"


def _counting(feeling: Feeling) -> str:
    """How returns per hour moved."""
    change, name = feeling.counted, f"{many(feeling.kind)} an hour"
    if change.value is None or change.low is None or change.high is None:
        return f"{name}: {CANNOT_TELL} yet, {missing_says(change.missing)}"
    interval = wording.factors(change.low, change.high)
    value = (
        f"{wording.factor(change.value)} {wording.TIMES} ({interval})"
        if change.value != float("inf")
        else f"{interval} {wording.TIMES}"
    )
    return f"{name} {_moved(change)}: {value}"


def _moved(change: Change) -> str:
    return {1: "rose", -1: "fell"}.get(change.direction, CANNOT_TELL)


# People


def _live(figures: Trend) -> Facts:
    """How many people one is in live contact with, and how many it was (M10)."""
    before, now = figures.live
    text = _people(now)
    if before.days:
        day = day_text(figures.day_before)
        young = "" if before.days >= now.days else f", {before.days} days after the first line"
        text += f"; {before.people} and {before.wrote_first} on {day}{young}"
    return Facts("", (Fact("Live contact", text, door=Door(view="people")),))


def _people(live: LiveContact) -> str:
    """`22 people, 8 of them wrote first`."""
    if not live.people:
        return "nobody"
    if live.people == 1:
        return "a person, who wrote first" if live.wrote_first else "a person"
    return f"{live.people} people, {live.wrote_first or 'none'} of them wrote first"


# Diminishing returns


def _last_hour(found: Sequence[Slopes], names: Mapping[str, str], hidden: Collection[str]) -> Facts:
    """What the last hour of a week brings (M15), of both hats, of the channels that tell, and of the one to try."""
    shown = [each for each in found if not each.channel and (each.elasticity.weeks or each.side == BRAND)]
    shown += [each for each in found if each.channel and each.elasticity.verdict in _OPEN][:MOST_CHANNELS]
    facts = [
        Fact(_label(each, names), elasticity_says(each.elasticity, each.kind), door=Door(each.lines))
        for each in shown
    ]
    offered = _offered(found)
    if offered:
        label, says = _label(offered, names), elasticity_says(offered.elasticity, offered.kind)
        offer = half_double_says(offered.elasticity)
        words = half_double_words(offered.elasticity, offered.side, offered.channel)
        advice = Advice("trials plan", words) if words and offered.channel not in hidden else None
        facts.append(
            Fact(label, f"{says}. {offer[0].upper()}{offer[1:]}", "text", Door(offered.lines), advice)
        )
    return Facts("The last hour of a week, beside the average one (90 %)", tuple(facts))


def _offered(found: Sequence[Slopes]) -> Slopes | None:
    """The brand channel that half and double weeks would show soonest; none where one tells already."""
    channels = [each for each in found if each.channel]
    if any(each.elasticity.verdict for each in channels):
        return None
    could = [each for each in channels if each.elasticity.half_double]
    return min(could, key=lambda each: each.elasticity.half_double or 0, default=None)


def _same_hour(found: Sequence[Slopes], names: Mapping[str, str]) -> Facts:
    """Whether an hour brings less than it did (M16)."""
    shown = [each for each in found if not each.channel and (each.fade.weeks or each.side == BRAND)]
    shown += [each for each in found if each.channel and each.fade.verdict in (FELL, ROSE)][:MOST_CHANNELS]
    facts = [
        Fact(_label(each, names), fade_says(each.fade, each.kind), door=Door(each.lines)) for each in shown
    ]
    return Facts("An hour, from week to week (90 %)", tuple(facts))


def _label(each: Slopes, names: Mapping[str, str]) -> str:
    return (names.get(each.channel) or each.channel) if each.channel else each.side
