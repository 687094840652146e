"""Many lines of a page changed at once: as one after the other, and every other byte as it was."""

from __future__ import annotations

import random
import time

import pytest
from tests.format.made_pages import page_of
from tests.format.readings import hats_of

from twohats.errors import ChangedMeanwhile, JournalError, NotUnderstood, TwohatsError
from twohats.format.edit import add_items, is_doubled, remove_item, replace_item
from twohats.format.edit_many import ChangedItem, change_items
from twohats.format.model import Entry, Event
from twohats.format.page import block_of
from twohats.format.reading import read_page
from twohats.text.encoding import text_of

DAY = "2026-11-22"
PAGE = "\ufeff# x\r\n\r\n- 09:00 25m brand post  \r\n\t- below\r\n* prose\r\n-\t09:30 25m brand read\r\n- nothing"


def blocks(text: str) -> list[str]:
    return [block_of(text, item) for item in read_page(text, DAY).items]


def test_the_space_around_a_changed_text_and_the_lines_below_stay() -> None:
    was = blocks(PAGE)
    new = change_items(
        PAGE,
        DAY,
        [
            ChangedItem(2, was[1], "09:30 25m brand talk"),
            ChangedItem(1, was[0], "09:00 25m brand post fedi  "),
        ],
    )
    assert new.text == PAGE.replace("post  ", "post fedi  ").replace("read", "talk")
    assert new.numbers == {1: 1, 2: 2}


def test_lines_that_go_take_theirs_with_them_and_lines_that_come_are_put_in_order() -> None:
    was = blocks(PAGE)
    new = change_items(
        PAGE,
        DAY,
        [ChangedItem(1, was[0], None), ChangedItem(2, was[1], "09:30 25m brand talk")],
        ["09:10 5m brand read: one\nmore", "brand got reply"],
    )
    assert new.text == (
        "\ufeff# x\r\n\r\n* prose\r\n- 09:10 5m brand read: one\r\n  more\r\n-\t09:30 25m brand talk\r\n- nothing\r\n"
        "- brand got reply"
    )
    assert (new.numbers, new.added) == ({2: 2}, [1, 4])


def test_what_is_not_as_it_was_shown_or_would_not_be_read_changes_nothing() -> None:
    was = blocks(PAGE)
    with pytest.raises(ChangedMeanwhile):
        change_items(PAGE, DAY, [ChangedItem(1, was[1], "25m brand post")])
    with pytest.raises(ChangedMeanwhile):
        change_items(PAGE, DAY, [ChangedItem(9, was[0], None)])
    with pytest.raises(NotUnderstood):
        change_items(PAGE, DAY, [ChangedItem(1, was[0], "25m brand pots")])
    with pytest.raises(JournalError, match="this very line already"):
        change_items(
            PAGE, DAY, [ChangedItem(2, was[1], "09:30 25m brand talk")], ["09:30 25m brand talk"] * 2
        )


def test_a_line_that_stands_there_once_more_is_taken_out_first() -> None:
    text = "- 09:00 25m brand post\n- 09:00 25m brand post\n"
    for item in ("09:00 25m brand read", None):
        with pytest.raises(JournalError, match="2026-11-22:2 repeats 2026-11-22:1 word for word"):
            change_items(text, DAY, [ChangedItem(1, "- 09:00 25m brand post", item)])


def one_by_one(text: str, changed: list[ChangedItem], hats: object) -> str:
    for each in sorted(changed, reverse=True):
        if each.item is None:
            text = remove_item(text, DAY, each.number, each.was, hats).text  # type: ignore[arg-type]
        else:
            text = replace_item(text, DAY, each.number, each.was, each.item, hats).text  # type: ignore[arg-type]
    return text


@pytest.mark.parametrize("first", range(0, 3000, 1000))
def test_made_pages_are_changed_as_one_line_after_the_other_would(first: int) -> None:
    done = 0
    for seed in range(first, first + 1000):
        made, chance = page_of(seed), random.Random(seed)
        text, hats = text_of(made.data), hats_of({"hats": made.hats})
        items = read_page(text, DAY, hats).items
        right = [item for item in items if isinstance(item.value, (Entry, Event))]
        changed = [
            ChangedItem(
                item.number,
                block_of(text, item),
                chance.choice([None, f"{chance.randint(1, 700)}m personal talk @bo", "brand got reply: x"]),
            )
            for item in chance.sample(right, min(len(right), 4))
        ]
        if (
            "\r\r" in text
            or text.endswith("\r")
            or any(one.was.partition("\n")[0].endswith((" ", "\t")) for one in changed)
        ):
            continue  # what stands behind the words of a line stays, which one by one goes
        if {each.was for each in changed} & {
            block_of(text, item) for item in items if is_doubled(item.value)
        }:
            continue  # refused
        try:
            expected = one_by_one(text, changed, hats)
        except TwohatsError:
            continue
        new = change_items(text, DAY, changed, (), hats)
        assert new.text == expected, seed
        after = read_page(new.text, DAY, hats).items
        for each in changed:
            if each.item is not None:
                assert (
                    block_of(new.text, after[new.numbers[each.number] - 1])[1:].lstrip().startswith(each.item)
                )
        done += bool(changed)
    assert done > 250


def test_ten_thousand_lines_of_one_page_take_a_moment() -> None:
    text = add_items(
        "", DAY, [f"{at % 24:02d}:{at % 60:02d} 5m brand post: {at}" for at in range(10_000)]
    ).text
    shown = [
        ChangedItem(at, block, block[2:].replace("post", "read")) for at, block in enumerate(blocks(text), 1)
    ]
    began = time.process_time()
    new = change_items(text, DAY, shown, ["5m brand talk"] * 100)
    assert time.process_time() - began < 6
    assert new.text.count("5m brand read") == 10_000
