"""The command line as a user meets it: real processes, real files, real SQLite."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

PAGE_FA = """خبرگزاری مهتاب
وزیر بازرگانی: صادرات زعفران متوقف نشده است

به گزارش خبرگزاری مهتاب، وزیر بازرگانی روز دوشنبه گفت: «صادرات زعفران متوقف نشده است.»
وی افزود: دو محموله هفته گذشته از بندر خارج شد.
"""
PAGE_EN = """Trade minister denies halt to saffron exports

The trade minister said on Monday that saffron exports had not been halted.
"We have shipped two loads this week," she added.
"""


def naql(*args: object, **kw) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200", "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from naql.cli import main; main()", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=240, **kw)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good and bad pages beside one another."""
    where = tmp_path_factory.mktemp("pages")
    (where / "a-fa.txt").write_text(PAGE_FA, encoding="utf-8")
    (where / "b-en.txt").write_text(PAGE_EN, encoding="utf-8")
    (where / "c-empty.txt").write_text("", encoding="utf-8")
    (where / "d-binary.txt").write_bytes(bytes(range(256)) * 40)
    (where / "e-greek.txt").write_text(
        "Ο υπουργός εμπορίου δήλωσε τη Δευτέρα ότι οι εξαγωγές συνεχίζονται. " * 8, "utf-8"
    )
    return where


