"""Tells the Escape key from Alt: a terminal sends the same byte for both, in front of the key that is held or follows.

Textual takes every such pair for Alt, types a sign of a Mac's keyboard for some (`™` for `2`), and drops the Escape of
others. Whoever is quick, and every macro, means two keys where the app has no use for the one with Alt; those of a line
with Alt have one only where a line is typed into, which the app knows when their turn comes. And Textual takes what
stands behind an Escape within a text that is pasted for keys.
"""

from __future__ import annotations

import sys

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from textual._parser import Peek1, Read1, TokenCallback
    from textual.message import Message

ESCAPE = "\x1b"
_OPENING = frozenset("[O")
"""What goes on as one key or report of the terminal: arrows, function keys, the mouse, a paste."""
_READLINE = frozenset("bfd\x7f")
"""Keys with Alt that act on a line wherever one types."""
_READERS = ("linux_driver", "linux_inline_driver", "web_driver", "win32")
"""The modules of Textual that read a terminal, each by a parser that it makes itself."""


class Either(events.Event, bubble=False):
    """A key with Alt, or Escape and that key: it hangs on whether a line is typed into when its turn comes."""

    key = ""  # what the parser looks for in a key

    def __init__(self, with_alt: list[events.Key], alone: list[events.Key]) -> None:
        super().__init__()
        self._with_alt, self._alone = with_alt, alone

    def keys(self, is_typing: bool) -> list[events.Key]:  # noqa: FBT001  what it asks for
        """The keys that it is."""
        return self._with_alt if is_typing else [events.Key("escape", ESCAPE), *self._alone]


class KeyParser(XTermParser):
    """Makes keys of what a terminal sends. Works on what was read so far, which may end anywhere."""

    is_used: Callable[[str], bool]
    """Whether a key with Alt, as Textual calls it (`alt+a`), is one of the app's."""

    _pasting = False
    _read = ""
    """The last of what was read outside a paste, in which one may have begun."""
    _held = ""
    """The last of a paste, with which its end may have begun."""
    _is_escape = False
    """Whether the next key is an Escape, of which Textual makes a circumflex."""

    def parse(self, token_callback: TokenCallback[Message]) -> Generator[Read1 | Peek1, str, None]:
        """The keys; an Escape before what only begins like one of the terminal's sequences is an Escape."""

        def told(message: Message) -> None:
            if self._is_escape:
                message, self._is_escape = events.Key("escape", ESCAPE), False
            token_callback(message)

        return super().parse(told)

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
        self._is_escape = sequence == ESCAPE
        is_pair = len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] not in _OPENING
        last = sequence[-1:]
        # With Tab it is Shift+Tab, as a Linux console sends it.
        if not (is_pair or alt) or last in (ESCAPE, "\t"):
            yield from super()._sequence_to_key_events(sequence, alt)
            return
        if last in _READLINE:
            known = [*super()._sequence_to_key_events(sequence)] if is_pair else []
            with_alt = known or [*super()._sequence_to_key_events(last, alt=True)]
            alone = [*super()._sequence_to_key_events(last)]
            yield Either(with_alt, alone)  # type: ignore[misc]  # the parser hands on what it is given
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
