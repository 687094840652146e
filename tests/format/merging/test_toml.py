"""The merge of TOML by table and key: nothing lost, the same from both sides, and the same when it is run again."""

from __future__ import annotations

import os
import random
import re
import time
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, note, seed, settings
from hypothesis import strategies as st

from twohats.format.merging.result import check_lines
from twohats.format.merging.toml import check_values, merge, merge_lines
from twohats.format.merging.toml_parts import CannotSplit, split_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.merging.result import Merged

SEED = int(os.environ.get("TWOHATS_FUZZ_SEED") or random.SystemRandom().randrange(2**32))

BASE = """\
# My journal.
format = 1
currency = "GBP"    # pounds
# theme = "paper"

# The book has its own hat.
[hats.novelist]
side = "brand"
short = "n"

[channels.linkedin]
name = "LinkedIn"
"""

HEADERS = [
    "[hats.novelist]",
    "[channels.x]",
    "[bar]",
    "[channels.x.y]",
    '["a b"]',
    "[[list]]",
    "[[list]]",
    "[list.below]",
]
STATEMENTS = [
    "a = 1", "a = 2 # two", "b = 'x'", 'c = """\none\ntwo"""', "d = [\n  1, # one\n  2,\n]", "e.f = true", '"g h" = 1',
    "# comment", "# comment", "# other", "", "", "i = { j = 1 }", "k = 2026-11-22",
]  # fmt: skip

PLAIN = [
    "a = 1",
    "a = 2",
    "a = 3",
    "b = 'x'",
    "b = 'y'",
    'c = """\none\ntwo"""',
    "d = [1, 2]",
    "e.f = true",
    "e.f = false",
    "",
]
ONCE = [header for header in HEADERS if "list" not in header]


def joined(base: str, ours: str, theirs: str) -> Merged:
    """A merge that is not given up."""
    merged = merge(base, ours, theirs)
    assert merged is not None
    return merged


@st.composite
def tomls(draw: st.DrawFn, headers: Sequence[str] = HEADERS, statements: Sequence[str] = STATEMENTS) -> str:
    """Texts of tables and statements; those that are no TOML are mended by leaving lines out."""
    parts: list[str] = []
    for header in ["", *draw(st.lists(st.sampled_from(headers), max_size=4))]:
        for part in [header, *draw(st.lists(st.sampled_from(statements), max_size=5))]:
            text = "\n".join([*parts, part])
            try:
                tomllib.loads(text)
            except tomllib.TOMLDecodeError:
                continue
            parts.append(part)
    text = "\n".join(parts) + draw(st.sampled_from(["", "\n"]))
    if statements is PLAIN:
        return text
    return draw(st.sampled_from(["", "\ufeff"])) + (
        text.replace("\n", "\r\n") if draw(st.integers(0, 9)) == 0 else text
    )


@settings(max_examples=150, deadline=None)
@given(tomls())
@example(BASE)
@example("[[list]]\na = 1\n\n# of the next\n[[list]]\n[list.below]\nb = 1\n\n\n[bar]\n")
def test_a_text_is_put_together_again(text):
    written = split_document(text.removeprefix("\ufeff")).text()
    plain = text.removeprefix("\ufeff").replace("\r", "")  # equal comments that end differently are one
    assert written.replace("\r", "") in (plain, plain + "\n")


@settings(max_examples=150, deadline=None)
@given(tomls(), tomls(), tomls())
def test_a_merge_says_what_the_sides_say_from_whichever_side(base, ours, theirs):
    merged = merge(base, ours, theirs)

    assert merged == merge(base, theirs, ours)


PLAIN_TOMLS = tomls([header for header in HEADERS if "list" not in header], PLAIN)


