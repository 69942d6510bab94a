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
NAMED = ("span", "time")
TELLING = re.compile(r'(?:class|id|style|hidden)="')  # most links have none of them, and an address of their own
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
    html = root.html if root is not None else None
    if html and html.count("<") > MOST_NODES:
        raise Unreadable("clean", f"more than {MOST_NODES} nodes")
    return _Walk().run(html or "")


INLINE, BLOCK, ASIDE, SKIPPED, LINE_BREAK, NOTHING = range(6)


@cache
def _kinds() -> dict[str, int]:
    """What each tag means for the lines; one that is not here is INLINE."""
    words = markup_words()
    kinds = (
        dict.fromkeys(words.blocks, BLOCK) | dict.fromkeys(words.aside, ASIDE) | dict.fromkeys(words.skipped, SKIPPED)
    )
    return kinds | dict.fromkeys(VOID, NOTHING) | {"br": LINE_BREAK, "hr": LINE_BREAK}


class _Walk:
    def __init__(self) -> None:
        self.kinds = _kinds()
        self.elements = [Element("body", -1, UNNAMED)]
        self.blocks: list[Block] = []
        self.open: list[tuple[int, bool]] = []  # (index of the block around it, or -1 for what is no block; a link)
        self.here = self.links = self.linked = 0
        self.parts: list[str] = []
        self.inline: list[Named] = []

    def run(self, html: str) -> Tree:
        """The lines of a DOM that was written out."""
        skipping, inside = "", 0
        add, opened, closed = self.add, self.opened, self.closed
        for raw, shown, end, tag, attributes, text in TOKEN.findall(html):
            if skipping:
                if tag == skipping:
                    inside += -1 if end else 1
                    skipping = skipping if inside else ""
            elif text:
                add(text)
            elif end:
                closed()
            elif tag:
                if opened(tag, attributes):
                    skipping, inside = tag, 1
            elif raw in RAW_SHOWN:
                add(shown.replace("&", "&amp;"))
        self.flush()
        return Tree(self.elements, self.blocks)

    def opened(self, tag: str, attributes: str) -> bool:
        """Take an element's beginning; whether all of it is to be skipped."""
        kind = self.kinds.get(tag, INLINE)
        if kind >= SKIPPED and self.open:
            if kind == LINE_BREAK:
                self.flush()
            return kind == SKIPPED
        before, link = -1, tag == "a"
        named = UNNAMED
        if attributes and (kind or tag in NAMED or (link and TELLING.search(attributes))):
            named = _named(attributes)
        if self.open:
            if named.hidden:
                return True
            if kind:
                self.flush()
                before, self.here = self.here, len(self.elements)
                furniture = kind == ASIDE or named.furniture or named.aside
                self.elements.append(Element(tag, before, named, furniture))
            elif named is not UNNAMED:
                self.inline.append(named)
            if len(self.open) > DEEPEST:
                raise Unreadable("clean", f"nested deeper than {DEEPEST} elements")
        self.open.append((before, link))
        self.links += link
        return False

    def closed(self) -> None:
        """Take an element's end."""
        if self.open:
            before, link = self.open.pop()
            if before >= 0:
                self.flush()
                self.here = before
            self.links -= link

    def add(self, text: str) -> None:
        """Add a text node to the line."""
        if not self.parts and not text.strip(BLANKS):
            return
        if "&" in text:
            text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if UNEVEN.search(text):
            text = BLANK.sub(" ", text)
        self.parts.append(text)
        if self.links:
            self.linked += len(text)

    def flush(self) -> None:
        """End the line."""
        parts = self.parts
        if parts:
            text = parts[0] if len(parts) == 1 else "".join(parts)
            text = (BLANK.sub(" ", text) if "  " in text else text).strip(LINE_BLANK)
            if text:
                self.blocks.append(Block(text, self.here, min(self.linked, len(text)), tuple(self.inline)))
            self.parts, self.linked = [], 0
        if self.inline:
            self.inline = []


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
