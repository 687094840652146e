"""Changes many lines at once: what it would do is worked out first, shown, and then made as one change.

Nothing is written unless every line is still as it was shown, and every new one reads as it should.
"""

from __future__ import annotations

from datetime import date, timedelta

from twohats.actions.select import asked_of, every_name
from twohats.drafting.change_words import read_change
from twohats.errors import NotUnderstood, TwohatsError, after_saving
from twohats.format.calendar import moment
from twohats.format.edit_many import ChangedItem, change_items
from twohats.format.line_change import change_line
from twohats.format.model import Event, Problem
from twohats.format.paths import page_path
from twohats.format.words import BRAND
from twohats.journal.names import near_names, new_names
from twohats.journal.people import people_of
from twohats.system.gc_pause import gc_paused
from twohats.values import NamedTuple
from twohats.views.line_changes import ChangedLine, count_says

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.format.line_change import LineChange
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.views.lines import Line

    Edit = Callable[[str], str]

_MOST_NAMED = 3
"""Places of further lines that an error names."""


class Planned(NamedTuple):
    """What a change would do."""

    changed: tuple[ChangedLine, ...]
    same: int
    """How many lines are as the change would make them, and are left alone."""
    remarks: tuple[str, ...] = ()
    """The names in it that the journal does not have yet, with the near ones that it has."""

    def many(self) -> str:
        """`41 lines on 17 days`."""
        return count_says(self.changed, 0)

    def says(self) -> str:
        """`41 lines on 17 days; 3 more are so already`."""
        return count_says(self.changed, self.same)


def understand_change(journal: Journal, words: Sequence[str], now: Now) -> LineChange:
    """What the words behind `to` say in this journal; raises NotUnderstood.

    A channel is known if any line has it: where a word is not understood, all pages are read for it.
    """
    asked = asked_of(journal, now)
    try:
        return read_change(words, moment(now), journal.hats, asked.names["channel"])
    except NotUnderstood:
        return read_change(words, moment(now), journal.hats, every_name(journal)["channel"])


def plan_change(journal: Journal, lines: Sequence[Line], change: LineChange) -> Planned:
    """What a change would do to these lines. Nothing is written.

    Raises NotUnderstood, naming the line, if it makes no sense for one of them, and what the edits of their pages
    raise.
    """
    names = people_of(journal).one_name
    changed: list[ChangedLine] = []
    refused: list[tuple[Line, TwohatsError]] = []
    with gc_paused():
        for line in lines:
            try:
                text = change_line(line.text, change, journal.hats, names, more=_below(line))
            except TwohatsError as error:
                refused.append((line, error))
                continue
            one = ChangedLine(line, text, change.day or line.day)
            if one.moves or text != line.text:
                changed.append(one)
        if refused:
            raise _refusal(refused)
        for path, edit in _edits(journal, changed, {}).items():
            edit(journal.read_text(path) or "")
    return Planned(
        tuple(changed),
        len(lines) - len(changed),
        tuple(near_names(journal, _names_in(change), only_near=False)),
    )


def plan_shift(lines: Sequence[Line], by: int, today: str) -> Planned:
    """What moving each line by so many days would do. Nothing is written.

    Raises NotUnderstood for a line that is not understood, and where a day is still to come.
    """
    changed: list[ChangedLine] = []
    for line in lines:
        if isinstance(line.item.value, Problem):
            raise NotUnderstood(
                f"{line.place} is not understood: {line.item.value.message}",
                f"hat edit {line.place} corrects it first",
                command="edit",
            )
        try:
            day = (date.fromisoformat(line.day) + timedelta(days=by)).isoformat()
        except OverflowError:
            day = ""
        if not day or day > today:
            raise NotUnderstood(
                f"the day after {line.day} is still to come" if by > 0 else "there is no such day"
            )
        changed.append(ChangedLine(line, line.text, day))
    return Planned(tuple(changed), 0)


def make_change(
    journal: Journal, changed: Sequence[ChangedLine], change: LineChange, words: str
) -> dict[str, str]:
    """Make a planned change, which one undo takes back; `words` are what it was asked with, for that. Returns where
    each line stood, to where it stands now (`2026-11-22:4`).

    Raises ChangedMeanwhile if a line is not as it was shown, and as `Journal.change` does; then nothing has changed.
    """
    places: dict[str, str] = {}
    many = count_says(changed, 0)
    journal.change_all(f"change {many} to {words}", _edits(journal, changed, places))
    with after_saving():
        blocks: dict[str, str] = {}
        with gc_paused():
            for day in {place.partition(":")[0] for place in places.values()}:
                blocks |= journal.blocks(day)
        journal.cache.remember_shown({place: blocks[place] for place in places.values() if place in blocks})
        new_names(journal, _names_in(change))
    return places


def _below(line: Line) -> str:
    """The rows below a line's first one, as its note has them."""
    return "\n".join([row.strip(" \t") for row in line.block.split("\n")[1:]])


def _names_in(change: LineChange) -> Event:
    """A line that has the names that a change adds."""
    return Event(BRAND, "asked", channel=change.channel, people=change.people, tags=change.tags)


def _refusal(refused: list[tuple[Line, TwohatsError]]) -> NotUnderstood:
    """The error that names the first line for which a change makes no sense, and counts the others."""
    (line, error), *others = refused
    hint = error.hint
    if others:
        named = ", ".join(line.place for line, _ in others[:_MOST_NAMED])
        more = len(others) - _MOST_NAMED
        hint += f"; nor can {named}{f' and {more} lines more' if more > 0 else ''}"
    return NotUnderstood(
        f"{line.place} cannot become that: {error.message}", hint, line=line.text, command=error.command
    )


def _edits(journal: Journal, changed: Iterable[ChangedLine], places: dict[str, str]) -> dict[str, Edit]:
    """The edit of each page; those that lines go to come first, so that a kill may double a line and never lose one.

    The edits note in `places` where each line stands afterwards.
    """
    here: dict[str, list[ChangedLine]] = {}
    coming: dict[str, list[ChangedLine]] = {}
    for one in changed:
        here.setdefault(one.line.day, []).append(one)
        if one.moves:
            coming.setdefault(one.day, []).append(one)
    return {
        page_path(day): _edit(journal, day, here.get(day, ()), coming.get(day, ()), places)
        for day in dict.fromkeys([*coming, *here])
    }


def _edit(
    journal: Journal,
    day: str,
    here: Sequence[ChangedLine],
    coming: Sequence[ChangedLine],
    places: dict[str, str],
) -> Edit:
    def edit(text: str) -> str:
        changed = [
            ChangedItem(one.line.item.number, one.line.block, None if one.moves else one.text) for one in here
        ]
        added = ["\n".join(filter(None, (one.text, _below(one.line)))) for one in coming]
        new = change_items(text, day, changed, added, journal.hats)
        places.update({f"{day}:{old}": f"{day}:{number}" for old, number in new.numbers.items()})
        places.update({one.line.place: f"{day}:{at}" for one, at in zip(coming, new.added, strict=True)})
        return new.text

    return edit
