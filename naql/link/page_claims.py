"""The claims of one page: by its events, by predicates of `concepts`, by words. Which of them count is `claims`'."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, product

from msgspec import Struct
from msgspec.structs import replace

from naql.languages import load_pack
from naql.link.concepts import Found, concepts_in, is_to_come, polarity_of, predicates, telling_words
from naql.link.sides import Side, completed, counterpart, key_of, sides_of
from naql.read.tokens import Words, split_words
from naql.records import Event, Reading, Span, Statement, content_id

VERBAL = (
    "AGREE",
    "COOPERATE",
    "REQUEST",
    "REJECT",
    "THREATEN",
    "ACCUSE",
    "CONCEDE",
)  # deeds done by speaking: never "planned"
MUTUAL = ("CONSULT", "COOPERATE")
FAMILY = {"COOPERATE": "AGREE"}  # types that tell the same deed, done or agreed on
ALONE = ("PROTEST", "MOBILIZE", "RETREAT", "COERCE")  # deeds that need nobody on the other side
PAIRS = 12  # of one event's actors and recipients; lists of more are roll calls
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MUTE = ("urge", "decline")  # acts that take no side on what they speak of


class Claim(Struct, frozen=True, kw_only=True):
    """What one voice does to one proposition.

    `voice` is statement, page or headline; `left`, `right` are the sides' keys (an alpha-3 code, or a folded name with
    "=" before it, or ""); `ahead` says that the deed is planned or possible; `bucket` is what claims must share to be
    compared; `spans` are the words on the page, `trigger` those that name the deed.
    """

    claim_id: str
    article_id: str
    voice: str
    stance: str
    bucket: str
    kind: str
    spans: tuple[Span, ...]
    trigger: Span
    statement_id: str | None = None
    type: str = ""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    left: str = ""
    right: str = ""
    mutual: bool = False
    ahead: bool = False
    concepts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    source: str | None = None
    lang: str = ""
    day: str | None = None
    confidence: float = 1.0


class PageClaims:
    """One reading with what its claims need again and again."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.article = reading, reading.article
        self.pack = load_pack(self.article.lang)
        self.statements = {s.statement_id: s for s in reading.statements}
        self.states = Counter(m.country for m in reading.mentions if m.country)
        self.all_words = split_words(self.article.page_text, self.pack)
        self.places = concepts_in(self.all_words, self.article.lang)
        self.events = [(e, sides_of(e)) for e in reading.events]

    def of_event(self, event: Event) -> list[Claim]:
        """The claims of one event: one for each pair of an actor and a recipient."""
        statement = self.statements.get(event.statement or "") or self._holder(event.trigger)
        if statement and statement.act in MUTE and event.status != "actual":
            return []
        spans = statement.content if statement and statement.content else (self._sentence(event.trigger),)
        actors, recipients, whole = completed(event, self.events)
        if not actors and not recipients:
            return []
        if not (actors and recipients) and len(actors) < 2 and event.type not in ALONE:
            known = (actors or recipients)[0]
            other = counterpart(known, self._states_near(spans), self._states_ranked())
            actors, recipients = (actors, other) if actors else (other, recipients)
        mutual = event.type in MUTUAL or (not recipients and len(actors) > 1)
        doers: list[Side | None] = [*actors] if actors else [None]
        pairs = list(product(doers, [*recipients] if recipients else [None]))
        if not recipients and len(actors) > 1:
            pairs = list(combinations(actors, 2))
        voice = "statement" if statement else self._own_voice(event.trigger)
        ahead = event.status != "actual" and event.type not in VERBAL
        claims = []
        for a, b in pairs[:PAIRS]:
            left, right = key_of(a, b), key_of(b, a)
            if left == right:
                continue
            if mutual and right < left:
                left, right = right, left
            claim = self._claim(statement, voice, spans, event.trigger, "event", f"{event.type}|{left}|{right}")
            claims.append(
                replace(
                    claim,
                    stance=self._stance(event.polarity, statement, event.trigger),
                    bucket="|".join((FAMILY.get(event.type, event.type), *sorted((left, right)))),
                    type=event.type,
                    mode=event.mode,
                    contexts=tuple(sorted(event.contexts)),
                    left=left,
                    right=right,
                    mutual=mutual,
                    ahead=ahead,
                    day=event.date if event.date and event.date[:1].isdigit() else self._day(),
                    confidence=round(event.confidence * (1.0 if whole else 0.8), 4),
                )
            )
        return claims

    def _holder(self, trigger: Span) -> Statement | None:
        """The innermost statement whose content holds a trigger; of equal ones the last of their chain."""
        holding = [s for s in self.reading.statements if _inside(trigger, s.content)]
        relaying = {s.via for s in holding}
        inner = [s for s in holding if s.statement_id not in relaying]
        return min(inner, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def relayed(self) -> set[str | None]:
        """Ids of statements whose content another one holds that came through them: it speaks for both."""
        held: dict[str, set[int]] = {
            s.statement_id: {i for c in s.content for i in range(c.start, c.end)} for s in self.reading.statements
        }
        return {
            s.via
            for s in self.reading.statements
            if s.via and held.get(s.via) and 2 * len(held[s.via] & held[s.statement_id]) >= len(held[s.via])
        }

    def of_words(self, statement: Statement, alone: bool) -> list[Claim]:
        """The claims of a statement by its predicates; by its words where it has none and, being `alone`, no event."""
        spans, claims = statement.content, []
        for found in self._predicates(spans):
            trigger = Span(self.all_words.start[found.first], self.all_words.end[found.last - 1])
            claims += self._of_predicate(found, trigger, statement, "statement", spans)
        if not claims and alone:
            claim = self._claim(statement, "statement", spans, spans[0], "words", "")
            bucket = "words|" + content_id(*claim.words)
            claims = [replace(claim, bucket=bucket, stance=self._stance("affirmed", statement, spans[-1]))]
        return claims

    def of_headline(self) -> list[Claim]:
        """The headline's own claims by predicates, where no event or statement speaks for it."""
        headline = self.article.headline
        assert headline is not None
        claims = []
        for found in self._predicates((headline,)):
            trigger = Span(self.all_words.start[found.first], self.all_words.end[found.last - 1])
            claims += self._of_predicate(found, trigger, None, "headline", (headline,))
        return claims

    def _predicates(self, spans: tuple[Span, ...]) -> list[Found]:
        first: dict[str, Found] = {}
        for found in self._concepts(spans):
            if found.concept in predicates():
                first.setdefault(found.concept, found)
        return list(first.values())

    def _of_predicate(
        self, found: Found, trigger: Span, statement: Statement | None, voice: str, spans: tuple[Span, ...]
    ) -> list[Claim]:
        states = sorted(self._states_in(spans))
        if not states:
            return []
        polarity = polarity_of(found, self.all_words, self.article.lang)
        ahead = is_to_come(found, self.all_words, self.article.lang)
        stance = self._stance(polarity, statement, spans[-1] if voice == "headline" else trigger)
        pairs = list(combinations(states, 2)) or [(states[0], "")]
        claims = []
        for left, right in pairs[:3]:
            claim = self._claim(statement, voice, spans, trigger, "concept", f"{found.concept}|{left}|{right}")
            bucket = f"is {found.concept}|{left}|{right}"
            about = {"type": found.concept, "left": left, "right": right, "mutual": True}
            later = ahead and stance == "asserts"
            claims.append(replace(claim, bucket=bucket, stance=stance, ahead=later, confidence=0.6, **about))
        return claims

    def _states_near(self, spans: tuple[Span, ...]) -> list[str]:
        """The states named in some spans, each once."""
        return sorted({m.country for m in self.reading.mentions if m.country and _inside(m.span, spans)})

    def _states_ranked(self) -> list[tuple[str, int]]:
        return sorted(self.states.items(), key=lambda i: (-i[1], i[0]))

    def _states_in(self, spans: tuple[Span, ...]) -> list[str]:
        here = Counter(m.country for m in self.reading.mentions if m.country and _inside(m.span, spans))
        if len(here) >= 2:
            return [c for c, _ in sorted(here.items(), key=lambda i: (-i[1], i[0]))[:3]]
        usual = [c for c, n in self._states_ranked() if n > 1]
        return list(dict.fromkeys([*here, *usual]))[:2]

    def _concepts(self, spans: tuple[Span, ...]) -> list[Found]:
        words = self.all_words
        return [f for f in self.places if _inside(Span(words.start[f.first], words.end[f.last - 1]), spans)]

    def _claim(
        self, statement: Statement | None, voice: str, spans: tuple[Span, ...], trigger: Span, kind: str, about: str
    ) -> Claim:
        lang = self.article.lang
        part = _slices(self.all_words, spans)
        names = {m.name for m in self.reading.mentions if m.name and _inside(m.span, spans)}
        return Claim(
            claim_id=content_id(
                "claim",
                self.article.article_id,
                statement and statement.statement_id,
                voice,
                about,
                *(f"{s.start}-{s.end}" for s in spans),
            ),
            article_id=self.article.article_id,
            voice=voice,
            stance="",
            bucket="",
            kind=kind,
            spans=spans,
            trigger=trigger,
            statement_id=statement.statement_id if statement else None,
            concepts=tuple(sorted({f.concept for f in self._concepts(spans)})),
            names=tuple(sorted(names)),
            numbers=tuple(sorted({n.replace(",", "") for w in part.norm for n in NUMBER.findall(w) if len(n) > 1})),
            words=tuple(telling_words(part, lang)[:80]),
            source=statement.source_name if statement else None,
            lang=lang,
            day=self._day(),
        )

    def _day(self) -> str | None:
        return self.article.published_at[:10] if self.article.published_at else None

    def _own_voice(self, trigger: Span) -> str:
        headline = self.article.headline
        return "headline" if headline and _inside(trigger, (headline,)) else "page"

    def _sentence(self, trigger: Span) -> Span:
        """The sentence around a trigger, within the article and its headline."""
        headline = self.article.headline
        if headline and _inside(trigger, (headline,)):
            return headline
        words = self.all_words
        at = min(words.at(trigger.start), len(words) - 1)
        first, last = words.sentences[words.sentence[at]]
        return Span(words.start[first], words.end[last - 1])

    def _stance(self, polarity: str, statement: Statement | None, at: Span) -> str:
        """What the voice does to the proposition: asserts, denies, doubts or asks."""
        act = statement.act if statement else ""
        if act == "ask":
            return "asks"
        if polarity == "questioned":
            return "asks" if statement is None or self._is_question(at) else "doubts"
        if polarity == "affirmed" and statement is None and self._is_question(at):
            return "asks"
        return "denies" if polarity == "denied" or act == "deny" else "asserts"

    def _is_question(self, at: Span) -> bool:
        sentence = self._sentence(at).of(self.article.page_text)
        return sentence.rstrip(" \"'»”)").endswith(self.pack.info.question_mark)


def _slices(words: Words, spans: tuple[Span, ...]) -> Words:
    """The words of some spans alone, without their sentences."""
    part = Words(words.text)
    for span in spans:
        first, last = words.at(span.start), words.at(span.end)
        for name in ("form", "norm", "start", "end", "kind", "core", "core_start"):
            getattr(part, name).extend(getattr(words, name)[first:last])
    return part


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in spans)
