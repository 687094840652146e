"""What holds for every test.

Properties have no time limit, and in CI the same examples every time: at a desk hypothesis tries others in every
run and keeps what fails, but what lands should not hang on its luck.

A shell that puts the tests in the background makes them ignore Ctrl-C, and what they start would inherit that.
"""

from __future__ import annotations

import os
import signal

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

signal.signal(signal.SIGINT, signal.default_int_handler)
