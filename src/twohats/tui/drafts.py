"""The unsaved texts, each with the target it was typed for. Pure.

One text is in the entry line; others wait under it, are set aside, or are being saved. All of them are kept on this
machine (`draft_file`) until they are saved or cleared, whatever ends the app.
"""

from __future__ import annotations

from twohats.tui.reading import ADD, CHANGE, TIME, Target
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

MOST_CLEARED = 100
"""Texts that were cleared and can still be had back."""


class Typed(NamedTuple):
    """A text that was typed, and what it is for."""

    text: str
    target: Target


class Saving(NamedTuple):
    """Texts that were confirmed, and the number of the change in the history that saves them."""

    number: int
    texts: tuple[Typed, ...]

    def without(self, typed: Container[Typed]) -> Saving:
        """The same less some of its texts."""
        return self._replace(texts=tuple(each for each in self.texts if each not in typed))


class Unsaved(NamedTuple):
    """All that is to be kept for the next start."""

    line: Typed | None = None
    """What stands in the entry line."""
    aside: tuple[Typed, ...] = ()
    """What waits or is set aside, the newest first."""
    saving: tuple[Saving, ...] = ()
    """What was confirmed and is not known to be saved, the oldest first."""

    def texts(self) -> list[Typed]:
        """All of it, the line first."""
        confirmed = [typed for one in self.saving for typed in one.texts]
        return [*([self.line] if self.line else []), *self.aside, *confirmed]


class Drafts:
    """The texts that are not in the entry line."""

    def __init__(self) -> None:
        self._under: list[Typed] = []
        self._aside: list[Typed] = []
        self._cleared: list[Typed] = []
        self._saving: dict[int, Saving] = {}
        self._declined: dict[int, Saving] = {}

    def unsaved(self, line: Typed) -> Unsaved:
        """All there is, with what stands in the line."""
        aside = dict.fromkeys((*reversed(self._under), *self._aside))
        aside.pop(line, None)  # it has been brought back
        declined = (each.without({line}) for each in self._declined.values())
        saving = (*(each for each in declined if each.texts), *self._saving.values())
        return Unsaved(line if line.text.strip() else None, tuple(aside), saving)

    # Aside

    def set_aside(self, *texts: Typed) -> None:
        """Keep texts that can be had back; of several the first is the newest."""
        new = dict.fromkeys(typed for typed in texts if typed.text.strip())
        self._aside = [*new, *(typed for typed in self._aside if typed not in new)]

    def clear(self, *texts: Typed) -> None:
        """Texts that are not wanted: they can be had back while the app runs, and are not kept."""
        self.forget({typed.text for typed in texts})
        self._cleared = [*(typed for typed in texts if typed.text.strip()), *self._cleared][:MOST_CLEARED]

    def forget(self, texts: set[str]) -> None:
        """These texts are saved, or are not wanted."""
        self._under = [typed for typed in self._under if typed.text not in texts]
        self._aside = [typed for typed in self._aside if typed.text not in texts]
        self._cleared = [typed for typed in self._cleared if typed.text not in texts]
        for each in self._declined.values():
            self._declined[each.number] = each.without([typed for typed in each.texts if typed.text in texts])

    def edits_of(self, day: str) -> list[Typed]:
        """The edits of lines of a day that are set aside."""
        return [typed for typed in self._aside if typed.target[:2] == (day, CHANGE)]

    def for_timer(self) -> Typed | None:
        """The words for the timer that are set aside."""
        return next((typed for typed in self._aside if typed.target.purpose == TIME), None)

    def take_out(self, typed: Typed) -> None:
        """A text that was set aside is in the line again."""
        self._aside = [each for each in self._aside if each != typed]

    def recalled(self) -> tuple[Typed, ...]:
        """What can be had back by going through it: what was cleared, what was offered, what is set aside."""
        offered = (typed for each in reversed(self._declined.values()) for typed in each.texts)
        return tuple(dict.fromkeys((*self._cleared, *offered, *self._aside)))

    # Under the line

    def put_under(self, typed: Typed) -> None:
        """Another text takes the line for a while."""
        if typed.text.strip():
            self._under.append(typed)

    def take_back(self, typed: Typed) -> None:
        """What was put under the line last is in it again."""
        if self._under and self._under[-1] == typed:
            self._under.pop()

    def next_line(self) -> Typed | None:
        """What stood in the line before, taken out; edits that were interrupted are set aside, not taken up."""
        while self._under:
            typed = self._under.pop()
            if typed.target.purpose == ADD:
                return typed
            self.set_aside(typed)
        return None

    # Being saved

    def begin_saving(self, saving: Saving) -> None:
        """Texts were confirmed; they are kept until they are known to be saved."""
        self._saving[saving.number] = saving

    def end_saving(self, number: int, *, saved: bool) -> None:
        """They are saved, or could not be and are for the caller to hand back."""
        ended = self._saving.pop(number, None)
        if ended is not None and saved:
            self.forget({typed.text for typed in ended.texts})

    def decline(self, number: int) -> None:
        """Several that were offered are not to be added now: they can be had back, and the next start offers them."""
        self._declined[number] = self._saving.pop(number)


def left_over(
    found: Sequence[Unsaved], not_saved: Callable[[Saving], tuple[Typed, ...]]
) -> tuple[Typed | None, tuple[Typed, ...], tuple[Saving, ...]]:
    """What apps that were ended have left: one text for the line, those set aside, and several confirmed at once.

    What was being saved and has been is left out; one line that has not is a text like any other.
    """
    savings = [Saving(each.number, not_saved(each)) for unsaved in found for each in unsaved.saving]
    confirmed = [each.texts[0] for each in savings if len(each.texts) == 1]
    lines = [*confirmed, *(unsaved.line for unsaved in found if unsaved.line)]
    aside = dict.fromkeys((*reversed(lines[:-1]), *(typed for unsaved in found for typed in unsaved.aside)))
    line = lines[-1] if lines else None
    if line is not None:
        aside.pop(line, None)  # two apps have left it
    several = tuple(each for each in savings if len(each.texts) > 1)
    return line, tuple(aside), several


def was_changed(typed: Typed, first_line: str) -> bool:
    """Whether a text is worth keeping: not where it is an edit that is still the line it was taken from."""
    return bool(typed.text.strip()) and not (typed.target.purpose == CHANGE and typed.text == first_line)
