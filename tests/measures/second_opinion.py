"""The figures that are seen most, worked out a second time: slowly, by the words of docs/method.md, line by line.

Nothing of `twohats.measures` is used here. Lines are taken as the reader of pages has them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from twohats.format.model import Entry, Event, Nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from twohats.format.model import Page

SOCIAL = ("post", "read", "talk")
RETURNS = ("conversation", "reply", "intro", "help", "lead", "sale", "noticed", "commented")
DAYS_TO_RIPEN = {kind: 42 if kind in ("intro", "lead", "sale") else 14 for kind in RETURNS}
SIDES = ("personal", "brand")

Key = tuple[int, int, int]


class Line(NamedTuple):
    """One line: when, whose side, and what it says."""

    key: Key
    side: str
    said: Entry | Event

    @property
    def day(self) -> int:
        """The day of its page (proleptic ordinal)."""
        return self.key[0]

    @property
    def verb(self) -> str:
        """The activity of an entry, the verb of anything else."""
        return self.said.activity if isinstance(self.said, Entry) else self.said.verb

    @property
    def kind(self) -> str:
        """The kind of a `got` or `gave`."""
        return self.said.kind

    @property
    def is_return(self) -> bool:
        """Whether something came back that is no noise."""
        return self.verb == "got" and self.kind in RETURNS

    @property
    def minutes(self) -> int:
        """Minutes of an entry."""
        return self.said.minutes if isinstance(self.said, Entry) else 0

    def all_of(self, key: str) -> list[str]:
        """The values of a key, in lower case."""
        return [
            one for name, value in self.said.fields if name == key for one in value.lower().split(",") if one
        ]


class Journal(NamedTuple):
    """All lines in order, the days with any line, the last day of the week looked at, and the day asked."""

    lines: list[Line]
    logged: list[int]
    end: int
    today: int

    def week(self, day: int) -> int:
        """Weeks before the week looked at."""
        return (self.end - day) // 7

    @property
    def settled(self) -> int:
        """The first day after the journal's first four weeks."""
        return min(self.logged, default=0) + 28


def read(pages: Mapping[str, Page], sides: Mapping[str, str], end: date, today: date) -> Journal:
    """Put the lines of pages in order."""
    lines, logged = [], set()
    for name, page in pages.items():
        day, minute = date.fromisoformat(name).toordinal(), 0
        if day > end.toordinal():
            continue
        for item in page.items:
            said = item.value
            if isinstance(said, (Entry, Event)):
                clock = said.start if isinstance(said, Entry) else said.at
                minute = minute if clock is None else clock
                lines.append(Line((day, minute, item.number), sides[said.hat], said))
            elif not isinstance(said, Nothing):
                continue
            logged.add(day)
    return Journal(sorted(lines), sorted(logged), end.toordinal(), min(today, end).toordinal())


class RatedLine(NamedTuple):
    """One line that a rating may have been asked of."""

    day: int
    side: str
    value: int | None
    minutes: int


def rated_lines(journal: Journal, rating: str, weeks: range) -> list[RatedLine]:
    """The lines of post, read and talk of some weeks, with what they say of one rating."""
    return [
        RatedLine(line.day, line.side, getattr(line.said, rating), line.minutes)
        for line in journal.lines
        if line.verb in SOCIAL and journal.week(line.day) in weeks
    ]


# Where returns came from


class Credited(NamedTuple):
    """A rung and the entries it credits."""

    rung: str
    entries: tuple[Line, ...]


def credited(journal: Journal, came: Line) -> Credited:
    """The ladder of 2.6 for one return, or for what else is asked."""
    before = [line for line in journal.lines if isinstance(line.said, Entry) and line.key <= came.key]
    for name, value in reversed(came.said.fields):
        day, *words = value.lower().split("/")
        if name == "from" and day == "none" and not words:
            return Credited("untied", ())
        if name == "from" and len(day) == 10:
            fits = [line for line in before if _is_named(line, day, words)]
            if fits:
                return Credited("from", (fits[-1],))
            break
    shared = [line for line in before if set(line.said.tags) & set(came.said.tags)]
    if shared:
        return Credited("reference", (shared[-1],))
    for name, value in came.said.fields:
        if name == "heard" and value:
            used = [
                line for line in before if line.said.channel == value.lower() and came.day - line.day <= 45
            ]
            if len({line.side for line in used}) == 1:
                return Credited("said", (used[-1],))
    knew = [
        line for line in before if set(line.said.people) & set(came.said.people) and came.day - line.day <= 45
    ]
    last = [[line for line in knew if line.side == side][-1:] for side in SIDES]
    if all(last) and all(came.day - line.day <= 7 for (line,) in last):
        return Credited("both", tuple(sorted(line for (line,) in last)))
    if knew:
        return Credited("person", (knew[-1],))
    there = [
        line
        for line in before
        if came.said.channel
        and (line.side, line.said.channel) == (came.side, came.said.channel)
        and came.day - line.day <= 14
        and "src" not in {key for each in (line, came) for key, _ in each.said.fields}
    ]
    return Credited("place", (there[-1],)) if there else Credited("unattributed", ())


