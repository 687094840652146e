"""What the holder of the lock leaves in its file."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from twohats.system.lock import Lock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="there the bytes themselves are locked")
def test_the_process_and_the_time_take_the_place_of_what_is_no_name_of_a_holder(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    file.write_text("not a lock of ours\n" * 100)

    with Lock(str(file), str(tmp_path)):
        assert re.fullmatch(rf"{os.getpid()} \d+\n", file.read_text())