def tables_of(text: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each table of a text by its header: its text, and its keys, dotted, with their values."""
    found, chunk = {}, [""]
    for line in [*text.split("\n"), "["]:
        if line.startswith("["):
            body = "\n".join(chunk[1:]).strip("\n")
            found[chunk[0]] = (body, keys_of(tomllib.loads(body)))
            chunk = []
        chunk.append(line)
    return found


def keys_of(data: dict[str, Any]) -> dict[str, Any]:
    inner = {key: keys_of(value) if isinstance(value, dict) else {"": value} for key, value in data.items()}
    return {f"{key}.{below}": value for key, keys in inner.items() for below, value in keys.items()}


@settings(max_examples=300, deadline=None)
@given(PLAIN_TOMLS, PLAIN_TOMLS, PLAIN_TOMLS)
def test_each_key_is_as_the_side_has_it_that_touched_it(base, ours, theirs):
    texts = (base, ours, theirs, joined(base, ours, theirs).text)
    old, one, other, new = (tables_of(text) for text in texts)

    assert new.keys() <= one.keys() | other.keys()
    for header in one.keys() | other.keys():
        was, got = old.get(header), new.get(header)
        if header in one and header in other:
            assert got is not None
            judge_keys(was[1] if was else {}, one[header][1], other[header][1], got[1])
        else:
            left = one.get(header) or other[header]
            if left == was:  # taken out there, not touched here
                assert got is None
            elif was is None or left[1] != was[1]:
                assert got is not None
                assert got[1] == left[1]


def judge_keys(old: dict[str, Any], one: dict[str, Any], other: dict[str, Any], new: dict[str, Any]) -> None:
    missing = object()
    for key in old.keys() | one.keys() | other.keys() | new.keys():
        was, here, there, got = (side.get(key, missing) for side in (old, one, other, new))
        if there in (here, was):
            assert got == here, key
        elif here == was:
            assert got == there, key
        else:  # touched on both sides: one of the two, and what was changed rather than what was taken out
            assert got in [value for value in (here, there) if value is not missing], key


@settings(max_examples=150, deadline=None)
@given(tomls(), tomls(), tomls())
@example("", "\r\n[list.below]", "\r\n[hats.novelist]\r\n[[list]]\r\n[[list]]")
def test_merging_the_result_again_changes_nothing(base, ours, theirs):
    merged = merge(base, ours, theirs)
    if merged is not None:
        for again in (merge(base, merged.text, theirs), merge(base, ours, merged.text)):
            assert again is not None
            assert again.text == merged.text


@st.composite
def edited(draw: st.DrawFn, base: str) -> str:
    """A text that came of another by a few lines put in, left out and replaced."""
    bom, lines = base[: base.startswith("\ufeff")], base.removeprefix("\ufeff").split("\n")
    end = "\r" if "\r\n" in base else ""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines)))
        line = draw(st.sampled_from([*STATEMENTS, *HEADERS])).replace("\n", f"{end}\n") + end
        changed = [*lines[:at], *draw(st.sampled_from([[], [line]])), *lines[at + draw(st.integers(0, 1)) :]]
        if is_toml("\n".join(changed)):
            lines = changed
    return bom + "\n".join(lines)


def is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


@st.composite
def three_texts(draw: st.DrawFn) -> tuple[str, str, str]:
    """A base and two sides, which came of it or have nothing to do with it."""
    base = draw(tomls())
    side = edited(base) if draw(st.booleans()) else tomls()
    return base, draw(side), draw(side)


@seed(SEED)
@settings(max_examples=150, deadline=None, derandomize=False, database=None)
@given(three_texts())
def test_merges_of_texts_at_random_hold_what_they_promise(texts: tuple[str, str, str]) -> None:
    """Other texts in every run, in CI too: what is found there is found again with its seed."""
    note(f"to see it again: TWOHATS_FUZZ_SEED={SEED}")
    base, ours, theirs = texts
    merged = merge(base, ours, theirs)

    assert merged == merge(base, theirs, ours)
    if merged is None:
        return
    assert base in (ours, theirs) or ours == theirs or check_values(base, ours, theirs, merged.text)
    for side in (ours, theirs):
        again = merge(base, merged.text, side)
        assert again is not None
        assert again.text == merged.text
    if not (BARE_NEWLINE.search(ours) or BARE_NEWLINE.search(theirs)) and "\r\n" in ours + theirs:
        assert not BARE_NEWLINE.search(merged.text)
    first, second, both = (tables_in(text) for text in (ours, theirs, merged.text))
    common = set(first) & set(second)
    if [each for each in first if each in common] == [each for each in second if each in common]:
        assert [each for each in both if each in common] == [
            each for each in first if each in both and each in common
        ]


BARE_NEWLINE = re.compile(r"(?<!\r)\n")


def tables_in(text: str) -> list[str]:
    """The headers of a text that stand there once."""
    headers = [line.strip() for line in text.split("\n") if line.startswith("[")]
    return [header for header in headers if headers.count(header) == 1]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kept"),
    [
        ("a = 1\n", "a = { b = 2 }\n", "a = 3\n", "a = { b = 2 }\n"),
        ("", "[a]\nb = 2\n", "a = 3\n", "[a]\nb = 2\n"),
        ("", "a.b = 2\n", "a = 3\n", "a.b = 2\n"),
        ("", "[[a]]\nb = 2\n", "a = 3\n", "[[a]]\nb = 2\n"),
        ("", "[[a]]\nb = 2\n", "[a]\nb = 3\n", "[[a]]\nb = 2\n"),
    ],
    ids=["inline table", "table", "dotted key", "list of tables", "list of tables and table"],
)
def test_a_value_here_and_a_table_there_are_one_of_the_two_and_told(base, ours, theirs, kept):
    more = 'other = "kept"\n'
    merged = joined(base, ours, more + theirs)

    assert tomllib.loads(merged.text) == tomllib.loads(more + kept)
    assert merged == merge(base, more + theirs, ours)
    (fork,) = merged.forks
    assert {fork.one, fork.other} == {ours.rstrip("\n"), theirs.rstrip("\n")}
    assert fork.kept == kept.rstrip("\n")
    assert (
        joined(base, merged.text, ours).text == joined(base, more + theirs, merged.text).text == merged.text
    )


@pytest.mark.parametrize(
    ("base", "ours", "kept"),
    [("a = 1\n", "[a]\nb = 2\n", "[a]\nb = 2\n"), ("[a]\nb = 1\n", "a = 2\n", "a = 2\n")],
    ids=["table for a value", "value for a table"],
)
def test_a_table_for_a_value_that_the_other_side_left_alone_stands(base, ours, kept):
    merged = joined(base, ours, f"c = 1\n{base}")

    assert tomllib.loads(merged.text) == tomllib.loads(f"c = 1\n{kept}")
    assert not merged.forks


def test_more_than_one_key_is_never_given_up_for_another_kind_of_thing():
    assert merge("", "[a]\nb = 2\nc = 3\n", "[[a]]\nd = 1\n") is None


@pytest.mark.parametrize(
    "spaced", [lambda text: text.replace("\n", " \n"), lambda text: text.replace("\n", "\r\n")]
)
def test_space_at_the_ends_of_lines_is_no_edit(spaced):
    without = BASE.replace('short = "n"\n', "").replace('\n[channels.linkedin]\nname = "LinkedIn"\n', "")
    theirs = without.replace("GBP", "EUR").replace("# theme", "# no theme")
    merged = joined(BASE, spaced(BASE), theirs)

    assert [line.rstrip() for line in merged.text.split("\n")] == theirs.split("\n")
    assert not merged.forks


def test_hardly_a_merge_is_given_up():
    """The answer None, which leaves a file to another merge, is for what cannot be read; not for what is hard."""
    given_up: list[bool] = []

    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    @given(tomls(), tomls(), tomls())
    def merges(base, ours, theirs):
        given_up.append(merge(base, ours, theirs) is None)

    merges()
    assert sum(given_up) < len(given_up) / 10


@settings(max_examples=100, deadline=None)
@given(tomls(), tomls())
def test_a_side_that_did_nothing_gives_the_other(base, ours):
    assert joined(base, ours, base).text == ours
    assert joined(base, ours, ours).text == ours


def test_keys_and_tables_added_on_both_sides_stand_with_their_comments():
    ours = BASE.replace("[hats.novelist]", '[hats.novelist]\n# since June\nsince = "June"')
    theirs = BASE + "\n# Where the readers are.\n[channels.mastodon]\nsocial = true\n"
    merged = joined(BASE, ours, theirs)

    assert merged.text == ours + "\n# Where the readers are.\n[channels.mastodon]\nsocial = true\n"
    assert not merged.forks


def test_a_key_changed_here_and_another_there():
    merged = joined(BASE, BASE.replace("GBP", "EUR"), BASE.replace('"n"', '"nov"'))

    assert merged.text == BASE.replace("GBP", "EUR").replace('"n"', '"nov"')


def test_one_key_changed_on_both_sides_is_one_of_the_two_and_told():
    merged = joined(BASE, BASE.replace("GBP", "EUR"), BASE.replace("GBP", "USD"))

    assert merged.text == BASE.replace("GBP", "USD")
    (fork,) = merged.forks
    assert fork.kept == 'currency = "USD"    # pounds'
    assert (fork.was, fork.one, fork.other) == tuple(
        f'currency = "{each}"    # pounds' for each in ("GBP", "EUR", "USD")
    )


def test_what_one_side_changed_and_the_other_deleted_stays():
    without = BASE.replace('\n[channels.linkedin]\nname = "LinkedIn"\n', "")
    changed = BASE.replace('"LinkedIn"', '"Linked In"')

    assert joined(BASE, without, changed).text == changed
    assert joined(BASE, without, BASE + "\n").text.rstrip("\n") == without.rstrip("\n")


def test_a_comment_is_not_lost_with_the_value_beside_it():
    ours = BASE.replace("# theme", "# what it looks like\n# theme")
    theirs = BASE.replace("# theme", "# the colours\n# theme")
    text = joined(BASE, ours, theirs).text

    assert "# what it looks like" in text
    assert "# the colours" in text


def test_tables_of_a_list_are_never_fused():
    base = '[[stop]]\nif = "a"\n'
    ours, theirs = base + '\n[[stop]]\nif = "b"\n', base + '\n[[stop]]\nif = "c"\n'
    data = tomllib.loads(joined(base, ours, theirs).text)

    assert data == {"stop": [{"if": "a"}, {"if": "b"}, {"if": "c"}]}


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "[a\n",
        "a = 1\na = 2\n",
        "[[a]]\n[a]\n",
        "x = " + "[" * 5000,
        "a = " + "1" * 5000,
        "." * 100,
        "\x00",
    ],
)
def test_a_text_that_is_no_toml_is_left_alone(text):
    assert merge(BASE, BASE + "\n", text) is None
    with pytest.raises(CannotSplit):
        split_document(text)


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 20000) + " = 1\n",
        "x = {" + ".".join("a" * 10000) + " = 1}\n",
        "[" + ".".join("a" * 10000) + "]\n",
        "x = [\n" + "1,\n" * 20000 + "]\n",
        "a = '" + "=" * 60000 + "'\n",
        "# " + "x.y " * 16000,
        '"' + "=" * 20000 + '" = 1\n',
    ],
    ids=[
        "parts of a key",
        "of an inner key",
        "of a header",
        "lines of a value",
        "equals signs",
        "long comment",
        "equals signs of a key",
    ],
)
def test_a_text_made_to_take_long_does_not(text):
    start = time.process_time()
    merge(BASE, BASE + "\n", text)

    assert time.process_time() - start < 5  # without limits the first takes minutes


def test_lists_of_names_are_merged_by_line():
    assert merge_lines("a\nb\n", "a\nb\nc\n", "b\nd\n") == "b\nc\nd\n"
    assert merge_lines("", "# x\n\ny\n", "# x\n\ny\n") == "# x\n\ny\n"
    assert merge_lines("", "", "") == ""


def test_what_was_taken_in_on_two_machines_is_one_sorted_set() -> None:
    """Files of `imports/`: what either takes in stays, what one takes back goes."""
    base = [f"2026-10-{day:02d} {day * 7919 % 65536:016x}" for day in range(1, 29)]
    ours = sorted([*base, "2026-11-01 aaaaaaaaaaaaaaaa", "2026-11-02 bbbbbbbbbbbbbbbb"])
    theirs = sorted([*base[3:], "2026-10-05 cccccccccccccccc", "2026-11-02 bbbbbbbbbbbbbbbb"])
    merged = merge_lines(*("".join(f"{line}\n" for line in lines) for lines in (base, ours, theirs)))
    assert merged.splitlines() == sorted({*ours, *theirs} - {*base[:3]})


@settings(max_examples=300, deadline=None)
@given(
    *[
        st.lists(
            st.sampled_from(["a", "b\u2028#c", "x\x0c#y", "#d\r#e", "\x0c", "", "\r", "#", "\ufeff", " "]),
            max_size=6,
        ).map("\n".join)
    ]
    * 3
)
@example("a", "a\nb\u2028#c", "a\nd")
def test_lists_of_names_lose_no_line_and_no_sign(base, ours, theirs):
    merged = merge_lines(base, ours, theirs)

    assert check_lines(base, ours, theirs, merged)
    assert merged == merge_lines(base, theirs, ours)
    assert merge_lines(base, merged, theirs) == merged


def test_the_check_sees_a_lost_value_and_a_lost_comment():
    ours, theirs = BASE.replace("GBP", "EUR"), BASE.replace('"n"', '"nov"') + "# more\n"
    text = joined(BASE, ours, theirs).text

    assert check_values(BASE, ours, theirs, text)
    assert not check_values(BASE, ours, theirs, text.replace("EUR", "GBP"))
    assert not check_values(BASE, ours, theirs, text.replace("# more\n", ""))
    assert not check_values(BASE, ours, theirs, text + "[new]\na = 1\n")
    assert not check_values(BASE, ours, theirs, text + "[")
