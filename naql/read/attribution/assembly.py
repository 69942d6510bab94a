"""Drafts from cues and their frames, and statements from drafts.

The order: cues, frames, cueless links, shared contents of quoted sources, chains, acts and kinds, confidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from naql.read.attribution.chains import link_chains, mark_documents
from naql.read.attribution.choices import Weights, confidence
from naql.read.attribution.crediting import points_back
from naql.read.attribution.features import WordFeatures
from naql.read.attribution.frames import Frame, frame_of
from naql.read.attribution.judgement import judge
from naql.read.attribution.lexicon import CueMatch
from naql.read.attribution.links import datelines, headline_statements, told_outlets
from naql.read.attribution.page import Draft, PageWords, Range
from naql.read.attribution.phrases import source_after
from naql.read.attribution.reader import cue_probability, read_cue
from naql.records import Span, Statement

LEAST_FIT = (
    0.55  # cues that say something else half the time are left out without the tagger; 0.4 to 0.8 tried on train
)


def considered(page: PageWords, weights: Weights | None) -> Iterator[tuple[CueMatch, Draft | None, str]]:
    """Every cue of the lexicon on the page, with the draft that it yields or None, and why."""
    if weights is None:
        for n, cue in enumerate(page.cues):
            yield cue, *_by_rule(page, n)
        return
    features = WordFeatures(page)
    likely = [cue_probability(weights, features, n) for n in range(len(page.cues))]
    features.accept([p >= 0.5 for p in likely])
    for n, cue in enumerate(page.cues):
        yield cue, *_by_choice(features, weights, n, likely[n])


def _by_rule(page: PageWords, n: int) -> tuple[Draft | None, str]:
    """The draft of the frame of a cue."""
    rule = page.cues[n].rule
    if rule.fits < LEAST_FIT:
        return None, f"{rule.id} fits {rule.fits:.2f} of its places, under {LEAST_FIT}"
    draft = draft_of(frame_of(page, n))
    if not draft.content and not (rule.shape == "credit" and draft.source):
        return None, f"{rule.id} finds no content"
    return draft, f"{rule.id} fits {rule.fits:.2f}"


def _is_torn(page: PageWords, source: Range) -> bool:
    """Whether the source holds an opening quotation mark without its closing one: then it is words, no name."""
    forms = page.words.form[slice(*source)]
    pairs, twins = page.pack.info.quotes.pairs, page.pack.info.quotes.twins
    return any(forms.count(a) > forms.count(b) for a, b in pairs) or any(forms.count(t) % 2 for t in twins)


def _by_choice(features: WordFeatures, weights: Weights, n: int, p: float) -> tuple[Draft | None, str]:
    """The draft of what the trained choices read; `p` is how likely the match is a cue."""
    cue = features.page.cues[n]
    if p < weights.least[0]:
        return None, f"{cue.rule.id} is a cue here with probability {p:.2f}, under {weights.least[0]}"
    if points_back(features.page, n):
        return None, f"{cue.rule.id} points back to what was said"
    reading = read_cue(weights, features, n, p)
    if reading.source and _is_torn(features.page, reading.source):
        return None, f"{cue.rule.id}: a quotation begins inside its source"
    why = f"{cue.rule.id}: cue {p:.2f}, source {reading.source_p:.2f}, content {reading.content_p:.2f}"
    if not reading.content and not (cue.rule.shape == "credit" and reading.source):
        return None, why + "; no content"
    if reading.whole_p < weights.least[1]:
        return None, f"{why}; together {reading.whole_p:.2f}, under {weights.least[1]}"
    by = [cue.rule.id, f"attribution.{weights.version}"]
    place = (cue.start, cue.end)
    return Draft(
        place,
        cue.rule,
        reading.source,
        reading.content,
        act=cue.rule.act,
        score=confidence(weights, reading.whole_p),
        by=by,
    ), why


def draft_of(frame: Frame) -> Draft:
    """The draft that a frame proposes."""
    cue = frame.cue
    return Draft(
        (cue.start, cue.end),
        cue.rule,
        frame.source,
        frame.content,
        act=cue.rule.act,
        score=cue.rule.fits,
        by=[cue.rule.id, f"frame.{frame.how}"] if frame.how else [cue.rule.id],
    )


def complete(page: PageWords, drafts: list[Draft], weights: Weights | None = None) -> list[Draft]:
    """The drafts with cueless links, shared contents, chains, acts and kinds."""
    for draft in drafts:
        draft.content = [c for c in draft.content if c[1] > c[0]]
    taken = {d.source for d in drafts if d.source}
    drafts = [*drafts, *(d for d in headline_statements(page) if d.source not in taken)]
    lines = datelines(page)
    starts = {d.source for d in lines}
    drafts = [d for d in drafts if d.source is None or d.source not in starts] + lines
    mark_documents(page, drafts)
    _share_contents(drafts)
    drafts += _relayed(page, drafts)
    drafts = [d for d in drafts if d.content or d.scope == "document"]
    drafts += told_outlets(page, drafts)
    link_chains(page, drafts)
    for draft in drafts:
        judge(page, draft, weights)
    return sorted(drafts, key=lambda d: (d.scope != "document", d.start))


def _share_contents(drafts: list[Draft]) -> None:
    """A source that is quoted by another («X, quoting Y, said P») has the same content and stands behind it."""
    spans = [d for d in drafts if d.scope == "span" and d.cue]
    for draft in spans:
        if not draft.rule or not draft.rule.inner:
            continue
        near = [d for d in spans if d is not draft and d.content and _beside(draft, d)]
        if near:
            teller = min(near, key=lambda d: abs((d.cue or (0, 0))[0] - (draft.cue or (0, 0))[0]))
            draft.content = list(teller.content)
            draft.via = teller
            draft.by.append("chain.quotes")


def _relayed(page: PageWords, drafts: list[Draft]) -> list[Draft]:
    """The speakers behind «X relayed from Y that P»: Y has the content of X and comes through X.

    Where a cue of Y's own stands in the clause («his saying»), its draft becomes Y's; else Y shares the cue.
    """
    found: list[Draft] = []
    for draft in drafts:
        if not draft.rule or not draft.rule.relay or not draft.cue or not draft.content:
            continue
        limit = max(draft.content[0][0], draft.cue[1])
        froms = {page.pack.fold(w) for w in draft.rule.relay}
        at = next((k for k in range(draft.cue[1], limit) if page.words.norm[k] in froms), -1)
        speaker = source_after(page, at + 1, limit) if at >= 0 else None
        if not speaker:
            continue
        if draft.source and draft.source[0] < at < draft.source[1]:
            draft.source = (draft.source[0], at)
        own = next((d for d in drafts if d is not draft and d.cue and at < d.cue[0] < limit), None)
        if own is None:
            own = Draft(draft.cue, None, speaker, [], score=draft.score, by=[*draft.by, "relay.speaker"])
            found.append(own)
        if own.source is None:
            own.source = (speaker[0], min(speaker[1], own.cue[0])) if own.cue else speaker
        own.content, own.via = own.content or list(draft.content), draft
    return found


def _beside(draft: Draft, teller: Draft) -> bool:
    """Whether the quoting phrase stands between the teller's source and its content."""
    assert draft.cue and teller.cue
    if teller.rule is None or teller.rule.inner or teller.rule.shape not in ("verb", "credit"):
        return False
    low = min(r[0] for r in (teller.source or teller.cue, teller.cue))
    high = max(teller.cue[1], min((c[0] for c in teller.content), default=teller.cue[1]))
    return low <= draft.cue[0] <= high + 1


