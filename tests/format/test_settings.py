from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.format.paths import LARGEST_TOML
from twohats.format.settings import Config, HatSetting, Settings, defaults, load_config, load_settings
from twohats.format.words import Hats

WHOLE = """
format = 1
currency = "gbp"
week_start = "sunday"
theme = "lamplight"
[hats.novelist]
side = "brand"
short = "n"
[hats.me]
side = "personal"
[channels.linkedin]
name = "LinkedIn"
social = true
[channels.phone]
[bar]
lead = "1 per 10h"
[timer]
ask_after = 60
[keys]
"entry.add" = "x"
"""


def test_everything_that_is_said_is_read() -> None:
    said = load_settings(WHOLE)
    assert said.problems == ()
    assert (said.format, said.currency, said.week_start, said.week_start_day) == (1, "GBP", "sunday", 6)
    assert (said.theme, said.ask_after, said.bar, said.keys) == (
        "lamplight",
        60,
        {"lead": "1 per 10h"},
        {"entry.add": "x"},
    )
    assert said.hats == {"novelist": HatSetting("brand", "n"), "me": HatSetting("personal")}
    assert (
        said.channels["linkedin"].name,
        said.channels["linkedin"].social,
        said.channels["phone"].social,
    ) == ("LinkedIn", True, None)
    hats = Hats(said.declared_hats())
    assert (hats.sides["novelist"], hats.spellings["n"], hats.spellings["p"]) == (
        "brand",
        "novelist",
        "personal",
    )


@pytest.mark.parametrize(
    "text", ["", "\n# only a comment\n", "\N{ZERO WIDTH NO-BREAK SPACE}", "format = 1\r\n"]
)
def test_nothing_said_is_the_defaults(text: str) -> None:
    assert load_settings(text) == Settings()
    assert dict(defaults()) == {name: getattr(Settings(), name) for name, _ in defaults()}


