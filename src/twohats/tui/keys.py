"""Every key of the app: one table for bindings, key bar, help screen and `hat keys`. Imports no Textual."""

from __future__ import annotations

from twohats.format.model import Problem
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PAGE, WEEK, LINE = "page", "week", "line"
"""The places where keys work: the page of a day, the week, the entry line."""
BOTH = (PAGE, WEEK)
EVERYWHERE = (PAGE, WEEK, LINE)


class Key(NamedTuple):
    """One thing that keys do."""

    id: str
    """What `[keys]` in `hat.toml` calls it: `entry.add`."""
    keys: str
    """The keys it has unless told otherwise, in Textual's words, a comma between: `a,i,enter`."""
    action: str
    """The name of the action method."""
    short: str
    """One word for the key bar; empty where it is not shown there."""
    says: str
    """What it does, for the help screen."""
    places: tuple[str, ...] = (PAGE,)
    """Where it works."""
    rank: int = 0
    """Order in the key bar, which leaves out the highest first where it is narrow."""
    removes: bool = False
    """Whether it takes something away: the commands never offer it first to who has not asked for it."""


KEYS = (
    Key("entry.add", "a,i,enter", "add", "Add", "write a line", BOTH, 1),
    Key("entry.edit", "e", "edit", "Edit", "change the line", (PAGE,), 2),
    Key("entry.open", "o", "open", "Open", "show all of a long note, or fold it again", (PAGE,), 15),
    Key(
        "entry.delete",
        "d,delete",
        "delete",
        "Delete",
        "delete the line; undo brings it back",
        (PAGE,),
        3,
        removes=True,
    ),
    Key("change.undo", "u", "undo", "Undo", "take back the last change", BOTH, 4),
    Key("change.redo", "ctrl+r", "redo", "Redo", "make the change again that was taken back", EVERYWHERE, 13),
    Key("timer.start", "s", "timer", "Timer", "start the timer, or stop it", BOTH, 5),
    Key("timer.drop", "X", "drop_timer", "", "drop the timer; undo lets it run again", BOTH, removes=True),
    Key("editor.open", "E,ctrl+e", "editor", "Editor", "open the page in $EDITOR at the line", BOTH, 9),
    Key("sync.now", "S", "sync", "Sync", "sync with your own git remote", BOTH, 11),
    Key("move.back", "left,h,left_square_bracket", "back", "", "the day or the week before", BOTH),
    Key("move.forward", "right,l,right_square_bracket", "forward", "", "the day or the week after", BOTH),
    Key("move.today", "t", "today", "Now", "today, or this week", BOTH, 8),
    Key("move.down", "down,j", "move_down", "", "the next line", BOTH),
    Key("move.up", "up,k", "move_up", "", "the line before", BOTH),
    Key("move.page_down", "pagedown,space", "page_down", "", "a screen further down", BOTH),
    Key("move.page_up", "pageup", "page_up", "", "a screen further up", BOTH),
    Key("move.first", "g,home", "first", "", "the first line", BOTH),
    Key("move.last", "G,end", "last", "", "the last line", BOTH),
    Key("view.today", "1", "show_page", "", "the page of a day", BOTH),
    Key("view.week", "2", "show_week", "", "the week", BOTH),
    Key("view.next", "tab", "next_view", "View", "the other view", BOTH, 7),
    Key("app.theme", "T", "next_theme", "Theme", "the next theme", BOTH, 12),
    Key(
        "app.palette",
        "ctrl+p",
        "command_palette",
        "Commands",
        "all commands, themes to try on",
        EVERYWHERE,
        10,
    ),
    Key("app.help", "question_mark,f1", "help", "Help", "the keys that work here", EVERYWHERE, 6),
    Key("app.quit", "q,ctrl+q", "leave", "Quit", "quit (everything is saved, or kept)", EVERYWHERE, 14),
    Key("line.save", "enter", "save", "Save", "save the line", (LINE,), 1),
    Key("line.complete", "tab", "complete", "Complete", "take the name that is offered", (LINE,), 3),
    Key("line.leave", "escape", "leave_line", "Leave", "leave the line; what is typed stays", (LINE,), 2),
    Key("line.clear", "ctrl+u", "clear_line", "Clear", "empty the line", (LINE,), 5),
    Key("line.back", "up", "line_back", "Last lines", "bring back the lines written last", (LINE,), 4),
    Key("line.forward", "down", "line_forward", "", "forward again, to what was being typed", (LINE,)),
)
"""All of them, in the order of the help screen."""

