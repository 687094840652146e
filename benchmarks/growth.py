"""Does the time grow with the text? Everything that takes text from outside, at n, 2n and 4n lines or characters.

`python benchmarks/growth.py [--only WORD …] [--list]`. The processor's time of this process, the least of several
tries, with no search for garbage. Each shape begins at a size that can be measured. Twice the text may take 2.6 times
as long, no more, or the exit code is 1; so is it where one of the figures that are promised (10,000 lines within a
second, 4 MiB read within two) is not kept. The shapes are in `growth_shapes.py`. A busy machine makes figures worse.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.growth_shapes import BOUNDS, SHAPES, Shape

MOST = 2.6
"""Times as long that twice the text may take: 2 for time in proportion, and what a busy machine adds."""
MEASURABLE = 0.02
"""Seconds that the smallest of the three sizes has to take."""
TRIES = 3


def seconds(act: Callable[[], object], tries: int) -> float:
    """The least processor time of several tries."""
    least = float("inf")
    for _ in range(tries):
        gc.collect()
        gc.disable()
        begun = time.process_time()
        act()
        least = min(least, time.process_time() - begun)
        gc.enable()
        if least > 1:
            break
    return least


def growth(shape: Shape) -> tuple[int, list[float]]:
    """The size from which a shape is measured, and its times at that, at twice and at four times as much."""
    size = shape.size
    while size * 8 <= shape.most and seconds(shape.make(size), 1) < MEASURABLE:
        size *= 2
    times = [seconds(shape.make(size * many), TRIES) for many in (1, 2, 4)]
    for _ in range(3):  # a busy machine: only what is slow each time is slow
        if times[0] < MEASURABLE / 4 or worst(times) <= MOST:
            break
        again = [seconds(shape.make(size * many), TRIES) for many in (1, 2, 4)]
        times = again if worst(again) < worst(times) else times
    return size, times


def worst(times: list[float]) -> float:
    """By how much the time grew at most when the text was doubled."""
    return max(times[1] / max(times[0], 1e-4), times[2] / max(times[1], 1e-4))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", nargs="*", default=[""], metavar="WORD", help="shapes whose names have one of these"
    )
    parser.add_argument("--list", action="store_true", help="name the shapes and measure nothing")
    args = parser.parse_args()
    shapes = [shape for shape in SHAPES if any(word in shape.name for word in args.only)]
    bounds = [bound for bound in BOUNDS if any(word in bound.name for word in args.only)]
    if args.list:
        print("\n".join([*(shape.name for shape in shapes), *(bound.name for bound in bounds)]))
        return 0
    wrong = 0
    print(f"{'shape':<52}{'n':>9}{'n':>9}{'2n':>9}{'4n':>9}   worst")
    for shape in shapes:
        size, times = growth(shape)
        bad = times[0] >= MEASURABLE / 4 and worst(times) > MOST
        wrong += bad
        said = "".join(f"{1000 * each:>7.0f}ms" for each in times)
        print(f"{shape.name:<52}{size:>9}{said}{worst(times):>7.2f}{'  TOO MUCH' if bad else ''}", flush=True)
    print(f"\n{'promised':<52}{'most':>9}{'took':>9}")
    for bound in bounds:
        took = seconds(bound.make(), 1)
        if took > bound.seconds:  # the machine was busy, perhaps
            took = min(took, *(seconds(bound.make(), 1) for _ in range(TRIES)))
        bad = took > bound.seconds
        wrong += bad
        print(f"{bound.name:<52}{bound.seconds:>8.1f}s{took:>8.2f}s{'  TOO MUCH' if bad else ''}", flush=True)
    print(f"\n{len(shapes)} shapes, {len(bounds)} promises; {wrong} not kept")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
