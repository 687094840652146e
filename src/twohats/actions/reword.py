"""Changes one word in each of some lines, as one change, reverted by one undo: a rating given, returns made noise."""

from __future__ import annotations

from twohats.errors import after_saving
from twohats.format.edit import replace_item
from twohats.format.paths import page_path
from twohats.format.reword import with_kind, with_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twohats.format.words import Hats
    from twohats.journal.folder import Journal
    from twohats.views.lines import Line


def add_word(journal: Journal, line: Line, word: str) -> None:
    """Add a rating (`m3`), in place of the one it has, or a field to a line; raises as `Journal.replace` does."""
    _reword(journal, [line], lambda item, hats: with_word(item, word, hats), f"add {word} to")


def make_noise(journal: Journal, lines: Sequence[Line], kind: str) -> None:
    """Make returns noise of a kind (`congrats`), all or none; raises as `Journal.replace` does."""
    _reword(journal, lines, lambda item, hats: with_kind(item, kind, hats), f"call {kind} what came back at")


def _reword(journal: Journal, lines: Sequence[Line], change: Callable[[str, Hats], str], does: str) -> None:
    days: dict[str, list[Line]] = {}
    for line in lines:
        days.setdefault(line.day, []).append(line)

    def editing(day: str) -> Callable[[str], str]:
        def edit(text: str) -> str:
            for line in days[day]:
                new = change(line.text, journal.hats)
                text = replace_item(text, day, line.item.number, line.block, new, journal.hats).text
            return text

        return edit

    more = f", and {len(lines) - 1} more" if len(lines) > 1 else ""
    journal.change_all(
        f"{does} {lines[0].place} {lines[0].text}{more}", {page_path(day): editing(day) for day in days}
    )
    with after_saving():
        for day, here in days.items():
            blocks = journal.blocks(day)
            journal.cache.renew_shown(
                {line.place: blocks[line.place] for line in here if line.place in blocks}
            )
