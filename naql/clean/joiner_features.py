"""Features of the two joiner models: a joiner between two letters of a word, and one in the place of a blank.

Both are conditional random fields (python-crfsuite); the first labels the letters of one word, the second a single
blank. What the language contributes is in the lexicon and in the models.
"""

from __future__ import annotations

from naql.clean.joiner_lexicon import Lexicon, bucket, share_bucket

EDGE = ("<s>", "</s>")
LONGEST_PART = 9
JOIN, NONE = "J", "O"
MANY_RESTS, MANY_FIRSTS = 8, 20


def inside(key: str, lexicon: Lexicon, around: tuple[str, str] | None, contested: frozenset[str]) -> list[list[str]]:
    """Per letter of `key` the features for "a joiner stands before it".

    around: the words before and behind, used only for endings in `contested` and forms that the corpus writes two ways.
    """
    shares, total = lexicon.shares(key)
    padded = "^^^^" + key + "$$$$"
    whole = bucket(lexicon.plain[key])
    out = [["first"]]
    for i in range(1, len(key)):
        left, right, q = key[:i], key[i:], i + 4
        found = _letters(padded, q)
        found += _parts(left, right, whole, lexicon)
        if shares:
            share = share_bucket(shares[i])
            found += [f"p{share}", f"p{share}t{min(6, bucket(total))}"]
        else:
            found += _unknown(left, right, lexicon)
        if around and (right in contested or (shares and 0 < shares[i] < 1)):
            before, behind = around
            for name, value in (
                ("pv", before),
                ("nx", behind),
                ("pe", before[-2:]),
                ("ne", behind[-2:]),
                ("ns", behind[:2]),
            ):
                found.append(f"{name}{value}+{right}")
            found += [f"k{key}pv{before}{i}", f"k{key}nx{behind}{i}", f"k{key}{i}"]
        out.append(found)
    return out


def _letters(padded: str, q: int) -> list[str]:
    return [
        "b",
        "l1" + padded[q - 1],
        "r1" + padded[q],
        "l2" + padded[q - 2 : q],
        "r2" + padded[q : q + 2],
        "l3" + padded[q - 3 : q],
        "r3" + padded[q : q + 3],
        "l4" + padded[q - 4 : q],
        "r4" + padded[q : q + 4],
        "m2" + padded[q - 1 : q + 1],
        "m4" + padded[q - 2 : q + 2],
        "m21" + padded[q - 2 : q + 1],
        "m12" + padded[q - 1 : q + 2],
        "m3" + padded[q - 3 : q + 3],
    ]


def _parts(left: str, right: str, whole: int, lexicon: Lexicon) -> list[str]:
    found = []
    if len(left) <= LONGEST_PART:
        found.append("L" + left)
    if len(right) <= LONGEST_PART:
        found.append("R" + right)
    a, b = bucket(lexicon.fronts[left]), bucket(lexicon.backs[right])
    u, v = bucket(lexicon.plain[left]), bucket(lexicon.plain[right])
    found += [
        f"uL{u}",
        f"uR{v}",
        f"a{a}",
        f"b{b}",
        f"ab{min(a, 4)},{min(b, 6)}",
        f"uLb{min(u, 5)},{min(b, 8)}",
        f"auR{min(a, 8)},{min(v, 5)}",
        f"bg{bucket(lexicon.beside[left, right])}",
        f"uu{min(u, 6)},{min(v, 6)}",
        f"w{whole}",
        f"wb{whole},{min(b, 8)}",
        f"wuLb{min(whole, 4)},{min(u, 4)},{min(b, 4)}",
    ]
    return found


def _unknown(left: str, right: str, lexicon: Lexicon) -> list[str]:
    a, b = bucket(lexicon.fronts[left]), bucket(lexicon.backs[right])
    u, v = bucket(lexicon.plain[left]), bucket(lexicon.plain[right])
    return ["unk", f"unkb{b}", f"unkuLb{u},{b}", f"unkauR{a},{v}", f"unkbg{bucket(lexicon.beside[left, right])}"]


def plausible(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether a blank between the two words could stand for a joiner at all."""
    rest = lexicon.rest.get(right, 0)
    if rest >= MANY_RESTS or lexicon.first.get(left, 0) >= MANY_FIRSTS:
        return True
    return bool(rest and left in lexicon.first) or (left, right) in lexicon.joined


def between(words: tuple[str, str, str, str], lexicon: Lexicon) -> list[str]:
    """The features for "the blank between the second and the third of four words is a joiner"."""
    before, x, y, behind = words
    joined, beside = lexicon.joined.get((x, y), 0), lexicon.beside.get((x, y), 0)
    fx, ry = bucket(lexicon.first.get(x, 0)), bucket(lexicon.rest.get(y, 0))
    ux, uy = bucket(lexicon.plain.get(x, 0)), bucket(lexicon.plain.get(y, 0))
    return [
        "b",
        "x" + x,
        "y" + y,
        f"xy{x}_{y}",
        "r" + _ratio(joined, beside),
        f"fx{fx}",
        f"ry{ry}",
        f"ux{ux}",
        f"uy{uy}",
        f"y{y}ux{min(5, ux)}",
        f"x{x}uy{min(5, uy)}",
        f"ye{y}xe{x[-2:]}",
        f"xs{x}ys{y[:2]}",
        f"xl{x}ye{y[-2:]}",
        "xE" + x[-3:],
        "yS" + y[:3],
        f"fxuy{min(fx, 6)},{uy}",
        f"ryux{min(ry, 8)},{ux}",
        f"fr{min(fx, 6)},{min(ry, 8)}",
        "nx" + behind,
        "pv" + before,
        f"ynx{y}_{behind}",
        f"xpv{before}_{x}",
        f"ynxe{y}_{behind[-2:]}",
        f"ypv{y}_{before[-2:]}",
        "t1" + _ratio(lexicon.chains.get((x, y, behind), 0), 0),
        "t2" + _ratio(lexicon.chains.get((before, x, y), 0), 0),
        "p" + _ratio(lexicon.joined.get((before, x), 0), lexicon.beside.get((before, x), 0)),
        "n" + _ratio(lexicon.joined.get((y, behind), 0), lexicon.beside.get((y, behind), 0)),
    ]


def _ratio(joined: int, beside: int) -> str:
    total = joined + beside
    return f"{share_bucket(joined / total)}n{min(5, bucket(total))}" if total else "x"
