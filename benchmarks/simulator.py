"""Journals whose truth is known: a seed and a few wishes in, the text of pages and the truth out.

One person, an author who also consults, keeps the journal for some weeks in the project's own format. What
they feel, what comes back and why is drawn from `Wishes`; the journal only shows what a person would have
written down. `docs/method.md`, section 8, says what the numbers are. Standard library only, and nothing but
the seed is random: the same seed and wishes give the same text. `simulate_lines` gives the lines as the measures
take them, for the studies that would spend most of their time on writing and reading text.
"""

from __future__ import annotations

import math
import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from twohats.format.calendar import Week
from twohats.format.model import Entry, Event
from twohats.measures.timeline import OTHER, TimedEntry, TimedEvent, Timeline

MONDAY = date(2025, 1, 6)
DAY = 24 * 60
SIDES = ("personal", "brand")
RATINGS = {"m": "motivation", "i": "interest", "u": "understanding"}

Cell = tuple[str, str]
"""A side and an activity."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is true of the person; every default is the ordinary journal of METHOD 8."""

    weeks: int = 12
    sittings: dict[Cell, float] = field(
        default_factory=lambda: {
            ("personal", "post"): 2.4, ("personal", "read"): 4.0, ("personal", "talk"): 3.0,
            ("brand", "post"): 6.0, ("brand", "read"): 1.8, ("brand", "talk"): 2.4,
        }
    )  # fmt: skip
    """Sittings a week on average."""
    push: tuple[float, ...] = (1.5, 1.5)
    """What business effort is multiplied with in the first weeks; after them by 0.8 to 1.2."""
    pause: tuple[int, ...] = (8, 9)
    """Weeks, from 0, without a brand post on linkedin."""
    base: tuple[float, float, float] = (3.9, 3.8, 3.9)
    """Motivation, interest and understanding on the inner scale, which is rounded and clipped to 1-5."""
    brand_effect: tuple[float, float, float] = (-0.8, -0.4, -0.6)
    post_effect: tuple[float, float, float] = (-0.3, -0.2, -0.1)
    talk_effect: tuple[float, float, float] = (0.4, 0.4, 0.2)
    day_variance: float = 0.15
    hat_day_variance: float = 0.10
    """The rest, to a variance of 1, is the single rating's."""
    rated: dict[str, float] = field(default_factory=lambda: {"personal": 0.85, "brand": 0.75})
    """Share of sittings with ratings."""
    skip_low: float = 0.0
    """Chance that a sitting felt as 1 or 2 in motivation is left unrated after all."""
    in_turn: bool = False
    """Whether interest and understanding are asked of every second sitting each, not of all."""
    rates: dict[tuple[str, str, str], float] = field(
        default_factory=lambda: {
            ("personal", "talk", "conversation"): 0.90, ("personal", "talk", "reply"): 0.60,
            ("brand", "talk", "conversation"): 0.80, ("brand", "talk", "reply"): 0.50,
            ("personal", "post", "conversation"): 0.30, ("personal", "post", "reply"): 0.50,
            ("brand", "post", "conversation"): 0.12, ("brand", "post", "reply"): 0.25,
            ("personal", "read", "conversation"): 0.15, ("personal", "read", "reply"): 0.20,
            ("brand", "read", "conversation"): 0.05, ("brand", "read", "reply"): 0.05,
            ("personal", "talk", "intro"): 0.06, ("brand", "talk", "intro"): 0.05,
            ("personal", "talk", "help"): 0.10, ("brand", "talk", "help"): 0.06,
            ("personal", "talk", "lead"): 0.06, ("brand", "talk", "lead"): 0.12,
            ("brand", "post", "lead"): 0.02, ("brand", "talk", "sale"): 0.04,
        }
    )  # fmt: skip
    """Returns an hour by side, activity and kind."""
    saturation: float = 0.45
    """Returns of linkedin posting grow with this power of the week's hours."""
    fade: float = -0.15
    """Change a week of the logarithm of what fbpage posting brings."""
    week_shape: float = 6.0
    """Shape of the gamma by which good and bad weeks of a hat differ; its mean is 1. 0 for weeks all alike."""
    channel_shape: float = 0.0
    """The same for the weeks of each channel of a hat."""
    burst: float = 1.0
    """People that one event brings on average; above 1 their number is geometric, and each writes a line."""
    channels: dict[Cell, dict[str, float]] = field(default_factory=lambda: CHANNELS)
    """Where each cell's sittings happen, in shares."""
    times: dict[tuple[str, str], float] = field(default_factory=dict)
    """How many times the returns of `rates` a channel of a side brings; 1 where it is not named."""
    people: int = 45
    named: float = 0.75
    """Share of returns that name the person."""
    referenced: float = 0.35
    """Share of returns that carry the tag of what brought them."""
    same_place: float = 0.65
    """Share of returns that arrive where the effort was made; most others come by mail, in either hat."""
    elsewhere: tuple[str, float] = ("email", 0.7)
    """Where the others arrive, and how many of these; the rest of them name no channel."""
    any_hat: float = 0.0
    """Share of all returns that arrive in a hat drawn at random."""
    said: float = 0.30
    """Share of leads and sales that tell by which channel they came."""
    noise: float = 2.0
    """Noise a week."""
    anniversary: int = 5
    """The week, from 0, with twenty-two times the same congratulation; negative for none."""


