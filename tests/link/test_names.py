"""Names across scripts: what is one name, what is not, and that the comparison says why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naql.link.names import compare_names, name_keys
from naql.link.sounds import likeness

SAME = [
    ("لاوروف", "لافروف"),
    ("لاوروف", "Lavrov"),
    ("نتانیاهو", "نتنياهو"),
    ("نتانیاهو", "Netanyahu"),
    ("رابرت", "روبرت"),
    ("رابرت", "Robert"),
    ("ماکرون", "ماكرون"),
    ("شی جین‌پینگ", "شي جينبينغ"),
    ("محمدجواد ظریف", "محمد جواد ظريف"),
    ("عبدالفتاح السیسی", "عبد الفتاح السيسي"),
]
OTHER = [
    ("بن سلمان", "سلمان"),
    ("Yvan Gil", "Carlos Gil"),
    ("لافروف", "بوتين"),
    ("حسن روحانی", "علی خامنه‌ای"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert compare_names(a, b).verdict == "same"


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_two_names(a: str, b: str) -> None:
    assert compare_names(a, b).verdict == "different"


def test_a_family_name_alone_is_unsure_and_says_so() -> None:
    found = compare_names("أردوغان", "رجب طیب اردوغان")
    assert (found.verdict, "family name alone" in found.reason) == ("unsure", True)


@pytest.mark.parametrize(("a", "b"), [pair for pair in SAME if " " not in pair[0]])
def test_spellings_of_one_name_meet_under_a_key(a: str, b: str) -> None:
    assert name_keys(a) & name_keys(b)


@settings(max_examples=60, deadline=None)
@given(
    a=st.text(alphabet="abcdefghiklmnoprstuvyz ", max_size=18),
    b=st.text(alphabet="abcdefghiklmnoprstuvyz ", max_size=18),
)
def test_comparison_is_symmetric_and_likeness_stays_in_bounds(a: str, b: str) -> None:
    assert compare_names(a, b).verdict == compare_names(b, a).verdict
    assert 0.0 <= likeness(a, b) <= 1.0
    assert likeness(a, b) == likeness(b, a)