ON_APP = ("app.palette",)
"""Those that the app answers to and not the screen."""

BY_ID = {key.id: key for key in KEYS}

_SHOWN = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": "Space", "delete": "Del", "home": "Home",
    "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "f1": "F1", "left": "\N{LEFTWARDS ARROW}",
    "right": "\N{RIGHTWARDS ARROW}", "up": "\N{UPWARDS ARROW}", "down": "\N{DOWNWARDS ARROW}",
}  # fmt: skip


def sign_of(key: str) -> str:
    """The sign that a key types, empty for a key that types none: `?` for `question_mark`."""
    if len(key) == 1:
        return key
    from unicodedata import lookup

    try:
        sign = lookup(key.replace("_", " "))
    except KeyError:
        return ""
    return sign if sign.isprintable() else ""


def shown(key: str) -> str:
    """A key as people call it: `^p`, `Enter`, `?`."""
    for held, drawn in (("ctrl+", "^"), ("shift+", "Shift+"), ("alt+", "Alt+")):
        if key.startswith(held):
            return drawn + shown(key.removeprefix(held))
    return _SHOWN.get(key) or sign_of(key) or key


def keys_of(key: Key, said: Mapping[str, str], place: str = PAGE) -> list[str]:
    """The keys of an action where `said` maps ids to other keys; in the entry line none that types a sign."""
    keys = [one.strip() for one in said.get(key.id, key.keys).split(",") if one.strip()]
    return [one for one in keys if place != LINE or not sign_of(one)]


def in_place(place: str) -> list[Key]:
    """The keys that work in a place."""
    return [key for key in KEYS if place in key.places]


def read_keys(said: Mapping[str, str], file: str = "") -> tuple[dict[str, str], list[Problem]]:
    """The keys that `[keys]` gives to known ids; a problem for every id that is none and key given twice."""
    fine: dict[str, str] = {}
    problems: list[Problem] = []
    for name, keys in said.items():
        if name not in BY_ID:
            from twohats.text.suggest import nearest

            near = nearest(name, list(BY_ID))
            hint = f"did you mean {near}?" if near else "hat keys lists them"
            problems.append(
                Problem("unknown-key", f"keys.{name} is not an action", hint, text=name, path=file)
            )
        elif not keys.strip(" ,"):
            problems.append(Problem("no-key", f"keys.{name} has no key", f'"{BY_ID[name].keys}"', path=file))
        else:
            fine[name] = ",".join(_textual_name(key) for key in keys.split(",") if key.strip())
    return fine, problems + list(_taken_twice(fine, file))


def _textual_name(key: str) -> str:
    """A key as Textual calls it, where the user wrote the sign itself: `?` is `question_mark`."""
    bare = key.strip()
    *held, last = bare.split("+") if bare != "+" else ["plus"]
    if len(last) == 1 and not last.isalnum():
        from unicodedata import name

        last = name(last, last).lower().replace("-", "_").replace(" ", "_")
    return "+".join([*held, last])


def _taken_twice(said: Mapping[str, str], file: str) -> Iterable[Problem]:
    """A problem for every key that two actions of one place share because of `said`."""
    told: set[tuple[str, str, str]] = set()
    for place in EVERYWHERE:
        owners: dict[str, Key] = {}
        for key in in_place(place):
            for one in keys_of(key, said, place):
                other = owners.setdefault(one, key)
                clash = (one, other.id, key.id)
                if other is not key and (key.id in said or other.id in said) and clash not in told:
                    told.add(clash)
                    yield Problem(
                        "key-twice", f"{shown(one)} is the key of both {other.id} and {key.id}",
                        "give one of them another in [keys]", text=one, path=file,
                    )  # fmt: skip
