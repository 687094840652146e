"""Two machines meet: what one wrote the other has, nothing is lost, and both end with the same bytes."""

from __future__ import annotations

import time

import pytest
from tests.sync.machines import DAY, PAGE, SETTINGS

from twohats.actions.inbox import import_inbox
from twohats.format.paths import page_path
from twohats.format.times import Now
from twohats.journal.people import read_people
from twohats.journal.undo import redo, undo
from twohats.sync import open_forks, resolve, status

TALK = "- 14:00-14:45 personal talk phone @anna m5: caught up\n"


def test_lines_added_on_both_machines_stand_on_both(world):
    world.a.add("25m brand post: from a")
    world.b.add("11:00-11:20 brand read: from b")
    world.a.add("30m personal read", day="2026-11-23")
    world.meet()

    assert "from a" in world.b.read()
    assert "from b" in world.a.read()
    assert "30m personal read" in world.b.read(page_path("2026-11-23"))


def test_a_line_deleted_here_and_untouched_there_is_gone_on_both(world):
    world.a.change(TALK, "")
    world.b.add("25m brand post: from b")
    world.meet()

    assert "@anna" not in world.a.read()
    assert "from b" in world.a.read()


def test_a_line_edited_here_and_deleted_there_stays_as_edited(world):
    world.a.change(TALK, "")
    world.b.change("m5: caught up", "m4: caught up")
    world.meet()

    assert "m4: caught up" in world.a.read()


def test_a_page_deleted_here_and_untouched_there_is_gone_and_one_changed_there_stays(world):
    for machine in (world.a, world.b):
        machine.write(page_path("2026-11-20"), "- 25m brand post\n")
        machine.write(page_path("2026-11-21"), "- 25m brand read\n")
    world.meet()
    (world.a.root / page_path("2026-11-20")).unlink()
    world.a.sync()
    (world.a.root / page_path("2026-11-21")).unlink()
    world.b.add("10m brand read: later", day="2026-11-21")
    world.meet()

    assert world.b.read(page_path("2026-11-20")) == ""
    assert "later" in world.a.read(page_path("2026-11-21"))


def test_the_same_line_written_on_both_machines_is_one(world):
    for machine in (world.a, world.b):
        machine.add("25m brand post linkedin: the same")
    world.meet()

    assert world.a.read().count("the same") == 1


def test_two_edits_of_one_line_are_both_kept_and_both_machines_know_until_one_is_removed(world):
    world.a.change("m5: caught up", "m4: caught up")
    world.b.change("m5: caught up", "m3: caught up")
    assert not world.a.sync().forks
    (there,) = world.b.sync().forks
    (here,) = world.a.sync().forks

    assert {here.one, here.other} == {TALK.strip().replace("m5", "m4"), TALK.strip().replace("m5", "m3")}
    assert here == there
    assert open_forks(world.a.journal) == open_forks(world.b.journal) == [here]
    assert world.a.read().split("\n")[here.lines[0] - 1] == here.one

    world.a.change(f"{here.other}\n", "")
    world.meet()
    assert open_forks(world.a.journal) == open_forks(world.b.journal) == []


def test_a_message_counts_lines_and_quotes_nothing(world):
    world.a.change("m5: caught up", "m4: caught up")
    world.a.add("25m brand post: a secret")
    world.a.add("25m brand read: another")
    world.a.sync()

    assert world.a.git("log", "-1", "--format=%B") == f"2 lines added on {DAY}, 1 changed"


def test_no_message_holds_a_word_of_the_user(world):
    world.a.change("m5: caught up", "m4: hush")
    world.a.write("trials/2026-11-hush.toml", 'format = 1\nhat = "brand"\n')
    world.a.write("weeks/2026/2026-W47.md", "hush\n")
    world.a.write("weeks/hush.md", "hush\n")
    world.a.write("hat.toml", SETTINGS.replace("GBP", "EUR").replace("novelist", "hush"))
    world.b.change("m5: caught up", "m3: hush")
    world.meet()

    log = world.a.git("log", "--format=%B%an%ae", "--all")
    assert "hush" not in log
    assert "hat.toml, a trial, 2 more files changed" in log