def _is_named(line: Line, day: str, words: Sequence[str]) -> bool:
    said = line.said
    assert isinstance(said, Entry)
    clock = "" if said.start is None else f"{said.start // 60:02}:{said.start % 60:02}"
    has = {said.hat, said.activity, said.channel, clock, *(f"@{person}" for person in said.people)}
    return date.fromordinal(line.day).isoformat() == day and {word for word in words if word} <= has


class Brought(NamedTuple):
    """So many returns, counted in a week, for an entry or for nothing."""

    week: int
    entry: Line | None
    returns: int
    half: bool


def brought(journal: Journal, traces: Mapping[Key, Credited], kind: str) -> list[Brought]:
    """Returns of one kind by effort: a named person once a week, whoever is named with fewest first."""
    counted: set[tuple[int, str]] = set()
    found = []
    came = [line for line in journal.lines if line.is_return and line.kind == kind]
    for line in sorted(came, key=lambda each: len(each.said.people)):
        trace = traces[line.key]
        places: list[tuple[int, Line | None]] = [
            (journal.week(entry.day), entry) for entry in trace.entries if entry.verb in SOCIAL
        ]
        if not trace.entries:
            places = [(journal.week(line.day), None)]
        counts = {}
        for week in {week for week, _ in places}:
            counts[week] = line.said.count
            if line.said.people:
                fresh = [who for who in line.said.people if (week, who) not in counted][: line.said.count]
                counted |= {(week, who) for who in fresh}
                counts[week] = len(fresh)
        found += [
            Brought(week, entry, counts[week], trace.rung == "both") for week, entry in places if counts[week]
        ]
    return found


class RatioInputs(NamedTuple):
    """What the ratio of one kind is made of, a side."""

    counts: dict[str, int]
    shared: dict[str, int]
    untraced: int
    hours: dict[str, float]
    series: dict[str, list[tuple[float, float]]]


def ratio_inputs(
    journal: Journal, found: Sequence[Brought], kind: str, group: Callable[[Line], str], names: Sequence[str]
) -> RatioInputs:
    """Counts and hours of the last twelve ripe weeks."""
    ripe = [week for week in range(60) if journal.today - (journal.end - 7 * week) >= DAYS_TO_RIPEN[kind]][
        :12
    ]
    minutes = {
        name: {
            week: sum(
                line.minutes
                for line in journal.lines
                if line.verb in SOCIAL and group(line) == name and journal.week(line.day) == week
            )
            for week in ripe
        }
        for name in names
    }
    these = [each for each in found if each.week in ripe]

    def count(name: str, *, half: bool, week: int | None = None) -> int:
        return sum(
            each.returns
            for each in these
            if each.entry and group(each.entry) == name and each.half is half and week in (None, each.week)
        )

    return RatioInputs(
        {name: count(name, half=False) for name in names},
        {name: count(name, half=True) for name in names},
        sum(each.returns for each in these if each.entry is None),
        {name: sum(minutes[name].values()) / 60 for name in names},
        {
            name: [
                (count(name, half=False, week=week) + count(name, half=True, week=week) / 2, spent / 60)
                for week, spent in minutes[name].items()
            ]
            for name in names
        },
    )


# People


def way(line: Line, person: str) -> str:
    """Whose turn a line with a person was; empty for none."""
    if line.verb == "talk" or (line.verb == "got" and line.kind == "conversation"):
        return "both"
    if line.is_return:
        later = line.kind == "intro" and line.said.people[0] != person
        return "present" if later else "theirs"
    if line.verb in ("gave", "asked"):
        return "ours"
    if line.verb == "lost":
        return "lost"
    return "present" if line.verb == "do" or _has_met(line) else ""


def _has_met(line: Line) -> bool:
    return any(name == "met" for name, _ in line.said.fields)


