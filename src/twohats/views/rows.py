"""Moved to `twohats.rows`; kept for the imports that are still to follow."""

from __future__ import annotations

from twohats.rows import *  # noqa: F403
