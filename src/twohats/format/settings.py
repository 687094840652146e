"""The contents of `hat.toml` and of the user's `config.toml`: TOML text to immutable values, and what is wrong with
it.

A setting that is not understood is a `Problem` and its default is used; nothing here stops a command.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from twohats.format.model import Problem
from twohats.format.names import name_of
from twohats.format.paths import NEWEST_FORMAT
from twohats.format.times import LATEST_START, BadTime, read_time, time_text
from twohats.format.tokens import LONGEST_WORD
from twohats.format.toml import read_toml
from twohats.format.toml_table import TableReader
from twohats.format.words import BRAND, CURRENCIES, RETURNS, SIDES, VERBS

UNREAD = ("bad-toml", "unreadable")
"""The problem codes for which the whole file is ignored."""
FOR_LATER = ("currency",)
"""Settings that are read and checked, but not used yet."""
WEEK_STARTS = {"monday": 0, "sunday": 6, "saturday": 5}
DAY_STARTS = 'a time in quotes from "00:00" to "05:59": "04:00"'
"""What `day_start` may be, for people."""


@dataclass(frozen=True, slots=True)
class HatSetting:
    """One hat of the journal's own: which side it counts for, and its short form (may be empty)."""

    side: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """What `hat.toml` says of a channel: how it is written, and whether it is social media."""

    name: str
    social: bool | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All that `hat.toml` can say, each with its default."""

    format: int = NEWEST_FORMAT
    currency: str = ""
    week_start: str = "monday"
    day_start: str = "00:00"
    """The time of the clock at which a day begins, `HH:MM`."""
    theme: str = ""
    ask_after: int = 240
    """Minutes a timer may run before `stop` asks whether it was forgotten."""
    ask_rating: bool = True
    """Whether the app asks for the motivation when a timer stops whose line has none."""
    hats: dict[str, HatSetting] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    bar: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    """What lines call something, to what it is called now: tags with `+`, people with `@`, channels without a sign.
    Chains are followed: no value is a key."""
    questions: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def unread(self) -> Problem | None:
        """Why the whole file was ignored, if it was: then the journal's own hats are unknown."""
        return next((problem for problem in self.problems if problem.code in UNREAD), None)

    @property
    def week_start_day(self) -> int:
        """The weekday a week begins on, 0 for Monday."""
        return WEEK_STARTS[self.week_start]

    @property
    def channel_names(self) -> dict[str, str]:
        """The channels that have a name to show, as words of lines, each with that name."""
        return {word: channel.name for word, channel in self.channels.items() if channel.name}

    @property
    def day_start_minute(self) -> int:
        """Minutes after midnight at which a day begins."""
        return minute_of_day_start(self.day_start) or 0

    def declared_hats(self) -> dict[str, tuple[str, str]]:
        """The journal's own hats in the form that `words.Hats` accepts."""
        return {name: (hat.side, hat.short) for name, hat in self.hats.items()}


@dataclass(frozen=True, slots=True)
class Config:
    """The user's own settings, on this machine: which journal, which theme, which keys."""

    journal: str = ""
    theme: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    sync_on_start: bool = False
    """Whether the app syncs automatically once its first screen is drawn."""
    sync_on_exit: bool = False
    """Whether it syncs when it is left."""
    problems: tuple[Problem, ...] = ()

    @property
    def doubt_about_journal(self) -> Problem | None:
        """A problem that may hide which journal the file names; None once one is named."""
        if self.journal:
            return None
        for problem in self.problems:
            if problem.code in UNREAD or "journal" in (problem.text, problem.nearest):
                return problem
        return None


def load_settings(text: str, file: str = "hat.toml") -> Settings:
    """Read the text of a `hat.toml`."""
    data = read_toml(text, file)
    if isinstance(data, Problem):
        return Settings(problems=(data,))
    problems: list[Problem] = []
    table = TableReader(data, "", problems, file)
    version = table.take("format", NEWEST_FORMAT)
    if version > NEWEST_FORMAT:
        table.wrong(
            "format", f"{version} is newer than this twohats knows", "upgrade twohats; lines are kept"
        )
    currency = table.take("currency", "").upper()
    if currency and f" {currency} " not in f" {CURRENCIES} ":
        table.wrong("currency", f"cannot be {currency!r}", "three letters of ISO 4217: GBP")
        currency = ""
    week_start = table.take("week_start", "monday", tuple(WEEK_STARTS))
    day_start = _day_start(table)
    theme = table.take("theme", "")
    hats = _hats(table)
    channels = _channels(table)
    bar = table.texts("bar")
    for kind in bar:
        if kind not in RETURNS:
            table.wrong(f"bar.{kind}", "is not a return", f"one of {' '.join(RETURNS)}")
    keys = table.texts("keys")
    renamed = _renamed(table)
    questions = table.texts("questions")
    timer = TableReader(table.take("timer", {}), "timer.", problems, file)
    ask_after = timer.take("ask_after", 240)
    ask_rating = timer.take("ask_rating", True)
    timer.close()
    table.close()
    return Settings(
        version,
        currency,
        week_start,
        day_start,
        theme,
        ask_after,
        ask_rating,
        hats,
        channels,
        bar,
        keys,
        renamed,
        questions,
        tuple(problems),
    )


