"""Words of a text -> units: the words, parts of words and numbers that the grammar knows, with their letters.

A proclitic is a unit of its own; number words of several parts become one unit; words that the grammar does not know
are left out and leave a gap in the row of letters. Nothing is matched here.
"""

from __future__ import annotations

from dataclasses import dataclass

from naql.read.moments.grammar import GAP, Entry, Grammar
from naql.read.moments.numbers import Sum, number_classes
from naql.read.tokens import Words

MISSING = object()
MOST_KNOWN = 400_000


@dataclass(slots=True)
class Unit:
    """A known stretch: offsets into the text, index of its first and last word, value by class."""

    start: int
    end: int
    word: int
    last: int
    classes: dict[str, str]
    letter: str
    lead: bool = False


@dataclass(slots=True)
class Row:
    """The units of a text and its letters: one for each unit, GAP where words stand between two units."""

    letters: str
    units: list[Unit | None]


def units_of(words: Words, grammar: Grammar) -> Row:
    """The row of units of a text."""
    found = _merged(_scan(words, grammar), words, grammar)
    letters: list[str] = []
    units: list[Unit | None] = []
    before: Unit | None = None
    for unit in found:
        if before is not None and (
            unit.word > before.last + 1 or words.paragraph[unit.word] != words.paragraph[before.last]
        ):
            letters.append(GAP)
            units.append(None)
        letters.append(unit.letter)
        units.append(unit)
        before = unit
    return Row("".join(letters), units)


def _scan(words: Words, grammar: Grammar) -> list[Unit]:
    known, norms, endings = grammar.known, words.norm, grammar.endings
    if endings and any(e in words.text for e in endings):
        norms = [n[:-1] if f.endswith(endings) else n for n, f in zip(norms, words.form, strict=True)]
    found: list[Unit] = []
    skip = 0
    for i, norm in enumerate(norms):
        if i < skip:
            continue
        entry = known.get(norm, MISSING)
        if entry is MISSING:
            if len(known) > MOST_KNOWN:
                known.clear()
            entry = known[norm] = look_up(norm, grammar)
        if entry is not None:
            skip = _take(words, norms, i, entry, grammar, found)  # type: ignore[arg-type]
    return found


def _take(words: Words, norms: list[str], i: int, entry: Entry, grammar: Grammar, found: list[Unit]) -> int:
    """Append the units of word `i`, and of the words after it where they belong to it; the next word to look at."""
    form, start, norm = words.form[i], words.start[i], norms
    for rest, classes in entry.longer:
        last = i + len(rest)
        if tuple(norm[i + 1 : last + 1]) == rest and words.paragraph[last] == words.paragraph[i]:
            for skip, size, lead in entry.lead:
                a, b = _offset(form, skip, grammar), _offset(form, skip + size, grammar)
                found.append(Unit(start + a, start + b, i, i, lead, grammar.letter(lead), True))
            skip = sum(p[1] for p in entry.lead)
            cut = _offset(form, skip, grammar) if skip else 0
            found.append(Unit(start + cut, words.end[last], i, last, classes, grammar.letter(classes)))
            return last + 1
    if norm[i] in grammar.refused and form in grammar.refused[norm[i]]:
        return i + 1
    if entry.cased and not form[0].isupper():
        return i + 1
    if len(entry.parts) == 1 and entry.parts[0][0] == 0:
        classes = entry.parts[0][2]
        if classes:
            found.append(Unit(start, words.end[i], i, i, classes, grammar.letter(classes)))
        return i + 1
    tail = form[_offset(form, entry.parts[-1][0], grammar) :]
    if tail in grammar.refused.get(grammar.pack.fold(tail), ()):
        return i + 1
    for n, (skip, size, classes) in enumerate(entry.parts):
        a = _offset(form, skip, grammar) if skip else 0
        b = _offset(form, skip + size, grammar) if n < len(entry.parts) - 1 else len(form)
        found.append(Unit(start + a, start + b, i, i, classes, grammar.letter(classes), n < len(entry.lead)))
    return i + 1


def _offset(form: str, folded: int, grammar: Grammar) -> int:
    """How many letters of `form` make up its first `folded` folded letters, marks behind them included."""
    seen, fold = 0, grammar.pack.fold
    for i, letter in enumerate(form):
        seen += len(fold(letter))
        if seen > folded:
            return i
    return len(form)


def look_up(norm: str, grammar: Grammar) -> Entry | None:
    """What the grammar knows of a folded word: as it is, as joined words, or behind proclitics."""
    whole = _plain(norm, grammar)
    longer = grammar.first_words.get(norm, [])
    if whole is not None and "numeric" in whole:
        split = _joined(norm, grammar)
        if split is not None:
            return split
    if whole is not None or longer:
        parts = [(0, len(norm), whole)] if whole is not None else [(0, len(norm), {})]
        return Entry(parts=parts, longer=longer, cased=norm in grammar.cased)
    return _joined(norm, grammar) or _behind_proclitics(norm, grammar) or _glued_number(norm)


def _glued_number(norm: str) -> Entry | None:
    """A number of one or two digits glued to the end of a word that is none of ours."""
    digits = norm[len(norm.rstrip("0123456789")) :]
    if not 1 <= len(digits) <= 2 or len(digits) == len(norm) or not norm[-len(digits) - 1].isalpha():
        return None
    at = len(norm) - len(digits)
    return Entry(parts=[(0, at, {"glued": ""}), (at, len(digits), number_classes(int(digits), digits, False))])


