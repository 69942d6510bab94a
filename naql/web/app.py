"""The local web page: `create_app` makes it for a ledger, `serve` shows it on an address of this machine."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from naql.errors import BadLedger, BadQuestion
from naql.web.endpoints import Endpoints
from naql.web.guard import EVERYWHERE, HEADERS, Guard
from naql.web.opening import Unavailable, open_book
from naql.web.rendering import FOLDER, rendered
from naql.web.server import listening, run, shown


def serve(ledger: Path, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Show a ledger on `host`:`port` (0 takes a free port) until stopped; says the address on standard error.

    Raises BadLedger for a file that is no ledger, NotServing for an address that cannot be listened on.
    """
    check_ledger(ledger)
    listener = listening(host, port)
    name = "127.0.0.1" if host.strip("[]") in EVERYWHERE else host
    address = f"http://{shown(name)}:{listener.getsockname()[1]}/"
    _tell(f"{ledger} is at {address} (Ctrl-C ends it)")
    run(create_app(ledger, host, warm=True), listener)
    _tell("stopped")


def _tell(line: str) -> None:
    sys.stderr.write(f"naql: {line}\n")
    sys.stderr.flush()


def check_ledger(ledger: Path) -> None:
    """Raises BadLedger, with the ledger's own words, where the file cannot be read as one."""
    try:
        with open_book(ledger) as book:
            book.counts()
    except Unavailable as error:
        raise BadLedger(str(error)) from None
    except sqlite3.Error as error:
        raise BadLedger(f"{ledger} cannot be read: {error}") from None


def create_app(ledger_path: str | Path, host: str = "127.0.0.1", warm: bool = False) -> Starlette:
    """The page of a ledger as an ASGI application that answers under `host` and the names of this machine only.

    The ledger is opened for each request, to read only. `warm` loads the language pipelines in the background.
    """
    endpoints = Endpoints(Path(ledger_path))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if warm:
            endpoints.warm()
        yield

    return Starlette(
        routes=[*endpoints.routes(), Mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")],
        middleware=[Middleware(Guard, host=host)],
        exception_handlers={
            HTTPException: _refused,
            BadLedger: _missing,
            BadQuestion: _missing,
            Unavailable: _unavailable,
            sqlite3.Error: _unavailable,
            Exception: _broken,
        },
        lifespan=lifespan,
    )


def _refused(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 400)
    return rendered(request, "message.html", status, title="error_404" if status == 404 else "error_400", detail="")


def _missing(request: Request, error: Exception) -> Response:
    return rendered(request, "message.html", 404, title="error_404", detail=str(error))


def _unavailable(request: Request, error: Exception) -> Response:
    return rendered(request, "message.html", 503, title="error_503", detail=str(error))


def _broken(request: Request, error: Exception) -> Response:
    answer = rendered(request, "message.html", 500, title="error_500", detail="")
    answer.headers.update(HEADERS)  # made outside the guard
    return answer
