from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import Shell

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def hat(tmp_path: Path) -> Shell:
    """The command `hat` in a home of its own."""
    return Shell(tmp_path)
