"""Runs the examples of `speakers.toml` (`naql check`): names of sources, cues of nobody, forms of verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from naql.languages import Pack
from naql.read.coreference.speakers import Example, Hearsay, SpeakersFile
from naql.read.mentions import find_mentions
from naql.read.tokens import split_words
from naql.records import Article, Problem, Span, Statement


def check(pack: Pack) -> list[Problem]:
    """What is wrong with the pack's speakers."""
    path = f"languages/{pack.lang}/speakers.toml"
    file = pack.table("speakers", SpeakersFile)
    found = [Problem(file=path, entry=e.text[:40], reason=r) for e in file.example for r in _failures(e, pack)]
    if not file.example:
        found.append(Problem(file=path, entry="", reason="no example"))
    for hearsay in file.hearsay:
        found += [Problem(file=path, entry=hearsay.words[0], reason=r) for r in _hearsay(hearsay, pack)]
    for ending in file.agreement:
        fits = re.compile(ending.pattern).fullmatch
        wrong = [w for w in ending.yes if not fits(pack.fold(w))] + [w for w in ending.no if fits(pack.fold(w))]
        found += [Problem(file=path, entry=ending.pattern, reason=f"{w!r} goes the wrong way") for w in wrong]
        if not ending.yes or not ending.no:
            found.append(Problem(file=path, entry=ending.pattern, reason="no example"))
    return [*found, *_twice(file, pack)]


def _hearsay(hearsay: Hearsay, pack: Pack) -> Iterator[str]:
    starts = [tuple(pack.fold(w).split()) for w in hearsay.words]
    if not hearsay.yes or not hearsay.no:
        yield "no example"
    for expected, cues in ((True, hearsay.yes), (False, hearsay.no)):
        for cue in cues:
            words = tuple(pack.fold(cue).split())
            if any(words[: len(s)] == s for s in starts) is not expected:
                yield f"{cue!r} goes the wrong way"


def _twice(file: SpeakersFile, pack: Pack) -> Iterator[Problem]:
    """Adjectives under two English words."""
    seen: dict[str, str] = {}
    for english, forms in file.adjectives.items():
        for form in forms:
            if seen.setdefault(pack.fold(form), english) != english:
                yield Problem(file=f"languages/{pack.lang}/speakers.toml", entry=form, reason="two adjectives")


def _failures(example: Example, pack: Pack) -> Iterator[str]:
    # imported late: the stage itself exposes this check
    from naql.read.coreference import resolve

    wanted = [*((w, n, True) for w, n in example.yes), *((w, n, False) for w, n in example.no)]
    article = Article(
        article_id="",
        page_id="",
        name="",
        lang=pack.lang,
        page_text=example.text,
        text=example.text,
        pieces=(),
        published_at=example.day or None,
    )
    words, statements, at = split_words(example.text, pack), [], 0
    for number, (source, _, _) in enumerate(wanted):
        start = example.text.find(source, at)
        if start < 0:
            yield f"{source!r} does not stand in the text after the source before it"
            return
        at = start + len(source)
        statements.append(
            Statement(
                statement_id=str(number),
                source=Span(start, at) if source else None,
                cue=None,
                content=(Span(at, at + 1),),
            )
        )
    _, named = resolve(words, pack, article, find_mentions(words, pack, article, ()), tuple(statements))
    for (source, name, right), got in zip(wanted, named, strict=True):
        if (got.source_name == name) is not right:
            yield f"{source!r} is named {got.source_name!r}"
