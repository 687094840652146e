"""Text compared with a file of it: pictures are reviewed as pictures."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

ACCEPT = "TWOHATS_ACCEPT"


def same_as(path: Path, text: str) -> None:
    """Fail unless the file holds exactly this text; with TWOHATS_ACCEPT=1 write it, to be looked at in review."""
    assert text.strip(), "there is nothing to compare"
    if os.environ.get(ACCEPT):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path} is missing; write it with {ACCEPT}=1 and look at it"
    assert text == path.read_text(encoding="utf-8"), f"not what {path.name} holds"
