"""The words of a line, of a question and of a change, explained where they are typed."""

from __future__ import annotations

from twohats.format.words import (
    ACTIVITIES,
    BRAND,
    EVENTS,
    KINDS,
    NOISE,
    PERSONAL,
    RATINGS,
    RETURNS,
    SIDES,
    Hats,
)
from twohats.text import width as columns
from twohats.values import NamedTuple
from twohats.views.cards import SCALES
from twohats.views.rows import BLANK, Row, Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HATS = {PERSONAL: "as a person", BRAND: "for the business"}
_VERBS = {
    "post": "put out, for anyone",
    "read": "took in what others put out",
    "talk": "back and forth with somebody",
    "do": "did something of substance; its kind follows",
    "got": "it came back; what, follows",
    "gave": "gave somebody something; what, follows",
    "asked": "asked somebody for something",
    "lost": "somebody is gone; @ says who",
}
_KINDS = {
    "do": {
        "service": "served those one serves already",
        "walk": "went round and looked",
        "lead": "led people",
        "speak": "spoke in front of people",
        "make": "made what one makes",
    },
    "got": {
        "conversation": "a real exchange",
        "reply": "an answer",
        "intro": "was brought together with somebody",
        "help": "was helped",
        "lead": "somebody wants something that one sells",
        "sale": "sold; 1200GBP says for how much",
        "noticed": "somebody noticed that one was silent",
        "commented": "a comment in words",
        "noise": "anything that says nothing",
        "thanks": "thanked for being there",
        "congrats": "congratulated by a button",
        "likes": "likes; x22 for twenty-two",
        "pitch": "was to be sold something",
        "vanity": "figures that flatter",
    },
    "gave": {
        "note": "a few words to somebody",
        "congrats": "congratulated",
        "help": "helped",
        "intro": "brought two people together",
    },
}
_FIELDS = {
    "why": "what for: money, leads, art, curious ...",
    "aim": "what it is to bring, in a word; none for no aim",
    "serves": "who is better off for it",
    "for": "self, team, or a client",
    "voice": "as whom: self or brand",
    "about": "me or others",
    "by": "who did it, if somebody else",
    "cost": "what it cost: 38GBP",
    "heard": "the channel by which they say they came",
    "met": "the channel by which they were met",
    "expect": "how many answers one expects",
    "felt": "work, or anything else",
    "work": "the piece of work it belongs to",
    "src": "where it was taken in from",
    "from": "what a return is credited to",
    "how": "craft, faceless, setup or must",
}


_LONGEST = 12
"""Columns of a name that is taken for an example."""


class Known(NamedTuple):
    """Names of the journal for the examples; those that it has not got are the manual's."""

    hats: Hats
    channel: str = ""
    person: str = ""
    tag: str = ""


class _Explained(NamedTuple):
    """Words, and what they mean."""

    words: str
    says: str
    role: str = "key"


def meaning_of(role: str, word: str, hats: Hats, verb: str = "") -> str:
    """What a word that is offered means; empty for what says it itself."""
    if role == "hat":
        return _HATS.get(word) or f"a hat of the {hats.sides.get(word, BRAND)} side"
    if role == "kind":
        return _KINDS.get(verb, {}).get(word, "")
    if role == "rating":
        return f"{RATINGS[word[0]]}: {SCALES[word[0]][1][int(word[1]) - 1]}"
    if role == "sign" and word in RATINGS:
        title, labels = SCALES[word]
        return f"{title} 1 {labels[0]} to 5 {labels[-1]}"
    known = {
        "verb": {**_VERBS, "nothing": "the day was looked at, and there was nothing"},
        "field": {f"{key}:": says for key, says in _FIELDS.items()},
        "sign": {
            "@": "a person",
            "+": "a thread: what belongs together",
            "x": "how many the line stands for",
        },
        "note": {":": "the rest is your own words"},
    }
    return known.get(role, {}).get(word, {"channel": "a channel", "when": ""}.get(role, ""))


def line_rows(known: Known, width: int) -> list[Row]:
    """A line of the journal, word by word."""
    channel, person, tag = _names(known)
    example = (
        Span("25m", "when"), Span(" brand", "brand"), Span(" talk ", "verb"), user_text(channel, "channel"),
        user_text(f" @{person}", "person"), user_text(f" +{tag}", "tag"), Span(" m4 i3", "rating"),
        Span(": ", "muted"), Span("how it went", "note"),
    )  # fmt: skip
    rows: list[Row] = [(Span("A line", "heading"),), *_wrapped_row(example, width)]
    parts = [*_parts(known.hats, channel, person, tag)]
    events = [_Explained(each, _VERBS[each], "verb") for each in EVENTS]
    kinds = [*_kinds()]
    left = _left_of([*parts, *events, *kinds])
    for heading, listed in (("", parts), ("What came, what went", events), ("Kinds", kinds)):
        rows += [BLANK, *([(Span(heading, "heading"),)] if heading else []), *_table(listed, width, left)]
    rows += [BLANK, (Span("Examples", "heading"),)]
    return [
        *rows,
        *(each for words in _examples(channel, person, tag) for each in _wrapped_row((words,), width)),
    ]


def _names(known: Known) -> tuple[str, str, str]:
    """A channel, a person, a tag: those that are known, unless they are too long for a column."""
    names = zip(known[1:], ("linkedin", "anna", "launch"), strict=True)
    channel, person, tag = (name if 0 < columns.width(name) <= _LONGEST else usual for name, usual in names)
    return channel, person, tag


