"""Which page repeats which: copied with and without credit, rewritten or translated; not merely on the same matter."""

from ledger.boats import affair
from ledger.making import made
from msgspec.structs import replace

from naql.link.claims import claims_of
from naql.link.copies import copy_pairs, keys_of, likeness, retold_pairs
from naql.link.outlines import Outline, outline_of
from naql.records import Reading


def outline(reading: Reading) -> Outline:
    return outline_of(reading, claims_of(reading))


def test_copy_without_credit_is_found_by_its_words():
    pages = {r.article.name: outline(r) for r in affair()}
    (pair,) = copy_pairs(pages.values())
    assert (pair.left, pair.right) == (pages["courier"].article_id, pages["weekly"].article_id)
    assert pair.by == "copies/copy" and "%" in pair.reason
    assert {*keys_of(pages["courier"])} & {*keys_of(pages["weekly"])}


def test_the_earlier_page_is_the_original_unless_it_credits_the_other():
    pages = {r.article.name: outline(r) for r in affair()}
    early = replace(pages["weekly"], day="2025-03-01")
    (pair,) = copy_pairs([pages["courier"], early])
    assert pair.left == early.article_id
    crediting = replace(early, tellers=("The Lagoon Courier",))
    (pair,) = copy_pairs([pages["courier"], crediting])
    assert pair.left == pages["courier"].article_id


def test_short_pages_are_no_copies():
    pages = [outline(made(name, "Snow fell on Tavel.", outlet=name)) for name in ("a", "b")]
    assert not keys_of(pages[0]) and not list(copy_pairs(pages))


def retelling(lang: str, text: str, **changes) -> Outline:
    return replace(
        outline(made("x", text, lang=lang, outlet="Other", day="2025-03-03")),
        origins=("Ana Sosa", "two traders"),
        names={"Uruguay": 1.0, "Portugal": 1.0},
        numbers=("600", "238"),
        **changes,
    )


def test_rewritten_and_translated_pages_keep_sources_names_and_numbers():
    base = replace(
        outline(made("w", "Wheat was sold at 238 a tonne.", outlet="Wire", day="2025-03-02")),
        origins=("Ana Sosa", "a trader", "two traders"),
        names={"Uruguay": 1.0, "Portugal": 1.0, "Tavel": 0.5},
        numbers=("238", "600"),
    )
    for lang, how in (("en", "rewritten"), ("fa", "translated")):
        copy = retelling(lang, "Other words, and a text of its own.", tellers=("Wire",))
        (pair,) = retold_pairs([base, copy])
        assert (pair.left, pair.by) == (base.article_id, f"copies/{how}")
    stranger = retelling("fa", "Other words.", tellers=())
    assert likeness(base, replace(stranger, origins=("Ana Sosa",)))[0] == 0, "one source in common is no retelling"
    assert not list(retold_pairs([base, replace(stranger, day="2025-04-03")]))
    assert not list(retold_pairs([base, replace(stranger, origins=("Ana Sosa", "two traders", "x", "y", "z"))]))