def test_settings_are_merged_by_key_and_keep_their_comments(world):
    world.a.change("[hats.novelist]", "# who writes\n[hats.novelist]", "hat.toml")
    world.a.change('"GBP"', '"EUR"', "hat.toml")
    world.b.change("format = 1\n", 'format = 1\nweek_start = "sunday"\n', "hat.toml")
    world.meet()

    assert world.b.read("hat.toml") == SETTINGS.replace("GBP", "EUR").replace(
        "[hats", "# who writes\n[hats"
    ).replace("format = 1\n", 'format = 1\nweek_start = "sunday"\n')


def test_one_setting_changed_on_both_machines_is_the_same_on_both_and_told(world):
    world.a.change('"GBP"', '"EUR"', "hat.toml")
    world.b.change('"GBP"', '"USD"', "hat.toml")
    world.a.sync()
    report = world.b.sync()
    world.meet()

    assert world.a.read("hat.toml") == SETTINGS.replace("GBP", "USD")
    assert any('"EUR"' in remark and '"USD"' in remark for remark in report.remarks)


def test_a_sync_with_nothing_new_does_nothing(world):
    before = world.a.state()
    report = world.a.sync()

    assert report.outcome == "nothing"
    assert not any((report.committed, report.pulled, report.pushed))
    assert world.a.state() == before


def test_what_went_out_and_came_in_is_counted(world):
    world.a.add("25m brand post: one")
    world.a.add("25m brand post: two")
    world.b.change("m5: caught up", "m4: caught up")
    sent = world.a.sync()
    both = world.b.sync()

    assert (sent.outcome, sent.pushed.added, sent.pulled.added) == ("synced", 2, 0)
    assert (both.pushed.changed, both.pushed.added, both.pulled.added, both.pulled.changed) == (1, 0, 2, 0)
    assert both.merged == (page_path(DAY),)


@pytest.mark.parametrize(
    "data",
    [
        b"# 2026-11-22\r\n\r\n- 25m brand post\r\n",
        b"\xef\xbb\xbf- 25m brand post\n",
        b"- 25m brand post: caf\xe9\n",
        b"- 25m brand post: \x00 and \x1b[31m\n",
        "- 25m brand post: a\u2028b\x85c\x0bd\n".encode(),
        b"- 25m brand post",
        b"",
    ],
    ids=[
        "carriage returns",
        "byte order mark",
        "not utf-8",
        "control codes",
        "odd line ends",
        "no last newline",
        "empty",
    ],
)
def test_a_page_arrives_byte_for_byte(world, data):
    world.a.write(page_path("2026-11-21"), data)
    world.a.git("config", "core.autocrlf", "true")
    world.meet()

    assert (world.b.root / page_path("2026-11-21")).read_bytes() == data


def test_reviews_the_inbox_and_names_to_ignore_are_merged_too(world):
    for machine, word in ((world.a, "one"), (world.b, "other")):
        machine.write("inbox.md", f"- 25m brand post: {word}\n")
        machine.write("weeks/2026/2026-W47.md", f"# 2026-W47\n\nThe {word} thought.\n")
        machine.write(".gitignore", f".twohats/\n{word}.txt\n")
    world.meet()

    for path in ("inbox.md", "weeks/2026/2026-W47.md", ".gitignore"):
        assert "one" in world.a.read(path)
        assert "other" in world.a.read(path)


def test_machines_whose_pasts_cross_agree_and_lose_nothing(world):
    """Two remotes, each seen by one machine at a time: the commits have several common bases."""
    world.a.git("init", "-q", "--bare", "../second.git")
    for machine in (world.a, world.b):
        machine.git("remote", "add", "second", str(world.folder / "second.git"))
    for number in range(3):
        world.a.add(f"25m brand post: a{number}")
        world.b.add(f"25m brand read: b{number}")
        for machine, remote in (
            (world.a, "origin"),
            (world.b, "second"),
            (world.a, "second"),
            (world.b, "origin"),
        ):
            machine.git("config", "branch.main.remote", remote)
            assert machine.sync().finished
    world.a.git("config", "branch.main.remote", "origin")
    world.meet()

    assert all(world.a.read().count(f": {side}{number}\n") == 1 for side in "ab" for number in range(3))


