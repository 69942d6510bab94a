"""`naql serve` as it is started and ended: what it says, and how it refuses."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from naql.web.server import NotServing, listening, shown

COMMAND = [sys.executable, "-c", "from naql.cli import main; main()", "serve"]


def start(*args: object) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [*COMMAND, *map(str, args)], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    )


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_its_address_and_ends_quietly(ledger_path: Path, stop: signal.Signals) -> None:
    process = start(ledger_path, "--port", 0)
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert found, line
    with urllib.request.urlopen(found[0], timeout=60) as answer:
        assert answer.status == 200 and "server" not in {k.lower() for k in dict(answer.headers)}
    process.send_signal(stop)
    out, err = process.communicate(timeout=30)
    assert "Traceback" not in err and out == ""
    if stop == signal.SIGINT:
        assert process.returncode == 0 and err == "naql: stopped\n"


def test_a_taken_port_is_one_line(ledger_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start(ledger_path, "--port", taken.getsockname()[1])
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.count("\n") == 1 and "another program listens there" in err


def test_what_is_no_ledger_is_one_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_text("hello")
    for path, word in ((bad, "no ledger"), (tmp_path / "none.db", "no ledger at"), (tmp_path, "folder")):
        process = start(path, "--port", 0)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 2 and err.count("\n") == 1 and word in err
    assert not (tmp_path / "none.db").exists()


def test_hosts_that_are_not_here_are_refused() -> None:
    for host in ("no.such.host.invalid", "203.0.113.7", "x" * 300):
        with pytest.raises(NotServing):
            listening(host, 0)
    with listening("localhost", 0) as listener:
        assert listener.getsockname()[1] > 0
    assert shown("::1") == "[::1]" and shown("[::1]") == "[::1]" and shown("localhost") == "localhost"
