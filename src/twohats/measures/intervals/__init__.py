"""The statistics of `docs/method.md`: distributions, intervals of rating gaps, intervals of returns per hour.

Numbers in, numbers out: nothing here knows a journal. `math` only, since `hat week` pays for every import.
"""
