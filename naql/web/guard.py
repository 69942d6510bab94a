"""What every answer of the local page carries, and whom it answers at all. Knows no page and no ledger.

A browser is told to load nothing but this server's own files and to run no inline script. A request is answered only
under a name of this machine, so that a foreign site cannot reach the ledger by pointing a name of its own at it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})


class Guard:
    """ASGI middleware: refuses foreign host names and methods that change things, adds the headers."""

    def __init__(self, app: ASGIApp, host: str = "127.0.0.1", also: Iterable[str] = ()) -> None:
        self.app = app
        self.names = LOCAL | {host.lower().strip("[]")} | {n.lower() for n in also}
        self.everywhere = host.strip("[]") in EVERYWHERE
        if self.everywhere:
            self.names |= {socket.gethostname().lower(), socket.getfqdn().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        if not self.answers(Headers(scope=scope).getlist("host")):
            refusal = PlainTextResponse("this page answers under the name of this machine only\n", status_code=421)
            await refusal(scope, receive, with_headers)
        elif scope["method"] not in ("GET", "HEAD"):
            refusal = PlainTextResponse("there is nothing to change here\n", 405, {"allow": "GET, HEAD"})
            await refusal(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)

    def answers(self, hosts: list[str]) -> bool:
        """Whether a request with these Host headers is answered: one header, with a name of this machine."""
        if len(hosts) != 1:
            return False
        name = host_name(hosts[0])
        return name in self.names or (self.everywhere and _is_address(name))


def host_name(header: str) -> str:
    """The name in a Host header, lower case, without its port and brackets; "" where it has no such form."""
    value = header.strip().lower()
    if value.startswith("["):
        name, closed, port = value[1:].partition("]")
        well_formed = closed and (not port or (port[0] == ":" and port[1:].isdigit()))
        return name if well_formed else ""
    name, colon, port = value.partition(":")
    return name if not colon or port.isdigit() else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
