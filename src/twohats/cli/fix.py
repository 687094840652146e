"""`hat check --fix`: repairs files that another program has merged, after showing the changes."""

from __future__ import annotations

from collections import Counter

from twohats.actions.repair import Repair, apply_repairs, find_repairs
from twohats.cli.say import remark, say
from twohats.cli.terminal import agrees, can_ask, write_json
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.format.merging.result import Fork
    from twohats.journal.folder import Journal

_MOST_SHOWN = 20


def repair_lines(repair: Repair) -> list[str]:
    """What a repair does to a file, in plain words, one line each."""
    repaired = repair.repaired
    lines = [repair.path]
    if repaired.conflicts:
        lines.append(
            f"  settles {number_of(repaired.conflicts, 'conflict')}: what both sides say stays, once"
        )
    lines += [f"  takes in {path}, and takes it away" for path, _ in repair.copies]
    if repair.copies:
        lines += _added_lines(repair)
    lines += [f"  puts a dash in front: {new.strip()}" for _, new in repaired.dashed[:_MOST_SHOWN]]
    if len(repaired.dashed) > _MOST_SHOWN:
        lines.append(f"  and {len(repaired.dashed) - _MOST_SHOWN} lines more")
    removed = repair.removed()
    for number, line, stays in removed[:_MOST_SHOWN]:
        why = "it stands there once more" if stays else "changed or taken out on one side"
        lines.append(f"  takes out line {number}, {why}: {line.strip()}")
    if len(removed) > _MOST_SHOWN:
        lines.append(f"  and {len(removed) - _MOST_SHOWN} lines more")
    for fork in repaired.forks:
        if fork.kept:
            lines += _kept_lines(fork)
            continue
        lines.append("  keeps two versions of one line; take one out, or let both stand:")
        lines += [f"    {version.partition(chr(10))[0].strip()}" for version in (fork.one, fork.other)]
    return lines


def _kept_lines(fork: Fork) -> list[str]:
    """Which of two values a key of a TOML file has; nothing where they differ in their comments only."""
    one, other, kept = (each.partition(" #")[0].strip() for each in (fork.one, fork.other, fork.kept))
    return [] if one == other else [f"  keeps {kept}, and not {other if kept == one else one}"]


def _added_lines(repair: Repair) -> list[str]:
    """The lines that a file has from its copies."""
    new = Counter(repair.repaired.text.splitlines()) - Counter(repair.text.splitlines())
    added = [line.strip() for line in new.elements() if line.strip()]
    lines = [f"    adds {line}" for line in added[:_MOST_SHOWN]]
    if len(added) > _MOST_SHOWN:
        lines.append(f"    and {len(added) - _MOST_SHOWN} lines more")
    return lines or ["    it has all of its lines already"]


def fix(journal: Journal, period: tuple[str, str], *, yes: bool, as_json: bool) -> bool:
    """Show the repairs, ask unless `yes`, and apply them; returns whether any are left."""
    repairs = find_repairs(journal, *period)
    if not as_json:
        for line in (line for repair in repairs for line in repair_lines(repair)):
            say(line)
    agreed = yes or (bool(repairs) and not as_json and can_ask() and agrees("mend this?"))
    if repairs and agreed:
        apply_repairs(journal, repairs)
    if as_json:
        write_json({"mended": bool(repairs) and agreed, "fixes": [fix_json(repair) for repair in repairs]})
    elif not repairs:
        remark("there is nothing that could be mended for certain")
    elif agreed:
        remark(f"{number_of(len(repairs), 'file')} mended; hat undo brings back how it was")
    else:
        remark("nothing was changed" + ("" if can_ask() else "; hat check --fix --yes mends it"))
    return bool(repairs) and not agreed


def fix_json(repair: Repair) -> dict[str, object]:
    """What a repair does to a file, as `--json` prints it."""
    return {
        "path": repair.path,
        "conflicts": repair.repaired.conflicts,
        "taken_out": [
            {"line": number, "text": line, "stands_once_more": stays}
            for number, line, stays in repair.removed()
        ],
        "dashes": [{"text": old, "becomes": new} for old, new in repair.repaired.dashed],
        "copies": [path for path, _ in repair.copies],
        "two_versions": [[fork.one, fork.other] for fork in repair.repaired.forks],
    }
