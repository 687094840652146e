"""`hat completions SHELL`: prints a shell script that calls `hat _complete` when Tab is pressed."""

from __future__ import annotations

from twohats.cli.commands import add_command
from twohats.cli.terminal import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

# bash passes words as its readline splits them, at `:` and `@` too, and replaces the last piece by the completion,
# unquoted. So the script parses the line as the shell will, including quotes, quotes the completion in the same way,
# and returns the part that readline ($2) will replace.
BASH = """\
_hat_complete() {
    local line="${COMP_LINE:0:COMP_POINT}" piece="$2" raw="" word="" quote="" char found rest state i
    local -a words=()
    for (( i = 0; i < ${#line}; i++ )); do
        char="${line:i:1}"
        case "$quote$char" in
            [$' \\t\\n']) [[ -n "$raw" ]] && words+=("$word"); raw="" word=""; continue ;;
            "'"|'"'|"\\\\") quote="$char" ;;
            "''"|'""') quote="" ;;
            '"\\') quote='"\\' ;;
            '"\\'*) quote='"' word+="$char" ;;
            "\\\\"*) quote="" word+="$char" ;;
            *) word+="$char" ;;
        esac
        raw+="$char"
    done
    words+=("$word")
    COMPREPLY=()
    while IFS= read -r found; do
        rest="$raw" state="$quote"
        for (( i = ${#word}; i < ${#found}; i++ )); do
            char="${found:i:1}"
            case "$state" in
                "'") [[ "$char" == "'" ]] && char="'\\\\''" ;;
                '"') [[ "$char" == [\\"\\\\\\$\\`] ]] && char="\\\\$char" ;;
                "\\\\") state="" ;;
                '"\\') state='"' ;;
                *) printf -v char %q "$char" ;;
            esac
            rest+="$char"
        done
        COMPREPLY+=("${rest:${#raw}-${#piece}}")
    done < <("${words[0]}" _complete "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && "${COMPREPLY[0]}" == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o default -F _hat_complete hat twohats
"""

ZSH = """\
#compdef hat twohats
_hat_complete() {
    local -a found
    found=("${(@f)$("${words[1]}" _complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( ${#found} )); then
        compadd -S '' -- "${(@M)found:#*:}"
        compadd -- "${(@)found:#*:}"
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
    set -l current (commandline -ct | string replace -r "^[\\"']" "" | string collect)
    set -l plain (string unescape -- "$current" | string collect; or echo -- "$current")
    command $words[1] _complete $words[2..-1] "$plain" 2>/dev/null
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
    write(SCRIPTS[args.shell])
    return 0
