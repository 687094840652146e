"""The phrases of people, each in one place: meetings, messages and answers, gives and asks, what led to what.

Nothing here praises, blames or hurries. An estimate has its interval, or a phrase says what it lacks.
"""

from __future__ import annotations

from datetime import date

from twohats.format.times import duration_text
from twohats.measures import meetings, tracing
from twohats.measures.contacts import LIVE_DAYS
from twohats.measures.giving import LEAST_FOR_SHARE
from twohats.measures.people import FOLLOW_DAYS, LEAST_PEOPLE
from twohats.measures.timeline import TimedEntry
from twohats.views import wording
from twohats.views.dates import day_text
from twohats.views.rows import user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.measures.buyers import KnownNames
    from twohats.measures.contacts import LiveContact
    from twohats.measures.figures import Share
    from twohats.measures.giving import Expectation, GiveAsk
    from twohats.measures.meetings import Meeting, MetHere
    from twohats.measures.outreach import Attempts
    from twohats.measures.timeline import TimedLine
    from twohats.measures.tracing import Trace

IN_90_DAYS = f"in {LIVE_DAYS} days"


def day_of(ordinal: int, today: str) -> str:
    """A day of a year as `12 Nov`, of another year than today's as `12 Nov 2024`."""
    day = date.fromordinal(ordinal).isoformat()
    return day_text(day) if day[:4] == today[:4] else f"{day_text(day)} {day[:4]}"


def channel_name(channel: str, channels: Mapping[str, str]) -> str:
    """A channel as `hat.toml` calls it, made visible."""
    return user_text(channels.get(channel) or channel).text


def first_line(note: str) -> str:
    """The first line of a note, made visible."""
    return user_text(note.partition("\n")[0]).text


def live_says(live: LiveContact) -> str:
    """`41 people in live contact, 12 of them wrote first`; of a young journal, in how many days."""
    text = f"{wording.persons(live.people) if live.people else 'nobody'} in live contact"
    if live.people:
        text += f", {live.wrote_first or 'none'} of them wrote first"
    if live.people and live.days < LIVE_DAYS:
        text += f", in {wording.number_of(live.days, 'day')}"
    return text


def share_says(share: Share | None, what: str, none: str) -> str:
    """`4 of 7 messages (26 to 84 %)`; under 5 without an interval, and with none of them why not."""
    if share is None:
        return none
    text = f"{share.part} of {wording.number_of(share.whole, what)}"
    if share.low is None or share.high is None:
        return f"{text}, too few for a share: {LEAST_PEOPLE} it takes"
    low = wording.percent(share.low).removesuffix(" %")
    return f"{text}, {low} to {wording.percent(share.high)} (90 %)"


def answered_says(share: Share | None) -> str:
    """What came of own messages."""
    none = f"no message to one person yet that is {FOLLOW_DAYS} days old: an ask, a note, words of your own"
    text = share_says(share, "message", none)
    return f"{text}; that not all write back is usual" if share and share.part < share.whole else text


def attempts_says(attempts: Attempts) -> str:
    """`after 2 messages, the middle of 7 people; 2 have not answered yet`."""
    people = len(attempts.answered) + len(attempts.waiting)
    if not people:
        return "nobody was written to before they had written or talked"
    waiting = len(attempts.waiting)
    tail = f"; {waiting} of them not yet" if waiting else ""
    if attempts.median is None:
        counts = [str(count) for count in attempts.answered] + [
            f"{count} or more" for count in attempts.waiting
        ]
        said = ", ".join(counts)
        return f"messages until then: {said}; from {LEAST_PEOPLE} people on the middle is said"
    middle = f"{attempts.median:g}"
    if attempts.is_least:
        middle = f"at least {middle}"
    messages = "message" if attempts.median == 1 else "messages"
    return f"after {middle} {messages}, the middle of {people} people{tail}"


def give_ask_says(given: GiveAsk) -> str:
    """`14 gives to 3 asks, 82 % given`; under 5 the counts alone."""
    if not given.gives and not given.asks:
        return f"nothing given and nothing asked {IN_90_DAYS}"
    gives = wording.number_of(given.gives, "give") if given.gives else "no gives"
    asks = wording.number_of(given.asks, "ask") if given.asks else "no asks"
    text = f"{gives}, {asks}" if not given.gives or not given.asks else f"{gives} to {asks}"
    return f"{text}, {wording.percent(given.share)} given" if given.share not in (None, 0.0, 1.0) else text


def expectation_says(expectation: Expectation) -> str:
    """`5 of 8 gives that say so (expect:none); 6 do not say`."""
    said = expectation.nothing + expectation.something
    unsaid = f"; {wording.unsaid_says(expectation.unsaid)}" if expectation.unsaid else ""
    if not said:
        return f"no give says whether anything was expected: expect:none{unsaid}"
    text = f"{expectation.nothing} of {wording.number_of(said, 'give')} that say so"
    if said < LEAST_FOR_SHARE:
        return f"{text}{unsaid}"
    return f"{text}, {wording.percent(expectation.share)}{unsaid}"