def test_a_remote_that_was_rewritten_loses_nothing_here(world):
    world.a.add("25m brand post: kept")
    world.a.sync()
    world.b.sync()
    world.b.git("reset", "-q", "--hard", "HEAD~1")
    world.b.add("25m brand read: after")
    world.b.git("commit", "-qam", "rewritten")
    world.b.git("push", "-q", "--force", "origin", "main")
    world.meet()

    assert "kept" in world.b.read()
    assert "after" in world.a.read()


def test_machines_that_sync_at_once_end_alike(world):
    from concurrent.futures import ThreadPoolExecutor

    machines = [world.more(f"m{number}") for number in range(4)]
    for number, machine in enumerate(machines):
        machine.add(f"25m brand post: from {number}")
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda machine: machine.sync(), machines))
    assert {report.outcome for report in reports} <= {"synced", "contended", "remote-locked"}
    for machine in [*machines, *machines]:
        assert machine.sync().finished

    assert all(machine.files() == machines[0].files() for machine in machines)
    assert all(machines[0].read().count(f"from {number}\n") == 1 for number in range(4))


def test_the_status_says_what_would_happen_and_does_none_of_it(world):
    world.a.add("25m brand post: from a")
    world.a.sync()
    world.b.add("25m brand read: from b")
    before, files = world.b.state(), world.b.files()

    known = status(world.b.journal)
    assert (known.new.added, known.outgoing.added, known.incoming.added) == (1, 1, 0)
    assert world.b.state() == before

    asked = status(world.b.journal, fetch=True)
    assert (asked.new.added, asked.outgoing.added, asked.incoming.added) == (1, 1, 1)
    assert not asked.in_step
    assert world.b.files() == files
    world.meet()
    assert status(world.b.journal).in_step


def stuck(world, *, rebase: bool) -> None:
    """A conflict as `git pull` leaves it: both machines edited one line, and both added some."""
    world.a.change("m5: caught up", "m4: caught up")
    world.a.add("25m brand post: from a")
    world.a.sync()
    world.b.change("m5: caught up", "m3: caught up")
    world.b.add("25m brand read: from b")
    world.b.git("commit", "-qam", "by hand")
    world.b.git("pull", "-q", "--rebase" if rebase else "--no-rebase", fails=True)
    assert "<<<<<<<" in world.b.read()


@pytest.mark.parametrize("rebase", [False, True], ids=["merge", "rebase"])
def test_a_pull_that_got_stuck_is_finished_by_meaning(world, rebase):
    stuck(world, rebase=rebase)
    assert world.b.sync().outcome == "in-progress"
    report = resolve(world.b.journal)

    assert report.outcome == "resolved"
    assert len(report.forks) == 1
    assert world.b.is_clean()
    assert world.b.git("symbolic-ref", "HEAD") == "refs/heads/main"
    world.meet()
    assert all(
        world.a.read().count(text) == 1 for text in ("m4: caught up", "m3: caught up", "from a", "from b")
    )
    assert "<<<" not in world.a.read()


@pytest.mark.parametrize("rebase", [False, True], ids=["merge", "rebase"])
def test_what_was_written_while_a_pull_was_stuck_is_kept(world, rebase):
    stuck(world, rebase=rebase)
    world.b.write(page_path(DAY), world.b.read() + "- 5m brand read: meanwhile\n")
    world.b.add("10m brand read: another day", day="2026-11-24")
    assert resolve(world.b.journal).outcome == "resolved"
    world.meet()

    assert world.a.read().count("meanwhile") == 1
    assert "another day" in world.a.read(page_path("2026-11-24"))


