"""What a page has told so far: where its mentions and offices stand, and which person bears which title on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from msgspec import Struct

from naql.gazetteer import Entry
from naql.gazetteer.entries import entry_named, states
from naql.gazetteer.offices import offices_of
from naql.languages import Pack
from naql.read.coreference.roles import Role, find_roles, role_in_english, title_words
from naql.read.coreference.speakers import Speakers, speakers
from naql.read.mentions.heads import heads
from naql.read.tokens import Words
from naql.records import Article, Mention, Span, Statement

NEAR = 3


class Named(Struct, frozen=True):
    """A source's name and state; kind: PER, ORG, GPE, people (unnamed), paper; by: the rule that found it; noun: the
    speaking noun in it, as titles are compared."""

    name: str
    country: str | None
    kind: str
    by: str
    noun: str = ""


@dataclass(slots=True)
class Titled:
    """A person with a title on the page: where (word index), canonical name, state, offices, the title's words, and
    the title in English."""

    at: int
    name: str
    country: str | None
    roles: frozenset[str]
    said: set[str]
    title: str | None = None


@dataclass(slots=True)
class Beside:
    """A person's mention (its first word) and what the words [first, last) beside and around the name say."""

    at: int
    person: Mention
    words: frozenset[str]
    first: int
    last: int


@dataclass(slots=True)
class PageView:
    """One page as the resolver sees it. spots: first word of each mention to (one past its last word, the mention).
    beside: filled in by `bearing.persons_beside`. named: the sources so far. later: first word and person of every
    source that names one."""

    words: Words
    pack: Pack
    article: Article
    speakers: Speakers
    spots: dict[int, tuple[int, Mention]] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    titled: list[Titled] = field(default_factory=list)
    home: str | None = None
    beside: list[Beside] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    later: list[tuple[int, Mention]] = field(default_factory=list)

    @property
    def day(self) -> str | None:
        """The day the page is of."""
        return (self.article.published_at or "")[:10] or None

    def inside(self, start: int, end: int) -> list[tuple[int, int, Mention]]:
        """The mentions in words [start, end): (first word, one past the last, mention)."""
        return [(i, *self.spots[i]) for i in range(start, end) if i in self.spots]

    def main_state(self) -> Entry | None:
        """The state that the page names most."""
        named = Counter(m.country for _, m in self.spots.values() if m.kind == "GPE" and m.country in states())
        return states()[named.most_common(1)[0][0] or ""] if named else None

    def body_before(self, at: int, noun: str = "") -> Mention | None:
        """The last body named before word `at`, one whose name begins with the noun before others; no newsroom."""
        bodies = [(i, m) for i, (_, m) in sorted(self.spots.items()) if i < at and m.kind == "ORG" and m.name]
        bodies = [(i, m) for i, m in bodies if (e := entry_named(m.name)) is None or e.sort != "newsroom"]
        same = [m for i, m in bodies if self.speakers.plain(self.words.core[i]) == noun]
        found = same or [m for _, m in bodies]
        return found[-1] if found else None

    def bounds(self, span: Span) -> tuple[int, int]:
        """The words that a span covers, as [first, one past the last)."""
        start = self.words.at(span.start)
        return start, max(start + 1, self.words.at(span.end - 1) + 1)


def view_page(
    words: Words, pack: Pack, article: Article, mentions: tuple[Mention, ...], statements: tuple[Statement, ...] = ()
) -> PageView:
    """The page with its mentions, offices and titled persons; the sources of statements say who bears which title."""
    view = PageView(words, pack, article, speakers(pack.lang), home=home_of(article))
    for mention in mentions:
        start, end = view.bounds(mention.span)
        view.spots[start] = (end, mention)
    view.roles = find_roles(words, pack, view.spots)
    view.titled = _titled(view)
    for statement in statements:
        if statement.source and statement.scope != "document":
            _introduce(view, *view.bounds(statement.source))
    return view


def _introduce(view: PageView, start: int, end: int) -> None:
    """A source that holds one person's name says that person's title."""
    people = [m for m in view.inside(start, end) if m[2].kind == "PER" and m[2].name]
    if len(people) != 1:
        return
    at, past, person = people[0]
    view.later.append((start, person))
    said = title_words(view.words, start, at, view.speakers, view.spots)
    said |= title_words(view.words, past, end, view.speakers, view.spots)
    known = next((t for t in view.titled if t.at == at), None)
    if known:
        known.said |= said
    elif said:
        view.titled.append(Titled(at, person.name or "", person.country, frozenset(), said))


def home_of(article: Article) -> str | None:
    """The state of the page's outlet: what "the foreign minister" without a state is of."""
    entry = entry_named(article.outlet)
    return entry.home if entry else None


def _titled(view: PageView) -> list[Titled]:
    starts = {role.start: role for role in view.roles}
    ends = {role.end: role for role in view.roles}
    found = []
    for at, (end, mention) in sorted(view.spots.items()):
        if mention.kind != "PER" or not mention.name:
            continue
        before = _near(view, ends, range(at, at - NEAR - 1, -1), at)
        after = _near(view, starts, range(end, end + NEAR), end)
        role = before or after
        said = title_words(view.words, role.start, role.end, view.speakers, view.spots) if role else set()
        keys = role.keys if role else frozenset()
        country = (role.country if role else None) or mention.country
        if role or offices_of(mention.name):
            title = role_in_english(role) if role else None
            found.append(Titled(at, mention.name, country, keys, said, title))
    return found


def _near(view: PageView, edges: dict[int, Role], places: range, anchor: int) -> Role | None:
    """The role whose edge lies in `places`, with nothing but marks and titles between it and the anchor."""
    for place in places:
        if place in edges:
            lines = view.words.paragraph
            last = max(place, anchor)
            if last < len(lines) and lines[max(0, min(place, anchor) - 1)] != lines[last]:
                return None
            between = range(min(place, anchor), last)
            return edges[place] if all(_slight(view, i) for i in between) else None
    return None


def _slight(view: PageView, i: int) -> bool:
    """Whether a word may stand between a name and its title: a mark, a word that says nothing, another title."""
    words = view.words
    if words.kind[i] != "word" or words.norm[i] in view.speakers.stop:
        return True
    return "person" in heads(view.pack.lang).get(words.core[i], ())
