"""User text on its way to a screen: nothing in it commands, hides or turns around."""

from __future__ import annotations

import subprocess
import sys
from unicodedata import category, name

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._emoji_codes import EMOJI

from twohats.text.visible import LIMIT, MOST_MARKS, is_plain, signs_of, visible

ZWJ, ZWNJ, ZWSP, VS16 = "\u200d", "\u200c", "\u200b", "\ufe0f"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
COMMANDS = {*range(32), *range(127, 160), *range(0xD800, 0xE000), 0xFEFF, *range(0xFFF9, 0xFFFC)} - {9}
UNSEEN = {  # Default_Ignorable_Code_Point of Unicode 15.1, and what else takes no room and draws nothing
    0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010),
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0, *range(0xFFF0, 0xFFF9),
    *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000),
    0x2028, 0x2029, *range(0x13430, 0x13440),
}  # fmt: skip
ALL = [chr(code) for code in range(0x110000)]
BASES = [
    char
    for char in (*ALL[:0x20000], *ALL[0x20000::997])
    if ord(char) not in UNSEEN | COMMANDS and category(char) not in ("Cn", "Co")
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, caf\u00e9, \u540d\u524d", "plain, caf\u00e9, \u540d\u524d"),
        ("a\x1b[2Jb", "a\u241b[2Jb"),
        ("a\x1b]0;x\x07", "a\u241b]0;x\u2407"),
        ("a\x00\x7f", "a\u2400\u2421"),
        ("a\nb\r", "a\u240ab\u240d"),
        ("a\tb", "a\tb"),
        ("a\x9b2J", "a\ufffd2J"),
        ("a\udce9", "a\ufffd"),
        ("\ufeffa\ufff9", "\ufffda\ufffd"),
        ("a\u202eb\u2066\u200f\u061c", "a<U+202E>b<U+2066><U+200F><U+061C>"),
        ("a\u2028b", "a<U+2028>b"),
        ("a\U000e0041", "a<U+E0041>"),
        ("in\u200bvisi\u2060ble\u00ad", "in<U+200B>visi<U+2060>ble<U+00AD>"),
        ("an\u200dna, an\u200cna", "an<U+200D>na, an<U+200C>na"),
        ("\u3164\uffa0\u115f\u1160\u034f", "<U+3164><U+FFA0><U+115F><U+1160><U+034F>"),
        ("1\ufe0f 1\ufe0f\u20e3", "1<U+FE0F> 1\ufe0f\u20e3"),
        ("\U0001f44d\U000e0141\U000e0142", "\U0001f44d<U+E0141><U+E0142>"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f<U+FE0F>"),
        ("\U0001f469\u200d\u200d\U0001f467", "\U0001f469<U+200D><U+200D>\U0001f467"),
        ("\u0645\u06cc\u200c\u200c\u062e", "\u0645\u06cc\u200c<U+200C>\u062e"),
        ("\U0001f3f4\U000e0068\U000e0069\U000e007f", "\U0001f3f4<U+E0068><U+E0069><U+E007F>"),
        ("\u1820\u180b\u180e", "\u1820\u180b\u180e"),
        ("\u1820\u180b\u180b", "\u1820\u180b<U+180B>"),
        (f"{ENGLAND}\u202eb", f"{ENGLAND}<U+202E>b"),
        (f"{ENGLAND}\U000e0067", f"{ENGLAND}<U+E0067>"),
        ("a\u00a0b\u3000c\u2800d\ue000", "a\u00a0b\u3000c\u2800d\ue000"),
        ("", ""),
    ],
)
def test_each_kind_of_character_is_shown_as_promised(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\u200d\U0001f467",  # a family
        "\U0001f469\U0001f3fd\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468",  # a kiss
        "\u2764\ufe0f \u2764\ufe0e \u203c\ufe0f \u00a9\ufe0f",
        "#\ufe0f\u20e3 7\ufe0f\u20e3",
        f"{ENGLAND} to win",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: I want
        "\u06f1\u06f3\u06f7\u06f0 \u0647\u200d.\u0642",  # Persian: a year
        "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937",  # Hindi, two ways
        "\u0d05\u0d35\u0d28\u0d4d\u200d",  # Malayalam: he, as it was written until 2008
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala: Sri
        "\u1781\u17d2\u1789\u17bb\u17c6\u200b\u1791\u17c5",  # Khmer: I go
        "\u182d\u180b \u182a\u1820\u1822\u1828\u180e\u1820",  # Mongolian
        "\u845b\U000e0100\u57ce \u8fbb\ufe00",  # Japanese names with the form their bearers use
        "\u1000\ufe00 \u2268\ufe00 \ua85e\ufe00",
        "\U00013080\U00013430\U00013081",
        "e\u0301\u0302\u0303",
        "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",  # the tallest of Tibetan's stacks
    ],
)
def test_what_an_emoji_or_a_script_needs_is_left_alone(text: str) -> None:
    assert visible(text) == text
    assert signs_of(text, "\t") == list(text)


def test_every_emoji_there_is_is_left_alone() -> None:
    assert len(EMOJI) > 3000
    assert [text for text in EMOJI.values() if visible(text) != text] == []


def test_every_character_by_itself_is_seen() -> None:
    for code, char in enumerate(ALL):
        shown = visible(char)
        if code in COMMANDS:
            assert len(shown) == 1
            assert shown.isprintable()
            assert shown != char
        elif code in UNSEEN:
            assert shown == f"<U+{code:04X}>"
        else:
            assert shown == char


