"""Addresses and names of remotes with tricks in them, and what of an address is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sync.attackers import evil_copy, git, program, ran, url
from tests.sync.machines import LINE, is_kept

from twohats.journal.folder import Journal
from twohats.sync import status, sync
from twohats.sync.config import read_git_config
from twohats.system.addresses import masked, masked_address, secrets_of
from twohats.system.git import Git


def test_an_address_with_a_line_feed_in_it_is_not_given_to_git(world):
    """Read line by line, it is no address at all; git finds the repository that the archive has brought."""
    evil_copy(world, world.a.root / "e\nvil.git")
    url(world.a, "e\nvil.git")
    git("push", "-q", "origin", "main", cwd=world.a.root, fails=None)
    assert ran(world), "plain git runs it"
    (world.folder / "ran").unlink()
    world.a.add(LINE)
    report = world.a.sync()
    trusted = world.a.sync(trust=True)

    assert report.outcome == "untrusted"
    assert trusted.outcome == "bad-remote"
    assert not ran(world)


@pytest.mark.parametrize("address", ["/proc/self/cwd/evil.git", "{link}/evil.git", "file:///proc/thread-self/cwd/evil.git"])  # fmt: skip
def test_an_address_that_is_another_place_to_each_program_is_not_used(world, monkeypatch, address):
    evil_copy(world, world.a.root / "evil.git")
    (world.a.root / "evil.git" / "gc.pid").write_text("")
    (world.folder / "link").symlink_to("/proc/self/cwd")
    url(world.a, address.format(link=world.folder / "link"))
    git("push", "-q", "origin", "main", cwd=world.a.root, fails=None)
    assert ran(world), "plain git runs it"
    (world.folder / "ran").unlink()
    (world.folder / "elsewhere").mkdir()
    monkeypatch.chdir(world.folder / "elsewhere")
    world.a.add(LINE)
    report = sync(Journal(str(world.a.root)))
    trusted = world.a.sync(trust=True)

    assert report.outcome == "untrusted"
    assert "another place to each program" in report.message
    assert trusted.outcome == "offline"
    assert not ran(world)


@pytest.mark.parametrize(
    "address",
    [
        "-x", "--upload-pack=touch ran", "ext::touch ran", "fd::7", "https::x", "ssh://-oProxyCommand=touch%20ran/x",
        "ssh://mara@-oProxyCommand=x/y", "https://example.org/x.git\r", "https://example.org/x.git\n",
        "https://example.org/\x1b[31mx", "https://example.org%0d%0ahost=evil.org/x.git", "https://a%0ab@example.org/",
        "https://example.org/%1b]0;x%07", "ssh://example.org/a\u2028b", "https://example.org/\x9bx", "ftp://h/x",
        "magnet://x", "https:///x", "ssh://", "git://", "HTTPS://example.org/x", "file:\n///x",
    ],
)  # fmt: skip
def test_an_address_with_a_trick_in_it_is_never_given_to_git(world, monkeypatch, address):
    ssh = program(world)
    monkeypatch.setenv("GIT_SSH_COMMAND", ssh)
    url(world.a, address)
    world.a.add(LINE)
    report = world.a.sync()
    if report.outcome == "untrusted":  # some are relative paths as well
        report = world.a.sync(trust=True)

    assert report.outcome in {"bad-remote", "offline", "no-remote"}
    assert is_kept(world.a)
    assert not ran(world)
    assert not list(world.folder.rglob("ran"))


@pytest.mark.parametrize(
    "name", ["..", "a b", "a\tb", "a..b", "x.lock", "a:b", "a~b", "https://example.org/x", ".x", "a//b"]
)
def test_a_remote_whose_name_could_be_no_refs_is_not_used(world, name):
    git("config", "--rename-section", "remote.origin", f"remote.{name}", cwd=world.a.root)
    git("config", "branch.main.remote", name, cwd=world.a.root)
    world.a.add(LINE)

    assert world.a.sync().outcome == "bad-remote"
    assert is_kept(world.a)


@pytest.mark.parametrize("branch", ["a\nb", "a b", "x:refs/heads/other", "..", "a\ndelete refs/heads/main"])
def test_the_name_of_a_branch_there_says_nothing_else_to_git(world, branch):
    git("config", "branch.main.merge", f"refs/heads/{branch}", cwd=world.a.root)
    world.a.add(LINE)

    assert world.a.sync().outcome == "bad-remote"
    assert is_kept(world.a)


def test_a_secret_in_the_name_of_a_remote_is_not_told(world):
    name = "https://mara:s3cret@example.org/x"
    git("config", "--rename-section", "remote.origin", f"remote.{name}", cwd=world.a.root)
    git("config", "branch.main.remote", name, cwd=world.a.root)
    report, found = world.a.sync(), status(world.a.journal)

    assert "s3cret" not in f"{report} {report.json()} {found.json()}"


# Hosts that are not there.


@pytest.mark.parametrize(
    "address",
    [
        "git://nowhere.invalid/x.git", "https://nowhere.invalid/x.git", "ssh://nowhere.invalid/x.git",
        "nowhere.invalid:x.git", "git://invalid.url.invalid:9418/port", "git://127.0.0.1:1/permission denied",
        "ssh://127.0.0.1:1/not%20exported%20hasdot",
    ],
)  # fmt: skip
def test_a_host_that_is_not_there_is_offline_whatever_its_name(world, address):
    url(world.a, address)
    world.a.add(LINE)

    assert world.a.sync().outcome == "offline"
    assert is_kept(world.a)


# Addresses as they are shown, and as git reads them.

SAID = "abcdefgh"
PARTS = st.text(st.sampled_from("xyzXYZ019-._~%:@/?#&=+ '\"["), max_size=12)
SECRET = st.tuples(PARTS, PARTS).map(lambda parts: f"{parts[0]}{SAID}{parts[1]}")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("u@host:r?SECRET", "u@host:r?…"), ("u@host:r#SECRET", "u@host:r#…"), ("host:r?a=SECRET", "host:r?…"),
        ("u:SECRET@host:r?SECRET", "…@host:r?…"), ("u@host?SECRET:r", "u@host?…"), ("https://u:SECRET", "https://…"),
        ("ssh://u:SECRET", "ssh://…"), ("https://u:SECRET/r.git", "https://…"), ("https://u:12SECRET", "https://…"),
        ("https://host:8080/r", "https://host:8080/r"), ("https://[::1]:80/r", "https://[::1]:80/r"),
        ("git@host:r.git", "git@host:r.git"), ("/media/a:b?c", "/media/a:b?c"), ("https://host:", "https://host:"),
    ],
)  # fmt: skip
def test_what_could_be_a_secret_by_either_reading_is_hidden(world, address, shown):
    url(world.a, address)
    told = masked_address(address)
    found = f"{status(world.a.journal).json()} {world.a.sync()}"

    assert told == shown
    assert "SECRET" not in found
    said = f"fatal: no {address.removeprefix('https://')}"
    for part in secrets_of([address]):
        said = said.replace(part, "…")
    assert "SECRET" not in said


@given(SECRET, st.sampled_from(["https", "http", "ssh", "git"]), st.sampled_from("?#"), st.booleans())
def test_no_user_password_query_or_fragment_is_shown(secret, scheme, sign, first):
    address = (
        f"{scheme}://{secret}@example.org/j.git" if first else f"{scheme}://example.org/j.git{sign}{secret}"
    )

    assert SAID not in masked_address(address)
    assert SAID not in masked_address(f"url.{address}.insteadof")
    alone = secret.partition(":")[2] or (
        "" if scheme == "ssh" else secret
    )  # a user is a secret in an address only
    said = f"fatal: unable to access '{address}': no; and {alone}, and {address.partition('://')[2]}"
    for part in secrets_of([address]):
        said = said.replace(part, "…")
    assert SAID not in masked(said)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:1/?private_token=abc@SECRETPART", "https://127.0.0.1:1/x#SECRETPART",
        "https://mara:SECRETPART@127.0.0.1:1/x", "https://SECRETPART@127.0.0.1:1/x?y@z", "ssh://mara:SECRETPART@127.0.0.1:1/x",
        "git://127.0.0.1:1/x?a=b&token=SECRETPART", "https://SECRETPART?x@127.0.0.1:1/", "mara:SECRETPART@127.0.0.1:x",
    ],
)  # fmt: skip
def test_what_is_secret_in_an_address_is_nowhere_in_what_is_told(world, address):
    url(world.a, address)
    world.a.add(LINE)
    found = status(world.a.journal, fetch=True)
    report = world.a.sync()

    assert report.outcome in {"offline", "bad-remote", "failed", "auth"}
    assert "SECRET" not in f"{report} {report.json()} {found} {found.json()}"
    assert found.address or report.outcome == "bad-remote"


@pytest.mark.parametrize(
    "address", ["https://example.org/j.git?key=x", "https://h/@scope/x", "https://[::1]:8/x"]
)
def test_what_is_not_secret_in_a_plain_address_is_shown(address):
    assert masked_address(address).startswith(address.partition("?")[0].partition("@")[0].rstrip("/h"))


def test_an_address_that_cannot_be_given_to_git_as_it_was_looked_at_is_not_used(
    world, tmp_path, monkeypatch, git_home
):
    """Rewritten to what is rewritten as a whole: plain git does that once, and given the result would do it again."""
    rules = f'[url "{world.remote}"]\n\tinsteadOf = a:\n[url "ssh://h/x"]\n\tinsteadOf = {world.remote}\n'
    (tmp_path / "config").write_text((git_home / ".gitconfig").read_text() + rules)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    url(world.a, "a:")

    assert world.a.sync().outcome == "bad-remote"


def test_addresses_are_rewritten_as_git_rewrites_them(world):
    """By chance, many rules at once: what is looked at is what plain git would use."""
    rules = [
        ("insteadOf", "a:", "/x/"), ("insteadOf", "a:b", "/y/"), ("insteadOf", "/x/", "ssh://h/"), ("pushInsteadOf", "a:", "/push/"),
        ("insteadOf", "a:b", "/z/"), ("insteadOf", "h", "/y/"), ("pushInsteadOf", "/w", "/p"), ("insteadOf", "", "/e/"),
    ]  # fmt: skip
    remotes = {
        "one": ["a:b/c"],
        "two": ["a:q", "/w/x"],
        "three": ["/w/x", "h"],
        "four": ["hh", "/n"],
        "five": ["/n"],
    }
    pushes = {"four": ["a:b", "a:1"], "five": ["/w/1"]}
    for last, old, new in rules:
        git("config", "--add", f"url.{new}.{last}", old, cwd=world.a.root)
    for name, urls in remotes.items():
        for each in urls:
            git("config", "--add", f"remote.{name}.url", each, cwd=world.a.root)
        for each in pushes.get(name, []):
            git("config", "--add", f"remote.{name}.pushurl", each, cwd=world.a.root)
    found = read_git_config(Git(str(world.a.root), str(world.a.root / ".git"))).remotes
    for name in remotes:
        assert found[name].fetch == git("remote", "get-url", name, cwd=world.a.root)
        assert (
            found[name].pushes
            == git("remote", "get-url", "--push", "--all", name, cwd=world.a.root).splitlines()
        )
