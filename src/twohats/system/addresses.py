"""Addresses of git remotes as text: what may be shown, what it refers to, and whether git may be given it.

An ambiguous address is masked by both readings: everything before its last `@`, and everything after its first `?` or
`#`. A password may contain `?`, a query may contain `@`, and only the host knows which it is.
"""

from __future__ import annotations

import os
import re
from urllib.parse import unquote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

PROTOCOLS = {
    "file": "file",
    "git": "git",
    "http": "http:https",
    "https": "https",
    "ssh": "ssh",
    "git+ssh": "ssh",
    "ssh+git": "ssh",
}
"""The schemes that are used, each with the protocols that git may speak for it: `http` may be redirected to `https`."""
_ELLIPSIS = "\u2026"
_SHORTEST_SECRET = 4
_QUERY = re.compile("[?#]")
_AUTHORITY = re.compile(r"[^/?#]*")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:@]+)?(:[0-9]*)?")
_NO_PORT = re.compile(r"[^/?#@\[:]*:(?![0-9]{0,5}($|[/?#]))")
_IN_TEXT = re.compile(r"[a-z0-9+.-]{1,20}://[^\s'\"<>]*", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SCP_PASSWORD = re.compile(r"[^/:@]+:[^/@]*@")


def masked_address(address: str) -> str:
    """An address, or a key that holds one, without user, password, query and fragment.

    The whole text is the address, so nothing that a password may contain (`/`, a quote, a space) can hide part of it,
    as in a sentence. The user of `git@host:path` stays: it says which account of the host is meant.
    """
    scheme, separator, rest = address.partition("://")
    if not separator:
        return _masked_scp(address) if ":" in address else address
    query, at = _QUERY.search(rest), rest.rfind("@")
    if query and at > query.start():
        if _is_plausible(_AUTHORITY.match(rest)):
            return f"{scheme}://{_ELLIPSIS}"  # a host and a query with an `@`, or a user with a `?`
        query = _QUERY.search(rest, at)
    place = rest[at + 1 : query.start() if query else len(rest)]
    if at < 0 and _NO_PORT.match(place):  # a user and a password, and the host forgotten
        return f"{scheme}://{_ELLIPSIS}"
    tail = f"?{_ELLIPSIS}" if query else ""
    return f"{scheme}://{f'{_ELLIPSIS}@' if at >= 0 else ''}{place}{tail}"


def _masked_scp(address: str) -> str:
    """The same for `user@host:path`, which has no query for ssh, but may have been meant to have one."""
    password = _SCP_PASSWORD.match(address)
    query = _QUERY.search(address, password.end() if password else 0)
    if query and local_path(address) is None:
        address = address[: query.end()] + _ELLIPSIS
    return _SCP_PASSWORD.sub(f"{_ELLIPSIS}@", address, count=1)


def _is_plausible(authority: re.Match[str] | None) -> bool:
    """Whether what stands before the first `/`, `?` or `#` could be a user and a host."""
    return bool(authority and _HOST.fullmatch(authority[0].rpartition("@")[2]))


def masked(text: str) -> str:
    """A message of git or of the remote, with its addresses masked."""
    return _IN_TEXT.sub(lambda found: masked_address(found[0]), text)


def secrets_of(addresses: Iterable[str]) -> list[str]:
    """What is secret in addresses, and each part of it that git could quote, longest first."""
    found: set[str] = set()
    for address in addresses:
        scheme, separator, rest = address.partition("://")
        if not separator:
            if local_path(address) is not None:
                continue
            rest, login = address, _SCP_PASSWORD.match(address)
            user, at = (login[0][:-1], "@") if login else ("", "")
        else:
            user, at, _ = rest.rpartition("@")
            if not at and _NO_PORT.match(rest):
                user = rest
        queries = [rest[query.end() :] for query in _QUERY.finditer(rest)]
        password = user.partition(":")[2] or ("" if "ssh" in scheme else user)
        found |= {f"{user}@"} if at else set()
        found |= (
            {rest} if password or queries else set()
        )  # the whole first: replacing a part could split another
        for secret in (password, *queries):
            found |= {secret, unquote(secret), *re.split(r"[/:@?#&=\s'\"]", secret)}
    # Shorter ones would occur in any sentence.
    return sorted((one for one in found if len(one) >= _SHORTEST_SECRET), key=len, reverse=True)


def local_path(address: str) -> str | None:
    """The path of an address that is a local path by git's rules; None for a server."""
    if address.lower().startswith("file://"):
        return unquote(address[len("file://") :], errors="surrogateescape")
    colon, slash = address.find(":"), address.find("/")
    drive = os.name == "nt" and address[1:2] == ":"
    return address if drive or colon < 0 or 0 <= slash < colon else None


def protocols_for(address: str) -> str:
    """The protocols that git may speak for an address, in the form of `GIT_ALLOW_PROTOCOL`; empty if git is not to be
    given the address at all: an option, a helper program, an unknown scheme, a control character.
    """
    readings = (address, unquote(address, errors="surrogateescape") if "://" in address else "")
    if not address or address.startswith("-") or any(_CONTROL.search(reading) for reading in readings):
        return ""
    if "::" in address.partition("/")[0]:
        return ""
    if local_path(address) is not None:
        return "file"
    scheme, separator, _ = address.partition("://")
    if not separator:
        return "ssh"
    host = host_of(address)
    return "" if not host or host.startswith("-") else PROTOCOLS.get(scheme, "")


def host_of(address: str) -> str:
    """The host of an address that names one, with its port if that is given; else empty."""
    _, separator, rest = address.partition("://")
    if separator:
        return re.split("[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    return address.partition(":")[0].rpartition("@")[2] if local_path(address) is None else ""


_NO_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|^\.|\.lock(/|$)|[./]$|^-|^$")


def is_ref(name: str) -> bool:
    """Whether a text can be the name of a ref, by git's rule: in a list of commands to git it is then one word."""
    return not _NO_REF.search(name)
