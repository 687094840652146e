"""The sitting at the end of a week: what there is to ask, as cards, in the order in which they are asked.

What is answered is in the journal, so nothing of a sitting can be lost; only which cards were passed by is this
machine's state.
"""

from __future__ import annotations

from datetime import date

from twohats.actions.list import lines_on
from twohats.actions.reviews import Reviews, all_reviews
from twohats.actions.timeline import read_timeline
from twohats.actions.verdicts import verdicts_at
from twohats.actions.why import BLOCK, blocks_before
from twohats.format.calendar import Week, review_weeks, week_of
from twohats.format.model import Entry, Problem
from twohats.journal.kept_pages import kept
from twohats.measures.alike import alike
from twohats.measures.decisions import WEEKS_IN_FORCE, Decided, standings
from twohats.measures.field_values import values_of
from twohats.measures.people import acquaintances, follow_up
from twohats.measures.questions import QUESTIONS, question_of
from twohats.measures.reasons import why_is_due
from twohats.measures.sitting import ABOUT, FELT, content_of, drawn, lot, to_rate
from twohats.measures.timeline import TimedEntry
from twohats.measures.verdict import GAP_UNKNOWN
from twohats.measures.week import WEEKS_BEFORE
from twohats.text.fold import fold
from twohats.values import NamedTuple
from twohats.views import cards
from twohats.views.channel_names import standings_called
from twohats.views.verdicts import MUTED, weeks_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twohats.actions.timeline import ReadTimeline
    from twohats.format.review import Question
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.measures.decisions import Standing
    from twohats.measures.timeline import LeftOut, TimedLine
    from twohats.views.cards import Card
    from twohats.views.lines import Line

MOST_PROBLEMS = 8
MOST_PEOPLE = 5
MOST_CLUSTERS = 3
MOST_ALIKE = 40
"""Lines of one cluster that are asked about at once: every one of them is shown."""
ALIKE_WEEKS = 12
"""How far back messages are compared."""
MOST_USED = 6
"""Values that a key had before which are offered."""
QUIET = (*MUTED, GAP_UNKNOWN)
"""Verdicts that there is nothing to say no to: they are on one card."""
FRIDAY = 4
"""The day of a week, from 0, from which on its sitting can be held."""


class Sitting(NamedTuple):
    """The sitting of a week."""

    week: Week
    cards: tuple[Card, ...]
    """What is still open in the journal, in the order in which it is asked."""
    passed: frozenset[str]
    """Ids of the cards that were answered or passed by on this machine."""
    left_out: LeftOut
    """What was not read of the week."""
    standings: tuple[Standing, ...]
    """Where the week stands against the limits decided before it."""
    standings_shown: tuple[Standing, ...]
    """The same with channels as `hat.toml` calls them."""

    @property
    def span(self) -> tuple[str, str, str]:
        """The name of the week, its first and its last day."""
        return self.week.name, self.week.first.isoformat(), self.week.last.isoformat()

    @property
    def left(self) -> tuple[Card, ...]:
        """The cards that are still to come."""
        return tuple(card for card in self.cards if card.id not in self.passed)


def sitting_week(today: date, start: int) -> Week:
    """The week to sit down for: from its fifth day on the running one, before that the last."""
    week = week_of(today, start=start)
    return week if (today - week.first).days >= FRIDAY else week.back(1)


def open_sitting(journal: Journal, week: Week, now: Now) -> Sitting:
    """Read what there is to ask about a week. Nothing is changed."""
    today = date.fromisoformat(now.day)
    journal = kept(journal)  # the verdicts are found in the same pages
    read = read_timeline(journal, week, today, weeks_before=WEEKS_BEFORE)
    made = _Maker(journal, week, read, all_reviews(journal, read.people.one_name))
    found = tuple(made.cards())
    return Sitting(
        week,
        found,
        journal.remembered.passed_cards(week.name),
        read.timeline.left_out(range(1)),
        made.standings,
        made.standings_shown,
    )


