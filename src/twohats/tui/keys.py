"""Every key of the app: one table for bindings, key bar, help screen and `hat keys`. Imports no Textual."""

from __future__ import annotations

from functools import lru_cache

from twohats.format.model import Problem
from twohats.tui.pane_table import ASIDES, PANES
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twohats.tui.pane_table import PaneRow

LINE = "line"
"""The place of keys that is not a view: the entry line. The other places are the names of the views."""
ASKING = "asking"
"""Another: the line that a question to the journal is typed into."""
TYPING = (LINE, ASKING)
"""The places where a key that types a sign types it."""
_VIEWS = "views"
"""Stands for all views below."""
PAGE = PANES[0].name

APP, SCREEN, PANE, ENTRY = "app", "screen", "pane", "entry"
"""Who handles a key: the app, its screen, the current pane, the entry line."""


class Key(NamedTuple):
    """One thing that keys do."""

    id: str
    """What `[keys]` in `hat.toml` calls it: `entry.add`."""
    keys: str
    """Its default keys, in Textual's names, separated by commas: `a,i`."""
    action: str
    """The name of the action method of who answers to it, with its arguments if it takes any."""
    short: str
    """One word for the key bar; empty where it is not shown there."""
    says: str
    """What it does, for the help screen."""
    places: tuple[str, ...] = (_VIEWS,)
    """Where it works."""
    rank: int = 0
    """Order in the key bar, which leaves out the highest first where it is narrow."""
    removes: bool = False
    """Whether it removes something: the palette never offers it first unless it was searched for."""
    owner: str = SCREEN
    """Who answers to it."""
    on_line: bool = False
    """Whether it acts on a line of the journal: the key bar has it only where rows are lines."""


