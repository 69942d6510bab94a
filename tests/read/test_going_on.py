"""Speakers go on through their medium by who they are; ranges are chosen by what they share; proclitics as written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from naql.read.attribution import go_on
from naql.read.attribution.going_on import GOES_ON, PASSES
from naql.read.attribution.page import proclitic
from naql.read.attribution.reader import best_range
from naql.records import Span, Statement

NAMES = ("Ann Lee", "Ben Roe", "Reuters")


def said(n: int, name: str, via: str | None = None, by: tuple[str, ...] = ("en.say",)) -> Statement:
    """The `n`th statement of a page."""
    place = Span(10 * n, 10 * n + 5)
    return Statement(
        statement_id=f"s{n}", source=None, cue=place, content=(place,), source_name=name, via=via, scope="span", by=by
    )


def through(*statements: Statement) -> list[str | None]:
    """Via what each statement comes in the end."""
    return [s.via for s in go_on(statements)]


def test_the_same_speaker_goes_on_through_the_medium_under_another_title() -> None:
    told = said(0, "Reuters", by=("told.outlet", PASSES))
    assert through(told, said(1, "Ann Lee", "s0"), said(2, "Ann Lee")) == [None, "s0", "s0"]


def test_another_speaker_does_not_go_on() -> None:
    told = said(0, "Reuters", by=("told.outlet", PASSES))
    taken = said(2, "Ben Roe", "s0", by=("en.say", GOES_ON))
    assert through(told, said(1, "Ann Lee", "s0"), said(3, "Ben Roe"), taken) == [None, "s0", None, None]


def test_a_newsroom_speaks_for_itself() -> None:
    told = said(0, "Reuters", by=("told.outlet", PASSES))
    assert through(told, said(1, "Reuters", "s0"), said(2, "Reuters"))[2] is None


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans(), st.booleans()), max_size=8), st.data())
def test_chains_never_loop(drawn: list[tuple[str, bool, bool]], data: st.DataObject) -> None:
    page = []
    for n, (name, passes, on) in enumerate(drawn):
        via = data.draw(st.sampled_from([None, *(s.statement_id for s in page)]))
        page.append(said(n, name, via, ("en.say", *([PASSES] * passes), *([GOES_ON] * on))))
    settled = {s.statement_id: s for s in go_on(tuple(page))}
    for statement in settled.values():
        steps, at = 0, statement.via
        while at is not None:
            steps, at = steps + 1, settled[at].via
            assert steps <= len(page)


def test_ranges_that_share_most_beat_the_single_likeliest() -> None:
    ranges = [((0, 2), 0.3), ((4, 12), 0.25), ((4, 13), 0.25), ((4, 11), 0.2)]
    chosen, half = best_range(ranges)
    assert chosen == (4, 12) and abs(half - 0.7) < 1e-9
    assert best_range([(None, 0.9), ((0, 3), 0.1)]) == (None, 0.9)
    assert best_range([]) == (None, 1.0)


def test_a_contracted_article_leaves_its_proclitic() -> None:
    assert [proclitic(*w) for w in (("وقال", "قال"), ("قال", "قال"), ("للصحيفه", "الصحيفه"))] == ["و", "", "ل"]
