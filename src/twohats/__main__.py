"""The door of the command `hat`: the short way for `hat add`, the long way for everything else."""

from __future__ import annotations


def main() -> int:
    """Run the command line of this process and return its exit code."""
    return 0
