"""From the records of all streams to the plan: the one way in which anything taken in becomes lines.

What is planned depends on the records, the rules and the journal, and not on the order of records or files.
"""

from __future__ import annotations

from datetime import date

from twohats.format.line import read_item
from twohats.format.model import Entry, Event
from twohats.interchange.counted_keys import KeySet
from twohats.interchange.interpreting import census as counting
from twohats.interchange.interpreting.border import Border
from twohats.interchange.interpreting.conversations import Conversations
from twohats.interchange.interpreting.gathered import Gathered
from twohats.interchange.interpreting.hats import HatRules
from twohats.interchange.interpreting.meetings import meetings
from twohats.interchange.interpreting.minutes import whole
from twohats.interchange.interpreting.moments import SECONDS_A_DAY, midnight_of, place_of
from twohats.interchange.interpreting.own_lines import STANDING, own_lines
from twohats.interchange.interpreting.people import named
from twohats.interchange.interpreting.precedence import Settled, settled
from twohats.interchange.interpreting.publications import COMMENTS, publications
from twohats.interchange.interpreting.requests import connected, requests
from twohats.interchange.interpreting.spans import Unmapped, spans
from twohats.interchange.interpreting.wording import line_text
from twohats.interchange.plan import Plan, PlannedLine, PlannedPerson, Tally, WithoutHat
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twohats.interchange.interpreting.here import Here, Stream, Wish
    from twohats.interchange.interpreting.proposal import Proposal, Who
    from twohats.interchange.rules import Rules

MOST_DAYS_NAMED = 5
RECENT_DAYS = 104
"""Days for which somebody whom one was connected with is worth writing to (METHOD 2.7)."""

_ORDER = 10_000
"""Where in its day a line without a clock time stands: behind all minutes."""


class Dated(NamedTuple):
    """A line with its page, before the names of its people are in it."""

    day: str
    minute: int | None
    """Of its page; None for a line without a clock time."""
    minutes: int
    is_range: bool
    proposal: Proposal


def planned(streams: Iterable[Stream], rules: Mapping[str, Rules], here: Here, wish: Wish) -> Plan:
    """What taking in some streams would do. Reads each to its end, one after the other."""
    gathered = Gathered(titles=wish.titles, invitations=wish.invitations)
    for stream in streams:
        gathered.take(stream)
    gathered.join_threads()
    gathered.join_requests()
    return _Planning(gathered, HatRules(rules, here.hats), here, wish).plan()


