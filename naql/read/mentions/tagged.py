"""A range of words tagged as a name: what the model and the rules after it hand on."""

from __future__ import annotations

from msgspec import Struct


class Tagged(Struct, frozen=True):
    """Words [start, end) are a name of this kind, with the model's probability (that of its least sure word)."""

    start: int
    end: int
    kind: str
    confidence: float
