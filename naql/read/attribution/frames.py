"""The source and the content of each cue by rule: where the construction of the cue says they stand.

These frames stand alone where no model is trained, and are features of the learned tagger where one is. A frame is a
proposal; whether the cue is one is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from naql.read.attribution.lexicon import CueMatch
from naql.read.attribution.page import PageWords, Range
from naql.read.attribution.phrases import NOMINAL, source_after, source_before, source_beside

LEADING = frozenset({":", "-", "–", "—", ","})
LOOK = 45  # words over which a complementiser is looked for


@dataclass(slots=True)
class Frame:
    """What a cue claims: its source and content in words, and where the content was found ("after", "before" ...)."""

    cue: CueMatch
    source: Range | None
    content: list[Range]
    how: str


def frame_of(page: PageWords, n: int) -> Frame:
    """The frame of the `n`th cue of the page."""
    cue = page.cues[n]
    if cue.rule.shape == "credit":
        return _credit(page, cue)
    if cue.rule.shape == "noun":
        return _noun(page, cue)
    return _verb(page, n)


def _clause_start(page: PageWords, n: int) -> int:
    """Where the clause of a cue begins: behind what an earlier cue of the sentence or a quotation mark opened."""
    cue = page.cues[n]
    start = page.sentence(cue.start)[0]
    quote = page.quote[cue.start]
    if quote >= 0:
        start = max(start, page.quotes[quote].start)
    for k in range(n - 1, -1, -1):
        before = page.cues[k]
        if before.end <= start:
            break
        if before.rule.shape == "noun":
            continue
        return _opened_at(page, before.end, cue.start)
    return start


def _opened_at(page: PageWords, i: int, end: int) -> int:
    """The first word behind the complementiser, colon or comma that follows word `i` before `end`."""
    for k in range(i, min(end, i + LOOK)):
        if page.cls[k] == "that" or page.words.form[k] in page.lexicon.order.credit_close:
            return k + 1
    return i


def _verb(page: PageWords, n: int) -> Frame:
    cue, order = page.cues[n], page.lexicon.order
    start, end = _clause_start(page, n), page.sentence(cue.start)[1]
    marks = page.lexicon.marks[cue.rule.id]
    source = None
    if cue.rule.shape != "impersonal" and not cue.rule.within:
        source = _subject(page, cue, start, end, marks)
    if cue.rule.shape == "aside" and order.subject != "before":
        source = None
    after = max(cue.end, source[1] if source else 0)
    content, how = _clause_after(page, cue, after, end)
    if not content and order.object == "before" and cue.rule.shape == "verb":
        content, how = _object_before(page, cue, source, start), "before"
    if not content:
        content, how = _object_after(page, cue, after, end, marks), "object"
    if not content and order.inverted:
        content, how = _before(page, source[0] if source and source[0] < cue.start else cue.start), "inverted"
    return Frame(cue, source, content, how)


def _subject(page: PageWords, cue: CueMatch, start: int, end: int, marks: frozenset[str]) -> Range | None:
    order = page.lexicon.order
    if order.subject == "before":
        if order.inverted and cue.start > 0 and page.words.form[cue.start - 1] in (",", *page.pack.closing.values()):
            after = source_after(page, cue.end, end)
            named = after and (page.name[after[0]] or page.cls[after[0]] in (*NOMINAL, "pronoun"))
            return after if named else source_beside(page, start, cue.start) or after
        if order.object == "before" and cue.start > start and page.cls[cue.start - 1] == "join":
            return None
        return (source_beside if order.inverted else source_before)(page, start, cue.start)
    if order.subject == "either":
        before = source_before(page, start, cue.start) if cue.start - start >= 1 else None
        if before and before[1] - before[0] <= 14 and _stands_before(page, cue, before, start):
            return before
        return source_after(page, cue.end, end, marks)
    return source_after(page, cue.end, end, marks)


def _stands_before(page: PageWords, cue: CueMatch, before: Range, start: int) -> bool:
    """Whether the noun phrase before an Arabic-style verb is its subject: nothing but particles lies between."""
    joined = page.core[cue.start] != page.words.norm[cue.start] or page.cls[cue.start - 1] == "join"
    if joined:
        return False
    between = range(before[1], cue.start)
    if any(page.cls[k] not in ("opener", "clause_end") and page.words.kind[k] != "mark" for k in between):
        return False
    named = any(page.name[k] or page.cls[k] in NOMINAL for k in range(*before))
    return named and all(page.words.form[k] not in page.lexicon.enders for k in between)


def _quote_from(page: PageWords, i: int) -> Range | None:
    """The quotation that opens at or right behind word `i`."""
    for k in (i, i + 1, i + 2):
        if k < len(page.quote) and page.quote[k] >= 0:
            quote = page.quotes[page.quote[k]]
            return (quote.start, quote.end) if quote.start in (k, k + 1) else None
        if k < len(page.quote) and page.words.kind[k] != "mark":
            return None
    return None


def _clause_after(page: PageWords, cue: CueMatch, after: int, end: int) -> tuple[list[Range], str]:
    """The clause that a complementiser, a colon or a quotation opens behind the cue and its source."""
    if not cue.rule.clause:
        return [], ""
    reach = LOOK if page.lexicon.order.object == "after" else 14
    for k in range(after, min(end, after + reach)):
        form, cls = page.words.form[k], page.cls[k]
        opens = cls == "that" or form == ":"
        other = page.cues[page.cue[k]] if page.cue[k] >= 0 else cue
        relayed = bool(cue.rule.relay) and other.rule.shape == "noun"
        if other is not cue and other.start >= after and not opens and not relayed:
            break
        quoted = _quote_from(page, k) if page.words.kind[k] == "mark" and (k == after or page.quote[k] < 0) else None
        if quoted and quoted[0] > k and (quoted[1] - quoted[0] > 5 or k == after):
            return [_trim(page, *quoted)], "quote"
        if opens:
            return _rest(page, cue, k + 1, end, form == ":"), "that"
        if form in page.lexicon.pauses and page.lexicon.order.object == "before" and k == cue.end:
            return _rest(page, cue, k + 1, end, False), "comma"
    bare = cue.rule.shape == "verb" and not cue.rule.object and not cue.rule.marks
    if bare and page.lexicon.order.object == "before":
        return _rest(page, cue, after, end, False), "bare"
    return [], ""


def _rest(page: PageWords, cue: CueMatch, start: int, end: int, colon: bool) -> list[Range]:
    """From `start` to the end of what is said: the quotation, or the sentence up to a cue of the same speaker."""
    quoted = _quote_from(page, start)
    if quoted and quoted[1] >= min(end, quoted[0] + 4) - 1:
        return [_trim(page, *quoted)]
    stop = end
    if page.quote[cue.start] >= 0:
        stop = min(end, page.quotes[page.quote[cue.start]].end)
    for k in range(start + 2, stop):
        n = page.cue[k]
        if n >= 0 and page.cues[n].start == k and _closes(page, k, cue):
            stop = k
            break
    if colon and stop == end:
        stop = _continued(page, stop)
    part = _trim(page, start, stop)
    return [part] if part[1] > part[0] else []


def _closes(page: PageWords, k: int, cue: CueMatch) -> bool:
    """Whether the cue at `k` goes on in the outer voice: an adverbial behind a comma, or a coordinated verb."""
    rule = page.cues[page.cue[k]].rule
    comma = page.words.form[k - 1] in page.lexicon.order.credit_close
    if rule.shape == "aside":
        return comma
    if rule.shape == "credit":
        return comma and page.lexicon.order.object == "after"
    if page.lexicon.order.object == "after":
        return comma and page.core[k] != page.words.norm[k]
    return page.cls[k - 1] == "join" or cue.rule.shape == "aside" and comma


def _continued(page: PageWords, end: int) -> int:
    """The end of the speech that goes on over the sentences of the paragraph that have no cue of their own."""
    while end < len(page.cue) and page.words.paragraph[end] == page.words.paragraph[end - 1]:
        sentence = page.sentence(end)
        if any(page.cue[k] >= 0 and page.cues[page.cue[k]].rule.fits >= 0.7 for k in range(*sentence)):
            break
        end = sentence[1]
    return end


def _trim(page: PageWords, start: int, end: int) -> Range:
    """The range without marks at its ends, save a bracket or quotation that it holds whole."""
    while end > start and page.words.kind[end - 1] == "mark" and page.words.form[end - 1] not in page.lexicon.kept:
        if page.quote[end - 1] < 0 and page.words.form[end - 1] in page.pack.closing.values():
            break
        end -= 1
    while start < end and page.words.kind[start] == "mark" and page.words.form[start] in LEADING | page.lexicon.pauses:
        start += 1
    return start, end


def _object_before(page: PageWords, cue: CueMatch, source: Range | None, start: int) -> list[Range]:
    """The object in front of a verb at the end of its clause: behind its preposition, or up to its object mark."""
    rule = cue.rule
    begin = source[1] if source else start
    marks = page.lexicon.marks[rule.id]
    for k in range(cue.start - 1, begin - 1, -1):
        two = " ".join(page.words.norm[k : k + 2])
        if page.words.norm[k] in marks or two in marks:
            width = 2 if two in marks else 1
            part = _trim(page, k + width, cue.start)
            return [part] if part[1] > part[0] else []
    if rule.object or rule.whole:
        while begin < cue.start and (
            page.cls[begin] == "opener" or page.time[begin] or page.words.kind[begin] == "mark"
        ):
            begin += 1
        marked = any(page.words.norm[k] in page.lexicon.order.object_mark for k in range(begin, cue.start))
        part = _trim(page, begin, cue.start)
        if part[1] > part[0] and (marked or rule.object):
            return [part]
    return []


def _object_after(page: PageWords, cue: CueMatch, after: int, end: int, marks: frozenset[str]) -> list[Range]:
    """The object or the prepositional phrase behind the cue and its source."""
    rule = cue.rule
    while after < end and (
        page.cls[after] == "opener" or page.time[after] or page.words.form[after] in page.lexicon.pauses
    ):
        after += 1
    if rule.whole:
        return _rest(page, cue, after, end, False)
    ended = page.words.norm[cue.end - 1] in marks and cue.end - cue.start > 1
    for k in range(after, min(end, after + 18)):
        norm, core = page.words.norm[k], page.core[k]
        if ended or norm in marks:
            return _rest(page, cue, k + (0 if ended else 1), end, False)
        if core != norm and page.taken[k] in marks:
            return _rest(page, cue, k, end, False)
        if page.words.form[k] in page.lexicon.enders:
            break
    if rule.object or not marks and rule.shape == "verb":
        return _rest(page, cue, after, end, False)
    return []


def _before(page: PageWords, end: int) -> list[Range]:
    """What stands in front of the cue in its sentence: a quotation, or the clause up to the comma."""
    start = page.sentence(end - 1)[0] if end else 0
    part = _trim(page, start, end)
    if part[1] > part[0] and page.quote[part[1] - 1] >= 0:
        quote = page.quotes[page.quote[part[1] - 1]]
        return [(quote.start, quote.end)]
    return [part] if part[1] - part[0] > 1 else []


def _credit(page: PageWords, cue: CueMatch) -> Frame:
    start, end = page.sentence(cue.start)
    source = source_after(page, cue.end, end)
    after = source[1] if source else cue.end
    lead = [
        k for k in range(start, cue.start) if page.words.kind[k] != "mark" and page.cls[k] not in ("opener", "join")
    ]
    closed = after < end and page.words.form[after] in page.lexicon.order.credit_close
    if len(lead) > 3 and (page.lexicon.order.object == "after" or not closed):
        part = _trim(page, _clause_of(page, cue, start), cue.start)
        return Frame(cue, source, [part] if part[1] > part[0] else [], "before")
    return Frame(cue, source, _rest(page, cue, after, end, False), "after")


def _clause_of(page: PageWords, cue: CueMatch, start: int) -> int:
    """Where the clause before a credit begins: with the sentence, or inside the quotation it stands behind."""
    return start


def _noun(page: PageWords, cue: CueMatch) -> Frame:
    end = page.sentence(cue.start)[1]
    marks = page.lexicon.marks[cue.rule.id]
    source = None if cue.rule.follows else source_after(page, cue.end, end, marks)
    if cue.rule.follows:
        source = source_before(page, page.sentence(cue.start)[0], cue.start)
        return Frame(cue, source, _rest(page, cue, cue.end, end, False), "after")
    after = source[1] if source else cue.end
    for k in range(after, min(end, after + 8)):
        two = " ".join(page.words.norm[k : k + 2])
        if page.words.norm[k] in marks or two in marks or page.cls[k] == "that":
            width = 2 if two in marks else 1
            if k + width < end and page.cls[k + width] == "that":
                width += 1
            return Frame(cue, source, _rest(page, cue, k + width, end, False), "after")
        if page.words.kind[k] == "mark":
            break
    return Frame(cue, source, [], "")
