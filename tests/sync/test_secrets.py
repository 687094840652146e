"""What is secret in an address is shown nowhere, and what is shown is the address that is used."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from twohats.sync import Options, status, sync, sync_in_background
from twohats.system import git
from twohats.system.addresses import masked_address, secrets_of
from twohats.system.git import Git

PASSWORDS = [
    "sec/ret",
    "sec'ret",
    'sec"ret',
    "sec ret",
    "sec@ret",
    "sec#ret",
    "sec?ret",
    "s3:cret",
    "sec%2Fret",
]


@pytest.mark.parametrize("password", PASSWORDS)
def test_no_part_of_a_password_is_shown(world, password):
    """The host does not answer, and git quotes the address in its own way."""
    world.a.git("config", "remote.origin.url", f"https://mara:{password}@127.0.0.1:1/j.git")
    world.a.add("25m brand post")
    report = sync(world.a.journal, Options())
    found = status(world.a.journal, fetch=True)

    assert report.outcome in ("offline", "bad-remote", "failed")
    for text in (json.dumps(report.json()), json.dumps(found.json())):
        assert "ret" not in text.replace("remote", "")
        assert "sec" not in text
    assert found.address == "https://…@127.0.0.1:1/j.git"


@pytest.mark.parametrize("password", PASSWORDS)
def test_gits_own_words_hold_no_password(world, password):
    address = f"https://mara:{password}@127.0.0.1:1/j.git"
    there = Git(str(world.a.root))
    there.secrets = secrets_of([address])
    said = there.run("fetch", "--", address, network=True, codes=(0, 1, 128))

    assert said.code
    assert "ret" not in said.err.replace("remote", "")


def test_a_secret_is_hidden_whoever_repeats_it(world, tmp_path, monkeypatch):
    """Words of the other side that a person is shown, with the secret in an address and by itself."""
    ssh = tmp_path / "ssh"
    ssh.write_text(
        "#!/bin/sh\necho \"fatal: fsck error at ssh://mara:sec'ret@example.org of sec'ret\" >&2; exit 255\n"
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    world.a.git("config", "remote.origin.url", "ssh://mara:sec'ret@example.org/j.git")
    report = world.a.sync()

    assert report.outcome == "unsafe"
    assert "fsck error at ssh://…@example.org of …" in report.message


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/j.git", "https://example.org/j.git"),
        ("https://token@example.org/j.git", "https://…@example.org/j.git"),
        ("https://a:b/c@example.org/j.git?key=x#y", "https://…@example.org/j.git?…"),
        ("https://example.org/j.git?key=a@b", "https://…"),  # or a user with a `?`, and the host `b`
        ("git@example.org:j.git", "git@example.org:j.git"),
        ("/media/stick/j?.git", "/media/stick/j?.git"),
        ("url.https://mara:s/e@example.org/.insteadof", "url.https://…@example.org/.insteadof"),
    ],
)
def test_an_address_is_shown_without_what_is_secret(address, shown):
    assert masked_address(address) == shown


def test_words_of_every_day_are_no_secrets():
    assert secrets_of(
        ["ssh://git@example.org/j.git", "https://example.org/j.git", "git@example.org:j.git"]
    ) == ["git@"]
    assert "abc" not in secrets_of(["https://mara:abc@example.org/"])


def test_a_key_that_holds_a_secret_is_named_without_it(world):
    world.a.git("config", "url.https://mara:sec/ret@example.org/.insteadOf", "x:")
    report = world.a.sync()

    assert report.outcome == "untrusted"
    assert "url.https://…@example.org/.insteadof" in report.message


# Which address.


def test_the_address_that_is_pushed_to_is_shown(world):
    shutil.copytree(world.remote, world.folder / "second.git")
    world.a.git("config", "remote.origin.pushurl", str(world.folder / "second.git"))
    found = status(world.a.journal)

    assert found.address == str(world.remote)
    assert found.push_addresses == (str(world.folder / "second.git"),)


def test_of_two_addresses_the_first_is_fetched_from_and_both_are_pushed_to(world):
    second = str(world.folder / "second.git")
    shutil.copytree(world.remote, second)
    world.a.git("remote", "set-url", "--add", "origin", second)
    world.a.add("25m brand post")
    found = status(world.a.journal)

    assert found.address == str(world.remote)
    assert found.push_addresses == (str(world.remote), second)
    assert world.a.sync().outcome == "synced"
    heads = {subprocess.run(["git", "--git-dir", each, "rev-parse", "main"], capture_output=True, check=True).stdout for each in (str(world.remote), second)}  # fmt: skip
    assert len(heads) == 1


def test_an_address_is_shown_as_git_rewrites_it(world, git_home, tmp_path, monkeypatch):
    config = (git_home / ".gitconfig").read_text() + f'[url "{world.folder}/"]\n\tinsteadOf = stick:\n'
    (tmp_path / "config").write_text(config)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    world.a.git("config", "remote.origin.url", "stick:remote.git")

    assert status(world.a.journal).address == str(world.remote)
    assert world.a.sync().outcome == "nothing"


# Asking, and not asking.


@pytest.fixture
def signing(world, git_home, tmp_path, monkeypatch):
    """A gpg of the user's that writes down which terminal it was told of."""
    gpg = tmp_path / "gpg"
    gpg.write_text(f"#!/bin/sh\necho \"tty=$GPG_TTY window=$DISPLAY\" >> '{tmp_path}/told'\nexit 1\n")
    gpg.chmod(0o755)
    config = (git_home / ".gitconfig").read_text().replace("gpgSign = false", "gpgSign = true")
    (tmp_path / "config").write_text(f"{config}[gpg]\n\tprogram = {gpg}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    monkeypatch.setenv("GPG_TTY", "/dev/pts/7")
    monkeypatch.setenv("DISPLAY", ":0")
    world.a.add("25m brand post")
    return tmp_path / "told"


def test_the_app_tells_gpg_of_no_terminal(world, signing):
    assert sync_in_background(world.a.journal).outcome == "sign"
    assert signing.read_text() == "tty= window=:0\n"


def test_at_a_terminal_gpg_may_ask(world, signing):
    assert world.a.sync(prompts=True).outcome == "sign"
    assert signing.read_text() == "tty=/dev/pts/7 window=:0\n"


ASKING = """
import os, sys
from twohats.system import git as git_module
from twohats.system import processes
from twohats.system.git import Git, GitTimeout
git_module.ASKING_SECONDS = 2.0
processes.DYING_SECONDS = 2.0
try:
    Git(sys.argv[1], prompts=True).run("ls-remote", "ssh://mara@example.org/j.git", network=True)
except GitTimeout:
    print("timeout")
"""


@pytest.mark.skipif(not shutil.which("ps"), reason="without ps only git itself is ended")
def test_what_still_asks_at_the_terminal_is_ended_with_git(world, tmp_path, monkeypatch):
    """As ssh does: it has the terminal open and reads a password from it, whoever has gone meanwhile."""
    ssh = tmp_path / "ask"
    ssh.write_text(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nexec 3</dev/tty\nread line <&3\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    pid, terminal = pty.fork()
    if not pid:  # the shell stays, for when the leader of a session ends, the system ends the others
        os.execv(
            "/bin/sh", ["sh", "-c", '"$@"; sleep 60', "sh", sys.executable, "-c", ASKING, str(world.a.root)]
        )
    said = b""
    try:
        while b"timeout" not in said:
            said += os.read(terminal, 1000)
        asking = (tmp_path / "pid").read_text().strip()
        for _ in range(40):
            words = ["ps", "-o", "stat=", "-p", asking]
            stat = subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()
            if stat in ("", "Z"):
                break
            time.sleep(0.05)
        assert stat in ("", "Z"), "it still reads from the terminal"
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


@pytest.mark.parametrize(
    ("number", "wanted"), [("2.30.2", "core.fsyncObjectFiles=true"), ("2.39.5", "core.fsync=")]
)
def test_what_is_written_is_flushed_by_old_git_and_new(world, tmp_path, monkeypatch, number, wanted):
    """Each by the setting it knows: the newer one warns of the older setting."""
    real = shutil.which("git")
    (tmp_path / "git").write_text(
        f'#!/bin/sh\ncase "$*" in *" version") echo git version {number}; exit;; esac\n'
        f"echo \"$*\" >> '{tmp_path}/words'\nexec '{real}' \"$@\"\n"
    )
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    world.a.add("25m brand post")

    assert world.a.sync().outcome == "synced"
    words = (tmp_path / "words").read_text().splitlines()
    made = [line for line in words if "hash-object" in line or "commit-tree" in line or "update-ref" in line]
    assert len(made) >= 3
    assert all(wanted in line for line in made)
    assert all(("core.fsync=" in line) != ("core.fsyncObjectFiles" in line) for line in made)


def test_hooks_that_the_users_configuration_names_are_turned_off(world, git_home, tmp_path, monkeypatch):
    """Git runs them from 2.54 on, wherever `core.hooksPath` points."""
    ran = tmp_path / "ran"
    hook = f'[hook "note"]\n\tevent = reference-transaction\n\tcommand = touch {ran}\n'
    (tmp_path / "config").write_text((git_home / ".gitconfig").read_text() + hook)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    seen = []
    popen = subprocess.Popen

    def watched(words, *rest, **named):
        seen.append(words)
        return popen(words, *rest, **named)

    monkeypatch.setattr(subprocess, "Popen", watched)
    world.a.add("25m brand post")

    assert world.a.sync().outcome == "synced"
    assert not ran.exists()
    assert all(
        "hook.note.enabled=false" in words for words in seen if "update-ref" in words or "push" in words
    )
    assert any("update-ref" in words for words in seen)


def test_at_a_terminal_a_silent_server_is_given_up_before_the_time_for_typing_is_over(world, monkeypatch):
    monkeypatch.setattr(git, "NETWORK_SECONDS", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        world.a.git("config", "remote.origin.url", f"http://127.0.0.1:{server.getsockname()[1]}/j.git")
        began = time.monotonic()
        report = world.a.sync(prompts=True)

    assert report.outcome == "offline"
    assert time.monotonic() - began < 30
