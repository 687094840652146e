"""What an editor had saved at the moment a writer was killed, put back into the journal."""

from __future__ import annotations

import os

from twohats.bytes_and_text import bytes_of, text_of
from twohats.exchange import rename_if_free, trade
from twohats.files import mark_of, read_bytes, replace_bytes, target_of, unlink_quietly
from twohats.merge import check_lines, merge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.store import Leftover


def put_back(path: str, left: Leftover, root: str, scratch: str) -> None:
    """Put back the text in the temporary file `path`, which is neither the new one nor the one it replaced.

    The writer had not yet said that its change was saved, so where nothing has happened since, the change is
    dropped. Else the two texts are merged, and no line of either is missing. Raises OSError and JournalError.
    """
    target = target_of(os.path.join(root, *left.path.split("/")), root)
    if not os.path.lexists(target):
        rename_if_free(path, target)
        return
    if mark_of(os.lstat(target)) == left.new and trade(path, target):
        unlink_quietly(path)
        return
    theirs, now = read_bytes(path, root), read_bytes(target, root)
    if theirs is None or now is None:
        return
    one, other = (text_of(data) for data in (now, theirs))
    both = merge("", one, other).text
    if check_lines("", one, other, both):
        replace_bytes(target, bytes_of(both), root, scratch)
        unlink_quietly(path)
