"""The app's changes to a journal: each is one step for undo, with the message to show.

Every function may wait for the disk and for another writer, so the app calls them in a thread. They raise what
`Journal` raises; nothing has changed then.
"""

from __future__ import annotations

from datetime import date

from twohats.actions import change, timer, timer_file
from twohats.actions import undo as undoing
from twohats.actions.add import remarks_on, save_each, value_of
from twohats.actions.split import split
from twohats.errors import TwohatsError, after_saving
from twohats.format.paths import SETTINGS_FILE, page_path
from twohats.journal import undo as history
from twohats.tui.done import UNDO_KEY, Done
from twohats.tui.reading import TIME
from twohats.tui.sheet import edited_item, read_sheet
from twohats.views.dates import day_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twohats.actions.change_lines import Planned
    from twohats.actions.people import Answered
    from twohats.drafting.draft import Draft
    from twohats.format.line_change import LineChange
    from twohats.format.model import Entry, Event
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.tui.drafts import Saving, Typed
    from twohats.tui.reading import Target
    from twohats.views.lines import Line


_MOST_WRONG = 3
"""Lines that are not understood and named after a page was written on."""


def add(journal: Journal, drafts: Sequence[Draft], number: int = 0) -> Done:
    """Save one or more lines as one change, under this number in the history if it is not 0.

    A line that its page cannot take costs no other; raises what is wrong with it if that is all of them.
    """
    placed, refused = save_each(journal, drafts, number=number)
    added = [one for one in placed if one is not None]
    if not added:
        raise refused[0]
    remarks = [f"not added, {drafts[at].item[:40]}: {error.message}" for at, error in refused.items()]
    remarks += [each.remark for each in drafts if each.remark]
    with after_saving():
        values = [drafts[at].value for at, one in enumerate(placed) if one is not None]
        remarks += remarks_on(journal, *values, at=added)
    says = f"added {len(added):,} lines" if len(added) > 1 else f"added {added[0].text()}"
    last = added[-1]
    return Done(says, last.day, last.number, moves=False, remarks=tuple(remarks), refused=tuple(refused))


def replace(journal: Journal, target: Target, new: Draft, number: int = 0) -> Done:
    """Put a draft in place of a line, under this number in the history if it is not 0.

    A line that has only moved is found; raises ChangedMeanwhile if it is not there as it was taken.
    """
    there = edited_item(read_sheet(journal, target.day), target)
    added = change.replace(journal, target.day, there, target.was, new, change=number)
    with after_saving():
        remarks = remarks_on(journal, new.value, at=[added])
    return Done(
        f"changed {added.text()}",
        added.day,
        added.number,
        moves=added.day == target.day,
        remarks=tuple(remarks),
    )


def not_saved(journal: Journal, saving: Saving, now: Now) -> tuple[Typed, ...]:
    """Which of the texts that were confirmed before the app was ended are not saved.

    What became of them is in the history, under the number that they were to be saved by: never is a text taken
    for saved because another says the same, or offered though it is saved.
    """
    first, *more = saving.texts
    if first.target.purpose == TIME:
        return () if _is_timed(journal, first.text, now) else saving.texts
    made = history.made_in(journal, saving.number)
    if not more:
        return () if made else saving.texts
    return tuple(typed for typed in saving.texts if page_path(typed.target.day) not in made)


def _is_timed(journal: Journal, text: str, now: Now) -> bool:
    """Whether the timer runs for these words."""
    try:
        running = timer_file.running(journal)
        return running is not None and running.item == timer.read_start([text], now, journal.hats).item
    except TwohatsError:
        return False


def remove(journal: Journal, lines: Sequence[Line]) -> Done:
    """Remove lines; raises ChangedMeanwhile if one is another by now."""
    change.remove(journal, lines)
    return Done(f"deleted{_taken_back(lines)}", lines[0].day, moves=False, of_marked=True)


def move_lines(journal: Journal, lines: Sequence[Line], day: str) -> Done:
    """Move lines to the page of another day; raises ChangedMeanwhile if one has changed since."""
    change.move(journal, lines, day)
    says = f"moved to {day_text(day, weekday=True)}{_taken_back(lines)}"
    return Done(says, lines[0].day, moves=False, of_marked=True)


def shift(journal: Journal, lines: Sequence[Line], by: int, today: str) -> Done:
    """Move each line by so many days; raises ChangedMeanwhile if one has changed since."""
    from twohats.actions.change_lines import make_change, plan_shift
    from twohats.format.line_change import LineChange

    plan = plan_shift(lines, by, today)
    to = f"the day {'after' if by > 0 else 'before'}"
    make_change(journal, plan.changed, LineChange(), to)
    if len(lines) == 1:
        to = day_text(plan.changed[0].day, weekday=True)
    return Done(f"moved to {to}{_taken_back(lines)}", moves=False, of_marked=True)


def again(journal: Journal, lines: Sequence[Line], day: str, now: Now) -> Done:
    """Write lines once more, for a day."""
    from twohats.actions.again import once_more

    return add(journal, [once_more(journal, line, day, now) for line in lines])._replace(of_marked=True)


def correct(journal: Journal, lines: Sequence[Line], change: LineChange, words: str) -> Done:
    """Make a change to lines that one key says; raises ChangedMeanwhile if one of them is another by now."""
    from twohats.actions.change_lines import make_change, plan_change

    plan = plan_change(journal, lines, change)
    if not plan.changed:
        return Done(
            f"{'it is' if len(lines) == 1 else 'they are'} {words} already", moves=False, of_marked=True
        )
    make_change(journal, plan.changed, change, words)
    said = [each.line for each in plan.changed]
    says = f"now {words}{_taken_back(said, plan.changed[0].text)}"
    return Done(says, moves=False, of_marked=True)


