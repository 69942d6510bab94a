"""The features of the places where a cue's source and content may end, their beginnings being known.

The candidates are places between words, named by the word behind. Choosing is `reader`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

from naql.read.attribution.borders import Candidates, CueView
from naql.read.attribution.features import Shared, WordFeatures, bucket
from naql.read.attribution.page import PageWords, Range
from naql.read.attribution.quotations import Quotation

LONGEST_SOURCE = 28
LONGEST_CONTENT = 230
NEAR, FREE = 8, 60  # words of a content up to which it may end anywhere, and before certain words; then only at marks
SENTENCES, PARAGRAPHS = 9, 4  # over which a content may run


def source_ends(view: CueView, i: int) -> Candidates:
    """Where the source that begins at `i` may end."""
    page = view.page
    limit = min(view.start if i < view.start else view.high, i + LONGEST_SOURCE)
    places: list[int] = []
    rows: list[list[str]] = []
    keys: list[Shared] = []
    named = commas = 0
    closing = frozenset(page.pack.closing.values()) | {")"}
    for j in range(i + 1, limit + 1):
        last = j - 1
        named += page.name[last].startswith("B-")
        commas += page.words.form[last] in page.lexicon.pauses
        if page.words.kind[last] == "mark" and page.words.form[last] not in closing:
            continue
        row, key = _source_end(view, i, j, min(named, 3), min(commas, 3))
        places.append(j)
        rows.append(row)
        keys.append(key)
    return places, rows, keys


def _source_end(view: CueView, i: int, j: int, named: int, commas: int) -> tuple[list[str], Shared]:
    w, last = view.words, j - 1
    proposed = view.frame.source
    meets = "o"
    if proposed and j == proposed[1]:
        meets = "=" if i == proposed[0] else "e"
    kat = "Q" if j == view.start else w.around(w.cls, j)
    size, after = bucket(j - i), w.around(w.cls, j + 1)
    row = [
        "f=" + meets,
        "f|h=" + meets + view.shape,
        "kr|h=" + kat + view.shape,
        "z=" + size,
        "z|c=" + size + w.cls[i],
        f"m={named}{kat}",
        f"m|c={named}{w.cls[i]}",
        f"c={commas}",
        f"c|k={commas}{kat}",
        "i|kr=" + view.id + kat,
        f"m|kr2={named}{kat}{after}",
    ]
    if kat == "Q":
        return row + _shared_source_end(w, last, j, "Q", "Q"), None
    key = ("source", j, "")
    if key not in w.shared:
        w.shared[key] = _shared_source_end(w, last, j, w.around(w.norm, j), kat)
    return row, key


def _shared_source_end(w: WordFeatures, last: int, j: int, at: str, kat: str) -> list[str]:
    """The features of a source's end at `j` that do not depend on the cue."""
    page = w.page
    e, el, kl = w.around(w.name, j), w.name[last], w.cls[last]
    taken = page.taken[j] if j < len(page.core) else ""
    return [
        "r=" + at,
        "kr=" + kat,
        "er=" + e,
        "kl=" + kl,
        "el=" + el,
        "k2=" + kl + kat,
        "e2=" + el + e,
        "cut=" + ("cut" if e.startswith("I-") else "whole"),
        "q=" + w.around(w.shape, j),
        "kr2=" + kat + w.around(w.cls, j + 1),
        "er2=" + kat + w.around(w.name, j + 1),
        "n=" + w.norm[last],
        "u=" + w.quote[last] + w.around(w.quote, j),
        "el|kr=" + el + kat,
        "r|e=" + at + el,
        "s=" + _gap(page, last, j),
        "pro=" + taken + kat,
        "g=" + w.coarse[last],
        "gr=" + w.around(w.coarse, j),
        "g2=" + w.coarse[last] + w.around(w.coarse, j),
        "G=" + w.fine[last],
        "Gr=" + w.around(w.fine, j),
        "el|gr=" + el + w.around(w.coarse, j),
        "g|e=" + w.coarse[last] + e,
        "g2r=" + w.around(w.coarse, j) + w.around(w.coarse, j + 1),
        "pre=" + w.around(w.start, last) + w.around(w.start, j),
        "pre|el=" + el + w.around(w.start, j),
    ]


def _gap(page: PageWords, last: int, j: int) -> str:
    """Whether a sentence or paragraph ends between two words."""
    words = page.words
    if j >= len(words.kind) or words.paragraph[j] != words.paragraph[last]:
        return "P"
    return "S" if words.sentence[j] != words.sentence[last] else "-"


@dataclass(slots=True)
class Opened:
    """A content that has begun: where, in which quotation, and behind what opener."""

    view: CueView
    i: int
    source: Range | None
    quote: Quotation | None
    opener: str
    side: str
    proposed: int


