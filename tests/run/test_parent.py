"""A run that is killed leaves no process behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

SCRIPT = """
import os, signal
from naql.records import Page, Skipped
from naql.run import local

def pages():
    while True:
        yield Page(page_id="p", name="p", body="", lang="en")

if __name__ == "__main__":
    for number, _ in enumerate(local.readings(pages(), jobs=2)):
        if number == 20:
            children = open(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read()
            print(children, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
"""


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="looks for processes where Linux lists them")
def test_workers_end_with_a_killed_run(tmp_path: object) -> None:
    script = f"{tmp_path}/run.py"
    with open(script, "w", encoding="utf-8") as file:
        file.write(SCRIPT)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = [int(pid) for pid in done.stdout.split()]
    assert len(left) >= 2
    for _ in range(300):
        left = [pid for pid in left if _runs(pid)]
        if not left:
            break
        time.sleep(0.1)
    assert not left
