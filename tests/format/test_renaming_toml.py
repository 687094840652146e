"""A name put in place of another one in the journal's TOML files: everything else keeps every byte."""

from __future__ import annotations

import pytest

from twohats.errors import JournalError
from twohats.format.renaming import Renaming
from twohats.format.renaming_toml import (
    check_settings,
    renamed_people,
    renamed_question,
    renamed_settings,
    renamed_trial,
    with_renamed,
)
from twohats.format.settings import load_settings
from twohats.format.words import Hats

HATS = Hats({"novelist": ("brand", "n")})
ANNA, LINKEDIN = Renaming("@", "anna", "bo"), Renaming("", "linkedin", "fedi")
TAG = Renaming("+", "launch", "o'start")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("[carl]\n", "[carl]\n"),
        ("# mine\n[anna]   # her\nname = 'Anna'\r\n", "# mine\n[bo]   # her\nname = 'Anna'\r\n"),
        ('\ufeff["Anna"]\nname = "A"', '\ufeff[bo]\nname = "A"'),
        ("[ anna ]\nx.anna = 1\n[anna.more]\ny = 1\n", "[ bo ]\nx.anna = 1\n[bo.more]\ny = 1\n"),
        ('anna = { name = "Anna" }  # x\n', 'bo = { name = "Anna" }  # x\n'),
        ('anna.name = "Anna"\nanna.met = "fair"\n', 'bo.name = "Anna"\nbo.met = "fair"\n'),
        ('[carl]\naliases = ["c", "Anna"] # two\n', '[carl]\naliases = ["c", "bo"] # two\n'),
        ('[anna]\naliases = ["bo", "annar"]\n', '[bo]\naliases = ["annar"]\n'),
        ('[anna]\naliases = ["bo"]\n', "[bo]\n"),
        ('[bo]\naliases = ["anna", "b"]\n', '[bo]\naliases = ["b"]\n'),
        # Two tables: what the new one lacks is put into it, what both say stays.
        ('[anna]\nmet = "fair"\n\n[bo]\nname = "Bo"\n', '\n[bo]\nname = "Bo"\nmet = "fair"\n'),
        (
            '[bo]\nname = "Bo"\n\n[anna]\nname = "Anna"\n# where\nmet = "fair"\naliases = ["annar"]\n\n[c]\n',
            '[bo]\nname = "Bo"\n# where\nmet = "fair"\naliases = ["annar"]\n\n[anna]\nname = "Anna"\n\n[c]\n',
        ),
        (
            '[bo]\naliases = ["b"]\n[anna]\naliases = ["a"]\nname = "A"\n',
            '[bo]\naliases = ["b", "a"]\nname = "A"\n',
        ),
        ('anna.name = "A"\n[bo]\nname = "B"\n', 'anna.name = "A"\n[bo]\nname = "B"\n'),
    ],
)
def test_a_person(text: str, expected: str) -> None:
    assert renamed_people(text, ANNA) == expected
    assert renamed_people(expected, ANNA) == expected


def test_where_people_were_met() -> None:
    text = '[a]\nmet = "LinkedIn" # x\n[b]\nmet = "fair"\n'
    assert renamed_people(text, LINKEDIN) == text.replace('"LinkedIn"', '"fedi"')
    inline = 'a = { met = "linkedin" }\n'
    assert renamed_people(inline, LINKEDIN) == inline.replace("linkedin", "fedi")
    assert renamed_people(text, TAG) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format = 1\n", "format = 1\n"),
        ("[channels.linkedin]\nname = 'L' # x\n", "[channels.fedi]\nname = 'L' # x\n"),
        ("[channels]\nlinkedin = { social = true }\n", "[channels]\nfedi = { social = true }\n"),
        ("channels.linkedin.social = true\n", "channels.fedi.social = true\n"),
        ("[hats.linkedin]\nside = 'brand'\n", "[hats.linkedin]\nside = 'brand'\n"),
        (
            "[channels.linkedin]\nsocial = true\n[channels.fedi]\nname = 'F'\n",
            "[channels.fedi]\nname = 'F'\nsocial = true\n",
        ),
        ('[questions]\na = "brand linkedin"  # x\n', '[questions]\na = "brand fedi"  # x\n'),
    ],
)
def test_a_channel_in_the_settings(text: str, expected: str) -> None:
    assert renamed_settings(text, LINKEDIN, HATS) == expected
    assert renamed_settings(expected, LINKEDIN, HATS) == expected


@pytest.mark.parametrize(
    ("words", "renaming", "expected"),
    [
        ("brand  LinkedIn m1-2 not linkedin", LINKEDIN, "brand  fedi m1-2 not fedi"),
        ("in:linkedin met:linkedin heard:Linkedin why:linkedin", LINKEDIN, "in:fedi met:fedi heard:fedi why:linkedin"),
        ("brand linkedin: linkedin", LINKEDIN, "brand fedi: linkedin"),
        ("talk linkedin", Renaming("", "linkedin", "reply"), "talk in:reply"),
        ("linkedin", Renaming("", "linkedin", "monday"), "in:monday"),
        ("talk in:talk", Renaming("", "talk", "fedi"), "talk in:fedi"),
        ("@Anna or not @anna: with @anna", ANNA, "@bo or not @bo: with @bo"),
        ("+launch +launched", TAG, "+o'start +launched"),
    ],
)  # fmt: skip
def test_a_question(words: str, renaming: Renaming, expected: str) -> None:
    assert renamed_question(words, renaming, HATS) == expected


@pytest.mark.parametrize(
    "text", ["", "format = 1", "format = 1\r\n# x\r\n", "[renamed]\n'@x' = '@y' # z\n[keys]\n"]
)
@pytest.mark.parametrize("renaming", [ANNA, LINKEDIN, TAG, Renaming("@", "zoë", "bo@x.y")])
def test_renamed_is_read_again(text: str, renaming: Renaming) -> None:
    new = with_renamed(text, renaming)
    assert load_settings(new).renamed[renaming.before()] == renaming.after()
    assert not load_settings(new).problems
    assert all(line in new for line in text.split("\n"))
    check_settings(text, new, renaming)
    with pytest.raises(JournalError):
        check_settings(text, text, renaming)


def test_a_trial() -> None:
    text = '# x\nhat = "linkedin"\nchannel = "LinkedIn" # why\nexpect = "linkedin"\n'
    assert renamed_trial(text, "trials/a.toml", LINKEDIN) == text.replace('"LinkedIn"', '"fedi"')
    assert renamed_trial(text, "trials/a.toml", ANNA) == text


def test_what_is_no_toml_is_refused_by_its_name() -> None:
    with pytest.raises(JournalError, match=r"people\.toml is not understood"):
        renamed_people("[anna\n", ANNA)
    with pytest.raises(JournalError, match=r"hat\.toml is not understood"):
        renamed_settings("[x\n", LINKEDIN, HATS)