@pytest.fixture(scope="module")
def ledger(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "news.db"
    done = naql("read", folder, "--ledger", path)
    assert done.returncode == 0, done.stderr
    return path


def test_help_has_an_example_for_every_command() -> None:
    import naql.cli as cli

    top = naql("--help").stdout
    for command in cli.app.registered_commands:
        name = command.name or command.callback.__name__
        assert name in top
        assert "Example:" in (command.epilog or ""), name
        assert name in command.epilog


def test_read_counts_and_names_what_it_skipped(folder: Path, tmp_path: Path) -> None:
    done = naql("read", folder, "--ledger", tmp_path / "l.db")
    assert done.returncode == 0
    assert "read 2 pages" in done.stderr and "skipped 3" in done.stderr
    for page in ("c-empty", "d-binary", "e-greek"):
        assert page in done.stderr


def test_help_without_a_command_and_the_version() -> None:
    done = naql()
    assert done.returncode == 2 and "Usage" in done.stdout and not done.stderr
    assert naql("--version").stdout.startswith("naql ")


def test_a_table_lists_what_was_skipped_and_formats_for_programs_hold_what_was_read(folder: Path) -> None:
    table = naql("read", folder, "--format", "table")
    assert table.returncode == 0
    assert table.stdout.count("skipped in") == 3 and "skipped in ingest: binary" in table.stdout
    for form, key in (("records", "id"), ("jsonl", "page")):
        done = naql("read", folder, "--format", form)
        assert done.returncode == 0 and "skipped 3" in done.stderr
        assert {json.loads(line)[key] for line in done.stdout.splitlines()} == {"a-fa", "b-en"}


def test_all_that_was_skipped_can_be_listed_in_a_file(folder: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("\n".join(json.dumps({"id": f"p{i}"}) for i in range(50)), encoding="utf-8")
    done = naql("read", folder, many, "--skipped", tmp_path / "list.jsonl")
    listed = [json.loads(line) for line in (tmp_path / "list.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(listed) == 53 and "skipped 53" in done.stderr and "50 x ingest: neither text nor html" in done.stderr
    assert {"id": "p49", "stage": "ingest", "reason": "neither text nor html in the record"} in listed


def test_a_reader_that_goes_away_is_no_error_and_a_ledger_gets_the_rest(tmp_path: Path) -> None:
    source, path = tmp_path / "in.jsonl", tmp_path / "l.db"
    source.write_text("\n".join(json.dumps({"id": f"p{i}", "text": f"{PAGE_EN}\nNote {i}.\n"}) for i in range(40)))
    for args in (["--format", "records"], ["--format", "records", "--ledger", str(path)], ["--explain"]):
        command = [sys.executable, "-c", "from naql.cli import main; main()", "read", str(source), *args]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert run.stdout and run.stderr and run.stdout.readline()
        run.stdout.close()
        told = run.stderr.read().decode()
        assert run.wait(timeout=120) == 0 and "Traceback" not in told, told
    assert naql("show", path, "p39").returncode == 0


def test_output_is_not_touched_when_the_source_is_missing(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("precious")
    assert naql("read", tmp_path / "nowhere", "--output", tmp_path / "out.jsonl").returncode == 2
    assert (tmp_path / "out.jsonl").read_text() == "precious"


def test_half_a_letter_and_control_characters_of_a_page_reach_nobody(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    text = PAGE_EN.replace("saffron", "saf\udc80fron \x1b[31m")
    source.write_text(json.dumps({"id": "a\x1b[2J", "text": text}))
    for args in (["--format", "table"], ["--format", "records"], ["--format", "jsonl"], ["--explain"]):
        done = naql("read", source, "--lang", "en", *args)
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        assert "\x1b" not in done.stdout + done.stderr


def test_reading_twice_changes_nothing(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    naql("read", folder, "--ledger", path)
    first = naql("export", path).stdout
    again = naql("read", folder, "--ledger", path)
    assert "already in the ledger" in again.stderr
    assert naql("export", path).stdout == first


def test_records_keep_ids_and_order(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [{"id": "z", "text": PAGE_EN, "published": "2025-10-06"}, {"id": "a", "text": PAGE_FA}]
    source.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    done = naql("read", source, "--format", "records", "--jobs", "2")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in records] == ["z", "a"]
    assert records[0]["text"] == PAGE_EN and records[0]["published_from"] == "given"
    for record in records:
        for a in record["attributions"]:
            assert all(0 <= c["start"] < c["end"] <= len(record["text"]) for c in a["content"])


def test_jsonl_has_one_statement_a_line(folder: Path) -> None:
    lines = [json.loads(line) for line in naql("read", folder / "a-fa.txt", "--format", "jsonl").stdout.splitlines()]
    assert any("متوقف نشده است" in " ".join(line["content"]) for line in lines)


@pytest.mark.parametrize(
    "args",
    [
        ["read", "nowhere"],
        ["read", ".", "--published", "yesterday"],
        ["read", ".", "--lang", "xx"],
        ["read", ".", "--format", "pdf"],
        ["ask", "nowhere.db", "who?"],
        ["export", "nowhere.db", "--format", "xml"],
        ["check", "xx"],
        ["read", ""],
        ["read"],
        ["nothing"],
        ["--nothing"],
        ["ask", "nowhere.db"],
        ["read", ".", "--jobs", "none"],
        ["read", ".", "--jobs", "0"],
        ["serve", "nowhere.db", "--port", "70000"],
        ["read", ".", "--explain", "--format", "jsonl"],
        ["read", ".", "--output", "nowhere/out.jsonl"],
        ["read", ".", "--skipped", "nowhere/out.jsonl"],
        ["read", ".", "--ledger", "nowhere/l.db"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(args: list[str], tmp_path: Path) -> None:
    done = naql(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = naql("read", tmp_path / "empty")
    assert done.returncode == 2 and "no pages" in done.stderr


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("create table t (x)").connection.close()
    for args in (["ask", other, "who?"], ["read", tmp_path, "--ledger", other]):
        done = naql(*args)
        assert done.returncode == 2 and "Traceback" not in done.stderr


def test_show_and_forget(ledger: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy.db"
    shutil.copy(ledger, copy)
    assert "saffron" in naql("show", copy, "b-en").stdout
    assert naql("forget", copy, "b-en").returncode == 0
    assert naql("show", copy, "b-en").returncode == 2
    assert "saffron" not in naql("export", copy).stdout


def test_a_question_that_matches_nothing(ledger: Path) -> None:
    done = naql("ask", ledger, "Has Iceland asked Peru for icebreakers?")
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert done.stdout.strip()


def test_an_empty_question(ledger: Path) -> None:
    assert naql("ask", ledger, "  ").returncode == 2


def test_what_was_written_stays_written_when_killed(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for i in range(3000):
            file.write(
                json.dumps({"id": f"p{i}", "text": PAGE_EN + f"\nNote {i}.\n", "published": "2025-10-06"}) + "\n"
            )
    path = tmp_path / "l.db"
    command = [sys.executable, "-c", "from naql.cli import main; main()", "read", str(source), "--ledger", str(path)]
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    kept = 0
    for _ in range(600):
        time.sleep(0.1)
        if path.exists():
            try:
                kept = sqlite3.connect(path).execute("select count(*) from articles").fetchone()[0]
            except sqlite3.OperationalError:
                continue
        if kept >= 5:
            break
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert kept >= 5
    left = sqlite3.connect(path).execute("select count(*) from articles").fetchone()[0]
    assert left >= kept
    assert naql("show", path, "p0").returncode == 0


def test_when(tmp_path: Path) -> None:
    out = naql("when", "The talks began two weeks ago.", "--lang", "en", "--published", "2025-11-02").stdout
    assert "2025-W42" in out or "2025-10-19" in out


def test_check_finds_the_data_sound() -> None:
    done = naql("check")
    assert done.returncode == 0, done.stdout
