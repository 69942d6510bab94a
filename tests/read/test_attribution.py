"""Statements: the rules keep their promises, chains hold, nothing breaks on odd text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naql.languages import languages, load_pack
from naql.read.attribution import check, explain, find_statements
from naql.read.attribution.choices import SWITCH
from naql.read.attribution.quotations import find_quotations
from naql.read.pipeline import bare_article
from naql.read.tokens import split_words
from naql.records import ACTS, Mention, Span, Statement

STORY = (
    "به گزارش خبرگزاری نمونه، به نقل از شبکه خبری دریا، وزیر نیرو گفت: سدها پر است.\nوی افزود: کار تا پاییز ادامه دارد."
)


def read(
    text: str, lang: str, names: tuple[tuple[str, str], ...] = (), outlet: str | None = None
) -> tuple[Statement, ...]:
    """The statements of a text in which the given names are known."""
    pack = load_pack(lang)
    mentions = tuple(
        Mention(span=Span(text.index(n), text.index(n) + len(n)), kind=kind, name=n) for n, kind in names if n in text
    )
    article = bare_article(text, lang, outlet=outlet)
    return find_statements(split_words(text, pack), pack, article, (), mentions)


def parts(statement: Statement, text: str) -> tuple[str | None, str | None, list[str]]:
    """Source, cue and content as text."""
    return (
        statement.source and statement.source.of(text),
        statement.cue and statement.cue.of(text),
        [c.of(text) for c in statement.content],
    )


@pytest.fixture(params=["rules", "learned"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of reading: by rules alone, and with the learned choices."""
    monkeypatch.setenv(SWITCH, request.param)
    return str(request.param)


@pytest.mark.parametrize("lang", languages())
def test_rules_keep_their_promises(lang: str) -> None:
    assert check(load_pack(lang)) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fa", "وزیر نیرو گفت: سدهای شمال پر است.", ("وزیر نیرو", "گفت", ["سدهای شمال پر است"])),
        ("fa", "سخنگوی دولت اعلام کرد که مرزها باز می‌ماند.", ("سخنگوی دولت", "اعلام کرد", ["مرزها باز می‌ماند"])),
        ("ar", "قال وزير المياه إن السدود في الشمال ممتلئة.", ("وزير المياه", "قال", ["السدود في الشمال ممتلئة"])),
        ("ar", "وأكد رئيس البلدية أن الطريق مفتوح.", ("رئيس البلدية", "أكد", ["الطريق مفتوح"])),
        ("en", "The mayor said that the bridge would open.", ("The mayor", "said", ["the bridge would open"])),
    ],
)
def test_source_cue_and_content(lang: str, text: str, expected: tuple, way: str) -> None:
    found = [parts(s, text) for s in read(text, lang)]
    assert expected in found


def test_clitic_stays_outside_the_cue(way: str) -> None:
    text = "وأضاف وزير المياه أن المطر غزير."
    assert [s.cue and s.cue.of(text) for s in read(text, "ar")] == ["أضاف"]


def test_quotation_is_direct_and_excludes_its_marks(way: str) -> None:
    text = "وقال المدير: «العمل مستمر ولن يتوقف قبل الربيع المقبل»."
    (statement,) = read(text, "ar")
    assert statement.kind == "direct"
    assert [c.of(text) for c in statement.content] == ["العمل مستمر ولن يتوقف قبل الربيع المقبل"]


def test_story_credits_make_a_chain(way: str) -> None:
    found = read(STORY, "fa", (("خبرگزاری نمونه", "ORG"), ("شبکه خبری دریا", "ORG")))
    by_id = {s.statement_id: s for s in found}
    documents = [s for s in found if s.scope == "document"]
    assert [s.source and s.source.of(STORY) for s in documents] == ["خبرگزاری نمونه", "شبکه خبری دریا"]
    assert all(s.content == () and s.act == "report" for s in documents)
    assert documents[1].via == documents[0].statement_id
    spoken = [s for s in found if s.scope == "span"]
    assert spoken and all(by_id[s.via or ""] is documents[1] for s in spoken)


def test_told_outlet_is_a_link_without_cue(way: str) -> None:
    text = "وقال وزير المياه لوكالة رويترز إن السدود ممتلئة."
    found = read(text, "ar", (("رويترز", "ORG"),))
    outlet = next(s for s in found if s.cue is None)
    speaker = next(s for s in found if s.cue is not None)
    assert outlet.source and outlet.source.of(text) == "وكالة رويترز"
    assert speaker.source and speaker.source.of(text) == "وزير المياه"
    assert speaker.via == outlet.statement_id
    assert outlet.content == speaker.content


def test_relayed_speaker_comes_through_the_medium(way: str) -> None:
    text = "ونقلت وكالة رويترز عن مسؤول محلي قوله إن السد سليم."
    found = read(text, "ar", (("رويترز", "ORG"),))
    by_id = {s.statement_id: s for s in found}
    speaker = next(s for s in found if s.source and s.source.of(text) == "مسؤول محلي")
    medium = by_id[speaker.via or ""]
    assert medium.source and medium.source.of(text) == "وكالة رويترز"
    assert medium.act == "report"


