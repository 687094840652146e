"""How often verdicts are wrong and how soon right: `python benchmarks/verdicts.py [--years 300] [--part NAME]`.

A year of a simulated journal has thirteen reviews, each worked out by the product's own measures from what stood there
by then. In journals with nothing to find a verdict is false when it contradicts that, at every review that prints it;
in the others what counts is how often, and how soon, the right one is said. The other promises of the method are asked
in the same run: intervals (`benchmarks/coverage.py`), pauses, saturation and fade. Exit code 1 if any limit is broken.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.simulator import SIDES, Wishes, simulate, simulate_lines

from twohats.format.reading import read_page
from twohats.format.words import DEFAULT_HATS
from twohats.measures import verdict as rules
from twohats.measures.bar import Bar, Bars
from twohats.measures.evidence import evidence_of, settle
from twohats.measures.hat_rules import hat_verdicts
from twohats.measures.returns import trace_returns
from twohats.measures.timeline import timeline_of
from twohats.measures.verdicts import Asked, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twohats.measures.verdict import Verdict, Verdicts

WEEKS = 52
REVIEWS = 13
BLOCK = 4
MOST_FALSE = 1.0
"""False verdicts a year, all rules together, where there is nothing to find."""
POINTS_BELOW = 5
"""How far the power may be below what the notes of the method reached."""

CONVERSATION, LEAD = "conversation", "lead"
RATES = {CONVERSATION: 0.4, LEAD: 0.05}
ALIKE = {"post": 4.2, "read": 2.9, "talk": 2.7}
"""Sittings a week of either hat at 15 ratings; the same mix in both."""
UNLIKE = {
    ("personal", "post"): 2.4, ("personal", "read"): 4.0, ("personal", "talk"): 3.0,
    ("brand", "post"): 6.0, ("brand", "read"): 1.8, ("brand", "talk"): 2.4,
}  # fmt: skip
RATED = 0.8
USUAL = sum(ALIKE.values()) * len(SIDES) * RATED
"""Ratings a week at these sittings."""
COUNTS = {"Poisson": (0.0, 1.0), "negative binomial": (2.0, 1.0), "bursts": (0.0, 2.0)}
"""Shape of the gamma of a channel's weeks, and people that one event brings."""
RATINGS = (8, 15, 30)
