"""The rules of a source, `imports/SOURCE.toml` of the journal: what hat its records have, and what is assumed of them.

A person reads and edits the file (docs/import.md, "Rules"). Nothing but a rule ever decides a hat, and what no rule
decides becomes no line. What is wrong in a file is a problem, and the rest of it holds.
"""

from __future__ import annotations

from twohats.format.model import Problem
from twohats.format.names import name_of
from twohats.format.paths import IMPORTS
from twohats.format.toml import read_toml
from twohats.format.toml_table import TableReader
from twohats.format.words import ACTIVITIES, DEFAULT_HATS, KINDS, RESERVED_KEYS
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from twohats.format.words import Hats

FIELDS = (
    "project", "client", "task", "tag", "category", "domain", "app", "calendar", "title", "address", "person",
)  # fmt: skip
"""What a rule may be about."""
DO_KINDS = KINDS["do"]


class Constants(NamedTuple):
    """What is assumed where a source does not say it. Choices, not findings: each may be changed in `[constants]`."""

    silence_days: float = 7
    """R2: a longer silence ends an exchange."""
    sitting_gap_minutes: float = 30
    """R3 and R8: a longer gap ends a sitting."""
    my_words_a_minute: float = 20
    """R4: words written."""
    their_words_a_minute: float = 200
    """R4: words read."""
    minutes_a_message: float = 1
    """R4: for each message of one's own, beside its words."""
    minutes_a_letter: float = 5
    """For each mail of one's own, whatever its words."""
    real_call_minutes: float = 5
    """R2: so long a call is a real conversation."""
    answer_words: float = 5
    """R6: so many words are an answer."""
    statutory_senders: float = 5
    """R7: one sentence from so many people is noise."""
    post_words_a_minute: float = 20
    """R8: words of a post or a comment written."""
    minutes_a_post: float = 3
    """R8: for each post beside its words."""
    least_of_a_post: float = 2
    most_of_a_post: float = 45
    minutes_a_comment: float = 1
    """R8: for each comment beside its words."""
    most_people_met: float = 3
    """R10: a meeting with more people is no talk, unless a rule says what it is."""
    longest_span_hours: float = 12
    """R11: what is longer was left running."""
    watched_gap_minutes: float = 2
    """ActivityWatch: shorter gaps close."""
    least_watched_minutes: float = 2
    """ActivityWatch: shorter sittings are none."""
    days_met_before: float = 30
    """A person's first line says where they were met if that was at most so many days before."""


_AT_LEAST = {
    "my_words_a_minute": 1.0,
    "their_words_a_minute": 1.0,
    "post_words_a_minute": 1.0,
    "statutory_senders": 2.0,
}
_MOST_HOURS = 12.0


