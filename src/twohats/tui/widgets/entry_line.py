"""The entry line: one line of text, read while it is typed."""

from __future__ import annotations

from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive, var

from twohats.drafting.offers import FEW, MANY, NO_NAMES, NOTE, Names, offers
from twohats.format.words import DEFAULT_HATS, Hats
from twohats.tui.drafts import Typed
from twohats.tui.drawing import role_styles
from twohats.tui.keys import ENTRY, LINE, in_place
from twohats.tui.reading import (
    ADD,
    CHANGE,
    NOTHING_TYPED,
    NOWHERE,
    TIME,
    Reading,
    Target,
    Under,
    read_typed,
    word_under,
)
from twohats.tui.widgets.offer_row import Offering
from twohats.tui.widgets.plain_input import TypedLine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text
    from textual import events

    from twohats.format.line import Part
    from twohats.format.times import Now
    from twohats.tui.drafts import Drafts

_PLACEHOLDERS = {
    ADD: "Write a line: 25m brand post linkedin m2: what it was",
    CHANGE: "the line is empty; Esc leaves it as it was",
    TIME: "what for? brand post linkedin: what it is",
}
_WIDE = 60
"""Columns from which more than one name of a kind is offered before the signs."""
LONGEST = 20_000
"""Characters the line takes. A longer text belongs into an editor."""


