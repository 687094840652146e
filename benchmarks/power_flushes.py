"""The kinds of flushes in a recording, by what they keep and the code that makes them, to take out one kind in turn."""

from __future__ import annotations

import re

from benchmarks.disk_tape import Flush, SetNames, Tape, Write

_GIT = (
    (r"/\.git/twohats/[^/]+/index\.lock$", "git: an index of our own, thrown away again"),
    (r"/objects/.*/tmp_obj", "git: a loose object"),
    (r"/objects/.*tmp_pack|incoming.*/pack-", "git: a pack"),
    (r"/objects/.*tmp_(idx|rev)", "git: the index of a pack"),
    (r"/index\.lock$", "git: the user's index"),
    (r"\.lock$", "git: a ref"),
)
_OURS = (
    (r"/\.twohats/tmp/new-", "a file's new text (files.write_flushed, by store)"),
    (
        r"/\.twohats/tmp/\d+-\d+$|/twohats/[^/]+/\d+-\d+$|/\d+-\d+$",
        "a file's new text (files.write_flushed, by replace_bytes)",
    ),
)


def kinds_of(tape: Tape) -> dict[str, frozenset[int]]:
    """The flushes of a recording by their kinds."""
    found: dict[str, set[int]] = {}
    for at, event in enumerate(tape.events):
        if isinstance(event, Flush):
            found.setdefault(_kind(tape, at, event), set()).add(at)
    return {kind: frozenset(events) for kind, events in found.items()}


def _kind(tape: Tape, at: int, event: Flush) -> str:
    there = "the remote's " if event.path.startswith("remote.git/") else ""
    if tape.contents[event.inode] is None:
        return there + _kind_of_folder(tape, at, event)
    if event.path.endswith("/history"):
        return f"history: {_word(tape, at, event.inode)} (history._append)"
    for pattern, kind in (*_GIT, *_OURS):
        if re.search(pattern, event.path):
            return there + kind
    return "what an editor saved (files.flush_file)"


def _word(tape: Tape, at: int, inode: int) -> str:
    """The first word of the record that was last written to the history."""
    written = [one.data for one in tape.events[:at] if isinstance(one, Write) and one.inode == inode]
    match = re.match(rb"\s*(\w+)", written[-1]) if written else None
    return match[1].decode() if match else "?"


def _kind_of_folder(tape: Tape, at: int, event: Flush) -> str:
    if "/.git/objects" in event.path:
        return "names of git's objects (durable.keep_objects)"
    if "/.git/refs" in event.path:
        return "the name of a ref (durable.keep_ref)"
    before = [one for one in tape.events[:at] if isinstance(one, SetNames)]
    words = before[-1].call.split() if before else [""]
    if words[0] == "mkdir" and before[-1] is tape.events[at - 1]:
        return "a new folder's name (folders.Folder.folder, files.make_folder)"
    if words[0] == "create" and words[-1].endswith("/history"):
        return "the history's name (files.append_bytes)"
    if "trade-" not in before[-1].call:
        what = "removed file's name (files.remove_file)", "replaced file's name (files.replace_bytes)"
        return f"a {what[words[0] != 'remove']}"
    following = next((one.call for one in tape.events[at:] if isinstance(one, SetNames)), "")
    if re.match(r"(exchange|rename) (?!.*/new-).*trade-", following):
        return "names of one folder, before those of another (writer._do)"
    return "names of pages (writer._do)"
