"""The repository settings with which git runs no program and accesses no other place.

This is an allow list, so that settings of future git versions are not trusted. Pure.
"""

from __future__ import annotations

import re

# Settings (in lower case) of which git runs nothing and goes nowhere, whatever their value: what git
# itself writes into a new repository, what is often set by hand, what other programs keep there. None that names a
# file to be read: it may be one that never ends. The addresses of
# remotes are looked at apart. A last word with a hyphen (`branch.main.vscode-merge-base`) is never one of git's.
_HARMLESS = re.compile(
    r"""
    core\.(repositoryformatversion|bare|filemode|logallrefupdates|ignorecase|precomposeunicode|symlinks|autocrlf|eol
        |safecrlf|quotepath|abbrev|whitespace|compression|loosecompression|bigfilethreshold|trustctime|checkstat
        |ignorestat|preloadindex|untrackedcache|splitindex|commitgraph|multipackindex|fscache|longpaths|hidedotfiles
        |commentchar|commentstring|notesref|sparsecheckout|sparsecheckoutcone|fsync|fsyncmethod|fsyncobjectfiles
        |warnambiguousrefs|usereplacerefs)
    | remote\.(.+\.(url|pushurl|tagopt|prune|prunetags|push|mirror|skipdefaultupdate|skipfetchall|promisor
        |partialclonefilter|followremotehead|[a-z]+(-[a-z]+)+)|pushdefault)
    | branch\.(.+\.(remote|pushremote|merge|mergeoptions|rebase|description|[a-z]+(-[a-z]+)+)|sort|autosetupmerge
        |autosetuprebase)
    | (user|author|committer)\.(name|email) | user\.(signingkey|useconfigonly)
    | commit\.(gpgsign|verbose|cleanup|status) | tag\.(gpgsign|forcesignannotated|sort) | init\.defaultbranch
    | push\.(default|followtags|autosetupremote|recursesubmodules|useforceifincludes|negotiate|gpgsign)
    | pull\.(ff|rebase)
    | fetch\.(prune|prunetags|parallel|output|writecommitgraph|showforcedupdates|recursesubmodules|unpacklimit
        |negotiationalgorithm|fsckobjects|all)
    | transfer\.(fsckobjects|unpacklimit|credentialsinurl|hiderefs)
    | http\.(postbuffer|version|lowspeedlimit|lowspeedtime)
    | merge\.(ff|conflictstyle|log|stat|renames|renamelimit|renormalize|directoryrenames|autostash|tool|guitool)
    | rebase\.(autosquash|autostash|updaterefs|backend|stat|missingcommitscheck|abbreviatecommands)
    | diff\.(algorithm|renames|renamelimit|colormoved|colormovedws|mnemonicprefix|noprefix|context|interhunkcontext
        |indentheuristic|submodule|tool|guitool|wserrorhighlight|relative|ignoresubmodules)
    | rerere\.(enabled|autoupdate) | checkout\.(defaultremote|guess|workers) | worktree\.(guessremote|userelativepaths)
    | index\.(version|threads|skiphash|sparse) | feature\.(manyfiles|experimental)
    | pack\.(window|windowmemory|depth|threads|packsizelimit|compression|usesparse|usebitmaps|writereverseindex)
    | gc\.(auto|autodetach|autopacklimit|pruneexpire|reflogexpire|reflogexpireunreachable|writecommitgraph|packrefs)
    | maintenance\.(auto|strategy|.+\.(enabled|schedule|auto))
    | submodule\.(active|recurse|fetchjobs|propagatebranches|.+\.(url|active|branch|ignore|shallow))
    | credential\.(.+\.)?(username|usehttppath)
    | (color|column|advice|status|stash|grep|blame|log|receive)\.(?!.*(skiplist|ignorerevsfile)$)[a-z.]+
    | (gui|lfs|annex|gitflow|github|gitlab|hub|bash|oh-my-zsh|magit|forge|gitbutler|branchless)\..+
    """,
    re.VERBOSE,
)
# Settings of which it depends on the value. A refspec of a remote may set only what is a remote's.
_BY_VALUE = {
    r"core\.fsmonitor": r"(?i)|true|false|yes|no|on|off|0|1",
    r"extensions\.[a-z]+": r"\w*",
    r"gpg\.format": r"\w*",
    r"remote\..+\.fetch": r"\^?\+?refs/[^:]*(:refs/(remotes|tags)/.*)?",
}
# What a repository that receives has besides, and what of the above would run something there.
_HARMLESS_THERE = re.compile(
    r"core\.sharedrepository | uploadpack\.(allow|hide)[a-z0-9]+ | http\.(uploadpack|receivepack|getanyfile)"
    r" | remote\..+\.fetch | gitweb\.[a-z]+",
    re.VERBOSE,
)
_RUNS_THERE = re.compile(r"receive\.(denycurrentbranch|procreceiverefs) | remote\..+\.promisor", re.VERBOSE)


def is_harmless(key: str, value: str) -> bool:
    """Whether a repository's setting cannot make git run a program or access another place."""
    key = key.lower()
    if _HARMLESS.fullmatch(key):
        return True
    return any(re.fullmatch(name, key) and re.fullmatch(fine, value) for name, fine in _BY_VALUE.items())


def is_harmless_there(key: str, value: str) -> bool:
    """The same for a remote repository on this machine, whose settings apply to what git runs there."""
    low = key.lower()
    if _RUNS_THERE.fullmatch(low):
        return value.lower() in ("", "false", "true", "refuse", "ignore", "warn") and "promisor" not in low
    return bool(_HARMLESS_THERE.fullmatch(low)) or is_harmless(key, value)
