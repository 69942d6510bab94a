"""One spaCy pipeline per language, for people who build on Naql.

Each stage of `stages.py` becomes a spaCy component, so that a user can leave one out, put another in its place, or run
the pipeline on text of their own. No stage logic lives here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from naql.languages import load_pack
from naql.read.stages import STAGES, Draft, bare_article
from naql.read.tokenizer import Tokenizer
from naql.records import Span

RECORDS = ("moments", "mentions", "statements", "events")
for _name in ("words", "article"):
    Doc.set_extension(_name, default=None, force=True)
for _name in RECORDS:
    Doc.set_extension(_name, default=(), force=True)


def _component(stage: str) -> Callable[..., Callable[[Doc], Doc]]:
    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        lang = str(nlp.lang)

        def run(doc: Doc) -> Doc:
            article = doc._.article or bare_article(doc.text, lang)
            draft = Draft(doc._.words, article, *(getattr(doc._, name) for name in RECORDS))
            STAGES[stage](draft, load_pack(lang))
            for name in ("article", *RECORDS):
                setattr(doc._, name, getattr(draft, name))
            return doc

        return run

    return create


for _stage in STAGES:
    Language.factory(f"naql_{_stage}", func=_component(_stage))


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