def _plain(norm: str, grammar: Grammar) -> dict[str, str] | None:
    if norm.isdecimal():
        return number_classes(int(norm), norm, False) if len(norm) < 10 else None
    if norm[:1].isdecimal():
        return {"numeric": norm}
    return grammar.single.get(norm)


def _joined(norm: str, grammar: Grammar) -> Entry | None:
    """Two or more words written as one."""
    for first, second, joiner in grammar.file.joined:
        for cut in range(1, len(norm) - len(joiner)):
            if not norm.startswith(joiner, cut):
                continue
            a, at = _plain(norm[:cut], grammar), cut + len(joiner)
            if not a or first not in a:
                continue
            b = _plain(norm[at:], grammar)
            if b and second in b:
                return Entry(parts=[(0, cut, a), (at, len(norm) - at, b)])
            more = _joined(norm[at:], grammar) if joiner else None
            if more is not None and second in more.parts[0][2]:
                return Entry(parts=[(0, cut, a), *((at + n, size, c) for n, size, c in more.parts)])
    return None


def _behind_proclitics(norm: str, grammar: Grammar) -> Entry | None:
    for lead in grammar.proclitics:
        if not norm.startswith(lead) or len(norm) <= len(lead):
            continue
        inner = look_up_rest(norm[len(lead) :], grammar)
        if inner is not None:
            rest, longer = inner
            leads = [(n, 1, grammar.single.get(letter, {"proclitic": letter})) for n, letter in enumerate(lead)]
            size = len(norm) - len(lead)
            return Entry(parts=[*leads, (len(lead), size, rest)], longer=longer, lead=leads)
    return _behind_rewrite(norm, grammar)


def look_up_rest(rest: str, grammar: Grammar) -> tuple[dict[str, str], list] | None:
    """The classes of a word behind a proclitic and the longer entries that it begins."""
    classes, longer = _plain(rest, grammar), grammar.first_words.get(rest, [])
    return (classes or {}, longer) if classes or longer else None


def _behind_rewrite(norm: str, grammar: Grammar) -> Entry | None:
    """A proclitic that swallowed a letter of the word behind it, alone or behind another proclitic."""
    for written, cut, new in grammar.pack.clitics.rewrites:
        for lead in ("", *grammar.pack.clitics.proclitics):
            if not norm.startswith(lead + written):
                continue
            shown = len(lead) + len(cut)
            inner = look_up_rest(new + norm[len(lead) + len(written) :], grammar)
            if inner is not None:
                rest, longer = inner
                letters = lead + cut
                leads = [(n, 1, grammar.single.get(c, {"proclitic": c})) for n, c in enumerate(letters)]
                return Entry(parts=[*leads, (shown, len(norm) - shown, rest)], longer=longer, lead=leads)
    return None


def _merged(units: list[Unit], words: Words, grammar: Grammar) -> list[Unit]:
    """The units with number words of several parts, and digits with an ordinal's ending, made one."""
    found: list[Unit] = []
    at = 0
    while at < len(units):
        unit, end = _number(units, at, words, grammar)
        at = end
        if "izafe" in unit.classes and found and found[-1].last == unit.word - 1:
            found[-1].end, found[-1].last = unit.end, unit.last
        else:
            found.append(unit)
    return found


def _number(units: list[Unit], at: int, words: Words, grammar: Grammar) -> tuple[Unit, int]:
    first = units[at]
    classes = first.classes
    following = units[at + 1] if at + 1 < len(units) else None
    if "dig" in classes:
        suffixed = following is not None and "ordsuffix" in following.classes and _is_suffix(first, following)
        if suffixed and following is not None and "day" in classes:
            number = number_classes(int(classes["num"]), None, True)
            letter = grammar.letter(number)
            return Unit(first.start, following.end, first.word, following.last, number, letter), at + 2
        return first, at + 1
    text = classes.get("numword") or classes.get("ord")
    if text is None or (following is None):
        return first, at + 1
    total = Sum(int(text), "ord" in classes, grammar.file.numbers.units_first)
    end = next_at = at + 1
    while next_at < len(units):
        joined = _is_joiner(units[next_at], words, grammar)
        part_at = next_at + 1 if joined else next_at
        if part_at >= len(units):
            break
        part = units[part_at]
        value = part.classes.get("numword") or part.classes.get("ord")
        close = part.word <= units[part_at - 1].last + 1 and units[end - 1].last + 1 >= units[end].word
        if value is None or not close or words.paragraph[part.word] != words.paragraph[first.word]:
            break
        if joined and total.ordinal and not _agree(first, part, words, grammar):
            break
        if not total.add(int(value), "ord" in part.classes, joined):
            break
        end = next_at = part_at + 1
    if end == at + 1:
        return first, end
    number = number_classes(total.value, None, total.ordinal)
    last = units[end - 1]
    return Unit(first.start, last.end, first.word, last.last, number, grammar.letter(number)), end


def _is_suffix(number: Unit, ending: Unit) -> bool:
    """Whether an ordinal's ending belongs to the number before it: glued, or a longer one behind a blank."""
    gap = ending.start - number.end
    return gap == 0 or (gap == 1 and ending.end - ending.start > 1)


def _agree(a: Unit, b: Unit, words: Words, grammar: Grammar) -> bool:
    """Whether both parts of an ordinal carry the article, or neither does: "the fourth and forty" is no 44th."""
    article, fold = grammar.article, grammar.pack.fold
    with_it = [fold(words.text[u.start : u.end]).startswith(article) for u in (a, b)]
    return not article or with_it[0] == with_it[1]


def _is_joiner(unit: Unit, words: Words, grammar: Grammar) -> bool:
    return grammar.pack.fold(words.text[unit.start : unit.end]) in grammar.joiners