class Rule(NamedTuple):
    """What holds for the records whose fields are as it says."""

    fits: tuple[tuple[str, tuple[str, ...]], ...]
    """Fields and the values of which one must be theirs, in case-folded form; `*` at an end stands for anything."""
    hat: str = ""
    activity: str = ""
    """`post`, `read`, `talk` or `do service` …"""
    channel: str = ""
    leave_out: bool = False

    @property
    def gives(self) -> dict[str, str | bool]:
        """What it says, by its keys in the file."""
        said: dict[str, str | bool] = {"hat": self.hat, "activity": self.activity, "channel": self.channel}
        return {key: value for key, value in [*said.items(), ("leave_out", self.leave_out)] if value}

    def covers(self, fields: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether records with these fields are meant."""
        return all(
            any(_is_like(value, wanted) for value in fields.get(field, ()) for wanted in values)
            for field, values in self.fits
        )


class Rules(NamedTuple):
    """All rules of a source."""

    hat: str = ""
    """The hat of what neither a rule nor an account decides; empty: it has none."""
    accounts: Mapping[str, str] = {}
    """The hats of accounts, by what `Recognised.account` calls them."""
    zone: str = ""
    """The zone of the times, by its IANA name; empty for that of the machine."""
    me: tuple[str, ...] = ()
    """Names and addresses of the owner."""
    answers: Mapping[str, str] = {}
    """Answers to questions of the reader, by their names."""
    constants: Constants = Constants()
    rules: tuple[Rule, ...] = ()
    """The first that covers a record holds."""
    problems: tuple[Problem, ...] = ()

    def hat_of(self, account: str) -> str:
        """The hat of what no rule covers in an account."""
        return self.accounts.get(account, self.hat)

    def rule_for(self, fields: Mapping[str, tuple[str, ...]]) -> Rule | None:
        """The first rule that covers a record with these fields (as `folded_fields` has them)."""
        return next((rule for rule in self.rules if rule.covers(fields)), None)


NO_RULES = Rules()


def path_of(source: str) -> str:
    """The file with the rules of a source."""
    return f"{IMPORTS}/{source}.toml"


def read_rules(text: str, source: str, hats: Hats = DEFAULT_HATS) -> Rules:
    """The rules in the text of a file. Never raises: what is not understood is a problem, and does not hold."""
    file = path_of(source)
    data = read_toml(text, file)
    if isinstance(data, Problem):
        return Rules(problems=(data._replace(hint="what is taken in has no hat until it is fixed"),))
    problems: list[Problem] = []
    table = TableReader(data, "", problems, file)
    reading = _Reading(table, hats)
    rules = Rules(
        reading.hat(table, "hat"),
        _accounts(table, reading),
        table.take("zone", ""),
        tuple(table.words("me")),
        {name: str(value) for name, value in table.take("answers", {}).items()},
        _constants(table),
        _rules(table, reading, problems, file),
    )
    table.close()
    return rules._replace(problems=tuple(problems))


class _Reading:
    """What a rule may give, checked."""

    def __init__(self, table: TableReader, hats: Hats) -> None:
        self._table = table
        self._hats = hats

    def hat(self, table: TableReader, key: str) -> str:
        """The hat that a key names, in full or by its short form; empty without one."""
        said: str = table.take(key, "")
        return self.hat_in(table, key, said)

    def hat_in(self, table: TableReader, key: str, said: str) -> str:
        found = self._hats.spellings.get(said.lower(), "") if said else ""
        if said and not found:
            table.wrong(key, f"cannot be {said!r}", f"one of {', '.join(self._hats.sides)}")
        return found


def _accounts(table: TableReader, reading: _Reading) -> dict[str, str]:
    found = {}
    for account, said in table.texts("accounts").items():
        hat = reading.hat_in(table, f"accounts.{account}", said)
        if hat:
            found[account] = hat
    return found


def _constants(table: TableReader) -> Constants:
    given: dict[str, Any] = dict(table.take("constants", {}))
    good = {}
    for name, value in given.items():
        least = _AT_LEAST.get(name, 0.0)
        if name not in Constants._fields:
            table.wrong(f"constants.{name}", "is none", f"one of {', '.join(Constants._fields)}")
        elif type(value) not in (int, float) or not least <= value <= 100_000:
            table.wrong(f"constants.{name}", f"needs a number from {least:g} to 100000")
        elif name == "longest_span_hours" and value > _MOST_HOURS:
            table.wrong(f"constants.{name}", "needs a number up to 12: a line has at most 12 hours")
        else:
            good[name] = value
    return Constants()._replace(**good)


def _rules(table: TableReader, reading: _Reading, problems: list[Problem], file: str) -> tuple[Rule, ...]:
    found = []
    for number, data in enumerate(table.take("rule", []), start=1):
        where = f"rule {number}: "
        if not isinstance(data, dict):
            table.wrong("rule", "needs tables", "[[rule]]")
            continue
        before = len(problems)
        one = TableReader(data, where, problems, file)
        fits = []
        for field in FIELDS:
            if one.has(field):
                values = _values(one, field, data[field])
                fits.append((field, values))
        hat = reading.hat(one, "hat")
        activity = _activity(one)
        channel = _channel(one)
        leave_out = one.take("leave_out", False)  # the default, which is also the type wanted
        one.close()
        if not fits:
            one.wrong("rule", "says of nothing what it is about", f"one of {', '.join(FIELDS)}")
        elif not (hat or activity or channel or leave_out) and len(problems) == before:
            one.wrong("rule", "says nothing", "hat, activity, channel or leave_out")
        if len(problems) == before:
            found.append(Rule(tuple(fits), hat, activity, channel, leave_out))
    return tuple(found)


def _values(one: TableReader, field: str, said: object) -> tuple[str, ...]:
    values = said if isinstance(said, list) else [said]
    if not values or not all(isinstance(value, str) and value.strip() for value in values):
        one.wrong(field, "needs text in quotes, or a list of such texts")
    return tuple(str(value).strip().casefold() for value in values)


def _activity(one: TableReader) -> str:
    said: str = " ".join(one.take("activity", "").lower().split())
    activity = activity_of(said)
    if said and not activity:
        ways = ", ".join(
            [*(each for each in ACTIVITIES if each != "do"), *(f"do {kind}" for kind in DO_KINDS)]
        )
        one.wrong("activity", f"cannot be {said!r}", f"one of {ways}")
    return activity


def _channel(one: TableReader) -> str:
    said: str = one.take("channel", "")
    channel = name_of(said)
    if said and (not channel or channel in RESERVED_KEYS):
        one.wrong("channel", f"cannot be {said!r}", "a name, as it stands in a line")
    return channel


def activity_of(said: str) -> str:
    """The activity that words name in full, a kind of `do` also alone (`service`); empty if they name none."""
    said = " ".join(said.casefold().replace("-", " ").split())
    if said in DO_KINDS:
        return f"do {said}"
    if said in ACTIVITIES and said != "do":
        return said
    verb, _, kind = said.partition(" ")
    return said if verb == "do" and kind in DO_KINDS else ""


def folded_fields(fields: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The fields of a record in the form in which rules compare them."""
    return {
        field: tuple(value.strip().casefold() for value in values if value.strip())
        for field, values in fields.items()
    }


def _is_like(value: str, wanted: str) -> bool:
    bare = wanted.strip("*")
    if wanted.startswith("*") and wanted.endswith("*"):
        return bare in value
    if wanted.startswith("*"):
        return value.endswith(bare)
    if wanted.endswith("*"):
        return value.startswith(bare)
    return value == wanted
