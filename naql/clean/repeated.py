"""Furniture by habit: lines that an outlet's other pages have too.

A line that repeats is no furniture by that alone: agencies repeat paragraphs of background, columns their titles,
correspondents their names. So a place and a look go with it. Lines with no full stop count above the first and below
the last paragraph of the page's own, where much of the outlet has them or others like them stand beside; sentences
only below the last paragraph, where they have nothing to do with the article; nothing between paragraphs but a block
of lines that much of the outlet has. Credits, datelines and the headline are never taken.
"""

from __future__ import annotations

from naql.clean.furniture_file import Vocabulary, tokens_of
from naql.clean.habits import LEAST, Habits, hashed, is_sentence, line_key
from naql.clean.lines import DIGIT, Line
from naql.clean.outlet_names import names_in
from naql.clean.strangers import bare, goes_on, shared
from naql.gazetteer import index_of
from naql.languages import Pack

MUCH = 0.3
"""The share of an outlet's pages from which a line counts as on much of the outlet."""
SENTENCE_PAGES, BLOCK_PAGES, LEADS = 5, 5, 3
OWN_SHARE = 0.15
CREDIT_WORDS, PLACE_WORDS = 12, 3


def find_repeated(lines: list[Line], habits: Habits, pack: Pack, known: Vocabulary, title: str | None) -> None:
    """Mark the lines that are furniture by the outlet's habits.

    title: the headline by the page's markup or metadata.
    """
    if habits.pages < LEAST:
        return
    seen = [_seen(line, habits, pack, known, title) for line in lines]
    much = MUCH * habits.pages
    own = [i for i, line in enumerate(lines) if line.prose and not line.furniture]
    own = [i for i in own if is_sentence(lines[i]) or seen[i] < max(LEAST, much)]
    own = _without_notices(own, lines, seen, pack)
    if not own:
        return
    first, last = own[0], own[-1]
    _spare_headline(lines, seen, first, title)
    for i, line in enumerate(lines):
        if not seen[i] or line.furniture:
            continue
        if first < i < last:
            taken = (
                not is_sentence(line) and seen[i] >= max(BLOCK_PAGES, much) and _beside(i, lines, seen, max(5, much))
            )
        elif is_sentence(line):
            taken = i > last
        else:
            taken = (seen[i] >= much or _beside(i, lines, seen, LEAST)) and not _dateline(i, first, lines, seen)
        if taken:
            line.furniture = f"pages:{seen[i]}"


def _seen(line: Line, habits: Habits, pack: Pack, known: Vocabulary, title: str | None) -> int:
    """On how many pages of the outlet a line is; 0 for what is never furniture by that."""
    if line.keeps or (line.furniture and not line.hit):
        return 0
    key = line_key(line)
    count = habits.lines.get(hashed(habits.house, key), 0) if key else 0
    if not count or (title and pack.fold(title) == line.folded):
        return 0
    short = not is_sentence(line) and len(line.folded.split()) <= CREDIT_WORDS
    credit = short and any(outlet.name != habits.house for _, _, outlet in names_in(line.folded, known))
    return 0 if credit else count


def _without_notices(own: list[int], lines: list[Line], seen: list[int], pack: Pack) -> list[int]:
    """The page's own paragraphs: without those at its end that other pages have and that share no words with it.

    Such are notices, which tell of nothing, and leads of other stories, which come in a row.
    """
    end = len(own)
    while end > 1:
        i = own[end - 1]
        if seen[i] < LEAST or not is_sentence(lines[i]) or goes_on(lines[i], pack):
            break
        if shared(lines[i], [lines[j] for j in own[: end - 1]], pack) >= OWN_SHARE:
            break
        end -= 1
    if len(own) - end >= LEADS:
        return own[:end]
    notices = 0
    for i in reversed(own[end:]):
        if seen[i] < SENTENCE_PAGES or _tells(lines[i], pack):
            break
        notices += 1
    return own[: len(own) - notices]


def _tells(line: Line, pack: Pack) -> bool:
    """Whether a sentence tells of the world: it quotes, counts, or names a place, a person or a body but the press."""
    if DIGIT.search(line.text) or any(mark in line.text for mark in pack.closing):
        return True
    words = tokens_of(line.folded)
    core, names = [bare(word, pack) for word in words], index_of(pack.lang)
    found = (names.longest(words, core, i, len(words)) for i in range(len(words)))
    return any(
        known.entry and known.entry.sort != "newsroom" and not known.weak for m in found if m for known in m.known
    )


def _spare_headline(lines: list[Line], seen: list[int], first: int, title: str | None) -> None:
    """Leave at least one line above the text that may be the headline: the one on the fewest pages."""
    above = [i for i in range(first) if not lines[i].furniture and not lines[i].hit and lines[i].words > 1]
    if above and all(seen[i] for i in above) and not title:
        seen[min(above, key=lambda i: (seen[i], -len(lines[i].text)))] = 0


def _beside(i: int, lines: list[Line], seen: list[int], least: float) -> bool:
    """Whether the line before or behind is such a line too, or says that it is furniture."""
    around = [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and not is_sentence(lines[j])]
    return any(seen[j] >= least or lines[j].furniture or (lines[j].hit and not lines[j].keeps) for j in around)


def _dateline(i: int, first: int, lines: list[Line], seen: list[int]) -> bool:
    """Whether a line stands alone above the first paragraph and is as short as a place or a name."""
    alone = i == first - 1 and i > 0 and not seen[i - 1] and not lines[i - 1].hit
    return alone and lines[i].words <= PLACE_WORDS
