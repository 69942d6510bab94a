"""Frames that hold whatever the learned choices make of them: the press speaking on credit, and cues that point back.

«The paper said, quoting Y, that P»: the source stands between the verb and the credit, the content behind the
complementiser. «He made these remarks to a reporter who had asked ...» hands on nothing of its own.
"""

from __future__ import annotations

from naql.read.attribution.page import PageWords, Range

NEAR, FAR = 9, 18  # words between the verb and the credit, and between the credit and the complementiser
PRESS = ("agency", "outlet")


def credited_press(page: PageWords, n: int) -> tuple[Range, int] | None:
    """The source and the first word of the content, where the `n`th cue is a press verb with a credit inside."""
    cue = page.cues[n]
    if not cue.rule.clause or cue.rule.shape != "verb" or n + 1 >= len(page.cues):
        return None
    credit, end = page.cues[n + 1], page.sentence(cue.start)[1]
    if not credit.rule.inner or not 2 <= credit.start - cue.end <= NEAR or credit.start >= end:
        return None
    pauses = page.lexicon.pauses
    if page.words.form[credit.start - 1] not in pauses:
        return None
    source = (cue.end, credit.start - 1)
    if page.cls[source[0]] not in PRESS or any(page.words.form[k] in pauses for k in range(*source)):
        return None
    limit = min(end, credit.end + FAR, page.cues[n + 2].start if n + 2 < len(page.cues) else end)
    that = next((k for k in range(credit.end + 1, limit) if page.cls[k] == "that"), -1)
    return (source, that + 1) if 0 <= that < end - 1 else None


def points_back(page: PageWords, n: int) -> bool:
    """Whether the object of the `n`th cue is «these remarks», which were handed on before, and no clause is given."""
    cue = page.cues[n]
    if cue.rule.shape != "verb":
        return False
    start = page.sentence(cue.start)[0]
    if n and page.cues[n - 1].rule.shape == "verb":
        start = max(start, page.cues[n - 1].end)
    return any(
        tuple(page.words.norm[k : k + len(phrase)]) == phrase
        for phrase in page.lexicon.back
        for k in range(start, cue.start)
    )


def asker_before(page: PageWords, n: int) -> Range | None:
    """The asker in «he said it to a reporter who had asked P»: the phrase in front of the verb that points back."""
    cue = page.cues[n]
    if not n or cue.rule.act != "ask" or page.cls[cue.start - 1] != "that" or not points_back(page, n - 1):
        return None
    end = page.cues[n - 1].start
    told = page.lexicon.hints["told"]
    for k in range(end - 1, page.sentence(end)[0], -1):
        if page.cls[k] == "stop" or page.words.norm[k] in told:
            return (k + 1, end) if k + 1 < end else None
    return None
