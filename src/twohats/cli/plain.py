"""Reads the plain forms of a command line without an argument parser, which costs as much as a bare interpreter.

Those are the commands that prompts, status lines and scripts call, and that people type all day, with nothing but words
and at most one option that takes no value. `commands.read_command` reads everything else, and all that is wrong, so
that help and errors are the parser's; what is read here it reads to the same (`tests/cli/test_plain.py`).
"""

from __future__ import annotations

from twohats.system.machine import as_typed
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping
else:

    class Namespace:
        """Values by name, as the parser gives them."""

        def __init__(self, **values: object) -> None:
            self.__dict__.update(values)


class Form(NamedTuple):
    """How the plain words of a command are read."""

    module: str
    """The module in `twohats.cli` that has its `run`."""
    words: str = ""
    """Where its words go; empty for a command that takes none."""
    flags: tuple[str, ...] = ()
    """Where its options without a value go, `json` for `--json`; at most one of them is given, behind the words."""
    number: str = ""
    """Where its one number goes, 1 if it is left out."""
    usual: Mapping[str, object] = {}
    """What its other options are when they are not given."""


_STOPPING = {"keep": False, "minutes": None, "drop": False}
_SELECTING = {"more_words": True}
_FILTERS: dict[str, object] = {name: [] for name in ("hat", "verb", "channel", "person", "tag")}

FORMS = {
    "start": Form("timer", words="words"),
    "stop": Form("timer", words="words", usual=_STOPPING),
    "switch": Form("timer", words="words", usual=_STOPPING),
    "cancel": Form("timer"),
    "status": Form("status", flags=("json",)),
    "list": Form("list", words="words", flags=("json",), usual={**_FILTERS, **_SELECTING}),
    "find": Form("find", words="words", flags=("json",), usual={"most": 20, **_SELECTING}),
    "sum": Form(
        "sum",
        words="words",
        flags=("json", "csv", "markdown", "plain", "all", "gap", "share"),
        usual={"of": "", "html": None, **_SELECTING},
    ),
    "week": Form("week", words="week", flags=("json", "plain"), usual={"html": None, "share": False}),
    "day": Form("day", words="day", flags=("json",)),
    "undo": Form("undo", flags=("skip",), number="times"),
    "redo": Form("undo", number="times"),
}
_LONGEST = 9
"""Digits of a number."""


def read_plain(words: list[str]) -> Namespace | None:
    """The words of a command line, read as `commands.read_command` reads them; None if they are not plain."""
    values: dict[str, object] = {"journal": "", "color": "auto"}
    if words in ([], ["--version"]):
        return Namespace(**values, command="", version=bool(words), help=False)
    form = FORMS.get(words[0])
    if form is None:
        return None
    values |= {"command": words[0], "run": _run_of(form.module), **form.usual}
    said = words[1:]
    given = said.pop()[2:] if said and said[-1] in [f"--{flag}" for flag in form.flags] else ""
    values |= {flag: flag == given for flag in form.flags}
    if any(word.startswith("-") for word in said):
        return None
    if form.words:
        values[form.words] = as_typed(said)
    elif form.number and (not said or _is_number(said)):
        values[form.number] = int(said[0]) if said else 1
    elif said:
        return None
    return Namespace(**values)


def _is_number(words: list[str]) -> bool:
    word = words[0]
    return len(words) == 1 and word.isascii() and word.isdigit() and len(word) <= _LONGEST


def _run_of(module: str) -> object:
    """The function that runs a command; `importlib`, which has a word for this, costs 0.4 ms."""
    return __import__(f"twohats.cli.{module}", fromlist=["run"]).run
