"""A file is believed once nobody seems to be in the middle of saving it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from twohats.journal import stable_read
from twohats.journal.stable_read import StableFile
from twohats.system.folders import Root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def is_idle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes, float], bool]:
    """Whether a file with this content is believed at an age in seconds, on a system without leases as macOS is."""
    monkeypatch.setattr(stable_read, "_is_open_for_writing", lambda _: None)

    def judged(content: bytes, age: float) -> bool:
        (tmp_path / "page.md").write_bytes(content)
        seen = StableFile(str(tmp_path / "page.md"), Root(str(tmp_path)))
        assert seen.about
        moment = seen.about.st_mtime + age
        monkeypatch.setattr(stable_read, "time", SimpleNamespace(time=lambda: moment))
        try:
            return seen.is_idle()
        finally:
            seen.close()

    return judged


@pytest.mark.parametrize(
    ("content", "age"),
    [
        (b"", 0.5),
        (b"- 25m b po", 0.5),
        (b"- 25m b post\n".rjust(4096), 0.5),
        (b"- 25m b post\n", 0.01),
        (b"- 25m b po", 1.4),
    ],
)
def test_a_fresh_file_that_may_be_half_saved_is_not_believed_where_there_are_no_leases(
    is_idle: Callable[[bytes, float], bool], content: bytes, age: float
) -> None:
    """Empty, cut amid a line, cut where a buffer was full, or younger than any save takes."""
    assert not is_idle(content, age)


@pytest.mark.parametrize(
    ("content", "age"),
    [
        (b"- 25m b post\n".rjust(4095), 0.5),
        (b"- 25m b post\n", 0.1),
        (b"- 25m b po", 1.6),
        (b"", 1.6),
        (b"- 25m b po", -5.0),
    ],
)
def test_a_file_that_ends_with_its_line_or_has_stood_for_a_while_is_believed(
    is_idle: Callable[[bytes, float], bool], content: bytes, age: float
) -> None:
    """One from the future is no fresh one."""
    assert is_idle(content, age)