def _parts(hats: Hats, channel: str, person: str, tag: str) -> Iterator[_Explained]:
    yield _Explained("25m 1h30", "how long; ~40m for a guess", "when")
    yield _Explained("09:10-09:35", "or from when to when", "when")
    yield _Explained("fri, 20 nov", "a day in front, where it is another: fri 25m ...", "when")
    for hat, side in hats.sides.items():
        short = next((form for form, full in hats.spellings.items() if full == hat), hat)
        says = _HATS.get(hat) or f"a hat of the {side} side"
        yield _Explained(
            user_text(f"{short}  {hat}").text, user_text(says).text, side if side in SIDES else "hat"
        )
    for each in ACTIVITIES:
        yield _Explained(each, _VERBS[each], "verb")
    yield _Explained(channel, "a channel, one a line", "channel")
    yield _Explained(f"@{person}", "a person, or several", "person")
    yield _Explained(f"+{tag}", "a thread: what belongs together", "tag")
    for letter in RATINGS:
        title, labels = SCALES[letter]
        yield _Explained(f"{letter}1 to {letter}5", f"{title} 1 {labels[0]}, 5 {labels[-1]}", "rating")
    yield _Explained("x22", "how many the line stands for", "count")
    yield _Explained("why:money", "a field; behind its colon stands no space", "field")
    yield _Explained(": words", "a colon and a space begin the note", "note")


def _kinds() -> Iterator[_Explained]:
    lists = (("do", KINDS["do"]), ("gave", KINDS["gave"]), ("got", RETURNS), ("got, as noise", NOISE))
    for verb, kinds in lists:
        yield _Explained(verb, " ".join(kinds), "verb")
    yield _Explained("", "Beginnings do: ta for talk, got rep for a reply.", "text")


def _examples(channel: str, person: str, tag: str) -> Iterator[Span]:
    yield user_text(f"25m b post {channel} m2: what it was", "note")
    yield user_text(f"14:00-14:45 p talk @{person} m5", "note")
    yield Span("yesterday 1h30 p do make", "note")
    yield user_text(f"b got lead {channel} @{person} +{tag}: wants a quote", "note")
    yield user_text(f"b gave note @{person}", "note")
    yield Span("nothing: hiking", "note")


def question_rows(known: Known, width: int) -> list[Row]:
    """A question to the journal."""
    channel, person, tag = _names(known)
    rows: list[Row] = [(Span("A question", "heading"),)]
    rows += _text("The words of a line ask for the lines that have them; different ones narrow, of what a line has "
                  "once several mean any.", width)  # fmt: skip
    rows.append(BLANK)
    rows += _table(
        (
            _Explained(f"brand post {channel}", "posts of that hat there"),
            _Explained(f"@{person} +{tag}", "with the person, and in the thread"),
            _Explained("got lead reply", "leads and replies"),
            _Explained("returns  noise", "what came back, and what says nothing"),
            _Explained("m1-2  m4-  m-", "rated 1 or 2; 4 and more; not rated"),
            _Explained("rated  unrated", "any rating, none"),
            _Explained("over 1h  under 10m", "longer, shorter; over 100GBP"),
            _Explained("today  oct  last 8 weeks", "days; since oct, until fri"),
            _Explained("mondays  weekends", "days of the week"),
            _Explained("not got", "what is none of that"),
            _Explained("talk or post m4-", "the one, or the other"),
            _Explained(": reading", "words of the note"),
            _Explained("problems", "lines that are not understood"),
        ),
        width,
    )
    return rows


def change_rows(known: Known, width: int) -> list[Row]:
    """What lines are to become."""
    channel, person, tag = _names(known)
    rows: list[Row] = [(Span("What lines become", "heading"),)]
    rows += _text("Each word takes the place of what the lines have of it. All is shown before it is made, and one "
                  "undo takes it back.", width)  # fmt: skip
    rows.append(BLANK)
    rows += _table(
        (
            _Explained("brand", "the hat"),
            _Explained("talk", "the verb; got lead with its kind"),
            _Explained(channel, "the channel"),
            _Explained(f"@{person}", "the person as well; not @name without"),
            _Explained(f"+{tag}", "in the thread; not +name out of it"),
            _Explained("m4", "the rating; not m4 without it"),
            _Explained("yesterday", "moved to that day"),
        ),
        width,
    )
    return rows


def _text(text: str, width: int) -> list[Row]:
    return [(Span(line, "text"),) for line in columns.wrap(text, max(width, 1))]


def _left_of(listed: Iterable[_Explained]) -> int:
    """Columns for words, from which what they mean stands apart."""
    return max(columns.width(user_text(each.words).text) for each in listed) + 2


def _table(listed: Sequence[_Explained], width: int, left: int = 0) -> list[Row]:
    """Two columns; where there is little room, what words mean stands below them."""
    left = left or _left_of(listed)
    rows: list[Row] = []
    for words, says, role in listed:
        span = user_text(words, role)
        if width - left >= _LEAST:
            first, *more = columns.wrap(says, width - left)
            rows.append((span._replace(text=columns.pad(span.text, left)), Span(first, "muted")))
            rows += [(Span(" " * left, "text"), Span(line, "muted")) for line in more]
        else:
            rows += _wrapped_row((span,), width)
            rows += [(Span(f"  {line}", "muted"),) for line in columns.wrap(says, width - 2)]
    return rows


_LEAST = 20
"""Columns without which what words mean does not stand beside them."""


def _wrapped_row(row: Row, width: int) -> list[Row]:
    """A row, in several where it is too wide, broken at spaces."""
    rows: list[list[Span]] = [[]]
    taken = 0
    for span in row:
        for at, word in enumerate(span.text.split(" ")):
            text = word if not at else f" {word}"
            if taken + columns.width(text) > width and taken:
                rows.append([])
                taken, text = 2, f"  {word}"
            rows[-1].append(Span(text, span.role))
            taken += columns.width(text)
    return [tuple(each) for each in rows]
