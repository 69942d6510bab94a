"""The law of the page: nothing is lost, and every place in the copy leads back to the letters it came from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from naql.clean import clean
from naql.clean.align import Alignment, aligned_copy
from naql.clean.repair import find_repairs
from naql.errors import Unreadable
from naql.languages import languages, load_pack
from naql.records import Page, Span

LETTERS = "abcXYZ اآبپتجچدرزسشعفقکكگلمنوهةیيى،؛؟.!:«»\"'()/|-–0123٤٥۶&;#"
LETTERS += "\n\r\t\u00a0\u200c\u200d\u200e\u202b\u0640\u064b\u0654\ufeff\ufedf\ufefb😀"
WORDS = [
    "می گوید",
    "میگوید",
    "کتابهای",
    "گفت و گو",
    "&zwnj;",
    "&quot;",
    "انتهای پیام/",
    "Source link",
    "۱۵ بهمن ۱۳۹۸ - ۱۵:۲۵",
    "اقرأ أيضاً",
    "آخر تحديث: 09/04/2018 - 14:51",
    "بیشتر بخوانید:",
    "Read more:",
    "Home > World",
    "قال الوزير إن السد الجديد امتلأ بالمياه بعد أمطار الربيع.",
    "وزیر گفت که سد تازه پس از باران بهار پر شده است.",
    "\n",
    "\n\n",
    " ",
]
TEXTS = st.lists(st.one_of(st.text(LETTERS, max_size=40), st.sampled_from(WORDS)), max_size=25).map("".join)
SOURCES = st.lists(
    st.one_of(
        TEXTS,
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=share>",
                "</div>",
                "<br>",
                "<h1>",
                "</h1>",
                "<a href=x>",
                "</a>",
                "<nav>",
                "&amp;",
                "<!-- x -->",
                "<ul><li>",
            ]
        ),
    ),
    max_size=20,
).map("".join)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[Span], list[tuple[int, int, str]]]:
    """A text, kept ranges and repairs inside them, all of them free."""
    text = draw(st.text(LETTERS, min_size=1, max_size=80))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    keep = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    made = []
    for span in keep:
        inner = sorted(draw(st.lists(st.integers(span.start, span.end), max_size=6)))
        made += [(a, b, draw(st.text(LETTERS, max_size=3))) for a, b in zip(inner[::2], inner[1::2], strict=False)]
    return text, keep, made


@given(changes(), st.data())
def test_any_repair_and_any_range_maps_there_and_back(case: tuple, data: st.DataObject) -> None:
    text, keep, made = case
    copy, pieces = aligned_copy(text, keep, made)
    align = Alignment(pieces)
    start = data.draw(st.integers(0, len(copy)))
    end = data.draw(st.integers(start, len(copy)))
    there = align.to_page(start, end)
    kept = {i for span in keep for i in range(span.start, span.end)}
    assert all(i in kept for span in there for i in range(span.start, span.end))
    back = [align.to_text(s.start, s.end) for s in there]
    covered = {i for spans in back for s in spans for i in range(s.start, s.end)}
    blocks = [p for p in pieces if not p.same]
    made_up = {i for p in blocks if p.page_start == p.page_end for i in range(p.text_start, p.text_end)}
    assert set(range(start, end)) - made_up <= covered
    same = [p for p in pieces if p.same]
    for p in same:
        assert p.page_end - p.page_start == p.text_end - p.text_start


@given(TEXTS, st.sampled_from(languages()))
@settings(deadline=None, max_examples=150)
def test_article_and_furniture_in_order_are_the_page(text: str, lang: str) -> None:
    assert_law(Page(page_id="x", name="x", body=text, lang=lang))


@given(SOURCES, st.sampled_from(languages()))
@settings(deadline=None, max_examples=150)
def test_the_law_holds_for_html(source: str, lang: str) -> None:
    assert_law(Page(page_id="x", name="x", body=source, lang=lang, media_type="text/html"))


def assert_law(page: Page) -> None:
    try:
        article = clean(page)
    except Unreadable:
        return
    text = article.page_text
    furniture = [(s.start, s.end) for s in article.furniture]
    kept = [(p.page_start, p.page_end) for p in article.pieces]
    at = 0
    for start, end in sorted(furniture + kept):
        assert start == at, "a gap or an overlap"
        at = end
    assert at == len(text)
    unchanged = "".join(text[p.page_start : p.page_end] for p in article.pieces)
    assert unchanged == without(text, furniture)
    for p in article.pieces:
        if p.same:
            assert p.page_end - p.page_start == p.text_end - p.text_start
    assert sum(p.text_end - p.text_start for p in article.pieces) == len(article.text)
    if article.headline:
        assert article.headline.of(text).strip()


def without(text: str, ranges: list[tuple[int, int]]) -> str:
    out, at = [], 0
    for start, end in ranges:
        out.append(text[at:start])
        at = end
    return "".join([*out, text[at:]])


@given(TEXTS, st.sampled_from(languages()))
@settings(deadline=None, max_examples=150)
def test_repairs_are_in_order_and_inside_what_is_kept(text: str, lang: str) -> None:
    third = len(text) // 3
    keep = [Span(0, third), Span(2 * third, len(text))] if third else [Span(0, len(text))]
    at = 0
    for start, end, _ in find_repairs(text, load_pack(lang), keep):
        assert at <= start <= end
        assert any(span.start <= start and end <= span.end for span in keep)
        at = end