CHANNELS: dict[Cell, dict[str, float]] = {
    ("personal", "post"): {"mastodon": 0.6, "facebook": 0.4},
    ("personal", "read"): {"mastodon": 0.4, "facebook": 0.2, "blogs": 0.4},
    ("personal", "talk"): {"email": 0.5, "coffee": 0.5},
    ("brand", "post"): {"linkedin": 0.60, "fbpage": 0.25, "newsletter": 0.15},
    ("brand", "read"): {"linkedin": 0.5, "blogs": 0.5},
    ("brand", "talk"): {"email": 0.5, "call": 0.5},
}
MEDIAN_MINUTES = {"post": 25, "read": 15, "talk": 25}
LAG_DAYS = {"conversation": 1.5, "reply": 1.5, "help": 5, "intro": 10, "lead": 12, "sale": 25}


@dataclass(slots=True)
class Sitting:
    """An entry as it was, before it is written down."""

    week: int
    side: str
    activity: str
    channel: str
    start: int
    """Minutes after the first midnight of the journal."""
    minutes: int
    person: str = ""
    ratings: dict[str, int] = field(default_factory=dict)
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What a return in truth came from."""

    side: str
    channel: str
    place: tuple[str, int]
    """Day and number in the page of the entry that brought it."""


@dataclass(slots=True)
class Truth:
    """What an all-knowing reader would say of a journal."""

    wishes: Wishes
    planned: list[dict[Cell, float]]
    """Sittings to be expected of every week."""
    expected: list[dict[tuple[str, str], float]]
    """Returns to be expected of every week's hours, by side and kind, in a usual week."""
    hours: list[dict[str, float]]
    causes: dict[tuple[str, int], Cause]
    """Day and number in the page of a return, and what it came from."""

    def gap(self, rating: str, weeks: range, *, by_minutes: bool = False) -> float:
        """The true difference of plain means, given the mix of activities to be expected; or of means by minutes."""
        planned = {cell: math.fsum(self.planned[week][cell] for week in weeks) for cell in self.planned[0]}
        if by_minutes:
            planned = {cell: count * MEDIAN_MINUTES[cell[1]] for cell, count in planned.items()}
        means = []
        for side in SIDES:
            total = math.fsum(count for (hat, _), count in planned.items() if hat == side)
            means.append(
                math.fsum(
                    count / total * mean_rating(self.wishes, rating, cell)
                    for cell, count in planned.items()
                    if cell[0] == side
                )
            )
        return means[1] - means[0]

    def like_for_like(self, rating: str, weeks: range) -> float:
        """The true difference within activities, averaged as the method does."""
        gap = weight = 0.0
        for activity in MEDIAN_MINUTES:
            personal, brand = (
                math.fsum(self.planned[week][side, activity] for week in weeks) * self.wishes.rated[side]
                for side in SIDES
            )
            overlap = personal * brand / (personal + brand)
            means = [mean_rating(self.wishes, rating, (side, activity)) for side in SIDES]
            gap += overlap * (means[1] - means[0])
            weight += overlap
        return gap / weight

    def ratio(self, kinds: tuple[str, ...], weeks: range) -> float:
        """The true returns per hour of brand over personal, given the hours there were."""
        rates = []
        for side in SIDES:
            brought = math.fsum(self.expected[week].get((side, kind), 0) for week in weeks for kind in kinds)
            rates.append(brought / math.fsum(self.hours[week][side] for week in weeks))
        return rates[1] / rates[0]


