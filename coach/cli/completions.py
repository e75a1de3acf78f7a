"""`coach completions`: scripts with which a shell completes commands, options, lessons and ids."""

from typing import TYPE_CHECKING

from ..words import marked
from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE
from .streams import show

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach completions bash
  coach completions zsh
  coach completions fish

coach completions bash|zsh|fish

Prints a script. With it, Tab completes commands, options, lessons, the ids of
your steps and goals, and the parts of your plan. To have it always, add a line
to the file that your shell reads first, and open a new one:

bash  ~/.bashrc                    eval "$(coach completions bash)"
zsh   ~/.zshrc, below compinit     eval "$(coach completions zsh)"
fish  ~/.config/fish/config.fish   coach completions fish | source""")

# A line of `coach complete` is the word, a blank, and what it stands for.

BASH = r"""# Completes `coach` in bash: eval "$(coach completions bash)"
_coach() {
    local cur=${COMP_WORDS[COMP_CWORD]} line word
    [[ $cur == '=' ]] && cur=
    COMPREPLY=()
    while IFS= read -r line; do
        word=${line%% *}
        case $word in
            '') ;;
            :files) compopt -o filenames 2>/dev/null
                while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur") ;;
            :folders) compopt -o filenames 2>/dev/null
                while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$cur") ;;
            *) COMPREPLY+=("$word") ;;
        esac
    done < <("$1" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _coach coach"""

ZSH = r"""#compdef coach
# Completes `coach` in zsh: eval "$(coach completions zsh)", below compinit
_coach() {
    local line
    local -a found
    for line in "${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            '') ;;
            :files) _files ;;
            :folders) _files -/ ;;
            *\ *) found+=("${${line%% *}//:/\\:}:${line#* }") ;;
            *) found+=("${line//:/\\:}") ;;
        esac
    done
    (( $#found )) && _describe -V 'coach' found
}
if [[ $funcstack[1] == _coach ]]; then _coach "$@"; else compdef _coach coach; fi"""

FISH = r"""# Completes `coach` in fish: coach completions fish | source
function __coach_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path "$current"
            case :folders
                __fish_complete_directories "$current" ''
            case '*'
                string replace ' ' \t -- $line
        end
    end
end
complete -c coach -f -k -a '(__coach_complete)'"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def _completions(context: Context, given: Arguments) -> int:
    script = SCRIPTS.get(given.shell)
    if script is None:
        raise unknown(given.shell, list(SCRIPTS), marked("script for the shell"))
    show(script.splitlines())
    return FINE


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("shell", metavar="|".join(SCRIPTS))


COMMANDS = {"completions": Command(_completions, HELP, _arguments, alone=False)}
