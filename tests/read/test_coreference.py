"""Who speaks: names, titles at the page's date, pronouns, dropped subjects, unnamed sources."""

from __future__ import annotations

import pytest

from naql.languages import load_pack
from naql.read.coreference import resolve
from naql.read.mentions import find_mentions
from naql.read.tokens import split_words
from naql.records import Article, Span, Statement


def named(
    text: str, lang: str, sources: list[str | None], day: str | None = None, outlet: str | None = None
) -> list[str | None]:
    """The names of statements whose sources are these words, found one after another in the text."""
    article = Article(
        article_id="",
        page_id="",
        name="",
        lang=lang,
        page_text=text,
        text=text,
        pieces=(),
        outlet=outlet,
        published_at=day,
    )
    pack, at, statements = load_pack(lang), 0, []
    for n, source in enumerate(sources):
        start = text.index(source, at) if source else at
        end = start + len(source or "")
        span = Span(start, end) if source else None
        statements.append(Statement(statement_id=f"s{n}", source=span, cue=None, content=(Span(end, end + 1),)))
        at = end + 1
    words = split_words(text, pack)
    mentions = find_mentions(words, pack, article, ())
    return [s.source_name for s in resolve(words, pack, article, mentions, tuple(statements))[1]]


@pytest.mark.parametrize(
    ("day", "name"), [("2012-05-01", "Hillary Clinton"), ("2014-05-01", "John Kerry"), ("2019-05-01", "Mike Pompeo")]
)
def test_an_office_is_its_holder_on_the_page_s_day(day: str, name: str) -> None:
    assert named("وزیر خارجه آمریکا گفت که سفر لغو شد.", "fa", ["وزیر خارجه آمریکا"], day) == [name]


def test_the_page_teaches_who_bears_a_title() -> None:
    text = "قال الرئيس الروسي فلاديمير بوتين إن العمل مستمر. وأكد الرئيس أن النتائج جيدة."
    assert named(text, "ar", ["الرئيس الروسي فلاديمير بوتين", "الرئيس"], "2015-03-01") == ["Vladimir Putin"] * 2


def test_pronouns_and_dropped_subjects_go_on_with_the_speaker() -> None:
    text = "سرگئی لاوروف گفت راه باز است. وی افزود کار سخت است. سپس گفت ادامه می‌دهیم."
    assert named(text, "fa", ["سرگئی لاوروف", "وی", None], "2020-01-01") == ["Sergey Lavrov"] * 3


@pytest.mark.parametrize(
    ("text", "lang", "source", "name"),
    [
        ("منابع آگاه گفتند کار تمام است.", "fa", "منابع", "unnamed sources"),
        ("قال مسؤول أميركي إن القرار اتخذ.", "ar", "مسؤول أميركي", "a US official"),
        ("شهود عيان قالوا إن الطريق مغلق.", "ar", "شهود عيان", "eyewitnesses"),
        ("خبرنگار رویترز گزارش داد.", "fa", "خبرنگار رویترز", "a Reuters reporter"),
    ],
)
def test_who_stays_unnamed_is_described(text: str, lang: str, source: str, name: str) -> None:
    assert named(text, lang, [source]) == [name]


def test_a_statement_speaks_with_its_issuer() -> None:
    text = "في بيان لوزارة الخارجية الروسية قالت موسكو إنها ترحب."
    assert named(text, "ar", ["بيان لوزارة الخارجية الروسية"]) == ["Ministry of Foreign Affairs (Russia)"]


def test_a_source_without_anything_before_it_is_unknown() -> None:
    assert named("گفت کار تمام است.", "fa", [None]) == ["unnamed sources"]
