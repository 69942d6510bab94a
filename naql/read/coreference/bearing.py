"""Which person of the page a description without a name means («the envoy of X to Y»): the one beside whose name the
page says the same, before or after; of an opening without names the one who then speaks. What the gazetteer knows is
not asked here."""

from __future__ import annotations

from naql.read.coreference.page import Beside, PageView
from naql.read.mentions.heads import heads
from naql.records import Mention

BEFORE, AFTER = 7, 12  # words beside a name that may tell who the person is
CLOSE = 4  # words behind a name within which its title begins
ENOUGH = 0.6
NAMED = "="


def said_of(view: PageView, start: int, end: int) -> set[str]:
    """What words [start, end) say of somebody: states and bodies as «=name», other words plain, without empty ones."""
    words, speakers = view.words, view.speakers
    said: set[str] = set()
    at = start
    while at < end:
        if at in view.spots:
            stop, mention = view.spots[at]
            if mention.kind != "PER":
                said.add(NAMED + (mention.country if mention.kind == "GPE" and mention.country else mention.name or ""))
            at = max(stop, at + 1)
            continue
        empty = words.core[at] in speakers.stop or words.norm[at] in speakers.stop
        if view.home and (words.norm[at] in speakers.ours or words.core[at] in speakers.ours):
            said.add(NAMED + view.home)
        elif words.kind[at] == "word" and not empty and len(words.core[at]) > 1:
            said.add(speakers.plain(words.core[at]))
        at += 1
    return said


def persons_beside(view: PageView) -> list[Beside]:
    """Every named person of the page with what stands beside the name, in the order of the text."""
    found = []
    for at, (end, mention) in sorted(view.spots.items()):
        if mention.kind == "PER" and mention.name:
            first, last = _back_to(view, at), _on_to(view, end)
            said = said_of(view, first, at) | said_of(view, end, last)
            found.append(Beside(at, mention, frozenset(said), first, last))
    return found


def _stops(view: PageView, i: int) -> bool:
    """Whether a title does not go on over word `i`: an end of a sentence, a colon or bracket, another person's name."""
    form = view.words.form[i]
    if view.words.kind[i] == "mark" and (form in ".:;()[]!?" or i + 1 in {a for a, _ in view.words.sentences}):
        return True
    return i in view.spots and view.spots[i][1].kind == "PER"


def _back_to(view: PageView, at: int) -> int:
    first = view.words.sentences[view.words.sentence[at]][0]
    start = at
    while start > max(first, at - BEFORE) and not _stops(view, start - 1):
        start -= 1
    return start


def _on_to(view: PageView, end: int) -> int:
    last = view.words.sentences[view.words.sentence[end - 1]][1]
    stop = end
    while stop < min(last, end + AFTER) and not _stops(view, stop):
        stop += 1
    return stop


def bearer(view: PageView, start: int, end: int, head: int) -> Mention | None:
    """The person whom the description in words [start, end) means; `head` is the word of the office or noun in it.

    The title must touch the name, the states and bodies of the description must stand beside it, and most other words;
    a description of a single word means nobody.
    """
    wanted = said_of(view, start, end)
    noun = view.speakers.plain(view.words.core[head])
    if len(wanted) < 2 or noun not in wanted:
        return None
    names = {w for w in wanted if w.startswith(NAMED)}
    best: tuple[float, int] | None = None
    chosen = None
    for beside in view.beside:
        if start <= beside.at < end or not names <= beside.words or not _touches(view, beside, noun, wanted):
            continue
        share = len(wanted & beside.words) / len(wanted)
        rank = (round(share, 2), -abs(beside.at - start))
        if share >= ENOUGH and (best is None or rank > best):
            best, chosen = rank, beside.person
    return chosen


def _touches(view: PageView, beside: Beside, noun: str, wanted: set[str]) -> bool:
    """Whether the noun's title touches the name: close behind it, or before it with nothing foreign between."""
    plain, words = view.speakers.plain, view.words
    past = view.spots[beside.at][0]
    if any(plain(words.core[i]) == noun for i in range(past, min(beside.last, past + CLOSE))):
        return True
    for i in range(beside.at - 1, beside.first - 1, -1):
        if plain(words.core[i]) == noun:
            foreign = [k for k in range(i + 1, beside.at) if not _of_title(view, k, wanted)]
            return len(foreign) <= 1
    return False


def _of_title(view: PageView, i: int, wanted: set[str]) -> bool:
    words, speakers = view.words, view.speakers
    if words.kind[i] != "word" or speakers.plain(words.core[i]) in wanted or words.norm[i] in speakers.stop:
        return True
    if any(a <= i < b for a, (b, m) in view.spots.items() if m.kind != "PER" and i - a < BEFORE):
        return True
    return "person" in heads(view.pack.lang).get(words.core[i], ())


def speaker_to_come(view: PageView, start: int, end: int) -> Mention | None:
    """Of a description in the page's opening, before any person has spoken: the first person who then speaks."""
    if len(said_of(view, start, end)) < 2 or any(n.kind in ("PER", "people") for n in view.named):
        return None
    later = sorted(((at, m) for at, m in view.later if at >= end), key=lambda found: found[0])
    speakers = {m.name for _, m in later}
    return later[0][1] if len(speakers) == 1 else None
