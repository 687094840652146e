"""Restores an editor's save found in a temporary file after a writer was killed."""

from __future__ import annotations

import os

from twohats.drafting.inbox_merge import manner_of
from twohats.format.paths import LARGEST
from twohats.system.files import fingerprint, read_bytes, replace_bytes
from twohats.system.swap import rename_if_free, swap
from twohats.text.encoding import bytes_of, size_of, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.system.folders import FileRef, Root


def restore(saved: FileRef, path: str, new: tuple[int, int], root: Root) -> None:
    """Restore the text in the temporary file `saved` to the file `path`, relative to the journal.

    It is neither the writer's new text, whose fingerprint is `new`, nor the one that this was to replace. The writer
    had not reported its change as saved, so if nothing has happened since, that change is dropped. Otherwise the two
    texts are merged without losing a line of either. Raises OSError and JournalError.
    """
    file = root.file(os.path.join(root.path, *path.split("/")))
    about = file.look()
    if about is None:
        rename_if_free(saved, file)
        return
    if fingerprint(about) == new and swap(saved, file):
        saved.drop()
        return
    theirs, now = read_bytes(saved.path, root.path), read_bytes(file.path, root.path)
    if theirs is None or now is None:
        return
    one, other = (text_of(data) for data in (now, theirs))
    manner = manner_of(path)
    both = manner.merge("", one, other).text
    if size_of(both) <= LARGEST and manner.check("", one, other, both):
        replace_bytes(file.path, bytes_of(both), root.path, saved.folder.path)
        saved.drop()