_STEPPING = ("stepping",)
"""Stands for the views that have others before and after."""
_STRETCH = ("trend", "channels", "journal")
"""The views of a stretch of time."""
_PLANNING = ("trials", "trend", "channels")
"""The views from which a trial is planned."""
_EVERYWHERE = (_VIEWS, LINE, ASKING)
_LINE = (LINE,)
_ASKING = (ASKING,)
_LINES = ("of-lines",)
"""Stands for the views in which rows can be lines of the journal."""
_FOUND = ("question",)
"""The lines that a question has found."""
_OF_VIEWS = (
    Key("entry.add", "a,i", "add", "Add", "write a line", rank=1),
    Key("entry.edit", "e", "edit", "Edit", "change the line", _LINES, 2, owner=PANE),
    Key("entry.open", "o,enter", "open", "Open", "open the row: what it stands for, a long note", rank=15, owner=PANE),
    Key("entry.delete", "d,delete", "delete", "Delete", "delete the line; undo brings it back", _LINES, 3, True, PANE),
    Key("entry.day", "m", "move_line", "", "move the line to another day", _LINES, owner=PANE),
    Key("entry.split", "percent_sign", "split_line", "", "split the line in two", _LINES, owner=PANE),
    Key("change.undo", "u", "undo", "Undo", "take back the last change", rank=4),
    Key("change.redo", "ctrl+r", "redo", "Redo", "make the change again that was taken back", _EVERYWHERE, 13),
    Key("timer.start", "s", "timer", "Timer", "start the timer, or stop it", rank=5),
    Key("timer.drop", "X", "drop_timer", "", "drop the timer; undo lets it run again", removes=True),
    Key("editor.open", "E,ctrl+e", "editor", "Editor", "open the page in $EDITOR at the line", rank=9),
    Key("page.write", "P", "write_page", "", "write on the page: prose, notes of several lines", rank=17, owner=PANE),
    Key("sync.now", "S", "sync", "Sync", "sync with your own git remote", rank=11),
    Key("move.back", "left,h,left_square_bracket", "back", "", "the day or the week before", _STEPPING,
        owner=PANE),
    Key("move.forward", "right,l,right_square_bracket", "forward", "", "the day or the week after", _STEPPING,
        owner=PANE),
    Key("move.today", "t", "today", "Now", "today, this week, all of them", rank=8, owner=PANE),
    Key("go.date", "ctrl+g", "go_date", "", "go to a date"),
    Key("go.label", "apostrophe", "jump", "", "jump: the letter typed next goes to its row"),
    Key("copy.line", "y", "copy_line", "", "copy the line"),
    Key("copy.view", "Y", "copy_view", "", "copy the view as Markdown"),
    Key("view.longer", "plus", "longer", "Longer", "a longer stretch of time", _STRETCH, 16, owner=PANE),
    Key("view.shorter", "minus", "shorter", "", "a shorter stretch of time", _STRETCH, owner=PANE),
    Key("trial.plan", "p", "plan_trial", "Plan", "plan it: a pause, half and double weeks", _PLANNING, 15, owner=PANE),
    Key("trial.stop", "B", "stop_trial", "Break off", "break off the trial", ("trials",), 16, owner=PANE),
    Key("move.down", "down,j", "move_down", "", "the next line", owner=PANE),
    Key("move.up", "up,k", "move_up", "", "the line before", owner=PANE),
    Key("move.page_down", "pagedown,ctrl+f", "page_down", "", "a screen further down", owner=PANE),
    Key("move.page_up", "pageup,ctrl+b", "page_up", "", "a screen further up", owner=PANE),
    Key("move.first", "g,home", "first", "", "the first line", owner=PANE),
    Key("move.last", "G,end", "last", "", "the last line", owner=PANE),
    Key("entry.story", "f", "story", "Follow", "follow what led to it and what it led to", rank=16, owner=PANE),
    Key("view.hat", "b", "other_hat", "Hat", "of the brand hat, or of the personal one", ("channels",), 17, owner=PANE),
)  # fmt: skip
_PEOPLE = ("people",)
_OF_ANSWERS = (
    Key("answer.write", "w", "answer_write", "Write", "begin the line for what you write to them", _PEOPLE, 2,
        owner=PANE),
    Key("answer.done", "D", "answer_done", "Done", "it is done: a note of today says so", _PEOPLE, 3, owner=PANE),
    Key("answer.later", "L", "answer_later", "Later", "later: not named for two weeks", _PEOPLE, 3, owner=PANE),
    Key("answer.no", "x", "answer_no", "Let go", "let go: not named until they turn up", _PEOPLE, 3, owner=PANE),
    Key("story.credit", "C", "credit", "", "choose what a return came from", _PEOPLE, owner=PANE),
    Key("story.none", "0", "credit_none", "", "a return came from nothing here", _PEOPLE, owner=PANE),
    Key("story.rules", "equals_sign", "credit_rules", "", "leave it to the rules again", _PEOPLE, owner=PANE),
)  # fmt: skip
_OF_APP = (
    Key("view.why", "F", "why", "", "why: what the hours were spent for", owner=PANE),
    Key("view.back", "escape,backspace", "come_back", "", "back to where a row was opened"),
    Key("view.next", "tab", "next_view", "View", "the view beside; alone, the next view", rank=7),
    Key("view.previous", "shift+tab", "next_view(-1)", "", "the one before"),
    Key("app.theme", "T", "next_theme", "Theme", "the next theme", rank=12),
    Key("app.palette", "ctrl+p", "command_palette", "Commands", "all commands, themes to try on", _EVERYWHERE, 10,
        owner=APP),
    Key("app.help", "question_mark,f1", "help", "Help", "the keys that work here", _EVERYWHERE, 6),
    Key("app.suspend", "ctrl+z", "suspend", "", "back to the shell; fg there comes back", _EVERYWHERE, owner=APP),
    Key("app.quit", "q,ctrl+q", "leave", "Quit", "quit (everything is saved, or kept)", _EVERYWHERE, 14),
)  # fmt: skip
_OF_LINE = (
    Key("line.save", "enter", "save", "Save", "save the line", _LINE, 1, owner=ENTRY),
    Key("line.complete", "tab", "complete", "Take", "take the word that is offered", _LINE, 3, owner=ENTRY),
    Key("line.leave", "escape", "leave_line", "Leave", "leave the line; what is typed stays", _LINE, 2, owner=ENTRY),
    Key("line.clear", "ctrl+u", "clear_line", "Clear", "empty the line", _LINE, 5, owner=ENTRY),
    Key("line.back", "up", "line_back", "Last lines", "bring back the lines written last", _LINE, 4, owner=ENTRY),
    Key("line.forward", "down", "line_forward", "Offers", "into the words offered; behind older lines, forward",
        _LINE, 3, owner=ENTRY),
    Key("line.offer_back", "shift+tab", "offer_back", "", "the word offered before; with none, leave", _LINE,
        owner=ENTRY),
)  # fmt: skip
_OF_LINES = (
    Key("mark.line", "space", "mark", "Mark", "mark the line, or unmark it", _LINES, 6, owner=PANE),
    Key("mark.all", "asterisk", "mark_all", "All", "mark all", _LINES, 12, owner=PANE),
    Key("mark.others", "v", "mark_others", "Others", "mark the others instead", _LINES, 18, owner=PANE),
    Key("mark.none", "V", "mark_none", "", "mark none", _LINES, owner=PANE),
    Key("entry.change", "c", "change", "Change", "change all that is marked, or the line", _LINES, 6, owner=PANE),
    Key("entry.hat", "H", "hat", "Hat", "the other hat", _LINES, 14, owner=PANE),
    Key("entry.rate", "r", "rate", "Rate", "rate it: 1 to 5, or m i u w and 1 to 5", _LINES, 5, owner=PANE),
    Key("entry.rate_m", "M", "rate_m", "", "rate motivation: 1 to 5 is typed next", _LINES, owner=PANE),
    Key("entry.rate_i", "I", "rate_i", "", "rate interest", _LINES, owner=PANE),
    Key("entry.rate_u", "U", "rate_u", "", "rate understanding", _LINES, owner=PANE),
    Key("entry.rate_w", "W", "rate_w", "", "rate worth", _LINES, owner=PANE),
    Key("entry.rate_next", "R", "rate_next", "", "rate what is unrated, line by line", owner=PANE),
    Key("entry.earlier", "less_than_sign", "earlier", "", "move it to the day before", _LINES, owner=PANE),
    Key("entry.later", "greater_than_sign", "later", "", "move it to the day after", _LINES, owner=PANE),
    Key("entry.again", "A", "again", "", "write it once more, for the day that is looked at", _LINES, owner=PANE),
    Key("entry.thread", "J", "thread", "", "put it into a thread", _LINES, owner=PANE),
    Key("entry.note", "N", "note", "", "write further lines of the note", _LINES, owner=PANE),
    Key("entry.channel_above", "quotation_mark", "channel_above", "", "take the channel of the line above", _LINES,
        owner=PANE),
    Key("entry.people_above", "at", "people_above", "", "take the people of the line above", _LINES, owner=PANE),
    Key("question.keep", "ctrl+s", "keep", "Keep", "keep the question by name", (*_FOUND, ASKING), 8, owner=PANE),
    Key("question.go", "enter", "go", "Go", "go to the line", _ASKING, 1, owner=PANE),
    Key("question.complete", "tab", "complete", "Complete", "take what is offered", _ASKING, 3, owner=PANE),
    Key("question.lines", "down,pagedown", "lines", "Lines", "into the lines; back towards what was typed", _ASKING, 2,
        owner=PANE),
    Key("question.back", "up", "older", "Before", "bring back the questions asked last", _ASKING, 4, owner=PANE),
    Key("question.clear", "ctrl+u", "clear", "Clear", "empty the question", _ASKING, 5, owner=PANE),
    Key("question.leave", "escape", "leave", "Back", "leave the question", _ASKING, 2, owner=PANE),
)  # fmt: skip