def pass_card(journal: Journal, sitting: Sitting, card: Card) -> Sitting:
    """Go on from a card, answered or not; remembered on this machine."""
    passed = sitting.passed | {card.id}
    journal.remembered.keep_passed_cards(sitting.week.name, passed)
    return sitting._replace(passed=passed)


def ask_card_again(journal: Journal, sitting: Sitting, card: Card) -> Sitting:
    """Come back to a card whose answer was taken back."""
    passed = sitting.passed - {card.id}
    journal.remembered.keep_passed_cards(sitting.week.name, passed)
    return sitting._replace(passed=passed)


def start_again(journal: Journal, sitting: Sitting) -> Sitting:
    """Ask again what was passed by."""
    journal.remembered.keep_passed_cards(sitting.week.name, frozenset())
    return sitting._replace(passed=frozenset())


class _Maker:
    """Makes the cards of one sitting."""

    def __init__(self, journal: Journal, week: Week, read: ReadTimeline, reviews: Reviews) -> None:
        self._journal, self._week, self._read, self._reviews = journal, week, read, reviews
        self._timeline = read.timeline
        self._pages: dict[str, list[Line]] = {}
        self._names = journal.cached_settings.channel_names
        self.standings = standings(reviews.decided(), read.timeline)
        self.standings_shown = standings_called(self.standings, self._names)

    def cards(self) -> Iterator[Card]:
        yield from self._not_understood()
        yield from self._unrated()
        yield from self._looking_back()
        yield from self._people()
        yield from self._noise()
        yield from self._verdicts()
        yield from self._decided()
        yield from self._why()
        yield from self._question()
        yield from self._decision()

    def _line(self, place: str) -> Line | None:
        day, _, number = place.rpartition(":")
        if day not in self._pages:
            self._pages[day] = lines_on(self._journal, day)[0]
        page = self._pages[day]
        return page[int(number) - 1] if int(number) <= len(page) else None

    def _lines(self, timed: Iterable[TimedLine]) -> list[Line]:
        return [line for each in timed if (line := self._line(each.place)) is not None]

    def _id(self, kind: str, *said: str) -> str:
        return f"{kind}-{lot(self._week.name, chr(0).join(said)).hex()[:16]}"

    def _not_understood(self) -> Iterator[Card]:
        for place in self._timeline.left_out(range(1)).places[:MOST_PROBLEMS]:
            line = self._line(place)
            if line is not None and isinstance(line.item.value, Problem):
                id_ = self._id(cards.PROBLEM, line.day, line.block)
                problem = line.item.value
                yield cards.problem_card(id_, line, problem.message, problem.hint, problem.command)

    def _unrated(self) -> Iterator[Card]:
        for one in to_rate(self._timeline):
            yield from self._ratings(cards.RATE, one.timed_entry, one.letters)

    def _ratings(self, kind: str, timed_entry: TimedEntry, letters: Sequence[str]) -> Iterator[Card]:
        line = self._line(timed_entry.place)
        if line is not None and isinstance(line.item.value, Entry):
            for letter in letters:
                yield cards.rating_card(self._id(kind, letter, content_of(timed_entry)), line, letter, kind)

    def _looking_back(self) -> Iterator[Card]:
        for one in drawn(self._timeline):
            timed_entry = one.timed_entry
            if timed_entry.entry.worth is None:
                yield from self._ratings(cards.WORTH, timed_entry, ("w",))
            line = self._line(timed_entry.place)
            if one.field and line is not None:
                used = () if one.field in (FELT, ABOUT) else self._used(one.field)
                yield cards.field_card(self._id(one.field, content_of(timed_entry)), line, one.field, used)

    def _used(self, field: str) -> list[str]:
        """The values that a key has in the lines looked at, most first."""
        counts: dict[str, int] = {}
        for each in self._timeline.timed_entries:
            for value in values_of(each.entry.fields, field):
                counts[value] = counts.get(value, 0) + 1
        counts.pop("none", None)
        return sorted(counts, key=lambda value: (-counts[value], value))[:MOST_USED]

    def _people(self) -> Iterator[Card]:
        timeline = self._timeline
        aside = self._reviews.aside(timeline.until.isoformat())
        met = follow_up(timeline, acquaintances(timeline))
        waiting = [one for one in met if one.person not in aside]
        for one in waiting[:MOST_PEOPLE]:
            day = date.fromisoformat(one.met).toordinal()
            lines: tuple[Sequence[TimedLine], ...] = (timeline.timed_entries, timeline.timed_events)
            first = [
                each for some in lines for each in some if each.when[0] == day and one.person in _people(each)
            ]
            id_ = self._id(cards.PERSON, one.person)
            yield cards.person_card(id_, one, self._lines(first), self._read.people.shown)

    def _noise(self) -> Iterator[Card]:
        recent = [each for each in self._timeline.timed_events if each.week < ALIKE_WEEKS]
        for cluster in alike(recent, self._reviews.not_noise())[:MOST_CLUSTERS]:
            lines = self._lines(cluster.lines[-MOST_ALIKE:])
            left = len(cluster.lines) - len(lines)
            yield cards.noise_card(self._id(cards.NOISE, cluster.text), cluster, lines, left)

    def _verdicts(self) -> Iterator[Card]:
        """The four-week review, in the week that ends its block."""
        block = review_weeks(self._week)
        if block is None:
            return
        review, names = verdicts_at(self._journal, block), self._names
        said = [each for each in review.verdicts.all() if each not in review.said_no]
        weeks = weeks_text(block)
        quiet = [each for each in said if each.rule in QUIET]
        yield cards.review_card(self._id(cards.VERDICT), weeks, quiet, names)
        for each in said:
            if each.rule not in QUIET:
                id_ = self._id(cards.VERDICT, *map(str, each.identity), each.rating)
                yield cards.verdict_card(id_, weeks, each, names)

    def _decided(self) -> Iterator[Card]:
        earlier = [each for each in self._reviews.decided() if each.week < self._week.name]
        for standing, shown in zip(self.standings, self.standings_shown, strict=True):
            yield cards.limit_card(
                self._id(cards.DECIDED, standing.limit.hat, standing.limit.channel, standing.week),
                standing,
                shown,
            )
        for each in _last_words(earlier, self._week):
            yield cards.words_card(self._id(cards.DECIDED, each.week, each.decision.text), each)

    def _why(self) -> Iterator[Card]:
        """The question that opens by itself, until it has an answer in these weeks."""
        timeline = self._timeline
        if not why_is_due(timeline.timed_entries, blocks_before(timeline.week, timeline.until)):
            return
        recent = self._week.back(BLOCK - 1).name
        asked = [
            each.review.questions for each in self._reviews.reviews if recent <= each.week <= self._week.name
        ]
        if not any(_answers(questions, cards.WHY_AT_ALL) for questions in asked):
            yield cards.why_card(self._id(cards.WHY_NOW), QUESTIONS)

    def _question(self) -> Iterator[Card]:
        question = question_of(self._week)
        answered = {fold(each.text) for each in self._reviews.of(self._week.name).questions if each.answer}
        if fold(question) not in answered:
            yield cards.question_card(self._id(cards.QUESTION, question), question)

    def _decision(self) -> Iterator[Card]:
        if not self._reviews.of(self._week.name).decisions:
            yield cards.decision_card(self._id(cards.DECISION))


def _answers(questions: Iterable[Question], question: str) -> bool:
    """Whether a question has an answer among those of a review."""
    return any(each.answer and fold(each.text) == fold(question) for each in questions)


def _people(line: TimedLine) -> tuple[str, ...]:
    return line.entry.people if isinstance(line, TimedEntry) else line.event.people


def _last_words(decided: Sequence[Decided], week: Week) -> list[Decided]:
    """The decisions that are no limit, of the last review that has a decision at all."""
    recent = week.back(WEEKS_IN_FORCE).name
    last = max((each.week for each in decided if each.week >= recent), default="")
    return [each for each in decided if each.week == last and each.decision.limit is None]