def test_an_underline_of_equals_signs_within_a_conflict_is_kept_once(world):
    world.a.change(TALK, "A title\n=======\n")
    world.a.sync()
    world.b.change("m5: caught up", "m3: caught up")
    world.b.git("commit", "-qam", "by hand")
    world.b.git("pull", "-q", "--no-rebase", fails=True)
    world.b.write(page_path(DAY), world.b.read() + "- 5m brand read: meanwhile\n")
    assert resolve(world.b.journal).outcome == "resolved"

    text = world.b.read()
    assert text.count("A title\n=======\n") == text.count("=======") == 1
    assert (text.count("m3: caught up"), text.count("meanwhile")) == (1, 1)
    assert "<<<" not in text
    assert ">>>" not in text


def test_a_conflict_settled_by_hand_stays_settled(world):
    stuck(world, rebase=False)
    text = world.b.read()
    start, middle, end = (text.index(mark) for mark in ("<<<<<<<", "=======", ">>>>>>>"))
    ours = text[start:middle].split("\n", 1)[1]
    world.b.write(page_path(DAY), text[:start] + ours + text[end:].split("\n", 1)[1])
    assert resolve(world.b.journal).outcome == "resolved"

    assert "m3: caught up" in world.b.read()
    assert "m4: caught up" not in world.b.read()


def test_what_git_put_aside_for_a_pull_is_taken_in(world):
    world.b.git("config", "rebase.autoStash", "true")
    world.a.change("m5: caught up", "m4: caught up")
    world.a.sync()
    world.b.change("m5: caught up", "m3: caught up")
    world.b.git("commit", "-qam", "by hand")
    world.b.add("25m brand read: not committed")
    world.b.git("pull", "-q", "--rebase", fails=True)
    assert "not committed" not in world.b.read()
    assert resolve(world.b.journal).outcome == "resolved"

    assert world.b.read().count("not committed") == 1


def test_there_is_nothing_to_resolve_without_a_merge(world):
    assert resolve(world.a.journal).outcome == "nothing-to-resolve"


def test_a_conflict_in_another_file_is_left_to_its_owner(world):
    for machine in (world.a, world.b):
        machine.write("notes.txt", f"{machine.root.name}\n")
        machine.git("add", "notes.txt")
        machine.git("commit", "-qm", "notes")
    world.a.git("push", "-q", "origin", "main")
    world.b.git("pull", "-q", "--no-rebase", fails=True)
    before = world.b.state()

    assert resolve(world.b.journal).outcome == "cannot-resolve"
    assert world.b.state() == before


def test_pages_stand_as_they_were_when_both_machines_meet_twice(world):
    world.a.add("25m brand post: from a")
    world.b.add("25m brand post: from b")
    world.meet()
    text = world.a.read()
    world.meet()

    assert world.a.read() == text
    assert text.startswith(PAGE.split("- ", maxsplit=1)[0])


def test_a_captured_line_without_a_dash_that_was_taken_in_on_one_machine_is_not_back(world):
    first, second, third = (f"25m brand post: {word}\n" for word in ("one", "two", "three"))
    world.a.write("inbox.md", first + second)
    world.meet()
    world.a.write("inbox.md", first)
    import_inbox(world.a.journal, Now(DAY, 600))
    world.a.write("inbox.md", second)
    world.b.write("inbox.md", first + second + third)
    world.meet()

    assert world.b.read("inbox.md") == second + third
    import_inbox(world.b.journal, Now(DAY, 600))
    world.meet()
    assert [world.a.read().count(line) for line in (first, second, third)] == [1, 1, 1]
    assert world.a.read("inbox.md") == ""


def test_an_inbox_line_that_both_machines_did_not_understand_is_there_once(world):
    world.a.write("inbox.md", "- 25m brnd post: a thing\n")
    world.meet()
    import_inbox(world.a.journal, Now("2026-11-22", 600))
    import_inbox(world.b.journal, Now("2026-11-23", 600))
    world.meet()

    text = world.a.read("inbox.md")
    assert text == world.b.read("inbox.md")
    assert (text.count("brnd post: a thing"), text.count("! read 2026-11-22"), text.count("! read")) == (
        1,
        1,
        1,
    )


