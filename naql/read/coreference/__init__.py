"""Which mentions, pronouns, titles and dropped subjects mean the same -> canonical names on mentions and statements."""

from __future__ import annotations

from msgspec.structs import replace

from naql.gazetteer import entry_named
from naql.languages import Pack
from naql.read.coreference.describing import Named
from naql.read.coreference.house import names_house
from naql.read.coreference.naming import Back, name_source, titled_as
from naql.read.coreference.page import PageView, view_page
from naql.read.mentions.heads import pronouns
from naql.read.tokens import Words
from naql.records import Article, Mention, Statement

__all__ = ["resolve"]
UNNAMED = "unnamed sources"


def resolve(
    words: Words, pack: Pack, article: Article, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]
) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
    """The same mentions and statements with `name`, `country`, `source_name`, `source_country` filled in."""
    view = view_page(words, pack, article, mentions, statements)
    told: list[tuple[Statement, Named]] = []
    named: dict[str, Named] = {}
    for statement in sorted(statements, key=_place):
        source = _named(view, statement, told, named)
        named[statement.statement_id] = source
        told.append((statement, source))
    out = tuple(
        replace(s, source_name=named[s.statement_id].name, source_country=named[s.statement_id].country)
        for s in statements
    )
    return _with_titles(view, mentions), out


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


def _named(view: PageView, statement: Statement, told: list[tuple[Statement, Named]], named: dict[str, Named]) -> Named:
    if statement.source is None and statement.act == "ask" and view.speakers.asker:
        return Named(view.speakers.asker, None, "people", "asked")
    if statement.source is None:
        return _back(view, statement, Back("any"), told)
    start, end = view.bounds(statement.source)
    if names_house(view.words, start, end, view.pack, view.article):
        return Named(view.article.outlet or "", None, "ORG", "the page's own outlet")
    phrase = " ".join(view.words.core[start:end])
    known = pronouns(view.pack.lang)
    pronoun = known.get(phrase) or known.get(" ".join(view.words.norm[start:end]))
    if pronoun and pronoun.number == "self":
        outer = named.get(statement.via or "") or _back(view, statement, Back("any"), told)
        return outer
    if pronoun:
        return _back(view, statement, Back(pronoun.kind or "any", many=pronoun.number == "many"), told)
    found = name_source(view, start, end)
    return found if isinstance(found, Named) else _back(view, statement, found, told)


def _back(view: PageView, statement: Statement, back: Back, told: list[tuple[Statement, Named]]) -> Named:
    """Somebody already named: by title, else the speaker of the last statement that fits, else a mention before it."""
    at = view.words.at(_place(statement)[1])
    if back.said and back.kind in ("PER", "any"):
        titled = titled_as(view, set(back.said), None, at)
        if titled:
            return Named(titled.name, titled.country, "PER", "title on the page")
    if back.kind == "ORG" and back.noun and (body := _body_again(view, back, at)):
        return body
    spoken = [(s, n) for s, n in told if s.scope != "document" and _fits(n, back)]
    same = [n for s, n in spoken if s.via == statement.via]
    if back.noun:
        again = [n for _, n in spoken if n.noun == back.noun]
        same = again or same
    if same or spoken:
        return _likeliest(statement, same or [n for _, n in spoken])
    before = [m for i, (_, m) in sorted(view.spots.items()) if i < at and m.name and _fits_mention(m, back)]
    if before:
        return Named(before[-1].name or "", before[-1].country, before[-1].kind, "mention")
    return Named(UNNAMED, None, "people", "unknown")


def _likeliest(statement: Statement, spoken: list[Named]) -> Named:
    """The last of the speakers; for reports a newsroom or paper before others, for other acts others before those."""
    reports = statement.act == "report"
    told = [n for n in spoken if _is_medium(n) == reports]
    return told[-1] if told else spoken[-1]


def _is_medium(named: Named) -> bool:
    entry = entry_named(named.name)
    return named.kind == "paper" or bool(entry and entry.sort == "newsroom")


def _body_again(view: PageView, back: Back, at: int) -> Named | None:
    """The last body before word `at` whose name begins with the noun («the ministry» after a ministry's name)."""
    found = [
        m
        for i, (_, m) in sorted(view.spots.items())
        if m.kind == "ORG" and m.name and view.speakers.plain(view.words.core[i]) == back.noun
    ]
    before = [m for m in found if view.words.at(m.span.start) < at]
    chosen = (before or found)[-1 if before else 0] if found else None
    return Named(chosen.name or "", chosen.country, "ORG", "body on the page") if chosen else None


def _fits(named: Named, back: Back) -> bool:
    if back.kind == "PER":
        return named.kind in ("PER", "people")
    if back.kind == "ORG":
        return named.kind in ("ORG", "GPE", "paper")
    return True


def _fits_mention(mention: Mention, back: Back) -> bool:
    return mention.kind == back.kind if back.kind in ("PER", "ORG") else mention.kind in ("PER", "ORG")
