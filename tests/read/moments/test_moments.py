"""What is found, what it is resolved to, and what is left alone; sentences are our own."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naql.languages import languages, load_pack
from naql.read.moments import check, find_moments, infer_published, moments_in
from naql.read.moments.values import days_of, duration, iso_week, most_of_month, most_of_year, weekday_from
from naql.read.tokens import split_words
from naql.records import Article

WEDNESDAY = "2025-11-05"


def values(text: str, lang: str, published: str | None = WEDNESDAY) -> list[str]:
    return [m.value for m in moments_in(text, load_pack(lang), published)]


@pytest.mark.parametrize("lang", languages())
def test_every_example_holds(lang: str) -> None:
    assert [f"{p.entry}: {p.reason}" for p in check(load_pack(lang))] == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fa", "وزیر روز دوشنبه ۱۲ آبان ۱۴۰۴ آمد و فردا می‌رود", ["2025-11-03", "2025-11-06"]),
        ("fa", "اواخر ماه دسامبر (دی) سال ۲۰۲۱ نامه نوشت", ["2021-12"]),
        ("fa", "نشست ۱۰ مارس ۲۰۲۳ برابر با ۱۹ اسفند برگزار شد", ["2023-03-10"]),
        ("fa", "خبرگزاری مهر نوشت و می‌گوید", []),
        ("ar", "التقى الوفدان مساء الثلاثاء 4 تشرين الثاني/نوفمبر", ["2025-11-04"]),
        ("ar", "وقعت في ١٢ شعبان ١٤٤٥هـ الموافق 22 فبراير 2024م", ["2024-02-22"]),
        ("ar", "القرار 2231 والسيد شعبان", []),
        ("ar", "من الاثنين إلى الأربعاء", ["2025-11-03/2025-11-05"]),
        ("en", "Talks ran from 5 May 2019 to 7 May 2019", ["2019-05-05/2019-05-07"]),
        ("en", "It began in 2011 and ended in October of that year", ["2011", "2011-10"]),
        ("en", "They may march in Resolution 2231", []),
    ],
)
def test_values(lang: str, text: str, expected: list[str]) -> None:
    assert values(text, lang) == expected


def test_tense_decides_a_weekday() -> None:
    assert values("The ministers met on Friday.", "en") == ["2025-10-31"]
    assert values("The ministers will meet on Friday.", "en") == ["2025-11-07"]


def test_proclitics_stay_outside() -> None:
    text = "أعلن ذلك للاثنين وبأيلول"
    found = moments_in("وصل في أيلول والاثنين غادر", load_pack("ar"), WEDNESDAY)
    assert [m.span.of("وصل في أيلول والاثنين غادر") for m in found] == ["أيلول", "الاثنين"]
    assert [m.span.of(text) for m in moments_in(text, load_pack("ar"), WEDNESDAY)] == ["لاثنين", "أيلول"]


def test_a_speaker_counts_from_the_day_of_speaking() -> None:
    text = 'The envoy spoke on Monday. "We arrived yesterday," he said.'
    assert values(text, "en") == ["2025-11-03", "2025-11-02"]


def test_without_a_date_there_is_no_day() -> None:
    assert values("He arrived yesterday and leaves tomorrow.", "en", None) == ["PAST_REF", "FUTURE_REF"]
    assert values("It opens on 4 June.", "en", None) == ["XXXX-06-04"]


def article(text: str, lang: str, **known: str) -> Article:
    return Article(article_id="a", page_id="p", name="n", lang=lang, page_text=text, text=text, pieces=(), **known)


def inferred(text: str, lang: str, **known: str) -> tuple[str, str] | None:
    pack, page = load_pack(lang), article(text, lang, **known)
    words = split_words(text, pack)
    return infer_published(words, pack, page, find_moments(words, pack, page))


def test_a_today_beside_a_date_dates_the_page() -> None:
    found = inferred("وزیر امروز، چهارشنبه ۱۴ آبان ۱۴۰۴ گفت که دیروز آمده است", "fa")
    assert found and found[0] == "2025-11-05" and "today" in found[1]


def test_a_public_event_and_yesterday_date_the_page() -> None:
    text = "انفجار بندر بیروت دیروز ده‌ها تن را کشت.\nسعد حریری تسلیت گفت."
    found = inferred(text, "fa")
    assert found and found[0] == "2020-08-05" and "Beirut" in found[1]
    page = article(text, "fa")
    moments = find_moments(split_words(text, load_pack("fa")), load_pack("fa"), page)
    assert [m.value for m in moments] == ["2020-08-04"]
    assert moments[0].relative_to == "inferred 2020-08-05"


@pytest.mark.parametrize("text", ["وزیر دوشنبه گفت", "وزیر امروز آمد", ""])
def test_too_little_dates_nothing(text: str) -> None:
    assert inferred(text, "fa") is None


def test_a_dated_page_is_not_dated_again() -> None:
    assert inferred("امروز ۱۴ آبان ۱۴۰۴", "fa", published_at="2020-01-01") is None


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1930, 1, 1), date(2060, 1, 1)), st.sampled_from(["gregorian", "jalali", "hijri"]))
def test_a_month_holds_its_middle(day: date, calendar: str) -> None:
    from naql.calendars import gregorian, in_calendar

    found = in_calendar(calendar, day)
    assert found
    middle = gregorian(calendar, found[0], found[1], 15)
    assert middle
    assert most_of_month(calendar, found[0], found[1]) in {
        ((d := middle + timedelta(days=n)).year, d.month) for n in (-14, 0, 14)
    }
    assert abs(most_of_year(calendar, found[0]) - day.year) <= 1


@given(st.dates(date(1901, 1, 1), date(2099, 1, 1)), st.integers(1, 7), st.sampled_from([-1, 1]), st.booleans())
def test_the_nearest_weekday(day: date, weekday: int, direction: int, strict: bool) -> None:
    found = weekday_from(day, weekday, direction, strict)
    assert found.isoweekday() == weekday
    assert 0 <= (found - day).days * direction <= 7
    assert found != day or not strict


@given(st.dates(date(1901, 1, 1), date(2099, 1, 1)))
def test_a_week_holds_its_day(day: date) -> None:
    span = days_of(iso_week(day))
    assert span and span[0] <= day <= span[1]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["fa", "ar", "en"]), st.sampled_from([WEDNESDAY, None, "nonsense"]))
def test_any_text_is_read(text: str, lang: str, published: str | None) -> None:
    for moment in moments_in(text, load_pack(lang), published):
        assert 0 <= moment.span.start < moment.span.end <= len(text)
        assert moment.by and moment.reason


def test_durations() -> None:
    assert duration("H", "1.5") == "PT1H30M"
    assert duration("DECADE", "2") == "P20Y"
    assert duration("Q", "2") == "P6M"
    with pytest.raises(ValueError, match="WE"):
        duration("WE", "1")


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("fa", "هفته‌ی گذشته رفت", "2025-W44"),  # the izafe written out
        ("fa", "هفته ی گذشته رفت", "2025-W44"),
        ("fa", "سخنگو گفت جمعه به وین خواهد رفت", "2025-11-07"),  # the verb closes the clause
        ("fa", "در نیمه نخست امسال آمد", "2025-04/2025-09"),  # this year is a Jalali one
        ("ar", "الساعة الرابعة وأربعون دقيقة عصرا", "2025-11-05T16:40"),  # no forty-fourth hour
        ("ar", "في الرابع والعشرين من آذار الماضي", "2025-03-24"),
        ("ar", "قبل سنتين وثلاثة أشهر", "2023-08"),
        ("en", "two years and three months ago", "2023-08"),
    ],
)
def test_readings_that_need_more_than_a_word(lang: str, text: str, value: str) -> None:
    assert [m.value for m in moments_in(text, load_pack(lang), WEDNESDAY)] == [value]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fa", "مأموران نخست تیر هوایی شلیک کردند"),
        ("fa", "پنج فصل از کتاب را خواند"),
        ("ar", "فاز المضيف 2-صفر على ضيفه"),
        ("ar", "أبلغ المحققون السياسي (63 عاما) بالتهمة"),
        ("ar", "لن يكون الأمين العام السابق للمنظمة"),
        ("ar", "قرأ ألف ليلة وليلة"),
        ("en", "Sun Weiling swam"),
    ],
)
def test_what_only_sounds_like_a_time(lang: str, text: str) -> None:
    assert not moments_in(text, load_pack(lang), WEDNESDAY)
