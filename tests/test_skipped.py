"""What a run says of the tests it skips."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests import skipped
from tests.skipped import ROOT, TOOLS, missing_for

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "reason", ["needs fish", "there is no fish here", "needs zsh", "needs strace, on Linux"]
)
def test_a_reason_that_names_a_missing_tool_is_told_from_others(
    reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skipped, "is_there", lambda _: False)
    assert missing_for(reason) in TOOLS
    monkeypatch.setattr(skipped, "is_there", lambda _: True)
    assert missing_for(reason) == ""


@pytest.mark.parametrize(
    "reason", ["the superuser may read everything", "leases are Linux's", "a process is no fisherman"]
)
def test_what_no_tool_would_have_prevented(reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skipped, "is_there", lambda _: False)
    assert missing_for(reason) == ""


@pytest.mark.parametrize(("strict", "code"), [("", 0), ("1", 1)])
@pytest.mark.parametrize("workers", ["0", "2"])
def test_skips_are_named_and_fail_where_every_tool_should_be_there(
    tmp_path: Path, strict: str, code: int, workers: str
) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef test_one(): pytest.skip('needs strace')\n"
        "@pytest.mark.skipif(True, reason='another system')\ndef test_two(): pass\ndef test_three(): pass\n"
    )
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_sessionfinish, pytest_terminal_summary\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"-n{workers}", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PATH": "/no/such", "PYTHONPATH": str(ROOT), "TWOHATS_ALL_TOOLS": strict},
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    assert "needs strace\n  test_it.py::test_one" in done.stdout
    assert "another system\n  test_it.py::test_two" in done.stdout
    assert ("apt-get install strace" in done.stdout) == bool(strict)
