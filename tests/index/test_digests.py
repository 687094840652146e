"""The digests of months, kept beside the index, are those of the pages, whatever becomes of their files."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from tests.index.settled import LATER, Clock
from tests.random_years import LAST, random_page, random_years

from twohats.format.one_name import with_one_name
from twohats.index import coding, digests, stamps
from twohats.index.digests import digests_of
from twohats.index.files import DIGEST, FOLDER
from twohats.journal.folder import Journal
from twohats.journal.people import people_of
from twohats.measures.digest import Digest, added, digest_of
from twohats.measures.timeline import lines_of


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """By default the pages have been left alone for long."""
    clock = Clock()
    monkeypatch.setattr(stamps, "machine", clock)
    return clock


@pytest.fixture
def journal(tmp_path):
    random_years(tmp_path, 1, years=2)
    for path in tmp_path.glob("days/*/*.md"):
        if path.is_dir():
            path.rmdir()
    return Journal(str(tmp_path))


def by_pages(journal: Journal, first: str = "0001-01-01", last: str = "9999-12-31") -> Digest:
    names = people_of(journal).one_name
    pages = [with_one_name(journal.page(day), names) for day in journal.days(first, last)]
    dated = [(date.fromisoformat(page.day).toordinal(), page) for page in pages]
    return added([digest_of(lines_of(dated, journal.hats, 1))])


def by_index(journal: Journal, first: str = "0001-01-01", last: str = "9999-12-31") -> Digest:
    names = people_of(journal).one_name
    found, _ = digests_of(journal, names, journal.days(first, last), first, last)
    digest = added(found)
    return digest._replace(
        not_read=sorted(digest.not_read, key=lambda each: each.first),
        tags={tag: sorted({*found}) for tag, found in digest.tags.items()},
    )


def same(journal: Journal, first: str = "0001-01-01", last: str = "9999-12-31") -> Digest:
    """The digest by the index, which has to be that of the pages."""
    found, expected = by_index(journal, first, last), by_pages(journal, first, last)
    assert found == expected._replace(tags={tag: sorted({*days}) for tag, days in expected.tags.items()})
    return found


def kept(journal: Journal, month: str = "2026-03") -> Path:
    return Path(journal.state) / FOLDER / f"{month}{DIGEST}"


def made_again(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many months are gone through line by line for the next answer."""
    made = []

    def note(lines):
        made.append(lines)
        return digest_of(lines)

    with monkeypatch.context() as patched:
        patched.setattr(digests, "digest_of", note)
        by_index(journal)
    return len(made)


@pytest.mark.parametrize("ahead", [0, LATER])
def test_they_are_those_of_the_pages_before_and_after_each_change(journal, clock, ahead):
    clock.ahead = ahead
    chance = random.Random(5)
    pages = sorted(Path(journal.root).glob("days/*/*.md"))
    assert same(journal).contacts
    assert same(journal).contacts
    for path in chance.sample(pages, 12):
        if not path.is_file():
            continue
        if chance.random() < 0.3:
            path.unlink()
        else:
            path.write_text(random_page(chance, date.fromisoformat(path.stem), LAST))
        same(journal)
    same(journal, "2026-03-11", "2026-08-09")
    same(journal)


@pytest.mark.parametrize("seed", range(2, 6))
def test_they_are_those_of_any_journal(tmp_path, seed):
    random_years(tmp_path, seed, years=2)
    journal = Journal(str(tmp_path))

    for _ in range(2):
        same(journal)


def test_only_the_month_of_a_page_that_has_changed_is_gone_through_again(journal, monkeypatch):
    same(journal)
    assert made_again(journal, monkeypatch) == 0

    day = next(day for day in journal.days() if day.startswith("2026-03") and journal.page(day).items)
    Path(journal.full_path(f"days/2026/{day}.md")).write_text("- 25m brand talk phone @nobody-else\n")

    assert made_again(journal, monkeypatch) == 1
    assert made_again(journal, monkeypatch) == 0
    assert any(each.people == ("nobody-else",) for each in same(journal).contacts)


def test_another_name_needs_no_month_to_be_gone_through_again(journal, monkeypatch):
    same(journal)
    (Path(journal.root) / "people.toml").write_text('[p1]\naliases = ["p2", "p0"]\n')
    journal = Journal(journal.root)

    assert made_again(journal, monkeypatch) == 0
    assert not any("p2" in each.people for each in same(journal).contacts)


def test_no_byte_of_a_file_can_change_an_answer(journal):
    expected = same(journal)
    path = kept(journal)
    data = path.read_bytes()
    for at in range(0, len(data), 97):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert by_index(journal) == expected
    path.write_bytes(data[:100])
    assert by_index(journal) == expected
    path.unlink()
    path.mkdir()
    assert by_index(journal) == expected


@pytest.mark.parametrize("value", [None, 7, (), ([1], [(1,)], [("a",)], [], {}, {}, {}, {}), b"\xff"])
def test_what_nobody_here_has_written_is_made_again(journal, value):
    expected = same(journal)
    path = kept(journal)
    form = coding.unpacked(path.read_bytes()[len(b"twohats index\n") + 16 :])[0]
    first = coding.Coded(lambda at, length: path.read_bytes()[at : at + length], form).value(0)
    path.write_bytes(coding.encoded(form, [coding.packed(first), coding.packed(value)]))
    assert by_index(journal) == expected


def test_files_of_months_that_are_gone_are_removed(journal):
    same(journal)
    assert kept(journal).exists()
    for path in Path(journal.root).glob("days/2026/2026-03-*.md"):
        path.unlink()
    same(journal)
    assert not kept(journal).exists()
    assert kept(journal, "2026-04").exists()
