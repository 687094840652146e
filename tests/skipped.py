"""Which tests are skipped and why, told at the end of a run; in CI a skip that a tool would have prevented fails it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = dict(
    line.split() for line in (ROOT / ".ci" / "tools").read_text().splitlines() if line and line[0] != "#"
)
"""What tests drive (a program, or a file of it), and Debian's package that has it."""


def is_there(tool: str) -> bool:
    """Whether a tool of the table is on this machine."""
    return os.path.exists(tool) if tool.startswith("/") else shutil.which(tool) is not None


def missing_for(reason: str) -> str:
    """The tool whose lack the reason of a skip names, where it is really missing; else empty."""
    words = set(re.findall(r"[\w-]+", reason))
    named = (tool for tool, package in TOOLS.items() if words & {tool, package} and not is_there(tool))
    return next(named, "")


def by_reason(skipped: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Tests and why each is skipped, to the tests by reason."""
    found: dict[str, list[str]] = {}
    for test, reason in skipped:
        found.setdefault(reason, []).append(test)
    return found
