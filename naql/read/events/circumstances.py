"""Whether a deed was done, denied or asked about, whether it is still to come, what it is about and when it was."""

from __future__ import annotations

from naql.read.events.arguments import Scene
from naql.read.events.candidates import Candidate, starts_with
from naql.read.events.lexicon import Deed, Stems
from naql.read.events.roles import Place
from naql.records import Moment

THEME = 12  # words on either side in which the theme of a deed is looked for; 8 and 12 tried on dev
DENIAL = 5  # words before a trigger in which a negation counts; set by hand


def polarity_of(scene: Scene, c: Candidate, place: Place) -> str:
    """affirmed, denied or questioned."""
    if _is_question(scene, c, place):
        return "questioned"
    n = scene.content[c.start]
    act = scene.statements[n].act if n >= 0 else ""
    return "denied" if act == "deny" or is_denied(scene, c, place) else "affirmed"


def _is_question(scene: Scene, c: Candidate, place: Place) -> bool:
    words, phrases = scene.words, scene.lexicon.phrases
    low, high = place.low, scene.sentence(c.start)[1]
    if any(starts_with(words, k, phrases["asks"]) for k in range(max(low, place.segment - 4), c.start)):
        return True
    marks = {scene.pack.info.question_mark, "?"}
    ended = next((words.form[k] for k in range(c.end, high) if words.form[k] in marks), "")
    if not ended or high - c.end > 40:
        return False
    return not any(starts_with(words, k, phrases["which"]) for k in range(low, high))


def is_denied(scene: Scene, c: Candidate, place: Place) -> bool:
    """Whether the clause itself denies it: the form of the verb, or a negation near it."""
    words, phrases = scene.words, scene.lexicon.phrases
    if c.marks.denied or (c.form.paradigm.denied):
        return True
    main = place.main
    for end in {main, c.start}:
        for k in range(max(place.low, end - DENIAL), end):
            width = starts_with(words, k, phrases["denies"])
            if width and not any(scene.breaks[j] or words.form[j] in ",\u060c" for j in range(k + width, end)):
                near = end - (k + width) <= (1 if c.verbal and end == main else 3)
                if near:
                    return True
    if not c.verbal:
        for k in range(c.end, min(place.high, c.end + 12)):
            if scene.breaks[k]:
                break
            if starts_with(words, k, phrases["denies_after"]):
                return True
            if k in scene.sighting.finite:
                break
    return False


def status_of(scene: Scene, c: Candidate, deed: Deed, place: Place) -> str:
    """actual, planned or possible."""
    words, phrases = scene.words, scene.lexicon.phrases
    marks = c.marks
    near = range(max(place.low, min(place.segment, c.start - 8)), c.start)
    if any(starts_with(words, k, phrases["possible"]) for k in near):
        return "possible" if not deed.verbal else "actual"
    ahead = marks.planned or marks.wish or any(starts_with(words, k, phrases["planned"]) for k in near)
    return "planned" if ahead else "actual"


def themes_near(scene: Scene, c: Candidate, stems: Stems, reach: int = THEME) -> list[str]:
    """The themes whose words stand near a candidate, nearest first."""
    words = scene.words
    low, high = scene.sentence(c.start)
    found: dict[str, int] = {}
    for k in range(max(low, c.start - reach), min(high, c.end + reach)):
        for name in stems.of(words.norm[k]) | stems.of(words.core[k]):
            found[name] = min(found.get(name, reach + 99), abs(k - c.start))
    return sorted(found, key=lambda name: (found[name], name))


def date_of(scene: Scene, c: Candidate, place: Place, moments: tuple[Moment, ...]) -> str | None:
    """The value of the calendar moment that stands nearest in the clause; None where none does."""
    words = scene.words
    here = []
    for m in moments:
        if m.type != "DATE" or not m.value[:4].isdigit():
            continue
        k = words.at(m.span.start)
        if place.segment <= k < place.stop:
            here.append((abs(k - c.start), m.value))
    return min(here)[1] if here else None
