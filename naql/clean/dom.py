"""A page's HTML as lines of text, each with what the markup says about it.

Our own walk over the DOM (selectolax's lexbor): blanks collapse as in a browser, block elements and <br> end lines, and
no letter is lost, joiners included. It decides nothing about what the article is; `naql.clean.extract` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from naql.clean.lines import BLANK as LINE_BLANK
from naql.errors import Unreadable
from naql.languages.pack import decode_toml

DEEPEST, MOST_NODES = 600, 400_000
DEEPEST_SOURCE, SUSPICIOUS = 2_000, 4_000
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?![^<>]*/>)")
UNCLOSED = frozenset(
    ["p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "img", "input", "meta", "link", "hr", "source", "area"]
    + ["base", "col", "embed", "param", "track", "wbr", "colgroup"]
)
BLANK = re.compile(r"[ \t\n\r\f]+")
NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
TEXT, ELEMENT = "-text", 1


class MarkupFile(Struct, frozen=True, forbid_unknown_fields=True):
    """markup.toml: elements and words of class names; see its comments."""

    skipped: frozenset[str]
    blocks: frozenset[str]
    aside: frozenset[str]
    furniture: frozenset[str]
    article: frozenset[str]
    company: frozenset[str]
    imprint: frozenset[str]
    byline: frozenset[str]


@cache
def markup_words() -> MarkupFile:
    """markup.toml, read once."""
    return decode_toml(Path(__file__).with_name("markup.toml"), MarkupFile)


@dataclass(slots=True)
class Element:
    """A block element: its tag, the index of the block around it, the words of its class and id, its depth."""

    tag: str
    parent: int
    words: frozenset[str]
    aside: bool
    depth: int
    letters: float = 0.0


@dataclass(slots=True)
class Block:
    """One line: its text, the index of the element it stands in, and how many of its letters are links."""

    text: str
    element: int
    linked: int
    inline: frozenset[str] = frozenset()
    start: int = 0


@dataclass(slots=True)
class Tree:
    """The block elements in document order and the lines between them."""

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def text(self) -> str:
        """The page's text: one line per block. Sets every block's `start`."""
        at = 0
        for block in self.blocks:
            block.start = at
            at += len(block.text) + 1
        return "\n".join(block.text for block in self.blocks)


def parsed(source: str) -> LexborHTMLParser:
    """The DOM of an HTML source; raises Unreadable where its tags are nested as no page's are.

    The parser's time grows with the square of the depth, so depth is estimated on the source before it is parsed.
    """
    if source.count("<") > SUSPICIOUS:
        depth = 0
        for m in TAG.finditer(source):
            depth = max(0, depth - 1) if m[1] else depth + (m[2].lower() not in UNCLOSED)
            if depth > DEEPEST_SOURCE:
                raise Unreadable("clean", f"tags nested deeper than {DEEPEST_SOURCE}")
    return LexborHTMLParser(source)


def walk(parser: LexborHTMLParser) -> Tree:
    """The lines of a page; raises Unreadable for one that is nested too deep or has too many nodes."""
    return _Walk().run(parser)


class _Walk:
    def __init__(self) -> None:
        self.words = markup_words()
        self.tree = Tree()
        self.parts: list[str] = []
        self.linked = 0
        self.inline: set[str] = set()
        self.pre = 0

    def run(self, parser: LexborHTMLParser) -> Tree:
        root = parser.body or parser.root
        if root is None:
            return self.tree
        self.tree.elements.append(Element("body", -1, frozenset(), False, 0))
        node: LexborNode | None = root.first_child
        open_: list[tuple[LexborNode, int, bool]] = []  # (element, index of its block or -1, is a link)
        here, links, count = 0, 0, 0
        while node is not None or open_:
            if node is None:
                closed, before, link = open_.pop()
                links -= link
                if before >= 0:
                    self.flush(here)
                    here = before
                node = closed.next
                continue
            count += 1
            if count > MOST_NODES:
                raise Unreadable("clean", f"more than {MOST_NODES} nodes")
            tag = node.tag or ""
            if tag == TEXT:
                self.add(node.text_content or "", links)
            elif tag == "br":
                self.flush(here)
            elif tag not in self.words.skipped and tag[:1] not in ("-", "!"):
                child = node.first_child
                if child is not None:
                    before = -1
                    block = tag in self.words.blocks
                    attributes: dict[str, str | None] = node.attributes if block or tag in ("span", "a", "time") else {}
                    if attributes and _hidden(attributes):
                        node = node.next
                        continue
                    if block:
                        self.flush(here)
                        before, here = here, self.element(tag, here, attributes, len(open_))
                    elif attributes:
                        self.inline |= _name_words(attributes)
                    links += tag == "a"
                    open_.append((node, before, tag == "a"))
                    if len(open_) > DEEPEST:
                        raise Unreadable("clean", f"nested deeper than {DEEPEST} elements")
                    node = child
                    continue
            node = node.next
        self.flush(here)
        return self.tree

    def element(self, tag: str, parent: int, attributes: dict[str, str | None], depth: int) -> int:
        words = _name_words(attributes)
        aside = tag in self.words.aside or attributes.get("role") in (
            "navigation",
            "complementary",
            "contentinfo",
            "search",
        )
        self.tree.elements.append(Element(tag, parent, words, aside, depth))
        return len(self.tree.elements) - 1

    def add(self, text: str, links: int) -> None:
        text = BLANK.sub(" ", text)
        if not text:
            return
        self.parts.append(text)
        if links:
            self.linked += len(text)

    def flush(self, here: int) -> None:
        if self.parts:
            text = BLANK.sub(" ", "".join(self.parts)).strip(LINE_BLANK)
            if text:
                self.tree.blocks.append(Block(text, here, min(self.linked, len(text)), frozenset(self.inline)))
            self.parts, self.linked = [], 0
        self.inline.clear()


def _hidden(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or bool(style and HIDING.search(style))


def _name_words(attributes: dict[str, str | None]) -> frozenset[str]:
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return _split_names(names) if len(names) > 1 else frozenset()


@cache
def _split_names(names: str) -> frozenset[str]:
    found = [w.lower() for w in NAME_WORD.findall(names[:200])]
    return frozenset(found) | {a + b for a, b in zip(found, found[1:], strict=False)}
