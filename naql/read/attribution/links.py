"""Statements that no cue word marks: the headline's «X: words», datelines, and the outlet a speaker talks to.

By rule alone. Cues are not this module's business, nor is who passes on whom (`chains`).
"""

from __future__ import annotations

from naql.read.attribution.page import Draft, PageWords, Range
from naql.read.attribution.phrases import NOMINAL, source_after, source_before

DATELINE_WORDS = 14
DATELINE_PARAGRAPHS = 5
TALK = 6  # words around an outlet among which a word for an interview is looked for
DASHES = ("-", "–", "—", "--", "_", "‐")


def headline_statements(page: PageWords) -> list[Draft]:
    """«X: words» in the headline or a line like one, X being a name, title or body and the words having no cue."""
    found: list[Draft] = []
    for n, (a, b) in enumerate(page.words.paragraphs):
        in_headline = page.headline[0] <= a < page.headline[1]
        if not in_headline and not (n < 3 and b - a < 26 and page.words.form[b - 1] not in page.lexicon.enders):
            continue
        found.extend(_colon_parts(page, a, b))
    return found


def _colon_parts(page: PageWords, a: int, b: int) -> list[Draft]:
    found = []
    for k in range(a + 1, min(b, a + 22)):
        if page.words.form[k] != ":" or k + 2 >= b or page.quote[k] >= 0:
            continue
        start = max((i + 1 for i in range(a, k) if page.words.form[i] in page.lexicon.enders | {"|", "/"}), default=a)
        if any(page.cue[i] >= 0 and page.cues[page.cue[i]].rule.shape == "verb" for i in range(start, k)):
            continue
        source = source_before(page, start, k)
        if not source or not _speaks(page, source):
            continue
        end = b
        while end > k + 1 and page.words.form[end - 1] in (".", "!", "»", '"', "”"):
            end -= 1
        begin = k + 1
        while begin < end and page.words.form[begin] in ("«", '"', "“", "'"):
            begin += 1
        if begin >= end:
            continue
        found.append(Draft(None, source=source, content=[(begin, end)], score=0.75, by=["headline.colon"]))
        break
    return found


def _speaks(page: PageWords, source: Range) -> bool:
    return any(page.name[k] or page.cls[k] in NOMINAL for k in range(*source))


def datelines(page: PageWords) -> list[Draft]:
    """Story-level credits without a cue: «City (Agency) -», «City - Outlet», «Outlet:» at the head of the story."""
    found: list[Draft] = []
    for a, b in page.words.paragraphs[:DATELINE_PARAGRAPHS]:
        if page.headline[0] <= a < page.headline[1]:
            continue
        found.extend(
            Draft(None, source=s, scope="document", act="report", score=0.85, by=["dateline"])
            for s in _dateline(page, a, min(b, a + DATELINE_WORDS), b)
        )
        if found:
            break
    return found


def _dateline(page: PageWords, a: int, limit: int, b: int) -> list[Range]:
    """The outlets that the first words of a paragraph name as the story's source."""
    dash = next((k for k in range(a, limit) if page.words.form[k] in DASHES and page.quote[k] < 0), -1)
    bracket = next((k for k in range(a, limit) if page.words.form[k] == "("), -1)
    if 0 <= bracket < dash:
        close = next((k for k in range(bracket + 1, min(b, bracket + 6)) if page.words.form[k] == ")"), -1)
        if bracket + 1 < close < dash and dash - close <= 2 and _press(page, (bracket + 1, close), sure=True):
            return [(bracket + 1, close)]
    colon = next((k for k in range(a, min(limit, a + 8)) if page.words.form[k] == ":"), -1)
    edge = colon if colon >= 0 else b if b - a <= 7 else -1
    if edge < 0:
        return []
    parts: list[Range] = []
    start = a
    for k in range(a, edge + 1):
        if k == edge or page.words.form[k] in DASHES:
            placed = start > a and page.name[a].endswith("GPE") and k == edge
            if k > start and _press(page, (start, k), sure=placed):
                parts.append((start, k))
            start = k + 1
    whole = sum(e - s for s, e in parts)
    return parts if parts and whole >= (edge - a) - 3 else []


