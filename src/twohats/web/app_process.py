"""The process that runs the app for one page: `python -m twohats.web.app_process JOURNAL`, started by `web.session`.

It never outlives the server: where that is gone, in whatever way, the app is left as with the end of a terminal.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from twohats.errors import TwohatsError
from twohats.journal.folder import Journal
from twohats.text.visible import visible
from twohats.tui.run import run_app

LOOKS = 0.5
"""Seconds between two looks at whether the server is there."""
TO_LEAVE = 8
"""Seconds that the app has to leave by itself: what is typed is on the disk within one."""


def main() -> int:
    """Run the app on the journal that the command line names; its exit code."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    journal = Journal(sys.argv[1])
    try:
        return run_app(journal, journal.now)
    except TwohatsError as error:
        print(visible(f"hat: {error.message}"), file=sys.stderr)
        return error.exit_code


def _end_with(parent: int) -> None:
    """End this process when its parent is another than it was: first as a terminal would, then at once."""
    while os.getppid() == parent:
        time.sleep(LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(TO_LEAVE)
    os._exit(1)


if __name__ == "__main__":
    raise SystemExit(main())
