"""What demo, tests and checks install is locked: all of it, by hashes, in step with `pyproject.toml`, from any index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ABOUT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = {
    "build": ABOUT["build-system"]["requires"],
    "run": ABOUT["project"]["dependencies"],
    "test": ABOUT["project"]["dependencies"] + ABOUT["project"]["optional-dependencies"]["test"],
}


def text_of(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def locked(name: str) -> dict[str, list[Requirement]]:
    """What a file locks, by name: more than once where another Python needs another version."""
    found: dict[str, list[Requirement]] = {}
    for line in text_of(name).replace("\\\n", "").splitlines():
        if not line.startswith("#"):
            requirement = Requirement(line.partition("--hash")[0])
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.mark.parametrize("name", NEEDED)
def test_everything_has_a_version_and_hashes_and_no_address(name):
    text = text_of(name)
    for line in text.replace("\\\n", "").splitlines()[1:]:
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", line), line
    assert "://" not in text


@pytest.mark.parametrize("name", NEEDED)
def test_what_pyproject_asks_for_is_locked_in_a_version_that_it_allows(name):
    found = locked(name)
    for wanted in map(Requirement, NEEDED[name]):
        for requirement in found[canonicalize_name(wanted.name)]:
            (version,) = (each.version for each in requirement.specifier)
            assert wanted.specifier.contains(version), (
                f"{requirement}, but {wanted} is asked for: run scripts/lock"
            )


def test_tests_run_with_the_versions_that_the_demo_has():
    tests = locked("test")
    assert {name: tests.get(name) for name in locked("run")} == locked("run")
