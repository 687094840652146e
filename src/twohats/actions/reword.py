"""Changes one word in each of some lines, as one change, reverted by one undo: a rating given, returns made noise."""

from __future__ import annotations

from twohats.actions.change import block_at
from twohats.errors import after_saving
from twohats.format.edit import replace_item
from twohats.format.paths import page_path
from twohats.format.reword import with_kind, with_word
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.format.words import Hats
    from twohats.journal.folder import Journal


class ShownLine(NamedTuple):
    """A line as it was shown."""

    place: str
    """`2026-11-22:3`."""
    block: str
    """Its text with the dash, the lines below it included (`page.block_of`)."""

    @property
    def item(self) -> str:
        """Its first line without the dash."""
        return self.block.partition("\n")[0].removeprefix("-").strip(" \t")


def lines_at(journal: Journal, places: Iterable[str]) -> tuple[ShownLine, ...]:
    """The lines at these places, as they stand now; raises as `change.block_at` does."""
    return tuple(ShownLine(place, block_at(journal, *_split(place))) for place in places)


def add_word(journal: Journal, line: ShownLine, word: str) -> None:
    """Add a rating (`m3`), in place of the one it has, or a field to a line; raises as `Journal.replace` does."""
    _reword(journal, [line], lambda item, hats: with_word(item, word, hats), f"add {word} to")


def make_noise(journal: Journal, lines: Sequence[ShownLine], kind: str) -> None:
    """Make returns noise of a kind (`congrats`), all or none; raises as `Journal.replace` does."""
    _reword(journal, lines, lambda item, hats: with_kind(item, kind, hats), f"call {kind} what came back at")


def _reword(
    journal: Journal, lines: Sequence[ShownLine], change: Callable[[str, Hats], str], does: str
) -> None:
    days: dict[str, list[tuple[int, ShownLine]]] = {}
    for line in lines:
        day, number = _split(line.place)
        days.setdefault(day, []).append((number, line))

    def editing(day: str) -> Callable[[str], str]:
        def edit(text: str) -> str:
            for number, line in days[day]:
                new = change(line.item, journal.hats)
                text = replace_item(text, day, number, line.block, new, journal.hats).text
            return text

        return edit

    more = f", and {len(lines) - 1} more" if len(lines) > 1 else ""
    journal.change_all(
        f"{does} {lines[0].place} {lines[0].item}{more}", {page_path(day): editing(day) for day in days}
    )
    with after_saving():
        for day, here in days.items():
            blocks = journal.blocks(day)
            journal.cache.renew_shown(
                {line.place: blocks[line.place] for _, line in here if line.place in blocks}
            )


def _split(place: str) -> tuple[str, int]:
    day, _, number = place.rpartition(":")
    return day, int(number)
