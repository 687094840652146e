"""The ledger of imports on two machines: what is taken in or back on one is so on both."""

from __future__ import annotations

from twohats.interchange import ledger
from twohats.interchange.record import record_key

PATH = ledger.path_of("linkedin", "2026-11-18")
RULES = "imports/linkedin.toml"


def records(*names: str) -> dict[str, str]:
    return {record_key(name): "2026-11-18" for name in names}


def keys(machine) -> set[str]:
    return ledger.keys_of(machine.read(PATH))


def test_two_machines_take_in_and_back_at_once(world):
    world.a.write(PATH, ledger.with_records("", records("both", "gone", "kept")))
    world.a.sync()
    world.b.sync()
    assert keys(world.b) == set(records("both", "gone", "kept"))

    world.a.write(PATH, ledger.without_records(world.a.read(PATH), records("gone")))
    world.b.write(PATH, ledger.with_records(world.b.read(PATH), records("new")))
    world.a.sync()
    report = world.b.sync()
    world.a.sync()

    assert keys(world.a) == keys(world.b) == set(records("both", "kept", "new"))
    assert world.a.read(PATH) == world.b.read(PATH)
    assert not report.forks
    assert world.a.is_clean()
    assert world.b.is_clean()


def test_the_same_archive_on_two_machines_is_known_once(world):
    for machine in (world.a, world.b):
        machine.write(PATH, ledger.with_records("", records("one", "two")))
        machine.write(ledger.PEOPLE, ledger.with_people("", {record_key("tove"): "tove"}))
        machine.write(RULES, 'hat = "brand"\n')
    world.a.sync()
    world.b.sync()
    world.a.sync()

    for machine in (world.a, world.b):
        assert machine.read(PATH) == ledger.with_records("", records("one", "two"))
        assert machine.read(ledger.PEOPLE).count("tove") == 1
        assert machine.read(RULES) == 'hat = "brand"\n'


def test_rules_that_two_machines_add_are_on_both(world):
    world.a.write(RULES, 'hat = "brand"  # mine\n')
    world.a.sync()
    world.b.sync()
    for machine, project in ((world.a, "Acme"), (world.b, "Garden")):
        rule = f'\n[[rule]]\nproject = "{project}"\nhat = "personal"\n'
        machine.write(RULES, machine.read(RULES) + rule)
    world.a.sync()
    world.b.sync()
    world.a.sync()

    assert world.a.read(RULES) == world.b.read(RULES)
    assert all(text in world.a.read(RULES) for text in ("# mine", "Acme", "Garden"))
