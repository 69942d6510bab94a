"""A page's HTML as lines of text, each with what the markup says about it.

The DOM is selectolax's (lexbor); one regular expression goes over it as lexbor writes it out, where every element is
closed and every value quoted, which costs a fraction of asking for each node. Blanks collapse as in a browser, block
elements and <br> end lines, and no letter is lost, joiners included. It decides nothing about what the article is;
`naql.clean.extract` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

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
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
    + ["basefont", "bgsound", "frame", "keygen"]
)
ATTRIBUTES = r'(?:\s[^\s=>]+="[^"]*")*'
TOKEN = re.compile(
    rf"<(?:(?P<raw>script|style|iframe|noembed|noframes|xmp|plaintext){ATTRIBUTES}>(.*?)</(?P=raw)>"
    rf"|(/?)([a-z][^\s>]*)({ATTRIBUTES})>|!--.*?-->|[!?][^>]*>)|([^<]+)",
    re.S,
)
RAW_SHOWN = ("noembed", "noframes", "xmp", "plaintext")
NAMED = ("span", "a", "time")
NAMES = re.compile(r'\s(class|id|style|role|hidden|aria-hidden)="([^"]*)"')
BLANK = re.compile(r"[ \t\n\r\f]+")
BLANKS = " \t\n\r\f"
UNEVEN = re.compile(r"[\t\n\r\f]|  ")
NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
ASIDE_ROLES = ("navigation", "complementary", "contentinfo", "search")


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


@dataclass(frozen=True, slots=True)
class Named:
    """What an element's attributes say: the words of its class and id, and what these words are taken for.

    furniture holds only where no word of an article stands beside; aside: by its role.
    """

    words: frozenset[str] = frozenset()
    article: bool = False
    furniture: bool = False
    imprint: bool = False
    company: bool = False
    byline: bool = False
    title: bool = False
    aside: bool = False
    hidden: bool = False


UNNAMED = Named()


@dataclass(slots=True)
class Element:
    """A block element: its tag, the index of the block around it, what its attributes say.

    furniture: it is named for furniture, or is an element that is.
    """

    tag: str
    parent: int
    named: Named
    furniture: bool = False
    letters: float = 0.0


@dataclass(slots=True)
class Block:
    """One line: its text, the index of the element it stands in, how many of its letters are links, and what the
    attributes of the elements within the line say."""

    text: str
    element: int
    linked: int
    inline: tuple[Named, ...] = ()
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
        return "\n".join([block.text for block in self.blocks])


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
    root = parser.body or parser.root
    return _Walk().run(root.html or "") if root is not None else Tree()


class _Walk:
    def __init__(self) -> None:
        self.tree = Tree([Element("body", -1, UNNAMED)])
        self.parts: list[str] = []
        self.linked = 0
        self.inline: list[Named] = []

    def run(self, html: str) -> Tree:
        """The lines of a DOM that was written out."""
        words = markup_words()
        skipped, blocks = words.skipped, words.blocks
        open_: list[tuple[str, int]] = []  # (tag, index of the block around it, or -1 for what is no block)
        here = links = inside = 0
        skipping = ""
        for count, m in enumerate(TOKEN.finditer(html)):
            raw, shown, end, tag, attributes, text = m.groups()
            if skipping:
                if tag == skipping:
                    inside += -1 if end else 1
                    skipping = skipping if inside else ""
            elif text:
                self.add(text, links)
            elif not tag:
                if raw in RAW_SHOWN:
                    self.add(shown.replace("&", "&amp;"), links)
            elif end:
                if len(open_) > 1:
                    tag, before = open_.pop()
                    if before >= 0:
                        self.flush(here)
                        here = before
                    links -= tag == "a"
            elif tag == "br":
                self.flush(here)
            elif tag in VOID:
                if tag == "hr":
                    self.flush(here)
            elif tag in skipped and open_:
                skipping, inside = tag, 1
            else:
                block = tag in blocks
                named = _named(attributes) if attributes and (block or tag in NAMED) else UNNAMED
                if named.hidden and open_:
                    skipping, inside = tag, 1
                    continue
                before = -1
                if block and open_:
                    self.flush(here)
                    before, here = here, self.element(tag, here, named)
                elif named is not UNNAMED:
                    self.inline.append(named)
                links += tag == "a"
                open_.append((tag, before))
                if len(open_) > DEEPEST:
                    raise Unreadable("clean", f"nested deeper than {DEEPEST} elements")
            if count > MOST_NODES:
                raise Unreadable("clean", f"more than {MOST_NODES} nodes")
        self.flush(here)
        return self.tree

    def element(self, tag: str, parent: int, named: Named) -> int:
        """The index of a new block element."""
        furniture = tag in markup_words().aside or named.aside or named.furniture
        self.tree.elements.append(Element(tag, parent, named, furniture))
        return len(self.tree.elements) - 1

    def add(self, text: str, links: int) -> None:
        """Add a text node to the line."""
        if not self.parts and not text.strip(BLANKS):
            return
        if "&" in text:
            text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if UNEVEN.search(text):
            text = BLANK.sub(" ", text)
        self.parts.append(text)
        if links:
            self.linked += len(text)

    def flush(self, here: int) -> None:
        """End the line."""
        if self.parts:
            text = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
            text = (BLANK.sub(" ", text) if "  " in text else text).strip(LINE_BLANK)
            if text:
                self.tree.blocks.append(Block(text, here, min(self.linked, len(text)), tuple(self.inline)))
            self.parts.clear()
            self.linked = 0
        if self.inline:
            self.inline.clear()


@lru_cache(8192)
def _named(attributes: str) -> Named:
    """What an element's attributes say, from its tag as it is written out."""
    values: dict[str, str] = {}
    for key, value in NAMES.findall(attributes):
        values.setdefault(key, value)
    if not values:
        return UNNAMED
    style = values.get("style", "")
    hidden = "hidden" in values or values.get("aria-hidden") == "true" or bool(style and HIDING.search(style))
    names = f"{values.get('class', '')} {values.get('id', '')}"
    found = _split_names(names) if len(names) > 1 else UNNAMED
    aside = values.get("role") in ASIDE_ROLES
    if not hidden and not aside:
        return found
    return replace(found, aside=aside, hidden=hidden)


@lru_cache(8192)
def _split_names(names: str) -> Named:
    """What the words of class and id names say."""
    found = [w.lower() for w in NAME_WORD.findall(names[:200])]
    words = frozenset(found) | {a + b for a, b in zip(found, found[1:], strict=False)}
    file = markup_words()
    article = bool(words & file.article)
    return Named(
        words,
        article,
        furniture=bool(words & file.furniture) and not article,
        imprint=bool(words & file.imprint),
        company=bool(words & file.company),
        byline=bool(words & file.byline),
        title=bool(words & {"title", "headline"}),
    )
