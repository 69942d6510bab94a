"""The words of concepts: every example holds, in every language."""

import pytest

from naql.languages import languages, load_pack
from naql.link.concepts import check, concepts_in, polarity_of, predicates, telling_words
from naql.read.tokens import split_words


@pytest.mark.parametrize("lang", languages())
def test_every_example_holds(lang):
    assert check(load_pack(lang)) == []


@pytest.mark.parametrize(
    ("lang", "text", "polarity"),
    [
        ("en", "The pact has not entered into force.", "denied"),
        ("en", "The pact has entered into force.", "affirmed"),
        ("fa", "این پیمان هنوز لازم‌الاجرا نشده است.", "denied"),
        ("fa", "این پیمان لازم الاجرا شده است.", "affirmed"),
        ("fa", "این پیمان لازمالاجرا نیست.", "denied"),
        ("ar", "لم تدخل المعاهدة حيز التنفيذ.", "denied"),
        ("ar", "دخلت المعاهدة حيز التنفيذ.", "affirmed"),
        ("ar", "أكد أن المعاهدة ليست نافذة.", "denied"),
    ],
)
def test_polarity(lang, text, polarity):
    words = split_words(text, load_pack(lang))
    found = [f for f in concepts_in(words, lang) if f.concept in predicates()]
    assert [f.concept for f in found[:1]] == ["in_force"]
    assert polarity_of(found[0], words, lang) == polarity


def test_words_that_only_ask_tell_nothing():
    for lang, text in (("en", "Who said it?"), ("fa", "آیا این است؟"), ("ar", "هل هذا هو؟")):
        assert telling_words(split_words(text, load_pack(lang)), lang) == []
