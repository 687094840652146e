"""Journals whose truth is known: a seed and a few wishes in, the text of pages and the truth out.

One person, an author who also consults, keeps the journal for some weeks in the project's own format. What
they feel, what comes back and why is drawn from `Wishes`; the journal only shows what a person would have
written down. `docs/method.md`, section 8, says what the numbers are. Standard library only, and nothing but
the seed is random: the same seed and wishes give the same text.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

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
    """Shape of the gamma by which good and bad weeks of a hat differ; its mean is 1."""
    people: int = 45
    named: float = 0.75
    """Share of returns that name the person."""
    referenced: float = 0.35
    """Share of returns that carry the tag of what brought them."""
    same_place: float = 0.65
    """Share of returns that arrive where the effort was made; most others come by mail, in either hat."""
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

    def gap(self, rating: str, weeks: range) -> float:
        """The true difference of plain means, given the mix of activities to be expected."""
        planned = {cell: math.fsum(self.planned[week][cell] for week in weeks) for cell in self.planned[0]}
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
    wishes = wishes or Wishes()
    return _Simulation(random.Random(seed), wishes).run()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the journal at its moment, and what it stands for."""

    moment: int
    text: str
    sitting: Sitting | None = None
    cause: Sitting | None = None


class _Simulation:
    def __init__(self, rng: random.Random, wishes: Wishes) -> None:
        self.rng = rng
        self.wishes = wishes
        self.sittings: list[Sitting] = []
        self.planned: list[dict[Cell, float]] = []
        self.expected: list[dict[tuple[str, str], float]] = []
        self.hours: list[dict[str, float]] = []
        # Each hat has its own people; a few belong to both.
        names = [f"p{number:02d}" for number in range(1, wishes.people + 1)]
        cut = wishes.people * 2 // 5
        self.people = {"personal": names[: cut + 3], "brand": names[cut:]}

    def run(self) -> Journal:
        for week in range(self.wishes.weeks):
            self._plan(week)
        self._rate()
        returns = [each for week in range(self.wishes.weeks) for each in self._returns(week)]
        lines = [_Line(each.start, self._entry_text(each), sitting=each) for each in self.sittings]
        lines += [_Line(moment, text, cause=sitting) for moment, text, sitting in returns]
        lines += [_Line(moment, text) for moment, text in self._noise()]
        return self._write(lines)

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
            planned["brand", "post"] *= 1 - CHANNELS["brand", "post"]["linkedin"]
        for cell, mean in planned.items():
            channels = CHANNELS[cell]
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

    def _returns(self, week: int) -> list[tuple[int, str, Sitting]]:
        wishes, rng = self.wishes, self.rng
        luck = {side: rng.gammavariate(wishes.week_shape, 1 / wishes.week_shape) for side in SIDES}
        expected: dict[tuple[str, str], float] = {}
        found: list[tuple[int, str, Sitting]] = []
        sittings = [each for each in self.sittings if each.week == week]
        for sitting in sittings:
            for (side, activity, kind), rate in wishes.rates.items():
                if (side, activity) != (sitting.side, sitting.activity):
                    continue
                mean = rate * sitting.minutes / 60 * self._strength(sitting, sittings)
                expected[side, kind] = expected.get((side, kind), 0) + mean
                for _ in range(self._poisson(mean * luck[side])):
                    lag = rng.expovariate(1 / LAG_DAYS[kind]) * DAY
                    moment = math.ceil(sitting.start + sitting.minutes + lag)
                    found.append((moment, self._return_text(sitting, kind), sitting))
        self.expected.append(expected)
        return found

    def _strength(self, sitting: Sitting, sittings: list[Sitting]) -> float:
        """What saturation and fade leave of an hour's returns."""
        if (sitting.side, sitting.activity) != ("brand", "post"):
            return 1.0
        if sitting.channel == "linkedin":
            hours = math.fsum(
                each.minutes / 60
                for each in sittings
                if (each.activity, each.channel) == ("post", "linkedin")
            )
            usual = 3.6 * 25 * math.exp(0.18) / 60
            return math.pow(hours / usual, self.wishes.saturation - 1)
        return math.exp(self.wishes.fade * sitting.week) if sitting.channel == "fbpage" else 1.0

    def _entry_text(self, sitting: Sitting) -> str:
        words = [f"{sitting.minutes}m", sitting.side, sitting.activity, sitting.channel]
        words += [f"@{sitting.person}"] if sitting.person else []
        words += [f"+{sitting.tag}"] if sitting.tag else []
        return " ".join(words + [f"{rating}{value}" for rating, value in sitting.ratings.items()])

    def _return_text(self, sitting: Sitting, kind: str) -> str:
        wishes, rng = self.wishes, self.rng
        side, channel = sitting.side, sitting.channel
        if rng.random() >= wishes.same_place:
            channel = "email" if rng.random() < 0.7 else ""
            side = side if rng.random() < 0.7 else SIDES[side == "personal"]
        words = [side, "got", kind, channel]
        if rng.random() < wishes.named:
            words.append("@" + (sitting.person or rng.choice(self.people[sitting.side])))
        if rng.random() < wishes.referenced:
            sitting.tag = sitting.tag or f"s{self.sittings.index(sitting)}"
            words.append("+" + sitting.tag)
        if kind in ("lead", "sale") and rng.random() < wishes.said:
            words.append("heard:" + sitting.channel)
        if kind == "sale":
            words.append(f"{round(rng.lognormvariate(math.log(900), 0.8))}GBP")
        return " ".join(word for word in words if word)

    def _noise(self) -> list[tuple[int, str]]:
        found = []
        for week in range(self.wishes.weeks):
            for _ in range(self._poisson(self.wishes.noise)):
                kind = self.rng.choice(("thanks", "likes", "pitch"))
                moment = week * 7 * DAY + self.rng.randrange(7 * DAY)
                found.append((moment, f"{self.rng.choice(SIDES)} got {kind} linkedin"))
            if week == self.wishes.anniversary:
                found.append((week * 7 * DAY + 2 * DAY + 600, "brand got congrats linkedin x22"))
        return found

    def _write(self, lines: list[_Line]) -> Journal:
        """Put the lines on their days, in their order, and remember which return came from which entry."""
        days: dict[str, list[str]] = {}
        places: dict[int, tuple[str, int]] = {}
        causes: dict[tuple[str, int], Cause] = {}
        for line in sorted(lines, key=lambda line: line.moment):
            if line.moment >= self.wishes.weeks * 7 * DAY:
                break
            day = (MONDAY + timedelta(days=line.moment // DAY)).isoformat()
            page = days.setdefault(day, [])
            page.append(f"- {line.moment // 60 % 24:02d}:{line.moment % 60:02d} {line.text}")
            if line.sitting:
                places[id(line.sitting)] = (day, len(page))
            if line.cause:
                causes[day, len(page)] = Cause(line.cause.side, line.cause.channel, places[id(line.cause)])
        pages = {day: f"# {day}\n\n" + "\n".join(page) + "\n" for day, page in days.items()}
        return Journal(pages, Truth(self.wishes, self.planned, self.expected, self.hours, causes))
