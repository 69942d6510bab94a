"""Annotated pages -> examples: each draft with whether gold codes it, and which sides gold gives it."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from predict import GOLD, gold_article, gold_mentions, gold_records, gold_statements, options, reading_of

from naql.clean.align import Alignment
from naql.languages import languages, load_pack
from naql.read.attribution import find_statements
from naql.read.convert import as_record
from naql.read.coreference import resolve
from naql.read.events import coding
from naql.read.events.arguments import scene_of
from naql.read.events.candidates import sight
from naql.read.events.drafts import Draft, Whole, drafts_of, whole_of
from naql.read.events.options import Option
from naql.read.events.triggers import trigger_of
from naql.read.mentions import find_mentions
from naql.read.moments import find_moments
from naql.read.tokens import split_words
from naql.records import Actor

Learner = dict[str, Any]
ANNOTATIONS = Path(__file__).resolve().parents[1] / "annotations"
sys.path += [str(GOLD), str(ANNOTATIONS)]
import load  # noqa: E402
import score  # noqa: E402


def sides(actors: Any) -> frozenset[str]:
    """The sides as the scorer compares them."""
    plain = [a if isinstance(a, dict) else {"name": a.name, "country": a.country} for a in actors]
    return score.countries(plain)


@dataclass
class Example:
    """One draft of a page; `gold` is the annotated event that it is, None where it is none."""

    draft: Draft
    whole: Whole
    about: dict[str, Any]
    gold: dict[str, Any] | None

    @property
    def coded(self) -> bool:
        """Whether gold codes it."""
        return self.gold is not None

    def fits_actor(self, option: Option) -> float:
        """1 where the option is gold's actors, less where it is part of them, 0 where not."""
        wanted, mine = sides(self.gold["actors"]), sides(option.actors)
        if self.draft.deed.mutual:
            everyone = wanted | sides(self.gold["recipients"])
            return 1.0 if mine and mine <= everyone else 0.0
        return 1.0 if mine == wanted else 0.5 if mine & wanted else 0.0

    def fits_recipient(self, option: Option, actors: tuple[Actor, ...]) -> float:
        """1 where the option is gold's recipients (the rest of the sides where the deed is mutual)."""
        wanted = sides(self.gold["recipients"])
        if self.draft.deed.mutual:
            wanted = (wanted | sides(self.gold["actors"])) - sides(actors)
        mine = sides(option.actors)
        return 1.0 if mine == wanted else 0.4 if mine & wanted else 0.0


def records_of(which: str) -> list[dict[str, Any]]:
    """The gold pages of that name, and with `train` the further annotated pages of every language."""
    further = [r for lang in languages() if (ANNOTATIONS / lang).exists() for r in load.records(lang)]
    return gold_records(which) + (further if which == "train" else [])


def examples_of(which: str) -> dict[str, list[Example]]:
    """Page id to examples: each page once with gold's mentions and statements, once with our own."""
    found: dict[str, list[Example]] = {}
    for gold in records_of(which):
        for own in ("gold", "own"):
            found.setdefault(gold["id"], []).extend(_page(gold, own))
    return found


def _page(gold: dict[str, Any], own: str) -> list[Example]:
    article = gold_article(gold)
    pack, align = load_pack(article.lang), Alignment(article.pieces)
    words = split_words(article.text, pack)
    moments = find_moments(words, pack, article)
    mentions = gold_mentions(gold, align) if own == "gold" else find_mentions(words, pack, article, moments)
    statements = (
        gold_statements(gold, align) if own == "gold" else find_statements(words, pack, article, moments, mentions)
    )
    mentions, statements = resolve(words, pack, article, mentions, statements)
    scene = scene_of(words, pack, article, mentions, statements, sight(words, pack))
    drafts = drafts_of(scene)
    whole = whole_of(scene, drafts)
    events = []
    for e in gold["events"]:
        ranges = align.to_text(e["trigger"]["start"], e["trigger"]["end"])
        if ranges:
            events.append({**e, "trigger": {"start": ranges[0].start, "end": ranges[-1].end}})
    predicted = [coding.event_of(scene, d, d.rule.actors, d.rule.recipients, moments, 1.0) for d in drafts]
    spans = [trigger_of(scene, d.candidate) for d in drafts]
    pairs = score.pair(
        events,
        list(zip(spans, predicted, strict=True)),
        lambda g, p: score.near(g["trigger"], {"start": p[0].start, "end": p[0].end}) if g["type"] == p[1].type else 0,
    )
    match = {j: events[i] for i, j in pairs}
    return [Example(d, whole, coding.about(scene, d), match.get(j)) for j, d in enumerate(drafts)]


def scored(which: str, tables: dict[str, Learner]) -> str:
    """The scorer's event figures of pages read with the weights of their fold."""
    lines = []
    for own in ("gold", "own"):
        args = options().parse_args(["--article", "gold", "--mentions", own, "--statements", own])
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.jsonl"
            with out.open("w", encoding="utf-8") as file:
                for gold in gold_records(which):
                    coding.weights = lambda page=gold["id"]: tables[page]  # type: ignore[assignment]
                    file.write(json.dumps(as_record(reading_of(gold, args)), ensure_ascii=False) + "\n")
            result, _ = score.score(score.load(GOLD / f"{which}.jsonl"), score.load(out))
        for name in ("event", "event_type"):
            figures = {lang: result[lang][name] for lang in sorted(result)}
            lines.append(
                f"{own:5}{name:12}"
                + "  ".join(f"{k} {v['p']:.3f} {v['r']:.3f} {v['f1']:.3f}" for k, v in figures.items())
            )
    return "\n".join(lines)
