"""What a ledger hands out: views over its records and links, frozen and plain, to print, to draw or to write as JSON.

A view is worked out when it is asked for; nothing here is stored. Offsets are code points into the page's text as it
was read (`Reading.article.page_text`), half-open. Dates are ISO 8601, `None` where they cannot be told. Lists are in a
fixed order: by date, undated last, then by page name and place on the page.
"""

from __future__ import annotations

from msgspec import Struct

STANCES = ("asserts", "denies", "doubts", "asks")
VOICES = ("statement", "page", "headline")


class Excerpt(Struct, frozen=True, kw_only=True):
    """Exact words of a page: `text` is page_text[start:end], letter by letter."""

    text: str
    start: int
    end: int


class PageRef(Struct, frozen=True, kw_only=True):
    """One page (its article) in short. `inferred` says that `published_at` was worked out, not printed or given.

    `newest` is False where a later version of the same URL is in the ledger. `headline` is the exact words, or "".
    """

    article_id: str
    page_id: str
    name: str
    url: str | None
    outlet: str | None
    lang: str
    headline: str
    published_at: str | None
    inferred: bool = False
    newest: bool = True
    statements: int = 0
    story_id: str | None = None


class Step(Struct, frozen=True, kw_only=True):
    """One teller in a chain. `name` is canonical, or a description ("a reporter"); None where nobody is named.

    `statement_id` is None for the page itself and for an original that was found only as a copy;
    `words` are those that name the teller on the page.
    """

    name: str | None
    act: str | None = None
    statement_id: str | None = None
    entity_id: str | None = None
    words: Excerpt | None = None


class Voice(Struct, frozen=True, kw_only=True):
    """What one statement (or the page or its headline, in its own voice) does to a proposition.

    `chain` runs from the page's outlet to the origin. `origin` is the name under which it is counted, `known` whether
    that is somebody (a person, a body, a medium, documents by way of a medium); an origin that is not stated is not
    guessed and not counted. `described` says that `origin` is a description, no name. `copied_from` names the page of
    which this one is a copy, where the statement only repeats it; `retells` the origin whose report this voice passes
    on. `words` is what is stated, `cue` what attributes it, `claim` the words of the page that name the deed.
    """

    claim_id: str
    stance: str
    voice: str
    page: PageRef
    statement_id: str | None
    act: str | None
    kind: str | None
    chain: tuple[Step, ...]
    origin: str | None
    known: bool
    described: bool = False
    words: tuple[Excerpt, ...]
    cue: Excerpt | None = None
    said_at: str | None = None
    confidence: float = 1.0
    copied_from: str | None = None
    retells: str | None = None
    claim: str = ""


class Origin(Struct, frozen=True, kw_only=True):
    """One independent source of a stance: who, by way of which media, and how often it is told."""

    name: str
    through: tuple[str, ...]
    voices: int
    pages: tuple[str, ...]
    entity_id: str | None = None


class Side(Struct, frozen=True, kw_only=True):
    """All voices of one stance. `origins` are the distinct known ones; `unknown` counts voices without one."""

    stance: str
    origins: tuple[Origin, ...]
    unknown: int
    voices: tuple[Voice, ...]


class Proposition(Struct, frozen=True, kw_only=True):
    """What statements are about, whatever their language: `label` is the words that say it best, `form` its structure.

    `score` and `reason` say how well it answers a question, where one was asked (else 1.0 and "").
    `sides` stand in the order of STANCES; a stance nobody takes is left out.
    """

    proposition_id: str
    label: str
    lang: str
    form: str
    sides: tuple[Side, ...]
    pages: int
    langs: tuple[str, ...]
    first_at: str | None = None
    last_at: str | None = None
    story_id: str | None = None
    score: float = 1.0
    reason: str = ""

    def side(self, stance: str) -> Side:
        """The side of that stance; an empty one where nobody takes it."""
        found = next((s for s in self.sides if s.stance == stance), None)
        return found or Side(stance=stance, origins=(), unknown=0, voices=())


class Answer(Struct, frozen=True, kw_only=True):
    """The propositions that a question is about, best first; `understood` is what the question was read as.

    Where nothing matches, `propositions` is empty and `message` says what was looked for.
    """

    question: str
    lang: str
    understood: str
    propositions: tuple[Proposition, ...]
    message: str = ""


class PropositionRef(Struct, frozen=True, kw_only=True):
    """One proposition in short: how many voices it has, and how many known origins, by stance."""

    proposition_id: str
    label: str
    lang: str
    form: str
    voices: dict[str, int]
    origins: dict[str, int]
    pages: int
    first_at: str | None = None
    story_id: str | None = None


class Saying(Struct, frozen=True, kw_only=True):
    """One statement with its page and chain, and the propositions that it speaks to."""

    statement_id: str
    page: PageRef
    source_name: str | None
    act: str
    kind: str
    scope: str
    source: Excerpt | None
    cue: Excerpt | None
    words: tuple[Excerpt, ...]
    chain: tuple[Step, ...]
    confidence: float
    by: tuple[str, ...]
    propositions: tuple[PropositionRef, ...] = ()


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something over all pages: names by language (as written, most frequent first), roles, states.

    `said` are its own statements, newest first, at most as many as were asked for; `statements` counts them all.
    """

    entity_id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    roles: tuple[str, ...]
    mentions: int
    statements: int
    pages: tuple[PageRef, ...]
    said: tuple[Saying, ...] = ()
    reasons: tuple[str, ...] = ()


class EntityRef(Struct, frozen=True, kw_only=True):
    """One entity in short."""

    entity_id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    mentions: int


class Copy(Struct, frozen=True, kw_only=True):
    """A page that repeats another: `how` is copy, rewritten or translated; `reason` can be read."""

    original: PageRef
    page: PageRef
    how: str
    score: float
    reason: str


class StoryRef(Struct, frozen=True, kw_only=True):
    """One story in short; `label` is the headline of its first page."""

    story_id: str
    label: str
    lang: str
    langs: tuple[str, ...]
    pages: int
    statements: int
    first_at: str | None
    last_at: str | None


class Turn(Struct, frozen=True, kw_only=True):
    """One point of a story's timeline: a page that appeared (`what` "page") or an event that pages tell ("event")."""

    at: str | None
    what: str
    label: str
    lang: str
    page: PageRef
    proposition_id: str | None = None


class Story(Struct, frozen=True, kw_only=True):
    """Pages about one affair: who told it first, who copied whom, who is in it, what is claimed."""

    story_id: str
    label: str
    lang: str
    pages: tuple[PageRef, ...]
    copies: tuple[Copy, ...]
    entities: tuple[EntityRef, ...]
    propositions: tuple[PropositionRef, ...]
    timeline: tuple[Turn, ...]
    first_at: str | None = None
    last_at: str | None = None


class Hit(Struct, frozen=True, kw_only=True):
    """One find of a search: `what` is page, statement or entity, `id` its id; `snippet` is exact words of the page."""

    what: str
    id: str
    page: PageRef | None
    snippet: str
    lang: str
    score: float
    marked: tuple[tuple[int, int], ...] = ()


class Totals(Struct, frozen=True, kw_only=True):
    """How much is in a ledger."""

    pages: int
    versions: int
    statements: int
    events: int
    mentions: int
    moments: int
    entities: int
    propositions: int
    stories: int
    copies: int
    links: int
    withdrawn: int
    skipped: int
    langs: dict[str, int]
