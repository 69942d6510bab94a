"""The tables of people, offices and terms of office hold together: headers, names, dates, role ids, spellings."""

import csv
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

import naql

FOLDER = Path(naql.__file__).parent / "gazetteer"
HEADERS = {
    "people.tsv": ["name", "country", "en", "fa", "ar", "alone"],
    "roles.tsv": ["person", "role", "country", "body", "from", "to"],
    "offices.tsv": ["role", "country", "en", "fa", "ar"],
}
LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه"})
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ARABIC_ONLY = set("يىكة")
LATIN = re.compile(r"[A-Za-z]")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def fold(spelling: str) -> str:
    """Letters alone: case, marks, joiners, spaces, hamza seats and national letter shapes are dropped."""
    decomposed = unicodedata.normalize("NFD", spelling.translate(LETTERS).casefold())
    return "".join(letter for letter in decomposed if letter.isalpha())


def full_names(person: dict[str, str], lang: str) -> list[str]:
    """Spellings of two words and more, without those that are only the end of another (the family name)."""
    spellings = ([person["name"]] if lang == "en" else []) + [s for s in person[lang].split("|") if s]
    words = [spelling.split() for spelling in spellings]
    family_names = {tuple(parts[start:]) for parts in words for start in range(1, len(parts))}
    return [" ".join(parts) for parts in words if len(parts) > 1 and tuple(parts) not in family_names]


@pytest.mark.parametrize("name", HEADERS)
def test_each_table_has_its_header_and_full_rows(name: str) -> None:
    with (FOLDER / name).open(encoding="utf-8") as table:
        lines = table.read().splitlines()
    assert lines[0].split("\t") == HEADERS[name]
    width = len(HEADERS[name])
    assert [n for n, line in enumerate(lines, 1) if len(line.split("\t")) != width] == []


def test_names_are_unique_and_every_person_has_both_scripts() -> None:
    people = rows("people.tsv")
    assert len({p["name"] for p in people}) == len(people)
    assert [p["name"] for p in people if not p["fa"] or not p["ar"]] == []
    assert {p["alone"] for p in people} <= {"yes", "no"}


def test_country_codes_are_three_letters_or_empty() -> None:
    codes = [row["country"] for name in HEADERS for row in rows(name)]
    assert [c for c in codes if not re.fullmatch(r"([A-Z]{3})?", c)] == []


def test_cells_hold_clean_spellings_in_their_own_script() -> None:
    bad = []
    for name in ("people.tsv", "offices.tsv"):
        for row in rows(name):
            for lang in ("en", "fa", "ar"):
                spellings = row[lang].split("|") if row[lang] else []
                if len(spellings) != len(set(spellings)) or any(s != s.strip() or not s for s in spellings):
                    bad.append((name, lang, row[lang]))
            bad += [(name, "fa", row["fa"])] * bool(ARABIC_ONLY & set(row["fa"]) or LATIN.search(row["fa"]))
            bad += [(name, "ar", row["ar"])] * bool(set("یکگپچژ\u200c") & set(row["ar"]) or LATIN.search(row["ar"]))
    assert bad == []


def test_roles_refer_to_people_and_offices() -> None:
    people = {p["name"] for p in rows("people.tsv")}
    offices = {o["role"] for o in rows("offices.tsv")}
    roles = rows("roles.tsv")
    assert sorted({r["person"] for r in roles} - people) == []
    assert sorted({r["role"] for r in roles} - offices) == []


def test_terms_are_dates_and_not_inverted() -> None:
    bad = []
    for row in rows("roles.tsv"):
        begins, ends = row["from"], row["to"]
        shared = min(len(begins), len(ends))
        valid = all(not day or DATE.fullmatch(day) for day in (begins, ends))
        if not valid or (begins and ends and begins[:shared] > ends[:shared]):
            bad.append(row)
    assert bad == []


def test_no_full_name_is_shared_by_two_people() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in rows("people.tsv"):
        for lang in ("en", "fa", "ar"):
            for spelling in full_names(person, lang):
                owners[lang, fold(spelling)].add(person["name"])
    assert {key: sorted(names) for key, names in owners.items() if len(names) > 1} == {}


def test_offices_are_listed_once_per_country() -> None:
    keys = [(o["role"], o["country"]) for o in rows("offices.tsv")]
    assert len(set(keys)) == len(keys)


def test_no_one_word_name_stands_alone_for_two_people() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in rows("people.tsv"):
        for lang in ("en", "fa", "ar") if person["alone"] == "yes" else ():
            for spelling in person[lang].split("|"):
                if " " not in spelling:
                    owners[lang, fold(spelling)].add(person["name"])
    assert {key: sorted(names) for key, names in owners.items() if len(names) > 1} == {}


def overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two terms share more than the day, month or year in which one follows the other."""
    later = max(one["from"], other["from"])
    sooner = min(one["to"] or "9999", other["to"] or "9999")
    shared = min(len(later), len(sooner))
    return later[:shared] < sooner[:shared]


def test_an_office_of_one_holder_has_one_holder_at_a_time() -> None:
    single = {"president", "king", "supreme_leader", "crown_prince", "emir", "sultan", "prime_minister", "oil_minister"}
    single |= {"foreign_minister", "defence_minister", "interior_minister", "finance_minister", "central_bank_governor"}
    single |= {"speaker_of_parliament", "nuclear_chief", "army_chief", "secretary_general", "iaea_director", "pope"}
    single |= {"eu_foreign_policy_chief", "un_envoy_syria", "un_envoy_yemen", "ambassador_to_un", "judiciary_chief"}
    terms: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("roles.tsv"):
        if row["role"] in single and row["from"]:
            terms[row["role"], row["country"], row["body"]].append(row)
    clashes = [
        (one["role"], one["country"], one["person"], other["person"])
        for held in terms.values()
        for place, one in enumerate(held)
        for other in held[place + 1 :]
        if one["person"] != other["person"] and overlap(one, other)
    ]
    assert clashes == []
