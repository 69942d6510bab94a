"""What each address of the local page shows: it asks the ledger and hands the views to a template. Changes nothing."""

from __future__ import annotations

from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from naql.errors import BadQuestion, NaqlError
from naql.languages import languages, load_pack
from naql.ledger.views import Answer, Hit, PropositionRef, Saying
from naql.records import Span, Statement
from naql.web.graph import Told, graph_of, told_by
from naql.web.interface import direction_of
from naql.web.marking import marked_lines, part_with, parts_of, window_around
from naql.web.opening import Kept, open_book
from naql.web.rendering import page_path, rendered

PER_PAGE = 25  # rows of a list
VOICES = 12  # voices of a side at a time
ANSWERS, HITS, HITS_BESIDE = 4, 40, 12
LONGEST = 400  # letters of a question
RANGES = 20  # ranges of evidence that one address may name
T = TypeVar("T")


class Slice:
    """One leaf of a long list: `rows`, its `number` from 1, and whether there are more."""

    def __init__(self, rows: list[Any] | tuple[Any, ...], number: int, size: int = PER_PAGE, most: int = 0) -> None:
        self.total = max(len(rows), most)
        self.leaves = max(1, -(-self.total // size))
        self.number = min(number, self.leaves)
        self.first = (self.number - 1) * size
        self.rows = rows[self.first : self.first + size]


class Endpoints:
    """The addresses of one ledger."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = Kept(path)
        self._asking = Lock()  # a pipeline reads one question at a time

    def routes(self) -> list[Route]:
        """Address to endpoint; all of them run in threads and open the ledger for themselves."""
        return [
            Route("/", self.home),
            Route("/ask", self.ask),
            Route("/propositions", self.propositions),
            Route("/entities", self.entities),
            Route("/pages", self.pages),
            Route("/story/{story_id}", self.story),
            Route("/proposition/{proposition_id}", self.proposition),
            Route("/entity/{entity_id}", self.entity),
            Route("/page/{page_id}", self.page),
            Route("/context/{page_id}", self.context),
        ]

    def warm(self) -> None:
        """Load what the first question in each language would wait for, beside the serving."""
        Thread(target=self._load_languages, daemon=True).start()

    def _load_languages(self) -> None:
        for lang in languages():
            try:
                with open_book(self.path) as book, self._asking:
                    book.ask(load_pack(lang).info.native_name, limit=1)
            except (NaqlError, OSError):
                continue

    # -- lists ----------------------------------------------------------------------------------------------------

    def home(self, request: Request) -> Response:
        """The search box, what is in the ledger, and its stories."""
        with open_book(self.path) as book:
            stories = self.kept.get("stories", book.stories)
            totals, linked = self.kept.get("counts", book.counts), book.is_linked()
        return rendered(request, "home.html", totals=totals, linked=linked, stories=Slice(stories, number_of(request)))

    def ask(self, request: Request) -> Response:
        """What the ledger answers to a question, and what a search for its words finds."""
        question = " ".join(request.query_params.get("q", "").split())[:LONGEST]
        answer: Answer | None = None
        hits: tuple[Hit, ...] = ()
        reason = ""
        if question:
            with open_book(self.path) as book:
                try:
                    with self._asking:
                        answer = book.ask(question, limit=ANSWERS)
                except BadQuestion as error:
                    reason = str(error)
                hits = book.search(question, limit=HITS_BESIDE if answer and answer.propositions else HITS)
        return rendered(request, "answers.html", question=question, answer=answer, hits=hits, reason=reason)

    def propositions(self, request: Request) -> Response:
        """Propositions, those first that divide voices."""
        with open_book(self.path) as book:
            found: tuple[PropositionRef, ...] = self.kept.get("propositions", book.propositions)
        if request.query_params.get("contested"):
            found = tuple(p for p in found if contested(p))
        return rendered(request, "propositions.html", refs=Slice(found, number_of(request)))

    def entities(self, request: Request) -> Response:
        """Everybody and everything named, most mentioned first."""
        with open_book(self.path) as book:
            found = self.kept.get("entities", book.entities)
        kind = request.query_params.get("kind", "")
        kinds = sorted({e.kind for e in found})
        rows = [e for e in found if e.kind == kind] if kind in kinds else found
        return rendered(request, "entities.html", refs=Slice(rows, number_of(request), 60), kinds=kinds, kind=kind)

    def pages(self, request: Request) -> Response:
        """Every page, and what could not be read."""
        with open_book(self.path) as book:
            found = self.kept.get("pages", book.pages)
            skipped = book.skipped()
        return rendered(request, "pages.html", refs=Slice(found, number_of(request)), skipped=skipped)

    # -- one record -----------------------------------------------------------------------------------------------

    def story(self, request: Request) -> Response:
        """A story: timeline, what is claimed, who is in it, who copied whom."""
        story_id = request.path_params["story_id"]
        with open_book(self.path) as book:
            story = self.kept.get(f"story {story_id}", lambda: book.story(story_id))
        turns = Slice(story.timeline, number_of(request), 40)
        return rendered(request, "story.html", story=story, turns=turns)

    def proposition(self, request: Request) -> Response:
        """A proposition: its sides, each voice with its chain, and all chains as a graph."""
        with open_book(self.path) as book:
            found = book.proposition(request.path_params["proposition_id"])
        number = number_of(request)
        sides = {s.stance: Slice(s.voices, number, VOICES) for s in found.sides}
        leaves = max((s.leaves for s in sides.values()), default=1)
        graph = graph_of(told_by(v for s in found.sides for v in s.voices), direction_of(found.lang))
        return rendered(
            request, "proposition.html", p=found, sides=sides, number=min(number, leaves), leaves=leaves, graph=graph
        )

    def entity(self, request: Request) -> Response:
        """An entity: names by language, roles, where it is named, what it said."""
        entity_id, number = request.path_params["entity_id"], number_of(request)
        with open_book(self.path) as book:
            found = book.entity(entity_id, said=number * PER_PAGE)
            said = Slice(found.said, number, PER_PAGE, most=found.statements)
        pages = Slice(found.pages, number_of(request, "pages"), PER_PAGE)
        return rendered(request, "entity.html", e=found, said=said, pages=pages)

    def page(self, request: Request) -> Response:
        """A page's text with everything found on it; one statement, or some ranges, as the evidence."""
        page_id, wanted = request.path_params["page_id"], request.query_params.get("statement", "")
        with open_book(self.path) as book:
            versions = book.versions(page_id)
            reading = book.reading(page_id)
            mine = {s.statement_id: s for s in reading.statements}
            chosen = book.statement(wanted) if wanted in mine else None
        if wanted and chosen is None:
            raise HTTPException(404, f"no statement {wanted} on this page")
        text = reading.article.page_text
        evidence = spans_of(mine[wanted]) if chosen else ranges_in(request, len(text))
        parts = parts_of(text)
        at = part_with(parts, min(evidence).start) if evidence else number_of(request, "part", len(parts)) - 1
        window = parts[at]
        return rendered(
            request,
            "page.html",
            reading=reading,
            ref=next(v for v in versions if v.article_id == reading.article.article_id),
            versions=versions,
            lines=marked_lines(reading, window, evidence),
            statements=[s for s in reading.statements if begins_in(s, window, first=at == 0)],
            chosen=chosen,
            evidence=evidence,
            graph=graph_of([as_told(chosen)], "down") if chosen else None,
            part=at + 1,
            parts_all=len(parts),
        )

    def context(self, request: Request) -> Response:
        """Some words of a page around its evidence, to be put under a statement."""
        with open_book(self.path) as book:
            reading = book.reading(request.path_params["page_id"])
        text = reading.article.page_text
        evidence = ranges_in(request, len(text))
        if not evidence:
            raise HTTPException(404, "no such words on this page")
        window = window_around(text, evidence)
        more = page_path(reading.article.article_id, at=[f"{s.start}-{s.end}" for s in evidence])
        lines = marked_lines(reading, window, evidence)
        return rendered(request, "context.html", reading=reading, lines=lines, more=more)


def number_of(request: Request, name: str = "leaf", most: int = 1_000_000) -> int:
    """The number of a leaf that a request asks for, from 1; 1 where it asks for none that there can be."""
    value = request.query_params.get(name, "1")
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 1
    return max(1, min(number, most))


def ranges_in(request: Request, length: int) -> list[Span]:
    """The ranges of code points that a request names by `at=start-end`, those that lie within the text."""
    found = []
    for value in request.query_params.getlist("at")[:RANGES]:
        start, _, end = value.partition("-")
        if all(v.isascii() and v.isdigit() and len(v) < 10 for v in (start, end)) and int(start) < int(end) <= length:
            found.append(Span(int(start), int(end)))
    return sorted(set(found))


def spans_of(statement: Statement) -> list[Span]:
    """What is to be seen of a statement: its content, source and cue."""
    return sorted({*statement.content, *(s for s in (statement.source, statement.cue) if s)})


def begins_in(statement: Statement, window: Span, first: bool) -> bool:
    """Whether a statement is listed beside this part of its page."""
    spans = spans_of(statement)
    return window.start <= spans[0].start < window.end if spans else first


def as_told(saying: Saying) -> Told:
    """The chain of one statement, to be drawn."""
    return Told(page=saying.page, chain=saying.chain, stance="asserts")


def contested(ref: PropositionRef) -> bool:
    """Whether somebody denies or doubts what somebody else asserts."""
    return bool(ref.voices.get("asserts")) and bool(ref.voices.get("denies") or ref.voices.get("doubts"))
