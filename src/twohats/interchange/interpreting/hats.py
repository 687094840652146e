"""Which hat a record has: by the first rule that covers it, else by its account. Nothing in a text decides a hat."""

from __future__ import annotations

from twohats.interchange.rules import NO_RULES, Rules, activity_of, folded_fields
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twohats.format.words import Hats
    from twohats.interchange.record import Party, Span


class Given(NamedTuple):
    """What rules say of a record."""

    hat: str = ""
    """Empty where nothing decides it."""
    activity: str = ""
    channel: str = ""
    leave_out: bool = False


class HatRules:
    """The rules of all sources."""

    def __init__(self, rules: Mapping[str, Rules], hats: Hats) -> None:
        self._rules = rules
        self._hats = hats

    def of(self, source: str) -> Rules:
        """The rules of a source."""
        return self._rules.get(source, NO_RULES)

    def given(self, source: str, account: str, fields: Mapping[str, tuple[str, ...]]) -> Given:
        """What holds for a record with these fields."""
        rules = self.of(source)
        rule = rules.rule_for(folded_fields(fields)) if rules.rules else None
        hat = (rule.hat if rule else "") or rules.hat_of(account)
        if hat not in self._hats.sides:
            hat = ""
        return Given(hat, rule.activity, rule.channel, rule.leave_out) if rule else Given(hat)

    def of_span(self, source: str, account: str, span: Span) -> Given:
        """What holds for a span: a hat and an activity that the source states itself come first, and a tag that names
        an activity does where no rule has one.
        """
        fields: dict[str, tuple[str, ...]] = {"title": (span.title,)}
        for field, value in span.labels:
            fields[field] = (*fields.get(field, ()), value)
        given = self.given(source, account, fields)
        stated = span.hat.casefold()
        return given._replace(
            hat=stated if stated in self._hats.sides else given.hat,
            activity=activity_of(span.activity) or given.activity or _tagged(fields.get("tag", ())),
            channel=given.channel or span.channel,
        )


def fields_of_people(people: Iterable[Party]) -> dict[str, tuple[str, ...]]:
    """The fields that rules may be about, of those whom a record names."""
    keys = [party.key for party in people if party.key]
    addresses = [key.removeprefix("mailto:") for key in keys if "@" in key.strip("@")]
    return {
        "person": (*(party.name for party in people), *keys),
        "address": tuple(addresses),
        "domain": tuple(address.rpartition("@")[2] for address in addresses),
    }


def _tagged(tags: Iterable[str]) -> str:
    """The activity that one of the tags is called by."""
    return next(filter(None, map(activity_of, sorted(tags))), "")
