"""Names are compared in one way everywhere: letter case, composed or decomposed, aliases, what people are called, and
the bytes of the command line whatever the locale calls its encoding.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.shell import Shell

PAGE = "- 25m brand talk café @zoë +größe why:naïve: met Zoë, Käse\n"


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


ASKED = (
    "list all --person zoë", "list all --person @zoë", "list all --tag größe", "list all --channel café", "list all @zoë",
    "list all +größe", "list all café", "list all in:café", "list all why:naïve", "list all : Käse", "find Käse", "find @zoë",
    "sum all café", "channels café", "people zoë", "people @zoë", "people ZOË", "story @zoë", "story +größe", "story zoë",
    "rename @zoë @zoe --dry-run", "rename channel café tee --dry-run", "rename +größe +x --dry-run",
    "change all café to m3 --dry-run", "change all talk to @zoë --dry-run", "trials 2026-11-café",
    "_complete list all @zo", "_complete add 25m b talk @zoë", "people later zoë 2 weeks",
)  # fmt: skip
FORMS = (composed, decomposed)


def _write(hat: Shell, form: Callable[[str], str]) -> None:
    hat.write(form(PAGE))
    trial = hat.journal / "trials" / form("2026-11-café.toml")
    trial.parent.mkdir()
    trial.write_text('hat = "brand"\nchannel = "café"\nfrom = 2026-11-30\nto = 2026-12-06\n')


@pytest.mark.parametrize("words", ASKED)
def test_what_is_asked_is_found_in_either_form(hat: Shell, words: str) -> None:
    found = []
    for stored in FORMS:
        shutil.rmtree(hat.journal / "trials", ignore_errors=True)
        shutil.rmtree(hat.journal / "weeks", ignore_errors=True)
        _write(hat, stored)
        for asked in FORMS:
            done = hat(*asked(words).split(" "))
            found.append((done.code, composed(done.out)))
    assert found[0][0] in (0, 1 if "dry-run" in words else 0)
    assert found[0][1]
    assert len({*found}) == 1, found


@pytest.fixture
def latin_1(tmp_path: Path) -> dict[str, str]:
    """A locale of ISO-8859-1, in a terminal that sends UTF-8."""
    if not shutil.which("localedef") or not os.path.exists("/usr/share/i18n/locales/de_DE"):
        pytest.skip("needs locales, to make one")
    where = tmp_path / "locales"
    where.mkdir()
    subprocess.run(["localedef", "-i", "de_DE", "-f", "ISO-8859-1", f"{where}/de_DE"], check=True, timeout=60)
    return {"LOCPATH": str(where), "LC_ALL": "de_DE", "LANG": ""}


@pytest.mark.parametrize("words", ASKED)
def test_arguments_are_read_alike_in_every_locale(hat: Shell, latin_1: dict[str, str], words: str) -> None:
    _write(hat, composed)
    usual = hat(*words.split())
    shutil.rmtree(hat.journal / "weeks", ignore_errors=True)
    here = hat(*words.split(), env={**latin_1, "PYTHONIOENCODING": "utf-8"})
    if "trials" in usual.out + words:  # the names of files are shown as the locale says
        here, usual = here._replace(out=""), usual._replace(out="")
    assert here == usual


def test_what_is_typed_is_saved_as_it_is_in_every_locale(
    hat: Shell, latin_1: dict[str, str], tmp_path: Path
) -> None:
    hat("add", "25m b talk café @zoë: Käse", env=latin_1)
    hat("got", "b", "reply", "@zoë:", "größer", env=latin_1)
    hat("edit", "1", "25m b talk café @zoé: Käse", env=latin_1)
    hat("add", "-", stdin="5m p read: größe\n", env=latin_1)
    hat.on_terminal("add", talk=[("> ", "5m p read: Öl\r"), ("2026-11-22:4", "\r")], env=latin_1)
    assert hat.items() == ["25m brand talk café @zoé: Käse", "brand got reply @zoë: größer",
                           "5m personal read: größe", "5m personal read: Öl"]  # fmt: skip
    hat("trials", "plan", "brand", "café", "--expect", "Käse", "--yes", env=latin_1)
    (trial,) = (hat.journal / "trials").iterdir()
    assert 'expect = "Käse"' in trial.read_text("utf-8")
    assert hat("init", str(tmp_path / "jä"), env=latin_1).code == 0
    assert (tmp_path / "jä").is_dir()
    assert hat("--journal", str(tmp_path / "jä"), "add", "5m b read", env=latin_1).code == 0
    assert hat("week", "--html", str(tmp_path / "wö.html"), env=latin_1).code == 0
    assert (tmp_path / "wö.html").is_file()


PEOPLE = """\
[anna]
aliases = ["annar"]
name = "Anna Reiss"
[bea]
name = "Bea Reiss"
[zo]
name = "Zoe\u0308 Park"
"""


@pytest.fixture
def called(hat: Shell) -> Shell:
    (hat.journal / "people.toml").write_text(PEOPLE)
    (hat.journal / "hat.toml").write_text('[channels.blog]\nname = "My Blog"\n')
    hat.write(
        "- 25m brand talk blog @anna: one\n- 25m brand talk blog @annar: two\n- 5m personal talk @zo @bea\n"
    )
    return hat


@pytest.mark.parametrize(
    "words",
    ["list all --person anna", "list all --person annar", "list all --person ANNA", "list all @annar", "find @annar", "find annar",
     "find Anna", "sum all @annar", "people annar", "people anna reiss", "story annar", "list all blog @anna", "list all brand"],
)  # fmt: skip
def test_an_alias_is_the_person_everywhere(called: Shell, words: str) -> None:
    out = called(*words.split()).out
    assert out.count("blog @anna") == 2 or "2 lines" in out


@pytest.mark.parametrize(
    "words", [("people", "Park"), ("people", "ZOË", "park"), ("story", "park"), ("people", "@zo")]
)
def test_people_are_found_by_a_part_of_what_they_are_called(called: Shell, words: tuple[str, ...]) -> None:
    assert "Park" in called(*words).out


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [(("people", "reiss"), 2, "@anna or @bea"), (("story", "Reiss"), 2, "@anna or @bea"), (("list", "all", "Park"), 2, "did you mean @zo?"),
     (("list", "all", "reiss"), 2, "did you mean @anna or @bea?"), (("list", "all", "@park"), 1, "did you mean @zo?"),
     (("list", "--person", "a b"), 1, "nobody here is called a b"), (("list", "--tag", "a or b"), 2, "takes one word"),
     (("list", "--person", ""), 2, "needs a name")],
)  # fmt: skip
def test_who_may_be_meant_is_said(called: Shell, words: tuple[str, ...], code: int, hint: str) -> None:
    done = called(*words)
    assert done.code == code
    assert hint in done.err


def test_options_take_what_people_and_channels_are_called(called: Shell) -> None:
    assert called("list", "--person", "Anna Reiss").out.count("\n") == 2
    assert called("list", "--channel", "my blog").out.count("\n") == 2


def test_an_alias_is_no_new_person(called: Shell) -> None:
    (called.journal / "people.toml").write_text(PEOPLE.replace('"annar"', '"annar", "anne"'))
    assert "anne" not in called("add", "5m b talk @anne").err
    assert "new person @ann;" in called("add", "5m b talk @ann").err
