"""Opens a page in the user's editor: the command to run, and what it changed. For the shell and the app."""

from __future__ import annotations

import os

from twohats.actions.editing import begin, end
from twohats.errors import JournalError
from twohats.format.paths import page_path
from twohats.system import machine
from twohats.system.files import reason
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twohats.format.model import Page, Problem
    from twohats.journal.folder import Journal

PLUS = (
    "vi", "vim", "nvim", "gvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "joe", "jed", "mg",
    "kak", "ne", "gedit", "mcedit",
)  # fmt: skip
"""Editors that go to a line by `+N FILE`."""
GOTO = ("code", "code-insiders", "codium", "vscodium", "cursor")
"""Editors that go to a line by `--goto FILE:N`, and wait only when told to."""
COLON = ("hx", "helix", "subl", "zed", "sublime_text")
"""Editors that go to a line by `FILE:N`."""
PLAIN = "vi"
"""The default editor: available on every Unix, in a terminal only."""
WAITS = {"subl": "--wait", "sublime_text": "--wait", "zed": "--wait", "gvim": "-f", "gedit": "--wait"}


def editor_words(editor: str, path: str, line: int) -> list[str]:
    """The command that opens `path` at `line` (0 for none) in an editor as $EDITOR names it.

    An editor we do not know gets the file alone: it might take `+3` for another. Raises JournalError.
    """
    import shlex

    try:
        words = shlex.split(editor)
    except ValueError:
        raise JournalError(
            f"the editor {editor!r} has a quote that does not end", "export EDITOR=nano"
        ) from None
    name = os.path.basename(words[0]).removesuffix(".exe").lower() if words else ""
    wait = WAITS.get(name, "--wait" if name in GOTO else "")
    if wait and not {wait, "-w", "--wait"} & set(words):
        words.append(wait)
    if not line:
        return [*words, path]
    if name in PLUS:
        return [*words, f"+{line}", path]
    if name in GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, f"{path}:{line}"] if name in COLON else [*words, path]


def usual_editor() -> str:
    """The editor of this user."""
    return machine.variable("VISUAL").strip() or machine.variable("EDITOR").strip() or PLAIN


def open_editor(path: str, line: int, held: Sequence[int] = ()) -> None:
    """Open a file in the user's editor and wait until it is closed; raises JournalError.

    The editor inherits the open files `held`.
    """
    import subprocess

    editor = usual_editor()
    try:
        code = subprocess.run(editor_words(editor, path, line), check=False, pass_fds=held).returncode
    except OSError as error:
        raise JournalError(
            f"the editor {editor} cannot be started: {reason(error)}", "export EDITOR=nano"
        ) from error
    if code:
        how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
        raise JournalError(f"the editor {editor} {how}", "what it saved is in the page")


class Edited(NamedTuple):
    """What an editor did to a page."""

    changed: bool
    problems: tuple[Problem, ...]
    """Those that the page did not have before."""


def edit_page(journal: Journal, day: str, line: int) -> Edited:
    """Open the page of a day in the user's editor, at a line if it is not 0, and wait until it is closed.

    The change is noted, so that undo takes it back, also when the editor failed after saving. Raises
    JournalError.
    """
    page = journal.page(day)
    session = begin(journal, day)
    try:
        open_editor(journal.full_path(page_path(day)), line, session.handles())
    finally:
        changed = end(journal, session)
        journal.cache.forget_names()
        if changed:
            journal.cache.renew_shown(journal.blocks(day))
    return Edited(changed, tuple(new_problems(page, journal.page(day))))


def new_problems(before: Page, after: Page) -> list[Problem]:
    """The problems of a page that it did not have before."""
    known = [(problem.code, problem.text) for problem in before.all_problems()]
    found = []
    for problem in after.all_problems():
        if (problem.code, problem.text) in known:
            known.remove((problem.code, problem.text))
        else:
            found.append(problem)
    return found