class EntryLine(TypedLine):
    """Where lines are typed: it reads and colours them, completes names, and brings back what was typed before."""

    # With priority, since without it the keys that follow in one go would be put into the line first.
    BINDINGS = [
        Binding(key.keys, key.action, key.short or key.says, id=key.id, priority=True)
        for key in in_place(LINE)
        if key.owner == ENTRY
    ]

    place = LINE

    target: reactive[Target] = reactive(Target(""), init=False)
    hats: reactive[Hats] = reactive(DEFAULT_HATS, init=False)
    names: var[Names] = var(NO_NAMES)
    lines: var[tuple[str, ...]] = var(())
    """The lines written last, the newest first."""

    class Read(Message):
        """What is typed was read, and what may come next is known."""

        def __init__(self, reading: Reading, offering: Offering) -> None:
            super().__init__()
            self.reading, self.offering = reading, offering

    class Entered(Message):
        """A line that is understood is to be saved, for what it was read for; the line is empty again."""

        def __init__(self, reading: Reading, target: Target) -> None:
            super().__init__()
            self.reading, self.target = reading, target

    class Recalled(Message):
        """A text from before is in the line again, and so is what it was for."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    class Left(Message):
        """The line was left with Escape."""

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    class TooLong(Message):
        """More was pasted than the line takes."""

    def __init__(self, now: Callable[[], Now], drafts: Drafts, target: Target, hats: Hats) -> None:
        super().__init__(
            placeholder=_PLACEHOLDERS[ADD],
            compact=True,
            select_on_focus=False,
            max_length=LONGEST,
            id="entry",
        )
        self.cursor_blink = False
        self.set_reactive(EntryLine.target, target)
        self.set_reactive(EntryLine.hats, hats)
        self._now = now
        self._reading = NOTHING_TYPED
        self._refused = False
        """Whether this very text was to be saved, which is not right."""
        self.is_refused = False
        """Whether one was, of which this has been made since."""
        self._under = NOWHERE
        self._offering = Offering()
        self._spaced = -1
        """Where the cursor is behind a space that was put in with a word, which a space or colon takes the place of."""
        self._drafts = drafts
        self._known: list[Typed] = []
        """What is gone through with Up, as it was when that was begun."""
        self._at = -1
        self._typed = Typed("", Target(""))

    # Reading

    def watch_value(self, value: str) -> None:
        """Read what is typed, and offer what may come."""
        self._refused = False
        if not value:
            self.is_refused = False
        self._read()

    def watch_selection(self) -> None:
        """The cursor is elsewhere: another word is the one that is typed."""
        if self._under[:2] != word_under(self.value, self.cursor_position):
            self._read()

    def watch_target(self) -> None:
        """Somewhere else the same words may mean another day, or another thing."""
        self.placeholder = _PLACEHOLDERS[self.target.purpose]
        self._read()

    def watch_hats(self) -> None:
        """Other hats, another reading."""
        self._read()

    def watch_names(self) -> None:
        """Other names are offered."""
        self._read()

    def _read(self) -> None:
        self._under = under = Under(*word_under(self.value, self.cursor_position))
        timing, first = self.target.purpose == TIME, MANY if self.app.size.width >= _WIDE else FEW
        found = offers(*under[:2], self.names, self.hats, timing=timing, first=first)
        under = under._replace(words=tuple(each.text for each in found))
        self._reading = read_typed(self.value, self.target, self._now(), self.hats, under)
        self._reading = self._reading._replace(refused=self._refused)
        self._offering = Offering(found, -1, len(under.word) > (under.word[:1] in ("@", "+")))
        self._tell()

    def _tell(self) -> None:
        """What is offered, or the reading of the line, is another."""
        offered, (before, word, _) = self._offering.here, self._under
        behind = offered.text[len(word) :] if offered and offered is not NOTE else ""
        self._suggestion = f"{before}{word}{behind}" if behind and self.cursor_at_end else ""
        self.post_message(self.Read(self._reading, self._offering))

    @property
    def _value(self) -> Text:
        text = super()._value
        styles = role_styles(self.app.theme_variables)
        for part in self._reading.parts if self._reading.text == self.value else ():
            text.stylize(styles[self._role_of(part)], part.start, part.end)
        if self.has_focus and not self.selection.is_empty:  # the roles are not made for its ground
            text.stylize(self.get_component_rich_style("input--selection"), *sorted(self.selection))
        return text

    def on_resize(self) -> None:
        """Keep the cursor in sight where there is less room now."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def _role_of(self, part: Part) -> str:
        """The role a word is drawn in: a hat in that of its side; what is not finished is not wrong yet."""
        if part.role == "hat":
            return self.hats.sides.get(part.full, "hat")
        reading = self._reading
        return "muted" if part.role == "wrong" and reading.unfinished and not reading.refused else part.role

    # Keys

    def action_save(self) -> None:
        """Take the word that is pointed at; else hand the line over to be saved, or say why it cannot be."""
        reading = self._reading
        if self._offering.at >= 0:
            self.take(self._offering.at)
        elif not self.value.strip():
            self.post_message(self.Left())
        elif reading.draft is None:
            self._refuse(reading)
        else:
            self._forget_recalled()
            self.value = ""
            self.forget_typing()
            self.post_message(self.Entered(reading, self.target))

    def _refuse(self, reading: Reading) -> None:
        """Say plainly what is not understood, the cursor behind it: what is typed next changes no other word."""
        problem = reading.problem
        if problem is None or reading.unfinished or not problem.column:
            self.cursor_position = len(self.value)
        else:
            self.cursor_position = problem.column - 1 + problem.length
        self._refused = self.is_refused = True
        self._read()
        self.refresh()

    # What is offered

    def action_complete(self) -> None:
        """Take the word that is offered; where none is begun, point at the first."""
        if self._offering.here:
            self.take(max(self._offering.at, 0))
        else:
            self._point(0)

    def action_offer_back(self) -> None:
        """Point at the word before; where none is pointed at, leave the line."""
        if self._offering.at >= 0:
            self._point(self._offering.at - 1)
        else:
            self.post_message(self.Left())

    def _point(self, at: int) -> None:
        """Point at one of the words that are offered; at none with -1."""
        if -1 <= at < len(self._offering.offers):
            self._offering = self._offering._replace(at=at)
            self._tell()

    def take(self, at: int) -> None:
        """Put in a word that is offered, in place of the one that is begun."""
        offer, (before, word, _) = self._offering.offers[at], self._under
        behind = self.value[len(before) + len(word) :]
        end = min((behind.index(sign) for sign in " \t" if sign in behind), default=len(behind))
        if offer is NOTE:
            before = before.rstrip()
        front, rest = f"{before}{offer.text}", behind[end:].lstrip(" \t")
        if behind[:end].endswith(":") and offer.ends:  # of the note
            rest = f": {rest}"
        elif offer.ends:
            front += " "
        self.replace(f"{front}{rest}", 0, len(self.value))
        self.cursor_position = len(front)
        self._spaced = len(front) if front.endswith(" ") else -1

    def insert_text_at_cursor(self, text: str) -> None:
        """Put in what is typed. A space takes the word that is pointed at; behind one that was taken stands a space."""
        if text == " " and self._offering.at >= 0:
            self.take(self._offering.at)
            return
        is_spaced = (
            self._spaced == self.cursor_position and self.value[self._spaced - 1 : self._spaced] == " "
        )
        self._spaced = -1
        if is_spaced and text == " ":
            return
        if is_spaced and text == ":":
            self.replace(text, self.cursor_position - 1, self.cursor_position)
        else:
            super().insert_text_at_cursor(text)

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002  # as Textual has it
        """Point at the word before, where one is pointed at; else go to the left."""
        if self._offering.at >= 0 and not select:
            self._point(self._offering.at - 1)
        else:
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002
        """Point at the word behind, where one is pointed at; else go to the right, or take what is offered."""
        if self._offering.at >= 0 and not select:
            self._point(self._offering.at + 1)
        elif self.cursor_at_end and self._offering.here and not select:
            self.take(0)
        else:
            super().action_cursor_right(select)

    def action_leave_line(self) -> None:
        """Leave the words that are offered; else leave the line, in which what is typed stays."""
        if self._offering.at >= 0:
            self._point(-1)
        else:
            self.post_message(self.Left())

    def action_clear_line(self) -> None:
        """Empty the line; Up brings back what stood there, and what was typed before that was brought back."""
        if self._at >= 0:
            self._drafts.take_back(self._typed)
            self._drafts.set_aside(self._typed)
        self._forget_recalled()
        self._drafts.clear(Typed(self.value, self.target))
        if self.value:
            self.keep_cut(self.value)
        self.value = ""

    def _forget_recalled(self) -> None:
        """What was brought back is done with, under whatever words it now has."""
        if self._at >= 0:
            self._drafts.forget({self._known[self._at].text})
        self._at = -1

    def action_line_back(self) -> None:
        """Bring back the line before; in the words that are offered, go to the one before, and out of them."""
        if self._offering.at >= 0:
            self._point(self._offering.at - 1)
        else:
            self._recall(self._at + 1)

    def action_line_forward(self) -> None:
        """Bring back the line after, in the end what was being typed; from there go into the words that are offered."""
        if self._at >= 0 and self._offering.at < 0:
            self._recall(self._at - 1)
        else:
            self._point(self._offering.at + 1)

    def _recall(self, at: int) -> None:
        if self._at == -1:
            here = self.target
            lines = [Typed(line, here) for line in self.lines]
            self._known = [*(_for_here(typed, here) for typed in self._drafts.recalled()), *lines]
        if at < -1 or at >= len(self._known):
            return
        if self._at == -1:
            self._typed = Typed(self.value, self.target)
            self._drafts.put_under(self._typed)
        elif (
            self.value != self._known[self._at].text
        ):  # what was brought back and changed is a text of its own
            self._known[self._at] = Typed(self.value, self.target)
            self._drafts.set_aside(self._known[self._at])
        typed = self._known[at] if at >= 0 else self._typed
        if at == -1:
            self._drafts.take_back(self._typed)
        self.put(typed.text)
        self._at = at
        self.post_message(self.Recalled(typed.target))

    # What others put in

    def put(self, text: str) -> None:
        """Put a text into the line; what stands there is for others to keep."""
        self.value = " ".join(_lines(text))
        self.cursor_position = len(self.value)
        self.forget_typing()
        self.is_refused = False
        self._at = -1

    def on_paste(self, event: events.Paste) -> None:
        """Paste one line; offer several as several."""
        event.stop()
        event.prevent_default()
        lines = [cleaned for line in _lines(event.text) if (cleaned := line.replace("\t", " ").strip())]
        if len(lines) > 1:
            self.post_message(self.Pasted(lines))
        elif lines and len(self.value) + len(lines[0]) > LONGEST:
            self.post_message(self.TooLong())
        elif lines:
            self.replace(lines[0], *sorted(self.selection))


def _for_here(typed: Typed, here: Target) -> Typed:
    """A text from before as it comes back: a new line for its own day, the words of anything else for `here`."""
    return typed if typed.target.purpose == here.purpose == ADD else typed._replace(target=here)


def _lines(text: str) -> list[str]:
    """The lines of a text; other separators of Unicode may stand in a note."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def without_controls(text: str) -> str:
    """A pasted text without the control characters that nobody types; line ends and tabs stay."""
    return "".join(char for char in text if char in "\n\r\t" or not (char < " " or "\x7f" <= char <= "\x9f"))
