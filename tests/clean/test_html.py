"""HTML pages: the article out of the markup with every joiner, metadata, and pages that are an attack."""

from __future__ import annotations

import time

import pytest

from naql.clean import clean
from naql.errors import Unreadable
from naql.records import Article, Page

PAGE = """<!DOCTYPE html><html dir="rtl" lang="fa"><head><meta charset="utf-8">
<title>بندر تازه گشوده می‌شود | پیک نارستان</title>
<meta property="og:site_name" content="پیک نارستان"><link rel="canonical" href="https://peyk.example/1">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-03-05T10:20:00+03:30",
"author": [{"@type": "Person", "name": "مینا راد"}]}]}</script><style>p{}</style></head><body>
<nav><a href="/">خانه</a><a href="/p">سیاسی</a></nav><div class="news_path">خانه » جهان</div>
<h1>بندر تازه گشوده می‌شود</h1><div class="lead">وزیر راه نارستان از پایان کار خبر داد</div>
<div class="body"><p>وزیر راه نارستان گفت که ساخت بندر تازه
سه ماه دیگر به پایان <b>می&zwnj;رسد</b> و کشتی‌ها پهلو می‌گیرند.</p>
<div class="related"><a href="/2">کشتی‌های کهنه از رده بیرون می‌روند</a></div>
<p>او افزود که هزینه این بندر از بودجه سال گذشته پرداخت شده است<br>و بدهی تازه‌ای در کار نیست.</p></div>
<div class="share">اشتراک گذاری: <a>تلگرام</a></div><div hidden>پنهان</div>
<footer>تمامی حقوق محفوظ است</footer></body></html>"""


def article(source: str, **known: str) -> Article:
    return clean(Page(page_id="x", name="x", body=source, media_type="text/html", **known))


def test_the_article_and_its_imprint() -> None:
    found = article(PAGE)
    assert found.lang == "fa" and found.headline
    assert found.headline.of(found.page_text) == "بندر تازه گشوده می‌شود"
    assert (found.published_at, found.published_by) == ("2024-03-05T10:20+03:30", "json-ld")
    assert (found.outlet, found.byline, found.url) == ("پیک نارستان", "مینا راد", "https://peyk.example/1")
    lines = [line for line in found.text.split("\n") if line.strip()]
    assert lines[0] == "بندر تازه گشوده می‌شود" and lines[1] == "وزیر راه نارستان از پایان کار خبر داد"
    assert len(lines) == 5
    assert "پنهان" not in found.page_text and "var" not in found.page_text


def test_no_joiner_is_lost() -> None:
    found = article(PAGE)
    assert "می‌رسد و کشتی‌ها پهلو می‌گیرند" in found.page_text
    assert found.page_text.count("\u200c") == PAGE.split("<body>")[1].count("\u200c") + 1


@pytest.mark.parametrize(
    "bomb", ["<div>" * 60_000, "<b><i>" * 40_000 + "x", "<div><p>" * 30_000, "<font a=b>" * 50_000]
)
def test_a_bomb_of_nested_tags_is_refused_in_short_order(bomb: str) -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable):
        article(f"<html><body><p>The council said that the dam is full.</p>{bomb}", lang="en")
    assert time.monotonic() - started < 20  # it would be minutes


@pytest.mark.parametrize(
    "source", ["<html></html>", "<script>x</script>", "<p>\u200c</p>", "<!-- only -->", "<p>", "<body hidden>x"]
)
def test_a_page_without_text_is_refused(source: str) -> None:
    with pytest.raises(Unreadable):
        article(source)


def test_broken_metadata_is_passed_over() -> None:
    broken = PAGE.replace('{"@graph"', '{"@graph').replace("og:site_name", "og:x")
    found = article(broken)
    assert found.published_at is None and found.headline


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ('<meta property="article:published_time" content="2018-05-21T10:21:00Z">', "2018-05-21T10:21+00:00"),
        ('<meta name="pubdate" content="2018-05-21">', "2018-05-21"),
        ('<meta name="date" content="Mon, 21 May 2018 10:21:00 +0300">', "2018-05-21T10:21+03:00"),
        ('<meta name="date" content="never">', None),
    ],
)
def test_dates_in_meta_tags(tag: str, day: str | None) -> None:
    body = "<h1>The dam is full again</h1><p>The council of Narestan said on Monday that it is full after the rain.</p>"
    assert article(f"<html><head>{tag}</head><body>{body}</body></html>").published_at == day
