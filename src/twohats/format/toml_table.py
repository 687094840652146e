"""A TOML table read key by key: values of the wanted type, and what is wrong with the rest."""

from __future__ import annotations

from twohats.format.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

UNKNOWN = "unknown-setting"
"""The problem code of an unknown key: perhaps a typing error, perhaps of a later version. The key is kept."""
_WANTED = {
    str: "text in quotes",
    int: "a whole number",
    dict: "a table",
    bool: "true or false",
    list: "a list",
}
_A_DAY = "a date without quotes: 2026-10-05"


class TableReader:
    """A TOML table being read: takes values of the wanted type and notes what is wrong with the rest."""

    def __init__(self, data: dict[str, Any], where: str, problems: list[Problem], file: str) -> None:
        self._data = data
        self._where = where
        self._problems = problems
        self._file = file
        self._known: list[str] = []

    def take(self, key: str, default: Any, allowed: tuple[str, ...] = ()) -> Any:
        """The value of `key`, of the default's type and among `allowed` if given; else the default."""
        self._known.append(key)
        value = self._data.get(key, default)
        if type(value) is not type(default):
            self.wrong(key, f"needs {_WANTED[type(default)]}")
            return default
        if allowed and value not in allowed:
            self.wrong(key, f"cannot be {value!r}", f"one of {', '.join(allowed)}")
            return default
        return value

    def has(self, key: str) -> bool:
        """Whether the table has `key`."""
        self._known.append(key)
        return key in self._data

    def value(self, key: str) -> object:
        """What `key` has, of any type; None without it."""
        self._known.append(key)
        return self._data.get(key)

    def day(self, key: str) -> date | None:
        """The date that `key` has, without a time; None without it, or if it is none."""
        value = self.value(key)
        if value is not None and type(value).__name__ != "date":
            self.wrong(key, f"needs {_A_DAY}")
            return None
        return value  # type: ignore[return-value]  # a `date`, of which this module does not import the type

    def days(self, key: str) -> list[date]:
        """The list `key`, of which each must be a date."""
        found = []
        for value in self.take(key, []):
            if type(value).__name__ == "date":
                found.append(value)
            else:
                self.wrong(key, f"needs every one of its values to be {_A_DAY}")
        return found

    def tables(self, key: str = "") -> list[tuple[str, TableReader]]:
        """The tables within the table `key`, by name; without a key, those within this one."""
        found = []
        front = f"{key}." if key else ""
        for name, data in (self.take(key, {}) if key else self._data).items():
            if isinstance(data, dict):
                found.append(
                    (name, TableReader(data, f"{self._where}{front}{name}.", self._problems, self._file))
                )
            else:
                self.wrong(f"{front}{name}", "needs a table", f"[{front}{name}]")
        return found

    def texts(self, key: str) -> dict[str, str]:
        """The table `key` as text to text."""
        found = {}
        for name, value in self.take(key, {}).items():
            if isinstance(value, str):
                found[name] = value
            else:
                self.wrong(f"{key}.{name}", "needs text in quotes")
        return found

    def words(self, key: str) -> list[str]:
        """The list `key`, of which each must be text."""
        found = []
        for value in self.take(key, []):
            if isinstance(value, str):
                found.append(value)
            else:
                self.wrong(key, "needs every one of its values to be text in quotes")
        return found

    def wrong(self, key: str, message: str, hint: str = "") -> None:
        """Record that a key's value is not understood."""
        self._problems.append(
            Problem("bad-setting", f"{self._where}{key} {message}", hint, text=key, path=self._file)
        )

    def close(self) -> None:
        """Record the keys that were not read."""
        for key in self._data:
            if key not in self._known:
                from twohats.text.suggest import nearest

                near = nearest(key, self._known)
                known = ", ".join(dict.fromkeys(self._known))
                hint = f"did you mean {near}?" if near else f"one of {known}"
                self._problems.append(
                    Problem(
                        UNKNOWN,
                        f"{self._where}{key} is not a setting",
                        hint,
                        text=key,
                        path=self._file,
                        nearest=near or "",
                    )
                )
