"""What a draft does with its words (`act`) and how it gives them (`kind`).

The act is the cue's, turned by who speaks and by what a verdict says: a learned choice did not beat that rule. The kind
follows the quotation marks; where weights are trained they choose, with the rule's answer among their features.
"""

from __future__ import annotations

from naql.read.attribution.choices import Weights, probabilities
from naql.read.attribution.denials import denies
from naql.read.attribution.page import Draft, PageWords, Range
from naql.records import ACTS

NEUTRAL = ("say", "announce")
PRESS = ("agency", "outlet", "document")
DIRECT_SHARE = 0.85  # of the content's words inside quotation marks; 0.7 to 1 tried on train
PEOPLE = ("title", "anonymous", "pronoun", "PER")
# calling something X («called it unacceptable») does what X says
VERDICTS = (("blame", "condemn"), ("danger", "warn"), ("good", "praise"))
KINDS = ("direct", "indirect", "mixed")


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
        if page.cls[k] in ("title", "pronoun", "anonymous", "document", "agency", "outlet", "body"):
            return page.cls[k]
        if page.name[k]:
            return page.name[k][2:]
    return "other"


def act_by_rule(page: PageWords, draft: Draft) -> str:
    """The act of the cue, turned by who speaks: the press and documents report, people and messages do not."""
    act = draft.rule.act if draft.rule else "say"
    who = source_class(page, draft.source)
    message = bool(draft.source) and has_message(page, draft.source or (0, 0))
    if act in NEUTRAL and who not in PRESS and denies(page, draft):
        return "deny"
    if act in NEUTRAL and who in PRESS and not message:
        return "report"
    if act == "report" and draft.rule and draft.rule.shape == "credit":
        inner = _inner_act(page, draft)
        if inner in ACTS and who not in PRESS:
            return inner
        if who in PEOPLE:
            return "say"
    if act == "say" and draft.rule and draft.rule.whole:
        return next((judged for hint, judged in VERDICTS if _holds_hint(page, draft, hint)), act)
    if act == "report" and message or act == "announce" and who == "anonymous":
        return "say"
    return act


def _holds_hint(page: PageWords, draft: Draft, hint: str) -> bool:
    """Whether the content holds a hint word of that kind anywhere."""
    words = page.lexicon.hints.get(hint, frozenset())
    return any(page.words.norm[k] in words or page.core[k] in words for c in draft.content for k in range(*c))


def has_message(page: PageWords, source: Range) -> bool:
    """Whether the source is a statement, a letter, a post: it speaks with its issuer's voice."""
    words = page.lexicon.hints.get("message", frozenset())
    return any(page.words.norm[k] in words or page.core[k] in words for k in range(*source))


def _inner_act(page: PageWords, draft: Draft) -> str:
    """The act of a verb that ends a credit («according to what X announced»), or "" where it is neutral."""
    if not draft.cue or draft.cue[1] - draft.cue[0] < 2:
        return ""
    word = page.words.norm[draft.cue[1] - 1]
    rule = next((r for key, r in page.lexicon.first.get(word, ()) if len(key) == 1), None)
    return rule.act if rule and rule.act not in ("say", "report") else ""


def judge(page: PageWords, draft: Draft, weights: Weights | None) -> None:
    """Set the act and the kind of a draft."""
    if draft.scope == "document":
        draft.act, draft.kind = "report", "indirect"
        return
    if draft.rule is not None or draft.act == "say":
        draft.act = act_by_rule(page, draft)
    draft.kind = kind_by_rule(page, draft)
    if weights is None:
        return
    kinds = weights.decisions.get("kind")
    if kinds:
        draft.kind = _chosen(kinds, KINDS, kind_features(page, draft))


def labelled(labels: tuple[str, ...], features: list[str]) -> list[list[str]]:
    """The candidates of a choice among labels: the features once for each label."""
    return [[f"{label}|{f}" for f in features] for label in labels]


def _chosen(weights: dict[str, float], labels: tuple[str, ...], features: list[str]) -> str:
    found = probabilities(weights, labelled(labels, features))
    return labels[max(range(len(labels)), key=found.__getitem__)]


def kind_features(page: PageWords, draft: Draft) -> list[str]:
    """What tells the kind: how much of the content stands in quotation marks, and what the quotations hold."""
    own = page.quote[draft.cue[0]] if draft.cue else -1
    inside = total = 0
    seen: list[int] = []
    for a, b in draft.content:
        for k in range(a, b):
            if page.words.kind[k] == "mark":
                continue
            total += 1
            n = page.quote[k]
            if n >= 0 and n != own:
                inside += 1
                if n not in seen:
                    seen.append(n)
    share = 10 * inside // max(total, 1)
    ruled = kind_by_rule(page, draft)
    longest = max((page.quotes[n].end - page.quotes[n].start for n in seen), default=0)
    named = sum(any(page.name[k] for k in range(page.quotes[n].start, page.quotes[n].end)) for n in seen)
    opened = bool(draft.content) and any(page.quotes[n].start == draft.content[0][0] for n in seen)
    closed = bool(draft.content) and any(page.quotes[n].end == draft.content[-1][1] for n in seen)
    out = [
        "b",
        "r=" + ruled,
        f"s={share}",
        f"z={min(longest, 8)}",
        f"n={min(len(seen), 3)}",
        f"o={opened}{closed}",
        f"r|o={ruled}{opened}{closed}",
        f"r|z={ruled}{min(longest, 8)}",
        f"m={min(named, 2)}{min(len(seen), 2)}{ruled}",
        f"s|o={share}{opened}{closed}",
        f"in={own >= 0}{ruled}",
        f"z|m={min(longest, 8)}{min(named, 2)}",
    ]
    if len(seen) == 1:
        quote = page.quotes[seen[0]]
        before = quote.start - 2
        out += ["k=" + (page.cls[before] if before >= 0 else ""), "l=" + (page.core[before] if before >= 0 else "")]
    return out
