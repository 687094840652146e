"""Finds and reads the modules of twohats without a search: `hat add` takes a tenth of a bare interpreter less.

Python looks for a module in every form that it could have, folder by folder, and reads its compiled file through layers
that serve all forms. Ours have one form: `name.py`, or `name/__init__.py`, with the compiled file in `__pycache__`
beside it. That file is read at once and taken if it was made from the source as it is, by the same comparison as
Python's. Whatever is not so is left to Python, which comes to the same by the longer way: a compiled file that is
missing or old, one that is checked in another way, a module in an archive. The modules that draw the app have the same
form and are found in the same way, which takes 2 % off its start.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec, SourceFileLoader
    from types import CodeType

    MAGIC_NUMBER = b""
else:
    # What `importlib.machinery` has as well, and is loaded already; that takes 0.5 ms to import.
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader

_NAMES = ("twohats.", "textual.", "rich.")
"""How the modules are called that this finds: packages of Python alone, of which no module is compiled to a library."""
_HEAD = MAGIC_NUMBER + b"\0\0\0\0"
"""How a compiled file begins that holds the time and size of its source."""
_HEAD_SIZE = 16
_COMPILED = f".{sys.implementation.cache_tag}.pyc"


def find_quickly() -> None:
    """Let the modules of twohats, and of what draws its app, be found by this from here on."""
    if sys.implementation.name == "cpython" and not sys.flags.optimize and sys.pycache_prefix is None:
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds the modules of which there is a compiled file that is up to date."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, _: object = None) -> ModuleSpec | None:
        """The module `name` in the folder of its package; None leaves it to the finders behind this one."""
        if not path or not name.startswith(_NAMES):
            return None
        word = name[name.rindex(".") + 1 :]
        folder = path[0]
        for below, stem, is_package in ((folder, word, False), (f"{folder}/{word}", "__init__", True)):
            source = f"{below}/{stem}.py"
            data = _compiled(f"{below}/__pycache__/{stem}{_COMPILED}", source)
            if data:
                spec = ModuleSpec(name, _Loader(name, source, data), origin=source, is_package=is_package)
                spec.has_location = True
                if spec.submodule_search_locations is not None:
                    spec.submodule_search_locations.append(below)
                return spec
        return None


class _Loader(SourceFileLoader):
    """Python's own, with the compiled file read already."""

    def __init__(self, name: str, path: str, data: bytes) -> None:
        super().__init__(name, path)
        self._data = data

    def get_code(self, fullname: str) -> CodeType | None:
        """What the module consists of."""
        from marshal import loads

        data, self._data = self._data, b""
        code: CodeType | None = loads(memoryview(data)[_HEAD_SIZE:]) if data else None
        if code is not None and code.co_filename == self.path:
            return code
        return super().get_code(
            fullname
        )  # asked again, or compiled in another place: tracebacks name the source


def _compiled(file: str, source: str) -> bytes:
    """What a compiled file holds; empty if there is none, or if it was not made from its source as that is."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
        try:
            size = os.fstat(handle).st_size
            data = os.read(handle, size)
        finally:
            os.close(handle)
        about = os.stat(source)
    except OSError:
        return b""
    stamp = b"".join(
        [(number & 0xFFFFFFFF).to_bytes(4, "little") for number in (int(about.st_mtime), about.st_size)]
    )
    return data if len(data) == size and data[:_HEAD_SIZE] == _HEAD + stamp else b""
