"""User text made safe to show: nothing in it can command a terminal, hide, or turn the reading order around.

Everything that leaves for a screen passes `visible`; files keep what they hold. No `re`: the short way of
`hat add` comes through here.
"""

from __future__ import annotations

LIMIT = 2000
"""Characters of one text that are shown, unless the caller says otherwise."""

# Numbers, not names: a named character costs an import wherever this has to be compiled.
_ELLIPSIS = "\u2026"
_LOST = "\ufffd"
_BOM = 0xFEFF
# Left-to-right and right-to-left marks, embeddings, overrides, isolates, the Arabic letter mark, and the two
# separators that some terminals take for a line break.
_DIRECTIONS = frozenset((0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x2070)))


def visible(text: str, limit: int = LIMIT, *, keep_newlines: bool = False) -> str:
    """`text` with every control character shown instead of obeyed, cut after `limit` characters.

    Control characters become their pictures (`␛`), C1 codes, surrogates and byte order marks U+FFFD, and what
    turns the reading order around or is never seen its number (`<U+202E>`). A tab stays a tab; a newline
    stays one only with `keep_newlines`. Text that has been through here comes out unchanged, but for a cut.
    """
    if len(text) > limit:
        text = text[: max(limit - 1, 0)] + _ELLIPSIS
    if text.isprintable():
        return text
    kept = "\t\n" if keep_newlines else "\t"
    return "".join([char if char.isprintable() or char in kept else _shown(ord(char)) for char in text])


def _shown(code: int) -> str:
    """What stands for a character that Python does not call printable."""
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF or 0xFFF9 <= code <= 0xFFFB or code == _BOM:
        return _LOST
    if code in _DIRECTIONS or 0xE0000 <= code <= 0xE007F:
        return f"<U+{code:04X}>"
    return chr(code)
