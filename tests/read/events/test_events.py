"""What the event coder promises: the same fact gives the same code in every language, and the data keeps its word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naql.languages import load_pack
from naql.read.events import check, find_events
from naql.read.events.examples import code_of, events_in
from naql.read.events.lexicon import deeds, events_of
from naql.read.events.scoring import weights
from naql.read.tokens import split_words
from naql.records import Actor, Article, Mention, Span, Statement

LANGUAGES = ("fa", "ar", "en")


def codes(lang: str, text: str) -> list[str]:
    return [code_of(e) for e in events_in(text, load_pack(lang))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_data_keeps_its_word(lang: str) -> None:
    assert check(load_pack(lang)) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "VEN -REQUEST.assist-> RUS questioned",
            {
                "en": "Has Venezuela asked Russia for military help?",
                "fa": "ونزوئلا از روسیه درخواست کمک نظامی کرده است؟",
                "ar": "هل طلبت فنزويلا مساعدة عسكرية من روسيا؟",
            },
        ),
        (
            "ROU -AGREE-> EGY questioned",
            {
                "en": "Has Romania agreed to sell wheat to Egypt?",
                "fa": "آیا رومانی با فروش گندم به مصر موافقت کرده است؟",
                "ar": "هل وافقت رومانيا على بيع القمح لمصر بالأجل؟",
            },
        ),
        (
            "MRT+TUR -SUPPORT-> questioned",
            {
                "en": "Has the fisheries treaty between Turkey and Mauritania entered into force?",
                "fa": "آیا پیمان شیلات میان ترکیه و موریتانی لازم‌الاجرا شده است؟",
                "ar": "هل دخلت معاهدة الصيد بين تركيا وموريتانيا حيز التنفيذ؟",
            },
        ),
        (
            "CAN -SANCTION-> BLR",
            {
                "en": "Canada imposed sanctions on Belarus.",
                "fa": "کانادا علیه بلاروس تحریم اعمال کرد.",
                "ar": "فرضت كندا عقوبات على بيلاروسيا.",
            },
        ),
        (
            "GRC+TUR -CONSULT->",
            {
                "en": "Turkey held talks with Greece.",
                "fa": "ترکیه با یونان مذاکره کرد.",
                "ar": "أجرت تركيا محادثات مع اليونان.",
            },
        ),
    ],
)
def test_one_fact_has_one_code_in_every_language(code: str, said: dict[str, str]) -> None:
    assert {lang: code in codes(lang, text) for lang, text in said.items()} == dict.fromkeys(said, True)


def test_who_received_a_request_is_who_was_asked() -> None:
    assert "KAZ -REQUEST.change-> OMN" in codes("fa", "عمان درخواستی از قزاقستان دریافت کرد.")
    assert "KAZ -REQUEST.change-> OMN" in codes("ar", "تلقت عمان طلبا من كازاخستان.")


def test_not_to_accept_is_to_reject() -> None:
    assert "CYP -REJECT-> GRC" in codes("en", "Cyprus did not accept the Greek offer.")
    assert "ROU -REJECT-> EGY" in codes("ar", "لم توافق رومانيا على بيع القمح لمصر.")


def test_a_capital_stands_for_its_state_and_the_speaker_for_we() -> None:
    pack = load_pack("en")
    text = '"We condemn Ankara," the minister said.'
    words = split_words(text, pack)
    at = text.index("Ankara")
    mention = Mention(span=Span(at, at + 6), kind="GPE", name="Ankara", country="TUR")
    said = Statement(
        statement_id="s1",
        source=Span(text.index("the minister"), text.index(" said")),
        cue=Span(text.index("said"), text.index("said") + 4),
        content=(Span(1, text.index(',"')),),
        source_name="Jane Roe",
        source_country="IRL",
    )
    article = Article(article_id="a", page_id="p", name="n", lang="en", page_text=text, text=text, pieces=())
    (event,) = [e for e in find_events(words, pack, article, (), (mention,), (said,)) if e.type == "ACCUSE"]
    assert event.actors == (Actor("Jane Roe", "IRL"),)
    assert event.recipients == (Actor("Turkey", "TUR"),)
    assert event.statement == "s1"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_predicates_name_known_deeds_and_every_deed_has_a_type(lang: str) -> None:
    assert {p.deed for p in events_of(load_pack(lang)).rules.values()} <= set(deeds())
    assert all(d.denied is None or d.denied in deeds() for d in deeds().values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_languages_cover_the_same_types(lang: str) -> None:
    types = {deeds()[p.deed].type for p in events_of(load_pack(lang)).rules.values()}
    assert len(types) == 16, "every PLOVER type has a predicate"


def test_weights_are_complete() -> None:
    assert set(weights()) == {"actor", "recipient", "code", "least"}
    assert 0 < weights()["least"] < 1


ANY = ["را", "که", "کرد", "حمله", "ایران", "از", "؟", ".", "طلب", "من", "أن", "قصف", "و", "asked", "by", "Iran", "?"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(ANY), max_size=25))
def test_any_words_give_spans_inside_the_text(lang: str, words: list[str]) -> None:
    text = " ".join(words)
    for event in events_in(text, load_pack(lang)):
        assert 0 <= event.trigger.start < event.trigger.end <= len(text)
        assert event.actors or event.recipients
        assert event.polarity in ("affirmed", "denied", "questioned")
        assert event.status in ("actual", "planned", "possible")
