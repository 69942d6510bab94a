"""Which claims are about the same proposition, across pages and languages: keys, compare.

Claims by events or predicates meet where type and both sides are the same; direction, mode, contexts, matter and time
then decide. Claims by words meet where their words nearly agree in one language, or names, numbers, matter and speaker
across languages. What is asserted and what is denied is the same proposition: stance is never compared.
Weights and the threshold were set on the development pages and the example pages (docs/ledger.md says how).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b

from naql.link.claims import Claim
from naql.link.groups import Meet, Pair, always
from naql.link.page_claims import FAMILY

BY = "propositions/1"
SAME = 0.55  # least score of a link; 0.45 to 0.7 tried
WINDOW = 40  # claims of one key are compared with so many neighbours in time
REACH = 120  # days from the first to the last claim of a proposition
UNDATED = 400  # an undated claim is compared with at most so many of its key
BANDS = 6


def keys_of(claim: Claim) -> tuple[str, ...]:
    """What claims must share, one key at least, to be compared; keys that fewer claims have sort first."""
    if claim.kind != "words":
        return (claim.bucket,)
    keys = [f"1w|{claim.lang}|{band}" for band in _bands(claim.words)]
    names = [n for n in claim.names if n != claim.source][:4]
    keys += [f"2n|{name}|{number}" for name in names for number in claim.numbers[:4]]
    keys += [f"3nn|{a}|{b}" for i, a in enumerate(names) for b in names[i + 1 :]]
    if claim.source and claim.day:
        keys.append(f"4s|{claim.source}|{claim.day[:7]}")
    return tuple(dict.fromkeys(keys))


def _bands(words: Iterable[str]) -> list[str]:
    """Locality-sensitive keys of a set of words: two sets that nearly agree share one with high probability."""
    distinct = sorted(set(words))
    if len(distinct) < 3:
        return ["|".join(distinct)] if distinct else []
    least = []
    for row in range(BANDS * 2):
        salt = row.to_bytes(2, "big")
        least.append(min(blake2b(w.encode(), digest_size=6, salt=salt).hexdigest() for w in distinct))
    return [f"{band}{least[2 * band]}{least[2 * band + 1]}" for band in range(BANDS)]


def proposition_pairs(claims: Iterable[Claim], story_of: Mapping[str, str], meet: Meet = always) -> Iterator[Pair]:
    """The claims of one key (that are to `meet`) that are one proposition. `story_of` gives an article's story."""
    ordered = sorted(claims, key=lambda c: (c.day or "", c.article_id, c.claim_id))
    undated = [c for c in ordered if not c.day]
    dated = ordered[len(undated) :]
    for i, claim in enumerate(undated):
        for other in (*undated[i + 1 : i + 1 + UNDATED], *dated[:UNDATED]):
            if meet(claim.claim_id, other.claim_id):
                yield from _same(claim, other, story_of)
    for i, claim in enumerate(dated):
        for other in dated[i + 1 : i + 1 + WINDOW]:
            if meet(claim.claim_id, other.claim_id):
                yield from _same(claim, other, story_of)


def _same(a: Claim, b: Claim, story_of: Mapping[str, str]) -> Iterator[Pair]:
    story = story_of.get(a.article_id)
    score, reason = compare(a, b, one_story=bool(story) and story == story_of.get(b.article_id))
    if score >= SAME:
        left, right = sorted((a.claim_id, b.claim_id))
        yield Pair(left, right, "same", min(score, 1.0), reason)


def compare(a: Claim, b: Claim, one_story: bool = False) -> tuple[float, str]:
    """How surely two claims are about the same proposition (0 to 1), and why."""
    if (a.kind == "words") != (b.kind == "words"):
        return 0.0, "one has no event or predicate"
    if a.kind == "words":
        return _compare_words(a, b)
    if not same_deed(a, b) or {a.left, a.right} != {b.left, b.right}:
        return 0.0, "another deed or other sides"
    if not (a.mutual or b.mutual) and a.left != b.left:
        return 0.0, "the other way round"
    score, reasons = 0.6, [f"{a.type} of {a.left or 'nobody named'} and {a.right or 'nobody named'}"]
    for points, said in (_modes(a, b), _contexts(a, b), _matter(a, b), _time(a, b, one_story)):
        score += points
        if said:
            reasons.append(said)
    if a.type != b.type:
        score -= 0.05
        reasons.append(f"{a.type} and {b.type}")
    if a.ahead != b.ahead:
        score -= 0.4
        reasons.append("one has happened, one is to come")
    return max(0.0, round(score, 4)), "; ".join(reasons)