def known_says(known: KnownNames | None) -> str:
    """`23 of 30 returns from people known before (77 %), 4 from new ones, 3 without a name`."""
    if known is None:
        return "not in the first four weeks, in which everybody turns up for the first time"
    whole = known.known + known.first + known.unnamed
    if not whole:
        return f"nothing came back {IN_90_DAYS}"
    text = f"{known.known} of {wording.number_of(whole, 'return')} from people known before"
    text += f" ({wording.percent(known.share)})" if known.share is not None else ""
    text += f", {known.first} from new ones" if known.first else ""
    return f"{text}, {known.unnamed} without a name" if known.unnamed else text


def met_here_says(here: tuple[MetHere, ...], channels: Mapping[str, str]) -> str:
    """`in-person 9, letter 4 (1 by the first line alone), not known of 7`."""
    parts: dict[str, tuple[int, int]] = {}
    for each in here:
        name = channel_name(each.channel, channels)
        people, unsure = parts.get(name, (0, 0))
        parts[name] = people + each.people, unsure + each.people - each.sure
    texts = []
    for name, (people, unsure) in parts.items():
        if not name:
            texts.append(f"not known of {people}")
            continue
        texts.append(f"{name} {people}" + (f" ({_unsure(people, unsure)})" if unsure else ""))
    return ", ".join(texts) or "nobody yet"


def _unsure(people: int, unsure: int) -> str:
    return "by the first line" if people == unsure else f"{unsure} by the first line"


def met_says(meeting: Meeting | None, today: str, channels: Mapping[str, str]) -> str:
    """Who they are by how they were met, and how that is known."""
    if meeting is None:
        return "named, and no contact yet"
    day, channel = day_of(meeting.day, today), channel_name(meeting.channel, channels)
    here = f"first here {day}" if meeting.is_new else f"here since the first weeks, {day}"
    if meeting.sure == meetings.FIRST:
        return f"{here}, {channel}"
    if not channel:
        return here
    return f"met: {channel}, {here}"


def line_says(line: TimedLine, channels: Mapping[str, str]) -> str:
    """What a line is, without people and note: `talk phone 45m`, `got sale email 900 GBP`."""
    if isinstance(line, TimedEntry):
        entry = line.entry
        words = [
            entry.activity,
            entry.kind,
            channel_name(entry.channel, channels),
            duration_text(entry.minutes),
        ]
    else:
        event = line.event
        words = [event.verb, event.kind, channel_name(event.channel, channels)]
        words += [f"x{event.count}"] if event.count > 1 else []
        words += [" ".join(event.amount)] if event.amount else []
    return " ".join(filter(None, words))


def _entry_says(line: TimedEntry, channels: Mapping[str, str]) -> str:
    entry = line.entry
    return " ".join(filter(None, (entry.activity, entry.kind, channel_name(entry.channel, channels))))


def trace_says(
    trace: Trace, line: TimedLine, today: str, channels: Mapping[str, str], *, anonymous: bool = False
) -> str:
    """What a return is credited to, and why: `from talk phone, 12 Nov (same person)`.

    `anonymous` leaves out the words of the user's by which one knows.
    """
    if trace.rung == tracing.UNTIED:
        return "tied to nothing (from:none)"
    if not trace.touches:
        return "not traced"
    touches = [f"{_entry_says(touch, channels)}, {day_of(touch.when[0], today)}" for touch in trace.touches]
    return f"from {' and '.join(touches)} ({rung_says(trace.rung) if anonymous else _reason(trace, line)})"


def _reason(trace: Trace, line: TimedLine) -> str:
    if trace.rung == tracing.REFERENCE and not isinstance(line, TimedEntry):
        shared = [tag for tag in line.event.tags if any(tag in touch.entry.tags for touch in trace.touches)]
        return f"same thread, +{shared[0]}" if shared else "same thread"
    if trace.rung == tracing.HEARD and not isinstance(line, TimedEntry):
        said = next((value for key, value in line.event.fields if key == "heard"), "")
        return f"they said so, heard:{said}"
    return rung_says(trace.rung)


def credited_says(rungs: Mapping[str, int]) -> str:
    """How returns were credited: `11 by the same thread, 1 because you said so, 2 not traced`."""
    says = {
        tracing.FROM: "because you said so",
        tracing.REFERENCE: "by the same thread",
        tracing.HEARD: "because they said so",
        tracing.PERSON: "by the same person",
        tracing.BOTH: "by the same person, in both hats",
        tracing.PLACE: "by the same hat and channel",
    }
    return ", ".join(f"{number:,} {says.get(rung) or rung_says(rung)}" for rung, number in rungs.items())


def rung_says(rung: str) -> str:
    """Why a return is credited to an entry, in words; of one that is credited to nothing, that it is not."""
    return {
        tracing.FROM: "you said so, from:",
        tracing.REFERENCE: "same thread",
        tracing.HEARD: "they said so",
        tracing.PERSON: "same person",
        tracing.BOTH: "same person, both hats",
        tracing.PLACE: "same hat and channel",
        tracing.UNTIED: "tied to nothing",
        tracing.UNTRACED: "not traced",
    }[rung]
