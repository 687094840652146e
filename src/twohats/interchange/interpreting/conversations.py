"""R3 to R7: exchanges as lines: sittings, calls, who came back, and what is noise."""

from __future__ import annotations

from twohats.interchange.interpreting import minutes
from twohats.interchange.interpreting.alike import Sentence, statutory, without_names
from twohats.interchange.interpreting.exchanges import Exchange, exchanges_of
from twohats.interchange.interpreting.gathered import Messages
from twohats.interchange.interpreting.hats import fields_of_people
from twohats.interchange.interpreting.proposal import ESTIMATE, TRACKED, Proposal
from twohats.interchange.interpreting.sittings import runs, unknown_runs
from twohats.interchange.interpreting.wording import safe_note
from twohats.interchange.record import record_key
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from twohats.interchange.interpreting.gathered import Gathered, Thread
    from twohats.interchange.interpreting.hats import Given, HatRules
    from twohats.interchange.rules import Constants

MAIL = "email"
"""The channel on which a message is a letter: a sitting of its own, whatever lies between."""
PHONE = "phone"


class Judged(NamedTuple):
    """An exchange, and what rules say of it."""

    exchange: Exchange
    given: Given


class Conversations:
    """What all messages prove."""

    def __init__(self, gathered: Gathered, rules: HatRules, known: AbstractSet[str]) -> None:
        self._messages: Messages = gathered.messages
        self._rules = rules
        self._known = known
        self._titles = gathered.titles
        self._statutory: dict[tuple[str, str], str] = {}
        """Source and text, without the names of both, of what is noise, to its kind."""
        self._names: dict[str, set[str]] = {}
        self.left_out: dict[str, int] = {}
        self.unanswered: set[object] = set()
        """Whom the owner wrote to first, without an answer."""
        self.not_judged = 0
        """Messages that are neither of a real exchange nor anything else."""
        self.noise = 0
        """Messages to the owner of which many people sent the same."""
        self.judged = self._judge(gathered)
        for one in gathered.found:
            names = self._names.setdefault(one.source, set(rules.of(one.source).me))
            names.add(one.account)
        self._find_statutory()

    def proposals(self) -> Iterator[Proposal]:
        """The lines: of those with a hat, and of those that have none yet."""
        for one in self.judged:
            if one.given.leave_out:
                self._leave_out("messages that a rule leaves out", len(one.exchange.places))
            elif one.exchange.is_real and one.exchange.thread.other.key:
                yield from self._real(one)
            elif one.exchange.is_real:
                self._leave_out("messages of people who cannot be told apart", len(one.exchange.places))
            else:
                yield from self._not_real(one)

    def forget(self) -> None:
        """Drop what lines have been made of."""
        self.judged = []
        self._messages = Messages()
        self._statutory = {}

    def is_known(self, place: int) -> bool:
        """Whether an earlier import has taken in a message."""
        return bool(self._known) and self._messages.key_of(place) in self._known

    def _judge(self, gathered: Gathered) -> list[Judged]:
        found = []
        for _, thread in sorted(gathered.threads.items()):
            given = self._given(thread)
            assumed = self._rules.of(thread.source).constants
            found += [Judged(one, given) for one in exchanges_of(thread, self._messages, assumed)]
        return found

    def _given(self, thread: Thread) -> Given:
        return self._rules.given(thread.source, thread.account, fields_of_people([thread.other]))

    def _leave_out(self, why: str, count: int) -> None:
        self.left_out[why] = self.left_out.get(why, 0) + count

    def _real(self, one: Judged) -> Iterator[Proposal]:
        exchange, messages = one.exchange, self._messages
        assumed = self._rules.of(exchange.thread.source).constants
        yield from self._began(one)
        at = messages.at.__getitem__
        written = exchange.written(messages)
        if exchange.thread.channel == MAIL:
            sittings: Iterator[Sequence[int]] = ([place] for place in written)
        else:
            sittings = runs(written, at, at, int(assumed.sitting_gap_minutes * 60))
        for sitting in sittings:
            for part in unknown_runs(sitting, self.is_known):
                if any(messages.is_mine[place] for place in part):
                    yield self._sitting(one, part, assumed)
        for place in exchange.places:
            if messages.call[place] >= 60 and not self.is_known(place):
                yield self._call(one, place)
            elif 0 < messages.call[place] < 60:
                self._leave_out("calls under a minute", 1)

    def _proposal(self, one: Judged, words: str, at: int, keys: tuple[str, ...]) -> Proposal:
        thread = one.exchange.thread
        channel = one.given.channel or thread.channel
        return Proposal(thread.source, one.given.hat, words, at, keys, channel=channel, people=(thread.who,))

    def _sitting(self, one: Judged, part: Sequence[int], assumed: Constants) -> Proposal:
        messages = self._messages
        mine = [place for place in part if messages.is_mine[place]]
        first, last = messages.at[part[0]], messages.at[part[-1]]
        my_words = sum(messages.words[place] for place in mine)
        their_words = sum(messages.words[place] for place in part) - my_words
        if one.exchange.thread.channel == MAIL:
            took = minutes.of_letters(len(mine), assumed)
        else:
            took = minutes.of_messages(last - first, len(mine), my_words, their_words, assumed)
        note = "1 message of mine" if len(part) == 1 else f"{len(part)} messages, {len(mine)} mine"
        title = next((messages.titles[place] for place in part if place in messages.titles), "")
        if title:
            note = safe_note(title)
        keys = tuple(messages.key_of(place) for place in part)
        return self._proposal(one, "talk", first, keys)._replace(
            seconds=took * 60, rank=ESTIMATE, note=note, what="sittings",
            moments=tuple(messages.at[place] for place in mine),
        )  # fmt: skip

    def _call(self, one: Judged, place: int) -> Proposal:
        messages = self._messages
        took = messages.call[place] // 60 * 60
        proposal = self._proposal(one, "talk", messages.at[place], (messages.key_of(place),))
        return proposal._replace(seconds=took, rank=TRACKED, channel=one.given.channel or PHONE, what="calls")

    def _began(self, one: Judged) -> Iterator[Proposal]:
        """The event that something came back: once for each exchange, at the other's first message."""
        exchange = one.exchange
        theirs = exchange.theirs(self._messages)
        if not theirs and not exchange.began_it:
            theirs = list(exchange.places)[:1]  # they called
        if not theirs:
            return
        if not (self._known and any(self._exchange_key(place) in self._known for place in exchange.places)):
            words = "got reply" if exchange.began_it else "got conversation"
            key = self._exchange_key(exchange.places[0])
            yield self._proposal(one, words, self._messages.at[theirs[0]], (key,))

    def _exchange_key(self, place: int) -> str:
        return record_key("exchange", self._messages.key_of(place))

    def _not_real(self, one: Judged) -> Iterator[Proposal]:
        exchange, messages = one.exchange, self._messages
        theirs = exchange.theirs(messages)
        noise = {place: kind for place in theirs if (kind := self._noise(exchange.thread, place))}
        least = self._rules.of(exchange.thread.source).constants.answer_words
        if exchange.thread.channel == MAIL:
            least = 0  # of letters only the headers are read, so nobody knows how many words they have
        answers = [place for place in theirs if place not in noise and messages.words[place] >= least]
        is_answered = exchange.began_it and bool(answers) and bool(exchange.thread.other.key)
        if is_answered:
            yield from self._began(one)
        elif exchange.began_it and not theirs:
            self.unanswered.add(exchange.thread.who if exchange.thread.other.key else exchange.thread)
        self.not_judged += len(exchange.places) - len(noise) - is_answered
        self.noise += len(noise)
        for place, kind in noise.items():
            if not self.is_known(place):
                keys = (messages.key_of(place),)
                yield self._proposal(one, f"got {kind}", messages.at[place], keys)._replace(
                    people=(), has_clock=False, what="noise"
                )

    def _noise(self, thread: Thread, place: int) -> str:
        text = self._messages.short[place]
        return "" if text < 0 else self._statutory.get((thread.source, self._bare(thread, text)), "")

    def _bare(self, thread: Thread, text: int) -> str:
        names = [*self._names.get(thread.source, ()), thread.other.name]
        return without_names(self._messages.texts[text], names)

    def _find_statutory(self) -> None:
        """Which short texts are noise. What stands in a real exchange is none, and counts for none."""
        for source in sorted({one.exchange.thread.source for one in self.judged}):
            least = self._rules.of(source).constants.statutory_senders
            for text, kind in statutory(self._sentences(source), least).items():
                self._statutory[source, text] = kind

    def _sentences(self, source: str) -> Iterator[Sentence]:
        """The short messages to the owner that may be noise."""
        for one in self.judged:
            thread = one.exchange.thread
            if thread.source != source or one.exchange.is_real or one.given.leave_out:
                continue
            for place in one.exchange.theirs(self._messages):
                text = self._messages.short[place]
                if text >= 0:
                    yield Sentence(self._bare(thread, text), thread.other.key or thread.id)
