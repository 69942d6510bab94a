"""Letters and joiners repaired on the copy; languages told from their neighbours."""

from __future__ import annotations

import pytest

from naql.clean.align import aligned_copy
from naql.clean.identify import identify, language_of
from naql.clean.repair import find_repairs
from naql.languages import load_pack
from naql.records import Span


def repaired(text: str, lang: str) -> str:
    keep = [Span(0, len(text))]
    return aligned_copy(text, keep, find_repairs(text, load_pack(lang), keep))[0]


@pytest.mark.parametrize(
    ("broken", "good"),
    [
        ("او میگوید که درخواستهایی دریافت نکردهایم", "او می‌گوید که درخواست‌هایی دریافت نکرده‌ایم"),
        ("رئیسجمهور در گفتوگوی تلفنی گفت", "رئیس‌جمهور در گفت‌وگوی تلفنی گفت"),
        ("او می گوید که خانه ها را می سازند", "او می‌گوید که خانه‌ها را می‌سازند"),
        ("سيمپسن كتاب را خواند", "سیمپسن کتاب را خواند"),
        ("گفت :ما آماده ايم .", "گفت: ما آماده‌ایم."),
        ("سال ٢٠٢٤ و  بـــعد", "سال ۲۰۲۴ و بعد"),
        ("«نقل&zwnj;قول» &quot;او&quot;", '«نقل\u200cقول» "او"'),
    ],
)
def test_persian(broken: str, good: str) -> None:
    assert repaired(broken, "fa") == good


@pytest.mark.parametrize(
    ("broken", "good"),
    [
        ("قال علی لسان الرئیس إن الموقف", "قال على لسان الرئيس إن الموقف"),
        ("ا\u0654حمد،وقال", "أحمد، وقال"),
        ("الـــدولة \u202bالعربية\u202c", "الدولة العربية"),
        ("\ufedf\ufee0\ufeea", "لله"),
        ("أ.ف.ب", "أ.ف.ب"),
    ],
)
def test_arabic(broken: str, good: str) -> None:
    assert repaired(broken, "ar") == good


def test_english_numbers_and_addresses_stay() -> None:
    assert repaired("He said.They paid 3.5 on example.com.Then U.S. forces left .", "en") == (
        "He said. They paid 3.5 on example.com. Then U.S. forces left."
    )


def test_a_page_that_has_its_joiners_is_left_alone() -> None:
    text = "وزیر می‌گوید خانه‌ها ساخته می‌شوند و کشتی‌ها پهلو می‌گیرند. آنها بزرگترین بندر را می‌سازند و پیش‌بینی‌ها خوب است."
    assert repaired(text, "fa") == text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("وزیر گفت که این سد تازه پس از باران بهار پر شده است و مردم از آن خوشحال هستند.", "fa"),
        ("قال الوزير إن السد الجديد امتلأ بعد أمطار الربيع وإن الناس في المدينة سعداء بذلك.", "ar"),
        ("The minister said that the new dam is full after the spring rain, and people are glad of it.", "en"),
        ("وزیر نے کہا کہ بہار کی بارش کے بعد نیا ڈیم بھر گیا ہے اور لوگ اس سے خوش ہیں۔", None),
        ("وەزیر وتی بەنداوە نوێیەکە دوای بارانی بەهار پڕ بووە و خەڵک دڵخۆشن.", None),
        ("وزير وويل چې نوی بند د پسرلي له باران وروسته ډک شوی او خلک پرې خوښ دي.", None),
        ("Le ministre a dit que le nouveau barrage est plein après la pluie du printemps.", None),
    ],
)
def test_languages(text: str, lang: str | None) -> None:
    assert identify(text) == lang


def test_nothing_has_no_language() -> None:
    assert language_of("12 34 —") is None
