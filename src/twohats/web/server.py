"""The server of `hat serve`: the page, its script and its socket, all below one path that is a token.

Whoever has the address can read and write the journal, so nothing is answered without the token, and by default nobody
but this machine can ask. The page's own policy lets it load nothing and speak to nobody else.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import signal
from importlib.resources import files
from ipaddress import ip_address
from string import Template
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from twohats.errors import JournalError
from twohats.values import NamedTuple
from twohats.web.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.typedefs import Handler

MOST_PAGES = 8
"""How many pages may be open at once: each is a process of 60 MB."""
LARGEST_MESSAGE = 4 * 1024 * 1024
"""Bytes of one message of a page: as much as a page of the journal holds."""
SIZES = range(1, 501)
"""Columns and rows that a page may ask for."""
_TYPES = {"css": "text/css", "js": "text/javascript"}


class Address(NamedTuple):
    """Where the server listens."""

    host: str
    port: int
    token: str

    @property
    def origin(self) -> str:
        """What a browser calls this server."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def url(self) -> str:
        """What is opened in the browser."""
        return f"{self.origin}/{self.token}/"


def new_token() -> str:
    """A token of 192 bits, safe in a path."""
    return secrets.token_urlsafe(24)


def is_this_machine(host: str) -> bool:
    """Whether only this machine can reach a host: `localhost` and the loopback addresses."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(journal: str, host: str, port: int, *, ready: Callable[[Address], None]) -> None:
    """Serve the app on the journal in a folder until a signal ends it, `port` 0 being any that is free.

    Raises JournalError if nothing can listen there.
    """
    asyncio.run(_serve(journal, host, port, ready))


async def _serve(journal: str, host: str, port: int, ready: Callable[[Address], None]) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    pages = _Pages(journal)
    runner = web.AppRunner(web.Application(middlewares=[pages.answer]), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise JournalError(
                f"nothing can listen at {host}, port {port}: {reason}",
                "another --port, or none for any that is free",
            ) from error
        bound = runner.addresses[0]
        pages.address = Address(bound[0], bound[1], new_token())
        ready(pages.address)
        await ended.wait()
        await pages.close()
    finally:
        await runner.cleanup()


class _Pages:
    """What is answered, and the sessions behind the pages that are open."""

    def __init__(self, journal: str) -> None:
        self._journal = journal
        self.address = Address("", 0, new_token())
        self._open: dict[web.WebSocketResponse, Session] = {}

    @web.middleware
    async def answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer any request: with a 404 that says nothing, where the token is not right."""
        first, _, rest = request.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(first.encode(), self.address.token.encode()) or request.method != "GET":
            raise web.HTTPNotFound(text="")
        if not self._is_asked_as_itself(request):
            raise web.HTTPForbidden(text="")
        for name, found in self._routes().items():
            if rest == name:
                return await found(request)
        raise web.HTTPNotFound(text="")

    def _is_asked_as_itself(self, request: web.Request) -> bool:
        """Whether the request names this server, and comes from no other page.

        A name that somebody else's server resolves to this machine (DNS rebinding) is in `Host`; the page that opens a
        socket is in `Origin`. Beyond this machine the host may have many names, and the token has to do.
        """
        origin = request.headers.get("Origin", "")
        if not is_this_machine(self.address.host):
            return not origin or origin.partition("://")[2] == request.host
        names = {f"{host}:{self.address.port}" for host in ("localhost", "127.0.0.1", "[::1]")}
        names.add(self.address.origin.partition("://")[2])
        return request.host in names and (not origin or origin == f"http://{request.host}")

    def _routes(self) -> dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]]:
        return {
            "": self._page,
            "socket": self._socket,
            "static/page.js": _file("twohats.web", "page.js"),
            "static/page.css": _file("twohats.web", "page.css"),
            "static/xterm.css": _file("textual_serve", "static", "css", "xterm.css"),
            "static/textual.js": _file("textual_serve", "static", "js", "textual.js"),
        }

    async def _page(self, request: web.Request) -> web.StreamResponse:
        socket = f"ws://{request.host}/{self.address.token}/socket"
        text = Template(files("twohats.web").joinpath("page.html").read_text("utf-8"))
        page = text.substitute(socket=socket, font_size=_number(request, "fontsize", 16, range(6, 73)))
        return _response(page.encode(), "text/html", connect=f"ws://{request.host}")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if len(self._open) >= MOST_PAGES:
            raise web.HTTPServiceUnavailable(text="")
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST_MESSAGE)
        await socket.prepare(request)
        session = self._open[socket] = Session(self._journal, socket)
        try:
            await session.start(_number(request, "width", 80, SIZES), _number(request, "height", 24, SIZES))
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    await _take(message.json(), session, socket)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, ConnectionError):
            pass  # a message that no page of ours sends ends its session, and nothing else
        finally:
            await session.end()
            self._open.pop(socket, None)
            await socket.close()
        return socket

    async def close(self) -> None:
        """End every session, each as if its page had been closed."""
        sessions = list(self._open.items())
        await asyncio.gather(*(session.end() for _, session in sessions))
        await asyncio.gather(*(socket.close() for socket, _ in sessions))


async def _take(message: list[object], session: Session, socket: web.WebSocketResponse) -> None:
    """What a page has sent: keys, a new size, that it has or has lost the focus."""
    kind, value = message[0], message[1] if len(message) > 1 else None
    if kind == "stdin" and isinstance(value, str):
        await session.send_bytes(value.encode("utf-8", "replace"))
    elif kind == "resize" and isinstance(value, dict):
        width, height = int(value["width"]), int(value["height"])
        if width in SIZES and height in SIZES:
            await session.set_terminal_size(width, height)
    elif kind == "ping":
        await socket.send_json(["pong", value])
    elif kind in ("blur", "focus"):
        await (session.blur() if kind == "blur" else session.focus())


def _file(package: str, *path: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """What answers with a file of a package."""

    async def answer(_: web.Request) -> web.StreamResponse:
        data = files(package).joinpath(*path).read_bytes()
        return _response(data, _TYPES[path[-1].rpartition(".")[2]])

    return answer


def _response(body: bytes, kind: str, *, connect: str = "'none'") -> web.Response:
    """A response that lets its page load from this server alone, and speak to nobody else."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return web.Response(
        body=body, content_type=kind, charset="utf-8",
        headers={"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
                 "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"},
    )  # fmt: skip


def _number(request: web.Request, name: str, usual: int, allowed: range) -> int:
    """A number of the address, where it is one that is allowed."""
    text = request.query.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else usual
    return number if number in allowed else usual
