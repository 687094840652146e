"""No code reads in a sentence what is wrong: errors and problems carry it as data.

Looked for in the syntax of every module: a comparison or search of a `.message` or `.hint`, of the text of an
exception, or of what git writes for people.
"""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

from twohats.cli.commands import COMMANDS

SRC = Path(__file__).resolve().parent.parent / "src" / "twohats"

SENTENCES = {"message", "hint", "msg", "strerror", "err", "stderr"}
"""Attributes that hold text for people; `err` is what git has written."""
READS = {
    "startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "split", "rsplit",
    "splitlines", "find", "rfind", "index", "count", "replace", "match", "fullmatch", "search", "findall", "finditer",
}  # fmt: skip

ALLOWED = {
    ("format/toml.py", "toml_error"): "takes off a place that is known as numbers, for Python before 3.14",
    # git tells most failures apart only in what it writes, which LC_ALL=C keeps in one language.
    (
        "sync/exchange.py",
        "bases",
    ): "merge-base takes a commit that it cannot read for one without parents, and exits with 0 or 1",
    (
        "sync/failures.py",
        "_stopped_by_git",
    ): "128 is the exit code of a full disk and of a damaged object alike",
    ("sync/remote.py", "failure"): "128 is the exit code of every failure to reach a remote",
    (
        "sync/remote.py",
        "fetch",
    ): "128 too if the branch is not there; asking ls-remote first is another round over the network",
    ("sync/remote.py", "_refused"): "push --porcelain gives the reason of a refusal in words",
    ("sync/remote.py", "_refusal"): "what the hook of the remote has written is shown, line by line",
    (
        "sync/repository.py",
        "_places",
    ): "128 is the exit code for another owner, for no repository and for a broken one",
    ("sync/repository.py", "index"): "128 is the exit code of ls-files for a broken index and for all else",
    ("sync/repository.py", "lock_in"): "the path of the lock that is in the way stands only in the message",
    ("sync/repository.py", "refs"): "for-each-ref leaves a broken ref out, and names it in its messages",
    ("system/git.py", "reason"): "takes the line to show",
    (
        "tui/writing/draft_keeper.py",
        "_tell",
    ): "tells the same error once: compares it with the one before, reads nothing in it",
}
"""Where it cannot be helped, and why."""


def read_sentences(path: Path) -> list[tuple[str, int]]:
    """The functions that look into a sentence, each with the line."""
    tree = ast.parse(path.read_text())
    found: list[tuple[str, int]] = []
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names = sentence_names(function)
            found += [
                (function.name, node.lineno)
                for node in ast.walk(function)
                if isinstance(node, ast.expr) and reads(node, names)
            ]
    return found


def sentence_names(function: ast.AST) -> set[str]:
    """The names that stand for a sentence in a function."""
    names: set[str] = {
        node.arg for node in ast.walk(function) if isinstance(node, ast.arg) and node.arg in SENTENCES
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and is_sentence(node.value, names):
            names.update(
                each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)
            )
    return names


def is_sentence(node: ast.AST, names: set[str]) -> bool:
    """Whether an expression is text for people."""
    if isinstance(node, ast.Attribute):
        return node.attr in SENTENCES
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str":
        return any(
            isinstance(arg, ast.Name) and arg.id in ("error", "problem", "refused", "wrong")
            for arg in node.args
        )
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("lower", "strip")
    ):
        return is_sentence(node.func.value, names)
    if isinstance(node, ast.Tuple):
        return any(is_sentence(each, names) for each in node.elts)
    return False


def reads(node: ast.expr, names: set[str]) -> bool:
    """Whether a piece of syntax decides by a sentence. Whether there is one at all may be asked."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        empty = any(isinstance(side, ast.Constant) and side.value in ("", None) for side in sides)
        return not empty and any(is_sentence(side, names) for side in sides)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READS:
        return is_sentence(node.func.value, names) or any(is_sentence(each, names) for each in node.args)
    return False


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("if problem.hint == 'did you mean journal?': pass", True),
        ("if 'hat ' in error.hint: pass", True),
        ("any(name in problem.message for name in names)", True),
        ("said = str(error)\n    said.rpartition(' (at ')", True),
        ("words = said.err.lower()\n    if 'denied' in words: pass", True),
        ("re.search('x', error.message)", True),
        ("if error.hint == '': pass", False),
        ("print(error.message)", False),
        ("if problem.code == 'bad-rating': pass", False),
    ],
)
def test_the_look_sees_what_it_is_for(tmp_path: Path, *, code: str, seen: bool) -> None:
    path = tmp_path / "module.py"
    path.write_text(f"def f():\n    {code}\n")
    assert bool(read_sentences(path)) == seen


def test_no_module_reads_a_sentence() -> None:
    found = {
        (path.relative_to(SRC).as_posix(), name): line
        for path in sorted(SRC.rglob("*.py"))
        for name, line in read_sentences(path)
    }
    assert {key: line for key, line in found.items() if key not in ALLOWED} == {}
    assert set(ALLOWED) <= set(found), "a reason for what is not there any more"


def test_a_hint_that_names_a_command_carries_it() -> None:
    """What the fronts share advises a command of the shell only where the app can see which."""
    missing = [
        f"{path.relative_to(SRC)}:{node.lineno}"
        for room in ("format", "drafting", "system", "journal", "actions")
        for path in sorted((SRC / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and any(names_a_command(arg) for arg in node.args)
        and not any(keyword.arg == "command" for keyword in node.keywords)
    ]
    assert missing == []


def names_a_command(node: ast.AST) -> bool:
    texts = (
        [node] if isinstance(node, ast.Constant) else node.values if isinstance(node, ast.JoinedStr) else []
    )
    words = " ".join(str(each.value) if isinstance(each, ast.Constant) else "X" for each in texts).split()
    return any(one == "hat" and other.strip(",;:") in COMMANDS for one, other in pairwise(words))
