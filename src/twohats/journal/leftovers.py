"""What an editor had saved at the moment a writer was killed: restored to its file."""

from __future__ import annotations

import os

from twohats.drafting.inbox_merge import manner_of
from twohats.format.paths import LARGEST
from twohats.system.files import fingerprint, read_bytes, replace_bytes
from twohats.system.swap import rename_if_free, swap
from twohats.text.encoding import bytes_of, size_of, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.system.folders import Place, Root


def restore(saved: Place, path: str, new: tuple[int, int], root: Root) -> None:
    """Restore the text in the temporary file `saved` to the file `path`, relative to the journal.

    It is neither the text that the writer made, whose fingerprint is `new`, nor the one that this was to replace.

    The writer had not yet reported its change as saved, so where nothing has happened since, the change is
    dropped. Else the two texts are merged, and no line of either is missing. Raises OSError and JournalError.
    """
    place = root.place(os.path.join(root.path, *path.split("/")))
    about = place.look()
    if about is None:
        rename_if_free(saved, place)
        return
    if fingerprint(about) == new and swap(saved, place):
        saved.drop()
        return
    theirs, now = read_bytes(saved.path, root.path), read_bytes(place.path, root.path)
    if theirs is None or now is None:
        return
    one, other = (text_of(data) for data in (now, theirs))
    manner = manner_of(path)
    both = manner.merge("", one, other).text
    if size_of(both) <= LARGEST and manner.check("", one, other, both):
        replace_bytes(place.path, bytes_of(both), root.path, saved.folder.path)
        saved.drop()
