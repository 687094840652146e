"""Rules said in the words of a line, and put into a file that keeps all else as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.errors import JournalError, NotUnderstood
from twohats.format.words import DEFAULT_HATS
from twohats.interchange.rule_edits import with_rule
from twohats.interchange.rule_words import rule_from
from twohats.interchange.rules import Rule, read_rules

ACME = (("project", ("acme",)),)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("brand do service", Rule(ACME, "brand", "do service")),
        ("b service", Rule(ACME, "brand", "do service")),
        ("p talk phone", Rule(ACME, "personal", "talk", "phone")),
        ("brand read", Rule(ACME, "brand", "read")),
        ("Brand LinkedIn", Rule(ACME, "brand", "", "linkedin")),
        ("brand", Rule(ACME, "brand")),
        ("out", Rule(ACME, leave_out=True)),
    ],
)
def test_words_of_a_line_are_a_rule(words: str, rule: Rule) -> None:
    assert rule_from("project = Acme", words, DEFAULT_HATS) == rule


@pytest.mark.parametrize(
    "words", ["", "read", "brand do", "brand read talk", "brand service a b", "brand why", "nobody talk"]
)
def test_other_words_are_none(words: str) -> None:
    with pytest.raises(NotUnderstood):
        rule_from("project = Acme", words, DEFAULT_HATS)
    with pytest.raises(NotUnderstood):
        rule_from("colour = red", "brand read", DEFAULT_HATS)


TEXTS = [
    "",
    'hat = "brand"',
    '# mine\r\nhat = "brand"\r\n',
    'hat = "personal"\n\n# theirs\n[[rule]]\nproject = "acme"\nhat = "personal"\n\n[[rule]]\ntag = "x"\nleave_out = true\n',
    "[accounts]\n'mara@example.org' = 'brand' # x",
]


@pytest.mark.parametrize("text", TEXTS)
@given(value=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(lambda text: text.strip()))
def test_a_rule_more_stands_before_all_others_and_changes_nothing_else(text: str, value: str) -> None:
    value = value.strip()
    rule = rule_from(f"tag = {value}", "brand read", DEFAULT_HATS)

    new = with_rule(text, "toggl", {"tag": value}, rule.gives, DEFAULT_HATS)

    assert read_rules(new, "toggl").rules == (rule, *read_rules(text, "toggl").rules)
    rest = iter(new.splitlines())
    assert all(line in rest for line in text.splitlines())


def test_a_file_that_is_no_toml_is_not_touched() -> None:
    with pytest.raises(JournalError):
        with_rule("hat = = 3", "toggl", {"tag": "x"}, {"hat": "brand"}, DEFAULT_HATS)
