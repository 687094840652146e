"""People as JSON, everyone or one of them: `docs/people.json.md` says what each key means."""

from __future__ import annotations

import json
from datetime import date

from twohats.measures.timeline import TimedEntry, value_of
from twohats.render.anonymous import may_name, pieces_of
from twohats.render.estimate_json import part_data, sent_data, share_of
from twohats.views.people_wording import line_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

    from twohats.measures.giving import GiveAsk
    from twohats.measures.meetings import Meeting
    from twohats.measures.outreach import Unanswered
    from twohats.measures.people_figures import Lately, PeopleFigures, Waiting
    from twohats.measures.person_figures import PersonFigures
    from twohats.measures.story import Sale, Step, Story
    from twohats.measures.timeline import TimedLine

FORMAT = 1
PERSON, CHANNEL = "a person", "a channel"
"""What stands for names in what is handed on."""
_NONE: dict[str, str] = {}


def hidden_channels(channels: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """What stands for those channels that may name somebody, `names` being everybody's names."""
    pieces = pieces_of(names)
    return {channel: CHANNEL for channel in channels if may_name(channel, pieces)}


def channels_in(figures: PersonFigures) -> set[str]:
    """The channels of one person's page."""
    found = {figures.meeting.channel} if figures.meeting else set()
    return (found | channels_of(figures.story)) - {""}


def channels_of(story: Story) -> set[str]:
    """The channels of the lines of a story, and of what came of them."""
    lines = [step.line for step in story.steps]
    lines += [came for step in story.steps for came in step.led_to]
    return {value_of(line).channel for line in lines} - {""}


def people_json(figures: PeopleFigures, *, hidden: Mapping[str, str] = _NONE, anonymous: bool = False) -> str:
    """Everyone as indented JSON text with a newline at its end."""
    return _text(people_data(figures, hidden=hidden, anonymous=anonymous))


def person_json(figures: PersonFigures, *, hidden: Mapping[str, str] = _NONE, anonymous: bool = False) -> str:
    """One person as indented JSON text with a newline at its end."""
    return _text(person_data(figures, hidden=hidden, anonymous=anonymous))


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, allow_nan=False) + "\n"


def people_data(
    figures: PeopleFigures, *, hidden: Mapping[str, str] = _NONE, anonymous: bool = False
) -> dict[str, Any]:
    """Everyone as what JSON can hold.

    `anonymous` makes every person `a person` and leaves out notes and places; `hidden` maps channels that may name
    somebody to what stands for them.
    """
    known, expected, tried = figures.known, figures.expectation, figures.attempts

    def who(person: str) -> str:
        return PERSON if anonymous else person

    return {
        "format": FORMAT,
        "to": figures.until,
        "from": figures.began or None,
        "cover": {"problems": figures.left_out.problems},
        "people": figures.people,
        "live_contact": {
            "people": figures.live.people,
            "wrote_first": figures.live.wrote_first,
            "days": figures.live.days,
        },
        "waiting": [_waiting(each, hidden, anonymous=anonymous) for each in figures.waiting],
        "put_aside": figures.put_aside,
        "followed_up": part_data(figures.followed_up),
        "not_spoken_to": [
            {"person": who(each.person), "last": day_text(each.spoken), "conversations": each.conversations}
            for each in figures.names
        ],
        "lately": [_lately(each, anonymous=anonymous) for each in figures.lately],
        "new_people": [who(each) for each in figures.new],
        "met": _met(figures, hidden),
        "answered": part_data(figures.answered),
        "first_answer": {
            "answered": list(tried.answered),
            "waiting": list(tried.waiting),
            "median": tried.median,
            "at_least": tried.is_least,
        },
        "unanswered": [_unanswered(each, anonymous=anonymous) for each in figures.unanswered],
        "give_ask": {**_give_ask(figures.given), **sent_data(figures.sent)},
        "expectation": {
            "nothing": expected.nothing,
            "something": expected.something,
            "unsaid": expected.unsaid,
            "share": share_of(expected.share),
        },
        "sales": [
            {"person": who(each.person), **sale_data(each.sale), "known_for_longer": not each.is_new}
            for each in figures.purchases
        ],
        "sales_without_a_name": figures.unnamed_sales,
        "known_names": None
        if known is None
        else {
            "known": known.known,
            "new": known.first,
            "unnamed": known.unnamed,
            "share": share_of(known.share),
        },
        "lost": dict(figures.lost),
    }


def _waiting(each: Waiting, hidden: Mapping[str, str], *, anonymous: bool) -> dict[str, Any]:
    return {
        "person": PERSON if anonymous else each.follow.person,
        "since": each.follow.met,
        "said": each.follow.is_declared,
        "days": each.follow.days,
        "overdue": each.follow.overdue,
        "channel": hidden.get(each.channel, each.channel) or None,
        "note": None if anonymous else each.note or None,
        "place": None if anonymous else each.place,
    }


