"""A journal with everything that the channels can show, and one with next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.measures.logged import HATS, SUNDAY, WEEK, day, pages_of, past

from twohats.measures.channels import ChannelsFigures, channels_figures
from twohats.measures.contacts import contacts_of
from twohats.measures.returns import trace_returns
from twohats.measures.timeline import timeline_of

if TYPE_CHECKING:
    from twohats.measures.timeline import Timeline

NAMES = {"letter": "The Back Stairs", "linkedin": "LinkedIn", "video": "Video call"}
SOCIAL = {"phone": False, "video": False, "linkedin": True}
SHOWN = {"anna": "Anna Reiss"}

_WEEK = """09:00-09:50 brand post linkedin i2 m2 aim:leads about:me why:told-to felt:work expect:3
    30m brand read linkedin i2 m2 felt:work
    40m brand post letter i4 m4 aim:leads serves:readers about:others voice:self +letter
    brand got reply letter @lotte +letter
    brand got reply letter @viktor +letter
    25m brand talk phone @anna i5 m4 how:must
    30m personal read mastodon i3
    20m personal talk phone @anna i5
    15m personal post mastodon"""
_SECOND = """22:15-22:45 brand post instagram i1 how:faceless aim:none why:money
    35m brand talk video @anna i5 u5
    brand got reply linkedin
    1h brand do service
    30m brand do lead
    brand got reply
    20m personal post mastodon i4"""


def full_days() -> dict[int, str]:
    """Twenty weeks up to Sunday 22 November 2026, by days after the Monday of the last."""
    days = {-7 * week: _WEEK for week in range(20)}
    days |= {-7 * week + 2: _SECOND for week in range(20)}
    for n, person in enumerate(("bo", "carl", "dina", "edith", "farid", "greta")):
        where = ("letter", "letter", "linkedin", "letter", "letter", "letter")[n]
        days[-7 * (n + 2) + 3] = f"brand got reply {where} @{person}\n20m brand talk phone @{person}"
    days[-47] = "brand got lead phone @anna\n45m brand post blogs cost:38GBP how:setup"
    days[-39] = "brand got sale @zoe 900GBP\n3h brand post linkedin"
    days[4] = "20m brand post threads\n25m brand post\n10m brand post newone"
    return days


def timeline(days: dict[int, str]) -> Timeline:
    """The timeline of these days, all of them."""
    return timeline_of(pages_of(days), WEEK, HATS, SUNDAY, weeks_before=60)


def figures(days: dict[int, str], weeks: range = range(12), side: str = "brand") -> ChannelsFigures:
    """The channels of one side over some weeks of these days."""
    line = timeline(days)
    return channels_figures(
        line, past(days), contacts_of(line), trace_returns(line), weeks, side=side, social=SOCIAL
    )


def texts(days: dict[int, str]) -> dict[str, str]:
    """The same days as the texts of their pages, by ISO date."""
    return {
        day(n): f"# {day(n)}\n\n" + "".join(f"- {line.strip()}\n" for line in lines.splitlines())
        for n, lines in days.items()
    }
