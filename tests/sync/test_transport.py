"""The way to the remote: servers, ssh, passwords and addresses."""

from __future__ import annotations

import os
import socket

import pytest
from tests.sync.machines import LINE, denying_server, is_kept

from twohats.sync import status
from twohats.system import git as git_module
from twohats.system.addresses import masked


def test_a_stick_that_is_not_plugged_in(world):
    world.remote.rename(world.folder / "unplugged")
    world.a.add(LINE)

    assert world.a.sync().outcome == "offline"
    assert is_kept(world.a)
    (world.folder / "unplugged").rename(world.remote)
    assert world.a.sync().outcome == "synced"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x.git", "git://127.0.0.1:1/x.git", "ssh://127.0.0.1:1/x.git"]
)
def test_a_server_that_is_not_there(world, address):
    world.a.git("remote", "set-url", "origin", address)
    world.a.add(LINE)

    assert world.a.sync().outcome == "offline"
    assert is_kept(world.a)


def test_a_server_that_never_answers(world, monkeypatch):
    monkeypatch.setattr(git_module, "NETWORK_SECONDS", 0.3)
    monkeypatch.setenv("STARTED_BY", str(world.folder))
    with socket.create_server(("127.0.0.1", 0)) as server:
        world.a.git("remote", "set-url", "origin", f"git://127.0.0.1:{server.getsockname()[1]}/x.git")
        world.a.add(LINE)
        assert world.a.sync().outcome == "timeout"

    assert is_kept(world.a)
    assert not started_by(str(world.folder))


def started_by(test: str) -> list[str]:
    """The processes that inherited a test's own variable, but for this one."""
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
        try:
            with open(f"/proc/{name}/environ", "rb") as file:
                if os.fsencode(f"\0STARTED_BY={test}\0") in b"\0" + file.read():
                    found.append(name)
        except OSError:
            continue
    return found


def test_a_server_that_wants_a_password_and_gets_none(world):
    with denying_server() as port:
        world.a.git("remote", "set-url", "origin", f"http://mara:t0ken@127.0.0.1:{port}/x.git?k=s3cret")
        world.a.add(LINE)
        report = world.a.sync()
        asked = status(world.a.journal, fetch=True)

    assert report.outcome == asked.stop == "auth"
    assert is_kept(world.a)
    shown = f"{report.json()} {asked.json()}"
    assert "127.0.0.1" in shown
    assert "t0ken" not in shown
    assert "s3cret" not in shown


def fake_ssh(world, script: str, monkeypatch) -> None:
    program = world.folder / "connect"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    world.a.git("remote", "set-url", "origin", f"mara@example.org:{world.remote}")


def test_the_users_own_ssh_is_used(world, monkeypatch):
    fake_ssh(world, 'shift; exec sh -c "$1"', monkeypatch)
    world.a.add(LINE)

    assert world.a.sync().outcome == "synced"


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("mara@example.org: Permission denied (publickey).", "auth"),
        ("Host key verification failed.", "auth"),
        ("ssh: Could not resolve hostname example.org: Name or service not known", "offline"),
        ("ssh: connect to host example.org port 22: Connection timed out", "offline"),
    ],
)
def test_what_ssh_says_is_understood(world, monkeypatch, words, outcome):
    fake_ssh(world, f"echo '{words}' >&2; exit 255", monkeypatch)
    world.a.add(LINE)

    assert world.a.sync().outcome == outcome
    assert is_kept(world.a)


def test_an_ssh_that_hangs_is_ended_with_all_it_started(world, monkeypatch):
    monkeypatch.setattr(git_module, "NETWORK_SECONDS", 0.3)
    monkeypatch.setenv("STARTED_BY", str(world.folder))
    fake_ssh(world, "sleep 1000; true", monkeypatch)
    world.a.add(LINE)

    assert world.a.sync().outcome == "timeout"
    assert is_kept(world.a)
    assert not started_by(str(world.folder))


def test_ssh_is_told_to_ask_nothing_unless_a_person_may_be_asked():
    quiet, asking = (git_module.ssh_command({}, "ssh -i key", asking=asking) for asking in (False, True))

    assert quiet.startswith("ssh -i key -o BatchMode=yes ")
    assert "BatchMode" not in asking
    assert git_module.ssh_command({"GIT_SSH_COMMAND": "plink -batch"}, "", asking=False) == "plink -batch"


@pytest.mark.parametrize("prompts", [False, True])
def test_the_users_program_for_passwords_is_run_only_where_a_person_may_be_asked(
    tmp_path, monkeypatch, prompts
):
    program = tmp_path / "ask"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\necho word\n")
    program.chmod(0o755)
    monkeypatch.setenv("SSH_ASKPASS", str(program))
    question = b"protocol=https\nhost=example.org\n\n"

    result = git_module.Git(str(tmp_path), prompts=prompts).run(
        "credential", "fill", stdin=question, asks=True, codes=(0, 128)
    )

    assert (tmp_path / "asked").exists() == prompts
    assert ("password=word" in result.text) == prompts


def test_a_server_that_falls_silent_while_a_person_may_be_asked_is_given_up_by_git_itself(tmp_path):
    """Such a call may take minutes, since nobody can tell typing from waiting."""
    git = git_module.Git(str(tmp_path), prompts=True)
    words = ("config", "--get-regexp", "http.lowspeed.*")

    asking = git.run(*words, asks=True).text.split()
    assert asking == ["http.lowspeedlimit", "1", "http.lowspeedtime", f"{git_module.NETWORK_SECONDS:.0f}"]
    assert git.run(*words, codes=(1,)).text == ""


@pytest.mark.parametrize(
    "address", ["--upload-pack=touch here", "ext::sh -c touch% here", "ssh://-oProxyCommand=touch/x"]
)
def test_an_address_that_would_run_something(world, address):
    world.a.git("config", "remote.origin.url", address)

    assert world.a.sync().outcome == "bad-remote"
    assert not list(world.folder.rglob("here"))


def test_secrets_in_addresses_are_masked():
    text = "fatal: unable to access 'https://mara:t0ken@example.org/x.git?key=s3cret#f': no"

    assert masked(text) == "fatal: unable to access 'https://…@example.org/x.git?…': no"
    assert masked("git@example.org:x.git") == "git@example.org:x.git"