def _is_contact(line: Line) -> bool:
    return line.verb in ("talk", "do", "gave") or line.is_return or _has_met(line)


def by_person(journal: Journal) -> dict[str, list[Line]]:
    """Everyone's lines up to the day asked."""
    people = {who for line in journal.lines for who in line.said.people}
    found = {
        who: [line for line in journal.lines if who in line.said.people and line.day <= journal.today]
        for who in people
    }
    return {who: lines for who, lines in found.items() if lines}


def first_contact(lines: Sequence[Line]) -> Line | None:
    """The first line that tells of a contact."""
    return next((line for line in lines if line.verb != "lost" and _is_contact(line)), None)


def live(journal: Journal) -> set[str]:
    """Who was in live contact on the day asked."""
    found = set()
    for who, lines in by_person(journal).items():
        recent = [way(line, who) for line in lines if line.day > journal.today - 90]
        while "lost" in recent:
            recent = recent[recent.index("lost") + 1 :]
        if "both" in recent or {"theirs", "ours"} <= set(recent):
            found.add(who)
    return found


def conversations(lines: Sequence[Line], side: str = "") -> int:
    """Real conversations with the person whose lines these are, or those of one side."""
    talks = [line for line in lines if line.verb == "talk"]
    came = [line for line in lines if line.verb == "got" and line.kind == "conversation"]
    alone = [line for line in came if line.day not in [talk.day for talk in talks]]
    counted = [(talk, 1) for talk in talks]
    counted += [(line, line.said.count if len(line.said.people) == 1 else 1) for line in alone]
    return sum(times for line, times in counted if side in ("", line.side))


def is_lost(who: str, lines: Sequence[Line]) -> bool:
    """Whether they were lost and nothing of theirs has come since."""
    ways = [way(line, who) for line in lines]
    return "lost" in ways and not {"both", "theirs"} & set(ways[len(ways) - ways[::-1].index("lost") :])


def waiting(journal: Journal) -> dict[str, int]:
    """Who was met and had nothing one-to-one since, and the days since then."""
    found = {}
    for who, lines in by_person(journal).items():
        first = first_contact(lines)
        if first is None or is_lost(who, lines):
            continue
        if first.day < journal.settled and not _has_met(first):
            continue
        done = any(
            line.verb in ("talk", "gave")
            or (line.verb == "got" and line.kind == "conversation")
            or (line.is_return and line.day > first.day)
            for line in lines
        )
        if not done and journal.today - first.day <= 104:
            found[who] = journal.today - first.day
    return found


def attempts(journal: Journal) -> tuple[list[int], list[int]]:
    """Messages up to the first answer of those who answered, and so far of those who have not."""
    answered, still = [], []
    for who, lines in by_person(journal).items():
        sent = 0
        for line in lines:
            if way(line, who) in ("both", "theirs"):
                answered += [sent] * bool(sent)
                break
            expects = [value.lower() for name, value in line.said.fields if name == "expect"]
            written = line.verb == "asked" or (line.verb == "gave" and line.kind in ("note", "congrats"))
            if written and not {"none", "no", "0"} & set(expects):
                sent += line.said.count if len(line.said.people) == 1 else 1
        else:
            still += [sent] * bool(sent)
    return sorted(answered), sorted(still)


def sent(journal: Journal, first: int, last: int) -> tuple[int, int]:
    """Noise among the gives and asks of some days, and all of them."""
    lines = [line for line in journal.lines if line.verb in ("gave", "asked") and first <= line.day <= last]

    def words(line: Line) -> str:
        said = [word for word in line.said.note.lower().split() if not word.startswith(("@", "+"))]
        return " ".join(" ".join("".join(filter(str.isalpha, word)) for word in said).split())

    noise = 0
    for line in lines:
        same = [one for one in lines if words(one) == words(line) and len(words(line)) >= 4]
        to = {one.said.people or one.key for one in same}
        at_once = line.kind in ("note", "congrats") and not line.said.people and line.said.count >= 3
        if at_once or len(to) >= 3 or "faceless" in line.all_of("how"):
            noise += line.said.count
    return noise, sum(line.said.count for line in lines)


