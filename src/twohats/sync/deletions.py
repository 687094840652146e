"""Asks for confirmation before deleted or emptied files are synced.

A folder that is not mounted, or a file that an interrupted program has left empty, looks like a deletion. So two or
more missing files, or one that had text and is empty, need confirmation; a single missing file is a deletion, and
reported. `--yes` confirms only what was asked: the files named then, in the same state.
"""

from __future__ import annotations

import json
import os
import unicodedata

from twohats.errors import JournalError
from twohats.format.paths import INBOX_FILE
from twohats.sync.objects import changes_between
from twohats.sync.outcome import Stopped
from twohats.system.files import make_folder, read_bytes, replace_bytes
from twohats.text.visible import visible
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal
    from twohats.sync.objects import Objects, Tree
    from twohats.sync.run import SyncRun

_ASKED_FROM = 2
"""Number of files missing at once that needs confirmation."""
_NAMED = 3
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")
"""Kinds of characters that leave a page blank: zeros and other codes, signs without a shape, spaces of all widths."""


class Missing(NamedTuple):
    """The journal's files that had text and no longer do, as paths of the repository."""

    gone: list[str]
    empty: list[str]


def check(run: SyncRun, before: Tree, after: Tree, where: str) -> None:
    """Raise Stopped if more than a single file is missing, and has not been confirmed; report a single one.

    `where` is `here` for what is about to be committed, else the name of the remote it comes from.
    """
    found = _missing(run, before, after)
    if where == "here":  # what hat remove, or undo, has taken away was asked for by whoever did that
        found = Missing(*([path for path in paths if not _is_ours(run, path)] for paths in found))
    paths = [*found.gone, *found.empty]
    if not found.empty and len(found.gone) < _ASKED_FROM:
        run.remarks += [f"deleted {_place(where)}: {visible(path, 200)}" for path in paths]
        return
    direction = "here" if where == "here" else "there"
    question = {f"{direction} {before[path].id} {path}" for path in paths}
    asked = _asked(run.journal)
    if run.options.yes and question <= asked:
        return
    _remember(run.journal, question)
    what = [
        _described(found.gone, f"gone {_place(where)}"),
        _described(found.empty, f"empty {_place(where)}"),
    ]
    raise Stopped(
        "mass-delete",
        what=" and ".join(part for part in what if part),
        unasked=", which you were not asked about yet" if run.options.yes else "",
        back="else git restore FILE brings one back" if where == "here" else "here nothing has changed yet",
    )


def _place(where: str) -> str:
    return where if where == "here" else f"on {where}"


def _described(paths: list[str], state: str) -> str:
    if not paths:
        return ""
    names = ", ".join(visible(path, 120) for path in paths[:_NAMED])
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    many = "1 file is" if len(paths) == 1 else f"{len(paths)} files are"
    return f"{many} {state} ({names}{more})"


def _missing(run: SyncRun, before: Tree, after: Tree) -> Missing:
    objects, prefix = run.repository.objects, run.repository.prefix
    changes = {
        path: node
        for path, node in changes_between(before, after).items()
        if run.is_own(path) and path != prefix + INBOX_FILE  # which is emptied by taking it in
    }
    # What exists under another name was moved, not deleted.
    moved = {node.id for path, node in changes.items() if node and path not in before}
    objects.load(
        node.id for path in changes if path in before for node in (before[path], changes[path]) if node
    )
    found = Missing([], [])
    for path, node in changes.items():
        old = before.get(path)
        if old is None or old.id in moved or _is_blank(objects, old.id):
            continue
        if node is None:
            found.gone.append(path)
        elif _is_blank(objects, node.id):
            found.empty.append(path)
    return found


def _is_blank(objects: Objects, name: str) -> bool:
    text = objects.get(name).decode("utf-8", "replace")
    return all(char.isspace() or unicodedata.category(char) in _UNSEEN for char in text)


def _is_ours(run: SyncRun, path: str) -> bool:
    return run.journal.lost_updates.is_as_left(path[len(run.repository.prefix) :])


def _path(journal: Journal) -> str:
    return os.path.join(journal.state, "deletions")


def _asked(journal: Journal) -> set[str]:
    try:
        return set(map(str, json.loads(read_bytes(_path(journal), journal.state) or b"[]")))
    except (JournalError, ValueError, TypeError):
        return set()


def _remember(journal: Journal, question: set[str]) -> None:
    """Record what was asked. If that cannot be written, it is asked again."""
    try:
        make_folder(journal.state)
        data = json.dumps(sorted(question)).encode()
        replace_bytes(_path(journal), data, journal.state, journal.state)
    except (JournalError, OSError):
        return
