"""Names are found, bounded and named as a careful desk editor would, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naql.languages import languages, load_pack
from naql.read.mentions import check, find_mentions
from naql.read.tokens import split_words
from naql.records import Article, Mention


def mentions(text: str, lang: str, outlet: str | None = None, day: str | None = None) -> tuple[Mention, ...]:
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
    pack = load_pack(lang)
    return find_mentions(split_words(text, pack), pack, article, ())


def found(text: str, lang: str, **known: str) -> dict[str, str | None]:
    return {m.span.of(text): m.name for m in mentions(text, lang, **known)}


@pytest.mark.parametrize("lang", languages())
def test_the_examples_of_every_language_hold(lang: str) -> None:
    assert check(load_pack(lang)) == []


def test_proclitics_are_no_part_of_a_name() -> None:
    names = found("قال المتحدث إن الوفد توجه من بيروت إلى دمشق وموسكو، وإن المحادثات ستستمر في الرياض.", "ar")
    assert names["موسكو"] == "Moscow"
    assert "وموسكو" not in names


def test_a_name_is_found_inside_a_hashtag() -> None:
    names = found("أعلن #البيت_الأبيض أن اللقاء سيعقد في واشنطن.", "ar")
    assert names.get("البيت_الأبيض") == "White House"


def test_a_short_form_is_the_long_one_of_the_page() -> None:
    text = "به گفته بهرام نیک‌آیین، مدیر این مرکز، کار ادامه دارد. نیک‌آیین افزود که نتیجه نزدیک است."
    people = [m for m in mentions(text, "fa") if m.kind == "PER"]
    assert len({m.name for m in people}) <= 1


def test_an_organ_without_its_state_is_that_of_the_outlet() -> None:
    names = found("سخنگوی وزارت خارجه در نشست خبری به پرسش‌ها پاسخ داد.", "fa", outlet="ISNA")
    assert names.get("وزارت خارجه") == "Ministry of Foreign Affairs (Iran)"


def test_an_empty_text_has_no_names() -> None:
    assert [mentions("", lang) for lang in languages()] == [()] * len(languages())


@pytest.mark.parametrize("lang", languages())
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=120))
def test_spans_stand_in_order_inside_any_text(lang: str, text: str) -> None:
    spans = [m.span for m in mentions(text, lang)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
