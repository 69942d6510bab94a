"""Which newsroom a description means («the official agency of X», «state television of X»), by what is known of
outlets: their state, their kind and whether the state owns them. Names of newsrooms are found with the mentions."""

from __future__ import annotations

from functools import cache

from naql.outlets import load_outlets
from naql.read.coreference.describing import demonym_at
from naql.read.coreference.page import Named, PageView


@cache
def _of_states() -> dict[tuple[str, str], str]:
    """(state, kind) to the outlet of that kind that the state owns: the only one, of agencies the government's own."""
    found: dict[tuple[str, str], list[str]] = {}
    for outlet in sorted(load_outlets(), key=lambda o: not o.owner.startswith("Government of")):
        if outlet.affiliation == "state":
            found.setdefault((outlet.country, outlet.kind), []).append(outlet.name)
    return {key: names[0] for key, names in found.items() if len(names) == 1 or key[1] == "agency"}


def newsroom_of_state(view: PageView, start: int, end: int) -> Named | None:
    """The agency that the words [start, end) name by its state and by being official; None where they do not."""
    words, speakers = view.words, view.speakers
    forms = [{words.norm[i], words.core[i]} for i in range(start, end)]
    if not any(f & speakers.official for f in forms):
        return None
    kind = next((k for k, names in speakers.newsrooms.items() if any(f & names for f in forms)), None)
    inside = [m.country for *_, m in view.inside(start, end) if m.country]
    demonyms = [state.country for i in range(start, end) if (state := demonym_at(view, i))]
    country = (inside or demonyms or [None])[0]
    name = _of_states().get((country or "", kind or ""))
    return Named(name, None, "ORG", "newsroom of a state") if name else None
