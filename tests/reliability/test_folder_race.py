"""A folder of the journal that is traded for a link while it is written to: nothing outside is touched.

Before each call that looks at the disk or changes it, in turn; `benchmarks/folder_race.py` does so at random.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from tests.reliability.racing import OPERATIONS, race_for

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="trades a folder for a link by Linux's call")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_folder_traded_for_a_link_leads_no_writer_out_of_the_journal(
    tmp_path: Path, operation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    race = race_for(tmp_path)
    tried = race.at_each_call(OPERATIONS[operation](race), monkeypatch)
    assert tried.outside == 0
    assert tried.tries > 20
    assert tried.saved > 2


@pytest.mark.parametrize("folder", ["days", ".twohats", ".twohats/tmp"])
def test_so_it_is_with_the_folder_above_and_with_our_own(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    race = race_for(tmp_path, folder)
    tried = race.at_each_call(OPERATIONS["add"](race), monkeypatch)
    assert tried.outside == 0
    assert tried.tries > 20
    assert tried.saved > 2
