"""Whether the words of a source name the page's own outlet: a name that several outlets share means the page's own."""

from __future__ import annotations

from functools import lru_cache

from naql.languages import Pack
from naql.outlets import load_outlets
from naql.read.tokens import Words
from naql.records import Article

SPARE = 2  # words beside the name that a source may have: "the newspaper", "correspondent of"


@lru_cache(maxsize=256)
def _names(outlet: str, pack: Pack) -> frozenset[tuple[str, ...]]:
    """Every name of the outlet as folded words; of one that Naql does not know the printed name alone."""
    known = [o for o in load_outlets() if o.name == outlet]
    written = [outlet, *(name for o in known for names in o.names.values() for name in names)]
    return frozenset(tuple(pack.fold(name).split()) for name in written)


def names_house(words: Words, start: int, end: int, pack: Pack, article: Article) -> bool:
    """Whether the words [start, end) are a name of `article.outlet`, at most two other words beside it."""
    if not article.outlet or end - start > SPARE + 8:
        return False
    places = [i for i in range(start, end) if words.kind[i] != "mark"]
    for name in _names(article.outlet, pack):
        size = len(name)
        if not size or not size <= len(places) <= size + SPARE:
            continue
        for n in range(len(places) - size + 1):
            window = places[n : n + size]
            if all(name[k] in (words.norm[i], words.core[i]) for k, i in enumerate(window)):
                return True
    return False
