"""Outlets: the files keep their own rules, and are found by URL and by name."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naql.outlets as outlets_module
from naql.languages import languages, load_pack
from naql.outlets import Outlet, check, check_outlets, load_outlets, outlet_for_url, outlets_by_name


def outlet(name: str, **given_fields: object) -> Outlet:
    fields: dict[str, object] = {
        "names": {"en": (name,), "fa": (name + " fa",)},
        "languages": ("fa",),
        "kind": "site",
    }
    return Outlet(name=name, **{**fields, **given_fields})  # type: ignore[arg-type]


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch):
    """Puts invented outlets in the place of the installed ones."""

    def replace(**files: Outlet) -> None:
        monkeypatch.setattr(outlets_module, "_by_file", lambda: files)

    return replace


def test_the_installed_outlets_have_no_problem() -> None:
    assert check() == []


def test_there_are_enough_outlets_of_each_language() -> None:
    assert len(load_outlets()) >= 270
    assert sum("fa" in o.languages for o in load_outlets()) >= 110
    assert sum("ar" in o.languages for o in load_outlets()) >= 120


@pytest.mark.parametrize(
    "url, name",
    [
        ("https://www.irna.ir/news/1", "IRNA"),
        ("http://amp.isna.ir/a", "ISNA"),
        ("tabnak.ir", "Tabnak"),
        ("//m.sabq.org/x", "sabq"),
        ("https://www.bbc.com/persian/articles/x", "BBC Persian"),
        ("https://www.bbc.co.uk/arabic", "BBC Arabic"),
        ("https://www.bbc.com/news/world", "BBC"),
        ("https://www.bbc.com/persianesque", "BBC"),
        ("https://arabic.cnn.com/world", "CNN Arabic"),
        ("https://edition.cnn.com/world", "CNN"),
        ("https://arabic.rt.com/", "RT Arabic"),
        ("https://www.rt.com:443/news", "RT"),
        ("https://www.dw.com/fa-ir/x", "DW Persian"),
        ("https://WWW.FRANCE24.COM/ar/", "France 24"),
    ],
)
def test_url_to_outlet(url: str, name: str) -> None:
    found = outlet_for_url(url)
    assert found is not None and found.name == name


@pytest.mark.parametrize(
    "url", ["", "notbbc.com", "http://[broken", "com", "/fa/news/1", "https://example.org/irna.ir"]
)
def test_unknown_urls_have_no_outlet(url: str) -> None:
    assert outlet_for_url(url) is None


@given(st.text(max_size=60))
def test_any_text_is_a_url_or_none(url: str) -> None:
    assert outlet_for_url(url) is None or outlet_for_url(url) in load_outlets()


def test_every_domain_finds_its_outlet() -> None:
    for each in load_outlets():
        for domain in each.domains:
            assert outlet_for_url(f"https://{domain}") == each
            assert outlet_for_url(f"https://www.{domain}/x/y") == each


@pytest.mark.parametrize("lang", languages())
def test_spellings_find_one_outlet(lang: str) -> None:
    fold = load_pack(lang).fold
    found = outlets_by_name(fold)
    for spelling, name in [
        ("بی‌بی‌سی", "BBC"),
        ("بي بي سي", "BBC"),
        ("بی‌بی‌سی فارسی", "BBC Persian"),
        ("خبرگزاری فارس", "Fars News Agency"),
        ("وكالة الأنباء السعودية", "Saudi Press Agency"),
        ("رويترز", "Reuters"),
        ("REUTERS", "Reuters"),
    ]:
        assert found[fold(spelling)].name == name


@pytest.mark.parametrize("lang", languages())
def test_ordinary_words_stand_for_no_outlet(lang: str) -> None:
    fold = load_pack(lang).fold
    found = outlets_by_name(fold)
    for word in ["فارس", "مهر", "ایران", "شرق", "اليوم", "الوطن", "الحياة", "سبق", "اطلاعات", "Time"]:
        assert fold(word) not in found


@pytest.mark.parametrize("lang", languages())
def test_every_outlet_can_be_named_without_doubt(lang: str) -> None:
    named = {o.name for o in outlets_by_name(load_pack(lang).fold).values()}
    assert [o.name for o in load_outlets() if o.name not in named] == []


def test_two_outlets_may_not_share_a_name(replaced) -> None:
    one = outlet("Alpha", names={"en": ("Alpha",), "ar": ("أنوار",)})
    two = outlet("Beta", names={"en": ("Beta",), "ar": ("انوار",)})
    replaced(alpha=one, beta=two)
    fold = load_pack("ar").fold
    assert [line.partition(":")[0] for line in check_outlets(fold)] == ["beta.toml"]
    doubt = {o.name.lower(): outlet(o.name, names=o.names, ambiguous={"ar": o.names["ar"]}) for o in (one, two)}
    replaced(**doubt)
    assert check_outlets(fold) == []


@pytest.mark.parametrize(
    "fields, reason",
    [
        ({"country": "IR"}, "alpha-3"),
        ({"names": {"en": ("Other",), "fa": ("الفبا",)}}, "canonical"),
        ({"names": {"en": ("Alpha",)}}, "another language"),
        ({"languages": ()}, "no language"),
        ({"domains": ("https://alpha.example",)}, "no host"),
        ({"ambiguous": {"fa": ("بتا",)}}, "none of names.fa"),
    ],
)
def test_a_broken_outlet_is_named(replaced, fields: dict[str, object], reason: str) -> None:
    replaced(alpha=outlet("Alpha", **fields))
    lines = check_outlets(str.lower)
    assert len(lines) == 1 and reason in lines[0] and lines[0].startswith("alpha.toml")


def test_a_domain_has_one_home_and_a_file_its_slug(replaced) -> None:
    replaced(alpha=outlet("Alpha", domains=("a.example",)), bet=outlet("Beta", domains=("a.example",)))
    reasons = " ".join(check_outlets(str.lower))
    assert "a.example" in reasons and "beta.toml" in reasons


@pytest.mark.shared
def test_hosts_and_outlets_of_the_development_data_are_known(shared: Path) -> None:
    names = {o.name for o in load_outlets()}
    for part in ("train", "dev"):
        for line in (shared / "gold" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            wanted = (page["outlet"] or {}).get("name")
            assert wanted is None or wanted in names, wanted
            found = outlet_for_url(page["url"]) if page["url"] else None
            assert not page["url"] or (found and found.name == wanted), page["url"]
    for file in sorted((shared / "data" / "news").glob("*.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            urls = {json.loads(line)["url"].split("/")[2] for line in lines}
        assert [u for u in urls if outlet_for_url(u) is None] == []


def test_outlets_of_ones_own(examples: Path) -> None:
    code = "from naql import outlets; print(outlets.outlet_for_url('http://almarfa.example/1').name, outlets.check())"
    env = {**os.environ, "NAQL_OUTLETS": str(examples.parent / "outlets")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == "Al-Marfa []", done.stderr


def test_a_folder_of_ones_own_that_is_not_there(tmp_path: Path) -> None:
    env = {**os.environ, "NAQL_OUTLETS": str(tmp_path / "nowhere")}
    code = "from naql.outlets import load_outlets; load_outlets()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert "BadPack" in done.stderr and "no folder" in done.stderr
