"""The gazetteer as the program reads it: entries, the index, office holders, and what the check refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from naql.errors import BadPack
from naql.gazetteer import check, entry_named, holder_of, index_of
from naql.gazetteer.check import _entries, _offices, _same_names
from naql.gazetteer.entries import Entry
from naql.gazetteer.offices import Office
from naql.gazetteer.tables import table


def office(**given: str) -> Office:
    known = {
        "person": "Sergey Lavrov",
        "role": "foreign_minister",
        "country": "RUS",
        "body": None,
        "start": "",
        "end": "",
    }
    return Office(**{**known, **given})


def test_the_shipped_tables_are_in_order() -> None:
    assert check() == []


def test_a_name_is_found_in_three_scripts() -> None:
    found = {
        lang: index_of(lang).named(name)[0].entry for lang, name in (("fa", "روسیه"), ("ar", "روسيا"), ("en", "Russia"))
    }
    assert {e.name for e in found.values() if e} == {"Russia"}


def test_demonyms_bend() -> None:
    index = index_of("ar")
    found = [index.named(word) for word in ("الروسي", "الروسية", "روسيون")]
    assert all(f and f[0].demonym and f[0].entry and f[0].entry.country == "RUS" for f in found)


@pytest.mark.parametrize(("day", "name"), [("2014-06-01", "Barack Obama"), ("2018-06-01", "Donald Trump")])
def test_who_held_an_office(day: str, name: str) -> None:
    assert holder_of("president", "USA", None, day) == name


def test_nobody_holds_what_nobody_knows() -> None:
    assert holder_of("president", "USA", None, "1850-01-01") is None
    assert entry_named("Nobody at All") is None


def test_an_inverted_term_is_refused_with_file_row_and_reason() -> None:
    (problem,) = _offices([office(start="2014", end="2010", line=7)])
    assert (problem.file, problem.entry) == ("gazetteer/roles.tsv", "row 7")
    assert "after it ends" in problem.reason


def test_an_unknown_country_code_is_refused() -> None:
    (problem,) = _entries([Entry(name="Inventia", kind="GPE", country="QQQ", row=("places.tsv", 3))])
    assert "unknown country code 'QQQ'" in problem.reason


def test_two_bearers_of_one_name_at_one_time_are_refused() -> None:
    twins = [
        Entry(name=n, kind="PER", country="RUS", names={"en": ("Ivan Twin",)}, row=("people.tsv", i))
        for i, n in enumerate(("Ivan Twin", "Ivan Twin (younger)"))
    ]
    assert [p.entry for p in _same_names(twins)] == ["row 1"]


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.tsv").write_text("a\tb\n1\t2\t3\n", encoding="utf-8")
    with pytest.raises(BadPack, match="row 2"):
        table("odd", tmp_path)
