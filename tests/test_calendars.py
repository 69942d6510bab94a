"""Days convert between calendars and back; a month name stands for one month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naql.calendars import CALENDARS, check_months, gregorian, in_calendar, month_length, months
from naql.languages import languages, load_pack


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        ("jalali", (1398, 11, 15), date(2020, 2, 4)),
        ("jalali", (1403, 12, 30), date(2025, 3, 20)),
        ("hijri", (1445, 8, 12), date(2024, 2, 22)),
        ("hijri", (1300, 1, 1), date(1882, 11, 12)),
        ("gregorian", (2018, 3, 23), date(2018, 3, 23)),
        ("jalali", (1402, 12, 30), None),
        ("hijri", (1445, 13, 1), None),
        ("gregorian", (2023, 2, 29), None),
        ("jalali", (0, 0, 0), None),
    ],
)
def test_a_day_is_the_gregorian_day_or_none(calendar: str, day: tuple[int, int, int], expected: date | None) -> None:
    assert gregorian(calendar, *day) == expected


@given(st.dates(date(1930, 1, 1), date(2070, 1, 1)), st.sampled_from(CALENDARS))
def test_there_and_back_is_the_same_day(day: date, calendar: str) -> None:
    found = in_calendar(calendar, day)
    assert found and gregorian(calendar, *found) == day
    assert found[2] <= month_length(calendar, *found[:2])


@pytest.mark.parametrize("lang", languages())
def test_every_month_of_every_calendar_has_names(lang: str) -> None:
    pack = load_pack(lang)
    assert check_months(pack) == []
    assert len({(m.calendar, m.number) for m in months(pack).values()}) == 36
