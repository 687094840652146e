"""`hat check --fix`: files that something else has merged, mended after it has been shown how."""

from __future__ import annotations

from twohats.actions.repair import Mending, find_mendings, mend
from twohats.cli.say import remark, say
from twohats.cli.terminal import ask, can_ask, write_json
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal

_MOST_SHOWN = 20


def mending_lines(mending: Mending) -> list[str]:
    """What mending does to a file, in plain words, a line each."""
    healed = mending.healed
    lines = [mending.path]
    if healed.conflicts:
        lines.append(f"  settles {number_of(healed.conflicts, 'conflict')}: what both sides say stays, once")
    lines += [f"  puts a dash in front: {new.strip()}" for _, new in healed.dashed[:_MOST_SHOWN]]
    if len(healed.dashed) > _MOST_SHOWN:
        lines.append(f"  and {len(healed.dashed) - _MOST_SHOWN} lines more")
    removed = mending.removed()
    for number, line, stays in removed[:_MOST_SHOWN]:
        why = "it stands there once more" if stays else "changed or taken out on one side"
        lines.append(f"  takes out line {number}, {why}: {line.strip()}")
    if len(removed) > _MOST_SHOWN:
        lines.append(f"  and {len(removed) - _MOST_SHOWN} lines more")
    for fork in healed.forks:
        lines.append("  keeps two versions of one line; take one out, or let both stand:")
        lines += [f"    {version.partition(chr(10))[0].strip()}" for version in (fork.one, fork.other)]
    return lines


def fix(journal: Journal, period: tuple[str, str], *, yes: bool, as_json: bool) -> bool:
    """Say what can be mended, ask unless `yes`, and mend it; whether anything is left to be mended."""
    mendings = find_mendings(journal, *period)
    if not as_json:
        for line in (line for mending in mendings for line in mending_lines(mending)):
            say(line)
    agreed = yes or (
        bool(mendings) and not as_json and can_ask() and ask("mend this? (y/N)").lower() in ("y", "yes")
    )
    if mendings and agreed:
        mend(journal, mendings)
    if as_json:
        write_json(
            {"mended": bool(mendings) and agreed, "fixes": [fix_json(mending) for mending in mendings]}
        )
    elif not mendings:
        remark("there is nothing that could be mended for certain")
    elif agreed:
        remark(f"{number_of(len(mendings), 'file')} mended; hat undo brings back how it was")
    else:
        remark("nothing was changed" + ("" if can_ask() else "; hat check --fix --yes mends it"))
    return bool(mendings) and not agreed


def fix_json(mending: Mending) -> dict[str, object]:
    """What mending does to a file, as `--json` gives it."""
    return {
        "path": mending.path,
        "conflicts": mending.healed.conflicts,
        "taken_out": [
            {"line": number, "text": line, "stands_once_more": stays}
            for number, line, stays in mending.removed()
        ],
        "dashes": [{"text": old, "becomes": new} for old, new in mending.healed.dashed],
        "two_versions": [[fork.one, fork.other] for fork in mending.healed.forks],
    }
