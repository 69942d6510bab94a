"""Speakers who go on through the medium that passed them on, once it is known who everybody is.

`chains` sees words alone: it lets a speaker go on where the next source is dropped, a pronoun or the same words. Here
names decide: the same person under another title goes on through the medium, another person does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from naql.read.attribution.page import newsrooms
from naql.records import Statement

PASSES = "chain.passes"  # marks the media that pass on what their speakers say after
GOES_ON = "chain.goes_on"


@dataclass(slots=True)
class Passing:
    """What is known while going through a page: statements by id, and the medium of each speaker."""

    by_id: dict[str, Statement]
    medium: dict[str, str] = field(default_factory=dict)

    def passes(self, via: str | None) -> bool:
        """Whether a link is a medium that passes its speakers on."""
        return via is not None and PASSES in self.by_id[via].by

    def through(self, statement: Statement) -> bool:
        """Whether a statement came through nothing but the story's own credits."""
        return statement.via is None or self.by_id[statement.via].scope == "document"

    def reaches(self, start: str, goal: str) -> bool:
        """Whether following `via` from `start` comes to `goal`."""
        seen: set[str] = set()
        at: str | None = start
        while at is not None and at not in seen:
            if at == goal:
                return True
            seen.add(at)
            at = self.by_id[at].via
        return False


def go_on(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements, with `via` set right where a named speaker goes on through a medium, or was taken to."""
    passing = Passing({s.statement_id: s for s in statements})
    for statement in sorted((s for s in statements if s.scope == "span"), key=_place):
        via, by = _via(passing, statement)
        if via != statement.via:
            passing.by_id[statement.statement_id] = replace(statement, via=via, by=by)
    return tuple(passing.by_id[s.statement_id] for s in statements)


def _via(passing: Passing, statement: Statement) -> tuple[str | None, tuple[str, ...]]:
    name, via, by = statement.source_name, statement.via, statement.by
    if via is not None and GOES_ON in by and passing.passes(via):
        if name and passing.medium.get(name) != via:
            return passing.by_id[via].via, tuple(r for r in by if r != GOES_ON)
        return via, by
    if passing.passes(via):
        if name and via is not None:
            passing.medium[name] = via
        return via, by
    medium = passing.medium.get(name or "")
    if medium is None or not passing.through(statement) or name in newsrooms() or PASSES in by:
        return via, by
    return (via, by) if passing.reaches(medium, statement.statement_id) else (medium, (*by, GOES_ON))


def _place(statement: Statement) -> int:
    return min(s.start for s in (statement.source, statement.cue, *statement.content) if s)
