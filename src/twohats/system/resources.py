"""The folders that come with twohats - `themes`, `sample_journal` - wherever it has been installed."""

from __future__ import annotations

import os

from twohats.errors import JournalError

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shipped(name: str, package: str = _PACKAGE) -> str:
    """Where the folder `name` is: inside the package when built, at the repository's root when not.

    Raises JournalError when the installation is without it.
    """
    above = os.path.dirname(package)
    root = os.path.dirname(above) if os.path.basename(above) == "src" else ""
    for folder in (os.path.join(package, "_data", name), root and os.path.join(root, name)):
        if folder and os.path.isdir(folder):
            return folder
    raise JournalError(f"{name} is missing from this installation of twohats", "install twohats again")
