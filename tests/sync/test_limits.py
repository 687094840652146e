"""Two large pages that met: no page is made that could not be read, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sync.machines import DAY, PAGE

from twohats.format.paths import LARGEST, page_path

if TYPE_CHECKING:
    from tests.sync.machines import World


@pytest.mark.parametrize("between", [True, False])
def test_pages_that_are_too_large_together_are_kept_side_by_side(world: World, *, between: bool) -> None:
    """Whether git would merge them by its lines or not."""
    prose = "a line of prose that fills the page\n" * (LARGEST // 2 // 36 + 1000)
    top, _, rest = PAGE.partition("Slept badly, coffee late.\n")
    world.a.write(page_path(DAY), f"{top}{prose}Slept badly, coffee late.\n{rest}")
    world.b.write(page_path(DAY), f"{PAGE}\n{prose.upper()}" if between else f"{top}{prose.upper()}{rest}")
    assert world.b.sync().outcome == "synced"
    assert world.a.sync().outcome == "synced"
    world.b.sync()

    texts = [data.decode() for name, data in world.a.files().items() if name.startswith("days/2026/")]
    assert max(map(len, texts)) <= LARGEST
    assert any(prose in text for text in texts)
    assert any(prose.upper() in text for text in texts)
    assert world.a.files() == world.b.files()
    assert not world.a.journal.page(DAY).problems
    world.a.add("25m brand post: it goes on")
