"""The reader of one line: what holds for every text there is."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twohats.format.line import Part, head_end, in_full, read_item
from twohats.format.model import Entry, Problem
from twohats.format.names import is_name_char, name_near, name_of, names_in
from twohats.format.times import A_PAGE, clock_text, duration_text, time_text
from twohats.format.words import ACTIVITIES, KINDS, VERBS, Hats

HATS = Hats({"novelist": ("personal", "n"), "client-acme": ("brand", "")})

NAMES = st.from_regex(r"[a-z]([a-z0-9._'-]{0,8}[a-z0-9])?", fullmatch=True) | st.sampled_from(
    ["łukasz", "анна", "春香", "ע", "i̇", "anna-łucja", "x"]
)
# Pieces of lines, right and wrong, so that random text comes near what is read.
PIECES = st.sampled_from([
    "09:10-09:35", "23:30-00:15", "09:10", "25:99", "24:00", "9:5", "25m", "~40m", "1h30", "1.5h", "25h", "0m", "25min", "25",
    "p", "b", "n", "personal", "brand", "novelist", "Brand", "perso", "c", "post", "read", "talk", "do", "got", "gave", "asked",
    "lost", "po", "g", "l", "reply", "sale", "congrats", "note", "lead", "se", "co", "linkedin", "a", "mastodon", "@bo",
    "@anna@x.y", "@1", "@", "+launch", "+1", "+", "m2", "M3", "m7", "m2.5", "m2:x", "w5", "x22", "x0", "x22x", "1200GBP", "5gbp",
    "5XXX", "GBP5", "why:a,b", "why:", "why::", "WHY:x", "x:y", "https://a.b", ":", "::", ":x", "x:", "nothing", "Nothing", "-",
    "–", "(", "m²", "x٣", "٢٥m", "é", "\u00a0", "\u200b", "\ufeff", "\r", "\x00", "\x1b[31m", "\u2028", "\x85", "\udce9", "\t",
    "9" * 300,
])  # fmt: skip
LINES = st.lists(PIECES | st.text(max_size=6), max_size=12).map(" ".join) | st.text(max_size=60)


@given(text=LINES, strict=st.booleans())
@example(text="9" * 5000 + "m brand post", strict=False)
@example(text="25m brand post x" + "9" * 5000, strict=False)
@example(text="brand got sale " + "9" * 5000 + "GBP", strict=False)
@example(text="25m brand post " + "a:" * 50_000, strict=False)
@example(text="25m brand post m²", strict=True)
def test_any_text_is_read_without_raising(text: str, *, strict: bool) -> None:
    value = read_item(text, HATS, strict=strict)
    assert value is not None or not strict


@given(LINES)
def test_a_problem_names_itself_its_place_and_a_way_out(text: str) -> None:
    value = read_item(text, HATS, strict=True)
    if isinstance(value, Problem):
        assert value.code
        assert value.message
        assert value.hint
        assert value.text == text
        if value.code != "empty":
            assert 1 <= value.column <= len(text) + 1
            assert 1 <= value.length <= len(text) - value.column + 2


@given(LINES)
def test_the_message_of_a_problem_stays_short_whatever_the_text(text: str) -> None:
    value = read_item(text, HATS, strict=True)
    if isinstance(value, Problem):
        assert len(value.message) < 300
        assert len(value.hint) < 600


@given(LINES)
def test_strict_and_lenient_reading_differ_in_nothing_but_prose(text: str) -> None:
    lenient, strict = read_item(text, HATS), read_item(text, HATS, strict=True)
    if lenient is None:
        assert isinstance(strict, Problem)
    else:
        assert lenient == strict


@given(LINES)
def test_writing_out_in_full_keeps_the_reading_and_is_done_once(text: str) -> None:
    full = in_full(text, HATS)
    assert read_item(full, HATS, strict=True) == read_item(text, HATS, strict=True)
    assert in_full(full, HATS) == full


@given(LINES)
@example(":")
@example(" : a")
def test_parts_cover_the_words_in_order(text: str) -> None:
    parts: list[Part] = []
    read_item(text, HATS, strict=True, parts=parts)
    at = 0
    for part in parts:
        assert at <= part.start < part.end <= len(text)
        assert text[at : part.start].strip(" \t") == ""
        at = part.end
    assert text[at:].strip(" \t") == ""
    assert sum(part.role == "note" for part in parts) <= 1


@given(LINES)
def test_a_line_that_is_understood_has_no_wrong_part(text: str) -> None:
    parts: list[Part] = []
    value = read_item(text, HATS, strict=True, parts=parts)
    if not isinstance(value, Problem):
        assert all(part.role != "wrong" for part in parts)


@given(LINES)
def test_the_note_begins_at_the_first_colon_that_ends_a_word(text: str) -> None:
    end = head_end(text)
    words = text[:end].replace("\t", " ").split(" ")
    assert not any(word.endswith(":") for word in words[:-1])
    assert end == len(text) or text[end] == ":"


@st.composite
def entries(draw: st.DrawFn) -> tuple[str, Entry]:
    """The text of an entry with its words in full, and what it says."""
    activity = draw(st.sampled_from(ACTIVITIES))
    hat = draw(st.sampled_from(sorted(HATS.sides)))
    kind = draw(st.sampled_from(KINDS[activity])) if activity in KINDS else ""
    minutes = draw(st.integers(1, 720))
    start = draw(st.none() | st.integers(0, A_PAGE - 1))
    estimated = draw(st.booleans())
    duration = f"{'~' if estimated else ''}{duration_text(minutes)}"
    when = duration if start is None else f"{time_text(start)} {duration}"
    if start is not None and not estimated and draw(st.booleans()):
        end = start + minutes
        when = f"{time_text(start)}-{time_text(end) if end < A_PAGE else clock_text(end)}"
    ratings = {letter: draw(st.none() | st.integers(1, 5)) for letter in "miuw"}
    channel = draw(st.sampled_from(["", "linkedin", "in-person", "x", "łąka"]))
    people = draw(st.lists(NAMES, max_size=3, unique=True))
    tags = draw(st.lists(NAMES, max_size=2, unique=True))
    count = draw(st.integers(1, 1_000_000))
    fields = draw(st.lists(st.tuples(st.sampled_from(["why", "aim", "mood"]), NAMES), max_size=2))
    tokens = [f"@{name}" for name in people] + [f"{key}:{value}" for key, value in fields]
    tokens += [f"{letter}{digit}" for letter, digit in ratings.items() if digit]
    tokens += [f"x{count}"] if count > 1 else []
    tokens += [channel] if channel else []
    order = draw(st.permutations(tokens))
    # People, fields and tags keep their own order, since a reader does.
    for sign, kept in (
        ("@", [f"@{name}" for name in people]),
        (":", [f"{key}:{value}" for key, value in fields]),
    ):
        rest = iter(kept)
        order = [
            next(rest) if (token[0] == sign if sign == "@" else sign in token) else token for token in order
        ]
    order += [f"+{tag}" for tag in tags]
    note = draw(st.sampled_from(["", "caught up", "see https://a.b/c: twice", "\\", "25m brand post"]))
    text = " ".join([when, hat, activity, *([kind] if kind else []), *order]) + (f": {note}" if note else "")
    value = Entry(
        hat, activity, minutes, start, estimated, kind, channel, tuple(people), tuple(tags),
        ratings["m"], ratings["i"], ratings["u"], ratings["w"], count, tuple(fields), note,
    )  # fmt: skip
    return text, value


@given(entries())
def test_an_entry_reads_as_what_it_was_written_from(made: tuple[str, Entry]) -> None:
    text, value = made
    assert read_item(text, HATS) == value
    assert in_full(text, HATS) == text


@given(entries())
def test_upper_case_says_the_same(made: tuple[str, Entry]) -> None:
    text, value = made
    head = text[: head_end(text)]
    if head.isascii() and ":" not in head.replace(head.split()[0], "", 1):
        assert read_item(head.upper(), HATS) == value._replace(note="")


@given(word=st.text(max_size=8) | NAMES, person=st.booleans())
def test_a_name_is_its_own_name(*, word: str, person: bool) -> None:
    name = name_of(word, person=person)
    assert name_of(name, person=person) == name
    assert all(is_name_char(char) or char == "@" for char in name)
    assert not any(char in string.whitespace for char in name)


def test_every_character_makes_a_name_that_is_its_own_name() -> None:
    for code in range(0x110000):
        name = name_of(f"a{chr(code)}b")
        assert name_of(name) == name, hex(code)


@given(st.text(max_size=12))
def test_the_nearest_name_is_a_name_or_nothing(word: str) -> None:
    near = name_near(word)
    assert name_of(near) == near


@given(st.text(max_size=40), st.sampled_from("@+"))
def test_names_in_a_note_are_names(note: str, sign: str) -> None:
    for name in names_in(note, sign):
        assert name_of(name, person=sign == "@") == name
        assert name


@pytest.mark.parametrize(
    ("note", "people"),
    [
        ("@bo", ["bo"]),
        ("with @Anna, @bo.", ["anna", "bo"]),
        ("(@bo) and “@anna” and **@carl**", ["bo", "anna", "carl"]),
        ("@anna's book, @o'brien's and @o’brien’s", ["anna", "o'brien", "o'brien"]),
        ("@anna@example.social, then @bo@ and @carl@2", ["anna@example.social", "bo", "carl"]),
        ("mail anna@example.org at 5@home @ @1 @-x", []),
        ("@a\u2028@b\x85@c\n@d", ["a", "b", "c", "d"]),
        ("@bo/@anna", ["bo"]),
    ],
)
def test_people_of_a_note(note: str, people: list[str]) -> None:
    assert names_in(note, "@") == people


def test_a_declared_hat_never_turns_the_two_of_the_core_around() -> None:
    hats = Hats({"personal": ("brand", ""), "Studio": ("brand", "S")})
    assert hats.sides == {"personal": "personal", "brand": "brand", "studio": "brand"}
    assert isinstance(read_item("25m s post", hats), Entry)


def test_every_verb_is_read_by_every_beginning_that_no_other_has() -> None:
    for verb in VERBS:
        for end in range(1, len(verb) + 1):
            only = sum(other.startswith(verb[:end]) for other in VERBS) == 1
            value = read_item(f"brand {verb[:end]} {'m3' if verb in ACTIVITIES else ''}", strict=True)
            unknown = isinstance(value, Problem) and value.code == "unknown-verb"
            assert unknown is not only
