"""The lines of a journal that a selection asks for: the one way in which `list`, `find`, `sum`, `change` and the app
get them.
"""

from __future__ import annotations

from twohats.errors import NotUnderstood
from twohats.format.model import Entry, Event
from twohats.format.one_name import ONE_NAME_EACH
from twohats.format.page import block_in
from twohats.format.page import lines_of as rows_of
from twohats.journal.names import SIGNS, gather_names, known_names, names_of
from twohats.query.matching import matcher
from twohats.system.gc_pause import gc_paused
from twohats.text.fold import fold, fold_spaced
from twohats.values import NamedTuple
from twohats.views.lines import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Problem
    from twohats.format.one_name import OneName
    from twohats.format.times import Now
    from twohats.journal.folder import Journal
    from twohats.query.reader import Asked
    from twohats.query.selection import Selection

# What reads words, `people.toml` and near misses is imported where it is needed: `hat list` without words is called by
# prompts and status lines.


FEW = 60
"""So many pages are read as quickly as the index is asked, which need not be kept up for them."""


RATED_WITHIN = 14
"""Days after which a line can hardly be rated from memory."""


class Selected(NamedTuple):
    """The lines that fit a selection."""

    lines: tuple[Line, ...]
    """As they stand in the journal, oldest day first, within a day as on its page."""
    unread: tuple[Problem, ...]
    """What is wrong with whole files and folders of the days that were asked for: lines in them may be missing."""


def understand(journal: Journal, words: Sequence[str], now: Now, *, loose: bool = False) -> Selection:
    """What words select in this journal (`docs/query.md`); with `loose`, words that are nothing else are text.

    Raises NotUnderstood. A channel is known if any line has it: where a word is not understood, all pages are read
    for it.
    """
    from twohats.query.reader import read_selection

    asked = asked_of(journal, now)
    if loose:
        return read_selection(words, asked, loose=True)
    try:
        return read_selection(words, asked)
    except NotUnderstood:
        return read_selection(words, asked._replace(names=every_name(journal), called=_called(journal)))


def asked_of(journal: Journal, now: Now) -> Asked:
    """What has to be known of a journal to understand a selection."""
    from twohats.query.reader import Asked

    return Asked(now, journal.hats, journal.week_start, known_names(journal), one_name_of(journal))


def _called(journal: Journal) -> dict[str, str]:
    """What people and channels are called on screen, whole and word by word, with how a selection asks for them."""
    from twohats.journal.people import people_of

    found: dict[str, set[str]] = {}
    for name, shown in people_of(journal).shown.items():
        for part in {fold_spaced(shown), *fold(shown).split()}:
            found.setdefault(part, set()).add(f"@{name}")
    for name, shown in journal.cached_settings.channel_names.items():
        found.setdefault(fold_spaced(shown), set()).add(f"in:{name}")
    return {part: " or ".join(sorted(those)) for part, those in found.items()}


def one_name_of(journal: Journal) -> OneName:
    """What people, tags and channels in the lines are called now."""
    from twohats.journal.people import people_of

    return people_of(journal).one_name


def every_name(journal: Journal) -> dict[str, set[str]]:
    """The names in all pages and in the settings, by `channel`, `person` and `tag`."""
    days = journal.days()
    if len(days) > FEW:
        return _every_name_by_index(journal, days)
    found = gather_names(journal)
    with gc_paused():
        for day in days:
            for item in journal.page(day).items:
                if isinstance(item.value, (Entry, Event)):
                    for what, names in names_of(item.value).items():
                        found[what].update(names)
    return found


def _every_name_by_index(journal: Journal, days: Sequence[str]) -> dict[str, set[str]]:
    from twohats.index.keys import CHANNEL, PERSON, TAG
    from twohats.index.loading import names_of as names_by_index

    names = names_by_index(journal, days)
    found = {
        what: {name.removeprefix(sign) for name in names if name.startswith(sign)}
        for what, sign in (("channel", CHANNEL), ("person", PERSON), ("tag", TAG))
    }
    found["channel"].update(journal.settings.channels)
    return found


def select(journal: Journal, selection: Selection, *, by_index: bool | None = None) -> Selected:
    """The lines that are selected, and what could not be read of the days in question.

    By default the index is asked where there are many days.
    """
    one_name = one_name_of(journal) if selection.has_names else ONE_NAME_EACH
    first, last = selection.bounds()
    days, unlisted = journal.listing(first, last)
    if by_index or (by_index is None and len(days) > FEW):
        from twohats.index.selecting import selected

        with gc_paused():
            found, unread = selected(journal, selection, one_name, days, first, last)
            return Selected(tuple([Line(*line) for line in found]), (*unlisted, *unread))
    fits = matcher(selection, journal.hats, one_name)
    lines: list[Line] = []
    unread = [*unlisted]
    with gc_paused():
        for day in days:
            page, text = journal.page_and_text(day)
            unread += page.problems
            fitting = [item for item in page.items if fits(day, item)]
            if fitting:
                rows = rows_of(text)
                lines += [Line(day, item, block_in(rows, item)) for item in fitting]
    return Selected(tuple(lines), tuple(unread))


def unrated_lines(journal: Journal, now: Now) -> list[Line]:
    """The lines of time of the last days that have no motivation, the newest first; without those taken in."""
    from datetime import date, timedelta

    since = date.fromisoformat(now.day) - timedelta(days=RATED_WITHIN - 1)
    selection = understand(journal, ["m-", "since", since.isoformat()], now)
    found = [
        line
        for line in select(journal, selection).lines
        if isinstance(line.item.value, Entry) and not line.item.value.is_taken_in
    ]
    return found[::-1]


def nearest_names(journal: Journal, selection: Selection) -> list[str]:
    """The known names nearest to those that are asked for and that no line has, each with its sign."""
    from twohats.text.suggest import nearest

    asked = dict.fromkeys(
        (what, name)
        for clause in selection.alternatives
        for what, names in (
            ("channel", clause.has.channels),
            ("person", clause.has.people),
            ("tag", clause.has.tags),
        )
        for name in names
    )
    known, called = (every_name(journal), _called(journal)) if asked else ({}, {})
    found: list[str] = []
    for what, name in asked:
        if name not in known[what]:
            near = nearest(name, known[what])
            found.append(called.get(fold(name), "") if what == "person" else "")
            found[-1] = found[-1] or (f"{SIGNS[what]}{near}" if near else "")
    return [each for each in found if each]
