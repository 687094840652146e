"""The cards of a sitting: one question each, with what it is about and how it can be answered."""

from __future__ import annotations

from twohats.format.words import RATINGS
from twohats.measures.sitting import ABOUT, AIM, FELT, WHY
from twohats.values import NamedTuple
from twohats.views.dates import day_text
from twohats.views.verdict_wording import because_says, subject_says, verdict_says
from twohats.views.wording import name_of, number_of, standing_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.measures.alike import Cluster
    from twohats.measures.decisions import Decided, Standing
    from twohats.measures.figures import FollowUp
    from twohats.measures.verdict import Verdict
    from twohats.views.lines import Line

PROBLEM, RATE, WORTH, FIELD, PERSON = "problem", "rate", "worth", "field", "person"
NOISE, DECIDED, QUESTION, DECISION = "noise", "decided", "question", "decision"
VERDICT, WHY_NOW = "verdict", "why"
KINDS = {
    PROBLEM: "lines not understood",
    RATE: "ratings left open",
    WORTH: "worth the time?",
    FIELD: "looking back",
    PERSON: "people to write to",
    NOISE: "messages alike",
    VERDICT: "verdicts",
    DECIDED: "decided before",
    WHY_NOW: "why",
    QUESTION: "the question",
    DECISION: "a decision",
}
"""Every kind of card in the order of a sitting, and what a heading calls it."""

WHY_AT_ALL = "Why social at all?"
LINE, PROSE = "line", "prose"
"""What is typed as an answer: one line, or as many as one likes."""

SCALES = {
    "m": ("Would you rather have been doing something else?",
          ("much rather", "rather", "neither", "hardly", "wouldn't have swapped it")),
    "i": ("How interesting was it?", ("dull", "rather dull", "so-so", "interesting", "gripping")),
    "u": ("Did you know what you were doing, and for whom?",
          ("guessing", "mostly guessing", "half", "mostly", "exactly")),
    "w": ("Was it worth the time?", ("no", "hardly", "half", "mostly", "yes")),
}  # fmt: skip
"""Each rating's question, and what its five points mean (METHOD 2.1)."""


LONGEST_TYPED = 2_000
"""Characters of a line that can be put right on a card; an editor suits a longer one."""
_ASKS = {
    FELT: "Did it feel like work?",
    AIM: "What was it meant to bring?",
    ABOUT: "Whom was it about?",
    WHY: "Why did you do it?",
}


BECAUSE = "because: "
"""What a sentence begins with that says what another rests on."""


class Choice(NamedTuple):
    """One answer that is a key."""

    key: str
    says: str


_FIXED: dict[str, tuple[tuple[Choice, ...], tuple[str, ...]]] = {
    FELT: ((Choice("y", "it did"), Choice("n", "it did not")), ("felt:work", "felt:no")),
    ABOUT: ((Choice("m", "me, or mine"), Choice("o", "others")), ("about:me", "about:others")),
}


class Card(NamedTuple):
    """One question."""

    kind: str
    id: str
    """The same for the same question whenever the sitting is opened."""
    title: str
    note: str = ""
    """Why it is asked."""
    lines: tuple[Line, ...] = ()
    """The lines it is about, as they stand."""
    says: tuple[str, ...] = ()
    """What else there is to know, in sentences."""
    choices: tuple[Choice, ...] = ()
    typed: str = ""
    """`LINE` or `PROSE` where the answer can be typed; else empty."""
    example: str = ""
    """What may be typed."""
    subject: str = ""
    """What the answer is about: a rating's letter, a key, a person, a kind of noise, a question."""
    values: tuple[str, ...] = ()
    """Of `choices`, in their order, the values that are written."""
    hint: str = ""
    """What to do besides answering."""
    command: str = ""
    """The command of the shell that the hint names, if it names one."""

    @property
    def reason(self) -> str:
        """Why it is asked, and what to do besides answering."""
        return "; ".join(filter(None, (self.note, self.hint)))

    def value_of(self, word: str) -> str:
        """The value behind the key of a choice; empty for any other word."""
        keys = [choice.key for choice in self.choices]
        return self.values[keys.index(word)] if word in keys and self.values else ""


def problem_card(id: str, line: Line, message: str, hint: str, command: str = "") -> Card:  # noqa: A002  as the field is called
    """A line that is not understood; `command` is the one that the hint names, if any."""
    if len(line.text) > LONGEST_TYPED:
        too_long = f"{message}; it is too long to be typed here"
        hint, command = "hat edit puts a shorter one there", "edit"
        return Card(PROBLEM, id, "This line is not understood", too_long, (line,), hint=hint, command=command)
    return Card(
        PROBLEM, id, "This line is not understood", message, (line,),
        typed=LINE, example="the line as it should be", hint=hint, command=command,
    )  # fmt: skip


