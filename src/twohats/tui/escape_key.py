"""Tells the Escape key from Alt: a terminal sends the same byte for both, in front of the key that is held or follows.

Textual takes every such pair for Alt, types a sign of a Mac's keyboard for some (`™` for `2`), and drops the Escape of
others. Whoever is quick, and every macro, means two keys where the app has no use for the one with Alt. And it takes
what stands behind an Escape within a text that is pasted for keys.
"""

from __future__ import annotations

import sys

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

ESCAPE = "\x1b"
_OPENING = frozenset("[O")
"""What goes on as one key or report of the terminal: arrows, function keys, the mouse, a paste."""
_READLINE = frozenset("bfd\x7f\t")
"""Keys with Alt that act on a line wherever one types, and Shift+Tab as a Linux console sends it."""
_READERS = ("linux_driver", "linux_inline_driver", "web_driver", "win32")
"""The modules of Textual that read a terminal, each by a parser that it makes itself."""


class KeyParser(XTermParser):
    """Makes keys of what a terminal sends. Works on what was read so far, which may end anywhere."""

    is_used: Callable[[str], bool]
    """Whether a key with Alt, as Textual calls it (`alt+a`), is one of the app's."""

    _pasting = False
    _read = ""
    """The last of what was read outside a paste, in which one may have begun."""
    _held = ""
    """The last of a paste, with which its end may have begun."""

    def feed(self, data: str) -> Iterable[Message]:
        """The keys in what was read next; nothing read is the end."""
        text = self._without_escapes(data)
        if text or not data:
            yield from super().feed(text)

    def _without_escapes(self, data: str) -> str:
        """What was read, without the Escapes in texts that are pasted."""
        found, data, self._held = "", self._held + data, ""
        while data:
            if self._pasting:
                text, end, data = data.partition(BRACKETED_PASTE_END)
                if not end:
                    sizes = range(len(BRACKETED_PASTE_END) - 1, 0, -1)
                    begun = next((n for n in sizes if text.endswith(BRACKETED_PASTE_END[:n])), 0)
                    text, self._held = text[: len(text) - begun], text[len(text) - begun :]
                found += text.replace(ESCAPE, "") + end
                self._pasting = not end
                continue
            text, start, rest = (self._read + data).partition(BRACKETED_PASTE_START)
            if start:
                found += data[: len(data) - len(rest)]
                data, self._pasting, self._read = rest, True, ""
            else:
                found += data
                data, self._read = "", text[1 - len(BRACKETED_PASTE_START) :]
        return found

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002  # Textual's
        """The keys of an Escape and what follows it, or of one character; `alt` if an Escape stood before that."""
        is_pair = len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] not in _OPENING
        last = sequence[-1:]
        if not (is_pair or alt) or last in _READLINE or last == ESCAPE:
            yield from super()._sequence_to_key_events(sequence, alt)
            return
        with_alt = [*super()._sequence_to_key_events(last, alt=True)]
        if any(type(self).is_used(key.key) for key in with_alt):
            yield from with_alt
        else:
            yield events.Key("escape", ESCAPE)
            yield from super()._sequence_to_key_events(last)


def tell_escape_from_alt(is_used: Callable[[str], bool]) -> None:
    """From now on the bytes of Alt and a key are Escape and that key, unless `is_used` says otherwise (`KeyParser`)."""
    parser = type("KeyParser", (KeyParser,), {"is_used": staticmethod(is_used)})
    for name in _READERS:
        reader = sys.modules.get(f"textual.drivers.{name}")
        if reader is not None:
            reader.XTermParser = parser  # type: ignore[attr-defined]  # Textual has no other door to it
