"""A journal that is changed at random, by its owner, by other programs and by what befalls a disk, for `index_answers`.

The clock of this machine can be put forward, so that pages count as settled, and back, and it is the clock that stamps
the files as well: `Clock` says what it showed when a file was written. It ticks slowly, so that a file is often written
twice within a tick; before it is put forward a tick is let pass.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import time
from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from twohats.actions.undo import redo, undo
from twohats.errors import TwohatsError
from twohats.index import coding, files, stamps
from twohats.journal.folder import Journal
from twohats.system import files as system_files

LAST = date(2026, 11, 22)
DAYS = 75
LAYOUT = coding.LAYOUT
A_TICK = 30_000_000
"""Nanoseconds between the ticks of the clock that stamps files; on most disks they are 4 ms, on some two seconds."""
HATS = ("personal", "brand", "p", "b", "club")
CHANNELS = ("linkedin", "mastodon", "phone", "email", "fedi", "in-person")
PEOPLE = ("anna", "ben", "zoë", "mara", "anna.k", "carl@fedi.example")
TAGS = ("launch", "book", "straße")
WORDS = (
    "launch",
    "thread",
    "a call",
    "notes from",
    "Zoë",
    "STRASSE",
    "the book",
    "+book",
    "@ben",
    "don't",
    "don’t",
)
FIELDS = (
    "why:money",
    "why:money,fame",
    "why:Passion",
    "aim:none",
    "src:hn",
    "from:@anna",
    "met:fedi",
    "heard:linkedin",
)
ODD = (
    "- nothing", "- nothing: on the road", "- brand post linkedin m9: no such rating", "- 25m brand pots linkedin",
    "brand post linkedin 25m", "prose about @anna", "- ", "# 2026 a heading", "- 25m brand post linkedin: \udc80\udcff",
    "- brand got sale 1200GBP @ben: paid", "- brand got sale 99.50EUR: in part", "- 3x personal got likes mastodon",
    "- ~40m personal read: guessed", "- 24:40-25:10 personal talk phone @anna: late", "- 00:10-00:20 brand do walk",
)  # fmt: skip


class Killed(BaseException):
    """The process ends here."""


class Clock:
    """The clock of this machine, which can be set: the kernel's, and by how much it was ahead from when on."""

    def __init__(self) -> None:
        self._since = [0]
        self._ahead = [0]

    def nanoseconds(self) -> int:
        """What it shows now."""
        return time.time_ns() + self._ahead[-1]

    def set(self, ahead: int) -> None:
        """Let it be so many nanoseconds ahead of the kernel's from now on."""
        time.sleep(1.2 * A_TICK / 1e9)
        self._since.append(time.time_ns() // A_TICK * A_TICK)
        self._ahead.append(ahead)

    def forward(self, by: int) -> None:
        """Put it forward."""
        self.set(self._ahead[-1] + by)

    def stamp(self, about: os.stat_result) -> stamps.Stamp:
        """The stamp of a file, by this clock and its slow ticks."""
        modified, changed, *rest = fine_stamp(about) or (0, 0)
        return (self._shown(modified), self._shown(changed), *rest) if rest else stamps.UNKNOWN

    def _shown(self, kernel: int) -> int:
        tick = kernel // A_TICK * A_TICK
        return tick + self._ahead[bisect_right(self._since, tick) - 1] if tick > 0 else tick


fine_stamp = stamps.stamp_of


class World:
    """One journal and the machine it is on."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = folder / "journal"
        self.clock = Clock()
        self._folder = folder
        self._aside: list[bytes] = []
        self.later: Callable[[], object] | None = None
        """What happens once the first question is answered."""
        self.root.mkdir(parents=True)
        (self.root / "hat.toml").write_text("format = 1\n")
        self.journal = Journal(str(self.root))
        for back in range(DAYS):
            if self.chance.random() < 0.9:
                self._write(LAST - timedelta(days=back))

    @property
    def index_folder(self) -> Path:
        """Where the index is."""
        return Path(self.journal.state) / files.FOLDER

    def step(self) -> str:
        """Something happens; says what."""
        what = self.chance.choice(self._deeds())
        what()
        return what.__name__.strip("_")

    def _deeds(self) -> list[Callable[[], None]]:
        often = [
            self._add, self._add, self._replace, self._remove, self._undo, self._save_in_place,
            self._save_unnoticed, self._save_by_rename, self._save_by_rename_unnoticed, self._save_moved_away,
            self._save_twice, self._save_twice, self._wait, self._wait,
        ]  # fmt: skip
        seldom = [
            self._delete, self._rename, self._swap, self._restore_many, self._set_time, self._set_clock_back,
            self._change_hats, self._change_names, self._link_page, self._folder_for_page, self._delete_year,
            self._mark_conflict, self._truncate, self._append_unseen,
        ]  # fmt: skip
        to_index = [
            self._delete_index, self._delete_month, self._damage, self._damage_much, self._mix_up, self._put_back_old,
            self._hostile_month, self._other_version, self._cut_month,
        ]  # fmt: skip
        return self.chance.choices((often, seldom, to_index), (6, 2, 2))[0]

    # What is written.

    def line(self) -> str:
        """A line, mostly one that is read."""
        chance = self.chance
        if chance.random() < 0.15:
            return chance.choice(ODD)
        words = [chance.choice(HATS)]
        if chance.random() < 0.3:
            words.append(
                chance.choice(
                    ("got reply", "got lead", "got thanks", "gave help", "asked", "lost", "got help")
                )
            )
        else:
            words.append(chance.choice(("post", "read", "talk", "do walk", "do speak", "do lead")))
            start = chance.randrange(24 * 60)
            timed = f"{start // 60:02}:{start % 60:02}-{(start + 20) // 60:02}:{(start + 20) % 60:02}"
            words.insert(0, chance.choice((timed, f"{chance.randrange(1, 300)}m")))
            words += [f"{letter}{chance.randrange(1, 6)}" for letter in "miuw" if chance.random() < 0.3]
        for sign, names, share in (
            ("", CHANNELS, 0.7),
            ("@", PEOPLE, 0.4),
            ("+", TAGS, 0.3),
            ("", FIELDS, 0.2),
        ):
            if chance.random() < share:
                words.append(sign + chance.choice(names))
        note = " ".join(chance.choices(WORDS, k=chance.randrange(4)))
        more = "\n  and more of it +launch" if chance.random() < 0.1 else ""
        return "- " + " ".join(words) + (f": {note}" if note else "") + more

    def text(self, day: date) -> bytes:
        """A page."""
        lines = [self.line() for _ in range(self.chance.randrange(7))]
        end = self.chance.choice(("\n", "\n", "\n", "\r\n"))
        text = end.join([f"# {day} {day:%A}", "", *lines, ""])
        return text.encode("utf-8", "surrogateescape")

    def path(self, day: date) -> Path:
        """Where a page is."""
        return self.root / "days" / str(day.year) / f"{day}.md"

    def _write(self, day: date, data: bytes | None = None) -> None:
        path = self.path(day)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.text(day) if data is None else data)

    def _day(self) -> date:
        return LAST - timedelta(days=self.chance.randrange(DAYS))

    def _page(self) -> Path:
        """The path of a page that is there."""
        for _ in range(30):
            path = self.path(self._day())
            if path.is_file():
                return path
        day = self._day()
        if self.path(day).is_dir():
            self.path(day).rmdir()
        self._write(day)
        return self.path(day)

    def _changed(self, data: bytes) -> bytes:
        """The same length, other content: one letter or digit is another."""
        at = [place for place, byte in enumerate(data) if chr(byte).isalnum() and byte < 128]
        if not at:
            return data
        place = self.chance.choice(at)
        other = self.chance.choice(b"abm123456789")
        return data[:place] + bytes([other]) + data[place + 1 :]

    # What its owner does.

    def _add(self) -> None:
        self._try(lambda: self.journal.add(str(self._day()), self.line().removeprefix("- ").split("\n")[0]))

    def _replace(self) -> None:
        blocks = self.journal.blocks(str(self._day()))
        if blocks:
            place, block = self.chance.choice([*blocks.items()])
            day, _, number = place.partition(":")
            self._try(
                lambda: self.journal.replace(day, int(number), block, "25m brand post fedi @mara m3: new")
            )

    def _remove(self) -> None:
        blocks = self.journal.blocks(str(self._day()))
        if blocks:
            place, block = self.chance.choice([*blocks.items()])
            day, _, number = place.partition(":")
            self._try(lambda: self.journal.remove(day, int(number), block))

    def _undo(self) -> None:
        self._try(lambda: self.chance.choice((undo, undo, redo))(self.journal))

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except TwohatsError:
            return

    # What other programs do.

    def _save_in_place(self) -> None:
        path = self._page()
        path.write_bytes(self.text(date.fromisoformat(path.stem)))

    def _save_unnoticed(self) -> None:
        """In place, with the size and the time of modification that it had."""
        path = self._page()
        about = path.stat()
        path.write_bytes(self._changed(path.read_bytes()))
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    def _save_by_rename(self) -> None:
        path = self._page()
        new = path.with_suffix(".new")
        new.write_bytes(self._changed(path.read_bytes()))
        new.replace(path)

    def _save_by_rename_unnoticed(self) -> None:
        path = self._page()
        about = path.stat()
        new = path.with_suffix(".new")
        new.write_bytes(self._changed(path.read_bytes()))
        os.utime(new, ns=(about.st_atime_ns, about.st_mtime_ns))
        new.replace(path)

    def _save_moved_away(self) -> None:
        path = self._page()
        data = path.read_bytes()
        path.rename(path.with_suffix(".md~"))
        path.write_bytes(self._changed(data))

    def _save_twice(self) -> None:
        """Once now, and again once it has been asked about, within one tick if it can be."""
        path = self._page()
        data = path.read_bytes()
        path.write_bytes(self._changed(data))
        self.later = lambda: path.write_bytes(self._changed(data)) if path.is_file() else None

    def _append_unseen(self) -> None:
        path = self._page()
        about = path.stat()
        with path.open("ab") as file:
            file.write(b"- 10m brand read mastodon: unseen\n")
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    def _delete(self) -> None:
        self._page().unlink()

    def _delete_year(self) -> None:
        if self.chance.random() < 0.2:
            shutil.rmtree(self.root / "days" / str(LAST.year))
            for back in range(DAYS):
                if self.chance.random() < 0.9:
                    self._write(LAST - timedelta(days=back))

    def _rename(self) -> None:
        target = self.path(self._day())
        if not target.is_dir():
            self._page().replace(target)

    def _swap(self) -> None:
        one, other = self._page(), self._page()
        aside = one.with_suffix(".aside")
        if one != other:
            one.rename(aside)
            other.rename(one)
            aside.rename(other)

    def _restore_many(self) -> None:
        """As git does when another commit is checked out, and a backup that keeps the times."""
        keeps_times = self.chance.random() < 0.5
        for _ in range(12):
            path = self._page()
            about = path.stat()
            path.unlink()
            path.write_bytes(self.text(date.fromisoformat(path.stem)))
            if keeps_times:
                os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    def _set_time(self) -> None:
        path = self._page()
        shift = self.chance.choice((-(10**18), -(10**10), 10**10, 10**14))
        os.utime(path, ns=(0, max(0, path.stat().st_mtime_ns + shift)))

    def _mark_conflict(self) -> None:
        path = self._page()
        ours = self.line().encode("utf-8", "surrogateescape")
        marked = b"<<<<<<< ours\n" + ours + b"\n=======\n- 5m brand read: theirs\n>>>>>>> theirs\n"
        path.write_bytes(path.read_bytes() + marked)

    def _truncate(self) -> None:
        path = self._page()
        os.truncate(path, path.stat().st_size // 2)

    def _link_page(self) -> None:
        target, path = self._page(), self.path(self._day())
        if path.is_dir() or path == target:
            return
        path.unlink(missing_ok=True)
        path.symlink_to(target if self.chance.random() < 0.7 else "/etc/hostname")

    def _folder_for_page(self) -> None:
        path = self._page()
        path.unlink()
        if self.chance.random() < 0.5:
            path.mkdir()
        else:
            os.mkfifo(path)

    def _change_hats(self) -> None:
        declared = self.chance.choice(
            ("", '[hats.club]\nside = "personal"\n', '[hats.club]\nside = "brand"\nshort = "c"\n')
        )
        (self.root / "hat.toml").write_text("format = 1\n" + declared)
        self._open()

    def _change_names(self) -> None:
        renamed = self.chance.choice(
            ("", '\n[renamed]\nlinkedin = "fedi"\n"@ben" = "@carl"\n"+book" = "+novel"\n')
        )
        (self.root / "hat.toml").write_text("format = 1\n" + renamed)
        same = self.chance.choice(
            ("", '[anna]\naliases = ["anna.k"]\n', '[mara]\naliases = ["ben", "zoë"]\n')
        )
        (self.root / "people.toml").write_text(same)
        self._open()

    def _open(self) -> None:
        self.journal = Journal(str(self.root))

    # What the clock does.

    def _wait(self) -> None:
        """Time passes until pages count as settled."""
        self.clock.forward(stamps.SETTLED + self.chance.randrange(10**10))

    def _set_clock_back(self) -> None:
        self.clock.set(self.chance.choice((0, -(10**9), -(10**12), -(10**15))))

    # What befalls the index.

    def _months(self) -> list[Path]:
        if not self.index_folder.is_dir():
            return []
        return sorted(
            path for path in self.index_folder.iterdir() if path.is_file() and not path.is_symlink()
        )

    def _a_month(self) -> Path | None:
        months = self._months()
        return self.chance.choice(months) if months else None

    def _delete_index(self) -> None:
        shutil.rmtree(self.index_folder, ignore_errors=True)

    def _delete_month(self) -> None:
        path = self._a_month()
        if path:
            path.unlink()

    def _damage(self) -> None:
        """A bit is another."""
        path = self._a_month()
        if path:
            data = bytearray(path.read_bytes())
            if data:
                data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            path.write_bytes(data)

    def _damage_much(self) -> None:
        path = self._a_month()
        if path:
            data = bytearray(path.read_bytes())
            at = self.chance.randrange(len(data) + 1)
            path.write_bytes(data[:at] + bytes(len(data) - at))

    def _cut_month(self) -> None:
        path = self._a_month()
        if path:
            os.truncate(path, self.chance.randrange(path.stat().st_size + 1))

    def _mix_up(self) -> None:
        one, other = self._a_month(), self._a_month()
        if one and other:
            other.write_bytes(one.read_bytes())

    def _put_back_old(self) -> None:
        """A month as it was some time ago, from a backup."""
        path = self._a_month()
        if path:
            name = path.name.encode() + b"\n"
            old = [data for data in self._aside if data.startswith(name)]
            self._aside = [*self._aside[-40:], name + path.read_bytes()]
            if old:
                path.write_bytes(self.chance.choice(old).removeprefix(name))

    def _hostile_month(self) -> None:
        path = self._a_month()
        if not path:
            return
        path.unlink()
        sort = self.chance.randrange(5)
        if sort == 0:
            path.symlink_to("/dev/zero")
        elif sort == 1:
            os.mkfifo(path)
        elif sort == 2:
            path.mkdir()
        elif sort == 3:
            path.write_bytes(coding.encoded("x", [coding.packed(None)] * 5))
        else:
            path.write_bytes(os.urandom(2000))

    def _other_version(self) -> None:
        coding.LAYOUT = self.chance.choice((LAYOUT, LAYOUT, LAYOUT + 1, 0))

    # What may happen while the index is kept up.

    def failing(self) -> Callable[[str, bytes], None]:
        """A `write_cache` that fails now and then: the disk is full or read-only, or the process is killed."""
        write = system_files.write_cache

        def write_or_fail(path: str, data: bytes) -> None:
            how = self.chance.random()
            if how < 0.02:
                raise OSError(errno.EROFS, "read-only")
            if how < 0.06:
                half = Path(f"{path}.{os.getpid()}")
                half.unlink(missing_ok=True)  # it may have been made a pipe
                half.write_bytes(data[: self.chance.randrange(len(data))])
                raise OSError(errno.ENOSPC, "full") if how < 0.04 else Killed
            write(path, data)

        return write_or_fail