def _lately(each: Lately, *, anonymous: bool) -> dict[str, Any]:
    return {
        "person": PERSON if anonymous else each.person,
        "conversations": dict(each.conversations),
        "gives": each.given.gives,
        "asks": each.given.asks,
        "they_began": each.they_began,
        "last_contact": day_text(each.last),
        "last_conversation": _spoken(each.spoken, anonymous=anonymous),
    }


def _spoken(spoken: Mapping[str, int], *, anonymous: bool) -> dict[str, str]:
    return {} if anonymous else {hat: day_text(day) for hat, day in spoken.items()}


def _met(figures: PeopleFigures, hidden: Mapping[str, str]) -> list[dict[str, Any]]:
    found: dict[str, list[int]] = {}
    for each in figures.met_here:
        counts = found.setdefault(hidden.get(each.channel, each.channel), [0, 0])
        counts[0] += each.people
        counts[1] += each.sure
    return [
        {"channel": channel or None, "people": people, "said": sure}
        for channel, (people, sure) in found.items()
    ]


def _unanswered(each: Unanswered, *, anonymous: bool) -> dict[str, Any]:
    return {
        "person": PERSON if anonymous else each.person,
        "messages": each.messages,
        "last": day_text(each.last),
        "leave_be": each.leave_be,
    }


def person_data(
    figures: PersonFigures, *, hidden: Mapping[str, str] = _NONE, anonymous: bool = False
) -> dict[str, Any]:
    """One person as what JSON can hold; `hidden` and `anonymous` are as in `people_data`."""
    story, lately = figures.story, figures.lately
    return {
        "format": FORMAT,
        "to": figures.until,
        "cover": {"problems": figures.left_out.problems},
        "person": PERSON if anonymous else figures.person,
        "met": _meeting(figures.meeting, hidden),
        "live_contact": figures.is_live,
        "conversations": story.conversations,
        "minutes": story.minutes,
        "lately": {"conversations": dict(lately.conversations), "they_began": lately.they_began},
        "last_conversation": _spoken(lately.spoken, anonymous=anonymous),
        "give_ask": _give_ask(figures.given),
        "last_30_days": {"gives": figures.asked_lately.gives, "asks": figures.asked_lately.asks},
        "most_asks_in_30_days": figures.most_asked,
        "messages": {
            "sent": figures.sent,
            "answered": figures.answered,
            "unanswered": figures.unanswered,
            "leave_be": figures.leave_be,
        },
        "waiting_since": figures.waiting.met if figures.waiting else None,
        "later": day_text(figures.later) if figures.later else None,
        "let_go": day_text(figures.let_go) if figures.let_go else None,
        "sales": [sale_data(each) for each in story.sales],
        "chain": [step_data(each, hidden, anonymous=anonymous) for each in story.steps],
    }


def _meeting(meeting: Meeting | None, hidden: Mapping[str, str]) -> dict[str, Any] | None:
    if meeting is None:
        return None
    return {
        "day": day_text(meeting.day),
        "channel": hidden.get(meeting.channel, meeting.channel) or None,
        "sure": meeting.sure,
        "new": meeting.is_new,
    }


def step_data(step: Step, hidden: Mapping[str, str], *, anonymous: bool) -> dict[str, Any]:
    """A line of a story."""
    line, trace = step.line, step.trace
    value = value_of(line)
    return {
        "day": day_text(line.when[0]),
        "days": step.days,
        "hat": line.side if anonymous else value.hat,
        "line": line_says(line, hidden),
        "minutes": line.entry.minutes if isinstance(line, TimedEntry) else None,
        "note": None if anonymous else value.note or None,
        "place": None if anonymous else line.place,
        "named": step.is_named,
        "rung": trace.rung if trace else None,
        "credited": [touch_data(touch, hidden, anonymous=anonymous) for touch in trace.touches]
        if trace
        else [],
        "led_to": [touch_data(came, hidden, anonymous=anonymous) for came in step.led_to],
    }


def touch_data(line: TimedLine, hidden: Mapping[str, str], *, anonymous: bool) -> dict[str, Any]:
    """A line that another is credited to, or that is credited to it."""
    return {
        "day": day_text(line.when[0]),
        "line": line_says(line, hidden),
        "place": None if anonymous else line.place,
    }


def sale_data(sale: Sale) -> dict[str, Any]:
    """A sale and what came before it."""
    return {
        "day": day_text(sale.line.when[0]),
        "days": sale.days,
        "conversations": sale.conversations,
        "minutes": sale.minutes,
    }


def _give_ask(given: GiveAsk) -> dict[str, Any]:
    return {"gives": given.gives, "asks": given.asks, "share": share_of(given.share)}


def day_text(ordinal: int) -> str:
    """A day (proleptic ordinal) as its ISO date."""
    return date.fromordinal(ordinal).isoformat()


def names_of(*these: Collection[str] | Mapping[str, str]) -> set[str]:
    """Every name in these, keys and values of mappings alike."""
    found: set[str] = set()
    for each in these:
        found.update(each)
        if hasattr(each, "values"):
            found.update(each.values())
    return found