def test_headline_speaks_with_a_colon(way: str) -> None:
    text = "شهردار: پل تازه در پاییز باز می‌شود\n\nشهر در انتظار پل است."
    (statement,) = read(text, "fa")
    assert parts(statement, text) == ("شهردار", None, ["پل تازه در پاییز باز می‌شود"])


def test_a_telephone_talk_is_no_saying(way: str) -> None:
    assert read("دو وزیر در گفت وگوی تلفنی درباره بازرگانی دیدار کردند.", "fa") == ()


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    pack = load_pack("ar")
    words = split_words("قال: «نحن هنا\nوفي المدينة هدوء.", pack)
    (quotation,) = find_quotations(words, pack)
    assert not quotation.closed
    assert words.form[quotation.end - 1] == "هنا"


def test_closing_mark_is_looked_for_in_the_next_paragraphs() -> None:
    pack = load_pack("fa")
    words = split_words("گفت: «ما اینجاییم.\nکار ادامه دارد.»", pack)
    (quotation,) = find_quotations(words, pack)
    assert quotation.closed
    assert words.form[quotation.start] == "ما"


def test_explanations_cover_statements_and_silence(way: str) -> None:
    pack = load_pack("fa")
    text = "وزیر نیرو گفت: سدها پر است.\nخبرهای تازه بر اساس نیاز روز رسید."
    words = split_words(text, pack)
    told = explain(words, pack, bare_article(text, "fa"), (), ())
    stated = [e.statement for e in told if e.statement]
    assert tuple(stated) == find_statements(words, pack, bare_article(text, "fa"), (), ())
    assert all(e.reasons for e in told)


@pytest.mark.parametrize("lang", languages())
def test_odd_text_gives_sound_records(lang: str) -> None:
    pieces = [
        "قال",
        "گفت",
        "said",
        "«",
        "»",
        '"',
        "'",
        ":",
        "،",
        "\n",
        ".",
        "(",
        ")",
        " - ",
        "أن",
        "که",
        "that",
        "به گزارش",
    ]

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.sampled_from([*pieces, "وزیر", "الوزير", "minister", "رويترز", "12", "\u200c"]), max_size=40))
    def sound(chosen: list[str]) -> None:
        text = " ".join(chosen)
        found = read(text, lang)
        by_id = {s.statement_id: s for s in found}
        assert len(by_id) == len(found)
        for s in found:
            assert s.act in ACTS and s.kind in ("direct", "indirect", "mixed") and 0 < s.confidence < 1 and s.by
            assert all(0 <= p.start < p.end <= len(text) for p in (s.source, s.cue, *s.content) if p)
            seen = set()
            while s.via:
                assert s.statement_id not in seen
                seen.add(s.statement_id)
                s = by_id[s.via]

    sound()


def test_empty_text_says_nothing() -> None:
    assert all(read("", lang) == () for lang in languages())


@pytest.mark.parametrize(
    ("text", "lang", "act"),
    [
        ("وزیر بندرها گفت: پیشنهادی از آن شرکت دریافت نکرده‌ایم.", "fa", "deny"),
        ("وزیر بندرها گفت: خیر، اسکله بسته نیست.", "fa", "deny"),
        ("وزیر بندرها گفت: قطار هنوز نرسیده است.", "fa", "say"),
        ("قال وزير الموانئ إن بلاده لم نتلق طلبا من الشركة.", "ar", "deny"),
        ("قال وزير الموانئ إن القطار لم يصل بعد.", "ar", "say"),
    ],
)
def test_denials_without_a_denying_verb(text: str, lang: str, act: str, way: str) -> None:
    assert act in {s.act for s in read(text, lang)}


def test_the_press_on_credit_is_two_links() -> None:
    text = 'وقالت صحيفة "نجم البحر"، نقلاً عن وثائق حكومية، إن الميناء طلب من الجزر شراء عشر سفن جديدة.'
    found = {s.statement_id: s for s in read(text, "ar")}
    documents = next(s for s in found.values() if s.source and "وثائق" in s.source.of(text))
    paper = found[documents.via or ""]
    assert paper.source and paper.source.of(text).startswith("صحيفة")
    assert all(c.of(text).startswith("الميناء") for s in (documents, paper) for c in s.content)


def test_words_that_point_back_hand_on_nothing() -> None:
    text = "وزیر این سخنان را در پاسخ به یک خبرنگار بیان کرد که پرسیده بود: «آیا بندر بسته شده است؟»"
    found = read(text, "fa")
    assert [s.act for s in found] == ["ask"]
    assert found[0].source and found[0].source.of(text) == "یک خبرنگار" and found[0].via is None
