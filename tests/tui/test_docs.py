"""`docs/app.md` against the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from twohats.tui.keys import KEYS, PAGE, RESERVED, keys_of, shown
from twohats.tui.pane_table import ASIDES, PANES

PAGE_OF_THE_APP = (Path(__file__).parents[2] / "docs" / "app.md").read_text(encoding="utf-8")
ROWS = {row.split("`")[1]: row for row in PAGE_OF_THE_APP.splitlines() if row.startswith("| `")}


def test_every_key_is_documented_and_no_other() -> None:
    assert list(ROWS) == [key.id for key in KEYS]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_a_key_is_documented_as_it_is(key) -> None:
    keys = " ".join(f"`{shown(one)}`" for one in keys_of(key, {}, PAGE))
    views = [pane.name for pane in (*PANES, *ASIDES)]
    of_lines = [pane.name for pane in (*PANES, *ASIDES) if pane.lines]
    named = {"views": views, "lines": of_lines}
    name = next((name for name, these in named.items() if set(these) <= set(key.places)), "")
    others = [one for one in key.places if one not in named.get(name, ())]
    places = " ".join([name, *others] if name else others)
    assert ROWS[key.id] == f"| `{key.id}` | {keys} | {key.says} | {places} |"


def test_the_keys_of_the_examples_are_known() -> None:
    from twohats.format.settings import load_settings
    from twohats.tui.keys import read_keys

    example = PAGE_OF_THE_APP.partition("```toml\n")[2].partition("```")[0]
    settings = load_settings(example)
    assert settings.problems == ()
    assert read_keys(settings.keys)[1] == []


def test_the_keys_that_are_kept_and_those_that_are_free_are_as_documented() -> None:
    sentence = PAGE_OF_THE_APP.partition("A key means the same in every view")[2].partition("\n\n")[0]
    kept, _, free = sentence.partition("; `")
    reserved = {shown(one) for key in RESERVED for one in key.keys.split(",")}
    taken = {shown(one) for key in KEYS for one in key.keys.split(",")} | reserved
    assert not kept.split("`")[1::2]
    assert not reserved
    assert {free.partition("`")[0], *free.split("`")[2::2]} == {"n", "z", "K"}
    assert not {"n", "z", "K"} & taken
