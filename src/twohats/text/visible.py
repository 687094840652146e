"""User text made safe to show: nothing in it can control a terminal, hide, or reverse the reading order.

Everything shown on a screen passes through `visible`; files are never altered. Does not import `re`: this module is on
the fast path of `hat add`.
"""

from __future__ import annotations

LIMIT = 2000
"""Characters of one text that are shown, unless the caller says otherwise."""
MOST_MARKS = 8
"""Combining marks shown on one letter. Tibetan needs this many; a hundred would cover the lines around it."""

# Numeric escapes, not `\N{...}` names: compiling a name imports `unicodedata`.
_ELLIPSIS = "\u2026"
_LOST = "\ufffd"
_BOM = 0xFEFF
_ZWNJ, _ZWJ, _EMOJI_SELECTOR = 0x200C, 0x200D, 0xFE0F

# Invisible on its own: Unicode's Default_Ignorable_Code_Point below U+E0000, the two separators that some
# terminals take for a line break, and the controls of shorthand, music and hieroglyphs.
_UNSEEN = frozenset((
    0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010),
    *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0, *range(0xFFF0, 0xFFF9),
    *range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B),
))  # fmt: skip
# Those of them that `str.isprintable` accepts, and stackable combining marks. Searching a text for these takes 20 ns
# per character; examining each character, ten times as much.
_LOOKED_AT = frozenset(
    [
        chr(code)
        for code in (*_UNSEEN, *range(0x300, 0x370), *range(0xE0100, 0xE01F0))
        if chr(code).isprintable()
    ]
)

_Ranges = tuple[tuple[int, int], ...]
# The blocks that hold emoji; those of scripts whose letters join or not by a joiner; those of scripts that part
# their words by a space without width; and letters that have forms which a selector chooses.
_PICTURES: _Ranges = (
    (0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122), (0x2139, 0x2139),
    (0x2190, 0x21FF), (0x2300, 0x23FF), (0x24C2, 0x24C2), (0x25A0, 0x27BF), (0x2934, 0x2935), (0x2B00, 0x2BFF),
    (0x3030, 0x3030), (0x303D, 0x303D), (0x3297, 0x3299), (0x1F000, 0x1FAFF),
)  # fmt: skip
_JOINING: _Ranges = (
    (0x610, 0xDFF), (0x1000, 0x109F), (0x1780, 0x18AA), (0x1B00, 0x1BFF), (0xA840, 0xA877),
    (0xA8E0, 0xA8FF), (0xA980, 0xA9FF), (0xAA60, 0xAA7F), (0xABC0, 0xABFF), (0xFB50, 0xFDFB), (0xFE70, 0xFEFC),
    (0x10A00, 0x10FFF), (0x11000, 0x11FFF), (0x1E900, 0x1E95F),
)  # fmt: skip
_WITHOUT_SPACES: _Ranges = (
    (0xE01, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19FF), (0x1A20, 0x1AAF), (0xA9E0, 0xA9FF),
    (0xAA60, 0xAADF),
)  # fmt: skip
_IDEOGRAPHS: _Ranges = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_WITH_FORMS: _Ranges = (
    (0x1000, 0x109F), (0x2200, 0x22FF), (0x2A00, 0x2AFF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA840, 0xA877),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
_MONGOLIAN: _Ranges = ((0x1820, 0x18AA),)
_HIEROGLYPHS: _Ranges = ((0x13000, 0x1345F),)
_FLAGS = tuple(
    "".join([chr(0xE0000 + ord(char)) for char in f"{area}\x7f"]) for area in ("gbeng", "gbsct", "gbwls")
)
_BLACK_FLAG = "\U0001f3f4"


def visible(text: str, limit: int = LIMIT, *, keep_newlines: bool = False) -> str:
    """`text` with every control and invisible character made visible, cut after `limit` characters.

    Control characters become their pictures (`␛`), C1 codes, surrogates and byte order marks U+FFFD, and what reverses
    the reading order or is invisible its number (`<U+202E>`), except for joiners and selectors in the positions where
    an emoji or a script needs them. Of more than `MOST_MARKS` combining marks on one letter an ellipsis is left. A tab
    stays a tab; a newline stays one only with `keep_newlines`. Idempotent, except for the cut.
    """
    if len(text) > limit:
        text = text[: max(limit - 1, 0)] + _ELLIPSIS
    if is_plain(text):
        return text
    return "".join(signs_of(text, "\t\n" if keep_newlines else "\t"))


def one_line(text: str) -> str:
    """A text of several lines as one, a slash between them."""
    return " / ".join([line.strip() for line in text.split("\n")])


def is_plain(text: str) -> bool:
    """Whether `visible` has nothing to change in a text; False also for some that it would not change."""
    return text.isprintable() and (text.isascii() or _LOOKED_AT.isdisjoint(text))


def signs_of(text: str, kept: str = "") -> list[str]:
    """What is shown for each character of a text, but for the control characters in `kept`."""
    signs: list[str] = []
    before, marks, flag_ends = "", 0, 0
    for at, char in enumerate(text):
        sign = char
        if char not in _LOOKED_AT and (char.isprintable() or char in kept):
            marks = 0
        elif "\u0300" <= char <= "\u036f" and char != "\u034f":
            marks += 1
            if marks > MOST_MARKS:
                sign = _ELLIPSIS if marks == MOST_MARKS + 1 else ""
        else:
            code, marks = ord(char), 0
            if not (code in _UNSEEN or 0xE0000 <= code <= 0xE0FFF):
                sign = _shown(code)
            else:
                if before == _BLACK_FLAG and text.startswith(_FLAGS, at):
                    flag_ends = at + len(_FLAGS[0])
                behind = ord(text[at + 1]) if at + 1 < len(text) else 0
                if at >= flag_ends and not _is_needed(code, ord(before or "\0"), behind):
                    sign = f"<U+{code:04X}>"
        signs.append(sign)
        before = sign if sign == char else ""
    return signs


def _is_needed(code: int, before: int, behind: int) -> bool:
    """Whether an invisible character is needed between its two neighbours."""
    if code in (_ZWNJ, _ZWJ):
        pictured = before == _EMOJI_SELECTOR or _within(before, _PICTURES)
        return _within(before, _JOINING) or (code == _ZWJ and pictured and _within(behind, _PICTURES))
    if code == 0x200B:
        return _within(before, _WITHOUT_SPACES) and _within(behind, _WITHOUT_SPACES)
    if code == _EMOJI_SELECTOR and behind == 0x20E3:  # a key: `1`, the selector, the frame
        return before < 0x80 and chr(before) in "0123456789#*"
    if code >= 0xFE0E and code <= _EMOJI_SELECTOR:
        return _within(before, _PICTURES)
    if code >= 0xFE00 and code <= 0xFE02:
        return _within(before, _WITH_FORMS)
    if code >= 0xE0100 and code <= 0xE01EF:
        return _within(before, _IDEOGRAPHS)
    if code >= 0x180B and code <= 0x180F:
        return _within(before, _MONGOLIAN) or (code == 0x180E and before in (0x180B, 0x180C, 0x180D, 0x180F))
    return code >= 0x13430 and code <= 0x1343F and _within(before, _HIEROGLYPHS)


def _within(code: int, ranges: _Ranges) -> bool:
    """Whether a character is in one of these ranges, which are in order."""
    for first, last in ranges:
        if code <= last:
            return code >= first
    return False


def _shown(code: int) -> str:
    """What is shown for a character that is not printable and not among the invisible ones."""
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF or 0xFFF9 <= code <= 0xFFFB or code == _BOM:
        return _LOST
    return chr(code)
