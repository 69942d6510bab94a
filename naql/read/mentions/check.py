"""Runs the examples of `mentions.toml` and `titles.toml`; looks for words under two values there (`naql check`)."""

from __future__ import annotations

from collections.abc import Iterator

from naql.languages import Pack
from naql.read.mentions.find import find_mentions
from naql.read.mentions.heads import Example, TitlesFile
from naql.read.mentions.wording import MentionsFile
from naql.read.tokens import split_words
from naql.records import Article, Problem


def check(pack: Pack) -> list[Problem]:
    """What is wrong with the pack's examples of names and its titles."""
    found: list[Problem] = []
    of_names, of_titles = pack.table("mentions", MentionsFile), pack.table("titles", TitlesFile)
    for name, examples in (("mentions", of_names.example), ("titles", of_titles.example)):
        file = f"languages/{pack.lang}/{name}.toml"
        found += [Problem(file=file, entry=e.text[:40], reason=r) for e in examples for r in _failures(e, pack)]
        if not examples:
            found.append(Problem(file=file, entry="", reason="no example"))
    return [*found, *_pronouns(pack)]


def _failures(example: Example, pack: Pack) -> Iterator[str]:
    words = split_words(example.text, pack)
    article = Article(
        article_id="", page_id="", name="", lang=pack.lang, page_text=example.text, text=example.text, pieces=()
    )
    mentions = find_mentions(words, pack, article, ())
    got = {m.span.of(example.text): m for m in mentions}
    for written, kind, name in example.yes:
        mention = got.get(written)
        if mention is None:
            yield f"{written!r} is not found (found: {', '.join(got) or 'nothing'})"
        elif mention.kind != kind:
            yield f"{written!r} is {mention.kind}, not {kind}"
        elif name and mention.name != name:
            yield f"{written!r} is named {mention.name!r}, not {name!r}"
    for written in example.no:
        if written in got:
            yield f"{written!r} is found as a name"


def _pronouns(pack: Pack) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for i, pronoun in enumerate(pack.table("titles", TitlesFile).pronoun):
        for word in pronoun.words:
            if seen.setdefault(pack.fold(word), i) != i:
                yield Problem(file=f"languages/{pack.lang}/titles.toml", entry=word, reason="a pronoun of two kinds")
