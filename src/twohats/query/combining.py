"""What several words of one alternative mean together."""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.query.selection import (
    FIRST_DAY,
    LAST_DAY,
    MOST_MINUTES,
    RATED,
    UNRATED_LINES,
    Amount,
    Span,
    Terms,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeVar

    End = TypeVar("End", int, str)

NOTHING_IS_BOTH = "no line is both"


class Combining:
    """The terms of one alternative while its words are read, in the order in which they are said."""

    def __init__(self) -> None:
        self.hats: list[str] = []
        self.sides: list[str] = []
        self.channels: list[str] = []
        self.people: list[str] = []
        self.tags: list[str] = []
        self.minutes: list[Span] = []
        self.counts: list[Span] = []
        self.clock: list[Span] = []
        self.amounts: list[Amount] = []
        self.fields: list[tuple[str, str]] = []
        self.flags: list[str] = []
        self.notes: list[str] = []
        self.loose: list[str] = []
        self.days: list[tuple[str, str]] = []
        self.weekdays: list[int] = []
        self._ratings: dict[str, set[int]] = {}
        self._said: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        """Verbs and kinds in their order: the verbs that may be meant, and the kinds, none for a verb alone."""
        self._minute_limits: list[Span] = []
        self._day_limits: list[tuple[str, str]] = []
        self._amount_limits: list[Amount] = []

    def rate(self, name: str, values: Iterable[int]) -> None:
        """A rating that has one of these values."""
        self._ratings.setdefault(name, set()).update(values)

    def say_verb(self, verb: str) -> None:
        """An activity or event."""
        self._said.append(((verb,), ()))

    def say_kinds(self, verbs: tuple[str, ...], kinds: Sequence[str]) -> None:
        """Kinds, and the verbs that have them."""
        self._said.append((verbs, tuple(kinds)))

    def limit_days(self, first: str, last: str) -> None:
        """Only days of this stretch: `since`, `until`."""
        self._day_limits.append((first, last))

    def limit_minutes(self, least: int, most: int) -> None:
        """Only so many minutes: `over`, `under`."""
        self._minute_limits.append((least, most))

    def limit_amount(self, currency: str, number: str, *, is_over: bool) -> None:
        """Only amounts of a currency over or under a number."""
        self._amount_limits.append(
            Amount(currency, over=number) if is_over else Amount(currency, under=number)
        )

    def terms(self) -> Terms:
        """The terms that a line has to have; raises NotUnderstood where no line can have all of them."""
        days = _within(self.days, self._day_limits, (FIRST_DAY, LAST_DAY))
        minutes = _within(self.minutes, self._minute_limits, (0, MOST_MINUTES))
        if days is None:
            raise NotUnderstood("no day is in all of these periods", "since oct until nov; oct or since fri")
        if minutes is None:
            raise NotUnderstood(f"{NOTHING_IS_BOTH} over and under these minutes", "over 1h or under 10m")
        terms = self._terms(_deeds(self._said), days, minutes, _amounts(self.amounts, self._amount_limits))
        if {RATED, UNRATED_LINES}.issubset(terms.flags):
            raise NotUnderstood(f"{NOTHING_IS_BOTH} rated and unrated", "say neither")
        return terms

    def terms_each(self) -> Terms:
        """The terms of which a line has to have none, each for itself."""
        return self._terms(
            [(verb, kind) for verbs, kinds in self._said for verb in verbs for kind in kinds or [""]],
            [*self.days, *self._day_limits],
            [*self.minutes, *self._minute_limits],
            [*self.amounts, *self._amount_limits],
        )

    def _terms(
        self,
        deeds: Iterable[tuple[str, str]],
        days: Iterable[tuple[str, str]],
        minutes: Iterable[Span],
        amounts: Iterable[Amount],
    ) -> Terms:
        once = dict.fromkeys
        return Terms(
            tuple(once(self.hats)),
            tuple(once(self.sides)),
            tuple(once(deeds)),
            tuple(once(self.channels)),
            tuple(once(self.people)),
            tuple(once(self.tags)),
            tuple((name, tuple(sorted(values))) for name, values in self._ratings.items()),
            tuple(once(minutes)),
            tuple(once(self.counts)),
            tuple(once(amounts)),
            tuple(once(self.fields)),
            tuple(once(self.flags)),
            tuple(once(self.clock)),
            tuple(once(self.notes)),
            tuple(once(days)),
            tuple(sorted({*self.weekdays})),
            tuple(once(self.loose)),
        )


def _within(
    spans: Sequence[tuple[End, End]], limits: Sequence[tuple[End, End]], all_of_it: tuple[End, End]
) -> list[tuple[End, End]] | None:
    """The spans, or all there is, as far as they are within all limits; None where nothing is left of them."""
    every = list(spans)
    if not limits:
        return every
    first, last = max(limit[0] for limit in limits), min(limit[1] for limit in limits)
    found = []
    for span in every or [all_of_it]:
        within = max(first, span[0]), min(last, span[1])
        if within[0] <= within[1]:
            found.append(within)
    return found or None


def _amounts(asked: Sequence[Amount], limits: Sequence[Amount]) -> list[Amount]:
    """The amounts that fit, currency by currency: those named, within the limits of their currency."""
    if not asked and not limits:
        return []
    from decimal import Decimal

    found = []
    for currency in dict.fromkeys(each.currency for each in (*asked, *limits)):
        over = _limit([each.over for each in limits if each.currency == currency], largest=True)
        under = _limit([each.under for each in limits if each.currency == currency], largest=False)
        exact = [each.exactly for each in asked if each.currency == currency and each.exactly]
        within = [number for number in exact if _is_within(number, over, under)]
        if (exact and not within) or (over and under and Decimal(over) >= Decimal(under)):
            raise NotUnderstood(
                f"{NOTHING_IS_BOTH} over and under these amounts", "over 500GBP or under 100GBP"
            )
        found += [Amount(currency, number) for number in within] or [Amount(currency, "", over, under)]
    return found


def _limit(numbers: Sequence[str], *, largest: bool) -> str:
    """The one number that decides; empty where there is none."""
    given = [number for number in numbers if number]
    if not given:
        return ""
    from decimal import Decimal

    return max(given, key=Decimal) if largest else min(given, key=Decimal)


def _is_within(number: str, over: str, under: str) -> bool:
    from decimal import Decimal

    value = Decimal(number)
    return (not over or value > Decimal(over)) and (not under or value < Decimal(under))


def _deeds(said: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> tuple[tuple[str, str], ...]:
    """What was said to be done, as verbs with their kinds.

    A kind belongs to the last verb before it that has such a kind, or to the first behind it; with neither, it means
    all verbs that have it. A verb to which no kind belongs means any.
    """
    verbs = [(at, names[0]) for at, (names, kinds) in enumerate(said) if not kinds]
    narrowed: dict[str, list[str]] = {verb: [] for _, verb in verbs}
    free: list[tuple[str, str]] = []
    for at, (owners, kinds) in enumerate(said):
        before = [verb for place, verb in verbs if place < at and verb in owners]
        behind = [verb for place, verb in verbs if place > at and verb in owners]
        owner = before[-1:] or behind[:1]
        if owner and kinds:
            narrowed[owner[0]] += kinds
        else:
            free += [(verb, kind) for kind in kinds for verb in owners]
    found = [(verb, kind) for verb, kinds in narrowed.items() for kind in kinds or [""]]
    return tuple(dict.fromkeys([*found, *free]))
