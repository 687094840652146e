"""An import taken back on one machine while another one imports: what was taken back is not known afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sync.machines import World

LEDGER = "imports/ics-2026.seen"
FIRST, SECOND = f"2026-11-17 {'a' * 16}\n", f"2026-11-18 {'b' * 16}\n"


def test_a_ledger_that_is_gone_here_keeps_only_what_came_in_there(world: World) -> None:
    world.a.write(LEDGER, FIRST)
    world.meet()
    (world.b.root / LEDGER).unlink()
    world.a.write(LEDGER, FIRST + SECOND)
    world.meet()

    assert world.a.read(LEDGER) == SECOND


def test_a_ledger_that_nobody_has_changed_goes(world: World) -> None:
    world.a.write(LEDGER, FIRST)
    world.meet()
    (world.b.root / LEDGER).unlink()
    world.meet()

    assert not (world.a.root / LEDGER).exists()
