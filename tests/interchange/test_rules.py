"""The rules of a source: read with problems as values, and changed without touching what a person wrote beside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.errors import JournalError
from twohats.format.merging import toml
from twohats.interchange.rule_edits import with_rule
from twohats.interchange.rules import Constants, Rule, Rules, read_rules

FILE = """\
# Toggl, since the spring
hat = "p"  # mostly
zone = "Europe/London"
me = ["Mara Quill"]

[accounts]
"mara@example.org" = "brand"

[answers]
day-first = "yes"

[constants]
sitting_gap_minutes = 20

# The client
[[rule]]
project = "Acme"   # and nobody else
hat = "brand"
activity = "do service"

[[rule]]
tag = ["x", "Y"]
leave_out = true
"""


def problems(rules: Rules) -> list[str]:
    return [problem.sentence() for problem in rules.problems]


def test_a_file_says_hats_zone_answers_constants_and_rules() -> None:
    rules = read_rules(FILE, "toggl")
    assert not rules.problems
    assert rules == Rules(
        "personal",
        {"mara@example.org": "brand"},
        "Europe/London",
        ("Mara Quill",),
        {"day-first": "yes"},
        Constants(sitting_gap_minutes=20),
        (
            Rule((("project", ("acme",)),), "brand", "do service"),
            Rule((("tag", ("x", "y")),), leave_out=True),
        ),
    )
    assert rules.hat_of("mara@example.org") == "brand"
    assert rules.hat_of("another") == "personal"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('hat = "b2b"', "imports/x.toml: hat cannot be 'b2b'"),
        ('hut = "brand"', "imports/x.toml: hut is not a setting"),
        ("[constants]\nsitting_gap_minutes = -1", "needs a number from 0 to 100000"),
        ("[constants]\nmy_words_a_minute = 0", "needs a number from 1 to 100000"),
        ("[constants]\nlongest_span_hours = 13", "up to 12"),
        ("[constants]\nspeed = 1", "constants.speed is none"),
        ('[[rule]]\nhat = "brand"', "says of nothing what it is about"),
        ('[[rule]]\nproject = "a"', "says nothing"),
        ('[[rule]]\nproject = "a"\nactivity = "do"', "cannot be 'do'"),
        ('[[rule]]\nproject = "a"\nchannel = "no channel"', "cannot be 'no channel'"),
        ('[[rule]]\nproject = 5\nhat = "brand"', "needs text in quotes"),
        ("rule = [5]", "needs tables"),
        ("rule", "not TOML"),
    ],
)
def test_what_is_wrong_is_said_and_does_not_hold(text: str, problem: str) -> None:
    rules = read_rules(text, "x")
    assert any(problem in said for said in problems(rules)), problems(rules)
    assert not rules.rules
    assert not rules.hat
    assert rules.constants == Constants()


@given(st.text(alphabet=st.sampled_from("[]=\"'.#\n abhatrule1{},"), max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    read_rules(text, "x")


@pytest.mark.parametrize(
    ("wanted", "value", "holds"),
    [
        ("Acme", "acme", True), ("Acme*", "ACME Ltd", True), ("*ltd", "Acme Ltd", True), ("*me*", "Acme", True),
        ("Acme", "Acme Ltd", False), ("*", "", False), ("*", "anything", True),
    ],
)  # fmt: skip
def test_a_value_is_compared_without_case_and_a_star_stands_for_anything(
    wanted: str, value: str, *, holds: bool
) -> None:
    rules = read_rules(f'[[rule]]\nproject = "{wanted}"\nhat = "brand"\n', "x")
    fields = {"project": tuple(filter(None, [value.casefold()]))}
    assert (rules.rule_for(fields) is not None) == holds


def test_a_new_rule_goes_before_the_others_and_all_else_stays() -> None:
    changed = with_rule(FILE, "toggl", {"project": 'Gar"den'}, {"hat": "personal", "activity": "read"})
    new = '[[rule]]\nproject = "Gar\\"den"\nhat = "personal"\nactivity = "read"\n\n'
    above, comment, below = FILE.partition("# The client")
    assert changed == above + new + comment + below
    assert (
        with_rule("", "toggl", {"tag": "x"}, {"leave_out": True}) == '[[rule]]\ntag = "x"\nleave_out = true\n'
    )


def test_a_rule_about_the_same_is_changed_where_it_stands() -> None:
    changed = with_rule(FILE, "toggl", {"project": "acme"}, {"hat": "personal", "channel": "phone"})
    was = 'project = "Acme"   # and nobody else\nhat = "brand"\nactivity = "do service"\n'
    assert changed == FILE.replace(was, was.replace("brand", "personal") + 'channel = "phone"\n')


def test_what_is_no_rule_is_not_written() -> None:
    for fits, gives in (
        ({"colour": "red"}, {"hat": "brand"}),
        ({"tag": "x"}, {"hat": "nobody"}),
        ({"tag": "x"}, {}),
    ):
        with pytest.raises(JournalError):
            with_rule(FILE, "toggl", fits, gives)
    with pytest.raises(JournalError):
        with_rule("[[[", "toggl", {"tag": "x"}, {"hat": "brand"})


def test_rules_that_two_machines_add_are_both_there() -> None:
    one = with_rule(FILE, "toggl", {"project": "Garden"}, {"hat": "personal", "activity": "read"})
    other = with_rule(FILE, "toggl", {"project": "Book"}, {"hat": "personal", "activity": "post"})
    both = toml.merge(FILE, one, other)
    assert both is not None
    merged = read_rules(both.text, "toggl")
    assert not merged.problems
    assert {rule.fits[0][1][0] for rule in merged.rules} == {"acme", "x", "garden", "book"}
