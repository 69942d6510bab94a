"""The clause of a candidate and its arguments by role: subject, object, genitive, what the markers of the rule say.

The order of the language decides; nobody is named here.
"""

from __future__ import annotations

from dataclasses import dataclass

from naql.read.events.arguments import Argument, Scene, arguments_in, clitics_of
from naql.read.events.candidates import Candidate, starts_with

RIGHT = 26  # words over which a verb's arguments are looked for behind it; set by hand
NEAR = 9  # words between a noun and its genitive; set by hand


@dataclass(slots=True)
class Roles:
    """The arguments of a candidate by role, before anybody is named."""

    subject: Argument | None = None
    object: Argument | None = None
    genitive: Argument | None = None
    marked: Argument | None = None
    agent: Argument | None = None
    between: Argument | None = None
    matter: Argument | None = None
    first: bool = False


@dataclass(slots=True)
class Place:
    """The clause of a candidate: words [low, high) of its sentence and statement, [segment, stop) of the clause."""

    low: int
    high: int
    segment: int
    stop: int
    main: int
    main_end: int


def place_of(scene: Scene, c: Candidate) -> Place:
    """The clause of a candidate."""
    low, high = scene.sentence(c.start)
    here = scene.content[c.start]
    if here >= 0:
        while low < c.start and not all(scene.content[k] == here for k in range(low, c.start)):
            low += 1
    main = c.light_start if c.light_start >= 0 else c.start
    main_end = c.light_end if c.light_start >= 0 else c.end
    first, last = min(c.start, main), max(c.end, main_end)
    segment = first
    joined = c.verbal and any(x in scene.lexicon.phrases["join"] for x in clitics_of(scene, first))
    while not joined and segment > low and not _ends_clause(scene, segment - 1):
        segment -= 1
    stop = last
    while stop < min(high, last + RIGHT) and not _ends_clause(scene, stop):
        stop += 1
    return Place(low, high, segment, stop, main, main_end)


def _ends_clause(scene: Scene, i: int) -> bool:
    return scene.breaks[i] or i in scene.sighting.finite


def roles_of(scene: Scene, c: Candidate, place: Place) -> Roles:
    """The arguments of a candidate by role."""
    first, last = min(c.start, place.main), max(c.end, place.main_end)
    left = arguments_in(scene, place.segment, first)
    right = arguments_in(scene, last, place.stop)
    inner = arguments_in(scene, min(c.end, place.main_end), max(c.start, place.main)) if last - first > 1 else []
    order = scene.lexicon.grammar.order
    roles = Roles()
    everyone = [*left, *inner, *right]
    if order == "sov":
        _sov(scene, c, roles, left, inner, right)
    elif order == "vso":
        _vso(scene, c, roles, left, inner, right)
    else:
        _svo(c, roles, left, inner, right)
    everyone.sort(key=lambda a: abs(a.start - c.start) + (0 if a.start >= c.start or order == "sov" else 6))
    wanted = {scene.pack.fold(t) for t in c.rule.to}
    for a in everyone:
        if a.agent and not roles.agent:
            roles.agent = a
        elif a.between and not roles.between:
            roles.between = a
        elif a.marker in wanted and not roles.marked:
            roles.marked = a
    roles.matter = _in_matter(scene, c, place, wanted)
    roles.first = c.marks.first or _says_we(scene, c, place, left)
    return roles


def _says_we(scene: Scene, c: Candidate, place: Place, left: list[Argument]) -> bool:
    """Whether a pronoun of the first person is the subject: it stands before the verb and no bare name does."""
    if not c.verbal or bare(left):
        return False
    first = min(c.start, place.main)
    we = scene.lexicon.phrases["we"]
    return any(starts_with(scene.words, k, we) and not scene.governor[k][0] for k in range(place.segment, first))


def _in_matter(scene: Scene, c: Candidate, place: Place, wanted: set[str]) -> Argument | None:
    """Whom the clause behind a deed of speaking names (agreed *to sell wheat to Egypt*): marked as the rule has it,
    else the first bare one."""
    low, high = place.stop, scene.sentence(c.start)[1]
    if scene.lexicon.grammar.order == "sov" and c.light_start < 0 and not c.verbal:
        return None
    here = scene.content[c.start]
    inside = [a for a in arguments_in(scene, low, min(high, low + RIGHT)) if here < 0 or scene.content[a.start] == here]
    marked = [a for a in inside if a.marker in wanted]
    bare = [a for a in inside if not a.marker]
    return next(iter(marked or bare), None)


