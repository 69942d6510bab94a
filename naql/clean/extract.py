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

from naql.clean.dom import Block, Element, MarkupFile, Tree, markup_words

MOST_OF, EXEMPT, LINKY, PARAGRAPH = 0.82, 0.5, 0.5, 60
LOOSE_LINKY = 0.75
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ENDS = re.compile(r"[.!?\u061f\u06d4\u2026:\"»”)]\s*$")
COMPANY_GAP = 3


@dataclass(frozen=True, slots=True)
class Extract:
    """Starts of the lines that are furniture by markup, and the headline's text if one was found."""

    furniture: frozenset[int]
    headline: str | None
    byline: str | None


def find_article(tree: Tree, title: str | None) -> Extract:
    """The lines of the article in `tree`, whose `text()` was taken before."""
    words = markup_words()
    _weigh(tree)
    article = _deepest(tree)
    headline = _headline(tree, title, article)
    outside = _outside(tree, article)
    furniture = set()
    begin = next((i for i, out in enumerate(outside) if not out), 0)
    for i, block in enumerate(tree.blocks):
        between = headline is not None and headline < i < begin
        kept = (not outside[i] or between) and not _unwanted(tree, block, article, words)
        if headline is not None:
            company = i == headline or _company(tree, i, headline, words)
            kept = company or (kept and i > headline)
        if not kept:
            furniture.add(block.start)
    told = tree.blocks[headline].text if headline is not None else None
    return Extract(frozenset(furniture), told, _byline(tree, words))


def _weigh(tree: Tree) -> None:
    """Give every element the letters of the plain paragraphs inside it."""
    words = markup_words()
    flagged = _flagged(tree.elements, words)
    for block in tree.blocks:
        plain = len(block.text) - block.linked
        if plain < PARAGRAPH or block.linked > LINKY * len(block.text):
            continue
        weight = plain if ENDS.search(block.text) else plain / 2
        tree.elements[block.element].letters += weight / 8 if flagged[block.element] else weight
    for element in reversed(tree.elements):
        if element.parent >= 0:
            tree.elements[element.parent].letters += element.letters


def _flagged(elements: list[Element], words: MarkupFile) -> list[bool]:
    """For each element, whether it or one around it is named for furniture."""
    out: list[bool] = []
    for element in elements:
        around = element.parent >= 0 and out[element.parent]
        out.append(around or _is_furniture(element, words))
    return out


def _is_furniture(element: Element, words: MarkupFile) -> bool:
    if element.aside:
        return True
    return bool(element.words & words.furniture) and not element.words & words.article


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
    inside = [i == article for i in range(len(tree.elements))]
    for i, element in enumerate(tree.elements):
        inside[i] = inside[i] or (element.parent >= 0 and inside[element.parent])
    return [not inside[block.element] for block in tree.blocks]


def _unwanted(tree: Tree, block: Block, article: int, words: MarkupFile) -> bool:
    """Whether a block in the article's element is furniture by its links or by a name around it."""
    if block.linked > (LOOSE_LINKY if len(block.text) > PARAGRAPH else LINKY) * len(block.text):
        return True
    if block.inline & words.imprint and not block.inline & words.article and len(block.text) < PARAGRAPH:
        return True
    i, total = block.element, tree.elements[article].letters or 1.0
    while i > 0 and i != article:
        element = tree.elements[i]
        if element.letters < EXEMPT * total:
            if _is_furniture(element, words):
                return True
            if element.words & words.imprint and not element.words & words.article and len(block.text) < 2 * PARAGRAPH:
                return True
        i = element.parent
    return False


def _headline(tree: Tree, title: str | None, article: int) -> int | None:
    """The index of the headline's block: a heading that is like the title, else the first <h1> that is no link."""
    headings = [i for i, b in enumerate(tree.blocks) if _heading(tree, b) and len(b.text) > 7]
    if title:
        best = max(headings, key=lambda i: fuzz.ratio(title, tree.blocks[i].text), default=None)
        if best is not None and _is_title(title, tree.blocks[best].text):
            return best
        like = next((i for i, b in enumerate(tree.blocks) if len(b.text) > 12 and _is_title(title, b.text)), None)
        if like is not None:
            return like
    first = next((i for i, b in enumerate(tree.blocks) if _tag(tree, b) == "h1" and len(b.text) > 12), None)
    return first


def _is_title(title: str, text: str) -> bool:
    return fuzz.ratio(title, text) > 80 or (len(text) > 20 and fuzz.partial_ratio(text, title) > 92)


def _tag(tree: Tree, block: Block) -> str:
    return tree.elements[block.element].tag


def _heading(tree: Tree, block: Block) -> bool:
    i = block.element
    for _ in range(2):
        if tree.elements[i].tag in HEADINGS[:2] or tree.elements[i].words & {"title", "headline"}:
            return True
        i = max(0, tree.elements[i].parent)
    return False


def _company(tree: Tree, i: int, headline: int, words: MarkupFile) -> bool:
    """Whether a block close to the headline is its kicker or standfirst."""
    if not -COMPANY_GAP <= i - headline <= 2 * COMPANY_GAP:
        return False
    block = tree.blocks[i]
    element = tree.elements[block.element]
    names = element.words | block.inline | tree.elements[max(0, element.parent)].words
    return bool(element.words & words.company or block.inline & words.company) and not (
        names & words.imprint - words.company or block.linked > LINKY * len(block.text)
    )


def _byline(tree: Tree, words: MarkupFile) -> str | None:
    for block in tree.blocks:
        if len(block.text) < 80 and (tree.elements[block.element].words | block.inline) & words.byline:
            return block.text
    return None