@dataclass(frozen=True, slots=True)
class Journal:
    """A simulated journal."""

    pages: dict[str, str]
    """ISO date to the text of the page."""
    truth: Truth


@dataclass(frozen=True, slots=True)
class Lines:
    """A simulated journal without its text: what reading it would give, seen from its last week."""

    timeline: Timeline
    truth: Truth


def inner_mean(wishes: Wishes, rating: str, cell: Cell) -> float:
    """The mean of a rating before it is rounded to a digit."""
    at = list(RATINGS).index(rating)
    side, activity = cell
    mean = wishes.base[at] + (wishes.brand_effect[at] if side == "brand" else 0)
    return mean + {"post": wishes.post_effect[at], "talk": wishes.talk_effect[at]}.get(activity, 0)


def mean_rating(wishes: Wishes, rating: str, cell: Cell) -> float:
    """The mean of a rating as it is given, on 1-5; exact, the inner scale being normal with variance 1."""
    mean = inner_mean(wishes, rating, cell)
    return 1 + math.fsum(0.5 * math.erfc((step + 0.5 - mean) / math.sqrt(2)) for step in range(1, 5))


def simulate(seed: int, wishes: Wishes | None = None) -> Journal:
    """The journal of a seed."""
    return _Simulation(random.Random(seed), wishes or Wishes()).journal()


