"""How the properties are tried: without a time limit, and in CI with the same examples every time.

At a desk hypothesis tries others in every run and keeps what fails; what lands should not hang on its luck.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
