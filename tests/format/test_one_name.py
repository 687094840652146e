"""Everyone and everything under one name: what was renamed, aliases, and both together."""

from __future__ import annotations

from twohats.format.one_name import ONE_NAME_EACH, one_name_of, with_one_name
from twohats.format.page import read_lines
from twohats.format.settings import load_settings

PAGE = read_lines(
    "- 25m brand post twitter @annar +book heard:Twitter met:twitter why:twitter: with @old\n"
    "- brand got reply twitter @annar from:2026-11-18/twitter/@Annar/09:35 +book +dowager\n"
    "- nothing\n- 25m brand pots\n",
    "2026-11-22",
)


def test_people_tags_and_channels_have_their_names_of_today() -> None:
    renamed = load_settings(
        '[renamed]\n"+book" = "+dowager"\n"@old" = "@annar"\n"twitter" = "mastodon"\n'
    ).renamed
    page = with_one_name(PAGE, one_name_of(renamed, {"annar": "anna"}))
    entry, event = next(page.entries()), next(page.events())
    assert (entry.channel, entry.people, entry.tags) == ("mastodon", ("anna",), ("dowager",))
    assert entry.fields == (("heard", "mastodon"), ("met", "mastodon"), ("why", "twitter"))
    assert entry.note == "with @old"
    assert (event.channel, event.people, event.tags) == ("mastodon", ("anna",), ("dowager",))
    assert event.fields == (("from", "2026-11-18/mastodon/@anna/09:35"),)
    assert page.items[2:] == PAGE.items[2:]


def test_an_alias_of_someone_renamed_is_the_new_one() -> None:
    names = one_name_of({"@anna": "@reiss"}, {"annar": "anna"})
    assert (names.person("annar"), names.person("anna"), names.person("bo")) == ("reiss", "reiss", "bo")
    assert names.keyed({"anna": "Anna", "bo": "Bo"}) == {"reiss": "Anna", "bo": "Bo"}
    assert names.keyed({"reiss": "The new", "anna": "The old"}) == {"reiss": "The new"}


def test_someone_renamed_to_an_alias_is_whom_it_stands_for() -> None:
    names = one_name_of({"@old": "@annar"}, {"annar": "anna"})
    assert (names.person("old"), names.person("annar"), names.person("anna")) == ("anna", "anna", "anna")


def test_names_that_go_round_between_the_two_files_come_to_an_end() -> None:
    names = one_name_of({"@anna": "@annar"}, {"annar": "anna"})
    assert names.person("annar") == names.person("anna")


def test_without_other_names_a_page_is_itself() -> None:
    assert with_one_name(PAGE, ONE_NAME_EACH) is PAGE
    assert with_one_name(PAGE, one_name_of({}, {})) is PAGE