def statements_of(page: PageWords, drafts: list[Draft]) -> tuple[Statement, ...]:
    """The drafts as statements with spans into the article's text, in order."""
    ids = {id(d): f"s{n}" for n, d in enumerate(drafts)}
    return tuple(
        Statement(
            statement_id=ids[id(d)],
            source=_span(page, d.source, bare=True) if d.source else None,
            cue=_span(page, d.cue, bare=True) if d.cue else None,
            content=tuple(_span(page, c, bare=_marked(page, d, c)) for c in d.content),
            kind=d.kind,
            act=d.act,
            via=ids.get(id(d.via)) if d.via is not None else None,
            scope=d.scope,
            confidence=round(min(max(d.score, 0.01), 0.99), 4),
            by=tuple(d.by),
        )
        for d in drafts
    )


def _marked(page: PageWords, draft: Draft, content: Range) -> bool:
    """Whether the first word of the content carries the mark that introduces it («to», «with», «like»)."""
    first = content[0]
    taken = page.taken[first]
    return bool(taken) and draft.rule is not None and taken in page.lexicon.marks[draft.rule.id]


def _span(page: PageWords, part: Range, bare: bool) -> Span:
    starts = page.core_start if bare else page.words.start
    return Span(starts[part[0]], page.words.end[part[1] - 1])
