"""Whether the cue rules of a language do what they promise: their examples, their words, their marks.

Every `yes` example must hold the rule's cue and every `no` example must not; no word may stand under two rules. The
examples are read with the lexicon alone, not with the learned choices.
"""

from __future__ import annotations

from naql.languages import Pack
from naql.read.attribution.denials import denied
from naql.read.attribution.lexicon import SHAPES, CueRule, CuesFile, SourcesFile, find_cues, lexicon_of
from naql.read.attribution.page import lexical_cores
from naql.read.tokens import split_words
from naql.records import ACTS, Problem

FILE = "cues.toml"


def check(pack: Pack) -> list[Problem]:
    """The problems of `cues.toml` and `sources.toml`; none where they keep their promises."""
    lexicon = lexicon_of(pack)
    file = pack.table("cues", CuesFile)
    problems = [
        Problem(file=FILE, entry=second, reason=f"{words!r} stands under {first} too")
        for words, first, second in lexicon.double
    ]
    ids = [rule.id for rule in file.cue]
    problems += [Problem(file=FILE, entry=i, reason="the id stands twice") for i in set(ids) if ids.count(i) > 1]
    for rule in file.cue:
        problems += [Problem(file=FILE, entry=rule.id, reason=r) for r in _wrong_fields(rule, file)]
        problems += [Problem(file=FILE, entry=rule.id, reason=r) for r in _wrong_examples(rule, pack)]
    problems += [Problem(file="sources.toml", entry="denial", reason=r) for r in _wrong_denials(pack)]
    seen: dict[str, str] = {}
    for name, members in pack.table("sources", SourcesFile).classes.items():
        for word in members:
            other = seen.setdefault(pack.fold(word), name)
            if other != name:
                problems.append(Problem(file="sources.toml", entry=name, reason=f"{word!r} stands under {other} too"))
    return problems


def _wrong_denials(pack: Pack) -> list[str]:
    lexicon, file = lexicon_of(pack), pack.table("sources", SourcesFile).denial

    def found(example: str) -> bool:
        words = split_words(example, pack)
        return denied(words, lexicon, 0, len(words))

    return [f"no denial in {e!r}" for e in file.yes if not found(e)] + [f"denial in {e!r}" for e in file.no if found(e)]


def _wrong_fields(rule: CueRule, file: CuesFile) -> list[str]:
    out = []
    if rule.shape not in SHAPES:
        out.append(f"no shape {rule.shape!r}")
    if rule.act not in ACTS:
        out.append(f"no act {rule.act!r}")
    if not rule.yes or not rule.no:
        out.append("no examples")
    unknown = [n for n in rule.words if n != "plain" and n not in file.paradigms and n not in file.lights]
    return out + [f"no paradigm or light verb {n!r}" for n in unknown]


def _wrong_examples(rule: CueRule, pack: Pack) -> list[str]:
    def found(example: str) -> bool:
        words = split_words(example, pack)
        core, _ = lexical_cores(words, pack)
        return any(match.rule.id == rule.id for match in find_cues(words, core, pack))

    missed = [f"not found in {e!r}" for e in rule.yes if not found(e)]
    return missed + [f"found in {e!r}" for e in rule.no if found(e)]
