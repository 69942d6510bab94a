"""The guards of the architecture: what may import what, where language knowledge may stand, how large a file may be."""

import ast
import re
from pathlib import Path

import pytest

import naql

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "naql"
MODULES = sorted(p for p in PACKAGE.rglob("*.py"))
ARABIC = re.compile("[\u0600-\u0603\u0606-\u061b\u061d-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]")
# what each part may import of ours, besides records and errors; the way of the data goes left to right
MAY = {
    "languages": set(),
    "outlets": {"languages"},
    "gazetteer": {"languages", "outlets", "calendars"},
    "calendars": {"languages"},
    "ingest": {"calendars", "languages"},
    "clean": {"languages", "outlets", "calendars", "gazetteer"},
    "read": {"clean", "languages", "outlets", "calendars", "gazetteer"},
    "link": {"languages", "outlets", "calendars", "gazetteer", "read", "clean"},
    "ledger": {"link", "read", "clean", "languages", "outlets", "calendars", "gazetteer"},
    "run": {"clean", "read"},
    "web": {"ledger", "languages", "outlets"},
    "terminal": {"ledger", "read", "clean", "languages", "run", "web", "outlets"},
    "check": {"clean", "read", "link", "languages", "outlets", "gazetteer", "calendars"},
}
ANYWHERE = {"records", "errors"}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "naql" else [f"naql.{a.name}" for a in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("naql.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    if part in ("cli", "__init__"):
        return
    if part in ANYWHERE:
        assert not imported_parts(path), f"{part} imports nothing of ours"
        return
    extra = imported_parts(path) - {part} - ANYWHERE - MAY[part]
    assert not extra, f"{path.relative_to(ROOT)} must not import {sorted(extra)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_language_knowledge_in_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = ARABIC.search(text)
    assert not found, f"an Arabic-script letter in line {text[: found.start()].count(chr(10)) + 1}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            named = any(
                isinstance(s, (ast.Name, ast.Attribute)) and ast.unparse(s).split(".")[-1] == "lang" for s in sides
            )
            code = any(
                isinstance(c, ast.Constant) and isinstance(c.value, str) and len(c.value) == 2
                for s in sides
                for c in ast.walk(s)
            )
            assert not (named and code), f"a language comparison in line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "split it: a module under 300 lines, never over 400"
    assert len(path.relative_to(PACKAGE).parts) <= 3, "packages are two levels deep at most"
    assert ast.get_docstring(ast.parse(text)), "a module says what it does"


def test_names() -> None:
    refused = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}
    assert not [p for p in MODULES if p.stem in refused]


def test_packs_hold_no_code() -> None:
    for folder in (PACKAGE / "languages").iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            assert not list(folder.rglob("*.py")), folder


def test_every_language_has_the_same_files() -> None:
    folders = [p.parent for p in sorted((PACKAGE / "languages").glob("[!_]*/pack.toml"))]
    names = {f.name: {p.name for p in f.glob("*.toml")} for f in folders}
    assert len({frozenset(n) for n in names.values()}) == 1, names


def test_few_public_names() -> None:
    assert len(naql.__all__) <= 10
    for name in naql.__all__:
        assert getattr(naql, name).__doc__, f"naql.{name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_public_functions_are_documented(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"
            assert not isinstance(node, ast.FunctionDef) or node.end_lineno - node.lineno <= 60, f"{node.name} is long"
