"""One spaCy pipeline per language; the way from an `Article` to a `Reading`.

Each stage is a plain function over `Words`; here it becomes a spaCy component, so that a user can leave one out,
put another in its place, or run the pipeline on text of their own. No stage logic lives here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from naql.languages import load_pack
from naql.read.attribution import find_statements
from naql.read.convert import in_page
from naql.read.coreference import resolve
from naql.read.events import find_events
from naql.read.mentions import find_mentions
from naql.read.moments import find_moments
from naql.read.tokens import Tokenizer
from naql.records import Article, Piece, Reading, Span, content_id

STAGES = ("moments", "mentions", "attribution", "coreference", "events")
for _name in ("words", "article"):
    Doc.set_extension(_name, default=None, force=True)
for _name in ("moments", "mentions", "statements", "events"):
    Doc.set_extension(_name, default=(), force=True)


def _moments(doc: Doc, lang: str) -> None:
    doc._.moments = find_moments(doc._.words, load_pack(lang), doc._.article)


def _mentions(doc: Doc, lang: str) -> None:
    doc._.mentions = find_mentions(doc._.words, load_pack(lang), doc._.article, doc._.moments)


def _attribution(doc: Doc, lang: str) -> None:
    doc._.statements = find_statements(doc._.words, load_pack(lang), doc._.article, doc._.moments, doc._.mentions)


def _coreference(doc: Doc, lang: str) -> None:
    found = resolve(doc._.words, load_pack(lang), doc._.article, doc._.mentions, doc._.statements)
    doc._.mentions, doc._.statements = found


def _events(doc: Doc, lang: str) -> None:
    given = (doc._.words, load_pack(lang), doc._.article, doc._.moments, doc._.mentions, doc._.statements)
    doc._.events = find_events(*given)


def _component(stage: Callable[[Doc, str], None]) -> Callable[..., Callable[[Doc], Doc]]:
    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def run(doc: Doc) -> Doc:
            lang = str(nlp.lang)
            if doc._.article is None:
                doc._.article = bare_article(doc.text, lang)
            stage(doc, lang)
            return doc

        return run

    return create


for _stage in STAGES:
    Language.factory(f"naql_{_stage}", func=_component(globals()[f"_{_stage}"]))


def _groups(doc: Doc) -> Doc:
    """The readings as span groups (`doc.spans["times"]` ...), for spaCy users and displacy."""
    at: dict[str, list[tuple[Span, str]]] = {
        "times": [(m.span, m.type) for m in doc._.moments],
        "names": [(m.span, m.kind) for m in doc._.mentions],
        "sources": [(s.source, s.source_name or "") for s in doc._.statements if s.source],
        "cues": [(s.cue, s.act) for s in doc._.statements if s.cue],
        "contents": [(c, s.kind) for s in doc._.statements for c in s.content],
        "events": [(e.trigger, e.type) for e in doc._.events],
    }
    for key, found in at.items():
        spans = (doc.char_span(s.start, s.end, label=label, alignment_mode="expand") for s, label in found)
        doc.spans[key] = [s for s in spans if s is not None]
    return doc


Language.component("naql_groups", func=_groups)


@cache
def load(lang: str) -> Language:
    """The pipeline of a language: a spaCy `Language` whose documents carry the readings.

    `doc._.moments`, `doc._.mentions`, `doc._.statements`, `doc._.events` hold records that count into `doc.text`;
    `doc.spans` shows them as span groups. Raises MissingModel where no pack covers the language.
    """
    pack = load_pack(lang)
    nlp = spacy.blank(lang)
    nlp.tokenizer = Tokenizer(nlp.vocab, pack)
    for stage in STAGES:
        nlp.add_pipe(f"naql_{stage}")
    nlp.add_pipe("naql_groups")
    return nlp


def bare_article(text: str, lang: str, **known: Any) -> Article:
    """An article around a text that came without a page: the text is its own copy."""
    pieces = (Piece(0, len(text), 0, len(text), True),) if text else ()
    page_id = content_id(None, text)
    return Article(
        article_id=content_id("article", page_id),
        page_id=page_id,
        name=known.pop("name", page_id),
        lang=lang,
        page_text=text,
        text=text,
        pieces=pieces,
        **known,
    )


def read(article: Article) -> Reading:
    """What the article says, with every span counting into `article.page_text`."""
    nlp = load(article.lang)
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for name, component in nlp.pipeline:
        if name != "naql_groups":
            doc = component(doc)
    return in_page(article, doc._.moments, doc._.mentions, doc._.statements, doc._.events)
