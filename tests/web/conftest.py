"""Ledgers of invented news, the page as an application, and a real browser before a real server."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger.boats import affair
from ledger.making import made
from starlette.testclient import TestClient

from naql.ledger import Ledger
from naql.records import Reading, Skipped
from naql.web.app import create_app

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EVIL = "<script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
FAR = "\U0001f6a2" * 40  # forty code points, eighty UTF-16 units


def hostile() -> Reading:
    """A page that tries everything: markup, a script as address, letters outside the BMP, direction overrides."""
    headline = f'Harbour "news" {EVIL}'
    content = "the \u202eboats\u202c <b>sail</b> at {{ 7*7 }} dawn"
    return made(
        "hostile' onmouseover='window.pwned=3",
        f"{headline}\n{FAR}\nThe harbour master said {content}.\n" + "Nothing else happened at sea. " * 3000,
        outlet=f"Gull {EVIL}",
        day="2025-03-05",
        headline=headline,
        url="javascript:window.pwned=4",
        names=(("harbour master", "PER", f"Ana {EVIL}", None),),
        said=(
            {"id": "a", "source": "The harbour master", "cue": "said", "content": content, "name": f"Ana {EVIL}"},
        ),
    )  # fmt: skip


def versions() -> list[Reading]:
    """One address read twice."""
    url = "https://gulfstream.example/tide"
    return [
        made(name, f"Tide tables {name}\nOld text.", outlet="Gulfstream", headline=f"Tide tables {name}", url=url)
        for name in ("first", "second")
    ]


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with an affair in three languages, a hostile page, two versions of a page, a skipped one."""
    path = tmp_path_factory.mktemp("web") / "news.db"
    with Ledger(path) as book:
        for reading in [*affair(), hostile(), *versions()]:
            book.add(reading)
        book.keep(Skipped(id="broken.html", stage="clean", reason=f"no text {EVIL}"))
        book.link()
    return path


@pytest.fixture(scope="session")
def book(ledger_path: Path) -> Iterator[Ledger]:
    """The ledger itself, to know what is to be seen."""
    with Ledger(ledger_path, create=False) as book:
        yield book


@pytest.fixture
def client(ledger_path: Path) -> Iterator[TestClient]:
    """The page, without a network; a failure of the server is an answer, not an exception."""
    app = create_app(ledger_path)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def server(ledger_path: Path) -> Iterator[str]:
    """The address of `naql serve` on a free port."""
    command = [sys.executable, "-c", "from naql.cli import main; main()", "serve", str(ledger_path), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://\S+", line)
    assert found, line
    yield found[0].rstrip("/")
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's chromium; without one the test is skipped, but never where CI is set."""
    where = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if where is None:
        message = "no chromium on this machine: the browser tests cannot run (sudo apt-get install chromium)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield browser
        browser.close()