WRONG = [
    # text, the key that is wrong, part of what is said
    ("curency = 'GBP'", "curency", "did you mean currency?"),
    ("zzz = 1", "zzz", "one of format"),
    ("format = 2", "format", "newer"),
    ("format = 'x'", "format", "needs a whole number"),
    ("format = true", "format", "needs a whole number"),
    ("currency = 'XXQ'", "currency", "ISO 4217"),
    ("currency = 3", "currency", "needs text in quotes"),
    ("week_start = 'friday'", "week_start", "monday"),
    ("hats = 3", "hats", "needs a table"),
    ("[hats]\nnovelist = 3", "hats.novelist", "needs a table"),
    ("[hats.novelist]\nside = 'neither'", "side", "personal"),
    ("[hats.novelist]\nside = 'brand'\nshort = 'p'", "hats.novelist.short", "not p or b"),
    ("[hats.novelist]\nshort = 'n'", "side", "is missing, so it counts for brand"),
    ("[hats.post]\nside = 'brand'", "hats.post", "not a verb"),
    ("[hats.got]\nside = 'brand'", "hats.got", "not a verb"),
    ("[hats.'two words']\nside = 'brand'", "hats.two words", "cannot be a hat's name"),
    ("[hats.personal]\nsied = 'brand'", "sied", "did you mean side?"),
    ("[channels.linkedin]\nsocial = 'yes'", "social", "true or false"),
    ("[channels.'a b']", "channels.a b", "cannot be a channel"),
    ("[bar]\nfame = '1'", "bar.fame", "is not a return"),
    ("[bar]\nlead = 3", "bar.lead", "needs text"),
    ("[timer]\nask_after = '1h'", "ask_after", "needs a whole number"),
    ("[timer]\nask_rating = 'no'", "ask_rating", "true or false"),
    ("[keys]\n'entry.add' = 3", "keys.entry.add", "needs text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "says"), WRONG, ids=[key for _, key, _ in WRONG])
def test_what_is_wrong_is_a_problem_and_the_default_holds(text: str, key: str, says: str) -> None:
    said = load_settings(text)
    assert [problem.text for problem in said.problems] == [key]
    (problem,) = said.problems
    assert says in f"{problem.message} {problem.hint}"
    assert problem.path == "hat.toml"
    usual = Settings()
    assert {hat.short for hat in said.hats.values()} <= {"", "n"}
    assert (said.week_start, said.ask_after, said.currency) == (
        usual.week_start,
        usual.ask_after,
        usual.currency,
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("currency =", 0),
        ("\n\n[hats\n", 3),
        ("a = 1\na = 2\n", 2),
        ("x = " + "[" * 5000, 0),
        ("#" * (LARGEST_TOML + 1), 0),
        ("\0", 1),
        ("\ud800 = 1", 0),
    ],
)
def test_what_is_no_toml_is_one_problem_with_its_place(text: str, line: int) -> None:
    said = load_settings(text)
    (problem,) = said.problems
    assert problem.code == "bad-toml"
    assert not line or problem.line == line
    assert (said.hats, said.currency) == ({}, "")


@given(st.text())
def test_no_text_stops_the_settings(text: str) -> None:
    assert isinstance(load_settings(text), Settings)
    assert isinstance(load_config(text), Config)


def test_the_users_config_says_which_journal_theme_and_keys() -> None:
    said = load_config('journal = "~/j"\ntheme = "beacon"\n[keys]\n"entry.add" = "x"\n')
    assert said == Config("~/j", "beacon", {"entry.add": "x"})
    assert load_config("jornal = 'x'").problems[0].hint == "did you mean journal?"


def test_chains_of_new_names_are_followed_to_their_end() -> None:
    settings = load_settings(
        '[renamed]\n"+a" = "+b"\n"+B" = "+c"\n"+c" = "+d"\n"@o’brien" = "@bo"\n"Twitter" = "mastodon"\n"+mastodon" = "+fedi"\n'
    )
    assert settings.problems == ()
    assert settings.renamed == {
        "+a": "+d", "+b": "+d", "+c": "+d", "@o'brien": "@bo", "twitter": "mastodon", "+mastodon": "+fedi",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('"+a" = "b"', "renamed.+a cannot become 'b'"),
        ('"+a" = "@b"', "renamed.+a cannot become '@b'"),
        ('a = "+b"', "renamed.a cannot become '+b'"),
        ('"+1" = "+b"', "renamed.+1 cannot become '+b'"),
        ('"+a" = "+b c"', "renamed.+a cannot become '+b c'"),
        ('"" = "b"', "renamed. cannot become 'b'"),
        ('a = ""', "renamed.a cannot become ''"),
        ("a = 1", "renamed.a needs text"),
        ('"+a" = "+A"', "renamed.+a becomes itself"),
        ('"+a" = "+b"\n"+A" = "+c"', "renamed.+A became +b already"),
        ('"+a" = "+b"\n"+b" = "+a"', "renamed.+b goes round in a circle"),
        ('x = "a"\na = "b"\nb = "a"', "renamed.x goes round in a circle"),
    ],
)
def test_a_new_name_that_cannot_be_is_a_problem_and_the_others_hold(line: str, says: str) -> None:
    settings = load_settings(f'[renamed]\n{line}\n"+book" = "+dowager"\n')
    assert any(says in problem.message for problem in settings.problems), settings.problems
    assert settings.renamed["+book"] == "+dowager"
    assert {problem.code for problem in settings.problems} == {"bad-setting"}


def test_a_chain_of_thousands_is_followed_at_once() -> None:
    many = 2000
    text = "[renamed]\n" + "".join(f'a{at} = "a{at + 1}"\n' for at in range(many))
    settings = load_settings(text)
    assert set(settings.renamed.values()) == {f"a{many}"}
    circle = load_settings(text + f'a{many} = "a0"\n')
    assert (circle.renamed, len(circle.problems)) == ({}, many + 1)


def test_questions_are_kept_by_name() -> None:
    assert load_settings('[questions]\nslow = "brand post m1-2"\n').questions == {"slow": "brand post m1-2"}
