"""The door of the command `hat`: the short way for `hat add WORDS…`, the long way for everything else."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line of this process and return its exit code."""
    words = sys.argv[1:]
    try:
        if len(words) > 1 and words[0] == "add" and not words[1].startswith("-"):
            from twohats.cli.add import main as add

            return add(words[1:])
        from twohats.cli.main import main as everything

        return everything(words)
    except BaseException as error:
        from twohats.cli.report import report

        return report(error)


if __name__ == "__main__":
    raise SystemExit(main())