class _Planning:
    def __init__(self, gathered: Gathered, rules: HatRules, here: Here, wish: Wish) -> None:
        self._gathered = gathered
        self._rules = rules
        self._here = here
        self._wish = wish
        self._border = Border(here, wish)
        self._conversations = Conversations(gathered, rules, here.known)
        self._census = counting.Census(here.hats, here.day_start)
        self._without_hat: dict[tuple[str, str], list[int]] = {}
        self._facts: dict[str, int] = {}

    def plan(self) -> Plan:
        """All of it."""
        gathered, here, census = self._gathered, self._here, self._census
        census.published(gathered, self._rules)
        census.talked(self._conversations, gathered)
        known = counting.known_records(gathered, here.known)
        let_in = [one for one in self._proposals() if self._comes_in(one)]
        # Lines need as much room as records do: not both at once.
        self._conversations.forget()
        gathered.forget_records()
        days = {self._place(one.at)[0] for one in let_in}
        standing = [
            (_second_of(day, start), _second_of(day, end)) for day, start, end in self._border.standing(days)
        ]
        kept, nothing_left = settled(let_in, standing)
        del let_in
        for what, count in nothing_left.items():
            gathered.leave_out(f"{what} within time that another line has", count)
        dated = list(self._daily(kept))
        del kept
        names = self._names(dated)
        lines = list(self._lines(dated, names))
        del dated
        spoken = {who for _, people, _ in lines for who in people}
        people = {who: person for who, person in names.items() if who in spoken}
        own = [*self._own()]  # in the order in which a person wrote them
        ordered = sorted((line.day, order, line.text, line) for line, _, order in lines)
        all_lines = sorted([*own, *(line for *_, line in ordered)], key=lambda line: line.day)
        for why, count in self._conversations.left_out.items():
            gathered.leave_out(why, count)
        left_out = sorted(gathered.left_out.items(), key=lambda item: (-item[1], item[0]))
        return Plan(
            found=tuple(sorted(set(gathered.found), key=lambda one: (one.source, one.account, one.files))),
            lines=tuple(all_lines),
            people=_by_name(people.values()),
            census=census.months(),
            facts=counting.facts_of(census, self._conversations, self._facts),
            most_days=counting.most_days(census, {who: one.name for who, one in people.items()}),
            left_out=tuple(Tally(what, count) for what, count in left_out),
            known=known,
            not_understood=tuple(gathered.not_understood[:100]),
            not_understood_count=gathered.not_understood_count,
            remarks=(*gathered.remarks, *self._too_long()),
            without_hat=tuple(
                WithoutHat(source, what, records, seconds // 60)
                for (source, what), (records, seconds) in sorted(
                    self._without_hat.items(), key=lambda item: (-item[1][1], -item[1][0], item[0])
                )
            ),
            first=_day_text(gathered.first),
            last=_day_text(gathered.last),
            border=here.border,
            constants=self._constants(),
        )

    def _too_long(self) -> Iterator[str]:
        """The days of clocks that were never stopped: a person corrects those in the tracker."""
        days = sorted({_day_text(at) for at in self._gathered.too_long})
        if days:
            more = f" and {len(days) - MOST_DAYS_NAMED} more days" if len(days) > MOST_DAYS_NAMED else ""
            yield f"measured time that is too long to come in begins on {', '.join(days[:MOST_DAYS_NAMED])}{more}"

    def _proposals(self) -> Iterator[Proposal]:
        """All lines that records prove and that have a hat, those of one kind in an order of their own."""
        gathered, rules, known = self._gathered, self._rules, self._here.known
        unmapped: list[Unmapped] = []
        found = [
            *self._conversations.proposals(),
            *publications(gathered, rules, known),
            *meetings(gathered, rules, known),
            *spans(gathered, rules, known, unmapped),
            *requests(gathered, rules, known, wordless=self._wish.invitations),
            *self._connections(),
        ]
        for one in unmapped:
            self._miss_hat(one.source, one.what, one.records, one.seconds)
        gathered.messages.forget_texts()
        taken = KeySet()
        found.sort(key=lambda one: (one.at, one.source, one.words, one.keys, one.hat, one.channel))
        for proposal in found:
            if any(key in taken for key in proposal.keys):
                continue  # a record that two files tell of differently is one record
            for key in proposal.keys:
                taken.add(key)
            if proposal.hat:
                yield proposal
            else:
                self._miss_hat(proposal.source, "", len(proposal.keys), proposal.seconds)

    def _miss_hat(self, source: str, what: str, records: int, seconds: int) -> None:
        sums = self._without_hat.setdefault((source, what), [0, 0])
        sums[0] += records
        sums[1] += seconds

    def _connections(self) -> Iterator[Proposal]:
        """Those whom one was connected with of late and has not written with."""
        gathered = self._gathered
        spoken = {one.exchange.thread.who for one in self._conversations.judged}
        first = date.fromisoformat(self._here.today).toordinal() - RECENT_DAYS
        recent = [
            (who, one)
            for who, one in sorted(gathered.acquaintances.items())
            if one.day is not None and one.day.toordinal() >= first and who not in spoken
        ]
        self._facts[f"people connected in the last {RECENT_DAYS} days, nothing one-to-one yet"] = len(recent)
        if self._wish.connections:
            yield from connected(gathered, self._rules, self._here.known, recent)

    def _place(self, at: int) -> tuple[str, int]:
        return place_of(at, self._here.day_start)

    def _comes_in(self, one: Proposal) -> bool:
        day, minute = self._place(one.at)
        why = self._border.refusal(one, day, minute)
        if why:
            self._gathered.leave_out(f"lines {why}")
        return not why

    def _daily(self, kept: Sequence[Settled]) -> Iterator[Dated]:
        """The lines with their pages; of comments, noise and invitations one a day."""
        of_day: dict[tuple[object, ...], list[tuple[str, int, Settled]]] = {}
        for one in kept:
            proposal = one.proposal
            at = one.pieces[0][0] if one.pieces else proposal.at
            day, minute = self._place(at)
            if proposal.what == COMMENTS or not (proposal.is_entry or proposal.has_clock or proposal.people):
                kind = (
                    day,
                    proposal.source,
                    proposal.hat,
                    proposal.words,
                    proposal.channel,
                    proposal.note,
                    proposal.what,
                )
                of_day.setdefault(kind, []).append((day, minute, one))
                continue
            yield Dated(
                day, minute if proposal.has_clock else None,
                whole(one.seconds / 60) if proposal.is_entry else 0, len(one.pieces) == 1, proposal,
            )  # fmt: skip
        for those in of_day.values():
            day, minute, first = those[0]
            keys = tuple(key for _, _, one in those for key in one.proposal.keys)
            is_time = first.proposal.is_entry
            count = sum(one.proposal.count for _, _, one in those)
            merged = first.proposal._replace(keys=keys, count=min(count, 1_000_000))
            if is_time:
                merged = merged._replace(note=f"{count} comments" if count > 1 else "a comment", count=count)
            took = whole(sum(one.seconds for _, _, one in those) / 60) if is_time else 0
            yield Dated(day, minute if is_time else None, took, False, merged)

    def _names(self, dated: Iterable[Dated]) -> dict[Who, PlannedPerson]:
        """The names of all whom the lines are about."""
        wanted = {who for one in dated for who in one.proposal.people}
        called: dict[Who, str] = {}
        for who, name in self._gathered.names_of_people():
            if who in wanted and (len(name), name) > (len(called.get(who, "")), called.get(who, "")):
                called[who] = name
        return named({who: called.get(who, "") for who in wanted}, self._here, self._wish)

    def _lines(
        self, dated: Iterable[Dated], names: Mapping[Who, PlannedPerson]
    ) -> Iterator[tuple[PlannedLine, tuple[Who, ...], int]]:
        """The lines as text, each once, without those that a person has written or that stand there already; whom each
        is about, and by what it is ordered within its day.
        """
        met = self._met(dated, names)
        by_text: dict[tuple[str, str], tuple[PlannedLine, tuple[Who, ...], int]] = {}
        for one in dated:
            proposal = one.proposal
            of_line = tuple(names[who].name for who in proposal.people)
            if self._border.is_told(proposal, one.day, of_line):
                self._gathered.leave_out("lines that you have written yourself")
                continue
            text = line_text(
                proposal.hat, proposal.words, proposal.source, minute=one.minute, minutes=one.minutes,
                is_measured=proposal.is_measured, is_range=one.is_range, channel=proposal.channel,
                names=list(dict.fromkeys(of_line)), count=proposal.count,
                fields=(*proposal.fields, *met.get(proposal.keys[0], ())), note=proposal.note,
            )  # fmt: skip
            if self._stands(one, text):
                self._gathered.leave_out(STANDING)
                continue
            if one.minutes:
                self._census.took(one.day, proposal.hat, one.minutes, is_guessed=not proposal.is_measured)
            before = by_text.get((one.day, text))
            keys = tuple(dict.fromkeys((*before[0].keys, *proposal.keys))) if before else proposal.keys
            line = PlannedLine(one.day, text, proposal.source, keys)
            by_text[one.day, text] = (line, proposal.people, _ORDER if one.minute is None else one.minute)
        yield from by_text.values()

    def _stands(self, one: Dated, text: str) -> bool:
        """Whether the page has the line already, be it with other words of its own: as it has if two machines took it
        in, one of them took it back, and somebody had changed it on the other. Only what has a clock time can be told.
        """
        page = self._border.page(one.day) if one.minute is not None else None
        if page is None:
            return False
        wanted = _gist(read_item(text, self._here.hats))
        return any(_gist(item.value) == wanted for item in page.items)

    def _met(self, dated: Iterable[Dated], names: Mapping[Who, PlannedPerson]) -> dict[str, tuple[str, ...]]:
        """Where people were met, for their first lines: by the first key of each line."""
        first: dict[Who, Dated] = {}
        for one in dated:
            for who in one.proposal.people:
                if who not in first or (one.day, one.minute or 0) < (first[who].day, first[who].minute or 0):
                    first[who] = one
        found: dict[str, tuple[str, ...]] = {}
        for who, one in first.items():
            known = self._gathered.acquaintances.get(who)
            if known is None or known.day is None or not names[who].is_new or len(one.proposal.people) > 1:
                continue
            days = date.fromisoformat(one.day).toordinal() - known.day.toordinal()
            assumed = self._rules.of(who.source).constants
            if 0 <= days <= assumed.days_met_before and not one.proposal.fields:
                found[one.proposal.keys[0]] = (f"met:{known.channel}",)
        return found

    def _own(self) -> Iterator[PlannedLine]:
        return own_lines(self._gathered, self._border, self._wish, self._here.hats, self._here.known)

    def _constants(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for source in sorted({one.source for one in self._gathered.found}):
            found.update(self._rules.of(source).constants._asdict())
        return found


def _gist(value: object) -> tuple[object, ...]:
    """What of a line that was taken in stays when somebody adds a note, a rating or a tag; of any other the line."""
    if isinstance(value, Entry) and value.is_taken_in:
        return "entry", value.start, value.activity, value.kind, value.channel, value.people
    if isinstance(value, Event) and value.is_taken_in:
        return "event", value.at, value.verb, value.kind, value.channel, value.people
    return (value,)


def _second_of(day: str, minute: int) -> int:
    """The second of a minute of a page."""
    return midnight_of(date.fromisoformat(day)) + minute * 60


def _day_text(seconds: int | None) -> str:
    """The calendar's date of a moment."""
    return "" if seconds is None else date.fromordinal(seconds // SECONDS_A_DAY + 1).isoformat()


def _by_name(people: Iterable[PlannedPerson]) -> tuple[PlannedPerson, ...]:
    return tuple(sorted(set(people), key=lambda one: (one.name, one.key)))
