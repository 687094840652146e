"""The entry line with its target, and the texts that are waiting to return to it."""

from __future__ import annotations

from twohats.tui.drafts import Typed, was_changed
from twohats.tui.reading import ADD, CHANGE, NOTHING_TYPED, TIME, Reading, Target, day_called, label_of
from twohats.tui.sheet import edited_item, first_line, read_sheet
from twohats.tui.widgets.entry_line import EntryLine
from twohats.tui.widgets.entry_row import EntryLabel
from twohats.tui.widgets.offer_row import OfferRow
from twohats.tui.widgets.reading_lines import ReadingLines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.drafting.offers import Names
    from twohats.format.words import Hats
    from twohats.tui.host import Host
    from twohats.tui.sheet import Sheet
    from twohats.tui.widgets.offer_row import Offering
    from twohats.views.language import Known


class EntryArea:
    """The entry line with its label and the rows below it, kept to one text and what that is for."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._begun = ""
        """The text that the last line was begun with, if it was begun with any."""
        self._target = self.new_target()
        self.line = EntryLine(host.now, host.drafts, self._target, host.hats)
        self.label = EntryLabel()
        self.offers = OfferRow(host.hats)
        self.below = ReadingLines(host.now, self._target, host.hats)

    @property
    def target(self) -> Target:
        """What the text in the line is for."""
        return self._target

    @target.setter
    def target(self, target: Target) -> None:
        self._target = self.line.target = self.below.target = target
        self.relabel()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.line.value.strip()

    def set_hats(self, hats: Hats) -> None:
        """Read what is typed by other hats."""
        self.line.hats = self.below.hats = self.offers.hats = hats

    def set_names(self, names: Names, lines: tuple[str, ...]) -> None:
        """Offer these names, and these lines, which were written last."""
        self.line.names, self.line.lines = names, lines

    def relabel(self) -> None:
        """Say in front of the line what it is for, where that is not plain."""
        typed = self.typed()
        self.label.label = label_of(
            self._target,
            self._host.shown_day,
            self._host.today,
            is_draft=not self.is_empty and not self.line.has_focus,
            is_changed=was_changed(typed, first_line(typed.target.was)),
            is_refused=self.line.is_refused,
        )

    def show_read(self, reading: Reading, offering: Offering) -> None:
        """Show how the line will be read, and what may come next; an empty one is for the day that is looked at."""
        self.offers.offering = self.below.offering = offering
        self.below.reading = reading if reading.text else NOTHING_TYPED
        self.follow_day()

    def known_names(self) -> Known:
        """A channel, a person and a thread of this journal, for examples."""
        from twohats.views.language import Known

        names = self.line.names
        return Known(
            self._host.hats, *("".join(each[:1]) for each in (names.channel, names.person, names.tag))
        )

    # The text, and what it is for

    def new_target(self) -> Target:
        """What a line is for that is begun now: the day that is looked at."""
        return Target(self._host.day, today=self._host.today)

    def typed(self) -> Typed:
        """What stands in the entry line, and what it is for."""
        return Typed(self.line.value, self._target)

    def put(self, typed: Typed | None) -> None:
        """Put a text into the line, for what it is for; None empties it for the day that is looked at."""
        typed = typed or Typed("", self.new_target())
        self.recall(typed.target)
        self.line.put(typed.text)

    def recall(self, target: Target) -> None:
        """A text has come back, for this; an edit is of the line at the number that it has now."""
        if target.purpose == CHANGE:
            target = target._replace(number=edited_item(read_sheet(self._host.journal, target.day), target))
        self.target = target

    def follow_day(self) -> None:
        """An empty line is for the day that is looked at; one in which something stands keeps its day."""
        if self._target.purpose == ADD and self.is_empty:
            self.target = self.new_target()
        self.relabel()

    def follow_line(self, before: Sheet | None, sheet: Sheet) -> None:
        """A page was read again: keep to the line of it that is being changed, and say so if others changed it."""
        target = self._target
        if target.purpose != CHANGE or target.day != sheet.day:
            return
        found = edited_item(sheet, target)
        known = before.block(target.number) if before and before.day == target.day else target.was
        self.target = target._replace(number=found)
        say = self._host.services.say
        if not found and target.number:
            say("the line you are changing has been deleted", severity="warning")
        elif found and sheet.block(found) not in (known, target.was):
            now = f"the line you are changing has been changed elsewhere; it now says\n{sheet.first_line(found)}"
            say(now, severity="warning", seconds=10)

    # What it is taken for

    def begin_line(self) -> None:
        """Take the line for a new line of the journal."""
        if self._target.purpose != ADD:
            self._leave_aside(self.typed())
            self.put(self._host.drafts.next_line())
        self._host.set_focus(self.line)

    def begin_with(self, text: str, day: str) -> None:
        """Take the line for a new line of a day that begins with a text; what stood in it comes back afterwards.

        Not so another such text to which nothing was added.
        """
        if not self.is_empty and self.line.value != self._begun:
            self._interrupt()
        self._begun = text
        self.put(Typed(text, Target(day, today=self._host.today)))
        self._host.set_focus(self.line)

    def begin_edit(self, sheet: Sheet, number: int) -> None:
        """Take a line of a page into the entry line, as it was left there if it was being changed."""
        target = target_of(sheet, number)
        mine = self._target
        if (mine.purpose, mine.day, mine.number) != (CHANGE, target.day, target.number):
            self._interrupt()
            self.put(self._edit_of(sheet, target) or Typed(sheet.first_line(number), target))
        self._host.set_focus(self.line)

    def begin_timer(self) -> None:
        """Ask what to start the timer for."""
        if self._target.purpose != TIME:
            self._interrupt()
            typed = self._host.drafts.for_timer()
            if typed is not None:
                self._host.drafts.take_out(typed)
            self.put(typed or Typed("", Target(self._host.day, TIME)))
        self._host.set_focus(self.line)

    def _edit_of(self, sheet: Sheet, target: Target) -> Typed | None:
        """An edit of this line that was left, taken out; one of what the line was before asks when it is saved."""
        for typed in self._host.drafts.edits_of(target.day):
            mine = typed.target
            if edited_item(sheet, mine) == target.number:
                self._host.drafts.take_out(typed)
                if mine.was != target.was:
                    changed = "the line has changed since you edited it"
                    self._host.services.say(changed, severity="warning", seconds=8)
                return Typed(typed.text, mine._replace(number=target.number))
        return None

    def _interrupt(self) -> None:
        """Something else wants the line: a new line comes back to it afterwards, what is for a place waits there."""
        typed = self.typed()
        if typed.target.purpose == ADD:
            self._host.drafts.put_under(typed)
        else:
            self._leave_aside(typed)

    def _leave_aside(self, typed: Typed) -> bool:
        """Set a text aside if it is worth keeping; whether it is."""
        worth = was_changed(typed, first_line(typed.target.was))
        if worth:
            self._host.drafts.set_aside(typed)
        return worth

    # Left, handed back

    def leave(self) -> None:
        """Back to the view. A new line stays in the entry line; what is for another place waits for it there."""
        typed = self.typed()
        if typed.target.purpose != ADD:
            if self._leave_aside(typed):
                self._host.answer(self._waits(typed.target))
            self.put(self._host.drafts.next_line())
        self._host.focus_view()

    def _waits(self, target: Target) -> str:
        key_of = self._host.services.key_of
        if target.purpose == TIME:
            return f"not started; {key_of('timer.start')} takes it up again"
        where = f"line {target.number} of {day_called(target.day, self._host.today)}"
        return f"not saved: your edit of {where}; {key_of('entry.edit')} there takes it up again"

    def hand_back(self, typed: Typed) -> bool:
        """Put a text that could not be saved back into the line, or aside if there is one by now; which of them.

        Who has gone on to the view meanwhile stays there: the next key would be typed into the text.
        """
        if not self.is_empty:
            self._host.drafts.set_aside(typed)
            return False
        self.put(typed)
        return True

    def refuse_paste(self) -> None:
        """Nothing of a text that is too long is put in: half a text is worse than none."""
        key = self._host.services.key_of("editor.open")
        too_long = f"that is more than a line takes; {key} opens the page in your editor"
        self._host.services.say(too_long, severity="warning")


def target_of(sheet: Sheet, number: int) -> Target:
    """An edit of a line that begins now."""
    return Target(sheet.day, CHANGE, number, sheet.block(number), page=sheet.blocks(), at=number)
