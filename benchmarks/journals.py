"""Journals of a wanted size for the benchmarks: plain, dense, the same for the same arguments."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

# Lines a day, about as many as the sample journal has: a thousand fill the 26 weeks that `hat week` reads.
A_DAY = 5
LAST = date(2026, 11, 22)
SETTLED = 62
"""Seconds after which a page counts as left alone (`index.stamps`): before that it is read again for every command."""

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


def write_full_journal(
    root: Path, entries: int, years: int, *, seed: int = 1, words: Sequence[str] = ()
) -> None:
    """Write a journal of so many lines over so many years with all that a measure can look at.

    With `words`, most frequent first, notes are made of these as those of people are: the hundredth word comes a
    hundredth as often as the first.
    """
    chance = random.Random(seed)
    often = [*accumulate(1 / rank for rank in range(1, len(words) + 1))]
    write_journal(root, 0)
    days = years * 365
    for back in range(days):
        day = LAST - timedelta(days=back)
        lines = [_full_line(chance, n) for n in range(entries * (back + 1) // days - entries * back // days)]
        if words:
            lines = [
                f"{line.partition(': ')[0]}: {' '.join(chance.choices(words, cum_weights=often, k=8))}"
                for line in lines
            ]
        folder = root / "days" / f"{day.year:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        text = f"# {day} {day:%A}\n\n" + "".join(f"- {line}\n" for line in lines)
        (folder / f"{day}.md").write_text(text)


def made_words(many: int, *, seed: int = 1) -> list[str]:
    """So many words of a made-up language, short ones mostly first."""
    chance = random.Random(seed)
    syllables = [
        first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "is")
    ]
    found: dict[str, None] = {}
    while len(found) < many:
        length = 1 + (len(found) > 60) + (len(found) > 2_000) + chance.randrange(3)
        found["".join(chance.choices(syllables, k=length))] = None
    return [*found]


_PEOPLE, _TAGS = 600, 90
_CHANNELS = ("linkedin", "mastodon", "phone", "email", "letter", "in-person", "blog", "newsletter")
_KINDS = ("reply", "reply", "reply", "conversation", "conversation", "lead", "sale", "noticed", "noise")


def _full_line(chance: random.Random, number: int) -> str:
    """A line of a day; most people are written of seldom and a few often."""
    hat = chance.choice(("personal", "brand"))
    channel = chance.choice(_CHANNELS)
    person = f"@p{int(_PEOPLE * chance.random() ** 3)}"
    tag = f" +t{chance.randrange(_TAGS)}" if chance.random() < 0.3 else ""
    note = " ".join(chance.choices(_WORDS, k=5))
    if number % 5 == 4:
        kind = chance.choice(_KINDS)
        money = f" {chance.randrange(50, 900)}GBP" if kind == "sale" else ""
        return f"{hat} got {kind} {channel} {person}{tag}{money}: {note}"
    if number % 19 == 7:
        verb = chance.choice(("gave help", "gave intro", "asked"))
        return f"{hat} {verb} {channel} {person}{tag}: {note}"
    start = (7 * 60 + number * 41 + chance.randrange(30)) % (23 * 60)
    end = start + chance.randrange(5, 60)
    activity = chance.choice(("post", "post", "read", "talk", "do"))
    activity += " speak" if activity == "do" else ""
    whom = f" {person}" if activity == "talk" or chance.random() < 0.3 else ""
    ratings = "".join(
        f" {letter}{chance.randrange(1, 6)}"
        for letter in "miu"
        if chance.random() < (0.4 if letter == "u" else 0.8)
    )
    fields = f" why:{chance.choice(('money', 'passion', 'told-to'))}" if chance.random() < 0.2 else ""
    fields += f" aim:{chance.choice(('leads', 'none', 'sale'))}" if chance.random() < 0.1 else ""
    fields += " expect:2" if activity == "post" and chance.random() < 0.1 else ""
    return (
        f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d} {hat} {activity} {channel}"
        f"{whom}{tag}{ratings}{fields}: {note}"
    )


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
