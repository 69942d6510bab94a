"""Runs the examples beside the rules of `events.toml` and finds what is wrong with the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from naql.languages import Pack
from naql.read.attribution import find_statements
from naql.read.coreference import resolve
from naql.read.events.arguments import scene_of
from naql.read.events.candidates import sight
from naql.read.events.coding import coded
from naql.read.events.lexicon import deeds, events_of
from naql.read.mentions import find_mentions
from naql.read.tokens import split_words
from naql.records import Article, Event, Problem

EXPECTED = re.compile(r"^(?P<text>.+?)\s*=>\s*(?P<code>.+)$")


def events_in(text: str, pack: Pack) -> tuple[Event, ...]:
    """The events of a bare sentence, read with the installation's own mentions and statements, doubtful ones too."""
    article = Article(article_id="", page_id="", name="", lang=pack.lang, page_text=text, text=text, pieces=())
    words = split_words(text, pack)
    mentions = find_mentions(words, pack, article, ())
    statements = find_statements(words, pack, article, (), mentions)
    mentions, statements = resolve(words, pack, article, mentions, statements)
    return coded(scene_of(words, pack, article, mentions, statements, sight(words, pack)), (), 0.0)


def code_of(event: Event) -> str:
    """An event in one line, as the examples write it: "VEN -REQUEST.assist-> RUS questioned"."""
    sides = ("+".join(sorted(a.country or a.name for a in side)) for side in (event.actors, event.recipients))
    actors, recipients = sides
    code = f"{event.type}.{event.mode}" if event.mode else event.type
    polarity = "" if event.polarity == "affirmed" else f" {event.polarity}"
    return f"{actors} -{code}-> {recipients}".strip() + polarity


def check(pack: Pack) -> list[Problem]:
    """What is wrong with the language's `events.toml`: unknown deeds, double words, missing or failing examples."""
    return [Problem(file=f"languages/{pack.lang}/events.toml", entry=e, reason=r) for e, r in _wrong(pack)]


def _wrong(pack: Pack) -> Iterator[tuple[str, str]]:
    lexicon = events_of(pack)
    for words, first, second in lexicon.double:
        yield second, f"{words!r} stands under {first} too"
    for rule in lexicon.rules.values():
        if rule.deed not in deeds():
            yield rule.id, f"no deed {rule.deed!r} in deeds.toml"
            continue
        unknown = [name for name in rule.lights if name not in lexicon.lights]
        if unknown:
            yield rule.id, f"unknown light verbs: {', '.join(unknown)}"
        if not rule.yes or not rule.no:
            yield rule.id, "a rule needs yes and no examples"
        for example in rule.yes:
            match = EXPECTED.match(example)
            if not match:
                yield rule.id, f"write the example as 'sentence => code': {example}"
                continue
            found = [code_of(e) for e in events_in(match["text"], pack) if rule.id in e.by]
            if match["code"].strip() not in found:
                yield rule.id, f"yes: {example} but found {'; '.join(found) or 'nothing'}"
        for example in rule.no:
            if any(rule.id in e.by for e in events_in(example, pack)):
                yield rule.id, f"no: {example}"
