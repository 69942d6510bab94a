"""Furniture, headline, date and outlet of plain text, by rules whose examples all hold."""

from __future__ import annotations

import pytest

from naql.clean import check, clean
from naql.languages import languages, load_pack
from naql.records import Article, Page

FA = """خانه / جهان / آسیا
بندر تازه سه ماه دیگر گشوده می‌شود
۱۵ بهمن ۱۳۹۸ - ۱۵:۲۵

وزیر راه کشور خیالی نارستان گفت که ساخت بندر تازه این کشور سه ماه دیگر به پایان می‌رسد و کشتی‌ها پهلو می‌گیرند.
بندر تازه سه ماه دیگر گشوده می‌شود

او افزود که هزینه این بندر از بودجه سال گذشته پرداخت شده و بدهی تازه‌ای در کار نیست. (جزئیات بیشتر)
بیشتر بخوانید:
کشتی‌های کهنه از رده بیرون می‌روند
بهای بلیت قایق‌ها بالا رفت

نارستان در سه سال گذشته دو اسکله کوچک ساخته است و اکنون نخستین بندر بزرگ خود را می‌سازد. انتهای پیام/
برچسب‌ها: بندر، نارستان
نظر شما
نام
ایمیل
پربازدیدترین ها
کارخانه قند در آستانه تعطیلی"""

AR = """صحيفة المنارة - سياسة
time reading icon دقائق القراءة - 3
الميناء الجديد يفتح أبوابه بعد ثلاثة أشهر
آخر تحديث: 09/04/2018 - 14:51

قال وزير النقل في دولة نارستان الخيالية إن بناء الميناء الجديد ينتهي بعد ثلاثة أشهر وإن السفن سترسو فيه.

للمزيد: السفن القديمة تخرج من الخدمة

وأضاف الوزير أن كلفة الميناء دفعت من موازنة العام الماضي وأنه لا ديون جديدة على الدولة بسببه.

شارك الموضوع
فيسبوك
تويتر
الأكثر قراءة
مصنع السكر على وشك الإغلاق"""


def read(text: str, **known: str) -> tuple[Article, list[str]]:
    article = clean(Page(page_id="x", name="x", body=text, **known))
    return article, [s.of(article.page_text) for s in article.furniture]


def test_a_persian_page() -> None:
    article, furniture = read(FA)
    assert article.lang == "fa" and article.headline
    assert article.headline.of(FA) == "بندر تازه سه ماه دیگر گشوده می‌شود"
    assert (article.published_at, article.published_from) == ("2020-02-04T15:25", "page")
    assert "انتهای پیام/" in furniture and "کارخانه قند در آستانه تعطیلی" in furniture
    assert "بهای بلیت قایق‌ها بالا رفت" in furniture and "(جزئیات بیشتر)" in furniture
    assert article.text.count("بندر تازه سه ماه دیگر گشوده") == 1
    assert "نخستین بندر بزرگ" in article.text and "برچسب" not in article.text


def test_an_arabic_page() -> None:
    article, furniture = read(AR)
    assert article.lang == "ar" and article.headline
    assert article.headline.of(AR) == "الميناء الجديد يفتح أبوابه بعد ثلاثة أشهر"
    assert (article.published_at, article.published_by) == ("2018-04-09T14:51", "line:updated")
    assert furniture[0] == "صحيفة المنارة - سياسة" and "للمزيد: السفن القديمة تخرج من الخدمة" in furniture
    assert article.outlet == "صحيفة المنارة"
    assert article.text.strip().endswith("بسببه.")


def test_leads_of_other_stories_are_furniture() -> None:
    strangers = [
        "أعلنت شركة الطيران في جزيرة خيالية، الأربعاء، إلغاء ثلاث رحلات بسبب عطل في المحركات ونقص في قطع الغيار.",
        "كشف لاعب التنس المعتزل، الخميس، عن كتاب يروي فيه مسيرته في الملاعب العشبية وخلافاته مع المدربين.",
        "فازت مخرجة شابة بجائزة المهرجان السينمائي الكبرى عن فيلم قصير صورته بهاتفها في قرية جبلية نائية.",
    ]
    article, furniture = read("\n".join([AR.split("شارك")[0].strip(), *strangers]))
    assert set(strangers) <= set(furniture)
    assert "وأضاف الوزير" in article.text


def test_a_handed_in_date_and_outlet_win() -> None:
    article, _ = read(FA, published="2020-02-05", outlet="Narestan Daily")
    assert (article.published_at, article.published_from, article.outlet) == ("2020-02-05", "given", "Narestan Daily")


def test_a_date_glued_to_the_text_and_an_age() -> None:
    body = "وزیر راه کشور نارستان گفت که ساخت بندر تازه این کشور سه ماه دیگر به پایان می‌رسد و کشتی‌ها پهلو می‌گیرند."
    article, furniture = read(f"date 2025-08-23 {body}")
    assert (article.published_at, furniture) == ("2025-08-23", ["date 2025-08-23"])
    page = AR.replace("آخر تحديث: 09/04/2018 - 14:51", "4 ساعات مضت")
    article, _ = read(page, fetched_at="2024-03-05T02:00:00")
    assert article.published_at == "2024-03-04"


def test_the_outlet_of_an_address() -> None:
    article, _ = read(FA, url="https://www.tabnak.ir/fa/news/1/x")
    assert (article.outlet, article.outlet_by) == ("Tabnak", "url")


@pytest.mark.parametrize("lang", languages())
def test_every_rule_holds_for_its_examples(lang: str) -> None:
    assert check(load_pack(lang)) == []
