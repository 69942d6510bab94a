"""Article -> Reading: times, names, statements with their chains, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from naql.read.stages import bare_article, read

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["bare_article", "load", "read"]


def load(lang: str) -> Language:
    """The pipeline of a language: a spaCy `Language` whose documents carry the readings.

    `doc._.moments`, `doc._.mentions`, `doc._.statements`, `doc._.events` hold records that count into `doc.text`;
    `doc.spans` shows them as span groups. Raises MissingModel where no pack covers the language. The first call loads
    spaCy, which nothing else in Naql needs.
    """
    from naql.read.pipeline import load as load_pipeline

    return load_pipeline(lang)
