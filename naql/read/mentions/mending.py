"""Rules over what the model tagged: demonyms by one rule, two names joined by a proclitic apart, a name once seen
found again on the page."""

from __future__ import annotations

from collections.abc import Iterator

from naql.gazetteer import index_of
from naql.languages import Pack
from naql.read.mentions.candidates import Candidate
from naql.read.mentions.tagged import Tagged
from naql.read.tokens import Words

SURE = 0.6
DOUBTFUL = 0.5
RARE = 300
LEAST = 4


def mended(tagged: list[Tagged], candidates: list[Candidate], words: Words, pack: Pack) -> list[Tagged]:
    """The tagged names after the rules, in order, not overlapping."""
    apart = [part for t in tagged for part in _apart(t, candidates, words, pack)]
    stated = _demonyms(_states(apart, candidates, words, pack), candidates, words, pack)
    return _again(stated, words, pack)


def speaks_for_state(candidate: Candidate, words: Words, pack: Pack) -> bool:
    """Whether a demonym stands for its state's action, not for where private people, goods or papers are from."""
    at = candidate.start
    if at and words.paragraph[at - 1] == words.paragraph[at]:
        private = index_of(pack.lang).private
        return words.norm[at - 1] not in private and words.core[at - 1] not in private
    return True


def _states(tagged: list[Tagged], candidates: list[Candidate], words: Words, pack: Pack) -> list[Tagged]:
    """States that the model left out although their names are rare words, and states in the place of a doubtful thing
    that holds one."""
    kept = list(tagged)
    for c in candidates:
        entry = c.known[0].entry
        if c.demonym or c.kind != "GPE" or not entry or entry.sort != "state" or c.end - c.start > 1:
            continue
        over = [t for t in kept if t.start < c.end and c.start < t.end]
        doubtful = bool(over) and over[0].kind == "OTHER" and over[0].confidence < DOUBTFUL and not c.weak
        rare = len(words.core[c.start]) >= LEAST - 1 and pack.frequencies.get(words.core[c.start], 0) < RARE
        if doubtful or (not over and rare):
            kept = [t for t in kept if t not in over]
            kept.append(Tagged(c.start, c.end, "GPE", SURE))
    return sorted(kept, key=lambda t: t.start)


def _demonyms(tagged: list[Tagged], candidates: list[Candidate], words: Words, pack: Pack) -> list[Tagged]:
    covered = {i: t for t in tagged for i in range(t.start, t.end)}
    out = list(tagged)
    for c in candidates:
        if not c.demonym or c.weak:
            continue
        over = {covered[i] for i in range(c.start, c.end) if i in covered}
        if not over and speaks_for_state(c, words, pack):
            out.append(Tagged(c.start, c.end, "GPE", SURE))
        elif len(over) == 1 and not speaks_for_state(c, words, pack):
            only = next(iter(over))
            if only.kind in ("GPE", "LOC") and (only.start, only.end) == (c.start, c.end):
                out.remove(only)
    return sorted(out, key=lambda t: t.start)


def _apart(tagged: Tagged, candidates: list[Candidate], words: Words, pack: Pack) -> Iterator[Tagged]:
    """Two names that a proclitic joins («A wa-B») are two, unless the gazetteer knows them as one."""
    joins = index_of(pack.lang).joins
    if joins and not any(c.start == tagged.start and c.end == tagged.end for c in candidates):
        starts = {c.start for c in candidates if not c.weak}
        for i in range(tagged.start + 1, tagged.end):
            joined = words.norm[i] != words.core[i] and words.norm[i].startswith(joins)
            if joined and (tagged.kind in ("GPE", "LOC", "PER") or i in starts):
                yield Tagged(tagged.start, i, tagged.kind, tagged.confidence)
                yield from _apart(Tagged(i, tagged.end, tagged.kind, tagged.confidence), candidates, words, pack)
                return
    yield tagged


def _again(tagged: list[Tagged], words: Words, pack: Pack) -> list[Tagged]:
    """Rare words tagged surely once are the same name wherever they stand on the page untagged."""
    counts, index = pack.frequencies, index_of(pack.lang)
    sure: dict[tuple[str, ...], str] = {}
    for t in tagged:
        forms = (words.core[t.start], *words.norm[t.start + 1 : t.end])
        if t.confidence >= SURE and len(forms[0]) >= LEAST and (len(forms) > 1 or counts.get(forms[0], 0) < RARE):
            sure.setdefault(forms, t.kind)
        long = t.kind == "PER" and t.confidence >= SURE and len(forms) > 1 and len(forms[-1]) >= LEAST
        if long and counts.get(forms[-1], 0) < RARE:
            sure.setdefault(forms[-1:], "PER")
    if not sure:
        return tagged
    covered = {i for t in tagged for i in range(t.start, t.end)}
    firsts: dict[str, list[tuple[str, ...]]] = {}
    for forms in sorted(sure, key=len, reverse=True):
        firsts.setdefault(forms[0], []).append(forms)
    out = list(tagged)
    for i, core in enumerate(words.core):
        cased = not index.bending.capitals or words.form[i][:1].isupper()
        for forms in firsts.get(core, ()) if i not in covered and cased else ():
            end = i + len(forms)
            if tuple(words.norm[i + 1 : end]) == forms[1:] and covered.isdisjoint(range(i, end)):
                out.append(Tagged(i, end, sure[forms], SURE))
                covered.update(range(i, end))
                break
    return sorted(out, key=lambda t: t.start)
