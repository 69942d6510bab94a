"""The words of the interface: every language says everything, in the forms that it has."""

import re
import string

import pytest
from babel import Locale

from naql.languages import languages
from naql.ledger.views import STANCES
from naql.records import ACTS
from naql.web.interface import direction_for, interface, interfaces, wanted_language, words_of
from naql.web.rendering import FOLDER, web_address

TEMPLATES = "\n".join(p.read_text(encoding="utf-8") for p in (FOLDER / "templates").glob("*.html"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_interface_speaks_every_language_that_is_read() -> None:
    assert set(interfaces()) == set(languages())


@pytest.mark.parametrize("lang", interfaces())
def test_every_language_says_everything(lang: str) -> None:
    own, english = words_of(lang), words_of("en")
    assert set(own) == set(english)
    categories = {*Locale.parse(lang).plural_form.tags, "other"}
    for key, value in own.items():
        if isinstance(value, dict):
            assert set(value) == categories, key
            assert "{n}" in value["other"], key
        else:
            assert value and fields(value) == fields(english[key]), key


def test_every_word_that_templates_say_is_there_and_none_is_idle() -> None:
    words = words_of("en")
    said = set(re.findall(r'(?:say|count)\(["\']([\w.]+)["\'][,)]', TEMPLATES))
    assert said <= set(words), said - set(words)
    families = set(re.findall(r'say\(["\'](\w+[._])["\'] ~', TEMPLATES))
    quoted = set(re.findall(r'["\'](\w+)["\']', TEMPLATES))
    idle = {k for k in words if k not in said | quoted and not any(k.startswith(f) for f in families)}
    assert {k for k in idle if not k.startswith("error_")} == {"undated"}  # said by `Interface.day`


def test_acts_and_stances_have_words() -> None:
    words = words_of("en")
    assert {f"act.{a}" for a in ACTS} | {f"stance.{s}" for s in STANCES} <= set(words)


def test_dates_and_numbers_are_written_as_the_language_does() -> None:
    assert interface("en").day("2025-03-02T10:00") == "2 March 2025"
    assert interface("en").day("2025-03") == "March 2025"
    assert interface("fa").day("2025-03-02") == "\u06f2 \u0645\u0627\u0631\u0633 \u06f2\u06f0\u06f2\u06f5"
    assert interface("ar").number(12).strip("\u0661\u0662") == ""
    for odd in ("PRESENT_REF", "2025-W35", "2025-13-45", "XXXX-06-04"):
        assert interface("en").day(odd) == odd
    assert interface("en").day(None) == "undated"
    assert interface("en").days("2025-03-02", "2025-03-02") == "2 March 2025"


def test_arabic_counts_in_its_own_forms() -> None:
    forms = {n: interface("ar").count("pages_n", n) for n in (0, 1, 2, 3, 11, 100)}
    assert len(set(forms.values())) == 6


def test_the_language_wanted() -> None:
    assert wanted_language("fa", "ar", "en") == "fa"
    assert wanted_language("xx", "ar", "en") == "ar"
    assert wanted_language(None, None, "de, fa-IR;q=0.8, ar;q=0.9") == "ar"
    assert wanted_language(None, None, "en-GB,fa;q=0") == "en"
    assert wanted_language(None, None, ";;;q=,,x") == "en"


def test_directions() -> None:
    assert direction_for("BBC: \u0633\u0644\u0627\u0645", "fa") == "rtl"
    assert direction_for("002_cc52", "fa") == "auto"
    assert direction_for("news", "en") == "ltr"
    assert direction_for("news", "xx") == "auto"


@pytest.mark.parametrize("url", ["http://a.example/x", "https://a.example", "HTTPS://a.example/\u0633"])
def test_addresses_that_may_be_followed(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:x",
        "java\nscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example",
        "",
        None,
    ]
    + ["vbscript:x", "http://", "https:///x", "http://[x", "http://a b", "\x01http://a.example", "relative/path"],
)
def test_addresses_that_may_not(url: str | None) -> None:
    assert web_address(url) is None
