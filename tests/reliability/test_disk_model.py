"""The model of a file system that loses its power: `benchmarks/disk_model.py`."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.disk_model import Cut, crashes
from benchmarks.disk_tape import Missed, Tape


def left(tape, *, ordered=False, without=()):
    """Every tree that a cut at the tape's end may leave, as path and content."""
    row = "all" if ordered else ""
    cut = Cut(tape, len(tape.events), without=frozenset(without), in_order=lambda _: row)
    found = [
        {path: node.content for path, node in state.nodes.items()}
        for seed in range(60)
        for state in crashes(cut, Random(seed))
    ]
    return [tree for at, tree in enumerate(found) if tree not in found[:at]]


def replaced(*, flushed, folder_flushed):
    """A page replaced the usual way: written elsewhere, and renamed over."""
    tape = Tape({"page": b"old"})
    tape.open("new", create=True, truncate=False)
    tape.write("new", b"text")
    if flushed:
        tape.flush("new")
    tape.rename("new", "page")
    if folder_flushed:
        tape.flush("")
    return tape


def pages(trees):
    return {tree.get("page") for tree in trees}


def test_what_is_not_flushed_may_be_there_or_not():
    tape = Tape({})
    tape.open("page", create=True, truncate=False)
    tape.write("page", b"text")

    assert pages(left(tape)) == {None, b"", b"\0\0\0\0", b"text"}


def test_a_flush_of_a_new_file_keeps_its_content_and_not_its_name():
    tape = Tape({})
    tape.open("page", create=True, truncate=False)
    tape.write("page", b"text")
    tape.flush("page")

    assert pages(left(tape)) == {None, b"text"}


def test_a_file_renamed_without_a_flush_may_be_empty_or_zeros_under_its_new_name():
    assert pages(left(replaced(flushed=False, folder_flushed=True))) == {b"", b"\0\0\0\0", b"text"}


def test_a_rename_that_is_not_flushed_leaves_the_old_file_or_the_new():
    assert pages(left(replaced(flushed=True, folder_flushed=False))) == {b"old", b"text"}


def test_what_is_flushed_with_its_folder_is_there():
    assert pages(left(replaced(flushed=True, folder_flushed=True))) == {b"text"}


def test_a_flush_that_is_taken_out_of_the_recording_keeps_nothing():
    tape = replaced(flushed=True, folder_flushed=True)

    assert pages(left(tape, without=[2])) == pages(left(replaced(flushed=False, folder_flushed=True)))


def test_an_exchange_between_two_folders_is_whole_or_not_at_all_and_either_folder_keeps_it():
    for flush, expected in (("", 2), ("a", 1), ("b", 1)):
        tape = Tape({"a": None, "b": None, "a/one": b"1", "b/two": b"2"})
        tape.rename("a/one", "b/two", exchange=True)
        if flush:
            tape.flush(flush)

        trees = left(tape)
        assert len(trees) == expected
        assert all({tree["a/one"], tree["b/two"]} == {b"1", b"2"} for tree in trees)


def test_what_is_in_a_new_folder_is_lost_with_the_folders_own_name():
    tape = Tape({})
    tape.make_folder("days")
    tape.open("days/page", create=True, truncate=False)
    tape.write("days/page", b"text")
    tape.flush("days/page")
    tape.flush("days")

    assert {len(tree) for tree in left(tape)} == {0, 2}

    tape.flush("")

    assert left(tape) == [{"days": None, "days/page": b"text"}]


def test_names_come_in_any_order_but_for_those_on_one_name():
    tape = Tape({})
    for name in "ab":
        tape.open(name, create=True, truncate=False)
    tape.rename("a", "c")

    assert {"".join(sorted(tree)) for tree in left(tape)} == {"", "a", "b", "c", "ab", "bc"}


def test_in_order_no_name_overtakes_another_but_by_a_flush():
    tape = Tape({"folder": None})
    for name in ("a", "folder/b", "c"):
        tape.open(name, create=True, truncate=False)

    assert {len(tree) for tree in left(tape, ordered=True)} == {1, 2, 3, 4}
    assert len(left(tape, ordered=True)) == 4

    tape.flush("folder")

    assert all("folder/b" in tree for tree in left(tape, ordered=True))
    assert {"folder", "folder/b"} in [set(tree) for tree in left(tape, ordered=True)]


def test_what_is_written_over_is_lost_by_sectors_and_a_longer_file_may_end_in_zeros():
    tape = Tape({"log": b"a" * 1000})
    tape.open("log", create=False, truncate=False)
    tape.write("log", b"b" * 1500)

    found = {tree["log"] for tree in left(tape)}
    assert {b"a" * 1000, b"b" * 1500, b"b" * 1000, b"a" * 1000 + b"\0" * 500} <= found
    assert b"a" * 512 + b"b" * 988 in found
    assert b"b" * 512 + b"a" * 488 + b"\0" * 500 in found
    assert {len(one) for one in found} == {1000, 1500}


def test_a_folder_flushed_keeps_the_names_in_it_and_not_those_beside_it():
    tape = Tape({"a": None, "b": None})
    for name in ("a/one", "b/two"):
        tape.open(name, create=True, truncate=False)
    tape.flush("a")

    assert {("a/one" in tree, "b/two" in tree) for tree in left(tape)} == {(True, True), (True, False)}


def test_writes_go_on_where_the_last_one_has_ended_or_to_the_end():
    tape = Tape({"log": b"one"})
    tape.open("log", create=False, truncate=False)
    tape.write("log", b"two", append=True)
    tape.seek("log", 1)
    tape.write("log", b"N")
    tape.write("log", b"E")
    tape.resize("log", 5)

    assert tape.contents[tape.find("log")] == b"oNEtw"


def test_a_call_on_what_is_not_known_is_an_error():
    with pytest.raises(Missed):
        Tape({}).write("page", b"text")
