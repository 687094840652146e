"""A temporary repository for one network call: git fetches into it and pushes from it.

It contains only what we write: it can read the objects of the journal's repository, and has refs to its commits, so
that the other side sends only what is new. Of the journal repository's configuration only a short list is copied
(`_settings`), which limits what a fetch or a push could run or access. The address is the one that was checked.
Fetched objects stay separate until they are complete; then they are moved over, pack indexes last, since these make
the packs visible. What a kill leaves behind is removed with the rest of the scratch folder.
"""

from __future__ import annotations

import copy
import errno
import os
import re
import shutil
from contextlib import contextmanager

from twohats.sync.harmless import is_harmless
from twohats.system.addresses import protocols_for
from twohats.system.files import flush

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from twohats.sync.config import GitSettings
    from twohats.sync.repository import Repository
    from twohats.system.git import Git

# What is copied of a repository's own settings besides those that the user has allowed by name (`hat sync --trust`).
_COPIED = re.compile(
    r"credential\.(.+\.)?(username|usehttppath)|http\.(postbuffer|version|lowspeedlimit|lowspeedtime)"
)
_OF_A_REMOTE = ("proxy", "proxyauthmethod", "serveroption")
# What the user has allowed and what says nothing of the network, or would lead away from the repository made here.
_LEFT = re.compile(r"(alias|branch|extensions|include|includeif|remote|remotes)\..*|core\.(bare|worktree)")
_MOST_SHALLOW = 16 << 20
_OBJECT = re.compile(r"[0-9a-f]{2}/[0-9a-f]{38,62}|pack/pack-[0-9a-f]{40,64}\.(pack|rev|idx)")
_LAST = ".idx"
"""Git finds a pack by its index, so the index is moved last."""


@contextmanager
def transfer(
    repository: Repository, name: str, address: str, refs: dict[str, str] | None = None
) -> Iterator[Git]:
    """Git in a repository that is made for one call to an address of the remote `name`, and removed afterwards.

    `refs` are the commits that the other side need not send, by their names. Raises JournalError.
    """
    with repository.objects.scratch() as folder:
        _make(repository, folder, _settings(repository, name, address), refs or {})
        git = copy.copy(repository.git)
        git.git_dir, git.bare = folder, True
        git.protocols = protocols_for(address)
        yield git


def fetched_commit(git: Git) -> str:
    """The commit that a fetch brought; empty if it brought none."""
    try:
        with open(os.path.join(git.git_dir, "FETCH_HEAD"), encoding="ascii", errors="replace") as file:
            name = file.read(64).partition("\t")[0]
    except FileNotFoundError:
        return ""
    return name if re.fullmatch("[0-9a-f]{40,64}", name) else ""


def take_objects(git: Git, common_dir: str) -> None:
    """Move what was fetched into the repository; each object is there completely or not at all."""
    source, target = os.path.join(git.git_dir, "objects"), os.path.join(common_dir, "objects")
    found = [
        f"{folder}/{name}"
        for folder in os.listdir(source)
        for name in os.listdir(os.path.join(source, folder))
        if _OBJECT.fullmatch(f"{folder}/{name}")
    ]
    for path in sorted(found, key=lambda path: path.endswith(_LAST)):
        old, new = os.path.join(source, path), os.path.join(target, path)
        if not os.path.lexists(new):
            os.makedirs(os.path.dirname(new), mode=0o700, exist_ok=True)
            _move(old, new)


def _move(old: str, new: str) -> None:
    try:
        os.rename(old, new)
    except OSError as error:  # a folder of objects that is on another disk
        if error.errno != errno.EXDEV:
            raise
        beside = os.path.join(os.path.dirname(new), f"tmp_obj_{os.getpid()}")
        shutil.copy2(old, beside)
        with open(beside, "rb") as copied:
            flush(copied.fileno())
        os.rename(beside, new)


def _make(repository: Repository, folder: str, settings: GitSettings, refs: dict[str, str]) -> None:
    packed = sorted((os.fsencode(name), commit.encode()) for name, commit in refs.items())
    files = {
        "HEAD": b"ref: refs/heads/none\n",
        "config": b"".join(_line(key, value) for key, value in settings),
        "packed-refs": b"# pack-refs with: sorted \n"
        + b"".join(b"%s %s\n" % (commit, name) for name, commit in packed),
        "objects/info/alternates": _quoted(os.path.join(repository.common_dir, "objects")) + b"\n",
    }
    try:
        with open(os.path.join(repository.common_dir, "shallow"), "rb") as file:
            files["shallow"] = file.read(_MOST_SHALLOW)
    except FileNotFoundError:
        pass
    for inner in ("refs", "objects", "objects/info"):
        os.mkdir(os.path.join(folder, inner), 0o700)
    for path, data in files.items():
        with open(os.path.join(folder, path), "wb") as new:
            new.write(data)


def _settings(repository: Repository, name: str, address: str) -> GitSettings:
    config = repository.config
    algorithm = config.values.get("extensions.objectformat", "sha1")
    found = [
        ("core.repositoryformatversion", "1"),
        ("core.bare", "true"),
        ("extensions.objectformat", algorithm),
        # The longest rule holds, and none is longer than the address: it stays as it was looked at.
        (f"url.{address}.insteadof", address),
        (f"url.{address}.pushinsteadof", address),
    ]
    for key, value in config.own:
        if _COPIED.fullmatch(key) or not (is_harmless(key, value) or _LEFT.fullmatch(key)):
            found.append((key, value))
    return found + [
        (f"remote.{address}.{last}", value)
        for last in _OF_A_REMOTE
        if (value := config.allowed(f"remote.{name}.{last}"))
    ]


def _line(key: str, value: str) -> bytes:
    """A setting as it stands in a file of git's configuration."""
    section, _, rest = key.partition(".")
    middle, dot, last = rest.rpartition(".")
    inner = middle.replace("\\", "\\\\").replace('"', '\\"')
    told = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    head = f'[{section} "{inner}"]' if dot else f"[{section}]"
    return os.fsencode(f'{head}\n\t{last} = "{told}"\n')


def _quoted(path: str) -> bytes:
    """A path as git reads it in a list of them: in C's quotes, whatever bytes it holds."""
    plain = b"".join(
        b"\\%03o" % byte if byte < 0x20 or byte in b'"\\' else bytes([byte]) for byte in os.fsencode(path)
    )
    return b'"' + plain + b'"'
