"""`hat check --fix`: files that something else has merged, mended after it has been said how."""

from __future__ import annotations

from collections import Counter

from twohats.drafting.inbox_merge import manner_of
from twohats.errors import ChangedMeanwhile, TwohatsError
from twohats.format.merging.repair import Healed, heal, heal_toml, removed_lines
from twohats.format.paths import (
    FOLDERS,
    INBOX_FILE,
    PEOPLE_FILE,
    REVIEWS,
    SETTINGS_FILE,
    TRIALS,
    day_of,
    page_path,
)
from twohats.values import NamedTuple
from twohats.views.wording import number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twohats.journal.folder import Journal

_MOST_SHOWN = 20


class Mending(NamedTuple):
    """A file, and what mending makes of it."""

    path: str
    text: str
    healed: Healed


def find(journal: Journal, first: str = "", last: str = "9999") -> list[Mending]:
    """The files of a journal that can be mended: the pages from `first` to `last`, and all others."""
    found: list[Mending] = []
    for path in [*(page_path(day) for day in journal.days(first, last)), *_other_files(journal)]:
        try:
            text = journal.read_text(path)
        except TwohatsError:
            continue  # `hat check` says what is wrong with it
        healed = _healed(journal, path, text or "")
        if text is not None and healed.text != text:
            found.append(Mending(path, text, healed))
    return found


def _other_files(journal: Journal) -> Iterator[str]:
    yield from (SETTINGS_FILE, PEOPLE_FILE, INBOX_FILE)
    for folder in (REVIEWS, TRIALS):  # what cannot be looked into there is told of by `hat check`
        yield from (path for path in journal.files_in(folder, []) if path.endswith(FOLDERS[folder]))


def _healed(journal: Journal, path: str, text: str) -> Healed:
    if path.endswith(".toml"):
        return heal_toml(text)
    return heal(text, day_of(path), journal.hats, manner_of(path))


def told(mending: Mending) -> list[str]:
    """What mending does to a file, in plain words, a line each."""
    healed = mending.healed
    lines = [mending.path]
    if healed.conflicts:
        lines.append(f"  settles {number_of(healed.conflicts, 'conflict')}: what both sides say stays, once")
    lines += [f"  puts a dash in front: {new.strip()}" for _, new in healed.dashed[:_MOST_SHOWN]]
    if len(healed.dashed) > _MOST_SHOWN:
        lines.append(f"  and {len(healed.dashed) - _MOST_SHOWN} lines more")
    gone = _gone(mending)
    for number, line, stays in gone[:_MOST_SHOWN]:
        why = "it stands there once more" if stays else "changed or taken out on one side"
        lines.append(f"  takes out line {number}, {why}: {line.strip()}")
    if len(gone) > _MOST_SHOWN:
        lines.append(f"  and {len(gone) - _MOST_SHOWN} lines more")
    for fork in healed.forks:
        lines.append("  keeps two versions of one line; take one out, or let both stand:")
        lines += [f"    {version.partition(chr(10))[0].strip()}" for version in (fork.one, fork.other)]
    return lines


def _gone(mending: Mending) -> list[tuple[int, str, bool]]:
    """The lines that go, less those that only get their dash."""
    dashed = Counter(old for old, _ in mending.healed.dashed)
    gone = []
    for one in removed_lines(mending.text, mending.healed.text):
        if dashed[one[1]] > 0:
            dashed[one[1]] -= 1
        else:
            gone.append(one)
    return gone


def mend(journal: Journal, mendings: list[Mending]) -> None:
    """Mend the files as they were shown, as one change; raises ChangedMeanwhile, and as `Journal.change_all`."""

    def edit(mending: Mending) -> Callable[[str], str]:
        def made(text: str) -> str:
            if text != mending.text:
                raise ChangedMeanwhile(
                    f"{mending.path} has changed since it was shown", "hat check --fix again"
                )
            return mending.healed.text

        return made

    label = f"mend {number_of(len(mendings), 'file')}" if len(mendings) > 1 else f"mend {mendings[0].path}"
    journal.change_all(label, {mending.path: edit(mending) for mending in mendings})


def fix(journal: Journal, period: tuple[str, str], *, yes: bool, as_json: bool) -> bool:
    """Say what can be mended, ask unless `yes`, and mend it; whether anything is left to be mended."""
    from twohats.cli.say import say
    from twohats.cli.terminal import ask, can_ask, remark, write_json

    mendings = find(journal, *period)
    if not as_json:
        for line in (line for mending in mendings for line in told(mending)):
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
    gone = _gone(mending)
    return {
        "path": mending.path,
        "conflicts": mending.healed.conflicts,
        "taken_out": [
            {"line": number, "text": line, "stands_once_more": stays} for number, line, stays in gone
        ],
        "dashes": [{"text": old, "becomes": new} for old, new in mending.healed.dashed],
        "two_versions": [[fork.one, fork.other] for fork in mending.healed.forks],
    }
