"""Reviews: which list items are read, what is kept as prose, and that new lines read back and change nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.merging.markdown import Manner
from twohats.format.review import (
    Decision,
    Later,
    LetGo,
    Limit,
    NotNoise,
    Review,
    SaidNo,
    decided_line,
    decided_words_line,
    later_line,
    let_go_line,
    no_line,
    not_noise_line,
    read_review,
    with_answer,
    with_lines,
)
from twohats.format.words import Hats

HATS = Hats({"novelist": ("brand", "n")})
DOC = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")

READ = [
    ("- decided: linkedin at most 2h a week", Decision(1, "linkedin at most 2h a week", Limit("linkedin", 120))),
    (
        "- decided: brand linkedin at most 1.5h a week",
        Decision(1, "brand linkedin at most 1.5h a week", Limit("linkedin", 90, "brand")),
    ),
    ("* Decided: b LinkedIn At Most 90m A Week.", Decision(1, "b LinkedIn At Most 90m A Week.", Limit("linkedin", 90, "brand"))),
    ("- decided: n letter at most 0m a week", Decision(1, "n letter at most 0m a week", Limit("letter", 0, "novelist"))),
    ("- decided: mail at most 168h a week", Decision(1, "mail at most 168h a week", Limit("mail", 10080))),
    (
        "- decided: mail at most 2h a week: until Christmas",
        Decision(1, "mail at most 2h a week: until Christmas", Limit("mail", 120)),
    ),
    ("- decided: nothing before breakfast", Decision(1, "nothing before breakfast")),
    ("- decided: mail at most 169h a week", Decision(1, "mail at most 169h a week")),
    ("- decided: brand at most 2h a week", Decision(1, "brand at most 2h a week")),
    ("- decided: brandy mail at most 2h a week", Decision(1, "brandy mail at most 2h a week")),
    ("- decided: mail at most 2h a day", Decision(1, "mail at most 2h a day")),
    ("- decided: ring people\n  and not write", Decision(1, "ring people\nand not write")),
    ("- later: @Imke until 2026-12-06", Later(1, "@Imke until 2026-12-06", "imke", "2026-12-06")),
    ("-\tLATER:  @imke  until\t2026-12-06", Later(1, "@imke  until\t2026-12-06", "imke", "2026-12-06")),
    (
        "- later: @a@b.example until 2026-12-06: she moves",
        Later(1, "@a@b.example until 2026-12-06: she moves", "a@b.example", "2026-12-06"),
    ),
    ("- let go: @hal on 2026-11-27", LetGo(1, "@hal on 2026-11-27", "hal", "2026-11-27")),
    ("- Let  go: @hal on 2026-11-27.", LetGo(1, "@hal on 2026-11-27.", "hal", "2026-11-27")),
    ("- no: brand linkedin pause", SaidNo(1, "brand linkedin pause", "brand", "linkedin", "pause")),
    ("- no: b gap", SaidNo(1, "b gap", "brand", "", "gap")),
    ("- no: n letter no-sign: she is wrong", SaidNo(1, "n letter no-sign: she is wrong", "novelist", "letter", "no-sign")),
    ("- not noise: Thank you, that helped", NotNoise(1, "Thank you, that helped")),
    ("- not noise: hello: it is me", NotNoise(1, "hello: it is me")),
]  # fmt: skip


def values_of(review: Review) -> list[object]:
    return [*review.decisions, *review.later, *review.let_go, *review.said_no, *review.not_noise]


@pytest.mark.parametrize(("text", "value"), READ, ids=[text for text, _ in READ])
def test_a_line_of_a_known_form_is_read(text: str, value: object) -> None:
    review = read_review(text, HATS)
    assert values_of(review) == [value]
    assert review.unread == ()


UNREAD = [
    "- later: @imke", "- later: imke until 2026-12-06", "- later: @imke until 2026-02-30", "- later: @imke on 2026-12-06",
    "- let go: @hal", "- let go: @1 on 2026-11-27", "- no: that was not it", "- no: brand", "- no: brandy gap",
    "- no: brand linkedin 5b", "- decided:", "- not noise:", "- later: ",
]  # fmt: skip


@pytest.mark.parametrize("text", UNREAD)
def test_a_line_with_a_known_word_that_does_not_read_is_told(text: str) -> None:
    review = read_review(f"# 2026-W47\n\n{text}\n", HATS, path="weeks/2026/2026-W47.md")
    assert values_of(review) == []
    (problem,) = review.unread
    assert (problem.code, problem.line, problem.column, problem.length) == (
        "unread-review-line",
        3,
        1,
        len(text),
    )
    assert problem.path == "weeks/2026/2026-W47.md"


PROSE = [
    "decided: linkedin at most 2h a week", "  - decided: linkedin at most 2h a week", "-decided: x", "- decidedly: x",
    "- decided:x", "- not: x", "1. decided: x", "- I decided: nothing", "> - later: @imke until 2026-12-06",
]  # fmt: skip


@pytest.mark.parametrize("text", PROSE)
def test_anything_else_is_prose(text: str) -> None:
    assert read_review(text) == Review()


def test_an_answer_is_what_stands_below_its_question() -> None:
    review = read_review(
        "# 2026-W47\n\nProse.\n\n## Why?\n\nBecause.\n- later: @bo until 2026-12-06\n\n- of this\n### And\nmore\n\n"
        "## Unanswered\n\n- decided: rest\n# Else\nnot an answer\n##\nnor this\n## Last \r\none\r\n"
    )
    assert [(each.line, each.text, each.answer) for each in review.questions] == [
        (5, "Why?", "Because.\n\n- of this\n### And\nmore"), (14, "Unanswered", ""), (21, "Last", "one"),
    ]  # fmt: skip
    assert [each.person for each in review.later] == ["bo"]


def test_the_example_of_the_document_reads() -> None:
    (text,) = re.findall(r"```markdown\n(.*?)```", DOC, re.DOTALL)
    review = read_review(text)
    assert [each.limit for each in review.decisions] == [Limit("linkedin", 120, "brand")]
    assert [(each.person, each.until) for each in review.later] == [("imke", "2026-12-06")]
    assert [(each.text, each.answer) for each in review.questions] == [
        ("Was it better as a hobby?", "The evening was the hobby.")
    ]


NAMES = st.sampled_from(["imke", "a@b.example", "łukasz", "o'brien", "x-1"])
DAYS = st.dates().map(str)
WORDS = st.text(min_size=1).filter(lambda text: bool(text.split()))
LINES = st.one_of(
    st.builds(Limit, NAMES.filter(lambda name: "@" not in name), st.integers(0, 10080), st.sampled_from(["", "novelist"])).map(decided_line),
    WORDS.map(decided_words_line),
    st.builds(later_line, NAMES, DAYS),
    st.builds(let_go_line, NAMES, DAYS),
    st.builds(no_line, st.just("brand"), st.sampled_from(["keep", "no-sign"]), st.sampled_from(["", "linkedin"])),
    WORDS.map(not_noise_line),
)  # fmt: skip


@given(
    st.lists(LINES, min_size=1, max_size=3),
    st.text() | st.sampled_from(["# 2026-W47\r\n\r\nProse\r\n", "- later: @bo until 2026-12-06"]),
)
def test_new_lines_read_back_and_what_stood_there_stays(new: list[str], text: str) -> None:
    after = with_lines(text, new, "2026-W47")
    before, now = read_review(text, HATS), read_review(after, HATS)
    assert after.startswith(text) or not text.strip("\ufeff").strip()
    assert now.unread == before.unread
    assert len(values_of(now)) == len(values_of(before)) + len(new)
    made = [value for line in new for value in values_of(read_review(line, HATS))]
    said = sorted(str(each._replace(line=0)) for each in values_of(now))  # type: ignore[attr-defined]
    assert said == sorted(str(each._replace(line=0)) for each in [*values_of(before), *made])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "# 2026-W47\n\n- let go: @bo on 2026-11-27\n"),
        ("\ufeff", "\ufeff# 2026-W47\n\n- let go: @bo on 2026-11-27\n"),
        ("# 2026-W47\n\nProse\n", "# 2026-W47\n\nProse\n\n- let go: @bo on 2026-11-27\n"),
        ("# 2026-W47\r\n\r\nProse", "# 2026-W47\r\n\r\nProse\r\n\r\n- let go: @bo on 2026-11-27"),
        ("Prose\n\n- decided: x\n", "Prose\n\n- decided: x\n- let go: @bo on 2026-11-27\n"),
        ("Prose\n\n- decided: x\n  y\n", "Prose\n\n- decided: x\n  y\n- let go: @bo on 2026-11-27\n"),
        ("Prose\n\n", "Prose\n\n- let go: @bo on 2026-11-27\n"),
    ],
)
def test_a_new_line_goes_to_the_end(text: str, after: str) -> None:
    assert with_lines(text, [let_go_line("bo", "2026-11-27")], "2026-W47") == after


def test_an_answer_goes_to_the_end_below_its_question() -> None:
    after = with_answer("# 2026-W47\r\n", "Why?\n", "\nBecause.\n\nSo.\n", "2026-W47")
    assert after == "# 2026-W47\r\n\r\n## Why?\r\n\r\nBecause.\r\n\r\nSo.\r\n"
    assert with_answer("", "Why?", "So.", "2026-W47") == "# 2026-W47\n\n## Why?\n\nSo.\n"
    (answered,) = read_review(after).questions
    assert (answered.text, answered.answer) == ("Why?", "Because.\n\nSo.")


def test_lines_of_two_machines_are_all_there_after_a_merge() -> None:
    old = "# 2026-W47\n\nProse.\n\n- decided: rest\n"
    ours = with_lines(
        old, [later_line("imke", "2026-12-06"), no_line("brand", "keep", "linkedin")], "2026-W47"
    )
    theirs = with_lines(
        old, [let_go_line("hal", "2026-11-27"), decided_line(Limit("linkedin", 120))], "2026-W47"
    )
    merged = Manner().merge(old, ours, theirs)
    review = read_review(merged.text)
    assert merged.forks == ()
    assert [each.text for each in review.decisions] == ["rest", "linkedin at most 2h a week"]
    assert [len(each) for each in (review.later, review.let_go, review.said_no)] == [1, 1, 1]


def test_a_line_changed_on_two_machines_stays_twice() -> None:
    old = "# 2026-W47\n\n- decided: linkedin at most 2h a week\n"
    merged = Manner().merge(old, old.replace("2h", "3h"), old.replace("2h", "1h"))
    assert [each.limit.minutes for each in read_review(merged.text).decisions if each.limit] == [60, 180]
    assert len(merged.forks) == 1


@given(
    st.text()
    | st.lists(
        st.sampled_from([*UNREAD, *PROSE, *(text for text, _ in READ), "## Why?", "# x", "  more", ""])
    ).map("\n".join)
)
def test_no_text_stops_the_reader(text: str) -> None:
    review = read_review(text)
    lines = text.removeprefix("\ufeff").split("\n")
    for each in (*values_of(review), *review.questions, *review.unread):
        assert 1 <= each.line <= len(lines)  # type: ignore[attr-defined]
