"""The tables of places, bodies and ministries: whole, unique, with known states and clean writing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import naql.gazetteer
from naql.gazetteer.tables import Row, table

FOLDER = Path(naql.gazetteer.__file__).parent

COLUMNS = {
    "places": "name type kind country en fa ar demonym_en demonym_fa demonym_ar",
    "bodies": "name type kind country en fa ar demonym_en demonym_fa demonym_ar alone",
    "ministries": "portfolio title en fa ar ar_short",
    "ministries_exceptions": "country portfolio name en fa ar",
}
KINDS = {
    "GPE": {"state", "territory", "capital", "city", "region", "province", "area"},
    "LOC": {"sea", "river", "strait", "island", "mountain", "continent", "area", "building"},
    "ORG": {"international", "parliament", "army", "militia", "party", "ministry", "agency_state", "court"}
    | {"company", "university", "club", "bank"},
    "OTHER": {"treaty", "operation", "event"},
}
SMALLEST = {"places": 2000, "bodies": 650, "ministries": 40, "ministries_exceptions": 60}
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
PERSIAN_ONLY = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc\u06f0-\u06f9]")
ARABIC_YEH_OR_KAF = re.compile("[\u064a\u0643\u0649]")
ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
LISTS = ("en", "fa", "ar", "ar_short", "demonym_en", "demonym_fa", "demonym_ar")


def lists_of(row: Row) -> list[tuple[str, str]]:
    """(column, name) of every name in the row's lists."""
    return [(column, name) for column in LISTS for name in row[column].split("|") if row[column]]


def states() -> set[str]:
    """The codes of the states and territories in the table itself."""
    return {row["country"] for row in table("places") if row["kind"] in ("state", "territory")}


def told(row: Row) -> str:
    """Where the row stands and what it holds, for a failure's message."""
    return f"{row.file}, row {row.line}: {row.cells}"


@pytest.mark.parametrize("name", COLUMNS)
def test_header_and_cells(name: str) -> None:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == COLUMNS[name].split()
    width = len(COLUMNS[name].split())
    assert [number for number, line in enumerate(lines, 1) if len(line.split("\t")) != width] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_enough_rows(name: str) -> None:
    assert len(table(name)) >= SMALLEST[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_no_stray_spaces_and_no_empty_names(name: str) -> None:
    for row in table(name):
        for cell in row.cells.values():
            assert cell == " ".join(cell.split(" ")).strip() and "  " not in cell and "\xa0" not in cell, told(row)
        for column, value in lists_of(row):
            assert value and value == value.strip() and value.strip("\u200c") == value, (column, told(row))
            assert "\u200c " not in value and " \u200c" not in value and ";" not in value, (column, told(row))


@pytest.mark.parametrize("name", COLUMNS)
def test_each_name_is_listed_once_in_a_cell(name: str) -> None:
    for row in table(name):
        for column in LISTS:
            twice = [value for value, count in Counter(row.many(column)).items() if count > 1]
            assert twice == [], (column, told(row))


@pytest.mark.parametrize("name", ("places", "bodies"))
def test_names_are_unique_within_a_state(name: str) -> None:
    seen = Counter((row["name"], row["country"]) for row in table(name))
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("name", ("places", "bodies"))
def test_kinds_belong_to_their_types(name: str) -> None:
    for row in table(name):
        assert row["name"], told(row)
        assert row["kind"] in KINDS[row["type"]], told(row)


@pytest.mark.parametrize("name", ("places", "bodies", "ministries_exceptions"))
def test_country_codes_are_known(name: str) -> None:
    known = states()
    for row in table(name):
        assert not row["country"] or row["country"] in known, told(row)


def test_a_state_is_one_row_with_a_code_and_names_in_each_language() -> None:
    rows = [row for row in table("places") if row["kind"] in ("state", "territory")]
    assert len({row["country"] for row in rows}) == len(rows) >= 220
    for row in rows:
        assert re.fullmatch("[A-Z]{3}", row["country"]), told(row)
        assert row["kind"] == "territory" or (row["fa"] and row["ar"]), told(row)


def test_every_state_but_the_smallest_has_a_capital() -> None:
    seats = {row["country"] for row in table("places") if row["kind"] == "capital"}
    without = {row["name"] for row in table("places") if row["kind"] == "state" and row["country"] not in seats}
    city_states = {"Singapore", "Monaco", "San Marino", "Vatican City"}
    island_states = {"Nauru", "Tuvalu", "Palau", "Marshall Islands", "Federated States of Micronesia"}
    assert without <= city_states | island_states | {"Israel"}  # Jerusalem stands without a state


@pytest.mark.parametrize("name", COLUMNS)
def test_each_language_is_written_in_its_own_letters(name: str) -> None:
    for row in table(name):
        for column, value in lists_of(row):
            if column.endswith("ar") or column == "ar_short":
                assert not PERSIAN_ONLY.search(value), (value, told(row))
            elif column.endswith("fa"):
                assert not ARABIC_YEH_OR_KAF.search(value), (value, told(row))
                assert "\u0640" not in value, (value, told(row))
            else:
                assert not ARABIC_SCRIPT.search(value), (value, told(row))


def test_marks_of_vowels_are_left_to_the_folding() -> None:
    values = {value for name in COLUMNS for row in table(name) for _, value in lists_of(row)}
    assert {value for value in values if MARKS.search(value)} == {"عمّان"}


def test_ministries_are_patterns_and_exceptions_use_their_portfolios() -> None:
    portfolios = [row["portfolio"] for row in table("ministries")]
    assert len(set(portfolios)) == len(portfolios)
    for row in table("ministries"):
        assert row["title"].count("{country}") == 1, told(row)
        assert row["en"] and row["fa"] and row["ar"], told(row)
    pairs = Counter((row["country"], row["portfolio"]) for row in table("ministries_exceptions"))
    assert [pair for pair, count in pairs.items() if count > 1] == []
    assert {portfolio for _, portfolio in pairs} <= set(portfolios)


@pytest.mark.parametrize(
    ("country", "column", "names"),
    [
        ("IRN", "en", {"Islamic Republic of Iran"}),
        ("USA", "en", {"US", "USA", "U.S.", "America"}),
        ("GBR", "en", {"UK", "Britain"}),
        ("TUR", "en", {"Türkiye"}),
        ("SAU", "ar", {"السعودية", "المملكة العربية السعودية"}),
        ("SYR", "ar", {"سوريا", "سورية"}),
        ("VEN", "fa", {"ونزوئلا"}),
        ("ISR", "fa", {"رژیم صهیونیستی"}),
    ],
)
def test_usual_names_of_states_are_there(country: str, column: str, names: set[str]) -> None:
    row = next(r for r in table("places") if r["kind"] == "state" and r["country"] == country)
    assert names <= set(row.many(column))
