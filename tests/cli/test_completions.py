"""Completion, asked of the real shells."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from tests.cli.shell import HAT, Shell

CASES = [
    ("hat li", {"list"}),
    ("hat add 25m b po", {"post"}),
    ("hat add 25m b post li", {"linkedin"}),
    ("hat add 25m b talk phone @an", {"@anna", "@andy"}),
    ("hat add 25m b post linkedin +", {"+launch"}),
    ("hat got p conv", {"conversation"}),
    ("hat list --pers", {"--person"}),
    ("hat list --person an", {"anna", "andy"}),
    ("hat list --hat nov", {"novelist"}),
    ("hat config set th", {"theme"}),
    ("hat completions f", {"fish"}),
]


@pytest.fixture
def named(hat: Shell) -> Shell:
    (hat.journal / "hat.toml").write_text('[hats.novelist]\nside = "brand"\n')
    hat("add", "25m", "b", "talk", "linkedin", "@anna", "@andy", "+launch")
    (hat.folder / "bin").mkdir()
    (hat.folder / "bin" / "hat").symlink_to(HAT)
    hat.env["PATH"] = f"{hat.folder}/bin:{hat.env['PATH']}"
    return hat


def ask(hat: Shell, *command: str) -> set[str]:
    done = subprocess.run(
        command, env=hat.environment(), cwd=hat.home, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    return {line.split("\t")[0].strip() for line in done.stdout.splitlines() if line.strip()}


BASH = """
eval "$(hat completions bash)"
COMP_LINE="$1" COMP_POINT=${#1}
# As readline splits it: `:` and `@` stand alone.
read -ra COMP_WORDS <<< "$(sed 's/\\([:@=]\\)/ \\1 /g' <<< "$1")"
[[ "$1" == *' ' ]] && COMP_WORDS+=("")
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_hat_complete hat
head=""
cur="${COMP_WORDS[COMP_CWORD]}"
[[ "$cur" == [:@=] ]] && cur=""
word="${1##* }"
for found in "${COMPREPLY[@]}"; do printf '%s\\n' "${word%"$cur"}$found"; done
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(("line", "found"), CASES, ids=[line for line, _ in CASES])
def test_bash_completes(named: Shell, line: str, found: set[str]) -> None:
    assert ask(named, "bash", "--norc", "-c", BASH, "bash", line) == found


@pytest.mark.skipif(not shutil.which("fish"), reason="needs fish")
@pytest.mark.parametrize(("line", "found"), CASES, ids=[line for line, _ in CASES])
def test_fish_completes(named: Shell, line: str, found: set[str]) -> None:
    assert (
        ask(named, "fish", "--no-config", "-c", f'hat completions fish | source; complete -C "{line}"')
        == found
    )


ZSH = """
autoload -Uz compinit && compinit -u -D
eval "$(hat completions zsh)"
compadd() { while [[ "$1" != -- ]]; do shift; done; shift; print -l -- "$@" }
_files() { }
words=("${(@s: :)1}") CURRENT=${#words}
_hat_complete
"""


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh")
@pytest.mark.parametrize(("line", "found"), CASES, ids=[line for line, _ in CASES])
def test_zsh_completes(named: Shell, line: str, found: set[str]) -> None:
    assert ask(named, "zsh", "-f", "-c", ZSH, "zsh", line) == found


def test_a_completion_never_fails_and_never_speaks(hat: Shell) -> None:
    for words in (
        [],
        [""],
        ["nonsense", ""],
        ["--journal"],
        ["--journal", "/x", "list", "--"],
        ["add", "::", ""],
        ["add", "25m", "b", "post:", "l"],
    ):
        done = hat("_complete", *words, env={"TWOHATS_JOURNAL": "/no/such"})
        assert (done.code, done.err) == (0, ""), words


def test_places_are_completed_as_they_were_shown(named: Shell) -> None:
    named("list")
    for command in ("rm", "remove", "edit"):
        assert named("_complete", command, "2026").out == "2026-11-22:1\n"


KEY = "hat add 25m b post linkedin why"


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh")
def test_zsh_puts_no_space_behind_a_key(named: Shell) -> None:
    script = ZSH.replace("compadd() {", """compadd() { [[ "$*" == *"-S  --"* ]] && print suffix;""")
    assert ask(named, "zsh", "-f", "-c", script, "zsh", KEY) >= {"why:", "suffix"}


def test_in_a_note_nothing_but_names_is_completed(named: Shell) -> None:
    assert named("_complete", "add", "25m", "b", "post:", "l").out == ""
    assert named("_complete", "add", "25m", "b", "post:", "with", "@an").out == "@andy\n@anna\n"


def test_names_that_would_command_a_terminal_are_not_offered(hat: Shell) -> None:
    hat.write("- 25m brand talk phone @anna\n")
    (hat.journal / "hat.toml").write_text('[channels."ev\\u001bil"]\nname = "x"\n')
    assert "\x1b" not in hat("_complete", "add", "25m", "b", "talk", "").out
