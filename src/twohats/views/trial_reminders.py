"""What a trial asks of a week, in words: for the week, and for whoever logs a line against it."""

from __future__ import annotations

from twohats.format.times import duration_text
from twohats.measures.trial_weeks import DOUBLE, HALF, SILENT
from twohats.views.dates import day_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.measures.trial_weeks import WeekTrial

_DOING = {"post": "posting", "read": "reading", "talk": "talking", "do": "other work"}


def what_of(hat: str, channel: str, activity: str) -> str:
    """`posting on linkedin (brand)`, `linkedin (brand)`, `posting (brand)`: what a trial is about, any where empty."""
    doing = _DOING.get(activity, activity)
    where = f"{doing} on {channel}" if doing and channel else doing or channel or "everything"
    return f"{where} ({hat})"


def reminder_says(each: WeekTrial) -> str:
    """`silent, no posting on linkedin (brand) until Sun 18 Oct`."""
    what, until = what_of(each.hat, each.channel, each.activity), day_text(each.until, weekday=True)
    if each.kind == SILENT:
        return f"silent, no {what} until {until}"
    if each.kind not in (HALF, DOUBLE):
        return f"as usual, {what} until {until}"
    if each.minutes is None or each.usual is None:
        return f"{each.kind} the usual time for {what} until {until}"
    at = "at most" if each.kind == HALF else "about"
    return f"{each.kind}, {at} {duration_text(each.minutes)} of {what}; usual is {duration_text(each.usual)}"
