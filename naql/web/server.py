"""Listening: a socket taken before anything is said, uvicorn on it, and a quiet end. Knows no page."""

from __future__ import annotations

import errno
import socket
import sys

import uvicorn
from starlette.types import ASGIApp

from naql.errors import NaqlError

REASONS = {
    errno.EADDRINUSE: "another program listens there; --port 0 takes a free port",
    errno.EACCES: "that port is not allowed to you; take one above 1023",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}


class NotServing(NaqlError):
    """The address cannot be listened on."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on an address of this machine. Raises NotServing with the reason in one line."""
    name = host.strip("[]")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise NotServing(f"--host {host!r} is no address of this machine ({error})") from None
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = REASONS.get(error.errno or 0, error.strerror or str(error))
        raise NotServing(f"cannot listen on {shown(host)}:{port}: {reason}") from None
    listener.set_inheritable(False)
    return listener


def shown(host: str) -> str:
    """A host as it stands in a URL."""
    name = host.strip("[]")
    return f"[{name}]" if ":" in name else name


def run(app: ASGIApp, listener: socket.socket) -> None:
    """Answer requests until the program is told to stop (Ctrl-C, SIGTERM); running ones are finished first."""
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=3
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
