"""Names of a sentence as arguments: which preposition governs each, whether it is an object, what it is joined to.

No parser: the nearest function word before a name governs it, within its clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from naql.gazetteer import entry_named, index_of
from naql.languages import Pack
from naql.read.events.candidates import Sighting, starts_with
from naql.read.events.lexicon import EventLexicon, events_of
from naql.read.tokens import Words
from naql.records import Article, Mention, Span, Statement

STOPS = "\u061b;:.!?\u061f"
COMMAS = ",\u060c"


@dataclass(slots=True)
class Argument:
    """Mentions that stand for one side together ("France and Spain"): words [start, end).

    marker: the preposition or clitic that governs them, "" for none.
    between, agent: what kind of marker it is.
    """

    start: int
    end: int
    mentions: list[Mention]
    marker: str = ""
    between: bool = False
    agent: bool = False


@dataclass(slots=True)
class Scene:
    """One article as the coder of events sees it: word lists by index.

    content[i] is the index of the innermost statement whose content holds word i (-1 for none), `cue` likewise.
    """

    words: Words
    pack: Pack
    lexicon: EventLexicon
    article: Article
    statements: tuple[Statement, ...]
    sighting: Sighting
    spots: dict[int, tuple[int, Mention]] = field(default_factory=dict)
    content: list[int] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)
    governor: list[tuple[str, str]] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)

    def sentence(self, i: int) -> tuple[int, int]:
        """The first word and one past the last of the sentence of word `i`."""
        return self.words.sentences[self.words.sentence[i]]


def scene_of(
    words: Words,
    pack: Pack,
    article: Article,
    mentions: tuple[Mention, ...],
    statements: tuple[Statement, ...],
    sighting: Sighting,
) -> Scene:
    """The article with its mentions by word, statements by word, and the governor of every word."""
    scene = Scene(words, pack, events_of(pack), article, statements, sighting)
    size = len(words)
    for m in mentions:
        first = words.at(m.span.start)
        last = words.at(max(m.span.start, m.span.end - 1)) + 1
        entry = entry_named(m.name)
        if first < size and first not in scene.spots and not (entry and entry.sort == "newsroom" and not m.country):
            scene.spots[first] = (min(last, size), m)
    _add_unnamed(scene)
    scene.content, scene.cue = [-1] * size, [-1] * size
    widths = [sum(c.end - c.start for c in s.content) for s in statements]
    for n in sorted(range(len(statements)), key=lambda n: -widths[n]):
        s = statements[n]
        for c in s.content:
            for i in range(words.at(c.start), min(size, words.at(max(c.start, c.end - 1)) + 1)):
                scene.content[i] = n
    for n, s in enumerate(statements):
        if s.cue:
            for i in range(words.at(s.cue.start), min(size, words.at(s.cue.end - 1) + 1)):
                scene.cue[i] = n
    _govern(scene)
    return scene


def clitics_of(scene: Scene, i: int) -> str:
    """The folded letters that were taken off the front of word `i`."""
    words = scene.words
    return scene.pack.fold(words.form[i][: words.core_start[i] - words.start[i]])


def _add_unnamed(scene: Scene) -> None:
    """Adds sides that are no mentions: demonyms ("two Greek diplomats") and groups without a name."""
    words, index = scene.words, index_of(scene.pack.lang)
    taken = {k for first, (last, _) in scene.spots.items() for k in range(first, last)}
    groups = scene.lexicon.groups
    longest = max((len(g) for g in groups), default=0)
    for i in range(len(words)):
        if i in taken or words.kind[i] != "word":
            continue
        span = Span(words.core_start[i], words.end[i])
        known = [k for w in dict.fromkeys((words.norm[i], words.core[i])) for k in index.get((w,))]
        state = next((k.entry for k in known if k.demonym and not k.weak and k.entry and k.entry.country), None)
        if state:
            scene.spots[i] = (i + 1, Mention(span=span, kind="GPE", name=state.name, country=state.country))
            continue
        for n in range(longest, 0, -1):
            name = groups.get((words.core[i], *words.norm[i + 1 : i + n])) or groups.get(tuple(words.norm[i : i + n]))
            if name:
                span = Span(words.core_start[i], words.end[min(i + n, len(words)) - 1])
                scene.spots[i] = (i + n, Mention(span=span, kind="ORG", name=name))
                break


def _govern(scene: Scene) -> None:
    """For every word the marker that governs it and its kind (prepositions, agent, between), by its clause."""
    words, phrases = scene.words, scene.lexicon.phrases
    scene.governor = [("", "")] * len(words)
    scene.breaks = [False] * len(words)
    ended = {end for end, _ in scene.spots.values()}
    for first, last in words.sentences:
        now, i = ("", ""), first
        while i < last:
            width, marker = _marker_at(scene, i)
            if width:
                now = marker
            elif not starts_with(words, i, phrases["links"]):
                now = _changed(scene, i, now, ended)
            for k in range(i, min(last, i + max(width, 1))):
                scene.governor[k] = now
            i += max(width, 1)


def _marker_at(scene: Scene, i: int) -> tuple[int, tuple[str, str]]:
    """How many words from `i` on are a marker, and the marker with its kind; 0 where none stands there."""
    words, phrases = scene.words, scene.lexicon.phrases
    if i in scene.spots:
        return 0, ("", "")
    for kind in ("agent", "between", "prepositions"):
        width = starts_with(words, i, phrases[kind])
        if width:
            first = words.norm[i] if width == 1 and words.norm[i] in phrases[kind] else words.core[i]
            return width, (" ".join([first, *words.norm[i + 1 : i + width]]), kind)
    return 0, ("", "")


def _changed(scene: Scene, i: int, now: tuple[str, str], ended: set[int]) -> tuple[str, str]:
    """The marker from word `i` on, which is none: a clitic governs, a clause's end, a verb or a comma frees."""
    words, phrases = scene.words, scene.lexicon.phrases
    taken = next((c for c in reversed(clitics_of(scene, i)) if c in scene.lexicon.clitics), "")
    if taken:
        return taken, "prepositions"
    if starts_with(words, i, phrases["breaks"]) or words.form[i] in STOPS:
        scene.breaks[i] = True
        return "", ""
    if words.norm[i] in phrases["object_mark"] or i in scene.sighting.finite:
        return "", ""
    in_list = i in ended and i + 1 in scene.spots
    return ("", "") if words.form[i] in COMMAS and not in_list else now


