"""Where the phrase that names a source begins and ends: hand-written borders, from word classes, names and times.

It knows nothing of cues' meanings; `frames` says on which side to look.
"""

from __future__ import annotations

from naql.read.attribution.page import PageWords, Range

REACH = 26  # words that a source phrase may take
NOMINAL = ("title", "anonymous", "document", "agency", "outlet", "body")


def _nominal(page: PageWords, i: int) -> bool:
    return bool(page.name[i]) or page.cls[i] in NOMINAL


def source_after(page: PageWords, i: int, limit: int, closers: frozenset[str] = frozenset()) -> Range | None:
    """The noun phrase that begins at or soon after word `i`, before `limit`; None where a clause begins at once."""
    while i < limit and (page.cls[i] == "opener" or page.time[i]):
        i += 1
    if i >= limit or page.cls[i] in ("that", "stop") or _mark(page, i) and not _short_quote(page, i):
        return None
    end = _phrase_end(page, i, min(limit, i + REACH), closers)
    return (i, end) if end > i else None


def source_before(page: PageWords, start: int, end: int) -> Range | None:
    """The noun phrase that begins the clause of words `start` to `end`, without what goes before and after it."""
    i = _phrase_start(page, start, end)
    if i >= end:
        return None
    stop = _phrase_end(page, i, min(end, i + REACH), frozenset())
    return (i, stop) if stop > i else None


def source_beside(page: PageWords, start: int, end: int) -> Range | None:
    """The noun phrase right in front of word `end`, not before `start`, where the subject touches its verb."""
    stop = end
    while stop > start and (page.cls[stop - 1] == "opener" or page.time[stop - 1]):
        stop -= 1
    if stop > start and page.words.form[stop - 1] in page.lexicon.pauses:
        return _with_apposition(page, start, stop - 1)
    i = stop
    while i > start and stop - i < REACH:
        k = i - 1
        bracket = _bracket(page, k, start)
        if bracket is not None:
            i = bracket
            continue
        inside = page.name[k].startswith("I-") or page.quote[k] >= 0 and page.quote[k] == page.quote[end - 1]
        comma = page.words.form[k] in page.lexicon.pauses and _titled(page, i, stop) and k - 1 > start
        if not inside and not comma and (_edge(page, k) or page.cls[k] == "stop" and not _attached(page, k, stop)):
            break
        i = k
    while i < stop and (page.cls[i] in ("opener", "join") or _mark(page, i)):
        i += 1
    return (i, stop) if i < stop else None


def _with_apposition(page: PageWords, start: int, comma: int) -> Range | None:
    """The noun phrase whose apposition between commas ends at `comma` («X, the head of Y, said»)."""
    low = max(start + 1, comma - REACH)
    first = next((k for k in range(comma - 1, low - 1, -1) if page.words.form[k] in page.lexicon.pauses), None)
    whole = source_beside(page, start, first) if first is not None else None
    return (whole[0], comma) if whole else None


def _bracket(page: PageWords, k: int, start: int) -> int | None:
    """Where the short bracket begins that ends with word `k`, or None."""
    if page.words.form[k] != ")":
        return None
    return next((b for b in range(k - 1, max(start, k - 6), -1) if page.words.form[b] == "("), None)


def _edge(page: PageWords, k: int) -> bool:
    """Whether a clause begins behind word `k`."""
    return _mark(page, k) or page.cls[k] in ("that", "clause_end", "opener") or page.cue[k] >= 0


def _titled(page: PageWords, start: int, end: int) -> bool:
    """Whether the words hold a title but no name of a person, so that the name stands in front of a comma."""
    words = range(start, end)
    return any(page.cls[k] == "title" for k in words) and not any(page.name[k].endswith("PER") for k in words)


def _phrase_start(page: PageWords, i: int, end: int) -> int:
    while i < end:
        cls = page.cls[i]
        if cls in ("opener", "that", "join") or page.time[i] or _mark(page, i) and not _short_quote(page, i):
            i += 1
        elif cls == "stop" or cls == "told":
            i = _past_adjunct(page, i, end)
        else:
            break
    return i


def _past_adjunct(page: PageWords, i: int, end: int) -> int:
    """The word after an adjunct that begins at `i`: behind its comma, or behind its times and its first noun."""
    for k in range(i + 1, min(end, i + 12)):
        if page.words.form[k] in page.lexicon.order.credit_close:
            return k + 1
    k = i + 1
    while k < end and page.time[k]:
        k += 1
    return k if k > i + 1 else min(end, i + 2)


def _mark(page: PageWords, i: int) -> bool:
    return page.words.kind[i] == "mark"


def _short_quote(page: PageWords, i: int) -> bool:
    """Whether a quotation of a name begins at the mark `i`."""
    if i + 1 >= len(page.quote) or page.quote[i + 1] < 0:
        return False
    quote = page.quotes[page.quote[i + 1]]
    return quote.start == i + 1 and quote.closed and quote.end - quote.start <= 5


def _phrase_end(page: PageWords, i: int, limit: int, closers: frozenset[str]) -> int:
    k = i
    while k < limit:
        form, cls = page.words.form[k], page.cls[k]
        if k > i and page.words.norm[k] in closers and not page.name[k].startswith("I-"):
            break
        if form in ("(", ":") or cls in ("that", "clause_end") or page.time[k]:
            break
        if form in page.lexicon.order.credit_close:
            if not _apposition(page, i, k, limit):
                break
        elif _mark(page, k) and form not in ("-", "#", "_") and page.quote[k] < 0:
            if not _short_quote(page, k):
                break
            k = page.quotes[page.quote[k + 1]].end
        elif (
            (cls in ("stop", "opener", "told") or page.cue[k] >= 0 and k > i)
            and not page.name[k].startswith("I-")
            and not _attached(page, k, limit)
            and k > i
        ):
            break
        k += 1
    k = min(k, limit)
    while k > i and (page.cls[k - 1] == "join" or _mark(page, k - 1) and page.quote[k - 1] < 0 and _plain(page, k - 1)):
        k -= 1
    return k


def _plain(page: PageWords, i: int) -> bool:
    return page.words.form[i] not in page.pack.closing.values()


def _attached(page: PageWords, k: int, limit: int) -> bool:
    """Whether the preposition at `k` belongs to a title («ambassador in X»): a name follows, a title goes before."""
    if page.cls[k] != "stop" or page.time[k] or k + 1 >= limit or not page.name[k + 1].endswith(("GPE", "ORG")):
        return False
    return any(page.cls[p] == "title" for p in range(max(0, k - 4), k))


def _apposition(page: PageWords, i: int, comma: int, limit: int) -> bool:
    """Whether the phrase goes on behind a comma: a title behind a name, or a name behind a title."""
    after = comma + 1
    if after >= limit:
        return False
    if any(page.cls[k] in ("agency", "outlet") for k in range(i, comma)):
        return False
    named = any(page.name[k] for k in range(i, comma))
    titled = any(page.cls[k] == "title" for k in range(i, comma))
    return (
        page.cls[after] == "title" or page.name[after] == "B-PER" and titled and not _has_person(page, i, comma, named)
    )


def _has_person(page: PageWords, i: int, end: int, named: bool) -> bool:
    return named and any(page.name[k].endswith("PER") for k in range(i, end))
