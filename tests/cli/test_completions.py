"""Completion, asked of the real shells."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess

import pytest
from tests.cli.shell import HAT, Shell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = [
    ("hat channels l", {"linkedin", "last"}),
    ("hat why y", {"year"}),
    ("hat li", {"list"}),
    ("hat add 25m b po", {"post"}),
    ("hat add 25m b post li", {"linkedin"}),
    ("hat add 25m b talk phone @an", {"@anna", "@andy"}),
    ("hat add 25m b post linkedin +", {"+launch"}),
    ("hat got p conv", {"conversation"}),
    ("hat add fri 25m nov po", {"post"}),
    ("hat start b po", {"post"}),
    ("hat list --pers", {"--person"}),
    ("hat list bra", {"brand"}),
    ("hat list since oc", {"oct", "october"}),
    ("hat list brand @an", {"@anna", "@andy"}),
    ("hat list brand not lin", {"linkedin"}),
    ("hat list brand over 3", {"30m"}),
    ("hat list brand mon", {"monday", "mondays", "month"}),
    ("hat find +l", {"+launch"}),
    ("hat find brand un", {"until", "under", "unrated"}),
    ("hat list --person an", {"anna", "andy"}),
    ("hat list --hat nov", {"novelist"}),
    ("hat list --person=an", {"--person=anna", "--person=andy"}),
    ("hat list --tag=l", {"--tag=launch"}),
    ("hat config set th", {"theme"}),
    ("hat trials p", {"plan"}),
    ("hat trials stop 2026", {"2026-11-linkedin"}),
    ("hat trials plan nov link", {"linkedin"}),
    ("hat trials plan linkedin post half", {"half-double"}),
    ("hat completions f", {"fish"}),
    ("hat change bra", {"brand"}),
    ("hat change all brand @an", {"@anna", "@andy"}),
    ("hat change all brand to lin", {"linkedin"}),
    ("hat change all brand to yest", {"yesterday"}),
    ("hat change all brand to m", {"m1", "m2", "m3", "m4", "m5", "m-", "make", "met:", "monday"}),
    ("hat import --from link", {"linkedin"}),
    ("hat import --hat nov", {"novelist"}),
    ("hat import --since yest", {"yesterday"}),
    ("hat rename ch", {"channel"}),
    ("hat rename channel l", {"linkedin"}),
    ("hat rename +la", {"+launch"}),
]


@pytest.fixture
def named(hat: Shell) -> Shell:
    (hat.journal / "hat.toml").write_text('[hats.novelist]\nside = "brand"\n')
    hat("add", "25m", "b", "talk", "linkedin", "@anna", "@andy", "+launch")
    (hat.journal / "trials").mkdir()
    (hat.journal / "trials" / "2026-11-linkedin.toml").write_text("")
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
# The piece that readline will replace: behind a `:` or `=`, but an `@` in front belongs to it.
piece="${1##*[:= ]}" word="${1##* }"
_hat_complete hat "$piece"
for found in "${COMPREPLY[@]}"; do printf '%s\\n' "${word%"$piece"}$found"; done
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
words=("${(@s: :)1}") CURRENT=${#words} PREFIX="${words[-1]}"
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


def test_a_line_has_one_channel_so_no_second_one_is_completed(named: Shell) -> None:
    assert named("_complete", "add", "25m", "b", "talk", "l").out == "linkedin\n"
    assert named("_complete", "add", "25m", "b", "talk", "phone", "l").out == ""


def test_names_that_would_command_a_terminal_are_not_offered(hat: Shell) -> None:
    hat.write("- 25m brand talk phone @anna\n")
    (hat.journal / "hat.toml").write_text('[channels."ev\\u001bil"]\nname = "x"\n')
    assert "\x1b" not in hat("_complete", "add", "25m", "b", "talk", "").out


ODD = "@zoe.o'brien"
TYPED = (
    "hat add 25m b talk phone @zo",
    "hat add 25m b talk phone '@zo",
    'hat add 25m b talk phone "@zo',
    "hat add 25m b talk phone @zoe.o\\'b",
    "hat add 25m b talk phone 'with us @ö'; hat add 25m b talk @zoe.o\\'",
)
STARTS = {
    "bash": (
        ["bash", "--noprofile", "--norc", "-i"],
        ["bind 'set enable-bracketed-paste off'", 'eval "$(hat completions bash)"'],
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        ["autoload -Uz compinit && compinit -u -D", 'eval "$(hat completions zsh)"'],
    ),
    "fish": (["fish", "--no-config", "-i"], ["hat completions fish | source"]),
}


def at_a_terminal(hat: Shell, shell: str, *talk: tuple[str, str], first: Sequence[str] = ()) -> None:
    """Type at a shell's prompt, each time waiting for what is to be seen then, and press Enter.

    `first` are lines for the shell before that.
    """
    (hat.folder / "bin").mkdir()
    (hat.folder / "bin" / "hat").symlink_to(HAT)
    hat.env["PATH"] = f"{hat.folder}/bin:{hat.env['PATH']}"
    command, begin = STARTS[shell]
    begin = [*begin, *first]
    child, terminal = pty.fork()
    if not child:
        os.chdir(hat.home)
        os.execvpe(command[0], command, {**hat.environment(), "TERM": "dumb"})
    seen = b""
    try:
        for typed, until in [
            *((f"{line}; echo at''-{number}\r", f"at-{number}") for number, line in enumerate(begin)),
            *talk,
            ("\r", "brand talk"),
            ("echo at''-51\r", "at-51"),
        ]:
            os.write(terminal, typed.encode())
            while until.encode() not in seen:
                assert select.select([terminal], [], [], 20)[0], (until, seen)
                seen += os.read(terminal, 65536)
            seen = seen.partition(until.encode())[2]
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


@pytest.mark.parametrize("shell", STARTS)
@pytest.mark.parametrize("typed", TYPED)
def test_a_name_that_the_shell_would_read_otherwise_is_completed_and_saved_as_it_is(
    hat: Shell, shell: str, typed: str
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    hat.write(f"- 10m brand talk {ODD} @marguerite\n")
    at_a_terminal(hat, shell, (f"{typed}\t", "rien"))
    assert hat.items()[1:]
    assert hat.items()[-1].endswith(f" {ODD}")


@pytest.mark.parametrize("shell", STARTS)
def test_the_sign_of_a_person_stays_in_front_of_the_name(hat: Shell, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    hat.write("- 10m brand talk @anna @marguerite +launch\n")
    at_a_terminal(hat, shell, ("hat add 25m b talk @m\t", "arguerite"), ("+la\t", "unch"))
    assert hat.items()[-1] == "25m brand talk @marguerite +launch"


BREAKS = {
    "bash": [],
    "bash without names of hosts": ["shopt -u hostcomplete"],
    "bash without breaks at signs": ['COMP_WORDBREAKS=" \t\n"'],
    "bash with more breaks": ['COMP_WORDBREAKS="$COMP_WORDBREAKS+-."'],
    "zsh": [],
    "fish": [],
}
"""Shells, and what people set in them that changes how a word is taken apart."""
NAMED = "- 10m brand talk phone @marguerite @zoë.ångström @d'arcy +launch-day +x.y\n"
SIGNS = [
    # what is typed up to Tab, what shows that it was completed, the end of the line that is saved
    ("hat add 25m b talk @m\t", "arguerite", "@marguerite"),
    ("hat add 25m b talk +la\t", "unch-day", "+launch-day"),
    ("hat add 25m b talk @marguerite why:mo\t", "ney", "@marguerite why:money"),
    ("hat add 25m b talk @zo\t", "ngstr", "@zoë.ångström"),
    ("hat add 25m b talk @d\t", "arcy", "@d'arcy"),
    ('hat add 25m b talk "@d\t', "arcy", "@d'arcy"),
    ("hat add 25m b talk +x\t", ".y", "+x.y"),
]


@pytest.mark.parametrize(("typed", "seen", "saved"), SIGNS, ids=[typed.strip() for typed, _, _ in SIGNS])
@pytest.mark.parametrize("shell", BREAKS)
def test_every_sign_is_completed_and_saved_as_it_is(
    hat: Shell, shell: str, typed: str, seen: str, saved: str
) -> None:
    name = shell.partition(" ")[0]
    if not shutil.which(name):
        pytest.skip(f"needs {name}")
    hat.write(NAMED)
    at_a_terminal(hat, name, (typed, seen), first=BREAKS[shell])
    assert hat.items()[-1] == f"25m brand talk {saved}"
