"""`hat.toml` written on as a text: where a setting stands in it, and saving it with what others have written since."""

from __future__ import annotations

from twohats.actions.page_text import LONGEST, with_endings_of
from twohats.errors import ChangedMeanwhile, NotUnderstood
from twohats.format.merging.toml import merge
from twohats.format.model import Problem
from twohats.format.paths import SETTINGS_FILE
from twohats.format.toml import read_toml
from twohats.text.encoding import split_bom

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.journal.folder import Journal


def settings_to_write(journal: Journal) -> tuple[str, str]:
    """The text of `hat.toml` as it stands, and the same to be written on: its line endings all alike.

    Raises NotUnderstood for one that cannot be put back as it was, and as `Journal.read_text` does.
    """
    base = journal.read_text(SETTINGS_FILE) or ""
    text = split_bom(base)[1].replace("\r\n", "\n")
    if len(text) > LONGEST or "\n".join(text.splitlines()) != text.removesuffix("\n"):
        why = "is too long" if len(text) > LONGEST else "has signs that end lines in no editor but this one"
        raise NotUnderstood(f"{SETTINGS_FILE} {why}", "your own editor opens it")
    return base, text


def row_of_setting(text: str, name: str) -> int:
    """The row, from 0, where a setting is set, as `hat config` calls it (`timer.ask_after`); where it is not, that of
    its comment or of its table; the last one where there is none.
    """
    *tables, key = name.split(".")
    found: list[tuple[int, int]] = []
    for row, line in enumerate(text.split("\n")):
        bare = line.strip()
        is_comment = bare.startswith("#")
        bare = bare.lstrip("# ")
        head = bare.partition("=")[0].strip().strip("\"'")
        table = bare[1:].strip("[ ").partition("]")[0] if bare.startswith("[") else ""
        if "=" in bare and head in (key, name):
            found.append((is_comment, row))
        elif table and (table in (key, name) or table.startswith(f"{key}.") or table in tables):
            found.append((is_comment + (2 if table in tables else 0), row))
    return min(found)[1] if found else text.count("\n")


def wrong_with_settings(text: str) -> str:
    """What is wrong with a text of settings, empty if nothing is."""
    from twohats.format.settings import load_settings

    return next((problem.sentence() for problem in load_settings(text).problems), "")


def write_settings(journal: Journal, base: str, text: str) -> bool:
    """Put a written text in place of `hat.toml`, `base` being the one that it was begun on; whether it is another.

    One change; what others have written since is merged into it. Raises NotUnderstood for what is no TOML, and what
    `Journal.change` raises; nothing has changed then.
    """
    data = read_toml(text, SETTINGS_FILE)
    if isinstance(data, Problem):
        raise NotUnderstood(data.sentence(), "it is not saved")
    ours = with_endings_of(base, text.removesuffix("\n") + "\n")
    if ours == base:
        return False

    def edit(current: str) -> str:
        if current == base:
            return ours
        merged = merge(base, ours, current)
        if merged is None:
            raise ChangedMeanwhile(f"{SETTINGS_FILE} has been changed too much meanwhile", "look again")
        return merged.text

    journal.change("change the settings", SETTINGS_FILE, edit)
    journal.forget_settings()
    return True