def keys_for(panes: Sequence[PaneRow]) -> tuple[Key, ...]:
    """All keys of an app with these views, in the order of the help screen."""
    panes = (*panes, *ASIDES)
    names = {
        _VIEWS: tuple(pane.name for pane in panes),
        _STEPPING[0]: tuple(pane.name for pane in panes if pane.steps),
        _LINES[0]: tuple(pane.name for pane in panes if pane.lines),
    }
    views = [
        Key(pane.id, pane.key, f"show_view('{pane.name}')", "Ask" if pane.line else "", pane.says, rank=4)
        for pane in panes
    ]
    return tuple(
        key._replace(
            places=tuple(name for place in key.places for name in names.get(place, (place,))),
            on_line=_LINES[0] in key.places,
        )
        for key in (*_OF_VIEWS, *_OF_ANSWERS, *_OF_LINES, *views, *_OF_APP, *_OF_LINE)
    )


KEYS = keys_for(PANES)
"""All of them, in the order of the help screen."""

BY_ID = {key.id: key for key in KEYS}


class Reserved(NamedTuple):
    """A key of something that does not exist yet: not bound and not shown, so that nothing else takes it."""

    id: str
    keys: str
    says: str


RESERVED: tuple[Reserved, ...] = ()
"""Keys that mean nothing yet and are kept for what is still to come; none at present."""


def clashes(keys: Iterable[Key | Reserved]) -> list[tuple[str, str, str]]:
    """Every key that means two things, with the ids of both: on whichever views, since one learns a key once.

    In the lines that one types into other keys count, which are learned as those of a line.
    """
    owners: dict[tuple[str, str], str] = {}
    found: list[tuple[str, str, str]] = []
    for key in keys:
        places = {
            place if place in TYPING else _VIEWS
            for place in (key.places if isinstance(key, Key) else (_VIEWS,))
        }
        for one in key.keys.split(","):
            for place in (_VIEWS, *TYPING):
                if place in places:
                    owner = owners.setdefault((place, one), key.id)
                    if owner != key.id and (one, owner, key.id) not in found:
                        found.append((one, owner, key.id))
    return found