def bare(arguments: list[Argument]) -> list[Argument]:
    """The arguments that no marker governs."""
    return [a for a in arguments if not a.marker]


def _sov(
    scene: Scene, c: Candidate, roles: Roles, left: list[Argument], inner: list[Argument], right: list[Argument]
) -> None:
    before = [a for a in [*left, *inner] if not a.marker and a.start < max(c.start, c.light_start)]
    mark = _object_mark(scene, c, before)
    if mark < 0:
        roles.subject = next((a for a in before if a in left), None)
    else:
        inside = [a for a in before if a.end <= mark]
        alone = len(inside) == 1 and inside[0].end == mark
        roles.subject = inside[0] if inside and not alone and inside[0] in left else None
        objects = inside if alone else inside[1:]
        roles.object = objects[-1] if objects else None
    after = inner if c.light else right
    roles.genitive = next((a for a in after if not a.agent and not a.marker and a.start - c.end <= NEAR), None)
    if not c.verbal:
        roles.object = None


def _object_mark(scene: Scene, c: Candidate, before: list[Argument]) -> int:
    """The last object mark between the first bare argument and the verb; -1 where there is none."""
    if not before:
        return -1
    marks = scene.lexicon.phrases["object_mark"]
    end = max(c.start, c.light_start)
    return next((k for k in range(end - 1, before[0].end - 1, -1) if scene.words.norm[k] in marks), -1)


def _vso(
    scene: Scene, c: Candidate, roles: Roles, left: list[Argument], inner: list[Argument], right: list[Argument]
) -> None:
    before, after = bare(left), bare([*inner, *right])
    marks = c.form.paradigm
    if not c.verbal:
        near = [a for a in bare(right) if a.start - c.end <= NEAR]
        if marks.possessed:
            roles.object = near[0] if near else None
        else:
            roles.genitive = near[0] if near else None
            roles.object = near[1] if len(near) > 1 else None
        roles.subject = before[0] if before else None
        return
    if c.light:
        after = bare(inner) if bare(inner) else after
    if before:
        roles.subject, rest = before[-1], after
    elif marks.follows or _is_relative(scene, c):
        rest = after
    else:
        source = _source_words(scene, c)
        said = source is not None and not any(a.start < source[1] and source[0] < a.end for a in after)
        roles.subject, rest = (None, after) if said else ((after[0] if after else None), after[1:])
    roles.object = rest[0] if rest else None


def _is_relative(scene: Scene, c: Candidate) -> bool:
    """Whether the verb stands right behind a relative pronoun and no pronoun of its own is its object."""
    first = min(c.start, c.light_start) if c.light_start >= 0 else c.start
    return (
        first > 0
        and scene.breaks[first - 1]
        and not (c.light_form or c.form).paradigm.with_object
        and (bool(starts_with(scene.words, first - 1, scene.lexicon.phrases["relative"])))
    )


def _source_words(scene: Scene, c: Candidate) -> tuple[int, int] | None:
    """Where a candidate is a statement's cue: the words of its source, (0, 0) where that is left out; else None."""
    n = scene.cue[c.start]
    if n < 0:
        return None
    source = scene.statements[n].source
    return (scene.words.at(source.start), scene.words.at(source.end - 1) + 1) if source else (0, 0)


def _svo(c: Candidate, roles: Roles, left: list[Argument], inner: list[Argument], right: list[Argument]) -> None:
    before, after = bare(left), bare([*inner, *right])
    roles.subject = before[-1] if before else None
    if c.verbal:
        roles.object = after[0] if after else None
        return
    roles.genitive = before[-1] if before and c.start - before[-1].end <= 2 else None
    roles.object = after[0] if after and after[0].start - c.end <= 3 else None
    near = next((a for a in right if a.marker and a.start - c.end <= 3), None)
    if roles.genitive is None and near and not near.agent:
        roles.genitive = near
