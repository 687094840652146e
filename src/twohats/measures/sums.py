"""Sums and shares that follow from the figures of a week: tallies, so none carries an interval."""

from __future__ import annotations

from twohats.format.words import ACTIVITIES, SIDES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.measures.figures import Minutes, Ratio, Return, WeekFigures


def side_minutes(minutes: Minutes, side: str) -> int:
    """Minutes of one side, all activities."""
    return sum(minutes[side].values())


def activity_minutes(minutes: Minutes, activity: str) -> int:
    """Minutes of one activity, both sides."""
    return sum(minutes[side][activity] for side in SIDES)


def all_minutes(minutes: Minutes) -> int:
    """Minutes of the week."""
    return sum(side_minutes(minutes, side) for side in SIDES)


def shown_activities(minutes: Minutes) -> list[str]:
    """The activities a view shows: post, read and talk always, do where there is some."""
    return [each for each in ACTIVITIES if each != "do" or activity_minutes(minutes, each)]


def talk_share(minutes: Minutes, side: str | None = None) -> float | None:
    """Talk minutes of all minutes, 0..1 (METHOD M9), of a side or of both; None where none are logged."""
    whole = all_minutes(minutes) if side is None else side_minutes(minutes, side)
    talk = activity_minutes(minutes, "talk") if side is None else minutes[side]["talk"]
    return talk / whole if whole else None


def receive_share(minutes: Minutes) -> float | None:
    """Reading of reading and posting, 0..1 (METHOD M8b); None where there is neither."""
    read, post = activity_minutes(minutes, "read"), activity_minutes(minutes, "post")
    return read / (read + post) if read + post else None


def arrived(came: Return) -> int:
    """Returns of one kind that arrived this week, traced or not."""
    return came.personal + came.brand + came.both + came.unattributed


def noticed(figures: WeekFigures) -> int:
    """How often somebody noticed this week: returns that noise is not set against (METHOD M7)."""
    return sum(arrived(each) for each in figures.returns if each.kind == "noticed")


def untraced_share(ratio: Ratio) -> float | None:
    """Share of the ratio's returns that is traced to nothing, 0..1 (METHOD M22); None without returns."""
    whole = sum(ratio.counts.values()) + sum(ratio.shared.values()) / 2 + ratio.untraced
    return ratio.untraced / whole if whole else None


def is_empty(figures: WeekFigures) -> bool:
    """Whether nothing was logged: no entry and no event."""
    return not figures.cover.entries and not figures.cover.events


def median(values: Sequence[float]) -> float:
    """The middle value; raises IndexError of none. (`statistics` would cost 14 ms to import.)"""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def read_for_an_hour_sent(minutes: Minutes, side: str) -> float | None:
    """Minutes that a side read for every 60 it sent (METHOD M8b, the mirror); None where it sent none."""
    sent = minutes[side]["post"]
    return 60 * minutes[side]["read"] / sent if sent else None