def _press(page: PageWords, part: Range, sure: bool) -> bool:
    """Whether the words name a news outlet: an agency or paper, this page's own, or (`sure`) any name that fits."""
    if part[1] - part[0] > 5 or any(page.cue[k] >= 0 for k in range(*part)):
        return False
    if any(page.cls[k] in ("agency", "outlet") for k in range(*part)):
        return True
    if sure and part[1] - part[0] <= 3:
        return not any(page.name[k].endswith(("GPE", "PER")) or page.time[k] for k in range(*part))
    return _own(page, part)


def told_outlets(page: PageWords, drafts: list[Draft]) -> list[Draft]:
    """For each speaker who talks to another outlet, a link of that outlet with the same content.

    A source phrase that runs on into the outlet is cut short.
    """
    found: list[Draft] = []
    for draft in drafts:
        if not draft.cue or not draft.rule or draft.rule.shape not in ("verb", "credit") or not draft.content:
            continue
        outlet = _outlet_told(page, draft)
        if not outlet:
            continue
        if draft.source and draft.source[0] < outlet[0] < draft.source[1]:
            draft.source = (draft.source[0], outlet[0])
        score = draft.score * 0.9
        link = Draft(
            None, None, outlet, list(draft.content), act="report", score=score, by=["told.outlet"], via=draft.via
        )
        draft.via = link
        found.append(link)
    return found


def _outlet_told(page: PageWords, draft: Draft) -> Range | None:
    """The press body behind a word of telling, or of interviews, in the clause of the cue and outside its content."""
    assert draft.cue
    start, end = page.sentence(draft.cue[0])
    limit = min([*(r[0] for r in draft.content if r[0] >= draft.cue[1]), end])
    for k in range(start, limit):
        if page.cls[k] not in ("agency", "outlet") and not page.name[k].startswith("B-ORG"):
            continue
        if any(a <= k < b for a, b in draft.content) or draft.source and k == draft.source[0]:
            continue
        press = _press_at(page, k, limit)
        if press and not _own(page, press) and _told(page, press, draft):
            return press
    return None


def _press_at(page: PageWords, k: int, limit: int) -> Range | None:
    """The phrase of a press body that begins at word `k`, with the article before it.

    A word for a medium that means other things too («site», «base») counts beside the name of a newsroom or a word
    for news.
    """
    phrase = source_after(page, k, limit)
    if page.cls[k] == "outlet" and page.name[k].startswith("B-"):
        end = next((i for i in range(k + 1, limit) if not page.name[i].startswith("I-")), limit)
        phrase = (k, end)
    if not phrase or phrase[0] != k or phrase[1] - k > 8:
        return None
    start = k - 1 if k and page.words.norm[k - 1] in page.lexicon.hints["article"] else k
    return (start, phrase[1]) if _is_press(page, (k, min(phrase[1], k + 4))) else None


def _is_press(page: PageWords, part: Range) -> bool:
    """Whether the words hold a newsroom or a medium, a doubtful word for one only beside a word for news."""
    hints = page.lexicon.hints
    doubtful, news = hints["doubtful"], hints["news"]
    known = [k for k in range(*part) if page.cls[k] in ("agency", "outlet")]
    if any(page.words.norm[k] not in doubtful and page.core[k] not in doubtful for k in known):
        return True
    return bool(known) and any(page.words.norm[k] in news or page.core[k] in news for k in range(*part))


def _told(page: PageWords, press: Range, draft: Draft) -> bool:
    """Whether the words around a press body say that the speaker talks to it."""
    assert draft.cue
    k = press[0]
    p = k - 1
    while p > 0 and page.words.kind[p] == "mark":
        p -= 1
    hints = page.lexicon.hints
    taken = page.taken[k]
    around = [*range(max(0, k - TALK), k), *range(press[1], min(len(page.cls), press[1] + TALK))]
    talk = any(page.cls[i] == "interview" for i in around)
    if taken:
        return taken in hints["told"] and page.cls[p] != "document" and (k >= draft.cue[1] or talk)
    return page.words.norm[p] in hints["told"] or page.words.norm[p] in hints["with"] and talk


def _own(page: PageWords, part: Range) -> bool:
    """Whether the words name this page's own outlet."""
    if not page.article.outlet:
        return False
    own = set(page.article.outlet.casefold().split())
    first, last = page.words.start[part[0]], page.words.end[part[1] - 1]
    return any(
        m.name is not None and bool(own & set(m.name.casefold().split()))
        for m in page.mentions
        if first <= m.span.start < last and m.kind == "ORG"
    )
