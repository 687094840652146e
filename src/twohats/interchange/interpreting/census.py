"""What an archive holds, by months and sides, and what is worth knowing of it: tallies for the preview."""

from __future__ import annotations

from twohats.interchange.interpreting.gathered import key_text
from twohats.interchange.interpreting.moments import place_of, seconds_of
from twohats.interchange.plan import MonthCensus, Tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from twohats.format.words import Hats
    from twohats.interchange.interpreting.conversations import Conversations
    from twohats.interchange.interpreting.gathered import Gathered
    from twohats.interchange.interpreting.hats import HatRules
    from twohats.interchange.interpreting.proposal import Who

MOST_DAYS = 5
MOST_MONTHS = 60
"""Months of which those without anything are told as well; of a longer time only those with something are."""


class Census:
    """Counts by month and side."""

    def __init__(self, hats: Hats, day_start: int) -> None:
        self._hats = hats
        self._day_start = day_start
        self._posted: dict[tuple[str, str], set[str]] = {}
        self._sums: dict[tuple[str, str], list[int]] = {}
        self._met: set[Who] = set()
        self.days_of: dict[Who, set[str]] = {}
        """The days on which there was a real conversation with somebody."""
        self.they_began = 0
        self.you_began = 0

    def published(self, gathered: Gathered, rules: HatRules) -> None:
        """Count the days with a post."""
        for source, account, one in gathered.publications.values():
            if not one.is_reply:
                day = place_of(seconds_of(one.at), self._day_start)[0]
                self._posted.setdefault(self._at(day, rules.given(source, account, {}).hat), set()).add(day)

    def talked(self, conversations: Conversations, gathered: Gathered) -> None:
        """Count real exchanges, in the order in which they began."""
        at = gathered.messages.at
        real = [one for one in conversations.judged if one.exchange.is_real and not one.given.leave_out]
        real.sort(key=lambda one: (at[one.exchange.places[0]], one.exchange.thread.who))
        for one in real:
            who = one.exchange.thread.who
            days = {place_of(at[place], self._day_start)[0] for place in one.exchange.places}
            sums = self._of(self._at(min(days), one.given.hat))
            sums[0] += 1
            sums[1] += who not in self._met
            if who.key:
                self._met.add(who)
                self.days_of.setdefault(who, set()).update(days)
            if one.exchange.began_it:
                self.you_began += 1
            else:
                self.they_began += 1

    def took(self, day: str, hat: str, minutes: int, *, is_guessed: bool) -> None:
        """Count the minutes of a line."""
        sums = self._of(self._at(day, hat))
        sums[2] += minutes
        sums[3] += minutes if is_guessed else 0

    def months(self) -> tuple[MonthCensus, ...]:
        """All of it, by month and side, with the months between that have nothing."""
        found = {*self._posted, *self._sums}
        if not found:
            return ()
        months, sides = {month for month, _ in found}, {side for _, side in found}
        between = list(_months(min(months), max(months)))
        if len(between) <= MOST_MONTHS:
            found |= {(month, side) for month in between for side in sides}
        return tuple(
            MonthCensus(
                month, side, len(self._posted.get((month, side), ())), *self._sums.get((month, side), ())
            )
            for month, side in sorted(found)
        )

    def _at(self, day: str, hat: str) -> tuple[str, str]:
        return day[:7], self._hats.sides.get(hat, "")

    def _of(self, at: tuple[str, str]) -> list[int]:
        return self._sums.setdefault(at, [0, 0, 0, 0])


def facts_of(census: Census, conversations: Conversations, extra: Mapping[str, int]) -> tuple[Tally, ...]:
    """What is worth knowing and is no line."""
    counts = {
        "real conversations that they began": census.they_began,
        "real conversations that you began": census.you_began,
        "people you wrote to first, no answer": len(conversations.unanswered),
        "messages that many people sent alike": conversations.noise,
        "single messages, not judged": conversations.not_judged,
        **extra,
    }
    return tuple(Tally(what, count) for what, count in counts.items() if count)


def most_days(census: Census, names: Mapping[Who, str]) -> tuple[tuple[str, int], ...]:
    """With whom there were conversations on the most days, of those that lines name."""
    days: dict[str, set[str]] = {}
    for who, on in census.days_of.items():
        if who in names:
            days.setdefault(names[who], set()).update(on)
    order = sorted(days.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((name, len(on)) for name, on in order[:MOST_DAYS])


def known_records(gathered: Gathered, known: AbstractSet[str]) -> int:
    """How many of the records are known already."""
    if not known:
        return 0
    columns = [gathered.messages.key, *(kind.key for kind in gathered.spans.values())]
    count = len({number for column in columns for number in column if key_text(number) in known})
    others: tuple[Mapping[str, object], ...] = (
        gathered.publications, gathered.meetings, gathered.requests, gathered.lines,
    )  # fmt: skip
    return count + sum(len(found.keys() & known) for found in others)


def _months(first: str, last: str) -> Iterable[str]:
    year, month = int(first[:4]), int(first[5:])
    while f"{year:04d}-{month:02d}" <= last:
        yield f"{year:04d}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
