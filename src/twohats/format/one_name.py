"""Pages with everyone and everything under one name: `[renamed]` of `hat.toml`, then the aliases of `people.toml`.

Lines keep the names that they were written with; whoever counts them sees the names of today. So a line that arrives
late, from a machine or an export that has the old name, counts as the new.
"""

from __future__ import annotations

from twohats.format.model import Entry, Event
from twohats.format.names import name_of
from twohats.format.words import CHANNEL_KEYS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twohats.format.model import Item, Page


class OneName(NamedTuple):
    """For each name in the lines that has another one, that other one, without signs."""

    people: Mapping[str, str]
    tags: Mapping[str, str]
    channels: Mapping[str, str]

    def channel(self, name: str) -> str:
        """What a channel is called now."""
        return self.channels.get(name, name)

    def person(self, name: str) -> str:
        """Who a person is, aliases resolved."""
        return self.people.get(name, name)

    def tag(self, name: str) -> str:
        """What a tag is called now."""
        return self.tags.get(name, name)

    def keyed(self, said: Mapping[str, str]) -> dict[str, str]:
        """What is said of people by name, by the names of today; what is said of the name itself wins."""
        found = {self.person(name): what for name, what in said.items()}
        return found | {name: what for name, what in said.items() if name not in self.people}


ONE_NAME_EACH = OneName({}, {}, {})
"""Nothing has another name."""


def one_name_of(renamed: Mapping[str, str], same: Mapping[str, str]) -> OneName:
    """The names from `Settings.renamed`, whose keys have their signs, and from aliases of people."""
    people = {old[1:]: new[1:] for old, new in renamed.items() if old[0] == "@"}
    for name in (*same, *people):
        new = people.get(name, name)
        new = same.get(new, new)
        people[name] = people.get(new, new)
    return OneName(
        {old: new for old, new in people.items() if old != new},
        {old[1:]: new[1:] for old, new in renamed.items() if old[0] == "+"},
        {old: new for old, new in renamed.items() if old[0] not in "@+"},
    )


def with_one_name(page: Page, names: OneName) -> Page:
    """The page with every person, tag and channel under one name."""
    if not any(names):
        return page
    return page._replace(items=tuple([renamed_item(item, names) for item in page.items]))


def renamed_item(item: Item, names: OneName) -> Item:
    """The item with every person, tag and channel under one name, its note as it is."""
    value = item.value
    if not isinstance(value, (Entry, Event)):
        return item
    changed: dict[str, object] = {}
    if not names.people.keys().isdisjoint(value.people):
        changed["people"] = tuple(dict.fromkeys(map(names.person, value.people)))
    if not names.tags.keys().isdisjoint(value.tags):
        changed["tags"] = tuple(dict.fromkeys(names.tags.get(tag, tag) for tag in value.tags))
    if value.channel in names.channels:
        changed["channel"] = names.channels[value.channel]
    if value.fields:
        fields = tuple([(key, value_of_today(key, said, names)) for key, said in value.fields])
        if fields != value.fields:
            changed["fields"] = fields
    return item._replace(value=value._replace(**changed)) if changed else item  # type: ignore[arg-type]


def value_of_today(key: str, said: str, names: OneName) -> str:
    """The value of a field that names channels or people, with the names of today; others as they are."""
    if key in CHANNEL_KEYS:
        return names.channels.get(name_of(said), said)
    if key != "from":
        return said
    return "/".join([_in_origin(word, names) for word in said.split("/")])


def _in_origin(word: str, names: OneName) -> str:
    if word[:1] == "@":
        name = name_of(word[1:], person=True)
        return f"@{names.people[name]}" if name in names.people else word
    return names.channels.get(name_of(word), word)
