"""The stamps of many pages at once."""

from __future__ import annotations

import os

from twohats.index.stamps import UNKNOWN, stamp_of, stamps_of
from twohats.system import folders


def test_the_pages_of_a_year_that_is_not_there_are_unknown_where_there_are_no_handles(tmp_path, monkeypatch):
    page = tmp_path / "days" / "2025" / "2025-11-22.md"
    page.parent.mkdir(parents=True)
    page.write_text("- 10m brand read\n")
    plain_stat = os.stat

    def stat(path, *, dir_fd=None, follow_symlinks=True):
        if dir_fd is not None:
            raise NotImplementedError("dir_fd unavailable on this platform")
        return plain_stat(path, follow_symlinks=follow_symlinks)

    expected = stamp_of(page.stat())
    monkeypatch.setattr(folders, "BY_HANDLE", False)
    monkeypatch.setattr(os, "stat", stat)

    assert stamps_of(str(tmp_path), ["2024-02-29", "2025-11-22", "2025-11-23"]) == [
        UNKNOWN,
        expected,
        UNKNOWN,
    ]
