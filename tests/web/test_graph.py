"""The drawing of chains: who stands where, and that nothing stands on anything else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from naql.ledger.views import PageRef, Step
from naql.web.graph import HIGH, MOST, WIDE, Told, graph_of


def page(name: str) -> PageRef:
    return PageRef(
        article_id=name, page_id=name, name=name, url=None, outlet=name, lang="en", headline="", published_at=None
    )


def told(*names: str | None, stance: str = "asserts") -> Told:
    steps = tuple(Step(name=n, statement_id=f"{names[0]}{i}") for i, n in enumerate(names))
    return Told(page=page(str(names[0])), chain=steps, stance=stance)


def test_origins_stand_first_and_pages_last() -> None:
    graph = graph_of([told("Page", "Agency", "Minister"), told("Other", "Minister", stance="denies")])
    at = {n.name: n for n in graph.nodes}
    assert at["Minister"].x < at["Agency"].x < at["Page"].x == at["Other"].x
    assert (at["Minister"].kind, at["Agency"].kind, at["Page"].kind) == ("origin", "teller", "page")
    assert sorted(e.stance for e in graph.edges) == ["asserts", "asserts", "denies"]
    mirrored = {n.name: n for n in graph_of([told("Page", "Agency", "Minister")], "rtl").nodes}
    assert mirrored["Minister"].x > mirrored["Agency"].x > mirrored["Page"].x
    down = {n.name: n for n in graph_of([told("Page", "Agency", "Minister")], "down").nodes}
    assert down["Minister"].y < down["Agency"].y < down["Page"].y


def test_who_hands_on_is_no_origin_whatever_comes_first() -> None:
    chains = [told("Page", "Agency"), told("Other", "Agency", "Minister")]
    for order in (chains, chains[::-1]):
        assert {n.name: n.kind for n in graph_of(order).nodes}["Agency"] == "teller"


def test_the_nameless_are_not_one() -> None:
    graph = graph_of([told("Page", None), told("Other", None)])
    assert [n.kind for n in graph.nodes].count("unknown") == 2


def test_a_circle_of_tellers_ends() -> None:
    graph = graph_of([told("A", "X", "Y", "Z"), told("B", "Z", "Y", "X")])
    assert len(graph.nodes) == 5


def test_a_page_in_its_own_voice_shows_its_stance() -> None:
    (node,) = graph_of([told("Page", stance="denies")]).nodes
    assert node.kind == "page" and node.stance == "denies"


def test_too_many_are_counted() -> None:
    assert graph_of([told(f"P{i}", "Agency") for i in range(MOST + 5)]).left_out == 5
    assert graph_of([]).nodes == ()


NAMES = st.lists(st.sampled_from([*"ABCDE", None]), min_size=1, max_size=4)


@given(st.lists(NAMES, max_size=8), st.sampled_from(["ltr", "rtl", "down"]))
def test_boxes_never_overlap_and_stay_inside(chains: list[list[str | None]], direction: str) -> None:
    graph = graph_of([told(f"page{i % 3}", *names) for i, names in enumerate(chains)], direction)
    for i, a in enumerate(graph.nodes):
        assert 0 <= a.x <= graph.width - WIDE and 0 <= a.y <= graph.height - HIGH
        for b in graph.nodes[i + 1 :]:
            assert abs(a.x - b.x) >= WIDE or abs(a.y - b.y) >= HIGH, (a, b)


def test_a_long_arrow_goes_round_the_boxes_between() -> None:
    graph = graph_of([told("Page", "Agency", "Minister"), told("Page", "Minister", stance="denies")])
    at = {n.name: n for n in graph.nodes}
    around = next(e for e in graph.edges if e.stance == "denies")
    straight = [float(y) for y in re.findall(r" L[\d.]+,([\d.]+)", around.path)]
    assert straight and all(not at["Agency"].y <= y <= at["Agency"].y + HIGH for y in straight)
