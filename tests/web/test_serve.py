"""`hat serve`: who is answered, what a page may load, and that no process of the app outlives its page or the server."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
from tests.cli.shell import HAT, Shell
from tests.web.browser import Browser, needs_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as on Unix")


class Served:
    """A running server, as a person started it."""

    def __init__(self, shell: Shell, *words: str) -> None:
        self.process = subprocess.Popen(
            [HAT, "serve", *words], env=shell.environment(), cwd=shell.home, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        self.origin, self.token = self.url[: self.url.index("/", 8)], self.url.rstrip("/").rpartition("/")[2]

    def children(self) -> list[int]:
        """The processes of the app."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in found.stdout.split()]

    def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """The status, the text and the headers of an answer to a path of this server."""

        async def ask() -> tuple[int, str, dict[str, str]]:
            async with (
                aiohttp.ClientSession() as client,
                client.get(self.origin + path, headers=headers) as found,
            ):
                return found.status, await found.text(), dict(found.headers)

        return asyncio.run(ask())


@contextmanager
def served(shell: Shell, *words: str) -> Iterator[Served]:
    server = Served(shell, *words)
    try:
        yield server
    finally:
        children = server.children()
        server.process.send_signal(signal.SIGTERM)
        try:
            server.process.wait(20)
        finally:
            server.process.kill()
            server.process.wait()
            assert server.process.stdout
            assert server.process.stderr
            server.process.stdout.close()
            server.process.stderr.close()
            for pid in filter(is_there, children):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def server(hat: Shell) -> Iterator[Served]:
    with served(hat) as found:
        yield found


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    needs_chromium()
    found = Browser(str(tmp_path))
    try:
        yield found
    finally:
        found.close()


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "zombie" not in Path(f"/proc/{pid}/status").read_text() if Path("/proc").is_dir() else True


def gone(pids: list[int], seconds: float = 25) -> bool:
    """Whether all of these processes end within so many seconds."""
    last = time.monotonic() + seconds
    while any(is_there(pid) for pid in pids):
        if time.monotonic() > last:
            return False
        time.sleep(0.1)
    return True


