"""What a draft does with its words (`act`) and how it gives them (`kind`), by rule.

The act is the cue's, turned by who speaks and by hint words in the content. Where a model is trained, `classify` asks
it instead and these answers are its features.
"""

from __future__ import annotations

from naql.read.attribution.page import Draft, PageWords, Range

NEUTRAL = ("say", "announce")
PRESS = ("agency", "document")
DIRECT_SHARE = 0.85  # of the content's words inside quotation marks; 0.7 to 1 tried on train
HEAD_WORDS = 14


def kind_by_rule(page: PageWords, draft: Draft) -> str:
    """direct where the content stands in quotation marks, mixed where it holds a quotation, else indirect."""
    inside = total = 0
    own = -1
    if draft.cue:
        own = page.quote[draft.cue[0]]
    for a, b in draft.content:
        for k in range(a, b):
            if page.words.kind[k] == "mark":
                continue
            total += 1
            inside += page.quote[k] >= 0 and page.quote[k] != own
    if not total or not inside:
        return "indirect"
    if inside / total >= DIRECT_SHARE:
        return "direct"
    return "mixed" if quoted_words(page, draft) else "indirect"


def quoted_words(page: PageWords, draft: Draft) -> int:
    """How many words of the content stand in quotations that are no names."""
    found = 0
    for a, b in draft.content:
        seen: set[int] = set()
        for k in range(a, b):
            n = page.quote[k]
            if n < 0 or n in seen:
                continue
            seen.add(n)
            quote = page.quotes[n]
            if draft.cue and quote.start <= draft.cue[0] < quote.end:
                continue
            size = quote.end - quote.start
            named = any(page.name[i] for i in range(quote.start, quote.end))
            if not (named and size <= 6):
                found += size
    return found


def source_class(page: PageWords, source: Range | None) -> str:
    """The class of the source phrase: that of its first classed word, "name" for a bare name, "none" for no source."""
    if not source:
        return "none"
    for k in range(*source):
        if page.cls[k] in ("title", "pronoun", "anonymous", "document", "agency", "body"):
            return page.cls[k]
        if page.name[k]:
            return page.name[k][2:]
    return "other"


def has_hint(page: PageWords, draft: Draft, hint: str) -> bool:
    """Whether the first words of the content hold a hint word of that kind."""
    words = page.lexicon.hints.get(hint, frozenset())
    for a, b in draft.content[:1]:
        for k in range(a, min(b, a + HEAD_WORDS)):
            if page.words.norm[k] in words or page.words.core[k] in words:
                return True
    return False


def act_by_rule(page: PageWords, draft: Draft) -> str:
    """The act of the cue, `report` for the press and documents, `urge` where a neutral cue's content demands."""
    act = draft.rule.act if draft.rule else "say"
    if act in NEUTRAL and source_class(page, draft.source) in PRESS:
        return "report"
    return act
