"""Documentation is part of the build: commands, record fields and the README's code are held against what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from naql import cli, records
from naql.read.convert import as_record
from naql.records import Reading
from naql.run import read_page
from naql.terminal.output import statement_lines

ROOT = Path(__file__).resolve().parents[1]
PAGE = records.Page(
    page_id="p",
    name="p",
    lang="en",
    published="2025-10-06",
    body="Ports stay open, minister says\n\nTurkey's foreign minister told Reuters on Monday: \"We have signed a "
    'treaty with Iran." He denied that Turkey had threatened Iran.\n',
)


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def reading() -> Reading:
    outcome = read_page(PAGE)
    assert isinstance(outcome, Reading) and outcome.statements
    return outcome


def test_every_command_is_in_the_readme() -> None:
    readme = text_of("README.md")
    for command in cli.app.registered_commands:
        assert f"naql {command.name or command.callback.__name__}" in readme


def test_every_field_of_the_records_format_is_documented() -> None:
    page = text_of("docs/records.md")
    record = as_record(reading())
    fields = set(record) | {k for a in record["attributions"] for k in a} | {k for e in record["events"] for k in e}
    fields |= {k for line in statement_lines(reading()) for k in line}
    missing = {f for f in fields if f"`{f}`" not in page and not re.search(rf"`\{{.*\b{f}\b", page)}
    assert missing <= {"start", "end"}, missing


def test_every_record_stands_in_the_architecture() -> None:
    page = text_of("ARCHITECTURE.md")
    names = [n for n, v in vars(records).items() if isinstance(v, type) and v.__module__ == "naql.records"]
    assert not [n for n in names if f"`{n}`" not in page]


def test_every_link_leads_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def python_blocks() -> list[tuple[str, str]]:
    """Each Python block of the README with the output that is printed under it."""
    pattern = r"```python\n(.*?)```\s*```text\n(.*?)```"
    return re.findall(pattern, text_of("README.md"), flags=re.DOTALL)


@pytest.mark.parametrize("number", range(3))
def test_the_readme_runs(number: int, tmp_path: Path) -> None:
    blocks = python_blocks()
    assert len(blocks) == 3, "load, read and Ledger, each in five lines with its output"
    code, output = blocks[number]
    assert len(code.strip().splitlines()) <= 6
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == output.strip()


def test_the_project_speaks_of_the_project_alone() -> None:
    refused = re.compile(r"/work/|\.library|\bpypi-more\b|\b(?:claude|chatgpt|copilot)\b", re.IGNORECASE)
    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT).stdout.split()
    texts = [f for f in files if Path(f).suffix in {".py", ".md", ".toml", ".sh", ".sql", ".html", ".yml", ""}]
    own = "tests/test_docs.py"
    found = [f for f in texts if f != own and refused.search((ROOT / f).read_text(encoding="utf-8", errors="ignore"))]
    assert not found
