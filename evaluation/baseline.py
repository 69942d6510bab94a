"""What doing nothing, or always the most common value, scores: the figures beside which others mean something."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]
EMPTY: Record = {"furniture": [], "times": [], "entities": [], "attributions": [], "events": []}


def first_line(text: str) -> dict[str, int] | None:
    """The first line that holds anything, as the headline."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            return {"start": at, "end": at + len(line.rstrip())}
        at += len(line)
    return None


def nothing(gold: Record) -> Record:
    """The page as one article in the most common language, its first line the headline, all of it one's words."""
    text = gold["text"]
    whole = {"start": 0, "end": len(text)}
    everything = {"id": "a0", "source": None, "cue": None, "content": [whole], "source_name": None}
    everything |= {"kind": "indirect", "act": "say", "via": None, "scope": "span"}
    record = {**EMPTY, "id": gold["id"], "text": text, "lang": "fa", "outlet": None, "published": None}
    return record | {"published_from": None, "headline": first_line(text), "attributions": [everything]}


def most_common(gold: Record) -> Record:
    """Gold's own links with the most common act, kind and chain, named by the words of their source."""

    def named(a: Record) -> Record:
        source = a["source"]
        name = gold["text"][source["start"] : source["end"]] if source else None
        return {**a, "source_name": name, "act": "say", "kind": "indirect", "via": None, "aka": []}

    return nothing(gold) | {"attributions": [named(a) for a in gold["attributions"]]}