_SHOWN = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": "Space", "delete": "Del", "backspace": "Bksp",
    "home": "Home", "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "f1": "F1", "left": "\N{LEFTWARDS ARROW}",
    "right": "\N{RIGHTWARDS ARROW}", "up": "\N{UPWARDS ARROW}", "down": "\N{DOWNWARDS ARROW}",
}  # fmt: skip


_NO_FILES: Mapping[str, str] = {}


_SHORTER = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Signs that Textual calls otherwise than Unicode."""
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def _name_of(sign: str) -> str:
    """A sign as Textual calls its key: `question_mark` for `?`."""
    from unicodedata import name

    named = name(sign, sign).lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(named, named)


@lru_cache(maxsize=256)
def sign_of(key: str) -> str:
    """The sign that a key types, empty for a key that types none: `?` for `question_mark`."""
    if len(key) == 1:
        return key
    from unicodedata import lookup

    # Not every name of a key can be turned back into that of its sign: that may have had hyphens.
    punctuation = next((sign for sign in _PUNCTUATION if _name_of(sign) == key), "")
    try:
        sign = punctuation or lookup(key.replace("_", " "))
    except KeyError:
        return ""
    return sign if sign.isprintable() else ""


def shown(key: str) -> str:
    """A key as people call it: `^p`, `Enter`, `?`."""
    for held, drawn in (("ctrl+", "^"), ("shift+", "Shift+"), ("alt+", "Alt+")):
        if key.startswith(held):
            return drawn + shown(key.removeprefix(held))
    return _SHOWN.get(key) or sign_of(key) or key


def keys_of(key: Key, custom: Mapping[str, str], place: str = PAGE) -> list[str]:
    """The keys of an action, `custom` mapping ids to other keys; where one types none that types a character."""
    keys = [one.strip() for one in custom.get(key.id, key.keys).split(",") if one.strip()]
    return [one for one in keys if place not in TYPING or not sign_of(one)]


def in_place(place: str, keys: Iterable[Key] = KEYS) -> list[Key]:
    """The keys that work in a place."""
    return [key for key in keys if place in key.places]


def read_keys(
    custom: Mapping[str, str],
    file: str = "",
    *,
    keys: Sequence[Key] = KEYS,
    files: Mapping[str, str] = _NO_FILES,
) -> tuple[dict[str, str], list[Problem]]:
    """The keys that `[keys]` gives to known ids; a problem for every id that is none and key given twice.

    A problem is one of `file`, or of what `files` has for its id.
    """
    by_id = {key.id: key for key in keys}
    fine: dict[str, str] = {}
    problems: list[Problem] = []
    for name, wanted in custom.items():
        if name not in by_id:
            from twohats.text.suggest import nearest

            near = nearest(name, list(by_id))
            hint, command = (f"did you mean {near}?", "") if near else ("hat keys lists them", "keys")
            problems.append(
                Problem(
                    "unknown-key",
                    f"keys.{name} is not an action",
                    hint,
                    text=name,
                    path=files.get(name, file),
                    nearest=near or "",
                    command=command,
                )
            )
        elif not wanted.strip(" ,"):
            problems.append(
                Problem(
                    "no-key", f"keys.{name} has no key", f'"{by_id[name].keys}"', path=files.get(name, file)
                )
            )
        else:
            fine[name] = ",".join(_textual_name(key) for key in wanted.split(",") if key.strip())
    return fine, problems + (list(_taken_twice(fine, file, keys, files)) if fine else [])


def _textual_name(key: str) -> str:
    """A key as Textual calls it, where the user wrote the sign itself: `?` is `question_mark`."""
    bare = key.strip()
    *held, last = bare.split("+") if bare != "+" else ["plus"]
    if len(last) == 1 and not last.isalnum():
        last = _name_of(last)
    return "+".join([*held, last])


def _taken_twice(
    custom: Mapping[str, str], file: str, keys: Sequence[Key], files: Mapping[str, str]
) -> Iterable[Problem]:
    """A problem for every key that two actions of one place share because of `custom`."""
    reported: set[tuple[str, str, str]] = set()
    for place in dict.fromkeys(place for key in keys for place in key.places):
        owners: dict[str, Key] = {}
        for key in in_place(place, keys):
            for one in keys_of(key, custom, place):
                other = owners.setdefault(one, key)
                clash = (one, other.id, key.id)
                if other is not key and (key.id in custom or other.id in custom) and clash not in reported:
                    reported.add(clash)
                    yield Problem(
                        "key-twice", f"{shown(one)} is the key of both {other.id} and {key.id}",
                        "give one of them another in [keys]", text=one,
                        path=files.get(key.id) or files.get(other.id, file),
                    )  # fmt: skip
