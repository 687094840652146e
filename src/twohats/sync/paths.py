"""Which paths are the journal's own, and which a sync never writes. Pure."""

from __future__ import annotations

import os
import re

from twohats.format.paths import FOLDERS, INBOX_FILE, PEOPLE_FILE, SETTINGS_FILE

JOURNAL_FILES = frozenset({".gitattributes", ".gitignore", SETTINGS_FILE, INBOX_FILE, PEOPLE_FILE})
DEEPEST = 6
"""Maximum depth of the journal's own paths; deeper ones belong to others."""

# Names that are the same on every file system: no case or accents to fold, nothing special on Windows.
_NAME = re.compile(r"[A-Za-z0-9_+-][A-Za-z0-9._+-]*(?<!\.)")
ODD_NAME = "a name of more than a to z, digits and - _ . +, which is not the same on every system"
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_GIT = re.compile(r"\.git[. ]*|git~[0-9]+[. ]*", re.IGNORECASE)
# Characters that HFS+ ignores, so that `.g<200C>it` is `.git` there.
_PASSED_OVER = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")

FILE, PROGRAM, LINK, MODULE = "100644", "100755", "120000", "160000"
REGULAR = (FILE, PROGRAM)


def is_journal(path: str, prefix: str = "") -> bool:
    """Whether a path of the repository is a file of the journal in its folder `prefix`."""
    if not path.startswith(prefix):
        return False
    inside = path[len(prefix) :]
    if inside in JOURNAL_FILES:
        return True
    folder, *rest = inside.split("/")
    return bool(
        folder in FOLDERS
        and 0 < len(rest) < DEEPEST
        and rest[-1].endswith(FOLDERS[folder])
        and all(_NAME.fullmatch(part) and not _DEVICE.fullmatch(part) for part in rest)
    )


def is_named_oddly(path: str) -> bool:
    """Whether a file in the journal's folder would be its own, but for a name that is not the same on every system."""
    folder, *rest = path.split("/")
    return bool(
        folder in FOLDERS
        and 0 < len(rest) < DEEPEST
        and rest[-1].endswith(FOLDERS[folder])
        and not rest[-1].startswith(".")
        and not is_journal(path)
    )


def is_safe(path: str) -> bool:
    """Whether a path of a tree may be written out: it stays within the folder and out of git's own."""
    if not path or "\0" in path or "\\" in path:
        return False
    parts = path.split("/")
    return all(
        part not in ("", ".", "..")
        and not _GIT.fullmatch(_PASSED_OVER.sub("", part))
        and not _DEVICE.fullmatch(part)
        and part.isprintable()
        and not (os.name == "nt" and ":" in part)
        for part in parts
    )


def unwritable(modes: dict[str, str]) -> set[str]:
    """The paths of a tree (path to mode) that are never written out and never taken for deleted.

    Links and modules, names that lead out of the folder or into git's, and of names that differ in case
    only all but the first.
    """
    import unicodedata

    found = {path for path, mode in modes.items() if mode not in REGULAR or not is_safe(path)}
    first: dict[str, str] = {}
    for path in sorted(modes, reverse=True):  # lower case comes first then, as the journal's own names are
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            start = "/".join(parts[:end])
            same = unicodedata.normalize("NFC", start).casefold()
            if first.setdefault(same, start) != start:
                found.add(path)
    return found