def rating_card(id: str, line: Line, letter: str, kind: str = RATE) -> Card:  # noqa: A002
    """A rating that is asked of a line."""
    title, labels = SCALES[letter]
    choices = tuple(Choice(str(point), label) for point, label in enumerate(labels, start=1))
    note = "drawn by lot from the week before" if kind == WORTH else RATINGS[letter]
    words = tuple(f"{letter}{choice.key}" for choice in choices)
    return Card(kind, id, title, note, (line,), choices=choices, subject=letter, values=words)


def field_card(id: str, line: Line, field: str, used: Sequence[str]) -> Card:  # noqa: A002
    """A key that is asked of a line drawn by lot; `used` are values it had before, most first."""
    note = "drawn by lot from the week before"
    choices, values = _FIXED.get(field, ((), ()))
    if field not in _FIXED:
        choices = tuple(Choice(str(at), value) for at, value in enumerate(used, start=1))
        values = tuple(f"{field}:{value}" for value in used)
    if field == AIM:
        choices, values = (*choices, Choice("0", "nothing in particular")), (*values, "aim:none")
    typed, example = ("", "") if field in _FIXED else (LINE, "one word")
    return Card(FIELD, id, _ASKS[field], note, (line,), (), choices, typed, example, field, values)


def person_card(id: str, one: FollowUp, lines: Sequence[Line], people: Mapping[str, str]) -> Card:  # noqa: A002
    """Somebody met, with nothing one-to-one since."""
    name = name_of(one.person, people)
    met = "met" if one.is_declared else "first here"
    choices = (Choice("w", "I wrote to them"), Choice("l", "later, in a fortnight"), Choice("x", "let go"))
    since = f"{met} {day_text(one.met)}, {number_of(one.days, 'day')} ago; nothing one-to-one since"
    return Card(PERSON, id, f"Write to {name}?", since, tuple(lines), choices=choices, subject=one.person)


def noise_card(id: str, cluster: Cluster, lines: Sequence[Line], left: int) -> Card:  # noqa: A002
    """Messages that nearly repeat one another; `left` lines more than are shown are alike."""
    title = f"{number_of(len(lines), 'line')} {'say' if len(lines) != 1 else 'says'} nearly the same. Noise?"
    note = f"and {left} more, to be asked about next" if left else "logged as returns"
    choices = (Choice("y", f"yes: make them {cluster.kind}"), Choice("n", "no, and do not ask again"))
    return Card(
        NOISE, id, title, note, tuple(lines), choices=choices, subject=cluster.text, values=(cluster.kind, "")
    )


def review_card(id: str, weeks: str, found: Sequence[Verdict], names: Mapping[str, str]) -> Card:  # noqa: A002
    """That it is a four-week review, and of what nothing can be said or nothing has to change."""
    says = tuple(f"{subject_says(each, names)}: {verdict_says(each, names)}" for each in found)
    return Card(VERDICT, id, "The four-week review", weeks, (), says or ("What can be said comes next.",))


def verdict_card(id: str, weeks: str, verdict: Verdict, names: Mapping[str, str]) -> Card:  # noqa: A002
    """One verdict with its because; a no is kept."""
    says = (verdict_says(verdict, names), f"{BECAUSE}{because_says(verdict)}")
    subject = f"{verdict.hat} {verdict.channel or verdict.activity}".strip()
    choices = (Choice("n", "no, not so; not said again while it stays the same"),)
    title = subject_says(verdict, names)
    return Card(VERDICT, id, title, weeks, (), says, choices, subject=subject, values=(verdict.rule,))


def limit_card(id: str, standing: Standing, shown: Standing) -> Card:  # noqa: A002
    """A limit decided before, and where the week stands against it; `shown` has its channel as it is called."""
    says = (f"{standing_says(shown)}.",)
    choices = (Choice("e", "it ends here"),)
    subject = f"{standing.limit.hat} {standing.limit.channel}".strip()
    return Card(
        DECIDED, id, "What came of it?", f"decided in {standing.week}", (), says, choices, subject=subject
    )


def words_card(id: str, decided: Decided) -> Card:  # noqa: A002
    """A decision in any words: it can only be shown again."""
    return Card(DECIDED, id, "What came of it?", f"decided in {decided.week}", (), (decided.decision.text,))


def why_card(id: str, questions: Sequence[str]) -> Card:  # noqa: A002
    """The question why, which opens by itself."""
    note = "brand motivation was below 3 in the last two reviews of four weeks"
    return Card(
        WHY_NOW, id, WHY_AT_ALL, note, (), tuple(questions), typed=PROSE, example="as many lines as you like",
        subject=WHY_AT_ALL, hint="hat why has the reasons", command="why",
    )  # fmt: skip


def question_card(id: str, question: str) -> Card:  # noqa: A002
    """The question of the week."""
    return Card(
        QUESTION, id, question, "your answer goes into the review of the week, as you write it",
        typed=PROSE, example="as many lines as you like", subject=question,
    )  # fmt: skip


def decision_card(id: str) -> Card:  # noqa: A002
    """What to do from now on, if anything."""
    return Card(
        DECISION, id, "Is anything decided?", "a limit is followed up from next week on; any other words are kept",
        typed=LINE, example="linkedin at most 2h a week",
    )  # fmt: skip
