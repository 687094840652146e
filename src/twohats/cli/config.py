"""`hat config`, `themes` and `keys`: every setting and where it comes from, the themes, the app's keys."""

from __future__ import annotations

from twohats.actions.settings import (
    SETTABLE_IN_JOURNAL,
    Setting,
    set_day_start,
    set_setting,
    settings_in_force,
    settings_problems,
)
from twohats.cli.commands import add_command
from twohats.cli.say import remark, say
from twohats.cli.terminal import open_journal, show, write_json
from twohats.errors import JournalError, NotUnderstood, after_saving
from twohats.format.paths import SETTINGS_FILE
from twohats.format.settings import FOR_LATER
from twohats.journal.find import find_journal
from twohats.system import machine
from twohats.system.theme_files import load_themes, user_folder
from twohats.system.user_config import config_path, read_config
from twohats.tui.keys import KEYS, keys_of, read_keys, shown
from twohats.views.rows import Span, user_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from twohats.appearance.theme import Theme
    from twohats.journal.folder import Journal
    from twohats.views.rows import Row


def register(subparsers: Any) -> None:
    """Add the commands to the parser."""
    config = add_command(
        subparsers,
        "config",
        """
        Print every setting of the journal (hat.toml) and of this machine (config.toml): its value, its default,
        and where it comes from. Or print where the files are, or set one: journal and theme in config.toml,
        day_start in the journal's hat.toml. Comments are kept.

        examples:
          hat config
          hat config path
          hat config set journal ~/journal
          hat config set theme lamplight
          hat config set day_start 04:00
        """,
        usage="hat config [--json]\n       hat config path [--json]\n       hat config set KEY VALUE",
    )
    config.add_argument(
        "words", nargs="*", metavar="WORDS", help="path, or set KEY VALUE; KEY is journal, theme or day_start"
    )
    themes = add_command(
        subparsers,
        "themes",
        """
        Print the themes: those that come with twohats and your own, which are TOML files beside config.toml. A
        theme that is broken is named and left out.

        examples:
          hat themes
          hat config set theme broadsheet
        """,
    )
    keys = add_command(
        subparsers,
        "keys",
        """
        Print the keys of the app, yours included, by the names that [keys] in hat.toml calls them.

        examples:
          hat keys
        """,
    )
    for parser in (config, themes, keys):
        parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Run one of the commands; the exit code."""
    if args.command == "themes":
        return _themes(args)
    if args.command == "keys":
        return _keys(args)
    words = args.words
    if not words:
        return _config(args)
    if words == ["path"]:
        return _paths(args)
    if words[0] == "set" and len(words) == 3:
        if words[1] in SETTABLE_IN_JOURNAL:
            return _set_in_journal(args, words[1], words[2])
        return _set(words[1], words[2])
    raise NotUnderstood(f"config {' '.join(words)} is not understood", "hat config, hat config path, or "
                        "hat config set journal DIR")  # fmt: skip


def found_journal(args: argparse.Namespace) -> tuple[Journal | None, str]:
    """The journal, or None and why there is none."""
    try:
        return find_journal(args.journal), ""
    except JournalError as error:
        return None, error.message


def _config(args: argparse.Namespace) -> int:
    journal, why = found_journal(args)
    found = settings_in_force(journal, args.journal)
    if args.json:
        write_json({"settings": {one.name: {"value": one.value, "default": one.default, "source": one.source}
                                 for one in found}})  # fmt: skip
        return 0
    show([row for one in found for row in setting_rows(one)], args.color, journal)
    if why:
        remark(why)
    for problem in settings_problems(journal) if journal else ():
        remark(f"{problem.path}: {problem.message}" + (f"; {problem.hint}" if problem.hint else ""))
    return 0


def setting_rows(one: Setting) -> list[Row]:
    """The rows of a setting; a table has one for each of its keys."""
    if isinstance(one.value, dict) and one.value:
        parts = [
            Setting(f"{one.name}.{key}", _plain(value), None, one.source) for key, value in one.value.items()
        ]
        return [row for part in parts for row in setting_rows(part)]
    value = _plain(one.value)
    default = "-" if one.default is None else _plain(one.default)
    usual = "" if default in (value, "-") else f" (default {default})"
    name = user_text(f"{one.name:<24}", "heading")
    later = "; kept for later" if one.name.partition(".")[0] in FOR_LATER else ""
    return [(name, user_text(f"{value:<28} "), Span(f"{one.source}{usual}{later}", "muted"))]


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return (
            ", ".join(f"{key} {_plain(each)}" for key, each in value.items() if each not in ("", None)) or "-"
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value not in ("", None) else "-"


def _paths(args: argparse.Namespace) -> int:
    journal, _ = found_journal(args)
    paths = {
        "config": config_path(),
        "themes": user_folder(),
        "journal": journal.root if journal else "",
        "state": journal.state if journal else machine.state_folder(),
    }
    if args.json:
        write_json({"paths": paths})
    else:
        for name, path in paths.items():
            say(f"{name:<8} {path or '-'}")
    return 0


def _set(key: str, value: str) -> int:
    say(f"{key} = {set_setting(key, value)}  ({config_path()})")
    return 0


def _set_in_journal(args: argparse.Namespace, key: str, value: str) -> int:
    journal = open_journal(args.journal)
    written = set_day_start(journal, value)
    with after_saving(f"{key} = {written}"):
        say(f"{key} = {written}  ({journal.full_path(SETTINGS_FILE)})")
        remark("lines already written stay where they are; hat undo takes this back")
    return 0


def _themes(args: argparse.Namespace) -> int:
    themes, problems = load_themes()
    if args.json:
        write_json({"themes": [{"name": theme.name, "dark": theme.dark, "terminal": theme.ansi,
                                "description": theme.description, "file": theme.file}
                               for theme in themes.values()]})  # fmt: skip
    else:
        show(map(_theme_row, themes.values()), args.color, found_journal(args)[0])
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        remark(f"{place}: {problem.message}" + (f"; {problem.hint}" if problem.hint else ""))
    return 0


def _theme_row(theme: Theme) -> Row:
    return (
        user_text(f"{theme.name:<14}", "heading"),
        user_text(f"{_shade(theme):<10}", "muted"),
        user_text(theme.description),
    )


def _shade(theme: Theme) -> str:
    return "either" if theme.ansi else "dark" if theme.dark else "light"


def _keys(args: argparse.Namespace) -> int:
    journal, _ = found_journal(args)
    yours = {**(journal.settings.keys if journal else {}), **read_config().keys}
    yours = read_keys(yours)[0]
    if args.json:
        listed = [
            {"id": key.id, "keys": keys_of(key, yours), "does": key.says, "where": list(key.places)}
            for key in KEYS
        ]
        write_json({"keys": listed})
        return 0
    rows = []
    wide = max(len(key.id) for key in KEYS) + 2
    for key in KEYS:
        pressed = " ".join(shown(each) for each in keys_of(key, yours))
        rows.append(
            (user_text(f"{pressed:<14}", "key"), user_text(f"{key.id:<{wide}}", "muted"), user_text(key.says))
        )
    show(rows, args.color, journal)
    return 0
