"""Sources that stay unnamed, in English: "a senior US official", "residents of Sanaa", "Iranian state media"."""

from __future__ import annotations

from naql.gazetteer import Entry, entry_named, index_of, states
from naql.read.coreference.page import Named, PageView
from naql.read.coreference.short import US, short_name
from naql.read.coreference.speakers import Speaking
from naql.read.coreference.written import as_written
from naql.records import Mention

VOWELS = "aeiou"
OWNED = "state"  # the English of what is official, of newsrooms
FIRST = ("senior", "former", "second")  # adjectives that stand before a state's


def speaking_noun(view: PageView, start: int, end: int) -> Speaking | None:
    """The first speaking noun of words [start, end) that is no part of a mention."""
    covered = {i for a, b, _ in view.inside(start, end) for i in range(a, b)}
    nouns, words, speakers = view.speakers.nouns, view.words, view.speakers
    pointing = single = False
    for i in range(start, end):
        forms = (words.norm[i], words.core[i])
        if speakers.demonstratives.intersection(forms):
            pointing = True
            continue
        pair = [f"{words.core[i]} {words.norm[i + 1]}", f"{words.norm[i]} {words.norm[i + 1]}"] if i + 1 < end else []
        single = single or bool(speakers.one_of.intersection((*forms, *pair)))
        for form in (*pair, *forms):
            if form in nouns and i not in covered:
                noun, many = nouns[form]
                marked = bool(speakers.definite and words.core[i].startswith(speakers.definite))
                return Speaking(noun, many and not single, i, (pointing or marked) and not single)
    return None


def described(view: PageView, start: int, end: int, speaking: Speaking) -> Named:
    """An unnamed source in English: adjectives, state or body, the noun; people of a place "of" it."""
    if view.speakers.as_written:
        return as_written(view, start, end, speaking)
    if more := _joined_noun(view, end, speaking):
        cut, second = more
        one, two = described(view, start, cut, speaking), described(view, second.at, end, second)
        return Named(f"{one.name} and {two.name}", one.country or two.country, "people", "description", one.noun)
    noun, words, speakers = speaking.noun, view.words, view.speakers
    english = noun.en[1 if speaking.many else 0] or noun.en[0]
    form = speakers.plain(words.core[speaking.at])
    if close := _close_to(view, speaking.at, end):
        english = noun.en[1 if speaking.many else 0]
        phrase = f"{english} close to {_short(close)}"
        return Named(phrase if speaking.many else with_article(phrase), close.country, "people", "description", form)
    clause = (i for i in range(speaking.at + 1, end) if words.norm[i] in speakers.tails)
    extra, country, place = _around(view, start, next(clause, end), speaking)
    own = noun.of_state and not extra or extra == [OWNED] and noun.kind == "media"
    if own and speaking.many and not place and (state := view.main_state()):
        extra, country = [demonym_of(state), *extra], state.country
    if (
        not country
        and noun.kind == "person"
        and any(words.norm[i] in speakers.other or words.core[i] in speakers.other for i in range(start, end))
    ):
        country = next((n.country for n in reversed(view.named) if n.kind == "people" and n.country in states()), None)
        if country:
            extra.insert(1 if extra[:1] == ["second"] else 0, demonym_of(states()[country]))
    single = any(words.norm[i] in speakers.one_of for i in range(start, speaking.at))
    if not country and noun.of_state and single and (near := _state_before(view, start)):
        extra.insert(0, demonym_of(near))
        country = near.country
    if not country and not place and (body := _body_meant(view, start, end, speaking)):
        extra.insert(0, adjective_of(body))
        country = body.country
    if (
        noun.kind == "paper"
        and not speaking.many
        and not extra
        and not place
        and (issuer := _issuer_on_page(view, form))
    ):
        extra, country = [adjective_of(issuer)], issuer.country
    if not extra and not place and noun.bare and (speaking.many or noun.kind != "paper"):
        return Named(noun.bare, None, "people", "description", form)
    phrase = " ".join([*extra, english])
    if place and not extra:
        phrase = f"{english} {'in' if noun.bare else 'of'} {place}"
    counted = any(words.norm[i] in speakers.some or words.norm[i] in speakers.one_of for i in range(start, speaking.at))
    known = speaking.definite or (noun.unique and bool(extra) and not counted)
    if not speaking.many and not known and noun.kind in ("person", "people"):
        phrase = with_article(phrase)
    return Named(phrase, country, "people", "description", form)


def _joined_noun(view: PageView, end: int, speaking: Speaking) -> tuple[int, Speaking] | None:
    """A second noun for many that a joining word ties to the first: where the first one's phrase ends, and it."""
    words, speakers = view.words, view.speakers
    covered = {i for a, b, _ in view.inside(speaking.at, end) for i in range(a, b)}
    for i in range(speaking.at + 1, end if speaking.many else 0):
        norm = words.norm[i]
        tied = bool(speakers.definite) and norm[:1] in speakers.joining and norm not in speakers.nouns
        found = speakers.nouns.get(norm[1:] if tied else norm)
        apart = words.norm[i - 1] in speakers.joining
        if found and found[1] and found[0].en[1] and i not in covered and (apart or tied):
            return i - apart, Speaking(found[0], True, i, False)
    return None


