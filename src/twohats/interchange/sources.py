"""Which sources there are: their names, what people call them, and the module that reads each."""

from __future__ import annotations

from importlib import import_module

from twohats.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twohats.interchange.source import Reader, Recognised, Tree


class Source(NamedTuple):
    """A kind of files that can be read."""

    name: str
    """What it is called in `src:`, in `--from` and in the names of files in `imports/`."""
    title: str
    module: str
    """In `readers`; imported when it is needed."""
    where: str = ""
    """How to get the files, in a sentence."""
    waits: str = ""
    """How long the source takes to have them ready; empty where they are there at once."""
    rank: int = 0
    """Which of two records of one time holds: 3 measured by hand, 2 by a program, 1 planned, 0 estimated."""

    def reader(self) -> Reader:
        """The module that reads it."""
        module: Reader = import_module(f"twohats.interchange.readers.{self.module}")
        return module


SOURCES: tuple[Source, ...] = (
    Source(
        "activitywatch",
        "ActivityWatch",
        "activitywatch",
        "Raw Data, Export all buckets as JSON.",
        rank=2,
    ),
    Source(
        "ics",
        "calendar",
        "ics",
        "Google: Settings, Import & export, Export. Outlook: Save Calendar. Apple: File, Export.",
        rank=1,
    ),
    Source(
        "linkedin",
        "LinkedIn",
        "linkedin",
        "Settings, Data privacy, Get a copy of your data, the larger archive; take the zip as it is",
        "minutes for a part, up to a day for the whole",
    ),
    Source(
        "mastodon",
        "Mastodon",
        "mastodon",
        "Preferences, Import and export, Data export, Request your archive; take it as it is",
        "minutes to hours",
    ),
    Source(
        "meta",
        "Facebook, Messenger, Instagram",
        "meta",
        "Settings, Accounts Center, Download your information, in JSON and not in HTML; take all its zips",
        "hours to days",
    ),
    Source(
        "x",
        "X",
        "x",
        "Settings, Your account, Download an archive of your data; take the zip as it is",
        "a day or more",
    ),
    Source(
        "mail",
        "mail",
        "mail",
        "Thunderbird: its folder Mail or ImapMail. Google: Takeout, Mail. Others: export as mbox or .eml.",
        "at once from this machine, hours from Google",
    ),
    Source("whatsapp", "WhatsApp", "whatsapp", "In the chat: Export chat, without media."),
    Source(
        "timewarrior", "timewarrior", "timewarrior", "timew export > times.json, or its folder data", rank=3
    ),
    Source("klog", "klog", "klog", "the .klg files themselves", rank=3),
    Source("watson", "Watson", "watson", "watson log --all --json > log.json, or its file frames", rank=3),
    Source("bartib", "bartib", "bartib", "the file that BARTIB_FILE names", rank=3),
    Source("org", "Org", "org", "the .org files themselves", rank=3),
    Source(
        "timeclock", "timeclock (hledger, ledger)", "timeclock", "the .timeclock files themselves", rank=3
    ),
    Source("timedot", "timedot (hledger)", "timedot", "the .timedot files themselves", rank=3),
    Source("toggl", "Toggl Track", "toggl", "Reports, Detailed, Export, CSV", rank=3),
    Source("clockify", "Clockify", "clockify", "Reports, Detailed, Export, Save as CSV", rank=3),
    Source("kimai", "Kimai", "kimai", "My times, or Export, then CSV", rank=3),
    Source(
        "rescuetime", "RescueTime", "rescuetime", "Reports, by hour, Export; or its interface, as CSV", rank=2
    ),
    Source(
        "csv",
        "any other tracker's table",
        "table",
        "as CSV, a row for each entry with its day and length",
        rank=3,
    ),
    Source(
        "twohats",
        "twohats",
        "twohats",
        "hat export jsonl -o FILE, on the machine that has the journal",
        rank=3,
    ),
    Source(
        "records", "records of another program", "records", "docs/import.md says how to write them", rank=3
    ),
)


def source_named(name: str) -> Source | None:
    """The source of this name; None if there is none."""
    return next((source for source in SOURCES if source.name == name), None)


def recognised(tree: Tree) -> list[Recognised]:
    """All that can be read in a tree, or is nearly right, in the order of the table; what can be read first."""
    found = [one for source in SOURCES for one in source.reader().recognise(tree)]
    return sorted(found, key=lambda one: bool(one.instead))
