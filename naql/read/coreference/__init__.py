"""Which mentions, pronouns, titles and dropped subjects mean the same -> canonical names on mentions and statements."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from naql.gazetteer import entry_named
from naql.languages import Pack
from naql.read.coreference.antecedent import NOBODY, Query, Told, agreement_of, ranked
from naql.read.coreference.bearing import persons_beside
from naql.read.coreference.check import check
from naql.read.coreference.house import names_house
from naql.read.coreference.naming import Back, name_source, titled_as
from naql.read.coreference.page import Named, PageView, view_page
from naql.read.mentions.heads import Pronoun, pronouns
from naql.read.tokens import Words
from naql.records import Article, Mention, Statement

__all__ = ["check", "resolve"]


def resolve(
    words: Words, pack: Pack, article: Article, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]
) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
    """The same mentions and statements with `name`, `country`, `source_name`, `source_country` filled in."""
    view = view_page(words, pack, article, mentions, statements)
    view.beside = persons_beside(view)
    named = {one.statement.statement_id: one.named for one in told_in_order(view, statements)}
    out = tuple(
        replace(s, source_name=named[s.statement_id].name, source_country=named[s.statement_id].country)
        for s in statements
    )
    return _with_titles(view, mentions), out


def told_in_order(view: PageView, statements: tuple[Statement, ...]) -> Iterator[Told]:
    """Each statement with its source's name, story-wide ones first, then in the order of the text; what the receiver
    puts in the place of a name counts for the statements after it."""
    told: list[Told] = []
    for statement in sorted(statements, key=_place):
        shown = agreement_of(view, statement)
        at = view.words.at(_place(statement)[1])
        one = Told(statement, at, named_source(view, statement, told), shown.gender, shown.many)
        told.append(one)
        view.named.append(one.named)
        yield one


def _with_titles(view: PageView, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions with the title beside them; persons without a state take that of their title on the page."""
    titles = {t.at: t.title for t in view.titled if t.title}
    states = {t.name: t.country for t in reversed(view.titled) if t.country}
    beside = {view.spots[at][1].span: title for at, title in titles.items() if at in view.spots}
    return tuple(
        replace(m, role=beside.get(m.span, m.role), country=m.country or states.get(m.name or ""))
        if m.kind == "PER"
        else m
        for m in mentions
    )


def _place(statement: Statement) -> tuple[bool, int]:
    spans = [s for s in (statement.source, statement.cue, *statement.content) if s]
    return statement.scope != "document", min((s.start for s in spans), default=0)


def named_source(view: PageView, statement: Statement, told: list[Told]) -> Named:
    """Who the source of a statement is, after those `told` before it."""
    if statement.source is None:
        return _dropped(view, statement, told)
    start, end = view.bounds(statement.source)
    if statement.scope == "document" and (newsroom := _newsroom_in(view, start, end)):
        return newsroom
    if names_house(view.words, start, end, view.pack, view.article):
        return Named(view.article.outlet or "", None, "ORG", "the page's own outlet")
    phrase = " ".join(view.words.core[start:end])
    known = pronouns(view.pack.lang)
    pronoun = known.get(phrase) or known.get(" ".join(view.words.norm[start:end]))
    if pronoun:
        return _pronoun(view, statement, pronoun, told)
    found = name_source(view, start, end)
    return found if isinstance(found, Named) else _back(view, statement, found, told)


def _newsroom_in(view: PageView, start: int, end: int) -> Named | None:
    """The newsroom that a story-wide credit names, whoever of it is named beside it."""
    inside = [m for *_, m in view.inside(start, end)]
    entries = [entry_named(m.name) for m in inside]
    rooms = [e for e in entries if e and e.sort == "newsroom"]
    return Named(rooms[0].name, rooms[0].country, "ORG", "newsroom") if len(inside) == 1 and rooms else None


def _dropped(view: PageView, statement: Statement, told: list[Told]) -> Named:
    """Whose dropped subject it is: who asks, nobody, or somebody named before."""
    if statement.act == "ask" and view.speakers.asker:
        return Named(view.speakers.asker, None, "people", "asked")
    if statement.cue:
        start, end = view.bounds(statement.cue)
        for words in (view.words.core, view.words.norm):
            if english := view.speakers.said_by_nobody(tuple(words[start:end])):
                return Named(english, None, "people", "hearsay")
    return _meant(view, statement, told, "null")


def _pronoun(view: PageView, statement: Statement, pronoun: Pronoun, told: list[Told]) -> Named:
    if pronoun.number == "self":
        outer = next((t.named for t in told if t.statement.statement_id == statement.via), None)
        return outer or _meant(view, statement, told, "null")
    form = f"{pronoun.number}{pronoun.kind}"
    return _meant(view, statement, told, form, gender=pronoun.gender, many=pronoun.number == "many")


def _back(view: PageView, statement: Statement, back: Back, told: list[Told]) -> Named:
    """Somebody already named whom a noun points back to: by title, as a body with the noun, or by rank."""
    at = view.words.at(_place(statement)[1])
    if back.said and back.kind in ("PER", "any"):
        titled = titled_as(view, set(back.said), None, at)
        if titled:
            return Named(titled.name, titled.country, "PER", "title on the page")
    again = [t.named for t in told if back.noun and t.named.noun == back.noun and t.named.kind != "PER"]
    if again:
        return again[-1]
    return _meant(view, statement, told, f"noun {back.kind}", many=back.many, noun=back.noun, said=back.said)


def _meant(
    view: PageView,
    statement: Statement,
    told: list[Told],
    form: str,
    gender: str = "",
    many: bool = False,
    noun: str = "",
    said: frozenset[str] = frozenset(),
) -> Named:
    """The likeliest of those named before; unnamed sources where there is nobody."""
    shown = agreement_of(view, statement)
    query = Query(
        statement=statement,
        at=view.words.at(_place(statement)[1]),
        form=form,
        gender=gender or shown.gender,
        many=many or shown.many,
        noun=noun,
        said=said,
    )
    return ranked(view, query, told) or Named(NOBODY, None, "people", "unknown")