def simulate_lines(seed: int, wishes: Wishes | None = None) -> Lines:
    """The same journal as `simulate` writes, as lines that need not be read."""
    return _Simulation(random.Random(seed), wishes or Wishes()).lines()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the journal at its moment, and what it stands for."""

    moment: int
    value: Entry | Event
    sitting: Sitting | None = None
    cause: Sitting | None = None


def _text(value: Entry | Event) -> str:
    """A value as the line that would be read as it."""
    words = [f"+{tag}" for tag in value.tags]
    words = [*(f"@{person}" for person in value.people), *words]
    if isinstance(value, Entry):
        ratings = {letter: getattr(value, rating) for letter, rating in RATINGS.items()}
        given = [f"{letter}{digit}" for letter, digit in ratings.items() if digit]
        return " ".join([f"{value.minutes}m", value.hat, value.activity, value.channel, *words, *given])
    words = [value.hat, value.verb, value.kind, value.channel, *words]
    words += [f"{key}:{text}" for key, text in value.fields]
    words += ["".join(value.amount)] if value.amount else []
    words += [f"x{value.count}"] if value.count > 1 else []
    return " ".join(word for word in words if word)


class _Simulation:
    def __init__(self, rng: random.Random, wishes: Wishes) -> None:
        self.rng = rng
        self.wishes = wishes
        self.sittings: list[Sitting] = []
        self.planned: list[dict[Cell, float]] = []
        self.expected: list[dict[tuple[str, str], float]] = []
        self.hours: list[dict[str, float]] = []
        self.numbers: dict[int, int] = {}
        """Numbers of the sittings, by their identity."""
        self.kinds: dict[Cell, list[tuple[str, float]]] = {cell: [] for cell in wishes.sittings}
        for (side, activity, kind), rate in wishes.rates.items():
            self.kinds[side, activity].append((kind, rate))
        # Each hat has its own people; a few belong to both.
        names = [f"p{number:02d}" for number in range(1, wishes.people + 1)]
        cut = wishes.people * 2 // 5
        self.people = {"personal": names[: cut + 3], "brand": names[cut:]}

    def _drawn(self) -> list[_Line]:
        """The lines of the whole journal in order."""
        for week in range(self.wishes.weeks):
            self._plan(week)
        self._rate()
        self.numbers = {id(sitting): number for number, sitting in enumerate(self.sittings)}
        by_week: list[list[Sitting]] = [[] for _ in range(self.wishes.weeks)]
        for sitting in self.sittings:
            by_week[sitting.week].append(sitting)
        returns = [each for sittings in by_week for each in self._returns(sittings)]
        lines = [_Line(each.start, self._entry(each), sitting=each) for each in self.sittings]
        lines += returns
        lines += [_Line(moment, event) for moment, event in self._noise()]
        end = self.wishes.weeks * 7 * DAY
        return [each for each in sorted(lines, key=lambda line: line.moment) if each.moment < end]

    def _poisson(self, mean: float) -> int:
        """A Poisson number by counting exponential waits; the means here are small."""
        count, waited = 0, self.rng.expovariate(1)
        while waited < mean:
            count += 1
            waited += self.rng.expovariate(1)
        return count

    def _one_of(self, weights: dict[str, float]) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def _plan(self, week: int) -> None:
        wishes, rng = self.wishes, self.rng
        effort = wishes.push[week] if week < len(wishes.push) else rng.uniform(0.8, 1.2)
        planned = {
            cell: mean * (effort if cell[0] == "brand" else 1) for cell, mean in wishes.sittings.items()
        }
        hours = dict.fromkeys(SIDES, 0.0)
        if week in wishes.pause:
            planned["brand", "post"] *= 1 - wishes.channels["brand", "post"]["linkedin"]
        for cell, mean in planned.items():
            channels = wishes.channels[cell]
            if cell == ("brand", "post") and week in wishes.pause:
                channels = {name: share for name, share in channels.items() if name != "linkedin"}
            for _ in range(self._poisson(mean)):
                sitting = self._sitting(week, cell, channels)
                hours[sitting.side] += sitting.minutes / 60
                self.sittings.append(sitting)
        self.planned.append(planned)
        self.hours.append(hours)

    def _sitting(self, week: int, cell: Cell, channels: dict[str, float]) -> Sitting:
        side, activity = cell
        rng = self.rng
        weekdays = (19, 19, 19, 19, 19, 2.5, 2.5) if side == "brand" else (1,) * 7
        day = week * 7 + rng.choices(range(7), weekdays)[0]
        minutes = round(rng.lognormvariate(math.log(MEDIAN_MINUTES[activity]), 0.6))
        start = day * DAY + rng.randrange(7 * 60, 21 * 60)
        person = rng.choice(self.people[side]) if activity == "talk" else ""
        return Sitting(
            week, side, activity, self._one_of(channels), start, min(max(minutes, 2), 480), person
        )  # fmt: skip

    def _rate(self) -> None:
        """Give the sittings their ratings, with days and days of a hat that hang together."""
        wishes, rng = self.wishes, self.rng
        alone = math.sqrt(1 - wishes.day_variance - wishes.hat_day_variance)
        shared: dict[tuple[object, ...], float] = {}
        asked = dict.fromkeys(SIDES, 0)
        for sitting in sorted(self.sittings, key=lambda each: each.start):
            day = sitting.start // DAY
            asked[sitting.side] += 1
            given: dict[str, int] = {}
            for rating in RATINGS:
                value = inner_mean(wishes, rating, (sitting.side, sitting.activity)) + rng.gauss(0, alone)
                for key, variance in (
                    ((rating, day), wishes.day_variance),
                    ((rating, day, sitting.side), wishes.hat_day_variance),
                ):
                    if key not in shared:
                        shared[key] = rng.gauss(0, math.sqrt(variance))
                    value += shared[key]
                given[rating] = min(5, max(1, math.floor(value + 0.5)))
            skipped = given["m"] <= 2 and rng.random() < wishes.skip_low
            if wishes.in_turn:
                given.pop("u" if asked[sitting.side] % 2 else "i")
            if rng.random() < wishes.rated[sitting.side] and not skipped:
                sitting.ratings = given

    def _returns(self, sittings: list[Sitting]) -> list[_Line]:
        """What the sittings of one week bring, whenever it comes."""
        wishes, rng = self.wishes, self.rng
        luck = {
            side: rng.gammavariate(wishes.week_shape, 1 / wishes.week_shape) if wishes.week_shape else 1.0
            for side in SIDES
        }
        here: dict[tuple[str, str], float] = {}
        expected: dict[tuple[str, str], float] = {}
        found: list[_Line] = []
        for sitting in sittings:
            where = sitting.side, sitting.channel
            if wishes.channel_shape and where not in here:
                here[where] = rng.gammavariate(wishes.channel_shape, 1 / wishes.channel_shape)
            strength = self._strength(sitting, sittings) * wishes.times.get(where, 1.0)
            for kind, rate in self.kinds[sitting.side, sitting.activity]:
                mean = rate * sitting.minutes / 60 * strength
                expected[sitting.side, kind] = expected.get((sitting.side, kind), 0) + mean
                for _ in range(
                    self._poisson(mean * luck[sitting.side] * here.get(where, 1.0) / wishes.burst)
                ):
                    lag = rng.expovariate(1 / LAG_DAYS[kind]) * DAY
                    moment = math.ceil(sitting.start + sitting.minutes + lag)
                    for also in range(self._burst()):
                        event = self._return(sitting, kind, known=not also)
                        found.append(_Line(moment + also, event, cause=sitting))
        self.expected.append(expected)
        return found

    def _burst(self) -> int:
        """How many people an event brings."""
        if self.wishes.burst <= 1:
            return 1
        return 1 + int(math.log(1 - self.rng.random()) / math.log(1 - 1 / self.wishes.burst))

    def _strength(self, sitting: Sitting, sittings: list[Sitting]) -> float:
        """What saturation and fade leave of an hour's returns."""
        if (sitting.side, sitting.activity) != ("brand", "post"):
            return 1.0
        if sitting.channel == "linkedin" and self.wishes.saturation != 1:
            hours = math.fsum(
                each.minutes / 60
                for each in sittings
                if (each.activity, each.channel) == ("post", "linkedin")
            )
            often = self.wishes.sittings["brand", "post"] * self.wishes.channels["brand", "post"]["linkedin"]
            return math.pow(hours / (often * 25 * math.exp(0.18) / 60), self.wishes.saturation - 1)
        return math.exp(self.wishes.fade * sitting.week) if sitting.channel == "fbpage" else 1.0

    def _entry(self, sitting: Sitting) -> Entry:
        given = sitting.ratings
        return Entry(
            sitting.side,
            sitting.activity,
            sitting.minutes,
            sitting.start % DAY,
            channel=sitting.channel,
            people=(sitting.person,) if sitting.person else (),
            tags=(sitting.tag,) if sitting.tag else (),
            motivation=given.get("m"),
            interest=given.get("i"),
            understanding=given.get("u"),
        )

    def _return(self, sitting: Sitting, kind: str, *, known: bool) -> Event:
        """What one person sends back; `known` is whether it is the one who was spoken to."""
        wishes, rng = self.wishes, self.rng
        side, channel = sitting.side, sitting.channel
        if rng.random() >= wishes.same_place:
            elsewhere, share = wishes.elsewhere
            channel = elsewhere if rng.random() < share else ""
            side = side if rng.random() < 0.7 else SIDES[side == "personal"]
        if wishes.any_hat and rng.random() < wishes.any_hat:
            side = rng.choice(SIDES)
        people: tuple[str, ...] = ()
        if rng.random() < wishes.named:
            spoken_to = sitting.person if known else ""
            people = (spoken_to or rng.choice(self.people[sitting.side]),)
        tags: tuple[str, ...] = ()
        if rng.random() < wishes.referenced:
            sitting.tag = sitting.tag or f"s{self.numbers[id(sitting)]}"
            tags = (sitting.tag,)
        fields: tuple[tuple[str, str], ...] = ()
        if kind in ("lead", "sale") and rng.random() < wishes.said:
            fields = (("heard", sitting.channel),)
        amount = (f"{round(rng.lognormvariate(math.log(900), 0.8))}", "GBP") if kind == "sale" else None
        return Event(side, "got", kind, 0, channel, people, tags, 1, amount, fields)

    def _noise(self) -> list[tuple[int, Event]]:
        found = []
        for week in range(self.wishes.weeks):
            for _ in range(self._poisson(self.wishes.noise)):
                kind = self.rng.choice(("thanks", "likes", "pitch"))
                moment = week * 7 * DAY + self.rng.randrange(7 * DAY)
                found.append((moment, Event(self.rng.choice(SIDES), "got", kind, 0, "linkedin")))
            if week == self.wishes.anniversary:
                event = Event("brand", "got", "congrats", 0, "linkedin", count=22)
                found.append((week * 7 * DAY + 2 * DAY + 600, event))
        return found

    def _truth(self, causes: dict[tuple[str, int], Cause]) -> Truth:
        return Truth(self.wishes, self.planned, self.expected, self.hours, causes)

    def journal(self) -> Journal:
        """Put the lines on their days, in their order, and remember which return came from which entry."""
        days: dict[str, list[str]] = {}
        places: dict[int, tuple[str, int]] = {}
        causes: dict[tuple[str, int], Cause] = {}
        for line in self._drawn():
            day = (MONDAY + timedelta(days=line.moment // DAY)).isoformat()
            page = days.setdefault(day, [])
            page.append(f"- {line.moment // 60 % 24:02d}:{line.moment % 60:02d} {_text(line.value)}")
            if line.sitting:
                places[id(line.sitting)] = (day, len(page))
            if line.cause:
                causes[day, len(page)] = Cause(line.cause.side, line.cause.channel, places[id(line.cause)])
        pages = {day: f"# {day}\n\n" + "\n".join(page) + "\n" for day, page in days.items()}
        return Journal(pages, self._truth(causes))

    def lines(self) -> Lines:
        """The same lines as the measures take them, weeks counted back from the last."""
        entries: list[TimedEntry] = []
        events: list[TimedEvent] = []
        logged: set[int] = set()
        first, last = MONDAY.toordinal(), self.wishes.weeks - 1
        day = number = 0
        for line in self._drawn():
            ordinal = first + line.moment // DAY
            number = number + 1 if ordinal == day else 1
            day = ordinal
            logged.add(day)
            when, back = (day, line.moment % DAY, number), last - line.moment // DAY // 7
            if isinstance(line.value, Entry):
                social = line.value.activity != OTHER
                entries.append(TimedEntry(when, back, line.value.hat, line.value, social))
            else:
                event = line.value._replace(at=line.moment % DAY)
                events.append(TimedEvent(when, back, event.hat, event))
        week = Week(MONDAY).back(-last)
        return Lines(Timeline(week, week.last, entries, events, frozenset(logged)), self._truth({}))
