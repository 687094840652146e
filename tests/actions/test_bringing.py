"""Whatever somebody brings, an attack or an accident, is read in place within bounds, and what cannot be read is said."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import tarfile
import tracemalloc
import zipfile
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from twohats.actions.bringing import as_path, brought
from twohats.interchange.source import CannotReadFile
from twohats.system import archive, brought_stream

if TYPE_CHECKING:
    from collections.abc import Iterable

CALENDAR = b"""\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:17@example.org
DTSTART:20261117T100000Z
DTEND:20261117T104500Z
SUMMARY:Tove
END:VEVENT
END:VCALENDAR
"""
NAME = "mara@example.org.ics"


def zipped(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def tarred(files: Iterable[tuple[str, bytes, str]]) -> bytes:
    """A tar archive: names, contents, and what each links to; the type by what comes first in that."""
    out = io.BytesIO()
    types = {
        "": tarfile.REGTYPE,
        "l": tarfile.SYMTYPE,
        "h": tarfile.LNKTYPE,
        "d": tarfile.CHRTYPE,
        "f": tarfile.FIFOTYPE,
    }
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, data, link in files:
            member = tarfile.TarInfo(name)
            member.size, member.type, member.linkname = len(data), types[link[:1]], link[1:]
            made.addfile(member, io.BytesIO(data))
    return out.getvalue()


def changed(data: bytes, *changes: tuple[bytes, int, int]) -> bytes:
    """The bytes with some of them, so far behind a mark, made others."""
    out = bytearray(data)
    for mark, behind, byte in changes:
        out[out.find(mark) + behind] = byte
    return bytes(out)


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def zip64() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, made.open(NAME, "w", force_zip64=True) as file:
        file.write(CALENDAR)
    return out.getvalue()


ONE = zipped([(NAME, CALENDAR)])
LED_OUT: list[tuple[str | zipfile.ZipInfo, bytes]] = [
    (link("link.ics"), b"/etc/passwd"),
    ("../../up.ics", CALENDAR),
    ("/absolute.ics", CALENDAR),
    ("C:/drive.ics", CALENDAR),
    ("..\\up.ics", CALENDAR),
    ("__MACOSX/._x.ics", CALENDAR),
]
LED_OUT_OF_TAR = [
    ("link.ics", b"", "l/etc/passwd"),
    ("hard.ics", b"", "h../../etc/passwd"),
    ("device.ics", b"", "d"),
    ("pipe.ics", b"", "f"),
    ("../up.ics", CALENDAR, ""),
    ("/absolute.ics", CALENDAR, ""),
]
READ: dict[str, bytes] = {
    "links.zip": zipped([*LED_OUT, (NAME, CALENDAR)]),
    "links.tar": tarred([*LED_OUT_OF_TAR, (f"./{NAME}", CALENDAR, "")]),
    "one.tgz": gzip.compress(tarred([(NAME, CALENDAR, "")])),
    "one.zip": ONE,
    "zip64.zip": zip64(),
    "behind other bytes.zip": b"PK\x03\x04" + bytes(100) + ONE,
    NAME: CALENDAR,
    "utf-16.ics": CALENDAR.decode().encode("utf-16"),
    "big end first.ics": b"\xfe\xff" + CALENDAR.decode().encode("utf-16-be"),
    "named so \x1b[31m [bold]\u202e.ics": CALENDAR,
    "folder/.ics": CALENDAR,
}  # fmt: skip
REFUSED: dict[str, tuple[bytes, str]] = {
    "only links.zip": (zipped(LED_OUT), "there is no file in it"),
    "only links.tar": (tarred(LED_OUT_OF_TAR), "there is no file in it"),
    "empty.zip": (zipped([]), "there is no file in it"),
    "empty": (b"", "nothing that is known is in it"),
    "nested.zip": (zipped([("in.zip", ONE)]), "in.zip is an archive within the archive: unpack it first"),
    "locked.zip": (changed(ONE, (b"PK\x03\x04", 6, 1), (b"PK\x01\x02", 8, 1)), "is locked with a password"),
    "checksum.zip": (changed(ONE, (b"PK\x01\x02", 16, 0)), "is damaged"),
    "method.zip": (changed(ONE, (b"PK\x01\x02", 10, 77), (b"PK\x03\x04", 8, 77)), "is damaged"),
    "cut.zip": (ONE[: len(ONE) // 2], "is damaged, or not the whole of an archive: load it again"),
    "cut.tgz": (gzip.compress(tarred([(NAME, CALENDAR, "")]))[:100], "is damaged, or not the whole"),
    "one.ics.gz": (gzip.compress(CALENDAR), "is compressed, and no archive: unpack it first"),
    "bomb.tgz": (gzip.compress(tarred([("x.ics", bytes(40_000_000), "")])), "inflates to more than 200 times"),
    "bomb.zip": (zipped([("x.ics", bytes(40_000_000))]), "nothing that is known is in it"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_whole_is_read_and_nothing_that_leads_out_of_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(READ[name])

    found, refused = brought([str(path)])

    assert refused == []
    assert [(one.found.source, one.found.instead) for one in found] == [("ics", "")]
    (file,) = found[0].tree.names()
    with found[0].tree.open(file) as stream:
        assert stream.read() == CALENDAR


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    data, says = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)

    found, refused = brought([str(path)])

    assert (found, len(refused)) == ([], 1)
    assert refused[0].startswith(str(path))
    assert says in refused[0]
    assert "\n" not in refused[0]


def test_a_bomb_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped([(NAME, CALENDAR + bytes(40_000_000))]))
    (one,), _ = brought([str(path)])
    tracemalloc.start()
    with one.tree.open(NAME) as stream, pytest.raises(CannotReadFile, match="200 times"):
        deque(iter(lambda: stream.read(1 << 16), b""), maxlen=0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2 << 20


def test_files_that_lie_on_each_other_end_at_a_bound_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brought_stream, "REREAD", 1_000_000)
    monkeypatch.setattr(brought_stream, "RATIO", 1)
    path = tmp_path / "many.zip"
    path.write_bytes(zipped([(f"{number}.txt", bytes(400_000)) for number in range(9)]))
    tree = archive.tree_at(str(path))
    read = []
    for name in tree.names():
        with suppress(CannotReadFile), tree.open(name) as stream:
            read.append(len(stream.read()))
    assert sum(read) < 1_500_000
    assert len(tree.complaints) == 5


@pytest.mark.parametrize("kind", ["folder", "many.zip", "many.tar"])
def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 20)
    path = tmp_path / kind
    if kind == "folder":
        for number in range(3):
            (path / str(number)).mkdir(parents=True)
            for other in range(7):
                (path / str(number) / f"{other}.jpg").touch()
    elif kind == "many.zip":
        path.write_bytes(zipped([(f"{number}.jpg", b"") for number in range(21)]))
    else:
        path.write_bytes(tarred([(f"{number}.jpg", b"", "") for number in range(21)]))

    assert brought([str(path)]) == (
        [],
        [f"{path} has more than 20 files: name the folder or file in it that was exported"],
    )


def test_a_list_of_contents_of_any_length_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_MOST_CONTENTS", 300)
    path = tmp_path / "many.zip"
    path.write_bytes(zipped([(f"{number}.jpg", b"") for number in range(21)]))
    assert "is damaged" in brought([str(path)])[1][0]


def test_a_folder_is_walked_without_links_and_archives_in_it_are_looked_into(tmp_path: Path) -> None:
    folder = tmp_path / "brought"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "again").symlink_to(folder)
    (folder / "elsewhere.ics").symlink_to("/etc/passwd")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.ics")
    (folder / "one.zip").write_bytes(ONE)
    (folder / "cut.zip").write_bytes(ONE[:60])
    (folder / NAME).write_bytes(CALENDAR)
    deep = folder.joinpath(*["d"] * 30)
    deep.mkdir(parents=True)
    (deep / "x.ics").write_bytes(CALENDAR)

    found, refused = brought([str(folder), str(folder)])

    assert [(one.path, one.found.files) for one in found] == [
        (str(folder), (NAME,)),
        (str(folder / "one.zip"), (NAME,)),
    ]
    assert refused == [
        f"{folder}: d/d/d/... is too deep to be looked into",
        f"{folder / 'cut.zip'} is damaged, or not the whole of an archive: load it again",
    ]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(0)
    (tmp_path / "x.ics").touch(0)
    found, refused = brought([str(tmp_path)])
    (tmp_path / "closed").chmod(0o700)
    assert found == []
    assert [sentence.removeprefix(f"{tmp_path}: ").partition(":")[0] for sentence in refused] == [
        "closed/ cannot be read",
        "x.ics cannot be read",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_name_in_no_encoding_is_read_as_any_other(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xff\xfe mara.ics")
    Path(os.fsdecode(path)).write_bytes(CALENDAR)
    for named in (str(tmp_path), os.fsdecode(path)):
        found, refused = brought([named])
        assert ([one.found.source for one in found], refused) == (["ics"], [])


def test_a_compressed_tar_is_inflated_once_however_many_look_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = os.urandom(200_000)
    files = [("a.ics", CALENDAR, ""), ("b.bin", big, ""), ("c.ics", CALENDAR, "")]
    path = tmp_path / "all.tgz"
    path.write_bytes(gzip.compress(tarred(files)))
    tree = archive.tree_at(str(path))
    rewound: list[int] = []
    rewind = gzip._GzipReader._rewind  # type: ignore[attr-defined]  # what going back costs

    def counted(reader: object) -> None:
        rewound.append(1)
        rewind(reader)

    monkeypatch.setattr(gzip._GzipReader, "_rewind", counted)
    for _ in range(5):
        for name, data, _link in files:
            with tree.open(name) as stream:
                assert stream.read(1000) == data[:1000]
    assert rewound == []
    with tree.open("b.bin") as stream:
        assert stream.read() == big


@pytest.mark.parametrize(
    "ending", "json jsonl mbox eml csv ics txt klg org timeclock timedot data zip tar".split()
)
@pytest.mark.skipif(sys.platform != "linux", reason="files with holes")
def test_ten_gigabytes_of_zeros_are_refused_at_once(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"zeros.{ending}"
    path.touch()
    os.truncate(path, 10_000_000_000)
    tracemalloc.start()
    found, refused = brought([str(path)])
    for one in found:
        from twohats.interchange.source import NotUnderstoodRecord, Options
        from twohats.interchange.sources import source_named
        from twohats.system.zone import zone_named

        source = source_named(one.found.source)
        assert source is not None
        read = list(source.reader().read(one.tree, one.found, Options(zone_named("UTC"), {})))
        assert all(isinstance(each, NotUnderstoodRecord) for each in read), read
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert bool(found) != bool(refused)
    assert peak < 64 << 20


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("  /tmp/a b.zip ", "/tmp/a b.zip"),
        ("'/tmp/a b.zip'", "/tmp/a b.zip"),
        ('"/tmp/a b.zip"', "/tmp/a b.zip"),
        ("file:///tmp/a%20b.zip", "/tmp/a b.zip"),
        ("file://localhost/tmp/a.zip", "/tmp/a.zip"),
        ("/tmp/a\\ b.zip", "/tmp/a b.zip"),
        ("~/a.zip", "{home}/a.zip"),
        ("'", "'"),
        ("", ""),
    ],
)
def test_paths_as_people_type_and_paste_them(
    monkeypatch: pytest.MonkeyPatch, typed: str, path: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert as_path(typed) == path.format(home=tmp_path)
