"""Cutting a page's text: whatever is marked, no letter is lost, moved or said twice."""

from hypothesis import given
from hypothesis import strategies as st
from ledger.making import made

from naql.records import Span
from naql.web.marking import PART, excerpt_of, marked_lines, part_with, parts_of, window_around

TEXT = st.text(alphabet="ab \n\u0633\u200c\U0001f6a2", min_size=1, max_size=120)
SPANS = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=8)


def spans(pairs: list[tuple[int, int]], text: str) -> list[Span]:
    return [Span(a, b) for a, b in pairs if a < b <= len(text)]


@given(TEXT, SPANS, SPANS)
def test_the_letters_stay(text: str, marked: list[tuple[int, int]], shown: list[tuple[int, int]]) -> None:
    reading = made("x", text, lang="fa")
    marks = [(s, f"m{i}") for i, s in enumerate(spans(marked, text))]
    evidence = spans(shown, text)
    lines = marked_lines(reading, Span(0, len(text)), evidence, marks)
    assert ["".join(s.text for s in line.stretches) for line in lines] == [x for x in text.split("\n") if x.strip()]
    for i, (span, _) in enumerate(marks):
        got = "".join(s.text for line in lines for s in line.stretches if f"m{i}" in s.marks)
        assert "".join(got.split()) == "".join(span.of(text).split())
    covered = {i for s in evidence for i in range(s.start, s.end)}
    got = "".join(s.text for line in lines for s in line.stretches if s.evidence)
    assert "".join(got.split()) == "".join("".join(text[i] for i in sorted(covered)).split())
    assert sum(s.first for line in lines for s in line.stretches) <= 1


@given(st.text(alphabet="ab \n", max_size=400), st.integers(4, 60))
def test_parts_are_the_whole(text: str, size: int) -> None:
    parts = parts_of(text, size)
    assert "".join(p.of(text) for p in parts) == text
    assert all(p.end - p.start <= size * 1.25 for p in parts)
    for at in range(len(text)):
        assert parts[part_with(parts, at)].start <= at < parts[part_with(parts, at)].end


@given(TEXT, st.integers(0, 119), st.integers(1, 30), st.integers(0, 40))
def test_a_window_holds_its_evidence(text: str, start: int, length: int, around: int) -> None:
    span = Span(min(start, len(text) - 1), min(len(text), min(start, len(text) - 1) + length))
    window = window_around(text, [span], around)
    assert window.start <= span.start and span.end <= window.end <= len(text)
    assert span.start - window.start <= around and window.end - span.end <= around


def test_a_window_stays_small_around_long_evidence() -> None:
    text = "word " * PART
    window = window_around(text, [Span(10, len(text))])
    assert window.end - window.start < PART * 2


def test_lines_run_as_their_letters_do() -> None:
    reading = made("x", "BBC: \u0633\u0644\u0627\u0645 \u062f\u0646\u06cc\u0627\n2025 menu\n12", lang="fa")
    lines = marked_lines(reading, Span(0, len(reading.article.page_text)))
    assert [line.direction for line in lines] == ["rtl", "auto", "auto"]


def test_excerpts_are_cut_at_blanks() -> None:
    assert excerpt_of("a  b\nc", 10) == "a b c"
    assert excerpt_of("one two three four", 12) == "one two…"
    assert len(excerpt_of("x" * 10_000_000, 50)) == 51