PATHS = (
    "",
    "socket",
    "static/textual.js",
    "static/xterm.css",
    "static/page.css",
    "static/page.js",
    "download/x",
    "../",
    "x",
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_answered_without_the_token(server: Served, path: str) -> None:
    for token in ("", "x", server.token[:-1], server.token + "x", server.token.swapcase(), "%00", "🦉"):
        status, text, _ = server.get(f"/{token}/{path}" if token else f"/{path}")
        assert (status, text) == (404, ""), token


def test_what_is_answered_with_it(server: Served) -> None:
    answers = {path: server.get(f"/{server.token}/{path}")[0] for path in PATHS}
    assert answers == {
        "": 200, "static/textual.js": 200, "static/xterm.css": 200, "static/page.css": 200, "static/page.js": 200, "socket": 400,
        "download/x": 404, "../": 404, "x": 404,
    }  # fmt: skip


def test_a_page_loads_from_this_server_alone_and_tells_nobody_its_address(server: Served) -> None:
    _, text, headers = server.get(f"/{server.token}/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "//" not in text.replace(f"ws://{server.origin.partition('//')[2]}", "")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
    ids=str,
)
def test_a_name_that_is_made_to_point_here_and_another_page_are_refused(
    server: Served, headers: dict[str, str]
) -> None:
    for path in ("", "socket"):
        assert server.get(f"/{server.token}/{path}", **headers)[:2] == (403, "")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org"])
def test_anything_but_this_machine_is_refused_unless_told_so_twice(hat: Shell, host: str) -> None:
    ran = hat("serve", "--host", host)
    assert ran.code == 2
    assert "is not this machine alone" in ran.err
    assert "--beyond-this-machine" in ran.err


def test_told_so_twice_it_listens_there(hat: Shell) -> None:
    with served(hat, "--host", "0.0.0.0", "--beyond-this-machine") as server:
        assert server.url.startswith("http://0.0.0.0:")
        assert server.get(f"/{server.token}/")[0] == 200
        assert server.get("/x/")[0] == 404


def test_a_port_that_is_taken_or_none(hat: Shell, server: Served) -> None:
    ran = hat("serve", "--port", server.origin.rpartition(":")[2])
    assert ran.code == 3
    assert "nothing can listen" in ran.err
    assert hat("serve", "--port", "65536").code == 2


def test_each_server_has_a_token_of_its_own(hat: Shell, server: Served) -> None:
    with served(hat) as other:
        assert other.token != server.token
        assert len(other.token) == 32


async def opened(server: Served, client: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    """A socket whose app has drawn something."""
    socket = await client.ws_connect(f"{server.url}socket?width=80&height=24")
    drawn = b""
    while b"2026" not in drawn:
        message = await asyncio.wait_for(socket.receive(), 30)
        assert message.type == aiohttp.WSMsgType.BINARY, message
        drawn += message.data
    return socket


@pytest.mark.parametrize("end", ["page", "SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"])
def test_no_app_outlives_its_page_or_the_server_however_that_ends(server: Served, end: str) -> None:
    async def open_and_end() -> list[int]:
        async with aiohttp.ClientSession() as client:
            socket = await opened(server, client)
            children = server.children()
            if end == "page":
                await socket.close()
            else:
                server.process.send_signal(getattr(signal, end))
            return children

    children = asyncio.run(open_and_end())
    assert len(children) == 1
    assert gone(children)
    if end == "page":
        assert server.process.poll() is None
    else:
        assert server.process.wait(20) == (-signal.SIGKILL if end == "SIGKILL" else 0)


def test_what_is_typed_when_the_server_is_killed_is_there_at_the_next_start(hat: Shell) -> None:
    with served(hat) as server:

        async def type_and_kill() -> list[int]:
            async with aiohttp.ClientSession() as client:
                socket = await opened(server, client)
                await socket.send_json(["stdin", "a"])
                await socket.send_json(["stdin", "25m b post: not lost"])
                await asyncio.sleep(2.5)
                children = server.children()
                server.process.kill()
                return children

        assert gone(asyncio.run(type_and_kill()))
    kept = [path.read_text() for path in hat.home.rglob("drafts/*") if path.is_file()]
    assert any("not lost" in text for text in kept)


@pytest.mark.parametrize(
    "message", ["{}", "[]", "null", "[1]", '["resize", {}]', '["resize", {"width": 1e9, "height": 1}]', "x"]
)
def test_a_message_that_no_page_sends_costs_its_own_session_at_most(server: Served, message: str) -> None:
    async def send() -> None:
        async with aiohttp.ClientSession() as client:
            socket = await opened(server, client)
            await socket.send_str(message)
            await asyncio.sleep(0.3)
            await socket.close()

    asyncio.run(send())
    assert server.get(f"/{server.token}/")[0] == 200


def test_the_app_in_chromium(hat: Shell, server: Served, browser: Browser) -> None:
    page = hat.journal / "days" / "2026" / "2026-11-22.md"
    browser.go(server.url)
    browser.wait("return document.body.classList.contains('-first-byte')")
    time.sleep(1)
    browser.type("a", "25m b post linkedin m2: from a browser", "enter")
    last = time.monotonic() + 20
    while not page.is_file() and time.monotonic() < last:
        time.sleep(0.1)
    assert "- 25m brand post linkedin m2: from a browser\n" in page.read_text()
    browser.picture(str(hat.folder / "page.png"))
    asked = [
        url for url in browser.asked_for() if not url.startswith(("data:", "chrome"))
    ]  # its own first page
    assert {url.partition("//")[2].partition("/")[0] for url in asked} == {server.origin.partition("//")[2]}
    assert {url.partition(":")[0] for url in asked} == {"http", "ws"}
    assert not [text for text in browser.said() if "Content Security Policy" in text]
    browser.type("escape")
    time.sleep(1)  # an escape and a letter at once are a letter with alt
    browser.type("q")
    browser.wait("return document.body.classList.contains('-closed')")
    assert browser.run("return getComputedStyle(document.querySelector('.ended')).display") == "block"
    assert gone(server.children())


def test_a_page_that_is_closed_in_chromium_ends_its_app(server: Served, browser: Browser) -> None:
    browser.go(server.url)
    browser.wait("return document.body.classList.contains('-first-byte')")
    children = server.children()
    assert len(children) == 1
    browser.go("about:blank")
    assert gone(children)
