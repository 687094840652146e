"""Every benchmark, one after the other: `python benchmarks/run.py [--peers]`. About ten minutes on two cores.

Builds the wheel and installs it into an environment of its own; needs only what `.[test]` installs.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run them; the first that fails ends it."""
    for script, words in (("shell.py", sys.argv[1:]), ("first_paint.py", []), ("coverage.py", [])):
        print(f"\n== benchmarks/{script}\n", flush=True)
        subprocess.run([sys.executable, HERE / script, *words], check=True)


if __name__ == "__main__":
    main()
