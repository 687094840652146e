"""Journals of a wanted size for the benchmarks: plain, dense, the same for the same arguments."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

# Lines a day, about as many as the sample journal has: a thousand fill the 26 weeks that `hat week` reads.
A_DAY = 5
LAST = date(2026, 11, 22)

_WORDS = ("draft", "of the", "launch thread,", "notes from", "the reading,", "answers to letters,", "a call")


def write_journal(root: Path, entries: int, *, a_day: int = A_DAY, seed: int = 1) -> None:
    """Write a journal of so many entries that ends on Sunday 2026-11-22."""
    chance = random.Random(seed)
    root.mkdir(parents=True, exist_ok=True)
    (root / "hat.toml").write_text("format = 1\n")
    day, left = LAST, entries
    while left > 0:
        lines = [_line(chance, n) for n in range(min(a_day, left))]
        left -= len(lines)
        folder = root / "days" / f"{day.year:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        text = f"# {day} {day:%A}\n\n" + "".join(f"- {line}\n" for line in lines)
        (folder / f"{day}.md").write_text(text)
        day -= timedelta(days=1)


def _line(chance: random.Random, number: int) -> str:
    hat = chance.choice(("personal", "brand"))
    note = " ".join(chance.choices(_WORDS, k=5))
    if number % 7 == 6:
        return f"{hat} got reply linkedin @p{chance.randrange(40)} +t{chance.randrange(9)}: {note}"
    start = 8 * 60 + number * 90 + chance.randrange(30)
    end = start + chance.randrange(5, 60)
    activity = chance.choice(("post", "read", "talk"))
    channel = chance.choice(("linkedin", "mastodon", "phone", "email"))
    rating = f"m{chance.randrange(1, 6)} i{chance.randrange(1, 6)}"
    return (
        f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d} {hat} {activity} {channel} "
        f"@p{chance.randrange(40)} {rating}: {note}"
    )
