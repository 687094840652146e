"""Copies of a journal's files that programs which sync a folder leave beside them, told by their names. Pure.

What two machines change at once, most of these programs keep in two files: the second has the name of the first, with
something behind it. What that is differs by program, its version and its language (`tests/cases/copies.tsv` has one
of each, with its source). Nothing in such a file is read, so what stands in it would be lost without a word.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from twohats.format.paths import (
    FOLDERS,
    INBOX_FILE,
    PAGES,
    PEOPLE_FILE,
    REVIEWS,
    SETTINGS_FILE,
    TRIALS,
    day_of,
    week_of_review,
)
from twohats.format.times import is_day
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

ROOT_FILES = (SETTINGS_FILE, PEOPLE_FILE, INBOX_FILE)
PLACEHOLDERS = (".icloud", ".nextcloud", ".owncloud", ".cloud")
"""What ends the name of a file that stands for one which is not on this machine: of iCloud, Nextcloud, ownCloud."""


class Copy(NamedTuple):
    """A copy of a file."""

    path: str
    of: str
    """The path of the file that it is a copy of, which need not be there."""


# The word for a conflict, or what stands for one, in the languages that these programs speak; lower case.
_CONFLICT = (
    "conflict|konflikt|conflit|conflitto|conflito|konflik|конфликт|конфлікт|競合|冲突|衝突|충돌|çakış|ristirii|"
    "ütköz|συγκρού|διένεξ|xung đột|ขัดแย้ง|תנגש|סתיר|تعارض|متضارب|vastuol|問題のある"
)
_COPY = (
    "copy|kopie|copie|copia|cópia|kopia|kopi|kopio|kopija|kopii|másolat|копия|копія|копие|αντίγραφο|のコピー|コピー|副本|拷贝|複本|"
    "拷貝|복사본|사본|kopyası|salinan|bản sao"
)
_NUMBER = r"\d{1,3}"
_SIGN = re.compile(
    rf"""
      [ _]? [(\[{{] .* (?:{_CONFLICT}) .* [)\]}}] (?: [ ]? [-\d ._()]{{1,24}} )?
    | \.sync-conflict-\d{{8}}-\d{{6}} (?: -[a-z0-9]+ )?                          # Syncthing
    | [._]conflict-? [-\w.@]* | \.conflict\d* (?: \.conflict\d* )*               # ownCloud, Resilio
    | _conf\({_NUMBER}\)                                                         # Google Drive
    | [ ]?[-\u2013][ ] [^/]* (?:{_CONFLICT}) [^/]*                               # `inbox - Anna conflict`
    | [ ] (?:{_CONFLICT}) [^/]*                                                   # `inbox conflict 2`
    | [ ] {_NUMBER} | [ ]? \( {_NUMBER} \)                                        # iCloud, Google Drive
    | (?: [ ]-[ ] | [ _] )? (?:{_COPY}) (?: [ ]? [(]? {_NUMBER} [)]? )?           # Finder, Explorer
    | [ ]-[ ] (?:{_COPY}) [^/]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# OneDrive puts the name of the machine behind it: in capitals as Windows has it, or as an Apple one is called.
_MACHINE = re.compile(
    r"-(?:[A-Z0-9]+(?:-[A-Z0-9]+)+|[A-Z][A-Z0-9]{3,14}|[\w-]*(?:MacBook|iMac|Mac-mini|iPhone|iPad)[\w-]*)"
)
_MACHINE_NUMBER = re.compile(r"(?:-\d{1,3})?")


def is_sign(behind: str) -> bool:
    """Whether what stands behind the name of a file is what such a program puts there."""
    if _SIGN.fullmatch(behind):
        return True
    found = _MACHINE.match(behind)
    return found is not None and _MACHINE_NUMBER.fullmatch(behind[found.end() :]) is not None


def copy_of(path: str, there: Collection[str] = ()) -> str:
    """The path of the file that `path` is a copy of; empty if it is none. `there` are the files of the journal.

    What a trial is called is the user's choice, so a copy of one is told only beside it.
    """
    *folders, name = normalize("NFC", path).split("/")
    names = [_folder(each, at) for at, each in enumerate(folders)]
    if not all(names):
        return ""
    for of in _files(name, names, there):
        whole = "/".join([*names, of])
        if whole != path and (
            whole in ROOT_FILES or day_of(whole) or week_of_review(whole) or whole in there
        ):
            return whole
    return ""


def placeholder_of(path: str) -> str:
    """The path of the file that `path` stands for, which is not on this machine; empty if it is none."""
    folder, slash, name = path.rpartition("/")
    for ending in PLACEHOLDERS:
        if name.endswith(ending):
            of = folder + slash + name.removesuffix(ending).removeprefix("." if ending == ".icloud" else "")
            in_trials = of.startswith(f"{TRIALS}/") and of.endswith(FOLDERS[TRIALS])
            return of if of in ROOT_FILES or day_of(of) or week_of_review(of) or in_trials else ""
    return ""


def _folder(name: str, at: int) -> str:
    """The folder that this one is, or a copy of; `at` is how deep it lies. Empty for any other."""
    if at == 0:
        return next((each for each in (PAGES, REVIEWS, TRIALS) if _is_copied(name, each)), "")
    return name[:4] if name[:4].isdigit() and _is_copied(name, name[:4]) else ""


def _is_copied(name: str, of: str) -> bool:
    return name == of or (name.startswith(of) and is_sign(name[len(of) :]))


def _files(name: str, folders: list[str], there: Collection[str]) -> list[str]:
    """The names that the file could be a copy of: with the sign before its ending, or behind it."""
    known = _stems(name, folders, there)
    found = []
    for stem, ending in known:
        behind = name[len(stem) :]
        inside = behind[: -len(ending)] if behind.lower().endswith(ending) else None
        outside = behind[len(ending) :] if behind.lower().startswith(ending) else None
        if any(each == "" or (each and is_sign(each)) for each in (inside, outside)):
            found.append(stem + ending)
    return found


def _stems(name: str, folders: list[str], there: Collection[str]) -> list[tuple[str, str]]:
    if not folders:
        parts = [each.rpartition(".") for each in ROOT_FILES]
        return [(stem, f".{ending}") for stem, _, ending in parts if name.startswith(stem)]
    if folders[0] == PAGES:
        return [(name[:10], ".md")] if is_day(name[:10]) else []
    if folders[0] == REVIEWS:
        return [(name[:8], ".md")] if name[4:6] == "-W" else []
    trials = [
        each.rpartition("/")[2].removesuffix(".toml") for each in there if each.startswith(f"{TRIALS}/")
    ]
    return [(stem, ".toml") for stem in sorted(trials, key=len, reverse=True) if name.startswith(stem)]