def new_people(
    journal: Journal, traces: Mapping[Key, Credited], weeks: range, met: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Everyone first talked to in some weeks, with the side and the channel that brought them."""
    found = []
    for who, lines in by_person(journal).items():
        talk = next((line for line in lines if line.verb == "talk"), None)
        first = first_contact(lines)
        if not talk or not first or is_lost(who, lines):
            continue
        if journal.week(talk.day) not in weeks or talk.day < journal.settled:
            continue
        brought_by = first
        if first.is_return and traces[first.key].entries:
            brought_by = traces[first.key].entries[-1]
        said = [line.all_of("met")[0] for line in lines if line.all_of("met")]
        channel = said[0] if said else met.get(who, brought_by.said.channel)
        found.append((talk.key, who, brought_by.side, channel))
    return [each[1:] for each in sorted(found)]


# Channels


def busy(
    journal: Journal, traces: Mapping[Key, Credited], weeks: range, side: str
) -> tuple[int, int, int, int]:
    """Lines and minutes that felt like work, of these unlinked, and unlinked if all untraced returns were theirs."""
    gave = [line for line in journal.lines if line.verb == "gave"]
    touched = {entry.key for trace in traces.values() for entry in trace.entries}
    touched |= {entry.key for line in gave for entry in credited(journal, line).entries}
    felt = [
        line
        for line in journal.lines
        if line.side == side
        and line.verb in ("post", "read")
        and journal.week(line.day) in weeks
        and "work" in line.all_of("felt")
        and journal.today - line.day >= (30 if "craft" in line.all_of("how") else 14)
    ]
    loose = sorted(
        (line.minutes for line in felt if not line.said.people and line.key not in touched), reverse=True
    )
    untraced = sum(
        line.said.count
        for line in journal.lines
        if line.is_return and traces[line.key].rung == "unattributed" and journal.week(line.day) in weeks
    )
    return len(felt), sum(line.minutes for line in felt), sum(loose), sum(loose[untraced:])


def forecasts(
    journal: Journal, traces: Mapping[Key, Credited], weeks: range, side: str
) -> list[tuple[Key, int, float]]:
    """The entries that say how many answers they expect and are 14 days old: expected, and had."""
    found = []
    for entry in journal.lines:
        numbers = [value for name, value in entry.said.fields if name == "expect" and value.isdigit()]
        if not numbers or not isinstance(entry.said, Entry) or entry.side != side:
            continue
        if journal.week(entry.day) not in weeks or journal.today - entry.day < 14:
            continue
        had = 0.0
        for line in journal.lines:
            if line.is_return and line.kind in ("reply", "conversation", "commented"):
                trace = traces[line.key]
                if entry.key in [each.key for each in trace.entries] and line.day - entry.day <= 14:
                    had += line.said.count * (0.5 if trace.rung == "both" else 1)
        found.append((entry.key, int(numbers[0]), had))
    return found


def started_and_dropped(journal: Journal) -> tuple[set[str], set[str]]:
    """Channels that came and went in 90 days."""
    today = journal.today
    used = [line for line in journal.lines if line.verb in SOCIAL and line.said.channel and line.day <= today]

    def minutes(channel: str, last: int) -> int:
        return sum(
            line.minutes for line in used if line.said.channel == channel and last - 28 < line.day <= last
        )

    started, dropped = set(), set()
    for channel in {line.said.channel for line in used}:
        first = min(line.day for line in used if line.said.channel == channel)
        if first > today - 90 and first >= journal.settled:
            started.add(channel)
        once = any(minutes(channel, day) >= 30 for day in range(today - 89, today + 1))
        if once and minutes(channel, today) < 30:
            dropped.add(channel)
    return started, dropped


def stand_weeks(journal: Journal, weeks: range, side: str) -> tuple[set[int], int]:
    """Weeks with posts after which nobody was spoken to, and how many weeks with posts are decided."""
    spoke = [
        line.day
        for line in journal.lines
        if line.side == side
        and (line.verb in ("talk", "gave") or (line.verb == "got" and line.kind == "conversation"))
    ]
    silent, decided = set(), 0
    for week in weeks:
        posts = [
            line.day
            for line in journal.lines
            if line.side == side and line.verb == "post" and line.minutes and journal.week(line.day) == week
        ]
        followed = any(post <= day <= post + 7 for post in posts for day in spoke)
        if posts and (followed or max(posts) + 7 <= journal.today):
            decided += 1
            silent |= set() if followed else {week}
    return silent, decided


def whys(lines: Sequence[Line]) -> tuple[dict[str, int], int]:
    """Minutes a reason, and minutes with any."""
    reasons = {reason for line in lines for reason in line.all_of("why")}
    return (
        {reason: sum(line.minutes for line in lines if reason in line.all_of("why")) for reason in reasons},
        sum(line.minutes for line in lines if line.all_of("why")),
    )
