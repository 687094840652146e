"""Trials of doing without: the text of a `trials/NAME.toml` to a value, and what is wrong with it.

`docs/format.md`, section 10. Nothing here judges a trial, and nothing asks what day it is.
"""

from __future__ import annotations

from datetime import date, timedelta

from twohats.format.model import Problem
from twohats.format.names import name_of
from twohats.format.paths import NEWEST_FORMAT
from twohats.format.toml import read_toml
from twohats.format.toml_table import UNKNOWN, TableReader
from twohats.format.words import ACTIVITIES
from twohats.values import NamedTuple

SIMPLE, COIN, HALF_DOUBLE = DESIGNS = ("simple", "coin", "half-double")
"""One pause; pairs of blocks of which a coin makes one silent; pairs of a block of half and one of double time."""
MOST_WEEKS = 104
"""A longer trial is a typing error in a year."""
BLOCK_WEEKS = (1, 2)


class Trial(NamedTuple):
    """What is left out when, and what its user wrote down before."""

    name: str
    """Its file without folder and ending."""
    path: str
    hat: str
    channel: str
    """Empty: any channel."""
    activity: str
    """Empty: any activity."""
    design: str
    first: date | None
    """None if it is not understood."""
    last: date | None
    counts: str
    expect: str
    interest: str
    stop_if: str
    question: str
    seed: str
    block_weeks: int
    drawn: tuple[date, ...]
    """The first days of the blocks that are silent, or of half the time, in order. Of a simple pause none."""
    ended: date | None
    """The day on which it was broken off."""
    ended_because: str
    problems: tuple[Problem, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the trial can be looked at: nothing in it is wrong but perhaps unknown keys."""
        return all(problem.code == UNKNOWN for problem in self.problems)

    @property
    def weeks(self) -> int:
        """How many weeks it lasts as planned."""
        return 0 if self.first is None or self.last is None else ((self.last - self.first).days + 1) // 7

    @property
    def blocks(self) -> list[tuple[date, date]]:
        """The first and last day of each block as planned, in order; of a simple pause its only one."""
        if self.first is None or self.last is None:
            return []
        if self.design == SIMPLE:
            return [(self.first, self.last)]
        days = 7 * self.block_weeks
        starts = range(0, (self.last - self.first).days + 1, days)
        return [
            (self.first + timedelta(days=at), self.first + timedelta(days=at + days - 1)) for at in starts
        ]


def coin(seed: str, pair: int) -> int:
    """Which block of a pair (from 0) the coin makes silent, or half: 0 the first, 1 the second.

    The lowest bit of the last byte of SHA-256 of `seed:pair` in UTF-8, so that anyone can toss it again.
    """
    from hashlib import sha256

    return sha256(f"{seed}:{pair}".encode("utf-8", "surrogateescape")).digest()[-1] & 1


def drawn_blocks(seed: str, first: date, pairs: int, block_weeks: int) -> tuple[date, ...]:
    """The first days of the blocks that the coin draws, one a pair."""
    days = 7 * block_weeks
    return tuple([first + timedelta(days=(2 * pair + coin(seed, pair)) * days) for pair in range(pairs)])


def read_trial(text: str, path: str, *, week_start: int = 0) -> Trial | Problem:
    """Read the text of a trial; a problem if it is not TOML. What is wrong in it is among its `problems`.

    `week_start` is the weekday on which the journal's weeks begin, 0 for Monday.
    """
    data = read_toml(text, path)
    if isinstance(data, Problem):
        return data._replace(hint="until it is fixed, the trial is ignored")
    problems: list[Problem] = []
    table = TableReader(data, "", problems, path)
    version = table.take("format", NEWEST_FORMAT)
    if version > NEWEST_FORMAT:
        table.wrong("format", f"{version} is newer than this twohats knows", "upgrade twohats")
    hat, channel = _name(table, "hat"), _name(table, "channel")
    activity = table.take("activity", "")
    if activity and activity not in ACTIVITIES:
        table.wrong("activity", f"cannot be {activity!r}", f"one of {', '.join(ACTIVITIES)}")
    if not hat:
        table.wrong("hat", "is missing", 'hat = "brand"')
    if not (channel or activity):
        table.wrong("channel", "is missing, and so is activity", "one of them says what is left out")
    design = table.take("design", SIMPLE, DESIGNS)
    first, last = _first_and_last(table, week_start)
    counts, expect, interest = table.take("counts", ""), table.take("expect", ""), table.take("interest", "")
    stop_if, question = table.take("stop_if", ""), table.take("question", "")
    seed = _seed(table)
    block_weeks = table.take("block_weeks", BLOCK_WEEKS[0])
    if block_weeks not in BLOCK_WEEKS:
        table.wrong("block_weeks", f"cannot be {block_weeks}", "1 or 2")
        block_weeks = BLOCK_WEEKS[0]
    blocks, listed = table.days("blocks"), table.has("blocks")
    ended, ended_because = table.day("ended"), table.take("ended_because", "")
    if ended is not None and first and last and not first <= ended <= last:
        table.wrong("ended", f"{ended} is outside of the trial", f"{first} to {last}")
    table.close()
    drawn = () if first is None or last is None else _drawn(table, design, first, last, seed, block_weeks,
                                                            blocks if listed else None)  # fmt: skip
    name = path.rpartition("/")[2].removesuffix(".toml")
    return Trial(name, path, hat, channel, activity, design, first, last, counts, expect, interest,
                 stop_if, question, seed, block_weeks, drawn, ended,
                 ended_because, tuple(problems))  # fmt: skip


def _name(table: TableReader, key: str) -> str:
    written = table.take(key, "")
    name = name_of(written)
    if written and not name:
        table.wrong(key, f"cannot be {written!r}", f"a {key}, as it stands in lines")
    return name


def _seed(table: TableReader) -> str:
    """The seed, text or a whole number, as text."""
    if not table.has("seed"):
        return ""
    seed = table.value("seed")
    if not isinstance(seed, (str, int)) or isinstance(seed, bool) or seed == "":
        table.wrong("seed", "needs text in quotes, or a whole number")
        return ""
    return str(seed)


def _first_and_last(table: TableReader, week_start: int) -> tuple[date | None, date | None]:
    """The first and last day, if they are whole weeks."""
    first, last = table.day("from"), table.day("to")
    for key, day in (("from", first), ("to", last)):
        if not table.has(key):
            table.wrong(key, "is missing", f"{key} = 2026-10-05")
        elif day is None:
            return None, None
    if first is None or last is None:
        return None, None
    days = (last - first).days + 1
    if days <= 0:
        table.wrong("to", f"{last} is before {first}", "the last day of the trial")
    elif days % 7 or first.weekday() != week_start:
        table.wrong(
            "to" if days % 7 else "from", f"{first} to {last} are not whole weeks", "a trial has whole weeks"
        )
    elif days > 7 * MOST_WEEKS:
        table.wrong("to", f"{last} is more than {MOST_WEEKS} weeks later", "is the year right?")
    else:
        return first, last
    return None, None


def _drawn(
    table: TableReader, design: str, first: date, last: date, seed: str, weeks: int, blocks: list[date] | None
) -> tuple[date, ...]:
    """The blocks that are silent, or half: as listed, else as the seed draws them."""
    if design == SIMPLE:
        if blocks:
            table.wrong("blocks", "belongs to other designs", f"one of {', '.join(DESIGNS[1:])}")
        return ()
    days = 7 * weeks
    pairs, rest = divmod((last - first).days + 1, 2 * days)
    if rest:
        table.wrong("to", f"{last} ends no pair of blocks", f"pairs of {2 * weeks} weeks from {first}")
        return ()
    by_coin = drawn_blocks(seed, first, pairs, weeks) if seed else ()
    if blocks is None:
        if not by_coin:
            table.wrong(
                "blocks", "is missing, and so is seed", "the first days of the blocks that were drawn"
            )
        return by_coin
    for pair in range(pairs):
        start = first + timedelta(days=2 * pair * days)
        if sum(block in (start, start + timedelta(days=days)) for block in blocks) != 1:
            table.wrong("blocks", f"has not one block of the pair from {start}", "one of each pair is drawn")
            return ()
    if len(blocks) != pairs:
        table.wrong("blocks", "has a day that begins no block", f"blocks of {days} days from {first}")
        return ()
    if by_coin and tuple(sorted(blocks)) != by_coin:
        table.wrong("blocks", f"is not what the seed {seed} draws", "one of the two was changed afterwards")
    return tuple(sorted(blocks))
