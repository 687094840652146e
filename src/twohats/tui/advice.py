"""What to do about an error, in terms of the app: a key where the shell has a command. Pure."""

from __future__ import annotations

from typing import TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.format.model import Problem
    from twohats.sync.outcome import Advice
    from twohats.views.blocks import Fact

T = TypeVar("T")

_IN_THE_APP = {
    "stop": "{timer.start} stops the one that runs and saves its line, {timer.drop} drops it",
    "start": "{timer.start} starts one",
    "cancel": "{timer.drop} drops it",
    "edit": "{editor.open} opens the page in your editor",
    "list": "the page shows what is there now",
    "keys": "{app.help} lists them",
    "status": "",
    "add": "",
}
"""The commands that the shell suggests, and their equivalents in the app."""


def in_the_app(hint: str, command: str, key_of: Callable[[str], str]) -> str:
    """A hint as the app gives it, `command` being the one that it names; `key_of` tells what key an action has.

    Empty where nothing is left of it.
    """
    if not command:
        return hint
    if command not in _IN_THE_APP:
        return f"in a shell: {hint}"
    return _with_keys(_IN_THE_APP[command], key_of)


def problem_text(problem: Problem, key_of: Callable[[str], str]) -> str:
    """A problem with its hint as the app gives it."""
    hint = in_the_app(problem.hint, problem.command, key_of)
    return f"{problem.sentence()} ({hint})" if hint else problem.sentence()


def _with_keys(text: str, key_of: Callable[[str], str]) -> str:
    """A text in which ids of actions stand in braces, with their keys."""
    pieces = text.replace("}", "{").split("{")  # every second one is the id of an action
    return "".join(key_of(piece) if at % 2 else piece for at, piece in enumerate(pieces))


_HERE = (
    ("hat trials plan ", "{trial.plan} "),
    ("hat add ", "{entry.add} "),
    ("hat why ", "{view.why} "),
    (": hat edit", ": {editor.open}"),
)
"""What views call by a command of the shell, and what it is called where they are looked at with keys."""


def said_here(said: T, key_of: Callable[[str], str]) -> T:
    """The same blocks of a view with keys for commands: for the advice of a fact, and in texts that are the program's.

    The rows of a table are lines and names of the journal, and a fact may quote one: that is the person's own.
    """
    from twohats.views.blocks import Door, Fact, Record  # not before the first frame, which shows no blocks

    if isinstance(said, Fact):
        return _fact_here(said, key_of)  # type: ignore[return-value]  # a fact for a fact
    if isinstance(said, (Record, Door)):
        return said
    if isinstance(said, str):
        text: str = said
        for command, here in _HERE if "hat " in said else ():
            if command in text:
                text = text.replace(command, _with_keys(here, key_of))
        return text  # type: ignore[return-value]  # a text for a text
    if isinstance(said, tuple):
        parts = [said_here(each, key_of) for each in said]
        return type(said)(*parts) if hasattr(said, "_fields") else type(said)(parts)
    return said


def _fact_here(fact: Fact, key_of: Callable[[str], str]) -> Fact:
    """The fact with its advice as the app gives it."""
    advice = fact.advice
    if advice is None:
        return fact
    if advice.command == "trials plan":
        here = f"{key_of('trial.plan')} {advice.words}"
    elif advice.command == "check" and not advice.what:  # the lines are behind the row
        here = f"{key_of('entry.open')} opens"
    else:
        command = " ".join(filter(None, ("hat", advice.command, advice.words)))
        here = f"{command}, in a shell, {advice.what}"
    return fact._replace(text=f"{fact.text}: {here}", advice=None)


def sync_advice(advice: Advice, folder: str, key: str) -> str:
    """What to do after a sync: its key where that does it, else that it is for a shell, and in which folder."""
    text = advice.says(f"press {key}")
    return f"in a shell, in {folder}: {text}" if advice.in_shell else text
