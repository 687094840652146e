"""What `hat add` loads, looked at in a fresh interpreter: the guard of its speed that does not depend on one."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.shell import Shell

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = (
    "textual", "rich", "rapidfuzz", "dateutil", "tomllib", "tomli_w", "tomlkit", "argparse", "re", "dataclasses", "typing",
    "enum", "pathlib", "datetime", "json", "subprocess", "logging", "inspect", "shutil", "tempfile", "contextlib", "ast",
)  # fmt: skip
SCRIPT = (
    "import sys\nfrom twohats.__main__ import main\nsys.argv = ['hat', *sys.argv[1:]]\ncode = main()\n"
    "print(*sorted(sys.modules), file=sys.stderr)\nraise SystemExit(code)\n"
)


def loaded(hat: Shell, *words: str) -> set[str]:
    """The modules that a command loads, beyond those of an interpreter that does nothing."""
    # -S: an editable installation's hook loads half the standard library before we begin.
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path)}

    def names(script: str) -> set[str]:
        done = subprocess.run([sys.executable, "-S", "-c", script, *words], env=hat.environment(paths), cwd=hat.home,
                              capture_output=True, text=True, check=True)  # fmt: skip
        return set(done.stderr.splitlines()[-1].split())

    return names(SCRIPT) - names("import sys; print(*sys.modules, file=sys.stderr)")


@pytest.fixture
def hat(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    found("add", "25m", "b", "post", "linkedin", "@anna", "+launch")  # what can be remembered is
    return found


@pytest.mark.parametrize(
    "words",
    ["25m b post linkedin m2: x", "09:10-09:35 p read", "b got lead linkedin @anna +launch", "nothing"],
)
def test_adding_a_line_loads_nothing_it_does_not_need(hat: Shell, words: str) -> None:
    found = loaded(hat, "add", *words.split())
    assert not found & set(FORBIDDEN)
    assert "twohats.format.line" in found


def test_adding_a_line_after_a_list_loads_nothing_more(hat: Shell) -> None:
    hat("list")
    assert not loaded(hat, "add", "25m", "b", "post", "linkedin", "m2:", "x") & set(FORBIDDEN)


def test_the_guard_sees_what_is_loaded(hat: Shell) -> None:
    assert {"dateutil", "datetime", "re"} <= loaded(hat, "add", "20", "nov", "25m", "b", "post")
    assert "rapidfuzz" in loaded(hat, "add", "25m", "b", "post", "linkedn")
