"""Offices named in a text («the Russian foreign minister») and who is meant by them.

A role is an office phrase of the gazetteer with the state or body beside it. Who held it is taken from the page where
the page says so, else from the gazetteer at the page's date. What nobody is known for stays a description.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from naql.gazetteer.entries import entry_named, states
from naql.gazetteer.index import LEAF, index_of, spellings
from naql.gazetteer.offices import holder_of
from naql.gazetteer.tables import table
from naql.languages import Pack, load_pack
from naql.read.coreference.short import US, short_name
from naql.read.coreference.speakers import Speakers
from naql.read.tokens import Words
from naql.records import Mention

GAP = 2


@dataclass(slots=True)
class Role:
    """Words [start, end) name an office: what it may be (role, English), of which state or body, and where its phrase
    ends. `country` and `body` are None where the text does not say; `size` counts the words of the phrase itself."""

    start: int
    end: int
    offices: tuple[tuple[str, str | None, str], ...]
    country: str | None = None
    body: str | None = None
    size: int = 1

    @property
    def keys(self) -> frozenset[str]:
        """The roles it may be."""
        return frozenset(role for role, _, _ in self.offices)


@cache
def _phrases(lang: str) -> dict[str, Any]:
    pack = load_pack(lang)
    root: dict[str, Any] = {}
    for row in table("offices"):
        english = row.many("en")[0] if row["en"] else row["role"].replace("_", " ")
        for phrase in row.many(lang):
            for words in spellings(phrase, pack):
                node = root
                for word in words:
                    node = node.setdefault(word, {})
                office = (row["role"], row["country"] or None, english)
                leaf = node.setdefault(LEAF, [])
                if office not in leaf:
                    leaf.append(office)
    return root


def find_roles(words: Words, pack: Pack, spots: dict[int, tuple[int, Mention]]) -> list[Role]:
    """The offices named in the text, in order. spots: first word of each mention to (one past its last word, it)."""
    root, found, at = _phrases(pack.lang), [], 0
    ends = dict(spots.values())
    while at < len(words):
        end, offices = _longest(words, root, at)
        if end == at:
            at += 1
            continue
        role = Role(at, end, tuple(offices), size=end - at)
        _place(role, words, spots, ends, pack)
        found.append(role)
        at = end
    return found


def _longest(words: Words, root: dict[str, Any], start: int) -> tuple[int, list[tuple[str, str | None, str]]]:
    best: tuple[int, list[tuple[str, str | None, str]]] = (start, [])
    for first in {words.norm[start], words.core[start]}:
        node, at, word = root, start, first
        while word in node:
            node = node[word]
            at += 1
            if LEAF in node and at > best[0]:
                best = (at, node[LEAF])
            if at >= len(words):
                break
            word = words.norm[at]
    return best


def _place(
    role: Role, words: Words, spots: dict[int, tuple[int, Mention]], ends: dict[int, Mention], pack: Pack
) -> None:
    """Give the role its state or body: named behind it, behind a link word, or (where none is) right before it."""
    for at in range(role.start, role.end):
        inside = spots.get(at)
        if inside and inside[1].kind == "ORG" and inside[1].country:
            role.country, role.end = inside[1].country, max(role.end, inside[0])
            return
    at = role.end
    for _ in range(GAP):
        if at in spots:
            end, mention = spots[at]
            if mention.kind in ("GPE", "LOC", "ORG"):
                role.country = mention.country
                role.body = mention.name if mention.kind != "GPE" else None
                role.end = end
            break
        if at >= len(words) or words.kind[at] != "word" or at - role.end >= 1:
            break
        at += 1
    if role.country is None and role.body is None:
        before = ends.get(role.start)
        if before and before.kind in ("GPE", "ORG") and index_of(pack.lang).bending.state_before:
            role.country, role.body = before.country, (before.name if before.kind == "ORG" else None)


def holder(role: Role, day: str | None, home: str | None) -> str | None:
    """Who held the office on the day by the gazetteer; `home` is the state that a role without one belongs to."""
    for key, only, _ in role.offices:
        country = role.country or only or home
        if only and country != only:
            continue
        for body in (role.body, None):
            found = holder_of(key, None if body else country, body, day) if body or country else None
            if found:
                return found
    return None


def role_in_english(role: Role) -> str:
    """The role in English with its state or body ("Russian foreign minister")."""
    exact = [e for e in role.offices if e[1] and e[1] == role.country]
    _, _, english = (exact or list(role.offices))[0]
    state = states().get(role.country or "")
    entry = entry_named(role.body)
    if entry and entry.kind == "ORG":
        return f"{short_name(entry)} {english}"
    if state:
        adjective = US.get(state.country or "") or (state.demonyms.get("en") or (state.name,))[0]
        return english if english.startswith(adjective) else f"{adjective} {english}"
    return english


def title_words(
    words: Words, start: int, end: int, speakers: Speakers, spots: dict[int, tuple[int, Mention]]
) -> set[str]:
    """What the words [start, end) say of somebody, fit for comparison: states as codes, other words plain."""
    said: set[str] = set()
    at = start
    while at < end:
        if at in spots:
            stop, mention = spots[at]
            if mention.kind == "GPE" and mention.country:
                said.add("=" + mention.country)
                at = max(stop, at + 1)
                continue
        word = words.core[at]
        if words.kind[at] == "word" and word not in speakers.stop and words.norm[at] not in speakers.stop:
            said.add(speakers.plain(word))
        at += 1
    return said
