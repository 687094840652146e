"""What errors, views, cards and a sync advise, in terms of the app: a key where the shell has a command. Pure."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twohats.format.model import Problem
    from twohats.sync.outcome import Advice
    from twohats.views.blocks import Fact, View
    from twohats.views.cards import Card

_IN_THE_APP = {
    "stop": "{timer.start} stops the one that runs and saves its line, {timer.drop} drops it",
    "start": "{timer.start} starts one",
    "cancel": "{timer.drop} drops it",
    "edit": "{editor.open} opens the page in your editor",
    "list": "the page shows what is there now",
    "keys": "{app.help} lists them",
    "why": "the view Why has the reasons",
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


def view_here(view: View, key_of: Callable[[str], str]) -> View:
    """A view with the advice of its facts as the app gives it; all else is words, the person's own among them."""
    from twohats.views.blocks import Facts  # not before the first frame, which shows no blocks

    return view._replace(
        blocks=tuple(
            block._replace(facts=tuple(_fact_here(fact, key_of) for fact in block.facts))
            if isinstance(block, Facts)
            else block
            for block in view.blocks
        )
    )


def _fact_here(fact: Fact, key_of: Callable[[str], str]) -> Fact:
    """The fact with its advice as the app gives it."""
    advice = fact.advice
    if advice is None:
        return fact
    if advice.command == "trials plan":
        here = " ".join(filter(None, (key_of("trial.plan"), advice.words, advice.what)))
    elif advice.command == "check" and not advice.what:  # the lines are behind the row
        here = f"{key_of('entry.open')} opens"
    else:
        command = " ".join(filter(None, ("hat", advice.command, advice.words)))
        here = f"{command}, in a shell, {advice.what}"
    return fact._replace(text=f"{fact.text}: {here}", advice=None)


def card_here(card: Card, key_of: Callable[[str], str]) -> Card:
    """A card with its hint as the app gives it."""
    return card._replace(hint=in_the_app(card.hint, card.command, key_of), command="")


def sync_advice(advice: Advice, folder: str, key: str) -> str:
    """What to do after a sync: its key where that does it, else that it is for a shell, and in which folder."""
    text = advice.says(f"press {key}")
    return f"in a shell, in {folder}: {text}" if advice.in_shell else text
