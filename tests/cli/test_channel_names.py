"""Channels are shown as hat.toml calls them, in every view; JSON has the words of the lines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.shell import Shell

NAMED = "The Weekly Letter"
SHOWN = (
    ("trend",),
    ("trials",),
    ("trials", "letter"),
    ("trials", "plan", "brand", "letter", "post", "2", "weeks", "from", "8", "feb"),
    ("channels",),
    ("channels", "letter"),
    ("report",),
    ("week",),
    ("review",),
    ("people", "anna"),
)


@pytest.fixture
def journal(hat: Shell) -> Shell:
    """A year of one channel with a trial, a decision, and pauses that merely happened."""
    (hat.journal / "hat.toml").write_text(f'format = 1\n[channels.letter]\nname = "{NAMED}"\n')
    for week in range(26):
        day = date(2026, 11, 20) - timedelta(7 * week)
        page = hat.journal / "days" / "2026" / f"{day}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"- {30 + 60 * (week % 3)}m brand post letter m3\n- brand got reply letter @anna\n")
    (hat.journal / "weeks" / "2026").mkdir(parents=True)
    (hat.journal / "weeks" / "2026" / "2026-W46.md").write_text("- decided: brand letter at most 2h a week\n")
    (hat.journal / "trials").mkdir()
    (hat.journal / "trials" / "letter.toml").write_text(
        'hat = "brand"\nchannel = "letter"\nactivity = "post"\nfrom = 2026-11-16\nto = 2026-11-29\n'
    )
    return hat


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_a_view_has_the_name_and_json_the_word(journal: Shell, words: tuple[str, ...]) -> None:
    plain = journal(*words, "--plain")
    assert NAMED in plain.out, plain
    said = [line for line in plain.out.splitlines() if "letter" in line and NAMED not in line]
    assert not [line for line in said if not line.startswith(("letter, ", "letter: "))], said
    if words[0] not in ("report", "review", "people"):
        data = journal(*words, "--json").out
        assert '"channel": "letter"' in data
        assert f'"channel": "{NAMED}"' not in data


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_a_name_that_names_somebody_is_not_handed_on(journal: Shell, words: tuple[str, ...]) -> None:
    settings = journal.journal / "hat.toml"
    settings.write_text(settings.read_text().replace(NAMED, "What Anna reads"))
    if words[0] != "review":
        assert "Anna" not in journal(*words, "--plain", "--share").out
