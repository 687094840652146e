"""The three-way merge of the inbox: like that of a page, but line by line, each with its date and reason.

The unit is what `hat inbox` imports: a line, with or without a dash, and the further indented lines directly below it.
The date above a line is part of its meaning: in the result a line is below its date, or the date is added. The reasons
that `hat inbox` writes below lines are not part of it: two machines may read one line on different days and each write
a reason with its own date. It stays one line; it gets the earlier reason, whose date is the day the line belongs to.
Pure.
"""

from __future__ import annotations

from functools import lru_cache

from twohats.drafting.inbox_lines import REASON, indent, item_end, names_a_day
from twohats.format.merging.blocks import Block, BlockId, blocks_of, is_item
from twohats.format.merging.line_set import LINE_SET
from twohats.format.merging.markdown import PAGE, Manner, pick
from twohats.format.merging.result import check_lines
from twohats.format.paths import INBOX_FILE
from twohats.text.encoding import BOM

_DATE = "\r\n"
"""Separates a line and its date in a key: no line in a key ends with a carriage return."""


class _Inbox(Manner):
    """How the inbox is split into blocks and joined again."""

    def check(self, base: str, ours: str, theirs: str, merged: str) -> bool:
        """Whether a merge lost no line and invented none; reasons do not count, since we write them."""
        texts = [_without_reasons(text) for text in (base, ours, theirs, merged)]
        known = {reason for _, reasons in texts[1:3] for reason in reasons}
        return check_lines(*(text for text, _ in texts)) and known.issuperset(texts[3][1])

    def blocks_of(self, text: str) -> tuple[list[Block], str]:
        """The lines of an inbox with those below them, each keyed with the date it stands under."""
        blocks, tail = blocks_of(text, _end_of)
        date = ""
        keyed: list[Block] = []
        for block in blocks:
            key = self.key_of(block.raw)
            if _begins_section(block.raw):
                date = key if _is_date(block.raw) else ""
            elif date:
                key += _DATE + date
            keyed.append(Block(key, block.raw, block.lead))
        return keyed, tail

    def key_of(self, raw: str) -> str:
        """The key of a line with those below it: as `blocks.key_of`, without the reason."""
        first, *below = [line.rstrip(" \t\r") for line in _apart(raw)[0].split("\n")]
        if is_item(first) and first[1:2] in (" ", "\t"):
            first = first[0] + " " + first[1:].lstrip(" \t")
        return "\n".join([first, *("  " + line.lstrip(" \t") for line in below)])

    def completed(self, counts: dict[str, int]) -> dict[str, int]:
        """The counts, with the dates of kept lines, even if one side removed those with its own lines."""
        return counts | {date: 1 for key in counts if (date := _date_of(key)) and date not in counts}

    def arranged(self, order: list[BlockId]) -> list[BlockId]:
        """The order with each line below its date, or where no date applies; misplaced ones go to the end of the first
        such section.
        """
        sections: list[list[BlockId]] = [[]]
        home: dict[str, list[BlockId]] = {"": sections[0]}
        date = ""
        strays: list[BlockId] = []
        for place in order:
            if _begins_section(place[0]):
                date = place[0] if _is_date(place[0]) else ""
                sections.append([place])
                home.setdefault(date, sections[-1])
            elif _date_of(place[0]) == date:
                sections[-1].append(place)
            else:
                strays.append(place)
        for place in strays:
            home[_date_of(place[0])].append(place)
        return [place for section in sections for place in section]

    def may_follow(self, above: str, block: str) -> bool:
        """Whether a line may follow another directly without becoming part of it."""
        return _begins_section(above) or indent(block) <= indent(above)

    def spelled(self, was: str, one: str, other: str) -> str:
        """The version of the side that changed it; if both did, with the earlier reason."""
        if was in (one, other):
            return pick(was, one, other)
        old, first, second = (_apart(raw) for raw in (was, one, other))
        line, reason = pick(old[0], first[0], second[0]), _reason_of(old[1], first[1], second[1])
        fitting = [raw for raw, parts in ((one, first), (other, second)) if parts == (line, reason)]
        if fitting:
            return max(fitting)
        top, newline, below = line.partition("\n")
        return top + (f"\n{reason}" if reason else "") + newline + below


INBOX = _Inbox()
merge, check = INBOX.merge, INBOX.check


def manner_of(path: str) -> Manner:
    """How a file of the journal is merged that is no TOML."""
    if path.endswith(".seen"):
        return LINE_SET
    return INBOX if path == INBOX_FILE else PAGE


def _end_of(lines: list[str], at: int) -> int:
    return at + 1 if _begins_section(lines[at]) else item_end(lines, at)


def _begins_section(text: str) -> bool:
    """Whether a line is a heading or only a date, and so applies to the lines below, up to the next one."""
    return text.startswith("#") or _is_date(text)


@lru_cache(maxsize=1 << 16)
def _is_date(text: str) -> bool:
    return names_a_day(text.partition("\n")[0].rstrip("\r"))


def _date_of(key: str) -> str:
    """The key of the date above a line."""
    return key.partition(_DATE)[2]


def _apart(raw: str) -> tuple[str, str]:
    """A line with those below it, and its reason; the earliest of several."""
    first, *below = raw.split("\n")
    reasons = [line for line in below if REASON.match(line)]
    if not reasons:
        return raw, ""
    return "\n".join([first, *(line for line in below if line not in reasons)]), min(reasons, key=_by_date)


def _reason_of(was: str, one: str, other: str) -> str:
    """The reason of the side that changed it; the earlier one if both did."""
    if was and was in (one, other):
        return other if one == was else one
    return min((reason for reason in (one, other) if reason), key=_by_date, default="")


def _by_date(reason: str) -> tuple[str, str]:
    match = REASON.match(reason)
    return (match[1] if match else "", reason)


def _without_reasons(text: str) -> tuple[str, set[str]]:
    """The text without its reasons, and the reasons."""
    lines = text.removeprefix(BOM).split("\n")
    reasons = {line.rstrip("\r") for line in lines if REASON.match(line)}
    return BOM + "\n".join("" if REASON.match(line) else line for line in lines), reasons
