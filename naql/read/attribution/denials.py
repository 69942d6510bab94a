"""Whether words that a neutral cue hands on deny something: an answer of no, or a plain «we have not done it».

The phrases are data (`[denial]` in `sources.toml`). Denying verbs are cues of their own and not looked at here, nor are
negations that only describe («he is not here»).
"""

from __future__ import annotations

from naql.read.attribution.lexicon import Lexicon
from naql.read.attribution.page import Draft, PageWords
from naql.read.tokens import Words

REACH = 30  # words of the content's first sentence in which a denial is looked for
GAP = 12  # words that the parts of a phrase may stand apart


def denies(page: PageWords, draft: Draft) -> bool:
    """Whether the content opens with an answer of no or holds a denying phrase in its first sentence."""
    if not draft.content:
        return False
    start, end = draft.content[0]
    return denied(page.words, page.lexicon, start, min(end, page.sentence(start)[1], start + REACH))


def denied(words: Words, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` deny."""
    norm, denial = words.norm, lexicon.denial
    if start + 1 < end and norm[start] in denial.answers and words.form[start + 1] in lexicon.pauses:
        return True
    return any(_in_order(norm, start, end, phrase) for phrase in denial.phrases)


def _in_order(norm: list[str], start: int, end: int, phrase: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the parts of a phrase follow one another, each within `GAP` words of the one before."""
    at, limit = start, end
    for part in phrase:
        size = len(part)
        found = next((k for k in range(at, limit - size + 1) if tuple(norm[k : k + size]) == part), -1)
        if found < 0:
            return False
        at = found + size
        limit = min(end, at + GAP)
    return True