def rate(journal: Journal, lines: Sequence[Line], word: str) -> Done:
    """Rate lines of time: `m4`, or `m-` to take the rating out."""
    from twohats.format.line_change import LineChange

    digit = 0 if word[1] == "-" else int(word[1])
    return correct(journal, lines, LineChange(ratings=((word[0], digit),)), word)


def _taken_back(lines: Sequence[Line], now: str = "") -> str:
    """The key that takes a change back, and of what it was: the line, as it says `now`, or how many."""
    from twohats.views.wording import number_of

    what = (now or lines[0].text) if len(lines) == 1 else number_of(len(lines), "line")
    return f" ({UNDO_KEY} takes it back): {what}"


def split_line(journal: Journal, line: Line, words: list[str]) -> Done:
    """Split a line of time; raises ChangedMeanwhile if it has changed since."""
    parts = split(journal, line, words)
    says = f"split ({UNDO_KEY} takes it back): {parts.first.item}"
    return Done(says, line.day, parts.first.number, remarks=parts.remarks)


def change_lines(journal: Journal, plan: Planned, change: LineChange, words: str) -> Done:
    """Make a change to many lines as it was shown; raises ChangedMeanwhile if one of them is another by now."""
    from twohats.actions.change_lines import make_change

    make_change(journal, plan.changed, change, words)
    says = f"changed {plan.many()} to {words} ({UNDO_KEY} takes it back)"
    return Done(says, moves=False, of_marked=True)


def write_page(journal: Journal, day: str, base: str, text: str) -> Done:
    """Put a text that was written on a page in its place, with what others have written since."""
    from twohats.actions.page_text import write_page as write

    written = write(journal, day, base, text)
    journal.remembered.forget_begun_page(day)
    wrong = [f"line {each.line}: {each.message}" for each in written.problems[:_MOST_WRONG]]
    says = f"written on {day_text(day, weekday=True)} ({UNDO_KEY} takes it back)" if written.changed else ""
    return Done(says or "the page is as it was", day, moves=False, remarks=tuple(wrong))


def write_settings(journal: Journal, base: str, text: str) -> Done:
    """Put the settings that were written in their place, with what others have written since."""
    from twohats.actions.settings_text import write_settings as write

    is_other = write(journal, base, text)
    journal.remembered.forget_begun_page(SETTINGS_FILE)
    says = (
        f"the settings are changed ({UNDO_KEY} takes it back)"
        if is_other
        else "the settings are as they were"
    )
    return Done(says, moves=False)


def keep_question(journal: Journal, name: str, words: str) -> Done:
    """Keep a question by name."""
    from twohats.actions.questions import keep_question as keep

    return Done(f"{keep(journal, name, words)} ({UNDO_KEY} takes it back)", moves=False)


def undo(journal: Journal, number: int = 0) -> Done:
    """Take back the last change made on this machine, which may be that the timer was dropped; or that of a number."""
    undone = undoing.take_back(journal, number) if number else undoing.undo(journal)
    return Done(f"took back: {undone.line()}", undone.day)


def redo(journal: Journal) -> Done:
    """Make the last change again that was taken back."""
    undone = undoing.redo(journal)
    return Done(f"made again: {undone.line()}", undone.day)


def start_timer(journal: Journal, text: str, now: Now) -> Done:
    """Start the timer for what was typed; raises NotUnderstood, also when one runs already."""
    started = timer.start(journal, [text], now)
    remarks = timer.remarks_on_start(journal, started, now)
    return Done(f"timer started: {started.item}", remarks=tuple(remarks))


def stop_timer(journal: Journal, now: Now, *, minutes: int = 0, keep: bool = False) -> Done:
    """Stop the timer and save its line; raises Forgotten where its minutes must be said first."""
    added = timer.stop(journal, [], now, minutes=minutes, keep=keep)
    with after_saving():
        remarks = remarks_on(journal, value_of(added.item, journal.hats), at=[added])
    return Done(f"timer stopped: {added.text()}", added.day, added.number, remarks=tuple(remarks))


def drop_timer(journal: Journal) -> Done:
    """Drop the timer; nothing is saved."""
    return Done(f"timer dropped ({UNDO_KEY} lets it run again): {timer.cancel(journal)}")


def wrote_to(journal: Journal, person: str, today: str) -> Done:
    """Write down that somebody was written to."""
    from twohats.actions import people  # with the measures: 8 ms, which the first frame does without

    answered = people.done(journal, person, today)
    with after_saving():
        remarks = remarks_on(journal, value_of(answered.item, journal.hats))
    return Done(answered.says, answered.day, answered.number, moves=False, remarks=tuple(remarks))


def put_off(journal: Journal, person: str, today: str) -> Done:
    """Name somebody no more for two weeks."""
    from twohats.actions import people  # with the measures: 8 ms, which the first frame does without

    return _answered(people.later(journal, person, "", today))


def let_go(journal: Journal, person: str, today: str) -> Done:
    """Name somebody no more, unless they turn up again."""
    from twohats.actions import people  # with the measures: 8 ms, which the first frame does without

    return _answered(people.let_go(journal, person, today))


def credit(journal: Journal, place: str, origin: str, today: str, shown: Mapping[str, Entry | Event]) -> Done:
    """Credit a return to the entry at a place, to nothing (`none`), or as the rules have it."""
    from twohats.actions import story
    from twohats.views.people_wording import trace_says

    done = story.credit(journal, place, origin, date.fromisoformat(today), shown=shown)
    says = trace_says(done.trace, done.line, today, done.channels) if done.trace else place
    return Done(f"{says} ({UNDO_KEY} takes it back)", moves=False)


def _answered(answered: Answered) -> Done:
    return Done(f"{answered.says} ({UNDO_KEY} takes it back)", moves=False)
