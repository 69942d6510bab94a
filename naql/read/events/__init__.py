"""Who did what to whom -> `Event`s in PLOVER codes.

Predicates come from data (`lexicon`, `candidates`), their sides from the order of words and the markers of each rule
(`arguments`, `sides`, `naming`), polarity, status, themes and dates from the words around (`circumstances`).
"""

from naql.read.events.coding import find_events
from naql.read.events.examples import check

__all__ = ["check", "find_events"]
