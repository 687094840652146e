"""The answers to the cards of a sitting: each is one change of the journal, taken back by one undo."""

from __future__ import annotations

from twohats.actions import change, people, reword
from twohats.actions.list import lines_on
from twohats.actions.reviews import add_answer, add_review_lines
from twohats.actions.undo import last_change
from twohats.drafting.draft import draft
from twohats.errors import ChangedMeanwhile, NotUnderstood
from twohats.format.edit import check_item
from twohats.format.model import Entry
from twohats.format.review import (
    decided_line,
    decided_words_line,
    no_line,
    not_noise_line,
    read_review,
)
from twohats.format.reword import with_word
from twohats.values import NamedTuple
from twohats.views import cards

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.times import Now
    from twohats.format.words import Hats
    from twohats.journal.folder import Journal
    from twohats.views.cards import Card
    from twohats.views.lines import Line


UNCHANGED = "that answer had changed nothing"
"""What undo says of it."""


class _Answer(NamedTuple):
    """A card, and what was answered to it."""

    journal: Journal
    week: str
    card: Card
    word: str
    now: Now


class Given(NamedTuple):
    """An answer that was given."""

    says: str
    """What was done, in words."""
    change: int
    """The number of the change it made; 0 where everything was so before."""


def answer(journal: Journal, week: str, card: Card, word: str, now: Now) -> Given:
    """Answer a card of a week's sitting with the key of a choice, or with what was typed.

    Raises NotUnderstood for an answer that is none, ChangedMeanwhile where a line is not what it was, and what
    `Journal.change` raises; then nothing has changed.
    """
    word = check(card, word, now, journal.hats)
    before = last_change(journal)
    says = _ANSWERS[card.kind](_Answer(journal, week, card, word, now))
    after = last_change(journal)
    return Given(says, after if after != before else 0)


def check(card: Card, word: str, now: Now, hats: Hats) -> str:
    """The answer without spaces around it; raises NotUnderstood for one that is none. Reads no journal."""
    word = word.strip() if card.typed != cards.PROSE else word.strip("\n")
    if not word.strip():
        raise NotUnderstood("there is no answer", card.example)
    if card.choices and not card.typed and word not in [choice.key for choice in card.choices]:
        keys = ", ".join(f"{choice.key} {choice.says}" for choice in card.choices)
        raise NotUnderstood(f"{word} is no answer here", keys)
    if card.kind == cards.PROBLEM:
        draft([word], now, hats, day=card.lines[0].day)
    if card.kind == cards.FIELD and not card.value_of(word):
        check_item(with_word(card.lines[0].text, _field_value(card, word)), card.lines[0].day, hats)
    return word


def _field_value(card: Card, word: str) -> str:
    """`why:leads,ego` of what was typed for a key."""
    typed = word.removeprefix(f"{card.subject}:").strip()
    return card.value_of(word) or f"{card.subject}:{'-'.join(typed.replace(', ', ',').split())}"


def _line_as_it_should_be(to: _Answer) -> str:
    line = _current(to.journal, to.card.lines[0])
    new = draft([to.word], to.now, to.journal.hats, day=line.day)
    return f"now {change.replace(to.journal, line.day, line.item.number, line.block, new).text()}"


def _rating(to: _Answer) -> str:
    line = _current(to.journal, to.card.lines[0])
    reword.add_word(to.journal, line, to.card.value_of(to.word))
    return f"{to.card.value_of(to.word)} added to {line.place}"


def _field(to: _Answer) -> str:
    value = _field_value(to.card, to.word)
    line = _current(to.journal, to.card.lines[0])
    reword.add_word(to.journal, line, value)
    return f"{value} added to {line.place}"


def _person(to: _Answer) -> str:
    person, today = to.card.subject, to.now.day
    if to.word == "w":
        return people.done(to.journal, person, today).says
    if to.word == "l":
        return people.later(to.journal, person, "", today).says
    return people.let_go(to.journal, person, today).says


def _noise(to: _Answer) -> str:
    if to.word == "n":
        add_review_lines(to.journal, to.week, [not_noise_line(to.card.subject)])
        return "not noise, and not asked again"
    kind = to.card.values[0]
    lines = [_current(to.journal, line) for line in to.card.lines]
    reword.make_noise(to.journal, lines, kind)
    return f"{len(lines)} made {kind}"


def _verdict(to: _Answer) -> str:
    hat, _, of = to.card.subject.partition(" ")
    add_review_lines(to.journal, to.week, [no_line(hat, to.card.values[0], of)])
    return f"no to {to.card.values[0]}, until it changes"


def _decided(to: _Answer) -> str:
    add_review_lines(to.journal, to.week, [decided_words_line(f"{to.card.subject} as it comes")])
    return f"{to.card.subject}: no limit from next week on"


def _question(to: _Answer) -> str:
    add_answer(to.journal, to.week, to.card.subject, to.word)
    return f"written into the review of {to.week}"


def _decision(to: _Answer) -> str:
    text = to.word.removeprefix("decided:").strip()
    read = read_review(f"- decided: {text}", to.journal.hats).decisions
    limit = read[0].limit if read else None
    line = decided_line(limit) if limit else decided_words_line(text)
    add_review_lines(to.journal, to.week, [line])
    return f"{line.removeprefix('- ')}" + ("" if limit else " (kept as it is written)")


_ANSWERS = {
    cards.PROBLEM: _line_as_it_should_be,
    cards.RATE: _rating,
    cards.WORTH: _rating,
    cards.FIELD: _field,
    cards.PERSON: _person,
    cards.NOISE: _noise,
    cards.VERDICT: _verdict,
    cards.DECIDED: _decided,
    cards.WHY_NOW: _question,
    cards.QUESTION: _question,
    cards.DECISION: _decision,
}


def _current(journal: Journal, line: Line) -> Line:
    """The line as it stands now: an answer may have added to it since, or put another line above it.

    Raises ChangedMeanwhile if its page has it no more.
    """
    page, _ = lines_on(journal, line.day)
    wanted = _said(line)
    same = [each for each in page if _said(each) == wanted]
    if not same:
        raise ChangedMeanwhile(
            f"{line.place} is not there any more as it was",
            f"hat list {line.day} shows the page as it is now",
            command="list",
        )
    return min(same, key=lambda each: abs(each.item.number - line.item.number))


def _said(line: Line) -> object:
    """What a line says but for the ratings and fields of an entry, which answers add."""
    value = line.item.value
    if isinstance(value, Entry):
        return value._replace(motivation=None, interest=None, understanding=None, worth=None, fields=())
    return line.block
