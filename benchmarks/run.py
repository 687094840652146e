"""The benchmarks of one kind, one after the other.

`python benchmarks/run.py [speed|reliability|estimates] [WORDS…]`. Without a kind it is `speed`: the figures of
docs/speed.md, some minutes; builds the wheel and installs it into an environment of its own, and needs only what
`.[test]` installs. `reliability` is the campaigns of docs/reliability.md and repairs, in full, which takes long and
needs a C compiler and strace; `estimates` is the coverage of docs/method.md. WORDS (`--peers`) go to the first script.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = {
    "speed": ("shell", "ask", "first_paint", "app_keys", "views", "readers", "importing"),
    "reliability": (
        "histories", "repairs", "fuzz", "many_writers", "editors", "full_disk", "kill_writes", "kill_sync",
        "power_cut", "index_answers",
    ),
    "estimates": ("coverage",),
}  # fmt: skip


def main() -> None:
    """Run them; the first that fails ends it."""
    words = sys.argv[1:]
    if "--help" in words or "-h" in words:
        print(__doc__)
        return
    kind = words.pop(0) if words and words[0] in KINDS else "speed"
    if words and not words[0].startswith("-"):
        sys.exit(f"{words[0]} is none of {', '.join(KINDS)}")
    for script in KINDS[kind]:
        print(f"\n== benchmarks/{script}.py\n", flush=True)
        subprocess.run([sys.executable, HERE / f"{script}.py", *words], check=True)
        words = []


if __name__ == "__main__":
    main()
