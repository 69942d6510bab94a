"""Groups: the union of what is the same, never joining what is ruled apart, whatever the order."""

from hypothesis import given
from hypothesis import strategies as st

from naql.link.groups import Joiner, Pair, as_links, forest, groups
from naql.records import Link

NODES = [chr(97 + i) for i in range(9)]


@st.composite
def pairs(draw):
    ends = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda e: e[0] < e[1])
    found = draw(st.dictionaries(ends, st.tuples(st.sampled_from(["same", "same", "different"]), st.integers(1, 10))))
    return [Pair(a, b, verdict, score / 10, "why") for (a, b), (verdict, score) in found.items()]


def links_of(found: list[Pair]) -> list[Link]:
    return list(as_links("story", found, "test/1", "2025-01-01T00:00:00"))


@given(pairs(), st.randoms())
def test_laws(found, random):
    links = links_of(found)
    result = groups(NODES, links)
    assert sorted(n for g in result for n in g) == NODES, "every node is in one group"
    where = {n: g for g in result for n in g}
    for p in found:
        if p.verdict == "different":
            assert where[p.left] != where[p.right]
    random.shuffle(links)
    assert groups(random.sample(NODES, len(NODES)), links) == result


@given(pairs())
def test_forest_gives_the_same_groups_with_fewer_links(found):
    kept = forest(found)
    assert groups(NODES, links_of(kept)) == groups(NODES, links_of(found))
    assert sum(p.verdict == "same" for p in kept) == len(NODES) - len(groups(NODES, links_of(kept)))


@given(pairs(), st.integers(0, 30))
def test_withdrawing_a_link_parts_its_ends(found, number):
    links = links_of(forest(found))
    same = [x for x in links if x.verdict == "same"]
    if not same:
        return
    gone = same[number % len(same)]
    changed = [
        Link(**{**{f: getattr(x, f) for f in x.__struct_fields__}, "withdrawn_at": "2025-01-02"}) if x == gone else x
        for x in links
    ]
    where = {n: g for g in groups(NODES, changed) for n in g}
    assert where[gone.left] != where[gone.right]


def test_withdrawn_difference_separates_no_longer():
    (ruled,) = links_of([Pair("a", "b", "different", 1.0, "two people")])
    (same,) = links_of([Pair("a", "b", "same", 0.9, "one name")])
    same = Link(**{**{f: getattr(same, f) for f in same.__struct_fields__}, "link_id": "other"})
    assert groups("ab", [ruled, same]) == [("a",), ("b",)]
    ruled = Link(**{**{f: getattr(ruled, f) for f in ruled.__struct_fields__}, "withdrawn_at": "2025-01-02"})
    assert groups("ab", [ruled, same]) == [("a", "b")]


def test_an_undated_node_does_not_join_years():
    found = [Pair("a", "u", "same", 0.9, ""), Pair("b", "u", "same", 0.8, "")]
    kept = forest(found, days={"a": 0, "b": 400}, reach=45)
    assert [(p.left, p.right) for p in kept] == [("a", "u")]
    assert len(forest(found, days={"a": 0, "b": 40}, reach=45)) == 2


def test_link_ids_do_not_depend_on_time_or_score():
    one, other = (
        next(as_links("copy", [Pair("a", "b", "same", s, "")], "copies/copy", at))
        for s, at in ((0.5, "2025-01-01"), (0.9, "2026-01-01"))
    )
    assert one.link_id == other.link_id


def test_joiner_merges_enemies():
    joiner = Joiner([("a", "c")])
    assert joiner.join("a", "b") and joiner.join("c", "d")
    assert not joiner.join("b", "d") and not joiner.join("b", "c")
    assert joiner.root("b") == joiner.root("a")
