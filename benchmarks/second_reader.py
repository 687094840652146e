"""The reader of twohats held against a second one, which was written from `docs/format.md` alone.

`python benchmarks/second_reader.py [--pages 100000] [--odd 20000] [--first 0]`. The pages are those of
`tests/format/made_pages.py`: so many made from the grammar, and so many that keep to none. Each is read by both, and
every field of every item and every place of every problem is compared. What differs is a fault of a reader or an
ambiguity of the document. Prints each such page, and the figures.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.format.made_pages import Page, odd_page_of, page_of
from tests.format.readings import reading_of
from tests.format.second_reader import read

MOST_SHOWN = 20
Reading = dict[str, list[dict[str, Any]]]


def difference(one: Reading, other: Reading) -> str:
    """Where the two readings of a page part; empty if they are the same."""
    if one == other:
        return ""
    for what in ("problems", "items"):
        ours = [each for each in one[what] if each not in other[what]]
        theirs = [each for each in other[what] if each not in one[what]]
        if ours or theirs:
            return f"{what}: {ours} by the first, {theirs} by the second"
    return f"in another order: {one} by the first, {other} by the second"


def compare(name: str, made: Callable[[int], Page], seeds: range) -> int:
    """Read the pages of these numbers with both, and say what they hold; returns how many are read differently."""
    start = time.process_time()
    held: Counter[str] = Counter()
    differing = 0
    for seed in seeds:
        page = made(seed)
        reading = reading_of(page.data, page.hats)
        held.update(each.get("code") or each["type"] for what in reading.values() for each in what)
        told = difference(reading, read(page.data, page.hats))
        if told:
            differing += 1
            if differing <= MOST_SHOWN:
                print(f"{name} {seed}, hats {page.hats}:\n{page.data!r}\n{told}\n")
    print(", ".join(f"{count:,} {what}" for what, count in held.most_common()), flush=True)
    print(
        f"{len(seeds):,} {name}, {differing:,} read differently, {time.process_time() - start:.0f} s of CPU\n"
    )
    return differing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--odd", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    wanted = parser.parse_args()
    made = compare("pages of the grammar", page_of, range(wanted.first, wanted.first + wanted.pages))
    odd = compare("odd pages", odd_page_of, range(wanted.first, wanted.first + wanted.odd))
    return 1 if made or odd else 0


if __name__ == "__main__":
    sys.exit(main())
