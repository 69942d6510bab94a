"""Public events of known date that a text speaks of (`public_events.tsv` of the gazetteer).

A phrase of the table is found where all of its words stand in one sentence, in any order, endings and clitics of up to
three letters allowed. Whether the page was written about the event or only mentions it is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from naql.gazetteer.tables import table
from naql.languages import load_pack
from naql.read.tokens import Words

LEAST = 4  # letters from which a word may carry an ending or a clitic
EXTRA = 3  # letters that it may carry


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """A dated event and the folded words, in one language, by which it is known."""

    day: date
    name: str
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An event and the sentence that speaks of it."""

    event: PublicEvent
    sentence: int


@cache
def public_events(lang: str) -> tuple[PublicEvent, ...]:
    """The table in one language; an event that has no words in it is left out."""
    fold = load_pack(lang).fold
    found = []
    for row in table("public_events"):
        phrases = tuple(tuple(fold(w) for w in phrase.split()) for phrase in row.many(lang))
        if phrases:
            found.append(PublicEvent(date.fromisoformat(row["day"]), row["name"], phrases))
    return tuple(found)


def mentioned_events(words: Words, lang: str) -> list[Mentioned]:
    """The public events that sentences of the text speak of."""
    found = []
    for number, (first, last) in enumerate(words.sentences):
        tokens = set(words.norm[first:last]) | set(words.core[first:last])
        joined = " ".join(words.norm[first:last])
        for event in public_events(lang):
            if any(all(w in joined for w in phrase) and _holds(phrase, tokens) for phrase in event.phrases):
                found.append(Mentioned(event, number))
    return found


def _holds(phrase: tuple[str, ...], tokens: set[str]) -> bool:
    return all(
        w in tokens or (len(w) >= LEAST and any(w in t and len(t) - len(w) <= EXTRA for t in tokens)) for w in phrase
    )