def arguments_in(scene: Scene, start: int, end: int) -> list[Argument]:
    """The names in words [start, end), joined ones as one argument."""
    found: list[Argument] = []
    i = start
    while i < end:
        if i not in scene.spots:
            i += 1
            continue
        last, mention = scene.spots[i]
        marker, kind = scene.governor[i]
        before = found[-1] if found else None
        if before and _joined(scene, before, i, mention, marker):
            before.end = last
            before.mentions.append(mention)
        else:
            about = {"between": kind == "between", "agent": kind == "agent"}
            found.append(Argument(i, last, [mention], marker, **about))
        i = max(last, i + 1)
    return found


def _joined(scene: Scene, before: Argument, i: int, mention: Mention, marker: str) -> bool:
    """Whether a name belongs to the argument before it: joined by a conjunction, in a list, or one noun phrase."""
    words, gap = scene.words, range(before.end, i)
    if before.between:
        return marker == before.marker and len(gap) <= 8
    if marker != before.marker:
        return False
    joins = scene.lexicon.phrases["join"]
    attached = any(c in joins for c in clitics_of(scene, i))
    if len(gap) == 0:
        same = mention.country == before.mentions[-1].country or mention.country is None
        return attached or same
    plain = [k for k in gap if words.form[k] not in COMMAS]
    if len(gap) <= 4 and any(words.norm[k] in joins for k in gap) or (attached and len(gap) <= 3):
        return not any(scene.breaks[k] for k in gap)
    begins_joined = any(c in joins for k in gap for c in clitics_of(scene, k))
    if begins_joined and len(gap) <= 3:
        return True
    return len(plain) == 0 or (len(gap) <= 4 and mention.country == before.mentions[-1].country is not None)
