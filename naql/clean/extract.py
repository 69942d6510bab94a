"""Where the article is in a page's markup: which lines of the DOM belong to it.

Letters of plain paragraphs are summed up the tree; the article's element is the deepest one that still holds nearly
all of them. Lines in it are kept unless an element around them is named for furniture or they are mostly links; of the
lines above it the headline and its company (kicker, standfirst, caption) are. What the lines say is judged later, as
for plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from naql.clean.dom import Block, Tree, markup_words

MOST_OF, EXEMPT, LINKY, PARAGRAPH = 0.82, 0.5, 0.5, 60
LOOSE_LINKY = 0.75
MAIN_HEADINGS = ("h1", "h2")
ENDS = re.compile(r"[.!?\u061f\u06d4\u2026:\"»”)]\s*$")
COMPANY_GAP, ENDING = 3, 12
IMPRINT, FURNITURE = 1, 2


@dataclass(frozen=True, slots=True)
class Extract:
    """Starts of the lines that are furniture by markup, and the headline's text if one was found."""

    furniture: frozenset[int]
    headline: str | None
    byline: str | None


def find_article(tree: Tree, title: str | None) -> Extract:
    """The lines of the article in `tree`, whose `text()` was taken before."""
    _weigh(tree)
    article = _deepest(tree)
    headline = _headline(tree, title)
    outside = _outside(tree, article)
    unwanted = _unwanted_elements(tree, article)
    furniture = set()
    begin = outside.index(False) if False in outside else 0
    for i, block in enumerate(tree.blocks):
        between = headline is not None and headline < i < begin
        kept = (not outside[i] or between) and not _unwanted(block, unwanted[block.element])
        if headline is not None and not (kept and i > headline):
            kept = i == headline or _company(tree, i, headline)
        if not kept:
            furniture.add(block.start)
    told = tree.blocks[headline].text if headline is not None else None
    return Extract(frozenset(furniture), told, _byline(tree))


def _weigh(tree: Tree) -> None:
    """Give every element the letters of the plain paragraphs inside it."""
    elements = tree.elements
    flagged: list[bool] = []  # whether an element or one around it is named for furniture
    for element in elements:
        flagged.append(element.furniture or (element.parent >= 0 and flagged[element.parent]))
    for block in tree.blocks:
        size = len(block.text)
        plain = size - block.linked
        if plain < PARAGRAPH or block.linked > LINKY * size:
            continue
        weight = plain if ENDS.search(block.text, max(0, size - ENDING)) else plain / 2
        elements[block.element].letters += weight / 8 if flagged[block.element] else weight
    for element in reversed(elements):
        if element.parent >= 0:
            elements[element.parent].letters += element.letters


def _deepest(tree: Tree) -> int:
    """The index of the deepest element that holds nearly all letters."""
    here, goal = 0, MOST_OF * tree.elements[0].letters
    if not goal:
        return 0
    for i, element in enumerate(tree.elements):
        if element.parent == here and element.letters >= goal:
            here = i
    return here


def _outside(tree: Tree, article: int) -> list[bool]:
    """For each block, whether it stands outside the article's element."""
    inside: list[bool] = []
    for i, element in enumerate(tree.elements):
        inside.append(i == article or (element.parent >= 0 and inside[element.parent]))
    return [not inside[block.element] for block in tree.blocks]


def _unwanted_elements(tree: Tree, article: int) -> list[int]:
    """For each element, what it or one around it, up to the article's element, is named for.

    FURNITURE, IMPRINT (which only short lines are), or 0; an element with half the article's letters is exempt.
    """
    total = tree.elements[article].letters or 1.0
    out: list[int] = []
    for i, element in enumerate(tree.elements):
        if not i or i == article:
            out.append(0)
            continue
        named = element.named
        own = 0
        if element.letters < EXEMPT * total:
            own = FURNITURE if element.furniture else IMPRINT if named.imprint and not named.article else 0
        out.append(max(own, out[element.parent]))
    return out


def _unwanted(block: Block, around: int) -> bool:
    """Whether a block in the article's element is furniture by its links or by a name around it."""
    size = len(block.text)
    if block.linked > (LOOSE_LINKY if size > PARAGRAPH else LINKY) * size:
        return True
    if around == FURNITURE or (around == IMPRINT and size < 2 * PARAGRAPH):
        return True
    inline = block.inline
    return bool(inline) and size < PARAGRAPH and any(n.imprint for n in inline) and not any(n.article for n in inline)


def _headline(tree: Tree, title: str | None) -> int | None:
    """The index of the headline's block: a heading that is like the title, else the first <h1> that is no link."""
    blocks = tree.blocks
    if title:
        headings = [i for i, b in enumerate(blocks) if len(b.text) > 7 and _heading(tree, b)]
        best = max(headings, key=lambda i: fuzz.ratio(title, blocks[i].text), default=None)
        if best is not None and _is_title(title, blocks[best].text):
            return best
        like = next((i for i, b in enumerate(blocks) if len(b.text) > 12 and _is_title(title, b.text)), None)
        if like is not None:
            return like
    return next((i for i, b in enumerate(blocks) if len(b.text) > 12 and tree.elements[b.element].tag == "h1"), None)


def _is_title(title: str, text: str) -> bool:
    return fuzz.ratio(title, text, score_cutoff=80) > 80 or (
        len(text) > 20 and fuzz.partial_ratio(text, title, score_cutoff=92) > 92
    )


def _heading(tree: Tree, block: Block) -> bool:
    element = tree.elements[block.element]
    around = tree.elements[max(0, element.parent)]
    return element.tag in MAIN_HEADINGS or element.named.title or around.tag in MAIN_HEADINGS or around.named.title


def _company(tree: Tree, i: int, headline: int) -> bool:
    """Whether a block close to the headline is its kicker or standfirst."""
    if not -COMPANY_GAP <= i - headline <= 2 * COMPANY_GAP:
        return False
    block = tree.blocks[i]
    element = tree.elements[block.element]
    if not (element.named.company or any(n.company for n in block.inline)) or block.linked > LINKY * len(block.text):
        return False
    words = markup_words()
    only_imprint = words.imprint - words.company
    around = tree.elements[max(0, element.parent)].named
    return not any(n.words & only_imprint for n in (element.named, around, *block.inline))


def _byline(tree: Tree) -> str | None:
    for block in tree.blocks:
        if len(block.text) < 80 and (tree.elements[block.element].named.byline or any(n.byline for n in block.inline)):
            return block.text
    return None