def content_ends(view: CueView, i: int, source: Range | None) -> Candidates:
    """Where the content that begins at `i` may end, the source being known."""
    page, w, words = view.page, view.words, view.page.words
    quote = page.quotes[page.quote[i]] if page.quote[i] >= 0 and page.quote[i] != page.quote[view.start] else None
    place = view.between.get(i, "--")
    opener = "q" if quote and quote.start == i else place[1]
    proposed = view.frame.content[-1][1] if view.frame.content else -1
    opened = Opened(view, i, source, quote, opener, place[0], proposed)
    limit = min(len(page.cls), max(i + LONGEST_CONTENT, quote.end if quote else 0))
    if i < view.start and not (source and source[0] > i or view.shape == "credit"):
        limit = min(limit, view.start)
    kept = page.lexicon.kept | frozenset(page.pack.closing.values())
    places: list[int] = []
    rows: list[list[str]] = []
    keys: list[Shared] = []
    cues = 0
    for j in range(i + 1, limit + 1):
        last = j - 1
        cues += w.shape[last].startswith("B:") and w.shape[last].endswith("+") and last != view.start
        ends = j == len(words.kind) or words.kind[j] == "mark" or words.sentence[j] != words.sentence[last]
        if not ends and j != view.start and not _closes(page, i, j, source):
            continue
        if words.kind[last] == "mark" and words.form[last] not in kept:
            continue
        over = words.paragraph[last] - words.paragraph[i] > PARAGRAPHS
        if over or words.sentence[last] - words.sentence[i] > SENTENCES:
            break
        row, key = _content_end(opened, j, min(cues, 3))
        places.append(j)
        rows.append(row)
        keys.append(key)
    return places, rows, keys


def _closes(page: PageWords, i: int, j: int, source: Range | None) -> bool:
    """Whether a content may end in front of word `j`, where no mark stands; covers 99 % of the ends in train."""
    if j - i <= NEAR or source is not None and j == source[0]:
        return True
    if j - i > FREE:
        return False
    if page.cue[j] >= 0 or page.time[j] or page.cls[j] in ("join", "that", "stop", "opener", "clause_end"):
        return True
    return page.words.norm[j] != page.core[j]


def _content_end(opened: Opened, j: int, cues: int) -> tuple[list[str], Shared]:
    view, last = opened.view, j - 1
    w = view.words
    if j == view.start:
        at = k = "Q"
    elif opened.source and j == opened.source[0]:
        at = k = "S"
    else:
        at, k = w.around(w.norm, j), w.around(w.cls, j)
    final, qend = _final(view.page, j), _quote_end(opened, j)
    size, h, side, start = bucket(j - opened.i), view.shape, opened.side, opened.opener
    meets = "=" if j == opened.proposed else "o"
    row = [
        "f=" + meets,
        "f|h=" + meets + h,
        "f|w=" + meets + view.how + final,
        "f|i=" + meets + view.id,
        "kr|h=" + k + h + side,
        "e=" + final + side + start,
        "e|h=" + final + h + side,
        "e|i=" + final + view.id + side,
        "q|h=" + w.around(w.shape, j) + h,
        "q2|h=" + k + w.around(w.shape, j + 1) + h + side,
        "z=" + size + h,
        "z|e=" + size + final,
        "i|kr=" + view.id + k + side,
        "k|f=" + k + meets,
        *_extent(opened, last, str(cues), final, qend),
    ]
    if k in ("Q", "S"):
        return row + _shared_content_end(w, last, j, at, k, side), None
    key = ("content", j, side)
    if key not in w.shared:
        w.shared[key] = _shared_content_end(w, last, j, at, k, side)
    return row, key


def _extent(opened: Opened, last: int, c: str, final: str, qend: str) -> list[str]:
    """How many sentences, paragraphs and other cues the content would take in, against its quotation and opener."""
    words, start = opened.view.page.words, opened.opener
    s = str(min(words.sentence[last] - words.sentence[opened.i], 4))
    p = str(min(words.paragraph[last] - words.paragraph[opened.i], 2))
    return [
        "u=" + qend + start,
        "u|e=" + qend + final,
        "s=" + s + start,
        "s|e=" + s + final + start,
        "s|u=" + s + qend,
        "p=" + p + start + qend,
        "c=" + c + start,
        "c|s=" + c + s + qend,
        "c|e=" + c + final,
        "s|c|q=" + s + c + final + start,
    ]


def _shared_content_end(w: WordFeatures, last: int, j: int, at: str, k: str, side: str) -> list[str]:
    """The features of a content's end at `j` that do not depend on the cue but for its side."""
    kl, e = w.cls[last], w.around(w.name, j)
    return [
        "r=" + at,
        "kr=" + k + side,
        "q=" + w.around(w.shape, j),
        "q2=" + k + w.around(w.shape, j + 1),
        "k2=" + kl + k,
        "kl=" + kl,
        "n|r=" + w.norm[last] + at,
        "er=" + e,
        "cut=" + ("c" if e.startswith("I-") else "-"),
        "kr2=" + k + w.around(w.cls, j + 1),
        "nr2=" + k + w.around(w.norm, j + 1),
        "gr=" + w.around(w.coarse, j) + side,
        "g2=" + w.coarse[last] + w.around(w.coarse, j),
        "g2r=" + w.around(w.coarse, j) + w.around(w.coarse, j + 1),
        "Gr=" + w.around(w.fine, j),
    ]


def _final(page: PageWords, j: int) -> str:
    """P where a paragraph ends at `j`, E where a sentence does (marks may follow), else m."""
    words = page.words
    size = len(words.kind)
    over = j >= size or words.sentence[j] != words.sentence[j - 1]
    if not over:
        end = page.sentence(j)[1]
        if end - j > 4 or any(words.kind[k] != "mark" for k in range(j, end)):
            return "m"
    return "P" if j >= size - 1 or words.paragraph[min(j + 1, size - 1)] != words.paragraph[j - 1] else "E"


def _quote_end(opened: Opened, j: int) -> str:
    """How an end at `j` stands to the quotation in which the content began, or to one that it would cut."""
    page, quote = opened.view.page, opened.quote
    if quote:
        return "=" if j in (quote.end, quote.end + 1) else "in" if j < quote.end else "out"
    n = page.quote[j - 1]
    return "cut" if n >= 0 and j < len(page.quote) and page.quote[j] == n else "-"