def same_deed(a: Claim, b: Claim) -> bool:
    """Whether two claims tell a deed of one kind."""
    return FAMILY.get(a.type, a.type) == FAMILY.get(b.type, b.type)


def _modes(a: Claim, b: Claim) -> tuple[float, str]:
    if a.mode and b.mode:
        return (0.1, f"both {a.mode}") if a.mode == b.mode else (-0.2, f"{a.mode} and {b.mode}")
    return 0.0, ""


def _contexts(a: Claim, b: Claim) -> tuple[float, str]:
    both = sorted({*a.contexts} & {*b.contexts})
    if both:
        return 0.1, f"both {', '.join(both)}"
    return (-0.1, "other contexts") if a.contexts and b.contexts else (0.0, "")


def _matter(a: Claim, b: Claim) -> tuple[float, str]:
    """Whether both speak of the same matter, by concepts, numbers and names beside the sides."""
    shares = [
        len({*x} & {*y}) / min(len({*x}), len({*y}))
        for x, y in ((a.concepts, b.concepts), (a.numbers, b.numbers), (a.names, b.names))
        if x and y
    ]
    if not shares:
        return 0.0, ""
    share = sum(shares) / len(shares)
    if a.concepts and b.concepts and not {*a.concepts} & {*b.concepts}:
        return -0.15, "other matter"
    return round(0.2 * (share - 0.3), 4), f"matter {share:.0%} the same"


def _time(a: Claim, b: Claim, one_story: bool) -> tuple[float, str]:
    if one_story or a.article_id == b.article_id:
        return 0.1, "one story"
    gap = days_between(a.day, b.day)
    if gap is None:
        return -0.1, "undated"
    points = next((p for most, p in ((3, 0.05), (14, 0.0), (45, -0.1), (120, -0.3)) if gap <= most), -0.6)
    return points, f"{gap} days apart"


def day_number(day: str | None) -> int | None:
    """A date as a number of days, a month as that of its middle; None for what is no day or month."""
    try:
        return date.fromisoformat((day or "")[:10] + ("-15" if len(day or "") == 7 else "")).toordinal()
    except ValueError:
        return None


def days_between(a: str | None, b: str | None) -> int | None:
    """How many days lie between two dates; None where one is missing or is no day."""
    first, last = day_number(a), day_number(b)
    return None if first is None or last is None else abs(first - last)


def _compare_words(a: Claim, b: Claim) -> tuple[float, str]:
    if a.lang == b.lang:
        mine, theirs = {*a.words}, {*b.words}
        if not mine or not theirs:
            return 0.0, "no words"
        both, least = len(mine & theirs), min(len(mine), len(theirs))
        alike = both / len(mine | theirs) if least < 5 else 0.7 * both / least + 0.3 * both / len(mine | theirs)
        return round(alike, 4), f"{both} of {least} telling words the same"
    gap = days_between(a.day, b.day)
    if gap is not None and gap > 7:
        return 0.0, "too far apart in time"
    shares = {
        "names": _share(a.names, b.names),
        "numbers": _share(a.numbers, b.numbers),
        "matter": _share(a.concepts, b.concepts),
    }
    known = {k: v for k, v in shares.items() if v is not None}
    speaker = 0.15 if a.source and a.source == b.source else 0.0
    if len(known) < 2 or min(known.values()) == 0:
        return 0.0, "too little in common"
    score = sum(known.values()) / len(known) * 0.8 + speaker
    said = [f"{k} {v:.0%}" for k, v in known.items()] + (["one speaker"] if speaker else [])
    return round(score, 4), "; ".join(said)


def _share(a: tuple[str, ...], b: tuple[str, ...]) -> float | None:
    if not a and not b:
        return None
    return len({*a} & {*b}) / len({*a} | {*b})
