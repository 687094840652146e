"""Entry point of the command `hat`: a fast path for `hat add WORDS…`, `cli.main` for everything else."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


_SHORT = ("--version", "status", "list", "undo", "redo", "start", "stop", "switch", "cancel", "_complete")
"""What prompts, status lines and scripts call, and what people type all day."""
_VIEWS = ("day", "find", "sum", "week", "trend", "channels", "why", "people", "story", "trials", "report")
"""Commands that read much and then show it."""


def run() -> NoReturn:
    """Run the command line of this process and end it.

    After the short commands and the views the interpreter is not finalised: that would cost 2.5 of 23 ms, and a fifth
    of a second after ten years of lines. They start no thread and leave no work to the end; `main` has flushed stdout,
    and stderr is not buffered.
    """
    from twohats.system.quick_import import find_quickly

    find_quickly()
    code = main()
    if _is_short(sys.argv[1:]):
        os._exit(code)
    from twohats.cli.say import give_up_what_is_gone

    give_up_what_is_gone()
    raise SystemExit(code)


def main() -> int:
    """Run the command line of this process and return its exit code."""
    words = sys.argv[1:]
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        _open_closed()
    try:
        code = _run(words)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001  the one place where everything ends
        return _ended_by(error, words)
    return code


def _ended_by(error: BaseException, words: list[str]) -> int:
    """Report what went wrong and return the exit code. Hands back what was typed even if the installation is broken."""
    try:
        from twohats.cli.report import report

        return report(error, words)
    except Exception:  # noqa: BLE001  there is nobody left to report this to
        typed = sys.stdin.read() if words[-1:] == ["-"] else " ".join(words)
        print(f"hat: twohats is damaged, install it again ({error!r})\n{typed}", file=sys.stderr)
        return 70


def _is_plain_add(words: list[str]) -> bool:
    return len(words) > 1 and words[0] == "add" and not words[1].startswith("-")


def _is_short(words: list[str]) -> bool:
    """Whether the process ends with what it prints: nothing to take apart, and no garbage to collect on the way."""
    return _is_plain_add(words) or (bool(words) and words[0] in (*_SHORT, *_VIEWS))


def _run(words: list[str]) -> int:
    if _is_short(words):
        import gc

        gc.disable()  # collections take 1 of the 18 ms of `hat add`, and 4 of the 60 of `hat week`
    if _is_plain_add(words):
        from twohats.cli.add import main as add

        return add(words[1:])
    from twohats.cli.main import main as everything

    return everything(words)


def _open_closed() -> None:
    """Replace standard streams that were closed at the start: stdin by an empty one, the others by a null device."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115  open as long as the process lives
    nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  likewise
    sys.stdout = sys.stdout or nowhere
    sys.stderr = sys.stderr or nowhere


if __name__ == "__main__":
    run()