def minute_of_day_start(written: str) -> int | None:
    """A time at which days may begin as minutes after midnight; None for any other text."""
    try:
        minute = read_time(written)
    except BadTime:
        return None
    return minute if minute is not None and minute <= LATEST_START else None


def _day_start(table: TableReader) -> str:
    """When a day begins, with two digits for the hour; midnight if it is not said or cannot be."""
    written = table.value("day_start")
    if written is None:
        return time_text(0)
    minute = minute_of_day_start(written) if isinstance(written, str) else None
    if minute is None:
        said = repr(written) if isinstance(written, (str, int, float)) else str(written)
        table.wrong("day_start", f"cannot be {said}", DAY_STARTS)
    return time_text(minute or 0)


def _hats(table: TableReader) -> dict[str, HatSetting]:
    hats: dict[str, HatSetting] = {}
    for name, one in table.tables("hats"):
        if not one.has("side") and name not in SIDES:
            one.wrong("side", "is missing, so it counts for brand", f"one of {', '.join(SIDES)}")
        side = one.take("side", BRAND, SIDES)
        short = one.take("short", "")
        one.close()
        if name in SIDES:
            continue  # these always exist, and their short forms are p and b
        if len(name) > LONGEST_WORD or name_of(name) != name or name in VERBS:
            table.wrong(f"hats.{name}", "cannot be a hat's name", "a word in lower case that is not a verb")
            continue
        if short and (len(short) > LONGEST_WORD or name_of(short) != short or short in ("p", "b")):
            table.wrong(f"hats.{name}.short", f"cannot be {short!r}", "a word in lower case, not p or b")
            short = ""
        hats[name] = HatSetting(side, short)
    return hats


def _channels(table: TableReader) -> dict[str, Channel]:
    channels: dict[str, Channel] = {}
    for name, one in table.tables("channels"):
        shown = one.take("name", name)
        social = one.take("social", True) if one.has("social") else None
        one.close()
        if name_of(name) != name:
            table.wrong(
                f"channels.{name}", "cannot be a channel", "a word in lower case, as it stands in lines"
            )
            continue
        channels[name] = Channel(shown, social)
    return channels


def _renamed(table: TableReader) -> dict[str, str]:
    """Old names to new ones, each with its sign, chains followed; names that go round in a circle stay as they are."""
    direct: dict[str, str] = {}
    for old, new in table.texts("renamed").items():
        before, after = _signed(old), _signed(new)
        hint = '"+old" = "+new", "@old" = "@new" or "oldchannel" = "newchannel"'
        if not before or not after or _sign(before) != _sign(after):
            table.wrong(f"renamed.{old}", f"cannot become {new!r}", hint)
        elif before == after:
            table.wrong(f"renamed.{old}", "becomes itself", hint)
        elif direct.get(before, after) != after:
            table.wrong(f"renamed.{old}", f"became {direct[before]} already", "one name becomes one other")
        else:
            direct[before] = after
    ends: dict[str, str] = {}
    for old in direct:
        chain, name = [], old
        while name in direct and name not in ends:
            ends[name] = ""  # what is met again before the end is known is a circle
            chain.append(name)
            name = direct[name]
        ends |= dict.fromkeys(chain, ends.get(name, name))
    for old, new in ends.items():
        if not new:
            table.wrong(
                f"renamed.{old}", "goes round in a circle", "the last name of a chain becomes no other"
            )
    return {old: new for old, new in ends.items() if new}


def _sign(name: str) -> str:
    return name[:1] if name[:1] in ("+", "@") else ""


def _signed(written: str) -> str:
    """A tag, a person or a channel as lines are read, its sign kept; empty for what is none."""
    sign = _sign(written)
    name = name_of(written[len(sign) :], person=sign == "@") if len(written) <= LONGEST_WORD else ""
    return sign + name if name else ""


def load_config(text: str, file: str = "config.toml") -> Config:
    """Read the text of the user's own `config.toml`."""
    data = read_toml(text, file)
    if isinstance(data, Problem):
        return Config(problems=(data,))
    problems: list[Problem] = []
    table = TableReader(data, "", problems, file)
    journal = table.take("journal", "")
    theme = table.take("theme", "")
    keys = table.texts("keys")
    sync_on_start, sync_on_exit = (
        table.take("sync_on_start", default=False),
        table.take("sync_on_exit", default=False),
    )
    table.close()
    return Config(journal, theme, keys, sync_on_start, sync_on_exit, tuple(problems))


def defaults() -> list[tuple[str, object]]:
    """Every setting of `hat.toml` with its default, in order."""
    return [(one.name, getattr(Settings(), one.name)) for one in fields(Settings) if one.name != "problems"]
