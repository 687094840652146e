"""What somebody brings from elsewhere: which files, what is recognised in them, and how to get those of a source."""

from __future__ import annotations

import os

from twohats.errors import NotUnderstood, TwohatsError
from twohats.interchange.source import CannotReadFile
from twohats.interchange.sources import SOURCES, recognised, source_named
from twohats.system import machine
from twohats.system.archive import FolderTree, is_archive, tree_at
from twohats.system.passing import NAME as STDIN
from twohats.system.passing import StdinTree
from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twohats.interchange.source import Recognised, Tree
    from twohats.system.archive import FileTree, TarTree, ZipTree

LOOKED_AT = 500
"""Files of a folder that are looked at without being named; whoever has more in Downloads names one."""
_ENDINGS = (
    ".zip",
    ".tgz",
    ".tar.gz",
    ".tar",
    ".csv",
    ".json",
    ".jsonl",
    ".txt",
    ".ics",
    ".mbox",
    ".eml",
    ".org",
    ".klg",
)
"""Endings of names that are looked at in a folder that is not itself what is brought."""


class Brought(NamedTuple):
    """Something that was recognised in a file."""

    path: str
    """The file, archive or folder, as it was named."""
    tree: Tree
    found: Recognised


def _tree_at(path: str, source: str) -> FileTree | FolderTree | ZipTree | TarTree | StdinTree:
    """What is at a path; for a dash what another program writes, whose source has to be named."""
    if path != STDIN:
        return tree_at(path)
    if not source:
        raise NotUnderstood(
            "what comes in by a pipe has to be named", "hat import --from records -", command="import"
        )
    return StdinTree()


def _recognised_in(tree: Tree, source: str) -> list[Recognised]:
    """All that is known in a tree; of what passes only once, what its one reader knows."""
    one = source_named(source) if tree.name == STDIN else None
    return [*one.reader().recognise(tree)] if one else recognised(tree)


def brought(paths: Iterable[str], source: str = "") -> tuple[list[Brought], list[str]]:
    """What is recognised in some files, of one source or of any; and a sentence for each file in which nothing is.

    What is nearly right is among what is recognised, with what to ask for instead. Archives that lie directly in a
    folder are looked into, as if each had been named. Raises NotUnderstood for a source that there is none of.
    """
    if source and source_named(source) is None:
        raise NotUnderstood(f"{source} is no source", f"one of {', '.join(one.name for one in SOURCES)}")
    found: list[Brought] = []
    refused: list[str] = []
    for path in dict.fromkeys(paths):
        try:
            tree = _tree_at(path, source)
            kinds = _recognised_in(tree, source)
            here = [Brought(path, tree, one) for one in kinds if source in ("", one.source)]
        except (TwohatsError, CannotReadFile) as error:
            refused.append(error.with_hint() if isinstance(error, TwohatsError) else f"{path} {error}")
            continue
        said = [f"{path}: {complaint}" for complaint in tree.complaints]
        if isinstance(tree, FolderTree):
            inside = [name for name in tree.names() if "/" not in name and is_archive(name)][:LOOKED_AT]
            more, of_archives = brought([os.path.join(path, name) for name in inside], source)
            here += more
            said += of_archives
        found += here
        refused += said
        if not here and not said:
            refused.append(
                f"{path}: {'nothing that is known is in it' if tree.names() else 'there is no file in it'}"
            )
    return found, refused


def as_path(text: str) -> str:
    """A path as people type, paste or drop it: without quotation marks and `file://`, and with `~`."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.lower().startswith("file://"):
        from urllib.parse import unquote

        text = unquote(text[len("file://") :], errors="surrogateescape").removeprefix("localhost")
    elif "\\ " in text and not os.path.exists(text):
        text = text.replace("\\ ", " ")  # a terminal types blanks like this when a file is dropped on it
    return os.path.expanduser(text)


def usual_places() -> list[str]:
    """The folders of this machine in which exports and trackers usually are, as far as they exist."""
    home = machine.home()
    data, config = machine.variable("XDG_DATA_HOME"), machine.variable("XDG_CONFIG_HOME")
    wanted = [
        machine.variable("XDG_DOWNLOAD_DIR") or os.path.join(home, "Downloads"),
        os.path.join(home, ".timewarrior"),
        os.path.join(data or os.path.join(home, ".local", "share"), "timewarrior"),
        os.path.join(config or os.path.join(home, ".config"), "watson"),
    ]
    return [path for path in wanted if os.path.isdir(path)]


def look_in(places: Iterable[str]) -> list[Brought]:
    """What is known in some folders: each as a whole, or else the files directly in it, by names and first bytes."""
    found: list[Brought] = []
    for place in places:
        if os.path.basename(place) in ("timewarrior", ".timewarrior", "watson"):
            found += brought([place])[0]
            continue
        try:
            names = sorted(os.listdir(place))
        except OSError:
            continue
        files = [name for name in names if name.lower().endswith(_ENDINGS)][:LOOKED_AT]
        found += brought([os.path.join(place, name) for name in files])[0]
    return [one for one in found if not one.found.instead]


def is_source(word: str) -> bool:
    """Whether a word is the name of a source, and no file."""
    return source_named(word) is not None and not os.path.exists(word)


def how_to_get(name: str) -> str:
    """How to get the files of a source."""
    source = source_named(name)
    if source is None:
        raise NotUnderstood(f"{name} is no source", f"one of {', '.join(one.name for one in SOURCES)}")
    waits = f" It takes {source.waits}." if source.waits else ""
    return f"{source.title}: {source.where}{waits}"


def source_titles() -> list[str]:
    """What people call the sources, each once."""
    return list(dict.fromkeys(one.title for one in SOURCES))


def all_sources() -> list[tuple[str, str]]:
    """The names of the sources, and how to get the files of each."""
    return [(one.name, f"{one.title}: {one.where}") for one in SOURCES]