def test_two_versions_of_a_captured_line_are_told_whatever_stands_around_them(world):
    base = "25m brand post: one\n25m brnd post: two\n"
    world.a.write("inbox.md", base)
    world.meet()
    world.a.write("inbox.md", base.replace("brnd", "brand"))
    world.b.write("inbox.md", base.replace("25m brnd", "35m brnd"))
    world.meet()

    (fork,) = open_forks(world.a.journal)
    assert (fork.path, fork.lines) == ("inbox.md", (2, 3))
    assert {fork.one, fork.other} == {"25m brand post: two", "35m brnd post: two"}
    world.a.write("inbox.md", world.a.read("inbox.md").replace("two", "two  "))
    assert len(open_forks(world.a.journal)) == 1


def test_two_versions_of_thousands_of_lines_are_found_in_proportion(world):
    line = "- 25m brand post: number {0}{1}\n  and more of {0}\n"
    page = lambda said: "".join(line.format(at, said * (at % 2)) for at in range(4000))  # noqa: E731
    world.a.write(page_path(DAY), page(""))
    world.meet()
    world.a.write(page_path(DAY), page(" here"))
    world.b.write(page_path(DAY), page(" there"))
    world.a.sync()
    began = time.process_time()
    report = world.b.sync()

    assert len(report.forks) == 2000
    assert time.process_time() - began < 3  # taking the page apart anew for each took minutes


def test_a_line_that_both_machines_added_alike_is_one_and_told_and_undo_takes_it_back_everywhere(world):
    line = "25m personal read: the feed"
    for machine in (world.a, world.b):
        machine.add(line)
        machine.add("08:00-08:20 brand post: at a time that nobody does twice")
    world.a.sync()
    world.b.write(page_path("2026-11-21"), "- 25m brand read: another\n")
    report = world.b.sync()

    (told,) = report.remarks
    assert told == f"added on both sides in the same words, and there once: {page_path(DAY)}: - {line}"
    world.meet()
    assert world.a.read().count(line) == 1
    undo(world.b.journal)
    undo(world.b.journal)
    world.meet()
    assert line not in world.a.read()
    redo(world.b.journal)
    world.meet()
    assert world.a.read().count(line) == 1


def test_names_joined_apart_are_joined_on_both_and_it_is_said(world):
    world.a.write("people.toml", '[anna]\naliases = ["annar"]\n')
    world.meet()
    world.a.write("people.toml", '[anna]\naliases = ["annar", "ar"]\n')
    world.b.write("people.toml", '[anna]\naliases = ["annar", "anna-r"]\n')
    world.a.sync()
    report = world.b.sync()
    world.a.sync()

    assert world.a.read("people.toml") == world.b.read("people.toml")
    assert 'aliases = ["annar", "anna-r", "ar"]' in world.a.read("people.toml")
    assert any('it says aliases = ["annar", "anna-r", "ar"] now' in remark for remark in report.remarks)


def test_a_name_joined_with_two_people_apart_is_joined_with_neither_and_it_is_said(world):
    world.a.write("people.toml", '[anna]\nname = "Anna"\n\n[bo]\nname = "Bo"\n')
    world.meet()
    world.a.write("people.toml", '[anna]\nname = "Anna"\naliases = ["ar"]\n\n[bo]\nname = "Bo"\n')
    world.b.write("people.toml", '[anna]\nname = "Anna"\n\n[bo]\nname = "Bo"\naliases = ["ar"]\n')
    world.a.sync()
    report = world.b.sync()
    world.a.sync()

    text = world.a.read("people.toml")
    assert text == world.b.read("people.toml")
    assert text.count('aliases = ["ar"]') == 2
    assert any("which joins @ar with neither" in remark for remark in report.remarks)
    found = read_people(text)
    assert found.same == {}
    assert "joins with neither" in found.problems[0].message