def kept_behind(unseen: str, after: str = "") -> set[str]:
    """The characters behind which this one is left as it is, with `after` behind it."""
    signs = signs_of("".join([f"{char}{unseen}{after} " for char in BASES]))
    size = len(unseen + after) + 2
    return {char for at, char in enumerate(BASES) if signs[size * at + 1] == unseen}


SCRIPTS_WITH_JOINERS = ("ARABIC", "SYRIAC", "NKO", "MANDAIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA",
    "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "MONGOLIAN", "BALINESE", "JAVANESE",
    "PHAGS-PA", "BRAHMI", "KAITHI", "GRANTHA", "NEWA", "TIRHUTA", "ADLAM")  # fmt: skip
SCRIPTS_WITHOUT = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "HEBREW", "GEORGIAN", "HANGUL", "ETHIOPIC", "CHEROKEE",
    "HIRAGANA", "KATAKANA", "CJK", "TIBETAN", "THAI", "LAO", "DIGIT", "BOPOMOFO", "YI", "COPTIC", "MATHEMATICAL")  # fmt: skip


@pytest.mark.parametrize("joiner", [ZWJ, ZWNJ])
def test_joiners_stay_behind_letters_of_scripts_that_join_and_behind_no_others(joiner: str) -> None:
    kept = kept_behind(joiner)
    for char in BASES:
        script = "MATHEMATICAL" if "MATHEMATICAL" in name(char, "") else name(char, "").partition(" ")[0]
        if script in SCRIPTS_WITHOUT:
            assert char not in kept
        elif (
            script in SCRIPTS_WITH_JOINERS
            and category(char) in ("Lo", "Mn", "Mc")
            and ord(char) not in UNSEEN
        ):
            assert char in kept
    assert not [char for char in kept if char.isascii() or char.isspace()]


def test_selectors_and_spaces_without_width_stay_where_they_have_a_meaning() -> None:
    pictures = kept_behind(VS16)
    assert {text[0] for text in EMOJI.values() if VS16 in text} - set("0123456789#*") <= pictures
    assert not [char for char in pictures if char.isalpha() and char not in "\u2139\u24c2"]
    assert kept_behind(ZWJ, "\U0001f467") - kept_behind(ZWJ) == pictures
    assert kept_behind(VS16, "\u20e3") == set("0123456789#*")
    for selector in ("\U000e0100", "\U000e01ef"):
        assert {name(char, "CJK").partition(" ")[0] for char in kept_behind(selector)} == {"CJK"}
    assert (
        kept_behind("\ufe03")
        == kept_behind("\u2060")
        == kept_behind("\u00ad")
        == kept_behind("\u3164")
        == set()
    )
    assert {name(char, "?").split()[0] for char in kept_behind("\u180b")} <= {"MONGOLIAN", "?"}
    assert not [char for char in kept_behind(ZWSP, "a") if char]
    thai = kept_behind(ZWSP, "\u0e01")
    assert "\u1781" in thai
    assert not [
        char for char in thai if char.isascii() or name(char, "").startswith(("LATIN", "ARABIC", "CJK"))
    ]


@pytest.mark.parametrize("marks", [MOST_MARKS, MOST_MARKS + 1, 500])
def test_marks_piled_on_a_letter_leave_an_ellipsis(marks: int) -> None:
    text = "a" + "\u0301\u0316" * (marks // 2) + "\u0301" * (marks % 2) + "b"
    shown = visible(text)
    if marks <= MOST_MARKS:
        assert shown == text
    else:
        assert shown == text[: MOST_MARKS + 1] + "\u2026b"


def test_newlines_are_kept_only_when_asked() -> None:
    assert visible("a\nb\x1b", keep_newlines=True) == "a\nb\u241b"


MIXED = st.text(
    st.characters()
    | st.sampled_from([chr(code) for code in sorted(COMMANDS | UNSEEN - set(range(0xE0080, 0xE1000)))])
    | st.sampled_from(
        "\U0001f469\u2764\u0645\u0915\u0e01\u845b\u1820\u0301\U000130801#\U0001f3f4\U000e0067\u20e3"
    )
)


@given(MIXED)
def test_no_text_lets_a_forbidden_character_through(text: str) -> None:
    shown = visible(text, 10**6)
    assert not {ord(char) for char in shown} & COMMANDS
    for at, char in enumerate(shown):
        if ord(char) in UNSEEN and char not in "\U000e0067\U000e0062\U000e0065\U000e006e\U000e007f":
            assert shown[at - 1 : at] not in ("", " ", *"abcxyz<>", char)


@given(MIXED)
def test_visible_text_comes_out_unchanged(text: str) -> None:
    once = visible(text, 10**6)
    assert visible(once, 10**6) == once


@given(MIXED)
def test_what_is_plain_is_what_nothing_is_changed_in(text: str) -> None:
    assert len(signs_of(text)) == len(text)
    if is_plain(text):
        assert "".join(signs_of(text)) == text


@pytest.mark.parametrize("length", [LIMIT, LIMIT + 1, 100_000])
def test_long_text_is_cut_with_an_ellipsis(length: int) -> None:
    shown = visible("x" * length)
    assert len(shown) == min(length, LIMIT)
    assert shown.endswith("\u2026") == (length > LIMIT)


def test_importing_it_brings_no_re() -> None:
    code = "import sys; before = set(sys.modules); import twohats.text.visible; print(*(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) <= {"twohats", "twohats.text", "twohats.text.visible", "__future__"}
