"""`hat completions SHELL`: a few lines for the shell, which ask `hat _complete` when Tab is pressed."""

from __future__ import annotations

from twohats.cli.commands import add_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

# The word under the cursor is taken from the line itself: bash splits words at `:` and `@`, and replaces only
# the part behind.
BASH = """\
_hat_complete() {
    local line="${COMP_LINE:0:COMP_POINT}" word IFS=$' \\t\\n'
    local -a words
    read -ra words <<< "$line"
    [[ "$line" == *[[:space:]] ]] && words+=("")
    word="${words[${#words[@]}-1]}"
    local cur="${COMP_WORDS[COMP_CWORD]}" cut=0
    case "$cur" in :|@|=) cur="" ;; esac
    cut=$(( ${#word} - ${#cur} ))
    COMPREPLY=()
    local found
    while IFS= read -r found; do
        [[ -n "$found" ]] && COMPREPLY+=("${found:$cut}")
    done < <("${words[0]}" _complete "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && "${COMPREPLY[0]}" == *: ]] && compopt -o nospace
    return 0
}
complete -o default -F _hat_complete hat twohats
"""

ZSH = """\
#compdef hat twohats
_hat_complete() {
    local -a found
    found=("${(@f)$("${words[1]}" _complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( ${#found} )); then
        compadd -Q -S '' -- "${(@M)found:#*:}"
        compadd -Q -- "${(@)found:#*:}"
    else
        _files
    fi
}
if [ "$funcstack[1]" = "_hat_complete" ] || [ "$funcstack[1]" = "_hat" ]; then
    _hat_complete "$@"
else
    compdef _hat_complete hat twohats
fi
"""

FISH = """\
function __hat_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    command $words[1] _complete $words[2..-1] "$current" 2>/dev/null
end
complete -c hat -f -a '(__hat_complete)'
complete -c twohats -f -a '(__hat_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def register(subparsers: Any) -> None:
    """Add the command to the parser."""
    parser = add_command(
        subparsers,
        "completions",
        """
        Print what a shell needs to complete commands, options, hats, channels, people and threads.

        examples:
          eval "$(hat completions bash)"    in ~/.bashrc
          eval "$(hat completions zsh)"     in ~/.zshrc, behind compinit
          hat completions fish > ~/.config/fish/completions/hat.fish
        """,
    )
    parser.add_argument("shell", choices=tuple(SCRIPTS), help="the shell")


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    from twohats.cli.terminal import write

    write(SCRIPTS[args.shell])
    return 0