def _around(view: PageView, start: int, end: int, speaking: Speaking) -> tuple[list[str], str | None, str]:
    """What is said of a noun: (English words before it, the state, the place it is of)."""
    noun, words, speakers = speaking.noun, view.words, view.speakers
    extra: list[str] = []
    country: str | None = None
    place = ""
    for first, _, mention in view.inside(start, end):
        linked = first > start and words.norm[first - 1] in speakers.place_links
        if mention.kind in ("GPE", "LOC") and (linked or (not _is_state(mention) and noun.kind == "people")):
            near = first - speaking.at <= 3
            place = place or (mention.name or "" if near else "")
        elif mention.kind in ("GPE", "LOC", "ORG"):
            extra.append(adjective_of(mention))
        country = country or mention.country
    covered = {i for a, b, _ in view.inside(start, end) for i in range(a, b)}
    named = {m.name for *_, m in view.inside(start, end)}
    for i in range(start, end):
        if i in covered:
            continue
        state = demonym_at(view, i)
        if state and state.name not in named:
            extra.insert(0, demonym_of(state))
            country = country or state.country
        adjective = speakers.adjectives.get(words.norm[i]) or speakers.adjectives.get(words.core[i])
        if adjective and noun.kind == "media":
            adjective = speakers.media.get(adjective, adjective)
        if adjective and adjective not in extra and adjective != noun.en[0] and i != speaking.at:
            extra.insert(0, adjective) if adjective in FIRST else extra.append(adjective)
    return extra, country, place


def _close_to(view: PageView, at: int, end: int) -> Mention | None:
    """Whom a noun at word `at` is close to («sources close to the party»)."""
    for i in range(at + 1, min(end, at + 3)):
        if view.words.core[i] in view.speakers.near or view.words.norm[i] in view.speakers.near:
            return next((m for *_, m in view.inside(i + 1, end)), None)
    return None


def _short(mention: Mention) -> str:
    entry = entry_named(mention.name)
    return short_name(entry) if entry and entry.kind == "ORG" else mention.name or ""


def _state_before(view: PageView, at: int) -> Entry | None:
    """The last state named before word `at`."""
    found = [
        m.country for i, (_, m) in sorted(view.spots.items()) if i < at and m.kind == "GPE" and m.country in states()
    ]
    return states()[found[-1] or ""] if found else None


def _issuer_on_page(view: PageView, form: str) -> Mention | None:
    """Who issued the paper that the page calls by this noun (plain): the body right behind the noun."""
    words = view.words
    for at, (_, mention) in sorted(view.spots.items()):
        if mention.kind == "ORG" and any(view.speakers.plain(words.core[i]) == form for i in range(max(0, at - 2), at)):
            return mention
    return None


def _body_meant(view: PageView, start: int, end: int, speaking: Speaking) -> Mention | None:
    """The body that a noun behind the speaking one points back to («the spokesman of this body»)."""
    words, speakers = view.words, view.speakers
    for i in range(speaking.at + 1, end):
        noun = speakers.nouns.get(words.norm[i]) or speakers.nouns.get(words.core[i])
        pointing = words.norm[i - 1] in speakers.demonstratives
        marked = bool(speakers.definite and words.norm[i].startswith(speakers.definite))
        if noun and noun[0].kind == "body" and (pointing or marked):
            return view.body_before(start, speakers.plain(words.core[i]))
    return None


def demonym_at(view: PageView, i: int) -> Entry | None:
    """The state whose demonym a word is, though no mention (where it tells where papers or people are from)."""
    index = index_of(view.pack.lang)
    for form in (view.words.norm[i], view.words.core[i]):
        for known in index.get((form,)):
            if known.demonym and known.entry and not known.weak:
                return known.entry
    return None


def demonym_of(state: Entry) -> str:
    """A state or region before a noun."""
    return US.get(state.country or "") or (state.demonyms.get("en") or (state.name,))[0]


def with_article(phrase: str) -> str:
    """The phrase with "a" or "an"."""
    first = phrase.split(" ")[0]
    initials = first.isupper() and len(first) < 4
    vowel = phrase[:1] in "AEFHILMNORSX" if initials else phrase[:1].lower() in VOWELS
    return f"{'an' if vowel else 'a'} {phrase}"


def adjective_of(mention: Mention) -> str:
    """How a state or a body stands before a noun: its demonym, its initials, its short name."""
    entry = entry_named(mention.name)
    state = states().get(mention.country or "")
    of_state = US.get(mention.country or "") or ((state.demonyms.get("en") or (state.name,))[0] if state else "")
    if mention.kind == "GPE" and state and state.name == mention.name:
        return of_state
    if mention.kind == "ORG" and state and mention.name and mention.name.startswith("Ministry of "):
        portfolio = mention.name.removeprefix("Ministry of ").split(" (")[0].split(" of ")[0].removesuffix(" Affairs")
        return f"{of_state} {portfolio} Ministry"
    if mention.kind == "ORG" and state and (mention.name or "").startswith("Government of "):
        return f"{of_state} government"
    if mention.kind == "ORG" and entry:
        return short_name(entry)
    if entry and entry.demonyms.get("en"):
        return entry.demonyms["en"][0]
    return mention.name or ""


def _is_state(mention: Mention) -> bool:
    entry = entry_named(mention.name)
    return bool(entry and entry.sort in ("state", "territory"))
