"""Words grouped by the company they keep in news (`models/clusters.tsv` of a pack): what training has not shown is
known by its group. Grouping them is `training/mentions/clusters.py`' business.
"""

from __future__ import annotations

from functools import cache

from naql.languages.pack import load_pack


@cache
def word_groups(lang: str) -> dict[str, tuple[str, str]]:
    """Folded word to its groups (coarse, fine); empty where the pack has none."""
    path = load_pack(lang).path("models", "clusters.tsv")
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: (coarse, fine) for word, coarse, fine in rows}
